//! Codes and marks: telephone numbers, digits read out, the counters of speakers, notes and lists.

use crate::other::{Found, OtherKind, identifier};
use crate::sense::{MEASURES, Sense};
use crate::sentence::Sentence;

/// "800-555-0123", "(212) 555-0123", "1-800-555-0123".
pub(crate) fn telephone(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    let digits = |at: usize| s.is_plain(at);
    // Most numbers are none at a glance: "$22.4 million", "15 stores".
    let joined = |at: usize| s.is(at, Sense::Hyphen | Sense::FullStop | Sense::Close) || s.is_digits(at);
    if !s.before(at, Sense::Plus) && (!digits(at) || s.text(at).len() < 3 && !joined(at + 1)) {
        return None;
    }
    let mut end = at + 1;
    let mut groups = 1;
    loop {
        let closing = usize::from(groups == 1 && s.is(end, Sense::Close));
        let separated = s.is(end + closing, Sense::Hyphen | Sense::FullStop) && s.glued(end + closing);
        let next = end + closing + usize::from(separated);
        let short = s.text(next).len() == 3 || s.text(next).len() == 4;
        if digits(next) && short && (separated && s.glued(next) || closing == 1) {
            end = next + 1;
            groups += 1;
        } else {
            break;
        }
    }
    let first = s.text(at).len();
    if digits(at) && (groups >= 3 && first <= 3 || groups == 2 && first == 3 && s.text(end - 1).len() == 4) {
        let open = usize::from(at > floor && s.before(at, Sense::Open));
        return identifier(at - open, end);
    }
    // "1-800".
    let free = s.text(at) == "1" && s.is(at + 1, Sense::Hyphen) && s.glued(at + 1) && s.glued(at + 2);
    if free && digits(at + 2) && s.text(at + 2).len() == 3 && s.text(at + 2).starts_with('8') {
        return identifier(at, at + 3);
    }
    if let Some(end) = behind_spaced_groups(s, at) {
        let plus = usize::from(at > floor && s.before(at, Sense::Plus) && s.glued(at));
        return identifier(at - plus, end);
    }
    // "+1 (415) 555-0100": the code of a country.
    if at > floor && s.before(at, Sense::Plus) && s.glued(at) && first <= 3 {
        let open = at + 1 + usize::from(s.is(at + 1, Sense::Hyphen));
        let area = open + usize::from(s.is(open, Sense::Open));
        if let Some((_, end, kind)) = digits(area).then(|| telephone(s, area, area)).flatten() {
            return Some((at - 1, end, kind));
        }
    }
    // "New York, NY 10118".
    let state = at.checked_sub(2).filter(|&comma| comma >= floor && s.is(comma, Sense::Comma));
    let letters = state.map_or("", |_| s.text(at - 1));
    if first == 5 && digits(at) && letters.len() == 2 && s.is_in_capitals(at - 1) {
        return identifier(at - 1, at + 1);
    }
    // Digits behind "passcode", or simply too many of them.
    let long = first >= 7
        && !s.text(at).ends_with("00000")
        && digits(at)
        && !s.before(at, Sense::CurrencySign | Sense::CurrencyCode)
        && !s.is(at + 1, MEASURES);
    let dialled =
        first >= 3 && digits(at) && (at.saturating_sub(3)..at).any(|word| word >= floor && s.is(word, Sense::CodeHead));
    let international = at > floor && s.before(at, Sense::Plus) && s.glued(at);
    (long && !crate::noun::is_counted(s, at + 1) && (first < 12 || international) || dialled && !s.is(at + 1, MEASURES))
        .then_some((at, at + 1, OtherKind::Identifier))
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

/// "[2]" of a speaker, "2.," at the start of a sentence, "(1)" of a list.
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
