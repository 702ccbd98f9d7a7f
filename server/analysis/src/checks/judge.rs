//! Judging a call: every relation goes before the checks of its kind.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tieout_transcript::Call;

use super::case::Case;
use super::repair::Repair;
use super::rulings::{Before, Ruled, Ruling, Rulings, Verdict};
use super::text::Text;
use super::wording::Words;
use super::{Rule, TEXT_RULES};
use crate::facts::Fact;
use crate::finding::{Finding, Operand, Related, Tie};
use crate::quote;
use crate::relations::{Kind, Pairing, Relation};
use crate::sentence::Sentence;
use crate::settings::{Profile, Settings, Severity};

/// The most operands that a finding shows.
const MOST_RELATED: usize = 10;

/// What the checks make of a call.
#[derive(Debug)]
pub(crate) struct Judged {
    /// In the order they were found.
    pub(crate) ties: Vec<Tie>,
    /// By position.
    pub(crate) findings: Vec<Finding>,
    /// What they rest on.
    pub(crate) rulings: Rulings,
}

/// Judges a call. Relations that were judged before, and have not changed, are not judged again.
pub(crate) fn judge(
    relations: Vec<Relation>,
    call: &Call,
    facts: &[Fact],
    sentences: &[Sentence],
    text: &str,
    settings: &Settings,
    before: Option<Before<'_>>,
) -> Judged {
    let words = Words { sentences };
    let rulings = Rulings::of(relations, facts, &words, before);
    let (mut ties, mut broken) = (Vec::new(), Vec::new());
    for Ruled { relation, rulings } in rulings.iter() {
        for ruling in rulings {
            let rule = ruling.rule;
            match &ruling.verdict {
                Verdict::Ties(computed) => ties.push(tie(rule, relation, facts, computed)),
                Verdict::Fails(severity, _) => {
                    if let Some(severity) = heard((rule.name, rule.default, rule.profile), *severity, settings) {
                        broken.push((ruling, severity, relation));
                    }
                }
            }
        }
    }
    let mut findings: Vec<Finding> = strongest(broken)
        .into_iter()
        .map(|(ruling, severity, relation)| {
            finding(ruling, severity, &Case { relation, facts, supposed: None }, &words)
        })
        .collect();
    findings.extend(slips(&Text { call, text, sentences }, settings));
    quote::leave_out(&mut findings, text, &settings.accepted);
    findings.sort_by_key(|finding| (finding.range.start(), finding.range.end()));
    Judged { ties, findings, rulings }
}

/// The slips that show in the words. A check that is not heard does not look.
fn slips(text: &Text<'_>, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in &TEXT_RULES {
        let heard = |severity| heard((rule.name, rule.default, rule.profile), severity, settings);
        if heard(Severity::Hint).is_some() {
            let slips = (rule.find)(text).into_iter();
            findings.extend(
                slips
                    .filter_map(|slip| Some((heard(slip.severity)?, slip)))
                    .map(|(severity, slip)| slip.finding(rule.name, severity)),
            );
        }
    }
    findings
}

/// How loud a failure of a check is under the settings; none where it is not heard. A check is given by its name,
/// whether it runs unless it is ignored, and the profile that it takes.
fn heard((name, default, profile): (&str, bool, Profile), severity: Severity, settings: &Settings) -> Option<Severity> {
    let named = |names: &[String]| names.iter().any(|it| it == name);
    let runs = if settings.select.is_empty() {
        default && (profile == Profile::Reader || settings.profile == Profile::Editor)
    } else {
        named(&settings.select)
    };
    if !runs || named(&settings.ignore) {
        return None;
    }
    let chosen = settings.severity.iter().find(|(it, _)| it == name);
    Some(chosen.map_or(severity, |(_, severity)| *severity))
}

type Broken<'a> = (&'a Ruling, Severity, &'a Relation);

/// Leaves out what repeats a stronger finding: one whose figures are all in it, or on the same figure by the same
/// check.
fn strongest(mut broken: Vec<Broken<'_>>) -> Vec<Broken<'_>> {
    broken
        .sort_by_key(|(_, severity, relation)| (std::cmp::Reverse((*severity, relation.pairing)), relation.kind as u8));
    let mut kept: Vec<Broken<'_>> = Vec::new();
    // Those kept that a figure is in.
    let mut with: FxHashMap<usize, Vec<&Relation>> = FxHashMap::default();
    let mut spoken: FxHashSet<(&str, usize)> = FxHashSet::default();
    for it in broken {
        let (ruling, _, relation) = it;
        let Some((_, first)) = relation.operands.first() else { continue };
        let covered = with.get(first).into_iter().flatten().any(|other| {
            relation.operands.iter().all(|(_, fact)| other.operands.iter().any(|(_, known)| known == fact))
        });
        if !covered && spoken.insert((ruling.rule.name, *first)) {
            for (_, fact) in &relation.operands {
                with.entry(*fact).or_default().push(relation);
            }
            kept.push(it);
        }
    }
    kept
}

fn tie(rule: &Rule, relation: &Relation, facts: &[Fact], computed: &Arc<str>) -> Tie {
    let operands = relation.operands.iter().filter_map(|(role, fact)| {
        let range = facts.get(*fact)?.range;
        Some(Operand { role: role.as_str(), fact: *fact, range })
    });
    Tie {
        check: rule.name,
        explicit: relation.pairing > Pairing::Gathered,
        operands: operands.collect(),
        computed: Arc::clone(computed),
        arithmetic: !matches!(relation.kind, Kind::Direction | Kind::Restatement | Kind::GrowthChain),
    }
}

fn finding(ruling: &Ruling, severity: Severity, case: &Case<'_>, words: &Words<'_>) -> Finding {
    let rule = ruling.rule;
    let said = (rule.say)(case, words);
    let mut operands = case.relation.operands.iter().filter_map(|(role, fact)| Some((role, case.facts.get(*fact)?)));
    let range = operands.next().map(|(_, fact)| fact.range).unwrap_or_default();
    let related = operands
        .take(MOST_RELATED)
        .map(|(role, fact)| Related { range: fact.range, message: format!("{}: {}", role.as_str(), words.of(fact)) });
    let related = related.collect();
    let repair = Repair::of(&ruling.fits(case, words), case, words);
    let mut message = format!("says {}, but {}", said.stated, said.sum);
    if let Some(hint) = &repair.hint {
        message.push_str("; ");
        message.push_str(hint);
    }
    let (stated, computed) = (said.stated, said.computed);
    Finding { check: rule.name, severity, range, message, related, stated, computed, fix: repair.fix }
}
