//! The side of the table that a label gives somebody without a title: "Q – Bob Ray", "Ann Lee (Executives)".

use crate::call::Role;
use crate::tables::{ANSWERING, ASKING, OPERATOR, SIDE_OF_ANALYSTS, SIDE_OF_COMPANY};

/// The side that a letter or word before a name gives, and the rest of the label: "Q – Bob Ray – Old Mill".
pub(crate) fn before_name(text: &str) -> Option<(Role, &str)> {
    let (word, rest) = text.split_once(' ')?;
    let name = rest.strip_prefix(['-', '–', '—'])?.strip_prefix([' ', '\u{a0}'])?.trim_start();
    let role = of_letter(word)?;
    name.starts_with(char::is_uppercase).then_some((role, name))
}

/// The side of somebody who asks or answers: "Q", "Answer".
pub(crate) fn of_letter(word: &str) -> Option<Role> {
    match word {
        _ if !word.starts_with(char::is_uppercase) => None,
        _ if ASKING.has(word) => Some(Role::Analyst),
        _ if ANSWERING.has(word) => Some(Role::Executive),
        _ => None,
    }
}

/// The side that a word in brackets behind a name gives, or on the line below: "Executives", "analyst". "Analyst" is a title
/// like any other.
pub(crate) fn of_word(word: &str) -> Option<Role> {
    match word {
        "Analyst" => None,
        _ if SIDE_OF_COMPANY.has(word) => Some(Role::Executive),
        _ if SIDE_OF_ANALYSTS.has(word) => Some(Role::Analyst),
        _ if OPERATOR.has(word) => Some(Role::Operator),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_before_a_name_gives_the_side() {
        for (text, expected) in [
            ("Q – Bob Ray – Old Mill", (Role::Analyst, "Bob Ray – Old Mill")),
            ("A - Ann Lee", (Role::Executive, "Ann Lee")),
            ("Question – Bob Ray", (Role::Analyst, "Bob Ray")),
            ("Answer — Ann Lee", (Role::Executive, "Ann Lee")),
        ] {
            assert_eq!(before_name(text), Some(expected));
        }
        for text in ["Q2 - Ann Lee", "A Ann Lee", "B - Ann Lee", "Answer – we will", "Q-Ann Lee", "a - Ann Lee"] {
            assert_eq!(before_name(text), None, "{text}");
        }
    }

    #[test]
    fn a_word_gives_the_side() {
        assert_eq!(of_word("Executives"), Some(Role::Executive));
        assert_eq!(of_word("analyst"), Some(Role::Analyst));
        assert_eq!(of_word("Operator"), Some(Role::Operator));
        for title in ["Analyst", "Director"] {
            assert_eq!(of_word(title), None);
        }
    }
}
