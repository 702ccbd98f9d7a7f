//! `tieout outline`: who speaks where.

use std::io::{self, Write};

use crate::arguments::{OutlineArguments, OutlineFormat};
use crate::document::Document;
use crate::records::outline;
use crate::report::{json, tree};
use crate::run::{Outcome, Run, RunError};

/// Runs it.
pub(crate) fn run(arguments: &OutlineArguments) -> Result<Outcome, RunError> {
    let mut run = Run::plan(&arguments.input)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let why = arguments.why;
    match arguments.output_format {
        OutlineFormat::Json => {
            let make = |document: &Document<'_>| json::items([outline(document, why)].iter());
            let one_file = match arguments.input.paths.as_slice() {
                [path] => arguments.input.files_from.is_none() && !path.is_dir(),
                _ => false,
            };
            if one_file {
                let outcome = run.each_document(make, |object| writeln!(out, "{}", object?))?;
                out.flush()?;
                return Ok(outcome);
            }
            let mut list = json::List::open(out)?;
            let outcome = run.each_document(make, |items| list.add(&items?))?;
            list.close()?;
            Ok(outcome)
        }
        OutlineFormat::Jsonl => {
            let make = |document: &Document<'_>| json::line(&outline(document, why));
            run.each_document(make, |line| {
                out.write_all(line?.as_bytes())?;
                out.flush()
            })
        }
        OutlineFormat::Full => {
            let make = |document: &Document<'_>| tree::outline(document, why);
            let outcome = run.each_document(make, |tree| out.write_all(tree.as_bytes()))?;
            out.flush()?;
            Ok(outcome)
        }
    }
}
