//! The words of the formats that people read, in Indonesian and English: two files, one struct.

use crate::facts::one_line;
use crate::reasons::Reasons;
use runut::model::{CopyKind, DateRange, DisagreementKind, Reading, RemovedKind, StatementKind, Wording};
use serde::Deserialize;

const ENGLISH: &str = include_str!("../locales/en.toml");
const INDONESIAN: &str = include_str!("../locales/id.toml");
/// The engine's reasons in Indonesian.
pub const INDONESIAN_REASONS: &str = include_str!("../locales/reasons-id.toml");

/// Language of headings, dates and reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locale {
    /// Indonesian
    Id,
    /// English
    En,
}

/// All words of one language; a file without one of them does not load.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the word its name says in English")]
pub struct Words {
    pub months: [String; 12],
    pub weekdays: [String; 7],
    pub code: String,
    pub from: String,
    pub until: String,
    pub day_unknown: String,
    pub undated: String,
    pub story: String,
    pub stories: String,
    pub timeline: String,
    pub report: String,
    pub reports: String,
    pub outlet: String,
    pub outlets: String,
    pub independent: String,
    pub statement: String,
    pub statements: String,
    pub direct: String,
    pub indirect: String,
    pub mixed: String,
    pub denied: String,
    pub happened: String,
    pub speaker_unknown: String,
    pub likely: String,
    pub to: String,
    pub said_on: String,
    pub reported_on: String,
    pub at: String,
    pub according_to: String,
    pub inherited: String,
    pub evidence: String,
    pub show: String,
    pub same: String,
    pub close: String,
    pub translated: String,
    pub disagreement: String,
    pub disagreements: String,
    pub terms: String,
    pub none_disagreements: String,
    pub developments: String,
    pub kind_date: String,
    pub kind_figure: String,
    pub kind_wording: String,
    pub kind_status: String,
    pub kind_term: String,
    pub kind_speaker: String,
    pub kind_addressee: String,
    pub kind_headline: String,
    pub likely_value: String,
    pub why: String,
    pub copies: String,
    pub none_copies: String,
    pub copy_whole: String,
    pub copy_abridged: String,
    pub copy_merged: String,
    pub copy_part: String,
    pub copy_quote: String,
    pub copy_translated: String,
    pub agencies: String,
    pub top: String,
    pub earlier: String,
    pub later: String,
    pub share: String,
    pub order_unknown: String,
    pub articles: String,
    pub published: String,
    pub guessed: String,
    pub by: String,
    pub editor: String,
    pub removed: String,
    pub alone: String,
    pub skipped: String,
    pub about: String,
    pub about_text: String,
    pub related: String,
    pub promo: String,
    pub share_kind: String,
    pub tags: String,
    pub comments: String,
    pub credit: String,
    pub navigation: String,
    pub other: String,
    pub skip_link: String,
    pub untitled: String,
    pub nothing: String,
    /// The engine speaks English: a page in English needs no phrase book.
    #[serde(skip)]
    reasons: Reasons,
}

impl Words {
    /// The words of the language asked for, or of the language of most reports, or English.
    pub fn of(asked: Option<Locale>, readings: &[Reading]) -> Self {
        let indonesian = readings.iter().filter(|reading| reading.article.language == "id").count();
        match asked {
            Some(Locale::En) => Self::read(ENGLISH),
            None if indonesian * 2 <= readings.len() => Self::read(ENGLISH),
            Some(Locale::Id) | None => {
                Self { reasons: Reasons::read(INDONESIAN_REASONS), ..Self::read(INDONESIAN) }
            }
        }
    }

    /// A reason of the engine in this language; `None` where it is to be shown in the engine's English.
    pub fn reason(&self, why: &str) -> Option<String> {
        self.reasons.render(why, self)
    }

    /// A reason in this language where there is a phrase for it, else as the engine gave it; on one line.
    pub fn shown(&self, why: &str) -> String {
        let why = one_line(why);
        self.reason(&why).unwrap_or(why)
    }

    fn read(text: &str) -> Self {
        toml::from_str(text).expect("a test reads both files")
    }

    /// "1 report", "3 reports".
    pub fn count(&self, number: usize, one: &str, many: &str) -> String {
        format!("{number} {}", if number == 1 { one } else { many })
    }

