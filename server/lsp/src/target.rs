//! Targets: what a position in a call points at, and where else the same is said.

use text_size::{TextRange, TextSize};
use tieout_analysis::figures::{Bound, Interval, OtherKind};
use tieout_analysis::{CallAnalysis, Class, Fact, MetricId, PeriodWord, Sentence, VOCABULARY};

use crate::snapshot::{span_of_lines, words};

/// What stands at a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// The figure of the fact of this index.
    Figure(usize),
    /// The label of the turn of this index.
    Label(usize),
    /// A word for a metric.
    Metric(MetricId),
    /// A word for a period, relative to the call.
    PeriodWord(PeriodWord),
    /// A period by its name: "third quarter of fiscal 2007".
    Period,
    /// Any other word of the turn that introduces the analyst of the exchange of this index.
    Introduction(usize),
}

/// What stands at an offset of a call, and the words it consists of.
pub(crate) fn at(call: &CallAnalysis, offset: TextSize) -> Option<(Target, TextRange)> {
    if let Some(index) = call.fact_at(offset) {
        return Some((Target::Figure(index), call.facts[index].range));
    }
    let line = call.lines.line_at(offset) as u32;
    let turn = call.call.turns.partition_point(|turn| turn.lines.start <= line).checked_sub(1)?;
    if let Some(label) = call.call.turns[turn].label
        && label.contains_inclusive(offset)
    {
        return Some((Target::Label(turn), label));
    }
    let sentence = sentence_at(call, offset)?;
    for token in &sentence.reading.tokens {
        let range = sentence.in_call(token.range);
        if !range.contains(offset) {
            continue;
        }
        match token.class {
            Class::Metric(id) => return Some((Target::Metric(id), range)),
            Class::Period(word) => return Some((Target::PeriodWord(word), range)),
            Class::Other(index) => {
                let other = sentence.reading.others.get(index as usize);
                if other.is_some_and(|other| other.kind == OtherKind::Period) {
                    return Some((Target::Period, range));
                }
            }
            _ => {}
        }
    }
    let exchange = call.call.exchanges.iter().position(|exchange| exchange.introduction == Some(sentence.turn))?;
    Some((Target::Introduction(exchange), sentence.in_call(whole(sentence))))
}

/// The sentence at an offset of a call.
pub(crate) fn sentence_at(call: &CallAnalysis, offset: TextSize) -> Option<&Sentence> {
    let index = call.sentences.partition_point(|sentence| sentence.in_call(beginning()).start() <= offset);
    let sentence = call.sentences.get(index.checked_sub(1)?)?;
    sentence.in_call(whole(sentence)).contains_inclusive(offset).then_some(sentence)
}

/// All of a sentence, as a range of itself.
pub(crate) fn whole(sentence: &Sentence) -> TextRange {
    TextRange::up_to(sentence.range.len())
}

fn beginning() -> TextRange {
    TextRange::empty(TextSize::new(0))
}

/// Where else in the call the same is said, in the order of the text; the target itself is among them.
pub(crate) fn mentions(call: &CallAnalysis, target: Target) -> Vec<TextRange> {
    match target {
        Target::Figure(index) => statements(call, index).map(|index| call.facts[index].range).collect(),
        Target::Label(turn) => labels(call, turn),
        Target::Metric(id) => tokens(call, Class::Metric(id)),
        Target::PeriodWord(word) => tokens(call, Class::Period(word)),
        Target::Period | Target::Introduction(_) => Vec::new(),
    }
}

/// The place where a target is introduced: the first statement of a fact, the line that tells who somebody is, the
/// first mention of a metric.
pub(crate) fn introduction(call: &CallAnalysis, target: Target) -> Option<TextRange> {
    if let Target::Label(turn) = target {
        let speaker = call.call.speakers.get(call.call.turns.get(turn)?.speaker?)?;
        if let Some(line) = speaker.evidence.iter().find_map(|evidence| evidence.line) {
            return Some(name_in_line(call, line, &speaker.name));
        }
    }
    mentions(call, target).first().copied()
}

/// The facts that say the same as this one: metric, scope, period, basis and role are known and equal, and so are the
/// kind and the modality; and there is a value that both may stand for. What is said of the same thing with another value
/// is no repetition: a segment whose name was left out, or a contradiction, which a finding tells. A fact that says too
/// little of itself has no others.
pub(crate) fn statements(call: &CallAnalysis, index: usize) -> impl Iterator<Item = usize> {
    let fact = &call.facts[index];
    let is_specific = fact.metric.is_some() && fact.period.is_some();
    let same = move |other: usize| other == index || is_specific && says_the_same(fact, &call.facts[other]);
    (0..call.facts.len()).filter(move |other| same(*other))
}

fn says_the_same(fact: &Fact, other: &Fact) -> bool {
    let metric = |fact: &Fact| fact.metric.as_ref().map(|metric| metric.name.clone());
    (fact.period, fact.basis, fact.role, fact.modality, fact.figure.kind)
        == (other.period, other.basis, other.role, other.modality, other.figure.kind)
        && fact.scope == other.scope
        && metric(fact) == metric(other)
        && have_a_value_in_common(&fact.figure.interval(), &other.figure.interval())
}

/// Whether some value lies in both. Ends that only touch are enough: "more than 60%" may be said again as "60%".
fn have_a_value_in_common(one: &Interval, other: &Interval) -> bool {
    let reaches = |high: Option<Bound>, low: Option<Bound>| match (high, low) {
        (Some(high), Some(low)) => high.value >= low.value,
        _ => true,
    };
    reaches(one.high, other.low) && reaches(other.high, one.low)
}

/// The labels of all turns of the person whose label this is.
fn labels(call: &CallAnalysis, turn: usize) -> Vec<TextRange> {
    let turns = &call.call.turns;
    let Some(speaker) = turns.get(turn).and_then(|turn| turn.speaker) else { return Vec::new() };
    turns.iter().filter(|turn| turn.speaker == Some(speaker)).filter_map(|turn| turn.label).collect()
}

fn tokens(call: &CallAnalysis, class: Class) -> Vec<TextRange> {
    let of = |sentence: &Sentence| {
        let tokens = sentence.reading.tokens.iter().filter(|token| token.class == class);
        tokens.map(|token| sentence.in_call(token.range)).collect::<Vec<_>>()
    };
    call.sentences.iter().flat_map(of).collect()
}

/// A name where it stands in a line, else the words of the line.
fn name_in_line(call: &CallAnalysis, line: u32, name: &str) -> TextRange {
    let range = span_of_lines(call, line..line + 1);
    let words = words(call, range);
    match words.find(name) {
        Some(at) => TextRange::at(range.start() + TextSize::of(&words[..at]), TextSize::of(name)),
        None => {
            let indent = words.len() - words.trim_start().len();
            TextRange::new(range.start() + TextSize::of(&words[..indent]), range.end())
        }
    }
}

/// The facts about a metric of the vocabulary, in the order of the text.
pub(crate) fn facts_of(call: &CallAnalysis, id: MetricId) -> impl Iterator<Item = &Fact> {
    let name = &VOCABULARY.metric(id).name;
    call.facts.iter().filter(move |fact| fact.metric.as_ref().is_some_and(|metric| metric.name == *name))
}
