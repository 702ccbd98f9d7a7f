//! Wholes: parts in percent of a whole, and parts that add up to one.

use tieout_figures::{Amount, Decimal, Kind as FigureKind};

use super::complements;
use super::explicit::Clauses;
use super::frames::{Match, Slot, is_fraction};
use super::products::is_rate_of_short_time;
use super::stream::{Subject, Symbol, same_unit};
use super::surroundings::{leaves_out_behind, says_total};
use super::words::Word;
use super::{Found, Kind, OpenShare, Pairing, Relation, Role, antecedent};
use crate::facts::FigureRole;
use crate::signs::cues::Cue;
use crate::signs::lists::{OF_COMPANY, OTHER_STRETCHES, OWNED, TO_COME};
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Form, Link, Pronoun, Sense, Token};
use crate::vocabulary::{Counting, MetricId, VOCABULARY};

/// Pronouns that say whose the whole is, and do not stand for it.
const POSSESSIVES: [&str; 2] = ["its", "their"];

/// How many words say what the last part is: "is floating rate".
const WORDS_OF_PART: usize = 4;

impl Clauses<'_> {
    pub(super) fn share(&self, it: &Match, found: &mut Found) {
        let Some(share) = self.fact(it, Slot::Share) else { return };
        if let Some(rest) = self.fact(it, Slot::Rest) {
            if let Some(role) =
                self.part_beside(it, rest).filter(|_| self.is_rest(rest) || self.are_of_one_period(share, rest))
            {
                let mut operands = vec![(role, rest), (Role::Share, share)];
                operands.extend(self.fact(it, Slot::Share2).map(|third| (Role::ThirdShare, third)));
                // What is only known to be the rest by what it names is a slip at most.
                let said = (role == Role::OtherShare || self.is_rest(rest)) && !self.are_one_list_of_shares(it);
                let pairing = if said { Pairing::Clause } else { Pairing::Near };
                found.relations.push(Relation { kind: Kind::Parts, pairing, sense: None, operands });
            }
            return;
        }
        if it.slot(Slot::Part).is_none() && it.slot(Slot::Whole).is_some() {
            return match self.part_before(it, share) {
                Some(operands) => {
                    let (kind, pairing) = (Kind::Share, Pairing::Near);
                    found.relations.push(Relation { kind, pairing, sense: None, operands });
                }
                None => self.count_share(it, found),
            };
        }
        let is_part = self.is_of_part(it) && !self.is_at_price(it) && !self.is_base(it) && !self.is_whole_a_step(it);
        let Some(part) = self.fact(it, Slot::Part).filter(|_| is_part) else {
            return;
        };
        let whole = match (self.fact(it, Slot::Whole), self.whole(it)) {
            (Some(whole), named) if self.is_share_of_said(it, named) => Some(whole),
            (None, Some(Whole::ThisAmount)) => antecedent::amount(self.facts, part, share),
            (None, Some(Whole::Total)) => {
                antecedent::amount(self.facts, part, share).filter(|whole| self.may_be_total_of(*whole, part))
            }
            (None, Some(Whole::Change(sense))) => {
                antecedent::change(self.facts, part, share, sense).filter(|_| self.opens_share(share))
            }
            (None, Some(Whole::Metric(whole))) if !is_fraction(self.figure(share)) => {
                found.shares.push(OpenShare { part, share, whole });
                None
            }
            _ => None,
        };
        if let Some(whole) = whole.filter(|whole| same_unit(self.figure(*whole), self.figure(part))) {
            let operands = vec![(Role::Share, share), (Role::Part, part), (Role::Whole, whole)];
            // Who says "half" has not divided.
            let pairing = if is_fraction(self.figure(share)) { Pairing::Near } else { Pairing::Clause };
            found.relations.push(Relation { kind: Kind::Share, pairing, sense: None, operands });
        }
    }

    /// Whether nothing is named before a share in its clause, which would be what the share is of: "with two thirds of the
    /// increase", not "in towns, two thirds of the increase".
    fn opens_share(&self, share: usize) -> bool {
        let at = self.sentence.reading.token_from(self.figure(share).range.start());
        let before = self.sentence.reading.tokens.get(..at).unwrap_or_default().iter().rev();
        let mut before = before
            .skip_while(|token| matches!(token.class, Class::Hedge | Class::Determiner | Class::Adverb))
            .peekable();
        // "Most of it goes into towns, with two thirds of the increase".
        if before.peek().is_some_and(|token| token.class == Class::Link(Link::With)) {
            return true;
        }
        let mut before = before.skip_while(|token| token.class == Class::Boundary(Boundary::And));
        let level = |token: &Token| matches!(token.class, Class::Figure(_) | Class::Period(_) | Class::Basis(_));
        match before.next() {
            Some(token) if token.class == Class::Boundary(Boundary::Comma) => before.next().is_some_and(level),
            Some(token) => level(token),
            None => true,
        }
    }

    /// The amount of the sentence before that "that is 18% of our $150 million" says the share of, with the share and the
    /// whole.
    fn part_before(&self, it: &Match, share: usize) -> Option<Vec<(Role, usize)>> {
        let whole = self.fact(it, Slot::Whole)?;
        let opens = self.stream.symbols.get(it.start)?;
        let said = self.sentence.words(self.sentence.reading.tokens.get(opens.token)?.range).to_ascii_lowercase();
        let refers = it.start == 0 && ["that", "this"].iter().any(|word| said.starts_with(word));
        let led = self.leads_to_whole(it.slot(Slot::Share)?, it.slot(Slot::Whole)?);
        let part = antecedent::level(self.facts, self.first, self.figure(whole))?;
        let is_level = self.facts[part].role.is_none_or(|role| role == FigureRole::Level);
        (refers && led && is_level).then(|| vec![(Role::Share, share), (Role::Part, part), (Role::Whole, whole)])
    }

    /// Whether the whole of a match is what each costs: "45% of this year at $82, 20% of the year after at $79".
    fn is_at_price(&self, it: &Match) -> bool {
        let whole = it.slot(Slot::Whole).and_then(|at| self.stream.symbols.get(at));
        let before = whole.and_then(|whole| self.sentence.reading.tokens.get(whole.token.checked_sub(1)?));
        let share = it.slot(Slot::Share) < it.slot(Slot::Whole);
        share && before.is_some_and(|token| token.class == Class::Link(Link::At))
    }

    /// Whether the part of a match is what something else was compared with: "we spent $44 million, compared with $40 million,
    /// so 110% of it".
    fn is_base(&self, it: &Match) -> bool {
        let before = it.slot(Slot::Part).and_then(|part| self.stream.symbols.get(part.checked_sub(1)?));
        let whole = it.slot(Slot::Whole).is_none();
        whole && before.is_some_and(|before| matches!(before.word, Some(Word::Versus)))
    }

    /// Whether what stands as a whole says by how much: "beat the $9 million of last year by $2 million, or 22%".
    fn is_whole_a_step(&self, it: &Match) -> bool {
        self.fact(it, Slot::Whole).is_some_and(|whole| self.is_behind_by(whole))
    }

    /// Whether a share behind "and" is still that of the part: "was $4 million, up 20%, and accounted for 33% of revenue".
    /// With a subject of its own it is not.
    fn is_of_part(&self, it: &Match) -> bool {
        let steps = it.slot(Slot::By).is_some();
        let symbol = it.slot(Slot::Share).and_then(|at| self.stream.symbols.get(at));
        !steps || symbol.is_some_and(|it| it.subject == Subject::Unsaid && it.strange == 0)
    }

    /// Whether a share beside its part is one of the whole that was said: "of our $50 million, $14 million, or 28%",
    /// "$30 million, half of which". Without words for that, only a fraction or an apposition is: "12 of 60, a 20%
    /// rate".
    fn is_share_of_said(&self, it: &Match, named: Option<Whole>) -> bool {
        let symbols = self.symbols_of(it);
        let says = |word: Word| symbols.iter().any(|symbol| symbol.word == Some(word));
        let (Some(share), Some(whole)) = (it.slot(Slot::Share), it.slot(Slot::Whole)) else { return false };
        let own_whole = self.stream.is_share(share);
        let behind = share < whole;
        if own_whole && behind && it.slot(Slot::Part) > Some(whole) && !self.is_said_again(it) {
            return false;
        }
        if let Some(part) = it.slot(Slot::Part).filter(|part| self.stream.is_share(*part)) {
            // "40% of revenue, or $48 million of the $120 million"
            if share < part && part + 2 == whole {
                // "40% of orders, or $48 million of the $150 million in revenue"
                let other = |metric: MetricId| !matches!(named, Some(Whole::Metric(named)) if named == metric);
                let behind = self.fact(it, Slot::Whole).map(|whole| self.behind(whole).take(3));
                // "Or $20 million of $60 million in the north"
                let narrowed = self.fact(it, Slot::Whole).is_some_and(|whole| {
                    let mut behind = self.behind(whole);
                    behind.next().is_some_and(|token| matches!(token.class, Class::Link(Link::In | Link::For)))
                        && !behind.next().is_some_and(|token| matches!(token.class, Class::Metric(_)))
                });
                return !narrowed
                    && !behind.into_iter().flatten().any(|token| match token.class {
                        Class::Metric(metric) => other(metric),
                        _ => false,
                    });
            }
            // "250 clinics, and 50 of them, or 20%", not "50 of our nurses".
            // "Or 30% by revenue".
            let ends = self
                .fact(it, Slot::Share)
                .and_then(|share| self.behind(share).next())
                .is_none_or(|token| matches!(token.class, Class::Boundary(_) | Class::Copula | Class::Verb));
            // "Backlog of $160 million includes $64 million of services, which is 40% of the total".
            let share = self.fact(it, Slot::Share).map(|share| usize::from(self.figure(share).range.end()));
            let rest = share.and_then(|share| self.sentence.text().get(share..)).unwrap_or_default();
            let over = |it: &str| it.starts_with(['.', ';']) || it.is_empty();
            let alone = rest.split_once(" total").is_some_and(|(_, rest)| over(rest.trim_end()));
            let of_total = says(Word::Among) && alone && matches!(named, Some(Whole::Total));
            if whole < part && !(self.points_back(part + 1) && ends) && !of_total {
                return false;
            }
        }
        // "with 28%, or $14 million, held abroad"
        let with = share.checked_sub(1).and_then(|at| self.stream.symbols.get(at));
        if with.is_some_and(|it| it.word == Some(Word::With)) {
            // "With 20%, or $14 million, of our revenue", "in growth".
            let behind = self.stream.symbols.get(it.end).and_then(|it| it.word);
            return !matches!(behind, Some(Word::Of | Word::Among | Word::Up));
        }
        // "Of the 60 contracts, 54 were renewed, a 90% rate."
        if says(Word::Among) && !says(Word::Or) && !says(Word::Is) {
            let figure = self.stream.symbols[share].token;
            let behind = self.sentence.reading.tokens.get(figure + 1..).unwrap_or_default().iter();
            let mut clause = behind.take_while(|token| !matches!(token.class, Class::Boundary(_)));
            // "A 5% share of the market".
            return self.is_apposition(share)
                && clause.all(|token| {
                    token.class != Class::Link(Link::Of) && !self.sentence.text()[token.range].contains(" of")
                });
        }
        if says(Word::Among) || own_whole && share + 1 < it.end {
            let said = if behind { !own_whole || self.leads_to_whole(share, whole) } else { !own_whole };
            return said || matches!(named, Some(Whole::ThisAmount | Whole::Total));
        }
        let fraction = self.fact(it, Slot::Share).is_some_and(|share| is_fraction(self.figure(share)));
        // "10% of our $80 million of costs is $8 million."
        if own_whole && behind && it.slot(Slot::Part) > Some(whole) && !says(Word::Or) && !says(Word::Is) {
            let (Some(part), Some(all)) = (self.fact(it, Slot::Part), self.fact(it, Slot::Whole)) else { return false };
            let mut between: Vec<&Token> = self.between(all, part).collect();
            while between.last().is_some_and(|token| matches!(token.class, Class::Hedge | Class::Determiner)) {
                between.pop();
            }
            let is = between.pop().is_some_and(|token| token.class == Class::Copula);
            let named = |token: &&Token| matches!(token.class, Class::Metric(_) | Class::Word | Class::Link(Link::Of));
            return is && between.iter().all(named) && self.leads_to_whole(share, whole);
        }
        let links = |from: usize| {
            let between = self.stream.symbols.get(from.min(share)..from.max(share)).unwrap_or_default();
            between.iter().any(|symbol| matches!(symbol.word, Some(Word::Or | Word::Is)))
        };
        says(Word::Of) && (links(whole) || self.is_apposition(share)) || fraction
    }

    /// Whether a part behind "or" says again what share of a whole it is: "half of our revenue of $12 million, or $6 million,
    /// came from", not "half of our revenue of $12 million in Asia, or $6 million in Europe".
    fn is_said_again(&self, it: &Match) -> bool {
        let (Some(part), Some(whole)) = (self.fact(it, Slot::Part), self.fact(it, Slot::Whole)) else { return false };
        let places = |token: &Token| matches!(token.class, Class::Link(Link::In | Link::For | Link::At | Link::From));
        // "$12 million in sales" names what it is.
        let between: Vec<&Token> = self.between(whole, part).collect();
        let names = |token: Option<&&Token>| token.is_some_and(|token| matches!(token.class, Class::Metric(_)));
        let between = between.iter().enumerate().any(|(at, token)| places(token) && !names(between.get(at + 1)));
        // "Half of our revenue of $12 million, or $8 million with services": what follows may widen it.
        let ends = self.behind(part).next().is_none_or(|token| {
            matches!(token.class, Class::Boundary(Boundary::Comma | Boundary::Stop) | Class::Copula | Class::Verb)
        });
        let before = self.fact(it, Slot::Share).map(|share| self.figure(share).range.start());
        let than = before.is_some_and(|at| {
            let before = self.sentence.text().get(..usize::from(at)).unwrap_or_default().trim_end();
            before.ends_with(" than") || before.ends_with(" least") || before.ends_with(" most")
        });
        let yearly = self.sentence.words(self.figure(part).range).ends_with(" year");
        !between && ends && !than && !yearly && !is_rate_of_short_time(self.sentence, self.figure(part))
    }

    /// Whether the words behind "50% of" lead to an amount of what they name, "total revenue of $12 million", "revenue,
    /// which was $12 million", and name nothing else with an amount of its own: "revenue, EMEA was $4 million".
    fn leads_to_whole(&self, share: usize, whole: usize) -> bool {
        let symbols = self.stream.symbols.get(share).zip(self.stream.symbols.get(whole));
        let between = symbols.and_then(|(share, whole)| self.sentence.reading.tokens.get(share.token + 1..whole.token));
        let between = between.unwrap_or_default();
        let equals = between.iter().any(|token| token.class == Class::Link(Link::Equals));
        // "10% of the total of $160 million": no verb.
        let names = |token: &Token| self.sentence.words(token.range).eq_ignore_ascii_case("total of");
        let ends = |token: &Token| matches!(token.class, Class::Boundary(_) | Class::Copula) && !names(token);
        equals || !between.iter().any(ends)
    }

    /// Whether an article leads to a figure that is no step: "a 90% renewal rate".
    fn is_apposition(&self, symbol: usize) -> bool {
        let before = self.stream.symbols.get(symbol).and_then(|it| it.token.checked_sub(1));
        before.is_some_and(|at| self.sentence.reading.tokens[at].class == Class::Determiner)
            && !self.stream.is_share(symbol)
            && !matches!(
                self.stream.symbols.get(symbol + 1).and_then(|next| next.word),
                Some(Word::Up | Word::Above | Word::Beyond | Word::Raised)
            )
    }

    /// What a second percentage is to the whole of the first: what is left of it, where the first is the only part said
    /// before; another part, where both are said to come from somewhere. Of other percentages, two may be true of the
    /// same thing: "86% of our debt is fixed and 96% is unsecured".
    fn part_beside(&self, it: &Match, rest: usize) -> Option<Role> {
        if self.is_rest(rest) {
            let before = self.facts.get(self.first..rest)?.iter();
            let parts =
                before.filter(|fact| fact.figure.kind == FigureKind::Percent || is_fraction(&fact.figure)).count();
            let said = 1 + usize::from(it.slot(Slot::Share2).is_some());
            return (parts == said).then_some(Role::Rest);
        }
        let symbols = self.symbols_of(it);
        // "We have hedged 75% of our needs, leaving 25% exposed", not "leaving 10% of the company".
        if symbols.iter().any(|symbol| symbol.word == Some(Word::Yields)) {
            let at = it.slot(Slot::Rest)?;
            let names = |token: &Token| {
                matches!(token.class, Class::Metric(_) | Class::Link(Link::Of | Link::In) | Class::Direction(_))
            };
            let own = self.stream.symbols.get(at).is_some_and(|it| it.strange == 0 && it.subject == Subject::Unsaid);
            let other = self.behind(rest).take(2).any(names);
            let stake = OWNED.iter().any(|word| self.sentence.text().contains(word));
            return (own && !other && !stake && self.has_two_percents()).then_some(Role::Rest);
        }
        if symbols.first()?.word == Some(Word::Split) {
            // "The split was 70% domestic and 30% international."
            let is_list = |first: &Symbol| (first.led || first.strange == 0) && first.subject == Subject::Unsaid;
            return symbols.get(1).is_some_and(is_list).then_some(Role::Rest);
        }
        let and = symbols.iter().any(|symbol| symbol.word == Some(Word::And));
        let own_whole = self.stream.is_share(it.slot(Slot::Rest)?);
        // "Recurring revenue was 75% of the total, with nonrecurring at 25%".
        let with = symbols.iter().any(|symbol| symbol.word == Some(Word::With));
        let ends = || self.behind(rest).next().is_none_or(|token| token.class == Class::Boundary(Boundary::Stop));
        if (and || with && ends()) && self.are_named_apart(it, rest) {
            return Some(Role::Rest);
        }
        let exclusive =
            symbols.iter().any(|symbol| symbol.word == Some(Word::Comes)) || self.are_one_list_of_shares(it);
        let fractions = [Slot::Share, Slot::Rest]
            .iter()
            .any(|slot| self.fact(it, *slot).is_some_and(|it| is_fraction(self.figure(it))));
        if !exclusive || !and || own_whole || fractions {
            return None;
        }
        let alone = it.slot(Slot::Share2).is_none();
        let leaves_nothing = alone
            && self
                .fact(it, Slot::Share)
                .is_some_and(|share| self.leave_nothing(share, rest) || self.is_on_split(share, rest));
        Some(if leaves_nothing { Role::Rest } else { Role::OtherShare })
    }

    /// Whether the verb of the first share is left out before those behind it: "Asia accounted for 55% of sales, Europe
    /// for 30% and Africa for 15%".
    fn are_one_list_of_shares(&self, it: &Match) -> bool {
        // Parts of a growth may be more than all of it.
        let of = it.slot(Slot::Share).and_then(|at| self.stream.symbols.get(at + 1)).map(|of| of.token + 1);
        let of_amount = of.and_then(|of| self.sentence.reading.tokens.get(of..of + 2)).is_some_and(|named| {
            named.iter().any(|it| matches!(it.class, Class::Metric(_)))
                && !named.iter().any(|it| matches!(it.class, Class::Direction(_)))
        });
        if !of_amount {
            return false;
        }
        let shares = [Slot::Share2, Slot::Rest].map(|slot| it.slot(slot).and_then(|at| self.stream.symbols.get(at)));
        shares.iter().all(|share| {
            let before = share.and_then(|share| self.sentence.reading.tokens.get(..share.token));
            let mut before = before.unwrap_or_default().iter().rev().skip_while(|token| token.class == Class::Hedge);
            let is_for = before.next().is_some_and(|token| token.class == Class::Link(Link::For));
            // Names are of one kind; customers and regions overlap.
            let named = before.next().is_some_and(|it| self.sentence.words(it.range).starts_with(char::is_uppercase));
            is_for && named
        })
    }

    /// Whether what two shares are said to come from is all there is: "from new customers" and "from existing ones". A
    /// third share in the sentence would be a third part.
    fn leave_nothing(&self, share: usize, rest: usize) -> bool {
        self.has_two_percents() && self.name_all(share, rest)
    }

    /// Whether what two parts are said to be is all there is.
    pub(super) fn name_all(&self, part: usize, rest: usize) -> bool {
        let text = self.sentence.text();
        let (part, rest) = (self.figure(part).range, self.figure(rest).range);
        let between = text.get(usize::from(part.end())..usize::from(rest.start())).unwrap_or_default();
        // What is said behind the next figure is said of that.
        let figures = &self.sentence.reading.figures;
        let next = figures.get(figures.partition_point(|figure| figure.range.start() < rest.end()));
        let end = next.map_or(text.len(), |next| usize::from(next.range.start()));
        let behind = text.get(usize::from(rest.end())..end).unwrap_or_default();
        complements::leave_nothing(between, behind)
    }

    /// Whether nothing says that two facts are of two periods.
    fn are_of_one_period(&self, one: usize, other: usize) -> bool {
        let period = |fact: usize| self.facts.get(fact).and_then(|fact| fact.period);
        period(one).zip(period(other)).is_none_or(|(one, other)| one == other)
    }

    /// Whether the subjects of two shares are all there is: "domestic sales were 70% of the total, and international 30%".
    fn are_named_apart(&self, it: &Match, rest: usize) -> bool {
        let Some(share) = self.fact(it, Slot::Share).filter(|_| it.slot(Slot::Share2).is_none()) else { return false };
        let text = self.sentence.text();
        let (of_share, of_rest) = (self.figure(share).range, self.figure(rest).range);
        let before = text.get(..usize::from(of_share.start())).unwrap_or_default();
        let between = text.get(usize::from(of_share.end())..usize::from(of_rest.start())).unwrap_or_default();
        let is_share = match &self.facts[rest].metric {
            Some(metric) => self.facts[share].metric.as_ref().is_some_and(|it| it.name == metric.name),
            None => self.facts[rest].role.is_none_or(|role| role == FigureRole::Share),
        };
        // "60% of our debt is fixed and 40% is floating"
        let behind = text.get(usize::from(of_rest.end())..).unwrap_or_default();
        let words = behind.split([',', ';', '.']).next().unwrap_or_default().split_whitespace().count();
        let short = words <= WORDS_OF_PART;
        let apart = complements::leave_nothing(before, between) || short && self.name_all(share, rest);
        is_share && self.has_two_percents() && apart
    }

    /// Whether a sentence says, before its two shares, that it is on the split, and the two, of which the first is the
    /// larger, are two kinds of one thing: "In terms of revenue mix, 70% came from city stores, and 30% from town stores".
    fn is_on_split(&self, share: usize, rest: usize) -> bool {
        let at = self.figure(share).range.start();
        let mut before = self.sentence.reading.tokens.iter().take_while(|token| token.range.end() <= at);
        let cue = |token: &Token| self.sentence.reading.marks.cue(token);
        let kind = |fact: usize| {
            let range = self.figure(fact).range;
            let behind = self.sentence.reading.tokens.iter().filter(|token| token.range.start() >= range.end());
            let ends = |token: &&Token| !matches!(token.class, Class::Boundary(_) | Class::Figure(_));
            behind.take_while(ends).last().and_then(|token| self.sentence.text()[token.range].rsplit(' ').next())
        };
        let half = Decimal::from(50);
        let larger = matches!(self.figure(share).amount, Amount::Single(it) if it.value >= half);
        larger
            && self.has_two_percents()
            && kind(share).is_some_and(|one| kind(rest).is_some_and(|other| one.eq_ignore_ascii_case(other)))
            && before.any(|token| cue(token) == Some(Cue::Split))
    }

    fn has_two_percents(&self) -> bool {
        self.sentence.reading.figures.iter().filter(|it| it.kind == FigureKind::Percent).count() == 2
    }

    /// What the words behind "16% of", or behind the "of" that opens the clause, name as the whole.
    fn whole(&self, it: &Match) -> Option<Whole> {
        let share = it.slot(Slot::Share)?;
        let opens = || (it.start..it.end).find(|at| self.stream.symbols[*at].word == Some(Word::Among));
        let of = if self.stream.is_share(share) { share + 1 } else { opens()? };
        let behind = self.sentence.reading.tokens.get(self.stream.symbols.get(of)?.token + 1..)?;
        for (at, token) in behind.iter().enumerate().take(4) {
            let ends = || behind.get(at + 1).is_none_or(|next| !continues_noun(next.class));
            match token.class {
                // "2% of its shares outstanding" names its whole.
                Class::Pronoun(_) if is_any(self.sentence.words(token.range), &POSSESSIVES) => {}
                Class::Pronoun(Pronoun::Amount | Pronoun::Which) => return Some(Whole::ThisAmount),
                // "75% of that increase"
                Class::Pronoun(Pronoun::This) if behind.get(at + 1).is_some_and(|next| names_change(next.class)) => {}
                Class::Pronoun(Pronoun::This) => return ends().then_some(Whole::ThisAmount),
                // "Of the increase in services" is of another.
                Class::Direction(it) if at > 0 && names_change(token.class) => {
                    let named = behind.get(at + 1).is_some_and(|next| next.class == Class::Link(Link::In));
                    return (!named).then_some(Whole::Change(it.sense));
                }
                Class::Metric(metric) => return Some(Whole::Metric(metric)),
                Class::Word if at > 0 && ends() && self.says_total(token) => return Some(Whole::Total),
                // "118% of core net income"
                Class::Scope(scope) if VOCABULARY.scope(scope).counting != Some(Counting::Accounts) => return None,
                // "4.8% of annualised revenue" is of no revenue that was said.
                Class::Word if is_any(self.sentence.words(token.range), &OTHER_STRETCHES) => {
                    return None;
                }
                // "4.1% of store sales" is of a part of them.
                Class::Word if self.narrows(token, behind.get(at + 1)) => return None,
                Class::Determiner | Class::Scope(_) | Class::Adverb | Class::Word => {}
                _ => return None,
            }
        }
        None
    }

    /// Whether a word stands right before a metric, and is none for the company.
    fn narrows(&self, word: &Token, next: Option<&Token>) -> bool {
        let names_company = is_any(self.sentence.words(word.range), &OF_COMPANY);
        next.is_some_and(|next| matches!(next.class, Class::Metric(_))) && !names_company
    }

    /// Whether nothing says that a part of "the total" is of another metric than an amount said before: "EBITDA was $20
    /// million. Revenue in Asia was $30 million, 54% of the total."
    /// What another sentence counts is the total only if it says so: "We took in 900 students. We have 300 in law, 21% of
    /// the total."
    fn may_be_total_of(&self, whole: usize, part: usize) -> bool {
        let (whole, part) = (&self.facts[whole], &self.facts[part]);
        let names = whole.metric.as_ref().zip(part.metric.as_ref());
        let is_known = whole.known_metric().is_some() || says_total(whole);
        names.is_none_or(|(whole, part)| whole.name == part.name) && (whole.sentence == part.sentence || is_known)
    }

    fn says_total(&self, token: &Token) -> bool {
        self.sentence.words(token.range).eq_ignore_ascii_case("total")
    }

    /// Whether a figure is said to be what is left: "the remaining 75%".
    pub(super) fn is_rest(&self, fact: usize) -> bool {
        let at = self.figure(fact).range;
        let before = self.sentence.reading.tokens.iter().rev().skip_while(|token| token.range != at).skip(1);
        // "With 9 remaining".
        let behind = self.sentence.reading.tokens.iter().find(|token| token.range.start() >= at.end());
        if behind.is_some_and(|token| token.class == Class::Pronoun(Pronoun::Rest)) {
            return true;
        }
        // "With 6 to go".
        let rest = self.sentence.text().get(usize::from(at.end())..).unwrap_or_default().trim_start();
        let ends = |behind: &str| behind.trim_start().is_empty() || behind.starts_with([',', '.', ';']);
        if TO_COME.iter().any(|it| rest.strip_prefix(it).is_some_and(ends)) {
            return true;
        }
        // "The remainder, 40%".
        let mut before =
            before.skip_while(|token| matches!(token.class, Class::Hedge | Class::Boundary(Boundary::Comma)));
        before.next().is_some_and(|token| {
            token.class == Class::Pronoun(Pronoun::Rest)
                || self.sentence.words(token.range).eq_ignore_ascii_case("other")
        })
    }

    /// A percentage of things that are counted.
    pub(super) fn count_share(&self, it: &Match, found: &mut Found) {
        let (Some(share), Some(whole)) = (self.fact(it, Slot::Share), self.fact(it, Slot::Whole)) else { return };
        let adjacent =
            it.slot(Slot::Whole).and_then(|at| self.stream.symbols.get(at)).is_some_and(|it| it.strange <= 1);
        if adjacent && self.figure(whole).kind == FigureKind::Count && self.figure(whole).unit.is_some() {
            let operands = vec![(Role::Share, share), (Role::Units, whole)];
            let pairing = Pairing::Clause;
            found.relations.push(Relation { kind: Kind::CountShare, pairing, sense: None, operands });
        }
    }

    /// A margin beside the two amounts that make it: "operating income of $2 million on revenue of $10 million, for an
    /// operating margin of 20%". All three must be known to be what they are.
    pub(super) fn margin(&self, it: &Match, found: &mut Found) {
        let fact = |slot| self.fact(it, slot);
        let (Some(share), Some(part), Some(whole)) = (fact(Slot::Share), fact(Slot::Part), fact(Slot::Whole)) else {
            return;
        };
        // "Or a 40% incremental margin".
        let named = self.behind(share).next().is_none_or(|token| token.class != Class::Word);
        if it.slot(Slot::Share) > it.slot(Slot::Whole) && !named {
            return;
        }
        // "Which is an incremental margin of 20%".
        if self.between(whole, share).any(|token| self.sentence.reading.marks.cue(token) == Some(Cue::More)) {
            return;
        }
        // "For a 22% margin excluding the charge".
        let narrows = |token: &Token| matches!(token.class, Class::Scope(scope) if VOCABULARY.scope(scope).opens);
        if self.behind(share).take(WORDS_OF_PART).any(narrows) {
            return;
        }
        let metric = |fact: usize| VOCABULARY.metric_named(&self.facts[fact].metric.as_ref()?.name);
        let (Some(of), Some(to)) = (metric(part), metric(whole)) else { return };
        if leaves_out_behind(&self.facts[share], self.sentence) {
            return;
        }
        // "Revenue was $10 million and operating income was $2 million, a 20% margin": either may come first.
        let turned = VOCABULARY.ratio(of, to).is_none() && VOCABULARY.ratio(to, of).is_some();
        let (part, whole, of, to) = if turned { (whole, part, to, of) } else { (part, whole, of, to) };
        let is_made_of =
            match self.whole(it).filter(|_| it.slot(Slot::Share).is_some_and(|at| self.stream.is_share(at))) {
                // "or 20% of revenue"
                Some(Whole::Metric(named)) => named == to && VOCABULARY.ratio(of, to).is_some(),
                Some(Whole::ThisAmount | Whole::Total | Whole::Change(_)) => false,
                None => metric(share).is_some_and(|margin| {
                    let entry = VOCABULARY.metric(margin);
                    let unnamed = &*entry.name == "margin" && VOCABULARY.ratio(of, to).is_some();
                    unnamed || entry.ratio_of == Some(of) && entry.ratio_to == Some(to)
                }),
            };
        if is_made_of && self.facts[part].scope == self.facts[whole].scope {
            let operands = vec![(Role::Share, share), (Role::Part, part), (Role::Whole, whole)];
            found.relations.push(Relation { kind: Kind::Share, pairing: Pairing::Clause, sense: None, operands });
        }
    }
}

/// Whether a word makes a noun of the pronoun before it: "of that segment".
fn continues_noun(class: Class) -> bool {
    matches!(class, Class::Word | Class::Metric(_) | Class::Scope(_) | Class::Period(_))
}

/// The whole that a share is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whole {
    /// The amount just said.
    ThisAmount,
    /// "The total": the amount just said, if it is of the same metric.
    Total,
    /// "The increase": the change just said.
    Change(Sense),
    /// A metric.
    Metric(MetricId),
}

/// Whether a word names a change that has a size: "the increase".
fn names_change(class: Class) -> bool {
    matches!(class, Class::Direction(it) if it.form == Form::Noun && matches!(it.sense, Sense::Up | Sense::Down))
}
