//! Likely translations: names and numbers of two texts in different languages, in one order.
//!
//! Needs no dictionary: a name keeps its first letters in most languages, a number its digits, and a translator keeps
//! their order, where two reporters of one thing tell it in orders of their own.

use super::link::Draft;
use super::order::{Compared, order};
use super::scan::{Before, prose};
use crate::model::{Article, ArticleIx, CopyKind};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Letters by which a name is known again, without accents: endings differ from language to language.
const LETTERS: usize = 5;

/// Names and numbers of one article that are looked at.
const MOST: usize = 400;

/// Names and numbers in order from which a translation is likely.
const FEWEST: usize = 2;

/// Share of them, in hundredths, that must stand in one order: in texts of about one length, and in others. Chosen on
/// 305 translated articles and 385 pairs of other articles in two languages; see docs/evaluation.md.
const SHARE: usize = 42;
const SHARE_UNEQUAL: usize = 60;

/// How much longer one of two texts of about one length may be, in tenths.
const LONGER: usize = 15;

/// Letters of an alphabet for one Han letter.
const HAN: usize = 3;

/// A name in more articles than this leads to none of them.
const COMMON: usize = 64;

/// Articles with most names in common that are compared.
const CANDIDATES: usize = 8;

/// Days from which one is no translation of the other: news is translated while it is news.
const DAYS: i64 = 7;

/// What is compared of one article.
struct Anchors {
    /// Names and numbers, hashed, in reading order.
    all: Vec<u32>,
    /// The same, each once, ascending.
    distinct: Vec<u32>,
    /// Letters of the text, as an alphabet would need them.
    size: usize,
}

/// Pairs of articles in two languages of which one is likely the other's translation; `order` is that of days and ids.
pub(super) fn copies(articles: &[&Article], order: &[ArticleIx]) -> Vec<Draft> {
    let languages: BTreeSet<&str> =
        articles.iter().map(|article| article.language.as_str()).filter(|code| !code.is_empty()).collect();
    if languages.len() < 2 {
        return Vec::new();
    }
    let all: BTreeMap<ArticleIx, Anchors> = order.iter().map(|&at| (at, anchors(articles[at]))).collect();
    let mut holders: FxHashMap<u32, Vec<ArticleIx>> = FxHashMap::default();
    let mut found = Vec::new();
    for &at in order {
        let own = &all[&at];
        let mut shared: BTreeMap<ArticleIx, usize> = BTreeMap::new();
        for anchor in &own.distinct {
            let others = holders.get(anchor).map_or(&[][..], Vec::as_slice);
            if others.len() <= COMMON {
                others.iter().for_each(|other| *shared.entry(*other).or_default() += 1);
            }
        }
        let mut near: Vec<(usize, ArticleIx)> = shared
            .into_iter()
            .filter(|&(other, count)| count >= FEWEST && may_translate(articles[other], articles[at]))
            .map(|(other, count)| (count, other))
            .collect();
        near.sort_by_key(|&(count, other)| (std::cmp::Reverse(count), other));
        let pairs = near.into_iter().take(CANDIDATES);
        found.extend(pairs.filter_map(|(_, other)| draft(other, at, articles, &all[&other], own)));
        for anchor in &own.distinct {
            let known = holders.entry(*anchor).or_default();
            if known.len() <= COMMON {
                known.push(at);
            }
        }
    }
    found
}

fn may_translate(one: &Article, two: &Article) -> bool {
    let near = match (one.day(), two.day()) {
        (Some(one), Some(two)) => one.since(two).is_ok_and(|span| i64::from(span.get_days()).abs() <= DAYS),
        _ => true,
    };
    near && one.language != two.language && !one.language.is_empty() && !two.language.is_empty()
}

fn draft(
    left: ArticleIx,
    right: ArticleIx,
    articles: &[&Article],
    one: &Anchors,
    two: &Anchors,
) -> Option<Draft> {
    let ordered = in_one_order(&one.all, &two.all);
    let fewest = one.all.len().min(two.all.len());
    let (short, long) = (one.size.min(two.size), one.size.max(two.size));
    let needed = if long * 10 <= short * LONGER { SHARE } else { SHARE_UNEQUAL };
    if ordered < FEWEST || ordered * 100 < needed * (fewest + 1) {
        return None;
    }
    let share = |anchors: &Anchors| ordered as f64 / anchors.all.len().max(1) as f64;
    // Lengths say nothing between languages.
    let compared = Compared::default();
    Some(Draft {
        left,
        right,
        kind: CopyKind::Translated,
        inside: (share(one), share(two)),
        shares: format!(
            "likely a translation: {ordered} of {fewest} names and numbers stand in both in the same order"
        ),
        order: order(articles[left], articles[right], &compared),
        passages: Vec::new(),
    })
}

