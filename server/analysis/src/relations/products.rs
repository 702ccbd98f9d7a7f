//! Products: so many of a thing, at so much for each.

use tieout_figures::{Amount, Decimal, Figure, Kind as FigureKind, Unit};

use super::explicit::Clauses;
use super::frames::{Match, Slot, is_share_count};
use super::surroundings::Surroundings;
use super::words::Word;
use super::{Found, Kind, Pairing, Relation, Role};
use crate::sentence::Sentence;
use crate::signs::cues::Cue;
use crate::signs::lists::NET_OF_COSTS;
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Link, Pronoun, Token};
use crate::vocabulary::{MetricKind, VOCABULARY};

impl Clauses<'_> {
    /// Things at a price. What one of them costs is said to be that: "at an average of $20", "$20 per seat".
    pub(super) fn product(&self, it: &Match, found: &mut Found) {
        let fact = |slot| self.fact(it, slot);
        let (Some(mut amount), Some(units), Some(mut price)) =
            (fact(Slot::Amount), fact(Slot::Units), fact(Slot::Price))
        else {
            return;
        };
        let counted = self.figure(units);
        // "1.1 million of the 4 million share authorization at $52": what may be bought is not what was.
        let allowed = ["authorization", "authorisation", "program", "programme", "plan"];
        let behind = self.behind(units).next().map_or("", |token| self.sentence.words(token.range));
        if !self.yields_all(it) || self.is_net_of_costs(it) || is_any(behind, &allowed) {
            return;
        }
        let for_each =
            |fact: usize| noun(counted).is_some_and(|noun| is_for_each(self.sentence, self.figure(fact), noun));
        // "20 stores at $2 million each, or $40 million": what is for each is the price, wherever it stands.
        if !is_share_count(counted) && for_each(amount) && !for_each(price) {
            std::mem::swap(&mut amount, &mut price);
        }
        // "1,200 machines at an average price of $15,000, or $18 million": what many cost is more than what one does.
        let (mut price_slot, value) = (Slot::Price, |fact: usize| self.value(fact));
        let several = value(units).is_some_and(|units| units > Decimal::ONE);
        let turned = value(price).zip(value(amount)).is_some_and(|(price, amount)| price > amount);
        if several && turned && it.slot(Slot::Amount) < it.slot(Slot::Price) && self.is_price_at(it, Slot::Amount) {
            std::mem::swap(&mut amount, &mut price);
            price_slot = Slot::Amount;
            // "Or $21 million with parts", "of total revenue", "a quarter": something else, or of another time.
            if !self.is_sold_alone(amount) || is_rate_of_short_time(self.sentence, self.figure(amount)) {
                return;
            }
        }
        // "1.2 million shares, an average price of $25": without a link, the words must say what the amount is.
        let linked = it.slot(price_slot).and_then(|at| self.stream.symbols.get(at.checked_sub(1)?));
        if linked.is_some_and(|before| before.word.is_none()) && !self.is_price_at(it, price_slot) {
            return;
        }
        // "Bought 1.2 million shares for $30 million, resulting in a dividend of $0.26".
        let yields = self.symbols_of(it).iter().any(|symbol| symbol.word == Some(Word::Yields));
        let in_order = it.slot(Slot::Units) < it.slot(Slot::Amount) && it.slot(Slot::Amount) < it.slot(Slot::Price);
        if yields && in_order && !self.is_price_at(it, Slot::Price) {
            return;
        }
        // "From 40 stores at $5 million each, to 60 stores at $4 million each": two prices.
        let each = |fact: usize| self.behind(fact).next().is_some_and(|it| self.sentence.words(it.range) == "each");
        if each(amount) && for_each(price) {
            return;
        }
        if is_rate_of_short_time(self.sentence, self.figure(price)) || self.is_step(amount) {
            return;
        }
        let said = is_share_count(counted) || self.is_price_at(it, price_slot) || for_each(price);
        if said {
            let operands = vec![(Role::Amount, amount), (Role::Units, units), (Role::Price, price)];
            // What shares cost is counted; elsewhere the amount may hold something else.
            let pairing = if is_share_count(counted) { Pairing::Clause } else { Pairing::Near };
            found.relations.push(Relation { kind: Kind::Product, pairing, sense: None, operands });
        }
    }

    /// Whether nothing but what it is of stands behind an amount in its clause: "or $18 million of revenue".
    fn is_sold_alone(&self, amount: usize) -> bool {
        let ends = |token: &&Token| matches!(token.class, Class::Boundary(Boundary::Comma | Boundary::Stop));
        let behind: Vec<&Token> = self.behind(amount).take_while(|token| !ends(token)).collect();
        match behind[..] {
            [] => true,
            [link, named] => {
                let total = self.sentence.words(named.range).to_ascii_lowercase().starts_with("total");
                matches!(link.class, Class::Link(Link::Of | Link::In))
                    && matches!(named.class, Class::Metric(_))
                    && !total
            }
            _ => false,
        }
    }

    /// Whether nothing between an amount and the things it comes of, or is spent on, says that it is not all of it:
    /// "generating margin of $4 million", "the program led to the purchase of 2 million shares this quarter".
    fn yields_all(&self, it: &Match) -> bool {
        let symbols = self.symbols_of(it);
        let Some(yields) = symbols.iter().find(|symbol| symbol.word == Some(Word::Yields)) else { return true };
        let Some((first, last)) = symbols.first().zip(symbols.last()) else { return false };
        let tokens = &self.sentence.reading.tokens;
        let timed = |token: &Token| matches!(token.class, Class::Period(_) | Class::Other(_));
        let sells = |token: &Token| match token.class {
            Class::Metric(metric) => {
                VOCABULARY.metric(metric).kind == MetricKind::Money && !VOCABULARY.metric(metric).signed
            }
            class => matches!(class, Class::Link(Link::Of) | Class::Determiner | Class::Hedge | Class::Figure(_)),
        };
        let behind = tokens.get(yields.token + 1..=last.token).unwrap_or_default();
        let of_units = it.slot(Slot::Units).and_then(|at| self.stream.symbols.get(at));
        let units_first = of_units.is_some_and(|units| units.token < yields.token);
        // "Shares for $30 million, resulting in an average price of $25".
        let price_last = it.slot(Slot::Amount) < it.slot(Slot::Price)
            && it
                .slot(Slot::Price)
                .and_then(|at| self.stream.symbols.get(at))
                .is_some_and(|it| it.token > yields.token);
        if units_first && price_last {
            return true;
        }
        !tokens.get(first.token..=last.token).unwrap_or_default().iter().any(timed)
            && (!units_first || behind.iter().all(sells))
    }

    /// Whether the words at a match say that costs were taken from the amount: "raised $37 million net by selling 15 million
    /// shares at $2.75".
    fn is_net_of_costs(&self, it: &Match) -> bool {
        const AROUND: usize = 4;
        let symbols = self.symbols_of(it);
        let Some((first, last)) = symbols.first().zip(symbols.last()) else { return false };
        let tokens = &self.sentence.reading.tokens;
        let around = first.token.saturating_sub(AROUND)..tokens.len().min(last.token + 1 + AROUND);
        let says = |token: &Token| {
            let said = self.sentence.words(token.range);
            is_any(said, &NET_OF_COSTS)
        };
        tokens.get(around).unwrap_or_default().iter().any(says)
    }

    /// Whether an amount is said to be by how much something differs: "$100 million more than".
    fn is_step(&self, amount: usize) -> bool {
        let at = self.figure(amount).range;
        let mut behind = self.sentence.reading.tokens.iter().skip_while(|token| token.range != at).skip(1);
        behind.next().is_some_and(|token| matches!(token.class, Class::Direction(_) | Class::Hedge))
    }

    /// Whether nothing but words for a price lead to the price: "at an average cost of $20", not "an average ticket of".
    fn is_price_at(&self, it: &Match, slot: Slot) -> bool {
        let Some(at) = it.slot(slot).filter(|at| *at > it.start) else { return false };
        let symbols = self.stream.symbols.get(at - 1).zip(self.stream.symbols.get(at));
        symbols.is_some_and(|(before, price)| {
            let between = self.sentence.reading.tokens.get(before.token..price.token).unwrap_or_default();
            let names = |token: &Token| match token.class {
                Class::Metric(metric) => names_price(&VOCABULARY.metric(metric).name),
                _ => self.sentence.reading.marks.cue(token) == Some(Cue::Each),
            };
            before.strange <= 1 && price.strange == 0 && between.iter().any(names)
        })
    }
}

