//! `textDocument/semanticTokens`: labels, figures, metrics, periods, hedges and words of guidance.

use text_size::{TextRange, TextSize};
use tieout_analysis::figures::OtherKind;
use tieout_analysis::{CallAnalysis, Class, Modal, Modality};
use tower_lsp::ls_types::{
    Position, Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensEdit,
    SemanticTokensLegend,
};

use crate::snapshot::{Snapshot, words};

/// What a stretch of the text is. Each has a standard type, so that a theme which knows nothing of calls colours it,
/// and a modifier of its own, so that one which does can tell it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Colour {
    Label,
    Role,
    Figure,
    Metric,
    Period,
    Hedge,
    Guidance,
}

const COLOURS: [(Colour, SemanticTokenType, &str); 7] = [
    (Colour::Label, SemanticTokenType::CLASS, "label"),
    (Colour::Role, SemanticTokenType::INTERFACE, "role"),
    (Colour::Figure, SemanticTokenType::NUMBER, "figure"),
    (Colour::Metric, SemanticTokenType::PROPERTY, "metric"),
    (Colour::Period, SemanticTokenType::TYPE, "period"),
    (Colour::Hedge, SemanticTokenType::MODIFIER, "hedge"),
    (Colour::Guidance, SemanticTokenType::KEYWORD, "guidance"),
];

/// The bit of the modifier that figures of guidance have besides their own.
const GUIDANCE: u32 = 1 << Colour::Guidance as u32;

/// The names of types and modifiers, in the order in which tokens count them.
pub(crate) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: COLOURS.iter().map(|(_, standard, _)| standard.clone()).collect(),
        token_modifiers: COLOURS.iter().map(|(_, _, own)| SemanticTokenModifier::new(own)).collect(),
    }
}

/// The tokens of a document, or of a range of it.
pub(crate) fn tokens(snapshot: &Snapshot, range: Option<Range>) -> Vec<SemanticToken> {
    let mut places = Vec::new();
    for placed in snapshot.calls() {
        let within = match range {
            Some(range) => snapshot.bytes(placed, range),
            None => Some(TextRange::up_to(TextSize::of(&*placed.call.text))),
        };
        let Some(within) = within else { continue };
        for (range, colour, modifiers) in stretches(&placed.call, within) {
            // A token lies within one line: most clients know no others.
            places.extend(by_line(&placed.call, range).into_iter().map(|range| {
                let length = snapshot.encoding.width(words(&placed.call, range));
                (snapshot.position(placed, range.start()), length, colour, modifiers)
            }));
        }
    }
    let mut last = Position::default();
    let token = |(start, length, colour, modifiers): (Position, u32, Colour, u32)| {
        let delta_line = start.line - last.line;
        let delta_start = if delta_line == 0 { start.character - last.character } else { start.character };
        last = start;
        SemanticToken { delta_line, delta_start, length, token_type: colour as u32, token_modifiers_bitset: modifiers }
    };
    places.into_iter().map(token).collect()
}

/// The coloured stretches of a call, in the order of the text and without overlap.
fn stretches(call: &CallAnalysis, within: TextRange) -> Vec<(TextRange, Colour, u32)> {
    let touches = |range: TextRange| range.intersect(within).is_some();
    let mut all: Vec<(TextRange, Colour, u32)> = Vec::new();
    for turn in &call.call.turns {
        let Some(label) = turn.label.filter(|label| touches(*label)) else { continue };
        let (name, role) = split_label(call, turn.speaker, label);
        all.extend(name.map(|range| (range, Colour::Label, 0)));
        all.extend(role.map(|range| (range, Colour::Role, 0)));
    }
    for fact in call.facts.iter().filter(|fact| touches(fact.range)) {
        let guidance = if fact.modality == Modality::Guidance { GUIDANCE } else { 0 };
        all.push((fact.range, Colour::Figure, guidance));
    }
    for sentence in &call.sentences {
        if !touches(sentence.in_call(crate::target::whole(sentence))) {
            continue;
        }
        for token in &sentence.reading.tokens {
            let colour = match token.class {
                Class::Metric(_) => Colour::Metric,
                Class::Period(_) => Colour::Period,
                Class::Other(index) => match sentence.reading.others.get(index as usize).map(|other| other.kind) {
                    Some(OtherKind::Period) => Colour::Period,
                    _ => continue,
                },
                Class::Hedge => Colour::Hedge,
                Class::Modal(Modal::Expect | Modal::Guidance) => Colour::Guidance,
                _ => continue,
            };
            all.push((sentence.in_call(token.range), colour, 0));
        }
    }
    all.sort_by_key(|(range, ..)| range.start());
    let mut end = TextSize::new(0);
    all.retain(|(range, ..)| {
        let follows = range.start() >= end && !range.is_empty() && touches(*range);
        if follows {
            end = range.end();
        }
        follows
    });
    all.into_iter().map(|(range, colour, more)| (range, colour, 1 << colour as u32 | more)).collect()
}

