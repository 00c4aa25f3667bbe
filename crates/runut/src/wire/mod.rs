//! The JSON of `docs/schema.md`: what leaves the house, field by field.
//!
//! Each line is a struct whose fields are the schema, borrowed from the nouns and written by any serde writer
//! (`serde_json::to_value` where a tree is wanted). Inside are bytes; here they become code points.

mod across;
mod again;
mod annotation;
mod article;
mod door;
mod part;
mod points;
mod trace;

pub use across::{
    CheckLine, ChecksLine, CopiesLine, GrowthLine, check_lines, checks_value, copies_value, growth_lines,
};
pub use again::restore;
pub use annotation::{AnnotationLine, annotation_line, statement_id};
pub use article::{ArticleLine, article_line};
pub use door::{TraceDoor, group_line, story_days, trace_value};
pub use part::{PartLine, part_line};
pub use points::{CodePoints, Place};
pub use trace::{CopyLine, GroupLine, MergeLine, Skipped, StoryLine, TraceLine};
