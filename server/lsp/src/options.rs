//! How the server is started.

/// How the server is started.
#[derive(Clone, Debug, Default)]
pub struct ServerOptions {
    /// The version that the client is told.
    pub version: String,
    /// The editor's process, where the command line names it; what `initialize` says wins.
    pub client_process: Option<u32>,
}
