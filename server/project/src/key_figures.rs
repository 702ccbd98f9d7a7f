//! Key figures: what an analyst takes from a call into a model, guidance first.

use std::collections::HashMap;
use std::sync::Arc;

use tieout_analysis::figures::{Amount, Decimal, Hedge, Kind};
use tieout_analysis::{Basis, CallAnalysis, Fact, FigureRole, Modality, Period};

use crate::export::{sentence, speaker};
use crate::table::{Cell, Scale, Table};

/// The columns of the table.
pub const COLUMNS: [&str; 16] = [
    "table",
    "metric",
    "scope",
    "period",
    "unit",
    "low",
    "high",
    "midpoint",
    "prior low",
    "prior high",
    "actual",
    "yoy",
    "qoq",
    "speaker",
    "quote",
    "line",
];

/// A metric in a period, with what the call says of it. Values are in base units.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyFigure<'call> {
    /// The fact that stands for it: the first that says it.
    pub fact: &'call Fact,
    /// What management expects.
    pub guidance: Option<Ends>,
    /// What management had expected.
    pub prior: Option<Ends>,
    /// What it was.
    pub actual: Option<Decimal>,
    /// The growth from the year before, in percent.
    pub year_over_year: Option<Decimal>,
    /// The growth from the quarter before, in percent.
    pub quarter_over_quarter: Option<Decimal>,
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

    /// The ends a fact says: "at least" leaves the upper open, "up to" the lower.
    fn of(fact: &Fact) -> Ends {
        let (low, high) = fact.figure.amount.ends();
        match fact.figure.hedge {
            Some(Hedge::Over | Hedge::MoreThan | Hedge::AtLeast | Hedge::InExcessOf | Hedge::Plus) => {
                Ends { low, high: None }
            }
            Some(Hedge::UpTo | Hedge::LessThan) => Ends { low: None, high },
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
    let mut all = gather(call, |part, _| matches!(part, Part::Guidance | Part::Prior));
    let is_known = |fact: &Fact| fact.metric.as_ref().is_some_and(|metric| metric.known);
    all.extend(gather(call, |part, fact| part == Part::Actual && is_known(fact)));
    all
}

/// The key figures of a call as a table. `line_of` gives the 1-based line of a fact.
pub fn key_figures_table(call: &CallAnalysis, scale: Scale, line_of: impl Fn(&Fact) -> u32) -> Table {
    let rows = key_figures(call).into_iter().map(|key| {
        let fact = key.fact;
        let kind = fact.figure.kind;
        let number = |value: Option<Decimal>| Cell::from(value.map(|value| scale.number(kind, value)));
        let percent = |value: Option<Decimal>| Cell::from(value.map(|value| scale.number(Kind::Percent, value)));
        let is_guidance = key.guidance.is_some() || key.prior.is_some();
        vec![
            Cell::text(if is_guidance { "guidance" } else { "results" }),
            Cell::text(fact.metric.as_ref().map_or("", |metric| &*metric.name)),
            Cell::text(fact.scope.join("; ")),
            Cell::text(fact.period.map(|period| period.to_string()).unwrap_or_default()),
            Cell::text(scale.unit(&fact.figure)),
            number(key.guidance.and_then(|ends| ends.low)),
            number(key.guidance.and_then(|ends| ends.high)),
            number(key.guidance.and_then(Ends::midpoint)),
            number(key.prior.and_then(|ends| ends.low)),
            number(key.prior.and_then(|ends| ends.high)),
            number(key.actual),
            percent(key.year_over_year),
            percent(key.quarter_over_quarter),
            Cell::text(speaker(call, fact).unwrap_or_default()),
            Cell::text(sentence(call, fact)),
            Cell::Number(line_of(fact).into()),
        ]
    });
    Table { header: COLUMNS.to_vec(), rows: rows.collect() }
}

/// What a fact can be in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Guidance,
    Prior,
    Actual,
    Growth(Basis),
}

fn part_of(fact: &Fact) -> Option<Part> {
    use FigureRole::{Growth, Guidance, Level, Margin, PriorGuidance};
    match (fact.role?, fact.modality) {
        (PriorGuidance, _) => Some(Part::Prior),
        (Guidance, Modality::Guidance | Modality::Actual) => Some(Part::Guidance),
        (Level | Margin, Modality::Guidance) => Some(Part::Guidance),
        (Level | Margin, Modality::Actual) => Some(Part::Actual),
        (Growth, Modality::Actual) => fact.basis.map(Part::Growth),
        _ => None,
    }
}

