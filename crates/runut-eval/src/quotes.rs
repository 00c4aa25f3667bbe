//! Scores statements: PFSA-ID (Indonesian, direct), PolNeAR (English, all kinds) and the seeds.
//!
//! The measures are those of the data's own scorer: only letters and digits count; *strict* is the same set of
//! content characters, *relaxed* a Jaccard index of at least one half, one to one, best first; *with speaker* is
//! relaxed with a source that overlaps the labelled one or shares a name word with it.

use crate::sets::Floors;
use crate::texts;
use runut::lang::Packs;
use runut::model::{Polarity, Reading, Span, StatementKind};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// Titles that name nobody.
const TITLES: [&str; 19] = [
    "presiden",
    "menteri",
    "gubernur",
    "bupati",
    "wali",
    "kota",
    "ketua",
    "direktur",
    "kepala",
    "the",
    "president",
    "mr",
    "mrs",
    "ms",
    "dr",
    "said",
    "pak",
    "ibu",
    "pemimpin",
];

/// Counts of one set.
#[derive(Default, Clone, Copy)]
pub struct Counts {
    gold: usize,
    found: usize,
    strict: usize,
    relaxed: usize,
    sourced: usize,
    matched_sourced: usize,
    speaker: usize,
    sure: usize,
    sure_right: usize,
    /// Those whose source is only told by a clitic ("katanya").
    clitic: usize,
    clitic_right: usize,
}

fn f1(right: usize, gold: usize, found: usize) -> f64 {
    if gold + found == 0 { 0.0 } else { 2.0 * right as f64 / (gold + found) as f64 }
}

impl Counts {
    /// Strict, relaxed, with speaker: F1; and the share of right speakers among matched statements.
    pub fn scores(&self) -> [f64; 5] {
        [
            f1(self.strict, self.gold, self.found),
            f1(self.relaxed, self.gold, self.found),
            f1(self.speaker, self.sourced, self.found),
            self.speaker as f64 / self.matched_sourced.max(1) as f64,
            self.sure_right as f64 / self.sure.max(1) as f64,
        ]
    }
}

/// A labelled or found statement, ready to compare.
struct Item {
    letters: BTreeSet<u32>,
    source: BTreeSet<u32>,
    names: BTreeSet<String>,
    kind: String,
    words: String,
    quoted: bool,
    sure: bool,
    /// The step that found the speaker.
    why: &'static str,
}

pub(crate) fn letters(text: &str, spans: &[Span]) -> BTreeSet<u32> {
    let mut all = BTreeSet::new();
    for span in spans {
        let part = span.of(text);
        all.extend(
            part.char_indices().filter(|(_, c)| c.is_alphanumeric()).map(|(at, _)| span.start + at as u32),
        );
    }
    all
}

pub(crate) fn name_words(text: &str) -> BTreeSet<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| word.chars().count() > 2 && !TITLES.contains(word))
        .map(str::to_owned)
        .collect()
}

fn spans(value: &Value, offsets: &[u32]) -> Vec<Span> {
    let at = |part: &Value, key: &str| offsets.get(part[key].as_u64()? as usize).copied();
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|part| Some(Span { start: at(part, "start")?, end: at(part, "end")? })).collect()
}

fn gold(line: &Value, text: &str) -> Vec<Item> {
    let offsets = texts::byte_offsets(text);
    let statements = line["statements"].as_array().map(Vec::as_slice).unwrap_or_default();
    statements
        .iter()
        .filter(|s| !s["polarity"].as_str().unwrap_or("").starts_with("neg"))
        .map(|s| {
            let (content, source) = (spans(&s["content"], &offsets), spans(&s["source"], &offsets));
            let mut names: BTreeSet<String> =
                source.iter().flat_map(|span| name_words(span.of(text))).collect();
            names.extend(name_words(s["speaker_resolved"].as_str().unwrap_or("")));
            Item {
                letters: letters(text, &content),
                source: letters(text, &source),
                names,
                kind: s["type"].as_str().unwrap_or("").to_owned(),
                words: content.first().map_or("", |span| span.of(text)).chars().take(70).collect(),
                quoted: true,
                sure: true,
                why: "",
            }
        })
        .filter(|item| !item.letters.is_empty())
        .collect()
}

