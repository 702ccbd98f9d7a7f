//! The settings of an editor.

use std::fmt;

use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::settings::Overrides;
use crate::suggest::{nearest, unknown_key};
use crate::words::ProfileWord;

/// What an editor may set, below its name for the server (`tieout`). All keys may be left out.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct EditorSettings {
    /// Who is reading: "reader" hears of values that conflict, "editor" also of slips of transcription. Left out: what
    /// `tieout.toml` says.
    pub profile: Option<ProfileWord>,
    /// Hints in the text.
    pub inlay_hints: InlayHints,
    /// What is reported.
    pub diagnostics: Diagnostics,
    /// The size in bytes from which a file is not analysed.
    #[serde(deserialize_with = "bytes")]
    pub max_file_size: Option<u64>,
    /// How the editor starts the server; nothing to the server itself.
    pub server: ServerSettings,
    /// What the editor logs of the protocol; nothing to the server itself.
    pub trace: TraceSettings,
}

/// Hints in the text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct InlayHints {
    /// A tick mark after every figure whose arithmetic was recomputed and holds.
    pub ties: bool,
    /// The speaker's name after a label that is only a title.
    pub names: bool,
}

impl Default for InlayHints {
    fn default() -> InlayHints {
        InlayHints { ties: false, names: true }
    }
}

/// What is reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct Diagnostics {
    /// Findings of all transcripts of the workspace, not only of the open ones.
    pub workspace: bool,
}

/// How the editor starts the server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct ServerSettings {
    /// The path of the server, where it is not the one the extension brings.
    pub path: Option<String>,
}

/// What the editor logs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct TraceSettings {
    /// How much of the traffic with the server: "off", "messages" or "verbose".
    pub server: Option<String>,
}

impl EditorSettings {
    /// The largest file that is analysed where the user has not set another size, in bytes.
    pub const DEFAULT_MAX_FILE_SIZE: u64 = 16 << 20;

    /// Reads what an editor sent: the settings themselves, or an object that holds them under `tieout`; keys may be
    /// nested or written with dots. None where it says nothing of them: nothing at all, or sections of other programs
    /// alone.
    pub fn from_json(sent: Value) -> Result<Option<EditorSettings>, EditorSettingsError> {
        let mut sent = nested(sent, MOST_LEVELS);
        if let Some(ours) = sent.get_mut("tieout") {
            sent = ours.take();
            if sent.is_null() {
                // The section is there, and nothing in it is set.
                return Ok(Some(EditorSettings::default()));
            }
        } else if sent.is_null() || holds_only_other_sections(&sent) {
            return Ok(None);
        }
        // A list would be read as the fields of an object in their order.
        let list = if sent.is_array() { Some("tieout") } else { list_in(&sent) }.map(str::to_owned);
        let settings = serde_path_to_error::deserialize(sent).map_err(|error| EditorSettingsError::new(&error))?;
        match list {
            Some(key) => Err(EditorSettingsError::at(&key, "a list is no settings")),
            None => Ok(Some(settings)),
        }
    }

    /// What is set over `tieout.toml`.
    pub fn overrides(&self) -> Overrides {
        Overrides { profile: self.profile.map(|word| word.0), ..Overrides::default() }
    }

    /// The size in bytes from which a file is not analysed.
    pub fn max_file_size(&self) -> u64 {
        self.max_file_size.unwrap_or(EditorSettings::DEFAULT_MAX_FILE_SIZE)
    }
}

/// How deep objects stand in each other at most that are written with dots: ours are three. A key of a thousand dots
/// stays as it is.
const MOST_LEVELS: usize = 16;

/// The settings with dotted keys (`inlayHints.ties`) as objects in objects, down to so many levels. An empty list is an
/// empty object, since Lua writes its empty tables so; no setting is a list.
fn nested(sent: Value, levels: usize) -> Value {
    match sent {
        Value::Array(items) if items.is_empty() => Value::Object(Map::new()),
        Value::Object(entries) if levels > 0 => {
            let mut all = Map::new();
            for (written, value) in entries {
                let (outer, value) = match written.split_once('.') {
                    Some((outer, inner)) => {
                        (outer.to_owned(), Value::Object(Map::from_iter([(inner.to_owned(), value)])))
                    }
                    None => (written, value),
                };
                merge(&mut all, outer, nested(value, levels - 1));
            }
            Value::Object(all)
        }
        other => other,
    }
}

/// Puts a value into an object; two objects under one key become one.
fn merge(into: &mut Map<String, Value>, key: String, value: Value) {
    match (into.get_mut(&key), value) {
        (Some(Value::Object(known)), Value::Object(more)) => {
            more.into_iter().for_each(|(key, value)| merge(known, key, value));
        }
        (_, value) => drop(into.insert(key, value)),
    }
}

/// The first key that has a list.
fn list_in(settings: &Value) -> Option<&str> {
    let entries = settings.as_object()?;
    entries.iter().find_map(|(key, value)| if value.is_array() { Some(key.as_str()) } else { list_in(value) })
}

/// Whether these are settings of other programs: objects, none of them under a key that is ours or was meant to be. An
/// object without any key is our settings, all left out.
fn holds_only_other_sections(sent: &Value) -> bool {
    let Some(sections) = sent.as_object().filter(|sections| !sections.is_empty()) else { return false };
    let schema = schemars::schema_for!(EditorSettings).to_value();
    let known: Vec<&str> =
        schema["properties"].as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
    sections.iter().all(|(key, section)| section.is_object() && nearest(key, known.iter().copied()).is_none())
}

