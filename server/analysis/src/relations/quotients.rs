//! Quotients: a ratio beside the two amounts that it divides, by what it means, in the table `quotients.txt`.
//!
//! "Net debt was $900 million and trailing EBITDA was $360 million, so leverage was 2.5 times." All three stand in one
//! sentence, and nothing else there is of one of them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use tieout_figures::{Amount, Kind as FigureKind};

use super::index::is_level;
use super::stream::same_unit;
use super::surroundings::{MOST_FIGURES, Surroundings};
use super::{Kind, Pairing, Relation, Role};
use crate::facts::{Fact, Period};
use crate::rows::rows;
use crate::signs::lists::OF_A_YEAR;
use crate::signs::words::is_any;
use crate::tokens::Class;

const TABLE: &str = include_str!("quotients.txt");

/// A ratio and what it divides.
struct Quotient {
    ratio: &'static str,
    of: &'static str,
    to: &'static str,
    /// Whether what divides is that of a year, wherever the call stands in it.
    over_year: bool,
}

static QUOTIENTS: LazyLock<Vec<Quotient>> = LazyLock::new(|| rows(TABLE).filter_map(read).collect());

fn read(line: &'static str) -> Option<Quotient> {
    let (ratio, rest) = line.split_once(" = ")?;
    let (of, to) = rest.split_once(" / ")?;
    let (to, over_year) = to.strip_suffix(" over a year").map_or((to, false), |to| (to, true));
    Some(Quotient { ratio, of, to, over_year })
}

/// Finds them; what is related already, `known`, is not related again.
pub(super) fn find(around: Surroundings<'_>, known: &[Relation]) -> Vec<Relation> {
    let related: FxHashSet<usize> = known
        .iter()
        .filter(|it| matches!(it.kind, Kind::Share | Kind::Margin | Kind::Multiple))
        .filter_map(|it| it.operands.first())
        .map(|(_, fact)| *fact)
        .collect();
    let ratios = around.facts.iter().enumerate().filter(|(at, fact)| is_ratio(fact) && !related.contains(at));
    ratios.filter_map(|(at, fact)| quotient(around, at, fact)).collect()
}

fn quotient(around: Surroundings<'_>, at: usize, ratio: &Fact) -> Option<Relation> {
    let name = &ratio.metric.as_ref()?.name;
    let mut ways = QUOTIENTS.iter().filter(|it| it.ratio == &**name).filter_map(|it| {
        let (of, to) = (only(around, ratio, it.of)?, only(around, ratio, it.to)?);
        let of_year = || is_of_year(around, to);
        (!it.over_year || of_year()).then_some((of, to))
    });
    // Debt beside net debt: who knows which is meant.
    let ((of, to), None) = (ways.next()?, ways.next()) else { return None };
    let [amount, base] = [of, to].map(|it| &around.facts[it]);
    // "And the payout ratio for the year is 60%."
    if over_another_time(around, at, of.max(to)) {
        return None;
    }
    let alike = same_unit(&amount.figure, &base.figure) && amount.modality == base.modality;
    if !alike || amount.modality != ratio.modality || !is_level(ratio) {
        return None;
    }
    let (kind, roles) = match ratio.figure.kind {
        FigureKind::Percent => (Kind::Share, [Role::Share, Role::Part, Role::Whole]),
        _ => (Kind::Multiple, [Role::Multiple, Role::Level, Role::Prior]),
    };
    let operands = roles.into_iter().zip([at, of, to]).collect();
    Some(Relation { kind, pairing: Pairing::Near, sense: None, operands })
}

/// Whether the words between what a ratio divides and the ratio behind it say of what time it is.
fn over_another_time(around: Surroundings<'_>, ratio: usize, last: usize) -> bool {
    let Some(sentence) = around.sentences.get(around.facts[ratio].sentence) else { return true };
    let (from, to) = (around.facts[last].figure.range.end(), around.facts[ratio].figure.range.start());
    let mut between = sentence.reading.tokens.iter().filter(|it| it.range.start() >= from && it.range.end() <= to);
    between.any(|token| matches!(token.class, Class::Period(_) | Class::Other(_)))
}

