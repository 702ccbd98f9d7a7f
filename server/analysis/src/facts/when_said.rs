//! The period expressions of a sentence: where it says when, and where such words say something else.

use tieout_figures::{Other, OtherKind};
use tieout_transcript::Month;

use super::base_said::{is_base, is_label, is_next_base, is_of_comparable};
use super::edges::is_edge;
use super::period::{Part, PeriodSaid, YearSaid, read_month_end, read_period, read_week_end};
use super::when::{Said, Span, When, YearOf};
use crate::signs::lists::{DEBTS, ENDS_MONTH, SAYING};
use crate::signs::words::{class, is_any};
use crate::tokens::{Boundary, Class, Link, PeriodWord, Pronoun, Token};
use crate::vocabulary::VOCABULARY;

/// All period expressions of a sentence, in order.
pub(super) fn periods(text: &str, tokens: &[Token], others: &[Other]) -> Vec<When> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((said, end)) = expression(text, tokens, others, at) else {
            at += 1;
            continue;
        };
        if is_when_said(text, tokens, at)
            || is_name_of_debt(text, tokens, at, end)
            || is_number_of_product(text, tokens, at, end)
            || is_joined_to_word(text, tokens, at)
            || is_of_aside(text, tokens, at, end)
            || is_of_left_out(tokens, at, end)
        {
            at = end;
            continue;
        }
        let words = text[tokens[at].range].to_ascii_lowercase();
        let points = words.starts_with("this ") || words.contains("full") || words.contains("fiscal");
        // "the year before that": of which year depends on what "that" is.
        let counted = words.ends_with("before") && matches!(class(tokens, end), Some(Class::Pronoun(_)));
        let open = counted || is_edge(text, tokens, at) || is_past(said) && is_when_we_expected(text, tokens, end);
        let said = if open { Said::Unclear } else { said };
        let base =
            is_base(text, tokens, at) || is_of_comparable(text, tokens, at, end) || is_next_base(&found, tokens, at);
        let base = base || is_label(text, tokens, at, end);
        let base = base && !matches!(said, Said::Years(..));
        let said = match said {
            Said::Word(PeriodWord::Year(years @ ..0)) if is_at_end(text, tokens, at) => Said::EndOfYear(years),
            said => said,
        };
        found.push(When { start: at, end, said, base, points });
        at = end;
    }
    found
}

fn expression(text: &str, tokens: &[Token], others: &[Other], at: usize) -> Option<(Said, usize)> {
    if let Some(ended) = ended(text, tokens, others, at) {
        return Some(ended);
    }
    let (said, end) = match month_quarter(text, tokens, at) {
        Some(said) => (said, at + 2),
        None => simple(text, tokens, others, at)?,
    };
    // "in 2025, 2026 and 2027": of each of them.
    if let Some(end) = list_of_years(text, tokens, others, said, end) {
        return Some((Said::Unclear, end));
    }
    // "between 2005 and 2010", "from 2005 to 2010"
    let through = tokens.get(end).is_some_and(|token| is_any(&text[token.range], &["through"]));
    if let (Said::Year(YearOf::Said(YearSaid::Plain(first))), joins) = (said, class(tokens, end))
        && (through || matches!(joins, Some(Class::Boundary(_) | Class::Link(Link::To))))
        && let Some((Said::Year(YearOf::Said(YearSaid::Plain(last))), end)) = simple(text, tokens, others, end + 1)
        && first < last
        && matches!(
            at.checked_sub(1).and_then(|before| class(tokens, before)),
            Some(Class::Link(Link::Between | Link::From))
        )
    {
        return Some((Said::Years(first, last), end));
    }
    if let Said::Part(first, None) = said
        && class(tokens, end) == Some(Class::Boundary(Boundary::And))
    {
        let next = end + 1 + usize::from(matches!(class(tokens, end + 1), Some(Class::Word | Class::Adverb)));
        if let Some((Said::Part(last, None), end)) = simple(text, tokens, others, next) {
            return Some((Said::Parts(first, last), end));
        }
    }
    let is_comma = class(tokens, end) == Some(Class::Boundary(Boundary::Comma));
    let joined = match class(tokens, end) {
        Some(Class::Link(Link::Of | Link::In)) => end + 1,
        _ if is_comma && matches!(said, Said::Word(PeriodWord::Year(..0))) => end + 1,
        _ => end,
    };
    let joined = joined + usize::from(joined > end && class(tokens, joined) == Some(Class::Determiner));
    let Some((other, other_end)) = simple(text, tokens, others, joined) else { return Some((said, end)) };
    let year = match other {
        Said::Year(year) => Some(year),
        Said::Word(PeriodWord::Year(years) | PeriodWord::SamePeriod(years @ ..0)) => Some(YearOf::Relative(years)),
        _ => None,
    };
    match (said, year) {
        (Said::Part(part, None), Some(year)) => Some((Said::Part(part, Some(year)), other_end)),
        (Said::Word(PeriodWord::SamePeriod(0)), Some(year)) => Some((Said::SameIn(year), other_end)),
        // "last year's third quarter", "last year, Q3", "last year in the third quarter"
        (Said::Word(PeriodWord::Year(years)), None) if joined == end || years < 0 => match other {
            Said::Part(part, None) => Some((Said::Part(part, Some(YearOf::Relative(years))), other_end)),
            _ => Some((said, end)),
        },
        // "for the full year 2010", "fiscal year 2010"
        (Said::Word(PeriodWord::Year(0)), Some(year)) => Some((Said::Year(year), other_end)),
        _ => Some((said, end)),
    }
}

