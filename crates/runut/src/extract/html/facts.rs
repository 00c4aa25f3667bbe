//! Title, writers, outlet, dates and address of an HTML page, from its markup and its visible lines.

use super::authors::Asked;
use super::content::Content;
use super::meta::{Meta, Said};
use super::names::flag;
use super::tag::Tag;
use super::tree::Tree;
use crate::extract::draft::{Draft, Sheet};
use crate::lang::{Packs, in_small};
use crate::model::Stated;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// The words of a text in small letters, as sorted hashes without doubles: they are only compared.
fn words_of(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut hashes: Vec<u64> = words.map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

fn hash(word: &str) -> u64 {
    in_small(word, |word| FxBuildHasher.hash_one(word))
}

/// How much two titles agree: shared words over the words of the shorter.
fn agreement(a: &[u64], b: &[u64]) -> f64 {
    let shared = a.iter().filter(|word| b.binary_search(word).is_ok()).count() as f64;
    shared / a.len().min(b.len()).max(1) as f64
}

/// The block that is the headline: the heading that agrees best with what the markup calls the title.
pub(crate) fn title_block(tree: &Tree, content: &Content, meta: &Meta) -> Option<usize> {
    let titles: Vec<Vec<u64>> = meta.titles.iter().map(|said| words_of(&said.value)).collect();
    let end = content
        .holder
        .map_or(tree.blocks.len(), |holder| tree.elements[holder].blocks.end.min(tree.blocks.len()));
    let mut best: Option<(f64, usize)> = None;
    for (at, block) in tree.blocks[..end].iter().enumerate() {
        let text = &tree.text[block.range.clone()];
        if text.len() > 400
            || content.flags[block.element] & (flag::HIDDEN | flag::COMMENTS | flag::RELATED) != 0
        {
            continue;
        }
        // What shares no word with any title is none; most blocks do not.
        let own = words_of(text);
        let shares = |title: &Vec<u64>| own.iter().any(|word| title.binary_search(word).is_ok());
        if own.is_empty() || !titles.is_empty() && !titles.iter().any(shares) {
            continue;
        }
        let level = match heading(tree, block.holder) {
            Some(Tag::H1) => 1.0,
            Some(_) => 0.3,
            None => 0.0,
        };
        let match_of = |title: &Vec<u64>| {
            // A word of a title is no title: both must be of some length, or nearly the same.
            let size = own.len().min(title.len()) as f64 / own.len().max(title.len()).max(1) as f64;
            agreement(&own, title) * (0.4 + 0.6 * size)
        };
        let agreed = titles.iter().map(match_of).fold(0.0, f64::max);
        let score = agreed * 2.0 + level - if block.linked * 2 > text.len() { 0.4 } else { 0.0 };
        let enough =
            if titles.is_empty() { level >= 1.0 } else { agreed >= 0.45 || (level >= 1.0 && agreed > 0.2) };
        if enough && score >= 1.1 && best.is_none_or(|(known, _)| score > known + 1e-9) {
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

/// Reads the facts.
#[allow(clippy::too_many_arguments)]
pub(crate) fn read(
    source: &Sheet<'_>,
    sheet: &Sheet<'_>,
    tree: &Tree,
    content: &Content,
    meta: &Meta,
    title: Option<usize>,
    url: Option<&str>,
    packs: &Packs,
    language: &str,
    draft: &mut Draft,
) {
    let facts = &mut draft.facts;
    let stated = |said: &Said, value: String| Stated {
        value,
        how: said.how.clone(),
        quote: source.text[said.range.clone()].chars().take(200).collect(),
        page: source.origin.page_range(crate::model::Span::new(said.range.start, said.range.end)),
    };
    let own = tree.canonical.as_ref().filter(|(address, _)| address.contains("://"));
    facts.canonical = own.map(|(address, range)| {
        let said =
            Said { value: address.clone(), how: "link rel=canonical".to_owned(), range: range.clone() };
        stated(&said, address.clone())
    });
    facts.url = own.map(|(address, _)| address.clone()).or_else(|| url.map(str::to_owned));
    let site = meta.site.as_ref().map(|said| said.value.as_str());
    facts.title = match title {
        Some(at) => {
            let range = super::roles::trimmed(sheet.text, tree.blocks[at].range.clone());
            Some(sheet.stated(&sheet.text[range.clone()], "headline that agrees with the title", range))
        }
        None => meta.titles.first().map(|said| stated(said, without_site(&said.value, site, packs))),
    };
    // Headlines of the markup that say something else; the same in other words is none.
    let chosen = facts.title.as_ref().map(|title| words_of(&title.value)).unwrap_or_default();
    for said in &meta.titles {
        let value = without_site(&said.value, site, packs);
        let known = facts.other_titles.iter().any(|other| other.value == value);
        if !known && !value.is_empty() && agreement(&words_of(&value), &chosen) < 0.5 {
            facts.other_titles.push(stated(said, value));
        }
    }
    // The outlet: what the dateline says stands first already; then address, site name, publisher.
    let address = facts.url.clone().or_else(|| url.map(str::to_owned));
    let address = address.as_deref();
    if let Some(outlet) = address.and_then(|address| packs.outlets.at_address(address)) {
        facts.outlets.push((2, Stated::given(outlet.name.clone(), "address")));
    }
    for (rank, said) in
        meta.site.iter().map(|said| (3, said)).chain(meta.publisher.iter().map(|said| (4, said)))
    {
        let name = packs.outlets.named(&said.value).map_or(said.value.clone(), |outlet| outlet.name.clone());
        facts.outlets.push((rank, stated(said, name)));
    }
    let all = |told: &[Said]| told.iter().map(|said| stated(said, said.value.clone())).collect::<Vec<_>>();
    for told in all(&meta.contributors) {
        if !facts.contributors.iter().any(|known| known.value.eq_ignore_ascii_case(&told.value)) {
            facts.contributors.push(told);
        }
    }
    facts.section = all(meta.section.as_slice()).pop();
    facts.tags = all(&meta.tags);
    let asked = Asked { sheet, tree, content, meta, title, host: host(address), packs, stated: &stated };
    asked.read(facts);
    asked.read_dates(address, language, facts);
    if facts.editor.is_none() {
        facts.editor = meta.editors.first().map(|said| stated(said, said.value.clone()));
    }
}

/// Letters of the name of a site's address: "muarapost" of "https://www.muara-post.co.id/a".
fn host(address: Option<&str>) -> String {
    let rest = address.and_then(|address| address.split_once("://")).map_or("", |(_, rest)| rest);
    let host = rest.split(['/', ':', '?']).next().unwrap_or("");
    // The longest label is the name; "www", "news" and the endings are shorter.
    let labels = host.split('.').rev().skip(1).max_by_key(|label| label.len()).unwrap_or("");
    labels.chars().filter(|c| c.is_alphanumeric()).collect()
}
