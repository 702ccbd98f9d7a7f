//! Retold figures: one of a metric of the vocabulary that somebody else says again, and one of the two leaves unsaid when.
//!
//! "A CET1 ratio of 14.1%", says the one, and the other "the CET1 ratio at quarter end was 14.1%". Who hears both takes
//! them for one, as long as nobody says anything else of the metric that could be meant as well. So a pair must be the
//! only one that its metric allows: whatever else is said of it, of another value, makes it silent.

use rustc_hash::{FxHashMap, FxHashSet};
use tieout_figures::{Amount, Kind as FigureKind, Unit};
use tieout_transcript::SectionKind;

use super::comparable::can_be_one_value;
use super::keys::is_same_scope;
use super::pointing;
use super::surroundings::{FAR, Surroundings, are_unlabelled, is_part};
use super::telling::telling;
use crate::facts::{Basis, Fact, FigureRole, Modality, Period};
use crate::signs::lists::{CALLED_PARTS, DEMANDS};
use crate::signs::words::says_any;
use crate::tokens::{Class, Modal, PeriodWord, Token};

/// A metric that is said more often has too many values to be told apart.
const MOST_STATEMENTS: usize = 40;

/// How much a count tells that is not that of any few things.
const PARTICULAR: usize = 2;

/// Two statements of one fact.
pub(super) struct Retold {
    pub(super) statement: usize,
    pub(super) again: usize,
    /// Whether both say when.
    pub(super) is_dated: bool,
    /// Whether the metric is said of parts of the company as well.
    pub(super) is_of_parts: bool,
}

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Retold> {
    // A metric that is said of no part of the company is said of all of it.
    let of_parts = around.facts.iter().filter(|fact| fact.scope.iter().any(|scope| is_part(scope)));
    let of_parts: FxHashSet<&str> = of_parts.filter_map(|fact| Some(&*fact.metric.as_ref()?.name)).collect();
    let mut places: FxHashMap<(&str, FigureKind, Option<&Unit>), usize> = FxHashMap::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, fact) in around.facts.iter().enumerate() {
        let Some(metric) = fact.known_metric() else { continue };
        // "Two deals" may be any two.
        let is_few = fact.figure.kind == FigureKind::Count && telling(&fact.figure) < PARTICULAR;
        if Retelling::of(fact).is_none()
            || fact.modality == Modality::Hypothetical
            || is_few
            || is_part_of_that(around, fact)
            || around.is_flow(index)
        {
            continue;
        }
        let key = (&*metric.name, fact.figure.kind, fact.figure.unit.as_ref());
        let place = *places.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(index);
    }
    groups.retain(|group| (2..=MOST_STATEMENTS).contains(&group.len()));
    let of_group = |members: &Vec<usize>| {
        let names = members.iter().filter_map(|it| around.facts[*it].metric.as_ref());
        let is_of_parts = names.into_iter().any(|metric| of_parts.contains(&*metric.name));
        Group { around, members, is_of_parts }.find()
    };
    groups.iter().flat_map(of_group).collect()
}

/// The statements of one metric.
struct Group<'a> {
    around: Surroundings<'a>,
    members: &'a [usize],
    /// Whether it is said of parts of the company.
    is_of_parts: bool,
}

