//! `tieout explain`: what a check compares and when it stays silent.

use std::io::Write;

use tieout_analysis::checks;
use tieout_project::UnknownCheck;

use crate::arguments::ExplainArguments;
use crate::run::{Outcome, RunError, complain};

/// Runs it.
pub(crate) fn run(arguments: &ExplainArguments) -> Result<Outcome, RunError> {
    let mut out = anstream::stdout().lock();
    let Some(name) = &arguments.check else {
        let width = checks::all().iter().map(|check| check.name.len()).max().unwrap_or(0);
        for check in checks::all() {
            writeln!(out, "{:width$}  {}", check.name, check.summary)?;
        }
        return Ok(Outcome::default());
    };
    match checks::find(name) {
        Some(check) => {
            writeln!(out, "{}", check.page.trim_end())?;
            Ok(Outcome::default())
        }
        None => {
            let unknown = UnknownCheck(name.clone()).to_string();
            let joint = if unknown.ends_with('?') { "" } else { ";" };
            complain(format_args!("{unknown}{joint} `tieout explain` lists them all"));
            Ok(Outcome { failed: true, ..Outcome::default() })
        }
    }
}
