//! An invented story for the tests of the formats: three reports of one statement, one of them a copy, one with
//! everything that a page may try to smuggle in.

use jiff::civil::date;
use runut::model::*;

/// The readings and what was found over them.
pub fn sample() -> (Vec<Reading>, Trace) {
    let mut first = reading(
        "aa11",
        "pages/suara-bahari.html",
        "Suara Bahari",
        "2031-03-05T09:30",
        &[
            (BlockKind::Title, "Menteri Tirta: Pelabuhan Karang Dibuka Lagi"),
            (
                BlockKind::Paragraph,
                "Menteri Pelabuhan Raka Tirta mengatakan \"pelabuhan dibuka lagi pekan depan\" kepada Wali Kota Sari Dewangga, Selasa (4/3/2031), seperti dikutip KBN.",
            ),
            (BlockKind::Caption, "Kapal menunggu di luar <b>Pelabuhan</b> Karang & sekitarnya."),
            (BlockKind::Paragraph, "Sedikitnya 40 kapal menunggu di luar."),
        ],
    );
    let mut second = reading(
        "bb22",
        "pages/harbour-post.txt",
        "The Harbour Post",
        "2031-03-05",
        &[
            (BlockKind::Title, "Karang port to reopen <script>alert(1)</script>"),
            (
                BlockKind::Paragraph,
                "Port minister Raka Tirta said the port would reopen next week, the agency KBN reported.",
            ),
            (BlockKind::Paragraph, "About 30 ships are waiting."),
        ],
    );
    second.article.language = "en".to_owned();
    for (at, kind, text, why) in [
        (
            1,
            RemovedKind::Related,
            "BACA JUGA: Harga Ikan Naik <img src=x onerror=alert(1)>",
            "starts with \"BACA JUGA\"",
        ),
        (3, RemovedKind::Tags, "Tags: pelabuhan", "starts with \"Tags\""),
        (3, RemovedKind::Navigation, "Beranda", "section label"),
        (3, RemovedKind::Share, "Bagikan", "sharing button"),
        (3, RemovedKind::Credit, "(rk/sd)", "initials in brackets"),
    ] {
        let at = first.article.blocks[at].span.start;
        let (text, why) = (text.to_owned(), why.to_owned());
        first.article.removed.push(Removed { kind, role: kind.into(), text, at, why, page: None });
    }
    let mut third = first.clone();
    third.article.id = "cc33".to_owned();
    third.article.source = "pages/kabar-karang.html".to_owned();
    third.article.outlet = Some(Stated::given("Kabar Karang".to_owned(), "test"));
    third.article.published = None;
    third.article.published_guess =
        Some(Guess { value: "2031-03-05".to_owned(), why: "the day after \"Selasa (4/3/2031)\"".to_owned() });
    let said = |reading: &mut Reading, words: &str, kind, how| {
        let text = reading.article.text.clone();
        let content = find(&text, words);
        let day = find_any(&text, &["Selasa (4/3/2031)", "next week"]);
        let agency = find(&text, "KBN");
        let speaker = find(&text, "Raka Tirta");
        reading.annotations.mentions.push(Mention {
            span: speaker,
            whole: speaker,
            kind: MentionKind::Person,
            entity: 0,
            how: runut::model::MentionHow::Title,
        });
        reading.annotations.entities.push(entity("Raka Tirta"));
        reading.annotations.times.push(TimeExpression {
            span: day,
            kind: TimeKind::Date,
            value: TimeValue("2031-03-04".to_owned()),
            utc_offset: None,
            anchor: Anchor::Written,
            weekday: WeekdayCheck::Agrees,
            likely: None,
            why: None,
            rule: "weekday-with-date-in-brackets".to_owned(),
        });
        reading.annotations.statements.push(Statement {
            kind,
            polarity: Polarity::Affirmed,
            act: Act::Say,
            voiced: true,
            content: vec![content],
            cue: Vec::new(),
            source: vec![speaker],
            speaker: Some(0),
            speaker_name: Some("Raka Tirta".to_owned()),
            speaker_how: Some(SpeakerHow::Named),
            confidence: Confidence::Sure,
            addressee: None,
            addressee_name: Some("Sari Dewangga".to_owned()),
            said_on: Some(SaidOn {
                days: DateRange::day(date(2031, 3, 4)),
                why: "the date in the sentence".to_owned(),
            }),
            reported_on: Some(SaidOn {
                days: DateRange::day(date(2031, 3, 5)),
                why: "day of publication".to_owned(),
            }),
            place: Some("Karang".to_owned()),
            chain: vec![ChainLink { name: "KBN".to_owned(), how, span: Some(agency) }],
            sentence: 1,
            inside: None,
            speaker_why: "",
            rule: "head-cue".to_owned(),
        });
    };
    said(&mut first, "pelabuhan dibuka lagi pekan depan", StatementKind::Direct, ChainHow::Relay);
    said(&mut second, "the port would reopen next week", StatementKind::Indirect, ChainHow::Relay);
    said(&mut third, "pelabuhan dibuka lagi pekan depan", StatementKind::Direct, ChainHow::Inherited);
    let readings = vec![first, second, third];
    let trace = trace_over(&readings);
    (readings, trace)
}

