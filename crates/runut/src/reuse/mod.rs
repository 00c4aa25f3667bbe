//! Who copies whom: shingles, containment, alignment, and the evidence for the direction.
//!
//! A pair of steps: `fingerprint` looks at one article, `copies` compares them. Passages, not documents: Indonesian
//! outlets seldom copy whole articles and often parts.

mod align;
mod order;
mod shingle;
pub(crate) mod words;

pub(crate) use order::same_name;
pub use shingle::{Fingerprint, fingerprint};

use crate::model::{Article, ArticleIx, CopyLink, Passage, Reading};
use rustc_hash::{FxHashMap, FxHashSet};
use shingle::{WORDS, is_sampled};

/// Share of the shorter article's shingles from which two outlets' articles are shown as copies, 0 to 1.
/// Chosen on made copies (`runut-eval stories`): half-quoted paragraphs are in, common phrases out.
pub const COPY_SHARE: f64 = 0.15;

/// The same within one outlet, where house text, follow-ups and corrected versions share much.
const SAME_OUTLET_SHARE: f64 = 0.5;

/// A shingle in more documents than this is a set phrase, not evidence.
const COMMON: usize = 64;

/// A shingle on more than this share of an outlet's pages is house text ("Follow our channel …").
const HOUSE_SHARE: f64 = 0.2;

/// … and at least this share of all pages with it are the outlet's own; agency text stands on pages of many.
const HOUSE_OWN: f64 = 0.75;

/// Pages of one outlet from which a share of them says something.
const HOUSE_PAGES: usize = 5;

/// Shared words below which there is no passage worth showing.
const PASSAGE_WORDS: usize = 8;

/// Finds copies among articles, with passages, direction and the reason for it; ordered by the articles' days and ids.
pub fn copies(readings: &[Reading]) -> Vec<CopyLink> {
    let articles: Vec<&Article> = readings.iter().map(|reading| &reading.article).collect();
    copies_of(&articles)
}

/// The same over bare articles.
pub fn copies_of(articles: &[&Article]) -> Vec<CopyLink> {
    // Only the samples are kept for all: whole fingerprints are larger than the texts, and few are looked at again.
    let samples: Vec<Vec<u64>> = articles.iter().map(|article| fingerprint(article).sample).collect();
    let mut order: Vec<ArticleIx> = (0..articles.len()).collect();
    order.sort_by_key(|&at| (articles[at].day(), &articles[at].id, at));
    let (pairs, house) = candidates(articles, &samples, &order);
    drop(samples);
    let mut links: Vec<CopyLink> = Vec::new();
    let mut later: Option<(ArticleIx, Fingerprint)> = None;
    for (left, right) in pairs {
        // The pairs of one article stand together.
        let (_, two) = match later.take() {
            Some(known) if known.0 == right => later.insert(known),
            _ => later.insert((right, fingerprint(articles[right]))),
        };
        if let Some(mut link) =
            link(articles[left], articles[right], &fingerprint(articles[left]), two, &house)
        {
            (link.earlier, link.later) = if link.earlier == 0 { (left, right) } else { (right, left) };
            links.push(link);
        }
    }
    let place = |at: ArticleIx| (articles[at].day(), &articles[at].id);
    links.sort_by_key(|link| (place(link.earlier), place(link.later)));
    links
}

/// Pairs of articles that share enough kept shingles to look closer, and the shingles that are house text.
fn candidates(
    articles: &[&Article],
    samples: &[Vec<u64>],
    order: &[ArticleIx],
) -> (Vec<(ArticleIx, ArticleIx)>, FxHashSet<u64>) {
    let mut holders: FxHashMap<u64, Vec<ArticleIx>> = FxHashMap::default();
    let mut pages: FxHashMap<&str, usize> = FxHashMap::default();
    for &at in order {
        *pages.entry(articles[at].outlet_name()).or_default() += 1;
        for shingle in &samples[at] {
            holders.entry(*shingle).or_default().push(at);
        }
    }
    let mut house = FxHashSet::default();
    for (shingle, holders) in holders.iter().filter(|(_, holders)| holders.len() > 2) {
        let mut by_outlet: FxHashMap<&str, usize> = FxHashMap::default();
        holders.iter().for_each(|&at| *by_outlet.entry(articles[at].outlet_name()).or_default() += 1);
        let of_house = by_outlet.iter().any(|(outlet, &count)| {
            let all = pages[outlet];
            let usual = all >= HOUSE_PAGES && count > 2 && count as f64 > HOUSE_SHARE * all as f64;
            !outlet.is_empty() && usual && count as f64 >= HOUSE_OWN * holders.len() as f64
        });
        if of_house || holders.len() > COMMON {
            house.insert(*shingle);
        }
    }
    let mut pairs = Vec::new();
    let mut shared = vec![0u32; articles.len()];
    let mut touched = Vec::new();
    let mut done = vec![false; articles.len()];
    for &at in order {
        for shingle in samples[at].iter().filter(|shingle| !house.contains(shingle)) {
            for &other in holders[shingle].iter().filter(|&&other| done[other]) {
                if shared[other] == 0 {
                    touched.push(other);
                }
                shared[other] += 1;
            }
        }
        for other in touched.drain(..) {
            let fewest = samples[at].len().min(samples[other].len());
            if shared[other] >= 3 || f64::from(shared[other]) >= 0.05 * fewest as f64 {
                pairs.push((other, at));
            }
            shared[other] = 0;
        }
        done[at] = true;
    }
    (pairs, house)
}

