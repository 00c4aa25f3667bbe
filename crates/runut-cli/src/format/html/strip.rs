//! The overview over a timeline: one dot an entry along the days, drawn. Whoever cannot see it misses nothing: the
//! list of cards is the timeline.

use super::markup::Html;
use super::{Context, card};
use jiff::civil::Date;
use runut::model::{Entry, EntryKind, Story};

/// Units of the drawing, which scales with the page.
const WIDTH: f64 = 1000.0;
/// Room at both ends, so that no dot is cut.
const MARGIN: f64 = 28.0;
/// From one dot to the next above it.
const STEP: f64 = 13.0;
/// Dots in one column; more of them stand in the next one.
const COLUMN: usize = 6;
/// The axis, from the top.
const AXIS: f64 = COLUMN as f64 * STEP + 8.0;

/// Two names of days never stand nearer than this.
const LABEL: f64 = 160.0;

/// The drawing, where a story has entries of two days or more.
pub fn strip(html: &mut Html, number: usize, story: &Story, context: &Context<'_>) {
    let day = |entry: &Entry| entry.when.from.or(entry.when.to);
    let mut days: Vec<Date> = story.timeline.iter().filter_map(day).collect();
    days.sort_unstable();
    days.dedup();
    if days.len() < 2 {
        return;
    }
    let places = places(&days);
    let at = |date: Date| days.binary_search(&date).map_or(MARGIN, |index| places[index]);
    html.raw("<div class=\"strip\" aria-hidden=\"true\">");
    let view = format!("0 0 {WIDTH} {}", AXIS + 24.0);
    html.open("svg", &[("viewBox", &view), ("focusable", "false")]);
    line(html, "axis", (0.0, AXIS), (WIDTH, AXIS));
    // A year or a month is called by its own name, not by its first day.
    let label = |date| {
        let here = |entry: &&Entry| day(entry) == Some(date);
        let exact = story.timeline.iter().filter(here).any(|entry| entry.when.from == entry.when.to);
        let first = story.timeline.iter().find(here).map(|entry| context.words.days(entry.when));
        if exact { context.words.day(date) } else { first.unwrap_or_default() }
    };
    labels(html, &days, &places, label);
    let mut placed: Vec<f64> = Vec::new();
    for (index, entry) in story.timeline.iter().enumerate() {
        let Some(date) = day(entry) else { continue };
        let below = placed.iter().filter(|x| (**x - at(date)).abs() < STEP - 2.0).count();
        placed.push(at(date));
        let x = at(date) + (below / COLUMN) as f64 * (STEP - 1.0);
        let y = AXIS - STEP * ((below % COLUMN) as f64 + 1.0) + 3.0;
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

/// Where each day stands: a gap of ten times the length is one step wider, so that a year of silence does not push
/// two busy weeks into one dot. The names of the days under the axis say what the distance does not.
fn places(days: &[Date]) -> Vec<f64> {
    let mut places = vec![0.0];
    for pair in days.windows(2) {
        let gap = f64::from((pair[1] - pair[0]).get_days());
        places.push(places[places.len() - 1] + 1.0 + gap.log10());
    }
    let last = places[places.len() - 1];
    places.iter().map(|place| MARGIN + place / last * (WIDTH - 2.0 * MARGIN - STEP)).collect()
}

/// The days under the axis, as many as have room; the first and the last always.
fn labels(html: &mut Html, days: &[Date], places: &[f64], label: impl Fn(Date) -> String) {
    let end = places[places.len() - 1];
    let mut free = f64::MIN;
    for (index, (date, x)) in days.iter().zip(places).enumerate() {
        line(html, "tick", (*x, AXIS), (*x, AXIS + 6.0));
        let last = index + 1 == days.len();
        if !last && (*x < free || end - x < LABEL) {
            continue;
        }
        free = x + LABEL;
        let (x, anchor) = match index {
            0 => (0.0, "start"),
            _ if last => (WIDTH, "end"),
            _ => (*x, "middle"),
        };
        let (x, y) = (unit(x), unit(AXIS + 19.0));
        let attributes = [("x", x.as_str()), ("y", &y), ("class", "label"), ("text-anchor", anchor)];
        html.element("text", &attributes, &label(*date));
    }
}

fn line(html: &mut Html, class: &str, from: (f64, f64), to: (f64, f64)) {
    let ends = [unit(from.0), unit(from.1), unit(to.0), unit(to.1)];
    html.open(
        "line",
        &[("class", class), ("x1", &ends[0]), ("y1", &ends[1]), ("x2", &ends[2]), ("y2", &ends[3])],
    );
    html.close("line");
}

/// A length with one decimal: the same bytes on every machine.
fn unit(length: f64) -> String {
    format!("{length:.1}")
}
