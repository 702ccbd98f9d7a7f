//! The schemas in `docs/schema` are those of the code. `UPDATE_SCHEMA=1 cargo test -p tieout-project` writes them anew.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;

use tieout_project::schema;

fn is_current(name: &str, schema: &serde_json::Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema").join(name);
    let current = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(committed, current, "{name} is out of date: run UPDATE_SCHEMA=1 cargo test -p tieout-project");
}

#[test]
fn the_schema_of_tieout_toml_is_current() {
    is_current("tieout.schema.json", &schema::config());
}

#[test]
fn the_schema_of_the_editor_settings_is_current() {
    is_current("editor-settings.schema.json", &schema::editor_settings());
}
