//! Words: which tokens of a sentence relate its figures, and how.

use tieout_figures::{Figure, Kind};

use crate::sentence::SentenceReading;
use crate::signs::cues::Cue;
use crate::signs::lists::{OF_PAST, RATIOS};
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Form, Link, Modal, PeriodWord, Pronoun, Sense, Token};
use crate::vocabulary::VOCABULARY;

/// How many words may stand between "on" and the level that a step is over.
const NAMED_BASE: usize = 5;

/// A word that relates figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Up,
    /// A word of change that a mark follows as it stands: "above $10 million".
    Above,
    /// The same behind a figure, which is by how much: "50 basis points above 94.8%".
    Beyond,
    /// "exceeded"
    Exceeds,
    /// The same where by how much follows and not what: "beat our guidance by $2 million".
    Passed,
    /// "are up to"
    UpTo,
    /// A word of change that stands before its metric: "an improved margin of 8.8%".
    Raised,
    From,
    Versus,
    /// "an increase of 20% over"
    Over,
    To,
    At,
    Or,
    Is,
    Of,
    /// What opens a whole that its part follows: "of our $150 million", "of which".
    Among,
    Comes,
    And,
    /// What the sentence before stated: "That was up".
    It,
    /// "midpoint"
    Midpoint,
    /// "consisting of"
    Consists,
    /// "returned through dividends"
    Through,
    /// "for a total of", "for total revenue of"
    Totals,
    /// "at an average price of"
    Each,
    /// "the split"
    Split,
    /// "within our range"
    Within,
    /// "600 extra"
    More,
    /// By how much two values differ: "a spread of 14 points".
    Gap,
    /// What is taken from an amount: "less expenses of $4 million".
    Less,
    /// What comes of what stands before: "leaving $4 million".
    Yields,
    /// As "and", and adds.
    Plus,
    /// ":"
    Colon,
    /// What is left out: "excluding".
    Without,
    /// "with": what follows is beside or within what stands before.
    With,
    /// A time in parentheses before what was then: "£12 million (2030: £10 million)".
    Label,
    /// What no frame reaches across.
    Barrier,
}

impl Word {
    /// How many there are.
    pub(super) const COUNT: usize = Word::Barrier as usize + 1;

    /// Whether a frame that has no use for it passes over it.
    pub(super) fn is_soft(self) -> bool {
        matches!(
            self,
            Word::At
                | Word::Of
                | Word::Over
                | Word::Comes
                | Word::It
                | Word::Midpoint
                | Word::Each
                | Word::Split
                | Word::Through
                | Word::More
        )
    }
}

/// The word that a token is to frames; none where it says nothing to them.
pub(super) fn of(text: &str, reading: &SentenceReading, token: usize) -> Option<Word> {
    let class = reading.tokens.get(token)?.class;
    by_phrase(text, reading, token).or_else(|| by_class(class, text, reading, token))
}

