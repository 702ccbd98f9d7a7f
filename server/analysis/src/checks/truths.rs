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

fn fact(kind: FigureKind, displayed: Displayed) -> Fact {
    let unit = match kind {
        FigureKind::Money => Unit::Currency(Currency::USD),
        FigureKind::BasisPoints => Unit::BasisPoints,
        _ => Unit::Percent,
    };
    let (range, amount) = (crate::TextRange::default(), Amount::Single(displayed));
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
    }
}

fn outcome(kind: Kind, sense: Option<Sense>, operands: &[(Role, FigureKind, Displayed)]) -> Outcome {
    let facts: Vec<Fact> = operands.iter().map(|(_, kind, displayed)| fact(*kind, *displayed)).collect();
    let operands = operands.iter().enumerate().map(|(index, (role, ..))| (*role, index)).collect();
    let relation = Relation { kind, pairing: Pairing::Clause, sense, operands };
    let rule: &Rule = RULES.iter().find(|rule| rule.kinds.contains(&kind)).expect("a check for every kind");
    (rule.judge)(&Case { relation: &relation, facts: &facts, supposed: None })
}

#[test]
fn a_million_true_relations_raise_nothing() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for round in 0..250_000_u32 {
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
        let money = |role, displayed| (role, FigureKind::Money, displayed);
        let percent = |role, displayed| (role, FigureKind::Percent, displayed);
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
                    (Role::Points, FigureKind::BasisPoints, say((level - prior).abs() * 100, 1_000)),
                    percent(Role::Level, a),
                    percent(Role::Prior, b),
                ],
            ),
            outcome(
                Kind::Share,
                None,
                &[percent(Role::Share, say(level * 100, prior)), money(Role::Part, a), money(Role::Whole, b)],
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
