//! # restatement-conflict
//!
//! The same fact is said twice, with values that cannot both be true.
//!
//! ## Why it matters
//!
//! The prepared remarks say it, the answers repeat it. Where the two differ, whoever quotes the call quotes one of them.
//!
//! ## Example
//!
//! > Total revenue was $25.0 million. … As I said, total revenue in the quarter was $55.0 million.
//!
//! ## What it leaves alone
//!
//! - Facts whose metric, scope, period, basis or unit differ, or are not all known; a number that is said again at once,
//!   "12, okay", needs no key.
//! - A metric of the vocabulary that is said again without saying when, unless the call says one value of it and no
//!   other; such a pair is reported as a hint.
//! - Equal keys alone: "Revenue was $726 million" may be that of a segment named a paragraph before. The call must show
//!   that both statements are of one fact: they stand beside the same other figures, or three statements agree but one,
//!   or two people of the company say it plainly, with nothing around them that narrows it, or each of them says it
//!   first of that metric, before anything of a part of the company.
//! - Figures without a key, unless two voices say them in the same rare words ("the $40 million stipulation"), or a
//!   question points back to one of them ("the 45 contracts you mentioned"), and nothing else said would do as well; or
//!   somebody puts right what another has just said ("that is 2.3%, not 1.3%").
//! - A limit that another one of the same thing is near: more than 6,000 are more than 5,000. Limits that are far from
//!   each other are a hint.
//! - Refinement ("$1.2 billion", then "$1.23 billion") and hedged echoes ("almost 60%" for 58%).
//! - What rounding explains; but amounts for a share are rounded to the cent, so that "$0.01" is never "$0.02".
//! - Differences of a power of ten, which are for scale-slip, and wild ones, which show that two things are meant.
//!
//! ## Source
//!
//! Two statements of one fact have a value in common.

use tieout_figures::{Amount, Kind as FigureKind};

use super::case::{Case, Reading, Side, points};
use super::said_twice::{EQUATION, say};
use super::verdict::Outcome;
use super::{Rule, scale_slip};
use crate::relations::{self, End, Kind, Pairing, Rational, Role, Values};
use crate::settings::{Profile, Severity};

