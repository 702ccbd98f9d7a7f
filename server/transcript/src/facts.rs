//! What the call is about: company, ticker, fiscal quarter, date, time and calendar. Each is left out unless the text
//! shows it.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::calendar;
use crate::call::{CallFacts, Evidence, Options, Turn};
use crate::fiscal::FiscalQuarter;
use crate::page::{Kind, Page};
use crate::tables::expression;

/// So many lines before the first turn are searched, and so many turns behind it.
const FRONT_LINES: usize = 150;
const OPENING_TURNS: usize = 3;
const OPENING_BYTES: usize = 2500;

macro_rules! expressions {
    ($($name:ident = $pattern:expr;)*) => {
        $(static $name: LazyLock<Regex> = LazyLock::new(|| expression($pattern));)*
    };
}

expressions! {
    // "Q3 2030", "FQ3 2030", "Q3 FY '30", "Q3 and 9 Months FY30", "Q3FY30"
    QUARTER_YEAR = r"(?i)\bF?Q([1-4])\s*(?:(?:and|&)\s*(?:9|nine|six|6|h1)\s*-?(?:months?|m)?\s*)?(?:of\s+)?(?:fiscal(?:\s+year)?|financial year|FY)?[\s,]*['’‘]?(20\d\d|\d\d)\b";
    // "2030 Q3", "FY30 Q3"
    YEAR_QUARTER = r"(?i)\b(?:FY\s*)?['’]?(20\d\d|\d\d)\s*,?\s*Q([1-4])\b";
    // "3Q30", "3Q 2030"
    NUMBER_QUARTER_YEAR = r"(?i)\b([1-4])Q\s*(?:FY)?\s*['’]?(20\d\d|\d\d)\b";
    // "third quarter of fiscal year 2030", "third-quarter 2030"
    ORDINAL_QUARTER_YEAR = r"(?i)\b(first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+(?:fiscal\s+)?quarter(?:\s+and\s+(?:full|fiscal|nine|six|year|months?|half|first|the|-|\s)+)?(?:\s+(?:results|earnings|of|for|the|ended|ending))*\s*,?\s*(?:fiscal\s+(?:year\s+)?|financial\s+year\s+|FY\s*)?['’]?(20\d\d|\d\d)\b";
    // "fiscal 2030 third quarter", "2030 third quarter"
    YEAR_ORDINAL_QUARTER = r"(?i)\b(?:fiscal\s+(?:year\s+)?|FY\s*)?['’]?(20\d\d)['’]?s?\s+(?:fiscal\s+)?(first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+quarter\b";
    TICKER = r"\(\s*(?:(NYSE(?: American| MKT)?|Nasdaq[A-Z]*|[A-Z]{2,9})\s*:\s*)?([A-Z][A-Z.]{0,5}|[0-9]{4,6})\s*(?:[+-][\d.]+%)?\s*\)";
    BARE_TICKER = r"\b(NYSE|NASDAQ|NasdaqGS|AMEX|TSX|LSE|NYSEAM)\s*:\s*([A-Z][A-Z.]{0,5})\b";
    SYMBOL = r"(?i)\b(?:ticker|symbol|scrip symbol)\*{0,2}\s*:\s*\*{0,2}\s*([A-Z][A-Z.]{0,11})\b";
    COMPANY_FIELD = r"^\W*Company\W*:\W*([A-Za-z][^\n]{1,60})$";
    WELCOME_TO = r"(?i)\b(?:welcome\s+(?:\w+\s+){0,2}to|(?:earnings|results|investment community)?\s*(?:conference )?call (?:of|for)|joining us (?:on|for)|time for)\s+(?:the\s+)?(?:[Ee]arnings\s+(?:[Cc]onference\s+)?[Cc]all\s+of\s+)?([A-Z][^.?!\n]{1,80}?)(?:['’]s?)?,?\s+(?:(?:fiscal|fiscal year|full year)\s*,?\s*(?:\d{4}\s+)?)?(?:first|second|third|fourth|Q[1-4]|quarterly|fiscal|\d{4}|earnings|conference|financial|[1-4]Q|investment)";
    CALL_OF = r"(?:(?i:call|results) (?i:of|for)) ([A-Z][\w&.'’-]*(?: [A-Z&][\w&.'’-]*){0,5})";
    EVENT = r"^F?Q[1-4] (?:FY)?\s*(?:20)?\d\d\s+(.{2,60}?)\s+(?:Earnings|Results)";
    // "Acme plc 1Q30 Results", "Acme First Quarter 2030 Earnings Call"
    BEFORE_QUARTER = r"^(.{2,60}?),?\s+(?:F?Q[1-4]\b|[1-4]Q\s?(?:20)?\d\d\b|(?:First|Second|Third|Fourth)[\s-]Quarter\b|Full[\s-]Year\b|Half[\s-]Year\b|FY\s?\d\d)";
    MONTH_DAY_YEAR = r"(?i)(?:\b|call|transcript|webcast)(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(20\d\d|19\d\d)\b";
    DAY_MONTH_YEAR = r"(?i)\b(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?,?[\s-]+(20\d\d|19\d\d)\b";
    ISO_DATE = r"\b(20\d\d)-(\d\d)-(\d\d)\b";
    TIME = r"(?i)\b\d{1,2}(?::\d{2}\s*(?:[ap]\.?m\.?)?|\.\d{2}\s*[ap]\.?m\.?)(?:\s*(?:E[SD]?T|P[SD]?T|C[SD]?T|GMT|BST|CES?T|IST|UTC|Eastern(?: Time)?|HKT|SGT))?";
    CALL_WORDS = r"(?i)\b(?:earnings|results|conference|analyst)\b.{0,40}\b(?:call|transcripts?|announcement|webcast|results)\b|法說會|earnings call";
    TODAY = r"(?i)\b(?:today|recorded|this (?:morning|afternoon|evening)|held on)\b";
}

