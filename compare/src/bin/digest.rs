//! One line for each labelled page with everything that was read from it, hashed: before and after a change that is to
//! change nothing, `diff` says whether it did.

use compare::pages;
use runut::lang::Packs;
use std::hash::{DefaultHasher, Hash, Hasher};

fn main() -> anyhow::Result<()> {
    let packs = Packs::bundled()?;
    for one in pages(None)? {
        let mut hash = DefaultHasher::new();
        format!("{:?}", runut::extract::articles(&one.page, &packs)).hash(&mut hash);
        println!("{:016x} {}", hash.finish(), one.gold.name);
    }
    Ok(())
}