/// Whether a price is for less than a year, so that it does not make a year's amount: "$9 per seat per month".
pub(super) fn is_rate_of_short_time(sentence: &Sentence, price: &Figure) -> bool {
    let said = words_around(sentence, price);
    let mut words = said.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let is_short = |word: &str| matches!(word, "hour" | "day" | "week" | "month" | "quarter");
    while let Some(word) = words.next() {
        let is_rate = match word {
            "per" | "a" | "each" | "every" => words.peek().is_some_and(|next| is_short(next)),
            "hourly" | "daily" | "weekly" | "monthly" | "quarterly" => true,
            _ => false,
        };
        if is_rate {
            return true;
        }
    }
    false
}

/// The words from the figure before a price to the figure behind it, in lower case.
fn words_around(sentence: &Sentence, price: &Figure) -> String {
    let figures = &sentence.reading.figures;
    let (start, end) = (usize::from(price.range.start()), usize::from(price.range.end()));
    let from = figures.iter().map(|it| usize::from(it.range.end())).filter(|at| *at <= start).max().unwrap_or(0);
    let to = figures.iter().map(|it| usize::from(it.range.start())).filter(|at| *at >= end).min();
    sentence.text().get(from..to.unwrap_or(sentence.text().len())).unwrap_or_default().to_ascii_lowercase()
}

