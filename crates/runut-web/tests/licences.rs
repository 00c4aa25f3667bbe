//! Every dependency is under a licence that `deny.toml` names, and comes from where it allows: held here too, because not
//! every machine has cargo-deny.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

#[test]
fn every_dependency_has_a_licence_that_we_may_ship() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let rules: toml::Table =
        toml::from_str(&std::fs::read_to_string(root.join("deny.toml")).unwrap()).unwrap();
    let allowed: BTreeSet<&str> =
        rules["licenses"]["allow"].as_array().unwrap().iter().filter_map(|one| one.as_str()).collect();
    let excepted: BTreeSet<&str> = rules["licenses"]["exceptions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["crate"].as_str())
        .collect();
    // What another platform would need is not always downloaded here.
    let metadata = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--offline",
            "--filter-platform",
            "x86_64-unknown-linux-gnu",
        ])
        .current_dir(&root)
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let found: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = found["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "only {} packages", packages.len());
    let wrong: Vec<String> = packages
        .iter()
        .filter(|package| !package["name"].as_str().is_some_and(|name| excepted.contains(name)))
        .filter(|package| !is_allowed(package["license"].as_str().unwrap_or("none"), &allowed))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    // `[sources]` of the same file: ours, or the registry everybody uses.
    let registry = "registry+https://github.com/rust-lang/crates.io-index";
    let elsewhere: Vec<&Value> = packages
        .iter()
        .filter(|package| package["source"].as_str().is_some_and(|source| source != registry))
        .map(|package| &package["name"])
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?} come from elsewhere");
}

/// Whether every part of the expression gives us a choice that is allowed; brackets read strictly.
fn is_allowed(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let plain = expression.replace(['(', ')'], "").replace('/', " OR ");
    plain.split(" AND ").all(|part| part.split(" OR ").any(|licence| allowed.contains(licence.trim())))
}

#[test]
fn an_expression_is_allowed_only_when_each_part_is() {
    let allowed = BTreeSet::from(["MIT", "Apache-2.0", "Unicode-3.0"]);
    for (expression, expected) in [
        ("MIT", true),
        ("MIT/Apache-2.0", true),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("MIT AND GPL-3.0", false),
        ("none", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
}
