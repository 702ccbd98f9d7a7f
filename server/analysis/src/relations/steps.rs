//! Steps: from a prior level to a level, in percent, points, multiples or the unit of both.

use tieout_figures::{Amount, Decimal, Kind as FigureKind};

use super::explicit::{Clauses, is_bare};
use super::frames::{Match, Slot, is_fraction};
use super::stream::{Subject, Symbol, same_unit};
use super::words::{self, Word};
use super::{Found, Kind, OpenStep, Pairing, Relation, Role, antecedent};
use crate::facts::{Basis, Period};
use crate::signs::cues::Cue;
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Link, PeriodWord, Pronoun, Sense, Token};
use crate::vocabulary::VOCABULARY;

/// How many words behind a level can say that it is of a time that is over.
const PAST_REACH: usize = 4;

/// How many sentences may lie between a mark and by how much it was passed.
const BEAT_REACH: usize = 4;

/// A step from a prior level to a level.
#[derive(Clone, Copy)]
struct Step {
    level: usize,
    prior: usize,
    prior_role: Role,
    by: usize,
    sense: Option<Sense>,
    pairing: Pairing,
}

/// Half of something, in percent: a level that is less than half of the prior one fell by more.
const HALF: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

impl Clauses<'_> {
    /// The level of a match, and how surely it is that: in the match itself, or the one amount of the sentence before
    /// where "that was" opens the sentence.
    pub(super) fn level(&self, it: &Match) -> Option<(usize, Pairing)> {
        if let Some(level) = self.fact(it, Slot::Level) {
            return Some((level, Pairing::Clause));
        }
        let (before, rest) = self.stream.symbols.split_at_checked(it.start)?;
        let opens = before.iter().all(|symbol| symbol.word == Some(Word::And));
        if !opens || !matches!(rest.first()?.word, Some(Word::It | Word::Is)) {
            return None;
        }
        let like = self.fact(it, Slot::Prior).or_else(|| self.fact(it, Slot::By))?;
        Some((antecedent::level(self.facts, self.first, self.figure(like))?, Pairing::Near))
    }

    pub(super) fn step(&self, it: &Match, found: &mut Found) {
        if self.steps_of_two_levels(it, found) {
            return;
        }
        if self.step_between_said(it, found) || self.opens_at_level(it) || self.begins_anew(it) || self.may_be_gross(it)
        {
            return;
        }
        if self.may_leave_label(it)
            || self.is_said_of_other(it)
            || self.is_over_base_of_its_own(it)
            || self.is_beside_forecast(it)
            || self.steps_in_part(it)
            || self.is_against_others(it)
            || self.is_third_percentage(it)
            || self.is_how_often(it)
            || self.is_part_said(it)
            || self.is_level_a_step(it)
            || self.is_step_apart(it)
            || self.is_from_cause(it)
            || self.grows_beside_guidance(it)
            || self.goes_on_behind(it)
        {
            return;
        }
        // What is left of it says where a level came from.
        if self.shares_behind(it)
            || self.steps_elsewhere(it)
            || self.is_rate_of_level(it)
            || self.is_apart_from_change(it)
        {
            return self.direction(it, found);
        }
        if self.is_range_behind_level(it) || self.grows_as_guided(it) || self.divides(it) || self.names_mark_alone(it) {
            return;
        }
        let Some((level, pairing)) = self.level(it) else { return };
        // "12 additional stores": others may have closed.
        let symbols = self.symbols_of(it);
        let gross = symbols.iter().any(|symbol| symbol.word == Some(Word::More));
        let pairing = if gross { pairing.min(Pairing::Near) } else { pairing };
        let pairing = if self.may_be_since_last(it) { Pairing::Likely } else { pairing };
        let said_twice = self.fact(it, Slot::By2).filter(|_| it.slot(Slot::Prior2).is_none());
        let mut push = |prior, by, near, pairing| {
            let prior_role = self.prior_role(it, if near == Slot::By2 { Slot::Prior2 } else { Slot::Prior });
            let step = Step { level, prior, prior_role, by, sense: self.sense(it, near), pairing };
            self.push_step(&step, found);
        };
        if !self.are_one_list(it) {
            return;
        }
        let by = self.fact(it, Slot::By).or_else(|| self.fact(it, Slot::Times));
        if let (Some(prior), Some(by)) = (self.fact(it, Slot::Prior), by) {
            push(prior, by, Slot::By, pairing);
            // "Grew 20% to $12 million, an increase of $2 million from $10 million": the growth may be over another base.
            let apart = it.slot(Slot::By2) < it.slot(Slot::Level) && it.slot(Slot::Level) < it.slot(Slot::By);
            match said_twice {
                Some(by2) if apart && !self.is_over_one_base(it, by2, by) => {}
                Some(by2) if apart => push(prior, by2, Slot::By, Pairing::Likely),
                Some(by2) => push(prior, by2, Slot::By, pairing),
                None => {}
            }
        }
        if let (Some(prior), Some(by)) = (self.fact(it, Slot::Prior2), self.fact(it, Slot::By2)) {
            push(prior, by, Slot::By2, pairing);
        }
        let said_twice = said_twice.filter(|_| !self.is_change_of_part(it));
        if let (None, Some(by), Some(by2)) = (it.slot(Slot::Prior), self.fact(it, Slot::By), said_twice) {
            self.push_change_share((level, pairing), by, by2, self.sense(it, Slot::By), found);
        }
        // "$0.53, up $0.04 from $0.49. That is an increase of 8%."
        let alone = said_twice.is_none() && it.slot(Slot::Prior2).is_none();
        // "From $0.49 in June. That is an increase of 18% from a year ago": over another base.
        let of_month = |prior: usize| self.behind(prior).take(3).any(|token| self.is_month(token));
        if let (Some(prior), Some(by), true) = (self.fact(it, Slot::Prior), by, alone)
            && same_unit(self.figure(by), self.figure(level))
            && self.comparable(level, prior)
            && !of_month(prior)
        {
            found.pair = Some((level, prior));
        }
    }

    /// A step between levels that the sentence before said: "That's an increase of 26%", "We expect to double that to
    /// 12%".
    fn step_between_said(&self, it: &Match, found: &mut Found) -> bool {
        let (level, times) = (self.fact(it, Slot::Level), self.fact(it, Slot::Times));
        if it.slot(Slot::Prior).is_some() || it.slot(Slot::By2).is_some() {
            return false;
        }
        let (said, by, near) = match (level, times, self.fact(it, Slot::By)) {
            (Some(level), Some(times), _) if self.refers_back(it) => {
                let prior = antecedent::level(self.facts, self.first, self.figure(level));
                (prior.map(|prior| (level, prior)), times, Slot::Times)
            }
            (None, None, Some(by)) => {
                let pair = found.pair.filter(|(level, _)| self.is_in_sentence_before(*level));
                (
                    pair.filter(|(level, _)| self.is_step_of(it, *level, by) && !self.is_narrowed_behind(it)),
                    by,
                    Slot::By,
                )
            }
            _ => (None, 0, Slot::By),
        };
        if let Some((level, prior)) = said {
            let (prior_role, pairing) = (Role::Prior, Pairing::Near);
            let sense = self.sense(it, near);
            self.push_step(&Step { level, prior, prior_role, by, sense, pairing }, found);
        }
        true
    }

    /// Whether what brings a level to where it is may not be all that came and went: "we added 12 stores, bringing the total
    /// to 409 from 400". What says to be net is.
    fn may_be_gross(&self, it: &Match) -> bool {
        let symbols = self.symbols_of(it);
        let leads = symbols.iter().position(|symbol| matches!(symbol.word, Some(Word::Yields | Word::Totals)));
        let (Some(leads), Some(by)) = (leads, self.fact(it, Slot::By)) else { return false };
        let first = symbols.first().filter(|symbol| symbol.word.is_none() && leads > 0);
        let Some(first) = first.filter(|first| self.first + first.index == by) else { return false };
        let tokens = &self.sentence.reading.tokens;
        let words = tokens.get(..symbols[leads].token).unwrap_or_default().iter();
        let near = words.filter(|token| token.range.end() > self.clause_of(first.token));
        let mut near = near.flat_map(|token| self.sentence.text()[token.range].split(' '));
        // "From $430 million, as markets rose", "from 390 a year ago": more has come about, or over a longer time.
        let last = [Slot::Level, Slot::Prior].iter().filter_map(|slot| self.fact(it, *slot)).max();
        let ends = last
            .and_then(|last| self.behind(last).next())
            .is_none_or(|token| token.class == Class::Boundary(Boundary::Stop));
        !(ends && near.any(|word| word.eq_ignore_ascii_case("net")))
    }

    /// Where the clause of a token begins.
    fn clause_of(&self, token: usize) -> text_size::TextSize {
        let before = self.sentence.reading.tokens.get(..token).unwrap_or_default().iter().rev();
        let boundary = before.into_iter().find(|token| matches!(token.class, Class::Boundary(_)));
        boundary.map_or(text_size::TextSize::new(0), |token| token.range.end())
    }

    /// Whether "and" leads to a level that is said of something else: "grew 20% and the fleet was 12, compared to 10", not
    /// "expanded 150 basis points and was 38.4%".
    fn begins_anew(&self, it: &Match) -> bool {
        let Some(level) = it.slot(Slot::Level).filter(|level| it.slot(Slot::By) < Some(*level)) else { return false };
        let before = level.checked_sub(1).filter(|at| *at > it.start).and_then(|at| self.stream.symbols.get(at));
        let behind_and = before.is_some_and(|before| before.word == Some(Word::And));
        let own = |symbol: &Symbol| symbol.led && symbol.strange == 0 && symbol.subject == Subject::Unsaid;
        // "Versus consensus of $12 million" is no base of the growth before it.
        let past = || self.fact(it, Slot::Prior).is_some_and(|prior| self.is_said_of_past(prior));
        behind_and && !(self.stream.symbols.get(level).is_some_and(own) && past())
    }

    /// Whether the words right behind a figure, or right before it, say that it is of a time that is over: "36.9% in the
    /// prior year", "last year's 36.9%".
    fn is_said_of_past(&self, fact: usize) -> bool {
        let is_past = |token: &Token| match token.class {
            Class::Period(PeriodWord::Quarter(away) | PeriodWord::Year(away) | PeriodWord::SamePeriod(away)) => {
                away < 0
            }
            Class::Basis(_) => true,
            _ => false,
        };
        let at = self.sentence.reading.token_from(self.figure(fact).range.start());
        let before = self.sentence.reading.tokens.get(at.saturating_sub(1)..at).unwrap_or_default();
        before.iter().any(is_past) || self.behind(fact).take(PAST_REACH).any(is_past)
    }

    /// Whether a pronoun follows the first figure of a match: "double that".
    fn refers_back(&self, it: &Match) -> bool {
        let first = self.stream.symbols.get(it.start).map(|symbol| symbol.token + 1);
        let behind = first.and_then(|behind| self.sentence.reading.tokens.get(behind));
        behind.is_some_and(|token| matches!(token.class, Class::Pronoun(Pronoun::This | Pronoun::Amount)))
    }

    /// By how much a mark was passed that the words before named with the level: "$47 million, which was above the $44
    /// million that we had guided to. So we beat our target by $3 million."
    pub(super) fn beat(&self, it: &Match, found: &mut Found) {
        let Some(by) = self.fact(it, Slot::By) else { return };
        let led = it.slot(Slot::By).and_then(|at| self.stream.symbols.get(at)).is_some_and(|symbol| symbol.led);
        let here = &self.facts[by];
        let is_passed = |relation: &&Relation| {
            let Some(level) = relation.fact(Role::Level).and_then(|fact| self.facts.get(fact)) else { return false };
            relation.kind == Kind::Direction
                && relation.fact(Role::Mark).is_some()
                && (level.turn, level.metric_name()) == (here.turn, here.metric_name())
                && here.metric.is_some()
                && (level.period == here.period || here.period.is_none())
                && level.scope == here.scope
                && here.sentence - level.sentence <= BEAT_REACH
                && same_unit(&level.figure, &here.figure)
        };
        let passed = found.relations.iter().rev().take(8).find(is_passed);
        if let Some((level, mark)) = passed.and_then(|it| it.fact(Role::Level).zip(it.fact(Role::Mark))).filter(|_| led)
        {
            let operands = vec![(Role::Change, by), (Role::Level, level), (Role::Mark, mark)];
            let (kind, pairing, sense) = (Kind::Change, Pairing::Near, self.sense(it, Slot::By));
            found.relations.push(Relation { kind, pairing, sense, operands });
        }
    }

    /// Whether "that" or "this" says by how much a level differs. Percent of percentages may be anything.
    fn is_step_of(&self, it: &Match, level: usize, by: usize) -> bool {
        let opening = self.stream.symbols.get(it.start).map(|symbol| self.sentence.reading.tokens[symbol.token].range);
        let said = opening.map(|range| self.sentence.words(range));
        let points = matches!(self.figure(by).kind, FigureKind::PercentagePoints | FigureKind::BasisPoints);
        let one = said.is_some_and(|said| ["that", "this"].iter().any(|it| said.to_ascii_lowercase().starts_with(it)));
        one && (points || self.figure(level).kind != FigureKind::Percent)
    }

    /// Whether words behind a step that points back say what or when it is of, so that it may be another: "that is an 18%
    /// increase in units", "90 basis points of underlying improvement", "since 2028", "from a year ago".
    fn is_narrowed_behind(&self, it: &Match) -> bool {
        let Some(by) = self.fact(it, Slot::By) else { return false };
        let words = |token: &Token| self.sentence.words(token.range).split(' ');
        let measured = |token: &Token| words(token).any(|word| is_any(word, &["since", "over", "better", "than"]));
        let clause = self.behind(by).take_while(|token| !matches!(token.class, Class::Boundary(_)) || measured(token));
        let says = |token: &Token| match token.class {
            Class::Link(link) => link != Link::Of,
            Class::Scope(_) | Class::Period(_) | Class::Other(_) => true,
            _ => measured(token),
        };
        clause.into_iter().any(says)
    }

    fn is_in_sentence_before(&self, fact: usize) -> bool {
        let (Some(before), Some(here)) = (self.facts.get(fact), self.facts.get(self.first)) else { return false };
        before.sentence + 1 == here.sentence && before.turn == here.turn
    }

    /// A level and a prior level, for the sentence behind to say the step.
    pub(super) fn pair(&self, it: &Match, found: &mut Found) {
        let (Some(level), Some(prior)) = (self.fact(it, Slot::Level), self.fact(it, Slot::Prior)) else { return };
        if self.comparable(level, prior) && !self.is_bare_count(level, prior) {
            found.pair = Some((level, prior));
        }
    }

    fn push_step(&self, step: &Step, found: &mut Found) {
        let Step { level, prior, prior_role, by, sense, pairing } = *step;
        if !self.comparable(level, prior) || self.is_pace(by) || self.is_of_each_share(by, level) {
            return;
        }
        let (kind, role) = match (self.figure(by).kind, self.figure(level).kind) {
            (FigureKind::PercentagePoints | FigureKind::BasisPoints, FigureKind::Percent) => {
                (Kind::Points, Role::Points)
            }
            (FigureKind::Percent, FigureKind::Percent) => (Kind::Points, Role::Points),
            (FigureKind::Percent, _) => (Kind::Growth, Role::Growth),
            (FigureKind::Multiple, _) => (Kind::Multiple, Role::Multiple),
            _ => (Kind::Change, Role::Change),
        };
        // "With 33,000, we nearly doubled in one year": how long it took is no base.
        if kind == Kind::Multiple && self.figure(level).kind != self.figure(prior).kind {
            return;
        }
        // "20,000 a game, against a capacity of 24,000, so 83%": without a word of change it may be how much of it that is.
        // "That was $2 million, 22%, more than the $9 million of last year": a step itself, where it is under half.
        let under_half = self.value(by).is_some_and(|percent| percent.abs() < HALF);
        let may_be_ratio =
            kind == Kind::Growth && sense.is_none() || self.figure(by).kind == FigureKind::Percent && under_half;
        if may_be_ratio && self.is_ratio(by, level, prior) {
            return;
        }
        // "Sales growth of low single digits, EBITDA growth of 5% against mid-single digits": growths themselves.
        if kind == Kind::Growth
            && self.figure(level).kind == FigureKind::Vague
            && self.figure(level).unit == self.figure(by).unit
        {
            return;
        }
        if matches!(kind, Kind::Growth | Kind::Change) && self.restates(level) {
            return;
        }
        // "That is 1.65, up about 2 from 1.61": of numbers that all lack their unit, the step may be in percent.
        if kind == Kind::Change
            && [level, prior, by].iter().all(|it| is_bare(self.figure(*it)))
            && self.is_percent_of_bare(by, level, prior)
        {
            return;
        }
        // "$18 million, or 18.9% as a percentage of sales, up from $17 million".
        if kind == Kind::Growth && words::is_ratio(self.sentence.text(), self.figure(by)) {
            return;
        }
        // "An improvement of 120 basis points, or 90 excluding the charge": the second is not between these.
        if kind == Kind::Points && self.leaves_out_behind(by) {
            return;
        }
        // "Half a turn lower", "half a point": so much of a unit, and not how many times that.
        let of_one = self.behind(by).next().is_some_and(|it| is_any(self.sentence.words(it.range), &["a", "an"]));
        if kind == Kind::Multiple && of_one && is_fraction(self.figure(by)) {
            return;
        }
        // "Rose by half", "fell by a third": a part of the level before, and not how many times that.
        let is_part = kind == Kind::Multiple && self.is_by_fraction(by);
        if is_part && !matches!(sense, Some(Sense::Up | Sense::Down)) {
            return;
        }
        let (kind, role, pairing) =
            if is_part { (Kind::Growth, Role::Growth, pairing.min(Pairing::Near)) } else { (kind, role, pairing) };
        // "EUR 74 million for 4x EBITDA means EUR 18 million": no difference of amounts.
        if kind == Kind::Change
            && self.figure(by).kind == FigureKind::Ratio
            && !same_unit(self.figure(by), self.figure(level))
        {
            return;
        }
        // "Raising the outlook to $385 to $393 million, from $378 million": a range is where it went, not by how much.
        if kind == Kind::Change && matches!(self.figure(by).amount, Amount::Range { .. }) {
            return;
        }
        let operands = vec![(role, by), (Role::Level, level), (prior_role, prior)];
        found.relations.push(Relation { kind, pairing, sense, operands });
        // Points have no sign of their own, so that the word beside them is another claim.
        if kind == Kind::Points {
            let operands = vec![(Role::Level, level), (prior_role, prior)];
            found.relations.push(Relation { kind: Kind::Direction, pairing, sense, operands });
        }
    }

    fn push_change_share(
        &self,
        (level, pairing): (usize, Pairing),
        by: usize,
        by2: usize,
        sense: Option<Sense>,
        found: &mut Found,
    ) {
        let (change, growth) = match (self.figure(by).kind, self.figure(by2).kind) {
            (FigureKind::Percent, FigureKind::Percent) => return,
            (FigureKind::Percent, _) => (by2, by),
            (_, FigureKind::Percent) => (by, by2),
            _ => return,
        };
        if !same_unit(self.figure(level), self.figure(change)) || self.restates(level) || self.is_parted(level) {
            return;
        }
        let operands = vec![(Role::Growth, growth), (Role::Change, change), (Role::Level, level)];
        found.relations.push(Relation { kind: Kind::ChangeShare, pairing, sense, operands });
    }

    pub(super) fn open(&self, it: &Match, found: &mut Found) {
        let Some(level) = self.fact(it, Slot::Level) else { return };
        if self.restates(level) {
            self.like_for_like(it, level, found);
        }
        for slot in [Slot::By, Slot::By2] {
            let Some(by) = self.fact(it, slot).filter(|by| !self.has_base_of_its_own(*by)) else { continue };
            let sense = self.sense(it, slot);
            let prior = self.earlier(level, by).filter(|_| self.facts[by].basis.is_none());
            match prior {
                Some(prior) => {
                    let (prior_role, pairing) = (Role::Prior, Pairing::Near);
                    self.push_step(&Step { level, prior, prior_role, by, sense, pairing }, found);
                }
                None => found.open.push(OpenStep { level, by, sense }),
            }
        }
    }

    /// Growth of a narrower level over the bases that the sentence before gave for the whole: "Revenue was $8.9 million,
    /// up 20% from $7.4 million. Excluding the acquisition, it grew 12% to $8.3 million."
    fn like_for_like(&self, it: &Match, level: usize, found: &mut Found) {
        let here = &self.facts[level];
        let is_base = |relation: &&Relation| {
            let Some(whole) = relation.fact(Role::Level).and_then(|fact| self.facts.get(fact)) else { return false };
            let adjacent = whole.sentence + 1 == here.sentence && whole.turn == here.turn;
            let same_metric = whole.metric.is_some() && whole.metric_name() == here.metric_name();
            relation.kind == Kind::Growth && adjacent && same_metric && same_unit(&whole.figure, &here.figure)
        };
        let mut bases: Vec<(Option<Basis>, usize)> = found
            .relations
            .iter()
            .rev()
            .take(4)
            .filter(is_base)
            .filter_map(|it| Some((self.facts.get(it.fact(Role::Growth)?)?.basis, it.fact(Role::Prior)?)))
            .collect();
        // A growth with a basis takes its own base, so that one without is left with the other.
        let mut steps: Vec<(Slot, usize)> =
            [Slot::By, Slot::By2].into_iter().filter_map(|slot| Some((slot, self.fact(it, slot)?))).collect();
        steps.sort_by_key(|(_, by)| self.facts[*by].basis.is_none());
        for (slot, by) in steps {
            let basis = self.facts[by].basis;
            let mut fitting = (0..bases.len()).filter(|at| basis.is_none() || bases[*at].0 == basis);
            let (Some(at), None) = (fitting.next(), fitting.next()) else { continue };
            let (_, prior) = bases.remove(at);
            let operands = vec![(Role::Growth, by), (Role::Level, level), (Role::Prior, prior)];
            let (kind, sense, pairing) = (Kind::LikeForLike, self.sense(it, slot), Pairing::Near);
            if self.figure(by).kind == FigureKind::Percent {
                found.relations.push(Relation { kind, pairing, sense, operands });
            }
        }
    }

    /// The level of the sentence before that a sentence sets its own against: "In 2004, attrition was 2.5%. Today it is
    /// 1.7%, a 35% decrease."
    fn earlier(&self, level: usize, by: usize) -> Option<usize> {
        let reading = &self.sentence.reading;
        let says_now = reading.tokens.iter().take(2).any(|token| reading.marks.cue(token) == Some(Cue::Now));
        antecedent::earlier(self.facts, self.first, level, by).filter(|prior| says_now || self.is_before(*prior, level))
    }

    /// Whether two facts are said of one metric, the first of an earlier period.
    fn is_before(&self, prior: usize, level: usize) -> bool {
        let (prior, level) = (&self.facts[prior], &self.facts[level]);
        let same_metric =
            prior.metric.as_ref().is_some_and(|it| level.metric.as_ref().is_some_and(|m| m.name == it.name));
        let earlier = match (prior.period, level.period) {
            (Some(Period::Quarter(prior)), Some(Period::Quarter(level))) => prior < level,
            (Some(Period::Year(prior)), Some(Period::Year(level))) => prior < level,
            _ => false,
        };
        same_metric && earlier && prior.scope == level.scope
    }

    /// Whether a figure is a level before, or what a level is measured by: "above $10 million", "higher than $10
    /// million".
    pub(super) fn prior_role(&self, it: &Match, slot: Slot) -> Role {
        let before = it.slot(slot).and_then(|at| self.stream.symbols.get(at.checked_sub(1)?));
        let than = |token: usize| self.sentence.reading.tokens[token].class == Class::Link(Link::Than);
        let measures = before.is_some_and(|it| match it.word {
            Some(Word::Above | Word::Beyond | Word::Exceeds | Word::Over) => true,
            Some(Word::Versus) => than(it.token),
            _ => false,
        });
        if measures { Role::Mark } else { Role::Prior }
    }

    /// Whether a mark is said to be of a year, or of another quarter than the one that just ended, and the level is not:
    /// "to $14 million, surpassing $50 million for the fiscal year", "above our outlook of $14 million in the second half".
    pub(super) fn is_of_other_period(&self, level: usize, prior: usize) -> bool {
        let is_other = |token: &Token| {
            let mut words = self.sentence.text()[token.range].split(' ');
            words.any(|word| is_any(word, &["year", "half"]))
                || matches!(token.class, Class::Period(word) if word != PeriodWord::Quarter(0))
        };
        let says_other = |fact: usize| {
            let mut near = self.behind(fact).take(4).take_while(|token| !matches!(token.class, Class::Boundary(_)));
            near.next().is_some_and(|token| matches!(token.class, Class::Link(Link::For | Link::In)))
                && near.any(is_other)
        };
        says_other(prior) && !says_other(level)
    }

    /// Whether what is said behind a figure leaves something out, of it or of what is compared with it: "less than the 91% a
    /// year ago if we exclude the piers".
    pub(super) fn leaves_out_behind(&self, fact: usize) -> bool {
        let clause = self.behind(fact).take_while(|token| !matches!(token.class, Class::Figure(_)));
        clause.into_iter().any(|token| matches!(token.class, Class::Scope(scope) if VOCABULARY.scope(scope).opens))
    }
}
