//! Articles as JSON Lines: ours, and those of the common scrapers, read as they are.
//!
//! The text is the input's own and stays untouched, so that spans of it are the input's own too. Where the line gives
//! no blocks, paragraphs are found from the text: conservatively, unless the text plainly is a whole page.

use super::draft::{Draft, Part, Role, Sheet};
use super::look::{self, Look};
use super::{LONGEST, ReadError, credits, dates, dump, head};
use crate::lang::{FurnitureRole, Packs};
use crate::model::{
    Article, Block, BlockKind, Guess, Origin, Page, PartRole, Removed, RemovedKind, Span, Stated, Stretch,
};
use crate::{segment, wire};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The articles of a page of lines; a line that is none stands as an error in its place.
pub(crate) fn articles(page: &Page, text: &str, packs: &Packs) -> Vec<Result<Article, ReadError>> {
    let mut found = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        if line.is_empty() {
            continue;
        }
        let bad = |found: String| ReadError::BadLine { place: page.source.clone(), line: at + 1, found };
        let article = match serde_json::from_str::<Value>(line) {
            Ok(Value::Object(fields)) => {
                let id = if found.is_empty() {
                    page.id.to_string()
                } else {
                    format!("{}-{}", page.id, found.len() + 1)
                };
                article(&fields, id, &page.source, packs).map_err(bad)
            }
            Ok(_) => Err(bad("no JSON object".to_owned())),
            // The reader counts lines within the one line it was given; columns are what helps.
            Err(error) => Err(bad(error.to_string().replace(" at line 1 column ", ", column "))),
        };
        found.push(article);
    }
    found
}

/// The first of these fields that holds some words.
fn words<'f>(fields: &'f Map<String, Value>, names: &[&str]) -> Option<&'f str> {
    let value =
        |name: &&str| fields.get(*name).and_then(Value::as_str).filter(|value| !value.trim().is_empty());
    names.iter().find_map(value)
}

/// The article of one line; `id` is for a line that gives none.
fn article(fields: &Map<String, Value>, id: String, source: &str, packs: &Packs) -> Result<Article, String> {
    let Some(text) = words(fields, &["text", "content", "body", "maintext", "articleBody"]) else {
        return Err("no \"text\"".to_owned());
    };
    if text.len() > LONGEST {
        return Err(format!("a text of {} MB, longer than any article", text.len() / 1_000_000));
    }
    let mut article = Article { given: true, text: text.to_owned(), ..Article::default() };
    article.id = match fields.get("id") {
        Some(Value::String(own)) if !own.is_empty() => own.clone(),
        Some(Value::Number(own)) => own.to_string(),
        _ => id,
    };
    article.source = words(fields, &["source", "url"]).unwrap_or(source).to_owned();
    article.language = words(fields, &["language", "lang", "meta_lang"]).map(base_code).unwrap_or_default();
    if article.language.is_empty() || packs.languages.get(&article.language).is_none() {
        let told = segment::language(text, &packs.languages);
        if article.language.is_empty() || told != "und" {
            article.language = told;
        }
    }
    match fields.get("blocks") {
        Some(Value::Array(blocks)) if !blocks.is_empty() => {
            given_blocks(&mut article, blocks)?;
            given_removed(&mut article, fields.get("removed"));
            let dateline = article.blocks.iter().find(|block| block.kind == BlockKind::Paragraph).copied();
            if let Some(block) = dateline {
                read_facts(&mut article, block.span, packs);
            }
        }
        _ => find_blocks(&mut article, words(fields, &["title", "headline"]), packs),
    }
    stated(&mut article, fields, packs);
    wire::restore(&mut article, fields);
    Ok(article)
}

/// "id-ID" and "ID" are "id".
fn base_code(code: &str) -> String {
    code.split(['-', '_']).next().unwrap_or("").to_lowercase()
}

