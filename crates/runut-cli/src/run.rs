//! The commands that read pages: what each does with what was read, and the exit code it ends with.

mod across;
pub mod add;
mod follow;
pub mod group;

pub use across::{checks, checks_of, copies, copies_of};

use crate::args::{Common, Following, Format, Kind, Reading as Flags, Sites};
use crate::failure::{Failure, Stop};
use crate::format;
use crate::guard;
use crate::inputs::{self, Job, Jobs};
use crate::output::Output;
use crate::packs;
use crate::progress::Talk;
use crate::sites;
use crate::work::{Told, in_order};
use runut::extract::{ReadError, Repeats};
use runut::lang::Packs;
use runut::model::{Article, Explained, Page, PageKind, Reading, Stated, Trace};
use runut::wire;
use runut_show::Words;
use runut_store::{Depth, Store};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;

/// What a run ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// All done.
    Done,
    /// Nothing was found.
    Nothing,
    /// Some inputs could not be read, and the rest is done.
    Partly,
}

/// Everything a command that reads needs.
struct Run<'a> {
    flags: &'a Flags,
    packs: Packs,
    talk: Talk,
    output: Output,
    failures: Vec<Failure>,
    articles: usize,
    repeats: Option<Repeats>,
    /// What is to be done before an interrupted run ends.
    at_interrupt: Option<Box<dyn FnMut() + 'a>>,
}

impl<'a> Run<'a> {
    fn new(common: &'a Common, flags: &'a Flags, jobs: &Jobs) -> Result<Self, Stop> {
        let packs = packs::load(common)?;
        if let Some(code) = flags.lang.as_deref().filter(|code| packs.languages.get(code).is_none()) {
            let codes: Vec<_> = packs.languages.iter().map(|language| language.code.as_str()).collect();
            let what = format!("--lang {code}: no such language; at hand are {}", codes.join(", "));
            return Err(Stop::Usage(what, Some("`--languages DIR` adds packs of your own".to_owned())));
        }
        let talk = Talk::new(flags.progress, common.quiet, common.verbose, jobs.len());
        let output = Output::open(common.output.as_deref())?;
        Ok(Self {
            flags,
            packs,
            talk,
            output,
            failures: Vec::new(),
            articles: 0,
            repeats: None,
            at_interrupt: None,
        })
    }

    /// Reads everything, hands each article's outcome of `work` to `take` in order, and reports what failed.
    fn each<R: Send>(
        &mut self,
        jobs: impl Iterator<Item = Job> + Send,
        work: impl Fn(Article, &Packs) -> R + Sync,
        take: impl FnMut(&mut Output, &Talk, R) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let read = |page: &Page, packs: &Packs, repeats: Option<&Repeats>| {
            let alone = |article: Result<Article, ReadError>| article.map(|article| (article, ()));
            runut::extract::articles_with(page, packs, repeats).into_iter().map(alone).collect()
        };
        self.each_read(jobs, read, |article, (), packs| work(article, packs), take)
    }

    /// The same with articles beside which `read` gives something else.
    fn each_read<B, R: Send>(
        &mut self,
        jobs: impl Iterator<Item = Job> + Send,
        read: impl Fn(&Page, &Packs, Option<&Repeats>) -> Vec<Result<(Article, B), ReadError>> + Sync,
        work: impl Fn(Article, B, &Packs) -> R + Sync,
        mut take: impl FnMut(&mut Output, &Talk, R) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let Self { flags, packs, talk, output, failures, articles, repeats, at_interrupt } = self;
        let words = Words::of(flags.locale.map(Into::into), &[]);
        let threads = flags.threads.map_or_else(cores, usize::from);
        let read = |page: &Page| read(page, packs, repeats.as_ref());
        let one = |job: Job| {
            let (source, place) = job.place();
            let outcome = |read: Result<(Article, B), Failure>| {
                read.map(|(article, beside)| work(article, beside, packs))
            };
            let all = || articles_of(job, flags, &read).into_iter().map(outcome).collect::<Vec<_>>();
            guard::guarded(all).unwrap_or_else(|what| vec![Err(Failure::ours(&source, &place, &what))])
        };
        let outcomes = |job: Job| job.each().into_iter().flat_map(one).collect::<Vec<_>>();
        in_order(jobs, threads, outcomes, |told| {
            let Told::Result(outcomes) = told else {
                output.flush()?;
                at_interrupt.iter_mut().for_each(|end| end());
                talk.end();
                talk.failure(&format!(
                    "interrupted: {articles} articles were done, and what is written is whole"
                ));
                return Ok(());
            };
            let mut read = 0;
            for outcome in outcomes {
                match outcome {
                    Ok(result) => {
                        read += 1;
                        take(output, talk, result)?;
                    }
                    Err(failure) => {
                        talk.failure(&failure.told(&words));
                        failures.push(failure);
                    }
                }
            }
            *articles += read;
            talk.step(read);
            Ok(())
        })?;
        talk.end();
        Ok(())
    }

