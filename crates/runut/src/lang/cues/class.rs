//! What a word may be in an attribution.

/// What a word may be in an attribution; a word may be several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Class {
    /// Denies the cue.
    Negator = 1,
    /// May stand between source and cue.
    Adverb = 1 << 1,
    /// Cancels a cue right after it.
    Blocker = 1 << 2,
    /// Opens the content.
    Complementizer = 1 << 3,
    /// Stands before the one spoken to.
    Addressing = 1 << 4,
    /// Is spoken to in general.
    Audience = 1 << 5,
    /// Ends an inverted source.
    Preposition = 1 << 6,
    /// Begins a phrase set before the subject.
    Fronting = 1 << 7,
    /// Ends the content after a comma.
    Contrast = 1 << 8,
    /// Third person singular.
    HeOrShe = 1 << 9,
    /// Third person plural.
    They = 1 << 10,
    /// First person.
    FirstPerson = 1 << 11,
    /// Makes the description before it point back.
    PointingAfter = 1 << 12,
    /// Makes the description after it point back.
    PointingBefore = 1 << 13,
    /// Passes speech on to the body named after it.
    Transparent = 1 << 14,
    /// What somebody said.
    SpeechNoun = 1 << 15,
    /// An occasion or document in which something is said.
    Setting = 1 << 16,
    /// Stands before a setting.
    SettingPreposition = 1 << 17,
    /// Meeting somebody.
    Meeting = 1 << 18,
    /// Stands between the meeting and whom.
    MeetingWith = 1 << 19,
    /// Stands between two who speak together.
    Together = 1 << 20,
    /// Begins a relative clause.
    Relative = 1 << 21,
    /// Tells where speech was printed.
    Printed = 1 << 22,
    /// Head noun of a described person.
    DescribesPerson = 1 << 23,
    /// Head noun of a described place.
    DescribesPlace = 1 << 24,
    /// Head noun of a described agency.
    DescribesAgency = 1 << 25,
    /// Stands before the agent of a passive, inside a source ("a statement released by her ministry").
    Agent = 1 << 28,
    /// Stands before a day that begins or ends something else ("since July").
    SpansFrom = 1 << 29,
    /// Tells something without being anybody ("survey"), where it heads a source.
    Thing = 1 << 37,
    /// Stands before many who are told of as one ("several").
    Crowd = 1 << 38,
    /// Stands before a noun that nobody has heard of yet ("a").
    Article = 1 << 39,
    /// Begins a sentence that ends with whom it introduces ("salah satunya").
    Introduces = 1 << 40,
    /// Stands before a second verb of whoever speaks ("seraya").
    Beside = 1 << 46,
    /// Stands for what was told before, where a word that points follows ("hal itu").
    Referred = 1 << 47,
    /// Shows a meeting that is still to come ("upcoming").
    Ahead = 1 << 48,
    /// Begins no description of somebody ("including").
    NoOpening = 1 << 45,
    /// Is referred to without speaking ("according to plan").
    NoSource = 1 << 36,
    /// Tells of a man.
    Male = 1 << 26,
    /// Tells of a woman.
    Female = 1 << 27,
    /// Begins a clause, and so stands before its subject.
    Opener = 1 << 30,
    /// Begins a phrase or clause that tells when, why or how, and ends a phrase before it.
    Adverbial = 1 << 31,
    /// A form of "to be".
    Copula = 1 << 32,
    /// Stands before the verb of a clause ("has", "will").
    Auxiliary = 1 << 33,
    /// Opens content that is a deed ("to").
    Infinitive = 1 << 34,
    /// Tells whose something is ("his").
    Possessive = 1 << 35,
    /// Stands for a clause that follows ("it is said that").
    Expletive = 1 << 41,
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// Adds a class.
    pub(super) fn add(&mut self, class: Class) {
        self.0 |= class as u64;
    }

    /// Whether the class is among them.
    pub fn has(self, class: Class) -> bool {
        self.0 & class as u64 != 0
    }
}
