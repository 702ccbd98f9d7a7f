//! What the words around a period expression say of it: whether it goes for a figure, and what sort of time it is.

use std::ops::Range;

use tieout_figures::{Kind, Unit};

use super::statement::{Statement, View};
use super::when::{Said, When};
use crate::signs::lists::{COMPOUND, ECONOMY, EXPECTATIONS, GOING_INTO, LONG_RUNS, PAST, PLANS, TRIALS};
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Link, Modal, PeriodWord, Pronoun, Token};
use crate::vocabulary::VOCABULARY;

/// Whether it is a fiscal year, named so and counted from that of the call: "the prior fiscal year".
pub(super) fn is_fiscal_year(view: &View<'_>, when: &When) -> bool {
    let fiscal = |at: usize| view.word(at).split([' ', '-']).any(|word| word.eq_ignore_ascii_case("fiscal"));
    when.is_relative_year() && (when.start..when.end).any(fiscal)
}

/// Whether a period stands in its clause by itself, not before a noun as in "our 2026 ambition".
pub(super) fn is_adverbial(view: &View<'_>, when: &When) -> bool {
    let before = view.tokens[..when.start].last().map(|token| token.class);
    let noun = matches!(view.tokens.get(when.end).map(|token| token.class), Some(Class::Word | Class::Metric(_)));
    !(noun && matches!(before, Some(Class::Determiner | Class::Pronoun(_) | Class::Link(Link::Of))))
}

/// Whether a period only says which sort a noun is, of which a part is told: "27% of our 2026 budget", "bringing our 2026 total
/// to"; what a thing begins with may be of it: "effective with our 2026 dividend".
pub(super) fn is_of_noun_behind(view: &View<'_>, when: &When) -> bool {
    let link = when.start.checked_sub(2).map(|before| view.tokens[before].class);
    !is_adverbial(view, when) && !matches!(link, Some(Class::Link(link)) if link != Link::Of && link != Link::Resulting)
}

/// Whether a period is the one that follows: "going into the fourth quarter".
pub(super) fn leads_into(view: &View<'_>, when: &When) -> bool {
    let before = view.tokens[..when.start].iter().rev().skip_while(|token| token.class == Class::Determiner);
    let mut words = before.map(|token| &view.text[token.range]);
    match words.next() {
        Some(word) if is_any(word, &["into"]) => words.next().is_some_and(|word| is_any(word, &GOING_INTO)),
        word => word.is_some_and(|word| is_any(word, &["entering", "going into", "heading into"])),
    }
}

/// Whether a figure is a count with a noun in it: "17 ferry lines".
pub(super) fn counts_own_noun(view: &View<'_>, statement: &Statement) -> bool {
    view.figure(statement.token)
        .is_some_and(|figure| figure.kind == Kind::Count && matches!(figure.unit, Some(Unit::Named(_))))
}

/// Whether what is measured is the economy's, which has no quarters of the company: "unemployment rate".
pub(super) fn is_of_economy(name: &str) -> bool {
    name.split(' ').any(|word| ECONOMY.contains(&word))
}

/// Whether a clause says more of a period that something is compared with: "a hard year-ago compare, when revenue grew".
pub(super) fn opens_clause(view: &View<'_>, when: &When) -> bool {
    when.base && (when.end..when.end + 3).any(|at| is_any(view.word(at), &["when", "where"]))
}

/// Whether another clause begins in a stretch.
pub(super) fn is_apart(view: &View<'_>, stretch: Range<usize>) -> bool {
    view.tokens[stretch].iter().any(|token| matches!(token.class, Class::Boundary(_)))
}

/// The period expression that stands behind a figure in its clause.
pub(super) fn behind<'v>(view: &'v View<'_>, after: Range<usize>) -> Option<&'v When> {
    let when = view.periods.iter().find(|when| after.contains(&when.start))?;
    let between = &view.tokens[after.start..when.start];
    let apart = between.iter().any(|token| {
        matches!(
            token.class,
            Class::Boundary(
                Boundary::Comma
                    | Boundary::Semicolon
                    | Boundary::But
                    | Boundary::And
                    | Boundary::Dash
                    | Boundary::Reason
            ) | Class::Copula
        )
    });
    (!apart).then_some(when)
}

