//! What a scraper glued into a sentence: references to other articles, credits of pictures with their captions.

use crate::lang::{FurnitureRole, Language, OutletKind, Packs, fold};
use crate::model::Span;

/// Words of a sentence's head in which a reference to another article shows.
const HEAD: usize = 12;

/// Letters of a credit in brackets, at most.
const CREDIT: usize = 48;

/// Whether a text begins with a reference to another article ("Baca juga: …"): where that ends, nothing tells.
pub(super) fn refers(text: &str, language: &Language) -> bool {
    let head = text.split_inclusive(char::is_whitespace).take(HEAD).map(str::len).sum();
    let head = text[..head].trim_end();
    let furniture = language.furniture.as_ref();
    let hit = furniture.and_then(|furniture| furniture.hit(head, &fold(head)));
    hit.is_some_and(|hit| matches!(hit.rule.role, FurnitureRole::Related | FurnitureRole::Section))
}

/// A sentence behind the credit of a picture, which ends a caption ("… the harbour on Sunday (Antara) The mayor came");
/// the whole of it where there is none.
pub(super) fn behind_credit(sentence: Span, text: &str, language: &Language, packs: &Packs) -> Span {
    let own = sentence.of(text);
    let mut start = 0;
    for (open, _) in own.match_indices('(') {
        let Some(close) = own[open..].find(')').filter(|length| *length <= CREDIT) else { continue };
        let (inner, behind) = (&own[open + 1..open + close], open + close + 1);
        let next = own[behind..].trim_start();
        if next.starts_with(char::is_uppercase) && is_credit(inner, language, packs) {
            start = own.len() - next.len();
        }
    }
    Span { start: sentence.start + start as u32, end: sentence.end }
}

/// Whether words in brackets say whose a picture is: an agency, or what the packs know to stand under pictures.
fn is_credit(inner: &str, language: &Language, packs: &Packs) -> bool {
    let agency = packs.outlets.named(inner.trim()).is_some_and(|outlet| outlet.kind == OutletKind::Agency);
    let line = format!("Foto ({inner})");
    let caption = || {
        let hit = language.furniture.as_ref().and_then(|furniture| furniture.hit(&line, &fold(&line)));
        hit.is_some_and(|hit| hit.rule.role == FurnitureRole::Caption)
    };
    agency || caption()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_the_credit_of_a_picture_is_the_sentence() {
        let packs = Packs::bundled().expect("the bundled packs load");
        let language = packs.languages.get("id").expect("Indonesian is bundled");
        for (text, expected) in [
            ("(Getty Images) Jembatan dibuka pada 2004.", "Jembatan dibuka pada 2004."),
            ("Tim di lokasi, Kamis (12/6) (Reuters) Hujan turun.", "Hujan turun."),
            (
                "Wali Kota (PNS) Rani Mahesa datang, Kamis (12/6).",
                "Wali Kota (PNS) Rani Mahesa datang, Kamis (12/6).",
            ),
            ("Jembatan dibuka (Reuters).", "Jembatan dibuka (Reuters)."),
        ] {
            let whole = Span::new(0, text.len());
            assert_eq!(behind_credit(whole, text, language, &packs).of(text), expected, "{text}");
        }
    }

    #[test]
    fn a_sentence_that_begins_with_a_reference_is_known() {
        let packs = Packs::bundled().expect("the bundled packs load");
        for (code, text, expected) in [
            ("id", "Baca juga:Pasar Lama Dibuka Lagi Jembatan Sarwa ditutup pada Rabu (12/6/2024).", true),
            ("id", "Jembatan Sarwa ditutup pada Rabu (12/6/2024).", false),
            ("en", "Read more: Old Market Opens Again The bridge was closed on Wednesday.", true),
            ("en", "The mayor read more than a hundred letters on Wednesday.", false),
        ] {
            let language = packs.languages.get(code).expect("the language is bundled");
            assert_eq!(refers(text, language), expected, "{text}");
        }
    }
}
