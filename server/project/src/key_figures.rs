//! Key figures: what an analyst takes from a call into a model, guidance first.

use std::collections::HashMap;
use std::sync::Arc;

use tieout_analysis::figures::{Allowance, Amount, Decimal};
use tieout_analysis::{CallAnalysis, Fact, FigureRole, Modality, Period};

/// A metric in a period, with what the call says of it. Values are in base units.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyFigure<'call> {
    /// The fact that stands for it: the first that says it.
    pub fact: &'call Fact,
    /// Whether it is what management expects, and no result.
    pub is_guidance: bool,
    /// What management expects.
    pub guidance: Option<Ends>,
    /// What management had expected.
    pub prior: Option<Ends>,
    /// What it was.
    pub actual: Option<Decimal>,
}

/// The ends of what is expected; one that is none is left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The lower end.
    pub low: Option<Decimal>,
    /// The upper end.
    pub high: Option<Decimal>,
}

impl Ends {
    /// The middle of a range that has both ends.
    pub fn midpoint(self) -> Option<Decimal> {
        Some((self.low? + self.high?) / Decimal::TWO)
    }

    /// The ends a fact says: "at least" leaves the upper open, "up to" the lower; of a loss the other way round.
    fn of(fact: &Fact) -> Ends {
        let (low, high) = fact.figure.amount.ends();
        let is_loss = |end: Option<Decimal>| end.is_some_and(|end| end < Decimal::ZERO);
        match fact.figure.derivation().hedge {
            Some((_, Allowance::Beyond)) if is_loss(high) => Ends { low: None, high },
            Some((_, Allowance::Beyond)) => Ends { low, high: None },
            Some((_, Allowance::Short)) if is_loss(low) => Ends { low, high: None },
            Some((_, Allowance::Short)) => Ends { low: None, high },
            _ => Ends { low, high },
        }
    }
}

/// What a fact speaks of. Two facts of one topic and one kind speak of the same thing.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Topic<'call> {
    metric: &'call str,
    scope: &'call [Arc<str>],
    period: Option<Period>,
}

impl<'call> Topic<'call> {
    fn of(fact: &'call Fact) -> Option<Topic<'call>> {
        let metric = fact.metric.as_ref()?;
        Some(Topic { metric: &metric.name, scope: &fact.scope, period: fact.period })
    }
}

/// The key figures of a call: guidance by metric and period, then results of the metrics that the vocabulary knows, each
/// in the order in which they are first said.
pub fn key_figures(call: &CallAnalysis) -> Vec<KeyFigure<'_>> {
    let mut all = gather(call, true, |part, _| matches!(part, Part::Guidance | Part::Prior));
    let is_known = |fact: &Fact| fact.metric.as_ref().is_some_and(|metric| metric.known);
    // What was expected of something that has come is no outlook: it stands beside the result.
    all.retain(|row| row.guidance.is_some() || row.actual.is_none() || !is_known(row.fact));
    all.extend(gather(call, false, |part, fact| part == Part::Actual && is_known(fact)));
    all
}

/// What a fact can be of a key figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Guidance,
    Prior,
    Actual,
}

fn part_of(fact: &Fact) -> Option<Part> {
    use FigureRole::{Guidance, Level, Margin, PriorGuidance};
    match (fact.role?, fact.modality) {
        (PriorGuidance, _) => Some(Part::Prior),
        (Guidance, Modality::Guidance | Modality::Actual) => Some(Part::Guidance),
        (Level | Margin, Modality::Guidance) => Some(Part::Guidance),
        (Level | Margin, Modality::Actual) => Some(Part::Actual),
        _ => None,
    }
}

/// A key figure for each thing that one of these facts speaks of, with what all other facts say of the same.
fn gather(call: &CallAnalysis, is_guidance: bool, opens: impl Fn(Part, &Fact) -> bool) -> Vec<KeyFigure<'_>> {
    let mut rows: Vec<KeyFigure<'_>> = Vec::new();
    let mut by_topic: HashMap<Topic<'_>, Vec<usize>> = HashMap::new();
    let parts = || call.facts.iter().filter_map(|fact| Some((part_of(fact)?, Topic::of(fact)?, fact)));
    for (_, topic, fact) in parts().filter(|(part, _, fact)| opens(*part, fact)) {
        let known = by_topic.entry(topic).or_default();
        if !known.iter().any(|row| rows[*row].fact.figure.kind == fact.figure.kind) {
            known.push(rows.len());
            rows.push(KeyFigure { fact, is_guidance, guidance: None, prior: None, actual: None });
        }
    }
    for (part, topic, fact) in parts() {
        for row in by_topic.get(&topic).into_iter().flatten() {
            rows[*row].take(part, fact);
        }
    }
    rows
}

