//! Runs: from the paths of the command line to documents, and to the exit status.

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
    ConfigError, ConfigFile, Configs, Encoding, Found, Overrides, ReadError, Source, find, settings_for,
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
    /// A `tieout.toml` cannot be used.
    Config(ConfigError),
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
            RunError::File(path, error) => write!(f, "{}: {error}", path.display()),
            RunError::Output(error) => write!(f, "the output could not be written: {error}"),
        }
    }
}

/// What comes of one source.
enum Told<T> {
    Document(T, Encoding),
    Unreadable(ReadError),
}

/// A source and the settings file that holds for it; or where there was no source, and why.
type Planned = Result<(Source, Option<Arc<ConfigFile>>), (PathBuf, ReadError)>;

/// Reads and analyses every source of the input on several threads, makes of each document what `make` does, and
/// delivers that in the order of the sources. What cannot be read is told in one line and makes the outcome failed.
pub(crate) fn each_document<T: Send>(
    input: &Input,
    make: impl Fn(&Document<'_>) -> T + Sync,
    mut deliver: impl FnMut(T) -> io::Result<()>,
) -> Result<Outcome, RunError> {
    let sources = sources(input)?;
    let overrides = overrides(input);
    let work = |source: &Planned| match source {
        Ok((source, config)) => read(source, config.as_deref(), &overrides, &make),
        Err((_, error)) => Told::Unreadable(error.clone()),
    };
    let progress = Progress::new(sources.len());
    let mut outcome = Outcome::default();
    batch::in_order(&sources, jobs(input), work, |source, told| {
        let path = match source {
            Ok((source, _)) => source.path(),
            Err((path, _)) => path,
        };
        progress.step(|| match told {
            Some(Told::Document(made, encoding)) => {
                if encoding == Encoding::Windows1252 {
                    complain(format_args!("note: {}: not UTF-8, read as {encoding}", path.display()));
                }
                deliver(made)
            }
            Some(Told::Unreadable(error)) => {
                outcome.failed = true;
                complain(format_args!("{}: {error}", path.display()));
                Ok(())
            }
            None => {
                outcome.failed = true;
                complain(format_args!("{}: an error in tieout stopped its analysis; please report it", path.display()));
                Ok(())
            }
        })
    })?;
    Ok(outcome)
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
    let made = make(&document);
    tracing::info!(file = name, bytes = decoded.text.len(), milliseconds = started.elapsed().as_millis(), "read");
    Told::Document(made, decoded.encoding)
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
    let mut refused = None;
    let found = find(&paths, &mut |path| match configs.of(path) {
        Ok(config) => config.is_some_and(|config| config.excludes(path)),
        Err(error) => {
            refused.get_or_insert(error);
            true
        }
    });
    if let Some(error) = refused {
        return Err(error.into());
    }
    let with_config = |found: Found| match found {
        Ok(source) => configs.of(source.path()).map(|config| Ok((source, config))),
        Err(unreadable) => Ok(Err(unreadable)),
    };
    found.into_iter().map(with_config).collect::<Result<_, ConfigError>>().map_err(RunError::from)
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
