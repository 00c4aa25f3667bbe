//! Scores statements on the invented articles of `corpus/statements`, in which every statement is marked.
//!
//! One half (`held-out`) was written before anybody looked at what the rules make of it and only measures; the other
//! (`worked-on`) is what rules were improved on. A finding is right when its content overlaps a marked one by a Jaccard
//! index of letters of at least one half, one to one, best first. How the marks look: `corpus/statements/README.md`.

use crate::quotes::{letters, name_words};
use crate::sets::{Floors, Ratio};
use crate::texts;
use anyhow::Context;
use runut::lang::Packs;
use runut::model::{Confidence, Polarity, Reading, Span, SpeakerHow, Statement, StatementKind};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// An article as it lies in the folder.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    outlet: String,
    published: String,
    /// The day of every statement that names none of its own.
    #[serde(default)]
    on: String,
    text: String,
    statements: BTreeMap<String, Label>,
}

/// What is marked about one statement. The speaker stands under the kind; empty where nobody can be named, and with
/// `|` between names that are all right.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    direct: Option<String>,
    indirect: Option<String>,
    mixed: Option<String>,
    on: Option<String>,
    to: Option<String>,
    #[serde(default)]
    via: Vec<String>,
    #[serde(default)]
    negated: bool,
    act: Option<String>,
}

impl Label {
    fn speaker(&self) -> &str {
        self.direct.as_deref().or(self.indirect.as_deref()).or(self.mixed.as_deref()).unwrap_or("")
    }
}

/// The text without its marks, and the spans of each: `{c1:…}` content, `{s1:…}` source, `{q1:…}` cue, `{qs1:…}` cue
/// and source in one word, `{o:…}` what may count as content or not, `{x:…}` what is no statement.
#[derive(Default)]
struct Marked {
    text: String,
    spans: BTreeMap<(char, String), Vec<Span>>,
}

impl Marked {
    fn of(&self, what: char, id: &str) -> &[Span] {
        self.spans.get(&(what, id.to_owned())).map(Vec::as_slice).unwrap_or_default()
    }

    fn read(marked: &str) -> anyhow::Result<Self> {
        let mut read = Self::default();
        let mut open: Vec<(&str, usize)> = Vec::new();
        let mut rest = marked;
        while let Some(at) = rest.find(['{', '}']) {
            read.text.push_str(&rest[..at]);
            if rest[at..].starts_with('{') {
                let (mark, after) = rest[at + 1..].split_once(':').context("a mark without a colon")?;
                open.push((mark, read.text.len()));
                rest = after;
            } else {
                let (mark, start) = open.pop().context("a mark is closed that was not open")?;
                let kinds = mark.trim_end_matches(|c: char| c.is_ascii_digit());
                anyhow::ensure!(matches!(kinds, "c" | "s" | "q" | "qs" | "o" | "x"), "{{{mark}: is no mark");
                for kind in kinds.chars() {
                    let key = (kind, mark[kinds.len()..].to_owned());
                    read.spans.entry(key).or_default().push(Span::new(start, read.text.len()));
                }
                rest = &rest[at + 1..];
            }
        }
        anyhow::ensure!(open.is_empty(), "marks left open: {open:?}");
        read.text.push_str(rest);
        Ok(read)
    }
}

/// Right ones of those that say something.
#[derive(Clone, Copy, Default)]
struct Share {
    right: usize,
    all: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    fn value(self) -> f64 {
        if self.all == 0 { 1.0 } else { self.right as f64 / self.all as f64 }
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:.3} of {}", self.value(), self.all)
    }
}

/// What one half of the articles shows.
#[derive(Default)]
struct Counts {
    articles: usize,
    direct: Ratio,
    indirect: Ratio,
    /// As above, right only with the right speaker.
    indirect_spoken: Ratio,
    direct_spoken: Ratio,
    sure: Share,
    clitic: Share,
    referring: Share,
    polarity: Share,
    act: Share,
    /// Whether the days found hold the marked one.
    day: Share,
    /// The same, of the statements for which one day is found.
    one_day: Share,
    addressee: Share,
    chain: Share,
    traps: usize,
    traps_found: usize,
}

/// Prints and holds the scores of both halves.
///
/// # Errors
/// Where an article of the folder cannot be read.
pub fn run(packs: &Packs, floors: &mut Floors, only: Option<&str>, shown: usize) -> anyhow::Result<()> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus/statements/id");
    for (label, half) in [("own_held_out", "held-out"), ("own_worked_on", "worked-on")] {
        if only.is_some_and(|only| only != label) {
            continue;
        }
        let mut counts = Counts::default();
        let mut errors = Vec::new();
        for path in texts::files(&folder.join(half))? {
            score(&path, packs, &mut counts, &mut errors)
                .with_context(|| format!("reading {}", path.display()))?;
        }
        print(label, &counts);
        errors.iter().take(shown).for_each(|error| println!("    {error}"));
        floors.hold(&format!("{label}.indirect_precision"), counts.indirect.precision());
        floors.hold(&format!("{label}.indirect_recall"), counts.indirect.recall());
        floors.hold(&format!("{label}.indirect_with_speaker"), counts.indirect_spoken.precision());
        floors.hold(&format!("{label}.direct"), counts.direct.f1());
        floors.hold(&format!("{label}.sure"), counts.sure.value());
    }
    Ok(())
}

