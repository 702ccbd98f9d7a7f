//! What a word can mean to the grammar: one bit for each sense.

use std::ops::BitOr;

use crate::meaning::meanings;

/// A set of senses.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(crate) struct Senses(u128);

impl Senses {
    /// Whether any of the senses is among these.
    #[inline]
    pub(crate) const fn any(self, of: Senses) -> bool {
        self.0 & of.0 != 0
    }

    /// These senses and one more, in a constant.
    pub(crate) const fn and(self, sense: Sense) -> Senses {
        Senses(self.0 | 1 << sense as u8)
    }

    /// No sense.
    pub(crate) const NONE: Senses = Senses(0);
}

impl From<Sense> for Senses {
    #[inline]
    fn from(sense: Sense) -> Senses {
        Senses(1 << sense as u8)
    }
}

impl<S: Into<Senses>> BitOr<S> for Senses {
    type Output = Senses;

    #[inline]
    fn bitor(self, other: S) -> Senses {
        Senses(self.0 | other.into().0)
    }
}

impl BitOr for Sense {
    type Output = Senses;

    #[inline]
    fn bitor(self, other: Sense) -> Senses {
        Senses::from(self) | other
    }
}

meanings! {
    /// One sense of a word.
    Sense in u128, "make one of the senses a cue";
    /// A number in digits; no table gives it.
    Digits "(digits)"
    /// "seven".
    Digit "digit"
    /// "seventeen", and "ten".
    Teen "teen"
    /// "seventy".
    Tens "tens"
    /// "oh", the zero of "one oh five".
    Oh "oh"
    /// "hundred".
    Hundred "hundred"
    /// "million".
    Scale "scale"
    /// "k", "m": a scale only directly behind digits or in an amount with a sign of currency.
    LetterScale "letter scale"
    /// "millions".
    Scales "scales"
    /// "dozen".
    Dozen "dozen"
    /// "half".
    Half "half"
    /// "½".
    VulgarFraction "vulgar fraction"
    /// "third" as a fraction, singular.
    Part "part"
    /// "thirds".
    Parts "parts"
    /// "first".
    Ordinal "ordinal"
    /// "th" behind digits.
    OrdinalEnding "ordinal ending"
    /// "doubled".
    Multiple "multiple"
    /// "halved".
    Halved "halved"
    /// "couple".
    Couple "couple"
    /// "a".
    Article "article"
    /// "and".
    And "and"
    /// "point".
    Point "point"
    /// "points".
    Points "points"
    /// "full", as in "a full percent".
    Full "full"
    /// "negative", "minus".
    Negative "negative"
    /// "plus".
    Plus "plus"
    /// "%".
    Percent "percent"
    /// "percentage".
    Percentage "percentage"
    /// "per".
    Per "per"
    /// "cent", as in "per cent".
    Cent "cent"
    /// "basis".
    Basis "basis"
    /// "bps".
    BasisPoints "basis points"
    /// "days".
    Time "time"
    /// "consecutive", before a span of time.
    TimeAdjective "time adjective"
    /// "times".
    Times "times"
    /// "x".
    TimesSign "times sign"
    /// "fold".
    Fold "fold"
    /// "turns".
    Turns "turns"
    /// "DSO": a bare number of it is in days.
    DaysMetric "days metric"
    /// "square", before "feet".
    TechnicalPrefix "technical prefix"
    /// "decrease" behind its amount.
    DeclineNoun "decline noun"
    /// "covered": a multiple of this is a ratio.
    RatioCue "ratio cue"
    /// "megawatts".
    Technical "technical"
    /// "G": a unit only directly behind digits.
    GluedTechnical "glued technical"
    /// "share", of "per share".
    Share "share"
    /// "diluted", between "per" and "share".
    ShareAdjective "share adjective"
    /// "$".
    CurrencySign "currency sign"
    /// "US" before "$".
    CurrencyPrefix "currency prefix"
    /// "USD", "dollars".
    CurrencyWord "currency word"
    /// "EUR", "Rs": also before the number.
    CurrencyCode "currency code"
    /// "MUSD": millions of a currency.
    MillionCode "million code"
    /// "American" before "dollars".
    CurrencyNation "currency nation"
    /// "to".
    To "to"
    /// "through".
    Through "through"
    /// "or".
    Or "or"
    /// "between".
    Between "between"
    /// "from".
    From "from"
    /// "by".
    By "by"
    /// "anywhere", before "from".
    RangeCue "range cue"
    /// "perhaps": stands between the parts of a figure and changes nothing.
    Filler "filler"
    /// "sorry": the number before it is withdrawn.
    Correction "correction"
    /// "versus".
    Link "link"
    /// "respectively".
    Respectively "respectively"
    /// "down".
    Decline "decline"
    /// "up".
    Rise "rise"
    /// "loss".
    Loss "loss"
    /// "loan", before "loss".
    CreditLoss "credit loss"
    /// "was".
    Copula "copula"
    /// "slightly": between a direction and its amount.
    Adverb "adverb"
    /// "of".
    Of "of"
    /// "the".
    Determiner "determiner"
    /// A word that ends a noun phrase.
    Stop "stop"
    /// A word that qualifies a noun: a count before it does not take the noun in.
    Adjective "adjective"
    /// Something counted, in the singular.
    Noun "noun"
    /// Something counted, in the plural, which does not end in "s" or whose singular is irregular.
    PluralNoun "plural noun"
    /// "things": counts of what is being talked about.
    Talk "talk"
    /// "viewers": a scaled number without a unit counts them.
    CountCue "count cue"
    /// "revenue": money is meant.
    MoneyCue "money cue"
    /// "earnings": a small amount is meant for each share.
    ShareCue "per share cue"
    /// "price": an amount of cents is a price.
    PriceCue "price cue"
    /// "unit": an amount of money for each is a rate.
    RateNoun "rate noun"
    /// "rate": a bare zero is a percentage.
    RateCue "rate cue"
    /// "range", behind a figure.
    RangeNoun "range noun"
    /// "low".
    Low "low"
    /// "mid".
    Mid "mid"
    /// "high".
    High "high"
    /// "double", before "digit".
    DigitCount "digit count"
    /// "digits".
    DigitsNoun "digits noun"
    /// "figures", of "seven figures".
    FiguresNoun "figures noun"
    /// "twenties".
    Decade "decade"
    /// "breakeven".
    Breakeven "breakeven"
    /// "break", before "even".
    Break "break"
    /// "quarter".
    Quarter "quarter"
    /// "Q".
    QuarterLetter "quarter letter"
    /// "H" before 1 or 2.
    HalfLetter "half letter"
    /// "fiscal", "FY".
    Fiscal "fiscal"
    /// "year".
    Year "year"
    /// "months" of "first nine months".
    Months "months"
    /// "January".
    Month "month"
    /// "ended".
    Ended "ended"
    /// "last" before "half".
    HalfOf "half of"
    /// "results": what a period has.
    PeriodNoun "period noun"
    /// "level": with a number it is a name.
    NameHead "name head"
    /// "Ti": with a number before it, it is a name.
    NameTail "name tail"
    /// "passcode": the digits behind it are no quantity.
    CodeHead "code head"
    /// "3m": a name, whatever stands around it.
    Name "name"
    /// "top", before a rank.
    Rank "rank"
    /// "more" behind "one".
    OneIdiom "one idiom"
    /// "this" before "one".
    OnePointer "one pointer"
    /// "am".
    ClockHalf "clock half"
    /// "Mr": a full stop behind it ends no sentence.
    Abbreviation "abbreviation"
    /// The last word of a hedge before a figure; hedges.txt gives it.
    HedgeBefore "(hedge before)"
    /// The first word of a hedge behind a figure; hedges.txt gives it.
    HedgeBehind "(hedge behind)"
    /// ",".
    Comma "comma"
    /// "-".
    Hyphen "hyphen"
    /// "--".
    Dash "dash"
    /// "(".
    Open "open"
    /// ")".
    Close "close"
    /// "/".
    Slash "slash"
    /// ":".
    Colon "colon"
    /// ".".
    FullStop "full stop"
    /// "'".
    Apostrophe "apostrophe"
    /// "#".
    NumberSign "number sign"
    /// A Chinese numeral below ten.
    HanDigit "han digit"
    /// A Chinese scale.
    HanScale "han scale"
}

