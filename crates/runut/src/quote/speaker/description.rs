//! Whom a description means: a role of somebody met, an agency or state named before, or nobody.

use super::super::view::View;
use super::{LONGEST_ROLE, Register, Speaker, tidy};
use crate::lang::Class;
use crate::model::{EntityIx, MentionKind, Span, SpeakerHow};
use std::ops::Range;

/// Most people of one role that are looked at.
const MOST_CANDIDATES: usize = 50;

impl Register {
    /// The agency a description points back to: the last one named, unless another was named beside it.
    fn last_agency(&self) -> Option<EntityIx> {
        match self.agencies.as_slice() {
            [] => None,
            [.., (_, before), (_, last)] if before == last => None,
            [.., (agency, _)] => Some(*agency),
        }
    }

    /// The agency of this article that is known to speak for a state named in the description
    /// ("media pemerintah Aru"), where there is just one.
    fn state_agency(&self, view: &View<'_>, span: Span) -> Option<EntityIx> {
        let state = view.mentions_within(span).find(|m| m.kind == MentionKind::Place)?;
        let state = &view.found.entities[state.entity];
        let speaks_for = |name: &str| {
            let known = view.packs.outlets.named(name);
            known.is_some_and(|outlet| {
                outlet
                    .state
                    .iter()
                    .any(|of| *of == state.name || state.aliases.iter().any(|alias| **alias == **of))
            })
        };
        let names = self.relays.iter().map(|&index| (index, &view.found.entities[index].name));
        let mut agencies = names.filter(|(_, name)| speaks_for(name)).map(|(index, _)| index);
        let only = agencies.next()?;
        agencies.next().is_none().then_some(only)
    }

    /// A description read without the sentence that holds its attribution: pointing by its own words.
    pub(in crate::quote) fn description(&self, view: &View<'_>, span: Span) -> Speaker {
        let tokens = view.found.tokens.within(span);
        let pointing =
            tokens.clone().any(|at| view.is(at, Class::PointingAfter) || view.is(at, Class::PointingBefore));
        self.described(view, span, pointing)
    }