/// What the line states in fields of its own; it is believed before what the text shows.
fn stated(article: &mut Article, fields: &Map<String, Value>, packs: &Packs) {
    if let Some(title) = words(fields, &["title", "headline"]) {
        article.title = Some(Stated::given(title.trim().to_owned(), "given"));
    }
    // Trafilatura writes the address into `source`.
    let address = words(fields, &["source"])
        .filter(|source| source.starts_with("https://") || source.starts_with("http://"));
    article.url = words(fields, &["url", "link", "source_url"]).or(address).map(str::to_owned);
    let outlet = ["outlet", "source_name", "sitename", "source-hostname", "hostname", "source_domain"];
    if let Some(name) = words(fields, &outlet) {
        let known = packs.outlets.named(name).or_else(|| packs.outlets.at_address(name));
        let name = known.map_or(name, |outlet| &outlet.name);
        article.outlet = Some(Stated::given(name.to_owned(), "given"));
    } else if article.outlet.is_none() {
        let address = article.url.as_deref().and_then(|url| packs.outlets.at_address(url));
        article.outlet = address.map(|outlet| Stated::given(outlet.name.clone(), "address"));
    }
    let names = names(fields);
    if !names.is_empty() {
        article.byline = names.into_iter().map(|name| Stated::given(name, "given")).collect();
    }
    if let Some(editor) = words(fields, &["editor"]) {
        article.editor = Some(Stated::given(editor.to_owned(), "given"));
    }
    let date = |names: &[&str]| {
        words(fields, names).and_then(|text| {
            let value = dates::iso(text)
                .or_else(|| dates::read(text, packs, &article.language).map(|read| read.value))?;
            Some(Stated { value, how: "given".to_owned(), quote: text.to_owned(), page: None })
        })
    };
    let published =
        date(&["published", "date", "publish_date", "date_publish", "datePublished", "published_at"]);
    let modified = date(&["modified", "date_modify", "dateModified"]);
    if published.is_some() {
        article.published = published;
    }
    article.modified = modified.or(article.modified.take());
    if let Some(Value::Object(guess)) = fields.get("published_guess")
        && let (Some(value), Some(why)) = (words(guess, &["value"]), words(guess, &["why"]))
        && article.published.is_none()
    {
        article.published_guess = Some(Guess { value: value.to_owned(), why: why.to_owned() });
    }
}