fn trace_over(readings: &[Reading]) -> Trace {
    let proof = |article: usize, sentence: usize| {
        let span = readings[article].annotations.sentences[sentence].span;
        Evidence::new(&readings[article].article, span)
    };
    let report = |article: usize, wording| Report {
        article,
        statement: Some(0),
        others: Vec::new(),
        evidence: proof(article, 1),
        chain: readings[article].annotations.statements[0].chain.clone(),
        wording,
    };
    let spoken = Entry {
        when: DateRange::day(date(2031, 3, 4)),
        kind: EntryKind::Statement,
        text: "pelabuhan dibuka lagi pekan depan".to_owned(),
        speaker: Some("Raka Tirta".to_owned()),
        addressee: Some("Sari Dewangga".to_owned()),
        reports: vec![report(0, Wording::Same), report(1, Wording::Translated), report(2, Wording::Same)],
        independent: 1,
    };
    let mut happened = spoken.clone();
    happened.when = DateRange::default();
    happened.kind = EntryKind::Event;
    happened.text = "Kapal menunggu di luar Pelabuhan Karang".to_owned();
    (happened.speaker, happened.addressee) = (None, None);
    happened.reports = vec![Report { statement: None, evidence: proof(0, 3), ..report(0, Wording::Same) }];
    let mut gap = spoken.clone();
    gap.speaker = None;
    gap.reports.truncate(1);
    let side = |says: &str, article: usize, sentence: usize| Side {
        says: says.to_owned(),
        evidence: proof(article, sentence),
    };
    let figure = Disagreement {
        kind: DisagreementKind::Figure,
        about: "ships waiting".to_owned(),
        sides: vec![side("40", 0, 3), side("30", 1, 2)],
        likely: None,
        why: "both count ships waiting on the same day".to_owned(),
    };
    let copy = CopyLink {
        earlier: 0,
        later: 2,
        kind: CopyKind::Abridged,
        share: 0.865,
        of_earlier: 0.865,
        of_later: 0.4,
        why: "the later one says so".to_owned(),
        order_known: false,
        passages: Vec::new(),
    };
    let story = Story {
        id: "aa11".to_owned(),
        title: "Pelabuhan Karang & \"pembukaan\" <lagi>".to_owned(),
        articles: vec![0, 1],
        timeline: vec![spoken, gap, happened],
        top: vec![0],
        disagreements: vec![figure],
        copies: vec![copy],
        why: "Raka Tirta, Karang".to_owned(),
        ..Story::default()
    };
    let event_of = readings.iter().map(|reading| reading.article.id.clone()).collect();
    Trace { stories: vec![story], story_of: vec![Some(0), Some(0), None], event_of }
}

fn reading(id: &str, source: &str, outlet: &str, day: &str, blocks: &[(BlockKind, &str)]) -> Reading {
    let mut article = Article {
        id: id.to_owned(),
        source: source.to_owned(),
        language: "id".to_owned(),
        ..Article::default()
    };
    let mut annotations = Annotations::default();
    for (index, (kind, text)) in blocks.iter().enumerate() {
        if index > 0 {
            article.text.push_str("\n\n");
        }
        let span = Span::new(article.text.len(), article.text.len() + text.len());
        article.text.push_str(text);
        article.blocks.push(Block { kind: *kind, span });
        annotations.sentences.push(Sentence { span, block: index, language: article.language.clone() });
    }
    article.title = Some(Stated::given(blocks[0].1.to_owned(), "test"));
    article.outlet = Some(Stated::given(outlet.to_owned(), "test"));
    article.published = Some(Stated::given(day.to_owned(), "test"));
    Reading { article, annotations }
}

fn entity(name: &str) -> Entity {
    Entity {
        kind: MentionKind::Person,
        name: name.to_owned(),
        aliases: Vec::new(),
        roles: Vec::new(),
        of: None,
        gender: None,
        relays: false,
    }
}

fn find(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words:?} in {text:?}"));
    Span::new(start, start + words.len())
}

fn find_any(text: &str, words: &[&str]) -> Span {
    words.iter().find(|words| text.contains(**words)).map(|words| find(text, words)).unwrap_or_default()
}
