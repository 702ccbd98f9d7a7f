//! The currency a call speaks in where it says only "$" or "million".

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Match, MatchKind};
use text_size::{TextRange, TextSize};
use tieout_figures::Currency;
use tieout_transcript::{Call, Touched};

use crate::rows::rows;

/// A table of words and the currency each stands for; none for that of the call, whichever it is.
struct Table {
    words: Vec<&'static str>,
    currencies: Vec<Option<Currency>>,
}

impl Table {
    fn parse(source: &'static str) -> Table {
        let currency = |code: &str| if code == "LOCAL" { Some(None) } else { Currency::from_code(code).map(Some) };
        let (words, currencies) = rows(source)
            .filter_map(|row| row.split_once('|'))
            .filter_map(|(words, code)| Some((words.trim(), currency(code.trim())?)))
            .unzip();
        Table { words, currencies }
    }
}

/// A table that is searched for in a text.
struct Searched {
    table: Table,
    searcher: Option<AhoCorasick>,
}

impl Searched {
    fn parse(source: &'static str) -> Searched {
        let table = Table::parse(source);
        let mut builder = AhoCorasick::builder();
        let builder = builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
        let searcher = builder.build(&table.words).ok();
        Searched { table, searcher }
    }

    /// The words of the table in some lines, where each begins.
    fn find(&self, text: &str, lines: TextRange) -> impl Iterator<Item = (TextSize, Option<Currency>)> {
        let part = &text[lines];
        let is_letter =
            |at: Option<usize>| at.and_then(|at| part.as_bytes().get(at)).is_some_and(u8::is_ascii_alphabetic);
        let found = self.searcher.iter().flat_map(move |searcher| searcher.find_iter(part));
        // No part of a longer word.
        let whole = move |it: &Match| {
            let (first, last) = (is_letter(Some(it.start())), is_letter(it.end().checked_sub(1)));
            !(first && is_letter(it.start().checked_sub(1)) || last && is_letter(Some(it.end())))
                && (!part[it.range()].ends_with(|c: char| c.is_ascii_digit()) || is_amount(&part[it.range()], &part[it.end()..]))
                // A name.
                && &part[it.range()] != "Rand"
        };
        // "NIS 300 million ($77 million)": what is converted in parentheses is reported in the other.
        let converted =
            move |it: &Match| it.start().checked_sub(1).is_some_and(|before| part.as_bytes()[before] == b'(');
        let place = move |it: Match| {
            (lines.start() + TextSize::new(it.start() as u32), self.table.currencies[it.pattern().as_usize()])
        };
        found.filter(move |it| whole(it) && !converted(it)).map(place)
    }
}

/// Whether a letter and a digit begin an amount, "R21 382m", and not the name of a thing, "R2".
fn is_amount(said: &str, behind: &str) -> bool {
    const SCALES: [&str; 7] = ["m", "mn", "bn", "million", "billion", "trillion", "cents"];
    let number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | '\u{a0}');
    let unit = behind.trim_start_matches(number);
    let unit = unit.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    said.starts_with('R') && SCALES.iter().any(|scale| unit.eq_ignore_ascii_case(scale))
}

static EXCHANGES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("vocabulary/exchanges.txt")));
static STATEMENTS: LazyLock<Searched> =
    LazyLock::new(|| Searched::parse(include_str!("vocabulary/reporting_currencies.txt")));
static SIGNS: LazyLock<Searched> = LazyLock::new(|| Searched::parse(include_str!("vocabulary/currency_signs.txt")));

/// How often a currency must be named where nothing says which the call reports in.
const OFTEN: usize = 5;
/// The same where no other is named.
const ALONE: usize = 2;

/// Where a call states the currency it reports in, and where it names currencies beside amounts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Statements {
    stated: Vec<(TextSize, Option<Currency>)>,
    signs: Vec<(TextSize, Option<Currency>)>,
}

impl Statements {
    /// Finds them. None reaches over the end of a line, so those of lines that an edit has not touched are known.
    pub(crate) fn find(text: &str, known: Option<(Touched, &Statements)>) -> Statements {
        let find = |words: &Searched, before: Option<(Touched, &Vec<_>)>| {
            let Some((touched, before)) = before else {
                return words.find(text, TextRange::up_to(TextSize::of(text))).collect();
            };
            let in_front = before.iter().take_while(|(at, _)| *at < touched.before.start()).copied();
            let behind = before.iter().skip_while(|(at, _)| *at < touched.before.end());
            let behind = behind.map(|(at, currency)| (*at - touched.before.end() + touched.now.end(), *currency));
            in_front.chain(words.find(text, touched.now)).chain(behind).collect()
        };
        Statements {
            stated: find(&STATEMENTS, known.map(|(touched, known)| (touched, &known.stated))),
            signs: find(&SIGNS, known.map(|(touched, known)| (touched, &known.signs))),
        }
    }

