//! Naming: the words that name a part of a company, and where a sentence says that it is about one.
//!
//! "The consumer segment earned", "In Norway, revenue was", "driven by Norway, where".

use std::sync::Arc;

use tieout_transcript::Month;

use super::statement::View;
use crate::signs::lists::{MATTERS, NO_PARTS, PARTS, REPORTED, STATEMENTS, TURN_OPENERS};
use crate::signs::words::{class, is_any, is_noun, is_vague, without_possessive};
use crate::tokens::{Boundary, Class, Link, Modal, Pronoun, Token};
use crate::vocabulary::VOCABULARY;

/// How many words a name may have that is written small.
const SMALL_WORDS: usize = 3;

/// How many words a name may have.
pub(super) const LONGEST: usize = 8;

/// "The consumer segment earned $5 million": who did what the sentence says.
pub(super) fn subject(view: &View<'_>) -> Option<Name> {
    let skipped = |token: &&Token| {
        matches!(token.class, Class::Boundary(Boundary::And | Boundary::Comma) | Class::Adverb | Class::Determiner)
    };
    let start = view.tokens.iter().take_while(skipped).count();
    subject_at(view, behind_period(view, start))
}

/// The subject behind the comma that ends a transition which names nothing: "Turning back to the quarter, Harbor Services
/// earned".
pub(super) fn subject_behind_turn(view: &View<'_>) -> Option<Name> {
    let comma = (0..view.tokens.len().min(LONGEST))
        .find(|at| class(view.tokens, *at) == Some(Class::Boundary(Boundary::Comma)))?;
    let start = comma + 1 + usize::from(class(view.tokens, comma + 1) == Some(Class::Determiner));
    subject_at(view, start).filter(|name| is_any(view.word(name.end), &REPORTED))
}

/// Who does what the sentence says from a token on.
fn subject_at(view: &View<'_>, start: usize) -> Option<Name> {
    let name = name_at(view, start)?;
    // "HS reported": an acronym may stand for it.
    let acronym = name.end == start + 1 && {
        let word = view.word(start);
        word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '&') && !is_any(word, &NO_PARTS)
    };
    let reports = class(view.tokens, name.end) == Some(Class::Verb)
        || is_any(view.word(name.end), &["achieved", "registered", "saw"]);
    // "Norway grew": a word that is written large elsewhere too.
    let known = name.end == start + 1
        && start == 0
        && view.opens_with_name
        && (is_any(view.word(name.end), &REPORTED) || moves(view, name.end));
    // "And Moorings continues to deliver a high return"
    let goes_on = name.end == start + 1
        && (view.opens_with_name || start > 0 && view.word(start).starts_with(char::is_uppercase))
        && is_any(view.word(name.end), &["continues", "continued"])
        && is_any(view.word(name.end + 2), &["deliver", "generate", "report", "produce", "achieve"]);
    let several = name.end > start + 1 || acronym && reports || known || goes_on;
    // "The ferry business in Harbor Services recorded"
    let mut end = name.end;
    if name.is_part && matches!(class(view.tokens, end), Some(Class::Link(Link::In | Link::Of | Link::At))) {
        end = (end + 1..).take_while(|at| view.is_large(*at)).last().map_or(end, |last| last + 1);
    }
    while class(view.tokens, end) == Some(Class::Adverb) {
        end += 1;
    }
    let does = matches!(class(view.tokens, end), Some(Class::Verb | Class::Copula | Class::Direction(_)))
        || is_any(view.word(end), &["contributed"]);
    // "The Client Harbor Group" is a name, "Client assets" are a metric.
    let large = |at: usize| view.word(at).starts_with(char::is_uppercase);
    let inner = |head: usize| head + 1 < name.end && !name.is_part && (start..name.end).all(large);
    let is_metric = view.mentions.iter().any(|mention| mention.head < name.end && !inner(mention.head));
    // "The Ferry Terminal Group delivered": a name of its kind goes on as "the ferry segment" does.
    let group = matches!(view.word(name.end.saturating_sub(1)), "Group" | "Division" | "Segment" | "Business" | "Unit");
    // "Our ferry business grew 9%" touches on it, and goes on with what it is a part of.
    let touches = is_any(view.word(name.end.saturating_sub(1)), &["business"]) && moves(view, end);
    (several && does && !is_metric).then_some(Name { opens: (name.opens || group) && !touches, ..name })
}