impl Group<'_> {
    fn find(&self) -> Vec<Retold> {
        let mut found = Vec::new();
        let mut wrong: FxHashSet<usize> = FxHashSet::default();
        for again in self.members.iter().copied() {
            let Some(statement) = self.statement(again, &mut wrong) else { continue };
            let is_dated = [statement, again].iter().all(|it| self.around.facts[*it].period.is_some());
            found.push(Retold { statement, again, is_dated, is_of_parts: self.is_of_parts });
        }
        found
    }

    /// The earlier statement that a fact says again. All others that could be of the same must agree, but for one: the
    /// fact itself, or an earlier one, which is then noted as the one that is `wrong`.
    fn statement(&self, again: usize, wrong: &mut FxHashSet<usize>) -> Option<usize> {
        let others: Vec<usize> = self.like(again).collect();
        let earlier = || others.iter().copied().filter(|it| *it < again && self.is_told_again(*it, again));
        let statement = earlier().next()?;
        let is_dated = |it: usize| self.around.facts[it].period.is_some();
        let outlier = match others.as_slice() {
            [_] => None,
            // Of several without a date, any may be of a time of its own.
            _ if !others.iter().copied().chain([again]).any(is_dated) => return None,
            _ => self.outlier(&others, again)?,
        };
        let statement = match outlier {
            Some(outlier) if outlier != again => {
                let is_told = earlier().any(|it| it == outlier) && wrong.insert(outlier);
                let are_same =
                    others.iter().all(|it| is_same_time(&self.around.facts[*it], &self.around.facts[outlier]));
                Some(outlier).filter(|_| is_told && are_same)?
            }
            _ => statement,
        };
        // What could be the statement as well, though not what is said again.
        let rest = || self.like(statement).filter(|it| *it != again && !others.contains(it));
        let agree = |with: usize| rest().all(|it| self.agree(it, with));
        (agree(statement) || agree(again)).then_some(statement)
    }

    /// The one statement that differs from all others, if any does; none where several do.
    fn outlier(&self, others: &[usize], again: usize) -> Option<Option<usize>> {
        let all = || others.iter().copied().chain([again]);
        let differing = |it: usize| all().filter(move |other| !self.agree(it, *other));
        let agreed = all().find(|it| differing(*it).nth(1).is_none())?;
        Some(differing(agreed).next())
    }

    /// The other statements that could be of the same as one.
    fn like(&self, one: usize) -> impl Iterator<Item = usize> {
        self.members.iter().copied().filter(move |it| *it != one && self.can_be_same(one, *it))
    }

    /// Whether nothing that is known of two statements tells them apart.
    fn can_be_same(&self, one: usize, other: usize) -> bool {
        let [one, other] = [one, other].map(|it| &self.around.facts[it]);
        let is_range = |fact: &Fact| matches!(fact.figure.amount, Amount::Range { .. });
        let asks = is_asked(one) || is_asked(other);
        one.sentence != other.sentence
            && is_same_scope(&one.scope, &other.scope)
            && is_same_time(one, other)
            && (one.modality == other.modality || asks)
            && is_range(one) == is_range(other)
            && match (Retelling::of(one), Retelling::of(other)) {
                (Some(Retelling::Level | Retelling::Guidance), Some(Retelling::Level | Retelling::Guidance))
                    if asks =>
                {
                    true
                }
                (Some(one), Some(other)) => one == other,
                _ => false,
            }
    }

    /// Whether two statements are plain, and the later says the earlier again by who says it when.
    fn is_told_again(&self, statement: usize, again: usize) -> bool {
        let [one, other] = [statement, again].map(|it| &self.around.facts[it]);
        let are_two = one.turn != other.turn && one.speaker.is_some() && other.speaker.is_some();
        let speak_two = are_two && one.speaker != other.speaker || are_unlabelled(one, other);
        let is_later = |fact: &Fact| fact.section == SectionKind::QuestionsAndAnswers;
        let dated = [one, other].iter().filter(|fact| fact.period.is_some()).count();
        let is_on_quarter = [one, other].iter().all(|fact| matches!(fact.period, None | Some(Period::Quarter(_))));
        let sure = [statement, again].iter().filter(|it| self.around.is_sure(**it)).count();
        let is_expected = one.modality == Modality::Guidance;
        // What is expected and undated may be of any time to come: "revenue of $85 million in the next years".
        let is_open = dated < 2 && [one, other].iter().any(|it| it.modality == Modality::Guidance);
        let is_of_whole = !self.is_of_parts && sure > 0;
        // Amounts of money are expected of a part only where one is named.
        let is_outlook = is_expected && one.period.is_some() && one.figure.kind == FigureKind::Money;
        let is_sure = sure == 2 || is_outlook && !self.is_of_parts;
        let told = match (is_later(one), is_later(other), Retelling::of(one)) {
            (false, false, Some(Retelling::Growth(_))) => speak_two && dated == 2 && sure == 2,
            (_, _, Some(Retelling::Growth(_))) => false,
            (false, false, _) if speak_two => !is_open && (sure == 2 || !self.is_of_parts),
            // One who says it in the headlines and in the details.
            (false, false, _) => {
                one.sentence + FAR <= other.sentence && dated == 2 && is_of_whole && self.around.says_when(other)
            }
            (false, true, _) if is_asked(other) => speak_two && is_sure && (is_on_quarter || is_expected),
            // Answers go on to other times, but for what is expected.
            (false, true, _) => is_sure && (dated == 2 || is_expected),
            (true, true, _) => speak_two && sure == 2 && dated != 1,
            (true, false, _) => false,
        };
        let told = told || sure == 2 && self.is_quoted(other);
        let is_said = |it: usize| {
            self.around.is_plain(it)
                && self.is_only(it, speak_two)
                && !self.is_of_unnamed_part(it)
                && !self.may_be_past(&self.around.facts[it])
        };
        let told = told && !(is_asked(other) && (self.is_supposed(other) || self.is_on_demands(other)));
        told && is_said(statement) && is_said(again)
    }

    /// Whether a sentence says no other value of a fact's metric.
    fn is_only(&self, index: usize, by_two: bool) -> bool {
        let fact = &self.around.facts[index];
        let here = self.around.facts_of(fact.sentence).map(|it| &self.around.facts[it]);
        let mut others = here.filter(|it| {
            it.metric == fact.metric && it.figure.kind == fact.figure.kind && !is_part_of_that(self.around, it)
        });
        // What it was before is no other value, and neither is by how much it moved. What is expected and has moved was
        // another thing before, which one who goes on may come back to.
        let is_base = |role: Option<FigureRole>| {
            role == Some(FigureRole::PriorLevel)
                || role == Some(FigureRole::Change) && (by_two || fact.modality == Modality::Actual)
        };
        others.all(|it| it.figure.amount == fact.figure.amount || is_base(it.role))
    }

    /// Whether somebody quotes it: "as I said earlier".
    fn is_quoted(&self, fact: &Fact) -> bool {
        self.around.sentences.get(fact.sentence).is_some_and(|sentence| {
            pointing::of(fact, sentence, sentence.reading.token_from(fact.figure.range.start())).is_quoted
        })
    }

    /// Whether a fact that says not when may be of a year that is over, which its sentence names: "last year it went from 13%
    /// to 12%".
    fn may_be_past(&self, fact: &Fact) -> bool {
        let Some(sentence) = self.around.sentences.get(fact.sentence) else { return true };
        let is_past =
            |token: &Token| matches!(token.class, Class::Period(PeriodWord::Year(..0) | PeriodWord::SamePeriod(..0)));
        fact.period.is_none() && sentence.reading.tokens.iter().any(is_past)
    }

    /// Whether a question only supposes it: "if the margin were 14%".
    fn is_supposed(&self, fact: &Fact) -> bool {
        let Some(sentence) = self.around.sentences.get(fact.sentence) else { return true };
        let before = sentence.reading.tokens.iter().take_while(|it| it.range.start() < fact.figure.range.start());
        before.into_iter().any(|token| token.class == Class::Modal(Modal::Hypothetical))
    }

    /// Whether a question is on what somebody demands of the company: "my question is on the capital requirements. You
    /// show 10.6%."
    fn is_on_demands(&self, fact: &Fact) -> bool {
        let from = fact.sentence.saturating_sub(1);
        let sentences = self.around.sentences.get(from..=fact.sentence).unwrap_or_default();
        sentences.iter().any(|it| says_any(it.text(), &DEMANDS))
    }

    /// Whether a sentence speaks of a part of the company that a fact's scope does not name: "the loss ratio of that
    /// book".
    fn is_of_unnamed_part(&self, index: usize) -> bool {
        let fact = &self.around.facts[index];
        let Some(sentence) = self.around.sentences.get(fact.sentence) else { return true };
        fact.scope.is_empty() && says_any(sentence.text(), &CALLED_PARTS)
    }

    fn agree(&self, one: usize, other: usize) -> bool {
        let [one, other] = [one, other].map(|it| &self.around.facts[it].figure);
        can_be_one_value(one, other)
    }
}

