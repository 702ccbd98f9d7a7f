//! Names: what reads like that of a person, when two spellings can be one person, and short names of companies.

use crate::tables::{NAME_PARTICLE, NAME_SUFFIX, NAME_TITLE, NEVER_NAME, NICKNAMES, PLACE, SELDOM_NAME};
use crate::words::lower;

/// No name has more words than this.
const MOST_WORDS: usize = 6;

/// Whether a name is that of a company, in short or in full: "Harrow & Pike" for "Harrow & Pike Holdings Inc.".
pub fn is_short_for(short: &str, company: &str) -> bool {
    let mut full = words_of(company);
    let mut some = false;
    let begins = words_of(short).all(|word| {
        some = true;
        full.next().is_some_and(|other| small(word).eq(small(other)))
    });
    some && begins
}

fn words_of(name: &str) -> impl Iterator<Item = &str> {
    name.split(|letter: char| !letter.is_alphanumeric() && letter != '&').filter(|word| !word.is_empty())
}

fn small(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}

/// Whether a text reads like the name of a person: one to six words in capitals, none of which marks something else.
pub(crate) fn is_name(text: &str) -> bool {
    if text.len() > 60 || !text.chars().next().is_some_and(char::is_uppercase) || PLACE.has(text) {
        return false;
    }
    let (mut words, mut telling) = (0, 0);
    let mut all = without_titles(text).split_whitespace().peekable();
    while let Some(word) = all.next() {
        words += 1;
        if words > MOST_WORDS {
            return false;
        }
        if words > 1 && (NAME_PARTICLE.has(word) || all.peek().is_some() && nickname(word).is_some()) {
            continue;
        }
        if !is_name_word(word) {
            return false;
        }
        let bare = word.trim_end_matches('.');
        if NAME_SUFFIX.has(bare) {
            continue;
        }
        // "A." is an initial, "A" an article.
        let initial = bare.len() < word.len() && bare.chars().nth(1).is_none();
        if !initial && NEVER_NAME.has(bare) {
            return false;
        }
        if bare.chars().nth(1).is_some() && !SELDOM_NAME.has(bare) {
            telling += 1;
        }
    }
    telling > 0
}

fn is_name_word(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '‘' | '-' | '`'))
        && !word.ends_with(['-', '\''])
}

/// The name within quotation marks or brackets that people call somebody by: Richard "Dick" Kern.
fn nickname(word: &str) -> Option<&str> {
    let name = word.strip_prefix(['"', '“', '\'', '‘', '('])?.strip_suffix(['"', '”', '\'', '’', ')'])?;
    (name.len() > 1 && is_name_word(name) && !NEVER_NAME.has(name)).then_some(name)
}

/// How many words a name has, titles not counted.
pub(crate) fn word_count(name: &str) -> usize {
    without_titles(name).split_whitespace().count()
}

/// The name without "Mr." and the like in front.
pub(crate) fn without_titles(name: &str) -> &str {
    let mut rest = name.trim_start();
    while let Some((word, tail)) = first_word(rest) {
        let bare = match word.as_bytes() {
            [b'(' | b')', ..] | [.., b'(' | b')'] => word.trim_matches(['(', ')']),
            _ => word,
        };
        let abbreviated = bare.ends_with('.') && NAME_TITLE.has(bare.trim_end_matches('.'));
        if !abbreviated && !NAME_TITLE.has(bare) {
            break;
        }
        rest = tail.trim_start();
    }
    rest
}

/// The words before and behind the first space of a text, which may be one that breaks no line.
fn first_word(text: &str) -> Option<(&str, &str)> {
    const UNBROKEN: &[u8] = "\u{a0}".as_bytes();
    let bytes = text.as_bytes();
    let at = (0..bytes.len()).find(|at| bytes[*at] == b' ' || bytes[*at..].starts_with(UNBROKEN))?;
    let width = if bytes[at] == b' ' { 1 } else { UNBROKEN.len() };
    Some((text.get(..at)?, text.get(at + width..)?))
}

/// The words of a name in lower case, without titles, suffixes, dots and accents: one source keeps them, another does not.
pub(crate) fn parts(name: &str) -> Vec<String> {
    without_titles(name)
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|word| nickname(word).unwrap_or(word).trim_end_matches('.'))
        .map(plain)
        .filter(|word| !word.is_empty() && !NAME_SUFFIX.has(word))
        .collect()
}

/// A word in lower case and without accents.
fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(char::to_lowercase).map(without_accent).collect()
}