    pub(super) fn described(&self, view: &View<'_>, span: Span, pointing: bool) -> Speaker {
        let found = view.found;
        let tokens = found.tokens.within(span);
        let text = tidy(named_by(view, tokens.clone()).of(view.text()));
        let has = |class: Class| tokens.clone().any(|at| view.is(at, class));
        let how = Some(SpeakerHow::Description);
        let entity = |entity: EntityIx, why: &'static str| Speaker {
            entity: Some(entity),
            name: Some(found.entities[entity].name.clone()),
            how,
            sure: false,
            why,
        };
        let inside = |candidate: EntityIx| found.mentions_within(span).any(|m| m.entity == candidate);
        if has(Class::DescribesAgency) {
            if let Some(agency) = self.state_agency(view, span) {
                return entity(agency, "the agency of the state named");
            }
            // "kantor berita negara tersebut", "media pemerintah": the agency named before, if there is one.
            let agency = self.last_agency().filter(|_| pointing || !has_capital_name(view, span));
            // "lembaga itu": the body that was the subject since, rather than an agency cited before it.
            let named_at = self.agencies.last().map_or(0, |(_, sentence)| *sentence);
            let since = self.body.filter(|(body, sentence)| {
                pointing
                    && *sentence >= named_at
                    && found.entities[*body].kind == MentionKind::Organisation
                    && !inside(*body)
            });
            if let Some(body) = since.map(|(body, _)| body).or(agency) {
                return entity(body, "the agency or body named last");
            }
        } else if has(Class::DescribesPerson) && (pointing || is_bare_role(view, span)) {
            let last_person = self.last_person(view);
            let last_speaks = |person: &EntityIx| last_person.is_none_or(|last| last == *person);
            let of_role = |at: usize| self.people.by_role.get(view.lower(at)).map_or(&[][..], Vec::as_slice);
            // "Ketua Partai Aru itu" is no chair of anything else.
            let bodies = || {
                let named = view.mentions_within(span).filter(|m| m.kind == MentionKind::Organisation);
                named.map(|mention| mention.entity)
            };
            let of_body = |person: &&EntityIx| {
                bodies().next().is_none()
                    || found.entities[**person].of.is_some_and(|of| bodies().any(|body| body == of))
                    || last_speaks(person)
            };
            let roles = tokens.clone().filter(|&at| view.is(at, Class::DescribesPerson));
            let long = |at: usize| {
                let title = view.cues.long_title(view.lower(at)).unwrap_or("");
                let people = self.people.by_role.get(title.split(' ').next().unwrap_or(""));
                let people = people.map_or(&[][..], Vec::as_slice).iter();
                people.filter(move |&&person| {
                    !title.is_empty() && found.entities[person].roles.iter().any(|role| role.contains(title))
                })
            };
            let mut candidates =
                roles.flat_map(|at| of_role(at).iter().chain(long(at))).filter(of_body).take(MOST_CANDIDATES);
            let first = candidates.next();
            let several = candidates.clone().any(|other| Some(other) != first);
            let last = self.last_person(view).filter(|last| !inside(*last));
            match first {
                Some(only) if !several => return entity(*only, "the only one of this role"),
                // "Perwira berkumis itu": whoever spoke last, unless the article gives the role to others.
                None if pointing
                    && view.is(tokens.start, Class::DescribesPerson)
                    && !has(Class::Relative)
                    && !has_capital_person(view, span) =>
                {
                    if let Some(last) = last {
                        return entity(last, "the person who was the subject last");
                    }
                }
                _ => {
                    if let Some(last) =
                        last.filter(|last| first.into_iter().chain(candidates).any(|c| c == last))
                    {
                        return entity(last, "of this role, the one who was the subject last");
                    }
                }
            }
        } else if pointing && has(Class::DescribesPlace) {
            // "negara itu" is a state; "perusahaan listrik negara itu" the body that was the subject last.
            let order = match view.is(tokens.start, Class::DescribesPlace) {
                true => [self.state, self.body],
                false => [self.body, self.state],
            };
            let meant = order.into_iter().flatten().find(|(body, _)| !inside(*body));
            if let Some((body, _)) = meant {
                return entity(body, "the state or body that was the subject last");
            }
            return Speaker { how, ..Speaker::default() };
        }
        // What points back and finds nobody still says what it says, without the pointing.
        let text = match tokens.clone().next_back() {
            Some(last) if view.is(last, Class::PointingAfter) && tokens.len() > 1 => {
                tidy(view.span_of(tokens.start..last).of(view.text()))
            }
            _ => text,
        };
        let named = tokens.clone().all(|at| found.tokens[at].capital);
        Speaker {
            entity: None,
            name: Some(text),
            how: if named { Some(SpeakerHow::Named) } else { how },
            sure: false,
            why: "the words that stand there",
        }
    }
}

/// Whether a description is a role and nothing else ("hakim", "the minister").
fn is_bare_role(view: &View<'_>, span: Span) -> bool {
    let tokens = view.found.tokens.within(span);
    tokens.len() <= LONGEST_ROLE
        && view.is(tokens.start, Class::DescribesPerson)
        && tokens.clone().all(|at| view.found.tokens[at].is_word())
        && !has_capital_name(view, span)
}

/// Whether a description names a person ("istri Rina itu").
fn has_capital_person(view: &View<'_>, span: Span) -> bool {
    view.mentions_within(span).any(|mention| mention.kind == MentionKind::Person)
}

/// Whether a description holds a name of its own.
fn has_capital_name(view: &View<'_>, span: Span) -> bool {
    view.mentions_within(span).next().is_some()
}

/// The words of a description by which somebody can be called: no relative word or mark at its end ("a lawyer who").
fn named_by(view: &View<'_>, tokens: Range<usize>) -> Span {
    let open = |last: usize| {
        let closes = view.is_mark(last, ")") || view.is_mark(last, "%") || view.is_mark(last, ".");
        view.is(last, Class::Relative)
            || !closes && !view.found.tokens[last].is_word() && !view.found.tokens[last].is_number()
    };
    let mut end = tokens.end;
    while end > tokens.start + 1 && open(end - 1) {
        end -= 1;
    }
    view.span_of(tokens.start..end)
}