/// Finds the facts of a call.
pub(crate) fn find(page: &Page<'_>, turns: &[Turn], options: &Options) -> CallFacts {
    let sources = Sources::new(page, turns);
    let mut facts = CallFacts::default();
    find_quarter(&sources, &mut facts);
    find_company(&sources, &mut facts);
    find_ticker(&sources, &mut facts);
    find_date(&sources, &mut facts);
    calendar::find(page, turns, options, &mut facts);
    let given = |what: &str| Evidence { what: format!("{what} is set by the user"), line: None, weight: 10 };
    if let Some(company) = &options.company {
        facts.company = Some(company.clone());
        facts.evidence.push(given("the company"));
    }
    if let Some(ticker) = &options.ticker {
        facts.ticker = Some(ticker.clone());
        facts.evidence.push(given("the ticker"));
    }
    facts
}

/// The texts in which a call says what it is: the lines before the first turn, and the first speeches.
struct Sources<'t> {
    /// Lines of the front matter, with their numbers.
    front: Vec<(u32, &'t str)>,
    /// The beginnings of the first speeches, each with the line it begins on.
    opening: Vec<(u32, String)>,
}

impl<'t> Sources<'t> {
    fn new(page: &Page<'t>, turns: &[Turn]) -> Sources<'t> {
        let first = turns
            .first()
            .filter(|turn| turn.label.is_some() || turns.len() > 1)
            .map_or(12, |turn| turn.lines.start as usize);
        let front = (0..first.min(FRONT_LINES).min(page.rows.len()))
            .filter(|row| !matches!(page.kind(*row), Kind::Blank | Kind::Rule))
            .map(|row| (row as u32, page.words(row)))
            .filter(|(_, words)| words.len() < 400)
            .collect();
        let opening = turns
            .iter()
            .take(OPENING_TURNS)
            .map(|turn| {
                let mut speech = String::new();
                for piece in &turn.pieces {
                    if speech.len() > OPENING_BYTES {
                        break;
                    }
                    speech.push_str(&page.text[piece.range]);
                    speech.push(' ');
                }
                let mut end = speech.len().min(OPENING_BYTES);
                while !speech.is_char_boundary(end) {
                    end -= 1;
                }
                speech.truncate(end);
                (turn.lines.start, speech)
            })
            .collect();
        Sources { front, opening }
    }

    /// The lines of the front matter that name the event.
    fn titles(&self) -> impl Iterator<Item = &(u32, &'t str)> {
        self.front.iter().filter(|(_, words)| CALL_WORDS.is_match(words))
    }
}

fn seen(what: String, line: u32) -> Evidence {
    Evidence { what, line: Some(line), weight: 3 }
}

/// Every fiscal quarter that a text names with its year.
fn quarters(text: &str) -> Vec<FiscalQuarter> {
    let mut found = Vec::new();
    // Most lines hold no number at all.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) || !text.bytes().any(|byte| matches!(byte, b'q' | b'Q')) {
        return found;
    }
    let mut add = |quarter: Option<u8>, year: &str| {
        if let (Some(quarter), Some(year)) = (quarter, year_of(year)) {
            found.push(FiscalQuarter { year, quarter });
        }
    };
    let number = |captures: &Captures<'_>, group| captures.get(group).and_then(|found| found.as_str().parse().ok());
    let text_of =
        |captures: &Captures<'_>, group| captures.get(group).map_or(String::new(), |found| found.as_str().to_owned());
    for captures in QUARTER_YEAR.captures_iter(text).chain(NUMBER_QUARTER_YEAR.captures_iter(text)) {
        add(number(&captures, 1), &text_of(&captures, 2));
    }
    for captures in YEAR_QUARTER.captures_iter(text) {
        add(number(&captures, 2), &text_of(&captures, 1));
    }
    for captures in ORDINAL_QUARTER_YEAR.captures_iter(text) {
        add(ordinal(&text_of(&captures, 1)), &text_of(&captures, 2));
    }
    for captures in YEAR_ORDINAL_QUARTER.captures_iter(text) {
        add(ordinal(&text_of(&captures, 2)), &text_of(&captures, 1));
    }
    found
}

