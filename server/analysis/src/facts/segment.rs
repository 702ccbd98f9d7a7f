//! Segments: the part of the company that a stretch of a turn is about.
//!
//! "Turning to Asset Management" opens a passage on a segment, which lasts until another transition; "In our consumer
//! segment, revenue was" speaks for the rest of its paragraph, and "In Norway, revenue was" for its sentence. Metrics that
//! say nothing of whose they are, are then those of the segment.

use std::sync::Arc;

use super::company::Company;
use super::modifier::SOME_SEGMENT;
use super::naming::{Name, apposed, expected_of, fronted, fronted_known, name_at, subject, subject_behind_turn};
use super::several::{names_another, only_grows, without_noun_for_part};
use super::statement::View;
use super::turning::{announced, fragment, heading, leads_elsewhere, shown, transition, turned_to, turned_with_us};
use super::within::{within, within_business, within_small};
use crate::signs::lists::NO_PARTS;
use crate::signs::words::{class, is_any};
use crate::tokens::{Boundary, Class, Direction, Form, Link, Modal, Pronoun, Sense};
use crate::vocabulary::{MetricEntry, MetricId, MetricKind, VOCABULARY};

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
    /// The part that was named last, and how many sentences ago.
    named: Option<(Arc<str>, usize)>,
    /// Whether the sentence before was a heading that named the passage.
    headed: bool,
    /// Whether the sentence before only went on to another slide.
    shown: bool,
    /// Whether the passage is on the results of a part, so that what the company expects ends it.
    is_of_results: bool,
    /// Whether the paragraph is only likely about the part it began with.
    is_likely: bool,
    /// Whether the speaker has turned to the results of the segments.
    by_segment: bool,
    /// What was said to be a segment in this turn: "the harbor services segment" may be "harbor services" later.
    known: Vec<Arc<str>>,
    /// What the sentence before said of one part without a figure: "As expected, moorings revenue decreased."
    unmeasured: Option<(MetricId, Sense, Arc<str>)>,
}

/// Whether a sentence moves on, and to which part where it names one.
type Turned = Option<Option<Arc<str>>>;

/// For how many sentences more a paragraph is believed to be about the segment that it began with.
const SENTENCES: usize = 5;

impl Segments {
    /// Leaves all that was spoken of: what follows is about nothing in particular yet.
    fn leave(&mut self) {
        *self = Segments { known: std::mem::take(&mut self.known), ..Segments::default() };
    }

    /// What a paragraph was about ends with it.
    pub(super) fn next_paragraph(&mut self) {
        self.paragraph = None;
    }

    /// Takes notice of what the next sentence is about, and narrows its metrics by it. In questions and answers a segment
    /// is that of its sentence alone.
    pub(super) fn read(&mut self, view: &mut View<'_>, company: &Company<'_>, prepared: bool) {
        leave_company_whole(view, company);
        let turned = transition(view);
        view.moves_on = turned.is_some() || view.notes.shows_slide;
        self.end_what_is_over(view, &turned);
        let headed = std::mem::take(&mut self.headed);
        self.go_on(view, &turned);
        let named = self.turn_to(view, turned, headed, company);
        if !prepared {
            self.leave();
        }
        narrow_within(view);
        self.go_on_with_part(view, prepared);
        let said = named.is_some();
        let paragraph = self.paragraph.as_ref().filter(|_| !expects(view)).map(|(segment, _)| Arc::clone(segment));
        let around = paragraph.or_else(|| self.passage.clone());
        let pointed = self.pointed_to(view, company, prepared);
        let Some(segment) = named.or(pointed).or(around).filter(|_| !view.notes.is_of_whole) else { return };
        let reported = self.reported.as_ref().filter(|_| !said);
        let cost_of = |entry: &MetricEntry| entry.lower_is_better && !entry.stock && entry.kind == MetricKind::Money;
        // "Expenses were": the speaker is back with the segment whose parts were spoken of.
        let back = view.mentions.first().is_some_and(|first| !first.narrowed && cost_of(first.entry()));
        for mention in view.mentions.iter_mut().filter(|mention| !mention.narrowed && !mention.entry().whole) {
            let cost = cost_of(mention.entry());
            mention.scope.retain(|scope| &**scope != SOME_SEGMENT);
            mention.scope.push(Arc::clone(reported.filter(|_| cost).unwrap_or(&segment)));
            mention.scope.sort_unstable();
        }
        if let Some(reported) = reported.filter(|_| back && self.passage.is_some()).cloned() {
            self.passage = Some(reported);
            self.paragraph = None;
        }
        view.segment_said = said;
        view.segment = Some(segment);
    }

