//! Through whom a statement came: the chain between the outlet and the speaker, nearest first.

use super::attribution::{Attribution, Source};
use super::occasion;
use super::speaker::{Register, Speaker, tidy};
use super::view::View;
use crate::lang::Class;
use crate::model::{
    Article, ChainHow, ChainLink, Confidence, Entity, EntityIx, Mention, MentionKind, SaidOn, Span,
    SpeakerHow, Statement,
};
use rustc_hash::FxHashMap;

/// The links an attribution names itself: agencies and outlets in the words around its content, and whatever the
/// attributions around it say.
pub(super) fn own_links(
    view: &View<'_>,
    attribution: &Attribution<'_>,
    register: &Register,
) -> Vec<ChainLink> {
    // Nearer links first: what a relay phrase names told the outlet; what the cue names told the relay.
    let mut links: Vec<((u8, std::cmp::Reverse<u32>), ChainLink)> = Vec::new();
    let outlet = view.article.outlet_name().to_lowercase();
    let dateline = view.article.dateline;
    let mut add = |rank: u8, name: String, how: ChainHow, span: Span| {
        // The outlet's own name, in its dateline or elsewhere, is no link.
        if name.to_lowercase() == outlet || dateline.is_some_and(|dateline| dateline.contains(span)) {
            return;
        }
        // Of cues around one another, the outermost is the nearest to the outlet.
        let content = attribution.extent();
        let apart = span.start.saturating_sub(content.end).max(content.start.saturating_sub(span.end));
        let apart = std::cmp::Reverse(if rank == 1 { apart } else { 0 });
        if !links.iter().any(|(_, link)| link.name == name) {
            links.push(((rank, apart), ChainLink { name, how, span: Some(span) }));
        }
    };
    for outer in &attribution.outer {
        let (name, span) = match &outer.source {
            Source::Named { name, whole } => {
                (entity_name(view, *name).unwrap_or_else(|| tidy(whole.of(view.text()))), *name)
            }
            Source::Described { span, .. } => (register.described_name(view, *span), *span),
            _ => continue,
        };
        let (rank, how) = match (outer.relay, outer.farther) {
            (true, false) => (0, ChainHow::Relay),
            (true, true) => (2, ChainHow::Relay),
            (false, _) => (1, ChainHow::Cue),
        };
        add(rank, name, how, span);
    }
    if let Source::Named { name, .. } = &attribution.source
        && let Some(mention) = view.mention(*name)
        && view.found.entities[mention.entity].relays
    {
        add(1, view.found.entities[mention.entity].name.clone(), ChainHow::Cue, *name);
    } else if attribution.relay
        && let Some(span) = attribution.source.span()
    {
        add(0, register.described_name(view, span), ChainHow::Relay, span);
    }
    for range in &attribution.around {
        for at in range.clone().take(occasion::REACH) {
            // "Telaga Biru" is another name than the agency's.
            let runs_on = |mention: &Mention| {
                let next = view.mention_at(view.token_from(mention.span.end));
                next.is_some_and(|next| {
                    next.span.start == mention.span.end + 1 && next.kind != MentionKind::Person
                })
            };
            if let Some(mention) = view.mention_at(at)
                && !runs_on(mention)
                && view.found.entities[mention.entity].relays
                && view.token_from(mention.span.start) == at
            {
                add(0, view.found.entities[mention.entity].name.clone(), ChainHow::Relay, mention.span);
            }
        }
    }
    links.sort_by_key(|(rank, _)| *rank);
    links.into_iter().map(|(_, link)| link).collect()
}

fn entity_name(view: &View<'_>, name: Span) -> Option<String> {
    let mention = view.found.mention(name)?;
    Some(view.found.entities[mention.entity].name.clone())
}

impl Register {
    /// The name a described agency goes by: the agency it points back to, or its own words.
    pub(super) fn described_name(&self, view: &View<'_>, span: Span) -> String {
        if let Some(mention) = view.mentions_within(span).next_back()
            && view.found.entities[mention.entity].relays
        {
            return view.found.entities[mention.entity].name.clone();
        }
        let speaker: Speaker = self.description(view, span);
        speaker.name.unwrap_or_else(|| tidy(span.of(view.text())))
    }
}

