//! The surroundings of a fact: whether the words around it leave no doubt what it is of.

use std::ops::Range;

use tieout_figures::{Kind as FigureKind, OtherKind};
use tieout_transcript::Passage;

use crate::facts::{Fact, FigureRole, opens_paragraph};
use crate::sentence::Sentence;
use crate::signs::cues::Cue;
use crate::signs::lists::{LIKE_FOR_LIKE, PASSAGES_ON_WHOLE, TOTAL, TRADES};
use crate::signs::words::{is_any, says_any};
use crate::tokens::{Boundary, Class, Link, Modal};
use crate::vocabulary::{Counting, VOCABULARY};

/// A sentence with more figures is a list read out, and says too much to be told apart.
pub(super) const MOST_FIGURES: usize = 24;

/// How many sentences lie at least between what one speaker says twice.
pub(super) const FAR: usize = 8;

/// How many sentences before a statement can have named the segment that it is about.
const REACH: usize = 3;

/// How many turns a talk on one thing lasts, and how many figures it may have.
const TALK: usize = 3;
const LONG_TALK: usize = 60;

/// The facts of a call with the sentences they stand in.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) sentences: &'a [Sentence],
    pub(super) facts: &'a [Fact],
    /// How many facts stand before each sentence, and in all.
    pub(super) facts_before: &'a [usize],
    /// The stretches of long turns, in order.
    pub(super) passages: &'a [Passage],
}