impl<'call> KeyFigure<'call> {
    /// Takes what another fact of the topic says, unless an earlier one has said it.
    fn take(&mut self, part: Part, fact: &Fact) {
        if fact.figure.kind != self.fact.figure.kind {
            return;
        }
        match part {
            Part::Guidance if !self.is_guidance => {}
            Part::Guidance => self.guidance = self.guidance.or(Some(Ends::of(fact))),
            Part::Prior => self.prior = self.prior.or(Some(Ends::of(fact))),
            // Without a period, what was may be of another than what is expected.
            Part::Actual if self.is_guidance && self.fact.period.is_none() => {}
            Part::Actual => {
                self.actual = self.actual.or(match fact.figure.amount {
                    Amount::Single(displayed) => Some(displayed.value),
                    Amount::Range { .. } | Amount::Vague { .. } => None,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tieout_analysis::{Analysis, Settings};

    use super::*;

    const CALL: &str = "Brook Tools Inc (BRKT) Q3 2031 Earnings Call\nOperator\nWelcome to the Brook Tools third quarter \
        2031 earnings conference call.\nIda Moss - CFO\nThank you. Revenue for the third quarter was $41.6 million, up 18% \
        from the third quarter of last year and up 4% sequentially. Gross margin was 61.4%. Two of the 14 trucks were new. \
        For the fourth quarter we expect revenue of $43 million to $45 million. We expect gross margin of at least 62% in \
        the fourth quarter. We said again that revenue for the third quarter was $41.6 million.\nOperator\nOur first \
        question comes from Bob Ray with Big Bank.\nBob Ray - Analyst\nCould revenue be $50 million?\n";

    fn with_rows<T>(call: &str, look: impl FnOnce(&[KeyFigure<'_>]) -> T) -> T {
        let analysis = Analysis::new(call, &Settings::default());
        look(&key_figures(&analysis.calls()[0].call))
    }

    fn number(text: &str) -> Option<Decimal> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn guidance_comes_first_with_its_ends_and_midpoint() {
        with_rows(CALL, |rows| {
            let metrics: Vec<&str> = rows.iter().map(|row| &*row.fact.metric.as_ref().unwrap().name).collect();
            assert_eq!(metrics, ["revenue", "gross margin", "revenue", "gross margin"]);
            let revenue = rows[0].guidance.unwrap();
            assert_eq!((revenue.low, revenue.high), (number("43000000"), number("45000000")));
            assert_eq!(revenue.midpoint(), number("44000000"));
            // "At least" leaves the upper end open, and so there is no middle.
            let margin = rows[1].guidance.unwrap();
            assert_eq!((margin.low, margin.high, margin.midpoint()), (number("62"), None, None));
        });
    }

    #[test]
    fn a_loss_is_open_away_from_nothing() {
        let ends = |said: &str| {
            let call = CALL.replace("revenue of $43 million to $45 million", said);
            with_rows(&call, |rows| rows[0].guidance.map(|ends| (ends.low, ends.high)))
        };
        assert_eq!(ends("net income of more than $5 million"), Some((number("5000000"), None)));
        assert_eq!(ends("a net loss of more than $5 million"), Some((None, number("-5000000"))));
        assert_eq!(ends("a net loss of up to $5 million"), Some((number("-5000000"), None)));
    }

    #[test]
    fn results_stand_once() {
        with_rows(CALL, |rows| {
            assert_eq!(rows.len(), 4);
            assert_eq!(rows[2].actual, number("41600000"));
            assert_eq!((rows[3].actual, rows[3].guidance), (number("61.4"), None));
        });
    }

    #[test]
    fn what_was_expected_of_a_result_stands_beside_it() {
        let before = "Revenue for the third quarter was $41.6 million, ";
        let call = CALL.replace(before, &format!("{before}above our guidance of $39 million to $40 million, "));
        with_rows(&call, |rows| {
            let kinds: Vec<bool> = rows.iter().map(|row| row.is_guidance).collect();
            assert_eq!(kinds, [true, true, false, false]);
            assert_eq!((rows[2].actual, rows[2].guidance), (number("41600000"), None));
            assert_eq!(rows[2].prior, Some(Ends { low: number("39000000"), high: number("40000000") }));
        });
    }

    #[test]
    fn what_is_only_asked_is_no_key_figure() {
        with_rows(CALL, |rows| assert!(rows.iter().all(|row| row.actual != number("50000000"))));
        with_rows("Dear Mr. Hale, you owe us $12 million.", |rows| assert!(rows.is_empty()));
    }
}
