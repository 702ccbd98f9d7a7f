//! Joints: how words join two numbers that stand one behind the other.

use crate::draft::Draft;
use crate::number_words::behind_hesitation;
use crate::sense::Sense;
use crate::sentence::Sentence;

/// The dash that stands between the ends of a range, whatever space is around it.
pub(crate) const EN_DASH: &str = "–";

/// How the words join two numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Joint {
    /// "to", "through".
    To,
    /// "-", "–".
    Hyphen,
    /// "and", which needs a "between" before.
    And,
    Or,
    /// "9, 10 months", "five six percent".
    Beside,
}

/// What joins two neighbouring drafts, if anything does.
pub(crate) fn joint(s: &Sentence, first: &Draft, second: &Draft) -> Option<Joint> {
    let mut at = first.end;
    // "three plus to four times", "10-plus to 15".
    if s.is(at, Sense::Hyphen) && s.is(at + 1, Sense::Plus) {
        at += 2;
    } else if s.is(at, Sense::Plus) && s.is(at + 1, Sense::To) {
        at += 1;
    }
    // "five-to-seven percent".
    if s.is(at, Sense::Hyphen) && s.is(at + 1, Sense::To) && s.is(at + 2, Sense::Hyphen) && at + 3 == second.start {
        return Some(Joint::To);
    }
    let separator = at;
    let comma = s.is(at, Sense::Comma);
    if comma {
        at += 1;
        while s.is(at, Sense::Filler) && !s.is(at, Sense::Article) && at < second.start {
            at += 1;
        }
        at += usize::from(s.is(at, Sense::Comma));
    }
    let dash = s.is(at, Sense::Dash) && (s.text(at).len() > 2 && s.glued(at) || s.text(at) == EN_DASH);
    let joint = if s.is(at, Sense::To | Sense::Through) {
        Some(Joint::To)
    } else if s.is(at, Sense::Hyphen) || dash {
        Some(Joint::Hyphen)
    } else if s.is(at, Sense::And) && !comma {
        Some(Joint::And)
    } else if s.is(at, Sense::Or) {
        Some(Joint::Or)
    } else {
        None
    };
    at += usize::from(joint.is_some());
    if joint.is_none() && !comma && at != second.start {
        // "10% of the 15%": what stands between is no hesitation.
        return (behind_interjection(s, at) == second.start).then_some(Joint::Beside);
    }
    if joint == Some(Joint::To) || joint == Some(Joint::Or) {
        at = behind_interjection(s, at);
    }
    while at < second.start && s.is(at, Sense::Filler | Sense::HedgeBefore) && at < separator + 8 {
        at += 1;
    }
    // "minus 2% to plus 3%".
    let signed = matches!(joint, Some(Joint::To | Joint::And)) && at + 1 == second.start && is_positive(s, second);
    if at != second.start && !signed {
        return None;
    }
    Some(joint.unwrap_or(Joint::Beside))
}

/// Whether the sign of a gain was said: "plus 3%", "positive 3%".
pub(crate) fn is_positive(s: &Sentence, draft: &Draft) -> bool {
    s.before(draft.start, Sense::Plus) || draft.start > 0 && s.says(draft.start - 1, &["positive"])
}

/// The place behind ", uh," or ", you know,"; the place itself where nothing of the kind stands there.
fn behind_interjection(s: &Sentence, at: usize) -> usize {
    let from = behind_hesitation(s, at);
    let comma = usize::from(s.is(from, Sense::Comma));
    if s.says(from + comma, &["you"]) && s.says(from + comma + 1, &["know"]) {
        let end = from + comma + 2;
        return behind_hesitation(s, end + usize::from(s.is(end, Sense::Comma)));
    }
    from
}
