//! Questions to a database, and how their answers are written.

use super::{list, one, show};
use crate::args::{Ask, Format, List};
use crate::failure::Stop;
use crate::format;
use crate::output::Output;
use crate::packs;
use crate::progress::say;
use crate::run::End;
use runut_show::Words;
use runut_store::query::{Limits, StatementFilter, StoryFilter};
use runut_store::{Depth, Store};

/// Asks and answers.
///
/// # Errors
/// When the database or the question is wrong, or the output is closed.
pub fn ask(command: Ask) -> Result<End, Stop> {
    match command {
        Ask::Stories { since, until, outlet, title, list: about } => {
            let filter = StoryFilter {
                since,
                until,
                outlet,
                title,
                limit: about.limit,
                offset: about.offset,
                ..StoryFilter::default()
            };
            list(&about.common, &open(&about)?.stories(&filter)?, show::story)
        }
        Ask::Story { id, list: about, locale } => story(&id, &about, locale),
        Ask::Statements { who, to, since, until, outlet, kind, story, list: about } => {
            let (limit, offset) = (about.limit, about.offset);
            let filter = StatementFilter {
                who,
                to,
                since,
                until,
                outlet,
                kind,
                story,
                limit,
                offset,
                ..StatementFilter::default()
            };
            list(&about.common, &open(&about)?.statements(&filter)?, show::statement)
        }
        Ask::Who { name, list: about } => {
            one(&about.common, &open(&about)?.who(&name, about.limit)?, show::name)
        }
        Ask::Outlet { name: Some(name), list: about } => {
            one(&about.common, &open(&about)?.outlet(&name)?, show::outlet)
        }
        Ask::Outlet { name: None, list: about } => {
            list(&about.common, cut(&open(&about)?.outlets()?, &about), show::count)
        }
        Ask::Sources { story, list: about } => {
            list(&about.common, cut(&open(&about)?.sources(story.as_deref())?, &about), show::source)
        }
        Ask::Search { query, list: about } => search(&query, &about),
        Ask::Why { id, list: about } => one(&about.common, &open(&about)?.why(&id)?, show::why),
        Ask::Compare { one: first, two, list: about } => {
            one(&about.common, &open(&about)?.compare(&first, &two)?, show::compare)
        }
        Ask::Sql { question, list: about } => sql(&question, &about),
        Ask::Corrections { all, list: about } => {
            list(&about.common, cut(&open(&about)?.corrections(all)?, &about), show::correction)
        }
        _ => Err(Stop::usage("no question")),
    }
}

/// The rows of a list that are asked for.
fn cut<'a, T>(rows: &'a [T], about: &List) -> &'a [T] {
    let rest = rows.get(about.offset..).unwrap_or_default();
    if about.limit == 0 { rest } else { &rest[..rest.len().min(about.limit)] }
}

fn open(about: &List) -> Result<Store, Stop> {
    Ok(Store::open_read(&about.database.db)?)
}

/// A story in every form that `trace` has; its JSON is that of `trace` with ids and corrections.
fn story(id: &str, about: &List, locale: Option<crate::args::Locale>) -> Result<End, Stop> {
    let store = open(about)?;
    let form = about.common.format_or(Format::Text);
    let page = store.story(id)?;
    if matches!(form, Format::Json | Format::Jsonl) {
        return one(&about.common, &page, |_| String::new());
    }
    let (readings, trace) = store.traced(&[&page.id], Depth::Whole)?;
    let words = Words::of(locale.map(Into::into), &readings);
    let mut output = Output::open(about.common.output.as_deref())?;
    match form {
        Format::Csv => format::csv::timeline(&mut output, &trace, &readings)?,
        Format::Md => output.text(&format::md::trace(&trace, &readings, &[], &words))?,
        Format::Html => output.text(&runut_show::report::trace(&trace, &readings, &[], &words))?,
        _ => output.text(&format::text::trace(&trace, &readings, &[], &words, &[page.ids()]))?,
    }
    output.flush()?;
    Ok(End::Done)
}

fn search(query: &[String], about: &List) -> Result<End, Stop> {
    let store = open(about)?;
    let packs = packs::load(&about.common)?;
    let page = store.search(&query.join(" "), &packs, about.limit, about.offset)?;
    if page.more {
        say(&format!("more than {} sentences; the newest stored come first", page.total));
    }
    if about.common.format_or(Format::Text) == Format::Json {
        one(&about.common, &page, |_| String::new())?;
        return Ok(if page.hits.is_empty() { End::Nothing } else { End::Done });
    }
    list(&about.common, &page.hits, show::hit)
}

fn sql(question: &str, about: &List) -> Result<End, Stop> {
    let most = if about.limit == 0 { usize::MAX } else { about.limit };
    let table = open(about)?.sql(question, Limits { rows: most, ..Limits::default() })?;
    if table.more {
        say(&format!("more than {most} rows; --limit 0 gives all"));
    }
    let mut output = Output::open(about.common.output.as_deref())?;
    let object = |row: &Vec<serde_json::Value>| {
        table.columns.iter().cloned().zip(row.iter().cloned()).collect::<serde_json::Map<_, _>>()
    };
    match about.common.format_or(Format::Text) {
        Format::Json => output.json(&table.rows.iter().map(object).collect::<Vec<_>>())?,
        Format::Jsonl => table.rows.iter().try_for_each(|row| output.json_line(&object(row)))?,
        Format::Csv => {
            output.text(&runut_show::table::row(&table.columns))?;
            for row in &table.rows {
                output.text(&runut_show::table::row(&row.iter().map(show::cell).collect::<Vec<_>>()))?;
            }
        }
        Format::Text => {
            output.text(&format!("{}\n", table.columns.join("\t")))?;
            for row in &table.rows {
                let cells: Vec<String> =
                    row.iter().map(|value| runut_show::one_line(&show::cell(value))).collect();
                output.text(&format!("{}\n", cells.join("\t")))?;
            }
        }
        other => return Err(packs::unsupported("sql", other, "text, json, jsonl and csv")),
    }
    output.flush()?;
    Ok(if table.rows.is_empty() { End::Nothing } else { End::Done })
}
