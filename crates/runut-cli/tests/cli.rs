//! The real binary in a fresh folder: what goes in, what comes out, and what it says when the input is bad.

mod common;

use common::{Folder, LINES, PAGE, Run};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

#[test]
fn bad_input_is_named_in_one_line_and_the_rest_is_done() {
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(PAGE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let broken: Vec<u8> = PAGE.replace("pekan depan", "pekan \u{1}depan").into_bytes();
    let broken: Vec<u8> = broken.into_iter().map(|byte| if byte == 1 { 0xFE } else { byte }).collect();
    let deep = format!("{}{}", "<div>".repeat(100_000), PAGE);
    let unclosed = PAGE.replace("</p>", "").replace("</article>", "").replace("</body></html>", "<p><b><i");
    let noise = (0..2000).map(|n| (n * 37 % 256) as u8);
    let picture: Vec<u8> = b"\x89PNG\r\n\x1a\n".iter().copied().chain(noise).collect();
    let empty = "<html><body><nav><a href=/a>Satu</a> <a href=/b>Dua</a></nav></body></html>";
    for (name, bytes, read) in [
        ("kosong.html", Vec::new(), false),
        ("spasi.txt", b" \n\n\t ".to_vec(), false),
        ("gambar.html", picture, false),
        ("tanpa-artikel.html", empty.as_bytes().to_vec(), false),
        ("utf16.html", utf16, true),
        ("rusak.html", broken, true),
        ("dalam.html", deep.into_bytes(), true),
        ("tidak-ditutup.html", unclosed.into_bytes(), true),
    ] {
        let folder = Folder::new(&name.replace('.', "-"));
        folder.write("p/baik.html", PAGE);
        folder.write(&format!("p/{name}"), bytes);
        let run = folder.run(&["extract", "p"]);
        let expected = if read { (0, 2) } else { (3, 1) };
        assert_eq!((run.code, run.lines().len()), expected, "{name}: {run:?}");
        if !read {
            assert!(run.line_about(name).contains("p/"), "{name}: {run:?}");
        }
    }
}

#[test]
fn fifty_megabytes_of_one_line_are_named_and_the_rest_is_done() {
    let folder = Folder::new("satu-baris");
    // Ten times fewer where the binary is built for tests: the point is the same, the wait is not.
    let times = if cfg!(debug_assertions) { 1 } else { 10 };
    folder.write("p/kata.txt", "kata ".repeat(1_000_000 * times));
    folder.write(
        "p/berita.txt",
        format!("Judul\n\n{}", "Sari mengatakan pasar dibuka. ".repeat(170_000 * times)),
    );
    folder.write(
        "p/baris.jsonl",
        format!("{{\"id\":\"a\",\"text\":\"{}\"}}", "kata ".repeat(1_000_000 * times)),
    );
    folder.write("p/baik.html", PAGE);
    for command in ["extract", "trace"] {
        let run = folder.run(&[command, "p"]);
        assert_eq!(run.code, 3, "{command}: {}", run.err);
        for name in ["kata.txt", "berita.txt", "baris.jsonl"] {
            let line = run.line_about(name);
            assert!(line.contains(" MB") && line.contains("expected"), "{command}: {line}");
        }
        assert!(run.out.contains("Pasar Lembayung Dibuka Lagi"), "{command}: the good page is still read");
    }
}

#[test]
fn a_broken_line_of_json_is_named_by_its_number_and_no_other_is_lost() {
    let folder = Folder::new("baris-rusak");
    let lines = format!("{}\n\n{{\"id\":\"rusak\",\"text\":\n{}\n", LINES[0], LINES[1]);
    folder.write("a.jsonl", &lines);
    for command in ["annotate", "group", "extract"] {
        let run = folder.run(&[command, "a.jsonl"]);
        assert_eq!(run.code, 3, "{command}: {run:?}");
        let ids: Vec<_> = run.lines().iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(ids, ["satu", "dua"], "{command}");
        assert!(run.line_about("a.jsonl").starts_with("a.jsonl:3: "), "{command}: {}", run.err);
    }
    let run = folder.run_with(&["annotate", "-"], lines.as_bytes());
    assert_eq!((run.code, run.lines().len()), (3, 2), "{run:?}");
    assert!(run.err.contains("-:3: "), "{}", run.err);
}

#[test]
fn offsets_are_code_points_of_the_text() {
    let folder = Folder::new("titik-kode");
    folder.write("a.jsonl", LINES.join("\n"));
    let run = folder.run(&["annotate", "a.jsonl"]);
    assert_eq!(run.code, 0, "{run:?}");
    for (found, line) in run.lines().iter().zip(LINES) {
        let text: serde_json::Value = serde_json::from_str(line).unwrap();
        let letters: Vec<char> = text["text"].as_str().unwrap().chars().collect();
        let sentences = found["sentences"].as_array().unwrap();
        assert!(sentences.len() >= 2, "{found}");
        for sentence in sentences {
            let place = |key: &str| sentence[key].as_u64().unwrap() as usize;
            let words: String = letters[place("start")..place("end")].iter().collect();
            assert_eq!(words.trim(), words, "a sentence has no white space around it");
            assert!(words.ends_with(['.', 'a', '”']), "{words:?}");
        }
    }
}

#[test]
fn an_article_line_read_again_is_the_same_article() {
    let folder = Folder::new("bolak-balik");
    folder.write("p/a.html", PAGE);
    let first = folder.run(&["extract", "p"]);
    folder.write("a.jsonl", &first.out);
    let again = folder.run(&["extract", "a.jsonl"]);
    assert_eq!(first.out, again.out);
    assert_eq!(folder.run(&["trace", "p", "--json"]).out, folder.run(&["trace", "a.jsonl", "--json"]).out);
}

#[test]
fn a_folder_with_nothing_to_read_is_nothing_found() {
    let folder = Folder::new("folder-kosong");
    fs::create_dir_all(folder.0.join("p/q")).unwrap();
    for command in ["trace", "extract"] {
        let run = folder.run(&[command, "p"]);
        assert_eq!(run.code, 1, "{command}: {run:?}");
        assert!(run.err.contains("nothing found") && run.err.contains("hint: "), "{command}: {}", run.err);
    }
}

#[test]
fn a_path_that_is_not_there_is_named() {
    let folder = Folder::new("tidak-ada");
    folder.write("baik.html", PAGE);
    let run = folder.run(&["extract", "hilang.html", "baik.html"]);
    assert_eq!((run.code, run.lines().len()), (3, 1), "{run:?}");
    assert!(run.line_about("hilang.html").starts_with("hilang.html: not found"), "{}", run.err);
}

#[test]
fn usage_errors_end_with_two_and_say_what_would_be_right() {
    let folder = Folder::new("pemakaian");
    folder.write("a.html", PAGE);
    for (arguments, says) in [
        (&["extract", "a.html", "--format", "html"][..], "extract has no format html"),
        (&["trace", "a.html", "--published", "kemarin"], "not a day"),
        (&["trace", "a.html", "--lang", "xx"], "no such language"),
        (&["trace", "a.html", "--threads", "0"], "threads"),
        (&["trace", "a.html", "-o", "tidak/ada.json"], "cannot be written"),
        (&["language", "check", "xx"], "no such language"),
        (&["language", "new", "X X"], "no language code"),
        (&["trace", "a.html", "--languages", "tidak-ada"], "cannot be read"),
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.err.contains(says) && run.out.is_empty(), "{arguments:?}: {run:?}");
    }
}

