//! Whether title, writers and day of publication are exactly right, set by set and over all.
//!
//! What is equal was chosen so that others' figures come out as they were published: letters and digits alone are
//! compared, in lower case; lists of names are parted wherever lists are, for gold has some in one string and some in
//! several, and their order says nothing.

use super::Scores;
use super::found::Found;
use super::pages::Labelled;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Domains of the Indonesian outlets among the labelled pages.
const INDONESIAN: [&str; 6] =
    ["detik.com", "kompas.com", "merdeka.com", "viva.co.id", "thejakartapost.com", "kabarislamia.com"];

/// Words between two names, where gold has both in one string.
const JOINS: [&str; 8] = [" and ", " und ", " et ", " y ", " e ", " og ", " with ", " dan "];

/// How many are right of how many, by set and by what they are.
#[derive(Debug, Default)]
pub struct Facts(BTreeMap<(String, &'static str), (f64, f64)>);

impl Facts {
    /// Adds a page; what is wrong on it: the fact's name, and how it came.
    pub fn add(&mut self, gold: &Labelled, found: Option<&Found>) -> Vec<(&'static str, String)> {
        let none = Found::default();
        let kept = found.is_some();
        let found = found.unwrap_or(&none);
        let mut wrong = Vec::new();
        let mut judge = |fact: &'static str,
                         gold_value: &Option<String>,
                         right: bool,
                         own: &dyn std::fmt::Debug| {
            let Some(value) = gold_value else { return };
            self.count(gold, fact, right);
            if !right {
                let line =
                    format!("{fact} {} {}: {value:?} read as {own:?}; {}", gold.set, gold.name, found.how);
                wrong.push((fact, line));
            }
        };
        let (title, author, date) = (gold.title.as_deref(), gold.author.as_deref(), gold.date.as_deref());
        judge("title", &gold.title, title.map(letters) == Some(letters(&found.title)), &found.title);
        let names = parted(&found.writers.join(";"));
        judge("author", &gold.author, author.map(parted) == Some(names), &found.writers);
        judge("date", &gold.date, date.is_some_and(|date| one_day(date, &found.date)), &found.date);
        if [title, author, date, gold.body.as_deref()].iter().any(Option::is_some) {
            judge("kept", &Some(String::new()), kept, &"refused");
        }
        wrong
    }

    fn count(&mut self, gold: &Labelled, fact: &'static str, right: bool) {
        let indonesian = INDONESIAN.contains(&gold.domain.as_str()).then_some("indonesian");
        for key in [Some("page"), Some(gold.set.as_str()), indonesian].into_iter().flatten() {
            let sum = self.0.entry((key.to_owned(), fact)).or_default();
            *sum = (sum.0 + f64::from(u8::from(right)), sum.1 + 1.0);
        }
    }

    /// Adds the scores to the others, and prints them as a table.
    pub fn score(&self, scores: &mut Scores) {
        let keys: std::collections::BTreeSet<&str> = self.0.keys().map(|(key, _)| key.as_str()).collect();
        println!("{:20}        title       author         date         kept", "facts");
        for key in keys {
            print!("{key:20}");
            for fact in ["title", "author", "date", "kept"] {
                match self.0.get(&(key.to_owned(), fact)) {
                    Some((right, of)) => {
                        print!(" {:.3} ({of:4})", right / of);
                        scores.insert(format!("{key}_{fact}"), right / of);
                    }
                    None => print!(" {:>12}", "-"),
                }
            }
            println!();
        }
    }
}

/// The names of a list, parted and in order.
fn parted(names: &str) -> Vec<String> {
    let mut text = names.to_owned();
    for word in JOINS {
        text = text.replace(word, ";");
    }
    let names = text.split([';', ',', '&', '/', '|']).map(letters);
    let mut names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    names.sort();
    names.dedup();
    names
}

/// Letters and digits alone, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two stated dates are one: the same day as printed; or the same instant in two zones, or the midnight with
/// which the day begins somewhere, where gold was converted to UTC.
fn one_day(gold: &str, found: &str) -> bool {
    let Some(day) = found.get(..10) else { return false };
    if gold.get(..10) == Some(day) {
        return true;
    }
    let Ok(instant) = gold.parse::<Timestamp>() else { return false };
    if let Ok(other) = found.parse::<Timestamp>() {
        return instant.as_second() / 60 == other.as_second() / 60;
    }
    let midnight = format!("{day}T00:00Z").parse::<Timestamp>();
    midnight.is_ok_and(|midnight| {
        let ahead = midnight.as_second() - instant.as_second();
        ahead % 1_800 == 0 && (-12 * 3_600..=14 * 3_600).contains(&ahead)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_names_are_equal_however_they_are_parted() {
        for (a, b, equal) in [
            ("Ana Bell and Bo Cole", "Bo Cole; Ana Bell", true),
            ("ANA BELL", "Ana Bell", true),
            ("Ana Bell, Muara", "Ana Bell", false),
        ] {
            assert_eq!(parted(a) == parted(b), equal, "{a} / {b}");
        }
    }
}

#[cfg(test)]
mod date_tests {
    use super::one_day;

    #[test]
    fn one_instant_is_one_day_in_every_zone() {
        for (gold, found, same) in [
            ("2025-06-05", "2025-06-05T10:00+07:00", true),
            ("2025-06-05", "2025-06-06", false),
            ("2025-06-05T23:30:00.000Z", "2025-06-06T06:30+07:00", true),
            ("2025-06-05T23:30:00.000Z", "2025-06-06T06:40+07:00", false),
            ("2025-06-05T15:00:00.000Z", "2025-06-06", true),
            ("2025-06-05T15:10:00.000Z", "2025-06-06", false),
            ("2025-06-05", "", false),
        ] {
            assert_eq!(one_day(gold, found), same, "{gold} / {found}");
        }
    }
}
