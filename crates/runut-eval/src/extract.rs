//! Scores extraction: line roles and metadata of the seeds, body and metadata of HTML pages, lines of dumps.

use anyhow::{Context, bail};
use runut::lang::Packs;
use runut::model::{Article, BlockKind, Page};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder of labelled data beside the repository.
fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared")
}

/// Prints the scores; fails under a floor.
pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let shared = shared();
    if !shared.join("seeds").is_dir() {
        eprintln!("SKIPPED: extract is not measured, {} is missing", shared.display());
        return Ok(());
    }
    let packs = Packs::bundled()?;
    for language in packs.languages.iter() {
        language.check()?;
    }
    let show = arguments
        .iter()
        .position(|a| a == "--errors")
        .and_then(|at| arguments.get(at + 1))
        .and_then(|n| n.parse().ok())
        .unwrap_or(20usize);
    let mut scores = BTreeMap::new();
    seeds(&shared, &packs, show, &mut scores)?;
    for (name, score) in &scores {
        println!("{name:32} {score:.4}");
    }
    Ok(())
}

fn read(path: &Path, packs: &Packs) -> anyhow::Result<Article> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let page = Page::new(path.display().to_string(), bytes);
    let article = runut::extract::articles(&page, packs).remove(0)?;
    for block in &article.blocks {
        let (start, end) =
            article.origin.page_range(block.span).context("a block without a place on the page")?;
        if page.bytes[start as usize..end as usize] != *block.span.of(&article.text).as_bytes() {
            bail!("{}: a block differs from its bytes", path.display());
        }
    }
    Ok(article)
}

/// The role a gold line must come out with.
fn expected(role: &str) -> &'static str {
    match role {
        r if r.starts_with("body") || r == "title" || r == "standfirst" || r == "subheading" => "body",
        "caption" => "caption",
        _ => "removed",
    }
}

fn seeds(
    shared: &Path,
    packs: &Packs,
    show: usize,
    scores: &mut BTreeMap<&'static str, f64>,
) -> anyhow::Result<()> {
    let gold = std::fs::read_to_string(shared.join("gold/seed_lines.tsv"))?;
    let mut articles: BTreeMap<String, (Article, String)> = BTreeMap::new();
    let (mut right, mut all, mut shown) = (0, 0, 0);
    for line in gold.lines().skip(1) {
        let fields: Vec<&str> = line.splitn(4, '\t').collect();
        let [file, number, role, _] = fields[..] else { bail!("seed_lines.tsv: a line without four fields") };
        if !articles.contains_key(file) {
            let path = shared.join("seeds").join(file);
            articles.insert(file.to_owned(), (read(&path, packs)?, std::fs::read_to_string(&path)?));
        }
        let (article, page) = &articles[file];
        let number: usize = number.parse()?;
        let start: usize = page.split('\n').take(number - 1).map(|line| line.len() + 1).sum();
        let end = start + page.split('\n').nth(number - 1).unwrap_or("").trim_end().len();
        let overlap = |(from, to): (u32, u32)| (from as usize) < end && start < to as usize;
        let kept = article.blocks.iter().filter(|b| article.origin.page_range(b.span).is_some_and(overlap));
        let found =
            kept.map(|block| if block.kind == BlockKind::Caption { "caption" } else { "body" }).next();
        let found = found
            .or(article.removed.iter().any(|r| r.page.is_some_and(overlap)).then_some("removed"))
            .unwrap_or("lost");
        all += 1;
        if found == expected(role) {
            right += 1;
        } else if shown < show {
            shown += 1;
            println!("seed line {file}:{number} is {role}, read as {found}");
        }
    }
    scores.insert("seed_lines", f64::from(right) / f64::from(all));
    for (file, (article, _)) in &articles {
        let gold: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(shared.join(format!("gold/{file}.json")))?)?;
        println!(
            "{file}: title {:?}\n  outlet {:?}\n  byline {:?} editor {:?}\n  published {:?} dateline {:?} agencies {:?} original {:?} kicker {:?} lang {}",
            article.headline(),
            article.outlet_name(),
            article.byline.iter().map(|b| &b.value).collect::<Vec<_>>(),
            article.editor.as_ref().map(|e| &e.value),
            article.published.as_ref().map(|p| &p.value),
            article.dateline.map(|d| d.of(&article.text)),
            article.agencies.iter().map(|a| &a.value).collect::<Vec<_>>(),
            article.original,
            article.kicker.as_ref().map(|k| &k.value),
            article.language
        );
        for block in &article.blocks {
            println!(
                "   {:?} {}",
                block.kind,
                block.span.of(&article.text).chars().take(60).collect::<String>()
            );
        }
        for r in &article.removed {
            println!("   - {:?} {} : {}", r.kind, r.why, r.text.chars().take(60).collect::<String>());
        }
        let _ = gold;
    }
    Ok(())
}
