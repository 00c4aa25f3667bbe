//! Labelled texts as articles, and offsets of labels (code points) as bytes.

use runut::lang::{Language, Packs};
use runut::model::{Article, Block, BlockKind, Span, Stated};
use std::path::{Path, PathBuf};

/// The shared folder of labelled data, when it lies beside the repository.
pub fn shared() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    folder.is_dir().then_some(folder)
}

/// The bundled packs, and over them those in the folder behind `--languages`.
///
/// # Errors
/// Where the folder cannot be read, or something is wrong with a pack.
pub fn packs(arguments: &[String]) -> anyhow::Result<Packs> {
    let mut packs = Packs::bundled()?;
    let Some(at) = arguments.iter().position(|argument| argument == "--languages") else { return Ok(packs) };
    let folder = arguments.get(at + 1).ok_or_else(|| anyhow::anyhow!("--languages DIR"))?;
    for pack in files(std::path::Path::new(folder))? {
        let code = pack.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if code.starts_with('_') || !pack.is_dir() {
            continue;
        }
        let mut texts = Vec::new();
        for file in files(&pack)? {
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            texts.push((name, std::fs::read_to_string(&file)?));
        }
        let texts: Vec<(&str, &str)> =
            texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        packs.languages.add(Language::load(&code, &texts)?);
    }
    Ok(packs)
}

/// The lines of a JSON Lines file.
///
/// # Errors
/// Where the file cannot be read or a line is no JSON.
pub fn json_lines(path: &Path) -> anyhow::Result<Vec<serde_json::Value>> {
    let text =
        std::fs::read_to_string(path).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// A text that somebody else cut out, one paragraph a line.
pub fn article(id: &str, text: &str, language: &str, published: Option<&str>) -> Article {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let lead = start + (line.len() - line.trim_start().len());
            blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(lead, lead + trimmed.len()) });
        }
        start += line.len();
    }
    Article {
        id: id.to_owned(),
        text: text.to_owned(),
        language: language.to_owned(),
        published: published.map(|date| Stated::given(date.to_owned(), "gold")),
        blocks,
        given: true,
        ..Article::default()
    }
}

/// The byte offset of every code point, and the text's length at the end.
pub fn byte_offsets(text: &str) -> Vec<u32> {
    text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect()
}

/// The files of a folder, by name.
///
/// # Errors
/// Where the folder cannot be read.
pub fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
    files.sort();
    Ok(files)
}