/// The letter of the English alphabet that stands for a small letter where accents are lost, and the straight apostrophe.
fn without_accent(letter: char) -> char {
    const ACCENTS: [(&str, char); 19] = [
        ("àáâãäåāăą", 'a'),
        ("çćĉċč", 'c'),
        ("ďđð", 'd'),
        ("èéêëēĕėęě", 'e'),
        ("ĝğġģ", 'g'),
        ("ìíîïĩīĭįı", 'i'),
        ("ķ", 'k'),
        ("ĺļľł", 'l'),
        ("ñńņň", 'n'),
        ("òóôõöøōŏő", 'o'),
        ("ŕŗř", 'r'),
        ("śŝşšș", 's'),
        ("ţťț", 't'),
        ("ùúûüũūŭůűų", 'u'),
        ("ŵ", 'w'),
        ("ýÿŷ", 'y'),
        ("źżž", 'z'),
        ("ĥħ", 'h'),
        ("’‘`´", '\''),
    ];
    if letter.is_ascii() {
        return letter;
    }
    ACCENTS.iter().find(|(accented, _)| accented.contains(letter)).map_or(letter, |(_, plain)| *plain)
}

/// The name by which a person is spoken of: "Lee" of "Ann Lee", "van der Berg" of "Mary van der Berg III". A label that
/// is no name stays whole: "Operator", "Speaker 3".
pub fn surname(name: &str) -> &str {
    let is_suffix = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').trim_end_matches('.');
        bare.is_empty() || NAME_SUFFIX.has(bare)
    };
    let mut words = name.split_whitespace().rev().skip_while(|word| is_suffix(word));
    let Some(last) = words.next() else { return name };
    if last.starts_with(|c: char| c.is_ascii_digit()) {
        return name;
    }
    // The first word is a first name, whatever else it may be: "Ben", "Al".
    let before: Vec<&str> = words.collect();
    let particles = before.iter().take(before.len().saturating_sub(1)).take_while(|word| NAME_PARTICLE.has(word));
    let first = particles.last().copied().unwrap_or(last);
    let start = first.as_ptr() as usize - name.as_ptr() as usize;
    let end = last.as_ptr() as usize - name.as_ptr() as usize + last.len();
    name.get(start..end).unwrap_or(name).trim_end_matches(',')
}

/// Whether a full name is another with a letter left out, added or mistaken: "Serge Lindqvist" for "Sergei Lindqvist".
/// Of short names that is another person.
pub(crate) fn is_misspelt(name: &str, other: &str) -> bool {
    const SHORTEST: usize = 12;
    if name.len() < SHORTEST || other.len() < SHORTEST || name.len().abs_diff(other.len()) > 2 {
        return false;
    }
    let (one, other): (Vec<char>, Vec<char>) = (name.chars().collect(), other.chars().collect());
    let start = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let rest = one.len().min(other.len()) - start;
    let end = one.iter().rev().zip(other.iter().rev()).take(rest).take_while(|(one, other)| one == other).count();
    let (left, right) = (one.len() - start - end, other.len() - start - end);
    left.max(right) == 1
        && one[start..one.len() - end].iter().chain(&other[start..other.len() - end]).all(|it| it.is_lowercase())
}

/// A name with the capitals that another spelling has within the same words: "Mcrae" as "McRae".
pub(crate) fn with_capitals_of(name: &str, other: &str) -> Option<String> {
    let has_inner = |word: &str| word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let mut changed = false;
    let words = name.split(' ').map(|word| {
        let spelt = other.split(' ').find(|other| has_inner(other) && other.eq_ignore_ascii_case(word));
        changed |= spelt.is_some_and(|spelt| spelt != word) && !has_inner(word);
        spelt.filter(|_| !has_inner(word)).unwrap_or(word)
    });
    let spelt = words.collect::<Vec<_>>().join(" ");
    changed.then_some(spelt)
}

/// Whether two spellings can be one person: the same last name, and first names that are equal, forms of one name, or
/// an initial. A single word must be the first or the last name of the other.
pub(crate) fn same(one: &[String], other: &[String]) -> bool {
    let (Some(one_first), Some(one_last)) = (one.first(), one.last()) else { return false };
    let (Some(other_first), Some(other_last)) = (other.first(), other.last()) else { return false };
    match (one.len(), other.len()) {
        (1, 1) => one_first == other_first || same_first_name(one_first, other_first),
        (1, _) => one_first == other_last || same_first_name(one_first, other_first),
        (_, 1) => other_first == one_last || same_first_name(one_first, other_first),
        _ => {
            (one_last == other_last
                && (same_first_name(one_first, other_first)
                    || one[..one.len() - 1].iter().any(|word| word.len() > 2 && same_first_name(word, other_first))
                    || other[..other.len() - 1].iter().any(|word| word.len() > 2 && same_first_name(word, one_first))))
                || (one.len() > 2 || other.len() > 2) && contains(one, other)
        }
    }
}

/// Whether all words of the shorter name are words of the longer: "Erik Richard Johan Vos".
fn contains(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.len() > 1 && short.iter().all(|word| long.contains(word))
}

