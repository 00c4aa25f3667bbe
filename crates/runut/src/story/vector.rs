//! Sparse vectors of terms in whole numbers, so that every machine finds the same.

/// A term's hash and its weight; sorted by hash in every list.
pub(crate) type Term = (u32, u32);

/// The length of a unit vector.
pub(crate) const UNIT: u64 = 4096;

/// Binary logarithm in 1/256, rounded down; of 0 it is 0.
pub(crate) const fn log2(number: u64) -> u32 {
    let number = if number == 0 { 1 } else { number };
    let whole = 63 - number.leading_zeros();
    // The digits behind the point come out one by one by squaring (Knuth, The Art of Computer Programming 1.2.2).
    let mut rest = if whole >= 31 { number >> (whole - 31) } else { number << (31 - whole) };
    let mut digits = 0;
    let mut place = 0;
    while place < 8 {
        rest = (rest * rest) >> 31;
        digits <<= 1;
        if rest >= 1 << 32 {
            rest >>= 1;
            digits |= 1;
        }
        place += 1;
    }
    (whole << 8) | digits
}

/// Natural logarithm in 1/256.
pub(crate) const fn ln(number: u64) -> u32 {
    // 177/256 is the natural logarithm of 2.
    log2(number) * 177 / 256
}

/// The cosine's numerator: both lists are sorted by hash.
pub(crate) fn dot(one: &[Term], two: &[Term]) -> u64 {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while i < one.len() && j < two.len() {
        let ((left, weight), (right, other)) = (one[i], two[j]);
        if left == right {
            sum += u64::from(weight) * u64::from(other);
        }
        i += usize::from(left <= right);
        j += usize::from(right <= left);
    }
    sum
}

/// One vector, laid out to be compared with many.
#[derive(Clone, Debug)]
pub(crate) struct Spread {
    /// Open table, twice as large as the vector at least; no weight is 0.
    slots: Vec<Term>,
    /// Which of the terms' first bits are there at all: most of another vector's terms are not.
    there: [u64; 64],
}

impl Spread {
    pub fn of(terms: &[Term]) -> Self {
        let slots = vec![(0, 0); (terms.len() * 2).next_power_of_two().max(2)];
        let mut spread = Self { slots, there: [0; 64] };
        for &term in terms.iter().filter(|term| term.1 > 0) {
            let slot = spread.slot(term.0);
            spread.slots[slot] = term;
            let (word, bit) = place(term.0);
            spread.there[word] |= bit;
        }
        spread
    }

    fn slot(&self, term: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = term as usize & mask;
        while self.slots[slot].1 != 0 && self.slots[slot].0 != term {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// As `dot`.
    pub fn dot(&self, other: &[Term]) -> u64 {
        let mut sum = 0;
        for &(term, weight) in other {
            let (word, bit) = place(term);
            if self.there[word] & bit != 0 {
                sum += u64::from(weight) * u64::from(self.slots[self.slot(term)].1);
            }
        }
        sum
    }
}

/// The bit that stands for a term, by its first twelve bits.
fn place(term: u32) -> (usize, u64) {
    ((term >> 26) as usize, 1 << ((term >> 20) & 63))
}

/// The length of a vector, never 0.
pub(crate) fn norm(terms: &[Term]) -> u64 {
    terms.iter().map(|term| u64::from(term.1) * u64::from(term.1)).sum::<u64>().isqrt().max(1)
}

/// The cosine of two vectors in thousandths.
pub(crate) fn cosine(one: &[Term], two: &[Term]) -> u64 {
    dot(one, two) * 1000 / (norm(one) * norm(two))
}

/// The same direction with the length `UNIT`.
pub(crate) fn unit(mut terms: Vec<Term>) -> Vec<Term> {
    let length = norm(&terms);
    terms.iter_mut().for_each(|term| term.1 = ((u64::from(term.1) * UNIT + length / 2) / length) as u32);
    terms.retain(|term| term.1 > 0);
    terms
}

/// The `count` heaviest terms, by hash; ties go to the smaller hash.
pub(crate) fn heaviest(mut terms: Vec<Term>, count: usize) -> Vec<Term> {
    if terms.len() > count {
        terms.select_nth_unstable_by(count, |one, two| two.1.cmp(&one.1).then(one.0.cmp(&two.0)));
        terms.truncate(count);
        terms.sort_unstable_by_key(|term| term.0);
        terms.shrink_to_fit();
    }
    terms
}

/// Terms by hash, equal ones added up.
pub(crate) fn summed(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_unstable_by_key(|term| term.0);
    terms.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0 };
        same
    });
    terms
}

