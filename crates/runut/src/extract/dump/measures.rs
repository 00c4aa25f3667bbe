//! What is measured of the lines of a dump for the learned line model: whole numbers, hardly any of them bound to a
//! language. A line is seen with the three above and below it, with where it stands, and with the words it shares with
//! the rest.

use super::line::{self, Line, flag};
use super::segment;
use super::words::Words;
use crate::extract::look::Look;
use std::ops::Range;

/// Lines above and below that are seen with a line.
const BESIDE: isize = 3;

/// Lines on each side over which running text is summed up.
const AROUND: [usize; 2] = [4, 10];

/// Beyond this many lines, far is far.
const FAR: i32 = 60;

/// All lines of a dump, measured.
pub(crate) struct Measures {
    lines: Vec<Line>,
    /// The best segment.
    core: Range<usize>,
    /// The body as rules alone would cut it.
    ruled: Range<usize>,
    /// The headline, as its words tell.
    title: Option<usize>,
    /// The first sure dateline; the first sign-off and the first label of other things behind the core's head.
    anchors: [Option<usize>; 3],
    /// Sums over the lines before each: long sentences, and their words.
    long: Vec<u32>,
    mass: Vec<u32>,
    /// The first and the last long sentence.
    ends: Option<(usize, usize)>,
    /// Lines of the run without a sentence that the line stands in, and how many of them stand before it.
    runs: Vec<(u32, u32)>,
}

/// The values of one line; with their names, when somebody asks what decided.
#[derive(Default)]
pub(crate) struct Row {
    /// The values.
    pub values: Vec<i32>,
    /// Their names, when asked for.
    pub names: Option<Vec<String>>,
}

impl Row {
    fn put(&mut self, name: &str, value: i32) {
        self.values.push(value);
        if let Some(names) = &mut self.names {
            names.push(name.to_owned());
        }
    }

    fn put_beside(&mut self, name: &str, step: isize, value: i32) {
        self.values.push(value);
        if let Some(names) = &mut self.names {
            names.push(format!("{name} {step:+}"));
        }
    }
}