/// Whether two first names can be one: equal, an initial, or forms of one name, such as "Tim" and "Timothy", "Bob" and
/// "Robert". Capitals do not matter to the forms alone.
pub fn same_first_name(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let start = |short: &str, long: &str| short.len() >= 3 && long.starts_with(short);
    if initial(one, other) || initial(other, one) || start(one, other) || start(other, one) {
        return true;
    }
    let families = |name: &str| {
        let mut buffer = [0; crate::words::LONGEST_WORD];
        lower(name, &mut buffer).and_then(|name| NICKNAMES.get(name))
    };
    match (families(one), families(other)) {
        (Some(one), Some(other)) => one.iter().any(|family| other.contains(family)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_may_be_named_in_short() {
        for short in ["Harrow & Pike", "HARROW", "Harrow & Pike Holdings, Inc."] {
            assert!(is_short_for(short, "Harrow & Pike Holdings Inc."), "{short}");
        }
        for other in ["Pike", "Harrow Holdings", "Harr", "", "-"] {
            assert!(!is_short_for(other, "Harrow & Pike Holdings Inc."), "{other}");
        }
    }

    #[test]
    fn a_person_is_spoken_of_by_the_last_name() {
        for (name, expected) in [
            ("Ann Lee", "Lee"),
            ("Robert LoCascio", "LoCascio"),
            ("John Smith, Jr.", "Smith"),
            ("John Smith, Ph.D.", "Smith"),
            ("Mary van der Berg III", "van der Berg"),
            ("Marc De Holm", "De Holm"),
            ("Ben Ali", "Ali"),
            ("Al Ray", "Ray"),
            ("Operator", "Operator"),
            ("Speaker 20", "Speaker 20"),
            ("", ""),
        ] {
            assert_eq!(surname(name), expected);
        }
    }

    #[test]
    fn a_long_name_may_have_a_wrong_letter() {
        for name in ["Serge Lindqvist", "Sergeii Lindqvist", "Sergei Lindkvist"] {
            assert!(is_misspelt(name, "Sergei Lindqvist"), "{name}");
        }
        for name in
            ["Sergei Lindqvist", "Sergi Lindkvist", "Sergei T. Lindqvist", "Sergei Windqvist", "Bergei Lindqvist"]
        {
            assert!(!is_misspelt(name, "Sergei Lindqvist"), "{name}");
        }
        assert!(!is_misspelt("Anne Lee", "Ann Lee"));
    }

    #[test]
    fn capitals_within_a_name_are_taken_from_where_they_are() {
        assert_eq!(with_capitals_of("Ann Mcrae", "Ann McRae").as_deref(), Some("Ann McRae"));
        for (name, other) in [("Ann McRae", "Ann Mcrae"), ("Ann Lee", "ANN LEE"), ("Ann Lee", "Bob McRae")] {
            assert_eq!(with_capitals_of(name, other), None);
        }
    }

    #[test]
    fn names_are_told_from_headings() {
        for name in [
            "Ann Lee",
            "Mr. Tom O’Hara",
            "JANE DOE",
            "Ludwig van der Berg",
            "Anne-Sofie K. Holm",
            "Garima",
            "James Q. Public, Jr.".trim_end_matches(", Jr."),
            "Ming He",
            "Will Brandt",
            "Richard \"Dick\" Kern III",
            "Lt. Gen. (Ret.) Amos Holt",
            "Zoë (Zo) Østergård",
        ] {
            assert!(is_name(name), "{name}");
        }
        for other in [
            "Total Revenue",
            "Northern Virginia Market",
            "Question and Answer",
            "ARR",
            "Slide 3",
            "thank you",
            "Good Morning",
            "Will",
            "Thanks",
            "Revenue Growth",
            "Hong Kong",
            "",
        ] {
            assert_eq!(is_name(other), other == "ARR", "{other}");
        }
    }

    #[test]
    fn spellings_of_one_person_match_and_relatives_do_not() {
        let same = |one: &str, other: &str| same(&parts(one), &parts(other));
        assert!(same("Jim Brandt", "James Edward Brandt"));
        assert!(same("Mike Orlov", "Michael Orlov"));
        assert!(same("Timothy D. Kern", "Tim Kern"));
        assert!(same("Kern", "Tim Kern"));
        assert!(same("Brendan", "Brendan Holt"));
        assert!(same("Erik Richard Vos", "Richard Vos"));
        assert!(same("Joanna Ekstrom", "Joanna Ekström"));
        assert!(same("Siobhán O’Dwyer", "Siobhan O'Dwyer"));
        assert!(same("Dick Kern", "Richard \"Dick\" Kern III"));
        assert!(same("Amos Holt", "Lt. Gen. (Ret.) Amos Holt"));
        assert!(!same("Ann Kern", "Tim Kern"));
        assert!(!same("Ann Kern", "Ann Holt"));
    }
}