fn ordinal(word: &str) -> Option<u8> {
    match word.to_ascii_lowercase().as_str() {
        "first" | "1st" => Some(1),
        "second" | "2nd" => Some(2),
        "third" | "3rd" => Some(3),
        "fourth" | "4th" => Some(4),
        _ => None,
    }
}

fn year_of(digits: &str) -> Option<i32> {
    let number: i32 = digits.parse().ok()?;
    match digits.len() {
        4 => (1990..2100).contains(&number).then_some(number),
        // "Q3 10 performance" is no year of ours: two digits are read from 2005 on only.
        2 => (5..60).contains(&number).then_some(2000 + number),
        _ => None,
    }
}

/// The quarter of the title and of the welcome; none where they disagree.
fn find_quarter(sources: &Sources<'_>, facts: &mut CallFacts) {
    let mut votes: Vec<(FiscalQuarter, u32, u32)> = Vec::new();
    let mut vote = |quarter, line, weight| match votes.iter_mut().find(|(known, ..)| *known == quarter) {
        Some((_, _, sum)) => *sum += weight,
        None => votes.push((quarter, line, weight)),
    };
    for (line, words) in &sources.front {
        let weight = if CALL_WORDS.is_match(words) { 3 } else { 1 };
        for quarter in quarters(words).into_iter().take(2) {
            vote(quarter, *line, weight);
        }
    }
    for (line, speech) in &sources.opening {
        for sentence in speech.split(['.', '?', '!']).filter(|sentence| names_event(sentence)) {
            for quarter in quarters(sentence).into_iter().take(1) {
                vote(quarter, *line, 3);
            }
        }
    }
    votes.sort_by_key(|(_, _, weight)| std::cmp::Reverse(*weight));
    match votes.as_slice() {
        [(quarter, line, weight), rest @ ..] if rest.iter().all(|(_, _, other)| weight > other) => {
            facts.quarter = Some(*quarter);
            facts.evidence.push(seen(format!("the call reports on {quarter}"), *line));
        }
        _ => {}
    }
}

/// Whether a sentence says which event it belongs to.
fn names_event(sentence: &str) -> bool {
    static EVENT_WORDS: LazyLock<Regex> =
        LazyLock::new(|| expression(r"(?i)\b(?:call|conference|webcast|welcome|results|earnings|presentation)\b"));
    EVENT_WORDS.is_match(sentence)
}