/// The part of which something is expected: "we expect HS to set another record".
pub(super) fn expected_of(view: &View<'_>) -> Option<Name> {
    let expect = view.tokens.iter().position(|token| token.class == Class::Modal(Modal::Expect))?;
    let we = expect.checked_sub(1).and_then(|at| class(view.tokens, at));
    let we = matches!(we, Some(Class::Pronoun(Pronoun::We) | Class::Adverb));
    let determined = usize::from(class(view.tokens, expect + 1) == Some(Class::Determiner));
    let name = name_at(view, expect + 1 + determined).filter(|_| we)?;
    let to = class(view.tokens, name.end) == Some(Class::Link(Link::To));
    let metric = view.mentions.iter().any(|mention| mention.head < name.end);
    (to && !metric).then(|| Name::passing(name.words, name.end))
}

/// Whether what is said from a token on is how something moved: "grew", "was slightly up". Of a person, it is not.
fn moves(view: &View<'_>, verb: usize) -> bool {
    let said = verb + usize::from(class(view.tokens, verb) == Some(Class::Copula));
    let skipped = |at: &usize| matches!(class(view.tokens, *at), Some(Class::Adverb | Class::Hedge));
    let moved = (said..view.tokens.len()).find(|at| !skipped(at));
    moved.is_some_and(|at| matches!(class(view.tokens, at), Some(Class::Direction(_))))
}

/// Where a sentence goes on behind a period that opens it: "In Q1, Harbor Services earned", "This quarter, our ferry
/// segment delivered".
fn behind_period(view: &View<'_>, start: usize) -> usize {
    let Some(when) = view.periods.first().filter(|when| when.start <= start + 2) else { return start };
    let leads = (start..when.start)
        .all(|at| matches!(class(view.tokens, at), Some(Class::Link(Link::In | Link::For) | Class::Determiner)));
    // "This quarter our ferry segment delivered"
    let comma = class(view.tokens, when.end) == Some(Class::Boundary(Boundary::Comma));
    if !leads || !comma && class(view.tokens, when.end) != Some(Class::Determiner) {
        return start;
    }
    let behind = when.end + usize::from(comma);
    behind + usize::from(class(view.tokens, behind) == Some(Class::Determiner))
}

