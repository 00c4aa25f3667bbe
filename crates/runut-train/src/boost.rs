//! Gradient boosting of binary decisions: histograms of at most 255 bins, trees grown best leaf first, second-order
//! gains (Friedman 2001; Chen and Guestrin 2016; Ke et al. 2017). One thread, fixed order: the same rows give the
//! same forest.

use runut::trees::{Forest, Node, ONE, Tree};

/// The bit of a child that is a leaf; as in the model file.
const LEAF: u8 = 0x80;

/// How to grow a forest.
#[derive(Debug, Clone, Copy)]
pub struct Growth {
    /// Number of trees.
    pub trees: usize,
    /// Most leaves of a tree, 128 at most.
    pub leaves: usize,
    /// How much of each step is taken.
    pub rate: f64,
    /// Least sum of second derivatives in a leaf; about a quarter of its weight in rows.
    pub least: f64,
    /// Weight that pulls leaves to zero.
    pub shrink: f64,
    /// Every tree sees this share of the features, in 256ths, picked by a fixed sequence.
    pub columns: u32,
}

impl Default for Growth {
    fn default() -> Growth {
        Growth { trees: 100, leaves: 31, rate: 0.1, least: 5.0, shrink: 1.0, columns: 256 }
    }
}

/// Rows to learn from.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Values of all rows, one row after the other.
    pub values: Vec<i32>,
    /// Values in a row.
    pub width: usize,
    /// What each row is.
    pub yes: Vec<bool>,
    /// How much each row counts.
    pub weights: Vec<f64>,
}

impl Rows {
    /// No rows yet, of so many features.
    pub fn new(width: usize) -> Rows {
        Rows { width, ..Rows::default() }
    }

    /// Adds a row.
    pub fn add(&mut self, row: &[i32], yes: bool, weight: f64) {
        assert_eq!(row.len(), self.width, "every row has the same features");
        self.values.extend(row);
        self.yes.push(yes);
        self.weights.push(weight);
    }

    /// A row's values.
    pub fn row(&self, at: usize) -> &[i32] {
        &self.values[at * self.width..(at + 1) * self.width]
    }
}

/// A feature's values in bins: the greatest value of each bin but the last, and each row's bin.
struct Column {
    edges: Vec<i32>,
    bins: Vec<u8>,
}

impl Column {
    /// Bins of about equal numbers of rows; equal values share one.
    fn new(rows: &Rows, feature: usize) -> Column {
        let values: Vec<i32> = (0..rows.yes.len()).map(|at| rows.row(at)[feature]).collect();
        let mut sorted = values.clone();
        sorted.sort_unstable();
        let mut distinct = sorted.clone();
        distinct.dedup();
        distinct.pop();
        let edges = if distinct.len() <= 254 {
            distinct
        } else {
            let mut edges: Vec<i32> = (1..255).map(|nth| sorted[nth * sorted.len() / 255]).collect();
            edges.dedup();
            edges.retain(|edge| Some(edge) != sorted.last());
            edges
        };
        let bins = values.iter().map(|value| edges.partition_point(|edge| edge < value) as u8).collect();
        Column { edges, bins }
    }
}

/// Sums over the rows of one bin, or of a leaf.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    slope: f64,
    bend: f64,
}

impl Sums {
    fn add(&mut self, other: Sums) {
        self.slope += other.slope;
        self.bend += other.bend;
    }

    fn less(self, other: Sums) -> Sums {
        Sums { slope: self.slope - other.slope, bend: self.bend - other.bend }
    }

    /// The best value of a leaf with these rows.
    fn value(self, shrink: f64) -> f64 {
        -self.slope / (self.bend + shrink)
    }

    /// How much that value lowers the loss.
    fn gain(self, shrink: f64) -> f64 {
        self.slope * self.slope / (self.bend + shrink)
    }
}

/// A leaf while its tree grows.
struct Leaf {
    rows: Vec<u32>,
    sums: Sums,
    histogram: Vec<Vec<Sums>>,
    best: Option<Cut>,
    /// The node and side it hangs on.
    parent: Option<(usize, usize)>,
}