/// The word that a token is to frames by its class.
fn by_class(class: Class, text: &str, reading: &SentenceReading, token: usize) -> Option<Word> {
    Some(match class {
        Class::Direction(direction) if direction.sense == Sense::Flat => Word::Barrier,
        // "25% of the growth": what is shared out, not what happened.
        Class::Direction(direction)
            if direction.form == Form::Noun && follows_of(reading, token) && !follows_points(reading, token) =>
        {
            return None;
        }
        Class::Direction(direction) if direction.form == Form::Preposition => {
            if follows_figure(reading, token) {
                Word::Beyond
            } else {
                Word::Above
            }
        }
        Class::Direction(_) => Word::Up,
        Class::Link(Link::From) => Word::From,
        // "Growth of $30 million on top of $300 million" adds.
        Class::Link(Link::Versus) if adds(text, reading, token) => Word::Barrier,
        Class::Link(Link::Versus | Link::Than) => Word::Versus,
        Class::Link(Link::To) => Word::To,
        // "EUR 845 million after EUR 790 million in the prior year"
        Class::Link(Link::Other) if follows_past_level(text, reading, token) => Word::Versus,
        Class::Link(Link::At) => Word::At,
        Class::Link(Link::Or) => Word::Or,
        Class::Link(Link::Equals) => Word::Is,
        // Behind a figure it opens the whole of that figure, at the opening of a clause that of the next; in "an increase
        // of 20%" it says nothing.
        Class::Link(Link::Of) if follows_figure(reading, token) => Word::Of,
        Class::Link(Link::Of) => return opens_clause(reading, token).then_some(Word::Among),
        // "An increase from sales of $10 million".
        Class::Link(Link::ComesFrom) if follows_change(reading, token) && leads_to_metric(reading, token) => Word::From,
        Class::Link(Link::ComesFrom) => Word::Comes,
        Class::Link(Link::On) if leads_to_base(text, reading, token) => Word::Over,
        Class::Link(Link::With) if leads_to_midpoint(reading, token) => return None,
        Class::Link(Link::With) => Word::With,
        // "Revenue of $50 million, including $14 million": as "of which".
        Class::Link(Link::Including) if leads_to_amount(reading, token) => Word::Among,
        Class::Link(Link::Including) => Word::Barrier,
        Class::Link(Link::Resulting) => Word::Yields,
        // "from last year's $10 million"
        Class::Basis(_) if leads_to_figure(reading, token) => return base_of(text, reading, token),
        Class::Boundary(Boundary::And) if text[reading.tokens[token].range].eq_ignore_ascii_case("plus") => Word::Plus,
        Class::Boundary(Boundary::And) => Word::And,
        // "Revenue of $100 million to $110 million; the midpoint of $105 million is".
        Class::Boundary(Boundary::Semicolon) if leads_to_midpoint(reading, token) => return None,
        Class::Boundary(Boundary::Semicolon) if &text[reading.tokens[token].range] == ":" => Word::Colon,
        Class::Boundary(Boundary::But) if concludes(text, reading, token) => Word::Is,
        // "So that is": what follows says it.
        Class::Boundary(Boundary::But) if leads_to_equals(text, reading, token) => return None,
        // "The same quarter last year, when we did $10 million."
        Class::Boundary(Boundary::But) if recalls(text, reading, token) => Word::From,
        // "$8 million, less than the $12 million of last year"
        Class::Hedge if leads_to_mark(reading, token) && is_than(&text[reading.tokens[token].range]) => Word::Above,
        // "12 more than last year's 1,028"
        Class::Hedge if follows_figure(reading, token) && is_than(&text[reading.tokens[token].range]) => Word::Beyond,
        Class::Boundary(Boundary::Comma | Boundary::Parenthesis) => return None,
        // "18.9% as a percentage of sales".
        Class::Boundary(Boundary::But) if leads_to_ratio(text, reading, token) => return None,
        Class::Boundary(_) => Word::Barrier,
        Class::Pronoun(Pronoun::This) => return is_subject(text, reading, token).then_some(Word::It),
        Class::Modal(Modal::Hypothetical) | Class::Negation => Word::Barrier,
        // "Or $100 million excluding the $20 million of fees".
        Class::Scope(scope) if VOCABULARY.scope(scope).opens && follows_figure(reading, token) => {
            return leads_to_figure(reading, token).then_some(Word::Without);
        }
        _ => return None,
    })
}

