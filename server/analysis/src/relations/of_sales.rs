//! Shares of sales beside a comparison: "Net sales were $510 million. Operating income was $58.7 million, or 11.5% of net
//! sales, compared to $74.6 million." The clause goes on to what was before, and the sales stand a sentence or more back.
//!
//! A speaker who turns to a part of the company says its sales by the same word. So nothing but the names of the two may
//! stand in their clauses, and nothing between them may be of a part.

use rustc_hash::FxHashSet;
use tieout_figures::{Amount, Kind as FigureKind};

use super::stream::same_unit;
use super::surroundings::Surroundings;
use super::{Kind, OpenShare, Pairing, Relation, Role};
use crate::facts::{Fact, FigureRole, Modality};
use crate::sentence::Sentence;
use crate::tokens::{Boundary, Class, Link, Token};
use crate::vocabulary::VOCABULARY;

/// How many sentences may lie between sales and the share of them.
const REACH: usize = 3;

/// The metric that they are shares of.
const SALES: &str = "revenue";
/// Words before sales that a share of them may leave out.
const FULL: [&str; 2] = ["net ", "total "];

/// Finds them; what is related already, or will be by its own clause, is not related again.
pub(super) fn find(around: Surroundings<'_>, known: &[Relation], open: &[OpenShare]) -> Vec<Relation> {
    let is_share = |it: &&Relation| matches!(it.kind, Kind::Share | Kind::Margin);
    let mut related: FxHashSet<usize> =
        known.iter().filter(is_share).filter_map(|it| it.operands.first()).map(|(_, fact)| *fact).collect();
    related.extend(open.iter().map(|it| it.share));
    let percents = around.facts.iter().enumerate().filter(|(_, fact)| fact.figure.kind == FigureKind::Percent);
    percents.filter(|(at, _)| !related.contains(at)).filter_map(|(at, _)| share(around, at)).collect()
}

fn share(around: Surroundings<'_>, at: usize) -> Option<Relation> {
    let part = at.checked_sub(1)?;
    let (said, of) = (around.facts.get(part)?, around.facts.get(at)?);
    let sentence = around.sentences.get(of.sentence).filter(|_| said.sentence == of.sentence)?;
    let whole = named_whole(sentence, said, of)?;
    let is_sure = is_amount(said, FigureRole::Level)
        && matches!(of.figure.amount, Amount::Single(_))
        && of.figure.hedge.is_none()
        && is_earned_or_spent(said)
        && names_nothing_else(sentence, said)
        && !around.is_behind_segment(part)
        && !around.is_behind_scope(part);
    let whole = sales(around, part, whole).filter(|_| is_sure)?;
    let operands = vec![(Role::Share, at), (Role::Part, part), (Role::Whole, whole)];
    // Of which sales it is said the words leave a little open.
    Some(Relation { kind: Kind::Share, pairing: Pairing::Likely, sense: None, operands })
}

/// The metric that "$58.7 million, or 11.5% of net sales" names with nothing else beside it.
fn named_whole<'a>(sentence: &'a Sentence, part: &Fact, share: &Fact) -> Option<&'a str> {
    let tokens = &sentence.reading.tokens;
    let place = |fact: &Fact| {
        let at = sentence.reading.token_from(fact.figure.range.start());
        tokens.get(at).filter(|token| token.range == fact.figure.range).map(|_| at)
    };
    let (part, share) = (place(part)?, place(share)?);
    let between = tokens.get(part + 1..share)?;
    let or = between.iter().any(|token| token.class == Class::Link(Link::Or))
        && between.iter().all(|token| {
            matches!(token.class, Class::Boundary(Boundary::Comma) | Class::Link(Link::Or) | Class::Hedge)
        });
    let [of, named, next, ..] = tokens.get(share + 1..)? else { return None };
    let ends = matches!(next.class, Class::Boundary(Boundary::Comma) | Class::Link(Link::Versus | Link::From));
    let Class::Metric(metric) = named.class else { return None };
    let is_sales = &*VOCABULARY.metric(metric).name == SALES;
    (or && ends && of.class == Class::Link(Link::Of) && is_sales).then(|| sentence.words(named.range))
}

