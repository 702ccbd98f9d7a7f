//! `tieout figures`: every number with what it means.

use std::io::{self, Write};

use serde::Serialize;

use crate::arguments::{FiguresArguments, FiguresFormat};
use crate::document::Document;
use crate::records::{FigureRecord, figures};
use crate::report::{concise, json};
use crate::run::{Outcome, each_document};

/// Runs it.
pub(crate) fn run(arguments: &FiguresArguments) -> io::Result<Outcome> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.output_format.unwrap_or(FiguresFormat::Concise) {
        FiguresFormat::Json => {
            let mut list = json::List::open(out)?;
            let make = |document: &Document<'_>| json::items(figures(document));
            let outcome = each_document(&arguments.input, make, |items| list.add(&items?))?;
            list.close()?;
            Ok(outcome)
        }
        FiguresFormat::Jsonl => each_document(&arguments.input, line, |line| {
            out.write_all(line?.as_bytes())?;
            out.flush()
        }),
        FiguresFormat::Concise => {
            let outcome = each_document(&arguments.input, concise::figures, |lines| out.write_all(lines.as_bytes()))?;
            out.flush()?;
            Ok(outcome)
        }
    }
}

fn line(document: &Document<'_>) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Line<'a> {
        filename: &'a str,
        figures: Vec<FigureRecord<'a>>,
    }
    json::line(&Line { filename: document.name, figures: figures(document).collect() })
}
