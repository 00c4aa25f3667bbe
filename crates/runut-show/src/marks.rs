//! What was found in a text, marked where it stands: cut at every edge, so that marks may overlap in any way.

use crate::html::Html;
use crate::locale::Words;
use runut::model::{Reading, Span};

/// A stretch with something found in it.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// What it is: `said`, `time`, `figure`, `name`.
    pub class: &'static str,
    /// What is known of it.
    pub title: String,
    /// Name of the first piece of it, as a place to go to; empty for none.
    pub id: &'static str,
}

/// Statements, times, figures and names in a stretch of an article.
pub fn found(reading: &Reading, within: Span, words: &Words) -> Vec<Mark> {
    let found = &reading.annotations;
    let mut marks = Vec::new();
    let mut mark = |span: Span, class, title| {
        if within.overlaps(span) {
            marks.push(Mark { span, class, title, id: "" });
        }
    };
    for statement in &found.statements {
        statement.content.iter().for_each(|span| mark(*span, "said", String::new()));
    }
    for time in &found.times {
        let likely = time.likely.as_ref().map(|likely| format!(" → {}", likely.0)).unwrap_or_default();
        let why = time.why.as_ref().map(|why| format!(" ({})", words.shown(why))).unwrap_or_default();
        mark(time.span, "time", format!("{}{likely}{why}", time.value.0));
    }
    for figure in &found.figures {
        mark(figure.span, "figure", figure.counts.clone().unwrap_or_default());
    }
    for mention in &found.mentions {
        let name = found.entities.get(mention.entity).map(|entity| entity.name.clone()).unwrap_or_default();
        mark(mention.span, "name", name);
    }
    marks
}

/// A stretch of a text with the marks that lie in it.
pub fn write(html: &mut Html, within: Span, marks: &[Mark], text: &str) {
    let inside: Vec<&Mark> = marks.iter().filter(|mark| mark.span.overlaps(within)).collect();
    let mut edges: Vec<u32> = inside.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    edges.extend([within.start, within.end]);
    edges.retain(|edge| (within.start..=within.end).contains(edge));
    edges.sort_unstable();
    edges.dedup();
    for pair in edges.windows(2) {
        let piece = Span { start: pair[0], end: pair[1] };
        let over: Vec<&&Mark> = inside.iter().filter(|mark| mark.span.contains(piece)).collect();
        if over.is_empty() {
            html.text(piece.of(text));
            continue;
        }
        let mut classes: Vec<&str> = over.iter().map(|mark| mark.class).collect();
        classes.dedup();
        let title =
            over.iter().rev().find(|mark| !mark.title.is_empty()).map_or("", |mark| mark.title.as_str());
        let named = over.iter().find(|mark| !mark.id.is_empty() && mark.span.start == piece.start);
        let attributes =
            [("id", named.map_or("", |mark| mark.id)), ("class", &classes.join(" ")), ("title", title)];
        html.open("span", &attributes).text(piece.of(text)).raw("</span>");
    }
}
