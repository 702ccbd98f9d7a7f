//! Numbers in prose.
//!
//! This crate knows how people say amounts, shares, counts and spans of time, in digits and in words: it reads a text
//! and returns its [`Figure`]s, each with value, displayed precision, unit and hedge, and it knows which [`Interval`]
//! of true values a spoken figure stands for. It must not know what a call, a speaker, a metric or a fiscal quarter
//! is; a figure's meaning is given to it by the floors above.
//!
//! ```
//! use tieout_figures::{Context, read};
//!
//! let text = "Bookings were $22.4 million, up 32%.";
//! let reading = read(text, &Context::default());
//! let said: Vec<&str> = reading.figures.iter().map(|figure| &text[figure.range]).collect();
//! assert_eq!(said, ["$22.4 million", "32%"]);
//! ```

use crate::numerals::numeral;

mod bare;
mod change;
mod chinese;
mod code;
mod context;
mod cue;
mod currency;
mod date;
mod derivation;
mod draft;
mod ends;
mod figure;
mod flat;
mod fraction;
mod half;
mod hedge;
mod idiom;
mod interval;
mod joint;
mod lexicon;
mod loss;
mod meaning;
mod multiple;
mod name;
mod noun;
mod number_words;
mod numeral;
mod numerals;
mod other;
mod partner;
mod per_share;
mod period;
mod plural;
mod quantity;
mod range;
mod read;
mod sense;
mod sentence;
mod sign;
mod token;
mod unit;
mod vague;
mod year;

pub use context::Context;
pub use derivation::{Allowance, Derivation};
pub use figure::{Amount, Currency, Displayed, Ends, Figure, Hedge, Inferred, Kind, Unit};
pub use interval::{Bound, Interval};
pub use other::{Other, OtherKind};
pub use plural::plural;
pub use read::{Reading, read};
pub use rust_decimal::Decimal;
