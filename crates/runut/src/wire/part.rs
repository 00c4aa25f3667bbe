//! The part line: what `extract --explain` writes for each part of a page.

use crate::model::{Explained, PartRole, Reason};
use serde::Serialize;

/// A part of a page as one line of JSON.
#[derive(Serialize)]
pub struct PartLine<'a> {
    r#type: &'static str,
    article: &'a str,
    role: PartRole,
    kept: bool,
    score: Option<i32>,
    why: &'a [Reason],
    text: &'a str,
    page: Option<(u32, u32)>,
}

/// The line of one part of this article's page.
pub fn part_line<'a>(article: &'a str, part: &'a Explained) -> PartLine<'a> {
    PartLine {
        r#type: "part",
        article,
        role: part.role,
        kept: part.kept,
        score: part.score,
        why: &part.why,
        text: &part.text,
        page: part.page,
    }
}
