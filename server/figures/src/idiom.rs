//! Idioms: numbers that are part of a saying.

use crate::cue::Cue;
use crate::other::{Found, OtherKind, identifier};
use crate::sense::{MEASURES, Sense};
use crate::sentence::Sentence;

/// "50/50", "a 60-40 split", "a 3-2-1 plan": parts of a hundred, or more numbers than a range has.
pub(crate) fn split(s: &Sentence, at: usize) -> Option<Found> {
    let joined = |at: usize| s.glued(at) && s.glued(at + 1) && s.is_digits(at + 1);
    let separator = s.text(at + 1);
    if !matches!(separator, "/" | "-") || !joined(at + 1) || s.is(at + 3, MEASURES) {
        return None;
    }
    let part = |at: usize| s.text(at).parse::<u32>().ok();
    let (first, second) = (part(at)?, part(at + 2)?);
    let hundred = first + second == 100 && first >= second;
    let third = s.text(at + 3) == separator && joined(at + 3);
    if third {
        return identifier(at, s.behind_name(at + 5));
    }
    hundred.then_some((at, at + 3, OtherKind::Identifier))
}

/// "cloud nine", "a one-two punch": the place behind the number of an idiom.
pub(crate) fn behind_idiom(s: &Sentence, at: usize, floor: usize) -> Option<usize> {
    if at > floor && s.says(at - 1, &["cloud"]) && s.says(at, &["nine"]) {
        return Some(at + 1);
    }
    // "two-wheelers", "two-factor authentication".
    if s.glued(at + 1) && makes_compound(s, at, Cue::Compound) {
        return Some(at + 3);
    }
    let two = at + 1 + usize::from(s.is(at + 1, Sense::Hyphen));
    if s.is(two, Sense::Digit) && s.says(two + 1, &["punch"]) {
        return Some(two + 1);
    }
    // "twenty four seven", round the clock.
    let four = at + 1 + usize::from(s.is(at + 1, Sense::Hyphen));
    let seven = four + 1 + usize::from(s.is(four + 1, Sense::Hyphen));
    let clock = s.word(at).number == 20 && s.says(four, &["four"]) && s.says(seven, &["seven"]);
    (clock && !s.is(seven + 1, MEASURES)).then_some(seven + 1)
}

/// "the million-dollar question", "thanks a million".
pub(crate) fn is_million_of_idiom(s: &Sentence, at: usize) -> bool {
    let dollar = at + 1 + usize::from(s.is(at + 1, Sense::Hyphen));
    s.is(dollar, Sense::CurrencyWord) && s.says(dollar + 1, &["question"])
        || s.before(at, Sense::Article) && at > 1 && s.says(at - 2, &["thanks"])
}

/// "one of", "one more", "this one".
pub(crate) fn one(s: &Sentence, at: usize, floor: usize) -> Option<Found> {
    if !s.says(at, &["one"]) || at < floor {
        return None;
    }
    let pronoun = at > floor
        && s.before(at, Sense::OnePointer)
        && !s.is(at + 1, MEASURES | Sense::Half | Sense::Part | Sense::Hyphen | Sense::Percent | Sense::Point);
    // "one or more" is an idiom, "one or two points" is not.
    let number = s.is(at + 1, Sense::Or) && s.is(at + 2, Sense::Digit | Sense::Digits | Sense::Half);
    let idiom = s.is(at + 1, Sense::OneIdiom) && !number || makes_compound(s, at, Cue::OneCompound);
    (pronoun || idiom).then_some((at, at + 1, OtherKind::Identifier))
}

/// "two-factor", "one-off": a word that a hyphen binds to the number; with a capital, "One-Way", it is part of a name.
fn makes_compound(s: &Sentence, number: usize, with: Cue) -> bool {
    let word = number + 2;
    s.is(number + 1, Sense::Hyphen) && s.is_cue(word, with) && !s.capital(word)
}