    /// "Moorings revenue decreased. Revenue declined 11%, due to": the second sentence measures the first.
    fn go_on_with_part(&mut self, view: &mut View<'_>, prepared: bool) {
        let before = self.unmeasured.take();
        if !prepared {
            return;
        }
        if view.figures.is_empty() {
            let [mention] = &*view.mentions else { return };
            let part = mention.scope.iter().find(|scope| !VOCABULARY.is_scope(scope) && &***scope != SOME_SEGMENT);
            let sense = moves_at(view, mention.end).filter(|_| mention.narrowed);
            self.unmeasured = part.zip(sense).map(|(part, sense)| (mention.id, sense, Arc::clone(part)));
            return;
        }
        let Some((id, sense, part)) = before else { return };
        let Some(goes_on) = view.mentions.first().map(|first| moves_at(view, first.end) == Some(sense)) else { return };
        let Some(first) = view.mentions.first_mut().filter(|_| goes_on) else { return };
        if first.id == id && !first.narrowed && first.tokens.start == 0 {
            first.scope.push(part);
            first.scope.sort_unstable();
            first.narrowed = true;
        }
    }

    /// Ends the passages and the paragraphs that a sentence does not go on with.
    fn end_what_is_over(&mut self, view: &View<'_>, turned: &Turned) {
        if let Some((_, left)) = &mut self.paragraph {
            *left = left.saturating_sub(1);
        }
        self.paragraph.take_if(|(_, left)| *left == 0);
        // "Sales in the tug segment fell": the part before is no longer spoken of.
        let other = |part: &str| {
            let first = view.mentions.first().filter(|first| first.narrowed);
            let named = first.and_then(|first| first.scope.iter().find_map(|scope| without_noun_for_part(scope)));
            named.is_some_and(|named| !named.eq_ignore_ascii_case(part))
        };
        self.paragraph.take_if(|(part, _)| other(part));
        let of_all = view.notes.is_of_whole;
        if matches!(turned, Some(None)) || of_all {
            self.reported = None;
        }
        // "Now back to total company results."
        if of_all && view.figures.is_empty() && (0..view.tokens.len()).any(|at| is_any(view.word(at), &["back"])) {
            self.leave();
        }
        if let Some(owner) =
            view.mentions.iter().find_map(|it| it.owner.as_ref().filter(|_| &*it.entry().name == "net income"))
        {
            self.reported = Some(Arc::clone(owner));
        }
    }

    /// Takes up what the sentence before has announced, and leaves what this one does not go on with.
    fn go_on(&mut self, view: &View<'_>, turned: &Turned) {
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
        // "With one quarter to go, we continue to expect": the company does.
        if self.is_of_results && expects(view) && !names_part(view) {
            self.leave();
        }
        // "In Harbor Services, revenue was $2 million. Finally, credit costs were": the list is over.
        if self.is_likely && is_any(view.word(0), &["finally", "lastly"]) {
            self.paragraph = None;
        }
        // "Additionally, I would like to highlight": another matter.
        if adds_matter(view) {
            self.leave();
        }
    }

