//! The vocabulary: which words mean what, as tables that a finance person can extend.
//!
//! The tables stand beside this file. `metrics.txt` names what is measured, `scopes.txt` what narrows it, `periods.txt`
//! the periods in words, and `words.txt` the small words of statements about numbers. A phrase stands in one table only;
//! where several begin at a word, the longest wins.

mod entries;
mod table;
mod trie;
mod words;

use std::sync::LazyLock;

use table::Problem;

pub use entries::{Counting, MetricEntry, MetricId, MetricKind, ScopeEntry, ScopeId};
pub use trie::Vocabulary;

/// The tables, compiled at first use.
pub static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| compile(&SOURCES).0);

const SOURCES: table::Sources<'static> = table::Sources {
    metrics: include_str!("metrics.txt"),
    scopes: include_str!("scopes.txt"),
    periods: include_str!("periods.txt"),
    words: include_str!("words.txt"),
};

/// Compiles the tables; what is wrong with them is left out and named.
fn compile(sources: &table::Sources<'_>) -> (Vocabulary, Vec<Problem>) {
    let mut vocabulary = Vocabulary::empty();
    let problems = table::read(sources, &mut vocabulary);
    (vocabulary, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_well_formed() {
        let (vocabulary, problems) = compile(&SOURCES);
        assert_eq!(problems, []);
        assert!(vocabulary.longest_word() <= words::LONGEST_WORD);
    }

    #[test]
    fn a_table_that_is_not_well_formed_is_refused_by_line() {
        let problems = |metrics: &str, words: &str| {
            let sources = table::Sources { metrics, words, scopes: "", periods: "" };
            compile(&sources).1.into_iter().map(|it| it.to_string()).collect::<Vec<_>>()
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
