//! The company that holds a call, and the ticker of its shares.

use std::ops::RangeInclusive;

use regex::Regex;

use crate::call::CallFacts;
use crate::expressions::expressions;
use crate::heading::heading;
use crate::near::behind_characters;
use crate::quarter::quarters;
use crate::sources::{Sources, names_call, seen};
use crate::tables::{INCORPORATED, NEVER_NAME, NO_TICKER, OF_PAGE, PUBLISHED, SENTENCE_OPENER};

expressions! {
    // "Company: Acme", "Company Name: Acme"
    COMPANY_FIELD = r"^\W*Company(?: Name)?\W*:\W*([A-Za-z].+)$";
    WELCOME_TO = r"(?i)\b(?:welcome\s+(?:\w+\s+){0,2}to|(?:earnings|results|investment community)?\s*(?:conference )?call (?:of|for)|joining(?: us)?(?: on| for)?|time for)\s+(?:the\s+)?(?:earnings\s+(?:conference\s+)?call\s+of\s+)?";
    // "'s third quarter", ", 2030", "earnings"
    EVENT_BEHIND = r"(?i)(?:['’]s?)?,?\s+(?:(?:fiscal|fiscal year|full year)\s*,?\s*(?:\d{4}\s+)?)?(?:first|second|third|fourth|Q[1-4]|quarterly|fiscal|\d{4}|earnings|conference|financial|[1-4]Q|investment)";
    CALL_OF = r"(?:(?i:call|results) (?i:of|for)) ([A-Z][\w&.'’-]*(?: [A-Z&][\w&.'’-]*){0,5})";
    // "Q3 2030 Acme Earnings Call", "ACME - Q3 2030 Acme Earnings Call"
    QUARTER_BEFORE = r"^(?:(?:.*, )?\**[A-Z][A-Z0-9.]{0,7} - )?(?:F?Q[1-4]|H[12]|(?:Half|Full) Year) (?:FY)?\s*(?:20)?\d\d\s+";
    TICKER_BEFORE = r"(?:^|, )\**([A-Z][A-Z0-9.]{0,7}) - (?:F?Q[1-4]|H[12]|(?:Half|Full) Year) (?:FY)?\s*(?:20)?\d\d\s";
    RESULTS_BEHIND = r"\s+(?:Earnings|Results)";
    // "www.acme.com"
    ADDRESS = r"(?i)\b(?:www|ir|investors?)\.([a-z]{2,20})\.(?:com|net|org|eu|de|ch|co|in|fr|it|es|nl|se|no|dk|fi|ca)\b";
    // "Acme plc 1Q30 Results", "Acme First Quarter 2030 Earnings Call"
    QUARTER_BEHIND = r",?\s+(?:F?Q[1-4]\b|[1-4]Q\s?(?:20)?\d\d\b|(?i:(?:first|second|third|fourth)[\s-]quarter|full[\s-]year|half[\s-]year)\b|FY\s?\d\d)";
    TICKER = r"\(\(?\s*(?:(NYSE(?: American| MKT)?|Nasdaq[A-Z]*|[A-Z]{2,9})\s*:\s*)?([A-Z][A-Z.]{0,10}|[0-9]{4,6})\s*(?:[+-][\d.]+%)?\s*\)";
    BARE_TICKER = r"\b(NYSE|NASDAQ|NasdaqGS|AMEX|TSX|LSE|NYSEAM|BOVESPA|XETRA|NSE|BSE|ASX|SIX|EURONEXT|TSE|HKEX|SGX|JSE|KOSPI|OMX|BME|BIT|WSE)\s*:\s*([A-Z][A-Z0-9.]{0,9})\b";
    SYMBOL = r"(?i)\b(?:ticker|symbol|scrip symbol)\*{0,2}\s*:\s*\*{0,2}\s*([A-Z][A-Z.]{0,11})\b";
}

/// What a text begins with and an expression ends, where it has so many characters and no more.
fn before<'t>(text: &'t str, end: &Regex, length: RangeInclusive<usize>) -> Option<&'t str> {
    let least = behind_characters(text, *length.start());
    let found = end.find_at(text, least).filter(|found| found.start() <= behind_characters(text, *length.end()))?;
    text.get(..found.start()).filter(|_| least < text.len())
}