impl Surroundings<'_> {
    /// Whether a fact is plainly said of what its key names, and of no part of it.
    pub(super) fn is_sure(&self, index: usize) -> bool {
        let names_whole = |fact: &Fact| !fact.scope.is_empty() || says_total(fact) || is_of_whole(fact);
        self.is_plain(index) && (self.facts.get(index).is_some_and(names_whole) || !self.is_behind_segment(index))
    }

    /// Whether a fact is plainly said: its metric stands in the sentence with no figure of another one between, and
    /// nothing in the sentence narrows it that its scope does not name.
    pub(super) fn is_plain(&self, index: usize) -> bool {
        let fact = &self.facts[index];
        let (Some(metric), Some(sentence)) = (&fact.metric, self.sentences.get(fact.sentence)) else { return false };
        // "EBITDA was $24 million, a 38% margin": it is that of an amount before it, whatever that is of.
        let behind = sentence.text().get(usize::from(fact.figure.range.end())..).unwrap_or_default();
        let is_behind = behind.trim_start().starts_with(&*metric.text);
        if &*metric.name == UNSAID_MARGIN && is_behind {
            return false;
        }
        let at = Range::<usize>::from(fact.figure.range);
        let others = self.facts_of(fact.sentence).map(|it| &self.facts[it]);
        let others: Vec<Range<usize>> = others
            .filter(|it| it.metric.as_ref().is_none_or(|other| other.name != metric.name))
            .map(|it| it.figure.range.into())
            .collect();
        let named_near = sentence.text().match_indices(&*metric.text).any(|(from, words)| {
            let between = from.min(at.start)..at.end.max(from + words.len());
            !others.iter().any(|other| between.start <= other.start && other.end <= between.end)
        });
        // "$0.18 per share" says itself what it is.
        let is_named = named_near || fact.figure.kind == FigureKind::PerShare;
        is_named
            && !self.is_said_otherwise(fact, sentence)
            && !narrows(fact, sentence)
            && !narrows_in_parentheses(fact, sentence)
            && !leaves_out_behind(fact, sentence)
    }

    /// What words that are no scope make of a fact: "the tax rate without the refund was 24%", "by volume, our share is 19%",
    /// "2,380 on average".
    pub(super) fn narrowing(&self, fact: &Fact) -> Option<Narrowing> {
        let sentence = self.sentences.get(fact.sentence)?;
        let tokens = &sentence.reading.tokens;
        let at = sentence.reading.token_from(fact.figure.range.start());
        let says = |at: usize, word: &str| {
            tokens.get(at).is_some_and(|it| sentence.words(it.range).eq_ignore_ascii_case(word))
        };
        if says(at + 1, "on average") || says(at + 1, "on") && says(at + 2, "average") {
            return Some(Narrowing::Average);
        }
        let ends = |at: &usize| {
            matches!(
                tokens[*at].class,
                Class::Figure(_) | Class::Boundary(Boundary::Stop | Boundary::Semicolon | Boundary::But)
            )
        };
        let clause = (0..at.min(tokens.len())).rev().take_while(|at| !ends(at));
        let (mut with, mut ended) = (false, false);
        for at in clause {
            ended |= matches!(tokens[at].class, Class::Boundary(_));
            with |= tokens[at].class == Class::Link(Link::With);
            if with && TRADES.iter().any(|trade| says(at, trade)) {
                return Some(Narrowing::Traded);
            }
            let opens = at.checked_sub(1).is_none_or(|before| matches!(tokens[before].class, Class::Boundary(_)));
            let leads = matches!(tokens.get(at + 1).map(|it| it.class), Some(Class::Word | Class::Metric(_)));
            if says(at, "without") {
                return Some(Narrowing::Without);
            }
            // "The allowance for offices", not "for the quarter".
            let of_metric = at.checked_sub(1).is_some_and(|before| matches!(tokens[before].class, Class::Metric(_)));
            let named = tokens[at + 1..].iter().find(|token| token.class != Class::Determiner);
            let part = named.is_some_and(|token| token.class == Class::Word);
            if of_metric && part && !ended && tokens[at].class == Class::Link(Link::For) {
                return Some(Narrowing::Part);
            }
            if opens && leads && tokens[at].class == Class::Link(Link::By) {
                return Some(Narrowing::Way);
            }
        }
        None
    }

    /// Whether the words of a fact's sentence say when.
    pub(super) fn says_when(&self, fact: &Fact) -> bool {
        let Some(sentence) = self.sentences.get(fact.sentence) else { return false };
        let in_words = sentence.text().contains("quarter")
            || sentence.reading.tokens.iter().any(|token| matches!(token.class, Class::Period(_)));
        in_words || sentence.reading.others.iter().any(|other| other.kind == OtherKind::Period)
    }

    /// Whether the words of a fact's sentence say against what time it changed: "up 25% year over year".
    pub(super) fn says_basis(&self, fact: &Fact) -> bool {
        let tokens = self.sentences.get(fact.sentence).map(|sentence| &sentence.reading.tokens);
        tokens.is_some_and(|tokens| tokens.iter().any(|token| matches!(token.class, Class::Basis(_))))
    }

    /// Whether things are said to have come or gone, rather than to be there: "we added 4 customers".
    pub(super) fn is_flow(&self, index: usize) -> bool {
        let fact = &self.facts[index];
        let Some(sentence) = self.sentences.get(fact.sentence) else { return false };
        let tokens = &sentence.reading.tokens;
        let at = sentence.reading.token_from(fact.figure.range.start());
        let mut before = tokens[..at].iter().rev();
        let last = before.find(|token| !matches!(token.class, Class::Hedge | Class::Determiner | Class::Adverb));
        let flows = last.is_some_and(|token| sentence.reading.marks.cue(token) == Some(Cue::Flows));
        fact.figure.kind == FigureKind::Count && flows
    }

    /// Whether a figure says again, in other words, what stands before it: "up 19% or $0.24" is no level.
    fn is_said_otherwise(&self, fact: &Fact, sentence: &Sentence) -> bool {
        let tokens = &sentence.reading.tokens;
        let before = sentence.reading.token_from(fact.figure.range.start()).checked_sub(1);
        let is_or = before.is_some_and(|before| tokens[before].class == Class::Link(Link::Or));
        is_or && fact.figure.kind != FigureKind::PerShare
    }

    /// Whether a fact may belong to a segment that something before it is about: the passage it stands in, or a fact
    /// just before.
    pub(super) fn is_behind_segment(&self, index: usize) -> bool {
        self.is_behind_another_segment(index, |_| true)
    }

    /// The same, where not every fact with a scope counts.
    pub(super) fn is_behind_another_segment(&self, index: usize, counts: impl Fn(&Fact) -> bool) -> bool {
        let fact = &self.facts[index];
        let before = self.facts[..index].iter().rev().take(MOST_FIGURES);
        let near = before.take_while(|it| it.turn == fact.turn && it.sentence + REACH >= fact.sentence);
        let mut others = near.filter(|it| it.sentence != fact.sentence);
        self.is_in_passage_on_part(fact)
            || others.any(|it| counts(it) && it.scope.iter().any(|scope| names_part(scope)))
    }

    /// Whether the last turns before a fact, or its own, are about a part of the company.
    pub(super) fn is_in_talk_of_segment(&self, index: usize) -> bool {
        let turn = self.facts[index].turn;
        let before = self.facts[..=index].iter().rev().take_while(|it| it.turn + TALK >= turn);
        // A bare number said again has the part from what it was said of, and brings up none.
        let told = before.take(LONG_TALK).filter(|it| it.role.is_some());
        told.into_iter().any(|it| it.scope.iter().any(|scope| names_part(scope)))
    }

    /// Whether a fact without a scope stands in a sentence right behind one that counts something in another way: "Excluding
    /// the acquisition, our margins rose. EBITDA was 19% of revenue."
    pub(super) fn is_behind_scope(&self, index: usize) -> bool {
        let fact = &self.facts[index];
        let narrows = |it: usize| self.facts[it].scope.iter().any(|scope| !is_as_in_accounts(scope));
        fact.scope.is_empty() && !says_total(fact) && self.facts_just_before(fact).take(MOST_FIGURES).any(narrows)
    }

    /// The facts of the sentence just before that of a fact, in the same paragraph.
    pub(super) fn facts_just_before(&self, fact: &Fact) -> impl Iterator<Item = usize> {
        let opens = self.sentences.get(fact.sentence).is_some_and(opens_paragraph);
        let before = fact.sentence.checked_sub(1).filter(|_| !opens).map(|before| self.facts_of(before));
        let turn = fact.turn;
        before.into_iter().flatten().filter(move |it| self.facts[*it].turn == turn)
    }

    /// Whether a fact stands in a passage that does not say to be on the company as a whole: "Turning to services".
    fn is_in_passage_on_part(&self, fact: &Fact) -> bool {
        let after = self.passages.partition_point(|passage| passage.range.start() <= fact.range.start());
        let passage = after.checked_sub(1).and_then(|at| self.passages.get(at));
        passage.filter(|passage| fact.range.end() <= passage.range.end()).is_some_and(|passage| {
            // A longer title is a headline: "Doing more with pumps as operating expenses go down by 5%".
            const LONGEST_TITLE: usize = 8;
            let is_headline = passage.title.split_whitespace().nth(LONGEST_TITLE).is_some();
            is_headline || !says_any(&passage.title, &PASSAGES_ON_WHOLE)
        })
    }

    /// The facts of a sentence.
    pub(super) fn facts_of(&self, sentence: usize) -> Range<usize> {
        let before = |sentence: usize| self.facts_before.get(sentence).copied().unwrap_or(self.facts.len());
        before(sentence)..before(sentence + 1)
    }
}

