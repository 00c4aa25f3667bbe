//! `runut add`: pages into a database, batch by batch, going on where an earlier run stopped.

use super::{End, Run};
use crate::args::{Common, Format, Reading as Flags, Sites};
use crate::failure::Stop;
use crate::inputs::Jobs;
use crate::output::Output;
use crate::packs;
use crate::progress::Talk;
use crate::store::now;
use runut::extract::Repeats;
use runut::lang::Packs;
use runut::model::{Article, Page};
use runut_store::{Added, Changes, Loader, Prepared, Told, Writer, sha256};
use serde_json::json;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The database a run adds to, and what of its batch is to be reported once that is stored.
struct Target {
    writer: Option<Writer>,
    waiting: Vec<(String, String)>,
    /// Whether what is stored is reported line by line.
    reports: bool,
}

impl Target {
    fn add(&mut self, output: &mut Output, talk: &Talk, prepared: &Prepared) -> Result<(), Stop> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        let source = &prepared.reading().article.source;
        match writer.add(prepared)? {
            Added::Known => talk.detail(|| format!("{source}: is in the database already")),
            Added::Stored(id) => self.waiting.push((id, source.clone())),
            Added::Renamed(id, other) => {
                talk.note(&format!("{source}: id {id:?} names another text there; called {other:?}"));
                self.waiting.push((other, source.clone()));
            }
        }
        if writer.is_due() { self.store(output, talk) } else { Ok(()) }
    }

    /// Stores the batch, and only then says so.
    fn store(&mut self, output: &mut Output, talk: &Talk) -> Result<(), Stop> {
        if let Some(writer) = &mut self.writer {
            writer.commit()?;
        }
        for (id, source) in self.waiting.drain(..) {
            talk.detail(|| format!("{source}: stored as {id}"));
            if self.reports {
                output.json_line(&json!({ "type": "stored", "id": id, "source": source }))?;
            }
        }
        output.flush()
    }
}

/// What a run left in its database.
pub(super) struct Kept {
    stored: usize,
    known: usize,
    skipped: usize,
    changes: Changes,
    /// The hashes of the pages that were given.
    pub pages: BTreeSet<String>,
}

/// `runut add`.
///
/// # Errors
/// When the database cannot be written, a pack is wrong or the output is closed.
pub fn add(paths: &[PathBuf], db: &Path, sites: &Sites, common: &Common, flags: &Flags) -> Result<End, Stop> {
    let format = common.format_or(Format::Text);
    if !matches!(format, Format::Text | Format::Json | Format::Jsonl) {
        return Err(packs::unsupported("add", format, "text, json and jsonl"));
    }
    let (mut run, kept) = keep(paths, db, sites, common, flags, Some(format))?;
    let Kept { stored, known, skipped, changes, .. } = kept;
    if stored == 0 && known > 0 {
        run.talk.note(&format!("nothing new: what was given is in {} already", db.display()));
    }
    if format == Format::Text {
        run.output.text(&format!(
            "{}: {stored} articles added, {known} known, {skipped} skipped; stories: {} new, {} changed, {} merged into others\n",
            db.display(),
            changes.new,
            changes.changed,
            changes.gone
        ))?;
    } else {
        run.output.json_line(&json!({
            "type": "added", "articles": stored, "known": known, "skipped": skipped,
            "stories": { "new": changes.new, "changed": changes.changed, "gone": changes.gone },
        }))?;
    }
    run.end(stored > 0 || known > 0)
}

/// Reads inputs into a database and brings its stories up to date; with a format, what is stored is reported in it.
///
/// # Errors
/// When the database cannot be written, a pack is wrong or the output is closed.
pub(super) fn keep<'a>(
    paths: &[PathBuf],
    db: &Path,
    sites: &Sites,
    common: &'a Common,
    flags: &'a Flags,
    format: Option<Format>,
) -> Result<(Run<'a>, Kept), Stop> {
    let jobs = Jobs::find(paths, flags.kind, common.output.as_deref()).without_database(db);
    let writer = Writer::open(db, "add", &now())?;
    let known = writer.known_pages()?;
    let reports = format == Some(Format::Jsonl);
    let target = Rc::new(RefCell::new(Target { writer: Some(writer), waiting: Vec::new(), reports }));
    let mut run = Run::new(common, flags, &jobs)?;
    let jobs = run.learn(jobs, sites)?;
    // The packs of the run are borrowed by it while it reads; reading needs its own.
    let own = packs::load(common)?;
    let loader = Loader::new(&own);
    let met = AtomicUsize::new(0);
    let given = Mutex::new(BTreeSet::new());
    // An interrupted run stores what it has and leaves one plain file.
    let interrupted = Rc::clone(&target);
    run.at_interrupt = Some(Box::new(move || {
        if let Some(mut writer) = interrupted.borrow_mut().writer.take() {
            let _ = writer.commit();
            let _ = writer.finish(&now());
        }
    }));
    let read = |page: &Page, packs: &Packs, repeats: Option<&Repeats>| {
        let hash = sha256(&page.bytes);
        let is_known = known.contains(&hash);
        given.lock().unwrap_or_else(PoisonError::into_inner).insert(hash);
        if is_known {
            met.fetch_add(1, Ordering::Relaxed);
            return Vec::new();
        }
        let page = Arc::new(page.clone());
        let articles = runut::extract::articles_with(&page, packs, repeats).into_iter();
        articles.map(|article| article.map(|article| (article, Arc::clone(&page)))).collect()
    };
    let told = Told { language: flags.lang.clone(), day: flags.published.clone() };
    let work = |article: Article, page: Arc<Page>, packs: &Packs| {
        loader.prepare(&page, runut::annotate(article, packs)).told(told.clone())
    };
    run.each_read(jobs, read, work, |output, talk, prepared| {
        target.borrow_mut().add(output, talk, &prepared)
    })?;
    run.at_interrupt = None;
    let mut target = target.replace(Target { writer: None, waiting: Vec::new(), reports });
    let mut kept = Kept {
        stored: 0,
        known: met.into_inner(),
        skipped: 0,
        changes: Changes::default(),
        pages: given.into_inner().unwrap_or_else(PoisonError::into_inner),
    };
    let Some(mut writer) = target.writer.take() else { return Ok((run, kept)) };
    for failure in &run.failures {
        let skipped = failure.skipped();
        writer.skip(&skipped.source, &skipped.why)?;
    }
    (0..kept.known).for_each(|_| writer.met_again());
    target.writer = Some(writer);
    target.store(&mut run.output, &run.talk)?;
    let Some(mut writer) = target.writer.take() else { return Ok((run, kept)) };
    (kept.stored, kept.known, kept.skipped) = writer.counts();
    if writer.needs_tracing()? {
        run.talk.stage("tracing");
        kept.changes = writer.trace(&run.packs)?;
    }
    writer.finish(&now())?;
    run.talk.end();
    Ok((run, kept))
}

/// `runut reannotate`.
///
/// # Errors
/// When the database cannot be read or written, or a pack is wrong.
pub fn reannotate(db: &Path, common: &Common) -> Result<End, Stop> {
    let packs = packs::load(common)?;
    if !runut_store::is_database(db) {
        runut_store::Store::open_read(db)?;
    }
    let mut writer = Writer::open(db, "reannotate", &now())?;
    let done = writer.reannotate(&packs, |_| {})?;
    writer.finish(&now())?;
    let mut output = Output::open(common.output.as_deref())?;
    output.text(&format!(
        "{}: {} articles read anew, {} left as they were\n",
        db.display(),
        done.articles,
        done.kept
    ))?;
    output.flush()?;
    Ok(End::Done)
}