/// Whether a figure is one amount of money that was reached, of a known metric and time and of the whole company.
fn is_amount(fact: &Fact, role: FigureRole) -> bool {
    fact.figure.kind == FigureKind::Money
        && matches!(fact.figure.amount, Amount::Single(_))
        && fact.figure.hedge.is_none()
        && fact.figure.inferred.is_none()
        && fact.role == Some(role)
        && fact.modality == Modality::Actual
        && fact.period.is_some()
        && fact.scope.is_empty()
        && fact.known_metric().is_some()
}

/// Whether an amount is one of the same time as sales: a profit that has a margin, or an expense. What is owed or held is often
/// said of the sales of a year.
fn is_earned_or_spent(fact: &Fact) -> bool {
    let Some(metric) = fact.known_metric() else { return false };
    let named = |name: &str| VOCABULARY.metric_named(name);
    let has_margin = || VOCABULARY.ratio(named(&metric.name)?, named(SALES)?).map(|_| ());
    let is_expense = metric.name.rsplit(' ').next().is_some_and(|it| matches!(it, "expense" | "expenses"));
    is_expense || has_margin().is_some()
}

/// Whether what stands before an amount in its sentence names its metric and a change, and nothing else.
fn names_nothing_else(sentence: &Sentence, fact: &Fact) -> bool {
    let before = sentence.reading.tokens.iter().take_while(|token| token.range.end() <= fact.figure.range.start());
    before.into_iter().all(|token| {
        matches!(
            token.class,
            Class::Metric(_)
                | Class::Copula
                | Class::Determiner
                | Class::Adverb
                | Class::Verb
                | Class::Direction(_)
                | Class::Figure(_)
                | Class::Link(Link::To | Link::By)
        )
    })
}

/// The one amount of sales that stands before a part of it, in its turn and of its time; none where there are two, or where it
/// may be that of a part of the company.
fn sales(around: Surroundings<'_>, part: usize, named: &str) -> Option<usize> {
    let here = around.facts.get(part)?;
    let near = (here.sentence.saturating_sub(REACH)..=here.sentence).flat_map(|it| around.facts_of(it));
    let is_of = |at: &usize| {
        around.facts.get(*at).is_some_and(|fact| {
            fact.turn == here.turn
                && fact.figure.kind == FigureKind::Money
                && fact.metric.as_ref().is_some_and(|it| &*it.name == SALES)
                && fact.role == Some(FigureRole::Level)
        })
    };
    let mut found = near.filter(is_of);
    let (only, None) = (found.next()?, found.next()) else { return None };
    let fact = around.facts.get(only)?;
    let sentence = around.sentences.get(fact.sentence)?;
    let is_sure = is_amount(fact, FigureRole::Level)
        && only < part
        && fact.period == here.period
        && same_unit(&fact.figure, &here.figure)
        && !around.is_behind_segment(only)
        && clause(sentence, fact).iter().all(is_named)
        && is_said_alike(sentence, fact, named);
    is_sure.then_some(only)
}

/// Whether sales and a share of them are named by the same words: "net sales" is "sales" too, and "annual sales" is not.
fn is_said_alike(sentence: &Sentence, sales: &Fact, named: &str) -> bool {
    let before = sentence.reading.tokens.iter().take_while(|token| token.range.end() <= sales.figure.range.start());
    let last = before.filter(|token| matches!(token.class, Class::Metric(_))).last();
    last.is_some_and(|token| {
        let (said, named) = (sentence.words(token.range).to_ascii_lowercase(), named.to_ascii_lowercase());
        let less = FULL.iter().find_map(|word| said.strip_prefix(word)).unwrap_or(&said);
        named == said || named == less
    })
}

/// The tokens of a sentence up to the end of an amount's clause.
fn clause<'a>(sentence: &'a Sentence, fact: &Fact) -> &'a [Token] {
    let tokens = &sentence.reading.tokens;
    let at = sentence.reading.token_from(fact.figure.range.start());
    let ends = |token: &Token| matches!(token.class, Class::Figure(_) | Class::Boundary(_));
    let behind = tokens.get(at + 1..).unwrap_or_default();
    let end = at + 1 + behind.iter().position(ends).unwrap_or(behind.len());
    tokens.get(..end).unwrap_or_default()
}

/// Whether a token leaves it at the name of what is said, its time and its change.
fn is_named(token: &Token) -> bool {
    !matches!(token.class, Class::Word | Class::Scope(_) | Class::Pronoun(_) | Class::Modal(_) | Class::Negation)
}
