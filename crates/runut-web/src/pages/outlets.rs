//! All outlets.

use super::{counts, json, nothing};
use crate::answer::{Fault, Page, Table};
use crate::ask::Ask;
use crate::site::Site;
use runut_show::Html;
use runut_store::query::Count;
use serde_json::Value;

struct Outlets(Vec<Count>);

/// The outlets, those with most articles first.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    Ok(Box::new(Outlets(ask.store.outlets()?)))
}

impl Page for Outlets {
    fn title(&self, site: &Site) -> String {
        site.say("nav_outlets").to_owned()
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        if self.0.is_empty() {
            return nothing(html, ask.site);
        }
        counts(html, ask.site.say("articles"), "outlet", &self.0, ask);
    }

    fn json(&self) -> Value {
        json(&self.0)
    }

    fn table(&self) -> Table {
        let row = |count: &Count| vec![count.name.clone(), count.count.to_string()];
        Table { columns: &["outlet", "articles"], rows: self.0.iter().map(row).collect() }
    }
}
