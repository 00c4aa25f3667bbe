//! A database of the repository's sample pages and of hostile ones, the real server over it, and a plain client.
#![allow(dead_code, reason = "each test file uses a part of it")]

use runut::lang::Packs;
use runut::model::Page;
use runut_store::{Loader, Writer};
use runut_web::{Options, Server};
use serde_json::{Value, json};
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

/// When every run of a test takes place.
pub const NOW: &str = "2031-03-06T10:00:00Z";

/// A server that runs until it is dropped.
pub struct Desk {
    pub address: SocketAddr,
    folder: PathBuf,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// What was answered.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")))
    }
}

impl Desk {
    /// A server over the sample pages and the hostile ones.
    pub fn open(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("runut-web-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let database = folder.join("desk.db");
        fill(&database);
        let options = Options {
            database,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            names: vec!["meja.redaksi.example".to_owned()],
            corrections: true,
        };
        let server = Server::bind(options, Packs::bundled().unwrap()).unwrap();
        let address = server.address().unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&stop);
        let thread = std::thread::spawn(move || server.run(move || told.load(Ordering::Relaxed)).unwrap());
        Self { address, folder, stop, thread: Some(thread) }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let host = self.address.to_string();
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if headers.iter().all(|(name, _)| *name != "Host") {
            request += &format!("Host: {host}\r\n");
        }
        headers.iter().for_each(|(name, value)| request += &format!("{name}: {value}\r\n"));
        if !body.is_empty() {
            request += &format!(
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
                body.len()
            );
        }
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(format!("{request}\r\n{body}").as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        assert!(!head.to_lowercase().contains("transfer-encoding"), "{head}");
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// An address for every place of a path, from what is in the database.
    pub fn places(&self) -> Vec<(&'static str, String)> {
        let story = self.get("/stories.json").json()[0]["id"].as_str().unwrap().to_owned();
        let found = self.get(&format!("/story/{story}.json")).json();
        let report = found["timeline"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|entry| entry["reports"].as_array().unwrap());
        let report = report.clone().find(|report| report["statement"].is_string()).unwrap();
        let (article, statement) =
            (report["article"].as_str().unwrap(), report["statement"].as_str().unwrap());
        let entry = found["timeline"].as_array().unwrap().iter().find_map(|entry| entry["speaker"].as_str());
        let other = found["articles"]
            .as_array()
            .unwrap()
            .iter()
            .find_map(|one| one["id"].as_str().filter(|id| *id != article));
        let outlet = found["articles"][0]["outlet"].as_str().unwrap();
        vec![
            ("story", story.clone()),
            ("article", article.to_owned()),
            ("statement", format!("{article}:{statement}")),
            ("compare", format!("{article}/{}", other.unwrap())),
            ("person", encoded(entry.unwrap())),
            ("outlet", encoded(outlet)),
        ]
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// What a page may try to smuggle in; every field of an article gets all of it.
pub const SMUGGLED: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)> javascript:alert(4) \
    \u{202E}kebalik\u{202C} \u{0}nul '; DROP TABLE articles; -- {{7*7}} &lt;b&gt; </title></textarea>";

fn fill(database: &Path) {
    let packs = Packs::bundled().unwrap();
    let loader = Loader::new(&packs);
    let mut writer = Writer::open(database, "add", NOW).unwrap();
    for page in samples().into_iter().chain(hostile()) {
        for reading in runut::read(&page, &packs).into_iter().flatten() {
            writer.add(&loader.prepare(&page, reading)).unwrap();
        }
    }
    writer.skip("/home/rani/rahasia/kosong<script>.html", "empty").unwrap();
    writer.trace(&packs).unwrap();
    writer.finish(NOW).unwrap();
}

/// The sample pages of the repository.
fn samples() -> Vec<Page> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    walk(&root.join("examples/pages"), &mut files);
    files.sort();
    assert!(files.len() >= 10, "only {} sample pages were found", files.len());
    let page = |file: PathBuf| {
        Page::new(
            format!("/home/rani/{}", file.file_name().unwrap().to_string_lossy()),
            fs::read(&file).unwrap(),
        )
    };
    files.into_iter().map(page).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.extension().and_then(|end| end.to_str()) {
            None if path.is_dir() => walk(&path, files),
            Some("html" | "txt") => files.push(path),
            _ => {}
        }
    }
}

/// Two reports of one thing that carry everything a page may smuggle in, in every field, and a word of a megabyte.
fn hostile() -> Vec<Page> {
    let said = "Menteri Pelabuhan Raka Tirta mengatakan \"pelabuhan dibuka lagi pekan depan\" kepada Wali Kota Sari Dewangga, Selasa (4/3/2031).";
    let article = |id: &str, outlet: &str, more: &str| {
        let value = json!({
            "type": "article", "id": id, "source": format!("/home/rani/{id}"), "url": "javascript:alert(5)",
            "outlet": format!("{outlet} {SMUGGLED}"), "title": format!("Pelabuhan Karang dibuka {SMUGGLED}"),
            "byline": [SMUGGLED], "published": "2031-03-05", "language": "id",
            "text": format!("{said}\n\n{SMUGGLED}\n\nSedikitnya 40 kapal menunggu, kata Tirta. {SMUGGLED}\n\n{said}{more}"),
        });
        Page::new(format!("/home/rani/{id}.jsonl"), value.to_string().into_bytes())
    };
    let word = "a".repeat(1 << 20);
    vec![
        article("..", "Suara Bahari", ""),
        article("a/b?c=<script>\".json", "Kabar Karang", &format!("\n\n{word}")),
    ]
}