    /// Says how it went and gives the exit code; `found` is whether anything came out.
    fn end(mut self, found: bool) -> Result<End, Stop> {
        self.output.flush()?;
        let unread = self.failures.iter().any(|failure| !failure.readable);
        let end = match (unread, found, self.failures.is_empty()) {
            (true, _, _) | (false, true, false) => End::Partly,
            (false, true, true) => End::Done,
            (false, false, _) => End::Nothing,
        };
        if end == End::Nothing && self.failures.is_empty() {
            self.talk.note("nothing found: no article in the input");
            self.talk.hint("pages of HTML, their visible text, or articles as JSON Lines are read");
        }
        if !self.failures.is_empty() && self.articles + self.failures.len() > 1 {
            let count =
                |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
            let (read, skipped) = (count(self.articles, "article"), count(self.failures.len(), "input"));
            self.talk.note(&format!("{read} read, {skipped} skipped"));
        }
        Ok(end)
    }
}

/// `runut extract`.
///
/// # Errors
/// When a pack is wrong, the format does not fit or the output is closed.
pub fn extract(
    paths: &[PathBuf],
    explain: bool,
    sites: &Sites,
    common: &Common,
    flags: &Flags,
) -> Result<End, Stop> {
    let format = common.format_or(if explain { Format::Text } else { Format::Jsonl });
    let fits = matches!(format, Format::Jsonl | Format::Json | Format::Text);
    if !fits && (explain || format != Format::Csv) {
        let (what, forms) = match explain {
            true => ("extract --explain", "text, jsonl and json"),
            false => ("extract", "jsonl, json, csv and text"),
        };
        return Err(packs::unsupported(what, format, forms));
    }
    let jobs = Jobs::find(paths, flags.kind, common.output.as_deref());
    let mut run = Run::new(common, flags, &jobs)?;
    let jobs = run.learn(jobs, sites)?;
    let mut list = format::List::new(format, format::csv::ARTICLE_COLUMNS);
    let detail = |talk: &Talk, article: &Article| {
        talk.detail(|| {
            let (blocks, removed) = (article.blocks.len(), article.removed.len());
            format!("{}: {} blocks kept, {} parts removed", article.source, blocks, removed)
        });
    };
    if explain {
        let work = |article: Article, parts: Vec<Explained>, _: &Packs| (article, parts);
        run.each_read(jobs, runut::extract::explained, work, |output, talk, (article, parts)| {
            detail(talk, &article);
            match format {
                Format::Text => output.text(&format::parts::parts(&article, &parts)),
                _ => {
                    parts.iter().try_for_each(|part| list.value(output, &wire::part_line(&article.id, part)))
                }
            }
        })?;
    } else {
        run.each(jobs, runut::pipeline::prepare, |output, talk, article| {
            detail(talk, &article);
            match format {
                Format::Csv => list.row(output, &format::csv::article(&article)),
                Format::Text => output.text(&format::text::article(&article)),
                _ => list.value(output, &wire::article_line(&article)),
            }
        })?;
    }
    list.end(&mut run.output)?;
    let found = run.articles > 0;
    run.end(found)
}

/// `runut annotate`.
///
/// # Errors
/// When a pack is wrong, the format does not fit or the output is closed.
pub fn annotate(path: PathBuf, explain: bool, common: &Common, flags: &Flags) -> Result<End, Stop> {
    let format = common.format_or(if explain { Format::Text } else { Format::Jsonl });
    if !matches!(format, Format::Jsonl | Format::Json | Format::Csv | Format::Text) {
        return Err(packs::unsupported("annotate", format, "jsonl, json, csv and text"));
    }
    let jobs = Jobs::find(&[path], Some(flags.kind.unwrap_or(Kind::Jsonl)), common.output.as_deref());
    let mut run = Run::new(common, flags, &jobs)?;
    let mut list = format::List::new(format, format::csv::STATEMENT_COLUMNS);
    run.each(jobs, runut::annotate, |output, talk, reading| {
        talk.detail(|| {
            let found = &reading.annotations;
            let (statements, times) = (found.statements.len(), found.times.len());
            format!("{}: {statements} statements, {times} times", reading.article.id)
        });
        match format {
            Format::Csv => format::csv::statements(&reading).iter().try_for_each(|row| list.row(output, row)),
            Format::Text => output.text(&format::findings::findings(&reading, explain)),
            _ => list.value(output, &wire::annotation_line(&reading)),
        }
    })?;
    list.end(&mut run.output)?;
    let found = run.articles > 0;
    run.end(found)
}

