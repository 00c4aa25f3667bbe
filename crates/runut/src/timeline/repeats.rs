//! Words of a quotation printed once more on their own: a pull quote, which whoever spoke last is taken to have said.

use super::items::Item;

/// Words from which a repetition is no chance.
const WORDS: usize = 3;

/// Gives every quotation that nothing attributes, and that another one of its article holds word for word, to the
/// speaker, the day and the chain of that one.
pub(super) fn repeats(items: &mut [Item]) {
    for at in 0..items.len() {
        let item = &items[at];
        if !item.carried || !item.direct || item.content.plain.split(' ').count() < WORDS {
            continue;
        }
        let words = format!(" {} ", item.content.plain);
        let said = |other: &&Item| {
            other.article == item.article
                && !other.carried
                && other.direct
                && other.speaker.is_some()
                && format!(" {} ", other.content.plain).contains(&words)
        };
        let Some(source) = items.iter().find(said).cloned() else { continue };
        let item = &mut items[at];
        item.speaker = source.speaker;
        item.speaker_name = source.speaker_name;
        item.addressee_name = source.addressee_name;
        item.when = source.when;
        item.dated = source.dated;
        item.chain = source.chain;
    }
}
