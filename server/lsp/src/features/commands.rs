//! `workspace/executeCommand`: key figures, export, and going to a place.

use serde::Serialize;
use serde_json::{Value, json};
use tieout_analysis::figures::Amount;
use tieout_analysis::{CallAnalysis, Fact, Placed};
use tieout_project::{
    BYTE_ORDER_MARK, Ends, KeyFigure, Positions, Scale, Separator, export as export_table, key_figures,
};
use tower_lsp::ls_types::{Range, Uri};

use crate::snapshot::{Snapshot, words};
use crate::structure::speaker_of;
use crate::wording::{Style, metric, period};

/// Takes the URI of a document; gives a list of [`Row`]s.
pub(crate) const KEY_FIGURES: &str = "tieout.keyFigures";
/// Takes the URI of a document, a format ("tsv", "csv" or "json") and a scale; gives the table as text.
pub(crate) const EXPORT: &str = "tieout.export";
/// Takes a URI and a range, and has the client show it.
pub(crate) const SHOW: &str = "tieout.showPlace";

/// All commands of the server.
pub(crate) const ALL: [&str; 3] = [KEY_FIGURES, EXPORT, SHOW];

/// A command of the client, not of the server: puts its argument into the clipboard.
pub(crate) const COPY: &str = "tieout.copyText";
/// A command of the client: shows the page of the check that is its argument.
pub(crate) const EXPLAIN: &str = "tieout.explainCheck";
/// A command of the client: shows the `tieout.toml` that is its argument, where the reason is to be filled in.
pub(crate) const FILL_IN: &str = "tieout.fillInReason";

/// What a command is asked to do.
pub(crate) enum Command {
    /// The key figures of a document.
    KeyFigures(Uri),
    /// A document's figures as a table.
    Export(Uri, Format, Scale),
    /// Show a place.
    Show(Uri, Range),
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// With tabs, as spreadsheets paste it.
    Tsv,
    /// With commas, as spreadsheets open it.
    Csv,
    /// As a list of objects.
    Json,
}

impl Command {
    /// Reads a command; what is wrong with it is told to the user.
    pub(crate) fn read(name: &str, arguments: Vec<Value>) -> Result<Command, String> {
        let mut arguments = arguments.into_iter();
        let mut uri = || {
            let uri = arguments.next().and_then(|uri| serde_json::from_value::<Uri>(uri).ok());
            uri.ok_or_else(|| format!("{name} needs the URI of a document"))
        };
        match name {
            KEY_FIGURES => Ok(Command::KeyFigures(uri()?)),
            EXPORT => {
                let uri = uri()?;
                let format = word(arguments.next());
                let format = match format.as_deref() {
                    None | Some("tsv") => Format::Tsv,
                    Some("csv") => Format::Csv,
                    Some("json") => Format::Json,
                    Some(other) => return Err(format!("figures are exported as tsv, csv or json, not \"{other}\"")),
                };
                let scale = match word(arguments.next()) {
                    None => Scale::default(),
                    Some(scale) => Scale::from_name(&scale).ok_or_else(|| {
                        format!("money is exported in units, thousands, millions or billions, not \"{scale}\"")
                    })?,
                };
                Ok(Command::Export(uri, format, scale))
            }
            SHOW => {
                let uri = uri()?;
                let range = arguments.next().and_then(|range| serde_json::from_value(range).ok());
                Ok(Command::Show(uri, range.ok_or_else(|| format!("{name} needs a range"))?))
            }
            _ => Err(format!("there is no command {name}")),
        }
    }
}

fn word(argument: Option<Value>) -> Option<String> {
    argument.and_then(|argument| argument.as_str().map(str::to_owned))
}

/// A row of the key figures; cells are text, as they are to be read.
#[derive(Serialize)]
struct Row {
    kind: &'static str,
    metric: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    midpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prior: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
    range: Range,
}

/// The key figures of all calls of a document: guidance first, then results.
pub(crate) fn rows(snapshot: &Snapshot) -> Value {
    let of_call = |placed| key_figures(call(placed)).into_iter().map(move |key| row(snapshot, placed, &key));
    let mut rows: Vec<Row> = snapshot.calls().flat_map(of_call).collect();
    rows.sort_by_key(|row| row.kind != "guidance");
    json!(rows)
}

fn call(placed: &Placed) -> &CallAnalysis {
    &placed.call
}

fn row(snapshot: &Snapshot, placed: &Placed, key: &KeyFigure<'_>) -> Row {
    let fact = key.fact;
    let style = Style::of(&fact.figure);
    let band = |ends: Ends| style.ends(ends.low, ends.high);
    let is_range = |ends: &Ends| ends.low != ends.high;
    Row {
        kind: if key.is_guidance { "guidance" } else { "result" },
        metric: metric(fact),
        period: fact.period.map(period),
        value: said(fact, words(&placed.call, fact.range)),
        midpoint: key.guidance.filter(is_range).and_then(Ends::midpoint).map(|middle| style.value(middle)),
        prior: key.prior.and_then(band),
        actual: key.actual.map(|actual| style.value(actual)),
        speaker: speaker_of(&placed.call.call, fact.turn).map(|speaker| speaker.name.clone()),
        range: snapshot.range(placed, fact.range),
    }
}

/// What was said, with its sign where the words for it stand elsewhere: the "$4.8 million" of "a net loss of $4.8 million"
/// is, in a table without its sentence, "−$4.8 million".
fn said(fact: &Fact, words: &str) -> String {
    let is_negative =
        matches!(fact.figure.amount, Amount::Single(it) if it.value.is_sign_negative() && !it.value.is_zero());
    signed(words, is_negative)
}

/// "Negative 2%", "(2%)" and "-2%" tell their sign themselves: what does not begins with a digit or a sign of currency.
fn signed(words: &str, is_negative: bool) -> String {
    let begins_with_amount =
        words.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '$' | '€' | '£' | '¥' | '₹'));
    if is_negative && begins_with_amount { format!("−{words}") } else { words.to_owned() }
}

/// All figures of a document as a table.
pub(crate) fn export(snapshot: &Snapshot, format: Format, scale: Scale) -> String {
    table(snapshot, format, scale, None)
}

/// One figure as a table; `within` is its range in the text.
pub(crate) fn export_one(snapshot: &Snapshot, format: Format, within: tieout_analysis::TextRange) -> String {
    table(snapshot, format, Scale::default(), Some(within))
}

fn table(snapshot: &Snapshot, format: Format, scale: Scale, within: Option<tieout_analysis::TextRange>) -> String {
    let text = snapshot.analysis.text();
    let name = match &snapshot.path {
        Some(path) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        None => snapshot.uri.as_str().to_owned(),
    };
    let table = export_table(&name, &snapshot.analysis, &Positions::new(&text), scale, within);
    match format {
        Format::Tsv => table.delimited(Separator::Tab),
        Format::Csv => format!("{BYTE_ORDER_MARK}{}", table.delimited(Separator::Comma)),
        Format::Json => serde_json::to_string_pretty(&table).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_has_its_sign_where_the_words_have_none() {
        for (words, negative, expected) in [
            ("$4.8 million", true, "−$4.8 million"),
            ("€3 million", true, "−€3 million"),
            ("23.5%", true, "−23.5%"),
            ("negative 2%", true, "negative 2%"),
            ("minus 2%", true, "minus 2%"),
            ("-2%", true, "-2%"),
            ("−2%", true, "−2%"),
            ("($0.05)", true, "($0.05)"),
            ("$4.8 million", false, "$4.8 million"),
        ] {
            assert_eq!(signed(words, negative), expected);
        }
    }
}
