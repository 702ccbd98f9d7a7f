//! The command `tieout`.
//!
//! This crate knows the command line: it reads arguments, has files found, decoded and analysed by the floors below,
//! and writes reports. It must not know what a number means or where a turn ends. Everything it prints as JSON is a
//! record of the `records` module, which is a promise to scripts.

mod arguments;
mod batch;
mod commands;
mod document;
mod log;
mod progress;
mod records;
mod report;
mod run;
mod version;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command, LspArguments};
use crate::run::{Outcome, RunError, complain};
use crate::version::VERSION;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let failed = Outcome { failed: true, ..Outcome::default() };
    if let Err(error) = log::start(arguments.log_file.as_deref()) {
        complain(format_args!("the log file cannot be written: {error}"));
        return failed.into();
    }
    let result = match &arguments.command {
        Command::Check(arguments) => commands::check::run(arguments),
        Command::Figures(arguments) => commands::figures::run(arguments),
        Command::Outline(arguments) => commands::outline::run(arguments),
        Command::Explain(arguments) => commands::explain::run(arguments),
        Command::Lsp(arguments) => return tieout_lsp::run(server_options(arguments)),
    };
    match result {
        Ok(outcome) => outcome.into(),
        // Who reads the output has seen enough: `tieout figures … | head`.
        Err(RunError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(error);
            failed.into()
        }
    }
}

fn server_options(arguments: &LspArguments) -> tieout_lsp::ServerOptions {
    tieout_lsp::ServerOptions { version: VERSION.to_owned(), client_process: arguments.client_process_id }
}
