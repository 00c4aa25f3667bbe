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
use runut_store::{Added, Loader, Prepared, Told, Writer, sha256};
use serde_json::json;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The database a run adds to, and what of its batch is to be reported once that is stored.
struct Target {
    writer: Option<Writer>,
    waiting: Vec<(String, String)>,
    format: Format,
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
            if self.format == Format::Jsonl {
                output.json_line(&json!({ "type": "stored", "id": id, "source": source }))?;
            }
        }
        output.flush()
    }
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
    let jobs = Jobs::find(paths, flags.kind, common.output.as_deref()).without_database(db);
    let writer = Writer::open(db, "add", &now())?;
    let known = writer.known_pages()?;
    let target = RefCell::new(Target { writer: Some(writer), waiting: Vec::new(), format });
    let mut run = Run::new(common, flags, &jobs)?;
    let jobs = run.learn(jobs, sites)?;
    // The packs of the run are borrowed by it while it reads; reading needs its own.
    let own = packs::load(common)?;
    let loader = Loader::new(&own);
    let met = AtomicUsize::new(0);
    // An interrupted run stores what it has and leaves one plain file.
    run.at_interrupt = Some(Box::new(|| {
        if let Some(mut writer) = target.borrow_mut().writer.take() {
            let _ = writer.commit();
            let _ = writer.finish(&now());
        }
    }));
    let read = |page: &Page, packs: &Packs, repeats: Option<&Repeats>| {
        if known.contains(&sha256(&page.bytes)) {
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
    let mut target = target.replace(Target { writer: None, waiting: Vec::new(), format });
    let known = met.into_inner();
    let Some(mut writer) = target.writer.take() else { return run.end(false) };
    for failure in &run.failures {
        let skipped = failure.skipped();
        writer.skip(&skipped.source, &skipped.why)?;
    }
    (0..known).for_each(|_| writer.met_again());
    target.writer = Some(writer);
    target.store(&mut run.output, &run.talk)?;
    let Some(mut writer) = target.writer.take() else { return run.end(false) };
    let (stored, known, skipped) = writer.counts();
    let changes = if writer.needs_tracing()? {
        run.talk.stage("tracing");
        writer.trace(&run.packs)?
    } else {
        runut_store::Changes::default()
    };
    writer.finish(&now())?;
    run.talk.end();
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