/// What words that are no scope make of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Narrowing {
    /// "Without the refund".
    Without,
    /// "By volume".
    Way,
    /// "On average".
    Average,
    /// "The allowance for offices".
    Part,
    /// "We bought it with sales of".
    Traded,
}

/// How many facts stand before each of some sentences, and in all.
pub(super) fn facts_before(sentences: usize, facts: &[Fact]) -> Vec<usize> {
    let mut facts_before = Vec::with_capacity(sentences + 1);
    for (index, fact) in facts.iter().enumerate() {
        facts_before.resize(facts_before.len().max(fact.sentence + 1), index);
    }
    facts_before.resize(facts_before.len().max(sentences + 1), facts.len());
    facts_before
}

/// Whether a sentence narrows a fact by a scope that it has not, by what it says is included, or as an aim. What a
/// clause behind the figure says is of that clause: "$12 million, thanks to organic growth", "5.3 times, below our
/// target"; only "excluding" reaches back.
fn narrows(fact: &Fact, sentence: &Sentence) -> bool {
    let mut behind = false;
    sentence.reading.tokens.iter().any(|token| match token.class {
        Class::Scope(scope) => {
            let scope = VOCABULARY.scope(scope);
            let is_whole = scope.counting == Some(Counting::Accounts);
            !is_whole && (!behind || scope.opens) && !fact.scope.iter().any(|own| own.starts_with(&*scope.name))
        }
        Class::Link(Link::Including) => !behind,
        // What is an aim itself is not narrowed by being called so.
        Class::Modal(Modal::Target) => !behind && fact.role != Some(FigureRole::Target),
        Class::Figure(_) | Class::Boundary(_) => {
            behind |= token.range.start() > fact.figure.range.start();
            false
        }
        _ => false,
    })
}