/// As `summed`, for lists in which many terms come back: those are counted before the rest is sorted.
pub(crate) fn tallied(terms: &[Term]) -> Vec<Term> {
    let mut slots: Vec<Term> = vec![(0, 0); (terms.len() * 2).next_power_of_two().max(2)];
    let mask = slots.len() - 1;
    let mut distinct = 0;
    for &(term, count) in terms.iter().filter(|term| term.1 > 0) {
        let mut slot = term as usize & mask;
        while slots[slot].1 != 0 && slots[slot].0 != term {
            slot = (slot + 1) & mask;
        }
        distinct += usize::from(slots[slot].1 == 0);
        slots[slot] = (term, slots[slot].1 + count);
    }
    let mut all = Vec::with_capacity(distinct);
    all.extend(slots.into_iter().filter(|term| term.1 > 0));
    all.sort_unstable_by_key(|term| term.0);
    all
}

/// The sum of two vectors, of which the `count` heaviest terms are kept.
pub(crate) fn sum(one: &[Term], two: &[Term], count: usize) -> Vec<Term> {
    let mut all = Vec::with_capacity(one.len() + two.len());
    let (mut i, mut j) = (0, 0);
    loop {
        let next = match (one.get(i), two.get(j)) {
            (Some(left), Some(right)) if left.0 == right.0 => (left.0, left.1 + right.1),
            (Some(left), Some(right)) => *left.min(right),
            (Some(rest), None) | (None, Some(rest)) => *rest,
            (None, None) => break,
        };
        i += usize::from(one.get(i).is_some_and(|left| left.0 == next.0));
        j += usize::from(two.get(j).is_some_and(|right| right.0 == next.0));
        all.push(next);
    }
    all = heaviest(all, count);
    all.shrink_to_fit();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_those_of_floating_point_to_the_last_digit() {
        for number in [1u64, 2, 3, 5, 10, 100, 255, 256, 1000, 123_456, u64::from(u32::MAX), 1 << 40] {
            let expected = ((number as f64).log2() * 256.0).floor() as i64;
            assert!((i64::from(log2(number)) - expected).abs() <= 1, "{number}");
        }
        assert_eq!(log2(0), 0);
    }

    #[test]
    fn a_unit_vector_has_the_length_of_one() {
        let terms = unit(vec![(1, 3), (2, 4), (9, 12)]);
        assert!((norm(&terms) as i64 - UNIT as i64).abs() <= 2, "{}", norm(&terms));
        assert_eq!(cosine(&[(1, 3000), (2, 4000)], &[(1, 600), (2, 800)]), 1000);
        assert_eq!(cosine(&[(1, 5)], &[(2, 9)]), 0);
    }

    #[test]
    fn a_vector_laid_out_is_the_same_vector() {
        let terms: Vec<Term> = (0..90u32).map(|at| (at.wrapping_mul(0x9E37_79B9), at % 7)).collect();
        let other: Vec<Term> = (40..300u32).map(|at| (at.wrapping_mul(0x9E37_79B9), 1 + at % 5)).collect();
        let sorted = |mut terms: Vec<Term>| {
            terms.sort_unstable();
            terms
        };
        let (terms, other) = (sorted(terms), sorted(other));
        for (one, two) in [(&terms, &other), (&other, &terms), (&terms, &terms)] {
            assert_eq!(Spread::of(one).dot(two), dot(one, two));
        }
        assert_eq!(Spread::of(&[]).dot(&terms), 0);
        let twice = [other.as_slice(), &terms, &other].concat();
        let counted = twice.iter().copied().filter(|term| term.1 > 0).collect();
        assert_eq!(tallied(&twice), summed(counted));
    }

    #[test]
    fn a_sum_keeps_the_heaviest_terms() {
        assert_eq!(sum(&[(1, 2), (3, 4)], &[(1, 3), (2, 1)], 2), vec![(1, 5), (3, 4)]);
        assert_eq!(sum(&[], &[(7, 1)], 2), vec![(7, 1)]);
    }
}
