//! Everything points to its evidence: spans stand on character boundaries inside a block, quotes equal the text at
//! their spans, and the way back leads to the page's own bytes. On whole pages, and on anything at all.

mod common;

use common::{examples, packs, reading, seeds};
use proptest::prelude::*;
use runut::model::{Article, Page, Reading, Span, Trace};

/// Every span of the layers, with its layer's name.
fn spans(reading: &Reading) -> Vec<(&'static str, Span)> {
    let layers = &reading.annotations;
    let mut all = Vec::new();
    all.extend(layers.sentences.iter().map(|sentence| ("sentence", sentence.span)));
    for quotation in &layers.quotations {
        all.extend([("quotation", quotation.marks), ("quotation's words", quotation.inner)]);
    }
    for mention in &layers.mentions {
        all.extend([("mention", mention.span), ("mention with title", mention.whole)]);
    }
    all.extend(layers.times.iter().map(|time| ("time", time.span)));
    for statement in &layers.statements {
        all.extend(statement.content.iter().map(|span| ("content", *span)));
        all.extend(statement.cue.iter().map(|span| ("cue", *span)));
        all.extend(statement.source.iter().map(|span| ("source", *span)));
        all.extend(statement.chain.iter().filter_map(|link| link.span).map(|span| ("chain", span)));
    }
    for figure in &layers.figures {
        all.extend([("figure", figure.span), ("number", figure.number)]);
    }
    all
}

fn on_boundaries(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.start as usize..span.end as usize).is_some()
}

/// What must hold of every reading, whatever the page was.
fn check(reading: &Reading) -> Result<(), String> {
    let Article { text, blocks, removed, .. } = &reading.article;
    let source = &reading.article.source;
    let mut end = 0;
    for block in blocks {
        if !on_boundaries(text, block.span) || block.span.start < end || block.span.is_empty() {
            return Err(format!("{source}: block {block:?} is empty, out of order or cuts a character"));
        }
        end = block.span.end;
    }
    for part in removed {
        if part.at as usize > text.len() {
            return Err(format!("{source}: removed part {:?} stands past the text", part.text));
        }
        if part.why.is_empty() {
            return Err(format!("{source}: removed part {:?} has no reason", part.text));
        }
    }
    for (layer, span) in spans(reading) {
        if !on_boundaries(text, span) {
            return Err(format!("{source}: {layer} {span:?} cuts a character or leaves the text"));
        }
        let relays_dateline = layer == "chain";
        if !relays_dateline && !blocks.iter().any(|block| block.span.contains(span)) {
            return Err(format!("{source}: {layer} {span:?} {:?} lies in no block", span.of(text)));
        }
    }
    for found in &reading.annotations.removed_times {
        let part = removed.get(found.removed).ok_or("a removed time names no removed part")?;
        if !on_boundaries(&part.text, found.time.span) {
            return Err(format!("{source}: removed time {:?} leaves {:?}", found.time.span, part.text));
        }
    }
    let entities = reading.annotations.entities.len();
    let sentences = reading.annotations.sentences.len();
    let statements = reading.annotations.statements.len();
    let ok = |index: Option<usize>, length: usize| index.is_none_or(|index| index < length);
    for statement in &reading.annotations.statements {
        let whole = ok(statement.speaker, entities)
            && ok(statement.addressee, entities)
            && ok(statement.inside, statements)
            && statement.sentence < sentences
            && !statement.content.is_empty();
        if !whole {
            return Err(format!("{source}: {statement:?} points nowhere"));
        }
    }
    let mentions_point = reading.annotations.mentions.iter().all(|mention| mention.entity < entities);
    let figures_point = reading.annotations.figures.iter().all(|figure| ok(figure.statement, statements));
    if !mentions_point || !figures_point {
        return Err(format!("{source}: a mention or figure points nowhere"));
    }
    Ok(())
}

#[test]
fn every_span_of_whole_pages_quotes_its_text() {
    for page in examples().iter().chain(&seeds()) {
        let reading = reading(page);
        check(&reading).unwrap_or_else(|wrong| panic!("{wrong}"));
        assert!(!reading.annotations.sentences.is_empty(), "{}", page.source);
    }
}

#[test]
fn the_way_back_leads_to_the_bytes_of_the_page() {
    for page in examples().iter().chain(&seeds()) {
        let reading = reading(page);
        let article = &reading.article;
        let charset = encoding_of(&page.bytes);
        for sentence in &reading.annotations.sentences {
            let quote = sentence.span.of(&article.text);
            let (start, end) = article
                .origin
                .page_range(sentence.span)
                .unwrap_or_else(|| panic!("{}: no way back from {quote:?}", page.source));
            let bytes = &page.bytes[start as usize..end as usize];
            let (printed, _, _) = charset.decode(bytes);
            assert_eq!(
                words_of_markup(&printed),
                words(quote),
                "{}: bytes {start}..{end} are not what {quote:?} was printed from",
                page.source
            );
        }
    }
}

