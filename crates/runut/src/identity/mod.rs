//! Who is who across the articles of one story: one name for each, with what shows it.
//!
//! Names of two words or more are the same where they are spelled the same. A shorter form needs evidence of its own:
//! an office, a body, a quotation, or that nobody else is put first by the reports of the event. Whom an article tells
//! apart stays apart, and so does a short name that several people have: two of one name are worse than one of two.

mod groups;
mod named;
mod people;
mod proof;
#[cfg(test)]
mod tests;

use crate::lang::Packs;
use crate::model::{Evidence, Identity, MentionKind, NameForm, Reading, SameBy, Story};
use groups::Groups;
use named::Named;
use std::collections::BTreeMap;

/// The people, bodies and places of a story that go by several names in it, or share one with another.
///
/// In order of the article and place where they are met first. What goes by one name everywhere, and has it alone, is
/// left out: its name is the same in every article already.
pub fn identities(story: &Story, readings: &[Reading], packs: &Packs) -> Vec<Identity> {
    let named = named::all(story, readings, packs);
    let mut groups = Groups::new(&named);
    groups::same_names(&named, &mut groups);
    people::same_people(story, readings, &named, &mut groups);
    let members = groups.members();
    let names: Vec<String> = members.iter().map(|members| name(members, &named)).collect();
    let mut sharing: BTreeMap<&str, usize> = BTreeMap::new();
    names.iter().for_each(|name| *sharing.entry(name).or_default() += 1);
    let several = |(members, name): &(&Vec<usize>, &String)| {
        sharing[name.as_str()] > 1 || members.iter().any(|&at| named[at].entity(readings).name != **name)
    };
    let both = members.iter().zip(&names).filter(several);
    both.map(|(members, name)| identity(members, name, &named, &groups, readings)).collect()
}

/// The name most articles use among the fullest kind of form: no initials, no lone word beside a full name, no
/// abbreviation beside the words it stands for. Of equal ones the longer, then the one met first.
fn name(members: &[usize], named: &[Named<'_>]) -> String {
    let mut counts: BTreeMap<&str, (bool, usize, usize, std::cmp::Reverse<usize>)> = BTreeMap::new();
    for &at in members {
        let one = &named[at];
        let first = (one.is_full(), 0, one.words.len(), std::cmp::Reverse(at));
        counts.entry(one.name).or_insert(first).1 += 1;
    }
    let best = counts.into_iter().max_by_key(|(_, count)| *count);
    best.map(|(name, _)| name.to_owned()).unwrap_or_default()
}

fn identity(
    members: &[usize],
    name: &str,
    named: &[Named<'_>],
    groups: &Groups,
    readings: &[Reading],
) -> Identity {
    let form = |&at: &usize| {
        let one = &named[at];
        let differs = one.name != name;
        // Of two forms of which one was bound to the other, the reason stands with the one that is not the name.
        let same =
            members.iter().filter(|&&other| named[other].name == name).map(|&other| groups.bond(other));
        let mut own = std::iter::once(groups.bond(at)).chain(same);
        let bond = own.find(|bond| differs && bond.why != SameBy::Name).unwrap_or(groups.bond(at));
        NameForm {
            article: one.article,
            entity: one.at,
            name: one.name.to_owned(),
            why: if differs { bond.why } else { SameBy::Name },
            evidence: if differs { one.first_mention(readings) } else { None },
            beside: bond
                .beside
                .as_ref()
                .filter(|_| differs)
                .and_then(|beside| beside.evidence(named, readings)),
        }
    };
    let kind = members.first().map_or(MentionKind::Person, |&at| named[at].kind);
    Identity { kind, name: name.to_owned(), forms: members.iter().map(form).collect() }
}

/// Where the proof of a bond stands, beside the form itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Beside {
    /// Where another article names it in full.
    Mention(usize),
    /// Where another article has the same quotation.
    Quotation(Evidence),
}

impl Beside {
    fn evidence(&self, named: &[Named<'_>], readings: &[Reading]) -> Option<Evidence> {
        match self {
            Self::Mention(at) => named[*at].first_mention(readings),
            Self::Quotation(evidence) => Some(evidence.clone()),
        }
    }
}
