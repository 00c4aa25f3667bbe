//! Runs the grammars of the packs over the sentences of a text: what is found, before anything is reckoned.

use crate::lang::{Holiday, Languages, Match, Means, Parts, Rule, TimeGrammar};
use crate::model::{Sentence, Span, Tokens};

/// An expression as it stands, not yet resolved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raw<'p> {
    pub span: Span,
    pub rule: &'p Rule,
    pub parts: Parts,
    /// Index of its sentence.
    pub sentence: usize,
    /// Words before it in the sentence say that it lies ahead.
    pub future: bool,
    /// The word before it says that it lies behind.
    pub past: bool,
    /// The holidays of the grammar that found it.
    pub holidays: &'p [Holiday],
}

/// Most words read at once: longer "sentences" are pages without an end, and are cut.
const WINDOW: usize = 2000;

/// How many atoms back a word such as "akan" or "will" is heard.
const FUTURE_REACH: usize = 14;

/// The grammars at hand, by language.
pub(super) struct Grammars<'p> {
    all: Vec<(&'p str, &'p TimeGrammar)>,
}

impl<'p> Grammars<'p> {
    /// Those of all packs that have one.
    pub fn of(languages: &'p Languages) -> Self {
        let grammar =
            |language: &'p crate::lang::Language| Some((language.code.as_str(), language.time.as_ref()?));
        Self { all: languages.iter().filter_map(grammar).collect() }
    }

    /// One alone, for its own check.
    pub fn only(code: &'p str, grammar: &'p TimeGrammar) -> Self {
        Self { all: vec![(code, grammar)] }
    }

    /// All expressions of the sentences, in reading order, none overlapping.
    ///
    /// A sentence is read with the grammar of its language. Where a month of another language stands beside a
    /// number, the full written dates of that language are looked for too: "05 June 2025" on an Indonesian page.
    pub fn find(&self, text: &str, tokens: &Tokens, sentences: &[Sentence]) -> Vec<Raw<'p>> {
        let mut found: Vec<Raw<'p>> = Vec::new();
        let (mut atoms, mut matches) = (Vec::new(), Vec::new());
        let windows = sentences.iter().enumerate().flat_map(|(index, sentence)| {
            let within = tokens.of_sentence(sentence.span);
            let end = within.end;
            within.step_by(WINDOW).map(move |from| (index, sentence, from..end.min(from + WINDOW)))
        });
        for (index, sentence, within) in windows {
            let own = self.all.iter().find(|(code, _)| *code == sentence.language);
            let first = found.len();
            let mut run = |grammar: &'p TimeGrammar, anywhere: bool, found: &mut Vec<Raw<'p>>| {
                if !grammar.atoms(text, tokens, within.clone(), &mut atoms) {
                    return;
                }
                grammar.matches(text, &atoms, anywhere, &mut matches);
                for one in &matches {
                    if lone_ambiguous(grammar, &atoms, one) {
                        continue;
                    }
                    let reach = one.from.saturating_sub(FUTURE_REACH)..one.from;
                    found.push(Raw {
                        span: atoms[one.from].span.cover(atoms[one.to - 1].span),
                        rule: &grammar.rules[one.rule],
                        parts: one.parts,
                        sentence: index,
                        future: atoms[reach].iter().any(|atom| grammar.is_future(atom)),
                        past: one.from > 0 && grammar.is_past(&atoms[one.from - 1]),
                        holidays: &grammar.holidays,
                    });
                }
            };
            if let Some((_, grammar)) = own {
                run(grammar, false, &mut found);
            }
            for (code, grammar) in &self.all {
                if *code == sentence.language || !names_month(grammar, tokens, within.clone()) {
                    continue;
                }
                let mut other = Vec::new();
                run(grammar, true, &mut other);
                let own = found.split_off(first);
                merge(own, other, &mut found);
            }
        }
        found.retain(|raw| raw.rule.means != Means::Nothing);
        found
    }
}

/// Puts what another grammar found among what the sentence's own did, both in order and neither overlapping itself: the
/// longer one wins; where both read the same words, the language of the sentence does.
fn merge<'p>(own: Vec<Raw<'p>>, other: Vec<Raw<'p>>, found: &mut Vec<Raw<'p>>) {
    let mut own = own.into_iter().peekable();
    let before = found.len();
    for raw in other {
        let mut clash = Vec::new();
        // What won over the one before may reach into this one.
        if found.len() > before && found.last().is_some_and(|old| old.span.overlaps(raw.span)) {
            clash.extend(found.pop());
        }
        while let Some(before) = own.next_if(|old| old.span.end <= raw.span.start) {
            found.push(before);
        }
        while let Some(old) = own.next_if(|old| old.span.start < raw.span.end) {
            clash.push(old);
        }
        match clash.iter().all(|old| old.span.len() < raw.span.len()) {
            true => found.push(raw),
            false => found.append(&mut clash),
        }
    }
    found.extend(own);
}

/// Whether a number stands beside a word that names a month.
fn names_month(grammar: &TimeGrammar, tokens: &Tokens, within: std::ops::Range<usize>) -> bool {
    within.clone().any(|at| {
        tokens[at].is_number()
            && [at.wrapping_sub(1), at.wrapping_sub(2), at + 1, at + 2].iter().any(|&near| {
                within.contains(&near) && tokens[near].is_word() && grammar.is_month(tokens.word(near))
            })
    })
}

/// "May" or "March" alone at the start of a sentence is more often a verb, and "Jan" or "Sun" before another capital
/// a name.
fn lone_ambiguous(grammar: &TimeGrammar, atoms: &[crate::lang::Atom], one: &Match) -> bool {
    let lone = one.to == one.from + 1 && grammar.is_ambiguous_word(&atoms[one.from]);
    let first = || atoms[..one.from].iter().all(|atom| atom.kind == crate::model::TokenKind::Mark);
    lone && (first() || atoms.get(one.to).is_some_and(|next| next.capital))
}
