//! Outpaced: which of two things is said to grow faster, and by how much each grows.
//!
//! "Online orders are outpacing those in shops. Orders in shops grew 3%, and online orders 14%." Each growth is known by
//! the words that only its side of the comparison has. And how many times the one is the other: "shops grew 4%, and online
//! orders grew at more than three times the pace, by 14%".

use tieout_figures::{Amount, Kind as FigureKind};

use super::surroundings::Surroundings;
use super::{Kind, Pairing, Relation, Role};
use crate::facts::FigureRole;
use crate::sentence::Sentence;
use crate::signs::cues::Cue;
use crate::tokens::{Boundary, Class, Sense, Token};

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
        .chain((0..around.sentences.len()).filter_map(|at| paced(around, at)))
        .collect()
}

/// What stands behind a number of times that one growth is another.
const PACES: [&str; 8] =
    ["the pace", "that pace", "the rate", "that rate", "as fast", "as quickly", "as much", "the growth"];

/// Two growths of a sentence, of which the second is said to be so many times the first: "grew 5%, and premium lines grew
/// more than twice as fast, by 12%", "grew 4%, while premium lines grew 13%, more than triple the pace".
fn paced(around: Surroundings<'_>, at: usize) -> Option<Relation> {
    let sentence = around.sentences.get(at)?;
    let figure = |fact: usize| &around.facts[fact].figure;
    let mut facts = around.facts_of(at);
    let (a, b, c, None) = (facts.next()?, facts.next()?, facts.next()?, facts.next()) else { return None };
    let is_times =
        |fact: usize| figure(fact).kind == FigureKind::Multiple && matches!(figure(fact).amount, Amount::Single(_));
    let (prior, level, times) = match (is_times(b), is_times(c)) {
        (true, false) => (a, c, b),
        (false, true) => (a, b, c),
        _ => return None,
    };
    let grows = |fact: usize| {
        figure(fact).kind == FigureKind::Percent
            && matches!(around.facts[fact].role, None | Some(FigureRole::Growth | FigureRole::Change))
    };
    let tokens = &sentence.reading.tokens;
    // Two things, each with a clause of its own.
    let other = if times == b { times } else { level };
    let between = (figure(prior).range.end(), figure(other).range.start());
    let is_between = |token: &&Token| token.range.start() >= between.0 && token.range.end() <= between.1;
    let apart = tokens.iter().filter(is_between).any(
        |token| matches!(token.class, Class::Boundary(it) if !matches!(it, Boundary::Comma | Boundary::Parenthesis)),
    );
    let grown = tokens
        .iter()
        .take_while(|token| token.range.end() <= between.1)
        .any(|token| matches!(token.class, Class::Direction(it) if it.sense == Sense::Up));
    if !grown || !apart || !grows(prior) || !grows(level) || tokens.iter().any(|token| token.class == Class::Negation) {
        return None;
    }
    let rest = sentence.text().get(usize::from(figure(times).range.end())..)?;
    let said = rest.trim_start();
    let pace = PACES.iter().find(|pace| said.starts_with(**pace))?;
    let behind = said.get(pace.len()..)?.trim_start();
    // "Twice the pace of last year" is that of something else.
    let leads = if times == b { ["by ", "at ", ", at ", ", by ", ", or "].as_slice() } else { &[] };
    let ends = behind.is_empty() || behind.starts_with(['.', ';', ',']) && times == c;
    // "By 38%": nothing stands between the pace and the growth.
    let straight = leads.iter().any(|lead| {
        let number = behind.strip_prefix(lead);
        number.is_some_and(|number| number.starts_with(|first: char| first.is_ascii_digit()))
    });
    // "Grew 13%, more than triple the pace": right behind it.
    let before = sentence.text().get(usize::from(figure(level).range.end())..usize::from(figure(times).range.start()));
    let apposed = before.is_some_and(|before| {
        let words = before.split_whitespace().count();
        before.starts_with(',') && words <= 5 && !before.contains(" and ")
    });
    if !(if times == b { straight } else { ends && apposed }) {
        return None;
    }
    let operands = vec![(Role::Multiple, times), (Role::Level, level), (Role::Prior, prior)];
    Some(Relation { kind: Kind::Multiple, pairing: Pairing::Near, sense: None, operands })
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
