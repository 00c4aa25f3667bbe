//! Followed stories in `runut trace`: `--story`, `--follow` and `--promote`.

use crate::args::Following;
use crate::failure::Stop;
use crate::progress::Talk;
use crate::stored;
use runut::lang::Packs;
use runut::model::{Reading, Trace};
use runut::story::{Offer, Profile, reports_of};
use std::fmt::Write as _;
use std::path::Path;

/// A followed story and what of this run may belong to it.
#[derive(serde::Serialize)]
pub struct Followed {
    title: String,
    core: Vec<String>,
    offers: Vec<Offer>,
}

/// A trace with the followed story beside it.
#[derive(serde::Serialize)]
pub struct TraceWith<'a> {
    #[serde(flatten)]
    pub trace: runut::wire::TraceLine<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub followed: Option<&'a Followed>,
}

/// What the flags ask for; nothing where they ask for nothing. Without a file there yet, `--story` starts one: from the
/// event or story that `--promote` names, from the names of `--follow`, or from all articles at hand.
///
/// # Errors
/// When the file is no profile, the event is not there or the file cannot be written.
pub fn followed(
    following: &Following,
    trace: &Trace,
    readings: &[Reading],
    packs: &Packs,
    talk: &Talk,
) -> Result<Option<Followed>, Stop> {
    let known = following.story.as_deref().map(load).transpose()?.flatten();
    let promoted = following.promote.as_deref().map(|id| promote(id, trace, readings, packs)).transpose()?;
    let fresh = known.is_none() || promoted.is_some();
    let profile = match (promoted, known, following.follow.as_slice(), &following.story) {
        (Some(promoted), ..) => promoted,
        (None, Some(known), ..) => known,
        (None, None, [], None) => return Ok(None),
        (None, None, [], Some(path)) => {
            let seeds: Vec<&Reading> = readings.iter().collect();
            let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let title = trace.stories.first().map_or(name, |story| story.title.clone());
            Profile::of(&title, &seeds, packs)
        }
        (None, None, names, _) => Profile::following(names),
    };
    if let Some(path) = following.story.as_deref().filter(|_| fresh) {
        stored::write("--story", path, profile.written().as_bytes())?;
        talk.note(&format!(
            "{}: a story to follow, started from {} articles",
            path.display(),
            profile.articles.len()
        ));
    }
    let offers = profile.offers(&trace.stories, readings, packs);
    Ok(Some(Followed { title: profile.title, core: profile.core, offers }))
}

fn load(path: &Path) -> Result<Option<Profile>, Stop> {
    if !path.exists() {
        return Ok(None);
    }
    let fails = |error: String| Stop::usage(format!("--story {}: {error}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| fails(format!("cannot be read: {error}")))?;
    Profile::read(&text).map(Some).map_err(fails)
}

fn promote(id: &str, trace: &Trace, readings: &[Reading], packs: &Packs) -> Result<Profile, Stop> {
    let Some((title, seeds)) = reports_of(id, &trace.stories, readings) else {
        let hint = "`runut trace --json` and `runut group` show the ids of events and stories".to_owned();
        return Err(Stop::Usage(format!("--promote {id}: no such event or story in the input"), Some(hint)));
    };
    Ok(Profile::of(&title, &seeds, packs))
}

/// The offers for a terminal.
pub fn text(followed: &Followed) -> String {
    let Followed { title, offers, .. } = followed;
    let mut text = format!("\nFollowed: {title}\n");
    if offers.is_empty() {
        text.push_str("  no further event is likely to belong to it\n");
    }
    for offer in offers {
        let score = format!("{}.{:03}", offer.score / 1000, offer.score % 1000);
        let _ =
            writeln!(text, "  {score} {} ({}, {} articles)", offer.title, offer.event, offer.articles.len());
        let _ = writeln!(text, "        {}", offer.why);
    }
    text
}
