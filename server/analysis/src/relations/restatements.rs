//! Restatements: one fact said twice, wherever.
//!
//! Equal keys are necessary and not enough, for a segment is often spoken of without its name: "Revenue was $726
//! million" two paragraphs below "Turning to the data center". So the call itself must show, by more than the values
//! compared, that two statements are of one fact: they stand beside the same other figures, most statements agree, or
//! two people say them plainly of the company as a whole.

use tieout_figures::Ends;

use rustc_hash::{FxHashMap, FxHashSet};
use tieout_figures::Kind as FigureKind;

use super::counted::{CountedWays, says_same_way};
use super::keys::{Key, Measure, are_two_voices, is_same_scope, name_and_scope, only};
use super::stream::same_unit;
use super::surroundings::{MOST_FIGURES, Surroundings, is_of_whole, says_total};
use super::telling::telling;
use super::{
    Kind, Pairing, Relation, Role, Values, corrections, differ_in_cents, echoes, growths, headlines, held, retold,
    same_range, spoken_of, unsaid_basis,
};
use crate::facts::{Basis, Fact, FigureRole, Modality};

/// How much two sentences must have in common, beside the figures compared, to be about the same; see [`telling`]. Two
/// segments grow by 21 % in one call; 21 % on $5.7 million is no chance.
const TELLING: usize = 3;

/// Two sentences with less in common are not even looked at.
const LEAST_IN_COMMON: usize = 2;

/// As much in common makes up for a period that one of the two sentences leaves unsaid.
const VERY_TELLING: usize = 4;

/// Statements of one amount that later ones are held against.
const MOST_EARLIER: usize = 4;

/// Finds them. Every statement is paired with one earlier one at most.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    let facts = around.facts;
    let scoped = facts.iter().filter(|fact| !fact.scope.is_empty());
    let segmented = scoped.filter_map(|fact| Some(&*fact.metric.as_ref()?.name)).collect();
    let ways = CountedWays::of(facts);
    let mut statements = Statements { facts, around, segmented, ways, paired: FxHashSet::default(), found: Vec::new() };
    statements.beside_the_same();
    statements.of_equal_keys();
    for (statement, again) in held::find(around).into_iter().chain(echoes::find(around)) {
        statements.pair(statement, again, Pairing::Gathered);
    }
    for it in retold::find(around) {
        let pairing = if it.is_dated { Pairing::Gathered } else { Pairing::Likely };
        if !it.is_of_parts || !statements.may_be_parts(it.statement, it.again) {
            statements.pair(it.statement, it.again, pairing);
        }
    }
    for (statement, again) in
        headlines::find(around).into_iter().chain(growths::find(around)).chain(unsaid_basis::of_year(around))
    {
        statements.pair(statement, again, Pairing::Gathered);
    }
    for (statement, again) in spoken_of::find(around).into_iter().chain(same_range::find(around)) {
        statements.pair(statement, again, Pairing::Gathered);
    }
    for (right, wrong) in corrections::find(around) {
        statements.relate(right, wrong, Pairing::Near);
    }
    for (statement, again) in unsaid_basis::find(around) {
        statements.relate(statement, again, Pairing::Gathered);
    }
    statements.found
}

struct Statements<'a> {
    facts: &'a [Fact],
    around: Surroundings<'a>,
    /// The metrics that some fact has with a scope.
    segmented: FxHashSet<&'a str>,
    ways: CountedWays<'a>,
    paired: FxHashSet<usize>,
    found: Vec<Relation>,
}

impl<'a> Statements<'a> {
    /// Pairs two facts, unless a difference between them could be explained by another way to count.
    fn pair(&mut self, statement: usize, again: usize, pairing: Pairing) {
        let [one, other] = [statement, again].map(|it| &self.facts[it]);
        if self.around.narrowing(one) != self.around.narrowing(other)
            || self.is_said_beside(statement, again)
            || self.grew_otherwise(statement, again)
        {
            return;
        }
        let otherwise = |fact: &Fact| self.ways.is_counted_otherwise(fact);
        if says_same_way(one, other) || !otherwise(one) && !otherwise(other) {
            self.relate(statement, again, pairing);
        }
    }