/// Links that statements without their own inherit: from the statement before, from the same speaker's other
/// statements, from a notice over the whole article, from its byline.
pub(super) fn inherit(article: &Article, statements: &mut [Statement], wide: &[ChainLink]) {
    let own: Vec<Vec<ChainLink>> = statements.iter().map(|statement| statement.chain.clone()).collect();
    let first = |at: usize| own[at].last().map(|link| link.name.as_str());
    // The statements of each speaker that have links of their own, and whether all came from one source.
    let mut by_speaker: FxHashMap<String, (Vec<usize>, bool)> = FxHashMap::default();
    for at in (0..statements.len()).filter(|&at| !own[at].is_empty()) {
        let Some(speaker) = statements[at].speaker_name.clone() else { continue };
        let (sourced, agree) = by_speaker.entry(speaker).or_insert_with(|| (Vec::new(), true));
        *agree &= sourced.first().is_none_or(|&other| first(other) == first(at));
        sourced.push(at);
    }
    for index in 0..statements.len() {
        if !own[index].is_empty() {
            continue;
        }
        let known = statements[index].speaker_name.as_ref().and_then(|speaker| by_speaker.get(speaker));
        let Some((sourced, agree)) = known else { continue };
        let source = if *agree {
            sourced.first().copied()
        } else {
            // Several sources: only the one right before goes on.
            let before = sourced.partition_point(|&at| at < index).checked_sub(1).map(|at| sourced[at]);
            before.filter(|&at| statements[index].sentence - statements[at].sentence <= 1)
        };
        if let Some(at) = source {
            statements[index].chain = own[at]
                .iter()
                .map(|link| ChainLink { name: link.name.clone(), how: ChainHow::Inherited, span: link.span })
                .collect();
        }
    }
    let mut over_all: Vec<ChainLink> = wide.to_vec();
    if let Some(original) = &article.original {
        over_all.insert(0, ChainLink { name: original.outlet.clone(), how: ChainHow::Inherited, span: None });
    }
    over_all.extend(article.agencies.iter().map(|agency| ChainLink {
        name: agency.value.clone(),
        how: ChainHow::Byline,
        span: None,
    }));
    for statement in statements {
        for link in over_all.iter().rev() {
            if !statement.chain.iter().any(|known| known.name == link.name) {
                statement.chain.insert(0, link.clone());
            }
        }
    }
}

/// The relays that stand over a whole article: named in a relay phrase at the head of one of its first sentences.
pub(super) fn article_wide(statements: &[Statement], relayed: &[usize], first_body: usize) -> Vec<ChainLink> {
    // Behind its content a relay tells of that content alone ("…, seperti dilaporkan kantor berita Aru").
    let heads =
        |statement: &Statement| statement.cue.first().is_some_and(|cue| cue.start < statement.extent().start);
    let early = relayed.iter().map(|&index| &statements[index]);
    early
        .filter(|statement| statement.sentence < first_body + 3 && heads(statement))
        .flat_map(|statement| statement.chain.first())
        .map(|link| ChainLink { name: link.name.clone(), how: ChainHow::Inherited, span: link.span })
        .collect()
}

/// That a person's words were printed somewhere ("Komentar Rina muncul dalam artikel di Harian Aru pada Senin").
pub(super) struct Print {
    pub(super) person: EntityIx,
    pub(super) link: Option<ChainLink>,
    pub(super) said_on: Option<SaidOn>,
}

/// The day on which somebody is said to have spoken, in a sentence that does not say what ("Keputusan itu diumumkan
/// Rina, Selasa"): it holds for that person's words.
pub(super) fn heard_on(view: &View<'_>, source: &Source, register: &Register) -> Option<Print> {
    let (person, name) = match source {
        Source::Named { name, .. } => (view.mention(*name)?.entity, *name),
        Source::Clitic(clitic) => (register.speaking(view)?, *clitic),
        _ => return None,
    };
    let said_on = view.times.iter().filter(|time| time.span.start > name.end).find_map(|time| {
        let why = format!("\"{}\" dates the announcement", time.span.of(view.text()));
        Some(SaidOn { days: occasion::precise_days(time)?, why })
    })?;
    Some(Print { person, link: None, said_on: Some(said_on) })
}

/// Reads where and when a person's words were printed: a link and a day for all statements of that person.
pub(super) fn printed_in(view: &View<'_>, register: &Register) -> Option<Print> {
    let noun = (view.start..view.end.min(view.start + 4)).find(|&at| view.is(at, Class::SpeechNoun))?;
    let person = view.mention_at(noun + 1).filter(|m| view.token_from(m.whole.start) == noun + 1)?;
    let printed = (noun + 2..view.end.min(noun + 12)).find(|&at| view.is(at, Class::Printed))?;
    let limit = view.end.min(printed + 14);
    let said_on = view.times.iter().find_map(|time| {
        let why = format!("\"{}\" dates where the words were printed", time.span.of(view.text()));
        Some(SaidOn { days: occasion::precise_days(time)?, why })
    });
    let print = |name: String, span: Span| {
        let link = ChainLink { name, how: ChainHow::Inherited, span: Some(span) };
        Some(Print { person: person.entity, link: Some(link), said_on: said_on.clone() })
    };
    if let Some(mention) = view.mentions_in(printed..limit).find(|m| relays(m, view.found.entities)) {
        return print(view.found.entities[mention.entity].name.clone(), mention.span);
    }
    let start = (printed + 1..limit).find(|&at| view.is(at, Class::DescribesAgency))?;
    let mut end = start + 1;
    while end < limit
        && (view.is(end, Class::Transparent) || view.mention_at(end).is_some())
        && view.found.tokens[end].is_word()
    {
        end += 1;
    }
    let span = view.span_of(start..end);
    print(register.described_name(view, span), span)
}

fn relays(mention: &Mention, entities: &[Entity]) -> bool {
    entities[mention.entity].relays
}

/// A relay that stands alone as the speaker is one only by default: the person behind the claim is not named.
pub(super) fn soften(statement: &mut Statement) {
    statement.confidence = Confidence::Likely;
    if statement.speaker_how == Some(SpeakerHow::Named) && statement.speaker.is_none() {
        statement.speaker_how = Some(SpeakerHow::Description);
    }
}