#[test]
fn a_pack_with_a_wrong_rule_is_named_by_file_and_line() {
    let folder = Folder::new("paket-salah");
    let run = folder.run(&["language", "new", "xq", "--into", "packs"]);
    assert_eq!((run.code, run.out.trim()), (0, "packs/xq"), "{run:?}");
    let run = folder.run(&["language", "new", "xq", "--into", "packs"]);
    assert_eq!(run.code, 2, "what is there is left as it is: {run:?}");
    let run = folder.run(&["language", "check", "packs/xq"]);
    assert_eq!(run.code, 0, "the template holds: {run:?}");
    folder.write("a.html", PAGE);
    let file = folder.0.join("packs/xq/language.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}\nsalah = [\n")).unwrap();
    for arguments in [&["language", "check", "packs/xq"][..], &["trace", "a.html", "--languages", "packs"]] {
        let run = folder.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.err.contains("xq/language.toml:"), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn threads_and_the_order_of_files_never_show() {
    let folder = Folder::new("urutan");
    for number in 0..9 {
        folder.write(&format!("p/{number}.html"), PAGE.replace("dua bulan", &format!("{number} bulan")));
    }
    let names: Vec<String> = (0..9).map(|number| format!("p/{number}.html")).collect();
    for command in ["extract", "trace"] {
        let one = |arguments: &[&str]| folder.run(&[&[command, "--json"], arguments].concat());
        let forward: Vec<&str> = names.iter().map(String::as_str).collect();
        let backward: Vec<&str> = names.iter().rev().map(String::as_str).collect();
        let first = one(&[&forward[..], &["--threads", "1"]].concat());
        let second = one(&[&backward[..], &["--threads", "4"]].concat());
        let third = one(&["p"]);
        assert_eq!(first.out, second.out, "{command}");
        assert_eq!(first.out, third.out, "{command}");
    }
}

#[test]
fn the_same_page_twice_is_one_report() {
    let folder = Folder::new("dua-kali");
    folder.write("p/a.html", PAGE);
    folder.write("p/b.html", PAGE);
    let run = folder.run(&["trace", "p", "--json"]);
    assert!(run.err.contains("the same page as p/a.html; counted once"), "{}", run.err);
}

#[test]
fn every_format_of_a_trace_is_written() {
    let folder = Folder::new("bentuk");
    folder.write("p/a.html", PAGE);
    for (format, begins) in [
        ("text", ""),
        ("md", ""),
        ("json", "{"),
        ("jsonl", ""),
        ("csv", "story,from,to,"),
        ("html", "<!DOCTYPE html>"),
    ] {
        let run = folder.run(&["trace", "p", "--format", format]);
        assert!(run.code < 2 && run.out.starts_with(begins), "{format}: {run:?}");
        let run = folder.run(&["trace", "p", "--format", format, "-o", "keluaran"]);
        assert!(run.code < 2 && run.out.is_empty(), "{format}: {run:?}");
        assert!(fs::read_to_string(folder.0.join("keluaran")).unwrap().starts_with(begins), "{format}");
    }
}

#[test]
fn the_reader_that_goes_away_is_no_error() {
    let folder = Folder::new("pipa");
    let lines: Vec<String> = (0..3000).map(|number| LINES[0].replace("satu", &number.to_string())).collect();
    folder.write("a.jsonl", lines.join("\n"));
    let mut child = folder.start(&["extract", "a.jsonl"]);
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_with_130_and_a_whole_line() {
    let folder = Folder::new("henti");
    // A pipe that stays open: the run waits for more until it is interrupted.
    let mut child = folder.start(&["annotate", "-"]);
    let mut stdin = child.stdin.take().unwrap();
    let line = format!("{}\n", LINES[0]);
    stdin.write_all(line.repeat(200).as_bytes()).unwrap();
    stdin.flush().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let run = Run::from(child.wait_with_output().unwrap());
    drop(stdin);
    assert_eq!(run.code, 130, "{run:?}");
    assert!(run.err.contains("interrupted: "), "{}", run.err);
    assert!(run.out.is_empty() || run.out.ends_with('\n'), "no half line");
}

#[test]
fn progress_is_told_as_asked_and_never_on_standard_output() {
    let folder = Folder::new("kemajuan");
    folder.write("a.html", PAGE);
    for (how, says) in
        [("plain", "1 of 1 read"), ("json", "{\"progress\":{\"done\":1,"), ("none", ""), ("auto", "")]
    {
        let run = folder.run(&["extract", "a.html", "--progress", how]);
        assert!(run.err.contains(says), "{how}: {}", run.err);
        assert_eq!(run.err.is_empty(), says.is_empty(), "{how}: {}", run.err);
        assert_eq!(run.lines().len(), 1, "{how}");
    }
}

#[test]
fn completions_and_the_manual_page_come_from_the_same_flags() {
    let folder = Folder::new("panduan");
    for arguments in
        [&["completions", "bash"][..], &["completions", "zsh"], &["completions", "fish"], &["man"]]
    {
        let run = folder.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}");
        assert!(run.out.contains("trace") && run.out.contains("annotate"), "{arguments:?}");
    }
}

/// Every field that the wire writes is described in `docs/schema.md`.
#[test]
fn the_schema_names_every_field() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema.md");
    let schema = fs::read_to_string(schema).expect("docs/schema.md is there");
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runut/src/wire");
    let mut checked = 0;
    for file in ["article.rs", "part.rs", "annotation.rs", "trace.rs", "points.rs"] {
        let text = fs::read_to_string(sources.join(file)).unwrap();
        for (name, field) in serialized(&text) {
            assert!(
                schema.contains(&format!("`{field}`")),
                "{file}: {name}.{field} is not in docs/schema.md"
            );
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} fields were found");
}

/// The fields that are written, with their structs: those under `#[derive(… Serialize)]`.
fn serialized(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in source.split("Serialize)]").skip(1) {
        let Some((head, rest)) = part.split_once('{') else { continue };
        let name = head.split("struct ").nth(1).unwrap_or("").split(['<', ' ']).next().unwrap_or("");
        let mut flat = false;
        for line in rest.split("\n}").next().unwrap_or("").lines().map(str::trim) {
            if line.starts_with("#[serde(flatten)]") {
                flat = true;
            } else if let Some((field, _)) = line.split_once(": ").filter(|_| !line.starts_with("//")) {
                let field = field
                    .trim_start_matches("pub(super) ")
                    .trim_start_matches("pub ")
                    .trim_start_matches("r#");
                if !std::mem::take(&mut flat) && !field.starts_with('#') {
                    found.push((name.to_owned(), field.to_owned()));
                }
            }
        }
    }
    found
}
