//! Rewrites: a true statement said in another way is still true, and raises nothing.

use std::fmt::Write as _;

use tieout_figures::Decimal;

use super::examples::analyse;

/// Statements that hold, one a line.
const TRUE: &str = include_str!("promises.txt");

/// A statement in other words.
type Rewrite = fn(&str) -> String;

/// Ways to say the same.
const REWRITES: [(&str, Rewrite); 5] = [
    ("in billions", in_billions),
    ("in thousands", in_thousands),
    ("hedged", hedged),
    ("with an amount of something else behind", |statement| {
        format!("{statement} Separately, we hired 14 engineers and opened an office for $3 million.")
    }),
    ("with words before", |statement| format!("As you can see on the slide, for the quarter as a whole: {statement}")),
];

#[test]
fn what_is_said_in_another_way_raises_nothing() {
    let mut raised = String::new();
    for statement in TRUE.lines().filter(|line| !line.is_empty()) {
        for (how, rewrite) in REWRITES {
            let statement = rewrite(statement);
            if let Some((_, finding)) = analyse(&statement).findings().next() {
                writeln!(raised, "{how}: {statement}\n    {}", finding.message).expect("a string takes it");
            }
        }
    }
    assert!(raised.is_empty(), "{raised}");
}

/// Each number before "million", in billions.
fn in_billions(statement: &str) -> String {
    rescaled(statement, Decimal::new(1, 3), "billion")
}

/// Each number before "million", in thousands.
fn in_thousands(statement: &str) -> String {
    rescaled(statement, Decimal::ONE_THOUSAND, "thousand")
}

fn rescaled(statement: &str, factor: Decimal, scale: &str) -> String {
    let mut pieces = statement.split(" million");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let start = text.rfind(|c: char| !c.is_ascii_digit() && c != '.').map_or(0, |at| at + 1);
        let number: Result<Decimal, _> = text[start..].parse();
        match number {
            // As finely as before.
            Ok(number) => {
                text.truncate(start);
                let places = number.scale();
                let scaled = number * factor;
                let places = if factor < Decimal::ONE { places + 3 } else { places };
                write!(text, "{scaled:.0$} {scale}", places as usize).expect("a string takes it");
            }
            Err(_) => text.push_str(" million"),
        }
        text.push_str(piece);
    }
    text
}

/// A word of approximation before the last amount of money.
fn hedged(statement: &str) -> String {
    match statement.rfind('$').filter(|at| statement[..*at].ends_with([' '])) {
        Some(at) => format!("{}approximately {}", &statement[..at], &statement[at..]),
        None => statement.to_owned(),
    }
}
