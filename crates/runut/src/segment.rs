//! Words, quotations, languages and sentences.
//!
//! Quotations come first, because no sentence is split inside one.

use crate::lang::{Language, Languages, Piece, hash_of, piece};
use crate::model::{Article, BlockKind, Quotation, Sentence, Span, TokenKind, Tokens};

/// The words of all blocks, in order.
pub fn tokens(article: &Article) -> Tokens {
    let mut tokens = Tokens::default();
    for block in &article.blocks {
        words(&article.text, block.span, &mut tokens);
    }
    tokens
}

/// Adds the words of one stretch of text.
pub fn words(text: &str, within: Span, tokens: &mut Tokens) {
    let stretch = within.of(text);
    let base = within.start as usize;
    let mut spaced = true;
    let mut at = 0;
    while let Some(first) = stretch[at..].chars().next() {
        let start = at;
        let kind = if first.is_whitespace() {
            at += first.len_utf8();
            spaced = true;
            continue;
        } else if first.is_ascii_digit() {
            at += number_len(&stretch[at..]);
            TokenKind::Number
        } else if first.is_alphanumeric() {
            at += word_len(&stretch[at..]);
            TokenKind::Word
        } else {
            at += first.len_utf8();
            TokenKind::Mark
        };
        tokens.push(Span::new(base + start, base + at), kind, &stretch[start..at], spaced);
        spaced = false;
    }
}

/// Digits, with dots and commas between digits.
fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let inner = matches!(bytes[at], b'.' | b',') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[at].is_ascii_digit() && !inner {
            break;
        }
        at += 1;
    }
    at
}

/// Letters and digits, with hyphens, apostrophes and dots between them; a dot before a capital after a small
/// letter is a missing space ("pesan.Kemudian"), not part of a word.
fn word_len(text: &str) -> usize {
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let next = text.as_bytes().get(plain);
    if next.is_none_or(|next| next.is_ascii() && !matches!(next, b'-' | b'\'' | b'.')) {
        return plain;
    }
    let mut letters = text.char_indices().peekable();
    let mut end = 0;
    let mut last = ' ';
    while let Some((at, letter)) = letters.next() {
        let joins = match letter {
            '-' | '\'' | '\u{2019}' | '.' => letters.peek().is_some_and(|(_, next)| {
                next.is_alphanumeric() && !(letter == '.' && last.is_lowercase() && next.is_uppercase())
            }),
            _ => false,
        };
        if !letter.is_alphanumeric() && !joins {
            break;
        }
        end = at + letter.len_utf8();
        last = letter;
    }
    end
}

/// What a quotation mark may do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    /// The same glyph on both sides; its surroundings tell.
    Either,
}

fn double_mark(letter: char) -> Option<Mark> {
    match letter {
        '“' | '„' | '«' => Some(Mark::Open),
        '»' => Some(Mark::Close),
        '"' | '”' | '‟' | '＂' => Some(Mark::Either),
        _ => None,
    }
}

fn single_mark(letter: char) -> Option<Mark> {
    match letter {
        '‘' | '‚' | '‹' => Some(Mark::Open),
        '›' => Some(Mark::Close),
        '\'' | '\u{2019}' | '`' => Some(Mark::Either),
        _ => None,
    }
}

/// Whether a closing mark stands in a text: white space behind a mark that begins a paragraph is a slip.
fn is_closed(text: &str) -> bool {
    text.char_indices().any(|(at, letter)| {
        double_mark(letter).is_some_and(|mark| mark != Mark::Open)
            && text[..at].ends_with([',', '.', '!', '?'])
    })
}

