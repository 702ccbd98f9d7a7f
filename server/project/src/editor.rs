//! The settings of an editor.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use crate::settings::Overrides;
use crate::suggest::unknown_key;
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

    /// Reads what an editor sent: the settings themselves, or an object that holds them under `tieout`. Nothing at all
    /// means the defaults.
    pub fn from_json(mut sent: Value) -> Result<EditorSettings, EditorSettingsError> {
        if let Some(inner) = sent.get_mut("tieout") {
            sent = inner.take();
        }
        if sent.is_null() {
            return Ok(EditorSettings::default());
        }
        serde_json::from_value(sent).map_err(|error| EditorSettingsError::new(&error.to_string()))
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

/// Why settings of an editor cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorSettingsError(String);

impl EditorSettingsError {
    fn new(message: &str) -> EditorSettingsError {
        EditorSettingsError(unknown_key(message).unwrap_or_else(|| message.to_owned()))
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

    #[test]
    fn settings_come_bare_wrapped_or_not_at_all() {
        let bare = json!({ "profile": "editor", "inlayHints": { "ties": true }, "maxFileSize": 1000 });
        let settings = EditorSettings::from_json(bare.clone()).unwrap();
        assert_eq!(settings.overrides().profile, Some(Profile::Editor));
        assert_eq!(settings.inlay_hints, InlayHints { ties: true, names: true });
        assert_eq!(settings.max_file_size(), 1000);
        assert_eq!(EditorSettings::from_json(json!({ "tieout": bare })), Ok(settings));
        assert_eq!(EditorSettings::from_json(Value::Null), Ok(EditorSettings::default()));
    }

    #[test]
    fn what_is_mistyped_is_refused_with_a_suggestion() {
        let error = |sent| EditorSettings::from_json(sent).unwrap_err().to_string();
        assert_eq!(
            error(json!({ "inlayHint": {} })),
            "editor settings: unknown key `inlayHint`; did you mean `inlayHints`?"
        );
        assert_eq!(
            error(json!({ "profile": "reder" })),
            "editor settings: `reder` is not a profile (\"reader\" or \"editor\"); did you mean `reader`?"
        );
    }
}