/// The name in a label, and the title behind or in place of it.
fn split_label(
    call: &CallAnalysis,
    speaker: Option<usize>,
    label: TextRange,
) -> (Option<TextRange>, Option<TextRange>) {
    let words = words(call, label);
    let speaker = speaker.and_then(|index| call.call.speakers.get(index));
    let find = |part: &str| {
        let at = words.find(part).filter(|_| !part.is_empty())?;
        Some(TextRange::at(label.start() + TextSize::of(&words[..at]), TextSize::of(part)))
    };
    let name = speaker.and_then(|speaker| find(&speaker.name));
    let title = speaker.and_then(|speaker| speaker.title.as_deref()).and_then(find);
    match (name, title) {
        (None, None) => (Some(label), None),
        (name, title) => (name, title.filter(|title| name.is_none_or(|name| name.end() <= title.start()))),
    }
}

fn by_line(call: &CallAnalysis, range: TextRange) -> Vec<TextRange> {
    let first = call.lines.line_at(range.start());
    let last = call.lines.line_at(range.end());
    if first == last {
        return vec![range];
    }
    let of_line = |line| {
        let line = call.lines.range(line).intersect(range)?;
        let words = words(call, line);
        let indent = TextSize::of(&words[..words.len() - words.trim_start().len()]);
        Some(TextRange::at(line.start() + indent, TextSize::of(words.trim()))).filter(|range| !range.is_empty())
    };
    (first..=last).filter_map(of_line).collect()
}

/// An answer that the client can name when it asks for differences.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) id: String,
    pub(crate) tokens: Vec<SemanticToken>,
}

impl Told {
    /// The answer in full.
    pub(crate) fn full(&self) -> SemanticTokens {
        SemanticTokens { result_id: Some(self.id.clone()), data: self.tokens.clone() }
    }

    /// What turns an older answer into this one: the stretch between what both begin and end with.
    pub(crate) fn since(&self, old: &Told) -> Vec<SemanticTokensEdit> {
        let (old, new) = (&old.tokens, &self.tokens);
        let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let both = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
        let end = both.min(old.len() - start).min(new.len() - start);
        if start == old.len() && start == new.len() {
            return Vec::new();
        }
        // Each token is five numbers.
        vec![SemanticTokensEdit {
            start: 5 * start as u32,
            delete_count: 5 * (old.len() - start - end) as u32,
            data: Some(new[start..new.len() - end].to_vec()),
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(starts: &[u32]) -> Told {
        let token = |delta_start: &u32| SemanticToken {
            delta_line: 0,
            delta_start: *delta_start,
            length: 1,
            token_type: 0,
            token_modifiers_bitset: 0,
        };
        Told { id: String::new(), tokens: starts.iter().map(token).collect() }
    }

    #[test]
    fn colours_stand_in_the_order_of_the_legend() {
        for (index, (colour, ..)) in COLOURS.iter().enumerate() {
            assert_eq!(*colour as usize, index);
        }
    }

    #[test]
    fn differences_turn_the_old_answer_into_the_new_one() {
        for (old, new) in [
            (&[1, 2, 3][..], &[1, 9, 3][..]),
            (&[1, 2, 3], &[1, 2, 3]),
            (&[], &[1]),
            (&[1, 1, 1], &[1, 1]),
            (&[1, 2], &[]),
        ] {
            let mut numbers = told(old).tokens;
            for edit in told(new).since(&told(old)) {
                let start = edit.start as usize / 5;
                let end = start + edit.delete_count as usize / 5;
                numbers.splice(start..end, edit.data.unwrap_or_default());
            }
            assert_eq!(numbers, told(new).tokens, "{old:?} -> {new:?}");
        }
    }
}
