//! What the tables say of metrics and scopes.

use std::sync::Arc;

/// A metric of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MetricId(pub(super) u16);

/// A scope of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScopeId(pub(super) u16);

/// What sort of quantity a metric is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MetricKind {
    /// An amount of money.
    Money,
    /// A ratio, said in percent.
    Percent,
    /// Money for each share.
    PerShare,
    /// A number of things.
    Count,
    /// A length of time, in days.
    Days,
    /// A ratio, said as a number: "inventory turns".
    Ratio,
}

/// A metric, as its table says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetricEntry {
    /// The canonical name.
    pub name: Arc<str>,
    /// What sort of quantity it is.
    pub kind: MetricKind,
    /// Whether it is the state at a moment (a balance, a head count) rather than the sum over a period.
    pub stock: bool,
    /// Whether less of it is better: costs, days outstanding, churn.
    pub lower_is_better: bool,
    /// Whether a loss of it is commonly said without a sign: net income, EPS.
    pub signed: bool,
    /// Whether only the company as a whole has it: earnings per share, the tax rate.
    pub whole: bool,
    /// Whether its name says which part of the company it is of: services revenue.
    pub part: bool,
    /// Whether it is what a part of a company is said to grow by, where it is said to grow.
    pub top_line: bool,
    /// Whether it is said in physical units too, such as barrels or megawatts.
    pub physical: bool,
    /// The metric that stands above the line, where this one is its ratio to `ratio_to`.
    pub ratio_of: Option<MetricId>,
    /// The metric that it is a ratio to: revenue for margins, shares for earnings per share.
    pub ratio_to: Option<MetricId>,
}

/// A scope, as its table says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeEntry {
    /// The canonical name.
    pub name: Arc<str>,
    /// Whether growth in this scope must not be checked against reported amounts: constant currency, organic.
    pub restates: bool,
    /// Whether the words that follow belong to it: "excluding".
    pub opens: bool,
    /// How it counts the whole; none for a part of the company.
    pub counting: Option<Counting>,
}

impl ScopeEntry {
    /// Whether nothing is of this scope and of the other at once.
    pub(super) fn excludes(&self, other: &ScopeEntry) -> bool {
        let in_accounts = |it: &ScopeEntry| it.counting == Some(Counting::Accounts);
        let departs = |it: &ScopeEntry| it.restates || it.counting == Some(Counting::Adjusted);
        let are_parts = self.counting.is_none() && other.counting.is_none() && self.name != other.name;
        are_parts || in_accounts(self) && departs(other) || departs(self) && in_accounts(other)
    }
}

/// How a scope counts what a company as a whole has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// As the accounts do: GAAP.
    Accounts,
    /// As the accounts do, put right by what management leaves out: adjusted, non-GAAP.
    Adjusted,
    /// In another way: in constant currency, organic, before tax.
    Otherwise,
}
