//! The JSON schemas of `tieout.toml` and of the editors' settings, from the types that read them.

use schemars::{JsonSchema, schema_for};
use serde_json::Value;

use crate::config::Config;
use crate::editor::EditorSettings;

/// The schema of `tieout.toml`.
pub fn config() -> Value {
    schema::<Config>("tieout.toml")
}

/// The schema of what an editor may set.
pub fn editor_settings() -> Value {
    schema::<EditorSettings>("Settings of an editor for tieout")
}

fn schema<T: JsonSchema>(title: &str) -> Value {
    let mut schema = schema_for!(T);
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}