/// The writers: a list, or one string with ";" between.
fn names(fields: &Map<String, Value>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for field in ["byline", "author", "authors"] {
        let texts: Vec<&str> = match fields.get(field) {
            Some(Value::String(text)) => text.split(';').collect(),
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            _ => continue,
        };
        for name in texts.into_iter().map(str::trim).filter(|name| !name.is_empty()) {
            if !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// Blocks as given, code points made bytes.
fn given_blocks(article: &mut Article, blocks: &[Value]) -> Result<(), String> {
    let mut bytes: Vec<usize> = article.text.char_indices().map(|(at, _)| at).collect();
    bytes.push(article.text.len());
    let mut last = 0;
    for (nth, block) in blocks.iter().enumerate() {
        let at = |name: &str| {
            block.get(name).and_then(Value::as_u64).and_then(|at| bytes.get(at as usize)).copied()
        };
        let kind = block.get("kind").and_then(|kind| serde_json::from_value(kind.clone()).ok());
        let (Some(kind), Some(start), Some(end)) = (kind, at("start"), at("end")) else {
            return Err(format!("block {} has no kind, start and end within the text", nth + 1));
        };
        if start < last || end < start {
            return Err(format!("block {} begins before the one before it ends", nth + 1));
        }
        last = end;
        article.blocks.push(Block { kind, span: Span::new(start, end) });
    }
    Ok(())
}

fn given_removed(article: &mut Article, removed: Option<&Value>) {
    let Some(Value::Array(removed)) = removed else { return };
    for one in removed {
        let kind = one.get("kind").and_then(|kind| serde_json::from_value(kind.clone()).ok());
        let kind = kind.unwrap_or(RemovedKind::Other);
        let role = one.get("role").and_then(|role| serde_json::from_value(role.clone()).ok());
        let Some(text) = one.get("text").and_then(Value::as_str) else { continue };
        article.removed.push(Removed {
            kind,
            role: role.unwrap_or_else(|| kind.into()),
            text: text.to_owned(),
            at: article.text.len() as u32,
            why: one.get("why").and_then(Value::as_str).unwrap_or("given").to_owned(),
            page: None,
        });
    }
}

/// Dateline and agencies of the first paragraph.
fn read_facts(article: &mut Article, first: Span, packs: &Packs) {
    let text = std::mem::take(&mut article.text);
    let origin = whole(&text);
    let sheet = Sheet { text: &text, origin: &origin };
    let look = look::look(&text, first.start as usize..first.end as usize, packs, &article.language);
    let mut draft = Draft::default();
    head::read_dateline(&sheet, &look, &mut draft);
    take_facts(article, draft);
    article.text = text;
}

/// A way from a text to itself.
fn whole(text: &str) -> Origin {
    let mut origin = Origin::default();
    origin.push(Stretch { text: 0, text_len: text.len() as u32, page: 0, page_len: text.len() as u32 });
    origin
}

/// What the text showed of the facts; there is no page to point to.
fn take_facts(article: &mut Article, draft: Draft) {
    let facts = draft.facts;
    let unplaced = |mut stated: Stated<String>| {
        stated.page = None;
        stated
    };
    article.title = facts.title.map(unplaced);
    article.kicker = facts.kicker.map(unplaced);
    article.byline = facts.byline.into_iter().map(unplaced).collect();
    article.editor = facts.editor.map(unplaced);
    article.modified = facts.modified.map(unplaced);
    let first = |mut ranked: Vec<(u8, Stated<String>)>| {
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().next().map(|(_, stated)| unplaced(stated))
    };
    article.published = first(facts.published);
    article.outlet = first(facts.outlets);
    article.agencies = facts.agencies.into_iter().map(unplaced).collect();
    article.original = facts.original;
    article.dateline_place = facts.place;
    article.dateline = facts.dateline.map(|range| Span::new(range.start, range.end));
}

/// Paragraphs from the text.
fn find_blocks(article: &mut Article, title: Option<&str>, packs: &Packs) {
    let text = std::mem::take(&mut article.text);
    let origin = whole(&text);
    let sheet = Sheet { text: &text, origin: &origin };
    let lines = look::lines(&text);
    let looks = look::looks(&text, &lines, packs, &article.language);
    let draft = if whole_page(&looks) { dump::draft(&sheet, packs, &article.language).ok() } else { None };
    let draft = draft.unwrap_or_else(|| paragraphs(&sheet, packs, &looks, title));
    for part in &draft.parts {
        let span = Span::new(part.range.start, part.range.end);
        match &part.role {
            Role::Kept(kind) => article.blocks.push(Block { kind: *kind, span }),
            Role::Removed(role, why) => article.removed.push(Removed {
                kind: role.removed(),
                role: *role,
                text: span.of(&text).to_owned(),
                at: span.start,
                why: why.clone(),
                page: None,
            }),
        }
    }
    take_facts(article, draft);
    article.text = text;
}

/// Whether a text is a whole page with its furniture: three sorts of it at least.
fn whole_page(looks: &[Look]) -> bool {
    let mut sorts: BTreeSet<Option<FurnitureRole>> = BTreeSet::new();
    for look in looks {
        if look.date.as_ref().is_some_and(|date| date.others <= 1) {
            sorts.insert(None);
        }
        let telling = |role: &FurnitureRole| {
            matches!(
                role,
                FurnitureRole::Ago
                    | FurnitureRole::Section
                    | FurnitureRole::Comments
                    | FurnitureRole::Legal
                    | FurnitureRole::Tags
                    | FurnitureRole::Editor
                    | FurnitureRole::Author
                    | FurnitureRole::Syndication
                    | FurnitureRole::Navigation
                    | FurnitureRole::Caption
            )
        };
        sorts.extend(look.role().filter(telling).map(Some));
    }
    sorts.len() >= 3
}

/// Every line a paragraph, hard furniture apart.
fn paragraphs(sheet: &Sheet<'_>, packs: &Packs, looks: &[Look], title: Option<&str>) -> Draft {
    let mut draft = Draft::default();
    let mut first = true;
    for (at, look) in looks.iter().enumerate() {
        let words = &sheet.text[look.range.clone()];
        let hard = look.sign_off.is_some()
            || look.role().is_some_and(|role| {
                !matches!(
                    role,
                    FurnitureRole::Caption
                        | FurnitureRole::Navigation
                        | FurnitureRole::Topic
                        | FurnitureRole::Share
                        | FurnitureRole::Summary
                )
            });
        let role = if hard {
            credits::read(sheet, packs, look, &mut draft.facts);
            let (kind, why) = dump::removed(look).unwrap_or((PartRole::Other, String::new()));
            Role::Removed(kind, why)
        } else if at > 0 && dump::under_label(sheet, looks, at) {
            Role::Removed(PartRole::Related, "headline under its label".to_owned())
        } else if look.role() == Some(FurnitureRole::Caption) {
            Role::Kept(BlockKind::Caption)
        } else if title.is_some_and(|title| title.trim() == words) && draft.parts.is_empty() {
            Role::Kept(BlockKind::Title)
        } else if words.chars().any(char::is_alphanumeric) {
            if std::mem::take(&mut first) {
                head::read_dateline(sheet, look, &mut draft);
            }
            Role::Kept(BlockKind::Paragraph)
        } else {
            Role::Removed(PartRole::Other, "no words".to_owned())
        };
        draft.parts.push(Part { range: look.range.clone(), role });
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str) -> Vec<Result<Article, ReadError>> {
        let packs = Packs::bundled().expect("bundled packs load");
        articles(&Page::new("test.jsonl", lines.into()), lines, &packs)
    }

    #[test]
    fn lines_of_other_scrapers_are_read_as_they_are() {
        for line in [
            r#"{"id":"a","text":"Pasar itu dibuka.","title":"Pasar","date":"2021-05-07","author":"Ana Bel; Bo Col","sitename":"Muara"}"#,
            r#"{"id":"a","content":"Pasar itu dibuka.","title":"Pasar","publish_date":"2021-05-07","authors":["Ana Bel","Bo Col"],"source_name":"Muara"}"#,
            r#"{"id":"a","maintext":"Pasar itu dibuka.","title":"Pasar","datePublished":"7 Mei 2021","byline":["Ana Bel","Bo Col"],"outlet":"Muara"}"#,
        ] {
            let article = read(line).remove(0).expect(line);
            assert_eq!(article.id, "a");
            assert_eq!(article.text, "Pasar itu dibuka.");
            assert_eq!(article.headline(), "Pasar");
            assert_eq!(article.published.map(|date| date.value).as_deref(), Some("2021-05-07"), "{line}");
            assert_eq!(
                article.byline.iter().map(|name| name.value.as_str()).collect::<Vec<_>>(),
                ["Ana Bel", "Bo Col"]
            );
            assert_eq!(article.outlet.map(|outlet| outlet.value).as_deref(), Some("Muara"));
            assert!(article.given);
        }
    }

    #[test]
    fn a_broken_line_loses_no_other() {
        let found = read(
            "{\"id\":\"a\",\"text\":\"Satu.\"}\n{\"id\":\"b\",\"te\n\n[1]\n{\"id\":\"c\"}\n{\"id\":\"d\",\"text\":\"Dua.\"}",
        );
        let ids: Vec<_> =
            found.iter().map(|one| one.as_ref().map(|a| a.id.as_str()).map_err(|e| e.to_string())).collect();
        assert_eq!(ids[0], Ok("a"));
        assert_eq!(ids[4], Ok("d"));
        assert!(matches!(&ids[1], Err(message) if message.starts_with("test.jsonl:2: ")), "{ids:?}");
        assert!(
            matches!(&ids[2], Err(message) if message.starts_with("test.jsonl:4: no JSON object")),
            "{ids:?}"
        );
        assert!(matches!(&ids[3], Err(message) if message.contains("no \"text\"")), "{ids:?}");
    }

    #[test]
    fn given_blocks_are_kept_and_code_points_made_bytes() {
        let line = r#"{"id":"a","text":"Pâté\n\nPasar “lama” dibuka.","blocks":[{"kind":"title","start":0,"end":4},{"kind":"paragraph","start":6,"end":26}],"removed":[{"kind":"related","text":"Baca juga: Jembatan"}]}"#;
        let article = read(line).remove(0).expect("an article");
        let blocks: Vec<_> =
            article.blocks.iter().map(|block| (block.kind, block.span.of(&article.text))).collect();
        assert_eq!(blocks, [(BlockKind::Title, "Pâté"), (BlockKind::Paragraph, "Pasar “lama” dibuka.")]);
        assert_eq!(article.removed[0].kind, RemovedKind::Related);
        let beyond = r#"{"id":"a","text":"Satu.","blocks":[{"kind":"title","start":0,"end":9}]}"#;
        assert!(read(beyond).remove(0).is_err());
    }

    #[test]
    fn furniture_inside_a_given_text_is_no_block_and_the_text_stays() {
        let text = "Muara, CNN Indonesia - Pasar itu dibuka lagi pada pagi hari oleh wali kota.\\n\\nBaca juga: Jembatan Muara Ambruk\\n\\n“Ramai,” katanya. (ab/cd)";
        let article = read(&format!(r#"{{"id":"a","text":"{text}"}}"#)).remove(0).expect("an article");
        let blocks: Vec<_> = article.blocks.iter().map(|block| block.span.of(&article.text)).collect();
        assert_eq!(blocks.len(), 2, "{blocks:?}");
        assert_eq!(blocks[1], "“Ramai,” katanya.");
        assert!(article.text.contains("Baca juga"));
        assert_eq!(article.dateline.map(|span| span.of(&article.text)), Some("Muara, CNN Indonesia -"));
        assert_eq!(article.removed.len(), 2);
    }
}
