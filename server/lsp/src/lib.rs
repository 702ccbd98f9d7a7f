//! The language server.
//!
//! This crate knows the Language Server Protocol, JSON-RPC and tasks, and it is the only one that does: it keeps the
//! open documents, turns columns into bytes and back, and puts what the floors below know of a text into the answers of
//! the protocol. It must not know how a figure is read or a relation judged. [`run`] serves one client over standard
//! input and output; inside, a `Snapshot` (a document at one version with its analysis) is what each file of
//! `features/` answers from.
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! use tieout_lsp::{ServerOptions, run};
//!
//! fn main() -> ExitCode {
//!     run(ServerOptions { version: "0.1.0".to_owned(), client_process: None })
//! }
//! ```

mod background;
mod capabilities;
mod client;
mod crew;
mod documents;
mod exchanges;
mod failing_words;
mod features;
mod gist;
mod index;
mod indexing_progress;
mod lifetime;
mod made;
mod options;
mod outbox;
mod positions;
mod server;
mod session;
mod snapshot;
mod structure;
mod target;
mod transport;
mod uri;
mod wording;
mod workspace;
mod written;

use std::fs::File;
use std::io;
use std::process::ExitCode;

use tokio::runtime::Builder;
use tower_lsp::LspService;

use crate::lifetime::Lifetime;
use crate::outbox::Outbox;
use crate::server::Server;
use crate::transport::{End, Inbox, Writer};
use crate::written::{FINDINGS, OUTLINE};

pub use options::ServerOptions;

/// Serves one client over standard input and output until it says `exit`, closes its end or dies. Logs go to wherever
/// the program has pointed `tracing`; standard output carries nothing but the protocol.
pub fn run(options: ServerOptions) -> ExitCode {
    match serve(options) {
        Ok(End::Orderly) => ExitCode::SUCCESS,
        Ok(End::Abrupt) => ExitCode::FAILURE,
        Err(error) => {
            tracing::error!("cannot start the language server: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(options: ServerOptions) -> io::Result<End> {
    log_panics_without_their_words();
    // One thread runs the protocol; what takes time is done by the crew.
    let runtime = Builder::new_current_thread().enable_time().build()?;
    let (outbox, queue) = Outbox::new();
    let inbox = Inbox::new(standard_input()?)?;
    let writer = Writer::new(standard_output()?, queue)?;
    let (lifetime, ended) = Lifetime::new();
    let (service, _socket) = LspService::build(|_| Server::new(options, outbox.clone(), lifetime))
        .custom_method("window/workDoneProgress/cancel", Server::work_done_progress_cancel)
        .custom_method(OUTLINE, Server::outline)
        .custom_method(FINDINGS, Server::findings)
        .finish();
    let end = runtime.block_on(async {
        tokio::select! {
            end = transport::serve(inbox, service, &outbox) => end,
            () = ended.wait() => End::Abrupt,
        }
    });
    writer.finish(&outbox);
    // Whatever still runs is of no use to anybody.
    runtime.shutdown_background();
    Ok(end)
}

/// A panic is logged by where in the code it happened: its message may quote the text.
fn log_panics_without_their_words() {
    std::panic::set_hook(Box::new(|panic| match panic.location() {
        Some(place) => tracing::error!("internal error at {place}"),
        None => tracing::error!("internal error"),
    }));
}

// The standard streams of the library are buffered by lines, which splits each frame into two writes.

#[cfg(unix)]
fn standard_input() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?))
}

#[cfg(unix)]
fn standard_output() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

#[cfg(windows)]
fn standard_input() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(File::from(io::stdin().as_handle().try_clone_to_owned()?))
}

#[cfg(windows)]
fn standard_output() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(File::from(io::stdout().as_handle().try_clone_to_owned()?))
}