    /// Turns to what a sentence names, and returns what the sentence itself is about. `headed` says that the sentence
    /// before was a heading.
    fn turn_to(&mut self, view: &View<'_>, turned: Turned, headed: bool, company: &Company<'_>) -> Option<Arc<str>> {
        let shows_slide = view.notes.shows_slide;
        let mut sentence = None;
        // "Now to our segment results. Revenue from Harbor Services was"
        let by_segment = view.figures.is_empty() && turns_to_segments(view);
        self.by_segment &= !view.notes.is_of_whole;
        if let Some(part) = revenue_from(view).filter(|_| self.by_segment) {
            self.leave();
            self.by_segment = true;
            self.passage = Some(part);
        }
        let results = shown(view);
        if let Some(name) = heading(view).or_else(|| results.clone()) {
            self.leave();
            self.passage = Some(name);
            self.headed = true;
            self.is_of_results = results.is_some();
        } else if let Some(name) = announced(view) {
            self.leave();
            self.by_segment = true;
            self.passage = Some(name);
        } else if let Some(passage) = turned {
            // "Turning back to the quarter, Harbor Services earned"
            // "Turning to Norway, our Norway Tours division earned": the longer name.
            let behind = subject_behind_turn(view).filter(|behind| {
                passage
                    .as_ref()
                    .is_none_or(|passage| behind.words.len() > passage.len() && behind.words.starts_with(&**passage))
            });
            let behind = behind.filter(|name| !company.is_called(&name.words)).map(|name| name.words);
            let small = passage.is_none().then(|| turned_with_us(view)).flatten();
            sentence = behind.clone().or_else(|| small.clone());
            let passage = behind.or(passage);
            // "Slide 17 - Ferries. Moving to slide 17." goes nowhere else.
            if passage.is_some() || !headed || !shows_slide {
                self.shown = passage.is_none() && shows_slide;
                self.passage = passage;
                self.is_of_results = false;
            }
            self.paragraph = small.map(|small| (small, SENTENCES));
        } else if let Some(name) = earns(view) {
            self.leave();
            self.passage = Some(name);
        } else if let Some((name, is_part)) = fragment(view) {
            self.leave();
            match is_part {
                true => self.passage = Some(name),
                // It is what the next sentences are about.
                false => self.paragraph = Some((name, SENTENCES)),
            }
        } else if let Some(name) = fronted(view)
            .or_else(|| fronted_known(view, &self.known))
            .or_else(|| subject(view))
            .or_else(|| expected_of(view))
            .or_else(|| apposed(view))
            .filter(|name| !company.is_called(&name.words))
        {
            // "Moving to the ferry bank. Ferry banking earned": one part in two forms.
            if self.passage.as_deref().is_some_and(|passage| name.words.strip_suffix("ing") == Some(passage)) {
                self.passage = Some(Arc::clone(&name.words));
            }
            if name.is_part && !self.known.contains(&name.words) {
                self.known.push(Arc::clone(&name.words));
            }
            sentence = Some(Arc::clone(&name.words));
            // A part of what a slide or a list of segments shows is touched on, and no more.
            // "Our ferry unit grew 3%, and the tug unit grew 5%": what is said next is of neither.
            let opens = name.opens
                && !names_another(view, name.end)
                // "Our ferry unit grew 3%." may be one of a list.
                && !only_grows(view, name.end)
                && !(name.is_likely && (self.is_of_results || self.by_segment));
            self.paragraph = opens.then(|| (Arc::clone(&name.words), SENTENCES));
            self.is_likely = name.is_likely;
            // Another part of the company ends the passage on one.
            if name.opens && !name.is_likely {
                self.passage = None;
            }
            // "Now to our segment results. The ferry segment earned": until the next of them.
            if self.by_segment && is_segment(view, &name) {
                self.passage = Some(Arc::clone(&name.words));
                self.paragraph = None;
            }
            // The first to be named on a slide is whom it is about.
            if std::mem::take(&mut self.shown) {
                self.passage = Some(name.words);
            }
        } else if shows_slide {
            self.leave();
            self.shown = true;
        } else if leads_elsewhere(view) {
            self.leave();
        } else {
            self.shown = false;
        }
        self.by_segment |= by_segment;
        sentence
    }

