//! Scores names: strict and relaxed micro F1 by label, over the labelled sets and the seeds.

use crate::sets::{self, Ratio};
use runut::lang::Packs;
use runut::model::{Article, Block, BlockKind, MentionKind, Span};
use runut::ner::tagger::{self, Model};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A sentence of a labelled set.
#[derive(Deserialize)]
pub struct Labelled {
    /// The document it stands in.
    #[serde(default)]
    pub doc: Option<String>,
    /// Code of its language.
    pub lang: String,
    /// Its words.
    pub tokens: Vec<String>,
    /// A tag for each of them: `O`, `B-PER`, `I-PER` …
    pub tags: Vec<String>,
}

impl Labelled {
    /// The people, organisations and places: first word, one past the last, label.
    pub fn names(&self) -> Vec<Name> {
        gold_names(&self.tags)
    }
}

/// A page of the seeds with its names.
#[derive(Deserialize)]
struct Seed {
    lang: String,
    text: String,
    entities: Vec<SeedName>,
}

#[derive(Deserialize)]
struct SeedName {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    canonical: String,
    zone: String,
}

const SETS: [&str; 6] =
    ["id_idner_news_2k", "id_nerui", "id_nergrit", "en_worldwide", "en_wikigold", "en_re3d"];

/// A name: first and one past the last unit, and its label.
pub type Name = (usize, usize, &'static str);

fn label(kind: MentionKind) -> Option<&'static str> {
    match kind {
        MentionKind::Person => Some("PER"),
        MentionKind::Organisation => Some("ORG"),
        MentionKind::Place => Some("LOC"),
        _ => None,
    }
}

fn gold_label(tag: &str) -> Option<&'static str> {
    match tag {
        "PER" => Some("PER"),
        "ORG" => Some("ORG"),
        "LOC" | "GPE" => Some("LOC"),
        _ => None,
    }
}

/// An article of paragraphs, blank lines between.
fn article(paragraphs: &[String], language: &str) -> Article {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for paragraph in paragraphs {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(paragraph);
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, text.len()) });
    }
    Article { text, blocks, language: language.to_owned(), given: true, ..Article::default() }
}

/// Gold and found names side by side.
#[derive(Default)]
pub struct Tally {
    strict: BTreeMap<&'static str, Ratio>,
    relaxed: BTreeMap<&'static str, Ratio>,
    errors: Vec<String>,
}

impl Tally {
    fn add(&mut self, gold: &[Name], found: &[Name], words: impl Fn(Name) -> String) {
        for name in gold {
            self.strict.entry(name.2).or_default().gold += 1;
            self.relaxed.entry(name.2).or_default().gold += 1;
        }
        for name in found {
            self.strict.entry(name.2).or_default().found += 1;
            self.relaxed.entry(name.2).or_default().found += 1;
        }
        let mut used = vec![false; found.len()];
        for name in gold {
            if found.contains(name) {
                self.strict.entry(name.2).or_default().right += 1;
            } else {
                self.errors.push(format!("MISS  {} {}", name.2, words(*name)));
            }
            let fits = |(at, other): &(usize, &Name)| {
                !used[*at] && other.2 == name.2 && other.0 < name.1 && name.0 < other.1
            };
            if let Some((at, _)) = found.iter().enumerate().find(fits) {
                used[at] = true;
                self.relaxed.entry(name.2).or_default().right += 1;
            }
        }
        for name in found.iter().filter(|name| !gold.contains(name)) {
            self.errors.push(format!("EXTRA {} {}", name.2, words(*name)));
        }
    }

    /// Counts what another counted, too.
    pub fn extend(&mut self, other: Self) {
        for (sums, scores) in [(&mut self.strict, other.strict), (&mut self.relaxed, other.relaxed)] {
            for (label, score) in scores {
                let sum = sums.entry(label).or_default();
                *sum = *sum + score;
            }
        }
        self.errors.extend(other.errors);
    }

    fn all(scores: &BTreeMap<&'static str, Ratio>) -> Ratio {
        scores.values().fold(Ratio::default(), |sum, one| sum + *one)
    }
}

/// Prints the scores; fails when one is under its floor.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let packs = Packs::bundled()?;
    let errors = sets::errors_wanted(arguments);
    let mut floors = sets::Floors::of("names")?;
    for set in SETS {
        let Some(lines) = sets::lines::<Labelled>(&format!("data/names/{set}.jsonl"))? else { continue };
        let tally = labelled(&lines.iter().collect::<Vec<_>>(), &packs, Some(tagger::shipped()));
        report(set, &tally, errors);
        hold(set, &tally, &mut floors);
    }
    if let Some(pages) = sets::lines::<Seed>("data/names/id_seeds_spans.jsonl")? {
        let tally = seeds(&pages, &packs);
        report("seeds", &tally, errors);
        hold("seeds", &tally, &mut floors);
    }
    floors.verdict()
}

/// Prints the scores of a set, and so many of its errors.
pub fn report(set: &str, tally: &Tally, errors: usize) {
    let (strict, relaxed) = (Tally::all(&tally.strict), Tally::all(&tally.relaxed));
    println!("{set}: strict {strict} | relaxed {relaxed}");
    for (label, score) in &tally.strict {
        println!("  {label}: strict {score} | relaxed {}", tally.relaxed[label]);
    }
    let step = (tally.errors.len() / errors.max(1)).max(1);
    tally.errors.iter().step_by(step).take(errors).for_each(|error| println!("    {error}"));
}

fn hold(set: &str, tally: &Tally, floors: &mut sets::Floors) {
    floors.hold(&format!("{set}.strict"), Tally::all(&tally.strict).f1());
    let person = tally.strict.get("PER").copied().unwrap_or_default();
    floors.hold(&format!("{set}.person_precision"), person.precision());
}

