//! When it was published: what the markup states, the lines near the headline, the address; elements named for dates
//! and the lines around the body only where nothing better speaks.

use super::authors::Asked;
use super::meta::{self, Said};
use super::names::flag;
use crate::extract::dates;
use crate::extract::draft::Facts;
use crate::model::Stated;
use memchr::memmem;
use std::ops::Range;

/// Longest line, bytes, that is looked into for a date.
const LONGEST: usize = 200;

/// Bytes at the head of the body in which a date may stand ("Muara, 5 May 2021 – …").
const HEAD: usize = 60;

/// Longest line, bytes, that is a date alone.
const LONE: usize = 40;

/// Bytes of a stamp that states day, hour and minute, and no zone.
const NAIVE: usize = 16;

/// Elements whose dates are not the article's.
const FOREIGN: u32 = flag::COMMENTS | flag::RELATED | flag::POST;

/// Keys under which systems keep the day of publication.
const SCRIPTED: [&str; 6] = [
    "published_at\"",
    "publishedAt\"",
    "datePublished\"",
    "publishedDate\"",
    "publishDate\"",
    "publicationDate\"",
];

impl Asked<'_> {
    /// Reads the dates; lower ranks are believed first.
    pub fn read_dates(&self, url: Option<&str>, language: &str, facts: &mut Facts) {
        let read = |said: &Said| meta::date(&said.value, self.packs, language);
        for said in &self.meta.published {
            // Under these names stands whatever day a page was made or filed.
            let vague = matches!(
                said.how.as_str(),
                "meta date" | "meta dc.date" | "meta datecreated" | "meta dcterms.created"
            );
            if let Some(value) = read(said) {
                let rank = if said.how == "json-ld datePublished" {
                    0
                } else if vague {
                    3
                } else {
                    1
                };
                facts.published.push((rank, (self.stated)(said, value)));
            }
        }
        let above = self.zone(false);
        for (block, value, range) in &self.tree.times {
            let said = Said { value: value.clone(), how: "time element".to_owned(), range: range.clone() };
            if let Some(value) = read(&said).filter(|_| above.contains(block) || above.contains(&(block + 1)))
            {
                facts.published.push((3, (self.stated)(&said, value)));
                break;
            }
        }
        if let Some(value) = url.and_then(dates::in_address) {
            facts.published.push((4, Stated::given(value, "address")));
        }
        if facts.published.is_empty() {
            let found = self.dated_element(&above, language).or_else(|| self.dated_line(&above, language));
            let found = found.or_else(|| {
                let below = self.zone(true);
                self.dated_element(&below, language).or_else(|| self.dated_line(&below, language))
            });
            let found = found.or_else(|| self.dated_element(&(0..self.tree.blocks.len()), language));
            let found = found.or_else(|| self.dated_title(language)).or_else(|| self.lone_date(language));
            let found = found.or_else(|| self.scripted(language));
            facts.published.extend(found.map(|stated| (5, stated)));
        }
        if facts.published.is_empty()
            && let Some(said) = self.tree.times.iter().find_map(|(_, value, range)| {
                let said =
                    Said { value: value.clone(), how: "time element".to_owned(), range: range.clone() };
                read(&said).map(|value| (self.stated)(&said, value))
            })
        {
            facts.published.push((6, said));
        }
        if facts.modified.is_none() {
            facts.modified =
                self.meta.modified.iter().find_map(|said| read(said).map(|value| (self.stated)(said, value)));
        }
        self.local_day(facts);
        restamped(facts);
    }

    /// A stamp in universal time late in the day, where the page prints the day after it: the day printed is meant. A
    /// stamp without a zone is as often universal as not.
    fn local_day(&self, facts: &mut Facts) {
        let Some(first) = facts.published.iter().min_by_key(|(rank, _)| *rank) else { return };
        let value = &first.1.value;
        let universal = value.ends_with('Z') || value.ends_with("+00:00") || value.len() == NAIVE;
        let Some(day) = value.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok()) else { return };
        let hour: u32 = value.get(11..13).and_then(|hour| hour.parse().ok()).unwrap_or(12);
        let meant = match hour {
            16.. => day.tomorrow(),
            ..8 if value.len() > NAIVE => day.yesterday(),
            _ => return,
        };
        let Some(meant) = meant.ok().filter(|_| universal).map(|day| day.to_string()) else { return };
        let printed =
            |stated: &Stated<String>| stated.value.starts_with(&meant) && !stated.value.ends_with('Z');
        if let Some((rank, _)) =
            facts.published.iter_mut().find(|(rank, stated)| *rank > 0 && printed(stated))
        {
            *rank = 0;
            facts.published.sort_by_key(|(rank, stated)| (*rank, !stated.value.starts_with(&meant)));
        }
    }

    /// A date in the heading itself.
    fn dated_title(&self, language: &str) -> Option<Stated<String>> {
        let title = &self.tree.blocks[self.title?];
        self.date_in(title.range.clone(), "date in the heading", language)
    }

    /// The first line below the headline that is nothing but a date.
    fn lone_date(&self, language: &str) -> Option<Stated<String>> {
        let first = self.title? + 1;
        self.tree.blocks[first..].iter().find_map(|block| {
            let out = self.content.flags[block.element] & FOREIGN != 0;
            let text = &self.tree.text[block.range.clone()];
            let alone = || dates::read(text, self.packs, language).is_some_and(|read| read.others == 0);
            let short = !out && block.linked == 0 && text.len() <= LONE;
            if short && alone() {
                self.date_in(block.range.clone(), "date on a line of its own", language)
            } else {
                None
            }
        })
    }

    /// A date that the data of the page's scripts calls that of publication.
    fn scripted(&self, language: &str) -> Option<Stated<String>> {
        self.tree.scripts.iter().find_map(|script| {
            let words = &self.html[script.clone()];
            SCRIPTED.iter().find_map(|key| {
                let at = memmem::find(words.as_bytes(), key.as_bytes())? + key.len();
                let value = words[at..].trim_start_matches(['"', '\\', ':', ' ']);
                let start = script.start + at + (words[at..].len() - value.len());
                let len = value.find(['"', '\\', ',', '}']).filter(|len| *len <= 40)?;
                let range = start..start + len;
                let said = Said {
                    value: value[..len].to_owned(),
                    how: "data of the page's scripts".to_owned(),
                    range,
                };
                meta::date(&said.value, self.packs, language).map(|value| (self.stated)(&said, value))
            })
        })
    }

    /// A date in a stretch whose element is named for one.
    fn dated_element(&self, zone: &Range<usize>, language: &str) -> Option<Stated<String>> {
        let marks = self.tree.marks.iter().filter(|mark| mark.flags & flag::DATE != 0);
        let near = marks.filter(|mark| {
            let block = self.tree.blocks.partition_point(|block| block.range.end <= mark.range.start);
            zone.contains(&block) && self.content.flags[mark.element] & FOREIGN == 0
        });
        near.into_iter()
            .find_map(|mark| self.date_in(mark.range.clone(), "element named for the date", language))
    }

    /// A date in a line near the headline, or at the head of the body.
    fn dated_line(&self, zone: &Range<usize>, language: &str) -> Option<Stated<String>> {
        let blocks = zone.start..zone.end.min(self.tree.blocks.len());
        blocks.into_iter().filter(|at| Some(*at) != self.title).find_map(|at| {
            let block = &self.tree.blocks[at];
            let out = self.content.flags[block.element] & (FOREIGN | flag::NAVIGATION) != 0;
            let mut range = block.range.clone();
            if range.len() > LONGEST {
                range.end = range.start + HEAD;
                while !self.tree.text.is_char_boundary(range.end) {
                    range.end -= 1;
                }
            }
            if out { None } else { self.date_in(range, "line near the headline", language) }
        })
    }

    fn date_in(&self, range: Range<usize>, how: &str, language: &str) -> Option<Stated<String>> {
        if range.len() > LONGEST {
            return None;
        }
        let read = dates::read(&self.tree.text[range.clone()], self.packs, language)?;
        let place = range.start + read.range.start..range.start + read.range.end;
        Some(self.sheet.stated(read.value, how, place))
    }
}

