//! Forests of small decision trees over whole numbers: the form in which learned judgements ship.
//!
//! Features and thresholds are `i32`, leaves are fixed-point log-odds, and a score is their sum: the same on every
//! machine. The trainer (`runut-train`) writes the file, [`Forest::read`] checks all of it once, and walking a tree
//! cannot fail afterwards.

mod walk;

pub(crate) use walk::Walker;

/// Log-odds are written in steps of one 4,096th.
pub const ONE: i32 = 4096;

/// The first bytes of a model file; the last of them is the version of the format.
const MAGIC: [u8; 4] = *b"RNT1";

/// A node's child with this bit is a leaf.
const LEAF: u8 = 0x80;

/// Why bytes are no forest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("model file, byte {at}: {found}; {wanted} was expected")]
pub struct ForestError {
    /// Where in the file.
    pub at: usize,
    /// What stands there.
    pub found: String,
    /// What should.
    pub wanted: &'static str,
}

/// A question: is this feature at most the threshold?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// Number of the feature.
    pub feature: u16,
    /// The greatest value that goes left.
    pub threshold: i32,
    /// Where to go for yes and for no: a later node, or with the highest bit a leaf.
    pub next: [u8; 2],
    /// What is expected of a row that has come this far; it serves only for explaining.
    pub mean: i16,
}

/// One tree. Without nodes it is its only leaf.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    /// Inner nodes, parents before children.
    pub nodes: Vec<Node>,
    /// Values of the leaves.
    pub leaves: Vec<i16>,
}

/// A sum of trees.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forest {
    /// How many features a row has.
    pub features: u16,
    /// The score before any tree has spoken.
    pub bias: i32,
    /// The trees.
    pub trees: Vec<Tree>,
}

/// What one feature did to a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Number of the feature.
    pub feature: u16,
    /// Log-odds in steps of one 4,096th; positive speaks for yes.
    pub weight: i32,
}

impl Tree {
    /// The nodes a row passes, and the leaf at its end.
    fn walk(&self, row: &[i32], mut passed: impl FnMut(&Node)) -> i16 {
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            passed(node);
            let value = row.get(usize::from(node.feature)).copied().unwrap_or(0);
            let next = node.next[usize::from(value > node.threshold)];
            if next & LEAF != 0 {
                return self.leaves.get(usize::from(next & !LEAF)).copied().unwrap_or(0);
            }
            at = usize::from(next);
        }
        self.leaves.first().copied().unwrap_or(0)
    }
}

impl Forest {
    /// The score of a row: log-odds of yes in steps of one 4,096th.
    pub fn score(&self, row: &[i32]) -> i32 {
        self.trees.iter().fold(self.bias, |sum, tree| sum + i32::from(tree.walk(row, |_| ())))
    }

    /// What each feature did to the score, greatest first: the steps of expectation along the paths (Saabas 2014).
    pub fn explain(&self, row: &[i32]) -> Vec<Share> {
        let mut weights = vec![0i32; usize::from(self.features)];
        for tree in &self.trees {
            let mut last: Option<(u16, i16)> = None;
            let mut step = |to: i16, last: Option<(u16, i16)>| {
                if let Some((feature, from)) = last {
                    weights[usize::from(feature)] += i32::from(to) - i32::from(from);
                }
            };
            let leaf = tree.walk(row, |node| {
                step(node.mean, last);
                last = Some((node.feature, node.mean));
            });
            step(leaf, last);
        }
        let mut shares: Vec<Share> = (0u16..)
            .zip(weights)
            .filter(|(_, weight)| *weight != 0)
            .map(|(feature, weight)| Share { feature, weight })
            .collect();
        shares.sort_by_key(|share| (-share.weight.abs(), share.feature));
        shares
    }

    /// Reads a model file and checks that every path through it ends.
    pub fn read(bytes: &[u8]) -> Result<Forest, ForestError> {
        let mut reader = Reader { bytes, at: 0 };
        if reader.take::<4>("the mark of a forest")? != MAGIC {
            return Err(reader.wrong(0, "other bytes", "the mark RNT1"));
        }
        let features = u16::from_le_bytes(reader.take("the number of features")?);
        let count = u16::from_le_bytes(reader.take("the number of trees")?);
        let bias = i32::from_le_bytes(reader.take("the bias")?);
        let mut trees = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            trees.push(reader.tree(features)?);
        }
        if reader.at != bytes.len() {
            return Err(reader.wrong(reader.at, "further bytes", "the end of the file"));
        }
        Ok(Forest { features, bias, trees })
    }

    /// The model file of this forest; what [`Forest::read`] reads.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.features.to_le_bytes());
        bytes.extend((self.trees.len() as u16).to_le_bytes());
        bytes.extend(self.bias.to_le_bytes());
        for tree in &self.trees {
            bytes.push(tree.nodes.len() as u8);
            for node in &tree.nodes {
                bytes.extend(node.feature.to_le_bytes());
                bytes.extend(node.threshold.to_le_bytes());
                bytes.extend(node.next);
                bytes.extend(node.mean.to_le_bytes());
            }
            tree.leaves.iter().for_each(|leaf| bytes.extend(leaf.to_le_bytes()));
        }
        bytes
    }
}