fn found(reading: &Reading) -> Vec<Item> {
    let text = &reading.article.text;
    let statements = reading.annotations.statements.iter();
    statements
        .filter(|s| s.polarity == Polarity::Affirmed)
        .map(|s| {
            let mut names: BTreeSet<String> =
                s.source.iter().flat_map(|span| name_words(span.of(text))).collect();
            names.extend(name_words(s.speaker_name.as_deref().unwrap_or("")));
            Item {
                letters: letters(text, &s.content),
                source: letters(text, &s.source),
                names,
                kind: format!("{:?}/{}", s.kind, s.rule),
                words: s.content.first().map_or("", |span| span.of(text)).chars().take(70).collect(),
                quoted: s.kind != StatementKind::Indirect,
                sure: s.confidence == runut::model::Confidence::Sure && s.speaker_name.is_some(),
                why: s.speaker_why,
            }
        })
        .collect()
}

/// One comparison of a labelled file.
struct Task {
    name: &'static str,
    /// Labels of these kinds alone; none are all.
    kinds: &'static [&'static str],
    /// Findings that touch no label do not count: the file lists only some people's words.
    listed_only: bool,
    /// Findings without quotation marks do not count.
    quoted_only: bool,
}

/// Compares one document.
fn compare(
    id: &str,
    mut gold: Vec<Item>,
    mut found: Vec<Item>,
    task: &Task,
    counts: &mut Counts,
    errors: &mut Vec<String>,
) {
    let Task { kinds, listed_only, quoted_only, .. } = *task;
    found.retain(|item| item.quoted || !quoted_only);
    let mut other = Vec::new();
    if !kinds.is_empty() {
        (gold, other) = gold.into_iter().partition(|item| kinds.contains(&item.kind.as_str()));
    }
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (g, label) in gold.iter().enumerate() {
        for (f, finding) in found.iter().enumerate() {
            let common = label.letters.intersection(&finding.letters).count();
            if common > 0 {
                let union = label.letters.len() + finding.letters.len() - common;
                pairs.push((common as f64 / union as f64, g, f));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut of_gold, mut of_found) = (vec![None; gold.len()], vec![None; found.len()]);
    for (share, g, f) in pairs {
        if share >= 0.5 && of_gold[g].is_none() && of_found[f].is_none() {
            of_gold[g] = Some(f);
            of_found[f] = Some(g);
        }
    }
    let all: BTreeSet<u32> = gold.iter().flat_map(|item| item.letters.iter().copied()).collect();
    for (f, finding) in found.iter().enumerate() {
        let touches = !finding.letters.is_disjoint(&all);
        let elsewhere = other.iter().any(|item| !item.letters.is_disjoint(&finding.letters));
        if of_found[f].is_none() {
            if !touches && (listed_only || (!kinds.is_empty() && elsewhere)) {
                continue;
            }
            errors.push(format!("{id} EXTRA {} {:?}", finding.kind, finding.words));
        }
        counts.found += 1;
    }
    counts.gold += gold.len();
    for (g, label) in gold.iter().enumerate() {
        let sourced = !label.source.is_empty() || !label.names.is_empty();
        counts.sourced += usize::from(sourced);
        let Some(f) = of_gold[g] else {
            errors.push(format!("{id} MISS {} {:?}", label.kind, label.words));
            continue;
        };
        counts.relaxed += 1;
        counts.strict += usize::from(found[f].letters == label.letters);
        if sourced {
            counts.matched_sourced += 1;
            let right =
                !label.source.is_disjoint(&found[f].source) || !label.names.is_disjoint(&found[f].names);
            counts.speaker += usize::from(right);
            if label.source.is_empty() {
                counts.clitic += 1;
                counts.clitic_right += usize::from(right);
            }
            if found[f].sure {
                counts.sure += 1;
                counts.sure_right += usize::from(right);
            }
            if !right {
                errors.push(format!(
                    "{id} SPEAKER {:?} gold {:?} found {:?} sure {} ({}) {}",
                    label.words, label.names, found[f].names, found[f].sure, found[f].why, found[f].kind
                ));
            }
        }
    }
}

/// A labelled document and what was found in it.
struct Document {
    label: Value,
    reading: Reading,
}

/// Reads the documents of one labelled file.
fn documents(name: &str, packs: &Packs) -> anyhow::Result<Option<Vec<Document>>> {
    let Some(shared) = texts::shared() else { return Ok(None) };
    let read = |label: Value| {
        let text = |key: &str| label[key].as_str().unwrap_or("");
        let article = texts::article(text("id"), text("text"), text("lang"), None);
        let reading = runut::annotate(article, packs);
        Document { label, reading }
    };
    let lines = texts::json_lines(&shared.join("data/quotes").join(name))?;
    Ok(Some(lines.into_iter().map(read).collect()))
}

/// Scores one labelled file.
fn score(documents: &[Document], task: &Task) -> (Counts, Vec<String>) {
    let mut counts = Counts::default();
    let mut errors = Vec::new();
    for Document { label, reading } in documents {
        let (id, text) = (label["id"].as_str().unwrap_or(""), label["text"].as_str().unwrap_or(""));
        compare(id, gold(label, text), found(reading), task, &mut counts, &mut errors);
    }
    (counts, errors)
}

/// What was found, as the data's own scorer reads it: one document a line, offsets in code points.
fn predictions(documents: &[Document]) -> String {
    let line = |document: &Document| {
        let reading = &document.reading;
        let points = texts::byte_offsets(&reading.article.text);
        let spans = |spans: &[Span]| -> Vec<Value> {
            let point = |at: u32| points.binary_search(&at).unwrap_or_default();
            spans.iter().map(|span| json!({"start": point(span.start), "end": point(span.end)})).collect()
        };
        let statements = reading.annotations.statements.iter();
        let statements = statements.filter(|s| s.polarity == Polarity::Affirmed).map(|s| {
            json!({
                "content": spans(&s.content), "cue": spans(&s.cue), "source": spans(&s.source), "act": s.act,
                "speaker_resolved": s.speaker_name, "confidence": s.confidence, "rule": s.rule, "type": s.kind,
            })
        });
        let statements: Vec<Value> = statements.collect();
        format!("{}\n", json!({"id": document.label["id"], "statements": statements}))
    };
    documents.iter().map(line).collect()
}

/// The argument after a flag.
fn after<'a>(arguments: &'a [String], flag: &str) -> Option<&'a String> {
    arguments.get(arguments.iter().position(|argument| argument == flag)? + 1)
}

