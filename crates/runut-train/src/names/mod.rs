//! The tagger of names: `runut-train names [--folds-only]`.
//!
//! Learns from labelled sets whose licence allows it (models/names.md) and from our own sentences (`data/names.*.txt`).
//! Cross-validated on idner-news-2k by stretches of sentences; NER-UI and worldwide-newswire serve for measuring alone.

mod perceptron;
mod sets;
mod written;

use anyhow::Context;
use perceptron::{Learned, Learning, Sentence, learn};
use runut::lang::Packs;
use runut::model::{Article, Block, BlockKind, MentionKind, Span};
use runut::ner::tagger::{Model, View, features, model};
use runut_eval::names::{self, Labelled};
use std::ops::Range;
use std::path::Path;
use written::{Dice, Written};

/// Into how many parts idner-news-2k falls.
const FOLDS: usize = 5;

/// Bits that choose one of the buckets of four features.
const BITS: u32 = 13;

const LEARNING: Learning = Learning { passes: 8, margin: 30, scale: 16, least: 24 };

/// Languages of our own sentences (`data/names.CODE.txt`), and how often each piece is drawn.
const WRITTEN: [(&str, usize); 2] = [("id", 4), ("en", 5)];

/// A text with its names.
#[derive(Clone, Default)]
pub struct Example {
    language: String,
    text: String,
    /// Where paragraphs stand; none: all of it is one.
    paragraphs: Vec<Range<usize>>,
    names: Vec<(Range<usize>, MentionKind)>,
    /// Whether its labels leave out states as actors ("pemerintah Indonesia"), which we name.
    without_states: bool,
}

/// Prints scores of models that did not see what they read, then trains on everything and writes the model.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let packs = Packs::bundled()?;
    let Some(sets) = sets::all()? else { return Ok(()) };
    let mut dice = Dice::new();
    let mut own = Vec::new();
    for (language, times) in WRITTEN {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/names.{language}.txt"));
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let written = Written::read(language, &text);
        for _ in 0..times {
            for example in written.examples(&mut dice)? {
                own.extend(sentences(&example, &packs));
            }
        }
    }
    let kept: Vec<Vec<Sentence>> =
        sets.iter().map(|set| set.examples.iter().flat_map(|one| sentences(one, &packs)).collect()).collect();
    let chosen = |left_out: Option<usize>| -> Vec<&Sentence> {
        let mut chosen: Vec<&Sentence> = own.iter().collect();
        for (set, sentences) in sets.iter().zip(&kept) {
            let count = sentences.len();
            let fold = |at: usize| if set.folded { Some(at * FOLDS / count) } else { None };
            for _ in 0..set.times {
                let kept = sentences.iter().enumerate();
                chosen.extend(
                    kept.filter(|(at, _)| left_out.is_none() || fold(*at) != left_out).map(|(_, one)| one),
                );
            }
        }
        chosen
    };
    let mut folded = names::Tally::default();
    if !arguments.iter().any(|argument| argument == "--no-folds") {
        for fold in 0..FOLDS {
            let bytes = written_down(&learn(&chosen(Some(fold)), &LEARNING));
            let model = Model::read(&bytes)?;
            for set in sets.iter().filter(|set| set.folded) {
                let count = set.lines.len();
                let lines: Vec<&Labelled> =
                    (0..count).filter(|at| at * FOLDS / count == fold).map(|at| &set.lines[at]).collect();
                folded.extend(names::labelled(&lines, &packs, Some(&model)));
            }
        }
        names::report("idner-news-2k, five-fold", &folded, 0);
    }
    let learned = learn(&chosen(None), &LEARNING);
    let bytes = written_down(&learned);
    println!("{} sentences, {} features, {} bytes", chosen(None).len(), learned.features.len(), bytes.len());
    let model = Model::read(&bytes)?;
    for unseen in ["id_nerui", "en_worldwide"] {
        if let Some(lines) = runut_eval::sets::lines::<Labelled>(&format!("data/names/{unseen}.jsonl"))? {
            let lines: Vec<&Labelled> = lines.iter().collect();
            names::report(unseen, &names::labelled(&lines, &packs, Some(&model)), 0);
        }
    }
    if !arguments.iter().any(|argument| argument == "--folds-only") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runut/models/names.tagger");
        std::fs::write(&path, &bytes).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

fn written_down(learned: &Learned) -> Vec<u8> {
    model::bytes(&WRITTEN.map(|(language, _)| language), &learned.steps, &learned.features, BITS)
}

/// The sentences of a text as the tagger sees them, with the right tags.
fn sentences(example: &Example, packs: &Packs) -> Vec<Sentence> {
    let whole = std::iter::once(0..example.text.len());
    let paragraphs = example.paragraphs.iter().cloned();
    let paragraphs: Vec<_> =
        if example.paragraphs.is_empty() { whole.collect() } else { paragraphs.collect() };
    let block =
        |place: Range<usize>| Block { kind: BlockKind::Paragraph, span: Span::new(place.start, place.end) };
    let article = Article {
        text: example.text.clone(),
        blocks: paragraphs.into_iter().map(block).collect(),
        language: example.language.clone(),
        given: true,
        ..Article::default()
    };
    let tokens = runut::segment::tokens(&article);
    let quotations = runut::segment::quotations(&article);
    let split = runut::segment::sentences(&article, &quotations, &packs.languages);
    let seed = model::seed(&example.language);
    let mut words = Vec::new();
    let mut all = Vec::new();
    for (range, views) in runut::ner::views(&article, &tokens, &split, packs) {
        let active = features::active(&views);
        features::words(&tokens, range.clone(), &views, &active, seed, &mut words);
        let features = (0..views.len()).map(|at| {
            let mut found = Vec::new();
            if active[at] {
                features::each(&words, &views, at, seed, |feature| found.push(feature));
            }
            found
        });
        let mut gold = vec![0u8; views.len()];
        for (place, kind) in &example.names {
            let inside = |at: &usize| {
                let span = tokens[range.start + at].span;
                (span.start as usize) < place.end && place.start < span.end as usize
            };
            let mut first = true;
            for at in (0..views.len()).filter(inside) {
                gold[at] = tag(*kind) + u8::from(!first);
                first = false;
            }
        }
        if example.without_states {
            with_states(&views, &mut gold);
        }
        let gold = gold.iter().zip(&active).map(|(tag, active)| if *active { *tag } else { 0 }).collect();
        all.push(Sentence { features: features.collect(), active, gold });
    }
    all
}

fn tag(kind: MentionKind) -> u8 {
    match kind {
        MentionKind::Person => 1,
        MentionKind::Organisation => 3,
        _ => 5,
    }
}

/// Labels the gazetteer's places that the set left out.
fn with_states(views: &[View], gold: &mut [u8]) {
    let (first, further) = (View::PLACE, View::PLACE + 1);
    for at in 0..views.len() {
        if views[at].known != first || gold[at] != 0 {
            continue;
        }
        let end = (at + 1..views.len()).find(|&end| views[end].known != further).unwrap_or(views.len());
        let free = gold[at..end].iter().all(|tag| *tag == 0);
        if free && gold.get(end).is_none_or(|tag| *tag == 0 || tag % 2 == 1) {
            gold[at..end].fill(6);
            gold[at] = 5;
        }
    }
}