    /// A day, month, year or range, with the precision it has.
    pub fn days(&self, days: DateRange) -> String {
        match (days.from, days.to) {
            (None, None) => self.day_unknown.clone(),
            (Some(from), None) => format!("{} {}", self.from, self.day(from)),
            (None, Some(to)) => format!("{} {}", self.until, self.day(to)),
            (Some(from), Some(to)) if from == to => {
                let weekday = &self.weekdays[from.weekday().to_monday_zero_offset() as usize];
                format!("{weekday}, {}", self.day(from))
            }
            (Some(from), Some(to))
                if from.day() == 1 && to == to.last_of_month() && from.year() == to.year() =>
            {
                match (from.month(), to.month()) {
                    (1, 12) => from.year().to_string(),
                    (first, last) if first == last => format!("{} {}", self.month_name(first), from.year()),
                    (first, last) => {
                        format!("{} – {} {}", self.month_name(first), self.month_name(last), from.year())
                    }
                }
            }
            (Some(from), Some(to)) if (from.year(), from.month()) == (to.year(), to.month()) => {
                format!("{}–{}", from.day(), self.day(to))
            }
            (Some(from), Some(to)) => format!("{} – {}", self.day(from), self.day(to)),
        }
    }

    /// A day without its weekday: "4 June 2025".
    pub fn day(&self, date: jiff::civil::Date) -> String {
        format!("{} {} {}", date.day(), self.month_name(date.month()), date.year())
    }

    /// What is likely meant: a day in words, anything else as it is.
    pub fn value(&self, value: &str) -> String {
        value.parse().map_or_else(|_| value.to_owned(), |date| self.day(date))
    }

    /// The name of a month, from 1.
    pub fn month_name(&self, month: i8) -> &str {
        &self.months[(month - 1) as usize]
    }

    /// How much of a statement is quoted.
    pub fn statement_kind(&self, kind: StatementKind) -> &str {
        match kind {
            StatementKind::Direct => &self.direct,
            StatementKind::Indirect => &self.indirect,
            StatementKind::Mixed => &self.mixed,
        }
    }

    /// About what reports disagree.
    pub fn disagreement_kind(&self, kind: DisagreementKind) -> &str {
        match kind {
            DisagreementKind::Date => &self.kind_date,
            DisagreementKind::Figure => &self.kind_figure,
            DisagreementKind::Wording => &self.kind_wording,
            DisagreementKind::Status => &self.kind_status,
            DisagreementKind::Term => &self.kind_term,
            DisagreementKind::Speaker => &self.kind_speaker,
            DisagreementKind::Addressee => &self.kind_addressee,
            DisagreementKind::Headline => &self.kind_headline,
        }
    }

    /// What a removed part is.
    pub fn removed_kind(&self, kind: RemovedKind) -> &str {
        match kind {
            RemovedKind::Related => &self.related,
            RemovedKind::Promo => &self.promo,
            RemovedKind::Share => &self.share_kind,
            RemovedKind::Tags => &self.tags,
            RemovedKind::Comments => &self.comments,
            RemovedKind::Credit => &self.credit,
            RemovedKind::Navigation => &self.navigation,
            RemovedKind::Other => &self.other,
        }
    }

    /// How much of a report was copied.
    pub fn copy_kind(&self, kind: CopyKind) -> &str {
        match kind {
            CopyKind::Whole => &self.copy_whole,
            CopyKind::Abridged => &self.copy_abridged,
            CopyKind::Merged => &self.copy_merged,
            CopyKind::Part => &self.copy_part,
            CopyKind::Quote => &self.copy_quote,
            CopyKind::Translated => &self.copy_translated,
        }
    }

    /// How near a report's wording is.
    pub fn wording(&self, wording: Wording) -> &str {
        match wording {
            Wording::Same => &self.same,
            Wording::Close => &self.close,
            Wording::Translated => &self.translated,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn both_files_hold_every_word() {
        assert_eq!(Words::read(ENGLISH).code, "en");
        assert_eq!(Words::read(INDONESIAN).code, "id");
    }

    #[test]
    fn a_day_is_written_with_the_precision_it_has() {
        let words = Words::read(INDONESIAN);
        let range = |from, to| DateRange { from, to };
        for (from, to, expected) in [
            (Some(date(2031, 3, 4)), Some(date(2031, 3, 4)), "Selasa, 4 Maret 2031"),
            (Some(date(2031, 3, 1)), Some(date(2031, 3, 31)), "Maret 2031"),
            (Some(date(2031, 1, 1)), Some(date(2031, 12, 31)), "2031"),
            (Some(date(2031, 1, 1)), Some(date(2031, 3, 31)), "Januari – Maret 2031"),
            (Some(date(2031, 3, 4)), Some(date(2031, 3, 6)), "4–6 Maret 2031"),
            (Some(date(2031, 3, 30)), Some(date(2031, 4, 2)), "30 Maret 2031 – 2 April 2031"),
            (None, Some(date(2031, 4, 2)), "sampai 2 April 2031"),
            (None, None, "Hari tidak diketahui"),
        ] {
            assert_eq!(words.days(range(from, to)), expected);
        }
    }
}
