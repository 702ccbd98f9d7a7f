//! Relations by key: a growth with its two levels, a margin with what it divides, wherever they stand.
//!
//! Each operand must be the only one of its key in the call, and plainly said of it: an amount that may be that of a
//! segment takes no part.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tieout_figures::{Decimal, Figure, Kind as FigureKind};

use super::index::{Index, base_period, is_level};
use super::margins::divided;
use super::stream::same_unit;
use super::surroundings::Surroundings;
use super::{Kind, Pairing, Rational, Relation, Role, Values};
use crate::facts::{Fact, FigureRole, Modality, Period};
use crate::sentence::Sentence;
use crate::tokens::{Class, Link};
use crate::vocabulary::{MetricKind, VOCABULARY};

/// What the keys of a call are asked for.
pub(super) struct Keyed<'a> {
    index: &'a Index<'a>,
    around: Surroundings<'a>,
    /// The facts that something else is related to already by the words of a clause.
    related: FxHashSet<usize>,
    /// The facts of keys that were looked for.
    known: RefCell<FxHashMap<(usize, Modality), Option<usize>>>,
}

impl<'a> Keyed<'a> {
    /// What the words of a clause relate already, `known`, is not related again.
    pub(super) fn new(index: &'a Index<'a>, around: Surroundings<'a>, known: &[Relation]) -> Keyed<'a> {
        let related = known
            .iter()
            .filter(|relation| !matches!(relation.kind, Kind::Restatement | Kind::Direction))
            // Two pairs of an amount and what it is for each share leave room for the share count.
            .filter(|relation| relation.kind != Kind::PerShare || relation.fact(Role::Units).is_some())
            .filter_map(|relation| relation.operands.first())
            .map(|(_, fact)| *fact)
            .collect();
        Keyed { index, around, related, known: RefCell::default() }
    }

    /// Finds them.
    pub(super) fn find(&self) -> Vec<Relation> {
        let shares = self.share_count();
        let stated = self.unrelated().filter(|(_, fact)| {
            let is_said = matches!(fact.modality, Modality::Actual | Modality::Guidance);
            is_said && matches!(fact.figure.kind, FigureKind::Percent | FigureKind::PerShare)
        });
        let stated = stated.filter(|(at, _)| self.around.is_sure(*at) && !self.around.is_behind_scope(*at));
        let found = stated.filter_map(|(at, fact)| match fact.figure.kind {
            FigureKind::PerShare => self.per_share(at, fact, shares?),
            _ => self.growth(at, fact).or_else(|| self.margin(at, fact)),
        });
        found.chain(self.impossible_margins()).chain(self.impossible_shares()).collect()
    }

    /// The facts that the words of no clause relate to something.
    pub(super) fn unrelated(&self) -> impl Iterator<Item = (usize, &'a Fact)> {
        self.index.facts.iter().enumerate().filter(|(at, _)| !self.related.contains(at))
    }

    /// A growth rate, with the level and the level that it is measured from.
    fn growth(&self, at: usize, growth: &Fact) -> Option<Relation> {
        let metric = &growth.metric.as_ref()?.name;
        let level = match (growth.role?, growth.modality) {
            (FigureRole::Growth, Modality::Actual) => self.level(metric, &growth.scope, growth.period?)?,
            (FigureRole::Guidance, _) => self.guided(metric, &growth.scope, growth.period?)?,
            _ => return None,
        };
        let prior = self.level(metric, &growth.scope, base_period(growth.period?, growth.basis?)?)?;
        let [of, base] = [level, prior].map(|it| &self.index.facts[it].figure);
        // Growth in percent of a percentage is as often meant in points.
        if !same_unit(of, base) || of.kind == FigureKind::Percent || self.is_aside(at, prior) {
            return None;
        }
        Some(gathered(Kind::Growth, vec![(Role::Growth, at), (Role::Level, level), (Role::Prior, prior)]))
    }

    /// Whether a level before stands in parentheses in the sentence of a growth. Whether the growth is over it is for the words
    /// of the sentence to say: "rose 3% to £12.4 million (2030: £10 million) from £12 million in June".
    fn is_aside(&self, growth: usize, prior: usize) -> bool {
        let (growth, prior) = (&self.index.facts[growth], &self.index.facts[prior]);
        let Some(sentence) = self.around.sentences.get(prior.sentence) else { return false };
        let behind = sentence.text().get(usize::from(prior.figure.range.end())..).unwrap_or_default();
        growth.sentence == prior.sentence && behind.starts_with(')')
    }

    /// A margin, with the profit or the cost and the revenue that it divides.
    fn margin(&self, at: usize, margin: &Fact) -> Option<Relation> {
        if !is_level(margin) || margin.modality != Modality::Actual {
            return None;
        }
        let (of, to) = divided(self.around, margin)?;
        let period = margin.period?;
        let as_reported: Vec<Arc<str>> =
            margin.scope.iter().filter(|scope| !VOCABULARY.names_accounts(scope)).cloned().collect();
        let revenue = self.level(&to.name, &as_reported, period)?;
        let (role, part) = match self.level(&of.name, &margin.scope, period) {
            Some(profit) => (Role::Profit, profit),
            None if &*of.name == "gross profit" => self.instead_of_gross_profit(&margin.scope, period)?,
            None if &*of.name == "operating income" => {
                (Role::Expenses, self.level("operating expenses", &margin.scope, period)?)
            }
            None => return None,
        };
        let mut operands = vec![(Role::Margin, at), (role, part), (Role::Revenue, revenue)];
        if role == Role::Profit && &*of.name == "gross profit" && self.index.is_of(part, "operating income") {
            operands.push((Role::Expenses, self.level("operating expenses", &margin.scope, period)?));
        }
        let money = |it: usize| &self.index.facts[it].figure;
        let is_money = operands[1..]
            .iter()
            .all(|(_, it)| money(*it).kind == FigureKind::Money && same_unit(money(*it), money(revenue)));
        if role == Role::Expenses {
            operands.push((Role::GrossMargin, self.level(GROSS_MARGIN, &margin.scope, period)?));
        }
        is_money.then(|| gathered(Kind::Margin, operands))
    }

    /// Margins before interest and taxes above all of the revenue. Whoever says them, and of when, it is a slip.
    fn impossible_margins(&self) -> Vec<Relation> {
        let is_impossible = |fact: &Fact| {
            let is_level =
                matches!(fact.role, Some(FigureRole::Guidance | FigureRole::PriorGuidance)) || is_level(fact);
            let above_all = fact.figure.interval().low.is_some_and(|low| low.value > Decimal::ONE_HUNDRED);
            is_level && above_all && fact.figure.kind == FigureKind::Percent
        };
        let margins = BELOW_REVENUE.iter().flat_map(|margin| self.index.of_metric(margin));
        let margins = margins.filter(|it| is_impossible(&self.index.facts[*it]));
        margins
            .filter(|it| self.around.is_plain(*it))
            .map(|it| gathered(Kind::Margin, vec![(Role::Margin, it)]))
            .collect()
    }

    /// Shares of a whole above all of it: "218% occupied", "164% of our customers". Of what was there at another time, or is
    /// aimed at, it may be more.
    fn impossible_shares(&self) -> Vec<Relation> {
        let facts = self.index.facts.iter().enumerate();
        let shares = facts.filter(|(_, fact)| fact.figure.kind == FigureKind::Percent && fact.figure.hedge.is_none());
        let is_above = |fact: &Fact, most: Decimal| fact.figure.interval().low.is_some_and(|low| low.value > most);
        let impossible = shares.filter(|(at, fact)| {
            let Some(name) = fact.metric_name() else { return false };
            let most = PARTS_OF_ALL.iter().find(|(part, _)| *part == name && is_level(fact)).map(|(_, most)| *most);
            let of_things = name.strip_prefix(SHARE_OF).and_then(|of| VOCABULARY.metric_named(of)).is_some_and(|of| {
                fact.role == Some(FigureRole::Share)
                    && VOCABULARY.metric(of).kind == MetricKind::Count
                    && !self.says_other_time(fact)
            });
            let most = most.or(of_things.then_some(Decimal::ONE_HUNDRED));
            most.is_some_and(|most| is_above(fact, most)) && self.around.is_plain(*at)
        });
        impossible.map(|(at, _)| gathered(Kind::Share, vec![(Role::Share, at)])).collect()
    }

    /// Whether words behind a figure are of another time, or of an aim.
    fn says_other_time(&self, fact: &Fact) -> bool {
        let Some(sentence) = self.around.sentences.get(fact.sentence) else { return true };
        let behind = sentence.reading.tokens.iter().skip_while(|token| token.range.start() < fact.figure.range.end());
        behind.into_iter().any(|token| {
            matches!(
                token.class,
                Class::Other(_) | Class::Period(_) | Class::Basis(_) | Class::Modal(_) | Class::Link(Link::Versus)
            )
        })
    }

    /// Whether the words of a sentence name the metric of a fact, which its unit alone may have suggested.
    fn says_metric(&self, fact: &Fact) -> bool {
        let (Some(metric), Some(sentence)) = (&fact.metric, self.around.sentences.get(fact.sentence)) else {
            return false;
        };
        sentence.text().contains(&*metric.text)
    }

    /// What a gross margin rests on where no gross profit is said: the cost of revenue, or the operating income, which is
    /// the gross profit without the operating expenses.
    fn instead_of_gross_profit(&self, scope: &[Arc<str>], period: Period) -> Option<(Role, usize)> {
        match self.level("cost of revenue", scope, period) {
            Some(cost) => Some((Role::Cost, cost)),
            None => Some((Role::Profit, self.level("operating income", scope, period)?)),
        }
    }

    /// An amount for one share, with the amount for all and the share count.
    fn per_share(&self, at: usize, each: &Fact, shares: usize) -> Option<Relation> {
        if !is_level(each) || each.modality != Modality::Actual {
            return None;
        }
        let entry = each.entry()?;
        let (of, to) = (VOCABULARY.metric(entry.ratio_of?), VOCABULARY.metric(entry.ratio_to?));
        let amount = self.level(&of.name, &each.scope, each.period?)?;
        let is_amount = &*to.name == SHARE_COUNT && self.index.facts[amount].figure.kind == FigureKind::Money;
        let operands = vec![(Role::PerShare, at), (Role::Amount, amount), (Role::Units, shares)];
        is_amount.then(|| gathered(Kind::PerShare, operands))
    }

    /// The share count of the call: the first, where it says none that is far from it, and no depositary shares. "Up to 2
    /// million shares" may be any shares; "diluted shares" and "shares outstanding" are those of the company.
    fn share_count(&self) -> Option<usize> {
        let counts = |fact: &Fact| {
            fact.figure.kind == FigureKind::Count
                && fact.period.is_some()
                && (!fact.scope.is_empty() || self.says_metric(fact))
                && matches!(fact.modality, Modality::Actual | Modality::Guidance)
                && matches!(fact.role, Some(FigureRole::Level | FigureRole::PriorLevel | FigureRole::Guidance))
        };
        let mut all = self.index.of_metric(SHARE_COUNT).filter(|it| counts(&self.index.facts[*it]));
        let first = all.next()?;
        let values = |it: usize| Values::from(self.index.facts[it].figure.interval());
        let twice = values(first).scaled(Rational::new(2, 1))?.around(values(first).scaled(Rational::new(1, 2))?)?;
        let alike = all.all(|it| values(it).meets(twice) == Some(true));
        let names_depositary = |sentence: &Sentence| sentence.reading.marks.names_depositary_shares;
        (alike && !self.around.sentences.iter().any(names_depositary)).then_some(first)
    }

    /// The one amount of a stretch of time, as it was or as it is expected.
    pub(super) fn stretch(
        &self,
        metric: &str,
        scope: &[Arc<str>],
        period: Period,
        modality: Modality,
    ) -> Option<usize> {
        match modality {
            Modality::Actual => self.level(metric, scope, period),
            Modality::Guidance => self.guided(metric, scope, period),
            _ => None,
        }
    }

    pub(super) fn figure(&self, fact: usize) -> &Figure {
        &self.index.facts[fact].figure
    }

    /// The one level that is guided to.
    fn guided(&self, metric: &str, scope: &[Arc<str>], period: Period) -> Option<usize> {
        self.once(metric, scope, period, Modality::Guidance, |at, fact| {
            let is_guided = fact.role == Some(FigureRole::Guidance) && fact.figure.kind != FigureKind::Percent;
            is_guided && fact.basis.is_none() && self.around.is_plain(at)
        })
    }

    /// The one level of a metric, said as having happened.
    fn level(&self, metric: &str, scope: &[Arc<str>], period: Period) -> Option<usize> {
        self.once(metric, scope, period, Modality::Actual, |at, fact| {
            is_level(fact) && fact.modality == Modality::Actual && self.around.is_sure(at)
        })
    }

    /// The one fact of a key that meets a condition. Each key is looked for once, however many facts ask for it.
    fn once(
        &self,
        metric: &str,
        scope: &[Arc<str>],
        period: Period,
        modality: Modality,
        meets: impl Fn(usize, &Fact) -> bool,
    ) -> Option<usize> {
        let place = self.index.place(metric, scope, period)?;
        if let Some(known) = self.known.borrow().get(&(place, modality)) {
            return *known;
        }
        let found = self.index.only_of(place, meets);
        self.known.borrow_mut().insert((place, modality), found);
        found
    }
}

/// The name of the metric that is the gross profit of the revenue.
const GROSS_MARGIN: &str = "gross margin";

/// The margins of profits that nothing is added to but revenue.
const BELOW_REVENUE: [&str; 5] =
    [GROSS_MARGIN, "adjusted gross margin", "operating margin", "adjusted operating margin", "EBITDA margin"];

/// How the name of a share of something begins.
const SHARE_OF: &str = "share of ";

/// Metrics that are parts of all there is, with the most that is ever said of them: a house may be overbooked.
const PARTS_OF_ALL: [(&str, Decimal); 4] = [
    ("market share", Decimal::ONE_HUNDRED),
    ("occupancy", Decimal::from_parts(150, 0, 0, false, 0)),
    ("take rate", Decimal::ONE_HUNDRED),
    ("win rate", Decimal::ONE_HUNDRED),
];

/// The name of the metric that counts shares.
const SHARE_COUNT: &str = "share count";

fn gathered(kind: Kind, operands: Vec<(Role, usize)>) -> Relation {
    Relation { kind, pairing: Pairing::Gathered, sense: None, operands }
}