/// Whom a speech welcomes to a call of.
fn welcomed_to(speech: &str) -> Option<&str> {
    WELCOME_TO.find_iter(speech).find_map(|lead| {
        let name = speech.get(lead.end()..)?;
        let name =
            name.get(..name.find('\n').unwrap_or(name.len())).filter(|it| it.starts_with(char::is_alphabetic))?;
        before(name, &EVENT_BEHIND, 2..=81).filter(|name| !name.contains(['.', '?', '!']))
    })
}

/// What a line gives as the company.
fn company_field(words: &str) -> Option<&str> {
    let field = COMPANY_FIELD.captures(words)?.get(1)?.as_str();
    (behind_characters(field, 61) == field.len()).then_some(field)
}

/// Whether words end as the full names of companies do.
fn is_incorporated(words: &str) -> bool {
    let words = words.strip_suffix('.').unwrap_or(words);
    words
        .rsplit(|letter: char| !letter.is_alphanumeric() && letter != '.')
        .next()
        .is_some_and(|it| INCORPORATED.has(it))
}

/// What stands before the dot of the first web address that follows words like "a replay is available at" in a line.
fn published_at(words: &str) -> Option<&str> {
    const GAP: usize = 80;
    ADDRESS.captures_iter(words).find_map(|address| {
        let (whole, name) = (address.get(0)?, address.get(1)?);
        let line = words[..whole.start()].rsplit('\n').next()?;
        let near = |end: usize| behind_characters(&line[end..], GAP) + end == line.len();
        PUBLISHED.find_iter(line).any(|found| near(found.end())).then_some(name.as_str())
    })
}

/// Names the company.
pub(crate) fn find(sources: &Sources<'_>, facts: &mut CallFacts) {
    // What a page says of itself names no company.
    let front: Vec<(u32, &str)> = sources.front.iter().copied().filter(|(_, words)| !OF_PAGE.is_match(words)).collect();
    let from_front = front.iter().find_map(|(line, words)| {
        let field = company_field(words);
        let before_ticker = || {
            ticker_in(words)
                .and_then(|found| words.get(..found.get(0)?.start()))
                .filter(|_| names_call(words) || words.len() < 90)
        };
        let event = || before(&words[QUARTER_BEFORE.find(words)?.end()..], &RESULTS_BEHIND, 2..=60);
        let exchange = || BARE_TICKER.find(words).and_then(|found| words.get(..found.start()));
        let company =
            field.filter(|field| !is_ticker(field)).or_else(event).or_else(before_ticker).or_else(exchange)?;
        company_name(company).map(|company| (company, *line))
    });
    let above = |title: u32| {
        let mut index = front.iter().position(|(line, _)| *line == title)?;
        // "Acme plc" / "LSE:ACME" / "Half Year 2030 Results" / the title
        let of_the_event = |words: &str| BARE_TICKER.is_match(words) || crate::label::has_year(words);
        while index > 1 && front.get(index - 1).is_some_and(|(_, words)| of_the_event(words)) {
            index -= 1;
        }
        let (line, words) = front.get(index.checked_sub(1)?).filter(|(_, words)| !names_call(words))?;
        let words = words.trim_matches(['“', '”', '"', ' ']);
        // "Acme Mining and Smelting Corporation" / "Limited"
        let before = index.checked_sub(2).and_then(|before| front.get(before)).filter(|_| !words.contains(' '));
        let words = match before {
            Some((_, before)) => format!("{} {words}", before.trim_matches(['“', '”', '"', ' '])),
            None => words.to_owned(),
        };
        let bare = *line < 3 && words.split(' ').count() <= 5 && !words.contains(|c: char| c.is_ascii_digit());
        let names = is_incorporated(&words) || bare && company_name(&words).is_some();
        (names && words.len() < 80).then(|| (company_name(&words).unwrap_or(words), *line))
    };
    // "Acme SA" / "EURONEXT:ACME"
    let above_ticker = || {
        let at =
            front.iter().position(|(_, words)| BARE_TICKER.find(words).is_some_and(|it| it.len() == words.len()))?;
        let (line, words) = front.get(at.checked_sub(1)?)?;
        let name = !words.contains(|c: char| c.is_ascii_digit()) && words.split(' ').count() <= 6;
        company_name(words).filter(|_| name).map(|company| (company, *line))
    };
    let above_title = || {
        let titles: Vec<_> = sources.titles().map(|(line, _)| *line).collect();
        titles.into_iter().rev().find_map(above)
    };
    let before_quarter = || {
        front.iter().find_map(|(line, words)| {
            let results = words.ends_with("Results") || words.ends_with("results");
            let company = before(words, &QUARTER_BEHIND, 2..=60).filter(|_| results || names_call(words))?;
            let company = company_name(company)?;
            (!is_ticker(&company)).then_some((company, *line))
        })
    };
    let welcome = || {
        sources.opening.iter().find_map(|(line, speech)| {
            let welcome = welcomed_to(speech);
            let call_of = || CALL_OF.captures(speech).and_then(|captures| captures.get(1)).map(|found| found.as_str());
            let company = welcome.and_then(company_name).or_else(|| call_of().and_then(company_name))?;
            Some((company, *line))
        })
    };
    // "Slides and a replay are available at www.acme.com": what stands before the dot, as the text writes it.
    let website = || {
        let opening = sources.opening.iter().map(|(line, speech)| (*line, speech.as_str()));
        sources
            .front
            .iter()
            .copied()
            .chain(opening)
            .find_map(|(line, words)| Some((as_written(published_at(words)?, sources.all())?, line)))
    };
    if let Some((company, line)) =
        from_front.or_else(above_ticker).or_else(above_title).or_else(before_quarter).or_else(welcome).or_else(website)
    {
        facts.evidence.push(seen(format!("the company is named {company}"), line));
        facts.company = Some(company);
    }
}