impl Measures {
    /// Measures the lines; `ruled` is the body as rules alone would cut it.
    pub fn of(text: &str, looks: &[Look], ruled: Range<usize>) -> Self {
        let core = segment::core(looks).unwrap_or(ruled.clone());
        let words = Words::of(text, looks, &core);
        let title = words.title(looks, &core);
        let lines: Vec<Line> =
            (0..looks.len()).map(|at| line::line(text, looks, at, &words, title)).collect();
        let (mut long, mut mass) = (vec![0], vec![0]);
        for line in &lines {
            let count = u32::from(line.long());
            long.push(long[long.len() - 1] + count);
            mass.push(mass[mass.len() - 1] + count * u32::from(line.words));
        }
        let first = lines.iter().position(Line::long);
        let ends = first.zip(lines.iter().rposition(Line::long));
        let anchors = anchors(&lines, &core);
        let runs = runs(&lines);
        Self { lines, core, ruled, title, anchors, long, mass, ends, runs }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether the model is to be asked at all: no line without a word, none far from any sentence.
    pub fn worth_asking(&self, at: usize) -> bool {
        let near = self.ends.is_some_and(|(first, last)| at + 12 >= first && at <= last + 12);
        near && self.lines[at].words > 0
    }

    /// Whether the line stands between a dateline and a sign-off, with running text before it and nothing of other
    /// things.
    pub fn anchored(&self, at: usize) -> bool {
        let [dateline, sign_off, label] = self.anchors;
        let end = sign_off.into_iter().chain(label).min();
        dateline.zip(end).is_some_and(|(start, end)| start <= at && at < end)
    }

    /// The values of one line.
    pub fn read(&self, at: usize, row: &mut Row) {
        row.values.clear();
        row.names.iter_mut().for_each(Vec::clear);
        let line = &self.lines[at];
        row.put("words", i32::from(line.words));
        row.put("characters", i32::from(line.characters));
        row.put("letters in a word", i32::from(line.length));
        row.put("common words", i32::from(line.common));
        row.put("words frequent here", i32::from(line.frequent));
        row.put("sentence marks", i32::from(line.marks));
        row.put("commas", i32::from(line.commas));
        row.put("bars", i32::from(line.bars));
        row.put("quotation marks", i32::from(line.quotes));
        row.put("digits", i32::from(line.digits));
        row.put("capitals", i32::from(line.capitals));
        row.put("copies", i32::from(line.copies));
        row.put("words of the core", i32::from(line.shared));
        row.put("words of the headline", i32::from(line.titled));
        row.put("furniture", i32::from(line.role));
        for (name, flag) in flag::NAMES {
            row.put(name, i32::from(line.flags & flag != 0));
        }
        self.place(at, row);
        for step in (-BESIDE..=BESIDE).filter(|step| *step != 0) {
            let beside = at.checked_add_signed(step).and_then(|at| self.lines.get(at));
            let value = |value: fn(&Line) -> u16| beside.map_or(-1, |line| i32::from(value(line)));
            row.put_beside("words", step, value(|line| line.words));
            row.put_beside("common words", step, value(|line| line.common));
            row.put_beside("sentence marks", step, value(|line| line.marks));
            row.put_beside("ends", step, value(|line| u16::from(line.flags & flag::ENDS != 0)));
            row.put_beside("capitals", step, value(|line| line.capitals));
            row.put_beside("words of the core", step, value(|line| line.shared));
            row.put_beside("furniture", step, value(|line| line.role));
        }
    }

    /// Where the line stands.
    fn place(&self, at: usize, row: &mut Row) {
        let count = self.lines.len();
        let far = |value: i64| value.clamp(i64::from(-FAR), i64::from(FAR)) as i32;
        let from = |anchor: usize| far(at as i64 - anchor as i64);
        let share = |part: u32, all: u32| (u64::from(part) * 1000 / u64::from(all.max(1))) as i32;
        row.put("lines before", far(at as i64));
        row.put("lines behind", far((count - at) as i64));
        row.put("place", (at * 1000 / count) as i32);
        let (long, mass) = (self.long[count], self.mass[count]);
        row.put("sentences before", share(self.long[at], long));
        row.put("sentences behind", share(long - self.long[at + 1], long));
        row.put("running text before", share(self.mass[at], mass));
        row.put("running text", mass.min(3000) as i32);
        for around in AROUND {
            let (low, high) = (at.saturating_sub(around), count.min(at + around + 1));
            row.put(
                ["sentences near", "sentences around"][usize::from(around > 4)],
                share(self.long[high] - self.long[low], (high - low) as u32),
            );
            row.put(
                ["text right above", "text above"][usize::from(around > 4)],
                (self.mass[at] - self.mass[low]).min(600) as i32,
            );
            row.put(
                ["text right below", "text below"][usize::from(around > 4)],
                (self.mass[high] - self.mass[at + 1]).min(600) as i32,
            );
        }
        let (first, last) = self.ends.unwrap_or((0, 0));
        row.put("from the first sentence", from(first));
        row.put("from the last sentence", from(last));
        row.put("from the core's head", from(self.core.start));
        row.put("from the core's end", from(self.core.end));
        row.put("from the rules' head", from(self.ruled.start));
        row.put("from the rules' end", from(self.ruled.end));
        row.put("from the headline", self.title.map_or(-FAR - 1, from));
        for (name, anchor) in
            ["from the dateline", "from the sign-off", "from a label"].iter().zip(self.anchors)
        {
            row.put(name, anchor.map_or(-FAR - 1, from));
        }
        let (run, before) = self.runs[at];
        row.put("run of short lines", run.min(FAR as u32) as i32);
        row.put("place in the run", before.min(FAR as u32) as i32);
    }
}

/// The first sure dateline; the first sign-off and the first label of other things behind the core's first lines.
fn anchors(lines: &[Line], core: &Range<usize>) -> [Option<usize>; 3] {
    let head = core.start + usize::from(core.len() > 2);
    let find = |from: usize, wanted: u32| (from..lines.len()).find(|at| lines[*at].flags & wanted != 0);
    let dateline = find(core.start.saturating_sub(8), flag::DATELINE).filter(|at| *at < core.end);
    [dateline, find(head, flag::SIGN_OFF), find(head, flag::LABEL)]
}

/// Runs of lines without a sentence.
fn runs(lines: &[Line]) -> Vec<(u32, u32)> {
    let mut runs = vec![(0, 0); lines.len()];
    let mut start = 0;
    for at in 0..=lines.len() {
        if at < lines.len() && !lines[at].sentence() {
            continue;
        }
        let size = (at - start) as u32;
        for (place, run) in (0..).zip(&mut runs[start..at]) {
            *run = (size, place);
        }
        start = at + 1;
    }
    runs
}