/// The words around a price that no comma and no "or" parts from it: in "at $2 million each, or $40 million", "each" is
/// said of the first.
fn own_words_around(sentence: &Sentence, price: &Figure) -> String {
    let (start, end) = (usize::from(price.range.start()), usize::from(price.range.end()));
    let said = words_around(sentence, price);
    let figures = &sentence.reading.figures;
    let from = figures.iter().map(|it| usize::from(it.range.end())).filter(|at| *at <= start).max().unwrap_or(0);
    let (before, behind) = said.split_at_checked(start - from).unwrap_or((&said, ""));
    let (own, behind) = behind.split_at_checked(end - start).unwrap_or((behind, ""));
    let before = before.rsplit([',', ';']).next().unwrap_or_default();
    let before = before.rsplit(" or ").next().unwrap_or_default();
    let behind = behind.split([',', ';']).next().unwrap_or_default();
    let behind = behind.split(" or ").next().unwrap_or_default();
    format!("{before}{own}{behind}")
}

/// Whether a metric is what one of a thing costs.
fn names_price(metric: &str) -> bool {
    metric.split(' ').any(|word| matches!(word, "price" | "cost"))
}

/// Finds the products of two sentences: "The market is $900 million. We get to this number by applying $300 per customer
/// to 3 million customers."
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    (1..around.sentences.len()).filter_map(|at| derived(around, at).or_else(|| priced(around, at))).collect()
}