/// Whether an amount is a part of the one before it: "$22 million, $16 million of which was for ferries".
fn is_part_of_that(around: Surroundings<'_>, fact: &Fact) -> bool {
    let Some(sentence) = around.sentences.get(fact.sentence) else { return true };
    let behind = sentence.text().get(usize::from(fact.figure.range.end())..).unwrap_or_default();
    let mut words = behind.split_whitespace();
    words.next() == Some("of") && words.next().is_some_and(|word| ["which", "that", "it", "them"].contains(&word))
}

/// Whether two facts are of one time as far as they say it.
fn is_same_time(one: &Fact, other: &Fact) -> bool {
    one.period == other.period || one.period.is_none() || other.period.is_none()
}

fn is_asked(fact: &Fact) -> bool {
    fact.modality == Modality::Question
}

/// What of a metric may be said again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Retelling {
    Level,
    Guidance,
    Growth(Option<Basis>),
}

impl Retelling {
    fn of(fact: &Fact) -> Option<Retelling> {
        Some(match fact.role? {
            FigureRole::Level | FigureRole::Margin => Retelling::Level,
            FigureRole::Guidance => Retelling::Guidance,
            // "Our capital spend target for the year": what is planned, as long as it is said of when.
            FigureRole::Target if fact.period.is_some() && fact.figure.kind == FigureKind::Money => Retelling::Guidance,
            FigureRole::Growth => Retelling::Growth(fact.basis),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::{asked, expect};

    #[test]
    fn a_figure_is_retold_by_another() {
        expect(
            "restatement-conflict",
            &[
                "Our effective tax rate was 24.5%.\n\nJon Fry - Chief Executive Officer: Effective tax rate at 12.5% in the third quarter is a good one.",
                "Third quarter capital expenditures were $41 million.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: Capital expenditures of $14 million are a lot. Is there more to come?",
                "Our CET1 ratio was 14.4% in the third quarter.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: This is on your loans. You show a CET1 ratio of 10.6%. Does it stay?",
                "For the full year, we expect capital expenditures of $41 million.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: What is new?\n\nJon Fry - Chief Executive Officer: We expect capital expenditures of $14 million, as before.",
            ],
            &[
                // another value of it that may be meant as well
                "Third quarter capital expenditures were $41 million. Capital expenditures were $19 million last month.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: Capital expenditures of $14 million are a lot. Is there more to come?",
                // supposed
                "Third quarter capital expenditures were $41 million.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: If capital expenditures were $14 million, what would you build?",
                // of a part that has no name
                "Third quarter capital expenditures were $41 million.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: Capital expenditures of $14 million in this segment are a lot. Is there more to come?",
                // undated, and of some year to come
                "For the full year, we expect capital expenditures of $41 million.\n\nJon Fry - Chief Executive Officer: We expect capital expenditures of $64 million in the years ahead of us.",
                // what is demanded of the company
                "Our CET1 ratio was 14.4% in the third quarter.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: This is on your requirements. You show a CET1 ratio of 10.6%. Does it stay?",
                // of a year that is over, perhaps
                "Third quarter capital expenditures were $41 million.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: How much of this is new? Last year they went up to capital expenditures of $14 million.",
                // an answer goes on to another time
                "Third quarter capital expenditures were $41 million.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: What is new?\n\nJon Fry - Chief Executive Officer: Capital expenditures were $14 million once.",
            ],
        );
    }

    #[test]
    fn an_outlook_on_money_is_that_of_the_company() {
        let said = |amount: &str, outlook: &str| {
            asked(
                &format!("Ferry revenue was $4 billion. {outlook}"),
                &format!("On capital expenditures of {amount}, is there more to come?"),
            )
        };
        let outlook = "We expect fiscal 2032 capital expenditures of $17 billion.";
        expect(
            "restatement-conflict",
            &[&said("$71 billion", outlook)],
            &[
                &said("$17 billion", outlook),
                // what came in, perhaps in that part
                &said("$71 billion", "Third quarter capital expenditures were $17 billion."),
            ],
        );
    }

    #[test]
    fn a_limit_is_as_far_as_its_number() {
        let said = |amount: &str| {
            asked(
                "We announced a share buyback of up to $3 billion.",
                &format!("You announced a {amount} share buyback. Is there more to come?"),
            )
        };
        expect("restatement-conflict", &[&said("$7 billion")], &[&said("$3 billion"), &said("$2 billion")]);
    }

    #[test]
    fn a_part_of_what_was_said_is_another_amount() {
        expect(
            "restatement-conflict",
            &[
                "Third quarter capital expenditures were $41 million.\n\nJon Fry - Chief Executive Officer: Third quarter capital expenditures were $14 million, $9 million of which was for the quay.",
            ],
            &[
                "Third quarter capital expenditures were $41 million.\n\nJon Fry - Chief Executive Officer: Third quarter capital expenditures were $41 million, $9 million of which was for the quay.",
            ],
        );
    }

    #[test]
    fn headlines_are_retold_in_the_details() {
        let filler = "We hired pilots. We opened a quay. We painted the boats. The sea was calm. We like the sea. The boats are \
                      blue. The pilots are well. The quay is long.";
        let far =
            format!("Third quarter EBITDA was $41 million. {filler} EBITDA for the third quarter rose to $14 million.");
        let of_part = format!("Ferry EBITDA was $9 million. {far}");
        let unsaid_when = format!("Third quarter EBITDA was $41 million. {filler} EBITDA rose to $14 million.");
        let near = "Third quarter EBITDA was $41 million. EBITDA for the third quarter rose to $14 million.";
        expect("restatement-conflict", &[&far], &[&of_part, &unsaid_when, near]);
    }
    #[test]
    fn where_nobody_has_a_label_who_speaks_far_away_may_be_another() {
        use crate::{Analysis, Settings};
        let conflicts = |later: &str, lines: usize| {
            let filler = "We hired pilots and opened a quay.\n".repeat(lines);
            let text = format!(
                "Good morning, and welcome to the Example Instruments third quarter 2031 earnings conference call.\n\
                 Please note that this conference is being recorded.\n\
                 Good morning, everyone, and thank you for joining us today.\n\
                 Ferry occupancy was 94.4% in the third quarter, which is good.\n\
                 {filler}Ferry occupancy was {later} in the third quarter, as we had hoped.\n\
                 We would like to open the call for questions.\n\
                 Thanks for taking my question, and congratulations on the quarter.\n\
                 Thank you, this concludes today's conference call.\n"
            );
            let analysis = Analysis::new(&text, &Settings::default());
            assert!(analysis.calls()[0].call.call.verdict.is_call);
            analysis.findings().count()
        };
        assert_eq!(conflicts("49.4%", 10), 1);
        assert_eq!(conflicts("94.4%", 10), 0);
        // who speaks on may go on to another part
        assert_eq!(conflicts("49.4%", 1), 0);
    }

    #[test]
    fn what_one_quotes_is_retold_whoever_speaks() {
        let said = |again: &str| format!("Third quarter free cash flow was $41 million. We hired pilots. {again}");
        expect(
            "restatement-conflict",
            &[&said("As I said earlier, free cash flow was $14 million.")],
            &[
                &said("As I said earlier, free cash flow was $41 million."),
                &said("As I said earlier, free cash flow was $14 million in the second quarter."),
                // nobody said it before
                &said("Free cash flow was once $14 million."),
            ],
        );
    }

    #[test]
    fn a_target_is_what_is_planned() {
        let said = |planned: &str, again: &str| {
            format!(
                "For the full year, we've increased our planned capital spend to {planned}.\n\nJon Fry - Chief Executive Officer: {again}"
            )
        };
        let wrong = "As Ann said, we have upgraded our capital investment target for the year to $42 million.";
        expect(
            "restatement-conflict",
            &[&said("$24 million", wrong), &said("$24 million, up $3 million from what we planned", wrong)],
            &[
                &said(
                    "$24 million, up $3 million from what we planned",
                    "Our capital investment target for the year is $24 million.",
                ),
                // of another time
                &said("$24 million", "We have a five-year capital investment target of $42 million."),
                &said("$24 million", "Our capital investment target for next year is $42 million."),
            ],
        );
    }

    #[test]
    fn what_was_expected_before_it_moved_is_another_value() {
        expect(
            "restatement-conflict",
            &[
                "In the third quarter, gross margin improved by a full point to 37%.\n\nJon Fry - Chief Executive Officer: Third quarter gross margin was 73%.",
            ],
            &[
                "For the full year, we are raising our EPS guide by $0.38 to $4.53. We hired pilots. We opened a quay. The sea was calm. We like it. We sold a boat. It was old. It was slow. It was loud. In January, we expected $3.55 in EPS for the full year.",
            ],
        );
    }
}
