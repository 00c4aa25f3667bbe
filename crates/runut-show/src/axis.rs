//! Days along a line: where each stands in a drawing, and which are named under it.

use crate::html::Html;
use jiff::civil::Date;

/// Units of a drawing, which scales with the page.
pub const WIDTH: f64 = 1000.0;
/// Two names of days never stand nearer than this.
const LABEL: f64 = 160.0;

/// Days in order, each once, and where they stand.
pub struct Axis {
    days: Vec<Date>,
    places: Vec<f64>,
}

impl Axis {
    /// The days between `from` and `to` units; `None` where there are not two.
    ///
    /// A gap of ten times the length is one step wider, so that a year of silence does not push two busy weeks into
    /// one dot. The names of the days under the axis say what the distance does not.
    pub fn of(mut days: Vec<Date>, from: f64, to: f64) -> Option<Self> {
        days.sort_unstable();
        days.dedup();
        if days.len() < 2 {
            return None;
        }
        let mut places = vec![0.0];
        for pair in days.windows(2) {
            let gap = f64::from((pair[1] - pair[0]).get_days());
            places.push(places[places.len() - 1] + 1.0 + gap.log10());
        }
        let last = places[places.len() - 1];
        let places = places.iter().map(|place| from + place / last * (to - from)).collect();
        Some(Self { days, places })
    }

    /// Where a day stands.
    pub fn at(&self, date: Date) -> f64 {
        self.days.binary_search(&date).map_or(self.places[0], |index| self.places[index])
    }

    /// The days under a line at this height, as many as have room; the first and the last always.
    pub fn labels(&self, html: &mut Html, height: f64, label: impl Fn(Date) -> String) {
        let end = self.places[self.places.len() - 1];
        let mut free = f64::MIN;
        for (index, (date, x)) in self.days.iter().zip(&self.places).enumerate() {
            line(html, "tick", (*x, height), (*x, height + 6.0));
            let last = index + 1 == self.days.len();
            if !last && (*x < free || end - x < LABEL) {
                continue;
            }
            free = x + LABEL;
            let anchor = match index {
                0 => "start",
                _ if last => "end",
                _ => "middle",
            };
            let (x, y) = (unit(*x), unit(height + 19.0));
            let attributes = [("x", x.as_str()), ("y", &y), ("class", "label"), ("text-anchor", anchor)];
            html.element("text", &attributes, &label(*date));
        }
    }
}

/// A straight line.
pub fn line(html: &mut Html, class: &str, from: (f64, f64), to: (f64, f64)) {
    let ends = [unit(from.0), unit(from.1), unit(to.0), unit(to.1)];
    html.open(
        "line",
        &[("class", class), ("x1", &ends[0]), ("y1", &ends[1]), ("x2", &ends[2]), ("y2", &ends[3])],
    );
    html.close("line");
}

/// A length with one decimal: the same bytes on every machine.
pub fn unit(length: f64) -> String {
    format!("{length:.1}")
}
