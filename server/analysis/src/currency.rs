//! The currency a call speaks in where it says only "$" or "million".

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use tieout_figures::Currency;
use tieout_transcript::Call;

/// A table of words and the currency each stands for.
struct Table {
    words: Vec<&'static str>,
    currencies: Vec<Currency>,
}

impl Table {
    fn parse(source: &'static str) -> Table {
        let rows = source.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (words, currencies) = rows
            .filter_map(|row| row.split_once('|'))
            .filter_map(|(words, code)| Some((words.trim(), Currency::from_code(code.trim())?)))
            .unzip();
        Table { words, currencies }
    }
}

static EXCHANGES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("vocabulary/exchanges.txt")));
static STATEMENTS: LazyLock<Table> =
    LazyLock::new(|| Table::parse(include_str!("vocabulary/reporting_currencies.txt")));
static STATEMENT_WORDS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(&STATEMENTS.words).ok());

/// The currency of a call: the one all its statements of a reporting currency name, else that of the exchange it is
/// listed on, else the United States dollar.
pub(crate) fn of_call(call: &Call, text: &str) -> Currency {
    stated(text).or_else(|| listed(call.facts.exchange.as_deref()?)).unwrap_or(Currency::USD)
}

fn stated(text: &str) -> Option<Currency> {
    let mut found = STATEMENT_WORDS.as_ref()?.find_iter(text).map(|it| STATEMENTS.currencies[it.pattern().as_usize()]);
    let first = found.next()?;
    found.all(|currency| currency == first).then_some(first)
}

fn listed(exchange: &str) -> Option<Currency> {
    let code: String = exchange.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let row = EXCHANGES.words.iter().position(|word| *word == code)?;
    Some(EXCHANGES.currencies[row])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_read() {
        for source in [include_str!("vocabulary/exchanges.txt"), include_str!("vocabulary/reporting_currencies.txt")] {
            let rows = source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
            assert_eq!(Table::parse(source).words.len(), rows);
        }
    }

    #[test]
    fn statements_decide_only_where_they_agree() {
        assert_eq!(stated("All amounts are in Canadian dollars unless we say otherwise."), Currency::from_code("CAD"));
        assert_eq!(stated("Revenue in US dollars grew; in Canadian dollars it fell."), None);
        assert_eq!(stated("Revenue was $4 million."), None);
    }

    #[test]
    fn an_exchange_gives_its_currency() {
        assert_eq!(listed("TSX"), Currency::from_code("CAD"));
        assert_eq!(listed("NasdaqGS"), Some(Currency::USD));
        assert_eq!(listed("XYZ"), None);
    }
}