/// "In Norway,", "In our consumer segment,".
pub(super) fn fronted(view: &View<'_>) -> Option<Name> {
    let first = view.tokens.iter().position(|token| !matches!(token.class, Class::Boundary(_) | Class::Adverb))?;
    let opens = matches!(class(view.tokens, first), Some(Class::Link(Link::In | Link::For | Link::At)));
    let determined = usize::from(class(view.tokens, first + 1) == Some(Class::Determiner));
    if !opens || first > 2 {
        return None;
    }
    let start = first + 1 + determined;
    let closes =
        |end: usize| matches!(class(view.tokens, end), Some(Class::Boundary(Boundary::Comma | Boundary::Dash)));
    // "In advisory, fees were": a small word may be a part's name where a metric follows at once.
    let small = || {
        let word = view.word(start);
        let at_once = view.mentions.first().is_some_and(|mention| mention.tokens.start == start + 2);
        let named = class(view.tokens, start) == Some(Class::Word)
            && (is_noun(word) || at_once && word.ends_with("ing"))
            && !is_vague(word)
            && !is_any(word, &NO_PARTS);
        let metric = view.mentions.first().is_some_and(|mention| mention.tokens.start <= start + 3);
        (named && metric).then(|| Name::passing(word.into(), start + 1))
    };
    // "In ferry terminals, revenue was": so may several, where the metric follows the comma at once.
    let several = || {
        let is_word = |at: &usize| {
            let narrows =
                matches!(class(view.tokens, *at), Some(Class::Scope(id)) if !VOCABULARY.scope(id).opens && *at > start);
            (class(view.tokens, *at) == Some(Class::Word) || narrows)
                && !is_any(view.word(*at), &NO_PARTS)
                && !is_vague(view.word(*at))
        };
        let end = (start..start + SMALL_WORDS).take_while(is_word).last()? + 1;
        let behind = end + 1 + usize::from(class(view.tokens, end + 1) == Some(Class::Determiner));
        let metric = view.mentions.first().is_some_and(|mention| mention.tokens.start == behind);
        let last = view.word(end - 1);
        let named = end > start + 1 && metric && (is_noun(last) || last.ends_with("ing")) && !is_any(last, &MATTERS);
        named.then(|| Name::passing(view.small_words(start..end).into(), end))
    };
    let fits = |name: &Name| {
        // "In our ferry segment revenue was", "In Harbor Services the revenue was", "For Harbor Services we expect"
        let says = matches!(class(view.tokens, name.end), Some(Class::Figure(_)))
            || view.mentions.first().is_some_and(|mention| mention.tokens.start == name.end);
        let determined = class(view.tokens, name.end) == Some(Class::Determiner)
            && view.mentions.first().is_some_and(|mention| mention.tokens.start == name.end + 1);
        let we = class(view.tokens, name.end) == Some(Class::Pronoun(Pronoun::We));
        closes(name.end) || name.is_part && says || determined || we && (name.is_part || name.end > start + 1)
    };
    let name = name_at(view, start).filter(fits).or_else(|| several().or_else(small).filter(|it| closes(it.end)))?;
    // "At the Harbor Fair, we showed": an event.
    let event = class(view.tokens, first) == Some(Class::Link(Link::At))
        && (class(view.tokens, name.end) == Some(Class::Pronoun(Pronoun::We))
            || class(view.tokens, name.end + 1) == Some(Class::Pronoun(Pronoun::We))
            || is_any(view.word(name.end + 1), &["you", "they"]));
    // "In Harbor Services, revenue was": a name of several words goes on in its paragraph, a country does not.
    let words = (start..name.end).filter(|at| view.word(*at).starts_with(char::is_uppercase)).count();
    let reports = view.mentions.first().is_some_and(|mention| mention.tokens.start <= name.end + 2);
    let is_likely = !name.opens && words > 1 && words == name.end - start && reports;
    (!event).then_some(Name { opens: name.opens || is_likely, is_likely, ..name })
}

/// "In harbor services, we expect": small words that were said to be a segment before.
pub(super) fn fronted_known(view: &View<'_>, known: &[Arc<str>]) -> Option<Name> {
    let first = view.tokens.iter().position(|token| !matches!(token.class, Class::Boundary(_) | Class::Adverb))?;
    if !matches!(class(view.tokens, first), Some(Class::Link(Link::In | Link::For))) {
        return None;
    }
    let start = first + 1 + usize::from(class(view.tokens, first + 1) == Some(Class::Determiner));
    let end = (start..view.tokens.len().min(start + LONGEST))
        .find(|at| class(view.tokens, *at) == Some(Class::Boundary(Boundary::Comma)))?;
    let words = view.small_words(start..end);
    known.iter().find(|name| ***name == *words).map(|name| Name::passing(Arc::clone(name), end))
}

/// "Harbor Services moorings, revenue decreased": the part whose metric follows at once behind a comma.
pub(super) fn apposed(view: &View<'_>) -> Option<Name> {
    let start = view.tokens.iter().position(|token| !matches!(token.class, Class::Boundary(_) | Class::Determiner))?;
    let is_word = |at: &usize| {
        class(view.tokens, *at) == Some(Class::Word) && !is_any(view.word(*at), &NO_PARTS) && !is_vague(view.word(*at))
    };
    let end = (start..start + SMALL_WORDS + 1).take_while(is_word).last()? + 1;
    let capital = |at: usize| view.word(at).starts_with(char::is_uppercase);
    let named = end > start + 1 && capital(start) && capital(start + 1) || end == start + 1 && view.opens_with_name;
    let comma = class(view.tokens, end) == Some(Class::Boundary(Boundary::Comma));
    let metric = view.mentions.first().is_some_and(|mention| mention.tokens.start == end + 1);
    (named && comma && metric).then(|| Name::passing(view.small_words(start..end).into(), end))
}

