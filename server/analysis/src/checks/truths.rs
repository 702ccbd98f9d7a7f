//! Truths: what is true, however it is rounded when it is said, raises nothing.

use tieout_figures::{Amount, Currency, Decimal, Displayed, Figure, Kind as FigureKind, Unit};
use tieout_transcript::SectionKind;

use super::case::Case;
use super::verdict::Outcome;
use super::{RULES, Rule};
use crate::facts::{Fact, Modality};
use crate::relations::{Kind, Pairing, Relation, Role};
use crate::tokens::Sense;

/// Numbers without end, the same in every run (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) % bound
    }
}

/// How a true value becomes a spoken one.
#[derive(Clone, Copy, Debug)]
enum Spoken {
    Rounded,
    Truncated,
    HalfEven,
}

/// A quotient as it is displayed with some places: exact in integers, as a speaker with a table would say it.
fn display(numerator: i128, denominator: i128, places: u32, spoken: Spoken) -> Displayed {
    let scale = 10_i128.pow(places);
    let (sign, numerator) = (numerator.signum(), numerator.abs());
    let scaled = numerator * scale;
    let (whole, rest) = (scaled / denominator, scaled % denominator);
    let up = match spoken {
        Spoken::Truncated => false,
        Spoken::Rounded => 2 * rest >= denominator,
        Spoken::HalfEven => 2 * rest > denominator || 2 * rest == denominator && whole % 2 == 1,
    };
    let value = sign * (whole + i128::from(up));
    Displayed { value: Decimal::from_i128_with_scale(value, places), precision: Decimal::new(1, places) }
}

fn fact(kind: FigureKind, amount: Amount) -> Fact {
    let unit = match kind {
        FigureKind::Money => Unit::Currency(Currency::USD),
        FigureKind::BasisPoints => Unit::BasisPoints,
        _ => Unit::Percent,
    };
    let range = crate::TextRange::default();
    Fact {
        range,
        figure: Figure { range, kind, amount, unit: Some(unit), hedge: None, inferred: None },
        sentence: 0,
        turn: 0,
        speaker: None,
        section: SectionKind::PreparedRemarks,
        metric: None,
        scope: Vec::new(),
        period: None,
        basis: None,
        role: None,
        modality: Modality::Actual,
        pointed: false,
    }
}

fn outcome(kind: Kind, sense: Option<Sense>, operands: &[(Role, FigureKind, Amount)]) -> Outcome {
    let facts: Vec<Fact> = operands.iter().map(|(_, kind, amount)| fact(*kind, *amount)).collect();
    let operands = operands.iter().enumerate().map(|(index, (role, ..))| (*role, index)).collect();
    let relation = Relation { kind, pairing: Pairing::Clause, sense, operands };
    let rule: &Rule = RULES.iter().find(|rule| rule.kinds.contains(&kind)).expect("a check for every kind");
    (rule.judge)(&Case { relation: &relation, facts: &facts, supposed: None })
}

/// A range, whichever end is said first.
fn range(one: Displayed, other: Displayed) -> Amount {
    if one.value <= other.value {
        Amount::Range { low: one, high: other }
    } else {
        Amount::Range { low: other, high: one }
    }
}

