//! "Presiden Lentara Wirya Sandoro": the country, firm or body between title and name that no gazetteer has, told by
//! the rest of the article.

use super::candidate::{Candidate, Votes};
use crate::lang::{Names, Signs};
use crate::model::Tokens;
use rustc_hash::FxHashMap;

/// What the article shows of a word.
#[derive(Default)]
struct Shown {
    /// How often it stands as a name of its own.
    alone: u32,
    /// What speaks there for its being a place.
    place: i32,
    /// Names that follow it behind titles.
    leads: Vec<String>,
}

/// Cuts such a first word off the names behind titles and makes it the affiliation.
///
/// The article must show it: the word leads up to two different people, or stands alone where only a place or a body
/// stands while the rest of the name stands without it, too. Given names are never cut off.
pub(super) fn split(tokens: &Tokens, names: &Names, found: &mut Vec<Candidate<'_>>) {
    let longest =
        |one: &Candidate<'_>| one.title.is_some() && one.known.is_none() && one.end - one.first >= 3;
    if !found.iter().any(longest) {
        return;
    }
    let words =
        |range: std::ops::Range<usize>| range.map(|at| tokens.lower(at)).collect::<Vec<_>>().join(" ");
    let mut shown = FxHashMap::<String, Shown>::default();
    for one in found.iter() {
        if one.end - one.first == 1 {
            let entry = shown.entry(tokens.lower(one.first).to_owned()).or_default();
            entry.alone += 1;
            entry.place += one.votes.place;
        } else if longest(one) {
            let rest = words(one.first + 1..one.end);
            let entry = shown.entry(tokens.lower(one.first).to_owned()).or_default();
            if !entry.leads.contains(&rest) {
                entry.leads.push(rest);
            }
        }
        // "Bank Nusabaru", "Badan Cuaca Nusabaru": a body that is named after it.
        if one.end - one.first > 1 && one.votes.organisation > one.votes.person {
            shown.entry(tokens.lower(one.end - 1).to_owned()).or_default().alone += 1;
        }
        // "Wirya Sandoro", without anything before it.
        shown.entry(words(one.first..one.end)).or_default();
    }
    let mut cut = Vec::new();
    for one in found.iter_mut().filter(|one| longest(one)) {
        let first = tokens.lower(one.first);
        let Some(known) = shown.get(first) else { continue };
        let given = names.signs().exact(first).is_some_and(|signs| signs.any(Signs::GIVEN | Signs::PARTICLE));
        let rest = words(one.first + 1..one.end);
        let short = |at: usize| shown.get(tokens.lower(at)).is_some_and(|word| word.alone > 0);
        let rest_alone = shown.contains_key(&rest) || short(one.first + 1) || short(one.end - 1);
        let place = known.place > 0 && known.alone > 0;
        if given || !(known.leads.len() >= 2 || place || known.alone > 0 && rest_alone) {
            continue;
        }
        cut.push(Candidate {
            end: one.first + 1,
            votes: Votes { place: 3, ..Votes::default() },
            title: None,
            clitic: 0,
            unproved: false,
            ..one.clone()
        });
        if let Some(title) = &mut one.title {
            title.of = Some(one.first);
        }
        one.first += 1;
    }
    // "Duta Besar Nusabaru untuk Timor, Hasan Temoro": what was an affiliation once is nobody's name behind a title.
    for one in found.iter_mut().filter(|one| one.title.is_some() && one.end - one.first == 1) {
        let word = tokens.lower(one.first);
        if cut.iter().any(|place| tokens.lower(place.first) == word) {
            one.title = None;
            one.votes = Votes { place: 3, ..Votes::default() };
        }
    }
    found.extend(cut);
}

#[cfg(test)]
mod tests {
    use crate::lang::Packs;
    use crate::model::{Article, Block, BlockKind, Span};

    /// The people of a text, by name.
    fn people(text: &str) -> Vec<String> {
        let packs = Packs::bundled().expect("bundled packs load");
        let span = Span::new(0, text.len());
        let blocks = vec![Block { kind: BlockKind::Paragraph, span }];
        let article = Article { text: text.into(), blocks, language: "id".into(), ..Article::default() };
        let tokens = crate::segment::tokens(&article);
        let quotations = crate::segment::quotations(&article);
        let sentences = crate::segment::sentences(&article, &quotations, &packs.languages);
        let (_, entities) = super::super::mentions(&article, &tokens, &sentences, &packs);
        let person = crate::model::MentionKind::Person;
        entities.into_iter().filter(|entity| entity.kind == person).map(|entity| entity.name).collect()
    }

    #[test]
    fn an_unknown_country_between_title_and_name_is_told_by_the_article() {
        for (text, expected) in [
            (
                "Presiden Nusabaru Wirya Sandoro tiba kemarin. Delegasi dari Nusabaru menunggu. Wirya tersenyum.",
                vec!["Wirya Sandoro"],
            ),
            (
                "Presiden Nusabaru Wirya Sandoro tiba bersama Menteri Luar Negeri Nusabaru Nara Olindes.",
                vec!["Wirya Sandoro", "Nara Olindes"],
            ),
            (
                "Menteri Energi Nusabaru Gading Pratoko tiba. Kepala Badan Cuaca Nusabaru menunggu Pratoko.",
                vec!["Gading Pratoko"],
            ),
            // Nothing shows that the first word is none of the name.
            ("Presiden Yanika Wirya Sandoro tiba kemarin.", vec!["Yanika Wirya Sandoro"]),
        ] {
            assert_eq!(people(text), expected, "{text}");
        }
    }
}
