//! Many rows through a forest at once: eight go down a tree side by side, so that none waits for the other's memory.

use super::{Forest, LEAF, Tree};

/// Rows that go down a tree together.
const LANES: usize = 8;

/// Inner nodes of a tree that is walked so; larger ones are walked row by row.
const MOST: usize = 32;

/// A question, in eight bytes.
#[derive(Clone, Copy, Default)]
struct Step {
    feature: u16,
    next: [u8; 2],
    threshold: i32,
}

/// A forest laid out for many rows.
pub(crate) struct Walker<'f> {
    forest: &'f Forest,
    steps: Vec<Option<[Step; MOST]>>,
}

impl<'f> Walker<'f> {
    /// Lays out a forest.
    pub fn new(forest: &'f Forest) -> Self {
        Self { forest, steps: forest.trees.iter().map(steps).collect() }
    }

    /// Adds the scores of rows of so many values, which lie one after the other. A few hundred at a time stay in the
    /// processor's cache while all trees go over them.
    pub fn scores(&self, values: &[i32], width: usize, scores: &mut Vec<i32>) {
        let rows: Vec<&[i32]> = values.chunks_exact(width.max(1)).collect();
        let first = scores.len();
        scores.resize(first + rows.len(), self.forest.bias);
        let scores = &mut scores[first..];
        for (tree, steps) in self.forest.trees.iter().zip(&self.steps) {
            match steps {
                Some(steps) => {
                    for (rows, scores) in rows.chunks(LANES).zip(scores.chunks_mut(LANES)) {
                        down(steps, tree, rows, scores);
                    }
                }
                None => {
                    for (row, score) in rows.iter().zip(&mut *scores) {
                        *score += i32::from(tree.walk(row, |_| ()));
                    }
                }
            }
        }
    }
}

/// The inner nodes of a tree, if there are any and they are few enough.
fn steps(tree: &Tree) -> Option<[Step; MOST]> {
    if tree.nodes.is_empty() || tree.nodes.len() > MOST {
        return None;
    }
    let mut steps = [Step::default(); MOST];
    for (step, node) in steps.iter_mut().zip(&tree.nodes) {
        *step = Step { feature: node.feature, next: node.next, threshold: node.threshold };
    }
    Some(steps)
}

/// Takes some rows down a tree, and adds the leaves they come to.
fn down(steps: &[Step; MOST], tree: &Tree, rows: &[&[i32]], scores: &mut [i32]) {
    let mut places = [0u8; LANES];
    // Children come behind their parents, so that every walk ends.
    loop {
        let mut ended = LEAF;
        for (place, row) in places.iter_mut().zip(rows) {
            let step = &steps[usize::from(*place) % MOST];
            let value = row.get(usize::from(step.feature)).copied().unwrap_or(0);
            let next = step.next[usize::from(value > step.threshold)];
            *place = if *place & LEAF == 0 { next } else { *place };
            ended &= *place;
        }
        if ended & LEAF != 0 {
            break;
        }
    }
    for (place, score) in places.iter().zip(scores) {
        *score += i32::from(tree.leaves.get(usize::from(*place & !LEAF)).copied().unwrap_or(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trees::Node;

    #[test]
    fn rows_together_have_the_scores_of_each_alone() {
        let low = Node { feature: 0, threshold: 3, next: [LEAF, 1], mean: 0 };
        let high = Node { feature: 1, threshold: 10, next: [LEAF | 1, LEAF | 2], mean: 0 };
        let small = Tree { nodes: vec![low, high], leaves: vec![-4096, 2048, 8192] };
        let constant = Tree { nodes: vec![], leaves: vec![7] };
        // Forty questions, one behind the other.
        let node = |at: u8| Node { feature: 1, threshold: i32::from(at), next: [LEAF | at, at + 1], mean: 0 };
        let mut nodes: Vec<Node> = (0..40).map(node).collect();
        nodes[39].next = [LEAF | 39, LEAF | 40];
        let long = Tree { nodes, leaves: (0..41).collect() };
        let forest = Forest { features: 2, bias: 100, trees: vec![small, constant, long] };
        let rows: Vec<i32> = (0..50).flat_map(|at| [at % 5, at]).collect();
        let mut scores = vec![1];
        Walker::new(&forest).scores(&rows, 2, &mut scores);
        let alone = rows.chunks(2).map(|row| forest.score(row));
        assert_eq!(scores, std::iter::once(1).chain(alone).collect::<Vec<_>>());
    }
}