fn find_company(sources: &Sources<'_>, facts: &mut CallFacts) {
    let from_front = sources.front.iter().find_map(|(line, words)| {
        let field = COMPANY_FIELD.captures(words).and_then(|captures| captures.get(1)).map(|found| found.as_str());
        let before_ticker = || {
            TICKER
                .find(words)
                .and_then(|found| words.get(..found.start()))
                .filter(|_| CALL_WORDS.is_match(words) || words.len() < 90)
        };
        let event = || EVENT.captures(words).and_then(|captures| captures.get(1)).map(|found| found.as_str());
        let exchange = || BARE_TICKER.find(words).and_then(|found| words.get(..found.start()));
        let company =
            field.filter(|field| !is_ticker(field)).or_else(event).or_else(before_ticker).or_else(exchange)?;
        company_name(company).map(|company| (company, *line))
    });
    let above_title = || {
        let title = sources.titles().map(|(line, _)| *line).last()?;
        let index = sources.front.iter().position(|(line, _)| *line == title)?;
        let (line, words) = sources.front.get(index.checked_sub(1)?)?;
        let words = words.trim_matches(['“', '”', '"', ' ']);
        // "Acme Mining and Smelting Corporation" / "Limited"
        let before = index.checked_sub(2).and_then(|before| sources.front.get(before)).filter(|_| !words.contains(' '));
        let words = match before {
            Some((_, before)) => format!("{} {words}", before.trim_matches(['“', '”', '"', ' '])),
            None => words.to_owned(),
        };
        static INCORPORATED: LazyLock<Regex> = LazyLock::new(|| {
            expression(r"(?i)\b(?:limited|ltd|inc|corp|corporation|company|plc|ag|bank|group|sa|n\.v|holdings)\b\.?$")
        });
        let bare = *line < 3 && words.split(' ').count() <= 5 && !words.contains(|c: char| c.is_ascii_digit());
        let names = INCORPORATED.is_match(&words) || bare && company_name(&words).is_some();
        (names && words.len() < 80).then_some((words, *line))
    };
    let before_quarter = || {
        sources.front.iter().find_map(|(line, words)| {
            let results = words.ends_with("Results") || words.ends_with("results");
            let captures = BEFORE_QUARTER.captures(words).filter(|_| results || CALL_WORDS.is_match(words))?;
            let company = captures.get(1).and_then(|found| company_name(found.as_str()))?;
            (!is_ticker(&company)).then_some((company, *line))
        })
    };
    let welcome = || {
        sources.opening.iter().find_map(|(line, speech)| {
            let welcome = WELCOME_TO.captures(speech).and_then(|captures| captures.get(1)).map(|found| found.as_str());
            let call_of = || CALL_OF.captures(speech).and_then(|captures| captures.get(1)).map(|found| found.as_str());
            let company = welcome.and_then(company_name).or_else(|| call_of().and_then(company_name))?;
            Some((company, *line))
        })
    };
    if let Some((company, line)) = from_front.or_else(above_title).or_else(before_quarter).or_else(welcome) {
        facts.evidence.push(seen(format!("the company is named {company}"), line));
        facts.company = Some(company);
    }
}

/// A company as it is shown; none for words that are no name of one.
fn company_name(words: &str) -> Option<String> {
    let words = words.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '#' | ':' | '-' | '–' | '—' | ',' | '“' | '”' | '"' | '|')
    });
    let words = words.strip_prefix("the ").unwrap_or(words);
    let words = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
    let first = words.chars().next()?;
    let generic = crate::tables::heading(words).is_some() || quarters(words).len() == 1 && words.len() < 9;
    let capitals = words
        .split_whitespace()
        .filter(|word| word.len() > 3)
        .all(|word| word.starts_with(|c: char| !c.is_lowercase()));
    (first.is_alphanumeric() && !first.is_lowercase() && words.len() > 1 && words.len() < 70 && capitals && !generic)
        .then(|| words.to_owned())
}