const WHOLE: Task = Task { name: "", kinds: &[], listed_only: false, quoted_only: false };
const DIRECT: Task = Task { kinds: &["direct"], ..WHOLE };

/// The labelled files and what is asked of each.
const FILES: [(&str, &[Task]); 3] = [
    ("id_pfsa", &[Task { name: "pfsa_direct", listed_only: true, ..DIRECT }]),
    (
        "en_polnear",
        &[
            Task { name: "polnear_direct", quoted_only: true, ..DIRECT },
            // As the data's own scorer counts them: every finding that touches no label, quoted or not, is wrong.
            Task { name: "polnear_direct_any", ..DIRECT },
            Task { name: "polnear_all", ..WHOLE },
        ],
    ),
    ("id_seeds", &[Task { name: "seeds", ..WHOLE }]),
];

/// Prints the scores of every set; fails where one is under its floor.
///
/// `--errors N` shows the first errors of each set, `--write FOLDER` writes what was found.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let packs = texts::packs(arguments)?;
    let shown: usize = after(arguments, "--errors").and_then(|count| count.parse().ok()).unwrap_or(0);
    let mut floors = Floors::of("quotes")?;
    let only = arguments.first().filter(|name| !name.starts_with("--"));
    for (name, tasks) in FILES {
        if only.is_some_and(|only| only != name) {
            continue;
        }
        let Some(documents) = documents(&format!("{name}.jsonl"), &packs)? else {
            eprintln!("SKIPPED {name}: ../shared is not there");
            continue;
        };
        if let Some(folder) = after(arguments, "--write") {
            std::fs::write(Path::new(folder).join(format!("{name}.jsonl")), predictions(&documents))?;
        }
        for task in tasks {
            let (counts, errors) = score(&documents, task);
            let label = task.name;
            let [strict, relaxed, with_speaker, speaker, sure] = counts.scores();
            println!(
                "{label}: gold {} found {} | strict {strict:.3} relaxed {relaxed:.3} with speaker {with_speaker:.3} | \
                 speaker {speaker:.3} of {} | sure {sure:.3} of {}",
                counts.gold, counts.found, counts.matched_sourced, counts.sure
            );
            if counts.clitic > 0 {
                let share = counts.clitic_right as f64 / counts.clitic as f64;
                println!("{label}: clitics {share:.3} of {}", counts.clitic);
                floors.hold(&format!("{label}.clitics"), share);
            }
            floors.hold(&format!("{label}.strict"), strict);
            floors.hold(&format!("{label}.relaxed"), relaxed);
            floors.hold(&format!("{label}.with_speaker"), with_speaker);
            floors.hold(&format!("{label}.sure"), sure);
            errors.iter().take(shown).for_each(|error| println!("    {error}"));
        }
    }
    crate::invented::run(&packs, &mut floors, only.map(String::as_str), shown)?;
    floors.verdict()
}
