//! Words and what each stands for, looked up by the hash that every token of a text carries.

use crate::model::Word;
use rustc_hash::FxHashMap;

/// Words in lower case and their values.
#[derive(Clone, Debug)]
pub(crate) struct Dictionary<T> {
    /// Two words of one hash stand at keys side by side.
    words: FxHashMap<u64, (Box<str>, T)>,
}

impl<T> Default for Dictionary<T> {
    fn default() -> Self {
        Self { words: FxHashMap::default() }
    }
}

impl<T> Dictionary<T> {
    /// What a word stands for.
    #[inline]
    pub(crate) fn get(&self, word: Word<'_>) -> Option<&T> {
        let mut key = word.hash;
        loop {
            let (known, value) = self.words.get(&key)?;
            if **known == *word.text {
                return Some(value);
            }
            key = key.wrapping_add(1);
        }
    }

    /// The value of a word, the default one at first.
    pub(crate) fn entry(&mut self, word: &str) -> &mut T
    where
        T: Default,
    {
        let key = self.key(word);
        &mut self.words.entry(key).or_insert_with(|| (word.into(), T::default())).1
    }

    /// The key at which a word stands, or will.
    fn key(&self, word: &str) -> u64 {
        let mut key = Word::of(word).hash;
        while self.words.get(&key).is_some_and(|(known, _)| **known != *word) {
            key = key.wrapping_add(1);
        }
        key
    }

    /// All words, in no order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.values().map(|(word, _)| &**word)
    }

    /// All values, in no order.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.words.values_mut().map(|(_, value)| value)
    }
}

impl<T> FromIterator<(String, T)> for Dictionary<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(all: I) -> Self {
        let mut words = Self::default();
        for (word, value) in all {
            words.words.insert(words.key(&word), (word.into(), value));
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::Dictionary;
    use crate::model::Word;

    #[test]
    fn words_of_one_hash_stay_apart() {
        let mut words = Dictionary::<u8>::default();
        *words.entry("jembatan") = 1;
        let word = Word::of("jembatan");
        assert_eq!(words.get(word), Some(&1));
        assert_eq!(words.get(Word { text: "gunung", ..word }), None);
        // Another word at its place: the next one is taken, and both are found.
        let moved = words.words.remove(&word.hash).expect("there");
        words.words.insert(word.hash, ("gunung".into(), 2));
        words.words.insert(word.hash.wrapping_add(1), moved);
        assert_eq!(words.get(word), Some(&1));
        *words.entry("jembatan") = 3;
        assert_eq!(words.get(word), Some(&3));
        assert_eq!(words.get(Word { text: "gunung", ..word }), Some(&2));
    }
}
