//! The words of the pages in Indonesian and English, and which of the two a reader gets.

use runut_show::{Locale, Words};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// All words of the interface in one language: those of every format, and those of the pages alone.
#[derive(Debug)]
pub struct Site {
    /// Which language.
    pub locale: Locale,
    /// The words that the command's formats use too.
    pub words: Words,
    own: Own,
}

#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Own(BTreeMap<String, String>);

impl Site {
    /// The words of a language.
    pub fn of(locale: Locale) -> &'static Self {
        static INDONESIAN: OnceLock<Site> = OnceLock::new();
        static ENGLISH: OnceLock<Site> = OnceLock::new();
        let (place, text) = match locale {
            Locale::Id => (&INDONESIAN, include_str!("../locales/id.toml")),
            Locale::En => (&ENGLISH, include_str!("../locales/en.toml")),
        };
        place.get_or_init(|| Site {
            locale,
            words: Words::of(Some(locale), &[]),
            own: toml::from_str(text).expect("a test reads both files"),
        })
    }

    /// The words for this; a test holds every key that the code uses against both files.
    pub fn say(&self, key: &'static str) -> &str {
        self.own.0.get(key).map_or(key, String::as_str)
    }

    /// The words for a name of the JSON (`direct`, `organisation`); the name itself where there are none.
    pub fn name<'a>(&'a self, group: &str, name: &'a str) -> &'a str {
        self.own.0.get(&format!("{group}_{}", name.replace(' ', "_"))).map_or(name, String::as_str)
    }

    /// Code of the language.
    pub fn code(&self) -> &str {
        &self.words.code
    }

    /// "1 report", "1.204 laporan".
    pub fn count(&self, number: i64, one: &'static str, many: &'static str) -> String {
        let name = if number == 1 { self.say(one) } else { self.say(many) };
        format!("{} {name}", self.number(number))
    }

    /// A number with its thousands apart, as the language writes it.
    pub fn number(&self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(if self.locale == Locale::Id { '.' } else { ',' });
            }
            text.push(digit);
        }
        if number < 0 { format!("-{text}") } else { text }
    }

    /// An ISO day, or more or less than a day, in words; as it is where it is none.
    pub fn day(&self, iso: &str) -> String {
        let clock = iso.split_once('T').map(|(_, clock)| clock.get(..5).unwrap_or(clock));
        let day = match runut::model::TimeValue(iso.to_owned()).days() {
            Some(days) => match (days.from, days.to) {
                (Some(from), Some(to)) if from == to => self.words.day(from),
                _ => self.words.days(days),
            },
            None => return iso.to_owned(),
        };
        clock.map_or(day.clone(), |clock| format!("{day}, {clock}"))
    }

    /// First and last day in words; nothing where both are open.
    pub fn days(&self, from: Option<&str>, to: Option<&str>) -> String {
        let day = |iso: Option<&str>| iso.and_then(|iso| iso.parse().ok());
        match (from, to) {
            (Some(one), Some(two)) if one == two => self.day(one),
            (None, None) => String::new(),
            _ => self.words.days(runut::model::DateRange { from: day(from), to: day(to) }),
        }
    }
}

/// The language asked for: by the address, else by the cookie, else by the browser.
pub fn chosen(address: Option<&str>, cookie: Option<&str>, accepted: Option<&str>) -> Locale {
    let known = |code: &str| match code.trim().get(..2) {
        Some("id" | "in") => Some(Locale::Id),
        Some("en") => Some(Locale::En),
        _ => None,
    };
    let kept =
        cookie.into_iter().flat_map(|all| all.split(';')).find_map(|one| one.trim().strip_prefix("lang="));
    let spoken = accepted.into_iter().flat_map(|all| all.split(',')).find_map(known);
    address.and_then(known).or_else(|| kept.and_then(known)).or(spoken).unwrap_or(Locale::En)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    #[test]
    fn both_files_have_the_same_words_and_every_word_the_pages_ask_for() {
        let keys = |locale| Site::of(locale).own.0.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(keys(Locale::Id), keys(Locale::En));
        let mut asked = BTreeSet::new();
        words_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut asked);
        assert!(asked.len() > 60, "only {} words were found in the code", asked.len());
        let missing: Vec<_> = asked.difference(&keys(Locale::En)).cloned().collect();
        assert!(missing.is_empty(), "no words for {missing:?}");
        let spare: Vec<_> =
            keys(Locale::En).difference(&asked).filter(|key| !key.contains('_')).cloned().collect();
        assert!(spare.is_empty(), "nobody asks for {spare:?}");
    }

    /// Every `say("…")` and every pair in `count(…, "…", "…")`.
    fn words_of(folder: &Path, asked: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                words_of(&path, asked);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for call in [".say(", ".count("] {
                for rest in text.split(call).skip(1) {
                    let arguments = rest.split(')').next().unwrap_or_default();
                    let arguments =
                        if call == ".say(" { arguments } else { rest.split(';').next().unwrap_or_default() };
                    let words = arguments.split('"').skip(1).step_by(2);
                    let key = |word: &&str| {
                        !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
                    };
                    asked.extend(
                        words.filter(key).take(if call == ".say(" { 1 } else { 2 }).map(str::to_owned),
                    );
                }
            }
        }
    }

    #[test]
    fn the_address_wins_over_the_cookie_and_the_cookie_over_the_browser() {
        for (address, cookie, accepted, expected) in [
            (Some("en"), Some("lang=id"), Some("id"), Locale::En),
            (None, Some("a=b; lang=id"), Some("en-GB,en;q=0.8"), Locale::Id),
            (None, None, Some("id-ID,id;q=0.9,en;q=0.8"), Locale::Id),
            (Some("xx"), Some("lang=<script>"), Some("fr, en;q=0.3"), Locale::En),
            (None, None, None, Locale::En),
        ] {
            assert_eq!(chosen(address, cookie, accepted), expected, "{address:?} {cookie:?} {accepted:?}");
        }
    }

    #[test]
    fn numbers_and_days_are_written_as_the_language_writes_them() {
        let (id, en) = (Site::of(Locale::Id), Site::of(Locale::En));
        assert_eq!(
            (id.number(1_204_000), en.number(999), en.number(1000)),
            ("1.204.000".into(), "999".into(), "1,000".into())
        );
        assert_eq!(id.day("2031-03-04"), "4 Maret 2031");
        assert_eq!(en.day("2031-03-04T09:30+07:00"), "4 March 2031, 09:30");
        assert_eq!(en.day("2031-03"), "March 2031");
        assert_eq!(en.day("<b>"), "<b>");
        assert_eq!(id.days(Some("2031-03-04"), Some("2031-03-06")), "4–6 Maret 2031");
    }
}
