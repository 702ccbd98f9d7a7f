//! When two words are one word spelt in two ways, for the checks that look for such.

/// So many letters a word has whose spelling can vary.
const SHORTEST: usize = 4;

/// From so many letters on, two of them may be other ones.
const LONG: usize = 8;

/// Whether two words differ by a slip of the pen or of the ear: a letter or two more, fewer, other or swapped. Words of
/// which one is the beginning of the other ("Rob", "Robert"; "sale", "sales") are two words.
pub(super) fn is_slip_of(one: &str, other: &str) -> bool {
    let plain = |word: &str| word.to_lowercase().replace('\u{2019}', "'");
    let (one, other) = (plain(one), plain(other));
    let shortest = one.chars().count().min(other.chars().count());
    let most = if shortest >= LONG { 2 } else { 1 };
    shortest >= SHORTEST
        && one != other
        && one.chars().next() == other.chars().next()
        && !one.starts_with(&other)
        && !other.starts_with(&one)
        && strsim::osa_distance(&one, &other) <= most
}

#[cfg(test)]
mod tests {
    use super::is_slip_of;

    #[test]
    fn a_slip_changes_a_letter_and_makes_no_other_word_form() {
        for (one, other) in
            [("Reid", "Reed"), ("Marchetti", "Marcetti"), ("Jonathan", "Jonathon"), ("Kaplan", "Kpalan")]
        {
            assert!(is_slip_of(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("Rob", "Bob"),
            ("Ann", "Anne"),
            ("Robert", "Rob"),
            ("sale", "sales"),
            ("Stern", "Sauer"),
            ("O'Hara", "O\u{2019}Hara"),
        ] {
            assert!(!is_slip_of(one, other), "{one} {other}");
        }
    }
}
