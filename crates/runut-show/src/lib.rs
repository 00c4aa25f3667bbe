//! How findings are shown to people: the words of Indonesian and English, days and reasons in them, facts in one line,
//! HTML in which nothing from outside becomes markup, drawings, and the self-contained report.
//!
//! Whatever shows a story to a person (the command's formats, the web pages, the exports) takes its words from here, so
//! that a thing has one name wherever it is met.

pub mod axis;
mod facts;
mod html;
mod locale;
pub mod marks;
mod reasons;
pub mod report;
#[cfg(any(test, feature = "sample"))]
pub mod sample;
pub mod table;

pub use facts::*;
pub use html::{Html, escaped, web_address};
pub use locale::{Locale, Words};
