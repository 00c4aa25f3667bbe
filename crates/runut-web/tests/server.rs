//! The real server over a real database, asked as a browser, a script and an attacker would ask.

mod common;

use common::{Desk, encoded};

#[test]
fn every_path_of_the_api_answers_as_its_document_says() {
    let desk = Desk::open("api");
    let document = desk.get("/api/openapi.json").json();
    assert_eq!(document["openapi"], "3.1.0");
    let places = desk.places();
    let paths = document["paths"].as_object().unwrap();
    assert!(paths.len() >= 40, "{} paths", paths.len());
    for (path, operation) in paths {
        let kind_of_page = path.split('/').nth(1).unwrap();
        let mut asked = path.clone();
        if let Some((head, _)) = path.split_once('{') {
            let (_, id) = places.iter().find(|(name, _)| *name == kind_of_page).unwrap();
            let ending = path.rsplit_once('.').unwrap().1;
            asked = format!("{head}{id}.{ending}");
        }
        let told = |status: &str| {
            let content = operation["get"]["responses"][status]["content"].as_object().unwrap();
            content.keys().next().unwrap().clone()
        };
        let parameters = operation["get"]["parameters"].as_array().unwrap();
        let filters = || parameters.iter().filter(|one| one["in"] == "query");
        if filters().any(|one| one["required"] == true) {
            let story = &places.iter().find(|(name, _)| *name == "story").unwrap().1;
            asked = format!("{path}?story={story}");
        }
        let answer = desk.get(&asked);
        assert_eq!(answer.status, 200, "{asked}: {}", answer.body);
        let kind = answer.header("content-type").unwrap();
        assert!(kind.starts_with(&told("200")), "{asked}: {}", answer.head);
        if told("200").ends_with("json") {
            answer.json();
        } else if told("200") == "text/csv" {
            assert!(answer.body.contains("\r\n"), "{asked} is no table");
        }
        // Every filter that is told is one that may be asked, and a failure comes as is told.
        for parameter in filters() {
            let name = parameter["name"].as_str().unwrap();
            let joined = format!("{path}?{name}=2031");
            let answer = desk.get(&joined.replace(path.as_str(), asked.split('?').next().unwrap()));
            assert!(matches!(answer.status, 200 | 400 | 404), "{joined}: {}", answer.status);
            if answer.status != 200 {
                let kind = answer.header("content-type").unwrap();
                assert!(kind.starts_with(&told("404")), "{joined}: {kind}");
            }
        }
        if kind_of_page == "export" {
            continue;
        }
        // The page itself, without an ending.
        let page = asked.rsplit_once('.').unwrap().0;
        let answer = desk.get(page);
        assert_eq!(answer.status, 200, "{page}");
        assert!(answer.header("content-type").unwrap().starts_with("text/html"), "{page}");
    }
}

#[test]
fn no_link_of_ours_leads_nowhere() {
    let desk = Desk::open("links");
    let mut asked = std::collections::BTreeSet::from(["/".to_owned()]);
    let mut open = vec!["/".to_owned()];
    while let Some(address) = open.pop() {
        let answer = desk.get(&address);
        assert_eq!(answer.status, 200, "{address}");
        if !answer.header("content-type").unwrap().starts_with("text/html") || address.starts_with("/export")
        {
            continue;
        }
        for link in answer.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let link = link.split('#').next().unwrap().replace("&amp;", "&");
            // The language and the way of sorting do not lead to other things.
            let other = link.contains("lang=") || link.contains("lanes=");
            if link.starts_with('/') && !other && asked.len() < 3_000 && asked.insert(link.clone()) {
                open.push(link);
            }
        }
    }
    assert!(asked.len() > 500, "only {} links", asked.len());
}

