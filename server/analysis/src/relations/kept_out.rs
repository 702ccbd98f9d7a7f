//! What was kept out: a measure with charges or gains in it, beside the same measure without.
//!
//! "Adjusted operating margin was 12%. Including these charges, operating margin was 9%." A charge makes a result worse
//! and a gain makes it better, whatever their size.

use std::sync::LazyLock;

use super::index::is_level;
use super::surroundings::{Surroundings, is_part};
use super::{Kind, Pairing, Relation, Role};
use crate::facts::Fact;
use crate::rows::phrases;
use crate::sentence::Sentence;
use crate::tokens::{Boundary, Class, Link, Sense};
use crate::vocabulary::VOCABULARY;

/// How far into its sentence the opening may reach.
const OPENING: usize = 12;

const TABLE: &str = include_str!("kept_out.txt");

/// What a word for something kept out does to a result; none where it may do either.
static KEPT_OUT: LazyLock<Vec<(&'static str, Option<Sense>)>> = LazyLock::new(|| phrases(TABLE, does).0);

/// What the words of this name in the table do.
fn does(name: &str) -> Option<Option<Sense>> {
    Some(match name {
        "lessens" => Some(Sense::Worse),
        "adds" => Some(Sense::Better),
        "either" => None,
        _ => return None,
    })
}

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    let sentences = around.sentences.iter().enumerate().skip(1);
    let opened = sentences.filter_map(|(at, sentence)| Some((at, opening(sentence)?)));
    opened.flat_map(|(at, sense)| pairs(around, at, sense)).collect()
}

/// What the opening of a sentence makes of the results behind it, beside those of the sentence before: "Including these
/// charges", "Excluding the gain". Where both are named, nothing is known.
fn opening(sentence: &Sentence) -> Option<Sense> {
    let tokens = sentence.reading.tokens.iter().take(OPENING);
    let opening = tokens.take_while(|token| match token.class {
        Class::Boundary(boundary) => boundary == Boundary::And,
        class => !matches!(class, Class::Copula | Class::Figure(_)),
    });
    let opening: Vec<_> = opening.collect();
    let included = match opening.first()?.class {
        Class::Link(Link::Including) => true,
        Class::Scope(scope) if VOCABULARY.scope(scope).opens => false,
        _ => return None,
    };
    let range = opening.first()?.range.cover(opening.last()?.range);
    let words = sentence.words(range).to_ascii_lowercase();
    let words = words.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
    let mut named = words.filter_map(|word| KEPT_OUT.iter().find(|(it, _)| *it == word).map(|(_, does)| *does));
    let does = named.next()??;
    if named.any(|other| other != Some(does)) {
        return None;
    }
    Some(match (does, included) {
        (sense, true) => sense,
        (Sense::Worse, false) => Sense::Better,
        (_, false) => Sense::Worse,
    })
}

/// Each result of a sentence with the one of the sentence before that differs from it by what was kept out.
fn pairs(around: Surroundings<'_>, sentence: usize, sense: Sense) -> Vec<Relation> {
    let facts = around.facts;
    let adjacent = around.sentences[sentence - 1].turn == around.sentences[sentence].turn;
    let here = around.facts_of(sentence).filter(|_| adjacent);
    let relations = here.filter_map(|level| {
        let mut before =
            around.facts_of(sentence - 1).filter(|prior| is_same_but_for_scope(&facts[level], &facts[*prior]));
        let (prior, None) = (before.next()?, before.next()) else { return None };
        let operands = vec![(Role::Level, level), (Role::Prior, prior)];
        Some(Relation { kind: Kind::Direction, pairing: Pairing::Near, sense: Some(sense), operands })
    });
    relations.collect()
}

/// Whether two facts are of one metric and period, counted in two ways.
fn is_same_but_for_scope(one: &Fact, other: &Fact) -> bool {
    let (Some(metric), Some(same)) = (&one.metric, &other.metric) else { return false };
    let of_part = |fact: &Fact| fact.scope.iter().filter(|scope| !is_way_to_count(scope)).cloned().collect::<Vec<_>>();
    metric.name == same.name
        && metric.known
        && one.scope != other.scope
        && of_part(one) == of_part(other)
        && one.period.is_some()
        && one.period == other.period
        && one.modality == other.modality
        && one.figure.kind == other.figure.kind
        && one.figure.unit == other.figure.unit
        && is_level(one)
        && is_level(other)
}

/// Whether a scope says how the whole is counted, rather than a part of it.
fn is_way_to_count(scope: &str) -> bool {
    scope.starts_with("including") || !is_part(scope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_each_word_does() {
        assert_eq!(phrases(TABLE, does).1, Vec::<String>::new());
        let of = |word: &str| KEPT_OUT.iter().find(|(it, _)| *it == word).map(|(_, does)| *does);
        assert_eq!(of("charges"), Some(Some(Sense::Worse)));
        assert_eq!(of("losses"), Some(Some(Sense::Worse)));
        assert_eq!(of("gain"), Some(Some(Sense::Better)));
        assert_eq!(of("items"), Some(None));
        assert_eq!(of("revenue"), None);
    }
}