/// The ticker in brackets that a line holds: "(NYSE:ACME)". "(IFRS)" is none.
fn ticker_in(words: &str) -> Option<regex::Captures<'_>> {
    TICKER.captures_iter(words).find(|found| found.get(2).is_some_and(|ticker| !NO_TICKER.has(ticker.as_str())))
}

/// A word of a web address as a text writes it, if it does so often enough to be about it: "acme" is "Acme" or "ACME".
fn as_written(word: &str, text: &str) -> Option<String> {
    const OFTEN: usize = 3;
    let (upper, first) = (word.to_ascii_uppercase(), word.get(..1)?.to_ascii_uppercase() + word.get(1..)?);
    let count = |spelling: &str| {
        let whole = |at: usize| {
            let around = [at.checked_sub(1), Some(at + spelling.len())];
            around
                .into_iter()
                .flatten()
                .all(|at| text.as_bytes().get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric()))
        };
        memchr::memmem::find_iter(text.as_bytes(), spelling).filter(|at| whole(*at)).take(OFTEN).count()
    };
    [upper, first].into_iter().find(|spelling| count(spelling) == OFTEN)
}

/// A company as it is shown; none for words that are no name of one.
fn company_name(words: &str) -> Option<String> {
    let words = words.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '#' | ':' | '-' | '–' | '—' | ',' | '“' | '”' | '"' | '|')
    });
    // "Script for the Acme"
    let words = ["script for ", "transcript of "].iter().find_map(|lead| behind(words, lead)).unwrap_or(words);
    let words = behind(words, "the ").unwrap_or(words);
    let words = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
    let first = words.chars().next()?;
    // "4/10/30, 8:59 AM" is the header of a printed page.
    let dated = words.split_once('/').is_some_and(|(day, _)| day.bytes().all(|byte| byte.is_ascii_digit()));
    let opener = !words.contains(' ') && (SENTENCE_OPENER.has(words) || NEVER_NAME.has(words));
    let generic = opener || heading(words).is_some() || quarters(words).len() == 1 && words.len() < 9;
    let last = words.rsplit(' ').next().unwrap_or_default();
    let ends = !matches!(last, "the" | "a" | "an" | "of" | "and" | "for" | "our" | "in" | "on" | "to");
    let capitals = words
        .split_whitespace()
        .filter(|word| word.len() > 3)
        .all(|word| word.starts_with(|c: char| !c.is_lowercase()));
    (first.is_alphanumeric()
        && !first.is_lowercase()
        && words.len() > 1
        && words.len() < 70
        && capitals
        && ends
        && !dated
        && !generic)
        .then(|| words.to_owned())
}

