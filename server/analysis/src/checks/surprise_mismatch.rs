//! # surprise-mismatch
//!
//! In a table of estimates, an actual value and the consensus do not differ by the surprise beside them.
//!
//! ## Why it matters
//!
//! Some transcripts open with what analysts had expected. Whoever copies the surprise of a quarter from there, and not
//! the two values, copies a wrong one.
//!
//! ## Example
//!
//! > CONSENSUS ACTUAL SURPRISE
//! >
//! > FQ2 2031 1.60 1.68 9.00 %
//!
//! 1.68 is 5% above 1.60.
//!
//! ## What it leaves alone
//!
//! - Tables that are read out by columns, in which a surprise does not stand behind its two values.
//! - Tables in which no other row holds: what stands in their columns is something else.
//! - Whatever rounding explains, and a consensus of zero.
//!
//! ## Source
//!
//! surprise = (actual − consensus) / |consensus|.

use text_size::{TextRange, TextSize};
use tieout_figures::Decimal;

use super::text::{Slip, Text, TextRule};
use crate::finding::Related;
use crate::settings::{Profile, Severity};

pub(super) const RULE: TextRule = TextRule {
    name: "surprise-mismatch",
    source: include_str!("surprise_mismatch.rs"),
    default: true,
    profile: Profile::Editor,
    find,
    #[cfg(test)]
    examples: EXAMPLES,
};

/// What the column of surprises is headed with.
const HEADING: &str = "SURPRISE";

/// How far behind its first heading a table of estimates reaches, in bytes.
const REACH: usize = 4000;

fn find(text: &Text<'_>) -> Vec<Slip> {
    let Some(start) = text.text.find(HEADING) else { return Vec::new() };
    let mut end = (start + REACH).min(text.text.len());
    while !text.text.is_char_boundary(end) {
        end -= 1;
    }
    let cells = cells(&text.text[start..end], start);
    let rows = cells.windows(3).filter_map(Row::of);
    let (holding, failing): (Vec<Row>, Vec<Row>) =
        rows.filter(|row| row.agrees().is_some()).partition(|row| row.agrees() == Some(true));
    if holding.is_empty() || failing.len() > holding.len() {
        return Vec::new();
    }
    failing.iter().map(|row| row.slip(text.text)).collect()
}

/// What stands in a table.
#[derive(Clone, Copy, Debug)]
enum Cell {
    /// A number, with half of what is worth one at its last digit.
    Number(Number),
    Percent(Number),
    /// A label, or "NA".
    Other,
}

#[derive(Clone, Copy, Debug)]
struct Number {
    value: Decimal,
    half: Decimal,
    range: TextRange,
}

/// The cells of a stretch of text that begins at a place.
fn cells(text: &str, place: usize) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let (from, said) = (place + at, word.trim_end());
        at += word.len();
        if said.is_empty() {
            continue;
        }
        // "(3.10 %)" is one cell.
        if matches!(said, "%" | "%)")
            && let Some(Cell::Number(number)) = cells.last().copied()
        {
            let range = number.range.cover(span(from, said.len()));
            cells.pop();
            cells.push(Cell::Percent(Number { range, ..number }));
            continue;
        }
        let number = number(said.trim_end_matches([')', '%']), span(from, said.len()));
        cells.push(match number {
            Some(number) if said.contains('%') => Cell::Percent(number),
            Some(number) => Cell::Number(number),
            None => Cell::Other,
        });
    }
    cells
}

fn span(from: usize, length: usize) -> TextRange {
    let size = |it: usize| TextSize::try_from(it).unwrap_or_default();
    TextRange::at(size(from), size(length))
}

/// A number as it stands in a cell: "1,379.92", "(0.05", "-0.05".
fn number(said: &str, range: TextRange) -> Option<Number> {
    let negative = said.starts_with(['(', '-', '\u{2212}']);
    let digits = said.trim_start_matches(['(', '-', '\u{2212}', '$']);
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if !is_number || !digits.starts_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let value: Decimal = digits.replace(',', "").parse().ok()?;
    // None where it has more places than can be counted.
    let half = Decimal::try_new(5, value.scale() + 1).ok()?;
    Some(Number { value: if negative { -value } else { value }, half, range })
}

/// A consensus, what came of it, and by how much it surprised.
#[derive(Clone, Copy, Debug)]
struct Row {
    consensus: Number,
    actual: Number,
    surprise: Number,
}

