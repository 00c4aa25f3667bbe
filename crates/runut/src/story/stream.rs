//! A stream of articles: each gets its event and its running story when it comes; what was told before holds, but for
//! merges, which are told. A value that can be stored at any article and taken up again.

use super::events::{Events, Options, Snapshot};
use super::prepared::Prepared;
use super::threads::Threads;
use super::{event_of, story_of};
use crate::lang::Languages;
use serde::{Deserialize, Serialize};

/// What is known of a stream so far.
#[derive(Clone, Debug, Default)]
pub struct Stream {
    events: Events,
    threads: Threads,
}

/// Where an article of a stream belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The id of its event.
    pub event: String,
    /// The id of its running story.
    pub story: String,
    /// Ids of events and stories that turned out to be one with another since the last article: the one that is no more,
    /// the one that goes on.
    pub merges: Vec<(String, String)>,
}

/// A stream as a value to store.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StreamSnapshot {
    events: Snapshot,
    threads: Threads,
}

impl Stream {
    /// Nothing seen yet.
    pub fn new(options: Options, languages: &Languages) -> Self {
        Self { events: Events::new(options, languages), threads: Threads::default() }
    }

    /// Adds one article and tells where it belongs.
    pub fn add(&mut self, prepared: &Prepared) -> Placed {
        let closes = self.events.closes();
        let event = self.events.add(&prepared.report());
        let mut merges = Vec::new();
        for merge in self.events.merges() {
            merges.push((event_of(&merge.from_article), event_of(&merge.into_article)));
            let joined = self.threads.merge(merge.from, merge.into);
            merges.extend(joined.map(|(from, into)| (story_of(&from), story_of(&into))));
        }
        if self.events.closes() > closes {
            let joined = self.threads.settle(&self.events);
            merges.extend(joined.into_iter().map(|(from, into)| (story_of(&from), story_of(&into))));
        }
        let story = self.threads.take(event, prepared, &self.events);
        let first = self.events.first_article(event).unwrap_or(&prepared.id);
        Placed { event: event_of(first), story: story_of(&story), merges }
    }

    /// How many events may still take a report.
    pub fn live(&self) -> usize {
        self.events.live()
    }

    /// The stream as it is now.
    pub fn snapshot(&self) -> StreamSnapshot {
        StreamSnapshot { events: self.events.snapshot(), threads: self.threads.clone() }
    }

    /// The stream as it was when the snapshot was taken.
    pub fn restore(snapshot: StreamSnapshot, languages: &Languages) -> Self {
        Self { events: Events::restore(snapshot.events, languages), threads: snapshot.threads }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Packs;
    use crate::model::{Article, Reading, Stated};

    /// A report by name, day and text.
    fn report(id: &str, day: &str, title: &str, text: &str) -> Prepared {
        let value = |text: &str| (!text.is_empty()).then(|| Stated::given(text.to_owned(), "test"));
        let article = Article {
            id: id.to_owned(),
            outlet: value(&format!("Outlet {}", id.len())),
            published: value(day),
            title: value(title),
            language: "id".to_owned(),
            text: format!("{title}. {text}"),
            ..Article::default()
        };
        Prepared::of(&Reading { article, ..Reading::default() }, &Packs::default())
    }

    /// Two running stories over two months, each of three events weeks apart, between other news.
    fn stream() -> Vec<Prepared> {
        let bridge = "Wali Kota Sari Dewangga dan Badan Jalan Karang bicara lagi soal Jembatan Lembayung di Kota Karang.";
        let port = "Menteri Tirta Kelana dan Otoritas Pelabuhan Basira menunda Dermaga Timur di Kota Basira.";
        let mut all = Vec::new();
        for (nth, day) in ["2031-01-03", "2031-01-25", "2031-02-20"].iter().enumerate() {
            let own = ["tiang retak", "lelang ulang", "uji beban"][nth];
            let other = ["derek patah", "tender baru", "kapal perdana"][nth];
            all.push(report(
                &format!("b{nth}"),
                day,
                &format!("Sari Dewangga soal Jembatan Lembayung {own}"),
                &format!("{bridge} Kali ini {own}."),
            ));
            all.push(report(
                &format!("p{nth}"),
                day,
                &format!("Tirta Kelana tentang Dermaga Timur {other}"),
                &format!("{port} Sekarang {other}."),
            ));
            for other in 0..12 {
                let text = format!(
                    "harga barang{nth}x{other} naik di pasar kampung{nth}y{other} menjelang panen ke{other}"
                );
                all.push(report(
                    &format!("x{nth}{other}"),
                    day,
                    &format!("Kabar pasar {nth} {other}"),
                    &text,
                ));
            }
        }
        all
    }

    fn told(stream: &mut Stream, reports: &[Prepared]) -> Vec<Placed> {
        reports.iter().map(|report| stream.add(report)).collect()
    }

    fn fresh() -> Stream {
        Stream::new(Options { kept: Some(14), ..Options::default() }, &Packs::default().languages)
    }

    #[test]
    fn events_weeks_apart_are_one_running_story_though_the_first_is_let_go() {
        let reports = stream();
        let placed = told(&mut fresh(), &reports);
        let of = |id: &str| {
            reports.iter().position(|report| report.id == id).map(|at| placed[at].clone()).unwrap()
        };
        for nth in 1..3 {
            let (bridge, port) = (of(&format!("b{nth}")), of(&format!("p{nth}")));
            assert_eq!((bridge.story, port.story), ("s-b0".to_owned(), "s-p0".to_owned()), "{nth}");
            assert_eq!(bridge.event, format!("e-b{nth}"));
        }
        assert_eq!(of("x00").story, "s-x00");
    }

    #[test]
    fn a_stream_that_is_cut_anywhere_tells_the_same() {
        let reports = stream();
        let whole = told(&mut fresh(), &reports);
        for cut in [1, 13, 14, 20, 30, 41] {
            let mut first = fresh();
            let mut placed = told(&mut first, &reports[..cut]);
            let text = serde_json::to_string(&first.snapshot()).unwrap();
            let mut second =
                Stream::restore(serde_json::from_str(&text).unwrap(), &Packs::default().languages);
            placed.extend(told(&mut second, &reports[cut..]));
            assert_eq!(placed, whole, "cut at {cut}");
        }
    }

    #[test]
    fn a_stream_without_dates_lets_events_go() {
        let mut stream =
            Stream::new(Options { kept: Some(0), ..Options::default() }, &Packs::default().languages);
        let mut most = 0;
        for nth in 0..11_000 {
            let text = format!("kata{nth} lain{nth} beda{nth} hal{nth} soal{nth} kabar{nth} warta{nth}");
            stream.add(&report(&format!("n{nth}"), "", "", &text));
            most = most.max(stream.live());
        }
        assert!(most <= 5_001, "{most} events at hand");
    }
}