/// A quarter by its last month and the year, which are read as one: "the September 2031 quarter".
fn month_quarter(text: &str, tokens: &[Token], at: usize) -> Option<Said> {
    let quarter = tokens.get(at + 1).filter(|next| text[next.range].eq_ignore_ascii_case("quarter"))?;
    let month = tokens.get(at).filter(|token| matches!(token.class, Class::Other(_)))?;
    match read_period(&text[month.range.cover(quarter.range)])? {
        PeriodSaid { part: Some(part @ Part::EndsIn(_)), year } => Some(Said::Part(part, year.map(year_said))),
        _ => None,
    }
}

/// A stretch of time by the day it ended: "the quarter ended June 30, 2030", "the nine months ended September 30".
fn ended(text: &str, tokens: &[Token], others: &[Other], at: usize) -> Option<(Said, usize)> {
    let span = match class(tokens, at)? {
        Class::Period(PeriodWord::Quarter(0)) => Span::Quarter,
        Class::Period(PeriodWord::Year(0)) => Span::Year,
        Class::Figure(_) | Class::Other(_) | Class::Period(_) => Span::named(&text[tokens[at].range])?,
        _ => return None,
    };
    let verb = tokens.get(at + 1).map_or("", |token| &text[token.range]);
    // "For six months, sales were $19 million": those that the quarter of the call ends.
    // "For six months after the launch, ..." are others.
    let goes_on = matches!(class(tokens, at + 1), Some(Class::Link(_) | Class::Boundary(Boundary::And)))
        || is_any(verb, &["after", "before", "since", "now", "or", "straight", "running"]);
    let opens = at == 1 && class(tokens, 0) == Some(Class::Link(Link::For)) && span != Span::Quarter && !goes_on;
    if opens && matches!(class(tokens, at), Some(Class::Figure(_))) && !is_any(verb, &["ended", "ending"]) {
        return Some((Said::ToDate(span), at + 1));
    }
    let on = usize::from(class(tokens, at + 2) == Some(Class::Link(Link::On)));
    let Some(Class::Other(date)) = class(tokens, at + 2 + on).filter(|_| is_any(verb, &["ended", "ending"])) else {
        return None;
    };
    others.get(date as usize).filter(|other| other.kind == OtherKind::Date)?;
    // What ends in the middle of a month is no quarter that is known.
    let end = read_week_end(&text[tokens[at + 2 + on].range]);
    let said = end.map_or(Said::Unclear, |(month, year)| Said::Ended(span, month, year));
    Some((said, at + 3 + on))
}