fn print(label: &str, counts: &Counts) {
    let Counts { articles, direct, indirect, direct_spoken, indirect_spoken, .. } = counts;
    println!("{label}: {articles} articles | indirect {indirect} | direct {direct}");
    println!("{label}: with the right speaker: indirect {indirect_spoken} | direct {direct_spoken}");
    println!(
        "{label}: sure {} | clitic {} | pronoun or description {} | polarity {} | act {} | day held {}, one day told {} | addressee {} | \
         chain {} | {} of {} traps found",
        counts.sure,
        counts.clitic,
        counts.referring,
        counts.polarity,
        counts.act,
        counts.day,
        counts.one_day,
        counts.addressee,
        counts.chain,
        counts.traps_found,
        counts.traps
    );
}

fn score(path: &Path, packs: &Packs, counts: &mut Counts, errors: &mut Vec<String>) -> anyhow::Result<()> {
    let file: File = toml::from_str(&std::fs::read_to_string(path)?)?;
    let marked = Marked::read(file.text.trim())?;
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    for (kind, number) in marked.spans.keys() {
        anyhow::ensure!(
            matches!(kind, 'o' | 'x') || file.statements.contains_key(number),
            "{number} is marked, not told"
        );
    }
    let mut article = texts::article(&id, &marked.text, "id", Some(&file.published));
    article.outlet = Some(runut::model::Stated::given(file.outlet.clone(), "gold"));
    if let Some(first) = article.blocks.first_mut() {
        first.kind = runut::model::BlockKind::Title;
    }
    let reading = runut::annotate(article, packs);
    let text = &reading.article.text;
    let found: Vec<(&Statement, BTreeSet<u32>)> =
        reading.annotations.statements.iter().map(|s| (s, letters(text, &s.content))).collect();
    let labels: Vec<(&str, &Label, BTreeSet<u32>)> = file
        .statements
        .iter()
        .map(|(id, label)| (id.as_str(), label, letters(text, marked.of('c', id))))
        .collect();
    let mut pairs = Vec::new();
    for (g, (number, _, gold)) in labels.iter().enumerate() {
        anyhow::ensure!(!gold.is_empty(), "{number} has no content");
        for (f, (_, finding)) in found.iter().enumerate() {
            let common = gold.intersection(finding).count();
            let union = gold.len() + finding.len() - common;
            if common * 2 >= union {
                pairs.push((common as f64 / union as f64, g, f));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut of_gold, mut of_found) = (vec![None; labels.len()], vec![None; found.len()]);
    for (_, g, f) in pairs {
        if of_gold[g].is_none() && of_found[f].is_none() {
            of_gold[g] = Some(f);
            of_found[f] = Some(g);
        }
    }
    counts.articles += 1;
    let start = |spans: &[Span]| spans.first().map_or("", |span| span.of(text)).chars().take(70).collect();
    for (g, (number, label, _)) in labels.iter().enumerate() {
        let is_direct = label.direct.is_some();
        let (ratio, spoken) = match is_direct {
            true => (&mut counts.direct, &mut counts.direct_spoken),
            false => (&mut counts.indirect, &mut counts.indirect_spoken),
        };
        ratio.gold += 1;
        spoken.gold += 1;
        if of_gold[g].is_none() {
            let words: String = start(marked.of('c', number));
            errors.push(format!("{id} {number} MISS {words:?} by {:?}", label.speaker()));
        }
    }
    let overlaps = |what: char, found: &BTreeSet<u32>| {
        marked.of(what, "").iter().any(|span| {
            let marked = letters(text, &[*span]);
            marked.intersection(found).count() * 2 >= found.len().max(1)
        })
    };
    for (f, (statement, found)) in found.iter().enumerate() {
        if of_found[f].is_none() && overlaps('o', found) {
            continue;
        }
        let (ratio, spoken) = match statement.kind {
            StatementKind::Direct => (&mut counts.direct, &mut counts.direct_spoken),
            _ => (&mut counts.indirect, &mut counts.indirect_spoken),
        };
        ratio.found += 1;
        spoken.found += 1;
        let trap = overlaps('x', found);
        counts.traps_found += usize::from(trap);
        let words: String = start(&statement.content);
        let Some(g) = of_found[f] else {
            errors.push(format!(
                "{id} FALSE {:?} says {words:?} ({}{})",
                statement.speaker_name,
                statement.rule,
                if trap { ", a trap" } else { "" }
            ));
            continue;
        };
        let (number, label, _) = &labels[g];
        let right = same_speaker(&reading, statement, label.speaker(), marked.of('s', number));
        ratio.right += 1;
        spoken.right += usize::from(right);
        if !right {
            errors.push(format!(
                "{id} {number} SPEAKER {words:?} gold {:?} found {:?} {:?} ({}, {:?}: {})",
                label.speaker(),
                statement.speaker_name,
                statement.confidence,
                statement.rule,
                statement.speaker_how,
                statement.speaker_why
            ));
        }
        if statement.confidence == Confidence::Sure && statement.speaker_name.is_some() {
            counts.sure.add(right);
        }
        if marked.spans.get(&('s', (*number).to_owned())) == marked.spans.get(&('q', (*number).to_owned()))
            && !marked.of('s', number).is_empty()
        {
            counts.clitic.add(right);
        } else if matches!(statement.speaker_how, Some(SpeakerHow::Pronoun | SpeakerHow::Description)) {
            counts.referring.add(right);
        }
        details(&id, number, label, &file.on, statement, counts, errors);
    }
    counts.traps += marked.of('x', "").len();
    Ok(())
}

/// A nameless speaker is right when nobody is named, or only the very words that stand there.
fn same_speaker(reading: &Reading, statement: &Statement, gold: &str, source: &[Span]) -> bool {
    let named = name_words(statement.speaker_name.as_deref().unwrap_or(""));
    if gold.is_empty() {
        let printed: BTreeSet<String> =
            source.iter().flat_map(|span| name_words(span.of(&reading.article.text))).collect();
        return statement.speaker.is_none() || named.is_subset(&printed);
    }
    gold.split('|').any(|name| !name_words(name).is_disjoint(&named))
}

/// Day, addressee, chain, polarity and act, where they are marked.
fn details(
    id: &str,
    number: &str,
    label: &Label,
    day: &str,
    statement: &Statement,
    counts: &mut Counts,
    errors: &mut Vec<String>,
) {
    let negated = statement.polarity == Polarity::Negated;
    counts.polarity.add(negated == label.negated);
    if negated != label.negated {
        errors.push(format!("{id} {number} POLARITY negated is {negated}"));
    }
    if let Some(act) = &label.act {
        let found = format!("{:?}", statement.act).to_lowercase();
        counts.act.add(found == *act);
        if found != *act {
            errors.push(format!("{id} {number} ACT gold {act} found {found} ({})", statement.rule));
        }
    }
    if let Some(day) = Some(label.on.as_deref().unwrap_or(day)).filter(|day| !day.is_empty()) {
        // The file's day is often only implied: "by the day of publication" is right, and no more than the text proves.
        let said = statement.said_on.as_ref().map(|said| said.days);
        let gold = runut::model::TimeValue(day.to_owned()).days();
        let within = said.zip(gold).is_some_and(|(said, gold)| {
            said.from.is_none_or(|from| Some(from) <= gold.from)
                && said.to.is_none_or(|to| Some(to) >= gold.to)
        });
        counts.day.add(within);
        if said.is_some_and(|said| said.from.is_some() && said.from == said.to) {
            counts.one_day.add(within);
        }
        if !within {
            errors.push(format!("{id} {number} DAY gold {day} found {said:?}"));
        }
    }
    let addressee = statement.addressee_name.as_deref().unwrap_or("");
    if label.to.is_some() || !addressee.is_empty() {
        let gold = label.to.as_deref().unwrap_or("");
        let right = !name_words(gold).is_disjoint(&name_words(addressee));
        counts.addressee.add(right);
        if !right {
            errors.push(format!("{id} {number} ADDRESSEE gold {gold:?} found {addressee:?}"));
        }
    }
    let links: Vec<&str> = statement.chain.iter().map(|link| link.name.as_str()).collect();
    if !label.via.is_empty() || !links.is_empty() {
        let right = label.via.len() == links.len()
            && label.via.iter().zip(&links).all(|(gold, link)| gold.split('|').any(|name| name == *link));
        counts.chain.add(right);
        if !right {
            errors.push(format!("{id} {number} CHAIN gold {:?} found {links:?}", label.via));
        }
    }
}

#[test]
fn marks_leave_the_text_and_tell_where_they_stood() {
    let read = Marked::read("{c1:Kapal {c2:tiba}},\" {qs1:katanya}.").unwrap();
    assert_eq!(read.text, "Kapal tiba,\" katanya.");
    for (kind, id, expected) in [('c', "1", "Kapal tiba"), ('c', "2", "tiba"), ('s', "1", "katanya")] {
        assert_eq!(read.of(kind, id)[0].of(&read.text), expected);
    }
    assert!(Marked::read("{c1:offen").is_err() && Marked::read("zu}").is_err());
}

#[test]
fn the_invented_articles_hold_their_floors() {
    let packs = Packs::bundled().unwrap();
    let mut floors = Floors::of("quotes").unwrap();
    run(&packs, &mut floors, None, 0).unwrap();
    floors.verdict().unwrap();
}
