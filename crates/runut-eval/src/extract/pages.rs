//! The labelled pages beside the repository: what each is, and what gold says of it.

use anyhow::Context;
use runut::model::{Page, PageKind};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One page and its gold; a field is there only where it is annotated.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// The file's name without its ending.
    pub name: String,
    /// The set that it comes from.
    pub set: String,
    /// The site, by which pages are parted for validation.
    pub domain: String,
    /// Its character set, found by hand or by its makers.
    pub encoding: String,
    /// Where it was fetched.
    pub url: Option<String>,
    /// The main text, paragraphs parted by blank lines.
    pub body: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Writers, parted by semicolons.
    pub author: Option<String>,
    /// Publication, ISO 8601.
    pub date: Option<String>,
    /// Pieces of text that belong to the article.
    pub with: Vec<String>,
    /// Pieces of text that do not.
    pub without: Vec<String>,
    folder: PathBuf,
}

impl Labelled {
    /// The page, its bytes as they were fetched.
    ///
    /// # Errors
    /// Where the file or the program `gzip` is missing.
    pub fn page(&self) -> anyhow::Result<Page> {
        let bytes = unpacked(&self.folder.join(format!("{}.html.gz", self.name)))?;
        let mut page = Page::new(self.name.clone(), bytes);
        page.url.clone_from(&self.url);
        page.kind = Some(PageKind::Html);
        Ok(page)
    }
}

/// All labelled pages of a folder, by name.
///
/// # Errors
/// Where the folder or a file of it cannot be read.
pub fn labelled(folder: &Path) -> anyhow::Result<Vec<Labelled>> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "json"));
    files.sort();
    files.iter().map(|path| read(folder, path)).collect()
}

fn read(folder: &Path, path: &Path) -> anyhow::Result<Labelled> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    // Some of the files were written by Python, which writes what is no JSON.
    let text = std::fs::read_to_string(path)?.replace(": NaN", ": null");
    let gold: Value = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
    let annotated =
        |field: &str| gold["gold_fields"].as_array().is_some_and(|all| all.iter().any(|f| f == field));
    let value = |field: &str| match &gold[field] {
        Value::String(one) if annotated(field) => Some(one.clone()),
        // Some have the names of the writers in a list.
        Value::Array(many) if annotated(field) => {
            Some(many.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "))
        }
        _ => None,
    };
    let pieces = |field: &str| -> Vec<String> {
        let all = gold[field].as_array().filter(|_| annotated("segments"));
        all.into_iter().flatten().filter_map(|piece| piece.as_str().map(str::to_owned)).collect()
    };
    Ok(Labelled {
        set: gold["source_set"].as_str().unwrap_or("").to_owned(),
        domain: gold["domain"].as_str().unwrap_or("").to_owned(),
        encoding: gold["encoding"].as_str().unwrap_or("utf-8").to_owned(),
        url: gold["url"].as_str().map(str::to_owned),
        body: value("body"),
        title: value("title"),
        author: value("author"),
        date: value("date"),
        with: pieces("with"),
        without: pieces("without"),
        folder: folder.to_owned(),
        name,
    })
}

/// What `gzip -dc` makes of a file.
///
/// # Errors
/// Where the program is missing.
pub fn unpacked(path: &Path) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("gzip")
        .arg("-dc")
        .arg(path)
        .output()
        .context("gzip is needed to read the labelled pages")?;
    Ok(output.stdout)
}