impl Row {
    fn of(cells: &[Cell]) -> Option<Row> {
        match *cells {
            [Cell::Number(consensus), Cell::Number(actual), Cell::Percent(surprise)] => {
                Some(Row { consensus, actual, surprise })
            }
            _ => None,
        }
    }

    /// Whether the surprise can be that of the two values as they are rounded; none where nothing can be said.
    fn agrees(&self) -> Option<bool> {
        let Row { consensus, actual, surprise } = *self;
        let rounding = actual.half.checked_add(consensus.half)?;
        let difference = actual.value.checked_sub(consensus.value)?;
        let (low, high) = (difference.checked_sub(rounding)?, difference.checked_add(rounding)?);
        let expected = consensus.value.abs();
        let (least, most) = (expected.checked_sub(consensus.half)?, expected.checked_add(consensus.half)?);
        if least <= Decimal::ZERO {
            return None;
        }
        // Each side is divided by what makes it widest; multiplied out, nothing is rounded.
        let bound = |side: Decimal, wide: bool| if (side > Decimal::ZERO) == wide { least } else { most };
        let percent = |side: Decimal| side.checked_mul(Decimal::ONE_HUNDRED);
        let above = surprise.value.checked_sub(surprise.half)?.checked_mul(bound(high, true))? > percent(high)?;
        let below = surprise.value.checked_add(surprise.half)?.checked_mul(bound(low, false))? < percent(low)?;
        Some(!above && !below)
    }

    fn slip(&self, text: &str) -> Slip {
        let said = |number: Number| text.get(std::ops::Range::from(number.range)).unwrap_or_default();
        let (consensus, actual, surprise) = (said(self.consensus), said(self.actual), said(self.surprise));
        let difference =
            self.actual.value.checked_sub(self.consensus.value).and_then(|it| it.checked_mul(Decimal::ONE_HUNDRED));
        let computed = difference.and_then(|it| it.checked_div(self.consensus.value.abs())).unwrap_or_default();
        let related =
            |number: Number, what: &str| Related { range: number.range, message: format!("{what}: {}", said(number)) };
        Slip {
            range: self.surprise.range,
            severity: Severity::Information,
            message: format!(
                "says {surprise}, but {actual} against a consensus of {consensus} is {}%",
                computed.round_dp(1)
            ),
            stated: surprise.to_owned(),
            related: vec![related(self.consensus, "consensus"), related(self.actual, "actual")],
            fix: None,
        }
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        ("CONSENSUS ACTUAL SURPRISE\nFQ1 2031 1.50 1.53 2.00 %\nFQ2 2031 1.60 1.68 9.00 %", "it is 5%"),
        (
            "CONSENSUS\n\nACTUAL\n\nSURPRISE\n\nEPS\n\n0.40\n\n0.30\n\n(25.00 %)\n\nRevenue (mm)\n\n1,200.00\n\n1,260.00\n\n(5.00 %)",
            "it rose",
        ),
        ("CONSENSUS ACTUAL SURPRISE\nFQ1 2031 (0.50) (0.40) 20.00%\nFQ2 2031 (0.50) (0.40) 60.00%", "a smaller loss"),
    ],
    silent: &[
        ("CONSENSUS ACTUAL SURPRISE\nFQ1 2031 1.50 1.53 2.00 %\nFQ2 2031 1.60 1.68 5.00 %", "they hold"),
        ("CONSENSUS\n1.50\n1.60\nACTUAL\n1.53\n1.68\nSURPRISE\n2.00 %\n5.00 %", "by columns"),
        ("CONSENSUS ACTUAL SURPRISE\nFQ2 2031 1.60 1.68 9.00 %", "no other row holds"),
        (
            "CONSENSUS ACTUAL SURPRISE\nFQ1 2031 1.50 1.53 2.00 %\nFQ2 2031 0.00 0.01 NM\nFQ3 2031 0.00 0.01 5.00 %",
            "nothing was expected",
        ),
        ("CONSENSUS ACTUAL SURPRISE\nFQ1 2031 1.50 1.53 2.00 %\nFQ2 2031 0.02 0.03 46.00 %", "rounding explains it"),
        (
            "CONSENSUS ACTUAL SURPRISE\nFQ1 2031 1.50 1.53 2.00 %\nFQ2 2031 79228162514264337593543950335 1.68 9.00 %",
            "too large to be computed with",
        ),
        (
            "CONSENSUS ACTUAL SURPRISE\nFQ1 2031 1.50 1.53 2.00 %\nFQ2 2031 1.60 1.68 0.1234567890123456789012345678 %",
            "too many places",
        ),
    ],
};
