//! # growth-mismatch
//!
//! A level, its prior level and the growth said between them do not agree.
//!
//! ## Why it matters
//!
//! Growth is the number that a call is quoted for. Where it does not follow from the two levels beside it, one of the
//! three was misspoken or mistyped, and a model that takes the wrong one is wrong from there on.
//!
//! ## Example
//!
//! > Revenue was $63.2 million, up 15.3% from $553.3 million.
//!
//! $63.2 million is 88.6% under $553.3 million. With one digit more, $638.2 million, all three agree.
//!
//! ## What it leaves alone
//!
//! - Whatever rounding or truncation explains: "$8.9 million, up 55% from $5.7 million" holds, since 8.85 to 9.00 over
//!   5.65 to 5.80 allows 52.6 to 59.3%.
//! - Growth in constant currency, organic growth and growth that excludes something, beside amounts as reported; where
//!   the sentence before gave the base as reported, anything within fifteen points of it. Growth with and without an
//!   acquisition over two bases must agree on what it adds, by a factor of two.
//! - A base of another metric, of the other sign, or near zero.
//! - A growth whose year or quarter is not that of the base.
//!
//! ## Source
//!
//! growth = level / prior level − 1, judged by intervals as XBRL Calculations 1.1 judges sums.

use super::case::{Case, Reading, Side, percent};
use super::verdict::{Equation, Outcome, as_numbers, signed};
use super::wording::{Sign, Words, values};
use super::{Rule, Said};
use crate::relations::{Kind, Rational, Role, Values};
use crate::settings::Profile;

pub(super) const RULE: Rule = Rule {
    name: "growth-mismatch",
    source: include_str!("growth_mismatch.rs"),
    default: true,
    profile: Profile::Reader,
    kinds: &[Kind::Growth, Kind::LikeForLike, Kind::GrowthChain],
    judge,
    say,
    #[cfg(test)]
    examples: EXAMPLES,
};

const EQUATION: Equation = Equation { stated: Role::Growth, given: &[Role::Level, Role::Prior], compute, read };

/// What is left out of a growth moves it by some points: the base may hold it, or not.
const LIKE_FOR_LIKE: Equation = Equation { read: read_widely, ..EQUATION };

/// By how many points what is left out may move a growth.
const LEFT_OUT: i64 = 15;

fn judge(case: &Case<'_>) -> Outcome {
    match case.relation.kind {
        Kind::LikeForLike => LIKE_FOR_LIKE.judge(case),
        Kind::GrowthChain => CHAIN.judge(case),
        _ => EQUATION.judge(case),
    }
}

/// Growth with and without what was left out, over two bases.
const CHAIN: Equation = Equation {
    stated: Role::Growth,
    given: &[Role::OtherGrowth, Role::WholeGrowth, Role::OtherWholeGrowth],
    compute: over_other_base,
    read: read_as_said,
};

/// By how many times what is left out may be more of one base than of the other.
const MORE_OF_ONE_BASE: i64 = 2;

/// The growth over one base that follows from that over the other, in percent: both make the level without what was
/// left out of the level with it. One of the bases may hold some of it already.
fn over_other_base(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let (whole, other) =
        (times_of(case, Role::WholeGrowth, reading, side)?, times_of(case, Role::OtherWholeGrowth, reading, side)?);
    let base = whole.over(other)?;
    let times = times_of(case, Role::OtherGrowth, reading, side)?.times(base)?;
    let (less, more) = (Rational::new(1, MORE_OF_ONE_BASE), Rational::new(MORE_OF_ONE_BASE, 1));
    let times = times.scaled(less)?.around(times.scaled(more)?)?;
    times.minus(Values::exactly(Rational::ONE))?.scaled(Rational::HUNDRED)
}

/// By how many times a level grew.
fn times_of(case: &Case<'_>, role: Role, reading: Reading, side: Side) -> Option<Values> {
    let times =
        case.values(role, reading, side)?.scaled(Rational::new(1, 100))?.plus(Values::exactly(Rational::ONE))?;
    times.is_positive().then_some(times)
}