#[test]
fn what_was_removed_is_still_on_the_page() {
    for page in examples().iter().chain(&seeds()) {
        let charset = encoding_of(&page.bytes);
        for part in &reading(page).article.removed {
            let Some((start, end)) = part.page else { continue };
            let (printed, _, _) = charset.decode(&page.bytes[start as usize..end as usize]);
            assert_eq!(words_of_markup(&printed), words(&part.text), "{}: {start}..{end}", page.source);
        }
    }
}

#[test]
fn evidence_of_a_trace_quotes_its_article() {
    let readings: Vec<Reading> = examples().iter().map(reading).collect();
    let trace = runut::trace(&readings, packs());
    let text_of = |id: &str| {
        let article = readings.iter().find(|reading| reading.article.id == id);
        &article.unwrap_or_else(|| panic!("no article {id}")).article.text
    };
    let mut seen = 0;
    for story in &trace.stories {
        let reports = story.timeline.iter().flat_map(|entry| &entry.reports).map(|report| &report.evidence);
        let sides = story.disagreements.iter().flat_map(|found| &found.sides).map(|side| &side.evidence);
        for evidence in reports.chain(sides) {
            assert!(!evidence.quote.is_empty(), "empty evidence in {}", evidence.article);
            assert_eq!(evidence.span.of(text_of(&evidence.article)), evidence.quote);
            seen += 1;
        }
        for copy in &story.copies {
            for passage in &copy.passages {
                assert!(on_boundaries(&readings[copy.earlier].article.text, passage.earlier));
                assert!(on_boundaries(&readings[copy.later].article.text, passage.later));
            }
        }
    }
    assert!(seen > 100, "only {seen} pieces of evidence over all pages");
}

#[test]
fn two_runs_over_pages_in_any_order_find_the_same() {
    let forth: Vec<Reading> = examples().iter().map(reading).collect();
    let mut back: Vec<Reading> = examples().iter().rev().map(reading).collect();
    let (one, other) = (by_id(&forth), by_id(&back));
    assert_eq!(one, other);
    back.rotate_left(5);
    for other in [by_id(&back), by_id(&forth)] {
        assert_eq!(one, other);
    }
}

/// The stories of a trace with articles named by id, so that traces over other orders can be compared.
fn by_id(readings: &[Reading]) -> Vec<String> {
    let Trace { stories, .. } = runut::trace(readings, packs());
    let id = |article: &usize| readings[*article].article.id.clone();
    let mut lines = Vec::new();
    for story in &stories {
        let articles: Vec<String> = story.articles.iter().map(id).collect();
        lines.push(format!("story {} {:?} {articles:?}", story.id, story.title));
        for event in &story.events {
            let articles: Vec<String> = event.articles.iter().map(id).collect();
            lines.push(format!("event {} {:?} {:?} {articles:?}", event.id, event.title, event.when));
        }
        for entry in &story.timeline {
            let reports: Vec<_> = entry
                .reports
                .iter()
                .map(|report| (&report.evidence, &report.chain, report.wording))
                .collect();
            lines.push(format!(
                "{:?} {:?} {:?} {:?} {:?} {} {reports:?}",
                entry.when, entry.kind, entry.text, entry.speaker, entry.addressee, entry.independent
            ));
        }
        lines.extend(story.disagreements.iter().map(|found| format!("{found:?}")));
        lines.extend(story.copies.iter().map(|copy| {
            format!("copy {} {} {:.4} {}", id(&copy.earlier), id(&copy.later), copy.share, copy.why)
        }));
    }
    lines
}

/// The character set of a test page: named in its head, or UTF-8.
fn encoding_of(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(400)]).to_lowercase();
    if head.contains("charset=\"windows-1252\"") { encoding_rs::WINDOWS_1252 } else { encoding_rs::UTF_8 }
}

/// Letters and digits only: what is left when tags, entities and white space are no matter.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The same of a piece of markup: tags, comments and the entities of the sample pages taken away.
fn words_of_markup(markup: &str) -> String {
    let mut plain = String::new();
    let mut rest = markup;
    while let Some(open) = rest.find('<') {
        plain.push_str(&rest[..open]);
        rest = rest[open..].find('>').map_or("", |close| &rest[open + close + 1..]);
    }
    plain.push_str(rest);
    for entity in ["&#8217;", "&ldquo;", "&rdquo;", "&quot;", "&#39;", "&raquo;", "&copy;", "&nbsp;", "&amp;"]
    {
        plain = plain.replace(entity, " ");
    }
    words(&plain)
}

