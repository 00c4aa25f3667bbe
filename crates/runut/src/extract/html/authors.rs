//! Who wrote it: every part of a page that answers is heard, and the one most often right is believed.
//!
//! Linked data, links to writers' pages, elements named for bylines, visible lines and meta elements each give an
//! answer of one or more names. The others are kept beside the chosen one.

use super::content::Content;
use super::meta::{Meta, Said};
use super::names::flag;
use super::tree::Tree;
use crate::extract::bylines::{self, Kind};
use crate::extract::credits;
use crate::extract::draft::{Facts, Sheet};
use crate::lang::{Packs, fold};
use crate::model::Stated;
use std::ops::Range;

/// Most writers of one article; more are a directory.
const MOST: usize = 60;

/// Blocks above the headline, and behind the body, in which a byline is looked for.
const ABOVE: usize = 8;
const BELOW: usize = 15;

/// Where an answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Linked,
    Line,
    Mark,
    MarkBelow,
    Element,
    ElementBelow,
    Card,
    Meta,
    Place,
    Page,
}

/// One answer.
#[derive(Debug)]
struct Answer {
    source: Source,
    names: Vec<(Kind, Stated<String>)>,
}

/// Everything that is known of the page.
pub(super) struct Asked<'p> {
    pub sheet: &'p Sheet<'p>,
    pub tree: &'p Tree,
    pub content: &'p Content,
    pub meta: &'p Meta,
    pub title: Option<usize>,
    pub packs: &'p Packs,
    /// A statement of the markup, with its bytes.
    pub stated: &'p dyn Fn(&Said, String) -> Stated<String>,
}

impl Asked<'_> {
    /// Reads the writers.
    pub fn read(&self, facts: &mut Facts) {
        let mut answers = self.answers(facts);
        answers.retain(|answer| !answer.names.is_empty());
        for (kind, name) in answers.iter().flat_map(|answer| &answer.names) {
            if *kind == Kind::Agency {
                let mut agency = name.clone();
                agency.value = credits::canonical(self.packs, &name.value);
                facts.add_agency(agency);
            }
        }
        let chosen = self.chosen(&answers);
        facts.byline = chosen
            .map(|at| answers[at].names.iter().map(|(_, name)| name.clone()).collect())
            .unwrap_or_default();
        facts.other_bylines = Vec::new();
        for (at, answer) in answers.iter().enumerate() {
            if Some(at) != chosen {
                facts.other_bylines.extend(answer.names.iter().map(|(_, name)| name.clone()));
            }
        }
    }

    fn chosen(&self, answers: &[Answer]) -> Option<usize> {
        (0..answers.len()).min_by_key(|&at| (answers[at].source, at))
    }

    fn answers(&self, facts: &mut Facts) -> Vec<Answer> {
        let mut answers = Vec::new();
        let said = |said: &Said| -> Vec<(Kind, Stated<String>)> {
            let found = bylines::names(&said.value, true, self.packs);
            let organisation = said.how.ends_with("(organisation)");
            let kind = |kind| if organisation && kind == Kind::Person { Kind::Outlet } else { kind };
            found
                .into_iter()
                .map(|name| (kind(name.kind), (self.stated)(said, said.value[name.range].to_owned())))
                .collect()
        };
        let all = |source: Source, told: &[Said]| {
            let mut names: Vec<(Kind, Stated<String>)> = Vec::new();
            for (kind, name) in told.iter().take(MOST).flat_map(said) {
                if !names.iter().any(|(_, known)| bylines::same(&known.value, &name.value)) {
                    names.push((kind, name));
                }
            }
            Answer { source, names }
        };
        answers.push(all(Source::Linked, &self.meta.linked_authors));
        answers.push(all(Source::Page, &self.meta.page_authors));
        for one in &self.meta.authors {
            answers.push(all(Source::Meta, std::slice::from_ref(one)));
        }
        for pair in self.meta.cards.windows(2) {
            let label = fold(pair[0].value.trim());
            let words = || self.packs.byline_words().flat_map(|words| words.by.iter().chain(&words.labels));
            if pair[0].how.contains("label") && words().any(|word| *word == label) {
                answers.push(all(Source::Card, &pair[1..]));
            }
        }
        let seen = std::mem::take(&mut facts.byline);
        let (place, line): (Vec<_>, Vec<_>) =
            seen.into_iter().partition(|name| name.how == credits::BY_PLACE);
        let visible = |names: Vec<Stated<String>>| {
            let cleaned = names.into_iter().flat_map(|name| {
                let found = bylines::names(&name.value, true, self.packs);
                found
                    .into_iter()
                    .map(|part| {
                        (part.kind, Stated { value: name.value[part.range].to_owned(), ..name.clone() })
                    })
                    .collect::<Vec<_>>()
            });
            cleaned.collect()
        };
        answers.push(Answer { source: Source::Line, names: visible(line) });
        answers.push(Answer { source: Source::Place, names: visible(place) });
        for (source, below, wanted, how) in [
            (Source::Mark, false, flag::AUTHOR, "link to the writer's page"),
            (Source::MarkBelow, true, flag::AUTHOR, "link to the writer's page below"),
            (Source::Element, false, flag::BYLINE, "element named for the writer"),
            (Source::ElementBelow, true, flag::BYLINE, "element named for the writer below"),
        ] {
            answers.push(Answer { source, names: self.marked(below, wanted, how) });
        }
        answers
    }

    /// The names in marked stretches above the body, or below it.
    fn marked(&self, below: bool, wanted: u32, how: &str) -> Vec<(Kind, Stated<String>)> {
        let zone = self.zone(below);
        let mut names: Vec<(Kind, Stated<String>)> = Vec::new();
        let text = &self.tree.text;
        for mark in self.tree.marks.iter().filter(|mark| mark.flags & wanted != 0) {
            let block = self.tree.blocks.partition_point(|block| block.range.end <= mark.range.start);
            let ruled_out =
                self.content.flags[mark.element] & (flag::COMMENTS | flag::RELATED | flag::HIDDEN) != 0;
            if !zone.contains(&block) || ruled_out || names.len() >= MOST {
                continue;
            }
            for name in bylines::names(&text[mark.range.clone()], true, self.packs) {
                let range = mark.range.start + name.range.start..mark.range.start + name.range.end;
                let words = &text[range.clone()];
                if !names.iter().any(|(_, known)| bylines::same(&known.value, words)) {
                    names.push((name.kind, self.sheet.stated(words, how, range)));
                }
            }
        }
        names
    }

    /// The blocks around the headline down to the body, or those behind the body.
    fn zone(&self, below: bool) -> Range<usize> {
        let blocks = self.content.holder.map_or(0..0, |holder| self.tree.elements[holder].blocks.clone());
        let blocks = blocks.start..blocks.end.min(self.content.prose.len());
        let first = blocks
            .clone()
            .find(|&at| self.content.prose[at] > 0 && Some(at) != self.title)
            .unwrap_or(blocks.start);
        let last = blocks.clone().rev().find(|&at| self.content.prose[at] > 0).unwrap_or(blocks.end);
        if below {
            return last + 1..last + 1 + BELOW;
        }
        let top = self.title.filter(|title| *title <= first).unwrap_or(first);
        top.saturating_sub(ABOVE)..first + 1
    }
}
