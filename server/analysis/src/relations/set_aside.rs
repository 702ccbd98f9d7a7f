//! What is set aside: a result, the same without an amount, and the amount. "Operating income was $100 million. Excluding
//! $29 million of restructuring costs, it was $129 million."
//!
//! Whether the amount lessens or adds to the result, the words may leave open; by how much the two differ, they do not.
//! Taxes have a part in what a charge takes from net income, so that this is asked of results before them, and of
//! amounts for one share, which are said after them.

use tieout_figures::{Amount, Kind as FigureKind};

use super::index::is_level;
use super::surroundings::Surroundings;
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Fact, FigureRole, Modality};
use crate::sentence::Sentence;
use crate::signs::lists::IN_FULL;
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Link, Pronoun, Token};
use crate::vocabulary::{Counting, MetricKind, VOCABULARY};

/// How many words may stand between "excluding" and the amount: "excluding a pretax charge of $29 million".
const BEFORE: usize = 6;

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    (0..around.sentences.len()).filter_map(|at| set_aside(around, at)).collect()
}

fn set_aside(around: Surroundings<'_>, at: usize) -> Option<Relation> {
    let sentence = around.sentences.get(at)?;
    let facts = around.facts;
    let taken = taken(around, at, sentence)?;
    let alike = |fact: &usize| facts[*fact].figure.kind == facts[taken].figure.kind && *fact != taken;
    // "Excluding $29 million of costs, it was $129 million": what stands behind is without it.
    let mut behind = around.facts_of(at).filter(|fact| *fact > taken).filter(alike);
    let without = behind.next()?;
    let token = sentence.reading.token_from(facts[without].figure.range.end());
    let ends = |token: &Token| {
        matches!(token.class, Class::Boundary(_) | Class::Link(Link::Versus | Link::From) | Class::Direction(_))
    };
    // "Was $85 million after removing amortization."
    if !sentence.reading.tokens.get(token).is_none_or(ends) {
        return None;
    }
    let is_it = says_it(sentence, &facts[taken], &facts[without]);
    if !is_it && !is_result(&facts[without]) {
        return None;
    }
    let in_sentence = around.facts_of(at).filter(alike).filter(|fact| *fact != without);
    let mut others: Vec<usize> = in_sentence.collect();
    if others.is_empty() {
        let before = around.sentences.get(at.checked_sub(1)?).filter(|before| before.turn == sentence.turn)?;
        others = around.facts_of(at - 1).filter(alike).collect();
        // "Excluding $29 million, it was $129 million" goes on from the sentence before or says what it is of.
        if others.len() != 1 || before.turn != sentence.turn {
            return None;
        }
    } else if others[0] > without && !is_reported(around, others[0]) {
        return None;
    }
    let [with] = others[..] else { return None };
    let is_prior = |fact: usize| facts[fact].role == Some(FigureRole::PriorLevel);
    if is_prior(without) || is_prior(with) && !is_reported(around, with) {
        return None;
    }
    let (one, other) = (&facts[with], &facts[without]);
    let one_period = one.period.zip(other.period).is_none_or(|(one, other)| one == other);
    if !is_result(one) || !one_period || !is_it && !are_of_one(one, other) {
        return None;
    }
    let operands = vec![(Role::Change, taken), (Role::Level, without), (Role::Prior, with)];
    Some(Relation { kind: Kind::Change, pairing: Pairing::Near, sense: None, operands })
}

/// The amount that a sentence leaves out: the only thing between "excluding" and the comma behind it.
fn taken(around: Surroundings<'_>, at: usize, sentence: &Sentence) -> Option<usize> {
    let tokens = &sentence.reading.tokens;
    let opens = |token: &Token| matches!(token.class, Class::Scope(scope) if VOCABULARY.scope(scope).opens);
    let from = tokens.iter().position(opens)?;
    if tokens[from + 1..].iter().any(opens) {
        return None;
    }
    let to = from + 1 + tokens.get(from + 1..)?.iter().position(|it| it.class == Class::Boundary(Boundary::Comma))?;
    let within = tokens.get(from + 1..to)?;
    let is_figure = |token: &Token| matches!(token.class, Class::Figure(_));
    let place = within.iter().position(is_figure).filter(|place| *place <= BEFORE)?;
    // "Excluding $29 million of costs and a gain", "of costs last year", "growth of $29 million".
    let says_more = |(at, token): (usize, &Token)| {
        at != place
            && matches!(
                token.class,
                Class::Figure(_)
                    | Class::Boundary(_)
                    | Class::Period(_)
                    | Class::Basis(_)
                    | Class::Other(_)
                    | Class::Direction(_)
                    | Class::Negation
            )
    };
    if within.iter().enumerate().any(says_more) {
        return None;
    }
    // Taxes lessen what a charge before them takes from each share.
    let says_pretax = |token: &Token| {
        let words = sentence.text()[token.range].split([' ', '-']);
        words.into_iter().any(|word| is_any(word, &["pretax", "pre", "tax"]))
    };
    if within.iter().any(says_pretax) {
        return None;
    }
    let range = within[place].range;
    let fact = around.facts_of(at).find(|fact| around.facts[*fact].figure.range == range)?;
    let figure = &around.facts[fact].figure;
    let is_amount = matches!(figure.kind, FigureKind::Money | FigureKind::PerShare);
    (is_amount && matches!(figure.amount, Amount::Single(_)) && figure.inferred.is_none()).then_some(fact)
}