/// The name of a part of a company: "Asset Management", "consumer segment".
pub(super) struct Name {
    /// In lower case, without the noun for a part.
    pub(super) words: Arc<str>,
    /// Whether a noun for a part follows.
    pub(super) is_part: bool,
    /// Whether what follows in its paragraph is of it too.
    pub(super) opens: bool,
    /// Whether that is only likely, so that it ends nothing said to be spoken of.
    pub(super) is_likely: bool,
    /// The token behind it.
    pub(super) end: usize,
}

impl Name {
    /// The name of a part that only its own sentence is about.
    fn passing(words: Arc<str>, end: usize) -> Name {
        Name { words, is_part: false, opens: false, is_likely: false, end }
    }
}

/// The name that begins at a token.
pub(super) fn name_at(view: &View<'_>, start: usize) -> Option<Name> {
    // "For the quarter, First Harbor earned": in the middle of a sentence, such a word is written large in names alone.
    let large = |at: usize| view.word(at).starts_with(char::is_uppercase);
    let first = |at: usize| {
        at > 0
            && class(view.tokens, at) == Some(Class::Adverb)
            && large(at)
            && large(at + 1)
            && class(view.tokens, at + 1) == Some(Class::Word)
    };
    // "Productivity and Business Processes"
    let within_name = |at: usize| large(at) && large(at + 1) && class(view.tokens, at + 1) == Some(Class::Word);
    let is_word = |at: usize| {
        (first(at) || matches!(class(view.tokens, at), Some(Class::Word | Class::Metric(_) | Class::Scope(_))))
            && (within_name(at) || !is_any(view.word(at), &PARTS))
            && !(at > start && is_any(view.word(at), &TURN_OPENERS))
    };
    // "Harbor 365"
    let is_number = |at: usize| at > start && view.word(at).bytes().all(|byte| byte.is_ascii_digit());
    let is_capital = |at: usize| is_word(at) && (view.word(at).starts_with(char::is_uppercase) || is_number(at));
    let joins =
        |at: usize| matches!(class(view.tokens, at), Some(Class::Boundary(Boundary::And) | Class::Link(Link::Of)));
    let run = |is_part_of_name: &dyn Fn(usize) -> bool| {
        let mut end = start;
        while end < start + LONGEST && (is_part_of_name(end) || end > start && joins(end) && is_capital(end + 1)) {
            end += 1;
        }
        end
    };
    // Without a noun for a part behind it, only what is written as a name is one.
    let long = run(&is_word);
    // "our terminals and ferry services segment": with a noun for one part behind them, small words may be joined too.
    let joined = match class(view.tokens, long) {
        Some(Class::Boundary(Boundary::And)) if long > start => {
            // "our tours and business ferries segment"
            let word =
                |at: &usize| matches!(class(view.tokens, *at), Some(Class::Word | Class::Metric(_) | Class::Scope(_)));
            let one = |at: &usize| is_any(view.word(*at), &PARTS) && !view.word(*at).ends_with('s');
            (long + 1..long + LONGEST).take_while(word).filter(one).last().filter(|rest| *rest > long + 1)
        }
        _ => None,
    };
    let long = joined.unwrap_or(long);
    let is_part = long > start && is_any(view.word(long), &PARTS);
    let end = if is_part { long } else { run(&is_capital) };
    if end == start || is_any(view.word(start), &NO_PARTS) || Month::named(view.word(start)).is_some() {
        return None;
    }
    // "Moving to the Income Statement"
    if is_any(view.word(end - 1), &STATEMENTS) {
        return None;
    }
    let words = view.small_words(start..end);
    let words = without_possessive(&words);
    // "Our data-centric businesses were up": of several, nothing more is said behind.
    let one = !view.word(end).ends_with('s') || is_any(view.word(end), &["business"]);
    // A platform may be a part of the part that is spoken of.
    let opens = is_part && one && !is_any(view.word(end), &["platform", "franchise"]);
    Some(Name { words: words.into(), is_part, opens, is_likely: false, end: end + usize::from(is_part) })
}