/// The word that a token is to frames by what it says alone.
fn by_phrase(text: &str, reading: &SentenceReading, token: usize) -> Option<Word> {
    let it = reading.tokens.get(token)?;
    let may_be = matches!(
        it.class,
        Class::Word | Class::Copula | Class::Hedge | Class::Direction(_) | Class::Modal(_) | Class::Link(_)
    );
    let concludes = match it.class {
        Class::Link(Link::For | Link::Resulting) => true,
        Class::Boundary(Boundary::But) => text[it.range].eq_ignore_ascii_case("so"),
        _ => false,
    };
    if concludes && leads_to_total(text, reading, token) {
        return Some(Word::Totals);
    }
    match reading.marks.cue(it).filter(|_| may_be)? {
        // "A beat of $2 million" names the change.
        Cue::Exceeds if follows_article(reading, token) => Some(Word::Up),
        Cue::Exceeds => Some(Word::Exceeds),
        Cue::Over => Some(Word::Over),
        Cue::UpTo => follows_copula(reading, token).then_some(Word::UpTo),
        Cue::Midpoint => Some(Word::Midpoint),
        Cue::Consists => Some(Word::Consists),
        // "A pass-through of $11 million".
        Cue::Through => (!text[..it.range.start().into()].ends_with('-')).then_some(Word::Through),
        Cue::Totals => Some(Word::Totals),
        Cue::Each => Some(Word::Each),
        Cue::Split if follows_copula(reading, token) && leads_to_shares(reading, token) => Some(Word::Split),
        Cue::Split => leads_to_copula(reading, token).then_some(Word::Split),
        Cue::Narrow => Some(Word::Up),
        Cue::Within => Some(Word::Within),
        Cue::Reflects => Some(Word::Is),
        Cue::More => follows_figure(reading, token).then_some(Word::More),
        Cue::HighEnd
        | Cue::LowEnd
        | Cue::Now
        | Cue::Heard
        | Cue::Outpaces
        | Cue::Together
        | Cue::Derives
        | Cue::Flows
        | Cue::Had
        | Cue::Range
        | Cue::Pace
        | Cue::Kinds => None,
        Cue::Gap => Some(Word::Gap),
        Cue::Yields => leads_to_figure(reading, token).then_some(Word::Yields),
        Cue::Less => leads_to_noun(reading, token).then_some(Word::Less),
    }
}

/// Whether the words behind a link name a total: "for total revenue of", "giving us $300 million of total liquidity".
fn leads_to_total(text: &str, reading: &SentenceReading, token: usize) -> bool {
    let behind = reading.tokens.get(token + 1..).unwrap_or_default().iter();
    let mut behind = behind.skip_while(|it| {
        matches!(
            it.class,
            Class::Determiner
                | Class::Hedge
                | Class::Figure(_)
                | Class::Link(Link::Of | Link::In)
                // "For a first-half total of", "bringing the year-to-date total to"
                | Class::Period(_)
                | Class::Other(_)
                | Class::Basis(_)
                | Class::Link(Link::To)
        ) || &text[it.range] == "date"
    });
    let said = |it: &Token| {
        text[it.range]
            .split(' ')
            .next()
            .is_some_and(|word| matches!(word, "total" | "combined" | "liquidity" | "consolidated" | "aggregate"))
    };
    behind.next().is_some_and(said)
}

/// The link that a phrase for a base begins with: "from last year", "than a year ago".
fn base_of(text: &str, reading: &SentenceReading, token: usize) -> Option<Word> {
    let phrase = text.get(std::ops::Range::from(reading.tokens.get(token)?.range))?;
    let first = phrase.split([' ', '-']).next()?.to_ascii_lowercase();
    match first.as_str() {
        "from" => Some(Word::From),
        "versus" | "compared" | "over" | "than" => Some(Word::Versus),
        _ => None,
    }
}

/// Whether the next thing behind a token is a figure.
fn leads_to_figure(reading: &SentenceReading, token: usize) -> bool {
    let behind = reading.tokens.get(token + 1..).unwrap_or_default().iter();
    let mut behind =
        behind.skip_while(|it| matches!(it.class, Class::Determiner | Class::Hedge | Class::Link(Link::Of)));
    behind.next().is_some_and(|it| matches!(it.class, Class::Figure(_)))
}

/// Whether what a whole is split into follows: "split 70% domestic", "split between $8 million of products".
fn leads_to_shares(reading: &SentenceReading, token: usize) -> bool {
    let between = reading.tokens.get(token + 1).is_some_and(|it| it.class == Class::Link(Link::Between));
    leads_to_figure(reading, token + usize::from(between))
}