/// Whether a clause with a subject and a verb of its own begins in a stretch: "was $4 million, and this includes a charge as".
pub(super) fn opens_own_clause(view: &View<'_>, stretch: Range<usize>) -> bool {
    let class = |at: usize| view.tokens.get(at).map(|token| token.class);
    stretch.into_iter().any(|at| {
        class(at) == Some(Class::Boundary(Boundary::And))
            && is_any(view.word(at), &["and"])
            && matches!(class(at + 1), Some(Class::Pronoun(Pronoun::We | Pronoun::This)))
            && matches!(
                class(at + 2),
                Some(Class::Copula | Class::Verb | Class::Modal(_) | Class::Link(Link::Including))
            )
    })
}

/// Whether a period expression belongs to a figure that others are compared with: it is the first one behind it.
pub(super) fn is_of_base(view: &View<'_>, when: &When, statements: &[Statement]) -> bool {
    let figure = statements.iter().rev().find(|statement| statement.token < when.start);
    figure.is_some_and(|statement| {
        let first = view.periods.iter().find(|other| other.start > statement.token);
        statement.base && first.is_some_and(|first| first.start == when.start)
    })
}

/// Whether a period is that of the reason for what a figure says: "churn was 2% due to the storms in 2029".
pub(super) fn is_of_reason(view: &View<'_>, when: &When, statement: &Statement) -> bool {
    let between = view.tokens.get(statement.token..when.start).unwrap_or_default();
    between.iter().any(|token| token.class == Class::Boundary(Boundary::Reason))
}

/// Whether a period is that of what a sentence leaves out before it says anything: "Excluding the sale last year, revenue was".
pub(super) fn is_of_exception(view: &View<'_>, when: &When, figure: usize) -> bool {
    let opens = (0..when.start.min(OPENING)).any(|at| match view.tokens[at].class {
        Class::Scope(id) => VOCABULARY.scope(id).opens,
        _ => false,
    });
    let says = |token: &Token| matches!(token.class, Class::Copula | Class::Modal(_));
    opens && !view.tokens[..when.end].iter().any(says) && is_behind_comma(view, when.end..figure.max(when.end))
}

/// Among how many tokens a sentence begins with what it leaves out.
const OPENING: usize = 2;

/// Whether words before a figure speak of what is meant for the long run: "of around 9% over the medium term".
pub(super) fn speaks_of_long_run(view: &View<'_>) -> bool {
    (2..view.tokens.len()).any(|at| {
        is_any(view.word(at), &LONG_RUNS)
            && is_any(view.word(at + 1), &["term", "run"])
            && view.tokens[at - 1].class == Class::Determiner
            && is_any(view.word(at - 2), &["in", "over", "within", "through", "for"])
    })
}

/// Whether a figure is said to be somebody's: "Fernhill's $5 million sustainable bond".
pub(super) fn is_of_name(view: &View<'_>, token: usize) -> bool {
    let before = token.checked_sub(1).map_or("", |before| view.word(before));
    let ends = ["'s", "\u{2019}s", "s'", "s\u{2019}"].iter().any(|end| before.ends_with(end));
    ends && before.starts_with(char::is_uppercase)
}

/// Whether words before a figure speak of what is meant to be in the long run: "our long-term plan of 75%".
pub(super) fn speaks_of_plan(view: &View<'_>, window: Range<usize>) -> bool {
    let of = window.clone().next_back();
    let noun = of.filter(|of| view.tokens[*of].class == Class::Link(Link::Of)).and_then(|of| of.checked_sub(1));
    let says = |at: usize, any_of: &[&str]| is_any(view.word(at), any_of);
    noun.is_some_and(|noun| {
        window.contains(&noun)
            && says(noun, &PLANS)
            && window.clone().any(|at| says(at, &LONG_RUNS) && says(at + 1, &["term", "range", "year"]))
    })
}