/// Texts that look like news: names, cues, dates, marks, in any order and cut anywhere.
fn newsy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("“"),
        Just("”"),
        Just("\""),
        Just("'"),
        Just("‘"),
        Just("’"),
        Just("«"),
        Just("»"),
        Just("("),
        Just(")"),
        Just("kata"),
        Just("ujarnya"),
        Just("said"),
        Just("told"),
        Just("menurut"),
        Just("according to"),
        Just("-nya"),
        Just("Presiden"),
        Just("Wirya Sandoro"),
        Just("Dr."),
        Just("Kim"),
        Just("ß"),
        Just("İ"),
        Just("ﬁ"),
        Just("é"),
        Just("Kamis (5/6/2024)"),
        Just("99/99/9999"),
        Just("31 Februari"),
        Just("yesterday"),
        Just("kemarin"),
        Just("17 orang"),
        Just("1.000.000.000.000.000"),
        Just("dua"),
        Just("$3,2"),
        Just("%"),
        Just("ribuan"),
        Just("BACA JUGA:"),
        Just("Editor :"),
        Just("2 jam lalu"),
        Just("Artikel ini telah tayang di"),
        Just("<p>"),
        Just("</p>"),
        Just("<div"),
        Just("&#"),
        Just("&amp;"),
        Just("<script>"),
        Just("]]>"),
        Just("{\"id\":"),
        Just("."),
        Just("…"),
        Just("\n"),
        Just("\n\n"),
        Just("\u{a0}"),
        Just("\u{200b}"),
        Just("\r"),
        Just("\t"),
        Just("—"),
        Just("🇮🇩"),
        Just("北京"),
        Just("\u{301}"),
        Just("\u{202e}"),
    ];
    prop::collection::vec((piece, prop::bool::weighted(0.8)), 0..80).prop_map(|pieces| {
        let spaced =
            |(piece, space): (&str, bool)| if space { format!("{piece} ") } else { piece.to_owned() };
        pieces.into_iter().map(spaced).collect()
    })
}

/// Reads bytes as a page, twice; whatever was read must hold together and be the same.
fn holds(bytes: Vec<u8>) -> Result<(), TestCaseError> {
    let page = Page::new("any", bytes);
    let once = runut::read(&page, packs());
    for reading in once.iter().flatten() {
        check(reading).map_err(TestCaseError::fail)?;
    }
    prop_assert_eq!(&once, &runut::read(&page, packs()));
    Ok(())
}

/// Annotates a text as an article of one paragraph and of one block a line.
fn annotated(text: &str, language: &str, published: Option<&str>) -> Result<Reading, TestCaseError> {
    use runut::model::{Block, BlockKind, Stated};
    let mut article =
        Article { id: "a".into(), language: language.into(), text: text.into(), ..Article::default() };
    article.published = published.map(|day| Stated::given(day.to_owned(), "test"));
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, end) = (at + (line.len() - line.trim_start().len()), at + line.trim_end().len());
        at += line.len();
        if start < end {
            article.blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, end) });
        }
    }
    let reading = runut::annotate(article, packs());
    check(&reading).map_err(TestCaseError::fail)?;
    Ok(reading)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        holds(bytes)?;
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,300}") {
        holds(text.into_bytes())?;
    }

    #[test]
    fn any_news_like_text_is_read_without_a_panic(text in newsy()) {
        holds(text.clone().into_bytes())?;
        for (language, published) in [("id", Some("2025-03-09")), ("en", Some("2024-02-29T10:00")), ("", None)] {
            annotated(&text, language, published)?;
        }
    }

    #[test]
    fn a_page_cut_or_broken_anywhere_is_read_without_a_panic(
        which in 0usize..14, from in 0.0f64..1.0, to in 0.0f64..1.0, flip in any::<u8>(),
    ) {
        let pages = examples();
        let page = &pages[which];
        let place = |share: f64| (share * page.bytes.len() as f64) as usize;
        let (from, to) = (place(from.min(to)), place(from.max(to)));
        let mut bytes = page.bytes[from..to].to_vec();
        holds(bytes.clone())?;
        if let Some(middle) = bytes.len().checked_div(2).filter(|_| !bytes.is_empty()) {
            bytes[middle] = flip;
        }
        holds(bytes)?;
    }

    #[test]
    fn traces_of_any_news_like_texts_hold_together(texts in prop::collection::vec(newsy(), 0..4)) {
        let mut readings = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let mut reading = annotated(text, "id", Some("2025-03-09"))?;
            reading.article.id = format!("a{at}");
            readings.push(reading);
        }
        let trace = runut::trace(&readings, packs());
        prop_assert_eq!(&trace, &runut::trace(&readings, packs()));
        prop_assert_eq!(trace.story_of.len(), readings.len());
    }
}
