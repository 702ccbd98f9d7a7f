//! Sums: parts that add up to a whole, in one clause.

use tieout_figures::{Decimal, Kind as FigureKind};

use super::explicit::Clauses;
use super::frames::{Match, Slot};
use super::stream::{Subject, same_unit};
use super::words::Word;
use super::{Found, Kind, Pairing, Relation, Role, antecedent};
use crate::facts::{FigureRole, Period};
use crate::signs::lists::{BUYBACK_STEMS, BY_NOW, COUNTERPARTS, CREDIT, OF_ALL, TAKES_AWAY, TO_DATE, WENT};
use crate::signs::words::{is_any, says_any};
use crate::tokens::{Boundary, Class, Link, Pronoun, Token};
use crate::vocabulary::MetricKind;

/// How many symbols an amount less another and what is left have where nothing else stands between.
const LESS_ALONE: usize = 4;

/// How many words behind an amount may say that it is cash, or that it can still be drawn.
const CASH_REACH: usize = 4;
const DRAWN_REACH: usize = 8;

impl Clauses<'_> {
    /// Whether what stands as a whole is what it was before, so that the parts behind it are of what it is now: "$12 million, up
    /// from $10 million, with $8 million in tolls and $4 million in fines".
    fn is_whole_a_base(&self, it: &Match) -> bool {
        let before = it.slot(Slot::Whole).and_then(|whole| self.stream.symbols.get(whole.checked_sub(1)?));
        it.slot(Slot::Whole) < it.slot(Slot::Part)
            && before.is_some_and(|before| matches!(before.word, Some(Word::From | Word::Versus)))
    }

    /// Parts that add up to a whole. A list that goes on before or behind the match is not all here.
    pub(super) fn sum(&self, it: &Match, found: &mut Found) {
        // "And $310 million in loans less $10 million of fees": the list is not all that counts.
        let rest = self.stream.symbols.get(it.end..).unwrap_or_default();
        if rest.iter().find(|symbol| !symbol.is_soft()).is_some_and(|symbol| symbol.word == Some(Word::Less)) {
            return;
        }
        if self.is_whole_a_base(it)
            || self.brings_running_total(it)
            || self.totals_longer(it)
            || self.has_counterpart(it)
        {
            return;
        }
        if let Some(operands) = self.leftover(it).or_else(|| self.less_than_its_part(it)) {
            found.relations.push(Relation { kind: Kind::Sum, pairing: Pairing::Near, sense: None, operands });
            return;
        }
        let slots = [
            (Slot::Whole, Role::Whole),
            (Slot::Part, Role::Part),
            (Slot::Part2, Role::SecondPart),
            (Slot::Part3, Role::ThirdPart),
            (Slot::Part4, Role::FourthPart),
        ];
        let mut operands: Vec<(Role, usize)> =
            slots.iter().filter_map(|(slot, role)| Some((*role, self.fact(it, *slot)?))).collect();
        if it.slot(Slot::Whole).is_none() {
            let Some(whole) = self.whole_before(it) else { return };
            operands.insert(0, (Role::Whole, whole));
        }
        let Some((_, whole)) = operands.first().copied() else { return };
        // Margins of parts make an average, growths a sum.
        if self.figure(whole).kind == FigureKind::Percent && !(self.is_growth(whole) && self.adds_up(&operands)) {
            return;
        }
        if self.parts_may_oppose(it, &operands) {
            return;
        }
        if self.is_average(&operands) || self.is_running_total(it, &operands) || self.adds_changes(&operands) {
            return;
        }
        let goes_on = |at: Option<usize>| {
            let figure = at.and_then(|at| self.stream.symbols.get(at)).filter(|symbol| symbol.word.is_none());
            figure.is_some_and(|it| same_unit(self.figure(self.first + it.index), self.figure(whole)))
        };
        let before = [it.start.checked_sub(1), it.start.checked_sub(2)];
        let and = |at: Option<usize>| {
            at.and_then(|at| self.stream.symbols.get(at)).is_some_and(|it| it.word == Some(Word::And))
        };
        let opens_late = goes_on(before[0]) || and(before[0]) && goes_on(before[1]);
        let own = self.opens_clause_behind(it);
        let ends_early = goes_on(Some(it.end)) && !own || and(Some(it.end)) && goes_on(Some(it.end + 1));
        let lists_behind = it.slot(Slot::Whole).is_none_or(|whole| whole == it.start);
        let Some(pairing) = self.closes(it) else {
            // Parts of an open list may overlap and leave something over; none is more than what it is of.
            let parts =
                if lists_behind && self.says_part(it) && self.are_parts(&operands) { &operands[1..] } else { &[] };
            found.relations.extend(parts.iter().map(|(_, part)| {
                let operands = vec![(Role::Whole, whole), (Role::Part, *part)];
                Relation { kind: Kind::SumAtMost, pairing: Pairing::Near, sense: None, operands }
            }));
            return;
        };
        let open = if lists_behind { ends_early } else { opens_late };
        if operands.len() >= 3 && !open && !self.goes_on_with_loss(it, whole) {
            found.relations.push(Relation { kind: Kind::Sum, pairing, sense: None, operands });
        }
    }

    /// Whether the next amount behind a list is said to take away from the whole: "and we lost $6 million on currency".
    fn goes_on_with_loss(&self, it: &Match, whole: usize) -> bool {
        let behind = self.stream.symbols.get(it.end..).unwrap_or_default();
        let Some(next) = behind.iter().find(|symbol| symbol.word.is_none()) else { return false };
        let before = self.sentence.reading.tokens.get(..next.token).unwrap_or_default().iter().rev();
        let mut clause = before.take_while(|token| !matches!(token.class, Class::Figure(_)));
        same_unit(self.figure(self.first + next.index), self.figure(whole))
            && clause.any(|token| is_any(self.sentence.words(token.range), &TAKES_AWAY))
    }

    /// Whether one part of a change may have gone against the other: "the 200 basis point increase was made up of 250 basis
    /// points of mix and 50 of wages".
    fn parts_may_oppose(&self, it: &Match, operands: &[(Role, usize)]) -> bool {
        let changes = self.symbols_of(it).iter().any(|symbol| symbol.word == Some(Word::Up));
        let values: Vec<Decimal> = operands.iter().filter_map(|(_, fact)| self.value(*fact)).collect();
        match values[..] {
            [whole, one, other] => {
                let apart = one.checked_sub(other).map(|apart| apart.abs());
                changes && apart.is_some_and(|apart| apart == whole.abs())
            }
            _ => false,
        }
    }

    /// Whether the words behind a total say of when it is, which may be longer than that of its parts: "for a total of $240
    /// million over the past three quarters".
    fn totals_longer(&self, it: &Match) -> bool {
        let totals = self.symbols_of(it).iter().any(|symbol| symbol.word == Some(Word::Totals));
        let Some(whole) = self.fact(it, Slot::Whole).filter(|_| totals) else { return false };
        let is_since = |token: &Token| is_any(self.sentence.words(token.range), &["since", "over"]);
        // "For a total of 95 basis points including the weather".
        let is_more = |token: &Token| token.class == Class::Link(Link::Including);
        // "$15 million in the first quarter and $17 million in the second, for $32 million year to date".
        let timed = |slot| match self.fact(it, slot) {
            Some(part) => {
                let near = self.behind(part).take(3).take_while(|token| !matches!(token.class, Class::Boundary(_)));
                near.into_iter().any(|token| matches!(token.class, Class::Period(_) | Class::Other(_)))
            }
            None => true,
        };
        let text = self.sentence.text();
        let rest = text.get(usize::from(self.figure(whole).range.end())..).unwrap_or_default().trim_start();
        let to_date = ["year-to-date", "year to date", "so far this year"].iter().find_map(|it| rest.strip_prefix(it));
        // What began before the first part, or outside the year, is in no part.
        let first = self.fact(it, Slot::Part).and_then(|part| self.facts[part].period);
        let from_start = match first {
            Some(Period::Quarter(quarter)) => quarter.quarter == 1,
            Some(Period::Half(_, half)) => half == 1,
            Some(Period::AnyYear(quarter)) => quarter == 1,
            _ => false,
        };
        let ends = to_date.is_some_and(|rest| rest.trim_start().starts_with(['.', ';']) || rest.trim().is_empty());
        if ends && from_start && [Slot::Part, Slot::Part2, Slot::Part3, Slot::Part4].into_iter().all(timed) {
            return false;
        }
        if TO_DATE.iter().any(|it| rest.starts_with(it)) {
            return true;
        }
        // "Since" may open a clause of its own.
        let mut clause =
            self.behind(whole).take_while(|token| is_since(token) || !matches!(token.class, Class::Boundary(_)));
        clause.any(|token| {
            is_since(token)
                || is_more(token)
                || matches!(token.class, Class::Period(_) | Class::Basis(_) | Class::Other(_))
        })
    }

    /// Whether a list of what something consists of says that it is not all, or that a part of it goes against the others.
    fn has_counterpart(&self, it: &Match) -> bool {
        let consists =
            self.symbols_of(it).iter().any(|symbol| matches!(symbol.word, Some(Word::Consists | Word::Colon)));
        // What opens a clause of its own behind the list is not said of it.
        let last = [Slot::Part4, Slot::Part3, Slot::Part2].iter().find_map(|slot| self.fact(it, *slot));
        let comma = last.and_then(|last| {
            self.behind(last).find(|token| matches!(token.class, Class::Boundary(_) | Class::Figure(_)))
        });
        let end = comma.filter(|_| self.opens_clause_behind(it)).map(|comma| usize::from(comma.range.start()));
        let text = end.and_then(|end| self.sentence.text().get(..end)).unwrap_or(self.sentence.text());
        consists && says_any(text, &COUNTERPARTS)
    }

    /// Whether the next figure behind a list is that of a clause of its own: "made up of $8 million of fees and $4 million of
    /// wages, the net loss was $40 million".
    fn opens_clause_behind(&self, it: &Match) -> bool {
        self.stream
            .symbols
            .get(it.end)
            .is_some_and(|next| next.word.is_none() && next.led && next.subject != Subject::Unsaid)
    }

    /// Whether what brings a total to where it is may not be all of it: "bringing the total under the program to". The total
    /// of a year that the first quarter opens is all there is.
    fn brings_running_total(&self, it: &Match) -> bool {
        let symbols = self.symbols_of(it);
        let mut pairs = symbols.iter().zip(symbols.iter().skip(1));
        let Some((totals, to)) =
            pairs.find(|(one, other)| one.word == Some(Word::Totals) && other.word == Some(Word::To))
        else {
            return false;
        };
        let tokens = &self.sentence.reading.tokens;
        let between = tokens.get(totals.token..to.token).unwrap_or_default();
        let of_time = between.iter().any(|it| matches!(it.class, Class::Period(_) | Class::Basis(_) | Class::Other(_)));
        let text = self.sentence.text().to_ascii_lowercase();
        let opens_year = ["first quarter", "first-quarter", "q1"].iter().any(|it| text.contains(it));
        // "Opened 40 and closed 20".
        let went = says_any(&text, &WENT);
        !(of_time && opens_year) || went
    }

    /// Whether it makes no difference whether growths are added or compounded: "20% in volume and 10% in price" are 32%.
    fn adds_up(&self, operands: &[(Role, usize)]) -> bool {
        let Some(((_, whole), parts)) = operands.split_first() else { return false };
        let (Some(whole), Some(parts)) =
            (self.value(*whole), parts.iter().map(|(_, part)| self.value(*part)).collect::<Option<Vec<Decimal>>>())
        else {
            return false;
        };
        let digit = Decimal::new(1, whole.scale());
        let pairs =
            parts.iter().enumerate().flat_map(|(at, one)| parts[at + 1..].iter().map(move |other| (one, other)));
        let crossed: Option<Decimal> =
            pairs.map(|(one, other)| one.checked_mul(*other)).try_fold(Decimal::ZERO, |sum, it| sum.checked_add(it?));
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, it| sum.checked_add(*it));
        let Some((crossed, sum)) = crossed.zip(sum) else { return false };
        let crossed = crossed.abs() / Decimal::ONE_HUNDRED;
        let apart = whole.checked_sub(sum).map(|it| it.abs());
        crossed <= digit || apart.is_some_and(|apart| apart > crossed + digit)
    }

    /// Whether a percentage lies between its parts, as the rate of a whole lies between those of its parts: "sales rose 3.4%:
    /// 3.6% in towns and 2.1% in cities".
    fn is_average(&self, operands: &[(Role, usize)]) -> bool {
        let value = |(_, fact): &(Role, usize)| self.value(*fact);
        let Some((whole, parts)) = operands.split_first() else { return false };
        let parts = || parts.iter().filter_map(value);
        let percent = self.figure(whole.1).kind == FigureKind::Percent;
        let ends = parts().min().zip(parts().max());
        percent && value(whole).zip(ends).is_some_and(|(whole, (low, high))| (low..=high).contains(&whole))
    }

    /// Whether the parts say by how much something moved and the total where it went: "loans and deposits grew $88 million and
    /// $101 million, which puts total assets over $1 billion".
    fn adds_changes(&self, operands: &[(Role, usize)]) -> bool {
        let moved = |(_, fact): &(Role, usize)| self.facts[*fact].role == Some(FigureRole::Change);
        // "50 basis points from the move and 25 from the storm, for a total of 75 basis points": no level is in points.
        let points = |(_, fact): &(Role, usize)| {
            matches!(self.figure(*fact).kind, FigureKind::BasisPoints | FigureKind::PercentagePoints)
        };
        operands.split_first().is_some_and(|(whole, parts)| !moved(whole) && !points(whole) && parts.iter().any(moved))
    }

    /// Whether a total counts more than what was added: "we opened 18 stores and bought 14, for a total of 132" counts those
    /// that were there before.
    fn is_running_total(&self, it: &Match, operands: &[(Role, usize)]) -> bool {
        let value = |(_, fact): &(Role, usize)| self.value(*fact);
        let Some((whole, parts)) = operands.split_first() else { return false };
        let totals = self.symbols_of(it).iter().any(|symbol| symbol.word == Some(Word::Totals));
        let counted = self.figure(whole.1).kind == FigureKind::Count;
        let sum = parts.iter().map(value).try_fold(Decimal::ZERO, |sum, it| sum.checked_add(it?));
        let more = value(whole).zip(sum).is_some_and(|(whole, sum)| whole > sum);
        totals && counted && more
    }

    /// The amount of the sentence before that "of this" points back to.
    fn whole_before(&self, it: &Match) -> Option<usize> {
        let opens = self.stream.symbols.get(it.start)?;
        let behind = self.sentence.reading.tokens.get(opens.token + 1)?;
        let part = self.fact(it, Slot::Part)?;
        let says_this = matches!(behind.class, Class::Pronoun(Pronoun::This | Pronoun::Amount));
        antecedent::amount(self.facts, part, part).filter(|_| says_this)
    }

    /// Whether a word says that what is behind it is within what is before: "including", "of which".
    fn says_part(&self, it: &Match) -> bool {
        let symbols = self.symbols_of(it);
        symbols.iter().any(|symbol| matches!(symbol.word, Some(Word::Among | Word::With | Word::Through)))
    }

    /// Whether nothing says that amounts are anything but parts of the first.
    fn are_parts(&self, operands: &[(Role, usize)]) -> bool {
        let Some(((_, whole), parts)) = operands.split_first() else { return false };
        let name = |fact: usize| self.facts[fact].metric_name();
        let plain = |fact: usize| {
            let role = self.facts[fact].role;
            role.is_none_or(|role| role == FigureRole::Level) && name(fact).is_none_or(|it| Some(it) == name(*whole))
        };
        self.is_sum_of_positives(*whole) && !self.is_growth(*whole) && parts.iter().all(|(_, part)| plain(*part))
    }

    /// Whether an amount is one that no part of it can lessen: no change, and no profit or loss.
    pub(super) fn is_sum_of_positives(&self, fact: usize) -> bool {
        let fact = &self.facts[fact];
        let adds = fact.entry().is_some_and(|it| it.kind == MetricKind::Money && !it.signed);
        adds && fact.role == Some(FigureRole::Level) && fact.figure.kind == FigureKind::Money
    }

    /// How surely the parts of a match are all there are: said so, "consisting of", "for a total of"; or only by what
    /// the parts name: new and existing customers, the remaining $4 million.
    fn closes(&self, it: &Match) -> Option<Pairing> {
        let symbols = self.symbols_of(it);
        let says = |word: Word| symbols.iter().any(|symbol| symbol.word == Some(word));
        if says(Word::Consists) || says(Word::Totals) || says(Word::Split) {
            return Some(Pairing::Clause);
        }
        let (part, rest) = (self.fact(it, Slot::Part)?, self.fact(it, Slot::Part2)?);
        if says(Word::Less) {
            return (symbols.len() > LESS_ALONE || self.leads_to_result(rest)).then_some(Pairing::Clause);
        }
        if says(Word::Plus) && it.slot(Slot::Whole) > it.slot(Slot::Part2) {
            // "Or $10 million net of incentives".
            let next = self.behind(self.fact(it, Slot::Whole)?).next();
            let plain = next.is_none_or(|token| {
                let said = self.sentence.words(token.range);
                matches!(token.class, Class::Boundary(_) | Class::Link(Link::Of)) || said.contains("total")
            });
            return plain.then_some(Pairing::Near);
        }
        // "Costs $12 million, of which $8 million has been spent, leaving $4 million."
        if says(Word::Among) && says(Word::Yields) {
            let of_which = symbols.get(1).is_some_and(|symbol| symbol.word == Some(Word::Among));
            return of_which.then_some(Pairing::Near);
        }
        // "Pays $12 million in total, with $8 million received in May and $6 million due in June": the rest may be due later, but
        // they are no more than it.
        let whole = self.fact(it, Slot::Whole);
        let next = whole.and_then(|whole| self.behind(whole).next());
        let in_total = next.is_some_and(|token| self.sentence.words(token.range).eq_ignore_ascii_case("in total"));
        if in_total && says(Word::With) && self.are_beside(part, rest) {
            let first = it.slot(Slot::Part).and_then(|at| self.stream.symbols.get(at));
            let values = self.value(part).zip(self.value(rest)).and_then(|(part, rest)| part.checked_add(rest));
            let exceeds =
                values.zip(whole.and_then(|whole| self.value(whole))).is_some_and(|(parts, whole)| parts > whole);
            let plain = first.is_some_and(|it| it.strange == 0 && it.subject == Subject::Unsaid);
            return (plain && exceeds).then_some(Pairing::Near);
        }
        if says(Word::Among) && self.is_liquidity(it) {
            return Some(Pairing::Near);
        }
        let returns = self.returns_capital(it);
        if returns || says(Word::Yields) {
            return returns.then_some(Pairing::Near);
        }
        if says(Word::Colon) {
            let last = self.fact(it, Slot::Part3).unwrap_or(rest);
            let first = it.slot(Slot::Part).and_then(|at| self.stream.symbols.get(at));
            // "The numbers for the quarter: revenue of $8 million and EBITDA of $2 million."
            let opens = first.is_some_and(|it| it.strange == 0 && it.subject == Subject::Unsaid);
            return (opens && self.is_list(part, rest) && self.is_list(rest, last)).then_some(Pairing::Near);
        }
        // "We have completed 5 of the 14 projects, with 9 remaining": not 5 in the quarter, beside those before it.
        if says(Word::Of) && it.slot(Slot::Whole) > it.slot(Slot::Part) {
            // "We finished 12 of 15 sites, and the other 3 will be done by June": no others were finished before.
            if self.is_other(rest) {
                let goes_on = |token: &Token| {
                    matches!(token.class, Class::Boundary(_) | Class::Copula | Class::Modal(_) | Class::Verb)
                };
                return self.behind(rest).next().is_none_or(goes_on).then_some(Pairing::Near);
            }
            let ends = self.behind(rest).find(|token| token.class != Class::Pronoun(Pronoun::Rest));
            let ends = ends.is_none_or(|token| matches!(token.class, Class::Boundary(_) | Class::Copula));
            return (ends && self.is_rest(rest) && self.is_up_to_now(part)).then_some(Pairing::Near);
        }
        let leads_list = it.slot(Slot::Part) == it.slot(Slot::Whole).map(|whole| whole + 1);
        // "$8 million in spring and $4 million in summer, so $12 million in all".
        let last = it.slot(Slot::Whole) == Some(it.end - 1);
        if last && (says(Word::Or) || says(Word::Is)) && says(Word::And) {
            return self.is_said_of_all(whole?).then_some(Pairing::Near);
        }
        // "So there is $4 million": what is no leftover is no part.
        if says(Word::Is) && !leads_list {
            return None;
        }
        // "And $20 million of variable debt": a whole of its own.
        let own_whole = it.slot(Slot::Part2).is_some_and(|at| self.stream.is_share(at) && !self.points_back(at + 1));
        let shares_out = !own_whole && (self.is_rest(rest) || self.name_all(part, rest));
        let together = match leads_list {
            true => self.follows_comma(part) && shares_out,
            false => says(Word::Through) && self.is_list(part, rest) || shares_out,
        };
        together.then_some(Pairing::Near)
    }

    /// Whether the words at the end of a clause say that an amount is that of all: "so $12 million in all".
    fn is_said_of_all(&self, whole: usize) -> bool {
        let end = usize::from(self.figure(whole).range.end());
        let rest = self.sentence.text().get(end..).unwrap_or_default().trim_start();
        let ends = |behind: &str| behind.trim_start().is_empty() || behind.starts_with(['.', ';']);
        OF_ALL.iter().any(|it| rest.strip_prefix(it).is_some_and(ends))
    }

    /// Whether "the other" stands right before a figure.
    fn is_other(&self, fact: usize) -> bool {
        let at = self.sentence.reading.token_from(self.figure(fact).range.start());
        let said = |at: Option<usize>| {
            let token = at.and_then(|at| self.sentence.reading.tokens.get(at));
            token.map_or("", |token| self.sentence.words(token.range))
        };
        let (before, first) = (said(at.checked_sub(1)), said(at.checked_sub(2)));
        before.eq_ignore_ascii_case("the other")
            || before.eq_ignore_ascii_case("other") && first.eq_ignore_ascii_case("the")
    }

    /// Whether the words before a figure say what is so by now: "we have completed 5".
    pub(super) fn is_up_to_now(&self, fact: usize) -> bool {
        let at = self.figure(fact).range;
        let before = self.sentence.reading.tokens.iter().rev().skip_while(|token| token.range.start() >= at.start());
        let said = |token: &Token| self.sentence.words(token.range);
        let mut near = before.take_while(|token| !matches!(token.class, Class::Boundary(_) | Class::Figure(_))).take(6);
        near.any(|token| is_any(said(token), &BY_NOW))
    }

    /// Whether "of" points back to a whole that was said: "420 of which", "420 of them".
    pub(super) fn points_back(&self, of: usize) -> bool {
        let behind = self.stream.symbols.get(of).and_then(|of| self.sentence.reading.tokens.get(of.token + 1));
        let says_which = |token: &Token| {
            self.sentence.words(token.range).split(' ').next().is_some_and(|it| it.eq_ignore_ascii_case("which"))
        };
        let says_them = |token: &Token| self.sentence.words(token.range).eq_ignore_ascii_case("them");
        behind.is_some_and(|token| matches!(token.class, Class::Pronoun(_)) || says_which(token) || says_them(token))
    }

    /// Whether "for" leads to what is left of an amount less another: "for free cash flow of $4 million".
    fn leads_to_result(&self, rest: usize) -> bool {
        let at = self.figure(rest).range.start();
        let tokens = &self.sentence.reading.tokens;
        let before = tokens[..self.sentence.reading.token_from(at)].iter().rev();
        let mut before = before.take_while(|token| !matches!(token.class, Class::Figure(_)));
        before.any(|token| token.class == Class::Link(Link::For))
    }

    /// Whether a whole is said to be returned, and its parts are dividends and repurchases, which are all there is.
    fn returns_capital(&self, it: &Match) -> bool {
        let text = self.sentence.text();
        let place = |slot| Some(std::ops::Range::<usize>::from(self.figure(self.fact(it, slot)?).range));
        let (Some(whole), Some(part), Some(rest)) = (place(Slot::Whole), place(Slot::Part), place(Slot::Part2)) else {
            return false;
        };
        let words =
            |from: usize, to: usize| text.get(from..to).unwrap_or_default().split(|c: char| !c.is_alphanumeric());
        let says = |from: usize, to: usize, stems: &[&str]| {
            words(from, to).any(|word| stems.iter().any(|stem| word.to_ascii_lowercase().starts_with(stem)))
        };
        let leads = whole.end <= part.start;
        let before = if leads { 0 } else { rest.end };
        let returned = words(before, whole.start).any(|word| word.to_ascii_lowercase().starts_with("return"));
        // Names stand behind their amounts, "$4 million in dividends", or before them, "dividends of $4 million".
        let end = if leads { text.len() } else { whole.start };
        let start = if leads { whole.end } else { 0 };
        let behind = [(part.end, rest.start), (rest.end, end)];
        let ahead = [(start, part.start), (part.end, rest.start)];
        // "$2 billion in dividends and the repurchase of $4 billion in shares"
        let and = text.get(part.end..rest.start).and_then(|between| between.rfind(" and ")).map(|at| part.end + at);
        let around = and.map(|and| [(part.end, and), (and, end)]).filter(|_| leads);
        let named = |[one, other]: [(usize, usize); 2]| {
            let pays = |(from, to): (usize, usize)| (says(from, to, &["dividend"]), says(from, to, &BUYBACK_STEMS));
            matches!((pays(one), pays(other)), ((true, false), (false, true)) | ((false, true), (true, false)))
        };
        // "Including $4 million of buybacks in the third quarter": a part of what was returned in the year.
        let from = part.start.min(rest.start);
        let mut tokens = self.sentence.reading.tokens.iter().filter(|token| usize::from(token.range.start()) > from);
        let timed = tokens.any(|token| matches!(token.class, Class::Period(_) | Class::Other(_) | Class::Basis(_)));
        returned && !timed && (named(behind) || named(ahead) || around.is_some_and(named))
    }

    /// Whether a whole is liquidity, and its two parts are cash and what can still be drawn, which are all there is.
    fn is_liquidity(&self, it: &Match) -> bool {
        let name = |slot| self.fact(it, slot).and_then(|fact| self.facts[fact].metric_name());
        let (Some(part), Some(rest)) = (self.fact(it, Slot::Part), self.fact(it, Slot::Part2)) else { return false };
        let text = self.sentence.text();
        let (part, rest) = (self.figure(part).range, self.figure(rest).range);
        let of = |from: usize, to: usize| text.get(from..to).unwrap_or_default().split(|it: char| !it.is_alphabetic());
        let (one, end) = ((usize::from(part.end()), usize::from(rest.start())), usize::from(rest.end()));
        let cash = |from: usize, to: usize| of(from, to).take(CASH_REACH).any(|word| word.eq_ignore_ascii_case("cash"));
        let drawn = |from: usize, to: usize| of(from, to).take(DRAWN_REACH).any(|word| is_any(word, &CREDIT));
        let both = cash(one.0, one.1) && drawn(end, text.len()) || drawn(one.0, one.1) && cash(end, text.len());
        name(Slot::Whole).is_some_and(|it| it == "liquidity")
            && it.slot(Slot::Part3).is_none()
            && both
            && self.ends_list(it)
            && !of(0, text.len()).any(|word| word.eq_ignore_ascii_case("restricted"))
    }

    /// Whether nothing goes on behind the second part, and neither part is said to be only where something is: "cash at the
    /// parent", "on the facility, plus bonds".
    fn ends_list(&self, it: &Match) -> bool {
        let (Some(part), Some(rest)) = (self.fact(it, Slot::Part), self.fact(it, Slot::Part2)) else { return false };
        let goes_on = |token: &Token| matches!(token.class, Class::Boundary(it) if it != Boundary::Stop);
        let places = |token: &Token| token.class == Class::Link(Link::At);
        !self.behind(rest).any(goes_on) && !self.between(part, rest).any(places)
    }

    /// The tokens behind a figure.
    pub(super) fn behind(&self, fact: usize) -> impl Iterator<Item = &Token> {
        let end = self.figure(fact).range.end();
        self.sentence.reading.tokens.iter().skip_while(move |token| token.range.start() < end)
    }

    /// The tokens between two figures.
    pub(super) fn between(&self, one: usize, other: usize) -> impl Iterator<Item = &Token> {
        let start = self.figure(other).range.start();
        self.behind(one).take_while(move |token| token.range.end() <= start)
    }

    /// Whether no verb stands between two figures: "a loan of $8 million and a sale of $4 million".
    fn is_list(&self, part: usize, rest: usize) -> bool {
        self.are_beside(part, rest) && !self.between(part, rest).any(|token| token.class == Class::Verb)
    }

    /// Whether nothing between two figures makes them two statements; verbs that say what was done with the first may not:
    /// "$8 million received in May and $4 million due in June".
    fn are_beside(&self, part: usize, rest: usize) -> bool {
        let says = |token: &Token| matches!(token.class, Class::Copula | Class::Modal(_) | Class::Direction(_));
        !self.between(part, rest).any(says)
    }

    /// Whether a comma leads to a figure.
    fn follows_comma(&self, fact: usize) -> bool {
        let at = self.figure(fact).range;
        let mut before = self.sentence.reading.tokens.iter().rev().skip_while(|token| token.range != at).skip(1);
        let mut before = before.by_ref().skip_while(|token| matches!(token.class, Class::Hedge | Class::Determiner));
        before.next().is_some_and(|token| token.class == Class::Boundary(Boundary::Comma))
    }

    /// Whether a word of change leads to a percentage: "growth of 8%".
    fn is_growth(&self, fact: usize) -> bool {
        let at = self.figure(fact).range;
        let before = self.sentence.reading.tokens.iter().take_while(|token| token.range != at);
        self.facts[fact].role == Some(FigureRole::Growth)
            || before.into_iter().any(|token| matches!(token.class, Class::Direction(_)))
    }
}