/// Whether what stands in parentheses between a metric and its figure names a part of it: "Net sales (Canada) $152 million".
fn narrows_in_parentheses(fact: &Fact, sentence: &Sentence) -> bool {
    let Some(metric) = &fact.metric else { return false };
    let before = sentence.text().get(..usize::from(fact.figure.range.start())).unwrap_or_default();
    let between = before.rfind(&*metric.text).and_then(|at| before.get(at + metric.text.len()..));
    let aside = between.and_then(|between| between.trim_start().strip_prefix('('));
    // "EBITDA (non-GAAP)" is not narrowed, what it names is its scope.
    let words = aside.and_then(|aside| aside.split_once(')')).map_or("", |(words, _)| words);
    !words.is_empty() && !fact.scope.iter().any(|scope| scope.eq_ignore_ascii_case(words))
}

/// Whether the word behind a figure leaves something out: "gross margin was 41%, and 43% before amortization".
pub(super) fn leaves_out_behind(fact: &Fact, sentence: &Sentence) -> bool {
    let next = sentence.reading.tokens.get(sentence.reading.token_from(fact.figure.range.end()));
    next.is_some_and(|token| match token.class {
        Class::Scope(scope) => VOCABULARY.scope(scope).opens,
        _ => matches!(sentence.words(token.range), "before" | "without"),
    })
}

/// Whether a fact is said to be of the whole: "total revenue".
pub(super) fn says_total(fact: &Fact) -> bool {
    let of_metric = fact.metric.as_ref().and_then(|metric| metric.text.split_whitespace().next());
    let is_total = |word: &str| is_any(word, &TOTAL);
    of_metric.is_some_and(is_total) || fact.scope.iter().any(|scope| is_total(scope))
}

/// Whether another may say the later of two facts, where nobody has a label: far away.
pub(super) fn are_unlabelled(one: &Fact, other: &Fact) -> bool {
    one.speaker.is_none() && other.speaker.is_none() && one.sentence + FAR <= other.sentence
}

/// Whether a fact measures what only the company as a whole has: no part of it has shares or a tax rate of its own.
pub(super) fn is_of_whole(fact: &Fact) -> bool {
    let is_whole = |name: &str| VOCABULARY.metric_named(name).is_some_and(|id| VOCABULARY.metric(id).whole);
    fact.figure.kind == FigureKind::PerShare || fact.known_metric().is_some_and(|metric| is_whole(&metric.name))
}

/// Whether a fact is of what was there before as well: "same-store revenue", which only the company as a whole has.
pub(super) fn compares_like(fact: &Fact) -> bool {
    let begins = |text: &str| {
        LIKE_FOR_LIKE.iter().any(|it| text.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it)))
    };
    fact.metric.as_ref().is_some_and(|metric| begins(&metric.text))
}

/// Whether a scope is a part of the company, rather than a way to count the whole.
pub(super) fn is_part(scope: &str) -> bool {
    VOCABULARY.counting(scope).is_none()
}

/// Whether a scope says that the whole is counted as the accounts do, which says nothing new.
pub(super) fn is_as_in_accounts(scope: &str) -> bool {
    VOCABULARY.counting(scope) == Some(Counting::Accounts)
}

/// Whether a scope names a part of the company, of which what follows may be: "gross" is none.
fn names_part(scope: &str) -> bool {
    is_part(scope) && !matches!(scope, "gross" | "incremental" | "net")
}

/// The metric that does not say what it is the margin of.
pub(super) const UNSAID_MARGIN: &str = "margin";