/// Compares two articles in full. In the link, `earlier` is 0 for the left one and 1 for the right one.
fn link(
    left: &Article,
    right: &Article,
    one: &Fingerprint,
    two: &Fingerprint,
    house: &FxHashSet<u64>,
) -> Option<CopyLink> {
    let is_house = |run: &align::Run| {
        let shingles = &two.shingles[run.right..=run.right + run.words - WORDS];
        let kept = shingles.iter().filter(|shingle| is_sampled(**shingle)).count();
        let of_house = shingles.iter().filter(|shingle| house.contains(shingle)).count();
        of_house > 0 && of_house * 2 >= kept
    };
    let runs: Vec<align::Run> = align::runs(one, two).into_iter().filter(|run| !is_house(run)).collect();
    let shared: FxHashSet<u64> = runs
        .iter()
        .flat_map(|run| &two.shingles[run.right..=run.right + run.words - WORDS])
        .copied()
        .collect();
    let distinct = |print: &Fingerprint| print.shingles.iter().collect::<FxHashSet<_>>().len().max(1);
    let inside = (shared.len() as f64 / distinct(one) as f64, shared.len() as f64 / distinct(two) as f64);
    let share = inside.0.max(inside.1).min(1.0);
    let one_outlet = same_name(left.outlet_name(), right.outlet_name());
    if share < if one_outlet { SAME_OUTLET_SHARE } else { COPY_SHARE } {
        return None;
    }
    let passages: Vec<&align::Run> = runs.iter().filter(|run| run.words >= PASSAGE_WORDS).collect();
    if passages.is_empty() {
        return None;
    }
    let order = order::order(left, right, inside, (one.words.len(), two.words.len()));
    let spans = passages.iter().map(|run| {
        let (left, right) = (run.span(one, false), run.span(two, true));
        if order.right_first {
            Passage { earlier: right, later: left }
        } else {
            Passage { earlier: left, later: right }
        }
    });
    let mut spans: Vec<Passage> = spans.collect();
    spans.sort_by_key(|passage| (passage.later, passage.earlier));
    let longest = passages.iter().map(|run| run.words).max().unwrap_or(0);
    let why = format!(
        "{:.0} % of the shorter text stands in the other word for word, the longest passage {longest} words; {}",
        share * 100.0,
        order.why
    );
    let (earlier, later) = if order.right_first { (1, 0) } else { (0, 1) };
    Some(CopyLink {
        earlier,
        later,
        share: (share * 1000.0).round() / 1000.0,
        why,
        order_known: order.known,
        passages: spans,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stated;

    fn article(id: &str, outlet: &str, published: &str, text: &str) -> Article {
        Article {
            id: id.to_owned(),
            outlet: Some(Stated::given(outlet.to_owned(), "test")),
            published: (!published.is_empty()).then(|| Stated::given(published.to_owned(), "test")),
            text: text.to_owned(),
            ..Article::default()
        }
    }

    const REPORT: &str = "Gempa merusak dua jembatan di lembah Sarwa pada Minggu pagi. Wali kota Rani Mahesa \
        meminta warga menjauhi tepi sungai sampai para ahli selesai memeriksa tiang penyangga yang retak.";

    #[test]
    fn a_copy_is_found_with_its_passage_and_its_direction() {
        let source = article("b", "Warta Teluk", "2024-03-03T09:10", REPORT);
        let text =
            format!("Kabar dari lembah. {REPORT} Jalan lain tetap dibuka untuk umum sampai malam hari ini.");
        let copy = article("a", "Suara Bukit", "2024-03-03T11:00", &text);
        let other = article(
            "c",
            "Suara Bukit",
            "2024-03-03",
            "Tim bola voli putri menang tiga set langsung di final.",
        );
        let links = copies_of(&[&copy, &other, &source]);
        assert_eq!(links.len(), 1);
        let link = &links[0];
        assert_eq!((link.earlier, link.later, link.order_known), (2, 0, true));
        assert!(link.share > 0.9, "{}", link.share);
        let passage = link.passages[0];
        let same = |text: &str| text.to_lowercase();
        assert_eq!(same(passage.earlier.of(&source.text)), same(passage.later.of(&copy.text)));
    }

    #[test]
    fn house_text_of_one_outlet_is_no_evidence() {
        let house = "Ikuti saluran kami untuk kabar terbaru setiap hari tanpa iklan dan tanpa batas waktu.";
        let topics = ["padi", "kapal", "kereta", "listrik", "sekolah", "pasar"];
        let pages: Vec<Article> = topics
            .iter()
            .enumerate()
            .map(|(at, topic)| {
                let outlet = if at == 5 { "Suara Bukit" } else { "Warta Teluk" };
                article(
                    &format!("p{at}"),
                    outlet,
                    "2024-03-03",
                    &format!("Soal {topic} dibahas {at}. {house}"),
                )
            })
            .collect();
        let all: Vec<&Article> = pages.iter().collect();
        assert_eq!(copies_of(&all), Vec::new());
    }
}
