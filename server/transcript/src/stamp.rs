//! Times that a source sets beside names and lines: "Ann Lee (00:12:40):", "00:12:40 Ann Lee", "(00:12:40) Thank you."

/// A time, and what stands behind it: "12:40", "0:12:40", "00:12:40.500".
fn leading(words: &str) -> Option<(&str, &str)> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',');
    let end = words.find(|c| !is_part(c)).unwrap_or(words.len());
    let (time, rest) = words.split_at_checked(end)?;
    // "Ann Lee 0:41:"
    let time = time.trim_end_matches([':', '.', ',']);
    is_time(time).then_some((time, words.get(time.len()..).unwrap_or(rest)))
}

/// Whether a text is a time and no more: two or three numbers, all but the first of two digits, and perhaps a fraction.
fn is_time(text: &str) -> bool {
    let (text, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_number =
        |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = text.split(':');
    let first = parts.next().is_some_and(|part| is_number(part, 3));
    let mut more = 0;
    let rest = parts.all(|part| {
        more += 1;
        part.len() == 2 && is_number(part, 2) && part < "60"
    });
    first && rest && (1..=2).contains(&more) && is_number(fraction, 3)
}

/// Whether words are a time alone, or the two between which a caption is shown: "00:12:40.000 --> 00:12:44.000".
pub(crate) fn is_cue(words: &str) -> bool {
    let Some((_, behind)) = leading(words) else { return false };
    behind.is_empty() || behind.trim_start().strip_prefix("-->").is_some_and(|end| leading(end.trim_start()).is_some())
}

/// The words of a line behind the time at which they were said: "(00:12:40) Thank you.", "00:12:40 Ann Lee". Without
/// brackets only hours, minutes and seconds are no time of day.
pub(crate) fn behind_time(words: &str) -> &str {
    let behind = match words.as_bytes() {
        [b'(' | b'[', ..] => words.get(1..).and_then(leading).and_then(|(_, rest)| rest.strip_prefix([')', ']'])),
        [b'0'..=b'9', ..] => leading(words)
            .filter(|(time, rest)| time.matches(':').count() == 2 && rest.starts_with([' ', '\t', '\u{a0}']))
            .map(|(_, rest)| rest),
        _ => None,
    };
    let behind = behind.map(|rest| rest.trim_start_matches(char::is_whitespace));
    behind.filter(|rest| !rest.starts_with("-->")).unwrap_or(words)
}

/// A name with a time beside it, and what follows the two: "Ann Lee (00:41): Thank you." is "Ann Lee" and ": Thank you."
pub(crate) fn before_time(words: &str) -> Option<(&str, &str)> {
    const LONGEST_NAME: usize = 60;
    let head = words.get(..words.floor_char_boundary(LONGEST_NAME))?;
    let colon = memchr::memchr(b':', head.as_bytes())?;
    let digits = head.get(..colon)?.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = colon.checked_sub(digits).filter(|_| digits > 0)?;
    let (_, behind) = leading(words.get(start..)?)?;
    let name = words.get(..start)?;
    let (name, behind) = match name.strip_suffix(['(', '[']) {
        Some(name) => (name, behind.strip_prefix([')', ']'])?),
        // Beside a name alone, "Ann Lee at 10:30" is no time of the source's.
        None => (name, behind),
    };
    let bare = name.trim_end_matches([' ', '\t', '\u{a0}', '-', '–', '—', '|', '@']);
    let ends = behind.is_empty() || behind.starts_with([':', '*']);
    (bare.len() < name.len() && !bare.is_empty() && ends).then_some((bare, behind.trim_start_matches('*')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_stand_before_words() {
        for words in ["(00:12:40) Ann Lee", "[12:40] Ann Lee", "00:12:40 Ann Lee", "00:12:40.500\tAnn Lee"] {
            assert_eq!(behind_time(words), "Ann Lee");
        }
        for words in [
            "12:40 Eastern Time",
            "(Ann) Lee",
            "1:2 Ann",
            "00:75:00 Ann",
            "[12:40 Ann",
            "3:1:0 Ann",
            "00:12:40 --> 00:12:44",
        ] {
            assert_eq!(behind_time(words), words);
        }
    }

    #[test]
    fn captions_are_shown_between_two_times() {
        for words in ["00:12:40,000 --> 00:12:44,000", "12:40.500 --> 12:44.000 align:start", "0:41", "1:02:03"] {
            assert!(is_cue(words), "{words}");
        }
        for words in ["10:30 a.m.", "0:41 Thank you", "--> 0:41", "12", "3:1", "2.5"] {
            assert!(!is_cue(words), "{words}");
        }
    }

    #[test]
    fn times_stand_beside_names() {
        for (words, expected) in [
            ("Operator (00:00):", ("Operator", ":")),
            ("Ann Lee (00:00:41)", ("Ann Lee", "")),
            ("Ann Lee [00:00:41]:", ("Ann Lee", ":")),
            ("Ann Lee  0:41", ("Ann Lee", "")),
            ("Ann Lee (00:41): Thank you.", ("Ann Lee", ": Thank you.")),
        ] {
            assert_eq!(before_time(words), Some(expected));
        }
        for words in ["We start at 10:30 a.m.", "Ann Lee: 10:30", "Ann Lee (at 10:30)", "10:30", "Lee10:30", "Ann Lee"]
        {
            assert_eq!(before_time(words).filter(|(name, _)| crate::names::is_name(name)), None, "{words}");
        }
    }
}
