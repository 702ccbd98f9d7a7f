//! Headlines: what two people of the company say first of a metric in the remarks.
//!
//! "We delivered $22.6 billion in revenue this quarter", says the one who opens, and "revenue was $22.6 billion" begins
//! the other who has the details. What either says of it later may be that of a part whose name is left unsaid, so only
//! what each says first is held against the other, and nothing of a part may have been said before it.

use rustc_hash::{FxHashMap, FxHashSet};
use tieout_figures::{Amount, Kind as FigureKind, Unit};
use tieout_transcript::SectionKind;

use super::counted::says_way;
use super::surroundings::{Surroundings, is_part};
use crate::facts::{Fact, FigureRole, Modality, Period};

/// How far behind the headline the details begin; the next sentence may go on to a part that it leaves unnamed.
const APART: usize = 2;

/// A metric in a period, in one unit.
type Key<'a> = (&'a str, FigureKind, Option<&'a Unit>, Period);

/// Finds them, as pairs of the earlier and the later statement.
pub(super) fn find(around: Surroundings<'_>) -> Vec<(usize, usize)> {
    let mut first: FxHashMap<Key<'_>, Vec<Headline>> = FxHashMap::default();
    let mut again: Vec<(Key<'_>, usize, usize)> = Vec::new();
    let mut otherwise: FxHashSet<&str> = FxHashSet::default();
    // The turn in which something was said of a part.
    let mut on_part = None;
    let remarks = around.facts.iter().take_while(|fact| fact.section != SectionKind::QuestionsAndAnswers);
    for (index, fact) in remarks.enumerate() {
        if fact.scope.iter().any(|scope| is_part(scope)) {
            on_part = Some(fact.turn);
            continue;
        }
        let Some((key, speaker)) = key(fact).zip(fact.speaker) else { continue };
        if says_way(fact) {
            otherwise.insert(key.0);
            continue;
        }
        otherwise.extend(of_what(key.0));
        let known = first.entry(key).or_default();
        // "Revenue of $39 million", and in the next breath "revenue was up on volume, to $39 million".
        if let [one] = known.as_slice()
            && one.speaker == speaker
            && around.facts[one.fact].turn == fact.turn
            && around.facts[one.fact].sentence + APART <= fact.sentence
            && one.is_clear
            && on_part != Some(fact.turn)
            && around.is_sure(index)
            && is_only(around, fact)
            && (around.says_when(fact) || around.says_basis(fact))
        {
            again.push((key, one.fact, index));
        }
        if known.len() < 2 && known.iter().all(|it| it.speaker != speaker) {
            let is_clear = on_part != Some(fact.turn) && around.is_sure(index) && is_only(around, fact);
            known.push(Headline { fact: index, speaker, is_clear });
        }
    }
    first.retain(|key, _| !otherwise.contains(key.0));
    let pairs = first.values().filter_map(|headlines| match headlines.as_slice() {
        [one, other] if one.is_clear && other.is_clear => Some((one.fact, other.fact)),
        _ => None,
    });
    let again = again.into_iter().filter(|(key, _, _)| !otherwise.contains(key.0)).map(|(_, one, other)| (one, other));
    let mut pairs: Vec<(usize, usize)> = pairs.chain(again).collect();
    pairs.sort_unstable();
    pairs
}

/// What somebody says first of a metric.
#[derive(Clone, Copy, Debug)]
struct Headline {
    fact: usize,
    speaker: usize,
    /// Whether it leaves no doubt what it is of.
    is_clear: bool,
}

/// The key of a level that the quarter of the call came to.
fn key(fact: &Fact) -> Option<Key<'_>> {
    let metric = fact.known_metric()?;
    let is_level = matches!(fact.role, Some(FigureRole::Level | FigureRole::Margin));
    let is_single = matches!(fact.figure.amount, Amount::Single(_));
    let is_measure = matches!(fact.figure.kind, FigureKind::Money | FigureKind::PerShare | FigureKind::Percent);
    let period = fact.period.filter(|period| matches!(period, Period::Quarter(_) | Period::Year(_)))?;
    let is_said = is_level && is_single && is_measure && fact.modality == Modality::Actual;
    is_said.then_some((&*metric.name, fact.figure.kind, fact.figure.unit.as_ref(), period))
}

/// The metric that a name counts in another way: "net income" of "adjusted net income".
fn of_what(name: &str) -> Option<&str> {
    let (way, metric) = name.split_once(' ')?;
    (!is_part(way)).then_some(metric)
}

/// Whether a sentence says no other value of a fact's metric, but for what it was before.
fn is_only(around: Surroundings<'_>, fact: &Fact) -> bool {
    let mut here = around.facts_of(fact.sentence).map(|it| &around.facts[it]);
    here.all(|it| {
        it.metric != fact.metric
            || it.figure.kind != fact.figure.kind
            || it.figure.amount == fact.figure.amount
            || matches!(it.figure.amount, Amount::Vague { .. })
            || matches!(it.role, Some(FigureRole::PriorLevel | FigureRole::Growth | FigureRole::Change))
    })
}

#[cfg(test)]
mod tests {
    use crate::checks::expect;

    #[test]
    fn what_each_says_first_is_of_the_company() {
        let details = "Thank you, Ann. Third quarter revenue was $22.6 billion. Mooring revenue was $4.1 billion. Revenue \
                       was $8.9 billion.";
        let said =
            |headline: &str| format!("{headline} The sea was calm.\n\nJon Fry - Chief Executive Officer: {details}");
        expect(
            "restatement-conflict",
            &[&said("We delivered $29.6 billion in revenue in the third quarter.")],
            &[
                &said("We delivered $22.6 billion in revenue in the third quarter."),
                // of a part
                &said("Ferry revenue was $1.2 billion. We delivered $9.6 billion in revenue in the third quarter."),
                // of another time
                &said("We delivered $19.6 billion in revenue in the second quarter."),
                // counted in another way, which the one or the other may have left unsaid
                &format!(
                    "{} Adjusted revenue was $23.1 billion.",
                    said("We delivered $29.6 billion in revenue in the third quarter.")
                ),
            ],
        );
    }
    #[test]
    fn what_one_says_twice_before_any_part_is_of_the_company() {
        let said = |details: &str| {
            format!(
                "Net income was $12.6 billion on revenue of $39.3 billion in the third quarter. The sea was calm. {details}"
            )
        };
        expect(
            "restatement-conflict",
            &[
                &said("Third quarter revenue of $93.3 billion was up on volume."),
                &said("Revenue of $93.3 billion was up 25% year over year."),
            ],
            &[
                &said("Third quarter revenue of $39.3 billion was up on volume."),
                // after a part, it may be of that
                &said("Ferry revenue was $9.1 billion. Third quarter revenue of $93.3 billion was up on volume."),
                // of another time, or perhaps of one
                &said("Second quarter revenue of $31.1 billion was up on volume."),
                &said("Revenue of $31.1 billion was once a lot."),
                // counted in another way
                &said("Adjusted revenue was $38.8 billion. Third quarter revenue of $38.8 billion was up on volume."),
            ],
        );
    }
}