    /// Whether what is said again is another value of the sentence that it is held against, or of the next: "5% of sales, or
    /// 8% with what we capitalize", and later "8% of sales".
    fn is_said_beside(&self, statement: usize, again: usize) -> bool {
        let (one, other) = (&self.facts[statement], &self.facts[again]);
        let near = self.around.facts_of(one.sentence).start..self.around.facts_of(one.sentence + 1).end;
        let beside = near.map(|it| &self.facts[it]).filter(|it| it.turn == one.turn && it.sentence < other.sentence);
        let is_meant = |it: &Fact| {
            let open = it.metric.is_none() || it.metric_name() == other.metric_name();
            open && it.figure.kind == other.figure.kind && it.figure.amount == other.figure.amount
        };
        one.figure.amount != other.figure.amount && beside.into_iter().any(is_meant)
    }

    /// Whether two amounts are each said to have grown by another percentage over the year, as a quarter and a year do.
    fn grew_otherwise(&self, statement: usize, again: usize) -> bool {
        let growth = |at: usize| {
            let level = Some(&self.facts[at]).filter(|level| level.figure.kind == FigureKind::Money)?;
            let next = self.facts.get(at + 1).filter(|next| next.sentence == level.sentence)?;
            let is_growth = next.role == Some(FigureRole::Growth)
                && next.metric_name() == level.metric_name()
                && next.basis != Some(Basis::QuarterOverQuarter);
            (is_growth && level.role == Some(FigureRole::Level)).then_some(next)
        };
        growth(statement).zip(growth(again)).is_some_and(|(one, other)| {
            let [low, high] = [one, other].map(|growth| Values::from(growth.figure.interval()));
            is_same_scope(&one.scope, &other.scope) && low.meets(high) == Some(false)
        })
    }

    fn relate(&mut self, statement: usize, again: usize, pairing: Pairing) {
        if self.paired.insert(again) {
            let operands = vec![(Role::Again, again), (Role::Statement, statement)];
            self.found.push(Relation { kind: Kind::Restatement, pairing, sense: None, operands });
        }
    }

    /// Pairs what stands beside the same other figures: "$22.4 million, up 32% sequentially and 58% year over year",
    /// said by one and repeated by another.
    fn beside_the_same(&mut self) {
        for ((one, other), digits) in self.sentences_in_common() {
            let aligned = self.aligned(one, other, digits);
            let refined =
                aligned.iter().filter(|(one, other)| self.agree(*one, *other) && !self.is_equal(*one, *other));
            let digits = digits + refined.map(|(one, _)| telling(&self.facts[*one].figure)).sum::<usize>();
            for (statement, again) in aligned {
                // What two statements have in common must show it without the values compared.
                let own = if self.agree(statement, again) { telling(&self.facts[again].figure) } else { 0 };
                let digits = digits.saturating_sub(own);
                let has_period =
                    |it: usize| self.facts[it].period.is_some() || self.facts[it].role == Some(FigureRole::PriorLevel);
                let has_key = |it: usize| has_period(it) && self.around.is_plain(it);
                let is_sure = || self.around.is_sure(statement) && self.around.is_sure(again);
                let is_told = has_key(statement)
                    && has_key(again)
                    && (are_two_voices(&self.facts[statement], &self.facts[again])
                        || is_sure()
                        || self.names_its_part(statement));
                let enough = if is_told { LEAST_IN_COMMON } else { TELLING };
                if digits >= enough && self.may_be_same(statement, again, digits) {
                    self.pair(statement, again, Pairing::Gathered);
                }
            }
        }
    }

    /// Whether a metric names by itself the part of the company that it is of, and the call says it of no narrower one:
    /// "services revenue" is that, whatever segment was spoken of before.
    fn names_its_part(&self, statement: usize) -> bool {
        let entry = self.facts[statement].entry();
        entry.is_some_and(|entry| entry.part && !self.segmented.contains(&*entry.name))
    }

    /// The facts of two sentences that can only be the same.
    fn aligned(&self, one: usize, other: usize, digits: usize) -> Vec<(usize, usize)> {
        let (earlier, later) = (self.around.facts_of(one), self.around.facts_of(other));
        let pairs = later.clone().filter_map(|again| {
            let statement = only(earlier.clone().filter(|it| self.may_be_same(*it, again, digits)))?;
            let back = only(later.clone().filter(|it| self.may_be_same(statement, *it, digits)))?;
            (back == again).then_some((statement, again))
        });
        pairs.collect()
    }

