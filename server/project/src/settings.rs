//! Settings: what `tieout.toml`, the editor and the command line say together.

use std::path::Path;

use tieout_analysis::transcript::TreatAs;
use tieout_analysis::{Accepted, Profile, Settings};

use crate::config::ConfigFile;
use crate::words::CheckName;

/// What an editor or a command line sets over `tieout.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Who is reading.
    pub profile: Option<Profile>,
    /// The only checks that run.
    pub select: Option<Vec<CheckName>>,
    /// Checks that do not run.
    pub ignore: Option<Vec<CheckName>>,
    /// What to take files for.
    pub treat_as: Option<TreatAs>,
}

/// The settings for one file.
pub fn settings_for(path: &Path, file: Option<&ConfigFile>, overrides: &Overrides) -> Settings {
    let mut settings = Settings::default();
    if let Some(file) = file {
        apply_file(&mut settings, file, &file.relative(path));
    }
    if let Some(profile) = overrides.profile {
        settings.profile = profile;
    }
    if let Some(select) = &overrides.select {
        settings.select = names(select);
    }
    if let Some(ignore) = &overrides.ignore {
        settings.ignore = names(ignore);
    }
    if let Some(treat_as) = overrides.treat_as {
        settings.call.treat_as = treat_as;
    }
    settings
}

fn names(checks: &[CheckName]) -> Vec<String> {
    checks.iter().map(|check| check.as_str().to_owned()).collect()
}

fn apply_file(settings: &mut Settings, file: &ConfigFile, path: &Path) {
    let config = &file.config;
    settings.profile = config.profile.map(|word| word.0).unwrap_or_default();
    settings.select = config.select.as_deref().map(names).unwrap_or_default();
    settings.ignore = config.ignore.as_deref().map(names).unwrap_or_default();
    settings.severity = config.severity.iter().map(|(name, word)| (name.as_str().to_owned(), word.0)).collect();
    for entry in config.call.iter().filter(|entry| entry.path.matches(path)) {
        let call = &mut settings.call;
        call.fiscal_year_end = entry.fiscal_year_end.map(|word| word.0).or(call.fiscal_year_end);
        call.company = entry.company.clone().or(call.company.take());
        call.ticker = entry.ticker.clone().or(call.ticker.take());
        call.treat_as = entry.treat_as.map_or(call.treat_as, |word| word.0);
    }
    let accepted = config.accept.iter().filter(|entry| entry.path.as_ref().is_none_or(|pattern| pattern.matches(path)));
    settings.accepted =
        accepted.map(|entry| Accepted { check: entry.check.as_str().to_owned(), quote: entry.quote.clone() }).collect();
}

#[cfg(test)]
mod tests {
    use tieout_analysis::Severity;
    use tieout_analysis::transcript::Month;

    use super::*;

    const FILE: &str = r#"
profile = "editor"
ignore = ["share-mismatch"]

[severity]
restatement-conflict = "hint"

[[call]]
path = "*.txt"
company = "Northwind"
fiscal_year_end = "june"

[[call]]
path = "notes/**"
treat_as = "not a call"

[[accept]]
check = "growth-mismatch"
path = "q3-*.txt"
quote = "up 12%"
reason = "checked against the release"
"#;

    fn settings(path: &str, overrides: &Overrides) -> Settings {
        let file = ConfigFile::parse(Path::new("/calls/tieout.toml"), FILE).unwrap();
        settings_for(Path::new(path), Some(&file), overrides)
    }

    #[test]
    fn the_file_speaks_where_nothing_is_set_over_it() {
        let settings = settings("/calls/2031/q3-call.txt", &Overrides::default());
        assert_eq!(settings.profile, Profile::Editor);
        assert_eq!(settings.ignore, ["share-mismatch"]);
        assert_eq!(settings.severity, [("restatement-conflict".to_owned(), Severity::Hint)]);
        assert_eq!(settings.call.company.as_deref(), Some("Northwind"));
        assert_eq!(settings.call.fiscal_year_end, Month::new(6));
        assert_eq!(settings.accepted.len(), 1);
    }

    #[test]
    fn entries_hold_for_the_files_of_their_pattern() {
        let notes = settings("/calls/notes/q1/memo.txt", &Overrides::default());
        assert_eq!((notes.call.treat_as, notes.accepted.len()), (TreatAs::NotACall, 0));
        let markdown = settings("/calls/call.md", &Overrides::default());
        assert_eq!((markdown.call.treat_as, markdown.call.company), (TreatAs::Detect, None));
    }

    #[test]
    fn what_is_set_over_the_file_wins() {
        let overrides = Overrides {
            profile: Some(Profile::Reader),
            ignore: Some(Vec::new()),
            treat_as: Some(TreatAs::Call),
            ..Overrides::default()
        };
        let settings = settings("/calls/notes/memo.txt", &overrides);
        assert_eq!(settings.profile, Profile::Reader);
        assert_eq!(settings.ignore, [""; 0]);
        assert_eq!(settings.call.treat_as, TreatAs::Call);
    }
}
