//! Round-ups: pages that string several unrelated reports together and tell of no one event.

use crate::lang::Languages;

/// Whether a headline is that of a round-up in its language ("5 Berita Terpopuler", "Top 3: …").
pub(crate) fn is_roundup(headline: &str, language: &str, languages: &Languages) -> bool {
    let words = || languages.get(language).and_then(|language| language.wordings.as_ref());
    !headline.is_empty() && words().is_some_and(|wording| wording.is_roundup(headline))
}
