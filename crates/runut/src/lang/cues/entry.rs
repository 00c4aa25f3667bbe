//! An entry of `cues.toml`: forms with one act and the frames they may stand in.

use crate::model::Act;
use serde::Deserialize;

/// The frames a cue may stand in; `docs/packs.md` shows each with an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Frame {
    /// After the content.
    Tail,
    /// Before the content.
    Head,
    /// Before quoted content only.
    Quote,
    /// Before an object that is called something.
    As,
    /// Before the content, in headlines.
    Title,
    /// Before or after the source, which stands beside the content.
    According,
    /// Names through whom it came.
    Relay,
    /// Quotes somebody, named between it and a verb of saying ("quoted Rina as saying …").
    Cited,
    /// Names who said something, without what ("Hal senada disampaikan Rina").
    Agent,
    /// A participle whose subject stands before another verb ("…, saying that …").
    Participle,
    /// A passive whose subject is part of the content ("Rina is expected to …").
    Passive,
    /// A word within a clause by which nobody is named who says it ("The mayor reportedly left").
    Hearsay,
    /// Behind a form of "to be" ("Rina is confident that …").
    Copula,
    /// A noun whose owner is the source ("Rina's claim that …").
    Noun,
}

/// An entry of the pack: forms with one act and the same frames.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// The entry's name, given as the rule of what it finds.
    pub name: String,
    /// What is done with the content.
    pub act: Act,
    /// Counts only with a complementizer or quotation marks.
    #[serde(default)]
    pub weak: bool,
    /// Its object is the one spoken to ("told Rina the road was closed"): counts only with a complementizer, quotation
    /// marks, or words after that object.
    #[serde(default)]
    pub object: bool,
    /// Relays only: the source is cited by whoever speaks, not by the outlet ("mengutip").
    #[serde(default)]
    pub farther: bool,
    /// Goes on with a speech begun before ("tambahnya"): never the first words of another speaker.
    #[serde(default)]
    pub continues: bool,
    /// Content may be a deed ("promised to come").
    #[serde(default)]
    pub infinitive: bool,
    /// Content is a thing, not a clause ("praised the plan").
    #[serde(default)]
    pub thing: bool,
    /// Documents show things ("the survey found the bridge unsafe"): of anybody else it counts only with a complementizer
    /// or quotation marks.
    #[serde(default)]
    pub documents: bool,
    /// The form is a noun as well ("plans"): a described source counts only where a complementizer follows.
    #[serde(default)]
    pub also_noun: bool,
    /// Whether the content was put into words, by the source itself; unless told, an attitude (`believe`, `want`) and what is
    /// said about a thing were not.
    #[serde(default)]
    voiced: Option<bool>,
    /// Where it may stand.
    pub frames: Vec<Frame>,
    /// The word that must follow the object in the frames `as` and `cited`.
    #[serde(default)]
    pub as_word: Option<String>,
    #[serde(default)]
    pub(super) forms: Vec<String>,
    /// The same cue in the frames that their names tell.
    #[serde(default)]
    pub(super) participles: Vec<String>,
    #[serde(default)]
    pub(super) passives: Vec<String>,
    #[serde(default)]
    pub(super) nouns: Vec<String>,
    #[serde(default)]
    pub(super) examples: Vec<Example>,
    #[serde(default)]
    pub(super) never: Vec<String>,
}

impl Cue {
    /// Whether what it attributes was put into words.
    pub fn voiced(&self) -> bool {
        self.voiced.unwrap_or(!self.thing && !matches!(self.act, Act::Believe | Act::Want))
    }

    /// Whether it may stand in a frame.
    pub fn stands(&self, frame: Frame) -> bool {
        self.frames.contains(&frame)
    }

    /// The entry's other forms as a cue of one frame of their own.
    pub(super) fn as_frame(&self, frame: Frame, forms: Vec<String>) -> Self {
        Self {
            name: self.name.clone(),
            as_word: self.as_word.clone(),
            frames: vec![frame],
            forms,
            participles: Vec::new(),
            passives: Vec::new(),
            nouns: Vec::new(),
            examples: Vec::new(),
            never: Vec::new(),
            ..*self
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Example {
    pub(super) text: String,
    pub(super) content: String,
    #[serde(default)]
    pub(super) source: Option<String>,
    #[serde(default)]
    pub(super) addressee: Option<String>,
}
