//! The subject of a cue that does not stand right before it: of a second verb, a participle, a relative clause.

use super::super::attribution::{Attribution, Source};
use super::super::source::{self, Place};
use super::super::view::View;
use super::Hit;
use crate::lang::{Class, Frame};
use crate::model::{Mention, MentionKind, Span};

/// Where the verb that ends in a cue begins: at its first auxiliary, adverb or negator; and whether a form of "to be"
/// is among them.
pub(super) fn verb(view: &View<'_>, low: usize, cue: usize) -> (usize, bool) {
    let (mut at, mut copula) = (cue, false);
    while at > low && view.mention_at(at - 1).is_none() {
        let classes = view.classes(at - 1);
        copula |= classes.has(Class::Copula);
        let inner = [Class::Copula, Class::Auxiliary, Class::Adverb, Class::Negator];
        let pronoun = classes.has(Class::HeOrShe) || classes.has(Class::They);
        if pronoun || !inner.into_iter().any(|class| classes.has(class)) {
            break;
        }
        at -= 1;
    }
    (at, copula)
}

/// Whether a cue's verb is the second of its subject: "smiled and said", "welcomed the plan but demanded", "…, saying".
pub(super) fn is_coordinated(view: &View<'_>, low: usize, hit: &Hit<'_>) -> bool {
    let joined =
        |at: usize| [Class::Together, Class::Contrast, Class::Beside].iter().any(|class| view.is(at, *class));
    if hit.cue.stands(Frame::Participle) {
        return hit.start > view.start && (view.is_mark(hit.start - 1, ",") || joined(hit.start - 1));
    }
    let (verb, _) =
        if view.cues.keeps_complementizer() { verb(view, low, hit.start) } else { (hit.start, false) };
    verb > low && joined(verb - 1)
}

/// The subject of a second verb: the source of the one before it ("Rina said … and said …"), the name the sentence
/// begins with, or, in a sentence without a subject, whoever was the subject before.
pub(super) fn coordinated(
    view: &View<'_>,
    verb: usize,
    previous: Option<&Attribution<'_>>,
) -> Option<Source> {
    if let Some(previous) = previous {
        return Some(previous.source.clone());
    }
    let named = |mention: &Mention| Some(Source::Named { whole: mention.whole, name: mention.span });
    // "(Kantor Berita Aru) - Rina Lestari met … and said …".
    let start = (view.start..view.end.min(view.start + 8))
        .find(|&at| view.is_mark(at, "-") || view.is_mark(at, "–") || view.is_mark(at, "—"))
        .map_or(view.start, |dash| dash + 1);
    if let Some(mention) = view.mention_at(start).or_else(|| view.mention_at(view.start)) {
        if mention.kind == MentionKind::Person || mention.kind == MentionKind::Organisation {
            return named(mention);
        }
        // "Valmora's prime minister, Dorin Halvek, offered … but rejected …": the name follows its title.
        let limit = view.end.min(view.start + 8);
        let person = view.mentions_in(view.start..limit).find(|m| m.kind == MentionKind::Person)?;
        let after = view.token_from(person.whole.end);
        return view.is_mark(after, ",").then(|| named(person)).flatten();
    }
    let classes = view.classes(view.start);
    if classes.has(Class::HeOrShe) || classes.has(Class::They) {
        return Some(Source::Pronoun { span: view.span(view.start), singular: classes.has(Class::HeOrShe) });
    }
    // "In the film, the Courier tells … and says …": the subject stands behind what is set in front.
    let behind = (view.start..verb).rev().filter(|&comma| view.is_mark(comma, ",")).find_map(|comma| {
        let mention = view.mention_at(comma + 1).filter(|m| view.token_from(m.whole.start) == comma + 1)?;
        let speaks = matches!(mention.kind, MentionKind::Person | MentionKind::Organisation);
        (speaks && !view.is_mark(view.token_from(mention.whole.end), ",")).then_some(mention)
    });
    if let Some(mention) = behind {
        return named(mention);
    }
    // Some languages need no subject where it was told before.
    (view.is(view.start, Class::Fronting) && !view.cues.keeps_complementizer()).then_some(Source::Carried)
}

/// `X, yang mengatakan …`, `officials who said …`: what stands before the relative word at `relative`.
pub(super) fn relative(view: &View<'_>, low: usize, relative: usize) -> Option<Place> {
    let mut at = relative;
    if at > low && view.is_mark(at - 1, ",") {
        at -= 1;
    }
    let before = at.checked_sub(1).filter(|&before| before >= low)?;
    if let Some(mention) = view.mention_at(before).filter(|m| m.kind == MentionKind::Person) {
        let start = view.token_from(mention.whole.start).max(low);
        let source = Source::Named { whole: mention.whole, name: mention.span };
        return Some(Place { source, tokens: start..at, doubtful: true, negated: false });
    }
    if !view.cues.keeps_complementizer() {
        return None;
    }
    let place = source::noun_phrase(view, low, at)?;
    let span = place.source.span()?;
    let whole = Span { start: span.start, end: view.span(relative).end };
    let source = match place.source {
        Source::Named { name, .. } => Source::Named { whole, name },
        Source::Described { pointing, .. } => Source::Described { span: whole, pointing },
        _ => return None,
    };
    Some(Place { source, doubtful: true, ..place })
}
