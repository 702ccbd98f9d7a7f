//! A turn read by itself: a pure function of its words, of who says them and of the part of the call they are said in,
//! kept as long as those stay the same.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tieout_figures::Context;
use tieout_transcript::{Call, Lines, Role, SectionKind, Speech, Turn};

use crate::facts::{self, Asked, Fact, Now, TurnFacts};
use crate::sentence::{Sentence, SentenceReading};

/// What was read in a turn.
#[derive(Clone, Debug)]
pub(crate) struct TurnReading {
    /// What it says; places count from its first word.
    speech: Arc<Speech>,
    /// Its sentences among those of the call.
    sentences: Range<usize>,
    /// What its figures are about, as far as the turn itself tells; places count from its first word.
    facts: Arc<[Fact]>,
    /// What these asked of the company.
    asked: Asked,
}

impl TurnReading {
    /// Its sentences among those of the call.
    pub(crate) fn sentences(&self) -> Range<usize> {
        self.sentences.clone()
    }

    /// Whether another reading is of the same words, kept.
    pub(crate) fn says_the_same(&self, other: &TurnReading) -> bool {
        Arc::ptr_eq(&self.speech, &other.speech)
    }
}

/// The turns of a call with all that can be read in one turn at a time.
#[derive(Debug)]
pub(crate) struct Turns {
    pub(crate) readings: Vec<TurnReading>,
    /// The sentences of all turns, in order.
    pub(crate) sentences: Vec<Sentence>,
}

/// An earlier state of a call, as its turns were read.
#[derive(Clone, Copy)]
pub(crate) struct KnownTurns<'a> {
    pub(crate) text: &'a str,
    pub(crate) call: &'a Call,
    pub(crate) context: Context,
    pub(crate) readings: &'a [TurnReading],
    pub(crate) sentences: &'a [Sentence],
}

/// Readings of sentences by their words.
type Readings<'a> = FxHashMap<&'a str, Arc<SentenceReading>>;

impl Turns {
    /// Reads the turns of a call. What stands in `known` and depends on nothing that has changed is not read again.
    pub(crate) fn read(
        call: &Call,
        text: &str,
        lines: &Lines,
        context: Context,
        known: Option<KnownTurns<'_>>,
    ) -> Turns {
        // A reading of a sentence depends on its words and the context: with another context nothing can be kept.
        let known = known.filter(|known| known.context == context);
        let counterparts = Counterparts::find(call, text, known);
        let speeches: Vec<Arc<Speech>> = call
            .turns
            .iter()
            .enumerate()
            .map(|(index, turn)| match counterparts.of(index) {
                Some((_, reading)) => Arc::clone(&reading.speech),
                None => Arc::new(turn.speech(text).counted_from(turn.start())),
            })
            .collect();
        let mut others = counterparts.readings_of_others();
        let mut turns = Turns { readings: Vec::with_capacity(call.turns.len()), sentences: Vec::new() };
        for (index, speech) in speeches.iter().enumerate() {
            let Some(turn) = call.turns.get(index) else { break };
            let first = turns.sentences.len();
            let mut kept = counterparts.of(index).map_or(&[][..], |(known, turn)| known.sentences_of(turn)).iter();
            let section = section_of(call, turn);
            let start = turn.start();
            turns.sentences.extend(speech.sentences.iter().map(|range| {
                let text = &speech.text[*range];
                let reading = match kept.next() {
                    Some(kept) => Arc::clone(&kept.reading),
                    None => {
                        Arc::clone(others.entry(text).or_insert_with(|| Arc::new(SentenceReading::new(text, &context))))
                    }
                };
                let at = || speech.in_document(text_size::TextRange::empty(range.start())).start() + start;
                let section = section.unwrap_or_else(|| section_at(call, lines.line_at(at())));
                Sentence { turn: index, range: *range, section, reading, speech: Arc::clone(speech), start }
            }));
            let (facts, asked) = counterparts.facts_of(index, call, turns.sentences.get(first..).unwrap_or_default());
            let sentences = first..turns.sentences.len();
            turns.readings.push(TurnReading { speech: Arc::clone(speech), sentences, facts, asked });
        }
        turns
    }

