//! Mixes: shares of one whole that stand in a list, or in sentences one after another, and leave nothing over.
//!
//! "Phones were 60% of sales. Tablets were 30% of sales. Cases contributed the remaining 10%." "A mix of phones, tablets
//! and cases at 60%, 30% and 10%." "By region, Asia was 50% of sales, Europe was 30% and America was 20%."

use rustc_hash::FxHashSet;
use tieout_figures::{Amount, Decimal, Displayed, Kind as FigureKind};
use tieout_transcript::Month;

use super::surroundings::{MOST_FIGURES, Surroundings};
use super::{Kind, Pairing, Relation, Role, complements};
use crate::facts::{Fact, FigureRole};
use crate::sentence::Sentence;
use crate::signs::cues::Cue;
use crate::signs::lists::TELLS_NOTHING;
use crate::tokens::{Boundary, Class, Link, Pronoun, Token};
use crate::vocabulary::MetricKind;

/// How many sentences back a list of shares may begin.
const REACH: usize = 12;

/// The roles of the shares beside the one that is recomputed.
const SHARES: [Role; 5] = [Role::Share, Role::ThirdShare, Role::FourthShare, Role::FifthShare, Role::SixthShare];

/// How many words may stand between two shares of a list: what each is the share of.
const WORDS_OF_PART: usize = 4;

/// Finds them; what the words of a clause relate already, `known`, is not related again.
pub(super) fn find(around: Surroundings<'_>, known: &[Relation]) -> Vec<Relation> {
    let related: FxHashSet<usize> = known
        .iter()
        .filter(|it| it.kind == Kind::Parts)
        .flat_map(|it| it.operands.iter().map(|(_, fact)| *fact))
        .collect();
    let mut found = Vec::new();
    for at in 0..around.sentences.len() {
        let percents = percents(around, at);
        let Some(last) = percents.last().copied().filter(|_| percents.iter().all(|it| !related.contains(it))) else {
            continue;
        };
        let list = List { around, sentence: &around.sentences[at], percents };
        found.extend(list.named_before().or_else(|| list.of_kinds()).or_else(|| list.described()));
        if list.is_rest(last) {
            found.extend(list.remaining(at, last));
        }
    }
    found
}

/// The percentages of a sentence; none of a list that is read out.
fn percents(around: Surroundings<'_>, at: usize) -> Vec<usize> {
    let facts = Some(around.facts_of(at)).filter(|facts| facts.len() <= MOST_FIGURES);
    facts.into_iter().flatten().filter(|fact| around.facts[*fact].figure.kind == FigureKind::Percent).collect()
}

/// The percentages of a sentence.
struct List<'a> {
    around: Surroundings<'a>,
    sentence: &'a Sentence,
    percents: Vec<usize>,
}