/// The names and numbers of an article: words with a capital inside a sentence, and digits.
fn anchors(article: &Article) -> Anchors {
    let (mut all, mut size) = (Vec::new(), 0);
    for token in prose(article) {
        let Some(word) = article.text.get(token.start as usize..token.end as usize) else { continue };
        let first = word.chars().next().unwrap_or(' ');
        size += if word.len() == first.len_utf8() && first > '\u{2e80}' { HAN } else { word.chars().count() };
        if all.len() >= MOST {
            continue;
        }
        if first.is_ascii_digit() {
            let digits = word.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
            all.push(hash(digits.trim_start_matches('0').bytes()));
        } else if first.is_uppercase() && token.before == Before::Inside && word.len() > first.len_utf8() {
            let plain: String =
                word.chars().flat_map(char::to_lowercase).flat_map(plain).take(LETTERS).collect();
            all.push(hash(plain.bytes()));
        }
    }
    let mut distinct = all.clone();
    distinct.sort_unstable();
    distinct.dedup();
    Anchors { all, distinct, size }
}

/// FNV-1a in 32 bits.
fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A small letter without its accent, and a Cyrillic one in Latin letters.
fn plain(letter: char) -> impl Iterator<Item = char> {
    let latin = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'а' | 'ạ'..='ặ' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'д' => "d",
        'è'..='ë' | 'ē' | 'ę' | 'ě' | 'е' | 'э' | 'ё' | 'ẹ'..='ệ' => "e",
        'ğ' | 'г' => "g",
        'ì'..='ï' | 'ī' | 'ı' | 'и' | 'й' | 'ị' | 'ỉ' => "i",
        'ł' | 'л' => "l",
        'ñ' | 'ń' | 'ň' | 'н' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'о' | 'ọ'..='ợ' | 'ơ' => "o",
        'ř' | 'р' => "r",
        'ś' | 'ş' | 'š' | 'ș' | 'с' => "s",
        'ţ' | 'ť' | 'ț' | 'т' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'у' | 'ư' | 'ụ'..='ự' => "u",
        'ý' | 'ÿ' | 'ы' => "y",
        'ź' | 'ż' | 'ž' | 'з' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'б' => "b",
        'в' => "v",
        'ж' => "zh",
        'к' => "k",
        'м' => "m",
        'п' => "p",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' | 'щ' => "sh",
        'ю' => "yu",
        'я' => "ya",
        'ъ' | 'ь' | '\u{300}'..='\u{36f}' => "",
        _ => return [Some(letter), None].into_iter().flatten(),
    };
    let mut letters = latin.chars();
    [letters.next(), letters.next()].into_iter().flatten()
}

/// The length of the longest common subsequence (Hunt and Szymanski 1977).
fn in_one_order(one: &[u32], two: &[u32]) -> usize {
    let mut places: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (at, anchor) in two.iter().enumerate().rev() {
        places.entry(*anchor).or_default().push(at);
    }
    // `ends[n]` is the earliest place where a common subsequence of n + 1 can end.
    let mut ends: Vec<usize> = Vec::new();
    for &at in one.iter().filter_map(|anchor| places.get(anchor)).flatten() {
        let length = ends.partition_point(|end| *end < at);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    ends.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stated;

    fn article(id: &str, language: &str, published: &str, text: &str) -> Article {
        Article {
            id: id.to_owned(),
            language: language.to_owned(),
            published: Some(Stated::given(published.to_owned(), "test")),
            text: text.to_owned(),
            ..Article::default()
        }
    }

    const REPORT: &str = "Pada 3 Maret 2024 jembatan Sarwa di Kota Teluk retak sepanjang 12 meter. Menurut Rani Mahesa, \
        kerugian mencapai 45 juta. Tim dari Bandar Lor memeriksa 7 tiang bersama Bima Tarsono.";

    #[test]
    fn a_translation_keeps_names_and_numbers_in_their_order_and_another_report_does_not() {
        let translation = "On 3 March 2024 the Sarwa bridge in Teluk City cracked over 12 metres. According to Rani \
            Mahesa, the damage reached 45 million. A team from Bandar Lor checked 7 pillars with Bima Tarsono.";
        let own = "Repairs by Bima Tarsono and his 7 workers will cost 45 million, said Rani Mahesa. The bridge over the \
            Sarwa, opened in 1998, was closed on 3 March after cracks of 12 metres; Teluk has 2 others.";
        for (text, day, found) in
            [(translation, "2024-03-04", 1), (own, "2024-03-04", 0), (translation, "2024-05-04", 0)]
        {
            let (one, two) = (article("a", "id", "2024-03-03", REPORT), article("b", "en", day, text));
            let drafts = copies(&[&one, &two], &[0, 1]);
            assert_eq!(drafts.len(), found, "{day} {text}");
        }
    }

    #[test]
    fn names_are_known_again_across_accents_and_alphabets() {
        let plain = |word: &str| word.chars().flat_map(super::plain).collect::<String>();
        for (one, two) in [("müller", "muller"), ("москва", "moskva"), ("łódź", "lodz"), ("đà", "da")]
        {
            assert_eq!(plain(one), two);
        }
    }

    #[test]
    fn the_longest_common_subsequence_is_found() {
        for (one, two, expected) in [
            (&[1, 2, 3, 4][..], &[2, 4, 1, 3, 4][..], 3),
            (&[1, 1, 1], &[1, 1], 2),
            (&[], &[1], 0),
            (&[3, 2, 1], &[1, 2, 3], 1),
        ] {
            assert_eq!(in_one_order(one, two), expected, "{one:?} {two:?}");
        }
    }
}
