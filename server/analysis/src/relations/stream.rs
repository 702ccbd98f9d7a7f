//! A sentence as frames see it: its figures and the few words that relate them.

use tieout_figures::{Amount, Decimal, Figure, Kind, Unit};

use super::asides::{self, Asides};
use super::words::{self, Word};
use crate::sentence::SentenceReading;
use crate::signs::lists::{RATIO_FILLERS, RATIOS};
use crate::tokens::{Boundary, Class, Form, Link, Pronoun, Token};
use crate::vocabulary::MetricId;

/// By how many times amounts of one metric may differ.
const SIZES: i64 = 20;

/// A figure or a relating word, with what was passed over before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Symbol {
    /// The word; none for a figure.
    pub(super) word: Option<Word>,
    /// The figure's index in the reading; for a direction, the index of its token.
    pub(super) index: usize,
    /// The token's index in the sentence.
    pub(super) token: usize,
    /// How many words that are in no table stand between the symbol before and this one.
    pub(super) strange: u8,
    /// The metrics named between the symbol before and this one.
    pub(super) subject: Subject,
    /// Whether a word stands between the symbol before and this one that leads to this one: "was", "by".
    pub(super) led: bool,
    /// Whether it stands right behind a comma.
    listed: bool,
}

impl Symbol {
    /// Whether a frame that has no use for it passes over it.
    pub(super) fn is_soft(&self) -> bool {
        self.word.is_some_and(Word::is_soft)
    }

    /// Whether it is a figure that a link right before leads to.
    fn is_led_to(&self) -> bool {
        self.word.is_none() && self.strange <= 3 && !self.led
    }
}

/// The metrics named in a stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// None.
    Unsaid,
    /// One.
    One(MetricId),
    /// Several.
    Several,
}

impl Subject {
    /// What two stretches name together.
    pub(super) fn with(self, other: Subject) -> Subject {
        match (self, other) {
            (Subject::Unsaid, it) | (it, Subject::Unsaid) => it,
            (one, other) if one == other => one,
            _ => Subject::Several,
        }
    }
}

/// Whether a clause of its own may have begun since the symbol before: ", and cash was".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clause {
    GoesOn,
    /// Behind a comma or "and".
    MayBegin,
    /// A noun followed; with a verb it is a clause.
    HasSubject,
}

impl Clause {
    fn after(self, class: Class) -> Clause {
        match (self, class) {
            (_, Class::Boundary(_)) => Clause::MayBegin,
            (Clause::MayBegin, Class::Word | Class::Metric(_) | Class::Pronoun(Pronoun::We)) => Clause::HasSubject,
            (clause, _) => clause,
        }
    }
}

/// The symbols of a sentence, in order; reused from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Stream {
    pub(super) symbols: Vec<Symbol>,
}

