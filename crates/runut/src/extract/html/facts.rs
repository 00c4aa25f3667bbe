//! Title, writers, outlet, dates and address of an HTML page, from its markup and its visible lines.

use super::authors::Asked;
use super::content::Content;
use super::crumbs;
use super::meta::{Meta, Said};
use super::titles::{self, agreement, without_site, words_of};
use super::tree::Tree;
use crate::extract::date_order;
use crate::extract::draft::{Draft, Part, Role, Sheet};
use crate::lang::Packs;
use crate::model::{BlockKind, PartRole, Stated};
use std::ops::Range;

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
    let heading = title.map(|at| super::roles::trimmed(sheet.text, tree.blocks[at].range.clone()));
    let heading = heading.map(|range| part_heading(sheet, range, meta, packs, draft));
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
    facts.title = match heading {
        Some(range) => {
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
    if facts.section.is_none()
        && let Some(range) = crumbs::shown(tree, &content.flags)
    {
        facts.section = Some(sheet.stated(&sheet.text[range.clone()], "breadcrumbs", range));
    }
    facts.tags = all(&meta.tags);
    let asked = Asked {
        html: source.text,
        sheet,
        tree,
        content,
        meta,
        title,
        host: host(address),
        packs,
        stated: &stated,
    };
    asked.read(facts);
    asked.read_dates(address, language, facts);
    let stamps: Vec<&str> = tree.times.iter().map(|(_, value, _)| value.as_str()).take(20).collect();
    date_order::settle(sheet, address, &stamps, packs, facts);
    if facts.editor.is_none() {
        facts.editor = meta.editors.first().map(|said| stated(said, said.value.clone()));
    }
}

/// Leaves of a heading what is the headline: the label before it is the kicker, the site's name behind it is the site's.
fn part_heading(
    sheet: &Sheet<'_>,
    heading: Range<usize>,
    meta: &Meta,
    packs: &Packs,
    draft: &mut Draft,
) -> Range<usize> {
    let inner = titles::headline(&sheet.text[heading.clone()], meta, packs);
    let range = heading.start + inner.start..heading.start + inner.end;
    let title = |part: &Part| part.role == Role::Kept(BlockKind::Title) && part.range == heading;
    let Some(at) = draft.parts.iter().position(title).filter(|_| range != heading) else { return heading };
    let label = heading.start..range.start;
    let label =
        label.start..label.start + sheet.text[label].trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    draft.parts[at].range = range.clone();
    if !label.is_empty() {
        let words = &sheet.text[label.clone()];
        draft
            .facts
            .kicker
            .get_or_insert_with(|| sheet.stated(words, "label before the headline", label.clone()));
        let role = Role::Removed(PartRole::Kicker, "label before the headline".to_owned());
        draft.parts.insert(at, Part { range: label, role });
    }
    if range.end < heading.end {
        let role = Role::Removed(PartRole::Navigation, "the site's name behind the headline".to_owned());
        let tail = super::roles::trimmed(sheet.text, range.end..heading.end);
        draft.parts.insert(at + 1, Part { range: tail, role });
    }
    range
}

/// Letters of the name of a site's address: "muarapost" of "https://www.muara-post.co.id/a".
fn host(address: Option<&str>) -> String {
    let rest = address.and_then(|address| address.split_once("://")).map_or("", |(_, rest)| rest);
    let host = rest.split(['/', ':', '?']).next().unwrap_or("");
    // The longest label is the name; "www", "news" and the endings are shorter.
    let labels = host.split('.').rev().skip(1).max_by_key(|label| label.len()).unwrap_or("");
    labels.chars().filter(|c| c.is_alphanumeric()).collect()
}