#[derive(Debug, Clone, Copy)]
struct Cut {
    gain: f64,
    feature: usize,
    bin: usize,
}

/// Grows a forest that tells yes from no.
pub fn grow(rows: &Rows, growth: Growth) -> Forest {
    assert!(growth.leaves <= 128, "a tree of the model file has at most 128 leaves");
    let count = rows.yes.len();
    let columns: Vec<Column> = (0..rows.width).map(|feature| Column::new(rows, feature)).collect();
    let (mut yes, mut all) = (0.0, 0.0);
    for (yes_row, weight) in rows.yes.iter().zip(&rows.weights) {
        all += weight;
        yes += if *yes_row { *weight } else { 0.0 };
    }
    let share = (yes / all).clamp(1e-6, 1.0 - 1e-6);
    let bias = ((share / (1.0 - share)).ln() * f64::from(ONE)).round() as i32;
    let mut forest = Forest { features: rows.width as u16, bias, trees: Vec::new() };
    let mut scores = vec![f64::from(bias) / f64::from(ONE); count];
    let mut dice = 0x9e37_79b9_7f4a_7c15u64;
    for _ in 0..growth.trees {
        let slopes: Vec<Sums> = (0..count)
            .map(|at| {
                let chance = 1.0 / (1.0 + (-scores[at]).exp());
                let target = if rows.yes[at] { 1.0 } else { 0.0 };
                let weight = rows.weights[at];
                Sums { slope: (chance - target) * weight, bend: chance * (1.0 - chance) * weight }
            })
            .collect();
        let used: Vec<bool> = (0..rows.width)
            .map(|_| {
                // Marsaglia's xorshift: the same choice on every machine.
                dice ^= dice << 13;
                dice ^= dice >> 7;
                dice ^= dice << 17;
                (dice >> 33) as u32 % 256 < growth.columns
            })
            .collect();
        let (tree, leaves) = tree(&columns, &slopes, &used, growth);
        for (rows, value) in leaves.iter().zip(&tree.leaves) {
            rows.iter().for_each(|at| scores[*at as usize] += f64::from(*value) / f64::from(ONE));
        }
        forest.trees.push(tree);
    }
    forest
}

/// One tree, and the rows of each of its leaves.
fn tree(columns: &[Column], slopes: &[Sums], used: &[bool], growth: Growth) -> (Tree, Vec<Vec<u32>>) {
    let all: Vec<u32> = (0..slopes.len() as u32).collect();
    let mut sums = Sums::default();
    slopes.iter().for_each(|row| sums.add(*row));
    let mut root =
        Leaf { histogram: histogram(columns, slopes, used, &all), rows: all, sums, best: None, parent: None };
    root.best = cut(&root, columns, growth);
    let mut leaves = vec![root];
    let mut tree = Tree::default();
    while leaves.len() < growth.leaves {
        let mut pick: Option<(usize, Cut)> = None;
        for (at, leaf) in leaves.iter().enumerate() {
            if let Some(best) = leaf.best
                && pick.is_none_or(|(_, known)| best.gain > known.gain)
            {
                pick = Some((at, best));
            }
        }
        let Some((at, best)) = pick else { break };
        let leaf = leaves.swap_remove(at);
        let node = tree.nodes.len();
        if let Some((parent, side)) = leaf.parent {
            tree.nodes[parent].next[side] = node as u8;
        }
        tree.nodes.push(Node {
            feature: best.feature as u16,
            threshold: columns[best.feature].edges[best.bin],
            next: [0, 0],
            mean: fixed(leaf.sums.value(growth.shrink) * growth.rate),
        });
        let bins = &columns[best.feature].bins;
        let (left, right): (Vec<u32>, Vec<u32>) =
            leaf.rows.iter().partition(|row| usize::from(bins[**row as usize]) <= best.bin);
        // Only the smaller side is counted; the other is what remains.
        let left_smaller = left.len() <= right.len();
        let small = histogram(columns, slopes, used, if left_smaller { &left } else { &right });
        let mut large = leaf.histogram;
        for (column, less) in large.iter_mut().zip(&small) {
            column.iter_mut().zip(less).for_each(|(bin, less)| *bin = bin.less(*less));
        }
        let sides =
            if left_smaller { [(left, small), (right, large)] } else { [(left, large), (right, small)] };
        for (side, (rows, histogram)) in sides.into_iter().enumerate() {
            let mut sums = Sums::default();
            rows.iter().for_each(|row| sums.add(slopes[*row as usize]));
            let mut leaf = Leaf { rows, sums, histogram, best: None, parent: Some((node, side)) };
            leaf.best = cut(&leaf, columns, growth);
            leaves.push(leaf);
        }
    }
    for (at, leaf) in leaves.iter().enumerate() {
        if let Some((parent, side)) = leaf.parent {
            tree.nodes[parent].next[side] = LEAF | at as u8;
        }
        tree.leaves.push(fixed(leaf.sums.value(growth.shrink) * growth.rate));
    }
    (tree, leaves.into_iter().map(|leaf| leaf.rows).collect())
}

