//! Drawings, made on the server. Whoever cannot see one misses nothing: beside each stands a list or a table.

mod graph;
mod lanes;

pub use graph::graph;
pub use lanes::{Dot, lanes};

use runut_show::one_line;

/// A name with at most so many letters.
fn short(name: &str, letters: usize) -> String {
    let name = one_line(name);
    if name.chars().count() <= letters {
        return name;
    }
    name.chars().take(letters - 1).collect::<String>().trim_end().to_owned() + "…"
}