impl<'a> List<'a> {
    fn tokens(&self) -> &'a [Token] {
        &self.sentence.reading.tokens
    }

    fn fact(&self, at: usize) -> &'a Fact {
        &self.around.facts[at]
    }

    /// The token of a fact's figure.
    fn token(&self, fact: usize) -> usize {
        self.sentence.reading.token_from(self.fact(fact).figure.range.start())
    }

    /// The tokens between two facts.
    fn between(&self, one: usize, other: usize) -> &'a [Token] {
        self.tokens().get(self.token(one) + 1..self.token(other)).unwrap_or_default()
    }

    fn said(&self, tokens: &[Token]) -> &'a str {
        let ends = tokens.first().zip(tokens.last());
        ends.map_or("", |(from, to)| self.sentence.words(from.range.cover(to.range)))
    }

    /// As many shares as things are named before them: "a mix of phones, tablets and cases at 60%, 30% and 10%".
    fn named_before(&self) -> Option<Relation> {
        let first = self.token(*self.percents.first()?);
        let before = self.tokens().get(..first)?;
        let cue = |token: &Token| self.sentence.reading.marks.cue(token) == Some(Cue::Split);
        let names = before.get(before.iter().rposition(cue)? + 1..)?;
        let is_list = |token: &Token| !matches!(token.class, Class::Figure(_) | Class::Boundary(Boundary::Stop));
        let separates = |token: &Token| matches!(token.class, Class::Boundary(Boundary::Comma | Boundary::And));
        let named = names.iter().all(is_list).then(|| names.split(separates).filter(|it| !it.is_empty()).count())?;
        let bare = |pair: &[usize]| {
            self.between(pair[0], pair[1]).iter().all(|token| separates(token) || token.class == Class::Hedge)
        };
        let is_run = self.percents.windows(2).all(bare);
        (is_run && named == self.percents.len()).then(|| self.parts(Role::Rest, Pairing::Near))?
    }

    /// Shares of the kinds that the sentence opens with: "By region, Asia was 50% of sales, Europe 30% and America 20%".
    fn of_kinds(&self) -> Option<Relation> {
        let mut opening = self.tokens().iter().skip_while(|token| token.class == Class::Boundary(Boundary::And));
        let by = opening.next().is_some_and(|token| token.class == Class::Link(Link::By));
        let of_kind = opening.take(2).any(|token| self.sentence.reading.marks.cue(token) == Some(Cue::Kinds));
        let is_plain = self.percents.iter().all(|it| self.is_share(*it));
        let first = *self.percents.first()?;
        let whole = self.whole(first).is_some() || self.fact(first).role == Some(FigureRole::Share);
        (by && of_kind && whole && is_plain && self.percents.len() > 2)
            .then(|| self.parts(Role::OtherShare, Pairing::Near))?
    }

    /// What something is made of: "the portfolio is 60% offices, 30% shops and 10% flats", "sales are 60% domestic and 40%
    /// international".
    fn described(&self) -> Option<Relation> {
        let (first, last) = (*self.percents.first()?, *self.percents.last()?);
        let mut before = self.tokens().get(..self.token(first))?.iter().rev();
        let led = before.find(|token| !matches!(token.class, Class::Hedge | Class::Adverb))?.class == Class::Copula;
        let of_rate = self.percents.iter().any(|it| self.is_of_rate(*it));
        let describes = |tokens: &[Token]| {
            let words = tokens.iter().take_while(|token| !matches!(token.class, Class::Boundary(_))).count();
            let plain = |class: Class| {
                matches!(class, Class::Word | Class::Scope(_) | Class::Hedge | Class::Adverb | Class::Boundary(_))
            };
            (1..=WORDS_OF_PART).contains(&words) && tokens.iter().all(|token| plain(token.class))
        };
        let pairs = self.percents.windows(2).all(|pair| describes(self.between(pair[0], pair[1])));
        let behind = self.tokens().get(self.token(last) + 1..)?;
        let named = behind.first().is_some_and(|token| matches!(token.class, Class::Word | Class::Scope(_)));
        let and = self.percents.windows(2).last().is_some_and(|pair| {
            self.between(pair[0], pair[1]).iter().any(|token| token.class == Class::Boundary(Boundary::And))
        });
        if !led || of_rate || !pairs || !named || !and {
            return None;
        }
        match self.percents.len() {
            2 => {
                let leaves = complements::leave_nothing(self.said(self.between(first, last)), self.said(behind));
                leaves.then(|| self.parts(Role::Rest, Pairing::Near))?
            }
            _ => self.parts(Role::OtherShare, Pairing::Near),
        }
    }

    /// The shares of the whole that the last is said to be the rest of, in the sentences before and in its own.
    fn remaining(&self, at: usize, rest: usize) -> Option<Relation> {
        let mut shares: Vec<usize> = Vec::new();
        let mut whole = self.whole(rest);
        let (mut unclear, mut other_whole) = (false, false);
        let first = at.saturating_sub(REACH);
        for back in (first..=at).rev() {
            let sentence = &self.around.sentences[back];
            let percents = percents(self.around, back);
            let list = List { around: self.around, sentence, percents };
            if sentence.turn != self.sentence.turn || back < at && list.percents.iter().any(|it| list.is_rest(*it)) {
                break;
            }
            for (fact, of) in list.wholes().into_iter().rev().filter(|(it, _)| *it < rest) {
                match of {
                    Some(of) if *whole.get_or_insert_with(|| of.clone()) == of => {
                        unclear |= other_whole;
                        shares.push(fact);
                    }
                    // "Of services revenue" among those of revenue: who knows which is meant.
                    Some(of) => other_whole |= whole.as_ref().is_some_and(|whole| last_word(whole) == last_word(&of)),
                    // A percentage close by that may be one more part, or the only one.
                    None if back + 2 >= at => unclear |= !list.is_compared(fact),
                    None => {}
                }
            }
        }
        shares.reverse();
        let said = shares.len();
        let fits = |shares: &[usize]| is_whole(self.around.facts, shares.iter().chain([&rest]));
        if shares.is_empty() || shares.len() > SHARES.len() || unclear {
            return None;
        }
        let without = || without_subtotals(self.around.facts, &shares);
        let shares = match fits(&shares) {
            true => shares,
            // What is left may be left of some of them; which, is only known where none are.
            false => Some(without()).filter(|_| !some_fit(&shares, fits))?,
        };
        let pairing = if said > 1 { Pairing::Near } else { Pairing::Clause };
        parts(shares.into_iter().chain([rest]), Role::Rest, pairing)
    }

    /// The percentages with what each is of: a share says that of those behind it in its sentence, "phones were 60% of
    /// sales, tablets were 30%".
    fn wholes(&self) -> Vec<(usize, Option<String>)> {
        let mut said: Option<String> = None;
        let of = |fact: usize| {
            said = self.whole(fact).or_else(|| said.take().filter(|_| self.is_share(fact)));
            (fact, said.clone())
        };
        self.percents.iter().copied().map(of).collect()
    }

    /// Whether a figure is said to be what is left: "the remaining 75%".
    fn is_rest(&self, fact: usize) -> bool {
        let before = self.tokens().get(..self.token(fact)).unwrap_or_default().iter().rev();
        let mut before =
            before.skip_while(|token| matches!(token.class, Class::Hedge | Class::Boundary(Boundary::Comma)));
        before.next().is_some_and(|token| token.class == Class::Pronoun(Pronoun::Rest))
    }

    /// What a percentage is of, in the words that name it: "systems sales" of "61% of our third quarter systems sales".
    fn whole(&self, fact: usize) -> Option<String> {
        let behind = self.tokens().get(self.token(fact) + 1..)?;
        let (of, behind) = behind.split_first()?;
        let metric = behind.iter().position(|token| matches!(token.class, Class::Metric(_)))?;
        let named = &behind[..=metric];
        let names = |token: &&Token| matches!(token.class, Class::Word | Class::Scope(_) | Class::Metric(_));
        let idles = |token: &Token| {
            matches!(token.class, Class::Determiner | Class::Period(_) | Class::Other(_) | Class::Pronoun(_))
        };
        let is_whole = of.class == Class::Link(Link::Of) && named.iter().all(|it| names(&it) || idles(it));
        let words = named.iter().filter(names).map(|token| self.sentence.text()[token.range].to_lowercase());
        let words: Vec<String> =
            words.filter(|word| !TELLS_NOTHING.contains(&word.as_str()) && Month::named(word).is_none()).collect();
        is_whole.then(|| words.join(" "))
    }

    /// Whether a word before a percentage sets another against it: "versus 14%", "up 5%".
    fn is_compared(&self, fact: usize) -> bool {
        let before = self.tokens().get(..self.token(fact)).unwrap_or_default().iter().rev();
        let lead =
            before.take(3).find(|token| !matches!(token.class, Class::Hedge | Class::Determiner | Class::Copula));
        lead.is_some_and(|token| {
            matches!(token.class, Class::Link(Link::Versus | Link::From | Link::Than) | Class::Direction(_))
        })
    }

    /// Whether nothing says that a percentage is anything but a share.
    fn is_share(&self, fact: usize) -> bool {
        let role = self.fact(fact).role;
        !self.is_of_rate(fact)
            && !self.is_compared(fact)
            && role.is_none_or(|role| matches!(role, FigureRole::Share | FigureRole::Level))
    }

    /// Whether a percentage is the value of a rate: "occupancy".
    fn is_of_rate(&self, fact: usize) -> bool {
        let fact = self.fact(fact);
        fact.role != Some(FigureRole::Share) && fact.entry().is_some_and(|entry| entry.kind == MetricKind::Percent)
    }

    fn parts(&self, last: Role, pairing: Pairing) -> Option<Relation> {
        parts(self.percents.iter().copied(), last, pairing)
    }
}

