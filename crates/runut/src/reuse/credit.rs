//! What a report says of where its text is from: a notice, an agency's sign-off, another outlet's name in its words.

use super::words::is_prose;
use crate::model::{Article, Original, RemovedKind};

/// How people would call the article: its outlet, else its id.
pub(super) fn name(article: &Article) -> &str {
    if article.outlet_name().is_empty() { &article.id } else { article.outlet_name() }
}

/// The words in which `later` says that it has its text from `earlier`.
pub(super) fn credit(later: &Article, earlier: &Article) -> Option<String> {
    let of = |original: &&Original| {
        let named = other_outlet(later, earlier).is_some_and(|outlet| same_name(&original.outlet, outlet));
        named || stands_at(earlier, &original.outlet)
    };
    if let Some(original) = later.original.as_ref().filter(of) {
        return Some(format!("{} says so: \"{}\"", name(later), original.quote.trim()));
    }
    let outlet = other_outlet(later, earlier)?;
    if let Some(agency) = later.agencies.iter().find(|agency| same_name(&agency.value, outlet)) {
        return Some(format!("{} credits {} ({})", name(later), agency.value, agency.how));
    }
    let credits = later.removed.iter().filter(|part| part.kind == RemovedKind::Credit);
    let part = credits.into_iter().find(|part| has_name(&part.text, outlet))?;
    Some(format!("{} credits {outlet}: \"{}\"", name(later), part.text.trim()))
}

/// That the prose of `later` names the outlet of `earlier`: weaker than a credit, for the name may stand there for
/// another reason.
pub(super) fn naming(later: &Article, earlier: &Article) -> Option<String> {
    let outlet = other_outlet(later, earlier)?;
    let prose = later.blocks.iter().filter(|block| is_prose(block.kind));
    let bare = later.blocks.is_empty() && has_name(&later.text, outlet);
    let named = bare || prose.into_iter().any(|block| has_name(block.span.of(&later.text), outlet));
    named.then(|| format!("{} names {outlet} in its text", name(later)))
}

/// A third outlet from which both say they have their text.
pub(super) fn shared_original<'a>(one: &'a Article, two: &Article) -> Option<&'a str> {
    let (one, two) = (one.original.as_ref()?, two.original.as_ref()?);
    same_name(&one.outlet, &two.outlet).then_some(one.outlet.trim_end_matches('.'))
}

/// Whether an article's address is of this domain, where the name given is one ("telah tayang di warta.example").
fn stands_at(article: &Article, domain: &str) -> bool {
    let domain = domain.trim().trim_end_matches('.').trim_start_matches("www.").to_lowercase();
    let url = article.canonical.as_ref().map(|stated| stated.value.as_str()).or(article.url.as_deref());
    let host = url.and_then(|url| url.split("://").nth(1)?.split(['/', '?', ':']).next());
    let of = |host: &str| {
        host == domain || host.strip_suffix(domain.as_str()).is_some_and(|head| head.ends_with('.'))
    };
    domain.contains('.') && host.is_some_and(|host| of(&host.to_lowercase()))
}

fn other_outlet<'a>(later: &Article, earlier: &'a Article) -> Option<&'a str> {
    let outlet = earlier.outlet_name();
    (!outlet.is_empty() && !same_name(outlet, later.outlet_name())).then_some(outlet)
}

/// Whether two names of outlets are one, apart from case, blanks and marks ("Harian Nusa", "HarianNusa").
pub(crate) fn same_name(one: &str, two: &str) -> bool {
    let letters =
        |name: &'_ str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let (one, two): (String, String) = (letters(one), letters(two));
    !one.is_empty() && one == two
}

/// Whether `name` stands in `text` as whole words, in its own case or in capitals; names of under three letters say
/// nothing.
fn has_name(text: &str, name: &str) -> bool {
    let stands = |name: &str| {
        memchr::memmem::find_iter(text.as_bytes(), name).any(|at| {
            let before = text[..at].chars().next_back();
            let after = text[at + name.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    };
    name.len() >= 3 && (stands(name) || stands(&name.to_uppercase()))
}
