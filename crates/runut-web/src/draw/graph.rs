//! Who cites whom, as a drawing: those who print on the left, those they cite on the right, a line for each pair.

use super::short;
use crate::site::Site;
use runut_show::axis::unit;
use runut_show::{Html, one_line};
use runut_store::query::SourceRow;
use std::collections::BTreeMap;

/// Names on one side; the table has the rest.
const NAMES: usize = 14;
/// From one name to the next below it.
const STEP: f64 = 30.0;
/// Where the lines begin and end.
const LEFT: f64 = 300.0;
const RIGHT: f64 = 700.0;
/// Letters of a name.
const LETTERS: usize = 34;
/// A line is at least and at most so thick.
const THIN: f64 = 1.5;
const THICK: f64 = 9.0;

/// The drawing, where anybody cites anybody.
pub fn graph(html: &mut Html, rows: &[SourceRow], nobody: &str, site: &Site) {
    if rows.is_empty() {
        return;
    }
    let outlet = |row: &SourceRow| row.outlet.clone().unwrap_or_else(|| nobody.to_owned());
    let right = places(rows.iter(), &|row| row.source.clone());
    let left = places(rows.iter().filter(|row| right.contains_key(&row.source)), &outlet);
    let most = rows.iter().map(|row| row.statements).max().unwrap_or(1).max(1) as f64;
    let height = STEP * left.len().max(right.len()) as f64 + 8.0;
    html.raw("<figure class=\"graph\">");
    html.open(
        "div",
        &[("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", site.say("graph"))],
    );
    let view = format!("0 0 1000 {}", unit(height));
    html.open("svg", &[("viewBox", &view), ("role", "img"), ("aria-label", site.say("graph"))]);
    for row in rows {
        let (Some(from), Some(to)) = (left.get(&outlet(row)), right.get(&row.source)) else { continue };
        let path = format!("M{LEFT} {from} C{} {from} {} {to} {RIGHT} {to}", LEFT + 170.0, RIGHT - 170.0);
        let width = unit(THIN + (THICK - THIN) * (row.statements as f64 / most));
        html.open("path", &[("class", "cites"), ("d", &path), ("stroke-width", &width)]);
        let says = format!("{} ← {}: {}", outlet(row), row.source, row.statements);
        html.element("title", &[], &one_line(&says)).close("path");
    }
    for (side, x, anchor) in [(&left, LEFT - 10.0, "end"), (&right, RIGHT + 10.0, "start")] {
        for (name, y) in side {
            let (x, y) = (unit(x), unit(y + 4.5));
            html.element("text", &[("x", &x), ("y", &y), ("text-anchor", anchor)], &short(name, LETTERS));
        }
    }
    html.raw("</svg></div></figure>\n");
}

/// The names of one side, those with most statements first, and how far down each stands.
fn places<'a>(
    rows: impl Iterator<Item = &'a SourceRow>,
    name: &dyn Fn(&SourceRow) -> String,
) -> BTreeMap<String, f64> {
    let mut counted: BTreeMap<String, i64> = BTreeMap::new();
    rows.for_each(|row| *counted.entry(name(row)).or_default() += row.statements);
    let mut names: Vec<(String, i64)> = counted.into_iter().collect();
    names.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
    names.truncate(NAMES);
    let place = |(at, (name, _)): (usize, (String, i64))| (name, STEP * at as f64 + STEP / 2.0 + 4.0);
    names.into_iter().enumerate().map(place).collect()
}