/// The relation of shares, of which the last is recomputed.
fn parts(shares: impl IntoIterator<Item = usize>, last: Role, pairing: Pairing) -> Option<Relation> {
    let mut shares: Vec<usize> = shares.into_iter().collect();
    let recomputed = shares.pop()?;
    if shares.is_empty() || shares.len() > SHARES.len() {
        return None;
    }
    let operands = std::iter::once((last, recomputed)).chain(SHARES.into_iter().zip(shares)).collect();
    Some(Relation { kind: Kind::Parts, pairing, sense: None, operands })
}

fn last_word(words: &str) -> Option<&str> {
    words.rsplit(' ').next()
}

fn displayed(fact: &Fact) -> Option<Displayed> {
    match fact.figure.amount {
        Amount::Single(it) => Some(it),
        _ => None,
    }
}

/// Whether shares make up all there is, as finely as they are said.
fn is_whole<'a>(facts: &[Fact], shares: impl Iterator<Item = &'a usize>) -> bool {
    make(facts, shares, Displayed { value: Decimal::ONE_HUNDRED, precision: Decimal::ZERO })
}

fn make<'a>(facts: &[Fact], shares: impl Iterator<Item = &'a usize>, whole: Displayed) -> bool {
    let (mut sum, mut room) = (Decimal::ZERO, whole.precision);
    for share in shares {
        let Some(it) = facts.get(*share).and_then(displayed) else { return false };
        sum += it.value;
        room += it.precision;
    }
    (sum - whole.value).abs() <= room / Decimal::TWO
}

/// The shares without those that stand right behind what they make together, or right before it.
fn without_subtotals(facts: &[Fact], shares: &[usize]) -> Vec<usize> {
    for (at, total) in shares.iter().enumerate() {
        let Some(whole) = facts.get(*total).and_then(displayed) else { continue };
        let behind = (at + 3..=shares.len()).map(|end| at + 1..end);
        let before = (0..at.saturating_sub(1)).map(|start| start..at);
        let parts = behind.chain(before).find(|parts| make(facts, shares[parts.clone()].iter(), whole));
        if let Some(parts) = parts {
            let kept = shares.iter().enumerate().filter(|(at, _)| !parts.contains(at));
            return kept.map(|(_, share)| *share).collect();
        }
    }
    shares.to_vec()
}

/// Whether some of the shares fit.
fn some_fit(shares: &[usize], fits: impl Fn(&[usize]) -> bool) -> bool {
    (1u32..1 << shares.len()).any(|chosen| {
        let some: Vec<usize> =
            shares.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1).map(|(_, share)| *share).collect();
        fits(&some)
    })
}
