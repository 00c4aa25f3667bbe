//! Running stories, their events, and the timeline.

use super::{ChainLink, DateRange, Development, Disagreement, Evidence, Identity, Span, StatementIx, Terms};
use serde::{Deserialize, Serialize};

/// Which article of a trace: an index into the readings it was made from.
pub type ArticleIx = usize;

/// What `trace` finds over many articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Trace {
    /// Running stories, the largest first, then by first day and id.
    pub stories: Vec<Story>,
    /// For each article, the story it is in: index into `stories`.
    pub story_of: Vec<Option<usize>>,
    /// For each article, the id of its event.
    pub event_of: Vec<String>,
}

/// A running story: reports of events that belong together, over any length of time.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Story {
    /// Stable: the id of its first article.
    pub id: String,
    /// In the reports' own words.
    pub title: String,
    /// Its articles, by day of publication, then id.
    pub articles: Vec<ArticleIx>,
    /// Its events, by day.
    pub events: Vec<Event>,
    /// Who goes by several names in it, or shares a name with another.
    pub names: Vec<Identity>,
    /// Dated statements and events, in order of time.
    pub timeline: Vec<Entry>,
    /// The entries that matter most, the first first; empty unless asked for. Indices into `timeline`.
    pub top: Vec<usize>,
    /// Where the reports contradict each other or themselves.
    pub disagreements: Vec<Disagreement>,
    /// Figures that grew from day to day.
    pub developments: Vec<Development>,
    /// Which outlet calls one thing by which word.
    pub terms: Vec<Terms>,
    /// Who copied whom.
    pub copies: Vec<CopyLink>,
    /// Whose text the reports say they carry, by name.
    pub agencies: Vec<AgencySource>,
    /// Why these articles are one story: the names and terms they share.
    pub why: String,
}

/// One happening and its reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// Stable: made from the id of its first article.
    pub id: String,
    /// In a report's own words.
    pub title: String,
    /// When it happened, as far as known.
    pub when: DateRange,
    /// Its reports.
    pub articles: Vec<ArticleIx>,
    /// Why they are one event.
    pub why: String,
}

/// What an entry of the timeline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryKind {
    /// Something happened.
    Event,
    /// Somebody said something.
    Statement,
}

/// One entry of the timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// When it happened or was said; both sides open when nothing is known.
    pub when: DateRange,
    /// Statement or event.
    pub kind: EntryKind,
    /// In the words of the fullest report.
    pub text: String,
    /// Who said it.
    pub speaker: Option<String>,
    /// To whom.
    pub addressee: Option<String>,
    /// Who reports it, the earliest first.
    pub reports: Vec<Report>,
    /// How many of the reports are not copies of another, nor of one agency report.
    pub independent: u32,
}

/// Letters from which a clause is a title of its own, and those at most that one has.
const TITLE: std::ops::RangeInclusive<usize> = 24..=90;

impl Entry {
    /// The entry in a few of its reports' own words: its text up to the end of its first clause, or of the last word that
    /// still fits.
    pub fn title(&self) -> &str {
        Self::title_of(&self.text)
    }

    /// The title of an entry with this text.
    pub fn title_of(text: &str) -> &str {
        let text = text.trim();
        let ends = |mark: char| matches!(mark, ',' | ';' | ':' | '.' | '?' | '!' | '–' | '—' | '…');
        let (mut word, mut letters) = (0, 0);
        for (at, letter) in text.char_indices() {
            let next = text[at + letter.len_utf8()..].chars().next();
            let stands_apart = next.is_none_or(char::is_whitespace) || matches!(letter, '–' | '—' | '…');
            if ends(letter) && stands_apart && TITLE.contains(&letters) {
                return text[..at].trim_end();
            }
            if letters > *TITLE.end() {
                // One word longer than a title may be is shown whole.
                return if word == 0 { text } else { &text[..word] };
            }
            if letter.is_whitespace() {
                word = at;
            }
            letters += 1;
        }
        text
    }
}

