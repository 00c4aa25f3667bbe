//! Roles of all lines of the five seeds, what they state of themselves, and that every block equals its bytes.

use super::{Scores, first};
use anyhow::{Context, bail};
use runut::lang::Packs;
use runut::model::{Article, BlockKind, Page};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The role a gold line must come out with.
fn expected(role: &str) -> &'static str {
    match role {
        r if r.starts_with("body") || r == "title" || r == "standfirst" || r == "subheading" => "body",
        "caption" => "caption",
        _ => "removed",
    }
}

/// Roles of all lines of the seeds, their metadata, and that every block equals its bytes.
pub fn score(shared: &Path, packs: &Packs, show: usize, scores: &mut Scores) -> anyhow::Result<()> {
    let gold = std::fs::read_to_string(shared.join("gold/seed_lines.tsv"))?;
    let mut articles: BTreeMap<String, (Article, String)> = BTreeMap::new();
    let (mut right, mut all) = (0, 0);
    for line in gold.lines().skip(1) {
        let fields: Vec<&str> = line.splitn(4, '\t').collect();
        let [file, number, role, _] = fields[..] else { bail!("seed_lines.tsv: a line without four fields") };
        if !articles.contains_key(file) {
            let bytes = std::fs::read(shared.join("seeds").join(file))?;
            let text = String::from_utf8(bytes.clone())?;
            let page = Page::new(file, bytes);
            let article = first(&page, packs).map_err(anyhow::Error::msg)?;
            for block in &article.blocks {
                let range = article.origin.page_range(block.span).context("a block without a place")?;
                if text.get(range.0 as usize..range.1 as usize) != Some(block.span.of(&article.text)) {
                    bail!("{file}: a block differs from its bytes");
                }
            }
            articles.insert(file.to_owned(), (article, text));
        }
        let (article, page) = &articles[file];
        let number: usize = number.parse()?;
        let start: usize = page.split('\n').take(number - 1).map(|line| line.len() + 1).sum();
        let end = start + page.split('\n').nth(number - 1).unwrap_or("").trim_end().len();
        let overlap = |(from, to): (u32, u32)| (from as usize) < end && start < to as usize;
        let mut kept =
            article.blocks.iter().filter(|b| article.origin.page_range(b.span).is_some_and(overlap));
        let found =
            kept.next().map(|block| if block.kind == BlockKind::Caption { "caption" } else { "body" });
        let removed = || article.removed.iter().any(|r| r.page.is_some_and(overlap)).then_some("removed");
        let found = found.or_else(removed).unwrap_or("lost");
        all += 1;
        if found == expected(role) {
            right += 1;
        } else if show > 0 {
            println!("seed line {file}:{number} is {role}, read as {found}");
        }
    }
    scores.insert("seed_lines".into(), f64::from(right) / f64::from(all));
    let (mut right, mut all) = (0, 0);
    for (file, (article, _)) in &articles {
        let gold: Value =
            serde_json::from_str(&std::fs::read_to_string(shared.join(format!("gold/{file}.json")))?)?;
        let gold = &gold["article"];
        let text = |value: &Value| {
            value["text"].as_str().map(|text| text.trim_matches(['(', ')', '[', ']']).to_owned())
        };
        let published = &gold["published"];
        let stated =
            if published["stated"] == true { published["value"].as_str().map(str::to_owned) } else { None };
        let byline = article.byline.iter().map(|name| name.value.clone()).next();
        let checks = [
            ("title", text(&gold["title"]), article.title.as_ref().map(|t| t.value.clone())),
            (
                "outlet",
                gold["outlet"]["canonical"].as_str().map(str::to_owned),
                article.outlet.as_ref().map(|o| o.value.clone()),
            ),
            ("byline", text(&gold["byline"]), byline),
            ("editor", text(&gold["editor"]), article.editor.as_ref().map(|e| e.value.clone())),
            ("kicker", text(&gold["kicker"]), article.kicker.as_ref().map(|k| k.value.clone())),
            ("published", stated, article.published.as_ref().map(|p| p.value.clone())),
            ("dateline", text(&gold["dateline"]), article.dateline.map(|d| d.of(&article.text).to_owned())),
            (
                "original",
                gold["original"]["outlet"].as_str().map(str::to_owned),
                article.original.as_ref().map(|o| o.outlet.clone()),
            ),
            ("language", gold["language"].as_str().map(str::to_owned), Some(article.language.clone())),
        ];
        for (what, gold, found) in checks {
            all += 1;
            if gold == found {
                right += 1;
            } else {
                println!("seed {file}: {what} is {gold:?}, read as {found:?}");
            }
        }
    }
    scores.insert("seed_facts".into(), f64::from(right) / f64::from(all));
    Ok(())
}
