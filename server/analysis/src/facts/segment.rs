//! Segments: the part of the company that a stretch of a turn is about.
//!
//! "Turning to Asset Management" opens a passage on a segment, which lasts until another transition; "In our consumer
//! segment, revenue was" speaks for the rest of its paragraph, and "In Norway, revenue was" for its sentence. Metrics that
//! say nothing of whose they are, are then those of the segment.

use std::sync::Arc;

use tieout_transcript::Month;

use super::mention::{class, is_noun};
use super::noun_phrase::is_vague;
use super::statement::View;
use crate::tokens::{Boundary, Class, Link, Modal, Pronoun, Token};
use crate::vocabulary::MetricKind;

/// Keeps what a turn is about, sentence by sentence.
#[derive(Debug, Default)]
pub(super) struct Segments {
    passage: Option<Arc<str>>,
    /// What a sentence of the paragraph was said of, and for how many sentences more that is believed: not every text
    /// shows where its paragraphs end.
    paragraph: Option<(Arc<str>, usize)>,
    /// The segment whose profit was reported last: what is said of its parts is revenue, so costs are its own.
    reported: Option<Arc<str>>,
    /// Small words that the sentence before turned to, which are a part of the company if revenue follows.
    turned_to: Option<Arc<str>>,
    /// Whether the sentence before was a heading that named the passage.
    headed: bool,
    /// Whether the sentence before only went on to another slide.
    shown: bool,
}

/// For how many sentences more a paragraph is believed to be about the segment that it began with.
const SENTENCES: usize = 5;

/// Words that open a passage, near the beginning of a sentence.
const OPENERS: [&str; 19] = [
    "moving",
    "turning",
    "looking",
    "starting",
    "beginning",
    "shifting",
    "switching",
    "going",
    "coming",
    "onto",
    "move",
    "turn",
    "start",
    "begin",
    "look",
    "shift",
    "switch",
    "go",
    "come",
];

/// Words that may stand before them.
const LEADS: [&str; 16] = [
    "let", "let's", "me", "us", "i'll", "i'd", "we'll", "like", "will", "next", "first", "finally", "lastly", "then",
    "okay", "to",
];

/// Nouns for a part of a company.
const PARTS: [&str; 12] = [
    "segment",
    "segments",
    "business",
    "businesses",
    "division",
    "divisions",
    "unit",
    "units",
    "region",
    "portfolio",
    "operations",
    "market",
];

/// Words that speak of the company as a whole.
const WHOLE: [&str; 9] =
    ["consolidated", "firm", "firmwide", "company", "companywide", "group", "group's", "enterprise-wide", "overall"];

/// Names of other things, beside those of months.
const NO_PARTS: [&str; 35] = [
    "slide",
    "page",
    "slides",
    "gaap",
    "non-gaap",
    "i",
    "shareholders",
    "stockholders",
    "investors",
    "example",
    "instance",
    "reference",
    "perspective",
    "context",
    "comparison",
    "clients",
    "customers",
    "summary",
    "closing",
    "conclusion",
    "fx",
    "currency",
    "tax",
    "taxes",
    "capital",
    "liquidity",
    "covid",
    "inflation",
    "tariffs",
    "m&a",
    "esg",
    "strategy",
    "supply",
    "demand",
    "p&l",
];

/// How many words the name may have that is a sentence of its own.
const FRAGMENT: usize = 4;

/// How many tokens a transition may have before the name, and how many words a name.
const LEAD_IN: usize = 14;
const LONGEST: usize = 8;

impl Segments {
    /// A new turn is about nothing in particular yet.
    pub(super) fn next_turn(&mut self) {
        *self = Segments::default();
    }

    /// What a paragraph was about ends with it.
    pub(super) fn next_paragraph(&mut self) {
        self.paragraph = None;
    }