/// Whether another clause begins behind a comma in a stretch.
pub(super) fn is_behind_comma(view: &View<'_>, stretch: Range<usize>) -> bool {
    view.tokens[stretch].iter().any(|token| token.class == Class::Boundary(Boundary::Comma))
}

/// Whether a sentence returns to the present: "Today, churn is 2%."
pub(super) fn speaks_of_now(view: &View<'_>) -> bool {
    is_any(view.word(0), &["today", "currently", "now"])
}

/// Whether a sentence begins with a time counted back from now: "Two years ago, we began".
pub(super) fn goes_back(view: &View<'_>) -> bool {
    let duration = |at: usize| view.figure(at).is_some_and(|figure| figure.kind == Kind::Duration);
    (0..3).any(|at| duration(at) && is_any(view.word(at + 1), &["ago", "earlier", "back"]))
}

/// Whether a sentence without figures opens a list of guidance: "Our outlook for the fourth quarter is as follows."
pub(super) fn announces(view: &View<'_>) -> bool {
    view.tokens.iter().any(|token| matches!(token.class, Class::Modal(Modal::Guidance)))
}

/// Whether growth in the clause of a figure is that of several years: "a compound annual growth rate of 8%".
pub(super) fn is_compound(view: &View<'_>, start: usize, figure: usize) -> bool {
    let ends = |token: &&Token| !matches!(token.class, Class::Boundary(_));
    let before = view.tokens[start..figure].iter().rev().take_while(ends);
    before.chain(view.tokens[figure..].iter().take_while(ends)).any(|token| {
        let mut words = view.text[token.range].split([' ', '-']);
        words.any(|word| is_any(word, &COMPOUND))
    })
}

/// Whether a sentence tells of what is over: "it was", "we reported".
pub(super) fn speaks_of_past(view: &View<'_>, end: usize) -> bool {
    let verb = |class: Class| {
        matches!(class, Class::Copula | Class::Verb | Class::Direction(_) | Class::Link(Link::Equals) | Class::Word)
    };
    view.tokens[..end].iter().filter(|token| verb(token.class)).any(|token| {
        let said = &view.text[token.range];
        let mut words = said.split(' ');
        words.any(|word| is_any(word, &PAST) || word.ends_with("ed") && token.class != Class::Word)
    })
}

/// Whether a period is the end of the year, until which something is to be done: "by the end of this year".
pub(super) fn is_until_year_end(view: &View<'_>, when: &When) -> bool {
    let before = when.start.checked_sub(1).map_or("", |before| view.word(before));
    let first = view.word(when.start).split(' ').next().unwrap_or_default();
    when.said == Said::Word(PeriodWord::YearEnd) && (is_any(before, &["by"]) || is_any(first, &["by"]))
}

/// Whether words of a stretch look ahead, whoever says so.
pub(super) fn looks_ahead(view: &View<'_>, stretch: Range<usize>) -> bool {
    stretch.into_iter().any(|at| {
        matches!(view.tokens[at].class, Class::Modal(Modal::Expect | Modal::Guidance))
            // "another $5 million to come in Q1"
            || is_any(view.word(at), &["come"]) && is_any(view.word(at.saturating_sub(1)), &["to"])
    })
}

/// Whether a period only says which sort of a thing a noun is for, behind a preposition: "spreads on 2026 expirations".
pub(super) fn is_sort_of_noun(view: &View<'_>, when: &When) -> bool {
    let before = when.start.checked_sub(1).map(|before| view.tokens[before].class);
    let noun = view.tokens.get(when.end).filter(|token| token.class == Class::Word);
    let named = matches!(view.tokens[when.start].class, Class::Other(_));
    named
        && matches!(before, Some(Class::Link(Link::On | Link::Of | Link::From)))
        && noun.is_some_and(|noun| view.text[noun.range].ends_with('s'))
}