    /// The facts of the call.
    pub(crate) fn facts(&self, call: &Call) -> Vec<Fact> {
        let turns = self.readings.iter().zip(&call.turns).enumerate();
        let sentences = |reading: &TurnReading| self.sentences.get(reading.sentences()).unwrap_or_default();
        let turns = turns.map(|(index, (reading, turn))| TurnFacts {
            facts: &reading.facts,
            sentences: sentences(reading),
            turn: index,
            speaker: turn.speaker,
            first_sentence: reading.sentences.start,
            start: turn.start(),
        });
        facts::of_call(Now::of(call), turns)
    }
}

/// The turns of a known call that say the same as those of a new one: some at the beginning, and some at the end.
struct Counterparts<'a> {
    known: Option<KnownTurns<'a>>,
    /// How many turns of the new call there are.
    turns: usize,
    /// How many are the same at the beginning.
    front: usize,
    /// How many are the same at the end.
    back: usize,
}

impl<'a> Counterparts<'a> {
    fn find(call: &Call, text: &str, known: Option<KnownTurns<'a>>) -> Counterparts<'a> {
        let turns = call.turns.len();
        let Some(earlier) = known else { return Counterparts { known, turns, front: 0, back: 0 } };
        let before = &earlier.call.turns;
        let same = |(one, other): &(&Turn, &Turn)| one.says_the_same(text, other, earlier.text);
        let front = call.turns.iter().zip(before).take_while(same).count();
        let most = turns.min(before.len()) - front;
        let back = call.turns.iter().rev().zip(before.iter().rev()).take(most).take_while(same).count();
        Counterparts { known, turns, front, back }
    }

    /// The known index of a turn of the new call.
    fn index_of(&self, turn: usize) -> Option<usize> {
        let known = self.known?.readings.len();
        let in_back = turn + self.back >= self.turns;
        if turn < self.front { Some(turn) } else { in_back.then(|| (turn + known).checked_sub(self.turns))? }
    }

    fn of(&self, turn: usize) -> Option<(KnownTurns<'a>, &'a TurnReading)> {
        let known = self.known?;
        Some((known, known.readings.get(self.index_of(turn)?)?))
    }

    /// The readings of the sentences of those known turns that have no counterpart.
    fn readings_of_others(&self) -> Readings<'a> {
        let Some(known) = self.known else { return Readings::default() };
        let others = self.front..known.readings.len().saturating_sub(self.back);
        let turns = known.readings.get(others).unwrap_or_default();
        let sentences = turns.iter().flat_map(|turn| known.sentences_of(turn));
        sentences.map(|sentence| (sentence.text(), Arc::clone(&sentence.reading))).collect()
    }

    /// The facts of a turn: those known, where neither its words have changed nor what else they depend on.
    fn facts_of(&self, turn: usize, call: &Call, sentences: &[Sentence]) -> (Arc<[Fact]>, Asked) {
        let (now, role) = (Now::of(call), role_of(call, turn));
        let company = call.facts.company.as_deref();
        let kept = self.of(turn).zip(self.index_of(turn)).filter(|((known, reading), index)| {
            Now::of(known.call) == now
                && role_of(known.call, *index) == role
                && known.sentences_of(reading).iter().map(|it| it.section).eq(sentences.iter().map(|it| it.section))
                && reading.asked.is_answered_alike(known.call.facts.company.as_deref(), company)
        });
        match kept {
            Some(((_, reading), _)) => (Arc::clone(&reading.facts), reading.asked.clone()),
            None => {
                let (facts, asked) = facts::of_turn(now, company, role, sentences);
                (facts.into(), asked)
            }
        }
    }
}

impl<'a> KnownTurns<'a> {
    fn sentences_of(self, turn: &TurnReading) -> &'a [Sentence] {
        self.sentences.get(turn.sentences.clone()).unwrap_or_default()
    }
}

fn role_of(call: &Call, turn: usize) -> Option<Role> {
    let speaker = call.turns.get(turn)?.speaker?;
    call.speakers.get(speaker).map(|speaker| speaker.role)
}

/// The section that a turn belongs to; none where it reaches over several.
fn section_of(call: &Call, turn: &Turn) -> Option<SectionKind> {
    let section = section_containing(call, turn.lines.start)?;
    (turn.lines.end <= section.lines.end).then_some(section.kind)
}

