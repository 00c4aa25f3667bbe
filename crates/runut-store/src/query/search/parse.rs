//! What people write into a search box, as a question of the full-text index.
//!
//! Words all of which must be there; "phrases"; `head*`; AND, OR, NOT and brackets; person:, outlet:, since:, until:,
//! story:, language:, kind:, with "several words" in quotation marks. Whatever else is written is words, never syntax of the
//! index.

use crate::error::{Result, StoreError};
use crate::words::{stems_of, words};
use runut::lang::Packs;
use std::collections::BTreeSet;

/// Characters of a question; more is no question.
const LONGEST: usize = 1_000;

/// Words of a question.
const MOST_WORDS: usize = 40;

/// Brackets within brackets.
const DEEPEST: usize = 8;

/// A question, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// For the index; empty when only filters were given: then what they leave is listed.
    pub matching: String,
    /// Words, heads of words and stems to be marked, lower case.
    pub marked: Marked,
    pub person: Option<String>,
    pub outlet: Option<String>,
    pub since: Option<String>,
    pub until: Option<String>,
    pub story: Option<String>,
    pub language: Option<String>,
    pub kind: Option<String>,
}

/// What is marked in a hit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marked {
    pub words: BTreeSet<String>,
    pub heads: BTreeSet<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Phrase(String),
    Head(String),
    And,
    Or,
    Not,
    Open,
    Close,
}

/// Understands a question.
///
/// # Errors
/// What is wrong with it and what would be right.
pub(super) fn parse(asked: &str, packs: &Packs) -> Result<Asked> {
    if asked.chars().count() > LONGEST {
        let why = format!("longer than {LONGEST} characters; ask for fewer words");
        return Err(StoreError::question(&asked.chars().take(40).collect::<String>(), why));
    }
    let mut question = Asked::default();
    let tokens = tokens(asked, &mut question)?;
    if tokens
        .iter()
        .filter(|token| matches!(token, Token::Word(_) | Token::Phrase(_) | Token::Head(_)))
        .count()
        > MOST_WORDS
    {
        return Err(StoreError::question(asked, format!("more than {MOST_WORDS} words; ask for fewer")));
    }
    let mut reader =
        Reader { asked, tokens: &tokens, at: 0, packs, marked: Marked::default(), negated: false };
    if !tokens.is_empty() {
        question.matching = reader.either(0)?;
        if reader.at < tokens.len() {
            return Err(StoreError::question(asked, "a bracket closes that was not opened"));
        }
    }
    question.marked = reader.marked;
    let filters = [
        &question.person,
        &question.outlet,
        &question.since,
        &question.until,
        &question.story,
        &question.language,
        &question.kind,
    ];
    if question.matching.is_empty() && filters.iter().all(|filter| filter.is_none()) {
        return Err(StoreError::question(
            asked,
            "nothing to look for; words, \"a phrase\" or a filter such as person:NAME was expected",
        ));
    }
    Ok(question)
}

fn tokens(asked: &str, question: &mut Asked) -> Result<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = asked.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, after) = match first {
            '(' => (Some(Token::Open), &rest[1..]),
            ')' => (Some(Token::Close), &rest[1..]),
            '"' | '“' | '”' => {
                let (phrase, after) = quoted(rest, asked)?;
                (Some(Token::Phrase(phrase.to_owned())), after)
            }
            _ => bare(rest, asked, question)?,
        };
        tokens.extend(token);
        rest = after.trim_start();
    }
    Ok(tokens)
}

