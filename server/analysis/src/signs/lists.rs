//! Lists of words that the reading of facts asks for, from the table beside this file.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::rows::rows;

/// The lists by their names.
static TABLE: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lists: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
    let mut name = "";
    for row in rows(include_str!("lists.txt")) {
        match row.strip_prefix('[').and_then(|row| row.strip_suffix(']')) {
            Some(head) => name = head,
            None => {
                lists.entry(name).or_default().extend(row.split(',').map(str::trim).filter(|word| !word.is_empty()))
            }
        }
    }
    lists
});

/// The words of a list; none where the table has no such list, which the test below finds.
fn list(name: &str) -> &'static [&'static str] {
    TABLE.get(name).map_or(&[], Vec::as_slice)
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $section:literal;)*) => {
        $($(#[$doc])* pub(crate) static $name: LazyLock<&'static [&'static str]> = LazyLock::new(|| list($section));)*

        #[cfg(test)]
        const LISTS: &[(&str, &LazyLock<&'static [&'static str]>)] = &[$(($section, &$name)),*];
    };
}

lists! {
    /// Names of other things, beside those of months.
    NO_PARTS = "no parts";
    /// Words that look like nouns and are none.
    NO_NOUNS = "no nouns";
    /// Words before a metric that do not narrow it.
    GENERIC = "generic";
    /// Words that open a passage, near the beginning of a sentence.
    TURN_OPENERS = "opens a turn";
    /// Nouns behind a metric that change nothing: "occupancy trends" are of occupancy.
    LEVELS = "levels";
    /// Words that mean the speaker's company as a whole, or nobody in particular.
    OWN = "own";
    /// Verbs that could be nouns, were it not for the "to" before them: "to drive revenue".
    INFINITIVES = "infinitives";
    /// Words that may stand before those that open a passage.
    TURN_LEADS = "leads to a turn";
    /// Nouns for what a clause may open with and that is no part: "in dollar terms, revenue was".
    MATTERS = "matters";
    /// Verbs by which what is held comes or goes.
    MOVES = "moves";
    /// Verbs of adding to a metric, or taking from it.
    CONTRIBUTES = "contributes";
    /// Those that have an "in" behind them.
    MOVES_IN = "moves in";
    /// Verbs of saying: a period behind one is when it was said.
    SAYING = "saying";
    /// Nouns for a part of a company.
    PARTS = "parts";
    /// Words that say how something grew, not what: "strong growth of 9%".
    SORTS = "sorts";
    /// What before a time span says that something went on for so long.
    STRETCHED = "stretched";
    /// What a part of a company does in a sentence that reports of it.
    REPORTED = "reported";
    /// Verbs of an effect that the tables know as no words of change.
    EFFECTS = "effects";
    /// Words before a metric that by themselves only say how it is.
    ADJECTIVES = "adjectives";
    /// Whose everything is that a company speaks of.
    OWNERS = "owners";
    /// How what a company reports on ends, where it is written large.
    STATEMENTS = "statements";
    /// Verbs that say why, not whose: "the storm caused revenue to fall".
    CAUSES = "causes";
    /// How words end that say how something grew, not what: "an impressive growth of 9%".
    ENDINGS = "endings";
    /// Words for others than the company, and for the economy.
    OTHERS = "others";
    /// Nouns for a part, before "of" and its whole.
    WHOLES = "wholes";
    /// What a time span can be of: "an average maturity of four years".
    SPANS_OF_LIFE = "spans of life";
    /// Words that speak of the company as a whole.
    OF_WHOLE = "of the whole";
    /// What a company does with its own loss, as against one that something led to.
    REPORTS = "reports";
    /// Nouns for what is meant to be in the long run: "our long-term plan of 75%".
    PLANS = "plans";
    /// Nouns for what is owed, which has the year it falls due in its name.
    DEBTS = "debts";
    /// What is held, of which the words before say the sort: "our payment holiday portfolio".
    HOLDINGS = "holdings";
    /// Verbs in "-ing" that are said of no metric, whatever stands before them: "anticipate losing revenue".
    DOING = "doing";
    /// Verbs of growth as a noun: "registered a growth of".
    REGISTERS = "registers";
    /// Nouns for a part of the company that grows as the company does.
    GROWING_PARTS = "growing parts";
    /// What exchange rates may be called behind their name.
    RATES = "rates";
    /// Nouns for an effect that takes points off something, or adds them.
    DRAGS = "drags";
    /// What is done with a year that is over.
    CLOSING = "closing";
    /// What the economy has, which has no quarters of the company: "unemployment rate".
    ECONOMY = "economy";
    /// Nouns for what something is compared with.
    COMPARABLES = "comparables";
    /// What stands before a period from which on, or until which, something is so.
    NOT_BEFORE = "not before";
    /// What debts and contracts do in the year that is said behind: "notes due 2033".
    ENDING = "ending";
    /// What stands before a month in which something was so.
    BEFORE_MONTHS = "before months";
    /// Words for the company's own stock, and for buying it.
    SHARES_OF_STOCK = "shares of stock";
    /// Words for the trial of a medicine.
    TRIALS = "trials";
    /// Verbs that tell of what is over.
    PAST = "past";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read_and_has_each_word_once() {
        for (name, words) in LISTS {
            assert!(words.len() > 2, "{name}");
            let mut known = words.to_vec();
            known.sort_unstable();
            known.dedup();
            assert_eq!(known.len(), words.len(), "{name}");
            assert!(words.iter().all(|word| word.to_lowercase() == **word), "{name}");
        }
        assert_eq!(TABLE.len(), LISTS.len(), "lists that nobody reads");
    }
}
