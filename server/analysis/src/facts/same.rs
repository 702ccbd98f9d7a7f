//! Facts that belong together: the same fact said again, and facts that only look the same.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tieout_figures::{Kind, Unit};

use super::{Basis, Fact, FigureRole, Modality, Period};

/// All that two statements must share to be statements of one fact. There is none where any of it is unknown: unknown
/// never equals known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    metric: Arc<str>,
    scope: Vec<Arc<str>>,
    period: Period,
    basis: Option<Basis>,
    role: FigureRole,
    kind: Kind,
    unit: Option<Unit>,
    modality: Modality,
}

impl Key {
    /// The key of a fact; none unless metric, period and role are known, and for growth the basis. A metric that the
    /// vocabulary does not know may be one of several things of the same name.
    pub fn of(fact: &Fact) -> Option<Key> {
        let role = measure(fact.role?)?;
        if role == FigureRole::Growth && fact.basis.is_none() {
            return None;
        }
        let metric = fact.known_metric()?;
        Some(Key {
            metric: Arc::clone(&metric.name),
            scope: fact.scope.clone(),
            period: fact.period?,
            basis: fact.basis,
            role,
            kind: fact.figure.kind,
            unit: fact.figure.unit.clone(),
            modality: fact.modality,
        })
    }
}

/// What is measured, whether it is spoken of now or as a base of comparison. A cut-off measures nothing.
fn measure(role: FigureRole) -> Option<FigureRole> {
    match role {
        FigureRole::Level | FigureRole::PriorLevel | FigureRole::Margin => Some(FigureRole::Level),
        FigureRole::Guidance | FigureRole::PriorGuidance => Some(FigureRole::Guidance),
        FigureRole::Threshold | FigureRole::Other => None,
        role => Some(role),
    }
}

/// The statements of each fact, by index.
#[derive(Clone, Debug, Default)]
pub struct Statements {
    /// For each fact, which group it belongs to.
    group_of: Vec<Option<usize>>,
    groups: Vec<Vec<usize>>,
}

impl Statements {
    /// Groups the facts of a call by their keys.
    pub fn new(facts: &[Fact]) -> Statements {
        let mut by_key: FxHashMap<Key, usize> = FxHashMap::default();
        let mut statements = Statements::default();
        for (index, fact) in facts.iter().enumerate() {
            let group = Key::of(fact).map(|key| {
                let next = statements.groups.len();
                let group = *by_key.entry(key).or_insert(next);
                if group == next {
                    statements.groups.push(Vec::new());
                }
                statements.groups[group].push(index);
                group
            });
            statements.group_of.push(group);
        }
        statements
    }

    /// All statements of the fact, itself included, in the order of the text; empty where its key is not fully known.
    pub fn of(&self, fact: usize) -> &[usize] {
        let group = self.group_of.get(fact).copied().flatten();
        group.and_then(|group| self.groups.get(group)).map_or(&[], Vec::as_slice)
    }

    /// The first statement of the fact; itself where nothing more is known.
    pub fn first(&self, fact: usize) -> usize {
        self.of(fact).first().copied().unwrap_or(fact)
    }

    /// The facts that are stated more than once.
    pub fn repeated(&self) -> impl Iterator<Item = &[usize]> {
        self.groups.iter().map(Vec::as_slice).filter(|group| group.len() > 1)
    }
}

/// A fact that could be taken for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookAlike {
    /// The index of the fact.
    pub fact: usize,
    /// What it has that the other lacks or has otherwise, for a reader: "organic", "qoq".
    pub reason: String,
}

/// The facts of the same metric, period and kind as one of them that differ in scope or basis, in the order of the
/// text; each reason is given once.
pub fn look_alikes(facts: &[Fact], index: usize) -> Vec<LookAlike> {
    let Some(fact) = facts.get(index) else { return Vec::new() };
    let (Some(metric), Some(period)) = (&fact.metric, fact.period) else { return Vec::new() };
    let mut found: Vec<LookAlike> = Vec::new();
    for (other_index, other) in facts.iter().enumerate() {
        let alike = other_index != index
            && other.metric.as_ref().is_some_and(|it| it.name == metric.name)
            && other.period == Some(period)
            && other.figure.kind == fact.figure.kind
            && other.role == fact.role;
        let Some(reason) = alike.then(|| difference(fact, other)).flatten() else { continue };
        if !found.iter().any(|known| known.reason == reason && facts[known.fact].figure.amount == other.figure.amount) {
            found.push(LookAlike { fact: other_index, reason });
        }
    }
    found
}

/// In what the other fact differs: its scope, else its basis. An unknown basis is no difference.
fn difference(fact: &Fact, other: &Fact) -> Option<String> {
    if fact.scope != other.scope {
        let own: Vec<&str> = other.scope.iter().filter(|it| !fact.scope.contains(it)).map(|it| &**it).collect();
        let lacks = || fact.scope.iter().filter(|it| !other.scope.contains(it)).map(|it| format!("not {it}"));
        return Some(if own.is_empty() { lacks().collect::<Vec<_>>().join(", ") } else { own.join(", ") });
    }
    match (fact.basis, other.basis) {
        (Some(one), Some(two)) if one != two => Some(two.as_str().to_owned()),
        _ => None,
    }
}
