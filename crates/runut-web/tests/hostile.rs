//! Articles that attack: nothing of them becomes markup, a link that runs, or a path of the machine, on any page.

mod common;

use common::Desk;

/// Tags that no page of ours opens, and attributes that none has.
const NEVER: &[&str] = &[
    "<script>",
    "<img",
    "<svg/",
    "<iframe",
    "<object",
    "<b>nul",
    " onerror=\"",
    " onload=\"",
    "href=\"javascript:",
    "style=\"",
];

fn addresses(desk: &Desk) -> Vec<String> {
    let mut all: Vec<String> = [
        "/stories",
        "/statements",
        "/checks",
        "/copies",
        "/sources",
        "/outlets",
        "/about",
        "/search?q=alert",
        "/search?q=tirta",
    ]
    .map(str::to_owned)
    .into();
    for (kind, name) in [
        ("story", "story"),
        ("article", "article"),
        ("statement", "statement"),
        ("person", "person"),
        ("outlet", "outlet"),
        ("compare", "compare"),
    ] {
        let found = desk.places();
        all.extend(found.iter().filter(|(at, _)| *at == kind).map(|(_, id)| format!("/{name}/{id}")));
    }
    all.push("/article/...html".to_owned());
    all.push("/article/a%2Fb%3Fc%3D%3Cscript%3E%22.json.html".to_owned());
    all.push("/compare/%2E%2E/a%2Fb%3Fc%3D%3Cscript%3E%22.json.html".to_owned());
    all.push("/statement/a%2Fb%3Fc%3D%3Cscript%3E%22.json%3As1".to_owned());
    all.push("/person/Raka%20Tirta".to_owned());
    all.push(format!("/outlet/{}", common::encoded(&format!("Suara Bahari {}", common::SMUGGLED))));
    for story in desk.get("/stories.json").json().as_array().unwrap() {
        all.push(format!("/story/{}", story["id"].as_str().unwrap()));
    }
    all
}

#[test]
fn nothing_of_an_article_becomes_markup_on_any_page() {
    let desk = Desk::open("hostile");
    let mut smuggled = 0;
    for address in addresses(&desk) {
        for lang in ["id", "en"] {
            let joint = if address.contains('?') { '&' } else { '?' };
            let answer = desk.get(&format!("{address}{joint}lang={lang}"));
            assert!(matches!(answer.status, 200 | 404), "{address}: {}", answer.status);
            smuggled += usize::from(answer.body.contains("&lt;script&gt;alert(1)"));
            for never in NEVER {
                let at = answer.body.find(never);
                assert!(
                    at.is_none(),
                    "{never} on {address}: {:?}",
                    at.map(|at| &answer.body[at.saturating_sub(80)..at + 40])
                );
            }
            let hidden = |letter: char| {
                matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
                    || letter.is_control() && !matches!(letter, '\n' | '\t')
            };
            assert!(!answer.body.contains(hidden), "a hidden character on {address}");
            assert!(!answer.body.contains("/home/rani"), "a path of the machine on {address}");
            in_order(&answer.body, &address);
        }
    }
    assert!(smuggled > 10, "only {smuggled} pages showed the hostile words: the test sees too little");
}

#[test]
fn no_folder_of_the_machine_is_told_in_json_or_csv() {
    let desk = Desk::open("paths");
    for address in addresses(&desk) {
        let (path, filters) = address.split_once('?').unwrap_or((&address, ""));
        let path = path.strip_suffix(".html").unwrap_or(path);
        for ending in [".json", ".csv"] {
            let answer = desk.get(&format!("{path}{ending}?{filters}"));
            assert!(matches!(answer.status, 200 | 404), "{path}{ending}: {}", answer.status);
            for secret in ["/home/rani", "desk.db", "runut-web-paths"] {
                assert!(!answer.body.contains(secret), "{secret} in {path}{ending}");
            }
            if ending == ".csv" {
                let formula = answer.body.lines().any(|line| line.starts_with(['=', '+', '@']));
                assert!(!formula, "a formula in {path}{ending}");
            }
        }
    }
}

/// Elements close in the order in which they opened, and every id stands once.
fn in_order(page: &str, address: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in page.split('<').skip(1).filter_map(|tag| tag.split(['>', ' ', '\n']).next()) {
        match tag.strip_prefix('/') {
            Some(end) => assert_eq!(open.pop(), Some(end), "</{end}> on {address}"),
            None if matches!(tag, "!DOCTYPE" | "meta" | "link" | "input") => {}
            None => open.push(tag),
        }
    }
    assert!(open.is_empty(), "{open:?} stay open on {address}");
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice on {address}");
}