/// Log-odds as the model file holds them.
fn fixed(value: f64) -> i16 {
    (value * f64::from(ONE)).round().clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16
}

/// Sums of each bin of each used feature over these rows.
fn histogram(columns: &[Column], slopes: &[Sums], used: &[bool], rows: &[u32]) -> Vec<Vec<Sums>> {
    let count = |(column, used): (&Column, &bool)| {
        if !used || column.edges.is_empty() {
            return Vec::new();
        }
        let mut bins = vec![Sums::default(); column.edges.len() + 1];
        rows.iter().for_each(|row| bins[usize::from(column.bins[*row as usize])].add(slopes[*row as usize]));
        bins
    };
    columns.iter().zip(used).map(count).collect()
}

/// The cut of a leaf that gains most; of equal ones the first.
fn cut(leaf: &Leaf, columns: &[Column], growth: Growth) -> Option<Cut> {
    let whole = leaf.sums.gain(growth.shrink);
    let mut best: Option<Cut> = None;
    for (feature, bins) in leaf.histogram.iter().enumerate() {
        let mut left = Sums::default();
        for (bin, sums) in bins.iter().enumerate().take(columns[feature].edges.len()) {
            left.add(*sums);
            let right = leaf.sums.less(left);
            if left.bend < growth.least || right.bend < growth.least {
                continue;
            }
            let gain = left.gain(growth.shrink) + right.gain(growth.shrink) - whole;
            if gain > 1e-6 && best.is_none_or(|known| gain > known.gain) {
                best = Some(Cut { gain, feature, bin });
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of a rule that needs two features together, and one that says nothing.
    fn rows() -> Rows {
        let mut rows = Rows::new(3);
        for at in 0..4_000i32 {
            let (a, b, noise) = (at * 7 % 100, at * 13 % 90, at * 31 % 17);
            rows.add(&[a, b, noise], (a > 40) != (b > 30), 1.0);
        }
        rows
    }

    #[test]
    fn what_two_features_decide_together_is_learned() {
        let rows = rows();
        let forest = grow(&rows, Growth { trees: 30, leaves: 8, rate: 0.3, ..Growth::default() });
        let right = (0..4_000).filter(|at| (forest.score(rows.row(*at)) > 0) == rows.yes[*at]).count();
        assert!(right > 3_960, "{right} of 4,000");
        assert_eq!(Forest::read(&forest.bytes()), Ok(forest));
    }

    #[test]
    fn the_same_rows_give_the_same_forest() {
        let growth = Growth { trees: 5, columns: 128, ..Growth::default() };
        assert_eq!(grow(&rows(), growth), grow(&rows(), growth));
    }

    #[test]
    fn rows_of_one_kind_give_leaves_without_questions() {
        let mut rows = Rows::new(1);
        (0..100).for_each(|at| rows.add(&[at], true, 1.0));
        let forest = grow(&rows, Growth { trees: 2, ..Growth::default() });
        assert!(forest.score(&[5]) > ONE);
    }
}
