//! How fast the desk answers twenty readers while a writer adds: `cargo bench -p runut-web --bench readers -- FILE`.
//!
//! FILE is any database; it is written to. The words that are looked for come behind it, ordinary ones first, then, after
//! `often`, those that stand in nearly every article. The server runs in a process of its own, so that its memory is its
//! own; the times are those of whole requests over a new connection each.

use runut::lang::Packs;
use runut::model::Page;
use runut_store::{Loader, Store, Writer};
use runut_web::{Options, Server};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const NOW: &str = "2031-03-06T10:00:00Z";
const READERS: usize = 20;
/// Questions of each reader, for each kind of page.
const ROUNDS: usize = 15;
/// A reader reads for a moment.
const READS: Duration = Duration::from_millis(400);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.first().map(String::as_str) {
        Some("serve") => serve(&words[1]),
        Some(file) => measure(file, &words[1..]),
        None => println!("SKIPPED: no database was named; cargo bench -p runut-web --bench readers -- FILE"),
    }
}

fn serve(file: &str) {
    let address = SocketAddr::from(([127, 0, 0, 1], 0));
    let options = Options { database: file.into(), address, names: Vec::new(), corrections: false };
    let packs = Packs::bundled().expect("the bundled packs load");
    let server = Server::bind(options, packs).expect("the server listens");
    println!("{}", server.address().expect("it has an address"));
    server.run(|| false).expect("it answers");
}

fn measure(file: &str, words: &[String]) {
    let mut server = Command::new(std::env::current_exe().expect("this program"));
    let mut server = server.args(["serve", file]).stdout(Stdio::piped()).spawn().expect("the server starts");
    let mut line = String::new();
    BufReader::new(server.stdout.take().expect("it is piped")).read_line(&mut line).expect("it says where");
    let address: SocketAddr = line.trim().parse().expect("an address");
    println!("at the beginning: server {}", memory(&server));

    let store = Store::open_read(file).expect("the file opens");
    let stories = store.stories(&Default::default()).expect("stories are listed");
    let largest = stories.iter().take(20).map(|story| format!("/story/{}", story.id)).collect();
    println!("largest story: {:?}", stories.first().map(|story| (story.articles, story.entries)));
    let search = |words: &[String]| words.iter().map(|word| format!("/search?q={}", encoded(word))).collect();
    let (ordinary, often) =
        words.split_at(words.iter().position(|word| word == "often").unwrap_or(words.len()));
    let mut kinds: Vec<(&str, Vec<String>)> = vec![
        ("pages of the largest stories", largest),
        ("search, ordinary words", search(ordinary)),
        ("search, words nearly everywhere", search(often.get(1..).unwrap_or_default())),
    ];
    let some = store.statements(&Default::default()).expect("statements are listed");
    kinds.push((
        "statements",
        some.iter().take(20).map(|row| format!("/statement/{}", encoded(&row.id))).collect(),
    ));
    let article =
        |row: &runut_store::query::StatementRow| format!("/article/{}", encoded(&row.evidence.article));
    kinds.push(("articles", some.iter().take(20).map(article).collect()));
    let names = some.iter().filter_map(|row| row.speaker.as_ref()).take(20);
    kinds.push(("persons", names.map(|name| format!("/person/{}", encoded(name))).collect()));
    for list in ["/stories", "/statements", "/checks", "/copies", "/sources", "/outlets", "/about"] {
        kinds.push((list, vec![list.to_owned()]));
    }
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| write(Path::new(file), &ended));
        for (what, addresses) in kinds.iter().filter(|(_, addresses)| !addresses.is_empty()) {
            tell(what, times(address, addresses));
        }
        ended.store(true, Ordering::Relaxed);
    });
    println!("at the end: server {}", memory(&server));
    let _ = server.kill();
    let _ = server.wait();
}

/// Times of all readers, in order.
fn times(address: SocketAddr, addresses: &[String]) -> Vec<Duration> {
    let reader = |nth: usize| {
        move || -> Vec<Duration> {
            std::thread::sleep(READS * nth as u32 / READERS as u32);
            let one = |round: usize| {
                let begun = Instant::now();
                ask(address, &addresses[(nth * 7 + round) % addresses.len()]);
                let took = begun.elapsed();
                std::thread::sleep(READS);
                took
            };
            (0..ROUNDS).map(one).collect()
        }
    };
    let mut all: Vec<Duration> = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS).map(|nth| scope.spawn(reader(nth))).collect();
        readers.into_iter().flat_map(|reader| reader.join().expect("a reader ends")).collect()
    });
    all.sort_unstable();
    all
}

fn ask(address: SocketAddr, path: &str) {
    let mut stream = TcpStream::connect(address).expect("it listens");
    let head = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).expect("it takes the question");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers");
    assert!(
        answer.starts_with(b"HTTP/1.1 200"),
        "{path}: {}",
        String::from_utf8_lossy(&answer[..answer.len().min(300)])
    );
}

/// Adds articles until it is told to stop: about a hundred a second.
fn write(file: &Path, ended: &AtomicBool) {
    let packs = Packs::bundled().expect("the bundled packs load");
    let loader = Loader::new(&packs);
    let mut writer = Writer::open(file, "bench", NOW).expect("the file can be written");
    let began = std::process::id();
    let mut number = 0_u32;
    while !ended.load(Ordering::Relaxed) {
        let text = "Wali Kota Sari Dewangga mengatakan pelabuhan dibuka lagi pekan depan.\\n\\n".repeat(10);
        let line = format!(
            "{{\"id\":\"bench-{began}-{number}\",\"title\":\"Pelabuhan {number}\",\"published\":\"2031-03-05\",\"language\":\"id\",\"text\":\"{text}\"}}"
        );
        let page = Page::new(format!("bench-{began}-{number}.jsonl"), line.into_bytes());
        for reading in runut::read(&page, &packs).into_iter().flatten() {
            writer.add(&loader.prepare(&page, reading)).expect("it is stored");
        }
        number += 1;
        if number.is_multiple_of(20) {
            writer.commit().expect("it is stored");
        }
        std::thread::sleep(Duration::from_millis(8));
    }
    writer.finish(NOW).expect("it is stored");
    println!("the writer added {number} articles meanwhile");
}

fn tell(what: &str, times: Vec<Duration>) {
    let at = |share: usize| {
        times.get((times.len() * share / 100).min(times.len() - 1)).copied().unwrap_or_default()
    };
    println!("{what}: {} asked, p50 {:.1?}, p95 {:.1?}, most {:.1?}", times.len(), at(50), at(95), at(100));
}

/// What the system says a process holds, and at most held; pages of the file that it only looks at are not its own.
fn memory(process: &Child) -> String {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap_or_default();
    let lines =
        status.lines().filter(|line| ["VmHWM", "VmRSS", "RssAnon"].iter().any(|name| line.starts_with(name)));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}

fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b if b.is_ascii_alphanumeric() || b"-_.~".contains(&b) => char::from(b).to_string(),
        b => format!("%{b:02X}"),
    };
    text.bytes().map(byte).collect()
}
