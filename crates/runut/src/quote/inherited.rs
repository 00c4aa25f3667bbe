//! What statements take from others of the same speaker: the day and the addressee of a talk the article is about.

use super::Found;
use crate::model::{Article, BlockKind, DateRange, MentionKind, SaidOn, Statement};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Oldest day, in days before publication, of a talk that an article may be about throughout.
const FRESH_DAYS: i32 = 10;

/// Which statements are one speaker's, by name.
struct Voices {
    of_statement: Vec<Option<usize>>,
    count: usize,
}

impl Voices {
    fn of(statements: &[Statement]) -> Self {
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        let of_statement = statements.iter().map(|statement| {
            let next = known.len();
            Some(*known.entry(statement.speaker_name.as_deref()?).or_insert(next))
        });
        let of_statement = of_statement.collect();
        Self { of_statement, count: known.len() }
    }
}

/// Statements by sentence, to find the nearest one; of two as near, what stands before.
#[derive(Clone, Default)]
struct Nearest(Vec<(usize, usize)>);

impl Nearest {
    /// Adds a statement; sentences come in order, and the first statement of each stands for it.
    fn push(&mut self, sentence: usize, at: usize) {
        if self.0.last().is_none_or(|(last, _)| *last < sentence) {
            self.0.push((sentence, at));
        }
    }

    fn to(&self, sentence: usize) -> Option<usize> {
        let after = self.0.partition_point(|(other, _)| *other <= sentence);
        let before = after.checked_sub(1).map(|at| self.0[at]);
        let next = self.0.get(after).copied();
        let nearest = [before, next].into_iter().flatten().min_by_key(|(other, _)| other.abs_diff(sentence));
        nearest.map(|(_, at)| at)
    }
}

/// An agency says things on the day it reports: the first day told for a statement that came through each.
fn report_days(statements: &[Statement]) -> BTreeMap<String, SaidOn> {
    let mut days = BTreeMap::new();
    for statement in statements {
        let Some(reported) = &statement.reported_on else { continue };
        for link in &statement.chain {
            days.entry(link.name.clone()).or_insert_with(|| reported.clone());
        }
    }
    days
}

/// Gives statements without an occasion of their own the one the article tells for the same speaker, then what is
/// left the days up to the report.
pub(super) fn inherit(article: &Article, statements: &mut [Statement], met: &[bool], found: Found<'_>) {
    let reported = report_days(statements);
    for statement in statements.iter_mut().filter(|statement| statement.said_on.is_none()) {
        if let Some(name) = &statement.speaker_name
            && statement.chain.iter().any(|link| link.name == *name)
        {
            statement.said_on = reported.get(name).cloned();
        }
    }
    // The day of the talk an article reports may hold for its other words; "in November, Rina said" is another talk.
    let published = article.day();
    let lends = |said: &SaidOn| {
        let SaidOn { days: DateRange { from, to }, .. } = said;
        let fresh = |day: Date| match published {
            Some(published) => day.until(published).is_ok_and(|ago| ago.get_days() <= FRESH_DAYS),
            None => true,
        };
        (from.is_none() || from == to) && to.is_some_and(fresh)
    };
    let titled: Vec<bool> = statements
        .iter()
        .map(|s| article.block_at(s.extent().start).is_some_and(|b| b.kind == BlockKind::Title))
        .collect();
    let sentences: Vec<usize> = statements.iter().map(|statement| statement.sentence).collect();
    let voices = Voices::of(statements);
    let mut dated = vec![Nearest::default(); voices.count];
    for (at, statement) in statements.iter().enumerate() {
        let Some(voice) = voices.of_statement[at] else { continue };
        if statement.said_on.as_ref().is_some_and(lends) {
            dated[voice].push(sentences[at], at);
        }
    }
    for index in 0..statements.len() {
        let Some(voice) = voices.of_statement[index] else { continue };
        // People speak on occasions; states and bodies speak at all times, and one day dates no other.
        let on_occasions = statements[index].speaker.is_none_or(|entity| {
            found.entities[entity].kind == MentionKind::Person || found.entities[entity].relays
        });
        if statements[index].said_on.is_none()
            && on_occasions
            && let Some(said) =
                dated[voice].to(sentences[index]).and_then(|at| statements[at].said_on.clone())
        {
            let speaker = statements[index].speaker_name.as_deref().unwrap_or_default();
            let why = format!("the article dates {speaker}'s other words here: {}", said.why);
            statements[index].said_on = Some(SaidOn { days: said.days, why });
        }
    }
    let day = |statement: &Statement| statement.said_on.as_ref().map(|said| said.days);
    // By speaker and day, and by speaker alone.
    let mut addressed: BTreeMap<(usize, Option<DateRange>), Nearest> = BTreeMap::new();
    for (at, statement) in statements.iter().enumerate() {
        // A headline's addressee is not carried into the body: headlines are where it goes wrong.
        let lends = statement.addressee.is_some() && met[at] && !titled[at];
        let Some(voice) = voices.of_statement[at].filter(|_| lends) else { continue };
        addressed.entry((voice, None)).or_default().push(sentences[at], at);
        if let Some(day) = day(statement) {
            addressed.entry((voice, Some(day))).or_default().push(sentences[at], at);
        }
    }
    for index in 0..statements.len() {
        let Some(voice) = voices.of_statement[index] else { continue };
        if statements[index].addressee.is_some() || statements[index].addressee_name.is_some() {
            continue;
        }
        // Of the same day, or right beside it where no day is known.
        let day = day(&statements[index]);
        let nearest = addressed.get(&(voice, day)).and_then(|near| near.to(sentences[index]));
        let near = |at: &usize| day.is_some() || sentences[*at].abs_diff(sentences[index]) <= 2;
        if let Some(nearest) = nearest.filter(near) {
            statements[index].addressee = statements[nearest].addressee;
            statements[index].addressee_name = statements[nearest].addressee_name.clone();
        }
    }
    for statement in statements {
        // A caption may be years older than the page.
        let kind = article.block_at(statement.extent().start).map(|block| block.kind);
        if statement.said_on.is_some() || kind == Some(BlockKind::Caption) {
            continue;
        }
        let (to, why) = match (&statement.reported_on, article.day()) {
            (Some(reported), _) => (reported.days.to, "said by the day it was reported".to_owned()),
            (None, Some(day)) => (Some(day), "said by the day of publication".to_owned()),
            (None, None) => continue,
        };
        statement.said_on = Some(SaidOn { days: DateRange { from: None, to }, why });
    }
}
