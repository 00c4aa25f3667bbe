//! The agencies that reports name in their head or tail, each one source, whether its own page is at hand or not.

use super::credit::same_name;
use crate::model::{AgencySource, ArticleIx, Carrier, Reading};
use std::collections::BTreeMap;

/// The agencies behind some articles, by name; who carries each, in the order of the articles.
pub fn agencies(articles: &[ArticleIx], readings: &[Reading]) -> Vec<AgencySource> {
    let mut found: BTreeMap<&str, Vec<Carrier>> = BTreeMap::new();
    for &at in articles {
        let article = &readings[at].article;
        for agency in &article.agencies {
            // An agency's own page credits nobody else.
            if !same_name(&agency.value, article.outlet_name()) {
                let why = match agency.quote.trim() {
                    "" => agency.how.clone(),
                    quote => format!("{}: \"{quote}\"", agency.how),
                };
                found.entry(&agency.value).or_default().push(Carrier { article: at, why });
            }
        }
    }
    let page = |name: &str| {
        let of_agency = |at: &ArticleIx| same_name(readings[*at].article.outlet_name(), name);
        articles.iter().copied().find(of_agency)
    };
    let source =
        |(name, carriers): (&str, _)| AgencySource { name: name.to_owned(), page: page(name), carriers };
    found.into_iter().map(source).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Stated};

    #[test]
    fn an_agency_is_a_source_even_where_its_page_is_not_at_hand() {
        let report = |outlet: &str, agency: &str| {
            let stated = |text: &str| Stated::given(text.to_owned(), "sign-off");
            let article = Article {
                outlet: Some(stated(outlet)),
                agencies: (!agency.is_empty()).then(|| stated(agency)).into_iter().collect(),
                ..Article::default()
            };
            Reading { article, ..Reading::default() }
        };
        let readings = [
            report("Warta Teluk", "Kabar Nusantara"),
            report("Suara Bukit", "Kabar Nusantara"),
            report("Lintas Lor", "Lintas Lor"),
        ];
        let found = agencies(&[0, 1, 2], &readings);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].page), ("Kabar Nusantara", None));
        assert_eq!(found[0].carriers.iter().map(|one| one.article).collect::<Vec<_>>(), [0, 1]);
    }
}