/// The quotations of an article, by their marks, in order.
///
/// A mark that may do either opens after white space, a bracket or a dash and before anything but white space, and
/// closes otherwise, so Kompas' `”…”` is read too. A paragraph that ends inside a quotation is carried on by a next
/// paragraph that opens with a mark; otherwise the quotation ends, flagged, with its paragraph. An apostrophe
/// between letters is no mark. Marks inside a quotation are its words.
pub fn quotations(article: &Article) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut runs_on = false;
    for block in &article.blocks {
        let text = block.span.of(&article.text);
        // Single marks first need a double-free view: one pass keeps at most one quotation open.
        let mut open: Option<(usize, usize, bool)> = None;
        let mut before = '\n';
        let base = block.span.start as usize;
        let first_in_block = found.len();
        let mut letters = text.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let mut next = letters.peek().map_or('\n', |(_, next)| *next);
            let mut after = at + letter.len_utf8();
            // Two single marks are one double one: ''so''.
            let doubled = matches!(letter, '\'' | '`') && next == letter;
            if doubled {
                letters.next();
                after += letter.len_utf8();
                next = letters.peek().map_or('\n', |(_, next)| *next);
            }
            let (mark, single) = match (double_mark(letter), single_mark(letter)) {
                (None, Some(mark)) if doubled => (mark, false),
                (Some(mark), _) => (mark, false),
                (None, Some(mark)) => (mark, true),
                _ => {
                    before = letter;
                    continue;
                }
            };
            let opens = match mark {
                Mark::Open => true,
                Mark::Close => false,
                Mark::Either => {
                    (before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-' | ':' | '/'))
                        && (!next.is_whitespace() || !single && at == 0 && is_closed(&text[after..]))
                        && !(single
                            && next.is_ascii_digit()
                            && !text[at + letter.len_utf8()..].contains('\''))
                }
            };
            match open {
                None if opens => open = Some((at, after, single)),
                None => {}
                // Inside double marks single ones are words; inside single marks a double one starts anew.
                Some((.., false)) if single => {}
                Some((.., true)) if !single && opens => open = Some((at, after, false)),
                Some((.., true)) if !single => {}
                Some((from, inner, _)) => {
                    let apostrophe = single && next.is_alphanumeric() && before.is_alphanumeric();
                    if apostrophe {
                    } else if opens && mark != Mark::Close && !matches!(before, ',' | '.' | '!' | '?') {
                        // A second opening mark: the first was never closed.
                        open = Some((at, after, single));
                    } else {
                        found.push(Quotation {
                            marks: Span::new(base + from, base + after),
                            inner: Span::new(base + inner, base + at),
                            single,
                            continues: false,
                            unclosed: false,
                        });
                        open = None;
                    }
                }
            }
            before = letter;
        }
        if let Some((from, inner, false)) = open {
            let end = base + text.trim_end().len();
            if base + inner < end {
                found.push(Quotation {
                    marks: Span::new(base + from, end),
                    inner: Span::new(base + inner, end),
                    single: false,
                    continues: false,
                    unclosed: true,
                });
            }
        }
        if runs_on && let Some(first) = found.get_mut(first_in_block) {
            first.continues = first.marks.start as usize == base;
        }
        let speech = matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::Lead);
        runs_on = speech && found[first_in_block..].last().is_some_and(|last| last.unclosed);
    }
    found
}

/// How much of a text the commonest words of a pack make up.
struct Told<'l> {
    pack: &'l Language,
    /// How many there are.
    count: usize,
    /// How many different ones.
    kinds: usize,
    /// Words of the text, up to 600.
    words: usize,
}

/// The pack whose commonest words stand most often in `text`; ties go to the first.
fn told_language<'l>(text: &str, languages: &'l Languages) -> Option<Told<'l>> {
    let telling = languages.telling();
    let mut found = vec![0; telling.common().len()];
    let (mut words, mut at) = (0, 0);
    while let Some(piece) = piece(text, at).filter(|_| words < 600) {
        let from = at;
        at = piece.end(at);
        let Piece::Word { end, ascii, .. } = piece else { continue };
        words += 1;
        let common = telling.get(hash_of(&text[from..end], ascii)).common;
        if let Some(count) = usize::from(common).checked_sub(1).and_then(|at| found.get_mut(at)) {
            *count += 1;
        }
    }
    // Of each language, how many there are and how many different ones.
    let mut told = vec![(0, 0); languages.iter().count()];
    for (count, having) in found.iter().zip(telling.common()).filter(|(count, _)| **count > 0) {
        for &language in having {
            told[language].0 += count;
            told[language].1 += 1;
        }
    }
    let best = (0..told.len()).max_by_key(|&at| (told[at].0, std::cmp::Reverse(at)))?;
    let (count, kinds) = told[best];
    Some(Told { pack: languages.at(best)?, count, kinds, words })
}

/// The language of a text: the ISO 639 code of a pack, or `und`.
///
/// A pack's language has many of its common words, not one or two again and again: Norwegian shares "for" and "over"
/// with English. One word in twelve must be common and, of the first eighty-four, one in twelve of another kind; or
/// twelve kinds in all, as in lists. No labelled page of 22 languages comes out in another language by it.
pub fn language(text: &str, languages: &Languages) -> String {
    let Some(told) = told_language(text, languages) else { return "und".to_owned() };
    let dense = told.count > 0 && told.count * 12 >= told.words && told.kinds * 12 >= told.words.min(84);
    if dense || told.kinds >= 12 { told.pack.code.clone() } else { "und".to_owned() }
}

/// The language of one block: its own where it plainly differs from the article's (an English caption on an
/// Indonesian page), else the article's.
fn block_language(text: &str, article: &str, languages: &Languages) -> String {
    // Two words tell no other language: three common ones must stand there.
    let short = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).nth(2).is_none();
    if short || languages.get(article).is_none() {
        return article.to_owned();
    }
    let own = |word: &str| languages.get(article).is_some_and(|pack| pack.common.contains(word));
    match told_language(text, languages) {
        Some(Told { pack, count, words, .. }) if pack.code != article && count >= 3 && count * 8 >= words => {
            let native = text
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty() && own(&word.to_lowercase()))
                .count();
            if count > 2 * native { pack.code.clone() } else { article.to_owned() }
        }
        _ => article.to_owned(),
    }
}

