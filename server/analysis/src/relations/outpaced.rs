//! Outpaced: which of two things is said to grow faster, and by how much each grows.
//!
//! "Online orders are outpacing those in shops. Orders in shops grew 3%, and online orders 14%." Each growth is known by
//! the words that only its side of the comparison has.

use tieout_figures::Kind as FigureKind;

use super::surroundings::Surroundings;
use super::{Kind, Pairing, Relation, Role};
use crate::facts::FigureRole;
use crate::sentence::Sentence;
use crate::signs::cues::Cue;
use crate::tokens::{Class, Sense};

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    let sentences = around.sentences.iter().enumerate();
    sentences
        .filter_map(|(at, sentence)| {
            let sides = Sides::of(sentence)?;
            let next = around.sentences.get(at + 1).filter(|next| next.turn == sentence.turn).map(|_| at + 1);
            let said = [Some(at), next].into_iter().flatten().find(|it| !around.facts_of(*it).is_empty())?;
            sides.growths(around, said)
        })
        .collect()
}

/// The words of the two sides of "A is outpacing B" that the other side has not.
struct Sides {
    faster: Vec<String>,
    slower: Vec<String>,
}

impl Sides {
    fn of(sentence: &Sentence) -> Option<Sides> {
        let text = sentence.text();
        let tokens = &sentence.reading.tokens;
        let (verb, _) = *sentence.reading.marks.cues().iter().find(|(_, cue)| *cue == Cue::Outpaces)?;
        let verb = tokens.iter().find(|token| token.range.start() == verb)?;
        if tokens.iter().any(|token| token.class == Class::Negation) {
            return None;
        }
        let (start, end) = (usize::from(verb.range.start()), usize::from(verb.range.end()));
        let (before, behind) = (text.get(..start)?, text.get(end..)?);
        let (faster, slower) = (words(before), words(behind));
        let only = |own: &[String], other: &[String]| own.iter().filter(|it| !other.contains(it)).cloned().collect();
        let sides = Sides { faster: only(&faster, &slower), slower: only(&slower, &faster) };
        (!sides.faster.is_empty() && !sides.slower.is_empty()).then_some(sides)
    }

    /// The two growths of a sentence, each behind words of one side.
    fn growths(&self, around: Surroundings<'_>, sentence: usize) -> Option<Relation> {
        let text = around.sentences.get(sentence)?.text();
        let facts = around.facts_of(sentence);
        let is_growth = |fact: &usize| {
            let fact = &around.facts[*fact];
            let is_other = matches!(
                fact.role,
                Some(FigureRole::Share | FigureRole::Margin | FigureRole::Level | FigureRole::PriorLevel)
            );
            fact.figure.kind == FigureKind::Percent && !is_other
        };
        let mut percents = facts.clone().filter(is_growth);
        let (one, other, None) = (percents.next()?, percents.next()?, percents.next()) else { return None };
        let place = |fact: usize| std::ops::Range::<usize>::from(around.facts[fact].figure.range);
        let said_of = |from: usize, to: usize| {
            let said = words(text.get(from..to).unwrap_or_default());
            let names = |side: &[String]| side.iter().any(|word| said.contains(word));
            (names(&self.faster), names(&self.slower))
        };
        let level = match (said_of(0, place(one).start), said_of(place(one).end, place(other).start)) {
            ((true, false), (false, true)) => one,
            ((false, true), (true, false)) => other,
            _ => return None,
        };
        let prior = if level == one { other } else { one };
        let operands = vec![(Role::Level, level), (Role::Prior, prior)];
        Some(Relation { kind: Kind::Direction, pairing: Pairing::Near, sense: Some(Sense::Up), operands })
    }
}

/// The words of a stretch that can tell two things apart, without their plural.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 3);
    words.map(|word| word.trim_end_matches('s').to_ascii_lowercase()).collect()
}