/// Whether "so" draws a sum from what stands before: "so up 26%", "so a 3 point improvement".
fn concludes(text: &str, reading: &SentenceReading, token: usize) -> bool {
    let says_so = reading.tokens.get(token).is_some_and(|it| text[it.range].eq_ignore_ascii_case("so"));
    let behind = reading.tokens.get(token + 1..).unwrap_or_default().iter();
    let mut behind = behind.skip_while(|it| {
        let subject = matches!(it.class, Class::Pronoun(Pronoun::This | Pronoun::We));
        // "So there is $4 million left".
        subject || matches!(it.class, Class::Determiner | Class::Hedge | Class::Copula) || &text[it.range] == "there"
    });
    let is_cue = |it: &Token| matches!(reading.marks.cue(it), Some(Cue::Midpoint | Cue::Gap | Cue::Exceeds));
    says_so && behind.next().is_some_and(|it| matches!(it.class, Class::Direction(_) | Class::Figure(_)) || is_cue(it))
}

/// Whether something follows that can be an amount: "less operating expenses of", not "spent less, and".
fn leads_to_noun(reading: &SentenceReading, token: usize) -> bool {
    let next = reading.tokens.get(token + 1);
    next.is_some_and(|it| {
        matches!(it.class, Class::Metric(_) | Class::Figure(_) | Class::Determiner | Class::Word | Class::Scope(_))
    })
}

/// Whether what a percentage is of follows: "18.9% as a percentage of sales".
fn leads_to_ratio(text: &str, reading: &SentenceReading, token: usize) -> bool {
    let behind = reading.tokens.get(token).and_then(|it| text.get(usize::from(it.range.end())..)).unwrap_or_default();
    follows_figure(reading, token) && begins_ratio(behind)
}

/// Whether a figure is said to be what one amount is of another: "18.9% as a percentage of sales".
pub(super) fn is_ratio(text: &str, figure: &Figure) -> bool {
    let behind = text.get(usize::from(figure.range.end())..).unwrap_or_default().trim_start();
    behind.strip_prefix("as ").is_some_and(begins_ratio)
}

/// Whether a text begins with what stands before the whole of a ratio: "a percentage of".
fn begins_ratio(text: &str) -> bool {
    let text = text.trim_start();
    let text = text.strip_prefix("a ").unwrap_or(text);
    RATIOS.iter().any(|ratio| text.starts_with(ratio))
}

/// Whether "so" stands before words for being equal.
fn leads_to_equals(text: &str, reading: &SentenceReading, token: usize) -> bool {
    let says_so = text[reading.tokens[token].range].eq_ignore_ascii_case("so");
    says_so && reading.tokens.get(token + 1).is_some_and(|it| it.class == Class::Link(Link::Equals))
}

/// Whether "when" gives what was at a time named before it.
fn recalls(text: &str, reading: &SentenceReading, token: usize) -> bool {
    let says_when = text[reading.tokens[token].range].eq_ignore_ascii_case("when");
    let before = reading.tokens.get(..token).unwrap_or_default().iter().rev();
    let mut before = before.skip_while(|it| it.class == Class::Boundary(Boundary::Comma));
    let is_time = |it: &Token| matches!(it.class, Class::Period(_) | Class::Basis(_));
    let behind = reading.tokens.get(token + 1..).unwrap_or_default();
    let says_level = match behind {
        [subject, verb, ..] => {
            matches!(subject.class, Class::Pronoun(Pronoun::We | Pronoun::This))
                && (verb.class == Class::Copula || reading.marks.cue(verb) == Some(Cue::Had))
                && leads_to_figure(reading, token + 2)
        }
        _ => false,
    };
    says_when && before.next().is_some_and(is_time) && says_level
}

