//! `cues.toml`: the words by which a text says that somebody said something.

mod check;
mod class;
mod entry;
mod file;

pub use class::{Class, Classes};
pub use entry::{Cue, Frame};

use super::dictionary::Dictionary;
use super::pack::{PackError, line_of, parse};
use crate::model::{Act, Tokens, Word};
use file::File;
use rustc_hash::FxHashMap;

#[derive(Debug)]
struct Form {
    words: Vec<String>,
    cue: usize,
}

/// Compiled from `cues.toml`.
#[derive(Debug)]
pub struct Cues {
    all: Vec<Cue>,
    /// First word of each form, longest forms first.
    forms: Dictionary<Vec<Form>>,
    classes: Dictionary<Classes>,
    short_titles: FxHashMap<String, String>,
    clitics: Vec<String>,
    kept_complementizers: Vec<String>,
    aside_endings: Vec<String>,
    plural_endings: Vec<String>,
    owner_endings: Vec<String>,
    has_articles: bool,
    adverb_endings: Vec<String>,
    lines: Vec<usize>,
}

impl Cues {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it is not of the shape described in `docs/packs.md`.
    pub fn read(code: &str, text: &str) -> Result<Self, PackError> {
        let file: File = parse(code, "cues.toml", text)?;
        let classes = file.classes();
        let lines = file.cue.iter().map(|cue| line_of(text, &format!("name = {:?}", cue.name))).collect();
        let mut all = file.cue;
        for index in 0..all.len() {
            for frame in [Frame::Participle, Frame::Passive, Frame::Noun] {
                let cue = &mut all[index];
                let forms = match frame {
                    Frame::Participle => std::mem::take(&mut cue.participles),
                    Frame::Passive => std::mem::take(&mut cue.passives),
                    _ => std::mem::take(&mut cue.nouns),
                };
                if !forms.is_empty() {
                    let other = cue.as_frame(frame, forms);
                    all.push(other);
                }
            }
        }
        let mut forms: Dictionary<Vec<Form>> = Dictionary::default();
        for (index, cue) in all.iter().enumerate() {
            if cue.frames.contains(&Frame::As) && cue.as_word.is_none() {
                return Err(PackError::BadEntry {
                    code: code.to_owned(),
                    file: "cues.toml".to_owned(),
                    line: line_of(text, &format!("{:?}", cue.name)),
                    entry: cue.name.clone(),
                    found: "has the frame \"as\" and no as_word".to_owned(),
                    right: "write as_word = \"…\", the word before what the object is called".to_owned(),
                });
            }
            for form in &cue.forms {
                let words: Vec<String> = form.split_whitespace().map(str::to_lowercase).collect();
                let Some(first) = words.first().cloned() else { continue };
                forms.entry(&first).push(Form { words, cue: index });
            }
        }
        forms.values_mut().for_each(|forms| forms.sort_by_key(|form| std::cmp::Reverse(form.words.len())));
        let has_articles = !file.articles.is_empty();
        Ok(Self {
            all,
            forms,
            classes: classes.into_iter().collect(),
            short_titles: file.short_titles,
            clitics: file.clitics,
            kept_complementizers: file.kept_complementizers,
            aside_endings: file.aside_endings,
            plural_endings: file.plural_endings,
            owner_endings: file.owner_endings,
            has_articles,
            adverb_endings: file.adverb_endings,
            lines,
        })
    }

    /// The title that a short one stands for: "wapres" is "wakil presiden".
    pub fn long_title(&self, word: &str) -> Option<&str> {
        self.short_titles.get(word).map(String::as_str)
    }

    /// What a word (lower case) may be.
    pub fn classes(&self, word: Word<'_>) -> Classes {
        self.classes.get(word).copied().unwrap_or_default()
    }