/// "ACME": two to five capitals alone.
fn is_ticker(words: &str) -> bool {
    let words = words.trim();
    (2..=5).contains(&words.len()) && words.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn find_ticker(sources: &Sources<'_>, facts: &mut CallFacts) {
    for (index, (line, words)) in sources.front.iter().enumerate() {
        let bracketed = TICKER.captures(words).filter(|_| CALL_WORDS.is_match(words) || words.contains(':'));
        let captures = bracketed.or_else(|| BARE_TICKER.captures(words));
        let in_pieces = || {
            // "Acme" / "(" / "ACME" / "+1.2%" / ")"
            let before = index.checked_sub(1).and_then(|before| sources.front.get(before))?;
            (before.1 == "(" && is_ticker(words)).then(|| words.trim().to_owned())
        };
        if let Some(captures) = captures {
            facts.exchange = captures.get(1).map(|found| found.as_str().to_owned());
            facts.ticker = captures.get(2).map(|found| found.as_str().to_owned());
        } else if let Some(field) =
            COMPANY_FIELD.captures(words).and_then(|captures| captures.get(1)).filter(|field| is_ticker(field.as_str()))
        {
            // A table of calls that gives the ticker for the company.
            facts.ticker = Some(field.as_str().trim().to_owned());
        } else if let Some(captures) = SYMBOL.captures(words) {
            facts.ticker = captures.get(1).map(|found| found.as_str().to_owned());
        } else {
            facts.ticker = in_pieces();
        }
        if let Some(ticker) = &facts.ticker {
            facts.evidence.push(seen(format!("the ticker is {ticker}"), *line));
            return;
        }
    }
}

type Date = (i32, u8, u8);

/// The dates of a text, with where each ends.
fn dates(text: &str) -> Vec<(Date, usize)> {
    let mut found = Vec::new();
    if !crate::label::has_year(text) {
        return found;
    }
    let mut add = |captures: &Captures<'_>, year: usize, month: usize, day: usize| {
        let group = |index| captures.get(index).map_or("", |found| found.as_str());
        let month = group(month).parse().ok().or_else(|| month_of(group(month)));
        let (Ok(year), Some(month), Ok(day)) = (group(year).parse(), month, group(day).parse::<u8>()) else { return };
        if (1..=12).contains(&month) && (1..=31).contains(&day) {
            found.push(((year, month, day), captures.get(0).map_or(0, |found| found.end())));
        }
    };
    for captures in MONTH_DAY_YEAR.captures_iter(text) {
        add(&captures, 3, 1, 2);
    }
    for captures in DAY_MONTH_YEAR.captures_iter(text) {
        add(&captures, 3, 2, 1);
    }
    for captures in ISO_DATE.captures_iter(text) {
        add(&captures, 1, 2, 3);
    }
    found
}

/// The number of a month from its name or the beginning of it.
pub(crate) fn month_of(name: &str) -> Option<u8> {
    let mut buffer = [0; crate::tables::LONGEST_WORD];
    let name = crate::tables::lower(name, &mut buffer)?;
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let at = months.iter().position(|month| name.starts_with(month))?;
    Some(at as u8 + 1)
}

/// The date beside the title; else the only one before the first turn; else the one the operator gives as today's.
fn find_date(sources: &Sources<'_>, facts: &mut CallFacts) {
    let titles: Vec<u32> = sources.titles().map(|(line, _)| *line).collect();
    let beside = |line: u32| titles.iter().any(|title| line.abs_diff(*title) <= 3);
    let dated =
        sources.front.iter().flat_map(|(line, words)| dates(words).into_iter().map(|(date, _)| (*line, *words, date)));
    let dated: Vec<_> = dated.collect();
    let near = dated.iter().rev().find(|(line, words, _)| beside(*line) && words.len() < 120);
    let only = dated.first().filter(|(_, _, date)| dated.iter().all(|(_, _, other)| other == date));
    if let Some((line, words, date)) = near.or(only) {
        facts.date = Some(*date);
        facts.time = TIME.find(words).map(|found| found.as_str().trim().to_owned()).or_else(|| {
            let next = sources.front.iter().find(|(other, _)| *other == line + 1)?;
            TIME.find(next.1).map(|found| found.as_str().trim().to_owned())
        });
        facts.evidence.push(seen("the date stands in the title".to_owned(), *line));
        return;
    }
    for (line, speech) in &sources.opening {
        for (date, end) in dates(speech) {
            let from = end.saturating_sub(90);
            let before = speech.get((from..=end).find(|at| speech.is_char_boundary(*at)).unwrap_or(end)..end);
            if before.is_some_and(|before| TODAY.is_match(before)) {
                facts.date = Some(date);
                facts.evidence.push(seen("the date is said at the opening".to_owned(), *line));
                return;
            }
        }
    }
}
