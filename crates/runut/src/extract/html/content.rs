//! Where the article's text lies on a page: the element that holds most of its running text.
//!
//! Every block of running text scores for the elements around it, less with each step up (as in Readability, Arc90
//! 2009); links, and names of classes that mean something else, count against an element.

use super::names::flag;
use super::tag::Tag;
use super::tree::Tree;

/// What is known of each block, and the element chosen.
pub(crate) struct Content {
    /// The element that holds the text; `None` where no block is running text.
    pub holder: Option<usize>,
    /// Flags of each element and all around it that speak for something else.
    pub flags: Vec<u32>,
    /// Bytes of running text in each block.
    pub prose: Vec<usize>,
}

/// Shortest block that counts as running text, bytes; shorter ones are labels as often as sentences.
const SHORTEST: usize = 70;

/// Chooses the main text.
pub(crate) fn content(tree: &Tree) -> Content {
    let prose: Vec<usize> =
        tree.blocks.iter().map(|block| weight(&tree.text[block.range.clone()], block.linked)).collect();
    let mut sums = vec![0usize; prose.len() + 1];
    let mut links = vec![0usize; prose.len() + 1];
    let mut sizes = vec![0usize; prose.len() + 1];
    for (at, block) in tree.blocks.iter().enumerate() {
        sums[at + 1] = sums[at] + prose[at];
        links[at + 1] = links[at] + block.linked;
        sizes[at + 1] = sizes[at] + block.range.len();
    }
    let within = |sums: &[usize], element: usize| {
        let blocks = &tree.elements[element].blocks;
        sums[blocks.end.min(prose.len())].saturating_sub(sums[blocks.start.min(prose.len())])
    };
    let total = sums[prose.len()];
    let mut flags = vec![0u32; tree.elements.len()];
    for at in 0..tree.elements.len() {
        let element = &tree.elements[at];
        let share = within(&sums, at) as f64 / total.max(1) as f64;
        let above = if at == 0 { 0 } else { flags[element.parent] };
        flags[at] = above | own_flags(element.tag, element.flags, share);
    }
    let mut scores = vec![0.0f64; tree.elements.len()];
    for (at, block) in tree.blocks.iter().enumerate() {
        if prose[at] == 0 || flags[block.element] & flag::OUT != 0 {
            continue;
        }
        let text = &tree.text[block.range.clone()];
        let commas = memchr::memchr_iter(b',', text.as_bytes()).take(8).count();
        let commas =
            if text.is_ascii() { commas } else { text.matches([',', '،', '、', '，']).take(8).count() };
        let worth = 1.0 + commas as f64 + (prose[at] as f64 / 100.0).min(4.0);
        // A paragraph's score is its parent's; text that stands in a division itself is that division's.
        let own = matches!(
            tree.elements[block.holder].tag,
            Tag::P | Tag::Blockquote | Tag::Li | Tag::Pre | Tag::Cell
        );
        let mut element = if own { tree.elements[block.holder].parent } else { block.holder };
        for step in 0..6 {
            scores[element] += worth / [1.0, 2.0, 4.0, 8.0, 12.0, 16.0][step];
            if element == 0 {
                break;
            }
            element = tree.elements[element].parent;
        }
    }
    let density = |element: usize| within(&links, element) as f64 / within(&sizes, element).max(1) as f64;
    let rated = |element: usize| {
        let known = &tree.elements[element];
        let mut factor = 1.0 - density(element);
        if known.flags & flag::ARTICLE_BODY != 0 {
            factor *= 1.6;
        } else if known.flags & flag::BODY != 0 {
            factor *= 1.3;
        } else if matches!(known.tag, Tag::Article) {
            factor *= 1.1;
        }
        scores[element] * factor
    };
    let best = (0..tree.elements.len())
        .filter(|&element| scores[element] > 0.0)
        .max_by(|&a, &b| rated(a).total_cmp(&rated(b)).then(b.cmp(&a)));
    let clean = |element: usize| {
        // Running text of an element without what its class names rule out.
        let blocks = tree.elements[element].blocks.clone();
        blocks
            .filter(|&at| at < prose.len() && flags[tree.blocks[at].element] & flag::OUT == 0)
            .map(|at| prose[at])
            .sum::<usize>()
    };
    let holder = best.map(|best| grown(tree, best, clean, density));
    Content { holder, flags, prose }
}

/// Goes up while the parent holds a good deal more of the text and hardly more links.
fn grown(tree: &Tree, best: usize, clean: impl Fn(usize) -> usize, density: impl Fn(usize) -> f64) -> usize {
    let mut holder = best;
    let mut text = clean(holder);
    let mut step = holder;
    for _ in 0..6 {
        if step == 0 || matches!(tree.elements[step].tag, Tag::Body) {
            break;
        }
        step = tree.elements[step].parent;
        if matches!(tree.elements[step].tag, Tag::Body | Tag::Html)
            && tree.elements[holder].flags & flag::BODY != 0
        {
            break;
        }
        let more = clean(step);
        let marked = tree.elements[holder].flags & flag::BODY != 0;
        let least = if marked { 1.5 } else { 1.2 };
        if more as f64 > text as f64 * least && density(step) < density(holder) + 0.15 {
            holder = step;
            text = more;
        }
    }
    holder
}

/// Flags of one element that are to be believed.
fn own_flags(tag: Tag, flags: u32, share: f64) -> u32 {
    let by_tag = match tag {
        Tag::Nav | Tag::Footer => flag::NAVIGATION,
        Tag::Aside => flag::RELATED,
        Tag::Button => flag::NAVIGATION,
        Tag::Form => flag::PROMO,
        Tag::Figcaption => flag::CAPTION,
        _ => 0,
    };
    let wide = matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article);
    let mut own = (if wide { flags & !flag::OUT } else { flags }) | by_tag;
    if own & flag::SOFT != 0 && own & flag::OUT != 0 && share > 0.05 {
        own &= !flag::OUT;
    }
    // Whatever its name, an element with much of the page's text is no menu; comments may well be the most of it.
    let most = if own & flag::COMMENTS != 0 { 0.9 } else { 0.35 };
    if share > most {
        own &= !flag::OUT;
    }
    if share > 0.3 {
        own &= !(flag::CAPTION | flag::CREDIT | flag::POST | flag::LEAD | flag::BYLINE | flag::DATE);
    }
    own & !flag::SOFT
}

/// Bytes of running text in a block: all or nothing.
pub(super) fn weight(text: &str, linked: usize) -> usize {
    let long = text.len() >= SHORTEST && linked * 3 < text.len();
    let said = || {
        text.len() > 250
            || memchr::memchr3(b'.', b'!', b'?', text.as_bytes()).is_some()
            || !text.is_ascii() && text.contains(['…', '。', '！', '？', '।'])
    };
    if long && said() { text.len() } else { 0 }
}