/// Whether "after" leads to a figure that is said to be of a time before: "after EUR 790 million in the prior year".
fn follows_past_level(text: &str, reading: &SentenceReading, token: usize) -> bool {
    let says_after = text[reading.tokens[token].range].eq_ignore_ascii_case("after");
    let before = reading.tokens.get(..token).unwrap_or_default().iter().rev();
    let mut before = before.skip_while(|it| it.class == Class::Boundary(Boundary::Comma));
    let level = before.next().is_some_and(|it| matches!(it.class, Class::Figure(_)));
    let mut behind = reading
        .tokens
        .get(token + 1..)
        .unwrap_or_default()
        .iter()
        .skip_while(|it| matches!(it.class, Class::Determiner | Class::Hedge));
    let figure = behind.next().is_some_and(|it| matches!(it.class, Class::Figure(_)));
    let mut behind = behind.skip_while(|it| matches!(it.class, Class::Link(Link::In | Link::For) | Class::Determiner));
    let is_past = |it: &Token| match it.class {
        Class::Period(PeriodWord::Quarter(away) | PeriodWord::Year(away) | PeriodWord::SamePeriod(away)) => away < 0,
        _ => false,
    };
    says_after && level && figure && behind.next().is_some_and(is_past)
}

/// Whether the next figure, with nothing but an article and a hedge before it, is an amount of money.
fn leads_to_amount(reading: &SentenceReading, token: usize) -> bool {
    let behind = reading.tokens.get(token + 1..).unwrap_or_default().iter();
    let mut behind = behind.skip_while(|it| matches!(it.class, Class::Determiner | Class::Hedge));
    let next = behind.next().and_then(|it| it.class.figure(&reading.figures));
    next.is_some_and(|it| it.kind == Kind::Money)
}

/// Whether a comma stands before a word and an article behind it: ", less than the $12 million".
fn leads_to_mark(reading: &SentenceReading, token: usize) -> bool {
    let class = |at: Option<usize>| at.and_then(|at| reading.tokens.get(at)).map(|it| it.class);
    let article = matches!(class(token.checked_add(1)), Some(Class::Determiner | Class::Basis(_)));
    class(token.checked_sub(1)) == Some(Class::Boundary(Boundary::Comma)) && article
}

/// Whether what a link compares with is what something comes on top of.
fn adds(text: &str, reading: &SentenceReading, token: usize) -> bool {
    reading.tokens.get(token).is_some_and(|link| text[link.range].eq_ignore_ascii_case("on top of"))
}

/// Whether a hedge behind a figure says by how much: "12 more than".
fn is_than(hedge: &str) -> bool {
    matches!(hedge, "more than" | "less than")
}

/// Whether "with" opens nothing but the middle of a range: "with a midpoint of $105 million".
fn leads_to_midpoint(reading: &SentenceReading, token: usize) -> bool {
    let behind = reading.tokens.get(token + 1..).unwrap_or_default().iter();
    let mut behind = behind.skip_while(|it| it.class == Class::Determiner);
    behind.next().is_some_and(|it| reading.marks.cue(it) == Some(Cue::Midpoint))
}

/// Whether a pronoun is what a clause is about: "that was", "this represents", "expect that to grow".
fn is_subject(text: &str, reading: &SentenceReading, token: usize) -> bool {
    let behind = reading.tokens.get(token + 1..).unwrap_or_default().iter();
    // "That's an increase": the verb is in the pronoun.
    let is = reading
        .tokens
        .get(token)
        .is_some_and(|it| text[it.range].ends_with("'s") || text[it.range].ends_with("\u{2019}s"));
    let mut behind = behind
        .skip_while(|it| matches!(it.class, Class::Adverb | Class::Hedge | Class::Modal(_) | Class::Link(Link::To)))
        .skip_while(|it| is && it.class == Class::Determiner);
    if is && behind.clone().next().is_some_and(|it| matches!(it.class, Class::Figure(_))) {
        return true;
    }
    let next = behind.next().map(|it| it.class);
    matches!(next, Some(Class::Copula | Class::Direction(_) | Class::Link(Link::Equals | Link::Versus)))
}

/// Whether points stand before the "of" that a word of change follows: "120 basis points of expansion" is what happened.
fn follows_points(reading: &SentenceReading, token: usize) -> bool {
    let before = reading.tokens.get(..token).unwrap_or_default().iter().rev();
    let figure = before.filter_map(|it| it.class.figure(&reading.figures)).next();
    figure.is_some_and(|it| matches!(it.kind, Kind::BasisPoints | Kind::PercentagePoints))
}