fn read_as_said(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    case.values(Role::Growth, reading, side)
}

fn read_widely(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let stated = read(case, reading, side)?;
    let points = |points| stated.plus(Values::exactly(Rational::new(points, 1)));
    points(-LEFT_OUT)?.around(points(LEFT_OUT)?)
}

/// The growth that the levels allow, in percent; for losses that of their size.
pub(super) fn compute(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    let (level, prior) = (case.values(Role::Level, reading, side)?, case.values(Role::Prior, reading, side)?);
    let (level, prior) = if prior.is_negative() { (level.negate(), prior.negate()) } else { (level, prior) };
    if !prior.is_positive() || level.is_negative() {
        return None;
    }
    level.over(prior)?.minus(Values::exactly(Rational::ONE))?.scaled(Rational::HUNDRED)
}

fn read(case: &Case<'_>, reading: Reading, side: Side) -> Option<Values> {
    // "Rose by a third" is 33%.
    let stated = percent(case, Role::Growth, reading, side)?;
    Some(signed(stated, case.relation.sense, compute(case, reading, side)))
}

fn say(case: &Case<'_>, words: &Words<'_>) -> Said {
    let is_chain = case.relation.kind == Kind::GrowthChain;
    let (shown, hull) = if is_chain { CHAIN.computed(case) } else { EQUATION.computed(case) };
    let kind = tieout_figures::Kind::Percent;
    let growth = shown.map(|it| values(it, kind, None, Sign::Change)).unwrap_or_default();
    let stated = words.role(case, Role::Growth);
    let sum = if is_chain {
        let [other, whole, of_other] =
            [Role::OtherGrowth, Role::WholeGrowth, Role::OtherWholeGrowth].map(|role| words.role(case, role));
        format!("{other} without what was left out, beside {of_other} and {whole} with it, allows {growth}")
    } else {
        format!("{} over {} is {growth}", words.role(case, Role::Level), words.role(case, Role::Prior))
    };
    Said { stated: stated.to_owned(), sum, computed: as_numbers(hull, 2) }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("Tolls were $120 million and last year they were $100 million, so growth of 44%.", "it is 20%"),
        ("Last year we took $100 million and this year $120 million, so growth of 44%.", "it is 20%"),
        ("Fares rose by a third to $70.0 million from $30.0 million.", "they more than doubled"),
        ("Fares were up a fifth, from $100 million to $264 million.", "164%"),
        ("Fares fell by a third to $3.0 million from $30.0 million.", "65%"),
        (
            "Toll and ferry sales were $100 million and $80 million, up 45% and 60% from $80 million and $50 million, respectively.",
            "the first is 25 %",
        ),
        ("Toll revenue was $21.2 million, up 17.1% on the prior corresponding period's $19.8 million.", "it is 7 %"),
        ("The pit gave 106,000 tonnes, up 16% from 100,000 in the second quarter.", "it is 6 %"),
        (
            "Toll revenue grew 41.4% to $798.1 million, an increase of $140.5 million from $657.6 million a year ago.",
            "it is 21 %",
        ),
        ("Ferry loans rose to $446 million, or 33.6% over the March balance of $393 million.", "it is 14 %"),
        ("There was a 53% increase in storm losses, from $535 million a year ago to $712 million.", "it is 33 %"),
        ("Toll revenue was $120 million, up 40% on the $100 million of last year.", "it is 20 %"),
        (
            "Tolls were $120 million, which is a $20 million or 40% increase over the $100 million of last year.",
            "it is 20 %",
        ),
        (
            "Net income was $0.53 per share, which is $0.04 above the $0.49 of 2030. That is an 18% increase.",
            "it is 8 %",
        ),
        (
            "Toll revenue rose 20% to $120 million from $100 million in June. On a yearly basis, it was up 80% from $80 million.",
            "it is 50 %",
        ),
        ("Toll revenue grew 41.4% to $798.1 million, an increase of $140.5 million from $657.6 million.", "it is 21 %"),
        ("Deposits were $1.08 billion and increased 12% compared to $1.06 billion at year-end.", "it is 2 %"),
        (
            "Loans increased 8% to $1.09 billion compared to $1.01 billion a year ago, and increased 22% compared to $1.07 billion at year-end.",
            "the second is 2 %",
        ),
        ("Toll revenue was up 31% to £153.9 million (H1 2030: £138.2 million).", "it is 11.4 %"),
        ("Toll revenue fell by 7.5% to RMB494.5 million (US$68.3 million) from RMB558.6 million.", "it fell 11.5 %"),
        ("We carried 20,000 skippers a day, against 24,000 last year, so down 27%.", "it is −17 %"),
        ("Revenue went from $10.0 million to $12.0 million, so that's a 40% increase.", "it is 20%"),
        (
            "Revenue landed within our guidance range at $50.6 million, compared to $58.0 million in the year-ago quarter, a \
             decline of 31%.",
            "it is −12.8 %, and guidance was met",
        ),
        (
            "Pretax income was $16.3 million, and net income was $12.1 million, a decline of 12% from $15.5 million.",
            "it is 22 %",
        ),
        ("Adjusted expenses were $29.1 million, up 15% from $27.7 million.", "it is 5 %"),
        ("We had 21.6 million buyers, a 19% increase from 19.8 million.", "it is 9 %"),
        ("We raised our dividend by 17% to $1.12 billion from $1.10 billion.", "it is 2 %"),
        ("The fleet will grow from $31 million in 2033 to $46 million in 2038, or 8.2%.", "it is 48 %"),
        (
            "Overdue loans were $24.1 million, or 0.65% of loans, up from $22.3 million, an increase of 61%.",
            "it is 8 %",
        ),
        (
            "Revenue was $12.0 million this quarter. In the same quarter last year, revenue was $10.0 million. That is growth of 50%.",
            "it is 20%",
        ),
        ("A year ago, revenue was $10.0 million. This quarter, it was $12.0 million, an increase of 50%.", "it is 20%"),
        ("Revenue was EUR 12.0 million, after EUR 10.0 million in the prior year, an increase of 35%.", "20 %"),
        ("Revenue was Rs. 12.0 crores as against Rs. 10.0 crores last year, a growth of 35%.", "20 %, in rupees"),
        ("Revenue was $63.2 million, up 15.3% from $553.3 million a year ago.", "a digit is lost"),
        (
            "Third quarter revenue was $20.0 million. We expect fourth quarter revenue of $22.0 million to $24.0 million. \
             We expect fourth quarter revenue to grow between 10% and 40% sequentially.",
            "the guidance is up 10 to 20 %",
        ),
        ("Revenue grew 20% to $12.5 million from $10.0 million in the second quarter.", "it is 25 %"),
        ("Bookings rose from $10.0 million to $12.5 million, a 40% increase.", "it is 25 %"),
        (
            "Revenue was $12.0 million, a 20% increase versus $10.0 million last quarter, and a 70% increase versus \
             $8.0 million a year ago.",
            "the second step is 50 %",
        ),
        ("Revenue was $12.5 million compared to $10.0 million in the prior year, an increase of 35%.", "it is 25 %"),
        ("Revenue was $12.5 million, an increase of 35% over $10.0 million a year ago.", "it is 25 %"),
        ("Revenue was $12.5 million. That compares to $10.0 million a year ago, an increase of 35%.", "it is 25 %"),
        ("Last quarter, revenue was $10.0 million. This quarter, revenue was $12.5 million, up 35%.", "it is 25 %"),
        (
            "Net income was $12.5 million, or $0.40 per share, up 35% from $10.0 million, or $0.30 per share.",
            "it is 25 %",
        ),
        ("Our volume of $12.5 million was 35% above the $10.0 million of last year.", "it is 25 %"),
        (
            "Revenue was $15.0 million, a 21% increase versus $12.4 million in the prior quarter. Excluding the acquisition, \
             revenue grew 52% to $13.9 million.",
            "it is 12 %",
        ),
        ("Net revenue declined 30% to $9.0 million from $10.0 million.", "it declined 10 %"),
        ("Revenue was $12.5 million, compared to $10.0 million a year ago. That's an increase of 35%.", "it is 25 %"),
        ("From $10.0 million a year ago, revenue grew 35% to $12.5 million.", "it is 25 %"),
        ("Revenue grew by 35%, or $2.5 million, to $12.5 million, compared to $10.0 million last year.", "it is 25 %"),
        ("Revenue was $12.5 million, which compares to $10.0 million and represents growth of 35%.", "it is 25 %"),
        (
            "Net earnings grew by 35% at $12.5 million in the third quarter, up from $10.0 million a year ago.",
            "it is 25 %",
        ),
        (
            "Revenue was up 21% sequentially and up 54% year over year. Excluding the acquisition, revenue was up 13% sequentially and up 440% year over year.",
            "without it, it is about 43 %",
        ),
        (
            "Revenue was $12.5 million, which is a 35% increase compared to the same quarter last year when we did $10.0 million.",
            "it is 25 %",
        ),
        (
            "Revenue was $12.5 million, an increase of 50% from a year ago and 35% from $10.0 million in the second quarter.",
            "it is 25 %",
        ),
        (
            "Revenue was $12.0 million, compared to $10.0 million in the second quarter and $8.0 million a year ago, increases of 20% and 80%, respectively.",
            "the second is 50 %",
        ),
        (
            "Revenue was $12.0 million, up 40% and 50% from $10.0 million and $8.0 million, respectively.",
            "the first is 20 %",
        ),
        ("Revenue was $120 million. A year ago it was $100 million, so that is growth of 50%.", "it is 20%"),
        ("Revenue was $660 million, which compares favorably with $600 million last year, growth of 40%.", "it is 10%"),
    ],
    silent: &[
        ("Tolls were $120 million and last year they were $100 million, so growth of 20%.", "it holds"),
        (
            "Tolls were $120 million and last year they were $100 million, so growth of 8% in ships.",
            "of something else",
        ),
        ("Tolls were $120 million and the plan was $100 million, so growth of 7%.", "over last year"),
        (
            "Tolls were $120 million and last year they were $100 million, so organic growth of 8%.",
            "without what was bought",
        ),
        ("Fares were up a fifth, from $100 million to $120 million.", "it holds"),
        ("Fares rose by a third to $40.0 million from $30.0 million.", "it holds"),
        ("Fares fell a quarter, to $75.0 million from $100.0 million.", "it holds"),
        ("Fares were a quarter of $100 million, up from $20 million.", "a part, and not by how much"),
        ("The dividend rose to $1.20 from $1.00, that's a 3% yield.", "of the price of a share"),
        ("Fares rose to $120 million from $100 million, that is 4% ahead of our guidance.", "over another mark"),
        (
            "Income per berth was $0.53, up $0.04 from $0.49. That is an 18% increase in operating income.",
            "of something else",
        ),
        ("Rent was $18 million, or 18.9% as a percentage of net sales, up from $17 million.", "a ratio"),
        ("The pit gave 106 thousand tonnes, up 16% from 98 a day in the second quarter.", "of another size"),
        (
            "Toll revenue was $100 million and EBITDA $40 million, up 25% and 33% from $80 million and $30 million.",
            "each over its own",
        ),
        (
            "Toll sales in Norway and Spain were $100 million and $80 million, up a combined 38% from $80 million and $50 million.",
            "both together",
        ),
        (
            "Toll revenue rose 20% to $120 million from $100 million in June. For the nine months, it was up 30% from $250 million.",
            "of a longer time",
        ),
        ("Wages increased modestly, or 3% before the charge, to $12.0 million from $10.0 million.", "without a charge"),
        (
            "Toll and ferry sales were $100 million and $80 million, up 25% and 60% from $80 million and $50 million, respectively.",
            "each over its own",
        ),
        (
            "The pit gave 106 thousand tonnes, up 16% from 90 at the gate in the second quarter.",
            "the scale is left out",
        ),
        ("Toll revenue was $21.2 million, up 17.1% on the strength of the $19.8 million bridge.", "no base"),
        ("Toll revenue increased 5% to $1.05 billion, up $20 million from $1.03 billion in June.", "over last year"),
        ("Our yield was up 5% on the $100 million of notes, and tolls were $120 million.", "no base"),
        ("Tolls of $446 million were 33.6% over plan, and the March balance of loans was $393 million.", "no base"),
        ("Full-year revenue rose 8% to £48 million (Q4: £13 million).", "a part of the year"),
        ("Toll revenue fell 6.3% to $1.158 billion compared with $1.12 billion in the poll.", "over last year"),
        ("Toll revenue grew 21.4% to $798.1 million, an increase of $140.5 million from $657.6 million.", "it holds"),
        (
            "Toll revenue grew 3.0% sequentially to $798.1 million, an increase of $140.5 million from $657.6 million a year ago.",
            "over another base",
        ),
        ("Deposits were $1.08 billion and borrowings increased 12% compared to $1.06 billion at year-end.", "others"),
        (
            "Assets were $2.0 billion with deposits of $1.08 billion and increased 2% compared to $1.96 billion.",
            "assets",
        ),
        (
            "Deposits were $1.08 billion and increased 8% from a year ago, compared to $1.06 billion at year-end.",
            "two bases",
        ),
        (
            "Fees were $4.2 million versus $6.2 million in June, a decline of $1.0 million or 19% year over year.",
            "two bases",
        ),
        ("Fees were $4.2 million versus $6.2 million, a decline in volume of $1.0 million or 19%.", "a part of it"),
        ("Toll revenue was up 11% to £153.9 million (H1 2030: £138.2 million).", "it holds"),
        ("Toll revenue was up 3% sequentially to £153.9 million (H1 2030: £138.2 million).", "over another base"),
        ("Toll revenue was up 3% at CER to £153.9 million (H1 2030: £138.2 million).", "counted in another way"),
        ("Toll revenue was £153.9 million (H1 2030: £138.2 million), up 5% on budget.", "over what was planned"),
        ("Toll revenue was up 3% to £153.9 million (budget: £138.2 million).", "no time"),
        ("Toll revenue fell by 7.5% to RMB516.7 million (US$71.3 million) from RMB558.6 million.", "it holds"),
        (
            "Toll revenue was RMB516.7 million (US$71.3 million), up 25% from 413 million.",
            "in which currency is not said",
        ),
        (
            "Toll revenue was EUR 120 million ($132 million), up 9% in dollars, compared with EUR 118 million ($121 million).",
            "in dollars",
        ),
        (
            "Loans were EUR 50 billion ($60 billion), up 12% and 3%, respectively, from EUR 44.6 billion ($58.1 billion).",
            "each in its own",
        ),
        (
            "Funds from operations were $31 million, or $0.62 per share, compared to $22 million, or $0.50 per share, a 24% increase on a per-share basis.",
            "for each share",
        ),
        (
            "Toll revenue grew 6% year over year to $44.2 million, compared to our guidance of $43.9 million.",
            "over the year, and not over the guidance",
        ),
        (
            "Deposits were $2.4 billion, which represents 2% growth from June and 9% growth from $2.2 billion a year ago.",
            "a base of its own",
        ),
        (
            "Net sales were $41 million, a decrease of 2% year over year. The sea was calm. Net sales were $120 million, a decrease of 4%, compared to $125 million for the same period a year ago.",
            "the base of nine months",
        ),
        ("Toll revenue beat plan. It was $10 million, 25%, more than the $40 million of a year ago.", "a step"),
        ("We have 900 skippers, 100 or 10% fewer than the 1,000 of last year.", "it holds"),
        ("Toll revenue was $11 million. That's $2 million or 22% above the $9 million of last year.", "a step"),
        ("Toll revenue was $11 million. That's $2 million, or 22%, higher than the $9 million of last year.", "a step"),
        (
            "Loans were $20.5 billion, up from $20.0 billion in June, an increase of 10% annualized.",
            "carried to a year",
        ),
        (
            "For the next quarter we expect $102 million, plus or minus $2 million, up 5% at the middle from $97 million.",
            "by how much it may be missed",
        ),
        ("Of 4.1 million skippers, 2.2 million or 54% were in Norway, up from 2.0 million or 52%.", "shares"),
        ("We carried 20,000 skippers a day, against a capacity of 24,000, so 83%.", "how much of it that is"),
        (
            "Revenue was $96 million. This compares with $91 million in the second quarter. It was up 9% from a year ago.",
            "another base",
        ),
        (
            "We expect revenue growth of low single digits, and EBITDA growth of 5% to 6% against mid-single digits before.",
            "growths, not what grew",
        ),
        ("Revenue grew 20% and the fleet was 12 buses compared to 9 buses last year.", "of two things"),
        ("Adjusted expenses were $29.1 million, up 5% from $27.7 million.", "it holds"),
        ("Expenses were $29.1 million, up 15% on an adjusted basis from $27.7 million.", "counted in another way"),
        ("Debt was $30.0 million at 4.5%, down from $38.0 million at 5.1%.", "what it bears"),
        (
            "We raise our revenue guidance to $1.12 billion to $1.13 billion, from $1.10 billion to $1.11 billion, or 17% growth.",
            "over last year",
        ),
        (
            "Our capacity is $10.0 million to $11.0 million, down 12% from $12.0 million to $13.0 million.",
            "from one range to another",
        ),
        (
            "The fleet will grow from $31 million in 2033 to $46 million in 2038, or 8.2% a year.",
            "so much in each year",
        ),
        (
            "The fleet will grow from $31 million in 2033 to $46 million in 2038, or a CAGR of 8.2%.",
            "so much in each year",
        ),
        (
            "Overdue loans were $24.1 million, or 0.65% of loans, up from $22.3 million, or 0.61%.",
            "a share as well, of the base",
        ),
        (
            "Last quarter, revenue was $10.0 million. For the year, it was $42.0 million, an increase of 50%.",
            "of a year",
        ),
        ("Gaming revenue was $9.0 million in the quarter. In fiscal 2031, it was $62.0 million, up 13%.", "of a year"),
        (
            "Revenue was $12.0 million this quarter. In the same quarter last year, costs were $10.0 million. That is growth of 50%.",
            "of two things",
        ),
        (
            "Revenue was $12.0 million this quarter. In the same quarter last year, revenue was $10.0 million. Volumes saw growth of 50%.",
            "of something else",
        ),
        (
            "Revenue was $12.0 million this quarter, with $3.0 million from fees. In the same quarter last year, revenue was $10.0 million. That is growth of 50%.",
            "of which of them",
        ),
        ("Revenue was EUR 12.0 million, after EUR 10.0 million in the prior year, an increase of 20%.", "it holds"),
        ("Revenue was EUR 12.0 million, after EUR 10.0 million of rebates, an increase of 35%.", "no base"),
        ("Revenue was Rs. 12.0 crores as against Rs. 10.0 crores last year, a growth of 20%.", "it holds, in rupees"),
        (
            "Third quarter revenue was $20.0 million. We expect fourth quarter revenue of $22.0 million to $24.0 million. \
             We expect fourth quarter revenue to grow between 10% and 20% sequentially.",
            "guidance that holds",
        ),
        ("Revenue was $8.9 million, up 55% from $5.7 million a year ago.", "rounding explains it"),
        ("Revenue was $12.5 million, up 25% from $10.0 million a year ago.", "it holds"),
        ("Revenue was $12.5 million, up 35% in constant currency from $10.0 million a year ago.", "constant currency"),
        ("Excluding the acquisition, revenue was up 35% to $12.5 million from $10.0 million.", "excludes something"),
        (
            "Revenue was up 8% year-over-year, and current backlog was $6.2 million, versus $9.1 million.",
            "another subject",
        ),
        ("Revenue was $12.5 million, up 35% year-over-year, compared to bookings of $10.0 million.", "another metric"),
        ("Operating income was $12.5 million, up 35% from a loss of $10.0 million.", "the sign changed"),
        (
            "Revenue was $15.0 million, a 21% increase versus $12.4 million in the prior quarter. Excluding the acquisition, \
             revenue grew 22% to $13.9 million.",
            "the base may hold it",
        ),
        (
            "Bookings were $15.0 million, a 21% increase versus $12.4 million in the prior quarter. Excluding the \
             acquisition, revenue grew 52% to $13.9 million.",
            "another metric",
        ),
        (
            "Last quarter, revenue was $10.0 million. This quarter, bookings were $12.5 million, up 35%.",
            "another metric",
        ),
        ("Revenue was $12.5 million, an increase of over 15% from $10.0 million a year ago.", "one side is open"),
        ("Revenue was about $12 million, up 20% from $10.3 million.", "the hedge allows it"),
        ("Revenue was $12.5 million, compared to $10.0 million a year ago. They increased 35%.", "something else"),
        ("Revenue was $12.5 million, compared to $10.0 million a year ago. That market grew 35%.", "something else"),
        (
            "Our platforms were 89% of revenue, up from 85% a year ago. That is an increase of 29%.",
            "percent of a percentage may be of anything",
        ),
        ("We grew 20% to more than $12 million from $10.3 million.", "one side is open"),
        (
            "Net earnings grew by 25% at $12.5 million in the third quarter, up from $10.0 million a year ago.",
            "it holds",
        ),
        (
            "Revenue was up 21% sequentially and up 54% year over year. Excluding the acquisition, revenue was up 13% sequentially and up 44% year over year.",
            "it holds",
        ),
        (
            "Revenue was up 21% sequentially and up 54% year over year. Excluding the acquisition, revenue was up 1% sequentially and up 54% year over year.",
            "last year may have had less of it",
        ),
        (
            "Revenue was up 21% sequentially and up 54% year over year. Excluding the acquisition, bookings were up 13% sequentially and up 440% year over year.",
            "another metric",
        ),
        (
            "Revenue was $12.5 million, which is a 25% increase compared to the same quarter last year when we did $10.0 million.",
            "it holds",
        ),
        (
            "Revenue was $12.5 million, a 35% increase from last year, when we bought a mine for $10.0 million.",
            "what was bought",
        ),
        (
            "Revenue was $12.5 million, an increase of 50% from a year ago and 25% from $10.0 million in the second quarter.",
            "it holds",
        ),
        (
            "Revenue was $12.0 million, compared to $10.0 million in the second quarter and $8.0 million a year ago, increases of 20% and 50%, respectively.",
            "it holds",
        ),
        (
            "Revenue was $12.0 million, compared to $10.0 million in the second quarter, and wages of $8.0 million were up 40% and 80%, respectively.",
            "another subject",
        ),
        ("Revenue was $120 million. A year ago it was $100 million, which was growth of 50%.", "of the year before"),
        ("Revenue rose 20% and was $12.4 million compared to our guidance of $12.0 million.", "a mark"),
        ("Revenue grew 20% and was $12.4 million versus consensus of $12.1 million.", "a mark"),
        (
            "Bookings were $120 million. Last quarter they were $110 million, so we are pleased with growth of 30% over last year.",
            "another base",
        ),
    ],
};
