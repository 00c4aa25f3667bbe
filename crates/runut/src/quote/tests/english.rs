//! English attribution, frame by frame: who says what, from where to where, and what is no statement.

use super::read;
use crate::model::{Polarity, Span};

/// Content and speaker of every statement; a part that goes on elsewhere follows " … ".
fn said(text: &str) -> Vec<(String, String)> {
    let reading = read("en", text);
    let words = |spans: &[Span]| {
        spans.iter().map(|span| span.of(&reading.article.text)).collect::<Vec<_>>().join(" … ")
    };
    let statements = reading.annotations.statements.iter();
    let statements = statements.filter(|statement| statement.polarity == Polarity::Affirmed);
    statements.map(|s| (words(&s.content), s.speaker_name.clone().unwrap_or_default())).collect()
}

fn has(text: &str, content: &str, speaker: &str) {
    let found = said(text);
    let expected = (content.to_owned(), speaker.to_owned());
    assert!(found.contains(&expected), "{text}\nexpected {expected:?}\nfound {found:?}");
}

#[test]
fn a_subject_begins_behind_the_word_that_opens_its_clause() {
    for (text, content, speaker) in [
        (
            "The harbour closed after Anna Reed said the crane was unsafe.",
            "the crane was unsafe",
            "Anna Reed",
        ),
        ("Prices rose, and Paul Ward said the board would meet.", "the board would meet", "Paul Ward"),
        ("It was the year in which Anna Reed said the mill would open.", "the mill would open", "Anna Reed"),
        (
            "While Anna Reed said the mill would open, nobody came.",
            "the mill would open, nobody came",
            "Anna Reed",
        ),
        ("Some 47% say the ferry is too slow.", "the ferry is too slow", "Some 47%"),
        (
            "Anna Reed and Paul Ward said the mill would open.",
            "the mill would open",
            "Anna Reed and Paul Ward",
        ),
    ] {
        has(text, content, speaker);
    }
}

#[test]
fn words_that_are_no_noun_phrase_are_nobody() {
    for text in [
        "The cable warned the consulate could not hold out against a \"coordinated attack.\"",
        "The terminal closed in May, and that upset the lenders.",
        "He set out on Monday, seeking answers about the fall of the bridge.",
        "They talked of the plan, relying on claims that \"nobody had tested.\"",
        "It was the year when the ferry line deserved blame for the long delays at the quay.",
        "She spoke of his recent remarks about the bridge and the harbour.",
        "Anna Reed used her original letters, including a report from the harbour office on its losses.",
        "The council works to tighten existing pledges to cut the noise of the ferry.",
    ] {
        let found = said(text);
        let wrong = [
            "warned",
            "upset",
            "seeking",
            "relying",
            "line deserved",
            "deserved",
            "his",
            "including",
            "tighten",
        ];
        assert!(
            !found.iter().any(|(_, who)| wrong.iter().any(|word| who.starts_with(word))),
            "{text}\n{found:?}"
        );
    }
}

#[test]
fn those_told_of_without_a_name_are_kept_as_they_stand() {
    for (text, content, speaker) in [
        ("Officials said the ferry was late.", "the ferry was late", "Officials"),
        ("But local officials said the ferry was late.", "the ferry was late", "local officials"),
        (
            "A clerk handling the case said the ferry was late.",
            "the ferry was late",
            "A clerk handling the case",
        ),
        (
            "But ferry advocates said the line would lose money.",
            "the line would lose money",
            "ferry advocates",
        ),
        ("Another said the ferry was late.", "the ferry was late", "Another"),
        (
            "The line lost money in May, according to the current and former council officials.",
            "The line lost money in May",
            "the current and former council officials",
        ),
    ] {
        has(text, content, speaker);
    }
}

#[test]
fn a_text_may_end_with_a_verb_of_saying() {
    for text in ["Anna Reed says", "The road was shut, Anna Reed says", "Anna Reed said the mayor claims"] {
        assert!(said(text).iter().all(|(_, who)| who == "Anna Reed"), "{text}");
    }
}

#[test]
fn a_question_put_to_somebody_is_not_theirs() {
    let text = "Anna Reed took no questions. Asked point-blank, \"Is that bridge yours?\" Reed replied, \"You know I \
                will not talk about this bridge anymore.\"";
    let found = said(text);
    assert!(
        !found.iter().any(|(what, who)| what.contains("bridge yours") && who == "Anna Reed"),
        "{found:?}"
    );
    assert!(found.iter().any(|(what, who)| what.contains("You know") && who == "Anna Reed"), "{found:?}");
}

#[test]
fn a_day_before_the_verb_is_no_part_of_the_name() {
    for text in [
        "Anna Reed on Thursday said the ferry was late.",
        "Harbour spokesman Paul Ward on Thursday evening said the ferry was late.",
    ] {
        let found = said(text);
        let who = if text.starts_with('A') { "Anna Reed" } else { "Paul Ward" };
        assert!(
            found.iter().any(|(what, speaker)| what == "the ferry was late" && speaker == who),
            "{found:?}"
        );
    }
}