/// Senses that can belong to a number; a sentence without any is skipped.
pub(crate) const EVIDENCE: Senses = Senses::NONE
    .and(Sense::Digits)
    .and(Sense::Digit)
    .and(Sense::Teen)
    .and(Sense::Tens)
    .and(Sense::Hundred)
    .and(Sense::Scale)
    .and(Sense::Scales)
    .and(Sense::Dozen)
    .and(Sense::Half)
    .and(Sense::VulgarFraction)
    .and(Sense::Part)
    .and(Sense::Multiple)
    .and(Sense::Halved)
    .and(Sense::Couple)
    .and(Sense::Ordinal)
    .and(Sense::Full)
    .and(Sense::Breakeven)
    .and(Sense::Break)
    .and(Sense::DigitCount)
    .and(Sense::Decade)
    .and(Sense::HanDigit)
    .and(Sense::HanScale);

/// What, standing behind a number, makes it a quantity whatever stands before it.
pub(crate) const MEASURES: Senses = Senses::NONE
    .and(Sense::Percent)
    .and(Sense::Percentage)
    .and(Sense::Basis)
    .and(Sense::BasisPoints)
    .and(Sense::Points)
    .and(Sense::Scale)
    .and(Sense::Hundred)
    .and(Sense::CurrencyWord)
    .and(Sense::Technical)
    .and(Sense::Time)
    .and(Sense::Times);

/// Number words below a hundred.
pub(crate) const SMALL: Senses = Senses::NONE.and(Sense::Digit).and(Sense::Teen).and(Sense::Tens);

/// What a scale can be said with.
pub(crate) const SCALES: Senses = Senses::NONE.and(Sense::Scale).and(Sense::Scales);