/// The section that a line belongs to.
fn section_at(call: &Call, line: usize) -> SectionKind {
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    section_containing(call, line).map_or(SectionKind::FrontMatter, |section| section.kind)
}

fn section_containing(call: &Call, line: u32) -> Option<&tieout_transcript::Section> {
    let after = call.sections.partition_point(|section| section.lines.start <= line);
    call.sections.get(after.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use text_size::{TextRange, TextSize};

    use super::*;
    use crate::{Analysis, Settings};

    const CALL: &str = "Operator: Welcome to the Acme Corp third quarter 2031 earnings conference call.\n\
        Ann Lee: Thank you. Revenue was $12 million, up 20% from $10 million. We added 30 customers.\n\
        Operator: Thank you. We have a question on the organic growth.\n\
        Ann Lee: It was 20%. We added 12 engineers in the quarter.\n";

    #[test]
    fn an_edit_reads_only_the_turn_it_touches() {
        let analysis = Analysis::new(CALL, &Settings::default());
        let at = TextSize::new(CALL.find("30 customers").expect("in the text") as u32);
        let edited = analysis.edited(TextRange::at(at, TextSize::new(2)), "310");
        let (before, after) = (&analysis.calls()[0].call.turns, &edited.calls()[0].call.turns);
        let kept = |(before, after): (&TurnReading, &TurnReading)| {
            (Arc::ptr_eq(&before.speech, &after.speech), Arc::ptr_eq(&before.facts, &after.facts))
        };
        let kept: Vec<_> = before.iter().zip(after).map(kept).collect();
        assert_eq!(kept, [(true, true), (false, false), (true, true), (true, true)]);
    }

    #[test]
    fn an_edit_looks_again_only_at_the_relations_it_touches() {
        let analysis = Analysis::new(CALL, &Settings::default());
        let judged = |analysis: &Analysis| -> Vec<Arc<str>> {
            let ties = &analysis.calls()[0].call.ties;
            ties.iter().map(|tie| Arc::clone(&tie.computed)).collect()
        };
        let edit = |from: &str, to: &str| {
            let at = TextSize::new(CALL.find(from).expect("in the text") as u32);
            analysis.edited(TextRange::at(at, TextSize::of(from)), to)
        };
        // The verdict stays wherever the figures do.
        for (from, to) in [("12 engineers", "13 engineers"), ("30 customers", "31 customers")] {
            let (before, after) = (judged(&analysis), judged(&edit(from, to)));
            assert!(!before.is_empty());
            assert!(before.iter().zip(&after).all(|(before, after)| Arc::ptr_eq(before, after)), "{from}");
        }
        let (before, after) = (judged(&analysis), judged(&edit("$12 million", "$12.0 million")));
        assert!(!Arc::ptr_eq(&before[0], &after[0]));
    }

    #[test]
    fn facts_are_bound_again_only_where_the_company_is_named() {
        let call = CALL.replace("Revenue was", "Acme's revenue was");
        let analysis = Analysis::new(&call, &Settings::default());
        let at = TextSize::new(call.find("me Corp").expect("in the text") as u32);
        let edited = analysis.edited(TextRange::empty(at), "x");
        let (before, after) = (&analysis.calls()[0].call, &edited.calls()[0].call);
        assert_ne!(before.call.facts.company, after.call.facts.company);
        let kept =
            before.turns.iter().zip(&after.turns).map(|(before, after)| Arc::ptr_eq(&before.facts, &after.facts));
        assert_eq!(kept.collect::<Vec<_>>(), [false, false, true, true]);
        assert_eq!(after.facts[0].scope, ["acme".into()], "Acxme's revenue is another's");
        assert!(before.facts[0].scope.is_empty());
    }

    #[test]
    fn facts_are_bound_again_where_their_quarter_is_another() {
        let analysis = Analysis::new(CALL, &Settings::default());
        let at = TextSize::new(CALL.find("third").expect("in the text") as u32);
        let edited = analysis.edited(TextRange::at(at, TextSize::of("third")), "first");
        let fresh = Analysis::new(&CALL.replace("third", "first"), &Settings::default());
        assert_eq!(edited.calls()[0].call.facts, fresh.calls()[0].call.facts);
        assert_ne!(edited.calls()[0].call.facts[0].period, analysis.calls()[0].call.facts[0].period);
    }
}
