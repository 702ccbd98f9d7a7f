//! Suggestions: what a mistyped word was meant to be.

/// The one of the known words that is nearest to what was written, where one is near.
pub fn nearest<'known>(written: &str, known: impl IntoIterator<Item = &'known str>) -> Option<&'known str> {
    let written = written.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&written, &word.to_lowercase()), word))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, word)| word)
}

/// `; did you mean …?`, or nothing.
pub(crate) fn did_you_mean<'known>(written: &str, known: impl IntoIterator<Item = &'known str>) -> String {
    nearest(written, known).map(|word| format!("; did you mean `{word}`?")).unwrap_or_default()
}

/// What serde says of a key it does not know ("unknown field `…`, expected one of `…`, `…`"), in words for the user and
/// with what was probably meant; none for any other message.
pub(crate) fn unknown_key(message: &str) -> Option<String> {
    let mut quoted = message.strip_prefix("unknown field")?.split('`').skip(1).step_by(2);
    let key = quoted.next()?;
    let known: Vec<&str> = quoted.collect();
    Some(match nearest(key, known.iter().copied()) {
        Some(meant) => format!("unknown key `{key}`; did you mean `{meant}`?"),
        None => format!("unknown key `{key}`; known are `{}`", known.join("`, `")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near_and_other_words_are_not() {
        let known = ["share-mismatch", "growth-mismatch", "restatement-conflict"];
        assert_eq!(nearest("share-mismach", known), Some("share-mismatch"));
        assert_eq!(nearest("Growth_mismatch", known), Some("growth-mismatch"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("", known), None);
    }
}
