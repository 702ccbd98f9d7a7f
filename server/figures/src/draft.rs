//! A figure while its sentence is being read: places are tokens, and nothing is settled.

use rust_decimal::Decimal;
use text_size::TextRange;

use crate::context::Context;
use crate::cue::Cue;
use crate::figure::{Amount, Currency, Displayed, Figure, Hedge, Inferred, Kind, Unit};
use crate::noun::{self, Noun};
use crate::numeral::Numeral;
use crate::sentence::Sentence;

/// What a number measures, as far as the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Nothing said: a count, or what a neighbour says.
    Bare,
    /// Money; the currency is none where the words leave it to the call.
    Money(Option<Currency>),
    PerShare(Option<Currency>),
    Percent,
    Points,
    BasisPoints,
    /// A span of time, by the index of its unit.
    Time(u8),
    Multiple,
    /// A ratio, by the index of its unit; 0 where none was said.
    Ratio(u8),
    /// A physical quantity, by the index of its unit.
    Technical(u8),
    /// A number of things.
    Count,
}

impl Measure {
    /// Whether it is an amount of money.
    pub(crate) fn is_money(self) -> bool {
        matches!(self, Measure::Money(_))
    }

    /// Whether it is money, in all or for each share.
    pub(crate) fn is_amount(self) -> bool {
        matches!(self, Measure::Money(_) | Measure::PerShare(_))
    }

    /// Whether it is in percent, in points of it or in hundredths of those.
    pub(crate) fn is_rate(self) -> bool {
        matches!(self, Measure::Percent | Measure::Points | Measure::BasisPoints)
    }

    /// Whether it is a number of things, as far as the words say.
    pub(crate) fn counts(self) -> bool {
        matches!(self, Measure::Bare | Measure::Count)
    }
}

/// How many values a draft has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Single,
    Range,
    /// Words that stand for a range, none where no bound is known.
    Vague,
}

/// A figure in the making.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draft {
    /// First token.
    pub(crate) start: usize,
    /// The token behind the last.
    pub(crate) end: usize,
    pub(crate) form: Form,
    /// The value, or the low end, scale included.
    pub(crate) low: Displayed,
    /// The high end of a range.
    pub(crate) high: Displayed,
    /// A vague figure without a known bound.
    pub(crate) unbounded: bool,
    /// The scale that was said, 1 where none was.
    pub(crate) scale: Decimal,
    /// What the word of money is worth of its currency: 0.01 for cents.
    pub(crate) worth: Decimal,
    pub(crate) measure: Measure,
    pub(crate) noun: Option<Noun>,
    pub(crate) hedge: Option<Hedge>,
    pub(crate) inferred: Option<Taken>,
    pub(crate) in_words: bool,
    pub(crate) fraction: bool,
    /// Said to be negative by "negative", "minus" or parentheses.
    pub(crate) negative: bool,
    /// Not meant: taken back in the same breath, or larger than anything that is spoken of.
    pub(crate) withdrawn: bool,
}

/// What a draft took from a neighbour, whose tokens are given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taken {
    pub(crate) scale: bool,
    pub(crate) unit: bool,
    pub(crate) from: (usize, usize),
}

/// Nothing that is spoken of is more than a sextillion; up to that, what is added and multiplied on the way to a verdict
/// stays within the 28 digits that are kept exactly.
const MOST: Decimal = Decimal::from_parts(0xDEA0_0000, 0x35C9_ADC5, 0x36, false, 0);

impl Draft {
    /// A draft of one value; withdrawn where it is too large to be reckoned with.
    pub(crate) fn from_numeral(numeral: &Numeral) -> Draft {
        let displayed = Displayed { value: numeral.mantissa, precision: numeral.step };
        let mut draft = Draft {
            in_words: numeral.in_words,
            fraction: numeral.fraction,
            hedge: numeral.hedge,
            ..Draft::exactly(numeral.start, numeral.end, displayed)
        };
        draft.take_scale(numeral.scale);
        draft
    }

    /// A draft of one value without scale or unit.
    pub(crate) fn exactly(start: usize, end: usize, displayed: Displayed) -> Draft {
        Draft {
            start,
            end,
            form: Form::Single,
            low: displayed,
            high: displayed,
            unbounded: false,
            scale: Decimal::ONE,
            worth: Decimal::ONE,
            measure: Measure::Bare,
            noun: None,
            hedge: None,
            inferred: None,
            in_words: true,
            fraction: false,
            negative: false,
            withdrawn: false,
        }
    }

    /// Whether the value comes without any unit of its own.
    pub(crate) fn is_bare(&self) -> bool {
        self.measure == Measure::Bare
    }

    /// The value before its scale.
    pub(crate) fn mantissa(&self) -> Decimal {
        self.low.value.checked_div(self.scale).unwrap_or(self.low.value)
    }

