//! Bases: what a change is measured against, told by the period beside it: "up 5% from Q2".

use super::around_when::behind;
use super::clock::Clock;
use super::period::Period;
use super::statement::{Statement, View};
use super::when::Setting;
use super::{Basis, FigureRole};

impl Clock {
    /// The basis of each statement of a sentence whose periods are known.
    pub(super) fn bases(
        &self,
        view: &View<'_>,
        statements: &[Statement],
        periods: &[Option<Period>],
    ) -> Vec<Option<Basis>> {
        let mut bases = Vec::new();
        for (index, statement) in statements.iter().enumerate() {
            let change = matches!(statement.role, Some(FigureRole::Growth | FigureRole::Change)) && !statement.base;
            let period = periods.get(index).copied().flatten();
            let mut basis = statement.basis;
            if let (true, None, Some(period)) = (change, basis, period) {
                let next = statements.get(index + 1);
                let after = statement.token + 1..next.map_or(view.tokens.len(), |next| next.token);
                let setting = Setting { ahead: false, reference: Some(period), guided: None, stock: None };
                let behind = behind(view, after.clone()).filter(|when| when.base);
                let base = match behind {
                    Some(when) => when.resolve(self.now, setting),
                    // "up 5% to $20 million from $19 million in Q2"
                    None => statements[index + 1..]
                        .iter()
                        .zip(&periods[index + 1..])
                        .take(2)
                        // "3% from December, and 10% from $1.2 billion a year ago": the base of another growth.
                        .take_while(|(other, _)| other.base || other.role != statement.role)
                        .find(|(other, _)| other.base && other.subject == statement.subject)
                        .and_then(|(_, period)| *period),
                };
                basis = base.and_then(|base| basis_between(period, base));
            }
            bases.push(basis);
        }
        bases
    }
}

/// What a change is measured against, where the period that it is compared with stands beside it: "up 5% from Q2".
fn basis_between(period: Period, base: Period) -> Option<Basis> {
    if period.plus_years(-1) == base {
        Some(Basis::YearOverYear)
    } else if matches!(period, Period::Quarter(_)) && period.before() == Some(base) {
        Some(Basis::QuarterOverQuarter)
    } else {
        None
    }
}
