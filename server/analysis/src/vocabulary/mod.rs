//! The vocabulary: which words mean what, as tables that a finance person can extend.
//!
//! The tables stand beside this file. `metrics.txt` names what is measured, `scopes.txt` what narrows it, `periods.txt`
//! the periods in words, and `words.txt` the small words of statements about numbers. A phrase stands in one table only;
//! where several begin at a word, the longest wins.

mod table;
mod words;

use std::sync::{Arc, LazyLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::tokens::Class;
use table::Problem;
use words::Words;

/// The tables, compiled at first use.
pub static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::compile(&SOURCES).0);

const SOURCES: table::Sources<'static> = table::Sources {
    metrics: include_str!("metrics.txt"),
    scopes: include_str!("scopes.txt"),
    periods: include_str!("periods.txt"),
    words: include_str!("words.txt"),
};

/// A metric of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MetricId(u16);

/// A scope of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScopeId(u16);

/// What sort of quantity a metric is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MetricKind {
    /// An amount of money.
    Money,
    /// A ratio, said in percent.
    Percent,
    /// Money for each share.
    PerShare,
    /// A number of things.
    Count,
    /// A length of time, in days.
    Days,
    /// A ratio, said as a number: "inventory turns".
    Ratio,
}

/// A metric, as its table says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetricEntry {
    /// The canonical name.
    pub name: Arc<str>,
    /// What sort of quantity it is.
    pub kind: MetricKind,
    /// Whether it is the state at a moment (a balance, a head count) rather than the sum over a period.
    pub stock: bool,
    /// Whether less of it is better: costs, days outstanding, churn.
    pub lower_is_better: bool,
    /// Whether a loss of it is commonly said without a sign: net income, EPS.
    pub signed: bool,
    /// Whether only the company as a whole has it: earnings per share, the tax rate.
    pub whole: bool,
    /// Whether it is said in physical units too, such as barrels or megawatts.
    pub physical: bool,
    /// The metric that stands above the line, where this one is its ratio to `ratio_to`.
    pub ratio_of: Option<MetricId>,
    /// The metric that it is a ratio to: revenue for margins, shares for earnings per share.
    pub ratio_to: Option<MetricId>,
}

/// A scope, as its table says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeEntry {
    /// The canonical name.
    pub name: Arc<str>,
    /// Whether growth in this scope must not be checked against reported amounts: constant currency, organic.
    pub restates: bool,
    /// Whether the words that follow belong to it: "excluding".
    pub opens: bool,
}

/// All tables as one trie over words.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: Words,
    /// Where a word leads from a node other than the root.
    steps: FxHashMap<(u32, u32), u32>,
    /// The root is the first.
    nodes: Vec<Node>,
    metrics: Vec<MetricEntry>,
    scopes: Vec<ScopeEntry>,
    by_name: FxHashMap<Arc<str>, MetricId>,
    scope_names: FxHashSet<Arc<str>>,
}

/// A word of a phrase.
#[derive(Clone, Copy, Debug)]
struct Word {
    number: u32,
    /// Where it leads from the root.
    opens: Option<u32>,
}

/// The end of a phrase, or of the beginning of one.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    class: Option<Class>,
    /// Whether a longer phrase begins so.
    goes_on: bool,
}

impl Vocabulary {
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

    /// Compiles the tables; what is wrong with them is left out and named.
    fn compile(sources: &table::Sources<'_>) -> (Vocabulary, Vec<Problem>) {
        let mut vocabulary = Vocabulary { nodes: vec![Node::default()], ..Vocabulary::default() };
        let problems = table::read(sources, &mut vocabulary);
        (vocabulary, problems)
    }

    /// Enters a phrase; refused where it stands already.
    fn enter(&mut self, phrase: &str, class: Class) -> Result<(), ()> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_well_formed() {
        let (vocabulary, problems) = Vocabulary::compile(&SOURCES);
        assert_eq!(problems, []);
        assert!(vocabulary.words.longest() <= words::LONGEST_WORD);
    }

    #[test]
    fn a_table_that_is_not_well_formed_is_refused_by_line() {
        let problems = |metrics: &str, words: &str| {
            let sources = table::Sources { metrics, words, scopes: "", periods: "" };
            Vocabulary::compile(&sources).1.into_iter().map(|it| it.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(problems("revenue | sales | money", "copula = was"), Vec::<String>::new());
        assert_eq!(
            problems("revenue | sales | money\nEPS | sales | per_share", ""),
            ["metrics.txt line 2: \"sales\" stands twice", "metrics.txt line 2: out of order"]
        );
        assert_eq!(problems("revenue | | florins", ""), ["metrics.txt line 1: unknown property \"florins\""]);
        assert_eq!(problems("revenue | sales", ""), ["metrics.txt line 1: the kind of quantity is missing"]);
        assert_eq!(problems("", "cupola = was"), ["words.txt line 1: unknown class \"cupola\""]);
    }
}
