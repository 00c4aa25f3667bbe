//! The headline: the heading that agrees best with what the markup calls the page; what stands in it beside the headline
//! is cut off, the label before it kept as the kicker.

use super::content::Content;
use super::features::Own;
use super::meta::Meta;
use super::names::flag;
use super::tag::Tag;
use super::tree::Tree;
use crate::lang::{Packs, Piece, hash_of, piece};
use std::ops::Range;

/// The words of a text, whatever their capitals, as sorted hashes without doubles: they are only compared.
pub(super) fn words_of(text: &str) -> Vec<u64> {
    let (mut hashes, mut at) = (Vec::new(), 0);
    while let Some(piece) = piece(text, at) {
        if let Piece::Word { end, ascii, .. } = piece {
            hashes.push(hash_of(&text[at..end], ascii));
        }
        at = piece.end(at);
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// How much two titles agree: shared words over the words of the shorter.
pub(super) fn agreement(a: &[u64], b: &[u64]) -> f64 {
    let shared = a.iter().filter(|word| b.binary_search(word).is_ok()).count() as f64;
    shared / a.len().min(b.len()).max(1) as f64
}

/// What counts against a heading that is a link, as a site's own name above every page is, and against that name.
const LINKED: f64 = 0.7;
const SITE: f64 = 1.5;

/// Whether a heading is the site's own name.
fn is_site(text: &str, meta: &Meta) -> bool {
    let name = letters(text);
    let said = meta.site.iter().chain(&meta.publisher);
    !name.is_empty() && said.map(|said| letters(&said.value)).any(|site| site == name)
}

/// Letters and digits alone, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Letters of the shortest headline that is cut out of a longer heading, and of the shortest label before one.
const SHORTEST: usize = 12;
const SHORTEST_LABEL: usize = 4;

/// Where in a heading the headline stands: behind a label, where a title of the markup is all but the label; before the
/// site's name.
pub(super) fn headline(heading: &str, meta: &Meta, packs: &Packs) -> Range<usize> {
    let whole = letters(heading);
    let titles = meta.titles.iter().filter(|said| said.how != "title element");
    let cut = titles.filter_map(|said| {
        let title = letters(&said.value);
        let fits = title.chars().count() >= SHORTEST && title.len() < whole.len() && whole.ends_with(&title);
        let start = if fits { behind_label(heading, title.chars().count()) } else { None };
        start.map(|start| start..heading.len())
    });
    if let Some(range) = cut.min_by_key(|range| range.start) {
        return range;
    }
    let named = |tail: &str| is_site(tail, meta) || packs.outlets.named(tail).is_some();
    for mark in [" | ", " - ", " – ", " — ", " » ", " • ", " · "] {
        if let Some(at) = heading.rfind(mark)
            && named(heading[at + mark.len()..].trim())
            && heading[..at].split_whitespace().nth(1).is_some()
        {
            return 0..at;
        }
    }
    0..heading.len()
}

/// Where the last so many letters of a heading begin, if what stands before them is a label.
fn behind_label(heading: &str, letters: usize) -> Option<usize> {
    // Small letters may be more than the great ones they stand for; such headings are left whole.
    let (start, _) = heading.char_indices().rev().filter(|(_, c)| c.is_alphanumeric()).nth(letters - 1)?;
    let opening = |c: char| matches!(c, '"' | '“' | '„' | '«' | '»' | '\'' | '‘' | '(' | '¿' | '¡' | '#');
    let head = heading[..start].trim_end_matches(opening);
    let label = head.trim_end_matches(|c: char| !c.is_alphanumeric());
    let long = label.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST_LABEL;
    let apart = label.len() < head.len() || label.ends_with(|c: char| c.is_ascii_digit());
    (long && apart && label.split_whitespace().count() <= 6).then_some(head.len())
}

/// The block that is the headline: the heading that agrees best with what the markup calls the title.
pub(crate) fn title_block(tree: &Tree, content: &Content, meta: &Meta, counts: &[Own]) -> Option<usize> {
    let titles: Vec<Vec<u64>> = meta.titles.iter().map(|said| words_of(&said.value)).collect();
    let end = content
        .holder
        .map_or(tree.blocks.len(), |holder| tree.elements[holder].blocks.end.min(tree.blocks.len()));
    let shortest = titles.iter().map(Vec::len).min().unwrap_or(0);
    let mut best: Option<(f64, usize)> = None;
    for (at, block) in tree.blocks[..end].iter().enumerate() {
        let text = &tree.text[block.range.clone()];
        if text.len() > 400
            || content.flags[block.element] & (flag::HIDDEN | flag::COMMENTS | flag::RELATED) != 0
        {
            continue;
        }
        let level = match heading(tree, block.holder) {
            Some(Tag::H1) => 1.0,
            Some(_) => 0.3,
            None => 0.0,
        };
        // What shares too few words with any title is none; most blocks do. Half of a block's words may be twice there.
        let (shared, pieces) = (counts[at].in_titles, counts[at].measure.pieces);
        let least = if level >= 1.0 { 4 } else { 8 };
        if pieces == 0 || !titles.is_empty() && shared * 20 < shortest.min(pieces / 2).max(1) * least {
            continue;
        }
        let own = words_of(text);
        let match_of = |title: &Vec<u64>| {
            // A word of a title is no title: both must be of some length, or nearly the same.
            let size = own.len().min(title.len()) as f64 / own.len().max(title.len()).max(1) as f64;
            agreement(&own, title) * (0.4 + 0.6 * size)
        };
        let agreed = titles.iter().map(match_of).fold(0.0, f64::max);
        let linked = if block.linked * 2 > text.len() { LINKED } else { 0.0 };
        let enough =
            if titles.is_empty() { level >= 1.0 } else { agreed >= 0.45 || (level >= 1.0 && agreed > 0.2) };
        let score = agreed * 2.0 + level - linked;
        let better = |score: f64| score >= 1.1 && best.is_none_or(|(known, _)| score > known + 1e-9);
        if !enough || !better(score) {
            continue;
        }
        // Looked at last, for it is the dearest.
        let score = if is_site(text, meta) { score - SITE } else { score };
        if better(score) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

fn heading(tree: &Tree, holder: usize) -> Option<Tag> {
    let mut at = holder;
    for _ in 0..3 {
        if tree.elements[at].tag.heading() {
            return Some(tree.elements[at].tag);
        }
        at = tree.elements[at].parent;
    }
    None
}

/// A title without the site's name behind it ("… - Muara Post").
pub(crate) fn without_site(title: &str, site: Option<&str>, packs: &Packs) -> String {
    let mut title = title.trim();
    for _ in 0..2 {
        let Some((at, mark)) = [" - ", " | ", " – ", " — ", " :: ", " » ", " • ", " · ", " |", " // "]
            .iter()
            .filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len())))
            .max()
        else {
            break;
        };
        let (head, tail) = (title[..at].trim(), title[at + mark..].trim());
        let same = |a: &str, b: &str| {
            let plain = |text: &str| {
                text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
            };
            let (a, b) = (plain(a), plain(b));
            !a.is_empty() && (a == b || b.len() > 3 && a.contains(&b) || a.len() > 3 && b.contains(&a))
        };
        let known = site.is_some_and(|site| same(tail, site))
            || packs.outlets.named(tail).is_some()
            || packs.outlets.at_address(tail).is_some();
        let bar = title[at..].trim_start().starts_with('|');
        let short = tail.split_whitespace().count() <= if bar { 5 } else { 3 }
            && head.split_whitespace().count() >= 3;
        if tail.is_empty() || known || (short && (bar || site.is_none())) {
            title = head;
        } else {
            break;
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::articles;
    use crate::model::Page;

    fn read(head: &str, heading: &str) -> crate::model::Article {
        let packs = Packs::bundled().expect("bundled packs load");
        let body = "<p>Wali kota meresmikan pasar lama yang terbakar, kata seorang pedagang di kota itu, Senin.</p><p>Pasar itu akan dibuka lagi untuk umum pada akhir bulan depan, kata wali kota di balai kota.</p>";
        let html = format!(
            "<head><meta property=og:site_name content='Suara Bahari'>{head}</head><body>{heading}<article>{body}</article>"
        );
        articles(&Page::new("x", html.into_bytes()), &packs).remove(0).expect("an article")
    }

    #[test]
    fn the_headline_is_told_from_its_label_and_from_the_sites_name() {
        let og = "<meta property=og:title content='Pasar Lama Muara Dibuka Lagi'>";
        for (head, heading, title, kicker) in [
            (
                og,
                "<h1><span>Ekonomi</span> Pasar Lama Muara Dibuka Lagi</h1>",
                "Pasar Lama Muara Dibuka Lagi",
                Some("Ekonomi"),
            ),
            (
                og,
                "<h1>Banjir Besar: Pasar Lama Muara Dibuka Lagi</h1>",
                "Pasar Lama Muara Dibuka Lagi",
                Some("Banjir Besar"),
            ),
            (
                og,
                "<h1>Setelah Banjir - “Pasar Lama Muara Dibuka Lagi”</h1>",
                "“Pasar Lama Muara Dibuka Lagi”",
                Some("Setelah Banjir"),
            ),
            (
                og,
                "<h1>Pasar Lama Muara Dibuka Lagi | Suara Bahari</h1>",
                "Pasar Lama Muara Dibuka Lagi",
                None,
            ),
            (og, "<h1>Pasar Lama Muara Dibuka Lagi</h1>", "Pasar Lama Muara Dibuka Lagi", None),
            // An article before the words is no label.
            (
                "<meta property=og:title content='Old Market of Muara Opens'>",
                "<h1>The Old Market of Muara Opens</h1>",
                "The Old Market of Muara Opens",
                None,
            ),
            // The site's name stands in the greatest letters of all.
            (
                "<title>Suara Bahari » Pasar Lama Muara Dibuka Lagi</title>",
                "<h1><a href=/>Suara Bahari</a></h1><h2>Pasar Lama Muara Dibuka Lagi</h2>",
                "Pasar Lama Muara Dibuka Lagi",
                None,
            ),
            (
                og,
                "<div><div class=rubrik>Ekonomi</div><h1>Pasar Lama Muara Dibuka Lagi</h1></div>",
                "Pasar Lama Muara Dibuka Lagi",
                Some("Ekonomi"),
            ),
        ] {
            let article = read(head, heading);
            assert_eq!(article.headline(), title, "{heading}");
            assert_eq!(article.kicker.map(|kicker| kicker.value).as_deref(), kicker, "{heading}");
            assert!(article.text.starts_with(title), "{heading}: {}", article.text);
        }
    }
}
