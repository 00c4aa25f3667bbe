//! Words of a quotation printed once more on their own: a pull quote, which whoever spoke last is taken to have said.

use super::items::Item;
use rustc_hash::FxHashMap;

/// Words from which a repetition is no chance.
const WORDS: usize = 3;

/// Quotations with one rare word in common that are looked through.
const COMPARED: usize = 64;

/// Whether an item is a quotation that its article gives to somebody.
fn attributed(item: &Item) -> bool {
    !item.carried && item.direct && item.speaker.is_some()
}

/// Gives every quotation that nothing attributes, and that another one of its article holds word for word, to the
/// speaker, the day and the chain of that one.
pub(super) fn repeats(items: &mut [Item]) {
    // Attributed quotations by each telling word of theirs: what holds all words of another holds its rarest.
    let mut by_word: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (at, item) in items.iter().enumerate().filter(|(_, item)| attributed(item)) {
        for word in &item.content.words {
            by_word.entry(word.clone()).or_default().push(at);
        }
    }
    for at in 0..items.len() {
        let item = &items[at];
        if !item.carried || !item.direct || item.content.plain.split(' ').count() < WORDS {
            continue;
        }
        let holding = |word: &String| by_word.get(word).map_or(&[][..], Vec::as_slice);
        let Some(sources) = item.content.words.iter().map(holding).min_by_key(|sources| sources.len()) else {
            continue;
        };
        let words = format!(" {} ", item.content.plain);
        let said = |source: &&usize| {
            let other = &items[**source];
            other.article == item.article && format!(" {} ", other.content.plain).contains(&words)
        };
        let Some(source) = sources.iter().take(COMPARED).find(said).map(|source| items[*source].clone())
        else {
            continue;
        };
        let item = &mut items[at];
        item.speaker = source.speaker;
        item.speaker_name = source.speaker_name;
        item.addressee_name = source.addressee_name;
        item.when = source.when;
        item.dated = source.dated;
        item.chain = source.chain;
    }
}