/// Sentences of one document are read together, as one article; a sentence without a document is one by itself.
pub fn labelled(lines: &[&Labelled], packs: &Packs, model: Option<&Model>) -> Tally {
    let mut tally = Tally::default();
    let mut start = 0;
    while start < lines.len() {
        let mut end = start + 1;
        while end < lines.len() && lines[start].doc.is_some() && lines[end].doc == lines[start].doc {
            end += 1;
        }
        let document = &lines[start..end];
        let paragraphs: Vec<String> = document.iter().map(|line| line.tokens.join(" ")).collect();
        let article = article(&paragraphs, &document[0].lang);
        let blocks = article.blocks.clone();
        let tokens = runut::segment::tokens(&article);
        let quotations = runut::segment::quotations(&article);
        let sentences = runut::segment::sentences(&article, &quotations, &packs.languages);
        let (mentions, _) = runut::ner::mentions_by(&article, &tokens, &sentences, packs, model);
        for (line, block) in document.iter().zip(&blocks) {
            let base = block.span.start as usize;
            let mut ends = Vec::new();
            let mut at = base;
            for token in &line.tokens {
                ends.push(at + token.len());
                at += token.len() + 1;
            }
            let token_of = |byte: u32| ends.partition_point(|end| *end <= byte as usize);
            let mut found: Vec<Name> = Vec::new();
            for mention in mentions.iter().filter(|mention| block.span.contains(mention.span)) {
                if let Some(label) = label(mention.kind) {
                    found.push((token_of(mention.span.start), token_of(mention.span.end - 1) + 1, label));
                }
            }
            let gold = gold_names(&line.tags);
            tally.add(&gold, &found, |(from, to, _)| {
                let to = to.min(line.tokens.len());
                let around = (from.saturating_sub(4), (to + 4).min(line.tokens.len()));
                format!(
                    "{} [{}] {}",
                    line.tokens[around.0..from].join(" "),
                    line.tokens[from..to].join(" "),
                    line.tokens[to..around.1].join(" ")
                )
            });
        }
        start = end;
    }
    tally
}

/// The names of a BIO tag row.
fn gold_names(tags: &[String]) -> Vec<Name> {
    let mut names = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for (at, tag) in tags.iter().map(String::as_str).chain(["O"]).enumerate() {
        let label = tag.get(2..).unwrap_or("");
        if let Some((start, inside)) = open
            && (tag == "O" || tag.starts_with('B') || label != inside)
        {
            names.extend(gold_label(inside).map(|label| (start, at, label)));
            open = None;
        }
        if tag != "O" && open.is_none() {
            open = Some((at, label));
        }
    }
    names
}

/// The seeds' pages, line by line, without the lines that gold calls furniture or credit; also how often the
/// canonical name is gold's.
fn seeds(pages: &[Seed], packs: &Packs) -> Tally {
    let mut tally = Tally::default();
    for page in pages {
        let starts: Vec<usize> =
            page.text.char_indices().map(|(at, _)| at).chain([page.text.len()]).collect();
        let line_of = |at: usize| page.text[..starts[at]].matches('\n').count();
        let outside = ["furniture", "byline", "editor", "credit", "provenance", "kicker"];
        let left_out: Vec<usize> = page
            .entities
            .iter()
            .filter(|name| outside.contains(&name.zone.as_str()))
            .map(|name| line_of(name.start))
            .collect();
        let inside: Vec<usize> = page
            .entities
            .iter()
            .filter(|name| !outside.contains(&name.zone.as_str()))
            .map(|name| line_of(name.start))
            .collect();
        let mut blocks = Vec::new();
        let mut at = 0;
        for (number, line) in page.text.split('\n').enumerate() {
            let start = at + (line.len() - line.trim_start().len());
            let words = line.trim();
            if !words.is_empty() && inside.contains(&number) && !left_out.contains(&number) {
                let title =
                    page.entities.iter().any(|name| name.zone == "title" && line_of(name.start) == number);
                let kind = if title { BlockKind::Title } else { BlockKind::Paragraph };
                blocks.push(Block { kind, span: Span::new(start, start + words.len()) });
            }
            at += line.len() + 1;
        }
        let article = Article {
            text: page.text.clone(),
            blocks: blocks.clone(),
            language: page.lang.clone(),
            given: true,
            ..Article::default()
        };
        let reading = runut::annotate(article, packs);
        let gold: Vec<(Name, &str)> = page
            .entities
            .iter()
            .filter(|name| {
                let span = Span::new(starts[name.start], starts[name.end]);
                blocks.iter().any(|block| block.span.contains(span))
            })
            .filter_map(|name| {
                Some((
                    (starts[name.start], starts[name.end], gold_label(&name.kind)?),
                    name.canonical.as_str(),
                ))
            })
            .collect();
        let mut found: Vec<Name> = Vec::new();
        for mention in &reading.annotations.mentions {
            let Some(label) = label(mention.kind) else { continue };
            let name = (mention.span.start as usize, mention.span.end as usize, label);
            found.push(name);
            let shown = &reading.annotations.entities[mention.entity].name;
            if let Some((_, canonical)) = gold.iter().find(|(other, _)| *other == name)
                && canonical != shown
                && label == "PER"
            {
                println!("  named {shown:?}, gold {canonical:?}: {}", &page.text[name.0..name.1]);
            }
        }
        let gold: Vec<Name> = gold.into_iter().map(|(name, _)| name).collect();
        tally.add(&gold, &found, |(from, to, _)| page.text[from..to].to_owned());
    }
    tally
}
