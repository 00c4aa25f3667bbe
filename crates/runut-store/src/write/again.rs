//! Reading the kept pages anew with this version of Runut: all of it or nothing.

use super::{Kept, Writer, article, layers};
use crate::bytes;
use crate::correct;
use crate::error::Result;
use crate::words::Loader;
use runut::lang::Packs;
use runut::model::{Page, PageKind, Stated};
use rusqlite::params;

/// What reading anew changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadAgain {
    /// Articles whose text or layers were read anew.
    pub articles: usize,
    /// Articles that this version would not find on their page: they stay as they were.
    pub kept: usize,
}

impl Writer {
    /// Reads every kept page anew, brings the stories up to date, and gives corrections their words again. Numbers and
    /// ids of articles stay.
    ///
    /// # Errors
    /// When the file cannot be read or written; everything is as before then.
    pub fn reannotate(&mut self, packs: &Packs, mut step: impl FnMut(usize)) -> Result<ReadAgain> {
        self.commit()?;
        self.filled()?;
        self.begin()?;
        let done = self.reannotate_now(packs, &mut step).map_err(|error| self.failed(error))?;
        self.commit()?;
        Ok(done)
    }

    fn reannotate_now(&mut self, packs: &Packs, step: &mut dyn FnMut(usize)) -> rusqlite::Result<ReadAgain> {
        let loader = Loader::new(packs);
        let mut done = ReadAgain::default();
        let connection = &self.connection;
        connection.execute_batch(
            "INSERT INTO sentences_search (sentences_search) VALUES ('delete-all'); DELETE FROM name_forms;
             UPDATE stories SET digest = '';",
        )?;
        self.forms.clear();
        let numbers = connection
            .prepare("SELECT article FROM articles ORDER BY article")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        for (at, number) in numbers.into_iter().enumerate() {
            step(at + 1);
            let (id, page_number, page, told): (String, i64, Page, Told) = self.kept_page(number)?;
            let line = page.kind == Some(PageKind::Jsonl);
            let found = runut::extract::articles(&page, packs).into_iter().flatten().next();
            let reading = match found {
                Some(mut article) => {
                    done.articles += 1;
                    if let Some(language) = told.language {
                        article.language = language;
                    }
                    if let (None, Some(day)) = (&article.published, told.day) {
                        article.published = Some(Stated::given(day, "flag --published"));
                    }
                    debug_assert!(line || article.id.len() == 32);
                    runut::annotate(article, packs)
                }
                None => {
                    done.kept += 1;
                    crate::read::reading(connection, number, crate::read::Depth::Whole)?
                }
            };
            let run: i64 = connection.query_row(
                "SELECT run FROM articles WHERE article = ?",
                params![number],
                |row| row.get(0),
            )?;
            for table in [
                "stated",
                "blocks",
                "removed",
                "sentences",
                "entities",
                "mentions",
                "times",
                "statements",
                "chain",
                "figures",
            ] {
                connection
                    .prepare_cached(&format!("DELETE FROM {table} WHERE article = ?"))?
                    .execute(params![number])?;
            }
            article::insert(connection, Some(number), &id, page_number, run, &reading.article)?;
            layers::insert(connection, number, &reading, &loader.stems(&reading))?;
            layers::insert_forms(connection, &reading.annotations.entities, &mut self.forms)?;
        }
        self.trace_now(packs)?;
        correct::attach_again(&self.connection)?;
        Ok(done)
    }

    /// The page of an article as it came, with what the caller said of it.
    fn kept_page(&self, number: i64) -> rusqlite::Result<(String, i64, Page, Told)> {
        let mut find = self.connection.prepare_cached(
            "SELECT a.id, p.page, p.bytes, p.size, p.kind, p.content_type, p.fetched, p.url, a.source, p.told_language, p.told_day
             FROM articles a JOIN pages p USING (page) WHERE a.article = ?",
        )?;
        find.query_row(params![number], |row| {
            let packed: Vec<u8> = row.get(2)?;
            let mut page = Page::new(
                row.get::<_, String>(8)?,
                bytes::unpacked(&packed, row.get(3)?).unwrap_or_default(),
            );
            page.kind = Kept::kind_of(row.get::<_, Option<String>>(4)?.as_deref());
            page.content_type = row.get(5)?;
            page.fetched = row.get(6)?;
            page.url = row.get(7)?;
            let told = Told { language: row.get(9)?, day: row.get(10)? };
            Ok((row.get(0)?, row.get(1)?, page, told))
        })
    }
}

/// What the caller said of a page that states it not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Language of the text.
    pub language: Option<String>,
    /// Day of publication.
    pub day: Option<String>,
}