/// What stands between two quotation marks at the head of `rest`, and what comes behind.
fn quoted<'a>(rest: &'a str, asked: &str) -> Result<(&'a str, &'a str)> {
    let inner = rest.get(rest.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
    let end = inner.find(['"', '“', '”']);
    let end = end.ok_or_else(|| StoreError::question(asked, "a quotation mark has no second one"))?;
    let after = &inner[end..];
    Ok((&inner[..end], &after[after.chars().next().map_or(0, char::len_utf8)..]))
}

/// A word, an operator or a filter at the head of `rest`, and what comes behind.
fn bare<'a>(rest: &'a str, asked: &str, question: &mut Asked) -> Result<(Option<Token>, &'a str)> {
    let end =
        rest.find(|letter: char| letter.is_whitespace() || "()\"“”".contains(letter)).unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    if let Some((name, value)) = word.split_once(':') {
        let slot = match name.to_ascii_lowercase().as_str() {
            "person" => Some(&mut question.person),
            "outlet" => Some(&mut question.outlet),
            "since" => Some(&mut question.since),
            "until" => Some(&mut question.until),
            "story" => Some(&mut question.story),
            "language" | "lang" => Some(&mut question.language),
            "kind" => Some(&mut question.kind),
            _ => None,
        };
        if let Some(slot) = slot {
            let (value, after) = match value.is_empty() && after.starts_with(['"', '“', '”']) {
                true => quoted(after, asked)?,
                false => (value, after),
            };
            if value.is_empty() {
                return Err(StoreError::question(asked, format!("{name}: stands without a value")));
            }
            *slot = Some(value.to_owned());
            return Ok((None, after));
        }
    }
    let token = match word {
        "AND" => Token::And,
        "OR" => Token::Or,
        "NOT" => Token::Not,
        _ => match word.strip_suffix('*') {
            Some(head) => Token::Head(head.to_owned()),
            None => Token::Word(word.to_owned()),
        },
    };
    Ok((Some(token), after))
}

/// Reads tokens into a question of the index, in which every word is quoted.
struct Reader<'a> {
    asked: &'a str,
    tokens: &'a [Token],
    at: usize,
    packs: &'a Packs,
    marked: Marked,
    /// Whether what is read now must not be there, and so is not marked.
    negated: bool,
}