/// `runut trace`.
///
/// # Errors
/// When a pack is wrong or the output is closed.
pub fn trace(
    paths: &[PathBuf],
    top: usize,
    sites: &Sites,
    following: &Following,
    common: &Common,
    flags: &Flags,
) -> Result<End, Stop> {
    let format = common.format_or(Format::Text);
    let jobs = Jobs::find(paths, flags.kind, common.output.as_deref());
    let mut run = Run::new(common, flags, &jobs)?;
    let jobs = run.learn(jobs, sites)?;
    // Only the page of cards shows what was left out of the articles.
    let kept = if format == Format::Html { |reading| reading } else { Reading::without_page };
    let readings = run.readings(jobs, kept)?;
    let readings = each_once(readings, &mut run);
    run.talk.stage("tracing");
    let mut trace = runut::trace(&readings, &run.packs);
    for story in &mut trace.stories {
        story.top = runut::timeline::top(&story.timeline, top);
    }
    run.talk.end();
    let followed = follow::followed(following, &trace, &readings, &run.packs, &run.talk)?;
    run.show(&trace, &readings, followed.as_ref(), format)?;
    let found = !trace.stories.is_empty();
    run.end(found)
}

/// `runut trace --db`: the same with what is read kept in a database, and the stories there that it is part of shown.
///
/// # Errors
/// When the database cannot be written, a pack is wrong or the output is closed.
pub fn trace_kept(
    paths: &[PathBuf],
    db: &Path,
    top: usize,
    sites: &Sites,
    common: &Common,
    flags: &Flags,
) -> Result<End, Stop> {
    let (mut run, kept) = add::keep(paths, db, sites, common, flags, None)?;
    let store = Store::open_read(db)?;
    let ids = store.stories_of_pages(&kept.pages)?;
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let (readings, mut trace) = match ids.is_empty() {
        true => (Vec::new(), Trace::default()),
        false => store.traced(&ids, Depth::Whole)?,
    };
    for story in &mut trace.stories {
        story.top = runut::timeline::top(&story.timeline, top);
    }
    run.show(&trace, &readings, None, common.format_or(Format::Text))?;
    let found = !trace.stories.is_empty();
    run.end(found)
}

impl Run<'_> {
    /// Writes what was traced.
    fn show(
        &mut self,
        trace: &Trace,
        readings: &[Reading],
        followed: Option<&follow::Followed>,
        format: Format,
    ) -> Result<(), Stop> {
        self.failures.sort();
        let skipped: Vec<_> = self.failures.iter().map(Failure::skipped).collect();
        let words = || Words::of(self.flags.locale.map(Into::into), readings);
        let output = &mut self.output;
        match format {
            Format::Json => {
                let trace = wire::trace_value(trace, readings, &skipped);
                output.json(&follow::TraceWith { trace, followed })?;
            }
            Format::Jsonl => {
                let door = wire::TraceDoor::of(readings);
                trace.stories.iter().try_for_each(|story| output.json_line(&door.story(story)))?;
            }
            Format::Csv => format::csv::timeline(output, trace, readings)?,
            Format::Text => output.text(&format::text::trace(trace, readings, &skipped, &words(), &[]))?,
            Format::Md => output.text(&format::md::trace(trace, readings, &skipped, &words()))?,
            Format::Html => output.text(&runut_show::report::trace(trace, readings, &skipped, &words()))?,
        }
        match (followed, format) {
            (None, _) | (_, Format::Json) => {}
            (Some(followed), Format::Text) => output.text(&follow::text(followed))?,
            (Some(followed), _) => self.talk.note(follow::text(followed).trim()),
        }
        if trace.stories.is_empty() && !readings.is_empty() {
            self.talk.note("nothing found: the articles make no story");
        }
        Ok(())
    }

    /// Learns what repeats on sites, where that is asked for; gives the work back.
    fn learn(&mut self, jobs: Jobs, sites: &Sites) -> Result<Box<dyn Iterator<Item = Job> + Send>, Stop> {
        if !sites.learn_sites && sites.site_memory.is_none() {
            return Ok(Box::new(jobs));
        }
        let mut memory = sites::load(sites.site_memory.as_deref())?;
        // Standard input can be read once only, so what was read from it is kept.
        let jobs: Vec<Job> = jobs.collect();
        let (flags, packs) = (self.flags, &self.packs);
        let threads = flags.threads.map_or_else(cores, usize::from);
        let read = |page: &Page| -> Vec<_> {
            let articles = runut::extract::articles(page, packs).into_iter();
            articles.map(|article| article.map(|article| (article, ()))).collect()
        };
        // What cannot be read is told when it is read for good.
        let learned = |job: Job| -> Vec<_> {
            let all = || articles_of(job, flags, &read).into_iter().flatten().collect();
            guard::guarded(all).unwrap_or_default()
        };
        self.talk.stage("learning sites");
        in_order(jobs.iter().cloned(), threads, learned, |told| {
            if let Told::Result(articles) = told {
                articles.iter().for_each(|(article, ())| memory.add(article));
            }
            Ok(())
        })?;
        if let Some(path) = &sites.site_memory {
            sites::save(path, &memory)?;
        }
        let (pages, count) = (memory.pages(), memory.sites());
        self.talk.detail(|| format!("{pages} pages of {count} sites are remembered"));
        self.repeats = Some(memory.repeats());
        Ok(Box::new(jobs.into_iter()))
    }

    fn readings(
        &mut self,
        jobs: impl Iterator<Item = Job> + Send,
        kept: fn(Reading) -> Reading,
    ) -> Result<Vec<Reading>, Stop> {
        let mut readings = Vec::new();
        self.each(
            jobs,
            |article, packs| kept(runut::annotate(article, packs)),
            |_, _, reading| {
                readings.push(reading);
                Ok(())
            },
        )?;
        Ok(readings)
    }
}

