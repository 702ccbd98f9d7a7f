//! The text of an earnings call as a document.
//!
//! This crate knows how transcripts are laid out and how calls proceed: it finds the labels that name speakers, the
//! turns, sections, exchanges and passages, who the speakers are and which fiscal quarter the call is about, and it
//! decides whether a text is an earnings call at all. It must not know what any number is worth; it never looks at
//! figures.
//!
//! ```
//! use tieout_transcript::{Call, Options};
//!
//! let text = "Operator: Welcome to the Acme Corp third quarter 2031 earnings conference call.\n\
//!             Ann Lee: Thank you. Revenue was $12 million.\n";
//! let call = Call::read(text, &Options::default());
//! let said = call.turns.last().map(|turn| turn.speech(text).text);
//! assert!(said.is_some_and(|said| said.contains("Revenue was $12 million.")));
//! ```

mod asked;
mod bared;
mod beside;
mod calendar;
mod call;
mod called;
mod calls;
mod candidates;
mod census;
mod clues;
mod company;
mod course;
mod courtesy;
mod date;
mod earlier;
mod expressions;
mod facts;
mod farewell;
mod fiscal;
mod furniture;
mod heading;
mod introductions;
mod kept;
mod label;
mod labelling;
mod labels;
mod led;
mod lines;
mod names;
mod near;
mod numbered;
mod objects;
mod opening;
mod page;
mod passages;
mod people;
mod person;
mod phrases;
mod poured;
mod prepare;
mod prose;
mod qa;
mod quarter;
mod reading;
mod roster;
mod row;
mod rows;
mod sections;
mod side;
mod signs;
mod sources;
mod speakers;
mod speech;
mod spoken;
mod stamp;
mod tables;
mod turns;
mod unchanged;
mod unfold;
mod unfolded;
mod unlabelled;
mod verdict;
mod weight;
mod word_starts;
mod words;

pub use call::{
    Call, CallFacts, Evidence, Exchange, Options, Passage, Role, Section, SectionKind, Speaker, Translation, TreatAs,
    Turn, Verdict,
};
pub use calls::{Cue, cue, ranges, split};
pub use courtesy::{Beyond, Manners, beyond};
pub use fiscal::{FiscalCalendar, FiscalQuarter, FiscalStretch, Month};
pub use kept::{Before, Kept};
pub use lines::Lines;
pub use names::{is_short_for, same_first_name, surname};
pub use prepare::prepare;
pub use speech::{Piece, Speech};
pub use unchanged::Touched;
