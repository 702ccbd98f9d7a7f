//! `tieout figures`: every number with what it means.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use tieout_project::{BYTE_ORDER_MARK, EXPORT_COLUMNS, Separator, Table, export};

use crate::arguments::{FiguresArguments, FiguresFormat};
use crate::document::Document;
use crate::records::{FigureRecord, figures};
use crate::report::{aligned, concise, json};
use crate::run::{Outcome, Run, RunError};

/// Runs it.
pub(crate) fn run(arguments: &FiguresArguments) -> Result<Outcome, RunError> {
    let is_terminal = io::stdout().is_terminal();
    let mut run = Run::plan(&arguments.input)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let default = if is_terminal { FiguresFormat::Full } else { FiguresFormat::Concise };
    let outcome = match arguments.output_format.unwrap_or(default) {
        FiguresFormat::Json => {
            let mut list = json::List::open(&mut out)?;
            let make = |document: &Document<'_>| json::items(figures(document));
            let outcome = run.each_document(make, |items| list.add(&items?))?;
            list.close()?;
            outcome
        }
        FiguresFormat::Jsonl => run.each_document(line, |line| {
            out.write_all(line?.as_bytes())?;
            out.flush()
        })?,
        FiguresFormat::Csv => {
            let header = Table { header: EXPORT_COLUMNS.to_vec(), rows: Vec::new() }.delimited(Separator::Comma);
            write!(out, "{BYTE_ORDER_MARK}{header}")?;
            let make = |document: &Document<'_>| {
                let table =
                    export(document.name, &document.analysis, &document.positions, arguments.scale.into(), None);
                table.delimited_rows(Separator::Comma)
            };
            run.each_document(make, |rows| out.write_all(rows.as_bytes()))?
        }
        FiguresFormat::Concise => run.each_document(concise::figures, |lines| out.write_all(lines.as_bytes()))?,
        FiguresFormat::Full => run.each_document(aligned::figures, |table| out.write_all(table.as_bytes()))?,
    };
    out.flush()?;
    run.note_if_no_call();
    Ok(outcome)
}

fn line(document: &Document<'_>) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Line<'a> {
        filename: &'a str,
        figures: Vec<FigureRecord<'a>>,
    }
    json::line(&Line { filename: document.name, figures: figures(document).collect() })
}