    /// Whether a scale was said.
    pub(crate) fn is_scaled(&self) -> bool {
        self.scale != Decimal::ONE
    }

    /// Counts in the coins of another: the "5" of "5 to 6 cents".
    pub(crate) fn in_coins_of(mut self, other: &Draft) -> Draft {
        self.multiply(other.worth);
        self.worth = other.worth;
        self
    }

    /// What is left of a draft that became the end of a range.
    pub(crate) fn absorbed(&self) -> Draft {
        Draft { end: self.start, ..*self }
    }

    /// Whether the draft is only what is left of one.
    pub(crate) fn is_part_of_range(&self) -> bool {
        self.start == self.end
    }

    /// Multiplies the value; a draft whose product is too large is withdrawn, since what it says now is not what was said.
    pub(crate) fn multiply(&mut self, factor: Decimal) {
        for end in [&mut self.low, &mut self.high] {
            let value = end.value.checked_mul(factor).filter(|value| value.abs() <= MOST);
            match (value, end.precision.checked_mul(factor)) {
                (Some(value), Some(precision)) => *end = Displayed { value, precision },
                _ => self.withdrawn = true,
            }
        }
    }

    /// Takes a scale, beside those that it has.
    pub(crate) fn take_scale(&mut self, scale: Decimal) {
        self.multiply(scale);
        match self.scale.checked_mul(scale) {
            Some(scale) => self.scale = scale,
            None => self.withdrawn = true,
        }
    }

    /// Turns the value into its negative, ends swapped.
    pub(crate) fn negate(&mut self) {
        let mirror = |end: Displayed| Displayed { value: -end.value, ..end };
        (self.low, self.high) = (mirror(self.high), mirror(self.low));
    }

    /// The currency of an amount that leaves it to the call. A dollar, also that of the partner which lent it, is none of a
    /// call that speaks in rupees.
    fn local(&self, s: &Sentence, context: &Context) -> Currency {
        if context.currency == Currency::USD {
            return context.currency;
        }
        let own = s.lexicon().word(s.lexicon().find(context.currency.code().as_bytes())).cues.has(Cue::SaidInDollars);
        let lent = self.inferred.filter(|taken| taken.unit).map_or(0..0, |taken| taken.from.0..taken.from.1);
        let is_dollar = !own && (self.start..self.end).chain(lent).any(|at| s.is_cue(at, Cue::Dollar));
        if is_dollar { Currency::USD } else { context.currency }
    }

    /// The figure that this draft became.
    pub(crate) fn finish(&self, s: &Sentence, context: &Context) -> Option<Figure> {
        let range = s.range(self.start, self.end)?;
        let currency = |said: Option<Currency>| said.unwrap_or_else(|| self.local(s, context));
        let (kind, unit) = match self.measure {
            Measure::Bare | Measure::Count => (Kind::Count, self.noun.and_then(|noun| noun::name(s, noun))),
            Measure::Money(said) => (Kind::Money, Some(Unit::Currency(currency(said)))),
            Measure::PerShare(said) => (Kind::PerShare, Some(Unit::PerShare(currency(said)))),
            Measure::Percent => (Kind::Percent, Some(Unit::Percent)),
            Measure::Points => (Kind::PercentagePoints, Some(Unit::PercentagePoints)),
            Measure::BasisPoints => (Kind::BasisPoints, Some(Unit::BasisPoints)),
            Measure::Time(unit) => (Kind::Duration, Some(Unit::Named(s.lexicon().unit(unit).into()))),
            Measure::Multiple => (Kind::Multiple, None),
            Measure::Ratio(0) => (Kind::Ratio, None),
            Measure::Ratio(unit) => (Kind::Ratio, Some(Unit::Named(s.lexicon().unit(unit).into()))),
            Measure::Technical(unit) => (Kind::Technical, Some(Unit::Named(s.lexicon().unit(unit).into()))),
        };
        let (kind, amount) = match self.form {
            Form::Single => (kind, Amount::Single(self.low)),
            Form::Range => (kind, Amount::Range { low: self.low, high: self.high }),
            Form::Vague if !self.unbounded && self.low.value == self.high.value => {
                (Kind::Vague, Amount::Single(self.low))
            }
            Form::Vague => {
                let end = |end: Displayed| (!self.unbounded).then_some(end.value);
                (Kind::Vague, Amount::Vague { low: end(self.low), high: end(self.high) })
            }
        };
        let inferred = self.inferred.and_then(|taken| {
            let from: TextRange = s.range(taken.from.0, taken.from.1)?;
            Some(Inferred { scale: taken.scale, unit: taken.unit, from })
        });
        Some(Figure { range, kind, amount, unit, hedge: self.hedge, inferred })
    }
}
