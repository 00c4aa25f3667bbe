//! Embeds every language folder and every outlet file it finds: nothing to register.
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    // The parent folders are watched too: without that a new language is silently ignored.
    println!("cargo:rerun-if-changed=languages");
    println!("cargo:rerun-if-changed=outlets");
    let mut code = String::from(
        "/// Every bundled language: its code and its files.\npub static LANGUAGES: &[PackFiles] = &[\n",
    );
    for folder in sorted(&root.join("languages")) {
        let name = file_name(&folder);
        if !folder.is_dir() || name.starts_with('_') {
            continue;
        }
        println!("cargo:rerun-if-changed=languages/{name}");
        writeln!(code, "    PackFiles {{ code: {name:?}, files: &[").expect("writing to a string");
        embed(&mut code, &folder);
        code.push_str("    ] },\n");
    }
    code.push_str("];\n/// The empty language, commented, that `runut language new` copies.\n");
    code.push_str("pub static TEMPLATE: PackFiles = PackFiles { code: \"_template\", files: &[\n");
    embed(&mut code, &root.join("languages/_template"));
    code.push_str(
        "] };\n/// Outlets and agencies: file name and text.\npub static OUTLETS: &[(&str, &str)] = &[\n",
    );
    embed(&mut code, &root.join("outlets"));
    code.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("packs.rs");
    fs::write(out, code).expect("OUT_DIR is writable");
}

fn embed(code: &mut String, folder: &Path) {
    for file in sorted(folder) {
        if file.is_file() {
            println!("cargo:rerun-if-changed={}", file.display());
            writeln!(
                code,
                "        ({:?}, include_str!({:?})),",
                file_name(&file),
                file.display().to_string()
            )
            .expect("writing to a string");
        }
    }
}

/// The entries of a folder, by name, so that the same tree gives the same bytes.
fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    entries
}

fn file_name(path: &Path) -> String {
    path.file_name().expect("a listed entry has a name").to_string_lossy().into_owned()
}