    /// The currency that all statements name.
    fn stated(&self) -> Option<Currency> {
        let (_, first) = self.stated.first()?;
        first.filter(|_| self.stated.iter().all(|(_, currency)| currency == first))
    }

    /// The currency that nearly all amounts name. A bare "$" names none, and is another where that is no dollar.
    fn named(&self) -> Option<Currency> {
        let named = || self.signs.iter().filter_map(|(_, currency)| *currency);
        let often = |currency: &Currency| named().filter(|it| it == currency).count();
        // What three of four are, is among the first few but for odd calls.
        let most = named().take(OFTEN).max_by_key(often)?;
        let (count, all) = (often(&most), self.signs.len());
        (count >= OFTEN && count * 4 >= all * 3 || count >= ALONE && count == all).then_some(most)
    }
}

/// The currency of a call: the one all its statements of a reporting currency name, else that of the exchange it is
/// listed on, else the one it names with its amounts, else the United States dollar.
pub(crate) fn of_call(call: &Call, statements: &Statements) -> Currency {
    let listed = || listed(call.facts.exchange.as_deref()?);
    statements.stated().or_else(listed).or_else(|| statements.named()).unwrap_or(Currency::USD)
}

fn listed(exchange: &str) -> Option<Currency> {
    let code: String = exchange.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let row = EXCHANGES.words.iter().position(|word| *word == code)?;
    EXCHANGES.currencies[row]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_read() {
        for source in [
            include_str!("vocabulary/exchanges.txt"),
            include_str!("vocabulary/reporting_currencies.txt"),
            include_str!("vocabulary/currency_signs.txt"),
        ] {
            assert_eq!(Table::parse(source).words.len(), rows(source).count());
        }
    }

    #[test]
    fn statements_decide_only_where_they_agree() {
        let stated = |text| Statements::find(text, None).stated();
        assert_eq!(stated("All amounts are in Canadian dollars unless we say otherwise."), Currency::from_code("CAD"));
        assert_eq!(stated("Revenue in US dollars grew; in Canadian dollars it fell."), None);
        assert_eq!(stated("Revenue was $4 million."), None);
    }

    #[test]
    fn signs_decide_where_none_leaves_it_to_the_call() {
        let named = |text: &str| Statements::find(text, None).named();
        let amounts = "It was ₹ 4 million, INR5 crores, Rs. 6 lakh, rs 7 lakh and 8 rupees, or 2 euros. ";
        assert_eq!(named(amounts), Currency::from_code("INR"));
        assert_eq!(named(&format!("{amounts} And $3 million.")), None, "two of seven are others");
        assert_eq!(named(&format!("{amounts}{amounts} And $3 million.")), Currency::from_code("INR"));
        let converted =
            "It was NIS 4 million ($1 million), NIS 5 million (US$2 million) and 9 million shekels ($3 million).";
        assert_eq!(named(converted), Currency::from_code("ILS"), "in parentheses it is converted");
        assert_eq!(named("It was C$4 million, $2 million, C$3 million and C$8 million."), None, "of whichever country");
        assert_eq!(
            named("We made R4 million, R 5 million, R6 million and 2 billion rand."),
            Currency::from_code("ZAR")
        );
        assert_eq!(named(&format!("{amounts} And US$3 million.")), None, "a third are others");
        assert_eq!(named("The R2 and the R1 beat the old R2, and the r3 by $4 million."), None, "things");
        assert_eq!(named("We bought from Harbor Rand, and Harbor Rand bought from us."), None, "a name");
        assert_eq!(named("Hours and years, 2 euros."), None, "too few");
        assert_eq!(named(&"It was 4 billion euros. ".repeat(5)), Currency::from_code("EUR"));
    }

    #[test]
    fn statements_of_untouched_lines_are_kept() {
        const TEXT: &str = "In US dollars.\nWe grew.\nIn Canadian dollars, 4 euros.\n";
        let before = Statements::find(TEXT, None);
        let start = TEXT.find("We").expect("in the text") as u32;
        let range = |length: u32| TextRange::at(start.into(), length.into());
        for line in ["We grew again.\n", "", "We report in Singapore dollars, or £4.\n"] {
            let text = TEXT.replace("We grew.\n", line);
            let touched = Touched { now: range(line.len() as u32), before: range(9) };
            assert_eq!(Statements::find(&text, Some((touched, &before))), Statements::find(&text, None));
        }
    }

    #[test]
    fn no_statement_holds_the_end_of_a_line() {
        let mut words = STATEMENTS.table.words.iter().chain(&SIGNS.table.words);
        assert!(words.all(|words| !words.contains(['\n', '\r'])));
    }

    #[test]
    fn an_exchange_gives_its_currency() {
        assert_eq!(listed("TSX"), Currency::from_code("CAD"));
        assert_eq!(listed("NasdaqGS"), Some(Currency::USD));
        assert_eq!(listed("XYZ"), None);
    }
}
