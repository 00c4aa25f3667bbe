//! The map of the pages: one line a page. The server, the documentation of the API and the tests read it.

use crate::answer::{Fault, Page};
use crate::ask::Ask;
use crate::pages;

/// One page, which is also one answer of the API.
pub struct Route {
    /// Its path; `{name}` is a place.
    pub path: &'static str,
    /// What it answers, in one line.
    pub summary: &'static str,
    /// What may be asked of it besides `lang`.
    pub filters: &'static [Filter],
    /// What its JSON is: a type of `openapi.toml`.
    pub answer: &'static str,
    /// What makes it.
    pub page: fn(&Ask<'_>) -> Result<Box<dyn Page>, Fault>,
}

/// One filter of a page: it stands in the address.
pub struct Filter {
    /// Its name there.
    pub name: &'static str,
    /// What it does.
    pub summary: &'static str,
}

const fn filter(name: &'static str, summary: &'static str) -> Filter {
    Filter { name, summary }
}

const PAGE: Filter = filter("page", "which page of a long list, from 1");
const SINCE: Filter = filter("since", "on this day or later: 2025, 2025-06 or 2025-06-05");
const UNTIL: Filter = filter("until", "on this day or before");
const OUTLET: Filter = filter("outlet", "of this outlet");
const STORY: Filter = filter("story", "of this running story, by id");

/// Every page.
pub const ROUTES: &[Route] = &[
    Route {
        path: "/stories",
        summary: "Running stories, the largest first",
        filters: &[
            filter("title", "with these letters in the title"),
            SINCE,
            UNTIL,
            OUTLET,
            filter("sort", "`newest`: by last day"),
            filter("merge", "with a form that merges the chosen one with this story, by id"),
            PAGE,
        ],
        answer: "[Story]",
        page: pages::stories::page,
    },
    Route {
        path: "/story/{id}",
        summary: "A running story: timeline, contradictions, sources, copies",
        filters: &[
            filter("who", "lines of this speaker"),
            filter("kind", "`statement` or `event`"),
            OUTLET,
            filter("lanes", "lanes of the drawing: `speaker` or `outlet`"),
            PAGE,
        ],
        answer: "StoryPage",
        page: pages::story::page,
    },
    Route {
        path: "/statements",
        summary: "Statements, in order of the day they were said",
        filters: &[
            filter("who", "of this speaker, in any form of the name"),
            filter("to", "said to this person or body"),
            SINCE,
            UNTIL,
            OUTLET,
            filter("kind", "`direct`, `indirect` or `mixed`"),
            STORY,
            PAGE,
        ],
        answer: "[Statement]",
        page: pages::statements::page,
    },
    Route {
        path: "/statement/{id}",
        summary: "A statement in all its reports, with the evidence",
        filters: &[],
        answer: "StatementPage",
        page: pages::statement::page,
    },
    Route {
        path: "/article/{id}",
        summary: "An article as stored: numbered sentences, what was found in them, what was left out",
        filters: &[filter("mark", "words to be marked: first and one past the last code point, `120-180`")],
        answer: "ArticlePage",
        page: pages::article::page,
    },
    Route {
        path: "/compare/{one}/{two}",
        summary: "Two articles side by side, shared passages marked",
        filters: &[],
        answer: "Comparison",
        page: pages::compare::page,
    },
    Route {
        path: "/person/{name}",
        summary: "A person or body: forms of the name, statements by day, stories",
        filters: &[],
        answer: "Name",
        page: pages::person::page,
    },
    Route {
        path: "/outlets",
        summary: "All outlets",
        filters: &[],
        answer: "[Count]",
        page: pages::outlets::page,
    },
    Route {
        path: "/outlet/{name}",
        summary: "An outlet: whom it cites, who cites it, who copied whom",
        filters: &[],
        answer: "Outlet",
        page: pages::outlet::page,
    },
    Route {
        path: "/search",
        summary: "Sentences that hold the words, with counts by person, outlet, story, day, kind and language",
        filters: &[
            filter(
                "q",
                "words, \"phrases\", prefix*, AND OR NOT ( ), person: outlet: since: until: story: language: kind:",
            ),
            filter(
                "person",
                "in articles that name this person or body; without words, the sentences that do",
            ),
            filter(
                "kind",
                "where somebody is quoted: `direct`, `indirect`, `mixed`; or nobody speaks: `none`",
            ),
            OUTLET,
            STORY,
            filter("language", "in this language (ISO 639)"),
            SINCE,
            UNTIL,
            PAGE,
        ],
        answer: "Search",
        page: pages::search::page,
    },
    Route {
        path: "/checks",
        summary: "Where reports contradict each other or themselves",
        filters: &[
            STORY,
            filter("kind", "`date`, `figure`, `wording`, `speaker`, `addressee`, `headline`"),
            PAGE,
        ],
        answer: "[Check]",
        page: pages::checks::page,
    },
    Route {
        path: "/copies",
        summary: "Who copied whom",
        filters: &[STORY],
        answer: "[Copy]",
        page: pages::copies::page,
    },
    Route {
        path: "/sources",
        summary: "Who cites whom",
        filters: &[STORY],
        answer: "[Source]",
        page: pages::sources::page,
    },
    Route {
        path: "/corrections",
        summary: "What people corrected",
        filters: &[],
        answer: "[Correction]",
        page: pages::corrections::page,
    },
    Route {
        path: "/about",
        summary: "This database and the runs that made it",
        filters: &[],
        answer: "Database",
        page: pages::about::page,
    },
];

impl Route {
    /// The places of the path.
    pub fn places(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// Whether the path ends in a place, so that the ending of an address stands behind what came from outside.
    pub fn ends_in_place(&self) -> bool {
        self.path.ends_with('}')
    }
}
