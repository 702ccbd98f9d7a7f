//! One call, from text to verdicts.

use std::sync::Arc;

use text_size::TextSize;
use tieout_figures::Context;
use tieout_transcript::{Before, Call, Kept, Lines};

use crate::checks::{self, Judged, Rulings};
use crate::currency::{self, Statements};
use crate::facts::Fact;
use crate::finding::{Coverage, Finding, Tie};
use crate::relations::{self, Explicit, Relations, Said};
use crate::sentence::Sentence;
use crate::settings::Settings;
use crate::turn::{KnownTurns, TurnReading, Turns};

/// All that is known of one call. Ranges and lines are those of the call's own text.
#[derive(Debug)]
pub struct CallAnalysis {
    /// The text.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: Lines,
    /// Its structure.
    pub call: Call,
    /// What the next reading of its structure can keep.
    pub(crate) kept: Kept,
    /// Where it states the currency it reports in.
    statements: Statements,
    /// What was known before the first figure was read.
    pub context: Context,
    /// The sentences of all turns, in order.
    pub sentences: Vec<Sentence>,
    /// The figures with what they are about, in order.
    pub facts: Vec<Fact>,
    /// The relations that hold.
    pub ties: Vec<Tie>,
    /// The relations that cannot hold, and the slips that show; by position.
    pub findings: Vec<Finding>,
    /// What was read in each turn by itself, in the order of the turns.
    pub(crate) turns: Vec<TurnReading>,
    /// What the clauses of each turn say.
    pub(crate) explicit: Explicit,
    /// What the checks made of the relations.
    rulings: Rulings,
}

impl CallAnalysis {
    /// Reads a call. What stands in `known` and has not changed is not read again.
    pub(crate) fn new(text: Arc<str>, settings: &Settings, known: Option<&CallAnalysis>) -> CallAnalysis {
        let lines = Lines::new(&text);
        let before =
            known.map(|known| Before { text: &known.text, lines: &known.lines, call: &known.call, kept: &known.kept });
        let (call, kept) = Call::reread(&text, &lines, &settings.call, before);
        let statements = Statements::find(&text, kept.touched().zip(known.map(|known| &known.statements)));
        let context = Context { currency: currency::of_call(&call, &statements), page_numbers: true };
        if !call.verdict.is_call {
            return CallAnalysis::silent(text, lines, call, kept, statements, context);
        }
        let turns = Turns::read(&call, &text, &lines, context, known.map(CallAnalysis::turns_read));
        let facts = turns.facts(&call);
        let Turns { readings: turns, sentences } = turns;
        let said = Said { turns: &turns, sentences: &sentences, facts: &facts };
        let Relations { all: relations, explicit } =
            relations::find(said, &call.passages, known.map(CallAnalysis::said));
        let before = known.map(|known| checks::Before {
            rulings: &known.rulings,
            facts: &known.facts,
            sentences: &known.sentences,
        });
        let Judged { ties, findings, rulings } =
            checks::judge(relations, &call, &facts, &sentences, &text, settings, before);
        CallAnalysis {
            text,
            lines,
            call,
            kept,
            statements,
            context,
            sentences,
            facts,
            ties,
            findings,
            turns,
            explicit,
            rulings,
        }
    }

    /// A text that is no call: nothing is said about it.
    fn silent(
        text: Arc<str>,
        lines: Lines,
        call: Call,
        kept: Kept,
        statements: Statements,
        context: Context,
    ) -> CallAnalysis {
        CallAnalysis {
            text,
            lines,
            call,
            kept,
            statements,
            context,
            sentences: Vec::new(),
            facts: Vec::new(),
            ties: Vec::new(),
            findings: Vec::new(),
            turns: Vec::new(),
            explicit: Explicit::default(),
            rulings: Rulings::default(),
        }
    }

    /// Its turns, as they were read.
    fn turns_read(&self) -> KnownTurns<'_> {
        KnownTurns {
            text: &self.text,
            call: &self.call,
            context: self.context,
            readings: &self.turns,
            sentences: &self.sentences,
        }
    }

    /// What is said in it, with what its clauses were found to say.
    fn said(&self) -> (Said<'_>, &Explicit) {
        (Said { turns: &self.turns, sentences: &self.sentences, facts: &self.facts }, &self.explicit)
    }

    /// How much of the call was tied out.
    pub fn coverage(&self) -> Coverage {
        let mut tied: Vec<usize> = self.ties.iter().flat_map(|tie| tie.operands.iter().map(|it| it.fact)).collect();
        tied.sort_unstable();
        tied.dedup();
        Coverage {
            figures: self.facts.len(),
            facts: self.facts.iter().filter(|fact| fact.metric.is_some()).count(),
            tied: tied.len(),
            found: self.findings.len(),
        }
    }

    /// The index of the fact whose figure covers an offset.
    pub fn fact_at(&self, offset: TextSize) -> Option<usize> {
        let index = self.facts.partition_point(|fact| fact.range.start() <= offset).checked_sub(1)?;
        (offset < self.facts[index].range.end()).then_some(index)
    }
}
