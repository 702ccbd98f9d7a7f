//! Runs: from the paths of the command line to documents, and to the exit status.

use std::collections::HashSet;
use std::fmt;
use std::io::{self, BufRead, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;
use std::{fs, thread};

use tieout_analysis::transcript::TreatAs;
use tieout_project::{
    ConfigError, ConfigFile, Configs, EXTENSIONS, Encoding, Overrides, ReadError, Source, find, settings_for,
};

use crate::arguments::Input;
use crate::batch;
use crate::document::Document;
use crate::progress::Progress;

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

/// Why a command could not be carried out.
#[derive(Debug)]
pub(crate) enum RunError {
    /// The `tieout.toml` that is to hold for all files cannot be used.
    Config(ConfigError),
    /// Arguments do not go together.
    Arguments(String),
    /// A file that the command line names for its own purposes cannot be used.
    File(PathBuf, String),
    /// The output could not be written.
    Output(io::Error),
}

impl From<io::Error> for RunError {
    fn from(error: io::Error) -> RunError {
        RunError::Output(error)
    }
}

impl From<serde_json::Error> for RunError {
    fn from(error: serde_json::Error) -> RunError {
        RunError::Output(error.into())
    }
}

impl From<ConfigError> for RunError {
    fn from(error: ConfigError) -> RunError {
        RunError::Config(error)
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RunError::Config(error) => error.fmt(f),
            RunError::Arguments(problem) => problem.fmt(f),
            RunError::File(path, error) => write!(f, "{}: {error}", path.display()),
            RunError::Output(error) => write!(f, "the output could not be written: {error}"),
        }
    }
}

/// What comes of one source.
enum Told<T> {
    /// A document, and what is to be known of how it was read.
    Document(T, Reading),
    Unreadable(ReadError),
}

/// How a document was read.
#[derive(Clone, Copy)]
struct Reading {
    encoding: Encoding,
    /// It does not look like an earnings call, and nobody said what to take it for.
    is_unrecognised: bool,
}

/// A source and the settings file that holds for it; or what there is to complain of in place of a source.
type Planned = Result<(Source, Option<Arc<ConfigFile>>), String>;

/// A run over all sources of the input.
pub(crate) struct Run<'input> {
    input: &'input Input,
    sources: Vec<Planned>,
    documents: usize,
    unrecognised: usize,
}