impl Stream {
    /// Reads a sentence; `text` is its words.
    pub(super) fn read(&mut self, text: &str, reading: &SentenceReading) {
        self.symbols.clear();
        let mut strange = 0_u8;
        let mut subject = Subject::Unsaid;
        let (mut clause, mut led, mut on) = (Clause::GoesOn, false, false);
        let (mut asides, mut goes_on_from) = (Asides::default(), 0);
        for (token, it) in reading.tokens.iter().enumerate() {
            if token < goes_on_from {
                continue;
            }
            if it.class == Class::Boundary(Boundary::Parenthesis)
                && let Some(prior) = asides::labelled(text, reading, token)
            {
                let word = Some(Word::Label);
                self.symbols.push(Symbol { word, index: token, token, strange, subject, led, listed: false });
                (strange, led, on) = (0, false, false);
                (subject, clause) = (Subject::Unsaid, Clause::GoesOn);
                goes_on_from = prior;
                continue;
            }
            if it.class == Class::Boundary(Boundary::Parenthesis)
                && let Some(closing) = asides.closing(text, reading, token)
            {
                goes_on_from = closing + 1;
                continue;
            }
            let (word, index) = match it.class {
                // "$220 million for the 13 weeks ended May 3, up from".
                Class::Figure(_) if asides::is_stretch(text, reading, token) => continue,
                Class::Figure(figure) => (None, figure as usize),
                class => match words::of(text, reading, token) {
                    Some(word) => (Some(word), token),
                    None => {
                        match class {
                            Class::Word => strange = strange.saturating_add(1),
                            // What a share is of is no subject: "33% of revenue, down from".
                            Class::Metric(_) if self.symbols.last().is_some_and(|it| it.word == Some(Word::Of)) => {}
                            // "18.9% as a percentage of sales, up from".
                            Class::Metric(_) if is_whole_of_ratio(text, it) => {}
                            // Nor is what a measure is based on: "market share on a revenue basis".
                            Class::Metric(_) if on => {}
                            Class::Metric(metric) => subject = subject.with(Subject::One(metric)),
                            Class::Copula if clause == Clause::HasSubject => subject = Subject::Several,
                            _ => {}
                        }
                        on = class == Class::Link(Link::On) || on && class == Class::Determiner;
                        led |= matches!(class, Class::Copula | Class::Link(Link::By));
                        clause = clause.after(class);
                        continue;
                    }
                },
            };
            let before = token.checked_sub(1).and_then(|before| reading.tokens.get(before));
            let listed = before.is_some_and(|before| before.class == Class::Boundary(Boundary::Comma));
            self.symbols.push(Symbol { word, index, token, strange, subject, led, listed });
            (strange, led, on) = (0, false, false);
            subject = Subject::Unsaid;
            clause = if word == Some(Word::And) { Clause::MayBegin } else { Clause::GoesOn };
        }
        self.drop_idle_links();
        self.keep_marks();
        self.tell_adjectives(&reading.tokens);
    }

    /// Drops "from", "to" and "versus" before anything but a figure: "from new customers", "continue to grow".
    fn drop_idle_links(&mut self) {
        let mut kept = self.symbols.len();
        let mut following: Option<Symbol> = None;
        for at in (0..self.symbols.len()).rev() {
            let symbol = self.symbols[at];
            // "$40 million from software, $30 million from services", "$12 million to shareholders, $4 million in dividends"
            let names =
                |next: &Symbol| matches!(symbol.word, Some(Word::From | Word::To)) && next.listed && next.strange > 0;
            let leads =
                following.is_some_and(|next| next.is_led_to() && !names(&next) || next.word == Some(Word::Each));
            if symbol.word == Some(Word::Exceeds) && following.is_some_and(|next| next.word.is_none() && next.led) {
                kept -= 1;
                self.symbols[kept] = Symbol { word: Some(Word::Passed), ..symbol };
                following = Some(self.symbols[kept]);
                continue;
            }
            let idles = matches!(
                symbol.word,
                Some(Word::From | Word::To | Word::At | Word::Versus | Word::Over | Word::Exceeds | Word::Within)
            );
            if idles && !leads {
                if let Some(next) = following.as_mut() {
                    next.strange = next.strange.saturating_add(symbol.strange);
                    next.subject = next.subject.with(symbol.subject);
                    next.led |= symbol.led;
                    self.symbols[kept] = *next;
                }
                continue;
            }
            kept -= 1;
            self.symbols[kept] = symbol;
            following = Some(symbol);
        }
        self.symbols.drain(..kept);
    }

    /// Takes "above" for a mark only where a figure follows.
    fn keep_marks(&mut self) {
        for at in 0..self.symbols.len() {
            let leads = |at: usize| self.symbols.get(at).is_some_and(Symbol::is_led_to);
            // "300 basis points less than the stated decline of 12%"
            let names_change = self.symbols[at].word == Some(Word::Beyond)
                && self.symbols.get(at + 1).is_some_and(|it| it.word == Some(Word::Up))
                && leads(at + 2);
            let leads = leads(at + 1) || names_change;
            if matches!(self.symbols[at].word, Some(Word::Above | Word::Beyond)) && !leads {
                self.symbols[at].word = Some(Word::Up);
            }
        }
    }