    /// The cues at a token, longest first: each with the token after it; none where `at` is `end` or past the text.
    pub fn at<'c>(
        &'c self,
        tokens: &'c Tokens,
        at: usize,
        end: usize,
    ) -> impl Iterator<Item = (&'c Cue, usize)> {
        let inside = at < end.min(tokens.len());
        let forms = inside.then(|| self.forms.get(tokens.word(at))).flatten().map_or(&[][..], Vec::as_slice);
        forms.iter().filter_map(move |form| {
            let after = at + form.words.len();
            let same = after <= end && (at..after).zip(&form.words).all(|(i, word)| tokens.lower(i) == word);
            same.then(|| (&self.all[form.cue], after))
        })
    }

    /// A tail cue with a clitic at its end ("katanya"): the cue and the length of the clitic in bytes.
    pub fn with_clitic(&self, word: &str) -> Option<(&Cue, usize)> {
        self.clitics.iter().find_map(|clitic| {
            let forms = self.forms.get(Word::of(word.strip_suffix(clitic.as_str())?))?;
            let form = forms.iter().find(|f| {
                f.words.len() == 1
                    && self.all[f.cue].frames.iter().any(|frame| {
                        matches!(frame, Frame::Tail | Frame::According | Frame::Agent | Frame::Noun)
                    })
            })?;
            Some((&self.all[form.cue], clitic.len()))
        })
    }

    /// Whether content begins with its complementizer ("that the bridge is safe"), as PARC 3.0 has it.
    pub fn keeps_complementizer(&self) -> bool {
        !self.kept_complementizers.is_empty()
    }

    /// Whether a noun for one needs a word before it ("a", "the").
    pub fn has_articles(&self) -> bool {
        self.has_articles
    }

    /// Content as it reads without its attribution: "the bridge is safe".
    pub fn without_complementizer<'t>(&self, content: &'t str) -> &'t str {
        let kept =
            |word: &&String| content.get(..word.len()).is_some_and(|first| first.eq_ignore_ascii_case(word));
        let rest = self.kept_complementizers.iter().find(kept).map(|word| &content[word.len()..]);
        rest.filter(|rest| rest.starts_with(' ')).map_or(content, str::trim_start)
    }

    /// Whether a word has the ending of an adverb ("quietly").
    pub fn reads_as_adverb(&self, word: &str) -> bool {
        self.adverb_endings
            .iter()
            .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }

    /// Whether a subject is plural and its verb has no ending that a plural noun would have ("voters support").
    pub fn agree(&self, subject: &str, verb: &str) -> bool {
        self.is_plural(subject) && !self.is_plural(verb)
    }

    /// Whether a noun ends as those do that stand for several ("officials").
    pub fn is_plural(&self, noun: &str) -> bool {
        self.plural_endings.iter().any(|ending| noun.ends_with(ending.as_str()))
    }

    /// Whether a name or noun ends as those do to which the next word belongs ("Rina's").
    pub fn owns(&self, word: &str) -> bool {
        self.owner_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a word behind "…, she said, " begins an aside of the writer's ("smiling") rather than the rest of the content.
    pub fn opens_aside(&self, word: &str) -> bool {
        self.aside_endings
            .iter()
            .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }

    /// The clitic a word ends in, by its length in bytes, where what stands before it is a word.
    pub fn clitic_of(&self, word: &str) -> Option<usize> {
        let clitic = self.clitics.iter().find(|clitic| word.ends_with(clitic.as_str()))?;
        (word.len() >= clitic.len() + 3).then_some(clitic.len())
    }

    /// The entry of plain speech after its content.
    pub fn spoken_after(&self) -> Option<&Cue> {
        self.all.iter().find(|cue| cue.frames.contains(&Frame::Tail) && cue.act == Act::Say && !cue.continues)
    }

    /// Whether a word is one of grammar or of attribution rather than of a name.
    pub fn is_function_word(&self, word: Word<'_>) -> bool {
        self.forms.get(word).is_some() || self.classes(word) != Classes::default()
    }
}
