//! What ships is plain text: UTF-8 and nothing invisible, so that what a reviewer sees is what a compiler reads.

use std::fs;
use std::path::{Path, PathBuf};

/// What is looked at, from the root of the repository.
const PLACES: &[&str] = &[
    ".ci",
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "Cargo.toml",
    "corpus",
    "crates",
    "docs",
    "examples",
    "packs",
];

/// Names of files that are text; an input that is no UTF-8 on purpose is a page that says so.
const TEXT: &[&str] = &["rs", "toml", "md", "txt", "css", "snap", "html", "run", ""];

/// Characters that show nothing, or turn what stands after them around.
fn hidden(letter: char) -> bool {
    matches!(letter,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}' | '\u{E000}'..='\u{F8FF}')
        || letter.is_control() && letter != '\n'
}

#[test]
fn no_file_holds_a_hidden_character() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    PLACES.iter().for_each(|place| walk(&root.join(place), &mut files));
    files.sort();
    assert!(files.len() > 100, "only {} files were found", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let end = file.extension().map_or("", |end| end.to_str().unwrap_or("?"));
        if !TEXT.contains(&end) {
            continue;
        }
        match String::from_utf8(fs::read(&file).unwrap()) {
            Ok(text) => {
                for (line, words) in text.lines().enumerate() {
                    let found = words.chars().find(|letter| hidden(*letter));
                    wrong.extend(found.map(|letter| {
                        format!("{}:{}: U+{:04X}", file.display(), line + 1, u32::from(letter))
                    }));
                }
            }
            // Pages in other character sets are what some examples are for.
            Err(_) if end == "html" => {}
            Err(error) => wrong.push(format!("{}: {error}", file.display())),
        }
    }
    assert!(wrong.is_empty(), "write it as an escape:\n{}", wrong.join("\n"));
}

fn walk(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_file() {
        files.push(path.to_path_buf());
    } else if let Ok(entries) = fs::read_dir(path) {
        let inside = entries.flatten().map(|entry| entry.path());
        inside
            .filter(|path| !path.ends_with("target") && !path.ends_with("node_modules"))
            .for_each(|path| walk(&path, files));
    }
}
