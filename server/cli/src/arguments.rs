//! What can be said on the command line.

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use tieout_analysis::transcript::TreatAs;
use tieout_analysis::{Profile, Severity};
use tieout_project::{CheckName, Scale};

/// Ties out the numbers of earnings-call transcripts: reads plain-text transcripts, works out what each number means
/// and whether the numbers agree with each other. Offline, without a model.
#[derive(Debug, Parser)]
#[command(name = "tieout", version = crate::version::VERSION, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Write the log to this file instead of standard error. What is logged is set by TIEOUT_LOG ("info", "debug").
    #[arg(long, global = true, value_name = "FILE", help_heading = "Log")]
    pub(crate) log_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Report numbers that cannot agree with each other.
    Check(CheckArguments),
    /// List every number with what it means: value, unit, metric, period, speaker.
    Figures(FiguresArguments),
    /// Show the structure of a call: sections, turns, speakers, exchanges.
    Outline(OutlineArguments),
    /// Explain a check: what it compares, when it stays silent, with examples.
    Explain(ExplainArguments),
    /// Serve an editor: the Language Server Protocol over standard input and output.
    Lsp(LspArguments),
}

#[derive(Debug, Args)]
pub(crate) struct LspArguments {
    /// Standard input and output, as most editors ask for; there is no other way.
    #[arg(long)]
    pub(crate) stdio: bool,
    /// The process of the editor; the server ends when it does.
    #[arg(long = "clientProcessId", value_name = "PID", hide = true)]
    pub(crate) client_process_id: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Files; directories, searched for transcripts; "-" for standard input. Default: the current directory.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read further paths from a file, one a line; "-" for standard input.
    #[arg(long, value_name = "FILE")]
    pub(crate) files_from: Option<PathBuf>,
    /// Do not ask whether the text is an earnings call; take this for an answer.
    #[arg(long, value_name = "WHAT", conflicts_with = "prose")]
    pub(crate) treat_as: Option<TreatAsArgument>,
    /// Read any text line by line, as running prose without speakers (press releases, notes).
    #[arg(long)]
    pub(crate) prose: bool,
    /// Who is reading: "reader" hears of values that conflict, "editor" also of slips of transcription.
    #[arg(long, value_name = "WHO")]
    pub(crate) profile: Option<ProfileArgument>,
    /// The only checks that run, separated by commas.
    #[arg(long, value_name = "CHECKS", value_delimiter = ',')]
    pub(crate) select: Option<Vec<CheckName>>,
    /// Checks that do not run, separated by commas.
    #[arg(long, value_name = "CHECKS", value_delimiter = ',')]
    pub(crate) ignore: Option<Vec<CheckName>>,
    /// Use this tieout.toml for all files, instead of the nearest above each.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// How many files to read at once. Default: one for each processor.
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<NonZero<usize>>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// How to report. Default: "full" on a terminal, else "concise".
    #[arg(long, value_name = "FORMAT")]
    pub(crate) output_format: Option<CheckFormat>,
    /// Also report what agrees, and how much of each call is tied out (full, concise and json).
    #[arg(long)]
    pub(crate) ties: bool,
    /// The least severity that makes the exit status 1.
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    pub(crate) fail_on: SeverityArgument,
    /// Report only findings that are not in this baseline.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all present findings to this file, to be used with --baseline from then on, and exit with status 0.
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Exit with status 0 even where something was found.
    #[arg(long)]
    pub(crate) exit_zero: bool,
}

#[derive(Debug, Args)]
pub(crate) struct FiguresArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// How to list them. Default: "full", an aligned table, on a terminal, else "concise".
    #[arg(long, value_name = "FORMAT")]
    pub(crate) output_format: Option<FiguresFormat>,
    /// What money is counted in (csv).
    #[arg(long, value_name = "SCALE", default_value = "millions")]
    pub(crate) scale: ScaleArgument,
}

#[derive(Debug, Args)]
pub(crate) struct OutlineArguments {
    #[command(flatten)]
    pub(crate) input: Input,
    /// How to show it. Default: "full", a tree.
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub(crate) output_format: OutlineFormat,
    /// Say what the verdict, the company, the quarter and the names rest on.
    #[arg(long)]
    pub(crate) why: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// The check's name. Without one, all checks are listed.
    #[arg(value_name = "CHECK")]
    pub(crate) check: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// The lines of the transcript with the findings beneath.
    Full,
    /// One line for each finding.
    Concise,
    /// One list.
    Json,
    /// One record for each file, written as soon as the file is done.
    Jsonl,
    /// SARIF 2.1.0, as code-scanning services read it.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FiguresFormat {
    /// An aligned table.
    Full,
    /// One line for each figure.
    Concise,
    /// One list.
    Json,
    /// One record for each file, written as soon as the file is done.
    Jsonl,
    /// A table for spreadsheets: numbers as numbers, money in the scale of --scale, percents as fractions.
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScaleArgument {
    Ones,
    Thousands,
    Millions,
    Billions,
}

impl From<ScaleArgument> for Scale {
    fn from(argument: ScaleArgument) -> Scale {
        match argument {
            ScaleArgument::Ones => Scale::One,
            ScaleArgument::Thousands => Scale::Thousands,
            ScaleArgument::Millions => Scale::Millions,
            ScaleArgument::Billions => Scale::Billions,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutlineFormat {
    /// A tree.
    Full,
    /// One object, or a list for several files.
    Json,
    /// One record for each file, written as soon as the file is done.
    Jsonl,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TreatAsArgument {
    Call,
    NotACall,
}

impl From<TreatAsArgument> for TreatAs {
    fn from(argument: TreatAsArgument) -> TreatAs {
        match argument {
            TreatAsArgument::Call => TreatAs::Call,
            TreatAsArgument::NotACall => TreatAs::NotACall,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ProfileArgument {
    Reader,
    Editor,
}

impl From<ProfileArgument> for Profile {
    fn from(argument: ProfileArgument) -> Profile {
        match argument {
            ProfileArgument::Reader => Profile::Reader,
            ProfileArgument::Editor => Profile::Editor,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SeverityArgument {
    Hint,
    Information,
    Warning,
    Error,
}

impl From<SeverityArgument> for Severity {
    fn from(argument: SeverityArgument) -> Severity {
        match argument {
            SeverityArgument::Hint => Severity::Hint,
            SeverityArgument::Information => Severity::Information,
            SeverityArgument::Warning => Severity::Warning,
            SeverityArgument::Error => Severity::Error,
        }
    }
}