/// Where a list of years ends that begins with the one said. Two years in a row are one expression.
fn list_of_years(text: &str, tokens: &[Token], others: &[Other], first: Said, end: usize) -> Option<usize> {
    let is_year = |said: Said| matches!(said, Said::Year(YearOf::Said(_)) | Said::Unclear);
    let next = |end: usize| {
        let comma = class(tokens, end) == Some(Class::Boundary(Boundary::Comma));
        let (said, next) = simple(text, tokens, others, end + 1).filter(|_| comma)?;
        is_year(said).then_some(next)
    };
    let mut last = next(end).filter(|_| matches!(first, Said::Year(YearOf::Said(_))))?;
    while let Some(end) = next(last) {
        last = end;
    }
    Some(last)
}

fn simple(text: &str, tokens: &[Token], others: &[Other], at: usize) -> Option<(Said, usize)> {
    let token = tokens.get(at)?;
    let said = match token.class {
        Class::Other(index) => {
            let other = others.get(index as usize)?;
            match other.kind {
                OtherKind::Period => match read_period(&text[token.range]) {
                    Some(PeriodSaid { part: Some(part), year }) => Said::Part(part, year.map(year_said)),
                    Some(PeriodSaid { part: None, year: Some(year) }) => Said::Year(year_said(year)),
                    _ => stretch(&text[token.range]).unwrap_or(Said::Unclear),
                },
                OtherKind::Date => match read_month_end(&text[token.range]).filter(|_| is_as_of(text, token)) {
                    Some((month, year)) => Said::Struck(month, year),
                    None => Said::Unclear,
                },
                OtherKind::Identifier | OtherKind::Ordinal => return None,
            }
        }
        Class::Period(PeriodWord::NumberedQuarter(number)) => Said::Part(Part::Quarter(number), None),
        Class::Period(PeriodWord::Half(number)) => Said::Part(Part::Half(number), None),
        Class::Period(PeriodWord::MonthQuarter(month)) => Said::Part(Part::EndsIn(month), None),
        Class::Period(word) => Said::Word(word),
        Class::Word => Said::Struck(month_ending(text, tokens, at)?, None),
        _ => return None,
    };
    Some((said, at + 1))
}

/// The month of "as of the end of September" and "we ended September with", at its name.
fn month_ending(text: &str, tokens: &[Token], at: usize) -> Option<u8> {
    let month = Month::named(&text[tokens[at].range])?;
    let word = |at: usize| &text[tokens[at].range];
    let before = at.checked_sub(1)?;
    let ended = match class(tokens, before) {
        Some(Class::Link(Link::Of)) => is_any(before.checked_sub(1).map_or("", word), &["end", "close"]),
        _ => is_any(word(before), &ENDS_MONTH) && word(at).starts_with(char::is_uppercase),
    };
    ended.then(|| month.number())
}

/// "2028 to 2030", "2028 through 2030"
fn stretch(said: &str) -> Option<Said> {
    let (first, last) = [" to ", " through ", "-", "\u{2013}"].iter().find_map(|joins| said.split_once(joins))?;
    let year = |said: &str| match read_period(said.trim())? {
        PeriodSaid { part: None, year: Some(YearSaid::Plain(year)) } => Some(year),
        _ => None,
    };
    let (first, last) = (year(first)?, year(last)?);
    (first < last).then_some(Said::Years(first, last))
}

/// "As of September 30", "at September 30".
fn is_as_of(text: &str, token: &Token) -> bool {
    let mut before = text[..token.range.start().into()].split_whitespace().rev();
    let last = before.next().unwrap_or_default();
    is_any(last, &["at"]) || is_any(last, &["of"]) && is_any(before.next().unwrap_or_default(), &["as"])
}

fn year_said(year: YearSaid) -> YearOf {
    match year {
        YearSaid::Relative(years) => YearOf::Relative(years),
        year => YearOf::Said(year),
    }
}

/// Whether a period only says when something was said: "the two sites that we announced last quarter".
fn is_when_said(text: &str, tokens: &[Token], at: usize) -> bool {
    let mut before = tokens[..at].iter().rev().take(4).skip_while(|token| {
        let ours = matches!(token.class, Class::Pronoun(Pronoun::We)) && is_any(&text[token.range], &["our"]);
        let link = Link::With;
        ours || matches!(token.class, Class::Determiner | Class::Link(Link::In | Link::On | Link::At | Link::Of))
            || token.class == Class::Link(link)
    });
    before.next().is_some_and(|token| is_any(&text[token.range], &SAYING))
}

