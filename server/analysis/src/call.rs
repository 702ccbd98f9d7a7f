//! One call, from text to verdicts.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use text_size::{TextRange, TextSize};
use tieout_figures::Context;
use tieout_transcript::{Call, Lines, SectionKind, Speech};

use crate::checks;
use crate::currency;
use crate::facts::{self, Fact};
use crate::finding::{Coverage, Finding, Tie};
use crate::relations;
use crate::sentence::{Sentence, SentenceReading};
use crate::settings::Settings;

/// All that is known of one call. Ranges and lines are those of the call's own text.
#[derive(Debug)]
pub struct CallAnalysis {
    /// The text.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: Lines,
    /// Its structure.
    pub call: Call,
    /// What was known before the first figure was read.
    pub context: Context,
    /// What each turn says, in the order of the turns.
    pub speeches: Vec<Arc<Speech>>,
    /// The sentences of all turns, in order.
    pub sentences: Vec<Sentence>,
    /// The figures with what they are about, in order.
    pub facts: Vec<Fact>,
    /// The relations that hold.
    pub ties: Vec<Tie>,
    /// The relations that cannot hold, and the slips that show; by position.
    pub findings: Vec<Finding>,
}

/// Readings of sentences by their words, so that an edit re-reads only what it changed.
type Readings<'a> = FxHashMap<&'a str, Arc<SentenceReading>>;

impl CallAnalysis {
    /// Reads a call. Sentences that stand in `known` are not read again.
    pub(crate) fn new(text: Arc<str>, settings: &Settings, known: Option<&CallAnalysis>) -> CallAnalysis {
        let lines = Lines::new(&text);
        let call = Call::read(&text, &settings.call);
        let context = Context { currency: currency::of_call(&call, &text) };
        if !call.verdict.is_call {
            return CallAnalysis::silent(text, lines, call, context);
        }
        let speeches: Vec<Arc<Speech>> = call.turns.iter().map(|turn| Arc::new(turn.speech(&text))).collect();
        let sentences = read_sentences(&call, &lines, &speeches, context, known);
        let facts = facts::bind(&call, &sentences);
        let relations = relations::find(&sentences, &facts, &call.passages);
        let (ties, findings) = checks::judge(&relations, &call, &facts, &sentences, &text, settings);
        CallAnalysis { text, lines, call, context, speeches, sentences, facts, ties, findings }
    }

    /// A text that is no call: nothing is said about it.
    fn silent(text: Arc<str>, lines: Lines, call: Call, context: Context) -> CallAnalysis {
        CallAnalysis {
            text,
            lines,
            call,
            context,
            speeches: Vec::new(),
            sentences: Vec::new(),
            facts: Vec::new(),
            ties: Vec::new(),
            findings: Vec::new(),
        }
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

fn read_sentences(
    call: &Call,
    lines: &Lines,
    speeches: &[Arc<Speech>],
    context: Context,
    known: Option<&CallAnalysis>,
) -> Vec<Sentence> {
    let mut readings = Readings::default();
    // A reading depends on its words and the context alone: with another context nothing can be kept.
    if let Some(known) = known.filter(|known| known.context == context) {
        readings.extend(known.sentences.iter().map(|sentence| (sentence.text(), Arc::clone(&sentence.reading))));
    }
    let mut sentences = Vec::new();
    for (turn, speech) in speeches.iter().enumerate() {
        for range in &speech.sentences {
            let text = &speech.text[*range];
            let read = || Arc::new(SentenceReading::new(text, &context));
            let reading = Arc::clone(readings.entry(text).or_insert_with(read));
            let start = speech.in_document(TextRange::empty(range.start())).start();
            let section = section_of(call, lines.line_at(start));
            sentences.push(Sentence { turn, range: *range, section, reading, speech: Arc::clone(speech) });
        }
    }
    sentences
}

/// The section that a line belongs to.
fn section_of(call: &Call, line: usize) -> SectionKind {
    let after = call.sections.partition_point(|section| section.lines.start as usize <= line);
    after.checked_sub(1).map_or(SectionKind::FrontMatter, |index| call.sections[index].kind)
}