    /// Takes notice of what the next sentence is about, and narrows its metrics by it. In questions and answers a segment
    /// is that of its sentence alone.
    pub(super) fn read(&mut self, view: &mut View<'_>, prepared: bool) {
        let mut sentence = None;
        if let Some((_, left)) = &mut self.paragraph {
            *left = left.saturating_sub(1);
        }
        self.paragraph.take_if(|(_, left)| *left == 0);
        let turned = transition(view);
        let of_all = speaks_of_all(view);
        if matches!(turned, Some(None)) || of_all {
            self.reported = None;
        }
        // "Now back to total company results."
        if of_all && view.figures.is_empty() && (0..view.tokens.len()).any(|at| is_any(view.word(at), &["back"])) {
            self.next_turn();
        }
        if let Some(owner) =
            view.mentions.iter().find_map(|it| it.owner.as_ref().filter(|_| &*it.entry().name == "net income"))
        {
            self.reported = Some(Arc::clone(owner));
        }
        view.moves_on = turned.is_some() || shows_slide(view);
        let headed = std::mem::take(&mut self.headed);
        // "Moving to moorings. Revenue was"
        if let Some(name) = self.turned_to.take() {
            let revenue =
                view.mentions.first().is_some_and(|it| it.tokens.start <= 1 && &*it.entry().name == "revenue");
            if revenue {
                self.paragraph = Some((name, SENTENCES + 1));
            }
        }
        if matches!(turned, Some(None)) {
            self.turned_to = turned_to(view);
        }
        if let Some(name) = heading(view) {
            self.next_turn();
            self.passage = Some(name);
            self.headed = true;
        } else if let Some(passage) = turned {
            // "Slide 17 - Ferries. Moving to slide 17." goes nowhere else.
            if passage.is_some() || !headed || !shows_slide(view) {
                self.shown = passage.is_none() && shows_slide(view);
                self.passage = passage;
            }
            self.paragraph = None;
        } else if let Some((name, true)) = fragment(view) {
            self.next_turn();
            self.passage = Some(name);
        } else if let Some((name, false)) = fragment(view) {
            // It is what the next sentences are about.
            self.next_turn();
            self.paragraph = Some((name, SENTENCES));
        } else if let Some(name) = fronted(view).or_else(|| subject(view)) {
            sentence = Some(Arc::clone(&name.words));
            self.paragraph = name.opens.then(|| (Arc::clone(&name.words), SENTENCES));
            // Another part of the company ends the passage on one.
            if name.opens {
                self.passage = None;
            }
            // The first to be named on a slide is whom it is about.
            if std::mem::take(&mut self.shown) {
                self.passage = Some(name.words);
            }
        } else if shows_slide(view) {
            self.next_turn();
            self.shown = true;
        } else if leads_elsewhere(view) {
            self.next_turn();
        } else {
            self.shown = false;
        }
        if !prepared {
            self.next_turn();
        }
        let named_within = within(view);
        let said = sentence.is_some();
        // "We expect a gross margin of 61%": of the company, whatever was spoken of before.
        let expects = view.tokens.windows(2).any(|pair| {
            matches!((pair[0].class, pair[1].class), (Class::Pronoun(Pronoun::We), Class::Modal(Modal::Expect)))
        });
        let paragraph = || self.paragraph.as_ref().map(|(segment, _)| Arc::clone(segment));
        // "driven by Norway, where revenue fell": what is said behind is said of it.
        if let Some((name, start)) = named_within {
            for mention in view.mentions.iter_mut().filter(|mention| mention.head > start && !mention.narrowed) {
                mention.scope.push(Arc::clone(&name));
                mention.scope.sort_unstable();
                mention.narrowed = true;
            }
        }
        let segment = sentence.or_else(|| paragraph().filter(|_| !expects)).or_else(|| self.passage.clone());
        let Some(segment) = segment.filter(|_| !of_all) else { return };
        let reported = self.reported.as_ref().filter(|_| !said);
        for mention in view.mentions.iter_mut().filter(|mention| !mention.narrowed && !mention.entry().whole) {
            let entry = mention.entry();
            let cost = entry.lower_is_better && !entry.stock && entry.kind == MetricKind::Money;
            mention.scope.push(Arc::clone(reported.filter(|_| cost).unwrap_or(&segment)));
            mention.scope.sort_unstable();
        }
        view.segment_said = said;
        view.segment = Some(segment);
    }
}

/// The name in a sentence of which a clause says more, and where the clause begins: "in Norway, where".
fn within(view: &View<'_>) -> Option<(Arc<str>, usize)> {
    let clause = (2..view.tokens.len()).find(|at| view.word(*at) == "where")?;
    let comma = usize::from(class(view.tokens, clause - 1) == Some(Class::Boundary(Boundary::Comma)));
    let end = clause - comma;
    let is_name =
        |at: &usize| class(view.tokens, *at) == Some(Class::Word) && view.word(*at).starts_with(char::is_uppercase);
    let start = (1..end).rev().take_while(is_name).last()?;
    let leads = matches!(
        class(view.tokens, start - 1),
        Some(Class::Link(Link::In | Link::By) | Class::Boundary(Boundary::Reason))
    );
    let name = name_at(view, start).filter(|name| leads && name.end == end)?;
    Some((name.words, clause))
}