pub(super) const RULE: Rule = Rule {
    name: "restatement-conflict",
    source: include_str!("restatement_conflict.rs"),
    default: true,
    profile: Profile::Reader,
    kinds: &[Kind::Restatement],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

fn judge(case: &Case<'_>) -> Outcome {
    if are_limits(case) {
        return judge_limits(case);
    }
    match EQUATION.judge(case) {
        Outcome::Holds if differ_in_cents(case) => Outcome::Fails(Severity::Information),
        Outcome::Fails(_) if scale_slip::is_slip(case) || is_wild(case) => Outcome::Unsure,
        // However near they stand, two statements may be of two facts that the words do not tell apart.
        Outcome::Fails(severity) => Outcome::Fails(severity.min(Severity::Information)),
        Outcome::Holds if is_misheard(case) => Outcome::Fails(Severity::Information),
        outcome => outcome,
    }
}

/// Whether both are limits on one side: "more than 5,000" and "over 5,000".
fn are_limits(case: &Case<'_>) -> bool {
    let figures = case.figure(Role::Statement).zip(case.figure(Role::Again));
    figures.is_some_and(|(one, other)| relations::are_limits(one, other))
}

/// Two limits: more than 5,000 are more than 4,000 too, but not said to be half as many.
fn judge_limits(case: &Case<'_>) -> Outcome {
    let band = |role| points(case, role, Reading::Band, Side::Both).map(Values::magnitude);
    let Some((statement, again)) = band(Role::Statement).zip(band(Role::Again)) else { return Outcome::Unsure };
    if statement.meets(again) == Some(true) {
        return Outcome::Holds;
    }
    let reaches = |values: Values, other: Values| {
        let further = Values { low: values.low, high: values.scaled(Rational::new(3, 2))?.high };
        further.meets(other)
    };
    let is_near = reaches(statement, again) != Some(false) || reaches(again, statement) != Some(false);
    if is_near || is_wild(case) { Outcome::Unsure } else { Outcome::Fails(Severity::Hint) }
}

/// Whether what is said again at once is another number of the same fineness: nobody rounds what was just heard.
fn is_misheard(case: &Case<'_>) -> bool {
    case.relation.pairing == Pairing::Clause
        && !case.is_hedged()
        && match (case.amount(Role::Statement), case.amount(Role::Again)) {
            (Some(Amount::Single(one)), Some(Amount::Single(other))) => {
                one.precision == other.precision && one.value != other.value
            }
            _ => false,
        }
}

/// Whether two amounts for one share differ, of which each is rounded to the cent.
fn differ_in_cents(case: &Case<'_>) -> bool {
    let is_per_share = |role| case.figure(role).is_some_and(|it| it.kind == FigureKind::PerShare && it.hedge.is_none());
    let amounts = case.amount(Role::Statement).zip(case.amount(Role::Again));
    is_per_share(Role::Statement)
        && is_per_share(Role::Again)
        && amounts.is_some_and(|(one, other)| relations::differ_in_cents(one, other))
}

/// Whether the difference is so wild that it shows two things to be meant: more than ten times.
fn is_wild(case: &Case<'_>) -> bool {
    within_ten_times(case).is_none_or(|within| !within)
}

fn within_ten_times(case: &Case<'_>) -> Option<bool> {
    // "Up to $3 billion" is as far from $4 billion as $3 billion is.
    let said = |role| {
        let bare = points(case, role, Reading::Band, Side::Both);
        bare.or_else(|| points(case, role, Reading::Hull, Side::Both)).map(Values::magnitude)
    };
    let (statement, again) = (said(Role::Statement)?, said(Role::Again)?);
    let zero = Some(End { at: Rational::ZERO, inclusive: true });
    let up_to = |values: Values| Some(Values { low: zero, high: values.scaled(Rational::new(10, 1))?.high });
    Some(again.meets(up_to(statement)?)? && statement.meets(up_to(again)?)?)
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "The tax rate was 21% in the third quarter.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: What was behind the tax rate?\n\nAnn Lee - Chief Financial Officer: A refund. The tax rate was 24% in the third quarter.",
            "nothing was left out",
        ),
        (
            "Net sales were $25.3 million, up 14% sequentially and 31% year over year.\n\nJon Fry - Chief Executive \
             Officer: As Ann said, net sales of $52.3 million were up 14% sequentially and 31% year over year.",
            "the same growth on another amount",
        ),
        (
            "Third quarter operating income was $11.5 million.\n\nJon Fry - Chief Executive Officer: Third quarter \
             operating income of $15.1 million is a record.",
            "two people of the company",
        ),
        (
            "Gross margin was 54.2% in the third quarter. Our teams made it happen.\n\nJon Fry - Chief Executive \
             Officer: Gross margin was 54.2% in the third quarter. We hired well. In the third quarter, gross margin was \
             45.2%.",
            "all agree but one",
        ),
        (
            "Third quarter operating income was $11.5 million, above our target.\n\nJon Fry - Chief Executive Officer: \
             Third quarter operating income was $15.1 million, thanks to organic growth.",
            "what a clause behind says is of that clause",
        ),
        (
            "The arbitration panel awarded us $41.5 million for the flooded warehouse.\n\nJon Fry - Chief Executive \
             Officer: The panel awarded us $14.5 million for the flooded warehouse, which ends the arbitration.",
            "the same rare words",
        ),
        (
            "The dredging permits cost $41.5 million.\n\nOperator: Our first question comes from Bob Ray with Big \
             Bank.\n\nBob Ray - Analyst: On that $14.5 million for dredging, is there more to come?",
            "a question that points back",
        ),
        (
            "Rents in the harbor should rise 12% to 14%.\n\nOperator: Our first question comes from Bob Ray with Big \
             Bank.\n\nBob Ray - Analyst: On the 12% to 24% for the harbor, what drives it?",
            "a range with one end in common",
        ),
        (
            "The lagoon permit cost $41.5 million.\n\nJon Fry - Chief Executive Officer: We paid $14.5 million for the lagoon \
             permit.",
            "two rare words, by two people of the company",
        ),
        (
            "We served 300,000 commuters on the ferries from Lundby. Ferries carried 301,000 commuters from \
             Lundby.\n\nJon Fry - Chief Executive Officer: We are proud of the 660,000 commuters on our ferries from Lundby.",
            "said twice, and once rounded",
        ),
        (
            "The harbor master raised the regulatory minimum of ballast to 1.5x.\n\nJon Fry - Chief Executive Officer: We \
             are above the regulatory minimum of ballast of 3.5x.",
            "a multiple in the same rare words",
        ),
        (
            "Operator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: And how many of your pilots fly at night?\n\nAnn Lee - Chief Financial Officer: I believe 12.\n\nBob Ray - Analyst: 13, okay. And what do they fly?",
            "another number is heard",
        ),
        (
            "Operator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: And how many of your pilots fly at night?\n\nAnn Lee - Chief Financial Officer: Approximately 20.\n\nBob Ray - Analyst: Great, 45, thanks.",
            "another number is heard",
        ),
        (
            "Earnings per share were $0.02 in the third quarter.\n\nJon Fry - Chief Executive Officer: In the third quarter, \
             earnings per share were $0.03, as we had hoped.",
            "a cent is a cent",
        ),
        (
            "The ferry lease runs to $41,500 per berth.\n\nOperator: Our first question comes from Bob Ray with Big \
             Bank.\n\nBob Ray - Analyst: You said that the ferry lease is $14,500 per berth. Does it end?",
            "a quotation",
        ),
        (
            "Half of our skippers have taken the radio.\n\nOperator: Our first question comes from Bob Ray with Big \
             Bank.\n\nBob Ray - Analyst: You said that a fifth of your skippers have taken the radio. Why?",
            "a fraction that is quoted",
        ),
        (
            "The dredgers had a favorable impact of 3.5% on gross margin.\n\nOperator: Our first question comes from Bob \
             Ray with Big Bank.\n\nBob Ray - Analyst: Will the 750 basis points gross margin impact of the dredgers last?",
            "percent and basis points",
        ),
        (
            "Net sales were $25.3 million, up 14% sequentially.\n\nOperator: Our first question comes from Bob Ray with Big \
             Bank.\n\nBob Ray - Analyst: What is behind that 41% sequential growth?",
            "the only growth against the quarter before",
        ),
        (
            "We have more than 5,000 lagoon pilots in Lundby.\n\nJon Fry - Chief Executive Officer: More than 9,000 lagoon \
             pilots work for us in Lundby.",
            "a limit that is far from the same limit",
        ),
        (
            "We are glad to be here.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: \
             Who won the larger 14 contracts?\n\nAnn Lee - Chief Financial Officer: The usual rivals lost them.\n\nBob Ray \
             - Analyst: And how many were renewals of those 41?",
            "things counted just before",
        ),
        (
            "We reported $48 million in net income and $0.90 in EPS.\n\nJon Fry - Chief Executive Officer: Net income was $48 million, or $0.40 per diluted share, this quarter.",
            "it was $0.90",
        ),
    ],
    silent: &[
        (
            "Gross margin was 43% in the third quarter. As a teaser, in the month of September, we operated at a gross margin of 45%.",
            "of one month",
        ),
        (
            "Total net sales were $390 million in the third quarter. The sea was calm. Net sales (Norway) were $150 million in the third quarter.",
            "a part in parentheses",
        ),
        (
            "In the quarter, revenue of $71 million rose 24% year over year. Costs fell. Revenue of $245 million rose 19% year over year.",
            "two growths, so two stretches of time",
        ),
        (
            "The allowance was 1.38% of loans in the third quarter.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: When did that peak?\n\nAnn Lee - Chief Financial Officer: At 1.9%, in 2021. The allowance for offices is 9%.",
            "of some loans",
        ),
        (
            "We closed 14 deals worth $61 million.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: And the pipeline?\n\nAnn Lee - Chief Financial Officer: A year ago, there were 71 deals worth $410 million in it.",
            "other deals",
        ),
        (
            "The extra week added $71 million in sales.\n\nJon Fry - Chief Executive Officer: Sales were $1,132 million.",
            "what was added, and all of them",
        ),
        (
            "Revenue was $738 million.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: And the yard. You bought it with sales of $160 million. Where is it now?\n\nAnn Lee - Chief Financial Officer: It is growing.",
            "of what was bought",
        ),
        (
            "The tax rate was 21% in the third quarter.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: A tax rate of 21% seems low. What was behind it?\n\nAnn Lee - Chief Financial Officer: A refund. The tax rate without the refund was 24%.",
            "without the refund",
        ),
        (
            "Market share was 22%, up 40 basis points.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: On which definition?\n\nAnn Lee - Chief Financial Officer: 22% is by value. By volume our market share is 19%.",
            "measured in another way",
        ),
        (
            "Headcount was 2,410.\n\nJon Fry - Chief Executive Officer: We had 2,410 employees at the end of the quarter and 2,380 on average.",
            "at the end, and on average",
        ),
        (
            "R&D was 5% of sales, or 8% with what we capitalize.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: R&D at 8% of sales, is that going up?\n\nAnn Lee - Chief Financial Officer: It is not.",
            "the other of two that were said",
        ),
        (
            "Our ferry line generated $142 million of cash in the quarter.\n\nJon Fry - Chief Executive Officer: We ended with $620 million in cash.",
            "what came in, and what is there",
        ),
        (
            "Company sales were $212 million, and those of franchisees $878 million.\n\nJon Fry - Chief Executive Officer: Revenue was $304 million.",
            "of the restaurants that the company runs itself",
        ),
        (
            "The north earned $24 million, a 38% margin.\n\nJon Fry - Chief Executive Officer: Margin was 30.3%.",
            "of another amount",
        ),
        (
            "We sold our French yards, which had revenue of $32 million in the third quarter.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: How did the others do?\n\nAnn Lee - Chief Financial Officer: Most of the $4 million increase was from the French yards.",
            "an increase",
        ),
        (
            "We have more than 5,000 lagoon pilots in Lundby.\n\nJon Fry - Chief Executive Officer: More than 6,000 lagoon \
             pilots work for us in Lundby.",
            "more than 6,000 are more than 5,000",
        ),
        (
            "We have more than 5,000 lagoon pilots in Lundby.\n\nJon Fry - Chief Executive Officer: We have 9,000 lagoon \
             pilots in Lundby.",
            "9,000 are more than 5,000",
        ),
        (
            "We signed 4 pilots in the third quarter.\n\nJon Fry - Chief Executive Officer: In the third quarter, we had 38 \
             pilots.",
            "those who came, and all",
        ),
        (
            "Earnings per share were $0.02 in the third quarter.\n\nJon Fry - Chief Executive Officer: In the third quarter, \
             earnings per share were about $0.03, as we had hoped.",
            "a hedge takes a cent with it",
        ),
        (
            "Earnings per share were $0.02 in the third quarter.\n\nJon Fry - Chief Executive Officer: In the third quarter, \
             earnings per share were $0.024, as we had hoped.",
            "displayed more finely",
        ),
        (
            "The ferry lease runs to $41,500 per berth.\n\nOperator: Our first question comes from Bob Ray with Big \
             Bank.\n\nBob Ray - Analyst: You said how many ferry leases cost more than $14,500 per berth. Is that new?",
            "a question is no quotation",
        ),
        (
            "Half of our skippers have taken the radio.\n\nOperator: Our first question comes from Bob Ray with Big \
             Bank.\n\nBob Ray - Analyst: Could a fifth of your skippers leave the harbor?",
            "nothing is quoted",
        ),
        (
            "The dredgers had a favorable impact of 3.5% on gross margin.\n\nOperator: Our first question comes from Bob \
             Ray with Big Bank.\n\nBob Ray - Analyst: Will the 350 basis points gross margin impact of the dredgers last?",
            "percent said as basis points",
        ),
        (
            "We will be glad to hear from you.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob \
             Ray - Analyst: How many pilots are there?\n\nAnn Lee - Chief Financial Officer: I believe 46.\n\nBob Ray - \
             Analyst: 64 boats, is that right?",
            "another question",
        ),
        (
            "We will be glad to hear from you.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob \
             Ray - Analyst: How many pilots are there?\n\nAnn Lee - Chief Financial Officer: We have 46 here and 64 in \
             Norway.\n\nBob Ray - Analyst: 110, okay. Thank you.",
            "an answer with two numbers",
        ),
        (
            "Net sales were $25.3 million, up 14% sequentially. Bookings were up 9% sequentially.\n\nOperator: Our first \
             question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: What is behind that 41% sequential growth?",
            "several things grew",
        ),
        (
            "We are glad to be here.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: \
             Who won the larger 14 contracts and the 9 small ones?\n\nAnn Lee - Chief Financial Officer: We won 12 \
             licenses.\n\nBob Ray - Analyst: And how many were renewals of those 41?",
            "several things were counted",
        ),
        (
            "Net sales were $25 million, up 14% sequentially and 31% year over year.\n\nJon Fry - Chief Executive \
             Officer: As Ann said, net sales of $25.3 million were up 14% sequentially and 31% year over year.",
            "refined",
        ),
        (
            "Third quarter net sales were $25.3 million. Turning to valves, third quarter net sales were $9.1 million.",
            "a segment, by the same speaker",
        ),
        (
            "Third quarter net sales were $25.3 million.\n\nJon Fry - Chief Executive Officer: Valve net sales were \
             up 8% in the quarter. We are glad. We hired. We moved. Third quarter net sales were $9.1 million.",
            "a part is smaller than its whole, and valves are spoken of",
        ),
        (
            "Third quarter operating income was $11.5 million.\n\nJon Fry - Chief Executive Officer: Third quarter \
             operating income was $15.1 million, excluding the settlement.",
            "another scope, said behind",
        ),
        (
            "Third quarter operating income was $11.5 million.\n\nJon Fry - Chief Executive Officer: Excluding the \
             settlement, third quarter operating income was $15.1 million.",
            "another scope",
        ),
        (
            "Gross margin was 54.2% in the third quarter.\n\nJon Fry - Chief Executive Officer: In the second quarter, \
             gross margin was 45.2%.",
            "another period",
        ),
        (
            "Net sales were $25.3 million, up 21%.\n\nJon Fry - Chief Executive Officer: Valve net sales were $9.1 \
             million, up 21%.",
            "one growth in common is no proof",
        ),
        (
            "The arbitration panel awarded us $41.5 million for the flooded warehouse.\n\nJon Fry - Chief Executive \
             Officer: The panel awarded us $41 million for the flooded warehouse, which ends the arbitration.",
            "refined, in the same rare words",
        ),
        (
            "The arbitration panel awarded us $41.5 million for the flooded warehouse, and $14.5 million for the flooded \
             barge.\n\nJon Fry - Chief Executive Officer: The panel awarded us $14.5 million for the flooded barge, which \
             ends the arbitration.",
            "what is said of something else",
        ),
        (
            "The dredging permits cost $41.5 million.\n\nOperator: Our first question comes from Bob Ray with Big \
             Bank.\n\nBob Ray - Analyst: On that $14.5 million for barges, is there more to come?",
            "no word in common",
        ),
        (
            "The dredging permits cost $41.5 million.\n\nOperator: Our first question comes from Bob Ray with Big \
             Bank.\n\nBob Ray - Analyst: Would dredging of the lagoon cost $14.5 million?",
            "a question that does not point back",
        ),
        (
            "We served 300,000 commuters on the ferries from Lundby.\n\nJon Fry - Chief Executive Officer: We are proud of \
             the 301,000 commuters on our ferries from Lundby.",
            "a round number",
        ),
        (
            "Wholesale Optics net income was $33.1 million. Wholesale Optics adjusted net income was $34.7 million.\n\nJon \
             Fry - Chief Executive Officer: In Wholesale Optics, net income was $34.7 million.",
            "the other way to count it",
        ),
        (
            "Net sales were $25.3 million in the third quarter.\n\nJon Fry - Chief Executive Officer: We expect net \
             sales of $27.0 million in the fourth quarter.",
            "guidance",
        ),
        (
            "Operator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: And how many of your pilots fly at night?\n\nAnn Lee - Chief Financial Officer: I believe 12.\n\nBob Ray - Analyst: 12, okay. And what do they fly?",
            "the same",
        ),
        (
            "Operator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: And how many of your pilots fly at night?\n\nAnn Lee - Chief Financial Officer: Approximately 20.\n\nBob Ray - Analyst: 19, okay.",
            "the hedge allows it",
        ),
        (
            "Operator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: And how many of your pilots fly at night?\n\nAnn Lee - Chief Financial Officer: I believe 12.\n\nBob Ray - Analyst: 13 planes need more, okay?",
            "said of something",
        ),
        (
            "Operator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: And how many of your pilots fly at night?\n\nAnn Lee - Chief Financial Officer: I believe 12 by night and 14 by day.\n\nBob Ray - Analyst: 26, okay.",
            "two numbers were given",
        ),
        (
            "Operator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: And how many of your pilots fly at night?\n\nAnn Lee - Chief Financial Officer: I believe 12.\n\nBob Ray - Analyst: Okay, so $13 million for them.",
            "another unit",
        ),
        (
            "We reported $48 million in net income and $0.90 in EPS.\n\nJon Fry - Chief Executive Officer: Net income was $48 million, or $0.90 per diluted share, this quarter, and the dividend was $0.40 per share.",
            "another metric",
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::checks::examples::findings;

    #[test]
    fn a_rise_and_a_decline_are_told_apart_by_their_signs() {
        let remarks = "Net sales were $25.3 million, up 14% sequentially and 31% year over year.\n\nJon Fry - Chief Executive \
            Officer: As Ann said, net sales of $25.3 million were down 14% sequentially and up 31% year over year.";
        let messages: Vec<String> = findings(RULE.name, remarks).into_iter().map(|finding| finding.message).collect();
        assert_eq!(messages, ["says −14%, but the same is said to be +14% (Net sales)"]);
    }
}
