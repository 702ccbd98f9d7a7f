//! The phrases of all tables, word by word.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::entries::{Counting, MetricEntry, MetricId, ScopeEntry, ScopeId};
use super::words::{Word, Words};
use crate::tokens::Class;

/// All tables as one trie over words.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: Words,
    /// Where a word leads from a node other than the root.
    steps: FxHashMap<(u32, u32), u32>,
    /// The root is the first.
    nodes: Vec<Node>,
    pub(super) metrics: Vec<MetricEntry>,
    pub(super) scopes: Vec<ScopeEntry>,
    pub(super) by_name: FxHashMap<Arc<str>, MetricId>,
    pub(super) scope_names: FxHashSet<Arc<str>>,
    /// How the names of scopes begin that count the whole, and how each counts it.
    pub(super) countings: Vec<(Arc<str>, Counting)>,
}

/// The end of a phrase, or of the beginning of one.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    class: Option<Class>,
    /// Whether a longer phrase begins so.
    goes_on: bool,
}

impl Vocabulary {
    /// One without a phrase.
    pub(super) fn empty() -> Vocabulary {
        Vocabulary { nodes: vec![Node::default()], ..Vocabulary::default() }
    }

    /// The length of the longest word, in bytes.
    #[cfg(test)]
    pub(super) fn longest_word(&self) -> usize {
        self.words.longest()
    }

    /// Where every phrase begins.
    pub(crate) const ROOT: u32 = 0;

    /// The metric of an id.
    pub fn metric(&self, id: MetricId) -> &MetricEntry {
        &self.metrics[usize::from(id.0)]
    }

    /// The scope of an id.
    pub fn scope(&self, id: ScopeId) -> &ScopeEntry {
        &self.scopes[usize::from(id.0)]
    }

    /// Whether a name is that of a scope of the table.
    pub fn is_scope(&self, name: &str) -> bool {
        self.scope_names.contains(name)
    }

    /// How a scope, with the words that belong to it, counts the whole; none where it is a part of the company.
    pub fn counting(&self, scope: &str) -> Option<Counting> {
        let found = self.countings.iter().find(|(name, _)| scope.starts_with(&**name));
        found.map(|(_, counting)| *counting)
    }

    /// Whether a scope says by which accounts a result is counted, GAAP or management's own. Revenue is the same in both.
    pub fn names_accounts(&self, scope: &str) -> bool {
        matches!(self.counting(scope), Some(Counting::Accounts | Counting::Adjusted))
    }

    /// The names of the scopes that no fact of this one can have: what is non-GAAP is not GAAP, what is in constant currency
    /// not as reported, and what is abroad not at home.
    pub fn opposites(&self, scope: &str) -> impl Iterator<Item = &Arc<str>> {
        let this = self.scopes.iter().find(|entry| *entry.name == *scope);
        let others = self.scopes.iter().filter(move |other| this.is_some_and(|this| this.excludes(other)));
        others.map(|entry| &entry.name)
    }

    /// The metric of a canonical name.
    pub fn metric_named(&self, name: &str) -> Option<MetricId> {
        self.by_name.get(name).copied()
    }

    /// The metric that is the ratio of one metric to another: the gross margin of gross profit and revenue.
    pub fn ratio(&self, of: MetricId, to: MetricId) -> Option<(MetricId, &MetricEntry)> {
        let found = self.metrics.iter().position(|entry| entry.ratio_of == Some(of) && entry.ratio_to == Some(to))?;
        Some((MetricId(found as u16), &self.metrics[found]))
    }

    /// The metric that is another for each share.
    pub fn per_share(&self, of: MetricId) -> Option<(MetricId, &MetricEntry)> {
        self.ratio(of, self.metric_named("share count")?)
    }

    /// Where a word leads from a node; none where no phrase goes on with it.
    pub(crate) fn step(&self, node: u32, word: &[u8]) -> Option<u32> {
        let word = self.words.get(word)?;
        if node == Vocabulary::ROOT { word.opens } else { self.steps.get(&(node, word.number)).copied() }
    }

    /// What the phrase that ends at a node does.
    pub(crate) fn class(&self, node: u32) -> Option<Class> {
        self.nodes.get(node as usize)?.class
    }

    /// Whether a longer phrase begins with the one that ends at a node.
    pub(crate) fn goes_on(&self, node: u32) -> bool {
        self.nodes.get(node as usize).is_some_and(|node| node.goes_on)
    }

    /// Enters a phrase; refused where it stands already.
    pub(super) fn enter(&mut self, phrase: &str, class: Class) -> Result<(), ()> {
        let mut node = Vocabulary::ROOT;
        for word in phrase.split([' ', '-']).filter(|word| !word.is_empty()) {
            let lower = word.to_ascii_lowercase();
            let bare = lower.strip_suffix("'s").unwrap_or(&lower).as_bytes();
            let (number, next) = (self.words.len() as u32, self.nodes.len() as u32);
            let word = self.words.get_or_insert(bare, Word { number, opens: None });
            self.nodes[node as usize].goes_on = true;
            node = match node {
                Vocabulary::ROOT => *word.opens.get_or_insert(next),
                node => *self.steps.entry((node, word.number)).or_insert(next),
            };
            if node == next {
                self.nodes.push(Node::default());
            }
        }
        let place = &mut self.nodes[node as usize].class;
        if place.is_some() || node == Vocabulary::ROOT {
            return Err(());
        }
        *place = Some(class);
        Ok(())
    }
}
