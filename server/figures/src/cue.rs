//! Cues: what a word tells a rule or two that ask for it. They are kept apart from the senses, which most of the grammar
//! asks for and of which there is a fixed number.

use crate::meaning::meanings;

meanings! {
    /// What a word tells a rule or two.
    Cue in u64, "make `Cues` wider";
    /// "rose": tells what has happened.
    Told "told"
    /// "expect": what goes with it has not happened yet.
    Expected "expected"
    /// "increase", as the name of a change.
    ChangeNoun "change noun"
    /// "edged": "up to" behind it tells where something went, and is no limit.
    MovesUp "moves up"
    /// "attributable": stands between a loss and its amount.
    OfLoss "of loss"
    /// "operating", before "loss".
    LossKind "loss kind"
    /// "ratio", behind "loss": it names something else.
    LossName "loss name"
    /// "profit": what is no loss.
    Gain "gain"
    /// "better", behind an amount: by how much one thing differs from another.
    Difference "difference"
    /// "which", behind a comma: what follows is said aside.
    Aside "aside"
    /// "p" directly behind digits: a coin.
    CoinLetters "coin letters"
    /// "pc" directly behind digits.
    PercentLetters "percent letters"
    /// "$": a dollar of the call, or else of the United States.
    Dollar "dollar"
    /// "CAD": currencies whose own sign is "$".
    SaidInDollars "said in dollars"
    /// "copper": pounds of it are weighed and not paid.
    Weighed "weighed"
    /// "R" directly before digits: a currency.
    CurrencyLetter "currency letter"
    /// "wafer": what is measured in millimetres beside it, and not in millions.
    Millimetres "millimetres of"
    /// "lower", behind "was": tells what has happened.
    ToldDirection "told direction"
    /// "going", behind an amount: it has not happened yet.
    ExpectedBehind "expected behind"
    /// "fewer": by how much, and of what there is less.
    Comparative "comparative"
    /// "versus": what follows is a base.
    Compared "compared"
    /// "excluding", behind an amount: it is counted in a way of its own.
    CountedOtherwise "counted otherwise"
    /// "sequential", between an amount and the change that it is.
    OfChange "of change"
    /// "impact", behind "negative": it has a sign.
    CanBeNegative "can be negative"
    /// "offset", before "by": what is done by an amount, which says nothing of its sign.
    DoneBy "done by"
    /// "think", behind "I": what is said aside.
    Thought "thought"
    /// "grew": a bare decade beside it is a percentage.
    Growth "growth"
    /// "shipped": so many things, and no money.
    Sold "sold"
    /// "talked", before "about": the topic, and no approximation.
    Talked "talked"
    /// "lasted", before "over": for how long, and not within what time.
    Lasts "lasts"
    /// "horizon", behind a span of time: "over" it is no limit.
    Stretch "stretch"
    /// "complete", behind "three quarters": how much of something is done.
    Done "done"
    /// "hour": half of it is a span of time, and no period.
    HalvedTime "halved time"
    /// "during", before "the half".
    During "during"
    /// "remainder", before "of" a year.
    RestOf "rest of"
    /// "since", behind so many months: it says which they are.
    SaysWhich "says which"
    /// "ago", behind "a year": a time, and no rate.
    BehindYear "behind year"
    /// "quarter", behind a year: the one of that year.
    OfYear "of year"
    /// "wheeler", behind a number and a hyphen: a name.
    Compound "compound"
    /// "off", behind "one" and a hyphen: a name.
    OneCompound "one compound"
    /// "whammy", behind "double": an idiom.
    DoubleIdiom "double idiom"
    /// "star": a key of a telephone.
    Key "key"
    /// "pts": percentage points.
    PointsLetters "points letters"
    /// "月", behind a number: it is of the calendar.
    HanCalendar "han calendar"
    /// "了", between a word of decline and its amount.
    HanFiller "han filler"
    /// "uh": stands anywhere and says nothing.
    Hesitation "hesitation"
    /// "several".
    Several "several"
    /// "even".
    Even "even"
}

/// A set of cues.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(crate) struct Cues(u64);

impl Cues {
    /// Whether the cue is among these.
    #[inline]
    pub(crate) const fn has(self, cue: Cue) -> bool {
        self.0 & 1 << cue as u8 != 0
    }

    /// These cues and one more.
    pub(crate) const fn and(self, cue: Cue) -> Cues {
        Cues(self.0 | 1 << cue as u8)
    }
}
