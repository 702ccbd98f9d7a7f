//! The call: what a transcript turns out to be when it is read as a document.

use std::ops::Range;

use text_size::{TextRange, TextSize};

use crate::fiscal::{FiscalCalendar, FiscalQuarter, FiscalStretch, Month};
use crate::speech::{Piece, Speech};

/// An earnings call, or a text that was found not to be one. Offsets and lines (0-based) are those of the text read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Whether the text is an earnings call, and why.
    pub verdict: Verdict,
    /// What the text looks like, in words a person would use: "inline labels with colon".
    pub layout: &'static str,
    /// Company, fiscal quarter, date and calendar.
    pub facts: CallFacts,
    /// The sections, in order; they cover the whole text without gaps.
    pub sections: Vec<Section>,
    /// Everybody who speaks or is listed, one entry a person.
    pub speakers: Vec<Speaker>,
    /// The turns, in order.
    pub turns: Vec<Turn>,
    /// The exchanges, in order.
    pub exchanges: Vec<Exchange>,
    /// The passages of long prepared turns, in order.
    pub passages: Vec<Passage>,
}

/// What the user has fixed, so that it need not be found out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// Whether to decide that the text is a call or take the user's word for it.
    pub treat_as: TreatAs,
    /// The company's name.
    pub company: Option<String>,
    /// The ticker.
    pub ticker: Option<String>,
    /// The last month of the fiscal year.
    pub fiscal_year_end: Option<Month>,
}

/// How to decide whether a text is a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TreatAs {
    /// By what the text shows.
    #[default]
    Detect,
    /// It is one.
    Call,
    /// It is none.
    NotACall,
    /// It is running prose of any sort: read line by line, as if one voice had spoken it all.
    Prose,
}

/// Whether a text is an earnings call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The decision.
    pub is_call: bool,
    /// What spoke for and against it, in the order of weight.
    pub reasons: Vec<Evidence>,
}

/// Something seen in the text that speaks for a conclusion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What was seen, as a sentence for the user.
    pub what: String,
    /// The line it was seen on, where it stands on one.
    pub line: Option<u32>,
    /// How much it counts; negative where it speaks against.
    pub weight: i32,
}

/// What a call is about. Each is left out where the text does not show it beyond doubt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallFacts {
    /// The company, as written.
    pub company: Option<String>,
    /// The ticker.
    pub ticker: Option<String>,
    /// The exchange the ticker is listed on, as written.
    pub exchange: Option<String>,
    /// The fiscal quarter reported on.
    pub quarter: Option<FiscalQuarter>,
    /// What it reports on instead, where no quarter is named: half a year, nine months, a year.
    pub stretch: Option<FiscalStretch>,
    /// The year and month in which that quarter ends, where it has no other name.
    pub(crate) ends_in: Option<(i32, Month)>,
    /// The day of the call, as year, month and day.
    pub date: Option<(i32, u8, u8)>,
    /// The time of day, as written.
    pub time: Option<String>,
    /// Which months the fiscal quarters cover.
    pub calendar: Option<FiscalCalendar>,
    /// The reasons for the calendar, the weightiest first.
    pub calendar_evidence: Vec<Evidence>,
    /// The reasons for the others.
    pub evidence: Vec<Evidence>,
}

/// A part of the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which part.
    pub kind: SectionKind,
    /// Its lines; a heading belongs to the section it opens.
    pub lines: Range<u32>,
}

/// The parts of a call, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SectionKind {
    /// Titles, notices, lists of participants, tables of contents.
    FrontMatter,
    /// The operator's welcome.
    OperatorOpening,
    /// The notice on forward-looking statements: the paragraphs or the turn that carries it.
    SafeHarbor,
    /// The speeches of the management.
    PreparedRemarks,
    /// Questions and answers.
    QuestionsAndAnswers,
    /// The last words.
    Closing,
    /// Disclaimers, lists and widgets behind the last word.
    BackMatter,
}

impl SectionKind {
    /// The word of the JSON contract.
    pub fn as_str(self) -> &'static str {
        match self {
            SectionKind::FrontMatter => "front matter",
            SectionKind::OperatorOpening => "operator opening",
            SectionKind::SafeHarbor => "safe harbor",
            SectionKind::PreparedRemarks => "prepared remarks",
            SectionKind::QuestionsAndAnswers => "qa",
            SectionKind::Closing => "closing",
            SectionKind::BackMatter => "back matter",
        }
    }
}