#[test]
fn a_million_true_relations_raise_nothing() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for round in 0..75_000_u32 {
        // Two levels in thousandths, said with up to three places.
        let level = i128::from(numbers.below(900_000) + 1_000);
        let prior = i128::from(numbers.below(900_000) + 1_000);
        let spoken = [Spoken::Rounded, Spoken::Truncated, Spoken::HalfEven];
        // The two levels of one sentence come from one table and are rounded alike.
        let (places, how) = (numbers.below(4) as u32, spoken[numbers.below(3) as usize]);
        let alike = [display(level, 1_000, places, how), display(prior, 1_000, places, how)];
        let mut say = |numerator: i128, denominator: i128| {
            let (places, how) = (numbers.below(4) as u32, spoken[numbers.below(3) as usize]);
            display(numerator, denominator, places, how)
        };
        let (a, b) = (say(level, 1_000), say(prior, 1_000));
        let sense = Some(if level > prior { Sense::Up } else { Sense::Down });
        // Part of a hundred, in thousandths.
        let part = level / 10;
        let end = if level > prior { Role::HighEnd } else { Role::LowEnd };
        let of = |kind| move |role, displayed| (role, kind, Amount::Single(displayed));
        let (money, percent) = (of(FigureKind::Money), of(FigureKind::Percent));
        let levels = [money(Role::Level, a), money(Role::Prior, b)];
        let growth = percent(Role::Growth, say((level - prior).abs() * 100, prior));
        let change = money(Role::Change, say((level - prior).abs(), 1_000));
        let truths = [
            outcome(Kind::Growth, sense, &[growth, levels[0], levels[1]]),
            outcome(Kind::Change, sense, &[change, levels[0], levels[1]]),
            outcome(Kind::ChangeShare, sense, &[growth, change, levels[0]]),
            outcome(
                Kind::Points,
                None,
                &[
                    of(FigureKind::BasisPoints)(Role::Points, say((level - prior).abs() * 100, 1_000)),
                    percent(Role::Level, a),
                    percent(Role::Prior, b),
                ],
            ),
            outcome(
                Kind::Share,
                None,
                &[percent(Role::Share, say(level * 100, prior)), money(Role::Part, a), money(Role::Whole, b)],
            ),
            outcome(
                Kind::Sum,
                None,
                &[money(Role::Whole, say(level + prior, 1_000)), money(Role::Part, a), money(Role::SecondPart, b)],
            ),
            outcome(
                Kind::Product,
                None,
                &[
                    money(Role::Amount, say(level * prior, 1_000_000)),
                    of(FigureKind::Count)(Role::Units, a),
                    of(FigureKind::PerShare)(Role::Price, b),
                ],
            ),
            outcome(
                Kind::PerShare,
                None,
                &[
                    of(FigureKind::PerShare)(Role::PerShare, say(level, 20_000)),
                    money(Role::Amount, a),
                    of(FigureKind::PerShare)(Role::OtherPerShare, say(prior, 20_000)),
                    money(Role::OtherAmount, b),
                ],
            ),
            outcome(
                Kind::PerShare,
                None,
                &[
                    of(FigureKind::PerShare)(Role::PerShare, say(level, prior)),
                    money(Role::Amount, a),
                    of(FigureKind::Count)(Role::Units, b),
                ],
            ),
            outcome(
                Kind::Parts,
                None,
                &[percent(Role::Rest, say(100_000 - part, 1_000)), percent(Role::Share, say(part, 1_000))],
            ),
            outcome(
                Kind::Comparison,
                sense,
                &[
                    money(Role::Level, alike[0]),
                    (end, FigureKind::Money, Amount::Range { low: alike[1], high: alike[1] }),
                ],
            ),
            outcome(
                Kind::Revision,
                sense,
                &[
                    (Role::Level, FigureKind::Money, range(alike[0], alike[0])),
                    (Role::Prior, FigureKind::Money, range(alike[1], alike[1])),
                ],
            ),
            outcome(
                Kind::Multiple,
                None,
                &[of(FigureKind::Multiple)(Role::Multiple, say(level, prior)), levels[0], levels[1]],
            ),
            outcome(
                Kind::Midpoint,
                None,
                &[money(Role::Midpoint, say(level + prior, 2_000)), (Role::Span, FigureKind::Money, range(a, b))],
            ),
            outcome(Kind::Direction, sense, &[money(Role::Level, alike[0]), money(Role::Prior, alike[1])]),
        ];
        for (index, truth) in truths.iter().enumerate() {
            let raised = matches!(truth, Outcome::Fails(_));
            assert!(
                !raised,
                "round {round}, relation {index}: {level} and {prior} in thousandths, said {a:?} and {b:?}"
            );
        }
    }
}
