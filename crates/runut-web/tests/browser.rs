//! The pages in a real browser: what a reader does, WCAG 2.2 A and AA by axe-core, a clean console, no request outside.
//! And every door out, opened by the reader it is made for.
//!
//! Needs Chromium, Node and `npm ci` in `tests/browser`. Where they are not there the test says so and passes, unless
//! `RUNUT_BROWSER=required`, as in CI.

mod common;

use common::Desk;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

#[test]
fn a_reader_in_a_browser_finds_everything_and_every_page_is_accessible() {
    if let Some((browser, scripts)) = at_hand() {
        drive(&browser, &scripts);
    }
}

#[test]
fn every_door_out_is_read_by_its_own_reader() {
    if let Some((browser, scripts)) = at_hand() {
        read(&browser, &scripts);
    }
}

/// The browser and the folder of the scripts; nothing, said loudly, where they are not there.
fn at_hand() -> Option<(String, PathBuf)> {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let missing = match (browser(), scripts.join("node_modules/axe-core").is_dir()) {
        (Some(browser), true) => return Some((browser, scripts)),
        (None, _) => "Chromium is not installed",
        (_, false) => "`npm ci` was not run in crates/runut-web/tests/browser",
    };
    assert!(std::env::var_os("RUNUT_BROWSER").is_none(), "{missing}");
    eprintln!("SKIPPED, nothing is tested in a browser: {missing}");
    None
}

fn browser() -> Option<String> {
    let found =
        |name: &&&str| Command::new(name).arg("--version").output().is_ok_and(|done| done.status.success());
    BROWSERS.iter().find(found).and_then(|name| {
        let path = Command::new("sh").args(["-c", &format!("command -v {name}")]).output().ok()?;
        Some(String::from_utf8(path.stdout).ok()?.trim().to_owned())
    })
}

fn drive(browser: &str, scripts: &Path) {
    let desk = Desk::open("browser");
    let places = desk.places();
    let path = |kind: &str| {
        let (_, id) = places.iter().find(|(name, _)| *name == kind).expect("a place of every kind");
        format!("/{kind}/{id}")
    };
    let copies = desk.get("/copies.json").json();
    let copy = copies
        .as_array()
        .unwrap()
        .iter()
        .find(|copy| copy["passages"].as_array().is_some_and(|all| !all.is_empty()));
    let copy = copy.expect("the samples hold a copy");
    let part = |name: &str| common::encoded(copy[name].as_str().unwrap());
    let compare = format!("/compare/{}/{}", part("earlier"), part("later"));
    let hostile = "/article/...html".to_owned();
    let pages = json!({
        "story": path("story"), "statement": path("statement"), "removed": path("article"), "word": "pelabuhan",
        "all": {
            "stories": "/stories", "story": path("story"), "statements": "/statements", "statement": path("statement"),
            "article": path("article"), "compare": compare, "person": path("person"), "outlets": "/outlets",
            "outlet": path("outlet"), "search": "/search?q=pelabuhan", "searchform": "/search", "checks": "/checks",
            "copies": "/copies", "corrections": "/corrections", "sources": "/sources", "about": "/about",
            "missing": "/story/nothing", "merge": format!("/stories?merge={}", path("story").rsplit('/').next().unwrap()), "hostile": hostile, "indonesian": format!("{}?lang=id", path("story")),
        }
    });
    run(scripts, "desk.mjs", &[format!("http://{}", desk.address), pages.to_string(), browser.to_owned()]);
}

fn read(browser: &str, scripts: &Path) {
    let desk = Desk::open("readers");
    let places = desk.places();
    let mut paths: Vec<String> = places.iter().map(|(kind, id)| format!("/{kind}/{id}")).collect();
    let lists = ["stories", "statements", "outlets", "checks", "copies", "sources", "corrections", "about"];
    paths.extend(lists.map(|list| format!("/{list}")));
    paths.extend(["/search".to_owned(), "/search?q=pelabuhan".to_owned()]);
    let story = places.into_iter().find(|(kind, _)| *kind == "story").expect("there is a story").1;
    let address = format!("http://{}", desk.address);
    run(scripts, "doors.mjs", &[address, story, json!(paths).to_string(), browser.to_owned()]);
}

fn run(scripts: &Path, script: &str, arguments: &[String]) {
    let done = Command::new("node").arg(scripts.join(script)).args(arguments).output();
    let done = done.expect("node is there where npm was");
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said}{}", String::from_utf8_lossy(&done.stderr));
    eprintln!("{said}");
}
