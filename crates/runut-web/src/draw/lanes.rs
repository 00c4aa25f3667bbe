//! The overview of a timeline: one lane a speaker or outlet, one dot a line, along the days.

use super::short;
use crate::site::Site;
use jiff::civil::Date;
use runut_show::Html;
use runut_show::axis::{Axis, WIDTH, line, unit};
use std::collections::BTreeMap;

/// Lanes with a name; what else there is shares one more.
const NAMED: usize = 7;
/// Dots drawn: more make no picture, and the list has them all.
const DOTS: usize = 1_500;
/// Room for the names of the lanes.
const NAMES: f64 = 190.0;
/// Room at the right end, so that no dot is cut.
const MARGIN: f64 = 22.0;
/// Height of a lane with dots in one row; each further row adds `STEP`.
const LANE: f64 = 28.0;
/// From one dot to the next above it.
const STEP: f64 = 11.0;
/// Dots above each other in a lane; further ones stand beside.
const ROWS: usize = 4;
/// Letters of a lane's name.
const LETTERS: usize = 24;

/// One line of the timeline.
pub struct Dot {
    /// Its day, the first of several.
    pub day: Date,
    /// The same in words, no nearer than it is known: "1971".
    pub when: String,
    /// Which lane; empty for the one without a name.
    pub lane: String,
    /// Where it leads.
    pub to: String,
    /// What it says when pointed at.
    pub says: String,
    /// Whether it is a happening, not a statement.
    pub event: bool,
}

/// The drawing, where there are dots of two days or more.
pub fn lanes(html: &mut Html, dots: &[Dot], others: &str, site: &Site) {
    let dots = &dots[..dots.len().min(DOTS)];
    let Some(axis) = Axis::of(dots.iter().map(|dot| dot.day).collect(), NAMES, WIDTH - MARGIN) else {
        return;
    };
    let names = names(dots);
    let lane_of = |dot: &Dot| names.iter().position(|name| *name == dot.lane).unwrap_or(names.len());
    let mut lanes: Vec<Vec<(&Dot, usize)>> = vec![Vec::new(); names.len() + 1];
    for dot in dots {
        let lane = &mut lanes[lane_of(dot)];
        let before = lane
            .iter()
            .filter(|(other, _)| (axis.at(other.day) - axis.at(dot.day)).abs() < STEP - 2.0)
            .count();
        lane.push((dot, before));
    }
    let height = |lane: &[(&Dot, usize)]| {
        let rows = lane.iter().map(|(_, before)| before.min(&(ROWS - 1)) + 1).max().unwrap_or(1);
        LANE + STEP * (rows - 1) as f64
    };
    let total: f64 = lanes.iter().filter(|lane| !lane.is_empty()).map(|lane| height(lane)).sum();
    let view = format!("0 0 {} {}", unit(WIDTH), unit(total + 30.0));
    html.raw("<figure class=\"lanes\" data-zoom>");
    html.open(
        "div",
        &[("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", site.say("lanes"))],
    );
    html.open("svg", &[("viewBox", &view), ("role", "group"), ("aria-label", site.say("lanes"))]);
    let mut top = 0.0;
    for (index, lane) in lanes.iter().enumerate().filter(|(_, lane)| !lane.is_empty()) {
        let floor = top + height(lane);
        line(html, "axis", (0.0, floor), (WIDTH, floor));
        let name = names.get(index).copied().unwrap_or(others);
        let attributes = [("x", "2"), ("y", &*unit(floor - 9.0)), ("class", "lane")];
        html.element("text", &attributes, &short(name, LETTERS));
        for (dot, before) in lane {
            let x = axis.at(dot.day) + (before / ROWS) as f64 * (STEP - 1.0);
            let y = floor - 12.0 - STEP * (before % ROWS) as f64;
            mark(html, dot, x, y);
        }
        top = floor;
    }
    html.raw("<g class=\"days\">");
    axis.labels(html, top, |date| label(dots, date, site));
    html.raw("</g></svg></div></figure>\n");
}

/// A day under the drawing: as a day where something is known to the day, else as what is known.
fn label(dots: &[Dot], date: Date, site: &Site) -> String {
    let day = site.words.day(date);
    let mut here = dots.iter().filter(|dot| dot.day == date).map(|dot| dot.when.as_str());
    let first = here.next().unwrap_or(&day);
    if first == day || here.any(|when| when == day) { day } else { first.to_owned() }
}

/// A dot with room around it for a finger.
fn mark(html: &mut Html, dot: &Dot, x: f64, y: f64) {
    let class = if dot.event { "dot event" } else { "dot" };
    // The list below has the same links in the same order; here they would be stops on the way to it.
    html.open("a", &[("href", &dot.to), ("tabindex", "-1"), ("aria-label", &dot.says)]);
    html.element("title", &[], &dot.says);
    let (x, y) = (unit(x), unit(y));
    html.open("circle", &[("class", "touch"), ("cx", &x), ("cy", &y), ("r", "9")]).close("circle");
    html.open("circle", &[("class", class), ("cx", &x), ("cy", &y), ("r", "4.5")]).close("circle").close("a");
}

/// The lanes with a name: those with most dots, the first to begin first.
fn names(dots: &[Dot]) -> Vec<&str> {
    let mut counted: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, dot) in dots.iter().enumerate().filter(|(_, dot)| !dot.lane.is_empty()) {
        counted.entry(&dot.lane).or_insert((0, at)).0 += 1;
    }
    let mut names: Vec<(&str, (usize, usize))> = counted.into_iter().collect();
    names.sort_by(|one, two| two.1.0.cmp(&one.1.0).then(one.1.1.cmp(&two.1.1)));
    names.truncate(NAMED);
    names.sort_by_key(|(_, (_, first))| *first);
    names.into_iter().map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use runut_show::Locale;

    fn dot(day: i8, lane: &str) -> Dot {
        let day = jiff::civil::date(2031, 3, day);
        let when = Site::of(Locale::En).words.day(day);
        Dot { day, when, lane: lane.to_owned(), to: "#e".to_owned(), says: format!("<{lane}>"), event: false }
    }

    fn drawn(dots: &[Dot]) -> String {
        let mut html = Html::default();
        lanes(&mut html, dots, "others", Site::of(Locale::En));
        html.finish()
    }

    #[test]
    fn a_lane_for_each_of_the_busiest_and_one_for_the_rest() {
        let mut dots: Vec<Dot> =
            (0..9).flat_map(|lane| [dot(1, &format!("N{lane}")), dot(2, &format!("N{lane}"))]).collect();
        dots.push(dot(3, ""));
        let page = drawn(&dots);
        assert_eq!(page.matches("class=\"lane\"").count(), NAMED + 1);
        assert_eq!(page.matches("class=\"dot\"").count(), dots.len());
        assert!(page.contains(">others<"));
        assert!(!page.contains("<N1>"));
    }

    #[test]
    fn a_year_is_not_drawn_as_its_first_day() {
        let year = Dot { when: "2031".to_owned(), ..dot(1, "a") };
        assert!(drawn(&[year, dot(2, "a")]).contains(">2031<"));
        let year = Dot { when: "2031".to_owned(), ..dot(1, "a") };
        assert!(drawn(&[year, dot(1, "b"), dot(2, "a")]).contains(">1 March 2031<"));
    }

    #[test]
    fn one_day_is_no_line() {
        assert_eq!(drawn(&[dot(1, "a"), dot(1, "b")]), "");
    }
}