    /// The part that was named last, where a sentence points back to it: "Norway goes on to grow. Our piers in this market
    /// had".
    fn pointed_to(&mut self, view: &View<'_>, company: &Company<'_>, prepared: bool) -> Option<Arc<str>> {
        if !prepared {
            return None;
        }
        let before = self.named.take().filter(|(_, ago)| *ago < REMEMBERED);
        let of_segment = is_said_of_segment(view);
        let pointed = before.clone().map(|(name, _)| name).filter(|_| of_segment || points_to_part(view));
        // "The segment reported revenue of": what follows is said of it as well.
        if let Some(name) = pointed.as_ref().filter(|_| of_segment) {
            self.paragraph = Some((Arc::clone(name), SENTENCES));
        }
        let owner = || view.mentions.first().and_then(|it| it.owner.clone());
        let here =
            named_in(view, company).or_else(|| subject(view).filter(|it| it.is_part).map(|it| it.words)).or_else(owner);
        self.named = here.map(|name| (name, 0)).or_else(|| before.map(|(name, ago)| (name, ago + 1)));
        pointed
    }
}

/// The way in which what ends at a token is said to have moved: "decreased", "was down".
fn moves_at(view: &View<'_>, end: usize) -> Option<Sense> {
    let skipped = |at: &usize| matches!(class(view.tokens, *at), Some(Class::Adverb | Class::Copula));
    match class(view.tokens, (end..view.tokens.len()).find(|at| !skipped(at))?) {
        Some(Class::Direction(Direction { form: Form::Verb | Form::Particle, sense })) => Some(sense),
        _ => None,
    }
}

/// "Driven by Norway, where revenue fell": what is said behind is said of it.
fn narrow_within(view: &mut View<'_>) {
    let Some((name, start)) = within(view).or_else(|| within_business(view)).or_else(|| within_small(view)) else {
        return;
    };
    for mention in view.mentions.iter_mut().filter(|mention| mention.head > start && !mention.narrowed) {
        mention.scope.push(Arc::clone(&name));
        mention.scope.sort_unstable();
        mention.narrowed = true;
    }
}

/// Takes the name of the company from what its metrics are narrowed by.
fn leave_company_whole(view: &mut View<'_>, company: &Company<'_>) {
    for mention in &mut view.mentions {
        // "Fernhill reported revenue of" is no part of Fernhill.
        if let Some(owner) = mention.owner.take_if(|owner| company.is_called(owner)) {
            mention.scope.retain(|scope| *scope != owner);
        }
        // "Fernhill's revenue" is all of it.
        mention.scope.retain(|scope| !company.is_called(scope));
    }
}

/// "Now to our segment results."
fn turns_to_segments(view: &View<'_>) -> bool {
    let results = (1..view.tokens.len()).any(|at| {
        is_any(view.word(at), &["results"]) && is_any(view.word(at - 1), &["segment", "segments", "divisional"])
    });
    results && (0..view.tokens.len().min(OPENING)).any(|at| class(view.tokens, at) == Some(Class::Link(Link::To)))
}

/// The part whose revenue a sentence begins with: "Revenue from Harbor Services was".
fn revenue_from(view: &View<'_>) -> Option<Arc<str>> {
    let revenue = view.mentions.first().filter(|it| it.tokens.start == 0 && &*it.entry().name == "revenue")?;
    let (_, part) = revenue.text.split_once(" from ")?;
    let large = part.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
    let named = large > 1 && part.starts_with(char::is_uppercase);
    let part = part.to_lowercase();
    named.then(|| part.strip_suffix(" segment").unwrap_or(&part).into())
}

/// The part whose net income a sentence begins with: "Harbor Services net income for the quarter was". What follows is its
/// own.
fn earns(view: &View<'_>) -> Option<Arc<str>> {
    let earned = view.mentions.first().filter(|it| it.tokens.start == 0 && &*it.entry().name == "net income")?;
    let name = earned.scope.iter().find(|scope| !VOCABULARY.is_scope(scope))?;
    let words = (0..earned.head).filter(|at| view.word(*at).starts_with(char::is_uppercase)).count();
    let says = view.tokens[earned.end..].iter().take(6).any(|token| token.class == Class::Copula);
    (words > 1 && says && !view.figures.is_empty()).then(|| Arc::clone(name))
}