#[test]
fn appositions_between_commas_are_stepped_over() {
    for (text, content, speaker) in [
        ("Anna Reed, 22, of Port Ellis, said the ferry was late.", "the ferry was late", "Anna Reed"),
        (
            "Anna Reed, 49, a nurse who works nights, said the ferry was late.",
            "the ferry was late",
            "Anna Reed",
        ),
    ] {
        has(text, content, speaker);
    }
}

#[test]
fn content_ends_where_the_next_verb_of_the_same_subject_begins() {
    for (text, content, speaker) in [
        (
            "Anna Reed said the mill would open, adding that jobs would follow.",
            "the mill would open",
            "Anna Reed",
        ),
        (
            "Anna Reed said the mill would open, adding that jobs would follow.",
            "that jobs would follow",
            "Anna Reed",
        ),
        (
            "Anna Reed said the mill would open and argued that jobs would follow.",
            "the mill would open",
            "Anna Reed",
        ),
        (
            "“We are ready,” Anna Reed said, noting that the mill was new.",
            "that the mill was new",
            "Anna Reed",
        ),
        ("Anna Reed said the mill would open; the board was silent.", "the mill would open", "Anna Reed"),
    ] {
        has(text, content, speaker);
    }
}

#[test]
fn content_is_taken_up_again_behind_its_attribution() {
    for (text, content, speaker) in [
        ("The old mill, Anna Reed said, would open in May.", "The old mill … would open in May", "Anna Reed"),
        (
            "It is no surprise, Anna Reed said, that the mill is empty.",
            "It is no surprise … that the mill is empty",
            "Anna Reed",
        ),
        ("The mill is empty, Anna Reed said, smiling.", "The mill is empty", "Anna Reed"),
        (
            "“The mill is empty,” Anna Reed said, “and will stay so.”",
            "The mill is empty, … and will stay so.",
            "Anna Reed",
        ),
        (
            "“The mill is empty,” Anna Reed told Radio Ellis host Paul Ward last week. “It will stay so for years.”",
            "The mill is empty, … It will stay so for years.",
            "Anna Reed",
        ),
    ] {
        has(text, content, speaker);
    }
}

#[test]
fn every_kind_of_mark_is_read() {
    for (text, content, speaker) in [
        ("''The mill is empty,'' Anna Reed said.", "The mill is empty,", "Anna Reed"),
        ("``The mill is empty,'' said Anna Reed.", "The mill is empty,", "Anna Reed"),
        ("“Is the mill empty?” Anna Reed asked.", "Is the mill empty?", "Anna Reed"),
        ("“Is the mill empty?” Anna Reed, a nurse, asked quietly.", "Is the mill empty?", "Anna Reed"),
        (
            "Anna Reed answered in a letter on Tuesday: “The mill is empty.”",
            "The mill is empty.",
            "Anna Reed",
        ),
    ] {
        has(text, content, speaker);
    }
}

#[test]
fn attitudes_are_found_and_nobody_is_said_to_have_voiced_them() {
    for (text, content, speaker) in [
        ("Anna Reed wants to close the mill.", "to close the mill", "Anna Reed"),
        ("Anna Reed thinks the mill is too old.", "the mill is too old", "Anna Reed"),
        ("Anna Reed is confident that the mill will open.", "that the mill will open", "Anna Reed"),
        ("Anna Reed is expected to close the mill.", "Anna Reed … to close the mill", ""),
        ("The news followed Anna Reed's decision to close the mill.", "to close the mill", "Anna Reed"),
        (
            "Anna Reed declined to say when the mill would open.",
            "to say when the mill would open",
            "Anna Reed",
        ),
        ("Anna Reed mentioned the mill's roof.", "the mill's roof", "Anna Reed"),
    ] {
        has(text, content, speaker);
        let statements = read("en", text).annotations.statements;
        assert!(statements.iter().all(|statement| !statement.voiced), "{text}");
    }
    let reading = read("en", "Anna Reed promised to close the mill.");
    assert!(reading.annotations.statements.iter().all(|statement| statement.voiced));
}

#[test]
fn what_a_speaker_tells_of_others_attitudes_is_the_speakers() {
    let found = said("Anna Reed said Paul Ward wants to close the mill.");
    assert_eq!(found, [("Paul Ward wants to close the mill".to_owned(), "Anna Reed".to_owned())]);
    let found = said("Anna Reed said Paul Ward told her that the mill would close.");
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn words_that_are_nouns_as_well_make_nobody_speak() {
    for text in [
        "The city plans and the county budgets were public.",
        "Support from abroad keeps the mill alive.",
        "The mill released steam for two hours.",
        "The right to know matters in every town.",
        "The state of the roof was poor.",
        "Ann, a book by nobody in particular, sold well.",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
}

#[test]
fn an_endless_sentence_takes_no_endless_time() {
    // Compared in pairs, what these hold would take minutes.
    for piece in ["Anna Reed said ", "“a” ", "Anna Reed, Paul Ward and ", "that the ", "(“", "said, "] {
        let text = piece.repeat(20_000 / piece.len());
        assert!(said(&text).len() < 1_000, "{piece}");
    }
}
