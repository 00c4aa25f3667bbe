//! Why each part of a page has its role: what rules said of it, and what a model saw.

use crate::model::{Article, Explained, Reason};
use crate::trees::{Forest, ONE, Share};

/// What a model made of the part that stands at these bytes of the page.
pub(crate) struct Judged {
    /// The part.
    pub page: (u32, u32),
    /// Log-odds in steps of one 4,096th.
    pub score: i32,
    /// What decided.
    pub why: Vec<Reason>,
}

/// Features named for one part; the rest decides little.
const NAMED: usize = 8;

impl Judged {
    /// The score of a row, and the features that decided, by name and value.
    pub fn new(page: (u32, u32), forest: &Forest, row: &[i32], names: &[String]) -> Self {
        let reason = |share: Share| {
            let at = usize::from(share.feature);
            let (name, value) = (names.get(at).map_or("", String::as_str), row.get(at).copied().unwrap_or(0));
            Reason { feature: format!("{name} = {value}"), contribution: thousandths(share.weight) }
        };
        let why = forest.explain(row).into_iter().take(NAMED).map(reason).collect();
        Self { page, score: forest.score(row), why }
    }

    /// Whether a part stands in it: what is judged as one may be cut into several.
    fn holds(&self, part: (u32, u32)) -> bool {
        self.page.0 <= part.0 && part.1 <= self.page.1
    }
}

/// Steps of one 4,096th as thousandths.
fn thousandths(score: i32) -> i32 {
    (i64::from(score) * 1000 / i64::from(ONE)) as i32
}

/// All parts of an article's page in page order, with what a model made of the block that each is, or was cut from;
/// `judged` stands in page order too.
pub(crate) fn parts(article: &Article, judged: &[Judged]) -> Vec<Explained> {
    let kept = article.blocks.iter().map(|block| {
        let page = article.origin.page_range(block.span);
        let text = block.span.of(&article.text).to_owned();
        let part =
            Explained { page, text, role: block.kind.into(), kept: true, score: None, why: Vec::new() };
        (block.span.start, part)
    });
    let removed = article.removed.iter().map(|part| {
        let why = vec![Reason::rule(part.why.as_str())];
        let text = part.text.clone();
        (part.at, Explained { page: part.page, text, role: part.role, kept: false, score: None, why })
    });
    let mut parts: Vec<(u32, Explained)> = kept.chain(removed).collect();
    parts.sort_by_key(|(at, part)| (part.page.map_or(*at, |page| page.0), *at));
    let mut parts: Vec<Explained> = parts.into_iter().map(|(_, part)| part).collect();
    for part in &mut parts {
        if let Some(judged) = judged.iter().find(|judged| part.page.is_some_and(|page| judged.holds(page))) {
            part.score = Some(thousandths(judged.score));
            part.why.extend(judged.why.iter().cloned());
        }
    }
    parts
}
