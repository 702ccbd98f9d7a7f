//! Whether two sayings can be of one fact: nothing that is known of them tells them apart, and somebody else says the
//! second, or says it at another time.

use tieout_figures::Amount;
use tieout_transcript::SectionKind;

use super::comparable::is_comparable;
use super::sayings::Saying;
use super::surroundings::FAR;
use crate::facts::{Fact, FigureRole, Modality};
use crate::vocabulary::ScopeId;

/// What is said beside a figure, and its fact.
pub(super) type Told<'a> = (&'a Saying, &'a Fact);

/// Whether nothing that is known of two sayings tells them apart.
pub(super) fn can_be_same((said, one): Told<'_>, (saying, other): Told<'_>) -> bool {
    let asks = |fact: &Fact| fact.modality == Modality::Question;
    let freely = saying.pointing.is_any() || asks(other);
    let is_dated = one.period.is_some() && other.period.is_some();
    let measured = measure(other).filter(|_| !(freely && saying.is_change));
    let narrower = |scope: &ScopeId| said.scopes.contains(scope);
    let is_same_scope =
        || said.scopes == saying.scopes || saying.pointing.is_any() && saying.scopes.iter().all(narrower);
    // A cut-off measures nothing that could be said again.
    let is_measured = |fact: &Fact| fact.role != Some(FigureRole::Threshold);
    // What tells most of them apart, and is soon told, comes first.
    one.sentence != other.sentence
        && !differ(one.known_name(), other.known_name())
        && !differ(one.period, other.period)
        && !differ(one.basis, other.basis)
        && is_same_scope()
        && !(other.modality == Modality::Guidance && one.modality == Modality::Actual && one.period.is_some())
        && (freely || said.is_change == saying.is_change)
        // "The $4 million increase" was no level before.
        && !(saying.names_change && measure(one) == Some(FigureRole::Level))
        && (is_dated || said.is_base == saying.is_base || freely && !said.is_base)
        && !are_of_two_sizes(one, other)
        && is_measured(one)
        && is_measured(other)
        && (may_be_two_voices(one, other)
            || saying.pointing.is_on_things && one.turn != other.turn
            || is_expected_for_one_time(one, other) && one.sentence + FAR < other.sentence)
        && (freely
            || asks(one)
            || is_expected_for_one_time(one, other)
            || are_ranges(one, other)
            || said.is_expected == saying.is_expected && one.modality == other.modality)
        && !differ(measure(one), measured)
        && is_comparable(&one.figure, &other.figure, freely, saying.pointing)
}

/// Whether amounts say that two facts count things of different sizes: "14 deals worth $61 million", "71 deals worth $410
/// million".
fn are_of_two_sizes(one: &Fact, other: &Fact) -> bool {
    let size = |fact: &Fact| fact.scope.iter().find(|scope| scope.contains(|c: char| c.is_ascii_digit())).cloned();
    differ(size(one), size(other))
}

fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// What is measured, as far as it tells two facts apart.
fn measure(fact: &Fact) -> Option<FigureRole> {
    match fact.role? {
        FigureRole::Growth => Some(FigureRole::Growth),
        FigureRole::Change => Some(FigureRole::Change),
        FigureRole::Share => Some(FigureRole::Share),
        FigureRole::Price | FigureRole::Threshold | FigureRole::Other => None,
        _ => Some(FigureRole::Level),
    }
}

/// Whether two people speak, or one in the remarks and again in the questions; where no turn has a label, nothing else
/// shows it.
fn may_be_two_voices(one: &Fact, other: &Fact) -> bool {
    let is_asked = |fact: &Fact| fact.section == SectionKind::QuestionsAndAnswers;
    // Where nobody has a label, who speaks far away may be another.
    let is_unlabelled = one.speaker.is_none() && other.speaker.is_none() && one.sentence + FAR <= other.sentence;
    is_unlabelled || is_asked(one) != is_asked(other) || one.turn != other.turn && one.speaker != other.speaker
}

/// Whether both are what is expected for the same period: the results tell it, and the outlook again.
pub(super) fn is_expected_for_one_time(one: &Fact, other: &Fact) -> bool {
    let is_expected = |fact: &Fact| fact.modality == Modality::Guidance && fact.role == Some(FigureRole::Guidance);
    is_expected(one) && is_expected(other) && one.period.is_some() && one.period == other.period
}

/// Whether both are ranges, which are of what is not yet known, however it is said.
fn are_ranges(one: &Fact, other: &Fact) -> bool {
    [one, other].iter().all(|fact| matches!(fact.figure.amount, Amount::Range { .. }))
}