    fn is_equal(&self, one: usize, other: usize) -> bool {
        self.facts[one].figure.amount == self.facts[other].figure.amount
    }

    /// Pairs of sentences that say the same amounts of the same metrics, with how many digits these have.
    fn sentences_in_common(&self) -> Vec<((usize, usize), usize)> {
        let mut said: FxHashMap<(&str, FigureKind, Ends), Vec<usize>> = FxHashMap::default();
        let mut place: FxHashMap<(usize, usize), usize> = FxHashMap::default();
        let mut common: Vec<((usize, usize), usize)> = Vec::new();
        for fact in self.facts {
            let Some(metric) = &fact.metric else { continue };
            let digits = telling(&fact.figure);
            let earlier = said.entry((&*metric.name, fact.figure.kind, fact.figure.amount.ends())).or_default();
            if digits == 0 || earlier.last() == Some(&fact.sentence) {
                continue;
            }
            for sentence in earlier.iter() {
                let pair = (*sentence, fact.sentence);
                let place = *place.entry(pair).or_insert_with(|| {
                    common.push((pair, 0));
                    common.len() - 1
                });
                common[place].1 += digits;
            }
            if earlier.len() < MOST_EARLIER {
                earlier.push(fact.sentence);
            }
        }
        common.retain(|((one, other), digits)| {
            let is_short = |sentence: usize| self.around.facts_of(sentence).len() <= MOST_FIGURES;
            *digits >= LEAST_IN_COMMON && is_short(*one) && is_short(*other)
        });
        common
    }

    /// Whether two figures in sentences about the same can be of one fact.
    fn may_be_same(&self, one: usize, other: usize, digits: usize) -> bool {
        let (one, other) = (&self.facts[one], &self.facts[other]);
        let (Some((metric, scope)), Some((again, scoped))) = (name_and_scope(one), name_and_scope(other)) else {
            return false;
        };
        let is_base = |fact: &Fact| fact.role == Some(FigureRole::PriorLevel) && fact.basis.is_none();
        let (Some(measure), Some(measured)) = (Measure::of(one), Measure::of(other)) else { return false };
        let when = match (one.period, other.period) {
            (Some(one), Some(other)) => one == other,
            // "From 14% to 19%", said twice: where the one is the same, so is the other.
            (None, None) if is_base(one) && is_base(other) => digits >= LEAST_IN_COMMON,
            _ => digits >= VERY_TELLING && one.role == other.role,
        };
        metric == again
            && measure == measured
            && (is_same_scope(scope, scoped) || self.is_scope_left_out(one, other))
            && when
            && one.figure.kind == other.figure.kind
            && same_unit(&one.figure, &other.figure)
            && [one, other].iter().all(|fact| fact.modality != Modality::Hypothetical)
    }

    /// Whether one fact leaves a scope out that the sentence before it has, and the other says it.
    fn is_scope_left_out(&self, one: &Fact, other: &Fact) -> bool {
        let (short, full) = if one.scope.is_empty() { (one, other) } else { (other, one) };
        let left_out = |it: usize| is_same_scope(&self.facts[it].scope, &full.scope);
        short.scope.is_empty()
            && !full.scope.is_empty()
            && self.around.facts_just_before(short).take(MOST_FIGURES).any(left_out)
    }

    /// Pairs facts of equal keys where most statements agree, or where two people say them plainly.
    fn of_equal_keys(&mut self) {
        for group in self.groups() {
            let Some((statement, outlier)) = self.agreement(&group) else { continue };
            let is_elsewhere = |it: usize| self.facts[it].turn != self.facts[statement].turn;
            let elsewhere = group.iter().filter(|it| is_elsewhere(**it)).count();
            let differing = |it: &usize| *it != statement && outlier.is_none_or(|outlier| *it == outlier);
            for again in group.iter().copied().filter(differing) {
                // The others agree, whatever is said here.
                let is_agreed = elsewhere > usize::from(self.facts[again].turn != self.facts[statement].turn);
                let is_plain = self.around.is_plain(statement) && self.around.is_plain(again);
                let shown = is_agreed
                    || are_two_voices(&self.facts[statement], &self.facts[again])
                    || self.says_total_of_time(statement) && self.says_total_of_time(again);
                if is_plain && shown && !self.may_be_parts(statement, again) {
                    self.pair(statement, again, Pairing::Gathered);
                }
            }
        }
    }

