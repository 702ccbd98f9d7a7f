//! The words that settings are made of, as they are written in `tieout.toml` and in an editor's settings.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize};
use tieout_analysis::transcript::{Month, TreatAs};
use tieout_analysis::{Profile, Severity, checks};

use crate::suggest::did_you_mean;

/// The name of a check that exists.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct CheckName(String);

impl CheckName {
    /// The check of this name; else an error that says which was probably meant.
    pub fn new(name: &str) -> Result<CheckName, UnknownCheck> {
        match checks::find(name) {
            Some(check) => Ok(CheckName(check.name.to_owned())),
            None => Err(UnknownCheck(name.to_owned())),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for CheckName {
    type Err = UnknownCheck;

    fn from_str(name: &str) -> Result<CheckName, UnknownCheck> {
        CheckName::new(name)
    }
}

/// No check has this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCheck(pub String);

impl fmt::Display for UnknownCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let UnknownCheck(name) = self;
        let hint = did_you_mean(name, checks::all().iter().map(|check| check.name));
        write!(f, "no check is named `{name}`{hint}")
    }
}

impl std::error::Error for UnknownCheck {}

impl<'de> Deserialize<'de> for CheckName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<CheckName, D::Error> {
        deserializer.deserialize_str(Word("the name of a check", |name| {
            CheckName::new(name).map_err(|unknown| unknown.to_string())
        }))
    }
}

impl JsonSchema for CheckName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CheckName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = checks::all().iter().map(|check| check.name).collect();
        json_schema!({ "type": "string", "description": "The name of a check.", "enum": names })
    }
}

/// A word of settings that stands for a value of the floors below.
macro_rules! word {
    ($(#[$doc:meta])* $name:ident($value:ty), $what:literal, { $($written:literal => $meant:expr),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name(pub $value);

        impl $name {
            /// All words that may be written.
            pub const ALL: &'static [&'static str] = &[$($written),+];
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(written: &str) -> Result<$name, String> {
                match written {
                    $($written => Ok($name($meant)),)+
                    _ => {
                        let hint = did_you_mean(written, $name::ALL.iter().copied());
                        Err(format!("`{written}` is not {}{hint}", $what))
                    }
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                deserializer.deserialize_str(Word($what, |written| written.parse()))
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "enum": $name::ALL })
            }
        }
    };
}

word!(
    /// Who is reading.
    ProfileWord(Profile), "a profile (\"reader\" or \"editor\")", {
        "reader" => Profile::Reader,
        "editor" => Profile::Editor,
    }
);

word!(
    /// How loud a check's findings are.
    SeverityWord(Severity), "a severity (\"hint\", \"information\", \"warning\" or \"error\")", {
        "hint" => Severity::Hint,
        "information" => Severity::Information,
        "warning" => Severity::Warning,
        "error" => Severity::Error,
    }
);

word!(
    /// What to take a file for.
    TreatAsWord(TreatAs), "\"call\" or \"not a call\"", {
        "call" => TreatAs::Call,
        "not a call" => TreatAs::NotACall,
    }
);

/// The name of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthWord(pub Month);

impl std::str::FromStr for MonthWord {
    type Err = String;

    fn from_str(written: &str) -> Result<MonthWord, String> {
        Month::named(written).map(MonthWord).ok_or_else(|| {
            format!("`{written}` is not the English name of a month{}", did_you_mean(written, Month::NAMES))
        })
    }
}

impl<'de> Deserialize<'de> for MonthWord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<MonthWord, D::Error> {
        deserializer.deserialize_str(Word("the English name of a month", |written| written.parse()))
    }
}

impl JsonSchema for MonthWord {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Month".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": Month::NAMES })
    }
}

/// Reads a string that must be one of some words.
struct Word<T>(&'static str, fn(&str) -> Result<T, String>);

impl<T> Visitor<'_> for Word<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: de::Error>(self, written: &str) -> Result<T, E> {
        (self.1)(written).map_err(E::custom)
    }
}