/// Whether what is measured is said to be expected, by a word before its noun: "with an expected yield of 7%".
pub(super) fn says_expected(view: &View<'_>, window: Range<usize>) -> bool {
    let says = |token: &Token| matches!(token.class, Class::Copula | Class::Boundary(_) | Class::Direction(_));
    let clause = window.clone().rev().find(|at| says(&view.tokens[*at])).unwrap_or(window.start);
    (clause.max(1)..window.end).any(|at| {
        is_any(view.word(at), &EXPECTATIONS)
            && matches!(view.tokens[at - 1].class, Class::Determiner)
            && matches!(view.tokens.get(at + 1).map(|next| next.class), Some(Class::Word | Class::Metric(_)))
    })
}

/// Whether a figure is a range that is kept to: "inside our 3.0x to 3.5x range", "in the range of 3.0x to 3.5x that we keep".
pub(super) fn is_own_range(view: &View<'_>, token: usize) -> bool {
    let noun = is_any(view.word(token + 1), &["range", "band", "corridor", "ceiling", "floor", "threshold"])
        || is_any(view.word(token + 1), &["target"]) && is_any(view.word(token + 2), &["range"]);
    let owner = token.checked_sub(1).is_some_and(|before| {
        // "In the low teens range" is no more than about that.
        let about = before.checked_sub(1).is_some_and(|at| is_any(view.word(at), &["in"]));
        let the = is_any(view.word(before), &["the"]) && !about;
        view.tokens[before].class == Class::Modal(Modal::Target) || the || is_any(view.word(before), &["our", "its"])
    });
    noun && owner
}

/// Whether a period is that of what a level before it includes: "the ratio was 17%, including profits for the nine months; churn
/// was 4%".
pub(super) fn is_of_included(view: &View<'_>, when: &When, statement: &Statement) -> bool {
    let including = (0..when.start).rfind(|at| view.tokens[*at].class == Class::Link(Link::Including));
    let Some(including) = including else { return false };
    let one = !is_apart(view, including..when.start) && is_apart(view, when.end..statement.token);
    let figure = |stretch: &[Token]| stretch.iter().any(|token| matches!(token.class, Class::Figure(_)));
    one && figure(&view.tokens[..including]) && !figure(&view.tokens[including..when.start])
}

/// Whether words before a figure tell what a trial of a medicine showed, which is of no quarter.
pub(super) fn speaks_of_trial(view: &View<'_>, end: usize) -> bool {
    (0..end).any(|at| is_any(view.word(at), &TRIALS))
}

/// Whether a figure is of all the time since something: "1.2 million guests since its opening"; "since we opened" may be a reason.
pub(super) fn is_since_then(view: &View<'_>, figure: usize) -> bool {
    let ends = |token: &Token| matches!(token.class, Class::Figure(_) | Class::Boundary(_));
    let since =
        (figure + 1..view.tokens.len()).find(|at| ends(&view.tokens[*at]) || is_any(view.word(*at), &["since"]));
    let Some(since) = since.filter(|at| is_any(view.word(*at), &["since"])) else { return false };
    let says = |at: usize| {
        matches!(
            view.tokens.get(at).map(|token| token.class),
            Some(Class::Copula | Class::Verb | Class::Pronoun(Pronoun::We) | Class::Direction(_))
        ) && !is_any(view.word(at), &["our"])
    };
    !(since + 1..since + 5).take_while(|at| view.tokens.get(*at).is_some_and(|it| !ends(it))).any(says)
}

/// Whether a quarter or half may be that of a year that the words before name as over: "last year it went from 13% in Q4 to
/// 12% in Q1".
pub(super) fn is_in_past_year(view: &View<'_>, when: &When) -> bool {
    let is_past = |other: &&When| {
        let year = matches!(other.said, Said::Word(PeriodWord::Year(..0)));
        !other.base && year && other.end <= when.start
    };
    let between = |other: &When| view.tokens.get(other.end..when.start).unwrap_or_default();
    let ends = |token: &Token| matches!(token.class, Class::Boundary(Boundary::And | Boundary::Semicolon));
    matches!(when.said, Said::Part(_, None))
        && view.periods.iter().filter(is_past).any(|other| !between(other).iter().any(ends))
}
