//! Tables: rows that Excel reads as what they are.

use std::fmt::Write;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;
use tieout_analysis::figures::{Decimal, Figure, Kind, Unit};

/// Rows under a header, each as long as the header.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The names of the columns.
    pub header: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number.
    Number(Decimal),
}

impl Cell {
    /// The cell of words; empty where there are none.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

impl From<Option<Decimal>> for Cell {
    fn from(number: Option<Decimal>) -> Cell {
        number.map_or(Cell::Empty, Cell::Number)
    }
}

/// What parts the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// A comma: CSV.
    Comma,
    /// A tab: TSV, what a spreadsheet takes from the clipboard.
    Tab,
}

/// What money is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// Single units.
    One,
    /// Thousands.
    Thousands,
    /// Millions, as most models are kept.
    #[default]
    Millions,
    /// Billions.
    Billions,
}

impl Scale {
    /// The name of a scale, as a user writes it.
    pub fn from_name(name: &str) -> Option<Scale> {
        match name {
            "one" | "ones" | "units" => Some(Scale::One),
            "thousands" => Some(Scale::Thousands),
            "millions" => Some(Scale::Millions),
            "billions" => Some(Scale::Billions),
            _ => None,
        }
    }

    fn exponent(self) -> u32 {
        match self {
            Scale::One => 0,
            Scale::Thousands => 3,
            Scale::Millions => 6,
            Scale::Billions => 9,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Scale::One => "",
            Scale::Thousands => " thousand",
            Scale::Millions => " million",
            Scale::Billions => " billion",
        }
    }

    /// A value of a figure as a spreadsheet wants it: money in this scale, 32 percent as 0.32, all else as it is.
    pub fn number(self, kind: Kind, value: Decimal) -> Decimal {
        let exponent = match kind {
            Kind::Money => self.exponent(),
            Kind::Percent => 2,
            _ => 0,
        };
        // A decimal holds 28 digits behind the point; a value that has no room for more is divided instead.
        let mut scaled = value.normalize();
        if scaled.set_scale(scaled.scale() + exponent).is_err() {
            scaled = value / Decimal::from(10u64.pow(exponent));
        }
        scaled.normalize()
    }

    /// What such a number counts: "USD million", "%".
    pub fn unit(self, figure: &Figure) -> String {
        match (&figure.unit, figure.kind) {
            (Some(Unit::Currency(currency)), Kind::Money) => format!("{}{}", currency.code(), self.word()),
            (Some(Unit::Percent), _) | (None, Kind::Percent) => "%".to_owned(),
            (Some(unit), _) => unit.to_string(),
            (None, Kind::Multiple) => "x".to_owned(),
            (None, _) => String::new(),
        }
    }
}

/// Opens a file so that Excel reads it as UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

impl Table {
    /// The rows under their header, without a byte order mark.
    pub fn delimited(&self, separator: Separator) -> String {
        let mut out = String::new();
        let header = self.header.iter().map(|name| Cell::text(*name)).collect::<Vec<Cell>>();
        write_row(&mut out, &header, separator);
        out.push_str(&self.delimited_rows(separator));
        out
    }

    /// The rows alone.
    pub fn delimited_rows(&self, separator: Separator) -> String {
        let mut out = String::new();
        self.rows.iter().for_each(|row| write_row(&mut out, row, separator));
        out
    }
}

fn write_row(out: &mut String, row: &[Cell], separator: Separator) {
    for (index, cell) in row.iter().enumerate() {
        if index > 0 {
            out.push(if separator == Separator::Comma { ',' } else { '\t' });
        }
        match cell {
            Cell::Empty => {}
            // Writing to a string cannot fail.
            Cell::Number(number) => _ = write!(out, "{number}"),
            Cell::Text(text) => write_text(out, text, separator),
        }
    }
    out.push_str("\r\n");
}

/// Words that a spreadsheet would take for a formula get an apostrophe in front, which makes them words again.
fn write_text(out: &mut String, text: &str, separator: Separator) {
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@']);
    let guard = if is_formula { "'" } else { "" };
    match separator {
        Separator::Comma if text.contains([',', '"', '\n', '\r']) => {
            out.push('"');
            out.push_str(guard);
            out.push_str(&text.replace('"', "\"\""));
            out.push('"');
        }
        Separator::Comma => out.extend([guard, text]),
        // There is no way to quote a tab or a line break that every program reads from the clipboard.
        Separator::Tab => out.extend([guard, &text.replace(['\t', '\n', '\r'], " ")]),
    }
}

/// A list with an object for each row, which has only the cells that are not empty.
impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Row<'a>(&'a [&'static str], &'a [Cell]);
        impl Serialize for Row<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                for (name, cell) in self.0.iter().zip(self.1) {
                    match cell {
                        Cell::Empty => {}
                        Cell::Text(text) => map.serialize_entry(name, text)?,
                        Cell::Number(number) => map.serialize_entry(name, &ExactNumber(*number))?,
                    }
                }
                map.end()
            }
        }
        let mut rows = serializer.serialize_seq(Some(self.rows.len()))?;
        for row in &self.rows {
            rows.serialize_element(&Row(&self.header, row))?;
        }
        rows.end()
    }
}

/// A decimal that is written as a JSON number with exactly its digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExactNumber(pub Decimal);

impl Serialize for ExactNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = self.0.normalize().to_string();
        RawValue::from_string(digits).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let row = vec![
            Cell::text("net, \"sales\""),
            Cell::Number(Decimal::new(-2240, 2)),
            Cell::text("=HYPERLINK(1)"),
            Cell::text("- CFO"),
            Cell::text(""),
        ];
        Table { header: vec!["metric", "value", "quote", "label", "none"], rows: vec![row] }
    }

    #[test]
    fn numbers_stay_numbers_and_words_become_no_formulas() {
        assert_eq!(
            table().delimited(Separator::Comma),
            "metric,value,quote,label,none\r\n\"net, \"\"sales\"\"\",-22.40,'=HYPERLINK(1),'- CFO,\r\n"
        );
        assert_eq!(table().delimited_rows(Separator::Tab), "net, \"sales\"\t-22.40\t'=HYPERLINK(1)\t'- CFO\t\r\n");
    }

    #[test]
    fn a_formula_behind_spaces_is_one() {
        let mut out = String::new();
        write_text(&mut out, " \t=1+1\n", Separator::Tab);
        assert_eq!(out, "'  =1+1 ");
    }

    #[test]
    fn json_has_what_is_known_with_exact_digits() {
        let json = serde_json::to_string(&table()).unwrap();
        assert_eq!(json, r#"[{"metric":"net, \"sales\"","value":-22.4,"quote":"=HYPERLINK(1)","label":"- CFO"}]"#);
    }

    #[test]
    fn money_is_scaled_and_percents_are_fractions() {
        let scaled = |scale: Scale, kind, value: &str| scale.number(kind, value.parse().unwrap()).to_string();
        assert_eq!(scaled(Scale::Millions, Kind::Money, "22400000"), "22.4");
        assert_eq!(scaled(Scale::Thousands, Kind::Money, "543000"), "543");
        assert_eq!(scaled(Scale::One, Kind::Money, "543000"), "543000");
        assert_eq!(scaled(Scale::Millions, Kind::Percent, "32"), "0.32");
        assert_eq!(scaled(Scale::Millions, Kind::PerShare, "0.01"), "0.01");
        assert_eq!(scaled(Scale::Billions, Kind::Money, "0.0000000000000000000000000001"), "0");
    }
}
