//! Every part of a page with its role and what decided: `extract --explain`, for a person.

use runut::model::{Article, Explained, Reason};
use runut_show::one_line;

/// Letters of a part that are shown.
const SHOWN: usize = 100;

/// Reasons that are shown on one line.
const REASONS: usize = 6;

/// The parts of one article's page, in page order: `+` before what was kept, `-` before what was left out.
pub fn parts(article: &Article, parts: &[Explained]) -> String {
    let mut text = format!("{}  {}\n", one_line(&article.source), one_line(article.headline()));
    for part in parts {
        let mark = if part.kept { '+' } else { '-' };
        let score = part.score.map_or(String::new(), decimal);
        text += &format!("  {mark} {:15} {score:>6}  {}\n", part.role.name(), beginning(&part.text));
        let (rules, features): (Vec<_>, Vec<_>) = part.why.iter().partition(|why| why.contribution == 0);
        for rule in rules {
            text += &format!("        {}\n", one_line(&rule.feature));
        }
        let features: Vec<String> = features.into_iter().take(REASONS).map(feature).collect();
        if !features.is_empty() {
            text += &format!("        {}\n", features.join("; "));
        }
    }
    text + "\n"
}

fn feature(why: &Reason) -> String {
    format!("{} {}", decimal(why.contribution), one_line(&why.feature))
}

/// Thousandths as a number with its sign and two places.
fn decimal(thousandths: i32) -> String {
    let hundredths = (thousandths.unsigned_abs() + 5) / 10;
    let sign = if thousandths < 0 { '-' } else { '+' };
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}

fn beginning(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use runut::model::PartRole;

    #[test]
    fn parts_are_shown_with_their_roles_scores_and_reasons() {
        let part = |kept, role, score, text: &str, why: Vec<Reason>| Explained {
            page: None,
            text: text.to_owned(),
            role,
            kept,
            score,
            why,
        };
        let why = |feature: &str, contribution| Reason { feature: feature.to_owned(), contribution };
        let all = [
            part(
                true,
                PartRole::Paragraph,
                Some(2_345),
                "Pasar dibuka.",
                vec![why("words = 2", 1_204), why("ends = 1", -96)],
            ),
            part(
                false,
                PartRole::CrossReference,
                None,
                "Baca juga: Jembatan",
                vec![Reason::rule("known as \"cross-reference\"")],
            ),
        ];
        let article = Article { source: "a.txt".to_owned(), ..Article::default() };
        let expected = "\
a.txt  
  + paragraph        +2.35  Pasar dibuka.
        +1.20 words = 2; -0.10 ends = 1
  - cross-reference         Baca juga: Jembatan
        known as \"cross-reference\"

";
        assert_eq!(parts(&article, &all), expected);
    }
}
