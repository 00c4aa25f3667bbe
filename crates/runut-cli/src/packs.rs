//! Packs from outside: a folder of languages, an outlet file; and the commands that make and check packs.

use crate::args::{Common, Format};
use crate::failure::Stop;
use crate::output::Output;
use crate::progress::say;
use runut::lang::{Check, Language, PackError, Packs};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// The bundled packs, and over them those of the flags.
///
/// # Errors
/// The first thing wrong with a pack, by file and line.
pub fn load(common: &Common) -> Result<Packs, Stop> {
    let mut packs = Packs::bundled().map_err(wrong)?;
    if let Some(folder) = &common.languages {
        for pack in folders(folder)? {
            packs.languages.add(language(&pack)?);
        }
    }
    if let Some(file) = &common.outlets {
        let text = read(file)?;
        packs.outlets.read(&file.display().to_string(), &text).map_err(wrong)?;
    }
    Ok(packs)
}

/// The language pack in a folder; the folder's name is its code.
fn language(folder: &Path) -> Result<Language, Stop> {
    // `.` has no name of its own.
    let full = fs::canonicalize(folder).map_err(|error| cannot_read(folder, &error))?;
    let code = full.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let entries = fs::read_dir(folder).map_err(|error| cannot_read(folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "toml" || end == "txt"));
    paths.sort();
    let mut files = Vec::new();
    for path in &paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files.push((name, read(path)?));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Language::load(&code, &files).map_err(wrong)
}

/// The folders in `folder` that hold a `language.toml`, by name; or `folder` itself, when it is a pack.
fn folders(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    if folder.join("language.toml").is_file() {
        return Ok(vec![folder.to_path_buf()]);
    }
    let entries = fs::read_dir(folder).map_err(|error| cannot_read(folder, &error))?;
    let mut packs: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    packs.retain(|path| path.join("language.toml").is_file());
    packs.sort();
    if packs.is_empty() {
        let what =
            format!("{}: holds no language pack; a folder with language.toml was expected", folder.display());
        let hint = "`runut language new CODE` makes one".to_owned();
        return Err(Stop::Usage(what, Some(hint)));
    }
    Ok(packs)
}

/// `runut languages`: what is at hand.
///
/// # Errors
/// When a pack is wrong or the output is closed.
pub fn list(common: &Common) -> Result<(), Stop> {
    let format = common.format_or(Format::Text);
    let packs = load(common)?;
    let mut output = Output::open(common.output.as_deref())?;
    let mut rows = Vec::new();
    for language in packs.languages.iter() {
        let stages: Vec<Check> = stages(language);
        match format {
            Format::Text => {
                let on: Vec<_> = stages.iter().filter(|check| check.on).map(|check| check.stage).collect();
                let name = &language.name;
                output.text(&format!("{:<6}{:<20}{}\n", language.code, name, on.join(", ")))?;
            }
            Format::Json | Format::Jsonl => {
                let stages: serde_json::Map<_, _> =
                    stages.iter().map(|check| (check.stage.to_owned(), json!(check.on))).collect();
                let row = json!({
                    "code": language.code, "name": language.name, "name_en": language.name_en, "stages": stages,
                });
                rows.push(row);
            }
            other => return Err(unsupported("languages", other, "text, json and jsonl")),
        }
    }
    match format {
        Format::Json => output.json(&rows)?,
        _ => rows.iter().try_for_each(|row| output.json_line(row))?,
    }
    output.flush()
}

/// Which stages a pack switches on, without running its examples.
fn stages(language: &Language) -> Vec<Check> {
    let stage = |stage, file, on| Check { stage, file, on, examples: 0 };
    vec![
        stage("sentences", "sentences.toml", !language.sentences.is_empty()),
        stage("names", "names.toml", language.names.is_some()),
        stage("time", "time.toml", language.time.is_some()),
        stage("statements", "cues.toml", language.cues.is_some()),
        stage("figures", "numbers.toml", language.numbers.is_some()),
        stage("furniture", "furniture.toml", language.furniture.is_some()),
        stage("wording", "wording.toml", language.wordings.is_some()),
        stage("search", "stems.toml", language.stems.is_some()),
    ]
}

