//! Reading: text in, figures out.

use rust_decimal::Decimal;
use text_size::TextRange;

use crate::figure::{Amount, Currency, Displayed, Figure, Kind, Unit};

/// What a reader of the text would know before the first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Context {
    /// The currency of a bare "$" and of money without a sign.
    pub currency: Currency,
}

impl Default for Context {
    fn default() -> Self {
        Context { currency: Currency::USD }
    }
}

/// All that was read in a text, in the order of the text; nothing in it overlaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The figures.
    pub figures: Vec<Figure>,
    /// Number expressions that are no figures.
    pub others: Vec<Other>,
}

/// A number expression that is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Other {
    /// Where it stands in the text that was read.
    pub range: TextRange,
    /// Why it is no figure.
    pub kind: OtherKind,
}

/// Why a number expression is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OtherKind {
    /// "Q3", "third quarter fiscal year 2007", "fiscal 2009", "2005".
    Period,
    /// "September 28th, 2006".
    Date,
    /// A name, filing, standard or idiom: "10-K", "Level 3", "one of".
    Identifier,
    /// "the second time".
    Ordinal,
}

/// Reads a text. A line break inside it is read as a space.
pub fn read(text: &str, context: &Context) -> Reading {
    let mut reading = Reading::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len()
            && (bytes[at].is_ascii_digit() || bytes[at] == b'.' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
        {
            at += 1;
        }
        let Ok(value) = text[start..at].parse::<Decimal>() else { continue };
        let precision = Decimal::new(1, value.scale());
        let dollar = start > 0 && bytes[start - 1] == b'$';
        let million = text[at..].starts_with(" million");
        let (kind, unit, scale, from, to) = if dollar {
            let scale = if million { Decimal::from(1_000_000) } else { Decimal::ONE };
            let end = if million { at + " million".len() } else { at };
            (Kind::Money, Unit::Currency(context.currency), scale, start - 1, end)
        } else if bytes.get(at) == Some(&b'%') {
            (Kind::Percent, Unit::Percent, Decimal::ONE, start, at + 1)
        } else {
            continue;
        };
        at = to;
        reading.figures.push(Figure {
            range: TextRange::new((from as u32).into(), (to as u32).into()),
            kind,
            amount: Amount::Single(Displayed { value: value * scale, precision: precision * scale }),
            unit: Some(unit),
            hedge: None,
            inferred: None,
        });
    }
    reading
}
