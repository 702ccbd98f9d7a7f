//! Checks: the rules that judge relations, one file each.
//!
//! A check knows one kind of arithmetic. It says of a relation whether it holds, cannot hold, or cannot be told, and
//! words its own sum; how sure a failure is, which findings are heard and which relations deserve a tick is the same
//! for all and stands here. The page that a check's file begins with is what its users read.

mod case;
mod change_mismatch;
mod change_share_mismatch;
mod count_share_impossible;
mod direction_contradiction;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod gathered_promises;
mod growth_mismatch;
mod guidance_change;
mod guidance_comparison;
mod inaudible;
mod judge;
mod list_count_mismatch;
mod malformed_figure;
mod margin_mismatch;
mod midpoint_mismatch;
mod multiple_mismatch;
mod name_variant;
mod parts_not_100;
mod per_share_mismatch;
mod period_conflict;
mod period_twice;
mod points_mismatch;
mod product_mismatch;
#[cfg(test)]
mod promises;
mod range_reversed;
mod repair;
mod restatement_conflict;
#[cfg(test)]
mod rewrites;
mod rulings;
mod said_twice;
mod scale_slip;
mod share_mismatch;
mod spelling;
mod sum_mismatch;
mod surprise_mismatch;
mod term_variant;
mod text;
#[cfg(test)]
mod truths;
mod turn_mislabelled;
mod unit_missing;
mod verdict;
mod wording;

use std::fmt;
use std::sync::LazyLock;

use case::Case;
use text::TextRule;
use verdict::Outcome;
use wording::Words;

use crate::relations::Kind;
use crate::settings::Profile;

#[cfg(test)]
pub(crate) use examples::{analyse, asked, exchange, expect};
pub(crate) use judge::{Judged, judge};
pub(crate) use rulings::{Before, Rulings};

/// A rule, with what its users are told about it.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Its name: the code of its findings.
    pub name: &'static str,
    /// One line on what it finds.
    pub summary: &'static str,
    /// Its page, in Markdown.
    pub page: &'static str,
    /// Whether it runs unless it is ignored.
    pub default: bool,
}

/// A check as its file states it.
struct Rule {
    name: &'static str,
    /// Its own source, which begins with its page.
    source: &'static str,
    /// Whether it runs unless it is ignored.
    default: bool,
    /// The profile that it takes to be heard.
    profile: Profile,
    /// The relations it judges.
    kinds: &'static [Kind],
    judge: fn(&Case<'_>) -> Outcome,
    say: fn(&Case<'_>, &Words<'_>) -> Said,
    #[cfg(test)]
    examples: examples::Examples,
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// What a check says of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    /// What is stated: "55%".
    stated: String,
    /// What the other operands make: "$8.9 million over $5.7 million is +53.9–58.4%".
    sum: String,
    /// The same as numbers, as wide as they decide.
    computed: (Option<tieout_figures::Decimal>, Option<tieout_figures::Decimal>),
}

/// All checks, in the order of their value.
static RULES: [Rule; 20] = [
    growth_mismatch::RULE,
    change_share_mismatch::RULE,
    change_mismatch::RULE,
    points_mismatch::RULE,
    share_mismatch::RULE,
    restatement_conflict::RULE,
    scale_slip::RULE,
    sum_mismatch::RULE,
    margin_mismatch::RULE,
    parts_not_100::RULE,
    direction_contradiction::RULE,
    guidance_comparison::RULE,
    guidance_change::RULE,
    midpoint_mismatch::RULE,
    per_share_mismatch::RULE,
    multiple_mismatch::RULE,
    product_mismatch::RULE,
    count_share_impossible::RULE,
    range_reversed::RULE,
    unit_missing::RULE,
];

/// All checks of the words, in the order of their value.
static TEXT_RULES: [TextRule; 8] = [
    surprise_mismatch::RULE,
    period_conflict::RULE,
    list_count_mismatch::RULE,
    turn_mislabelled::RULE,
    malformed_figure::RULE,
    name_variant::RULE,
    term_variant::RULE,
    inaudible::RULE,
];

static CHECKS: LazyLock<Vec<Check>> = LazyLock::new(|| {
    let of_relations = RULES.iter().map(|rule| Check::new(rule.name, rule.source, rule.default));
    of_relations.chain(TEXT_RULES.iter().map(|rule| Check::new(rule.name, rule.source, rule.default))).collect()
});

/// All checks, in the order of their value.
pub fn all() -> &'static [Check] {
    &CHECKS
}

/// The check of a name.
pub fn find(name: &str) -> Option<&'static Check> {
    all().iter().find(|check| check.name == name)
}

impl Check {
    /// A check by the page that its source begins with.
    fn new(name: &'static str, source: &'static str, default: bool) -> Check {
        let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
        let page: String = lines.flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"]).collect();
        // Once for each check and kept until the process ends, as the source itself is.
        let page: &'static str = page.leak();
        let summary = page.split("\n\n").nth(1).unwrap_or_default();
        Check { name, summary, page, default }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_has_its_page() {
        for check in all() {
            assert!(check.page.starts_with(&format!("# {}\n\n", check.name)), "{} begins with its name", check.name);
            assert!(!check.summary.contains('\n'), "the summary of {} is one line", check.name);
            for part in ["## Why it matters", "## Example", "## What it leaves alone", "## Source"] {
                assert!(check.page.contains(part), "the page of {} has {part:?}", check.name);
            }
        }
        assert!(find("growth-mismatch").is_some());
        assert!(find("growth").is_none());
    }
}
