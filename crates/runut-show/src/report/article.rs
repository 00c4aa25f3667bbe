//! One stored text: as printed, evidence sentences marked and linked, what was left out in grey where it stood.

use super::Context;
use crate::facts::{called, one_line, published};
use crate::html::{Html, web_address};
use crate::marks;
use runut::model::{Block, BlockKind, Reading, Removed, Span};

/// More parts or letters than this, left out at one place, fold into one line.
const SHOWN_PARTS: usize = 3;
/// Letters of them.
const SHOWN_LETTERS: usize = 400;

/// The article with everything its page carried.
pub fn article(html: &mut Html, index: usize, context: &Context<'_>) {
    let reading = &context.readings[index];
    let article = &reading.article;
    let id = format!("a{}", index + 1);
    html.open("article", &[("class", "stored"), ("id", &id), ("lang", &article.language)]).line();
    about(html, reading, context);
    let mut removed = article.removed.as_slice();
    for (number, block) in article.blocks.iter().enumerate() {
        let here = removed.iter().take_while(|part| part.at <= block.span.start).count();
        cut(html, &removed[..here], context);
        removed = &removed[here..];
        block_of(html, index, number, *block, context);
    }
    cut(html, removed, context);
    html.raw("</article>\n");
}

/// What the page states of itself.
fn about(html: &mut Html, reading: &Reading, context: &Context<'_>) {
    let (article, words) = (&reading.article, context.words);
    let title = one_line(article.headline());
    let printed = article.blocks.iter().any(|block| block.kind == BlockKind::Title);
    html.open("header", &[("lang", &words.code)]).open("p", &[("class", "from")]);
    html.element("b", &[], called(reading)).raw(" · ").text(&published(reading, words));
    let names: Vec<_> = article.byline.iter().map(|name| one_line(&name.value)).collect();
    if !names.is_empty() {
        html.raw(" · ").text(&words.by).raw(" ").text(&names.join(", "));
    }
    if let Some(editor) = &article.editor {
        html.raw(" · ").text(&words.editor).raw(": ").text(&one_line(&editor.value));
    }
    html.raw("</p>");
    if let (None, Some(guess)) = (&article.published, &article.published_guess) {
        html.open("p", &[("class", "quiet")]).text(&words.published).raw(": ").text(&words.guessed);
        html.raw(" (");
        context.reason(html, "span", "", &guess.why);
        html.raw(")</p>");
    }
    html.open("p", &[("class", "quiet where")]).text(&article.source);
    if let Some(url) = article.url.as_deref().and_then(web_address) {
        html.raw(" · ").element("a", &[("href", url), ("rel", "noreferrer nofollow")], url);
    }
    html.raw("</p></header>\n");
    // Every article needs a heading to be found by, also where the page printed none.
    if !printed {
        let title = if title.is_empty() { &words.untitled } else { &title };
        html.element("h3", &[], title).line();
    }
}

fn block_of(html: &mut Html, article: usize, number: usize, block: Block, context: &Context<'_>) {
    let (tag, class) = match block.kind {
        BlockKind::Title => ("h3", ""),
        BlockKind::Lead => ("p", "lead"),
        BlockKind::Paragraph => ("p", ""),
        BlockKind::Subheading => ("h4", ""),
        BlockKind::Quote => ("blockquote", ""),
        BlockKind::List => ("p", "item"),
        BlockKind::Caption => ("p", "caption"),
    };
    let reading = &context.readings[article];
    let text = &reading.article.text;
    html.open(tag, &[("class", class)]);
    let marks = marks::found(reading, block.span, context.words);
    let mut at = block.span.start;
    let sentences = reading.annotations.sentences.iter().enumerate();
    for (index, sentence) in sentences.filter(|(_, sentence)| sentence.block == number) {
        // A stage may have cut sentences out of order or over each other; text is shown once.
        if sentence.span.start < at || sentence.span.end > block.span.end {
            continue;
        }
        html.text(Span { start: at, end: sentence.span.start }.of(text));
        at = sentence.span.end;
        let id = format!("a{}-s{}", article + 1, index + 1);
        let cited = context.cited[article].get(&index);
        let class = if cited.is_some() { "proof" } else { "" };
        let foreign = Some(sentence.language.as_str())
            .filter(|code| *code != reading.article.language && *code != "und");
        html.open("span", &[("id", &id), ("class", class), ("lang", foreign.unwrap_or(""))]);
        marks::write(html, sentence.span, &marks, text);
        for citation in cited.into_iter().flatten() {
            let (to, label) =
                (format!("#{}", citation.anchor), format!("{} {}", context.words.evidence, citation.label));
            html.raw("<sup>")
                .open("a", &[("href", &to), ("aria-label", &label)])
                .text(&citation.label)
                .raw("</a></sup>");
        }
        html.raw("</span>");
    }
    html.text(Span { start: at, end: block.span.end }.of(text));
    html.close(tag).line();
}

/// What was left out here, in grey, with its kind and the reason.
fn cut(html: &mut Html, parts: &[Removed], context: &Context<'_>) {
    if parts.is_empty() {
        return;
    }
    let words = context.words;
    let letters: usize = parts.iter().map(|part| part.text.len()).sum();
    let folded = parts.len() > SHOWN_PARTS || letters > SHOWN_LETTERS;
    if folded {
        let mut kinds: Vec<&str> = parts.iter().map(|part| words.removed_kind(part.kind)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        html.open("details", &[("class", "cut"), ("lang", &words.code)]).raw("<summary>");
        html.text(&format!("{} × {}: {}", parts.len(), words.removed, kinds.join(", "))).raw("</summary>\n");
    } else {
        html.raw("<div class=\"cut\">");
    }
    for part in parts {
        html.raw("<p>");
        html.element("span", &[("class", "kind"), ("lang", &words.code)], words.removed_kind(part.kind))
            .raw(" ");
        html.text(&one_line(&part.text)).raw(" ");
        context.reason(html, "span", "reason", &part.why);
        html.raw("</p>\n");
    }
    html.raw(if folded { "</details>\n" } else { "</div>\n" });
}
