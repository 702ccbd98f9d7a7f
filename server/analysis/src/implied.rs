//! What is implied: the level that a growth rate is measured from, where the call leaves it unsaid.

use rust_decimal::Decimal;
use tieout_figures::Kind;

use crate::call::CallAnalysis;
use crate::facts::{Fact, FigureRole, Period};
use crate::relations::{Rational, Values, base_period};

/// A level that follows from another one and its growth: "$22.4 million, up 32% sequentially" implies $16.9–17.1 million
/// for the quarter before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Implied {
    /// The index of the fact of the level.
    pub level: usize,
    /// The index of the fact of the growth.
    pub growth: usize,
    /// The period that the implied level is of.
    pub period: Period,
    /// The least value that the words allow, in base units.
    pub low: Decimal,
    /// The greatest.
    pub high: Decimal,
}

/// How many decimals of an implied value are kept.
const PLACES: u32 = 6;

impl CallAnalysis {
    /// What a level and its growths, said in one sentence, imply of the periods before; for the fact of the level all of
    /// it, for that of a growth its own. Nothing where the call states the level before.
    pub fn implied(&self, fact: usize) -> Vec<Implied> {
        let Some(asked) = self.facts.get(fact) else { return Vec::new() };
        let wanted = match asked.role {
            Some(FigureRole::Level) => FigureRole::Growth,
            Some(FigureRole::Growth) => FigureRole::Level,
            _ => return Vec::new(),
        };
        let start = self.facts.partition_point(|other| other.sentence < asked.sentence);
        let end = self.facts.partition_point(|other| other.sentence <= asked.sentence);
        let others = (start..end).filter(|other| {
            let other = &self.facts[*other];
            other.role == Some(wanted) && other.period == asked.period && is_of_same(other, asked)
        });
        let pair = |other| if wanted == FigureRole::Growth { (fact, other) } else { (other, fact) };
        others.filter_map(|other| self.base(pair(other))).collect()
    }

    /// The level before that a level and its growth imply.
    fn base(&self, (level, growth): (usize, usize)) -> Option<Implied> {
        let (of, by) = (&self.facts[level], &self.facts[growth]);
        if by.figure.kind != Kind::Percent {
            return None;
        }
        let period = base_period(of.period?, by.basis?)?;
        let is_said = |fact: &Fact| {
            let is_level = matches!(fact.role, Some(FigureRole::Level | FigureRole::PriorLevel));
            is_level && fact.period == Some(period) && is_of_same(fact, of) && fact.figure.kind == of.figure.kind
        };
        if self.facts.iter().any(is_said) {
            return None;
        }
        let (levels, rate) = (Values::from(of.figure.interval()), Values::from(by.figure.interval()));
        let factor = rate.over(Values::exactly(Rational::HUNDRED))?.plus(Values::exactly(Rational::ONE))?;
        let base = levels.over(factor).filter(|base| base.is_positive())?;
        let (low, high) = (base.low?.at.to_decimal(PLACES)?, base.high?.at.to_decimal(PLACES)?);
        Some(Implied { level, growth, period, low, high })
    }
}

/// Whether two facts are of one metric in one scope.
fn is_of_same(one: &Fact, other: &Fact) -> bool {
    one.metric.is_some() && one.metric_name() == other.metric_name() && one.scope == other.scope
}

#[cfg(test)]
mod tests {
    use crate::{Analysis, Settings};

    fn implied(remarks: &str) -> Vec<(String, i64, i64)> {
        let text = format!(
            "Example Instruments Inc. (EXIN) Q3 2031 Earnings Call\n\nOperator: Welcome to the Example Instruments third \
             quarter 2031 earnings conference call.\n\nAnn Lee - Chief Financial Officer: {remarks}\n\nOperator: This \
             concludes today's call.\n"
        );
        let analysis = Analysis::new(&text, &Settings::default());
        let call = &analysis.calls()[0].call;
        let all =
            (0..call.facts.len()).flat_map(|fact| call.implied(fact).into_iter().filter(move |it| it.level == fact));
        let whole = |value: rust_decimal::Decimal| i64::try_from(value.round()).expect("a small number");
        all.map(|it| (it.period.to_string(), whole(it.low), whole(it.high))).collect()
    }

    #[test]
    fn a_growth_implies_the_level_before() {
        let both = implied("Third quarter revenue was $24.0 million, up 20% sequentially and 50% year over year.");
        let periods: Vec<&str> = both.iter().map(|(period, ..)| period.as_str()).collect();
        assert_eq!(periods, ["FY2031Q2", "FY2030Q3"]);
        let (_, low, high) = both[0];
        assert!(low < 20_000_000 && 20_000_000 < high && high - low < 500_000, "{low} to {high}");
    }

    #[test]
    fn what_the_call_states_is_not_implied() {
        let stated =
            "Third quarter revenue was $24.0 million, up 20% sequentially. Second quarter revenue was $20 million.";
        assert_eq!(implied(stated), []);
        assert_eq!(implied("Third quarter revenue was $24.0 million."), []);
    }
}
