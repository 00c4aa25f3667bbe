//! The real binary in a fresh folder, and a page that is an article: what the tests of the command share.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A page long enough to be an article.
pub const PAGE: &str = "<!DOCTYPE html><html lang=\"id\"><head><meta charset=\"utf-8\"><title>Pasar Lembayung Dibuka Lagi - Suara Bahari</title>\
<meta property=\"og:site_name\" content=\"Suara Bahari\"><meta property=\"article:published_time\" content=\"2031-03-05T09:30:00+07:00\">\
</head><body><nav><a href=\"/\">Beranda</a> <a href=\"/e\">Ekonomi</a></nav><article><h1>Pasar Lembayung Dibuka Lagi</h1>\
<p>Wali Kota Sari Dewangga mengatakan pasar itu akan dibuka lagi pekan depan setelah tertutup selama dua bulan karena banjir besar.</p>\
<p>\"Kami sudah memeriksa setiap kios dan semua aman untuk pedagang,\" kata Sari Dewangga di Karang, Selasa (4/3/2031).</p>\
<p>Pedagang ikan menyambut keputusan itu dengan gembira karena mereka tidak punya tempat lain untuk berjualan sejak Januari.</p>\
</article><footer>Hak cipta</footer></body></html>";

/// Two articles as lines of JSON.
pub const LINES: [&str; 2] = [
    r#"{"id":"satu","text":"Pasar Dibuka\n\nWali Kota Sari Dewangga mengatakan pasar dibuka lagi pekan depan.","published":"2031-03-05","language":"id"}"#,
    r#"{"id":"dua","text":"Pasar “Lembayung”\n\n“Kami siap,” kata Sari Dewangga, Selasa (4/3/2031).","date":"2031-03-05","lang":"id"}"#,
];

/// A folder of its own for one test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("runut-cli-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, b"")
    }

    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self.start(arguments);
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Run::from(output)
    }

    pub fn start(&self, arguments: &[&str]) -> std::process::Child {
        Command::new(env!("CARGO_BIN_EXE_runut"))
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("the output is UTF-8"),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Run {
    pub fn lines(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
    }

    /// The one line of talk that names this input.
    pub fn line_about(&self, input: &str) -> &str {
        let lines: Vec<_> = self.err.lines().filter(|line| line.contains(input)).collect();
        assert_eq!(lines.len(), 1, "one line about {input}: {}", self.err);
        lines[0]
    }
}
