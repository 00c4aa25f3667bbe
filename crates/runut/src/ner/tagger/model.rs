//! The weights of the tagger, as they lie in the file.

use super::{Scores, TAGS};

/// The first bytes of a model file; the last of them is the version of the format.
const MAGIC: [u8; 4] = *b"RNN1";

/// A row: 16 bits of the feature's hash, and a weight for each tag.
type Row = [i16; 1 + TAGS];

/// Bytes of a row in the file.
const ROW: usize = 2 * (1 + TAGS);

/// Rows that share a bucket.
const WAYS: usize = 4;

/// The rows of a bucket, on one line of the cache.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Bucket([Row; WAYS]);

/// Why bytes are no model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("model file: {found}; {wanted} was expected")]
pub struct ModelError {
    found: String,
    wanted: &'static str,
}

/// A table of features and what each adds to the tags; features that are not in it add nothing.
#[derive(Debug)]
pub struct Model {
    languages: Vec<(String, u64)>,
    steps: [Scores; TAGS],
    /// Number of bits of a hash that choose the bucket.
    bits: u32,
    buckets: Vec<Bucket>,
}

impl Model {
    /// Reads a model and checks that it is whole.
    ///
    /// # Errors
    /// Where it is not.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let wrong = |found: String, wanted| ModelError { found, wanted };
        let (head, rest) = bytes.split_at_checked(6).unwrap_or((&[], &[]));
        let [magic @ .., bits, languages] = head else {
            return Err(wrong(format!("{} bytes", bytes.len()), "a header"));
        };
        if magic != MAGIC || *bits > 24 {
            return Err(wrong(format!("{magic:?}, {bits} bits"), "the format of this version"));
        }
        let size = usize::from(*languages) * 2 + TAGS * TAGS * 2;
        let (table, rows) = rest.split_at_checked(size).unwrap_or((&[], &[]));
        let wanted = (1usize << bits) * WAYS * ROW;
        if rows.len() != wanted {
            return Err(wrong(
                format!("{} bytes of rows", rows.len()),
                "one bucket for each value of the bits",
            ));
        }
        let (codes, numbers) = table.split_at(usize::from(*languages) * 2);
        let languages =
            codes.chunks_exact(2).map(|code| String::from_utf8_lossy(code).into_owned()).collect::<Vec<_>>();
        let mut steps = [[0; TAGS]; TAGS];
        for (step, pair) in steps.iter_mut().flatten().zip(numbers.chunks_exact(2)) {
            *step = i32::from(i16::from_le_bytes([pair[0], pair[1]]));
        }
        let languages = languages.into_iter().map(|code| (code.clone(), seed(&code))).collect();
        let bucket = |bytes: &[u8]| {
            let mut bucket = Bucket::default();
            for (value, pair) in bucket.0.as_flattened_mut().iter_mut().zip(bytes.chunks_exact(2)) {
                *value = i16::from_le_bytes([pair[0], pair[1]]);
            }
            bucket
        };
        let buckets = rows.chunks_exact(WAYS * ROW).map(bucket).collect();
        Ok(Self { languages, steps, bits: u32::from(*bits), buckets })
    }

    /// Where the hashes of a language start; none for one it was not trained on.
    pub fn seed(&self, language: &str) -> Option<u64> {
        self.languages.iter().find(|(code, _)| code == language).map(|(_, seed)| *seed)
    }

    /// What going from one tag to the next adds.
    pub fn steps(&self) -> &[Scores; TAGS] {
        &self.steps
    }

    /// Adds what a feature says of each tag.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut Scores) {
        let Some(bucket) = self.buckets.get(bucket(feature, self.bits)) else { return };
        let check = check(feature) as i16;
        if let Some(row) = bucket.0.iter().find(|row| row[0] == check) {
            for (score, weight) in scores.iter_mut().zip(&row[1..]) {
                *score += i32::from(*weight);
            }
        }
    }
}

/// Where the hashes of a language start.
pub fn seed(code: &str) -> u64 {
    code.bytes().fold(0x51_7cc1_b727_2202_u64, |hash, byte| hash.rotate_left(9) ^ u64::from(byte))
}

/// The bucket of a feature.
pub fn bucket(feature: u64, bits: u32) -> usize {
    (feature >> 40) as usize & ((1 << bits) - 1)
}

/// The bits of a feature that tell it from others of its bucket; never 0, which marks an empty row.
pub fn check(feature: u64) -> u16 {
    (feature as u16).max(1)
}

/// The file of a model; of more features than fit into a bucket, the later ones are left out.
///
/// Features come in the order of their worth.
pub fn bytes(languages: &[&str], steps: &[Scores; TAGS], features: &[(u64, Scores)], bits: u32) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.push(bits as u8);
    bytes.push(languages.len() as u8);
    languages.iter().for_each(|code| bytes.extend(code.as_bytes()));
    let short = |weight: i32| (weight.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16).to_le_bytes();
    steps.iter().flatten().for_each(|step| bytes.extend(short(*step)));
    let start = bytes.len();
    bytes.resize(start + (1 << bits) * WAYS * ROW, 0);
    for (feature, weights) in features {
        let at = start + bucket(*feature, bits) * WAYS * ROW;
        let rows = &mut bytes[at..at + WAYS * ROW];
        let check = check(*feature).to_le_bytes();
        let free = rows.chunks_exact_mut(ROW).find(|row| row[..2] == [0, 0] || row[..2] == check);
        let Some(row) = free.filter(|row| row[..2] == [0, 0]) else { continue };
        row[..2].copy_from_slice(&check);
        for (place, weight) in row[2..].chunks_exact_mut(2).zip(weights) {
            place.copy_from_slice(&short(*weight));
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{Model, bytes};
    use crate::ner::tagger::TAGS;

    #[test]
    fn a_written_model_reads_back() {
        let feature = 0x1234_5678_9abc_def0_u64;
        let weights = [1, -2, 3, -4, 5, -6, 700];
        let mut steps = [[0; TAGS]; TAGS];
        steps[1][2] = -9;
        let written = bytes(&["id", "en"], &steps, &[(feature, weights)], 4);
        let model = Model::read(&written).expect("a whole model");
        let mut scores = [0; TAGS];
        model.add(feature, &mut scores);
        model.add(feature + 1, &mut scores);
        assert_eq!(scores, weights);
        assert_eq!(model.steps(), &steps);
        assert!(model.seed("en").is_some() && model.seed("xx").is_none());
        for cut in 0..written.len().min(200) {
            assert!(Model::read(&written[..cut]).is_err(), "{cut}");
        }
    }
}
