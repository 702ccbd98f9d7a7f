//! Accepting a finding: an entry more in `tieout.toml`.

use std::fmt;

use tieout_analysis::TextSize;

use crate::config::line_at;
use crate::pattern::Pattern;

/// Text to put into a `tieout.toml`, which is else left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// Where, in the text the file has.
    pub offset: TextSize,
    /// What.
    pub text: String,
}

/// Why an entry cannot be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AcceptError {
    /// The file is no TOML.
    Malformed {
        /// The 1-based line.
        line: usize,
    },
    /// The file writes `accept` as one array, which tables cannot be added to.
    Inline,
    /// The file has this entry.
    Known,
}

impl fmt::Display for AcceptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AcceptError::Malformed { line } => write!(f, "tieout.toml has an error in line {line}; correct it first"),
            AcceptError::Inline => {
                f.write_str("tieout.toml writes `accept` as one array; write each entry as a table `[[accept]]` first")
            }
            AcceptError::Known => f.write_str("tieout.toml accepts this finding; it counts once the file is saved"),
        }
    }
}

impl std::error::Error for AcceptError {}

/// The edit of a `tieout.toml` (of the empty text, if there is none) that accepts the findings of a check on the quoted
/// words. `path` is the file's path from the folder of `tieout.toml`, with slashes.
pub fn accept(toml: &str, check: &str, path: &str, quote: &str) -> Result<Insertion, AcceptError> {
    let table = toml
        .parse::<toml_edit::Document<String>>()
        .map_err(|error| AcceptError::Malformed { line: error.span().map_or(1, |span| line_at(toml, span.start)) })?;
    if table.get("accept").is_some_and(|accept| !accept.is_array_of_tables()) {
        return Err(AcceptError::Inline);
    }
    let path = Pattern::of_path(path);
    let is_this = |entry: &toml_edit::Table| {
        let says = |key, value: &str| entry.get(key).and_then(|it| it.as_str()) == Some(value);
        says("check", check) && says("path", &path) && says("quote", quote)
    };
    if table.get("accept").and_then(|it| it.as_array_of_tables()).is_some_and(|entries| entries.iter().any(is_this)) {
        return Err(AcceptError::Known);
    }
    let newline = if toml.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = String::new();
    if !toml.is_empty() {
        if !toml.ends_with('\n') {
            text.push_str(newline);
        }
        text.push_str(newline);
    }
    let string = |text: &str| toml_edit::Value::from(text).to_string();
    let (path, quote) = (string(&path), string(quote));
    for line in ["[[accept]]", &format!("check = \"{check}\""), &format!("path = {path}"), &format!("quote = {quote}")]
    {
        text.push_str(line);
        text.push_str(newline);
    }
    // The reason is for the user to fill in.
    text.push_str("reason = \"\"");
    text.push_str(newline);
    Ok(Insertion { offset: TextSize::of(toml), text })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::ConfigFile;

    fn accepted(toml: &str, path: &str, quote: &str) -> (String, ConfigFile) {
        let insertion = accept(toml, "share-mismatch", path, quote).unwrap();
        let mut text = toml.to_owned();
        text.insert_str(insertion.offset.into(), &insertion.text);
        assert!(text.trim_end().ends_with("reason = \"\""), "{text}");
        let file = ConfigFile::parse(Path::new("tieout.toml"), &text).unwrap();
        (text, file)
    }

    #[test]
    fn the_rest_of_the_file_stays_as_it_is() {
        let toml = "# ours\nprofile   =  'editor' # loud\n\n[severity]\nshare-mismatch = \"hint\"";
        let (text, file) = accepted(toml, "q3.txt", "16% of revenue");
        assert!(text.starts_with(toml));
        assert_eq!(file.config.accept.len(), 1);
        let (_, file) = accepted(&text, "q4.txt", "12% of revenue");
        assert_eq!(file.config.accept.len(), 2);
    }

    #[test]
    fn an_entry_is_written_once() {
        let (text, _) = accepted("", "q3.txt", "16% of revenue");
        assert_eq!(accept(&text, "share-mismatch", "q3.txt", "16% of revenue"), Err(AcceptError::Known));
        for (path, quote) in [("old/q3.txt", "16% of revenue"), ("q3.txt", "16% of sales")] {
            accepted(&text, path, quote);
        }
    }

    #[test]
    fn any_quote_and_path_are_read_back_as_they_were() {
        for quote in ["he said \"up 5%\"", "C:\\calls", "a\ttab – “so”", "'single' and \"double\""] {
            let (_, file) = accepted("", "2031/q3 [draft].txt", quote);
            let [entry] = file.config.accept.as_slice() else { panic!("one entry") };
            assert_eq!(entry.quote, quote);
            let pattern = entry.path.as_ref().unwrap();
            assert!(pattern.matches(Path::new("2031/q3 [draft].txt")) && !pattern.matches(Path::new("2031/q3 d.txt")));
        }
    }

    #[test]
    fn a_file_of_the_same_name_in_another_folder_is_not_accepted() {
        let (_, file) = accepted("", "a.txt", "5%");
        let pattern = file.config.accept.first().and_then(|entry| entry.path.as_ref()).unwrap();
        assert!(pattern.matches(Path::new("a.txt")) && !pattern.matches(Path::new("old/a.txt")));
        // Entries from before the slash keep their meaning.
        let old = ConfigFile::parse(
            Path::new("tieout.toml"),
            "[[accept]]\ncheck = \"share-mismatch\"\npath = \"a.txt\"\nquote = \"5%\"\n",
        );
        let old = old.unwrap().config.accept;
        assert!(old.iter().any(|entry| entry.path.as_ref().is_some_and(|it| it.matches(Path::new("old/a.txt")))));
    }

    #[test]
    fn line_ends_follow_the_file() {
        let (text, _) = accepted("profile = \"reader\"\r\n", "a.txt", "5%");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    }

    #[test]
    fn a_file_that_cannot_take_an_entry_is_refused() {
        assert_eq!(accept("a = 1\nb = ", "share-mismatch", "a.txt", "5%"), Err(AcceptError::Malformed { line: 2 }));
        assert_eq!(accept("accept = []\n", "share-mismatch", "a.txt", "5%"), Err(AcceptError::Inline));
    }
}
