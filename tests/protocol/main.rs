//! The language server as a client sees it: the real program, over pipes.
//!
//! Each file is about one thing a client can want or do. `server.rs` is the client that all of them use; it fails a test
//! for any message that is invalid, or that nobody has read when the test is over.

mod abuse;
mod actions;
mod capability;
mod clients;
mod commands;
mod diagnostics;
mod documented;
mod edits;
mod encodings;
mod hover;
mod marks;
mod navigation;
mod outline;
mod server;
mod settings;
mod text;
mod traffic;
mod workspace;
