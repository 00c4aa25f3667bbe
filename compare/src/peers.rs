//! The extractors, with their default settings; where one fails or panics, it found nothing.

use crate::Loaded;
use runut::lang::Packs;
use runut_eval::extract::found::Found;
use std::panic::{AssertUnwindSafe, catch_unwind};
use trafilatura::Options;

/// A name and the function behind it.
pub struct Peer<'p> {
    /// Crate and version.
    pub name: &'static str,
    run: Box<dyn Fn(&Loaded) -> Option<Found> + 'p>,
}

impl Peer<'_> {
    /// What it finds on a page.
    pub fn find(&self, page: &Loaded) -> Option<Found> {
        catch_unwind(AssertUnwindSafe(|| (self.run)(page))).ok().flatten()
    }
}

/// All of them, Runut first.
pub fn all(packs: &Packs) -> Vec<Peer<'_>> {
    vec![
        Peer { name: "runut", run: Box::new(move |page| runut(page, packs)) },
        Peer { name: "trafilatura 0.6", run: Box::new(|page| trafilatura(page, Options::default())) },
        Peer {
            name: "trafilatura 0.6 with fallback",
            run: Box::new(|page| trafilatura(page, Options::default().with_fallback(true))),
        },
        Peer { name: "dom_smoothie 0.19", run: Box::new(dom_smoothie) },
    ]
}

/// From the bytes, decoding included; the others are handed decoded text.
fn runut(page: &Loaded, packs: &Packs) -> Option<Found> {
    let article = runut::extract::articles(&page.page, packs).into_iter().next()?.ok()?;
    Some(Found::from(&article))
}

fn trafilatura(page: &Loaded, options: Options) -> Option<Found> {
    let found = trafilatura::extract(&page.html, &options).ok()?;
    let meta = found.metadata;
    Some(Found {
        body: found.content_text,
        title: meta.title,
        writers: names(&meta.author),
        outlet: meta.sitename,
        date: meta.date.map(|date| date.to_string()).unwrap_or_default(),
        ..Found::default()
    })
}

fn dom_smoothie(page: &Loaded) -> Option<Found> {
    let config = dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..Default::default() };
    let mut readability = dom_smoothie::Readability::new(page.html.as_str(), None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    Some(Found {
        body: article.text_content.to_string(),
        title: article.title,
        writers: names(&article.byline.unwrap_or_default()),
        outlet: article.site_name.unwrap_or_default(),
        date: article.published_time.unwrap_or_default(),
        ..Found::default()
    })
}

fn names(joined: &str) -> Vec<String> {
    joined.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
