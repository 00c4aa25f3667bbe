//! The database as people meet it: adding, going on after a kill, errors that change nothing, questions, corrections.

mod common;

use common::{Folder, LINES, PAGE};
use serde_json::Value;
use std::fs;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A page of its own by number: another place, another day, the same minister.
fn page(number: usize) -> String {
    PAGE.replace("Pasar Lembayung", &format!("Pasar Lembayung {number}"))
        .replace("4/3/2031", &format!("{}/3/2031", number % 28 + 1))
        .replace("2031-03-05", &format!("2031-03-{:02}", number % 28 + 1))
}

fn pages(folder: &Folder, count: usize) {
    (0..count).for_each(|number| folder.write(&format!("pages/{number:05}.html"), page(number)));
}

/// Everything that a run finds, without the numbers of runs.
fn content(folder: &Folder, db: &str) -> String {
    let run = folder.run(&["export", "--format", "jsonl", "--db", db]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

fn ask(folder: &Folder, db: &str, question: &str) -> String {
    let run = folder.run(&["sql", question, "--format", "csv", "--limit", "0", "--db", db]);
    run.out.lines().skip(1).collect::<Vec<_>>().join("\n")
}

#[test]
fn adding_twice_adds_once_and_leaves_one_plain_file() {
    let folder = Folder::new("store-twice");
    pages(&folder, 5);
    folder.write("lines.jsonl", LINES.join("\n"));
    folder.write("empty.txt", "");
    let first = folder.run(&["add", "pages", "lines.jsonl", "empty.txt", "--format", "jsonl"]);
    assert_eq!(first.code, 3, "{}", first.err);
    let lines = first.lines();
    assert_eq!(lines.iter().filter(|line| line["type"] == "stored").count(), 7);
    assert_eq!(lines.last().unwrap()["articles"], 7);
    let before = content(&folder, "runut.db");
    let again = folder.run(&["add", "pages", "lines.jsonl"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.err.contains("nothing new"), "{}", again.err);
    assert_eq!(content(&folder, "runut.db"), before);
    let mut names: Vec<_> =
        fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["empty.txt", "lines.jsonl", "pages", "runut.db"]);
    // The folder that holds the database is walked without it.
    let whole = folder.run(&["add", "."]);
    assert!(!whole.err.contains("runut.db:"), "{}", whole.err);
    assert_eq!(ask(&folder, "runut.db", "SELECT count(*) FROM skipped WHERE source LIKE '%runut.db%'"), "0");
}

/// What a run that was killed had reported, and where it was.
#[derive(Debug)]
struct Killed {
    /// Articles it had reported as stored.
    reported: usize,
    /// Whether it had stored all and was making indexes, joining the full-text index or telling stories.
    late: bool,
    /// Whether it had ended before it could be killed.
    ended: bool,
}

/// How a killed run is checked: everything it reported is there, the file is sound, and the next run ends as one that
/// nobody disturbed. What it writes is read all the time, so that it waits for nobody.
fn killed(folder: &Folder, pause: Duration, all: usize, expected: &str) -> Killed {
    let _ = fs::remove_file(folder.0.join("killed.db"));
    for end in ["-wal", "-shm", "-writer"] {
        let _ = fs::remove_file(folder.0.join(format!("killed.db{end}")));
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_runut"))
        .args(["add", "pages", "--db", "killed.db", "--format", "jsonl"])
        .current_dir(&folder.0)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        output.read_to_end(&mut text).unwrap();
        text
    });
    std::thread::sleep(pause);
    let ended = child.try_wait().unwrap().is_some();
    let _ = child.kill();
    child.wait().unwrap();
    let output = reader.join().unwrap();
    let reported: Vec<String> = String::from_utf8_lossy(&output)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|line| line["id"].as_str().map(str::to_owned))
        .collect();
    if !folder.0.join("killed.db").exists() {
        assert!(reported.is_empty());
    } else if !reported.is_empty() {
        let there = ask(folder, "killed.db", "SELECT id FROM articles");
        let there: std::collections::BTreeSet<&str> = there.lines().collect();
        assert!(reported.iter().all(|id| there.contains(id.as_str())), "what was reported is stored");
    }
    let again = folder.run(&["add", "pages", "--db", "killed.db"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(ask(folder, "killed.db", "SELECT * FROM pragma_integrity_check"), "ok");
    assert_eq!(content(folder, "killed.db"), expected);
    for end in ["-wal", "-shm", "-writer"] {
        assert!(!folder.0.join(format!("killed.db{end}")).exists(), "{end}");
    }
    Killed { late: reported.len() == all && !ended, reported: reported.len(), ended }
}

#[test]
fn a_run_that_was_killed_loses_nothing_it_reported_and_is_finished_by_the_next() {
    let folder = Folder::new("store-killed");
    pages(&folder, 400);
    assert_eq!(folder.run(&["add", "pages", "--db", "whole.db"]).code, 0);
    let expected = content(&folder, "whole.db");
    let rounds: Vec<Killed> = (0..5)
        .map(|round| killed(&folder, Duration::from_millis(60 + 170 * round), 400, &expected))
        .collect();
    eprintln!("{rounds:?}");
}

/// `cargo test --release -p runut-cli --test store -- --ignored fifty`; `RUNUT_KILLS` names another number of kills.
#[test]
#[ignore = "takes minutes: fifty kills over 5,000 articles"]
fn fifty_kills_over_five_thousand_articles_lose_nothing() {
    let kills: u32 = std::env::var("RUNUT_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(50);
    let folder = Folder::new("store-fifty");
    pages(&folder, 5_000);
    let begun = std::time::Instant::now();
    assert_eq!(folder.run(&["add", "pages", "--db", "whole.db"]).code, 0);
    let whole = begun.elapsed();
    let expected = content(&folder, "whole.db");
    // One moment in each part of the run, where in the part by a fixed generator, so that a failure can be seen again.
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let rounds: Vec<Killed> = (0..kills)
        .map(|part| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let within = f64::from((state >> 40) as u32) / f64::from(1u32 << 24);
            killed(&folder, whole.mul_f64((f64::from(part) + within) / f64::from(kills)), 5_000, &expected)
        })
        .collect();
    let count = |is: &dyn Fn(&Killed) -> bool| rounds.iter().filter(|round| is(round)).count();
    eprintln!(
        "a run of {whole:?}, {kills} kills held: {} before anything was reported, {} while articles came, {} after the last of them, {} too late; reported {:?}",
        count(&|round| round.reported == 0),
        count(&|round| round.reported > 0 && !round.late && !round.ended),
        count(&|round| round.late),
        count(&|round| round.ended),
        rounds.iter().map(|round| round.reported).collect::<Vec<_>>()
    );
}

#[test]
fn a_second_writer_is_told_of_the_first() {
    let folder = Folder::new("store-two");
    pages(&folder, 2);
    assert_eq!(folder.run(&["add", "pages"]).code, 0);
    // The first writer waits for its input, and holds the lock while it does.
    let mut first = folder.start(&["add", "-", "--as", "jsonl"]);
    let mut input = first.stdin.take().unwrap();
    writeln!(input, "{}", LINES[0]).unwrap();
    let lock = folder.0.join("runut.db-writer");
    for _ in 0..200 {
        if lock.exists() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let second = folder.run(&["add", "pages"]);
    assert_eq!(second.code, 2, "{}", second.err);
    assert!(second.err.contains(&format!("process {} is adding to it", first.id())), "{}", second.err);
    assert_eq!(folder.run(&["stories"]).code, 0, "readers are not stopped");
    drop(input);
    assert!(first.wait().unwrap().success());
    assert_eq!(folder.run(&["add", "pages"]).code, 0);
}

#[test]
fn a_file_that_is_not_ours_or_broken_is_left_as_it_is() {
    let folder = Folder::new("store-broken");
    pages(&folder, 3);
    assert_eq!(folder.run(&["add", "pages", "--db", "good.db"]).code, 0);
    let good = fs::read(folder.0.join("good.db")).unwrap();
    let mut newer = good.clone();
    newer[60..64].copy_from_slice(&99u32.to_be_bytes());
    let mut foreign = good.clone();
    foreign[68..72].copy_from_slice(&7u32.to_be_bytes());
    let mut damaged = good.clone();
    let middle = damaged.len() / 2;
    damaged[4096..middle].fill(0x5A);
    let cases: [(&str, Vec<u8>, &str); 5] = [
        ("newer.db", newer, "use a newer Runut"),
        ("foreign.db", foreign, "not a database of Runut"),
        ("damaged.db", damaged, "damaged"),
        ("half.db", good[..good.len() / 2].to_vec(), "damaged"),
        ("letter.db", b"Dear editor, this is no database at all. ".repeat(40), "not a database of Runut"),
    ];
    for (name, bytes, says) in cases {
        folder.write(name, &bytes);
        let run = folder.run(&["add", "pages", "--db", name]);
        assert_eq!(run.code, 2, "{name}: {}", run.err);
        assert!(run.err.contains(says) && run.err.contains(name), "{name}: {}", run.err);
        assert_eq!(fs::read(folder.0.join(name)).unwrap(), bytes, "{name} is unchanged");
        assert!(!folder.0.join(format!("{name}-writer")).exists(), "{name}");
    }
    let missing = folder.run(&["stories", "--db", "nowhere.db"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("not found") && !folder.0.join("nowhere.db").exists(), "{}", missing.err);
    assert_eq!(folder.run(&["add", "pages", "--db", "no/such/folder.db"]).code, 2);
}

#[cfg(unix)]
#[test]
fn a_full_disk_or_a_file_that_may_not_be_written_is_said_and_changes_nothing() {
    let folder = Folder::new("store-full");
    pages(&folder, 400);
    assert_eq!(folder.run(&["add", "pages/00000.html", "--db", "a.db"]).code, 0);
    let stored = ask(&folder, "a.db", "SELECT id FROM articles");
    // No file may grow past a megabyte: what a full disk does, as a process sees it.
    let script =
        format!("trap '' XFSZ; ulimit -f 1000; exec '{}' add pages --db a.db", env!("CARGO_BIN_EXE_runut"));
    let full = Command::new("bash").args(["-c", &script]).current_dir(&folder.0).output().unwrap();
    let says = String::from_utf8_lossy(&full.stderr);
    assert_eq!(full.status.code(), Some(2), "{says}");
    assert!(says.contains("disk is full") || says.contains("cannot be read or written"), "{says}");
    assert_eq!(ask(&folder, "a.db", "SELECT * FROM pragma_integrity_check"), "ok");
    assert!(ask(&folder, "a.db", "SELECT id FROM articles").lines().any(|id| id == stored));
    assert_eq!(folder.run(&["add", "pages", "--db", "a.db"]).code, 0, "with room again it goes on");
    let mut permissions = fs::metadata(folder.0.join("a.db")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.0.join("a.db"), permissions).unwrap();
    let locked = folder.run(&["add", "pages", "--db", "a.db"]);
    assert_eq!(locked.code, 2, "{}", locked.err);
    assert!(locked.err.contains("may not be written"), "{}", locked.err);
    assert_eq!(folder.run(&["stories", "--db", "a.db"]).code, 0);
}

#[test]
fn questions_are_answered_in_every_form() {
    let folder = Folder::new("store-ask");
    pages(&folder, 4);
    assert_eq!(folder.run(&["add", "pages"]).code, 0);
    let story = folder.run(&["stories", "--json"]);
    let story: Value = serde_json::from_str(&story.out).unwrap();
    let id = story[0]["id"].as_str().unwrap().to_owned();
    let article = ask(&folder, "runut.db", "SELECT id FROM articles ORDER BY id LIMIT 1");
    let other = ask(&folder, "runut.db", "SELECT id FROM articles ORDER BY id DESC LIMIT 1");
    let statement = ask(&folder, "runut.db", "SELECT id FROM statement_text LIMIT 1");
    for command in [
        vec!["stories"],
        vec!["story", &id],
        vec!["statements", "--who", "Sari Dewangga", "--since", "2031", "--kind", "direct"],
        vec!["who", "Dewangga"],
        vec!["outlet", "suara bahari"],
        vec!["outlet"],
        vec!["search", "pedagang", "NOT", "ikan"],
        vec!["why", &statement],
        vec!["compare", &article, &other],
        vec!["sql", "SELECT count(*) AS n FROM articles"],
    ] {
        for form in ["text", "json", "jsonl"] {
            let run = folder.run(&[command.clone(), vec!["--format", form]].concat());
            assert_eq!(run.code, 0, "{command:?} {form}: {}", run.err);
            assert!(run.out.ends_with('\n'));
            match form {
                "json" => {
                    assert!(serde_json::from_str::<Value>(&run.out).is_ok(), "{command:?}: {}", run.out)
                }
                "jsonl" => assert!(!run.lines().is_empty(), "{command:?}"),
                _ => assert!(!run.out.trim().is_empty(), "{command:?}"),
            }
        }
    }
    for form in ["md", "html", "csv"] {
        assert_eq!(folder.run(&["story", &id, "--format", form]).code, 0, "{form}");
    }
    for list in [vec!["outlet"], vec!["stories"], vec!["statements"]] {
        let run = folder.run(&[list.clone(), vec!["--limit", "1", "--format", "jsonl"]].concat());
        assert_eq!(run.lines().len(), 1, "{list:?}: {}", run.out);
    }
    assert!(
        folder.run(&["search", "outlet:\"Suara Bahari\""]).out.contains(&id),
        "filters alone, with the story"
    );
    assert!(folder.run(&["correct", "note", &id, "--by", "Rani"]).err.contains("expected: words"));
    assert_eq!(folder.run(&["search", "zzzzz"]).code, 1);
    for wrong in [
        vec!["story", "s-none"],
        vec!["search", "NOT x"],
        vec!["sql", "DROP TABLE articles"],
        vec!["why", "x"],
    ] {
        let run = folder.run(&wrong);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{wrong:?}: {}", run.err);
    }
    let compared = folder.run(&["compare", &article, &other]);
    assert!(compared.out.contains("% shared"), "{}", compared.out);
}

#[test]
fn a_trace_may_be_kept_and_is_then_that_of_the_database() {
    let folder = Folder::new("store-trace");
    pages(&folder, 3);
    let plain = folder.run(&["trace", "pages"]);
    let kept = folder.run(&["trace", "pages", "--db", "kept.db"]);
    assert_eq!((kept.code, &kept.out), (0, &plain.out), "{}", kept.err);
    assert!(!folder.0.join("runut.db").exists(), "nothing is kept unless it is asked for");
    // A second run shows the same; another page shows only what it is part of.
    assert_eq!(folder.run(&["trace", "pages", "--db", "kept.db"]).out, plain.out);
    folder.write("lines.jsonl", LINES[0].replace("Sari Dewangga", "Bima Karsa"));
    let other = folder.run(&["trace", "lines.jsonl", "--db", "kept.db", "--json"]);
    let other: Value = serde_json::from_str(&other.out).unwrap();
    assert_eq!(other["stories"].as_array().unwrap().len(), 1);
    assert_eq!(ask(&folder, "kept.db", "SELECT count(*) FROM articles"), "4");
    assert_eq!(folder.run(&["trace", "pages", "--db", "kept.db", "--follow", "Karsa"]).code, 2);
}

#[test]
fn a_story_is_split_by_the_numbers_that_it_shows() {
    let folder = Folder::new("store-split");
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/pages");
    assert_eq!(folder.run(&["add", samples]).code, 0);
    let id = ask(&folder, "runut.db", "SELECT id FROM stories ORDER BY articles DESC LIMIT 1");
    let count: usize = ask(&folder, "runut.db", "SELECT max(articles) FROM stories").parse().unwrap();
    assert!(count > 5, "{count}");
    let split = folder.run(&["correct", "split", &id, "1", "3-4", "--by", "Rani"]);
    assert_eq!(split.code, 0, "{}", split.err);
    let parts = ask(&folder, "runut.db", "SELECT articles FROM stories ORDER BY 1 DESC LIMIT 2");
    assert_eq!(parts, format!("{}\n3", count - 3));
    let wrong = folder.run(&["correct", "split", &id, "99", "--by", "Rani"]);
    assert_eq!(wrong.code, 2, "{}", wrong.out);
}

#[test]
fn what_a_story_and_its_checks_show_can_be_asked_for_and_corrected() {
    let folder = Folder::new("store-ids");
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/pages");
    assert_eq!(folder.run(&["add", samples]).code, 0);
    let id = ask(&folder, "runut.db", "SELECT id FROM stories ORDER BY articles DESC LIMIT 1");
    let story = folder.run(&["story", &id]);
    let checks = folder.run(&["checks", "runut.db"]);
    assert_eq!((story.code, checks.code), (0, 0), "{}{}", story.err, checks.err);
    assert_eq!(folder.run(&["sources", "--limit", "1", "--format", "jsonl"]).lines().len(), 1);
    // The ids at the ends of lines, and on lines that were too long for them.
    let ids = |text: &str, is: &dyn Fn(&str) -> bool| -> Vec<String> {
        text.lines()
            .filter_map(|line| line.split(' ').next_back())
            .filter(|word| is(word))
            .map(str::to_owned)
            .collect()
    };
    let lines = ids(&story.out, &|word| word.starts_with("l-"));
    let statements = ids(&story.out, &|word| word.contains(":s"));
    let disagreements = ids(&checks.out, &|word| word.starts_with("d-"));
    let grown = ids(&checks.out, &|word| word.starts_with("g-"));
    for all in [&lines, &statements, &disagreements, &grown] {
        assert!(!all.is_empty(), "{}\n{}", story.out, checks.out);
        for one in all.iter().take(3) {
            let why = folder.run(&["why", one]);
            assert_eq!(why.code, 0, "{one}: {}", why.err);
            assert_eq!(folder.run(&["correct", "confirm", one, "--by", "Rani"]).code, 0, "{one}");
        }
        let hidden = folder.run(&["correct", "hide", &all[0], "--by", "Rani"]);
        assert_eq!(hidden.code, 0, "{}: {}", all[0], hidden.err);
    }
    let (story, checks) = (folder.run(&["story", &id]), folder.run(&["checks", "runut.db"]));
    assert!(!story.out.contains(&lines[0]) && !story.out.contains(&statements[0]), "{}", story.out);
    assert!(!checks.out.contains(&disagreements[0]) && !checks.out.contains(&grown[0]), "{}", checks.out);
}

#[test]
fn corrections_lie_over_the_findings_and_survive_a_new_reading() {
    let folder = Folder::new("store-correct");
    pages(&folder, 3);
    assert_eq!(folder.run(&["add", "pages"]).code, 0);
    let ids = ask(&folder, "runut.db", "SELECT id FROM statement_text WHERE speaker IS NOT NULL ORDER BY id");
    let ids: Vec<&str> = ids.lines().collect();
    assert!(ids.len() >= 3, "{ids:?}");
    let correct = |arguments: &[&str]| {
        let run = folder.run(&[&["correct"], arguments, &["--by", "Rani"]].concat());
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
    };
    correct(&["hide", ids[0], "--note", "nobody said this"]);
    correct(&["fix", ids[1], "speaker=Bima Karsa"]);
    correct(&["confirm", ids[2]]);
    correct(&["rename", "Sari Dewangga", "Sari Dewangga Putri"]);
    for _ in 0..2 {
        let all = folder.run(
            &["statements", "--jsonl"].map(|word| if word == "--jsonl" { "--format=jsonl" } else { word }),
        );
        let all = all.lines();
        let row = |id: &str| all.iter().find(|row| row["id"] == id);
        assert!(row(ids[0]).is_none(), "what was hidden is not shown");
        assert_eq!(row(ids[1]).unwrap()["speaker"], "Bima Karsa");
        assert_eq!(row(ids[2]).unwrap()["corrections"][0]["action"], "confirm");
        assert!(all.iter().all(|row| row["speaker"] != "Sari Dewangga"), "the name is another name");
        assert!(folder.run(&["statements", "--who", "bima karsa"]).out.contains("Bima Karsa"));
        assert!(folder.run(&["export", "--format", "jsonl"]).out.contains("nobody said this"));
        let again = folder.run(&["reannotate"]);
        assert_eq!(again.code, 0, "{}", again.err);
    }
    let article = ids[1].rsplit_once(':').unwrap().0;
    correct(&["rename", "Sari Dewangga", "Sari Dewangga Muda", "--in", article]);
    assert!(folder.run(&["who", "Sari Dewangga Muda"]).out.contains("1 article,"));
    assert!(folder.run(&["corrections"]).out.contains(&format!("Sari Dewangga Muda in {article}")));
    correct(&["undo", "1"]);
    assert!(folder.run(&["statements"]).out.contains(ids[0]));
    for wrong in [
        vec!["hide", "x:s1"],
        vec!["fix", ids[0], "colour=red"],
        vec!["undo", "99"],
        vec!["merge", "s-a", "s-b"],
    ] {
        let run = folder.run(&[vec!["correct"], wrong.clone(), vec!["--by", "Rani"]].concat());
        assert_eq!(run.code, 2, "{wrong:?}: {}", run.err);
    }
}