/// Shares that were bought for an amount, and their price in the sentence behind: "We bought 2 million shares for $50
/// million. That is an average price of $25 per share."
fn priced(around: Surroundings<'_>, at: usize) -> Option<Relation> {
    let (before, sentence) = (around.sentences.get(at - 1)?, around.sentences.get(at)?);
    let mut here = around.facts_of(at);
    let (price, None) = (here.next()?, here.next()) else { return None };
    let is_price = matches!(around.facts[price].figure.kind, FigureKind::PerShare | FigureKind::Money);
    let names = |token: &Token| match token.class {
        Class::Metric(metric) => names_price(&VOCABULARY.metric(metric).name),
        _ => sentence.reading.marks.cue(token) == Some(Cue::Each),
    };
    let at_price = around.facts[price].figure.range.start();
    let leads = |token: &&Token| {
        names(token)
            || matches!(
                token.class,
                Class::Pronoun(Pronoun::This | Pronoun::Amount)
                    | Class::Link(Link::Equals | Link::Of | Link::At)
                    | Class::Determiner
                    | Class::Copula
                    | Class::Hedge
                    | Class::Boundary(_)
            )
    };
    let opening = || sentence.reading.tokens.iter().take_while(|token| token.range.end() <= at_price);
    // "The average price", not "the closing price" nor "the average price in July".
    let is_average = opening().any(|token| names(token) && sentence.text()[token.range].contains("average"));
    if !is_price || !is_average || !opening().all(|token| leads(&token)) || before.turn != sentence.turn {
        return None;
    }
    let mut said = around.facts_of(at - 1);
    let (one, other, None) = (said.next()?, said.next()?, said.next()) else { return None };
    let is_count = |fact: usize| is_share_count(&around.facts[fact].figure);
    let is_money = |fact: usize| around.facts[fact].figure.kind == FigureKind::Money;
    let (units, amount) = match (is_count(one) && is_money(other), is_money(one) && is_count(other)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return None,
    };
    let deals = before.reading.marks.cues().iter().any(|(_, cue)| *cue == Cue::Flows)
        || before.text().split(' ').any(|word| word.to_ascii_lowercase().starts_with("repurchas"));
    let operands = vec![(Role::Amount, amount), (Role::Units, units), (Role::Price, price)];
    deals.then_some(Relation { kind: Kind::Product, pairing: Pairing::Near, sense: None, operands })
}

/// The amount of the sentence before that a sentence says how it comes about.
fn derived(around: Surroundings<'_>, at: usize) -> Option<Relation> {
    let (before, sentence) = (around.sentences.get(at - 1)?, around.sentences.get(at)?);
    let here = around.facts_of(at);
    if here.len() != 2 || before.turn != sentence.turn || !explains(sentence) {
        return None;
    }
    let of_kind = |kind: FigureKind, mut facts: std::ops::Range<usize>| {
        let single = |fact: &usize| {
            let figure = &around.facts[*fact].figure;
            figure.kind == kind && matches!(figure.amount, Amount::Single(_))
        };
        let only = facts.find(single)?;
        (!facts.any(|fact| single(&fact))).then_some(only)
    };
    let (units, price) = (of_kind(FigureKind::Count, here.clone())?, of_kind(FigureKind::Money, here)?);
    let amount = of_kind(FigureKind::Money, around.facts_of(at - 1))?;
    let counted = noun(&around.facts[units].figure)?;
    let operands = vec![(Role::Amount, amount), (Role::Units, units), (Role::Price, price)];
    let is_product = is_for_each(sentence, &around.facts[price].figure, counted);
    is_product.then_some(Relation { kind: Kind::Product, pairing: Pairing::Near, sense: None, operands })
}

/// Whether a sentence says how the amount before it comes about: "we get to this number by applying", "that is based on".
fn explains(sentence: &Sentence) -> bool {
    let tokens = &sentence.reading.tokens;
    // "That is" is one word here.
    let opens = tokens.first().is_some_and(|it| it.class == Class::Link(Link::Equals));
    let refers = opens || tokens.iter().any(|it| matches!(it.class, Class::Pronoun(Pronoun::Amount | Pronoun::This)));
    let derives = sentence.reading.marks.cues().iter().any(|(_, cue)| *cue == Cue::Derives);
    let open = tokens.iter().any(|it| matches!(it.class, Class::Link(Link::Including) | Class::Negation));
    refers && derives && !open
}

/// The noun that a figure counts, without what narrows it: "customer" of "potential customers".
fn noun(figure: &Figure) -> Option<&str> {
    match &figure.unit {
        Some(Unit::Named(noun)) => noun.rsplit(' ').next(),
        _ => None,
    }
}

/// Whether the words around a price say that it is for one of a thing: "$300 per customer", "revenue per customer of $300".
fn is_for_each(sentence: &Sentence, price: &Figure, noun: &str) -> bool {
    let around = own_words_around(sentence, price);
    let mut words = around.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let is_each = match word {
            // "Revenue per customer", "the average deal size"
            "per" | "average" => words.peek().is_some_and(|next| *next == noun),
            "each" | "apiece" => true,
            _ => false,
        };
        if is_each {
            return true;
        }
    }
    false
}