/// Whether "on" leads from a step to the level that it is over: "up 20% on the $10 million of last year".
fn leads_to_base(text: &str, reading: &SentenceReading, token: usize) -> bool {
    let class = |at: Option<usize>| at.and_then(|at| reading.tokens.get(at)).map(|it| it.class);
    let steps = match class(token.checked_sub(1)) {
        Some(Class::Figure(_)) => matches!(class(token.checked_sub(2)), Some(Class::Direction(_))),
        Some(Class::Direction(direction)) => direction.form == Form::Noun,
        _ => false,
    };
    let behind = reading.tokens.get(token + 1..).unwrap_or_default();
    let named = behind.iter().take_while(|it| !matches!(it.class, Class::Figure(_)));
    let past = |it: &Token| text[it.range].split(' ').all(|word| is_any(word, &OF_PAST));
    let plain = |it: &Token| {
        matches!(it.class, Class::Determiner | Class::Basis(_) | Class::Period(_) | Class::Hedge) || past(it)
    };
    let named = named.take(NAMED_BASE + 1).collect::<Vec<_>>();
    let said = !named.is_empty() && named.len() <= NAMED_BASE && named.iter().all(|it| plain(it));
    // "Up 2% on the previous $20 million guidance".
    let guided = behind.get(named.len() + 1).is_some_and(|it| matches!(it.class, Class::Modal(_)));
    steps && said && !guided && behind.get(named.len()).is_some_and(|it| matches!(it.class, Class::Figure(_)))
}

/// Whether a metric stands right behind a token.
fn leads_to_metric(reading: &SentenceReading, token: usize) -> bool {
    reading.tokens.get(token + 1).is_some_and(|next| matches!(next.class, Class::Metric(_)))
}

/// Whether a word of change stands right before a token.
fn follows_change(reading: &SentenceReading, token: usize) -> bool {
    let before = token.checked_sub(1).and_then(|before| reading.tokens.get(before));
    before.is_some_and(|token| matches!(token.class, Class::Direction(_)))
}

/// Whether the token before is a verb that says what something is.
fn follows_copula(reading: &SentenceReading, token: usize) -> bool {
    let before = token.checked_sub(1).and_then(|before| reading.tokens.get(before));
    before.is_some_and(|token| token.class == Class::Copula)
}

/// Whether the token before is an article.
fn follows_article(reading: &SentenceReading, token: usize) -> bool {
    let before = token.checked_sub(1).and_then(|before| reading.tokens.get(before));
    before.is_some_and(|token| token.class == Class::Determiner)
}

/// Whether the token behind is a verb that says what something is.
fn leads_to_copula(reading: &SentenceReading, token: usize) -> bool {
    reading.tokens.get(token + 1).is_some_and(|token| token.class == Class::Copula)
}

/// Whether the token before is a figure.
fn follows_figure(reading: &SentenceReading, token: usize) -> bool {
    let before = token.checked_sub(1).and_then(|before| reading.tokens.get(before));
    before.is_some_and(|token| matches!(token.class, Class::Figure(_)))
}

/// Whether a token is the first of its clause.
fn opens_clause(reading: &SentenceReading, token: usize) -> bool {
    let before = token.checked_sub(1).and_then(|before| reading.tokens.get(before));
    before.is_none_or(|token| matches!(token.class, Class::Boundary(_)))
}

/// Whether a token stands behind the "of" of a share.
fn follows_of(reading: &SentenceReading, token: usize) -> bool {
    let before = reading.tokens.get(..token).unwrap_or_default().iter().enumerate().rev();
    let mut before =
        before.skip_while(|(_, token)| matches!(token.class, Class::Determiner | Class::Adverb | Class::Hedge));
    before.next().is_some_and(|(at, token)| token.class == Class::Link(Link::Of) && follows_figure(reading, at))
}
