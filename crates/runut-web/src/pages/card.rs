//! One statement as a card: who, to whom, the words, through whom, when, how sure, and the way to the proof.

use super::{chain, evidence};
use crate::frame;
use crate::links;
use crate::site::Site;
use runut_show::{Html, one_line};
use runut_store::Correction;
use runut_store::query::StatementRow;

/// A statement of one article, as an item of a list.
pub fn statement(html: &mut Html, row: &StatementRow, site: &Site) {
    html.raw("<li class=\"card\" data-stop>\n");
    who(html, row.speaker.as_deref(), row.addressee.as_deref(), Some(row), site);
    words(html, &row.text, Some(row));
    chain(html, row.outlet.as_deref(), &row.chain, site);
    times(html, row, site);
    html.raw("<p class=\"ways\">");
    html.element(
        "a",
        &[("class", "show"), ("href", &links::evidence(&row.evidence)), ("data-open", "")],
        &site.words.show,
    );
    html.raw(" ")
        .element("a", &[("href", &links::to("statement", &row.id))], site.say("more"))
        .raw("</p></li>\n");
}

/// "Ani Wulandari → Bima Prakoso", and how sure that is.
pub fn who(
    html: &mut Html,
    speaker: Option<&str>,
    addressee: Option<&str>,
    row: Option<&StatementRow>,
    site: &Site,
) {
    html.raw("<p class=\"who\">");
    match speaker {
        Some(name) => {
            html.raw("<b>");
            frame::link(html, "person", name, name);
            html.raw("</b>");
        }
        None => {
            html.element("span", &[("class", "gap")], &site.words.speaker_unknown);
        }
    }
    // A short name, and whose it is by the other reports of the story.
    if let Some(known) = row.and_then(|row| row.speaker_known.as_ref()) {
        let class = if known.confidence == "sure" { "tag" } else { "tag doubt" };
        html.raw(" ").element(
            "span",
            &[("class", class), ("title", &one_line(&known.why))],
            &format!("= {}", one_line(&known.name)),
        );
    }
    if let Some(name) = addressee {
        html.raw(" <span class=\"arrow\" aria-hidden=\"true\">→</span> <span class=\"hidden\">");
        html.text(&site.words.to).raw("</span> ");
        frame::link(html, "person", name, name);
    }
    if let Some(row) = row {
        let mut tag = |words: &str, class: &str| {
            html.raw(" ").element("span", &[("class", class)], words);
        };
        tag(site.name("type", &row.r#type), "tag");
        if row.polarity == "negated" {
            tag(&site.words.denied, "tag warn");
        }
        if row.confidence == "likely" {
            tag(&site.words.likely, "tag doubt");
        }
        corrected(html, &row.corrections, site);
    }
    html.raw("</p>\n");
}

/// That people said something of a finding, and what.
pub fn corrected(html: &mut Html, corrections: &[Correction], site: &Site) {
    for one in corrections {
        let says = site.name("action", &one.action);
        let title = [Some(one.who.as_str()), one.note.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(": ");
        html.raw(" ").element("span", &[("class", "tag people"), ("title", &one_line(&title))], says);
    }
}

/// What was said, in quotation marks where all of it is quoted.
pub fn words(html: &mut Html, text: &str, row: Option<&StatementRow>) {
    let text = one_line(text);
    let quoted = row.is_some_and(|row| row.r#type != "indirect");
    let marked = text.starts_with(['"', '“', '«', '\'', '‘', '”']);
    let text = match row {
        Some(row) if row.r#type == "direct" && !marked => format!("“{}”", text.trim_end_matches(',')),
        _ => text,
    };
    let (tag, class) = if quoted { ("blockquote", "words") } else { ("p", "words indirect") };
    html.element(tag, &[("class", class)], &text).line();
}

/// When and where it was said, and when it was printed.
pub fn times(html: &mut Html, row: &StatementRow, site: &Site) {
    let words = &site.words;
    let mut all = Vec::new();
    let said = site.days(row.said_on.from.as_deref(), row.said_on.to.as_deref());
    if !said.is_empty() {
        all.push(format!("{} {said}", words.said_on));
    }
    all.extend(row.place.as_ref().map(|place| format!("{} {}", words.at, one_line(place))));
    all.extend(row.day.as_ref().map(|day| format!("{} {}", site.say("printed"), site.day(day))));
    html.element("p", &[("class", "quiet times")], &all.join(" · ")).line();
}

/// The sentence, and how speaker and day are known.
pub fn proof(html: &mut Html, row: &StatementRow, language: &str, site: &Site) {
    evidence(html, &row.evidence, language, site);
    if let Some(how) = &row.speaker_how {
        html.raw("<p class=\"reason\">").text(site.say("speakerhow")).raw(" ");
        html.text(site.name("how", how)).raw("</p>\n");
    }
    if let Some(why) = &row.said_why {
        html.raw("<p class=\"reason\">").text(&site.words.said_on).raw(" ");
        html.text(&site.days(row.said_on.from.as_deref(), row.said_on.to.as_deref())).raw(": ");
        super::reason(html, "span", "", why, site);
        html.raw("</p>\n");
    }
}