fn speaks_of_all(view: &View<'_>) -> bool {
    let whole = |at: usize| {
        // "the Data Center Group" is a part of it.
        let named = at > 0
            && view.word(at).starts_with(char::is_uppercase)
            && view.word(at - 1).starts_with(char::is_uppercase)
            && class(view.tokens, at - 1) == Some(Class::Word);
        !named && view.word(at).split(' ').any(|word| is_any(word, &WHOLE))
    };
    (0..view.tokens.len()).any(whole)
}

fn is_any(word: &str, of: &[&str]) -> bool {
    of.iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// The segment to which a sentence turns: none where it is no transition, and none inside where it turns to something
/// else.
fn transition(view: &View<'_>) -> Option<Option<Arc<str>>> {
    let on_to = |at: usize| {
        class(view.tokens, at) == Some(Class::Link(Link::On))
            && class(view.tokens, at + 1) == Some(Class::Link(Link::To))
    };
    let leads = |at: usize| {
        matches!(class(view.tokens, at), Some(Class::Boundary(_) | Class::Adverb | Class::Pronoun(Pronoun::We)))
            || is_any(view.word(at), &LEADS)
    };
    let opener = (0..view.tokens.len()).find(|at| !leads(*at))?;
    if !on_to(opener) && !is_any(view.word(opener), &OPENERS) {
        return None;
    }
    let onto = view.word(opener).eq_ignore_ascii_case("onto");
    let to = (opener + 1..opener + 4).find(|at| {
        matches!(class(view.tokens, *at), Some(Class::Link(Link::To | Link::At | Link::With)))
            || view.word(*at).eq_ignore_ascii_case("onto")
    });
    let start = to.or(onto.then_some(opener))? + 1;
    for at in start..(start + LEAD_IN).min(view.tokens.len()) {
        if matches!(
            view.tokens[at].class,
            Class::Figure(_) | Class::Boundary(_) | Class::Copula | Class::Verb | Class::Modal(_)
        ) {
            break;
        }
        // "Moving to moorings, revenue was": small words are a part where its revenue follows at once.
        let first = start + usize::from(class(view.tokens, start) == Some(Class::Determiner));
        if let Some(name) = small_name(view, first).filter(|_| at == first) {
            return Some(Some(name));
        }
        if let Some(name) = name_at(view, at) {
            // "Turning to NII": to what is measured, of the whole company.
            let parts = at..name.end;
            let metric = !name.is_part && parts.clone().all(|at| !matches!(class(view.tokens, at), Some(Class::Word)));
            return Some(Some(name.words).filter(|_| !metric));
        }
    }
    Some(None)
}

/// The small words that end a sentence which turns to them: "Moving to data centers."
fn turned_to(view: &View<'_>) -> Option<Arc<str>> {
    let stop = view.tokens.iter().position(|token| matches!(token.class, Class::Boundary(Boundary::Stop)))?;
    let is_word = |at: &usize| {
        class(view.tokens, *at) == Some(Class::Word) && !is_any(view.word(*at), &NO_PARTS) && !is_vague(view.word(*at))
    };
    let start = (0..stop).rev().take_while(is_word).last()?;
    let before = start.checked_sub(1).and_then(|at| class(view.tokens, at));
    let led = matches!(before, Some(Class::Link(Link::To | Link::At | Link::With) | Class::Determiner));
    let words: Vec<&str> = (start..stop).map(|at| view.word(at)).collect();
    let named = stop <= start + FRAGMENT && is_noun(view.word(stop - 1));
    (led && named).then(|| words.join(" ").to_lowercase().into())
}

/// The words at a token that are the name of a part, though small, for its revenue follows them at once.
fn small_name(view: &View<'_>, start: usize) -> Option<Arc<str>> {
    let is_word = |at: &usize| {
        class(view.tokens, *at) == Some(Class::Word) && !is_any(view.word(*at), &NO_PARTS) && !is_vague(view.word(*at))
    };
    let end = (start..start + FRAGMENT).find(|at| !is_word(at))?;
    let named = end > start && is_noun(view.word(end - 1));
    let revenue = view
        .mentions
        .first()
        .is_some_and(|mention| (end..end + 3).contains(&mention.tokens.start) && &*mention.entry().name == "revenue");
    let words: Vec<&str> = (start..end).map(|at| view.word(at)).collect();
    (named && revenue).then(|| words.join(" ").to_lowercase().into())
}

/// The name in a sentence that is nothing but one, and whether a noun for a part follows: "Next, Ferries.", "In moorings."
fn fragment(view: &View<'_>) -> Option<(Arc<str>, bool)> {
    let mut at = 0;
    let mut led = false;
    loop {
        match class(view.tokens, at) {
            Some(Class::Boundary(_) | Class::Adverb | Class::Determiner) => {}
            Some(Class::Link(Link::In | Link::On | Link::For)) => led = true,
            _ if is_any(view.word(at), &LEADS) => led = true,
            _ => break,
        }
        at += 1;
    }
    let is_word = |at: &usize| {
        let class = class(view.tokens, *at);
        let capital = view.word(*at).starts_with(char::is_uppercase);
        let name = matches!(class, Some(Class::Word | Class::Boundary(Boundary::And)));
        (name || capital && matches!(class, Some(Class::Hedge | Class::Direction(_) | Class::Adverb)))
            && !is_any(view.word(*at), &NO_PARTS)
    };
    let mut end = (at..view.tokens.len()).find(|at| !is_word(at)).unwrap_or(view.tokens.len());
    let stops =
        (end..view.tokens.len()).all(|at| matches!(class(view.tokens, at), Some(Class::Boundary(Boundary::Stop))));
    // "Next, the ferry segment."
    let is_part = end > at + 1 && is_any(view.word(end - 1), &["segment", "business", "division"]);
    end -= usize::from(is_part);
    let last = view.word(end.saturating_sub(1));
    let noun = is_noun(last) || last.starts_with(char::is_uppercase);
    let named = end > at && end <= at + FRAGMENT && !is_vague(last) && noun;
    let words: Vec<&str> = (at..end).map(|at| view.word(at)).collect();
    (led && stops && named).then(|| (words.join(" ").to_lowercase().into(), is_part))
}

/// The name in a heading, which the text may go on with as if it were one sentence: "Slide 16 - Harbor Services".
fn heading(view: &View<'_>) -> Option<Arc<str>> {
    let number = usize::from(view.word(0).eq_ignore_ascii_case("slide") || view.word(0).eq_ignore_ascii_case("page"));
    let dash = if number == 1 {
        2
    } else {
        usize::from(shows_slide(view) && matches!(class(view.tokens, 0), Some(Class::Other(_))))
    };
    if dash == 0 || class(view.tokens, dash) != Some(Class::Boundary(Boundary::Dash)) {
        return None;
    }
    name_at(view, dash + 1).map(|name| name.words)
}

/// Whether a sentence says no more than that something else comes next: "Now to the rest of it."
fn leads_elsewhere(view: &View<'_>) -> bool {
    let leads = |at: usize| {
        matches!(class(view.tokens, at), Some(Class::Boundary(_) | Class::Adverb)) || is_any(view.word(at), &LEADS)
    };
    let first = (0..view.tokens.len()).find(|at| !leads(*at)).unwrap_or(0);
    let to = first > 0 && class(view.tokens, first - 1) == Some(Class::Link(Link::To));
    let says = |token: &Token| {
        matches!(token.class, Class::Figure(_) | Class::Verb | Class::Copula | Class::Modal(_) | Class::Pronoun(_))
    };
    to && !view.tokens.iter().any(says)
}

/// Whether a sentence goes on to another page of what is shown: "as you see on slide 15".
fn shows_slide(view: &View<'_>) -> bool {
    view.tokens.iter().any(|token| {
        let word = view.text[token.range].split([' ', '-']).next().unwrap_or_default();
        is_any(word, &["slide", "slides", "page"])
    })
}

/// "The consumer segment earned $5 million": who did what the sentence says.
fn subject(view: &View<'_>) -> Option<Name> {
    let skipped = |token: &&Token| {
        matches!(token.class, Class::Boundary(Boundary::And | Boundary::Comma) | Class::Adverb | Class::Determiner)
    };
    let start = view.tokens.iter().take_while(skipped).count();
    let start = behind_period(view, start);
    let name = name_at(view, start)?;
    // "HS reported": an acronym may stand for it.
    let acronym = name.end == start + 1 && {
        let word = view.word(start);
        word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '&') && !is_any(word, &NO_PARTS)
    };
    let reports = class(view.tokens, name.end) == Some(Class::Verb)
        || is_any(view.word(name.end), &["achieved", "registered", "saw"]);
    let several = name.end > start + 1 || acronym && reports;
    // "The ferry business in Harbor Services recorded"
    let mut end = name.end;
    if name.is_part && matches!(class(view.tokens, end), Some(Class::Link(Link::In | Link::Of | Link::At))) {
        let held =
            |at: &usize| class(view.tokens, *at) == Some(Class::Word) && view.word(*at).starts_with(char::is_uppercase);
        end = (end + 1..).take_while(held).last().map_or(end, |last| last + 1);
    }
    while class(view.tokens, end) == Some(Class::Adverb) {
        end += 1;
    }
    let does = matches!(class(view.tokens, end), Some(Class::Verb | Class::Copula | Class::Direction(_)));
    let is_metric = view.mentions.iter().any(|mention| mention.head < name.end);
    // "The Data Center Group delivered": a name of its kind goes on as "the ferry segment" does.
    let group = matches!(view.word(name.end.saturating_sub(1)), "Group" | "Division" | "Segment" | "Business" | "Unit");
    (several && does && !is_metric).then_some(Name { opens: name.opens || group, ..name })
}