/// The words behind a lead, in whatever case it is; none where they do not begin with it.
fn behind<'w>(words: &'w str, lead: &str) -> Option<&'w str> {
    let (head, rest) = words.split_at_checked(lead.len())?;
    head.eq_ignore_ascii_case(lead).then_some(rest)
}

/// "ACME", "ACME4": two to five capitals alone, or with a number behind them.
fn is_ticker(words: &str) -> bool {
    let letters = words.trim().trim_end_matches(|c: char| c.is_ascii_digit());
    (2..=5).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Names the ticker, and the exchange where it stands beside it.
pub(crate) fn find_ticker(sources: &Sources<'_>, facts: &mut CallFacts) {
    for (index, (line, words)) in sources.front.iter().enumerate() {
        let bracketed = ticker_in(words).filter(|_| names_call(words) || words.contains(':'));
        let captures = bracketed.or_else(|| BARE_TICKER.captures(words));
        let in_pieces = || {
            // "Acme" / "(" / "ACME" / "+1.2%" / ")"
            let before = index.checked_sub(1).and_then(|before| sources.front.get(before))?;
            (before.1 == "(" && is_ticker(words)).then(|| words.trim().to_owned())
        };
        if let Some(captures) = captures {
            facts.exchange = captures.get(1).map(|found| found.as_str().to_owned());
            facts.ticker = captures.get(2).map(|found| found.as_str().to_owned());
        } else if let Some(field) = company_field(words).filter(|field| is_ticker(field)) {
            // A table of calls that gives the ticker for the company.
            facts.ticker = Some(field.trim().to_owned());
        } else if let Some(captures) = TICKER_BEFORE.captures(words).or_else(|| SYMBOL.captures(words)) {
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

#[cfg(test)]
mod tests {
    use crate::{Call, Options};

    /// Company and ticker of a call with these lines before the first turn.
    fn named(front: &str) -> (Option<String>, Option<String>) {
        let text = format!(
            "{front}\n\nOperator\n\nGood day, and welcome. Please go ahead.\n\nAnn Lee\n\nThank you. Revenue grew.\n\n\
             Operator\n\nThank you all."
        );
        let facts = Call::read(&text, &Options::default()).facts;
        (facts.company, facts.ticker)
    }

    #[test]
    fn titles_name_company_and_ticker() {
        for (front, company, ticker) in [
            (
                "Gale Harbor Chocolate F1Q30 (Qtr End 5/31/29) Earnings Call Transcript\n\nJul. 8.29 | About: Gale Harbor \
                 (GHC)\n\nGale Harbor Chocolate Works, Inc. (NASDAQ:GHC)\n\nF1Q30 Earnings Call",
                Some("Gale Harbor Chocolate Works, Inc."),
                Some("GHC"),
            ),
            (
                "FINAL TRANSCRIPT\nJan. 06. 2030 / 1:30PM ET, GALE - Q2 2030 Gale Harbor Earnings Conference Call",
                Some("Gale Harbor"),
                Some("GALE"),
            ),
            (
                "Filed by Gale Harbor Inc.\nSubject Company: Old Mill Inc.\nConference Call Transcript\n\
                 GALE - Q2 2030 Gale Harbor Earnings Conference Call",
                Some("Gale Harbor"),
                Some("GALE"),
            ),
            (
                "Categories Latest Earnings Call Transcripts\n\nGale Harbor Ltd. (NSE: GALEHARBOR) Q4 FY30 Earnings \
                 Concall dated May. 06, 2030",
                Some("Gale Harbor Ltd."),
                Some("GALEHARBOR"),
            ),
            ("Q1 2030 Gale Harbor PAO Earnings Call (IFRS)", Some("Gale Harbor PAO"), None),
            (
                "GALE4 Q3-2030 Earnings Call\n\nGale Harbor SA\nBOVESPA:GALE4\nWrite Note\n\nEarnings Call Transcript",
                Some("Gale Harbor SA"),
                Some("GALE4"),
            ),
            (
                "Company Name: Gale Harbor\nCompany Ticker: GALE US\nEvent Description: Q3 2030 Earnings Call",
                Some("Gale Harbor"),
                Some("GALE"),
            ),
        ] {
            assert_eq!(named(front), (company.map(str::to_owned), ticker.map(str::to_owned)), "{front}");
        }
    }
}
