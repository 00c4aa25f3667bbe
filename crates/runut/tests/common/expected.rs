//! `examples/expected.toml`: what a careful reader finds on the sample pages.

use serde::Deserialize;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The pages.
    pub page: Vec<ExpectedPage>,
    /// What shows over all of them.
    pub story: ExpectedStory,
}

/// One page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedPage {
    pub file: String,
    pub language: String,
    pub outlet: String,
    pub title: String,
    #[serde(default)]
    pub published: Option<String>,
    #[serde(default)]
    pub published_guess: Option<String>,
    #[serde(default)]
    pub byline: Vec<String>,
    #[serde(default)]
    pub editor: Option<String>,
    #[serde(default)]
    pub agencies: Vec<String>,
    #[serde(default)]
    pub original: Option<String>,
    pub statements: Vec<ExpectedStatement>,
    pub silent: Vec<String>,
    pub times: Vec<ExpectedTime>,
    pub never: Vec<String>,
}

/// One statement.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedStatement {
    pub says: String,
    pub speaker: String,
    #[serde(default)]
    pub addressee: Option<String>,
    #[serde(default)]
    pub day: Option<String>,
    #[serde(default)]
    pub chain: Vec<String>,
    #[serde(default)]
    pub polarity: Option<String>,
    #[serde(default)]
    pub optional: bool,
}

/// One time.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedTime {
    pub text: String,
    pub value: String,
    #[serde(default)]
    pub likely: Option<String>,
    #[serde(default)]
    pub weekday: Option<String>,
}

/// What shows over all pages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedStory {
    pub outside: Vec<String>,
    pub copies: Vec<[String; 2]>,
    pub disagreements: Vec<ExpectedDisagreement>,
    pub merged: Vec<ExpectedEntry>,
}

/// One disagreement.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedDisagreement {
    pub kind: String,
    pub pages: Vec<String>,
    pub words: Vec<String>,
}

/// One entry of the timeline.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedEntry {
    pub speaker: String,
    pub words: String,
    pub pages: Vec<String>,
    pub independent: u32,
}

/// Reads the file.
pub fn read() -> Expected {
    let path = super::root("examples/expected.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