/// Where a sentence goes on behind a period that opens it: "In Q1, Harbor Services earned", "This quarter, our ferry
/// segment delivered".
fn behind_period(view: &View<'_>, start: usize) -> usize {
    let Some(when) = view.periods.first().filter(|when| when.start <= start + 2) else { return start };
    let leads = (start..when.start)
        .all(|at| matches!(class(view.tokens, at), Some(Class::Link(Link::In | Link::For) | Class::Determiner)));
    if !leads || class(view.tokens, when.end) != Some(Class::Boundary(Boundary::Comma)) {
        return start;
    }
    let behind = when.end + 1;
    behind + usize::from(class(view.tokens, behind) == Some(Class::Determiner))
}

/// "In Norway,", "In our consumer segment,".
fn fronted(view: &View<'_>) -> Option<Name> {
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
        (named && metric).then(|| Name { words: word.into(), is_part: false, opens: false, end: start + 1 })
    };
    let name = name_at(view, start).or_else(small).filter(|name| closes(name.end))?;
    // "At the Harbor Fair, we showed": an event.
    let event = class(view.tokens, first) == Some(Class::Link(Link::At))
        && (class(view.tokens, name.end + 1) == Some(Class::Pronoun(Pronoun::We))
            || is_any(view.word(name.end + 1), &["you", "they"]));
    (!event).then_some(name)
}

