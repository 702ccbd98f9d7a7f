//! The figure: a number expression that a reader would want explained.

use std::fmt;

use rust_decimal::Decimal;
use text_size::TextRange;

/// A number expression in a text: what it says, never what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Where it stands in the text that was read: unit, currency and scale words inside, hedges outside.
    pub range: TextRange,
    /// What sort of quantity the words say.
    pub kind: Kind,
    /// The value or values, in base units: 22400000 for "$22.4 million", 32 for "32%", 500 for "500 basis points".
    pub amount: Amount,
    /// What is counted or measured; none for a bare count or a multiple.
    pub unit: Option<Unit>,
    /// The word of approximation or limit that goes with it.
    pub hedge: Option<Hedge>,
    /// What was taken from a neighbour in the same clause, because the figure itself leaves it unsaid.
    pub inferred: Option<Inferred>,
}

/// The sort of quantity, decided by the words said and not by what they may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An amount of money: "$22.4 million".
    Money,
    /// Money for each share: "$0.01 per share".
    PerShare,
    /// "32%", "45 to 47%".
    Percent,
    /// "5 points of margin".
    PercentagePoints,
    /// "500 basis points".
    BasisPoints,
    /// A number of things: "1,800 servers".
    Count,
    /// "doubled", "2x", "half".
    Multiple,
    /// "74 days".
    Duration,
    /// "2.9 turns".
    Ratio,
    /// A physical or technical quantity: "100G", "1300 km".
    Technical,
    /// "double-digit", "low 30s", "breakeven".
    Vague,
}

impl Kind {
    /// The word of the JSON contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Money => "money",
            Kind::PerShare => "per_share",
            Kind::Percent => "percent",
            Kind::PercentagePoints => "percentage_points",
            Kind::BasisPoints => "basis_points",
            Kind::Count => "count",
            Kind::Multiple => "multiple",
            Kind::Duration => "duration",
            Kind::Ratio => "ratio",
            Kind::Technical => "technical",
            Kind::Vague => "vague",
        }
    }
}

/// A value as it was displayed: with the worth of one unit in its last displayed digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Displayed {
    /// The value in base units.
    pub value: Decimal,
    /// What one unit of the last displayed digit is worth, in base units: 100000 for "$22.4 million", 1 for "five
    /// deals". Zero where the words are exact ("doubled").
    pub precision: Decimal,
}

/// What a figure amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// One value.
    Single(Displayed),
    /// A spoken range, low end first.
    Range {
        /// The lower end.
        low: Displayed,
        /// The upper end.
        high: Displayed,
    },
    /// Words that stand for a range of values without displaying a digit of it; an end that is not known is none.
    Vague {
        /// The least value meant.
        low: Option<Decimal>,
        /// The greatest value meant.
        high: Option<Decimal>,
    },
}

/// The least and the greatest value of an amount, each none where it is not known; a single value is both.
pub type Ends = (Option<Decimal>, Option<Decimal>);

impl Amount {
    /// Its least and its greatest value.
    pub fn ends(self) -> Ends {
        match self {
            Amount::Single(displayed) => (Some(displayed.value), Some(displayed.value)),
            Amount::Range { low, high } => (Some(low.value), Some(high.value)),
            Amount::Vague { low, high } => (low, high),
        }
    }
}

/// The unit of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Money of this currency.
    Currency(Currency),
    /// Money of this currency for each share.
    PerShare(Currency),
    /// Percent.
    Percent,
    /// Percentage points.
    PercentagePoints,
    /// Basis points, hundredths of a percentage point.
    BasisPoints,
    /// A counted noun in the singular ("server"), a plural time unit ("days"), or a technical unit as said.
    Named(Box<str>),
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unit::Currency(currency) => f.write_str(currency.code()),
            Unit::PerShare(currency) => write!(f, "{}/share", currency.code()),
            Unit::Percent => f.write_str("percent"),
            Unit::PercentagePoints => f.write_str("percentage_points"),
            Unit::BasisPoints => f.write_str("basis_points"),
            Unit::Named(name) => f.write_str(name),
        }
    }
}

/// A currency, by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The United States dollar, what a bare "$" means where the call says nothing else.
    pub const USD: Currency = Currency(*b"USD");

    /// The currency of a code of three capital letters; none for anything else.
    pub fn from_code(code: &str) -> Option<Currency> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_uppercase).then_some(Currency(code))
    }

    /// The ISO 4217 code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A word of approximation or limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// "about", "around", "some", "or so".
    About,
    /// "approximately".
    Approximately,
    /// "roughly".
    Roughly,
    /// "almost", "just under".
    Almost,
    /// "nearly", "close to".
    Nearly,
    /// "over", "above".
    Over,
    /// "more than", "north of".
    MoreThan,
    /// "at least", "or better".
    AtLeast,
    /// "in excess of".
    InExcessOf,
    /// "400 plus".
    Plus,
    /// "up to", "as much as".
    UpTo,
    /// "less than", "under".
    LessThan,
}

impl Hedge {
    /// Every hedge there is.
    pub const ALL: [Hedge; 12] = [
        Hedge::About,
        Hedge::Approximately,
        Hedge::Roughly,
        Hedge::Almost,
        Hedge::Nearly,
        Hedge::Over,
        Hedge::MoreThan,
        Hedge::AtLeast,
        Hedge::InExcessOf,
        Hedge::Plus,
        Hedge::UpTo,
        Hedge::LessThan,
    ];

    /// The word of the JSON contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Hedge::About => "about",
            Hedge::Approximately => "approximately",
            Hedge::Roughly => "roughly",
            Hedge::Almost => "almost",
            Hedge::Nearly => "nearly",
            Hedge::Over => "over",
            Hedge::MoreThan => "more_than",
            Hedge::AtLeast => "at_least",
            Hedge::InExcessOf => "in_excess_of",
            Hedge::Plus => "plus",
            Hedge::UpTo => "up_to",
            Hedge::LessThan => "less_than",
        }
    }
}

/// What a figure took from a neighbour, and where that neighbour stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inferred {
    /// The scale ("million") was taken over.
    pub scale: bool,
    /// The sign or word of currency, percent or unit was taken over.
    pub unit: bool,
    /// The figure it was taken from, in the text that was read.
    pub from: TextRange,
}