#[test]
fn only_our_own_names_are_answered_and_no_page_may_run_or_load_anything_else() {
    let desk = Desk::open("host");
    let port = desk.address.port();
    for (host, status) in [
        (format!("127.0.0.1:{port}"), 200),
        (format!("localhost:{port}"), 200),
        ("meja.redaksi.example".to_owned(), 200),
        (format!("evil.example:{port}"), 403),
        ("127.0.0.1.evil.example".to_owned(), 403),
        (String::new(), 403),
    ] {
        let answer = desk.ask("GET", "/stories", &[("Host", &host)], "");
        assert_eq!(answer.status, status, "{host}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
    let long = format!("/search?q={}", "a".repeat(5_000));
    assert_eq!(desk.get(&long).status, 403);
    for (path, status) in [
        ("/nothing", 404),
        ("/story/nothing", 404),
        ("/story/%FF", 400),
        ("/statements?since=kemarin", 400),
        ("/search?q=%22", 400),
        ("/assets/../Cargo.toml", 404),
        ("/assets/%2e%2e/Cargo.toml", 404),
        ("/search?page=99999999999999999999", 200),
    ] {
        let answer = desk.get(path);
        assert!(
            answer.status == status || path.starts_with("/search?q=") && answer.status == 200,
            "{path}: {}",
            answer.status
        );
        assert!(answer.header("content-security-policy").is_some(), "{path}");
    }
    assert_eq!(desk.ask("DELETE", "/stories", &[], "").status, 405);
    assert_eq!(desk.ask("HEAD", "/stories", &[], "").body, "");
}

#[test]
fn a_change_needs_the_token_of_our_own_pages() {
    let desk = Desk::open("token");
    let origin = format!("http://{}", desk.address);
    for (headers, body) in [
        (vec![], "action=note&target=x&who=a"),
        (vec![], "token=&action=note&target=x&who=a"),
        (vec![], "token=00000000000000000000000000000000&action=note&target=x&who=a"),
        (vec![("Origin", "http://evil.example")], "action=note&target=x&who=a"),
        (vec![("Sec-Fetch-Site", "cross-site"), ("Origin", origin.as_str())], "action=note&target=x&who=a"),
    ] {
        assert_eq!(desk.ask("POST", "/corrections", &headers, body).status, 403, "{headers:?} {body}");
    }
    let large = format!("token={}", "a".repeat(100_000));
    assert_eq!(desk.ask("POST", "/corrections", &[], &large).status, 413);
}

#[test]
fn pages_come_in_the_readers_language() {
    let desk = Desk::open("language");
    for (headers, path, code) in [
        (vec![("Accept-Language", "id-ID,id;q=0.9")], "/stories", "id"),
        (vec![("Accept-Language", "en")], "/stories", "en"),
        (vec![("Accept-Language", "en"), ("Cookie", "lang=id")], "/stories", "id"),
        (vec![("Accept-Language", "en")], "/stories?lang=id", "id"),
    ] {
        let answer = desk.ask("GET", path, &headers, "");
        assert!(answer.body.contains(&format!("<html lang=\"{code}\">")), "{headers:?} {path}");
        assert_eq!(answer.header("set-cookie").is_some(), path.contains("lang="), "{path}");
    }
}

#[test]
fn filters_stand_in_the_address_and_pages_link_to_their_json() {
    let desk = Desk::open("filters");
    let places = desk.places();
    let outlet = &places.iter().find(|(name, _)| *name == "outlet").unwrap().1;
    let all = desk.get("/statements.json").json().as_array().unwrap().len();
    let some = desk.get(&format!("/statements.json?outlet={outlet}")).json();
    assert!(!some.as_array().unwrap().is_empty() && some.as_array().unwrap().len() < all);
    let page = desk.get(&format!("/statements?outlet={outlet}"));
    assert!(
        page.body.contains(&format!("href=\"/statements.json?outlet={outlet}\"")),
        "the filter stays in the link"
    );
    assert_eq!(desk.get(&format!("/search.json?q={}", encoded("pelabuhan"))).status, 200);
}

#[test]
fn a_translation_is_compared_as_one_and_a_copy_by_the_share_of_its_words() {
    let desk = Desk::open("compare");
    let copies = desk.get("/copies.json").json();
    let mut kinds: Vec<bool> = Vec::new();
    for copy in copies.as_array().unwrap() {
        let translated = copy["kind"] == "translated";
        let [one, two] = ["earlier", "later"].map(|side| encoded(copy[side].as_str().unwrap()));
        let page = desk.ask("GET", &format!("/compare/{one}/{two}"), &[("Accept-Language", "en")], "").body;
        assert_eq!(page.contains("<b>likely a translation</b>"), translated, "{copy}");
        assert_eq!(page.contains("of the shorter text stands in the other"), !translated, "{copy}");
        kinds.push(translated);
    }
    assert!(kinds.contains(&true) && kinds.contains(&false), "{copies}");
}

#[test]
fn a_correction_with_the_token_changes_what_is_shown_and_can_be_taken_back() {
    let desk = Desk::open("correct");
    let id = desk.places().into_iter().find(|(name, _)| *name == "statement").unwrap().1;
    let path = format!("/statement/{id}");
    let page = desk.get(&path).body;
    let token = page
        .split("name=\"token\" value=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .to_owned();
    let send = |fields: &str| {
        let origin = format!("http://{}", desk.address);
        desk.ask(
            "POST",
            "/corrections",
            &[("Origin", &origin)],
            &format!("token={token}&back={path}&{fields}"),
        )
    };
    let fix = format!("target={}&action=fix%3Aspeaker&value=Rani+%3Cb%3E&who=Rani&note=salah", encoded(&id));
    let done = send(&fix);
    assert_eq!((done.status, done.header("location")), (303, Some(path.as_str())), "{}", done.body);
    let page = desk.get(&path).body;
    assert!(page.contains("Rani &lt;b&gt;") && page.contains("salah"), "{page}");
    assert_eq!(desk.get(&format!("{path}.json")).json()["speaker"], "Rani <b>");
    let number = desk.get("/corrections.json").json()[0]["correction"].as_i64().unwrap();
    assert_eq!(send(&format!("undo={number}")).status, 303);
    assert!(!desk.get(&path).body.contains("Rani &lt;b&gt;"));
    for wrong in
        ["action=fix&who=a", "action=explode&target=x&who=a", "action=hide&target=nothing:s1&who=a", "undo=x"]
    {
        assert!(matches!(send(wrong).status, 400 | 404), "{wrong}");
    }
}

#[test]
fn reports_and_stories_are_chosen_where_a_story_is_split_or_merged() {
    let desk = Desk::open("choose");
    let ids = || -> Vec<(String, i64)> {
        let all = desk.get("/stories.json").json();
        let row = |story: &serde_json::Value| {
            (story["id"].as_str().unwrap().to_owned(), story["articles"].as_i64().unwrap())
        };
        all.as_array().unwrap().iter().map(row).collect()
    };
    let before = ids();
    let (story, reports) = before[0].clone();
    assert!(reports > 2 && before.len() > 1, "{before:?}");
    let page = desk.get(&format!("/story/{story}")).body;
    let boxes: Vec<&str> =
        page.split("name=\"article\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(boxes.len() as i64, reports);
    let token = page.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let origin = format!("http://{}", desk.address);
    let send = |fields: &str| {
        let body = format!("token={token}&back=/stories&who=Rani&target={story}&{fields}");
        desk.ask("POST", "/corrections", &[("Origin", &origin)], &body).status
    };
    assert_eq!(send("action=split"), 400, "no report chosen");
    assert_eq!(send(&format!("action=split&article={}", encoded(boxes[0]))), 303);
    assert_eq!(ids().len(), before.len() + 1);
    let choose = desk.get(&format!("/stories?merge={story}"));
    assert_eq!(choose.body.matches("name=\"value\"").count(), ids().len() - 1, "every story but this one");
    assert_eq!(send(&format!("action=merge&value={}", before[1].0)), 303);
    assert_eq!(ids().len(), before.len());
    assert_eq!(desk.get("/stories?merge=nothing").status, 404);
}

#[test]
fn every_door_out_gives_a_file_without_a_folder_of_this_machine() {
    let desk = Desk::open("doors");
    let story = desk.places().remove(0).1;
    let links = |page: String| -> Vec<String> {
        let links = page.split("href=\"/export/").skip(1).filter_map(|rest| rest.split('"').next());
        links.filter(|link| !link.contains("&amp;")).map(|link| format!("/export/{link}")).collect()
    };
    let of_story = links(desk.get(&format!("/story/{story}")).body);
    let of_file = links(desk.get("/about").body);
    assert!(of_story.len() >= 9 && of_file.len() == 9, "{of_story:?} {of_file:?}");
    for door in of_story.iter().chain(&of_file) {
        let answer = desk.get(door);
        assert_eq!(answer.status, 200, "{door}");
        let told = answer.header("content-disposition").unwrap();
        assert!(told.starts_with(if door.contains("atom") { "inline" } else { "attachment" }), "{door}");
        assert!(answer.body.len() > 500, "{door}: {}", answer.body);
        assert!(!answer.body.contains("/home/rani"), "a path of the machine in {door}");
    }
    assert_eq!(desk.get("/export/nothing").status, 404);
    assert_eq!(desk.get("/export/atom").status, 400);
}
