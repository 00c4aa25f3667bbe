//! Words of a text, and words in small letters, without a string for each: what every line of every page goes through.

/// What a byte says of the character that begins with it: none is white space, it is, or it may be.
const KINDS: [u8; 256] = {
    let mut kinds = [PLAIN; 256];
    kinds[b' ' as usize] = BLANK;
    let mut at = 9;
    while at <= 13 {
        kinds[at] = BLANK;
        at += 1;
    }
    kinds[0xC2] = DOUBTFUL;
    kinds[0xE1] = DOUBTFUL;
    kinds[0xE2] = DOUBTFUL;
    kinds[0xE3] = DOUBTFUL;
    kinds
};
const PLAIN: u8 = 0;
const BLANK: u8 = 1;
const DOUBTFUL: u8 = 2;

/// The pieces of a text between white space: `split_whitespace`, without looking at characters that are none.
pub(crate) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// See [`words`].
pub(crate) struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Words<'_> {
    /// Length of the white space that stands here; none where it is something else.
    fn blank(&self, at: usize) -> usize {
        let letter = self.text.get(at..).and_then(|rest| rest.chars().next());
        letter.filter(|letter| letter.is_whitespace()).map_or(0, char::len_utf8)
    }
}

impl<'t> Iterator for Words<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match KINDS[usize::from(byte)] {
                BLANK => self.at += 1,
                DOUBTFUL if self.blank(self.at) > 0 => self.at += self.blank(self.at),
                _ => break,
            }
        }
        let start = self.at;
        while let Some(&byte) = bytes.get(self.at) {
            match KINDS[usize::from(byte)] {
                PLAIN => self.at += 1,
                DOUBTFUL if self.blank(self.at) == 0 => self.at += 1,
                _ => break,
            }
        }
        (start < self.at).then(|| &self.text[start..self.at])
    }
}

/// Hands over the word in small letters; short ones of ASCII, nearly all, need no string.
pub(crate) fn in_small<T>(word: &str, read: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0u8; 32];
    if let Some(small) = buffer.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        if let Ok(small) = std::str::from_utf8(small) {
            return read(small);
        }
    }
    read(&word.to_lowercase())
}

/// Lower case, byte for byte: a letter whose small form has another length stays as it is, so positions hold.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().map(folded).collect()
}

/// The small form of a letter, where it is one letter of the same length; else the letter.
pub(super) fn folded(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let mut small = letter.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_standard_library() {
        for text in [
            "",
            " ",
            "Air naik",
            " a\u{a0}b\u{2003}c\u{3000}\u{b}d\n",
            "“Banjir” – é\u{85}ä ỉ 日本\u{1680}x",
            "\u{e9}",
        ] {
            assert_eq!(
                words(text).collect::<Vec<_>>(),
                text.split_whitespace().collect::<Vec<_>>(),
                "{text:?}"
            );
        }
    }

    #[test]
    fn small_letters_are_those_of_the_standard_library() {
        let long = "PERTANGGUNGJAWABANNYALAHYANGDITANYAKAN";
        for word in ["", "Air", "ÉTÉ", "İ", long] {
            assert_eq!(in_small(word, str::to_owned), word.to_lowercase(), "{word}");
        }
    }

    #[test]
    fn folding_keeps_every_position() {
        for text in ["İSTANBUL ẞ Straße", "КИЕВ", "Å “Q”", "AIR"] {
            assert_eq!(fold(text).len(), text.len(), "{text}");
        }
    }
}