/// Chances of log-odds 0, ½, 1 … 8, in thousandths.
const CHANCES: [i32; 17] =
    [500, 622, 731, 818, 881, 924, 953, 971, 982, 989, 993, 996, 998, 998, 999, 999, 1000];

/// The chance that a score stands for, in thousandths: the logistic function, from a table.
pub fn thousandths(score: i32) -> u16 {
    let size = score.saturating_abs().min(8 * ONE - 1);
    let (at, rest) = ((size / (ONE / 2)) as usize, size % (ONE / 2));
    let chance = CHANCES[at] + (CHANCES[at + 1] - CHANCES[at]) * rest / (ONE / 2);
    (if score < 0 { 1000 - chance } else { chance }) as u16
}

/// A model file being read.
struct Reader<'m> {
    bytes: &'m [u8],
    at: usize,
}

impl Reader<'_> {
    fn wrong(&self, at: usize, found: impl Into<String>, wanted: &'static str) -> ForestError {
        ForestError { at, found: found.into(), wanted }
    }

    fn take<const N: usize>(&mut self, wanted: &'static str) -> Result<[u8; N], ForestError> {
        let found = self.bytes.get(self.at..self.at + N).and_then(|bytes| bytes.try_into().ok());
        let found = found.ok_or_else(|| self.wrong(self.at, "the end of the file", wanted))?;
        self.at += N;
        Ok(found)
    }

    fn tree(&mut self, features: u16) -> Result<Tree, ForestError> {
        let [count] = self.take("a tree's number of nodes")?;
        if count > LEAF - 1 {
            return Err(self.wrong(self.at - 1, format!("{count} nodes"), "at most 127 in a tree"));
        }
        let mut tree = Tree::default();
        for own in 0..count {
            let at = self.at;
            let feature = u16::from_le_bytes(self.take("a feature")?);
            let threshold = i32::from_le_bytes(self.take("a threshold")?);
            let next: [u8; 2] = self.take("where to go")?;
            let mean = i16::from_le_bytes(self.take("a mean")?);
            if feature >= features {
                return Err(self.wrong(at, format!("feature {feature}"), "one of the row"));
            }
            // Only forward: a walk ends after at most `count` steps.
            let ends = |to: u8| if to & LEAF != 0 { to & !LEAF <= count } else { to > own && to < count };
            if !next.into_iter().all(ends) {
                return Err(self.wrong(at + 6, format!("{next:?}"), "later nodes or leaves of the tree"));
            }
            tree.nodes.push(Node { feature, threshold, next, mean });
        }
        for _ in 0..=count {
            tree.leaves.push(i16::from_le_bytes(self.take("a leaf")?));
        }
        Ok(tree)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Says yes to rows whose first feature is over 3, and more so if the second is over 10.
    fn forest() -> Forest {
        let low = Node { feature: 0, threshold: 3, next: [LEAF, 1], mean: 0 };
        let high = Node { feature: 1, threshold: 10, next: [LEAF | 1, LEAF | 2], mean: 3000 };
        let tree = Tree { nodes: vec![low, high], leaves: vec![-4096, 2048, 8192] };
        let constant = Tree { nodes: vec![], leaves: vec![7] };
        Forest { features: 2, bias: 100, trees: vec![tree, constant] }
    }

    #[test]
    fn a_score_is_the_sum_of_the_leaves_reached() {
        for (row, score) in [([3, 99], 107 - 4096), ([4, 10], 107 + 2048), ([4, 11], 107 + 8192)] {
            assert_eq!(forest().score(&row), score, "{row:?}");
        }
    }

    #[test]
    fn shares_name_the_features_that_decided() {
        let shares = forest().explain(&[4, 11]);
        assert_eq!(shares, [Share { feature: 1, weight: 5192 }, Share { feature: 0, weight: 3000 }]);
    }

    #[test]
    fn a_file_reads_back_as_it_was_written() {
        assert_eq!(Forest::read(&forest().bytes()), Ok(forest()));
    }

    #[test]
    fn a_damaged_file_is_refused_and_never_walked() {
        let bytes = forest().bytes();
        for length in 0..bytes.len() {
            assert!(Forest::read(&bytes[..length]).is_err(), "cut at {length}");
        }
        let mut circle = forest();
        circle.trees[0].nodes[1].next = [1, LEAF];
        assert!(Forest::read(&circle.bytes()).is_err(), "a node that leads to itself");
        let mut missing = forest();
        missing.trees[0].nodes[0].feature = 2;
        assert!(Forest::read(&missing.bytes()).is_err(), "a feature no row has");
        assert!(Forest::read(&[bytes, vec![0]].concat()).is_err(), "a byte too many");
    }

    #[test]
    fn chances_rise_with_the_score() {
        for (score, chance) in [(0, 500), (ONE, 731), (-ONE, 269), (i32::MAX, 999), (i32::MIN, 1)] {
            assert!(thousandths(score).abs_diff(chance) <= 1, "{score}: {}", thousandths(score));
        }
    }
}