/// A page whose markup gives one stamp for both published and modified was stamped anew: an earlier day that it prints
/// is the day of publication.
fn restamped(facts: &mut Facts) {
    let day = |stated: &Stated<String>| stated.value.get(..10).map(str::to_owned);
    let first = facts.published.iter().min_by_key(|(rank, _)| *rank).map(|(_, stated)| stated);
    let Some(stamp) = first.and_then(day) else { return };
    if facts.modified.as_ref().map(|stated| &stated.value) != first.map(|stated| &stated.value) {
        return;
    }
    let earlier = |(rank, stated): &&mut (u8, Stated<String>)| {
        *rank == 2 && day(stated).is_some_and(|printed| printed < stamp)
    };
    if let Some((rank, _)) = facts.published.iter_mut().find(earlier) {
        *rank = 0;
        facts
            .published
            .sort_by_key(|(rank, stated)| (*rank, day(stated).is_none_or(|printed| printed >= stamp)));
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::articles;
    use crate::lang::Packs;
    use crate::model::Page;

    #[test]
    fn the_day_that_a_page_prints_is_believed_where_its_stamps_cannot_be() {
        let packs = Packs::bundled().expect("bundled packs load");
        let body =
            "<p>Wali kota meresmikan pasar lama yang terbakar, kata seorang pedagang di kota itu, Senin.</p>"
                .repeat(2);
        let body = format!(
            "{body}<p>Pasar itu akan dibuka lagi untuk umum pada akhir bulan depan, kata wali kota di balai kota.</p>"
        );
        let linked = |published: &str, modified: &str| {
            format!(
                "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"Pasar Lama Dibuka\",\
                 \"datePublished\":\"{published}\",\"dateModified\":\"{modified}\"}}</script>"
            )
        };
        for (head, line, expected) in [
            (linked("2021-05-07T09:15Z", "2021-05-09T10:00Z"), "6 Mei 2021", "2021-05-07T09:15Z"),
            (linked("2021-05-09T09:15Z", "2021-05-09T09:15Z"), "6 Mei 2021", "2021-05-06"),
            (linked("2021-05-06T23:15Z", "2021-05-08T10:00Z"), "7 Mei 2021", "2021-05-07"),
            (String::new(), "4. März 2021", "2021-03-04"),
        ] {
            let html = format!(
                "<head>{head}</head><body><article><h1>Pasar Lama Dibuka</h1><div class=date>{line}</div>{body}</article>"
            );
            let page = Page::new("x", html.into_bytes());
            let article = articles(&page, &packs).remove(0).expect("an article");
            assert_eq!(
                article.published.map(|stated| stated.value).as_deref(),
                Some(expected),
                "{head} {line}"
            );
        }
    }
}
