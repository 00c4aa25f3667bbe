//! The labelled sets that may be learned from, as texts with names in our own way of marking.

use super::Example;
use runut::model::MentionKind;
use runut_eval::names::Labelled;
use runut_eval::sets::lines;

/// A set and how it serves.
pub struct Set {
    /// As they are labelled.
    pub lines: Vec<Labelled>,
    /// As we mark names.
    pub examples: Vec<Example>,
    /// How often each sentence counts.
    pub times: usize,
    /// Whether parts of it are left out to be read by a model that did not see them.
    pub folded: bool,
}

/// The sets; none where the shared folder is not there.
pub fn all() -> anyhow::Result<Option<Vec<Set>>> {
    let mut sets = Vec::new();
    for (name, times, folded) in
        [("id_idner_news_2k", 2, true), ("id_nergrit", 1, false), ("en_wikigold", 1, false)]
    {
        let Some(lines) = lines::<Labelled>(&format!("data/names/{name}.jsonl"))? else { return Ok(None) };
        let examples = lines.iter().map(|line| example(line, folded)).collect();
        sets.push(Set { lines, examples, times, folded });
    }
    Ok(Some(sets))
}

/// One labelled sentence as a text.
///
/// Brackets and marks at the ends are none of a name, and "Badan Anu (BA)" is two.
fn example(line: &Labelled, without_states: bool) -> Example {
    let mut example = Example { language: line.lang.clone(), without_states, ..Example::default() };
    let mut starts = Vec::new();
    for word in &line.tokens {
        if !example.text.is_empty() {
            example.text.push(' ');
        }
        starts.push(example.text.len());
        example.text.push_str(word);
    }
    for (first, end, label) in line.names() {
        let kind = match label {
            "PER" => MentionKind::Person,
            "ORG" => MentionKind::Organisation,
            _ => MentionKind::Place,
        };
        let place = starts[first]..starts[end - 1] + line.tokens[end - 1].len();
        let words = &example.text[place.clone()];
        let lead = words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let trail = words.len() - words.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        let (start, stop) = (place.start + lead, place.end.saturating_sub(trail));
        if start >= stop {
            continue;
        }
        match example.text[start..stop].rsplit_once('(') {
            Some((long, short)) if trail > 0 && !short.contains(' ') => {
                example.names.push((start..start + long.trim_end().len(), kind));
                example.names.push((stop - short.len()..stop, kind));
            }
            _ => example.names.push((start..stop, kind)),
        }
    }
    example
}