impl<'input> Run<'input> {
    /// Finds the sources. What makes a whole run impossible is known from then on, so that no output needs to be begun
    /// before.
    pub(crate) fn plan(input: &'input Input) -> Result<Run<'input>, RunError> {
        let sources = sources(input)?;
        if sources.is_empty() {
            let endings = EXTENSIONS.join(", .");
            complain(format_args!("note: no transcript was found (folders are searched for .{endings})"));
        }
        Ok(Run { input, sources, documents: 0, unrecognised: 0 })
    }

    /// Reads and analyses every source on several threads, makes of each document what `make` does, and delivers that in
    /// the order of the sources. What cannot be read is told in one line and makes the outcome failed.
    pub(crate) fn each_document<T: Send>(
        &mut self,
        make: impl Fn(&Document<'_>) -> T + Sync,
        mut deliver: impl FnMut(T) -> io::Result<()>,
    ) -> Result<Outcome, RunError> {
        let overrides = overrides(self.input);
        let work = |planned: &Planned| {
            let (source, config) = planned.as_ref().ok()?;
            Some(read(source, config.as_deref(), &overrides, &make))
        };
        let progress = Progress::new(self.sources.len());
        let (documents, unrecognised) = (&mut self.documents, &mut self.unrecognised);
        let mut outcome = Outcome::default();
        batch::in_order(&self.sources, jobs(self.input), work, |planned, told| {
            let name = match planned {
                Ok((source, _)) => source.path().display(),
                Err(complaint) => {
                    outcome.failed = true;
                    return progress.step(|| {
                        complain(complaint);
                        Ok(())
                    });
                }
            };
            progress.step(|| match told.flatten() {
                Some(Told::Document(made, reading)) => {
                    *documents += 1;
                    *unrecognised += usize::from(reading.is_unrecognised);
                    if reading.encoding == Encoding::Windows1252 {
                        complain(format_args!("note: {name}: not UTF-8, read as {}", reading.encoding));
                    }
                    deliver(made)
                }
                Some(Told::Unreadable(error)) => {
                    outcome.failed = true;
                    complain(format_args!("{name}: {error}"));
                    Ok(())
                }
                None => {
                    outcome.failed = true;
                    complain(format_args!("{name}: an error in tieout stopped its analysis; please report it"));
                    Ok(())
                }
            })
        })?;
        Ok(outcome)
    }

    /// Says why there is nothing to see, where nothing that was read is an earnings call.
    pub(crate) fn note_if_no_call(&self) {
        if self.documents == 0 || self.unrecognised < self.documents {
            return;
        }
        match self.sources.as_slice() {
            [Ok((source, _))] => complain(format_args!("note: {source}: not an earnings call; --prose reads any text")),
            _ => complain("note: none of the files is an earnings call; --prose reads any text"),
        }
    }
}

fn read<T>(
    source: &Source,
    config: Option<&ConfigFile>,
    overrides: &Overrides,
    make: &impl Fn(&Document<'_>) -> T,
) -> Told<T> {
    let started = Instant::now();
    let decoded = match source.read() {
        Ok(decoded) => decoded,
        Err(error) => return Told::Unreadable(error),
    };
    let name = source.to_string();
    let settings = settings_for(source.path(), config, overrides);
    let document = Document::new(&name, &decoded.text, &settings);
    let is_unrecognised = settings.call.treat_as == TreatAs::Detect && !document.is_call();
    let made = make(&document);
    tracing::info!(file = name, bytes = decoded.text.len(), milliseconds = started.elapsed().as_millis(), "read");
    Told::Document(made, Reading { encoding: decoded.encoding, is_unrecognised })
}

/// One line on standard error. That the user reads it cannot be made sure, so failing to write it is no failure.
pub(crate) fn complain(what: impl fmt::Display) {
    let _ = writeln!(anstream::stderr(), "tieout: {what}");
}

fn sources(input: &Input) -> Result<Vec<Planned>, RunError> {
    let mut paths = input.paths.clone();
    if let Some(list) = &input.files_from {
        paths.extend(listed(list).map_err(|error| RunError::File(list.clone(), error.to_string()))?);
    } else if paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    let mut configs = match &input.config {
        Some(path) => Configs::fixed(path)?,
        None => Configs::nearest(None),
    };
    let found = find(&paths, &mut |path| match configs.of(path) {
        Ok(config) => config.is_some_and(|config| config.excludes(path)),
        Err(_) => false,
    });
    // A `tieout.toml` that cannot be used is told once, in place of the first file it holds for.
    let mut told = HashSet::new();
    let mut planned = Vec::with_capacity(found.len());
    for found in found {
        planned.push(match found {
            Ok(source) => match configs.of(source.path()) {
                Ok(config) => Ok((source, config)),
                Err(error) if told.insert(error.path.clone()) => {
                    Err(format!("{error} (the files it holds for are left out)"))
                }
                Err(_) => continue,
            },
            Err((path, error)) => Err(format!("{}: {error}", path.display())),
        });
    }
    Ok(planned)
}

fn listed(list: &Path) -> io::Result<Vec<PathBuf>> {
    let lines: Vec<String> = if list.as_os_str() == "-" {
        io::stdin().lock().lines().collect::<io::Result<_>>()?
    } else {
        fs::read_to_string(list)?.lines().map(str::to_owned).collect()
    };
    Ok(lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).map(PathBuf::from).collect())
}

fn overrides(input: &Input) -> Overrides {
    let treat_as = input.treat_as.map(TreatAs::from);
    Overrides {
        profile: input.profile.map(Into::into),
        select: input.select.clone(),
        ignore: input.ignore.clone(),
        treat_as: if input.prose { Some(TreatAs::Prose) } else { treat_as },
    }
}

fn jobs(input: &Input) -> NonZero<usize> {
    let all = || thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    input.jobs.unwrap_or_else(all)
}