/// Whether a period is when what is spoken of was done, as an aside: "the fund, raised in 2029, is".
fn is_of_aside(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let comma = |at: Option<usize>| at.and_then(|at| class(tokens, at)) == Some(Class::Boundary(Boundary::Comma));
    let done = at.checked_sub(2).map_or("", |verb| &text[tokens[verb].range]);
    let within = at.checked_sub(1).and_then(|link| class(tokens, link)) == Some(Class::Link(Link::In));
    within && done.ends_with("ed") && comma(at.checked_sub(3)) && comma(Some(end))
}

/// Whether a period is counted from the present and over.
fn is_past(said: Said) -> bool {
    matches!(said, Said::Word(PeriodWord::Quarter(..0) | PeriodWord::Year(..0) | PeriodWord::SamePeriod(..0)))
}

/// Whether a period is only when the speaker looked ahead: "a quarter ago, we were talking about 75".
fn is_when_we_expected(text: &str, tokens: &[Token], end: usize) -> bool {
    let comma = usize::from(class(tokens, end) == Some(Class::Boundary(Boundary::Comma)));
    let we = class(tokens, end + comma) == Some(Class::Pronoun(Pronoun::We));
    let mut behind = tokens.iter().skip(end + comma + 1).skip_while(|token| {
        matches!(token.class, Class::Copula | Class::Adverb) || text[token.range].eq_ignore_ascii_case("had")
    });
    let verb = behind.next().map_or("", |token| &text[token.range]);
    let expected = ["talking", "guided", "guiding", "expected", "expecting", "forecast", "forecasting", "projected"];
    we && is_any(verb, &expected)
}

/// Whether a period is that of what is left out: "excluding last year's gain".
fn is_of_left_out(tokens: &[Token], at: usize, end: usize) -> bool {
    let mut before = tokens[..at].iter().rev().skip_while(|token| token.class == Class::Determiner);
    let opens = before.next().is_some_and(|token| match token.class {
        Class::Scope(id) => VOCABULARY.scope(id).opens,
        _ => false,
    });
    opens && matches!(class(tokens, end), Some(Class::Word | Class::Figure(_)))
}

/// Whether a year is part of the name of a debt: "the 2035 convertible notes".
fn is_name_of_debt(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let year = matches!(class(tokens, at), Some(Class::Other(_))) && end == at + 1;
    let next = tokens.get(end).map_or("", |token| &text[token.range]);
    year && next.split(' ').next().is_some_and(|word| is_any(word, &DEBTS))
}

/// Whether a year is joined to the word behind it: "two 2012-built tankers".
fn is_joined_to_word(text: &str, tokens: &[Token], at: usize) -> bool {
    let behind = &text[usize::from(tokens[at].range.end())..];
    let year = text[tokens[at].range].bytes().all(|byte| byte.is_ascii_digit());
    year && behind.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// Whether a number that could be a year is that of a product: "the HX 2060", "the 2060 delivers".
fn is_number_of_product(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let bare = matches!(class(tokens, at), Some(Class::Other(_)))
        && end == at + 1
        && text[tokens[at].range].bytes().all(|byte| byte.is_ascii_digit());
    let before = at.checked_sub(1).map(|before| tokens[before]);
    let acronym = before.is_some_and(|token| {
        let word = &text[token.range];
        token.class == Class::Word && word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
    });
    let does = before.is_some_and(|token| token.class == Class::Determiner) && class(tokens, end) == Some(Class::Verb);
    bare && (acronym || does)
}

/// Whether a period is only that of its end: "at the end of last year".
fn is_at_end(text: &str, tokens: &[Token], at: usize) -> bool {
    let of = at.checked_sub(1).filter(|of| class(tokens, *of) == Some(Class::Link(Link::Of)));
    let end = of.and_then(|of| of.checked_sub(1));
    end.is_some_and(|end| is_any(&text[tokens[end].range], &["end"]))
}
