//! Export: every figure of a text as a row, for a model kept in a spreadsheet.

use tieout_analysis::{Analysis, CallAnalysis, Fact, Placed, TextRange};

use crate::positions::Positions;
use crate::table::{Cell, Scale, Table};

/// The columns of the export.
pub const COLUMNS: [&str; 18] = [
    "company", "call", "metric", "scope", "period", "value", "low", "high", "unit", "basis", "role", "modality",
    "hedge", "said", "speaker", "quote", "file", "line",
];

/// All figures of a text as rows; with `within`, only those that lie in this range of the text.
pub fn export(
    name: &str,
    analysis: &Analysis,
    positions: &Positions<'_>,
    scale: Scale,
    within: Option<TextRange>,
) -> Table {
    let facts = analysis.calls().iter().flat_map(|placed| placed.call.facts.iter().map(move |fact| (placed, fact)));
    let chosen =
        facts.filter(|(placed, fact)| within.is_none_or(|range| range.contains_range(placed.in_text(fact.range))));
    let rows = chosen.map(|(placed, fact)| {
        let line = positions.position(placed.in_text(fact.range).start()).line;
        row(name, placed, fact, line, scale)
    });
    Table { header: COLUMNS.to_vec(), rows: rows.collect() }
}

fn row(name: &str, placed: &Placed, fact: &Fact, line: u32, scale: Scale) -> Vec<Cell> {
    let call = &*placed.call;
    let figure = &fact.figure;
    let (low, high) = figure.amount.ends();
    let number = |value: Option<_>| Cell::from(value.map(|value| scale.number(figure.kind, value)));
    let optional = |text: Option<&str>| Cell::text(text.unwrap_or_default());
    vec![
        optional(call.call.facts.company.as_deref()),
        Cell::text(call.call.facts.quarter.map(|quarter| quarter.to_string()).unwrap_or_default()),
        optional(fact.metric.as_ref().map(|metric| &*metric.name)),
        Cell::text(fact.scope.join("; ")),
        Cell::text(fact.period.map(|period| period.to_string()).unwrap_or_default()),
        number(low.filter(|_| low == high)),
        number(low),
        number(high),
        Cell::text(scale.unit(figure)),
        optional(fact.basis.map(|basis| basis.as_str())),
        optional(fact.role.map(|role| role.as_str())),
        Cell::text(fact.modality.as_str()),
        optional(figure.hedge.map(|hedge| hedge.as_str())),
        Cell::text(&call.text[fact.range]),
        optional(speaker(call, fact)),
        Cell::text(sentence(call, fact)),
        Cell::text(name),
        Cell::Number(line.into()),
    ]
}

/// Who says a fact.
fn speaker<'call>(call: &'call CallAnalysis, fact: &Fact) -> Option<&'call str> {
    fact.speaker.and_then(|speaker| call.call.speakers.get(speaker)).map(|speaker| speaker.name.as_str())
}

/// The sentence a fact is said in.
fn sentence<'call>(call: &'call CallAnalysis, fact: &Fact) -> &'call str {
    call.sentences.get(fact.sentence).map_or("", |sentence| sentence.text().trim())
}

#[cfg(test)]
mod tests {
    use tieout_analysis::Settings;
    use tieout_analysis::transcript::{Options, TreatAs};

    use super::*;
    use crate::table::Separator;

    fn exported(text: &str, within: Option<TextRange>) -> Table {
        let call = Options { treat_as: TreatAs::Prose, ..Options::default() };
        let analysis = Analysis::new(text, &Settings { call, ..Settings::default() });
        export("q3.txt", &analysis, &Positions::new(text), Scale::Millions, within)
    }

    #[test]
    fn a_figure_is_a_row_with_its_source() {
        let table = exported("\nOrders came to $22.4 million, up 32%.\n", None);
        let csv = table.delimited(Separator::Comma);
        let lines: Vec<&str> = csv.lines().collect();
        let [header, money, percent] = lines[..] else { panic!("three lines: {csv}") };
        assert_eq!(header, COLUMNS.join(","));
        assert!(money.contains(",22.4,22.4,22.4,USD million,"), "{money}");
        assert!(money.ends_with(",\"Orders came to $22.4 million, up 32%.\",q3.txt,2"), "{money}");
        assert!(percent.contains(",0.32,0.32,0.32,%,"), "{percent}");
    }

    #[test]
    fn a_selection_exports_what_it_covers() {
        let text = "Orders came to $22.4 million, up 32%.";
        let words = TextRange::at(0.into(), 30.into());
        assert_eq!(exported(text, Some(words)).rows.len(), 1);
    }
}
