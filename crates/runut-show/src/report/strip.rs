//! The overview over a timeline: one dot an entry along the days, drawn. Whoever cannot see it misses nothing: the
//! list of cards is the timeline.

use super::{Context, card};
use crate::axis::{Axis, WIDTH, line, unit};
use crate::html::Html;
use jiff::civil::Date;
use runut::model::{Entry, EntryKind, Story};

/// Room at both ends, so that no dot is cut.
const MARGIN: f64 = 28.0;
/// From one dot to the next above it.
const STEP: f64 = 13.0;
/// Dots in one column; more of them stand in the next one.
const COLUMN: usize = 6;
/// The axis, from the top.
const FLOOR: f64 = COLUMN as f64 * STEP + 8.0;

/// The drawing, where a story has entries of two days or more.
pub fn strip(html: &mut Html, number: usize, story: &Story, context: &Context<'_>) {
    let day = |entry: &Entry| entry.when.from.or(entry.when.to);
    let days = story.timeline.iter().filter_map(day).collect();
    let Some(axis) = Axis::of(days, MARGIN, WIDTH - MARGIN - STEP) else { return };
    let at = |date: Date| axis.at(date);
    html.raw("<div class=\"strip\" aria-hidden=\"true\">");
    let view = format!("0 0 {WIDTH} {}", FLOOR + 24.0);
    html.open("svg", &[("viewBox", &view), ("focusable", "false")]);
    line(html, "axis", (0.0, FLOOR), (WIDTH, FLOOR));
    // A year or a month is called by its own name, not by its first day.
    let label = |date| {
        let here = |entry: &&Entry| day(entry) == Some(date);
        let exact = story.timeline.iter().filter(here).any(|entry| entry.when.from == entry.when.to);
        let first = story.timeline.iter().find(here).map(|entry| context.words.days(entry.when));
        if exact { context.words.day(date) } else { first.unwrap_or_default() }
    };
    axis.labels(html, FLOOR, label);
    let mut placed: Vec<f64> = Vec::new();
    for (index, entry) in story.timeline.iter().enumerate() {
        let Some(date) = day(entry) else { continue };
        let below = placed.iter().filter(|x| (**x - at(date)).abs() < STEP - 2.0).count();
        placed.push(at(date));
        let x = at(date) + (below / COLUMN) as f64 * (STEP - 1.0);
        let y = FLOOR - STEP * ((below % COLUMN) as f64 + 1.0) + 3.0;
        let class = if entry.kind == EntryKind::Event { "dot event" } else { "dot" };
        let to = format!("#{}", card(number, index).anchor);
        html.open("a", &[("href", &to), ("tabindex", "-1")]);
        let says =
            format!("{} {}", context.words.days(entry.when), entry.speaker.as_deref().unwrap_or_default());
        html.element("title", &[], says.trim());
        html.open("circle", &[("class", class), ("cx", &unit(x)), ("cy", &unit(y)), ("r", "4.5")]);
        html.close("circle").close("a");
    }
    html.raw("</svg></div>\n");
}