/// `runut language check`: runs every example of a pack.
///
/// # Errors
/// The first thing wrong with the pack.
pub fn check(pack: &str, common: &Common) -> Result<(), Stop> {
    let path = Path::new(pack);
    let loaded;
    let packs;
    let language = if path.is_dir() {
        loaded = language(path)?;
        &loaded
    } else {
        packs = load(common)?;
        packs.languages.get(pack).ok_or_else(|| {
            let codes: Vec<_> = packs.languages.iter().map(|language| language.code.as_str()).collect();
            let what =
                format!("{pack}: no such language and no such folder; at hand are {}", codes.join(", "));
            Stop::Usage(what, Some(format!("`runut language new {pack}` makes a pack to fill in")))
        })?
    };
    let checks = language.check().map_err(wrong)?;
    let mut output = Output::open(common.output.as_deref())?;
    match common.format_or(Format::Text) {
        Format::Text => {
            output.text(&format!("{}  {} ({})\n", language.code, language.name, language.name_en))?;
            for check in &checks {
                let state = if check.on { "on" } else { "off" };
                let tests = match (check.on, check.examples) {
                    (false, _) => format!("{} is missing or empty", check.file),
                    (true, 0) => check.file.to_owned(),
                    (true, count) => format!("{}, {count} examples hold", check.file),
                };
                output.text(&format!("  {:<12}{state:<5}{tests}\n", check.stage))?;
            }
        }
        Format::Json | Format::Jsonl => {
            let rows: Vec<_> = checks
                .iter()
                .map(|check| json!({"stage": check.stage, "file": check.file, "on": check.on, "examples": check.examples}))
                .collect();
            output.json(&json!({"code": language.code, "stages": rows}))?;
        }
        other => return Err(unsupported("language check", other, "text and json")),
    }
    output.flush()
}

/// `runut language new`: the template as a new folder, with the code filled in.
///
/// # Errors
/// When the code is none or the folder is there already.
pub fn new(code: &str, into: &Path) -> Result<(), Stop> {
    let letters = code.len() >= 2 && code.len() <= 12;
    if !letters || !code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
        return Err(Stop::usage(format!(
            "{code:?} is no language code; small letters as in `ms` or `jv` were expected"
        )));
    }
    let folder = into.join(code);
    if folder.exists() {
        let hint = format!("`runut language check {}` tells what is in it", folder.display());
        return Err(Stop::Usage(
            format!("{}: is there already and is left as it is", folder.display()),
            Some(hint),
        ));
    }
    let written = fs::create_dir_all(&folder).and_then(|()| {
        runut_packs::TEMPLATE.files.iter().try_for_each(|(file, text)| {
            let text = if *file == "language.toml" { with_code(text, code) } else { (*text).to_owned() };
            fs::write(folder.join(file), text)
        })
    });
    written.map_err(|error| Stop::usage(format!("{}: cannot be written: {error}", folder.display())))?;
    println!("{}", folder.display());
    say(&format!("hint: fill it in, then `runut language check {}`", folder.display()));
    Ok(())
}

/// The template's own code replaced, so that a new pack loads at once.
fn with_code(text: &str, code: &str) -> String {
    let line = |line: &str| match line.split_once('=') {
        Some((key, _)) if key.trim() == "code" => format!("code = {code:?}"),
        _ => line.to_owned(),
    };
    text.lines().map(|text| line(text) + "\n").collect()
}

/// A format that a command does not have.
pub fn unsupported(command: &str, format: Format, right: &str) -> Stop {
    let format = clap::ValueEnum::to_possible_value(&format);
    let name = format.as_ref().map_or("this", |value| value.get_name());
    Stop::usage(format!("{command} has no format {name}; it has {right}"))
}

fn read(path: &Path) -> Result<String, Stop> {
    fs::read_to_string(path).map_err(|error| cannot_read(path, &error))
}

fn cannot_read(path: &Path, error: &std::io::Error) -> Stop {
    Stop::usage(format!("{}: cannot be read: {error}", path.display()))
}

fn wrong(error: PackError) -> Stop {
    Stop::usage(error.to_string())
}
