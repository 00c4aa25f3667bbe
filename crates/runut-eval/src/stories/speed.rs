//! How fast copies are found, and in how much memory: labelled articles in memory, and the same many times over with
//! every third word changed, until 150,000 are live.
//!
//! `stories speed`; build with `--release`.

use super::load;
use crate::sets::cpu_seconds;
use runut::model::Article;
use std::path::Path;

/// Sets whose texts are whole articles, in two languages. Of the weekend on which a hundred outlets printed the same
/// agencies' texts only a part is taken, as in a year's news.
const SETS: [&str; 5] =
    ["id_2025a", "copies_en_2018", "en_fnc_a", "en_basil_2010_2015", "../unlabelled/id_misc"];

/// Articles taken of that weekend: one in twenty of all.
const WEEKEND: usize = 80;

/// Letters from which a text is an article, and at which it is cut: news of 4 to 5 KB.
const LETTERS: (usize, usize) = (2_500, 6_000);

/// Prints articles per CPU-second and bytes of memory an article, for one copy of the texts and for many.
pub(super) fn print(folder: &Path) -> anyhow::Result<()> {
    let mut texts: Vec<Article> = Vec::new();
    for set in SETS {
        let most = if set == "copies_en_2018" { WEEKEND } else { usize::MAX };
        for line in load(&folder.join(set).with_extension("jsonl"))?.unwrap_or_default().iter().take(most) {
            let mut article = line.reading().article;
            if article.text.len() >= LETTERS.0 {
                let end = (0..=LETTERS.1.min(article.text.len()))
                    .rev()
                    .find(|at| article.text.is_char_boundary(*at));
                article.text.truncate(end.unwrap_or(0));
                // One language: what is measured is the search for copies, not that for translations.
                article.language = "id".to_owned();
                texts.push(article);
            }
        }
    }
    for wanted in [texts.len(), 30_000, 150_000] {
        let mut articles: Vec<Article> = Vec::with_capacity(wanted);
        for round in 0.. {
            articles
                .extend(texts.iter().take(wanted - articles.len()).map(|article| changed(article, round)));
            if articles.len() == wanted {
                break;
            }
        }
        let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
        let all: Vec<&Article> = articles.iter().collect();
        let (memory, start) = (peak_memory(), cpu_seconds());
        let links = runut::reuse::copies_of(&all);
        let (seconds, memory) = (cpu_seconds() - start, peak_memory().saturating_sub(memory));
        println!(
            "copies: {wanted} articles of {:.1} KB, {} links: {:.0} articles per CPU-second, {:.0} bytes of memory each",
            bytes as f64 / wanted as f64 / 1000.0,
            links.len(),
            wanted as f64 / seconds,
            memory as f64 / wanted as f64
        );
    }
    Ok(())
}

/// The article with every third word another one in each round.
fn changed(article: &Article, round: usize) -> Article {
    if round == 0 {
        return article.clone();
    }
    let suffix = format!("q{round} ");
    let mut text = String::with_capacity(article.text.len() * 2);
    for (at, word) in article.text.split_inclusive(' ').enumerate() {
        match word.strip_suffix(' ').filter(|_| at % 3 == 0) {
            Some(word) => {
                text.push_str(word);
                text.push_str(&suffix);
            }
            None => text.push_str(word),
        }
    }
    Article { id: format!("{}-{round}", article.id), text, ..article.clone() }
}

/// The most memory this process has held, in bytes; 0 where the system does not tell.
fn peak_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or(0) * 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_text_shares_no_run_of_three_words_with_the_first() {
        let article = Article { text: "a b c d e f".to_owned(), ..Article::default() };
        assert_eq!(changed(&article, 2).text, "aq2 b c dq2 e f");
    }
}
