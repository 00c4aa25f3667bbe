//! Stories as people arranged them: merged or split by corrections, before timelines are made.

use runut::model::{Event, Reading, Story};
use runut::story::{event_id, story_id};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// What people said of which articles belong together; each article by its id.
#[derive(Debug, Default)]
pub(crate) struct Arrangement {
    /// In the order in which they were said.
    steps: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    /// The stories of these two articles are one.
    Merge(String, String),
    /// These articles are a story of their own.
    Split(Vec<String>),
}

impl Arrangement {
    /// The corrections that hold.
    pub fn load(connection: &Connection) -> rusqlite::Result<Self> {
        let mut rows = connection.prepare(
            "SELECT action, article, value FROM corrections
             WHERE undone IS NULL AND action IN ('merge', 'split') AND article IS NOT NULL ORDER BY correction",
        )?;
        let step = |row: &rusqlite::Row<'_>| {
            let (action, article, value): (String, String, Option<String>) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let value = value.unwrap_or_default();
            Ok(match action.as_str() {
                "merge" => Step::Merge(article, value),
                _ => Step::Split(serde_json::from_str(&value).unwrap_or_default()),
            })
        };
        Ok(Self { steps: rows.query_map(params![], step)?.collect::<rusqlite::Result<_>>()? })
    }

    /// Merges and splits the stories, as said; each keeps the id that its first article gives it.
    pub fn apply(&self, stories: &mut Vec<Story>, readings: &[Reading]) {
        for step in &self.steps {
            match step {
                Step::Merge(one, two) => merge(stories, readings, one, two),
                Step::Split(articles) => split(stories, readings, articles),
            }
        }
        if !self.steps.is_empty() {
            let day = |story: &Story| story.articles.first().and_then(|&at| readings[at].article.day());
            stories.sort_by(|one, two| {
                let size = two.articles.len().cmp(&one.articles.len());
                size.then_with(|| day(one).cmp(&day(two))).then_with(|| one.id.cmp(&two.id))
            });
        }
    }
}

fn merge(stories: &mut Vec<Story>, readings: &[Reading], one: &str, two: &str) {
    let holds = |story: &Story, id: &str| story.articles.iter().any(|&at| readings[at].article.id == id);
    let place = |id: &str| stories.iter().position(|story| holds(story, id));
    let (Some(one), Some(two)) = (place(one), place(two)) else { return };
    if one == two {
        return;
    }
    let other = stories.remove(one.max(two));
    let story = &mut stories[one.min(two)];
    story.articles.extend(other.articles);
    story.events.extend(other.events);
    story.why = format!("{}; merged by hand", story.why);
    settle(story, readings);
}

fn split(stories: &mut Vec<Story>, readings: &[Reading], ids: &[String]) {
    let asked: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let mut parts: Vec<Story> = Vec::new();
    for story in stories.iter_mut() {
        let is_asked = |at: usize| asked.contains(readings[at].article.id.as_str());
        let taken: Vec<usize> = story.articles.iter().copied().filter(|&at| is_asked(at)).collect();
        if taken.is_empty() || taken.len() == story.articles.len() {
            continue;
        }
        story.articles.retain(|&at| !is_asked(at));
        let mut part = story.clone();
        part.articles = taken;
        part.why = "taken apart by hand".to_owned();
        for event in &mut part.events {
            event.articles.retain(|&at| is_asked(at));
        }
        for event in &mut story.events {
            event.articles.retain(|&at| !is_asked(at));
        }
        part.events.retain(|event| !event.articles.is_empty());
        story.events.retain(|event| !event.articles.is_empty());
        for part in [&mut *story, &mut part] {
            settle(part, readings);
            entitle(part, readings);
        }
        parts.push(part);
    }
    stories.extend(parts);
}

/// Titles of reports that went elsewhere give way to that of the first report that is left.
fn entitle(story: &mut Story, readings: &[Reading]) {
    let own = |title: &str, articles: &[usize]| {
        let headline = |&at: &usize| readings[at].article.headline();
        let is_there = articles.iter().any(|at| headline(at) == title);
        (!is_there).then(|| articles.first().map(|at| headline(at).to_owned())).flatten()
    };
    if let Some(title) = own(&story.title, &story.articles) {
        story.title = title;
    }
    for event in &mut story.events {
        if let Some(title) = own(&event.title, &event.articles) {
            event.title = title;
        }
    }
}

/// Articles and events in their order, and the ids that their first articles give them.
fn settle(story: &mut Story, readings: &[Reading]) {
    story.articles.sort_by_key(|&at| (readings[at].article.day(), &readings[at].article.id, at));
    for event in &mut story.events {
        event.id = event_id(&readings[event.articles[0]].article);
    }
    if let Some(&first) = story.articles.first() {
        story.id = story_id(&readings[first].article);
    }
    story.events.sort_by(|one, two| {
        let day = |event: &Event| (event.when.from.or(event.when.to), event.when.to);
        day(one).cmp(&day(two)).then_with(|| one.id.cmp(&two.id))
    });
}
