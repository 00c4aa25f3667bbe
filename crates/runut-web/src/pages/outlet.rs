//! An outlet: whom it cites, who cites it, whom it copied.

use super::copies::percent;
use super::{counts, json};
use crate::answer::{Fault, Page, Table};
use crate::ask::Ask;
use crate::links;
use crate::site::Site;
use runut_show::Html;
use runut_store::query::{Count, OutletPage};
use serde_json::Value;

struct Outlet(OutletPage);

/// An outlet by its name.
pub fn page(ask: &Ask<'_>) -> Result<Box<dyn Page>, Fault> {
    Ok(Box::new(Outlet(ask.store.outlet(ask.place("name"))?)))
}

impl Page for Outlet {
    fn title(&self, _: &Site) -> String {
        self.0.name.clone()
    }

    fn body(&self, html: &mut Html, ask: &Ask<'_>) {
        let (outlet, site) = (&self.0, ask.site);
        html.raw("<ul class=\"facts\">");
        html.element("li", &[], &site.count(outlet.articles, "report", "reports"));
        html.element("li", &[], &site.days(outlet.from.as_deref(), outlet.to.as_deref()));
        let copied = format!("{} {}", percent(outlet.copy_share), site.say("copyshare"));
        html.element("li", &[], &copied).raw("</ul>\n<p>");
        let to = links::address("/statements", &[("outlet", &outlet.name)]);
        html.element("a", &[("href", &to)], site.say("itsstatements")).raw("</p>\n<div class=\"columns\">");
        counts(html, site.say("cites"), "outlet", &outlet.cites, ask);
        counts(html, site.say("citedby"), "outlet", &outlet.cited_by, ask);
        counts(html, site.say("copiedfrom"), "outlet", &outlet.copied_from, ask);
        counts(html, site.say("copiedby"), "outlet", &outlet.copied_by, ask);
        counts(html, site.say("instories"), "story", &outlet.stories, ask);
        counts(html, site.say("languages"), "", &outlet.languages, ask);
        html.raw("</div>\n");
    }

    fn json(&self) -> Value {
        json(&self.0)
    }

    fn table(&self) -> Table {
        let outlet = &self.0;
        let mut rows = Vec::new();
        for (what, counts) in [
            ("cites", &outlet.cites),
            ("cited_by", &outlet.cited_by),
            ("copied_from", &outlet.copied_from),
            ("copied_by", &outlet.copied_by),
            ("stories", &outlet.stories),
            ("languages", &outlet.languages),
        ] {
            let row = |count: &Count| vec![what.to_owned(), count.name.clone(), count.count.to_string()];
            rows.extend(counts.iter().map(row));
        }
        Table { columns: &["what", "name", "count"], rows }
    }
}
