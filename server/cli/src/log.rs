//! The log: on standard error or in a file, never on standard output.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;

use crate::run::complain;

/// The variable that sets what is logged: "info", "debug", "tieout_lsp=trace".
const VARIABLE: &str = "TIEOUT_LOG";

/// Starts it. Warnings are logged unless `TIEOUT_LOG` says otherwise; with a file, also what is of interest.
pub(crate) fn start(file: Option<&Path>) -> io::Result<()> {
    let default = if file.is_some() { "info" } else { "warn" };
    let filter = match std::env::var(VARIABLE).map(EnvFilter::try_new) {
        Ok(Ok(filter)) => filter,
        Ok(Err(error)) => {
            complain(format_args!("note: {VARIABLE} is no filter of the log ({error}); \"{default}\" is used instead"));
            EnvFilter::new(default)
        }
        Err(_) => EnvFilter::new(default),
    };
    let builder = fmt().with_env_filter(filter).with_target(false).with_ansi(false);
    match file {
        Some(path) => {
            let file = File::options().create(true).append(true).open(path)?;
            builder.with_writer(Mutex::new(file)).init();
        }
        None => builder.with_writer(io::stderr).init(),
    }
    Ok(())
}
