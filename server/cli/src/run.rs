//! Runs: from the paths of the command line to documents, and to the exit status.

use std::io::{self, BufRead, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{fs, thread};

use tieout_analysis::Settings;
use tieout_analysis::transcript::TreatAs;
use tieout_project::{Encoding, Found, ReadError, find};

use crate::arguments::Input;
use crate::batch;
use crate::document::Document;

/// How a command ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Something was found that the user wants to fail on.
    pub(crate) found: bool,
    /// Something could not be read or run.
    pub(crate) failed: bool,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome { failed: true, .. } => ExitCode::from(2),
            Outcome { found: true, .. } => ExitCode::from(1),
            Outcome { .. } => ExitCode::SUCCESS,
        }
    }
}

/// What comes of one source.
enum Told<T> {
    Document(T, Encoding),
    Unreadable(ReadError),
}

/// Reads and analyses every source of the input on several threads, makes of each document what `make` does, and
/// delivers that in the order of the sources. What cannot be read is told in one line and makes the outcome failed.
pub(crate) fn each_document<T: Send>(
    input: &Input,
    make: impl Fn(&Document<'_>) -> T + Sync,
    mut deliver: impl FnMut(T) -> io::Result<()>,
) -> io::Result<Outcome> {
    let mut outcome = Outcome::default();
    let found = sources(input)?;
    let settings = settings(input);
    let work = |found: &Found| -> Told<T> {
        let source = match found {
            Ok(source) => source,
            Err((_, error)) => return Told::Unreadable(error.clone()),
        };
        match source.read() {
            Ok(decoded) => {
                let name = source.to_string();
                Told::Document(make(&Document::new(&name, &decoded.text, &settings)), decoded.encoding)
            }
            Err(error) => Told::Unreadable(error),
        }
    };
    batch::in_order(&found, jobs(input), work, |found, told| {
        let path = match found {
            Ok(source) => source.path(),
            Err((path, _)) => path,
        };
        match told {
            Some(Told::Document(made, encoding)) => {
                if encoding == Encoding::Windows1252 {
                    note(format_args!("{}: not UTF-8, read as {encoding}", path.display()));
                }
                deliver(made)?;
            }
            Some(Told::Unreadable(error)) => {
                outcome.failed = true;
                complain(format_args!("{}: {error}", path.display()));
            }
            None => {
                outcome.failed = true;
                complain(format_args!(
                    "{}: could not be analysed: an error in tieout, please report it",
                    path.display()
                ));
            }
        }
        Ok(())
    })?;
    Ok(outcome)
}

/// One line on standard error on what went wrong. That the user reads it cannot be made sure, so failing to write it is
/// no failure.
pub(crate) fn complain(what: impl std::fmt::Display) {
    let _ = writeln!(anstream::stderr(), "tieout: {what}");
}

fn note(what: impl std::fmt::Display) {
    let _ = writeln!(anstream::stderr(), "tieout: note: {what}");
}

fn sources(input: &Input) -> io::Result<Vec<Found>> {
    let mut paths = input.paths.clone();
    if let Some(list) = &input.files_from {
        let lines: Vec<String> = if list.as_os_str() == "-" {
            io::stdin().lock().lines().collect::<io::Result<_>>()?
        } else {
            fs::read_to_string(list)?.lines().map(str::to_owned).collect()
        };
        paths.extend(lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).map(PathBuf::from));
    } else if paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    Ok(find(&paths, &|_| false))
}

fn settings(input: &Input) -> Settings {
    let mut settings = Settings::default();
    if let Some(profile) = input.profile {
        settings.profile = profile.into();
    }
    if let Some(treat_as) = input.treat_as {
        settings.call.treat_as = treat_as.into();
    }
    if input.prose {
        settings.call.treat_as = TreatAs::Prose;
    }
    settings
}

fn jobs(input: &Input) -> NonZero<usize> {
    let all = || thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    input.jobs.unwrap_or_else(all)
}