/// Whether a fact is a result that an amount can be set aside of.
fn is_result(fact: &Fact) -> bool {
    let Some(entry) = fact.entry() else { return false };
    // What is taxed, and what is no flow: "excluding $29 million of cash held abroad".
    let untaxed = entry.kind == MetricKind::Money && !entry.name.contains("net income");
    let fits = match fact.figure.kind {
        FigureKind::Money => untaxed,
        FigureKind::PerShare => true,
        _ => false,
    };
    fits && fact.modality == Modality::Actual
        && is_level(fact)
        && matches!(fact.figure.amount, Amount::Single(_))
        && fact.figure.inferred.is_none()
}

/// The name of a metric without what says that something is left out of it.
fn plain(name: &str) -> &str {
    let adjusted = |(word, _): &(&str, &str)| VOCABULARY.counting(word) == Some(Counting::Adjusted);
    name.split_once(' ').filter(adjusted).map_or(name, |(_, rest)| rest)
}

/// Whether two facts are of one metric, whatever is left out of either.
fn are_of_one(one: &Fact, other: &Fact) -> bool {
    let names = one.metric.as_ref().zip(other.metric.as_ref());
    names.is_some_and(|(one, other)| plain(&one.name) == plain(&other.name))
}

/// Whether nothing but "it was" leads from the comma behind an amount to another: what it was is said before.
fn says_it(sentence: &Sentence, taken: &Fact, without: &Fact) -> bool {
    let tokens = &sentence.reading.tokens;
    let (from, to) = (taken.figure.range.end(), without.figure.range.start());
    let between = tokens.iter().filter(|it| it.range.start() >= from && it.range.end() <= to);
    let behind = between.skip_while(|it| it.class != Class::Boundary(Boundary::Comma)).skip(1);
    let behind: Vec<Class> = behind.map(|it| it.class).collect();
    matches!(
        behind[..],
        [Class::Pronoun(Pronoun::This), Class::Copula] | [Class::Pronoun(Pronoun::This), Class::Copula, Class::Hedge]
    )
}

/// Whether the words right before a figure say that nothing is left out of it: "reported operating income of".
fn is_reported(around: Surroundings<'_>, at: usize) -> bool {
    let fact = &around.facts[at];
    let Some(sentence) = around.sentences.get(fact.sentence) else { return false };
    let before = sentence.text().get(..usize::from(fact.figure.range.start())).unwrap_or_default();
    let mut words = before.rsplit(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty()).take(BEFORE);
    words.any(|word| is_any(word, &IN_FULL))
}

#[cfg(test)]
mod tests {
    use crate::checks::expect;

    #[test]
    fn a_result_differs_by_what_is_set_aside() {
        expect(
            "change-mismatch",
            &[
                "Operating income was $100 million. Excluding $69 million of restructuring costs, operating income was $129 million.",
                "Operating income was $100 million. Excluding $69 million of restructuring costs, adjusted operating income was $129 million.",
                "Excluding $69 million of restructuring costs, adjusted operating income was $129 million, compared with reported operating income of $100 million.",
                "Operating income was $100 million. Excluding $69 million of restructuring costs, it was $129 million.",
                "Earnings were $1.20 per share. Excluding a charge of $0.60 per share, earnings were $1.40 per share.",
                "Operating expenses were $100 million, and excluding charges of $39 million, operating expenses were $71 million.",
            ],
            &[
                "Operating income was $100 million. Excluding $29 million of restructuring costs, operating income was $129 million.",
                "Operating expenses were $100 million, and excluding charges of $29 million, operating expenses were $71 million.",
                "Operating income was $100 million. Excluding $29 million of restructuring costs, it was $129 million.",
                // taxes take their part
                "Net income was $100 million. Excluding $29 million of restructuring costs, net income was $121 million.",
                // two things
                "Operating income was $100 million. Excluding $29 million of restructuring costs and a gain on land, operating income was $119 million.",
                // of another time
                "Operating income was $100 million. Excluding $29 million of costs last year, operating income grew to $119 million.",
                "Excluding $29 million of restructuring costs, adjusted operating income was $129 million, compared with $80 million last year.",
                // another metric
                "Gross profit was $100 million. Excluding $29 million of restructuring costs, operating income was $59 million.",
                // what would be
                "Operating income was $100 million. Excluding $29 million of restructuring costs, operating income would have been about $140 million.",
                // taxes take their part
                "Earnings were $1.20 per share. Excluding pretax charges of $0.30 per share, earnings were $1.42 per share.",
                // more is left out
                "Operating expenses were $100 million. Excluding $10 million of leases, operating expenses were $85 million after removing amortization.",
                // which one is meant is left open
                "Operating income was $100 million and revenue was $400 million. Excluding $29 million of costs, operating income was $119 million.",
            ],
        );
    }
}