/// The one amount of a metric in the sentence of a ratio, of its period; none where there are two.
fn only(around: Surroundings<'_>, ratio: &Fact, metric: &str) -> Option<usize> {
    let is_of = |fact: &Fact| fact.metric.as_ref().is_some_and(|it| &*it.name == metric);
    let facts = Some(around.facts_of(ratio.sentence)).filter(|facts| facts.len() <= MOST_FIGURES)?;
    let mut all = facts.filter(|it| is_of(&around.facts[*it]));
    let (only, None) = (all.next()?, all.next()) else { return None };
    let fact = &around.facts[only];
    let is_amount = matches!(fact.figure.kind, FigureKind::Money | FigureKind::PerShare)
        && matches!(fact.figure.amount, Amount::Single(_))
        && fact.figure.inferred.is_none()
        && is_level(fact);
    let of_one_period = fact.period.zip(ratio.period).is_none_or(|(one, other)| one == other);
    (is_amount && (of_one_period || is_of_year(around, only))).then_some(only)
}

fn is_ratio(fact: &Fact) -> bool {
    matches!(fact.figure.kind, FigureKind::Percent | FigureKind::Ratio | FigureKind::Multiple | FigureKind::Count)
        && matches!(fact.figure.amount, Amount::Single(_))
        && (fact.figure.kind != FigureKind::Count || fact.figure.unit.is_none())
}

/// Whether an amount is said to be that of a year: by its period, or by a word right before it.
fn is_of_year(around: Surroundings<'_>, at: usize) -> bool {
    let fact = &around.facts[at];
    let Some(sentence) = around.sentences.get(fact.sentence) else { return false };
    let before = sentence.text().get(..usize::from(fact.figure.range.start())).unwrap_or_default();
    let words = before.rsplit(|it: char| !it.is_alphanumeric() && it != '-').filter(|word| !word.is_empty());
    let is_year = |word: &str| is_any(word, &OF_A_YEAR);
    matches!(fact.period, Some(Period::Year(_))) || words.take(WORDS_OF_AMOUNT).any(is_year)
}

/// How many words name an amount before it: "trailing 12-month adjusted EBITDA was".
const WORDS_OF_AMOUNT: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::expect;
    use crate::vocabulary::VOCABULARY;

    #[test]
    fn every_line_of_the_table_names_metrics() {
        let lines = rows(TABLE).count();
        assert_eq!(QUOTIENTS.len(), lines);
        for name in QUOTIENTS.iter().flat_map(|it| [it.ratio, it.of, it.to]) {
            assert!(VOCABULARY.metric_named(name).is_some(), "no metric {name:?}");
        }
    }

    #[test]
    fn a_ratio_is_what_it_divides() {
        expect(
            "multiple-mismatch",
            &[
                "Net debt was $900 million and trailing EBITDA was $360 million, so leverage was 5.2 times.",
                "Orders were $575 million on sales of $500 million, for a book-to-bill of 1.65.",
            ],
            &[
                "Net debt was $900 million and trailing EBITDA was $360 million, so leverage was 2.5 times.",
                // One quarter's.
                "Net debt was $900 million and EBITDA was $90 million, and leverage was 2.5 times.",
                // Which debt?
                "Net debt was $900 million, debt was $950 million and trailing EBITDA was $360 million, and leverage was 5.2 times.",
                "Orders were $575 million on sales of $500 million, for a book-to-bill of 1.15.",
                // Orders of two times.
                "Orders were $575 million, up from orders of $400 million, on sales of $500 million, for a book-to-bill of 1.65.",
                // Another aim.
                "Net debt was $900 million and trailing EBITDA was $360 million, and we target leverage of 2.0 times.",
            ],
        );
        expect(
            "share-mismatch",
            &[
                "Pretax income was $200 million and income tax expense was $44 million, an effective tax rate of 32%.",
                "Loans were $18 billion and deposits were $24 billion, for a loan-to-deposit ratio of 57%.",
            ],
            &[
                "Pretax income was $200 million and income tax expense was $44 million, an effective tax rate of 22%.",
                "Pretax income was $200 million, and we expect an effective tax rate of 32%.",
                "Pretax income was $200 million and income tax expense was $44 million. We expect a tax rate of 32% next year.",
                "Loans were $18 billion and deposits were $24 billion, for a loan-to-deposit ratio of 75%.",
            ],
        );
    }
}