    /// Whether the words around a fact leave nothing to what was said before them: that it is of the whole company, and of
    /// what time. Who says that twice says the same.
    fn says_total_of_time(&self, index: usize) -> bool {
        let fact = &self.facts[index];
        let says_time = self.around.says_when(fact) || self.around.says_basis(fact);
        says_total(fact) && says_time && fact.modality == Modality::Actual && fact.figure.hedge.is_none()
    }

    /// Facts of equal keys that are said more than once. A sentence that says two values says them of two things.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut place: FxHashMap<Key<'a>, usize> = FxHashMap::default();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (index, fact) in self.facts.iter().enumerate() {
            let Some(key) = Key::of(fact, fact.basis).filter(|_| !self.around.is_flow(index)) else { continue };
            let place = *place.entry(key).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[place].push(index);
        }
        for group in &mut groups {
            let sentences: Vec<usize> = group.iter().map(|it| self.facts[*it].sentence).collect();
            let mut at = 0;
            group.retain(|_| {
                let sentence = sentences[at];
                let twice = at.checked_sub(1).is_some_and(|before| sentences[before] == sentence)
                    || sentences.get(at + 1) == Some(&sentence);
                at += 1;
                !twice
            });
        }
        groups.retain(|group| group.len() > 1);
        groups
    }

    /// The statement that the others are held against, and the one that differs, if any does. Where several differ, the
    /// group is of several things that the keys do not tell apart.
    fn agreement(&self, group: &[usize]) -> Option<(usize, Option<usize>)> {
        let differing = |it: usize| group.iter().copied().filter(move |other| !self.agree(it, *other));
        let statement = *group.iter().take(2).find(|it| differing(**it).nth(1).is_none())?;
        Some((statement, differing(statement).next()))
    }

    /// Whether two statements can be of one value.
    fn agree(&self, one: usize, other: usize) -> bool {
        let [one, other] = [one, other].map(|it| &self.facts[it].figure);
        let in_cents = one.kind == FigureKind::PerShare && one.hedge.is_none() && other.hedge.is_none();
        let [low, high] = [one, other].map(|figure| Values::from(figure.interval()));
        low.meets(high) == Some(true) && !(in_cents && differ_in_cents(one.amount, other.amount))
    }

    /// Whether one of two statements may be of a part of the other: the later, or the earlier where they agree, for if it
    /// were wrong it would have to be the later.
    fn may_be_parts(&self, statement: usize, again: usize) -> bool {
        let either = self.agree(statement, again) && self.may_be_part(statement, again);
        either || self.may_be_part(again, statement)
    }

    /// Whether an amount may be that of a segment which the words leave out, and the other that of the company: it says
    /// neither what it is of nor that it is the total, and what stands before it is of a segment or it is the smaller
    /// one of a metric that segments have.
    fn may_be_part(&self, part: usize, whole: usize) -> bool {
        let [part_of, whole_of] = [part, whole].map(|it| &self.facts[it]);
        if !part_of.scope.is_empty() || says_total(part_of) || is_of_whole(part_of) {
            return false;
        }
        let adds_up = matches!(part_of.figure.kind, FigureKind::Money | FigureKind::Count);
        let below = match (part_of.figure.interval().high, whole_of.figure.interval().low) {
            (Some(high), Some(low)) => high.value < low.value,
            _ => false,
        };
        // Who asks, and has heard of no segment, asks of the company.
        let of_company = part_of.modality == Modality::Question && !self.around.is_in_talk_of_segment(part);
        // "Product revenue was $5 million. Services revenue was $3 million": neither is of the other.
        let is_behind = match self.names_its_part(part) {
            true => self
                .around
                .is_behind_another_segment(part, |it| name_and_scope(it).is_some_and(|(_, it)| !it.is_empty())),
            false => self.around.is_behind_segment(part),
        };
        is_behind || adds_up && below && !of_company && self.has_segments(part_of)
    }

    /// Whether the call says the metric of segments.
    fn has_segments(&self, fact: &Fact) -> bool {
        fact.metric.as_ref().is_some_and(|metric| self.segmented.contains(&*metric.name))
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::expect;

    #[test]
    fn a_scope_may_be_left_to_the_sentence_before() {
        expect(
            "restatement-conflict",
            &[
                "Excluding the ferries, our EBITDA margin rose from 14% to 19% in the third quarter.\n\nJon Fry - Chief Executive Officer: Excluding the ferries, net margin rose by 3 points in the third quarter. EBITDA margin rose from 14% to 42% in the third quarter.",
            ],
            &[
                // Nothing before says it.
                "Excluding the ferries, our EBITDA margin rose from 14% to 19% in the third quarter.\n\nJon Fry - Chief Executive Officer: The sea was calm. EBITDA margin rose from 14% to 42% in the third quarter.",
            ],
        );
    }

    #[test]
    fn the_same_growth_shows_the_same_amount_where_it_is_surely_of_the_company() {
        let said = |again: &str| {
            format!("Third quarter revenue of $19.2 billion was up 19% year over year. We opened a quay. {again}")
        };
        expect(
            "restatement-conflict",
            &[&said("Third quarter revenue of $91.2 billion was up 19% year over year.")],
            &[
                &said("Third quarter revenue of $19.2 billion was up 19% year over year."),
                // perhaps that of a part
                &said(
                    "Ferry operating income was $4 billion. Third quarter revenue of $91.2 billion was up 19% year over year.",
                ),
            ],
        );
    }

    #[test]
    fn who_asks_of_no_segment_asks_of_the_company() {
        expect(
            "restatement-conflict",
            &[
                "Second quarter revenue was $52 million. Ferry revenue was $9 million.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: What is new?\n\nJon Fry - Chief Executive Officer: The quay is new.\n\nBob Ray - Analyst: In a repeat of the second quarter, which was $18 million revenue, what would you do?",
            ],
            &[
                // A segment is spoken of.
                "Second quarter revenue was $52 million. Ferry revenue was $9 million.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: What is new?\n\nJon Fry - Chief Executive Officer: The quay is new.\n\nBob Ray - Analyst: Ferry revenue was $9 million. In a repeat of the second quarter, which was $18 million revenue, what would you do?",
            ],
        );
    }

    #[test]
    fn a_metric_of_a_part_is_that_of_the_passage_on_the_part() {
        let said = |details: &str| {
            format!(
                "Turning to services. Revenue for the third quarter was $27.4 million.\n\nJon Fry - Chief Executive Officer: {details}"
            )
        };
        expect(
            "restatement-conflict",
            &[
                &said(
                    "Product revenue was $9.1 million in the third quarter. Services revenue was $72.4 million in the third quarter.",
                ),
                // The same growth of services is no other way to count that of the whole.
                &said(
                    "Services revenue was $72.4 million, up 13% year over year, in the third quarter. Harbor revenue was up 13%.",
                ),
            ],
            &[
                &said(
                    "Product revenue was $9.1 million in the third quarter. Services revenue was $27.4 million in the third quarter.",
                ),
                // of another part
                &said("Product revenue was $72.4 million in the third quarter."),
                // perhaps that of a part
                &said("Norway revenue was $9.1 million. Services revenue was $7.4 million in the third quarter."),
                // of another time
                &said("Services revenue was $72.4 million in the second quarter."),
            ],
        );
    }

    #[test]
    fn who_says_a_total_twice_says_the_same() {
        let said = |again: &str| {
            format!(
                "We delivered a 52% year-over-year increase in consolidated net income. Ferry revenue was $4 million. {again}"
            )
        };
        expect(
            "restatement-conflict",
            &[&said("Consolidated net income was $37 million in the third quarter, growing 25% year over year.")],
            &[
                &said("Consolidated net income was $37 million in the third quarter, growing 52% year over year."),
                // of what is not said
                &said("Net income was $3 million in the third quarter, growing 25% year over year."),
                // against another time
                &said("Consolidated net income was $37 million in the third quarter, growing 25% sequentially."),
                // of another time
                &said("Consolidated net income for the first nine months was $97 million, growing 25% year over year."),
                // about
                &said(
                    "Consolidated net income was $37 million in the third quarter, growing about 25% year over year.",
                ),
                // counted in another way
                &said(
                    "Consolidated adjusted net income was $37 million in the third quarter, growing 25% year over year.",
                ),
            ],
        );
    }
}
