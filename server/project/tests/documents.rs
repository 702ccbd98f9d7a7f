//! What the code writes in `docs/` is what the code says now: the schemas of the settings and the pages of the checks.
//! `UPDATE_DOCS=1 cargo test -p tieout-project` writes them anew.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

use tieout_analysis::checks;
use tieout_project::schema;

fn docs(path: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "../../docs", path].iter().collect()
}

fn is_current(path: &str, current: &str) {
    let file = docs(path);
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, current).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(committed, current, "docs/{path} is out of date: run UPDATE_DOCS=1 cargo test -p tieout-project");
}

fn pretty(schema: &serde_json::Value) -> String {
    serde_json::to_string_pretty(schema).unwrap() + "\n"
}

#[test]
fn the_schema_of_tieout_toml_is_current() {
    is_current("schema/tieout.schema.json", &pretty(&schema::config()));
}

#[test]
fn the_schema_of_the_editor_settings_is_current() {
    is_current("schema/editor-settings.schema.json", &pretty(&schema::editor_settings()));
}

#[test]
fn every_check_has_its_page_and_every_page_its_check() {
    let mut index =
        "# The checks\n\nWritten from the checks' own sources; `tieout explain CHECK` prints the same pages.\n\n\
                     | check | what it finds |\n|---|---|\n"
            .to_owned();
    let mut expected = BTreeSet::from(["README.md".to_owned()]);
    for check in checks::all() {
        let name = check.name;
        let opt_in = if check.default { "" } else { " Runs when selected." };
        writeln!(index, "| [{name}]({name}.md) | {}{opt_in} |", check.summary).unwrap();
        is_current(&format!("checks/{name}.md"), &format!("{}\n", check.page.trim()));
        expected.insert(format!("{name}.md"));
    }
    is_current("checks/README.md", &index);
    let there = fs::read_dir(docs("checks")).unwrap();
    let there: BTreeSet<String> = there.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(there, expected);
}
