//! A relation: figures that belong together, and the arithmetic between them.

use crate::tokens::Sense;
use crate::vocabulary::MetricId;

/// The arithmetic of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// level = prior × (1 + growth)
    Growth,
    /// the same, where the growth leaves something out that the prior level may hold
    LikeForLike,
    /// level with what was left out / level without it, the same over two bases
    GrowthChain,
    /// change / (level − change) = growth
    ChangeShare,
    /// level − prior = change
    Change,
    /// level − prior = points, all in percent
    Points,
    /// level = prior × multiple
    Multiple,
    /// part = share × whole
    Share,
    /// shares of one whole that leave nothing out
    Parts,
    /// part + part = whole
    Sum,
    /// the same, where the whole is counted a little differently by one company and another
    SumAbout,
    /// part + part ≤ whole
    SumAtMost,
    /// units × price = amount
    Product,
    /// four quarters = amount
    OfQuarter,
    /// twelve months = amount
    OfMonth,
    /// (low + high) / 2 = midpoint
    Midpoint,
    /// amount / shares = per share, with the share count said or that of another pair
    PerShare,
    /// margin = profit / revenue, or 1 − cost / revenue; a profit may be that after expenses, and these
    Margin,
    /// level above or below prior, as a word says
    Direction,
    /// a level against a range: above or below one of its ends, or within it
    Comparison,
    /// a range that was raised or lowered from another
    Revision,
    /// a range within the wider one that it was before
    Narrowing,
    /// the same fact said twice
    Restatement,
    /// the same fact said twice, once in a wrong unit
    Slip,
    /// a range with its ends in order
    Range,
    /// a bare number beside amounts with scale and sign, or an amount beside amounts for one share
    Unit,
    /// a share of a few things that are counted
    CountShare,
}

/// What a fact is to its relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Level,
    Prior,
    /// What a level is said to be above or below of; a word of limit before it says just that.
    Mark,
    Growth,
    /// Over another base.
    OtherGrowth,
    /// With what was left out.
    WholeGrowth,
    /// With what was left out, over the other base.
    OtherWholeGrowth,
    Change,
    Points,
    Multiple,
    Part,
    Share,
    Whole,
    /// A base that would fit better than the one named.
    OtherWhole,
    /// Another part of the whole.
    OtherShare,
    /// One more.
    ThirdShare,
    FourthShare,
    FifthShare,
    SixthShare,
    /// What is left of the whole.
    Rest,
    /// Further parts of a sum.
    SecondPart,
    ThirdPart,
    FourthPart,
    /// How many.
    Units,
    /// What one costs.
    Price,
    /// What all cost, or what a per-share amount is for all shares.
    Amount,
    /// A range of which another figure is the middle.
    Span,
    /// A range of which the upper end is meant.
    HighEnd,
    /// A range of which the lower end is meant.
    LowEnd,
    Midpoint,
    PerShare,
    OtherPerShare,
    OtherAmount,
    Margin,
    Profit,
    /// The margin before expenses.
    GrossMargin,
    /// What was spent of a profit before the one that is said.
    Expenses,
    Cost,
    Revenue,
    Statement,
    Again,
    Low,
    High,
    Bare,
    Neighbour,
}

impl Role {
    /// The role in words.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Role::Level => "level",
            Role::Prior => "prior level",
            Role::Mark => "mark",
            Role::Growth => "growth",
            Role::OtherGrowth => "growth over another base",
            Role::WholeGrowth | Role::OtherWholeGrowth => "growth of the whole",
            Role::Change => "change",
            Role::Points => "points",
            Role::Multiple => "multiple",
            Role::Part => "part",
            Role::Share => "share",
            Role::Whole => "whole",
            Role::OtherWhole => "another whole",
            Role::OtherShare | Role::ThirdShare | Role::FourthShare | Role::FifthShare | Role::SixthShare => {
                "other share"
            }
            Role::Rest => "rest",
            Role::SecondPart | Role::ThirdPart | Role::FourthPart => "further part",
            Role::Units => "units",
            Role::Price => "price",
            Role::Amount => "amount",
            Role::Span | Role::HighEnd | Role::LowEnd => "range",
            Role::Midpoint => "midpoint",
            Role::PerShare => "per share",
            Role::OtherPerShare => "other per share",
            Role::OtherAmount => "other amount",
            Role::Margin => "margin",
            Role::Profit => "profit",
            Role::GrossMargin => "gross margin",
            Role::Expenses => "expenses",
            Role::Cost => "cost",
            Role::Revenue => "revenue",
            Role::Statement => "statement",
            Role::Again => "said again",
            Role::Low => "lower end",
            Role::High => "upper end",
            Role::Bare => "bare number",
            Role::Neighbour => "neighbour",
        }
    }
}

/// How surely the operands of a relation belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Pairing {
    /// Gathered from different places, though one of them leaves something unsaid by which they are told apart.
    Likely,
    /// Gathered by their keys from different places.
    Gathered,
    /// In one or two adjacent sentences, related by what they are about.
    Near,
    /// In one clause, related by its words.
    Clause,
}

/// Facts that a relation holds or breaks between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    /// The arithmetic.
    pub(crate) kind: Kind,
    /// How surely they belong together.
    pub(crate) pairing: Pairing,
    /// Which way the words say it went.
    pub(crate) sense: Option<Sense>,
    /// Indices of facts, with what each is to the relation. The first is the one a finding is about.
    pub(crate) operands: Vec<(Role, usize)>,
}

impl Relation {
    /// The fact of a role.
    pub(crate) fn fact(&self, role: Role) -> Option<usize> {
        self.operands.iter().find(|(it, _)| *it == role).map(|(_, fact)| *fact)
    }
}

/// A level and its step from a base that the clause leaves unsaid: "$12 million, up 20% sequentially".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpenStep {
    /// The fact of the level.
    pub(crate) level: usize,
    /// The fact of the step.
    pub(crate) by: usize,
    /// Which way.
    pub(crate) sense: Option<Sense>,
}

/// What was found so far.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) relations: Vec<Relation>,
    /// The last level and prior level set side by side without their step.
    pub(super) pair: Option<(usize, usize)>,
    pub(crate) open: Vec<OpenStep>,
    /// Shares of a whole that is named but not said beside them: (part, share, token of the whole's name).
    pub(crate) shares: Vec<OpenShare>,
}

/// A part and its percentage of a whole that is named and not said beside them: "$35 million, 27% of total revenue".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpenShare {
    /// The fact of the part.
    pub(crate) part: usize,
    /// The fact of the share.
    pub(crate) share: usize,
    /// The metric named as the whole.
    pub(crate) whole: MetricId,
}
