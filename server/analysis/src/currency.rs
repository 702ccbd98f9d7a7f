//! The currency a call speaks in where it says only "$" or "million".

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use text_size::{TextRange, TextSize};
use tieout_figures::Currency;
use tieout_transcript::{Call, Touched};

use crate::rows::rows;

/// A table of words and the currency each stands for.
struct Table {
    words: Vec<&'static str>,
    currencies: Vec<Currency>,
}

impl Table {
    fn parse(source: &'static str) -> Table {
        let (words, currencies) = rows(source)
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

/// Where a call states the currency it reports in, and which.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Statements(Vec<(TextSize, Currency)>);

impl Statements {
    /// Finds them. No statement reaches over the end of a line, so those of lines that an edit has not touched are known.
    pub(crate) fn find(text: &str, known: Option<(Touched, &Statements)>) -> Statements {
        let Some((touched, Statements(before))) = known else {
            return Statements(stated(text, TextRange::up_to(TextSize::of(text))).collect());
        };
        let in_front = before.iter().take_while(|(at, _)| *at < touched.before.start()).copied();
        let behind = before.iter().skip_while(|(at, _)| *at < touched.before.end());
        let behind = behind.map(|(at, currency)| (*at - touched.before.end() + touched.now.end(), *currency));
        Statements(in_front.chain(stated(text, touched.now)).chain(behind).collect())
    }

    /// The currency that all of them name.
    fn currency(&self) -> Option<Currency> {
        let (_, first) = self.0.first()?;
        self.0.iter().all(|(_, currency)| currency == first).then_some(*first)
    }
}

/// The statements of some lines.
fn stated(text: &str, lines: TextRange) -> impl Iterator<Item = (TextSize, Currency)> {
    let found = STATEMENT_WORDS.iter().flat_map(move |words| words.find_iter(&text[lines]));
    found.map(move |it| {
        (lines.start() + TextSize::new(it.start() as u32), STATEMENTS.currencies[it.pattern().as_usize()])
    })
}

/// The currency of a call: the one all its statements of a reporting currency name, else that of the exchange it is
/// listed on, else the United States dollar.
pub(crate) fn of_call(call: &Call, statements: &Statements) -> Currency {
    statements.currency().or_else(|| listed(call.facts.exchange.as_deref()?)).unwrap_or(Currency::USD)
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
            assert_eq!(Table::parse(source).words.len(), rows(source).count());
        }
    }

    #[test]
    fn statements_decide_only_where_they_agree() {
        let stated = |text| Statements::find(text, None).currency();
        assert_eq!(stated("All amounts are in Canadian dollars unless we say otherwise."), Currency::from_code("CAD"));
        assert_eq!(stated("Revenue in US dollars grew; in Canadian dollars it fell."), None);
        assert_eq!(stated("Revenue was $4 million."), None);
    }

    #[test]
    fn statements_of_untouched_lines_are_kept() {
        const TEXT: &str = "In US dollars.\nWe grew.\nIn Canadian dollars.\n";
        let before = Statements::find(TEXT, None);
        let start = TEXT.find("We").expect("in the text") as u32;
        let range = |length: u32| TextRange::at(start.into(), length.into());
        for line in ["We grew again.\n", "", "We report in Singapore dollars.\n"] {
            let text = TEXT.replace("We grew.\n", line);
            let touched = Touched { now: range(line.len() as u32), before: range(9) };
            assert_eq!(Statements::find(&text, Some((touched, &before))), Statements::find(&text, None));
        }
    }

    #[test]
    fn no_statement_holds_the_end_of_a_line() {
        assert!(STATEMENTS.words.iter().all(|words| !words.contains(['\n', '\r'])));
    }

    #[test]
    fn an_exchange_gives_its_currency() {
        assert_eq!(listed("TSX"), Currency::from_code("CAD"));
        assert_eq!(listed("NasdaqGS"), Some(Currency::USD));
        assert_eq!(listed("XYZ"), None);
    }
}