/// Whether a sentence begins with another matter that the speaker would like to speak of.
fn adds_matter(view: &View<'_>) -> bool {
    (0..2).any(|at| is_any(view.word(at), &["additionally", "separately", "finally", "lastly"]))
        && (1..5).any(|at| view.word(at).ends_with("like to") || view.word(at).ends_with("want to"))
}

/// "We expect a gross margin of 61%", "we now continue to expect": of the company, whatever was spoken of before.
fn expects(view: &View<'_>) -> bool {
    let goes_on = |class: Class| matches!(class, Class::Adverb | Class::Verb | Class::Link(Link::To));
    // "We have raised our full-year forecast for"
    let speaks = class(view.tokens, 0) == Some(Class::Pronoun(Pronoun::We));
    let ours = |at: usize| {
        is_any(view.word(at), &["our"])
            && (at + 1..at + 4).any(|at| class(view.tokens, at) == Some(Class::Modal(Modal::Guidance)))
    };
    if speaks && (1..view.tokens.len()).any(ours) {
        return true;
    }
    let mut we = false;
    for token in view.tokens {
        match token.class {
            Class::Modal(Modal::Expect) if we => return true,
            class => we = class == Class::Pronoun(Pronoun::We) || we && goes_on(class),
        }
    }
    false
}

/// Whether what is expected is said of a part of the company: "the guidance range for Harbor Services".
fn names_part(view: &View<'_>) -> bool {
    let large = |at: usize| view.word(at).starts_with(char::is_uppercase);
    (1..view.tokens.len()).any(|at| {
        let leads = matches!(class(view.tokens, at - 1), Some(Class::Link(Link::In | Link::For | Link::Of)));
        leads && large(at) && large(at + 1) && name_at(view, at).is_some()
    })
}

/// For how many sentences "this market" may mean the part named last.
const REMEMBERED: usize = 3;

/// Whether a sentence speaks of "this market", "that business".
fn points_to_part(view: &View<'_>) -> bool {
    (1..view.tokens.len()).any(|at| {
        is_any(view.word(at), &["market", "segment", "region", "country", "business", "division"])
            && is_any(view.word(at - 1), &["this", "that"])
    })
}

/// Whether a sentence says something of "the segment", whichever that is.
fn is_said_of_segment(view: &View<'_>) -> bool {
    let says = matches!(class(view.tokens, 2), Some(Class::Verb | Class::Copula | Class::Direction(_)));
    class(view.tokens, 0) == Some(Class::Determiner)
        && is_any(view.word(1), &["segment", "business", "division"])
        && (says || is_any(view.word(2), &["reported", "posted", "delivered", "recorded"]))
}

/// Whether a name was said with "segment" behind it, not with a noun that may be for a part of one.
fn is_segment(view: &View<'_>, name: &Name) -> bool {
    name.is_part && is_any(view.word(name.end - 1), &["segment", "division"])
}

/// The part that a sentence is about, of which it may say no more than that it does well: "Norway continues to grow".
fn named_in(view: &View<'_>, company: &Company<'_>) -> Option<Arc<str>> {
    let verb = |at: usize| matches!(class(view.tokens, at), Some(Class::Verb | Class::Copula | Class::Direction(_)));
    let opens = |at: usize| {
        at.checked_sub(1)
            .map_or(view.opens_with_name, |before| class(view.tokens, before) == Some(Class::Boundary(Boundary::Comma)))
    };
    let start = (0..view.tokens.len().min(OPENING)).find(|at| opens(*at) && view.is_large(*at))?;
    let end = (start..view.tokens.len()).find(|at| !view.is_large(*at))?;
    let name = view.small_words(start..end);
    let name: Arc<str> = Some(name).filter(|name| verb(end) && !is_any(name, &NO_PARTS))?.into();
    (!company.is_called(&name)).then_some(name)
}

/// Among how many tokens the name begins that a sentence is about.
const OPENING: usize = 8;