/// A key figure for each thing that one of these facts speaks of, with what all other facts say of the same.
fn gather(call: &CallAnalysis, opens: impl Fn(Part, &Fact) -> bool) -> Vec<KeyFigure<'_>> {
    let mut rows: Vec<KeyFigure<'_>> = Vec::new();
    let mut by_topic: HashMap<Topic<'_>, Vec<usize>> = HashMap::new();
    let parts = || call.facts.iter().filter_map(|fact| Some((part_of(fact)?, Topic::of(fact)?, fact)));
    for (_, topic, fact) in parts().filter(|(part, _, fact)| opens(*part, fact)) {
        let known = by_topic.entry(topic).or_default();
        if !known.iter().any(|row| rows[*row].fact.figure.kind == fact.figure.kind) {
            known.push(rows.len());
            rows.push(KeyFigure::new(fact));
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
    fn new(fact: &'call Fact) -> KeyFigure<'call> {
        KeyFigure { fact, guidance: None, prior: None, actual: None, year_over_year: None, quarter_over_quarter: None }
    }

    /// Takes what another fact of the topic says, unless an earlier one has said it.
    fn take(&mut self, part: Part, fact: &Fact) {
        let same_kind = fact.figure.kind == self.fact.figure.kind;
        let value = match fact.figure.amount {
            Amount::Single(displayed) => Some(displayed.value),
            Amount::Range { .. } | Amount::Vague { .. } => None,
        };
        match part {
            Part::Guidance if same_kind => self.guidance = self.guidance.or(Some(Ends::of(fact))),
            Part::Prior if same_kind => self.prior = self.prior.or(Some(Ends::of(fact))),
            Part::Actual if same_kind => self.actual = self.actual.or(value),
            Part::Growth(Basis::YearOverYear) => self.year_over_year = self.year_over_year.or(value),
            Part::Growth(Basis::QuarterOverQuarter) => self.quarter_over_quarter = self.quarter_over_quarter.or(value),
            Part::Guidance | Part::Prior | Part::Actual | Part::Growth(_) => {}
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

    fn with_table<T>(call: &str, look: impl FnOnce(&[KeyFigure<'_>], &Table) -> T) -> T {
        let analysis = Analysis::new(call, &Settings::default());
        let call = &analysis.calls()[0].call;
        look(&key_figures(call), &key_figures_table(call, Scale::Millions, |_| 7))
    }

    fn number(text: &str) -> Option<Decimal> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn guidance_comes_first_with_its_ends_and_midpoint() {
        with_table(CALL, |rows, _| {
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
    fn results_take_the_growth_that_is_said_of_them_and_stand_once() {
        with_table(CALL, |rows, _| {
            let revenue = &rows[2];
            assert_eq!(revenue.actual, number("41600000"));
            assert_eq!((revenue.year_over_year, revenue.quarter_over_quarter), (number("18"), number("4")));
            assert_eq!((rows[3].actual, rows[3].guidance), (number("61.4"), None));
        });
    }

    #[test]
    fn the_table_writes_numbers_in_the_scale_and_percents_as_parts_of_one() {
        with_table(CALL, |rows, table| {
            assert_eq!((table.header.len(), table.rows.len()), (COLUMNS.len(), rows.len()));
            let column = |name: &str| COLUMNS.iter().position(|column| *column == name).unwrap();
            let cell = |row: usize, name: &str| table.rows[row][column(name)].clone();
            assert_eq!(cell(0, "table"), Cell::text("guidance"));
            assert_eq!(cell(0, "midpoint"), Cell::from(number("44")));
            assert_eq!(cell(1, "low"), Cell::from(number("0.62")));
            assert_eq!(cell(1, "high"), Cell::from(None));
            assert_eq!(cell(2, "table"), Cell::text("results"));
            assert_eq!(cell(2, "yoy"), Cell::from(number("0.18")));
            assert_eq!(cell(2, "speaker"), Cell::text("Ida Moss"));
            assert_eq!(cell(2, "line"), Cell::Number(7.into()));
        });
    }

    #[test]
    fn what_is_only_asked_is_no_key_figure() {
        with_table(CALL, |rows, _| assert!(rows.iter().all(|row| row.actual != number("50000000"))));
        with_table("Dear Mr. Hale, you owe us $12 million.", |rows, table| {
            assert!(rows.is_empty() && table.rows.is_empty());
        });
    }
}
