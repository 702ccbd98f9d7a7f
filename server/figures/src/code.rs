//! Codes and marks: telephone numbers, digits read out, the counters of speakers, notes and lists.

use crate::noun;
use crate::other::{Found, OtherKind, identifier};
use crate::sense::{MEASURES, Sense};
use crate::sentence::Sentence;

/// "800-555-0123", "(212) 555-0123", "+1 (415) 555-0100", "passcode 4711", and other numbers to dial or to type.
pub(crate) fn telephone(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    // Most numbers are none at a glance: "$22.4 million", "15 stores".
    let joined = |at: usize| s.is(at, Sense::Hyphen | Sense::FullStop | Sense::Close) || s.is_digits(at);
    let is_behind_plus = s.before(at, Sense::Plus);
    if !is_behind_plus && (!s.is_plain(at) || s.text(at).len() < 3 && !joined(at + 1)) {
        return None;
    }
    let international = at > floor && is_behind_plus && s.glued(at);
    if let Some(end) = behind_groups(s, at) {
        let open = usize::from(at > floor && s.before(at, Sense::Open));
        return identifier(at - open, end);
    }
    // "1-800".
    let free = s.text(at) == "1" && s.is(at + 1, Sense::Hyphen) && s.glued(at + 1) && s.glued(at + 2);
    if free && s.is_plain(at + 2) && s.text(at + 2).len() == 3 && s.text(at + 2).starts_with('8') {
        return identifier(at, at + 3);
    }
    if let Some(end) = behind_spaced_groups(s, at) {
        return identifier(at - usize::from(international), end);
    }
    // "+1 (415) 555-0100": the code of a country.
    if international && s.text(at).len() <= 3 {
        let open = at + 1 + usize::from(s.is(at + 1, Sense::Hyphen));
        let area = open + usize::from(s.is(open, Sense::Open));
        if let Some((_, end, kind)) = s.is_plain(area).then(|| telephone(s, area, area)).flatten() {
            return Some((at - 1, end, kind));
        }
    }
    if is_postal_code(s, at, floor) {
        return identifier(at - 1, at + 1);
    }
    let dialled = is_dialled(s, at, floor) || is_long(s, at) && (s.text(at).len() < 12 || international);
    (dialled && !s.is(at + 1, MEASURES)).then_some((at, at + 1, OtherKind::Identifier))
}

/// The place behind "800-555-0123", "(212) 555-0123" and "555-0123".
fn behind_groups(s: &Sentence, at: usize) -> Option<usize> {
    let mut end = at + 1;
    let mut groups = 1;
    loop {
        let closing = usize::from(groups == 1 && s.is(end, Sense::Close));
        let separated = s.is(end + closing, Sense::Hyphen | Sense::FullStop) && s.glued(end + closing);
        let next = end + closing + usize::from(separated);
        let short = s.is_plain(next) && (3..=4).contains(&s.text(next).len());
        if !short || !(separated && s.glued(next) || closing == 1) {
            break;
        }
        end = next + 1;
        groups += 1;
    }
    let first = s.text(at).len();
    let is_number = groups >= 3 && first <= 3 || groups == 2 && first == 3 && s.text(end - 1).len() == 4;
    (s.is_plain(at) && is_number).then_some(end)
}

/// "New York, NY 10118".
fn is_postal_code(s: &Sentence, at: usize, floor: usize) -> bool {
    let in_city = at.checked_sub(2).is_some_and(|comma| comma >= floor && s.is(comma, Sense::Comma));
    let state = in_city && s.text(at - 1).len() == 2 && s.is_in_capitals(at - 1);
    state && s.text(at).len() == 5 && s.is_plain(at)
}

/// Whether digits stand shortly behind "passcode" and the like.
fn is_dialled(s: &Sentence, at: usize, floor: usize) -> bool {
    let mut before = at.saturating_sub(3).max(floor)..at;
    s.is_plain(at) && s.text(at).len() >= 3 && before.any(|word| s.is(word, Sense::CodeHead))
}

/// Whether there are too many digits for a quantity: those would be written with commas, or are round.
fn is_long(s: &Sentence, at: usize) -> bool {
    let digits = s.text(at);
    s.is_plain(at)
        && digits.len() >= 7
        && !digits.ends_with("00000")
        && !s.before(at, Sense::CurrencySign | Sense::CurrencyCode)
        && !noun::is_counted(s, at + 1)
}

/// "+44 20 7946 0958", "91 22 6280 1116": ten to thirteen digits in three groups or more, the last two of them long.
fn behind_spaced_groups(s: &Sentence, at: usize) -> Option<usize> {
    let groups = (at..at + 6).take_while(|&group| s.is_plain(group) && (group == at || !s.glued(group))).count();
    let length = |group: usize| s.text(group).len();
    let digits: usize = (at..at + groups).map(length).sum();
    let end = at + groups;
    let shaped = groups >= 3 && (10..=13).contains(&digits) && length(at) <= 3;
    let long = shaped && (end - 2..end).all(|group| (3..=4).contains(&length(group)));
    (long && !s.is(end, MEASURES)).then_some(end)
}

/// "\[2\]" of a speaker, "2.," at the start of a sentence, "(1)" of a list.
pub(crate) fn counter(s: &Sentence, at: usize) -> Option<Found> {
    let small = s.text(at).len() <= 2 && s.is_plain(at);
    // "$[22] million" is what the transcriber heard.
    let amount = at > 1 && s.is(at - 2, Sense::CurrencySign | Sense::CurrencyCode) || s.is(at + 2, MEASURES);
    if at > 0 && s.text(at - 1) == "[" && s.text(at + 1) == "]" && s.text(at).len() <= 3 && !amount {
        return identifier(at - 1, at + 2);
    }
    if at == 0 && small && s.text(1) == "." && s.is(2, Sense::Comma) {
        return identifier(0, 2);
    }
    let single = s.text(at).len() == 1;
    if small && single && at > 0 && s.text(at - 1) == "(" && s.text(at + 1) == ")" && !amount {
        return identifier(at - 1, at + 2);
    }
    if at == 0 && small && s.text(1) == ")" {
        return identifier(0, 2);
    }
    // "2 Excludes restructuring": the mark of a note, and no count, which would go on in lower case.
    if at == 0 && small && s.is_word(1) && !s.glued(1) && s.capital(1) && !s.is(1, MEASURES | Sense::CurrencyCode) {
        return identifier(0, 1);
    }
    None
}

/// "0700.HK", "001-12345": digits that begin with an idle zero are a code.
pub(crate) fn zero_led(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    let digits = s.text(at);
    let idle = digits.starts_with('0') && digits.len() > 1 && s.is_plain(at);
    // "$1 000" would be one number, and "$05" is no code.
    let inside = s.glued(at) && at > 0 && s.is_word(at - 1);
    if !idle
        || inside
        || at > floor && s.before(at, Sense::CurrencySign | Sense::CurrencyCode | Sense::Digits | Sense::Apostrophe)
    {
        return None;
    }
    identifier(at, s.behind_name(at + 1))
}

/// "five five five one two": digits read out.
pub(crate) fn spelled_digits(s: &Sentence, at: usize) -> Option<Found> {
    let mut end = at;
    while end < at + 20 && s.is(end, Sense::Digit | Sense::Oh) && !s.is(end, Sense::Fold) {
        end += 1;
    }
    (end - at >= 3 && !s.is(end, MEASURES) && !s.is(end, Sense::Point)).then_some((at, end, OtherKind::Identifier))
}