/// The name of a part of a company: "Asset Management", "consumer segment".
pub(super) struct Name {
    /// In lower case, without the noun for a part.
    pub(super) words: Arc<str>,
    /// Whether a noun for a part follows.
    is_part: bool,
    /// Whether what follows in its paragraph is of it too.
    opens: bool,
    /// The token behind it.
    pub(super) end: usize,
}

/// The name that begins at a token.
pub(super) fn name_at(view: &View<'_>, start: usize) -> Option<Name> {
    let is_word = |at: usize| {
        matches!(class(view.tokens, at), Some(Class::Word | Class::Metric(_) | Class::Scope(_)))
            && !is_any(view.word(at), &PARTS)
            && !(at > start && is_any(view.word(at), &OPENERS))
    };
    let is_capital = |at: usize| is_word(at) && view.word(at).starts_with(char::is_uppercase);
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
    let is_part = long > start && is_any(view.word(long), &PARTS);
    let end = if is_part { long } else { run(&is_capital) };
    if end == start || is_any(view.word(start), &NO_PARTS) || Month::named(view.word(start)).is_some() {
        return None;
    }
    let words: Vec<&str> = (start..end).map(|at| view.word(at)).collect();
    let words = words.join(" ").to_lowercase();
    let words = without_possessive(&words);
    // "Our data-centric businesses were up": of several, nothing more is said behind.
    let opens = is_part && (!view.word(end).ends_with('s') || is_any(view.word(end), &["business"]));
    Some(Name { words: words.into(), is_part, opens, end: end + usize::from(is_part) })
}

/// "Fernhill" for "Fernhill's".
pub(super) fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")).unwrap_or(word)
}