    /// Tells words of change that stand before their metric, so that the figure behind is no step: "higher revenue of
    /// $12 million".
    fn tell_adjectives(&mut self, tokens: &[Token]) {
        for at in 0..self.symbols.len() {
            let Some(next) = self.symbols.get(at + 1).filter(|next| next.word.is_none()) else { continue };
            let (symbol, figure) = (&self.symbols[at], next.token);
            let Some((Token { class: Class::Direction(direction), .. }, between)) =
                tokens.get(symbol.token..figure).and_then(<[Token]>::split_first)
            else {
                continue;
            };
            let is_metric = |token: &Token| matches!(token.class, Class::Metric(_));
            let mut behind_metric = between.iter().skip_while(|token| !is_metric(token)).skip(1);
            let leads_straight = between.iter().find(|token| token.class != Class::Word).is_some_and(is_metric);
            let of = behind_metric.next().is_some_and(|token| token.class == Class::Link(Link::Of));
            let adjective = matches!(direction.form, Form::Verb | Form::Comparative);
            if symbol.word == Some(Word::Up) && adjective && leads_straight && of {
                self.symbols[at].word = Some(Word::Raised);
            }
        }
    }

    /// Whether a figure is said to be a share: "16% of".
    pub(super) fn is_share(&self, symbol: usize) -> bool {
        self.symbols.get(symbol + 1).is_some_and(|next| next.word == Some(Word::Of))
    }
}

/// Whether the words before a metric say that it is what a ratio is of: "as a percentage of net sales".
fn is_whole_of_ratio(text: &str, metric: &Token) -> bool {
    let before = text.get(..metric.range.start().into()).unwrap_or_default().trim_end();
    let before = RATIO_FILLERS.iter().find_map(|filler| before.strip_suffix(filler)).unwrap_or(before).trim_end();
    RATIOS.iter().any(|ratio| before.ends_with(ratio))
}

/// The unit of a ratio; "2.9 turns" are 2.9 times.
fn turns(figure: &Figure) -> Option<&Unit> {
    figure.unit.as_ref().filter(|unit| !matches!(unit, Unit::Named(name) if &**name == "turns"))
}

/// Whether two figures can be values of one metric, of which the second may leave out what it measures: "106,000 barrels a
/// day, up 6% from 100,000".
pub(super) fn same_measure(one: &Figure, other: &Figure) -> bool {
    let measured = match (&one.unit, one.kind, other.kind) {
        (Some(Unit::Named(unit)), Kind::Technical, Kind::Count) => match &other.unit {
            Some(Unit::Named(inferred)) => unit.starts_with(&**inferred),
            Some(_) => false,
            None => true,
        },
        _ => false,
    };
    same_unit(one, other) || measured && is_of_one_size(one, other)
}

/// Whether two amounts are of about one size, so that the scale of the one is not left out with the other.
pub(super) fn is_of_one_size(one: &Figure, other: &Figure) -> bool {
    let (Amount::Single(one), Amount::Single(other)) = (one.amount, other.amount) else { return false };
    let over =
        |one: Decimal, other: Decimal| other.checked_mul(Decimal::from(SIZES)).is_some_and(|it| one.abs() > it.abs());
    !over(one.value, other.value) && !over(other.value, one.value)
}

/// What two figures must have in common to be values of one metric.
pub(crate) fn same_unit(one: &Figure, other: &Figure) -> bool {
    if one.kind == Kind::Vague || other.kind == Kind::Vague {
        return one.unit.is_some() && one.unit == other.unit;
    }
    match (one.kind, other.kind) {
        // "1,040 employees versus 1,028"
        (Kind::Count, Kind::Count) => one.unit.is_none() || other.unit.is_none() || one.unit == other.unit,
        // "52 days, up from 42"
        (Kind::Duration, Kind::Count) => other.unit.is_none(),
        (Kind::Count, Kind::Duration) => one.unit.is_none(),
        // "2.5 times" is either.
        (Kind::Ratio | Kind::Multiple, Kind::Ratio | Kind::Multiple) => turns(one) == turns(other),
        (a, b) => a == b && one.unit == other.unit,
    }
}