impl Reader<'_> {
    fn wrong<T>(&self, why: &str) -> Result<T> {
        Err(StoreError::question(self.asked, why))
    }

    fn either(&mut self, depth: usize) -> Result<String> {
        let mut parts = vec![self.all(depth)?];
        while self.tokens.get(self.at) == Some(&Token::Or) {
            self.at += 1;
            parts.push(self.all(depth)?);
        }
        parts.retain(|part| !part.is_empty());
        Ok(if parts.len() > 1 {
            format!("({})", parts.join(" OR "))
        } else {
            parts.pop().unwrap_or_default()
        })
    }

    fn all(&mut self, depth: usize) -> Result<String> {
        let mut found = self.one(depth)?;
        loop {
            let not = match self.tokens.get(self.at) {
                None | Some(Token::Or | Token::Close) => return Ok(found),
                Some(Token::And) if self.tokens.get(self.at + 1) == Some(&Token::Not) => {
                    self.at += 2;
                    true
                }
                Some(Token::And) => {
                    self.at += 1;
                    false
                }
                Some(Token::Not) => {
                    self.at += 1;
                    true
                }
                Some(_) => false,
            };
            let before = self.negated;
            self.negated = not || before;
            let next = self.one(depth)?;
            self.negated = before;
            found = match (found.is_empty(), next.is_empty(), not) {
                (_, true, _) => found,
                (true, false, true) => {
                    return self.wrong("NOT stands alone; words that must be there were expected before it");
                }
                (true, false, false) => next,
                (false, false, true) => format!("({found} NOT {next})"),
                (false, false, false) => format!("({found} AND {next})"),
            };
        }
    }

    fn one(&mut self, depth: usize) -> Result<String> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        match token {
            Some(Token::Open) if depth >= DEEPEST => self.wrong("too many brackets within brackets"),
            Some(Token::Open) => {
                let inner = self.either(depth + 1)?;
                if self.tokens.get(self.at) != Some(&Token::Close) {
                    return self.wrong("a bracket is opened that does not close");
                }
                self.at += 1;
                Ok(inner)
            }
            Some(Token::Word(word)) => Ok(self.word(&word)),
            Some(Token::Phrase(phrase)) => Ok(self.phrase(&phrase)),
            Some(Token::Head(head)) => Ok(self.head(&head)),
            Some(Token::Not) => {
                self.wrong("NOT stands alone; words that must be there were expected before it")
            }
            Some(Token::And | Token::Or) => self.wrong("AND and OR stand between words"),
            Some(Token::Close) => self.wrong("a bracket closes that was not opened"),
            None => self.wrong("words were expected at the end"),
        }
    }

    fn mark(&mut self, word: &str, head: bool) {
        if !self.negated {
            let set = if head { &mut self.marked.heads } else { &mut self.marked.words };
            set.insert(word.to_owned());
        }
    }

    /// A word in any of its forms; "anti-korupsi" is two words that stand together.
    fn word(&mut self, written: &str) -> String {
        let lower = written.to_lowercase();
        let parts: Vec<&str> = words(&lower).collect();
        let [word] = parts[..] else { return self.phrase(written) };
        let mut keys: Vec<String> = vec![word.to_owned()];
        for affixes in self.packs.languages.iter().filter_map(|language| language.stems.as_ref()) {
            for stem in stems_of(affixes, word) {
                if !keys.contains(&stem) {
                    keys.push(stem);
                }
            }
        }
        keys.iter().for_each(|key| self.mark(key, false));
        let keys: Vec<String> = keys.iter().map(|key| format!("\"{key}\"")).collect();
        if keys.len() > 1 { format!("({})", keys.join(" OR ")) } else { keys.join("") }
    }

    /// Words that stand together, as they are written.
    fn phrase(&mut self, written: &str) -> String {
        let lower = written.to_lowercase();
        let parts: Vec<&str> = words(&lower).collect();
        parts.iter().for_each(|word| self.mark(word, false));
        if parts.is_empty() { String::new() } else { format!("words : \"{}\"", parts.join(" ")) }
    }

    fn head(&mut self, written: &str) -> String {
        let lower = written.to_lowercase();
        let parts: Vec<&str> = words(&lower).collect();
        let Some((last, before)) = parts.split_last() else { return String::new() };
        before.iter().for_each(|word| self.mark(word, false));
        self.mark(last, true);
        format!("words : \"{}\" *", parts.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packs() -> Packs {
        Packs::bundled().expect("the bundled packs load")
    }

    #[test]
    fn a_question_is_read_as_people_mean_it() {
        let packs = packs();
        for (asked, expected) in [
            ("kapal", "\"kapal\""),
            ("kapal karang", "(\"kapal\" AND \"karang\")"),
            ("kapal OR feri", "(\"kapal\" OR \"feri\")"),
            ("kapal feri OR rakit", "((\"kapal\" AND \"feri\") OR \"rakit\")"),
            ("kapal NOT feri", "(\"kapal\" NOT \"feri\")"),
            ("kapal AND NOT feri", "(\"kapal\" NOT \"feri\")"),
            ("\"kapal feri\"", "words : \"kapal feri\""),
            ("“kapal feri”", "words : \"kapal feri\""),
            ("pelab*", "words : \"pelab\" *"),
            ("kapal (feri OR rakit)", "(\"kapal\" AND (\"feri\" OR \"rakit\"))"),
            ("ships", "(\"ships\" OR \"ship\")"),
            ("kapal-feri", "words : \"kapal feri\""),
            ("' OR 1=1 --", "words : \"1 1\""),
        ] {
            let found = parse(asked, &packs).map(|asked| asked.matching);
            assert_eq!(found.ok().as_deref(), Some(expected), "{asked}");
        }
    }

    #[test]
    fn filters_stand_apart_from_words() {
        let asked =
            parse("kapal person:\"Sari Dewangga\" outlet:KBN since:2031-03", &packs()).expect("it is right");
        assert_eq!(asked.matching, "\"kapal\"");
        assert_eq!(asked.person.as_deref(), Some("Sari Dewangga"));
        assert_eq!((asked.outlet.as_deref(), asked.since.as_deref()), (Some("KBN"), Some("2031-03")));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let packs = packs();
        for asked in [
            "",
            "NOT kapal",
            "kapal AND",
            "(kapal",
            "kapal)",
            "\"kapal",
            "person:",
            "-- ;",
            "OR",
            &"a ".repeat(600),
        ] {
            assert!(parse(asked, &packs).is_err(), "{asked}");
        }
        let deep = format!("{}kapal{}", "(".repeat(30), ")".repeat(30));
        assert!(parse(&deep, &packs).is_err());
    }
}