/// How near a report's wording is to the entry's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// Word for word.
    Same,
    /// In other words.
    Close,
    /// In another language.
    Translated,
}

/// One report of an entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Whose.
    pub article: ArticleIx,
    /// Which statement of it, for statements.
    pub statement: Option<StatementIx>,
    /// Other statements of the same article that say the same in fewer words: the headline's, the standfirst's.
    pub others: Vec<StatementIx>,
    /// The sentence.
    pub evidence: Evidence,
    /// Through whom.
    pub chain: Vec<ChainLink>,
    /// How near to the entry's words.
    pub wording: Wording,
}

/// A shared passage, in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// In the earlier article.
    pub earlier: Span,
    /// In the later article.
    pub later: Span,
}

/// An agency that reports name as their source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgencySource {
    /// Its name.
    pub name: String,
    /// Its own report, where that is at hand.
    pub page: Option<ArticleIx>,
    /// Who carries its text.
    pub carriers: Vec<Carrier>,
}

/// A report that names an agency in its head or tail.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Carrier {
    /// The report.
    pub article: ArticleIx,
    /// How it names the agency, with its words where they are known.
    pub why: String,
}

/// How much of one article another holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CopyKind {
    /// Nearly all of each in the other.
    Whole,
    /// Nearly all of one in the other, which has more.
    Abridged,
    /// The later one consists of two or more others.
    Merged,
    /// Passages.
    Part,
    /// A quotation and nothing else: one wording, not one text.
    Quote,
    /// Likely the same text in another language: names and numbers in one order.
    Translated,
}

impl CopyKind {
    /// Whether the text itself was taken over, so that both are one voice.
    pub fn is_of_text(self) -> bool {
        self != Self::Quote
    }
}

/// That one article holds another's text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CopyLink {
    /// The one that was there first, as far as known.
    pub earlier: ArticleIx,
    /// The one that copies.
    pub later: ArticleIx,
    /// How much of it was copied.
    pub kind: CopyKind,
    /// Share of the shorter one's 5-word shingles that the other holds, 0 to 1; of names and numbers, for a translation.
    pub share: f64,
    /// Share of the earlier one's shingles that the later one holds.
    pub of_earlier: f64,
    /// Share of the later one's shingles that the earlier one holds.
    pub of_later: f64,
    /// The evidence for the copy and its direction, in words.
    pub why: String,
    /// Whether the evidence tells which was first.
    pub order_known: bool,
    /// The passages they share.
    pub passages: Vec<Passage>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_a_title_of_its_own_words() {
        let long = "Wali kota menutup jembatan tua yang retak itu setelah tim dari dinas pekerjaan umum memeriksa semua tiang";
        for (text, title) in [
            (
                "Wali kota menutup jembatan tua itu, lalu memanggil para ahli.",
                "Wali kota menutup jembatan tua itu",
            ),
            ("Ya, kami tutup.", "Ya, kami tutup."),
            (long, "Wali kota menutup jembatan tua yang retak itu setelah tim dari dinas pekerjaan umum"),
            (
                "Kerugian mencapai 1.200.000,5 rupiah menurut dinas",
                "Kerugian mencapai 1.200.000,5 rupiah menurut dinas",
            ),
            ("", ""),
        ] {
            let entry = Entry {
                when: DateRange::default(),
                kind: EntryKind::Event,
                text: text.to_owned(),
                speaker: None,
                addressee: None,
                reports: Vec::new(),
                independent: 1,
            };
            assert_eq!(entry.title(), title);
        }
        let word = "a".repeat(200);
        let entry = Entry {
            when: DateRange::default(),
            kind: EntryKind::Event,
            text: word.clone(),
            speaker: None,
            addressee: None,
            reports: Vec::new(),
            independent: 1,
        };
        assert_eq!(entry.title(), word);
    }
}