fn bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    let value = Option::<Value>::deserialize(deserializer)?;
    let Some(value) = value else { return Ok(None) };
    let refused = || D::Error::custom(format!("a number of bytes is expected, not {value}"));
    value.as_u64().map(Some).ok_or_else(refused)
}

/// Why settings of an editor cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorSettingsError(String);

impl EditorSettingsError {
    fn new(error: &serde_path_to_error::Error<serde_json::Error>) -> EditorSettingsError {
        let message = error.inner().to_string();
        match unknown_key(&message) {
            Some(message) => EditorSettingsError(message),
            None => EditorSettingsError::at(&error.path().to_string(), &message),
        }
    }

    fn at(key: &str, problem: &str) -> EditorSettingsError {
        EditorSettingsError(if matches!(key, "" | ".") { problem.to_owned() } else { format!("`{key}`: {problem}") })
    }
}

impl fmt::Display for EditorSettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "editor settings: {}", self.0)
    }
}

impl std::error::Error for EditorSettingsError {}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tieout_analysis::Profile;

    use super::*;

    fn read(sent: Value) -> EditorSettings {
        EditorSettings::from_json(sent).unwrap().unwrap()
    }

    #[test]
    fn settings_come_bare_wrapped_or_not_at_all() {
        let bare = json!({ "profile": "editor", "inlayHints": { "ties": true }, "maxFileSize": 1000 });
        let settings = read(bare.clone());
        assert_eq!(settings.overrides().profile, Some(Profile::Editor));
        assert_eq!(settings.inlay_hints, InlayHints { ties: true, names: true });
        assert_eq!(settings.max_file_size(), 1000);
        assert_eq!(read(json!({ "tieout": bare })), settings);
        assert_eq!(read(json!({})), EditorSettings::default());
        assert_eq!(read(json!({ "tieout": {} })), EditorSettings::default());
        assert_eq!(read(json!({ "tieout": null })), EditorSettings::default());
        assert_eq!(EditorSettings::from_json(Value::Null), Ok(None));
    }

    #[test]
    fn keys_may_be_written_with_dots() {
        let settings = read(json!({
            "tieout.profile": "editor", "tieout.inlayHints.ties": true, "tieout.inlayHints.names": false, "editor.rulers": 72,
        }));
        assert_eq!(settings.overrides().profile, Some(Profile::Editor));
        assert_eq!(settings.inlay_hints, InlayHints { ties: true, names: false });
        let inner = read(json!({ "tieout": { "inlayHints.ties": true } }));
        assert!(inner.inlay_hints.ties && inner.inlay_hints.names);
    }

    #[test]
    fn a_key_of_many_dots_is_no_danger() {
        let key = format!("python{}", ".a".repeat(1 << 20));
        assert_eq!(EditorSettings::from_json(json!({ key: 1 })), Ok(None));
    }

    #[test]
    fn sections_of_others_are_left_alone() {
        let others = json!({ "python": { "analysis": { "level": 1 } }, "Lua": {}, "json.schemas": [1] });
        assert_eq!(EditorSettings::from_json(others), Ok(None));
        assert_eq!(read(json!({ "python": {}, "tieout": { "maxFileSize": 5 } })).max_file_size(), 5);
        // An empty table of Lua is written as an empty list.
        assert_eq!(read(json!([])), EditorSettings::default());
        assert_eq!(read(json!({ "inlayHints": [] })), EditorSettings::default());
    }

    fn error(sent: Value) -> String {
        EditorSettings::from_json(sent).unwrap_err().to_string()
    }

    #[test]
    fn what_is_no_value_of_a_setting_is_refused_with_its_name() {
        assert_eq!(
            error(json!({ "maxFileSize": "1MB" })),
            "editor settings: `maxFileSize`: a number of bytes is expected, not \"1MB\""
        );
        assert_eq!(
            error(json!({ "tieout.inlayHints.ties": "on" })),
            "editor settings: `inlayHints.ties`: invalid type: string \"on\", expected a boolean"
        );
        assert_eq!(error(json!(["editor"])), "editor settings: `tieout`: a list is no settings");
        assert_eq!(error(json!({ "tieout": ["editor"] })), "editor settings: `tieout`: a list is no settings");
        assert_eq!(
            error(json!({ "inlayHints": [true, true] })),
            "editor settings: `inlayHints`: a list is no settings"
        );
        assert!(error(json!("editor")).starts_with("editor settings: invalid type: string \"editor\""));
    }

    #[test]
    fn what_is_mistyped_is_refused_with_a_suggestion() {
        assert_eq!(
            error(json!({ "inlayHint": {} })),
            "editor settings: unknown key `inlayHint`; did you mean `inlayHints`?"
        );
        assert_eq!(
            error(json!({ "tieout.inlayHints.tie": true })),
            "editor settings: unknown key `tie`; did you mean `ties`?"
        );
        assert_eq!(
            error(json!({ "tieout.profile": "reder" })),
            "editor settings: `profile`: `reder` is not a profile (\"reader\" or \"editor\"); did you mean `reader`?"
        );
    }
}