/// Each article once, by day and id: the same bytes under two names are one report, and an id names one text.
fn each_once(readings: Vec<Reading>, run: &mut Run<'_>) -> Vec<Reading> {
    let mut by_id: BTreeMap<String, Reading> = BTreeMap::new();
    for mut reading in readings {
        let id = reading.article.id.clone();
        match by_id.get(&id) {
            None => {}
            Some(known) if known.article.text == reading.article.text => {
                let (first, second) = (&known.article.source, &reading.article.source);
                run.talk.note(&format!("{second}: the same page as {first}; counted once"));
                continue;
            }
            Some(known) => {
                let first = known.article.source.clone();
                let free = (2..).map(|n| format!("{id}-{n}")).find(|id| !by_id.contains_key(id));
                reading.article.id = free.unwrap_or_default();
                let source = &reading.article.source;
                run.talk.note(&format!(
                    "{source}: id {id:?} names another text in {first}; called {:?} here",
                    reading.article.id
                ));
            }
        }
        by_id.insert(reading.article.id.clone(), reading);
    }
    let mut readings: Vec<Reading> = by_id.into_values().collect();
    readings.sort_by_cached_key(|reading| (reading.article.day(), reading.article.id.clone()));
    readings
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// The articles of one piece of work as `read` reads pages, with what the flags say of them.
fn articles_of<B>(
    job: Job,
    flags: &Flags,
    read: &impl Fn(&Page) -> Vec<Result<(Article, B), ReadError>>,
) -> Vec<Result<(Article, B), Failure>> {
    let read = |page: &Page, line: Option<usize>| {
        let failed = |error: ReadError| Failure::of(&page.source, error, line);
        let with_flags = |found: Result<(Article, B), ReadError>| {
            found.map(|(article, beside)| (told(article, flags), beside)).map_err(failed)
        };
        read(page).into_iter().map(with_flags).collect::<Vec<_>>()
    };
    match job {
        Job::Failed(failure) => vec![Err(failure)],
        Job::File(path) => match inputs::load(&path, flags.kind) {
            Ok(page) => read(&page, None),
            Err(failure) => vec![Err(failure)],
        },
        Job::Page(page) => read(&page, None),
        Job::Lines { source, lines } => {
            let line = |(number, bytes): (usize, Vec<u8>)| {
                let mut page = inputs::page(&source, bytes, None);
                page.kind = Some(PageKind::Jsonl);
                read(&page, Some(number))
            };
            lines.into_iter().flat_map(line).collect()
        }
    }
}

/// An article with the language and the day that the flags give it.
fn told(mut article: Article, flags: &Flags) -> Article {
    if let Some(code) = &flags.lang {
        article.language = code.clone();
    }
    if let (None, Some(day)) = (&article.published, &flags.published) {
        article.published = Some(Stated::given(day.clone(), "flag --published"));
    }
    article
}