/// The sentences of all blocks, in order.
///
/// A sentence ends at `.`, `!`, `?` or `…` before white space and something that may begin one, never inside a
/// quotation, never after an abbreviation of the pack or an initial. A title is one sentence.
pub fn sentences(article: &Article, quotations: &[Quotation], languages: &Languages) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (index, block) in article.blocks.iter().enumerate() {
        let text = block.span.of(&article.text);
        let language = block_language(text, &article.language, languages);
        let from = quotations.partition_point(|quotation| quotation.marks.end <= block.span.start);
        let to = quotations.partition_point(|quotation| quotation.marks.start < block.span.end);
        let base = block.span.start as usize;
        let mut start = 0;
        let mut push = |start: usize, end: usize| {
            let piece = &text[start..end];
            let trimmed = piece.trim();
            if trimmed.chars().any(char::is_alphanumeric) {
                let lead = start + (piece.len() - piece.trim_start().len());
                found.push(Sentence {
                    span: Span::new(base + lead, base + lead + trimmed.len()),
                    block: index,
                    language: language.clone(),
                });
            }
        };
        if block.kind != BlockKind::Title {
            let rules = languages.get(&language).map(|pack| &pack.sentences);
            let is_abbreviation = |word: &str| rules.is_some_and(|rules| rules.is_abbreviation(word));
            for end in ends(text, base, &quotations[from..to], is_abbreviation) {
                push(start, end);
                start = end;
            }
        }
        push(start, text.len());
    }
    found
}

/// Where sentences end inside a block's text, byte offsets one past their last mark.
fn ends(
    text: &str,
    base: usize,
    quotations: &[Quotation],
    is_abbreviation: impl Fn(&str) -> bool,
) -> Vec<usize> {
    let mut found = Vec::new();
    let mut quotations = quotations.iter().peekable();
    for (at, mark) in text.char_indices() {
        if !matches!(mark, '.' | '!' | '?' | '…') {
            continue;
        }
        let here = (base + at) as u32;
        while quotations.next_if(|quotation| quotation.marks.end <= here).is_some() {}
        let inside = quotations.peek().filter(|quotation| quotation.inner.start <= here);
        let mut end = at + mark.len_utf8();
        if let Some(quotation) = inside {
            // Only the last mark inside a quotation may end the sentence, and only beyond the closing mark.
            if (base + end) as u32 != quotation.inner.end || quotation.unclosed {
                continue;
            }
            end = quotation.marks.end as usize - base;
        }
        let closers: usize = text[end..]
            .chars()
            .take_while(|c| matches!(c, ')' | ']' | '”' | '"' | '’' | '\'' | '»' | '.' | '!' | '?' | '…'))
            .map(char::len_utf8)
            .sum();
        end += closers;
        let rest = &text[end..];
        let next = rest.trim_start().chars().next();
        let spaced = rest.starts_with(char::is_whitespace);
        let begins = next.is_some_and(|c| {
            c.is_uppercase()
                || c.is_ascii_digit()
                || matches!(c, '“' | '"' | '‘' | '\'' | '«' | '(' | '[' | '”' | '„')
                || (c.is_alphabetic() && !c.is_lowercase())
        });
        if !spaced || !begins {
            continue;
        }
        if mark == '.' && inside.is_none() {
            let word_start = text[..at]
                .rfind(|c: char| !c.is_alphanumeric() && c != '.' && c != '-')
                .map_or(0, |p| p + text[p..].chars().next().map_or(1, char::len_utf8));
            let word = &text[word_start..at];
            let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
            if initial || (!word.is_empty() && is_abbreviation(&word.to_lowercase())) {
                continue;
            }
        }
        if found.last() != Some(&end) {
            found.push(end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_without_a_pack_is_none_of_those_that_have_one() {
        let packs = crate::lang::Packs::bundled().expect("bundled packs load");
        for (text, expected) in [
            (
                "Fiskerne i byen sa at de hadde fått nok og at de ville flytte til en ny havn for å få mer plass til \
                 båtene, men ordføreren svarte at byen ikke hadde penger til det på møtet i forrige uke.",
                "und",
            ),
            (
                "Der Bürgermeister der Stadt sagte am Montag, dass die Brücke im Herbst wieder befahren werden kann. \
                 Die Arbeiten hätten länger gedauert als geplant, weil das Holz in den Lagern knapp geworden sei.",
                "und",
            ),
            (
                "The mayor of the town said on Monday that the bridge will be open again in the autumn, and that it \
                 has been checked.",
                "en",
            ),
            ("Wali kota mengatakan jembatan itu akan dibuka lagi pada hari Senin dan sudah diperiksa.", "id"),
            ("Pasar itu akan dibuka lagi", "id"),
            ("Harga Beras Naik Tajam", "und"),
        ] {
            assert_eq!(language(text, &packs.languages), expected, "{text}");
        }
    }
}