/// A person who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name, resolved from roster, introductions and operator where the labels lack it; the label itself where
    /// nothing tells who it is.
    pub name: String,
    /// What part the person plays.
    pub role: Role,
    /// The title, as written.
    pub title: Option<String>,
    /// The firm, as written or said.
    pub firm: Option<String>,
    /// How we know the name, title, firm and role.
    pub evidence: Vec<Evidence>,
}

/// The part a speaker plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Leads through the call.
    Operator,
    /// Speaks for the company.
    Executive,
    /// Investor relations of the company.
    Ir,
    /// Asks.
    Analyst,
    /// Nothing tells.
    #[default]
    Unknown,
}

impl Role {
    /// The word of the JSON contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Operator => "operator",
            Role::Executive => "executive",
            Role::Ir => "ir",
            Role::Analyst => "analyst",
            Role::Unknown => "unknown",
        }
    }
}

/// One person speaking until the next label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Where the label stands; none in a call without labels.
    pub label: Option<TextRange>,
    /// The lines from the label to before the next label; furniture after the last word is left out.
    pub lines: Range<u32>,
    /// The index of the speaker in [`Call::speakers`]; none in a call without labels.
    pub speaker: Option<usize>,
    /// The words, line by line.
    pub pieces: Vec<Piece>,
    /// What stands between the words to translate them, in a bilingual text.
    pub translations: Vec<Translation>,
}

/// A line that says a piece once more in another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The index of the piece in [`Turn::pieces`].
    pub piece: usize,
    /// Where the translation stands in the document.
    pub range: TextRange,
}

impl Turn {
    /// The running text of the turn.
    pub fn speech(&self, document: &str) -> Speech {
        Speech::new(document, &self.pieces)
    }

    /// Where the first word stands; the beginning of the document for a turn without words.
    pub fn start(&self) -> TextSize {
        self.pieces.iter().map(|piece| piece.range.start()).min().unwrap_or_default()
    }

    /// Whether another turn, of another document, has the same words, divided in the same way.
    pub fn says_the_same(&self, document: &str, other: &Turn, other_document: &str) -> bool {
        let (start, other_start) = (self.start(), other.start());
        let same = |(piece, other): (&Piece, &Piece)| {
            piece.opens_paragraph == other.opens_paragraph
                && piece.range - start == other.range - other_start
                && document[piece.range] == other_document[other.range]
        };
        self.pieces.len() == other.pieces.len() && self.pieces.iter().zip(&other.pieces).all(same)
    }

    /// The running text alone, without its sentences.
    pub(crate) fn words(&self, document: &str) -> String {
        crate::speech::join(document, &self.pieces)
    }

    /// The first words: whole pieces up to the one that ends behind so many bytes, cut there if it is long.
    pub(crate) fn beginning(&self, document: &str, bytes: usize) -> String {
        let mut length = 0;
        let within = self.pieces.iter().take_while(|piece| {
            let open = length < bytes;
            length += usize::from(piece.range.len()) + 1;
            open
        });
        let mut words = crate::speech::join(document, within);
        words.truncate(words.floor_char_boundary(bytes));
        words
    }

    /// The running text of the last pieces of the turn; none in a turn without words.
    pub(crate) fn speech_tail(&self, document: &str) -> Option<String> {
        let from = self.pieces.len().saturating_sub(6);
        let tail = self.pieces.get(from..).filter(|tail| !tail.is_empty())?;
        Some(crate::speech::join(document, tail))
    }
}

/// The operator's introduction of an analyst, the questions and their answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The index of the analyst in [`Call::speakers`].
    pub analyst: Option<usize>,
    /// The turn that introduces the analyst, if there is one.
    pub introduction: Option<usize>,
    /// The turns from the analyst's first to the last answer.
    pub turns: Range<usize>,
}

/// A stretch of a long turn that a spoken transition opens: "Now turning to our Q4 outlook".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The turn it belongs to.
    pub turn: usize,
    /// What it is about, in the words of the transition.
    pub title: String,
    /// Where it stands in the document.
    pub range: TextRange,
}
