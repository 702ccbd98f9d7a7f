//! What goes on in the background: questions to the client, and work that nobody waits for.
//!
//! These tasks alone wait for the client, and none of them for long.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::time::sleep;
use tower_lsp::ls_types::request::{RegisterCapability, WorkspaceConfiguration};
use tower_lsp::ls_types::{ConfigurationItem, ConfigurationParams, RegistrationParams};

use crate::capabilities::{later_findings, registration};
use crate::outbox::patiently;
use crate::session::Session;
use crate::workspace::Nearest;

/// How long after the first transcript the workspace is indexed: the document comes first.
const INDEX_DELAY: Duration = Duration::from_secs(1);

/// How often a `tieout.toml` is looked at that the client does not watch.
const LOOKS: Duration = Duration::from_secs(2);

/// Begins what has to wait until the client is ready.
pub(crate) fn begin(session: &Arc<Session>) {
    session.crew.prepare(tieout_analysis::prepare);
    register(session);
    look_after_configs(session);
    let session = Arc::clone(session);
    tokio::spawn(async move {
        // Many a folder holds text, and few hold transcripts.
        if !session.workspace.editor().diagnostics.workspace {
            session.recognised.notified().await;
        }
        sleep(INDEX_DELAY).await;
        session.ensure_index();
    });
}

/// Offers what depends on settings, and asks to be told of changes to settings and files.
fn register(session: &Session) {
    let mut registrations = Vec::new();
    if session.client.registers_diagnostics {
        registrations.push(later_findings(session.workspace.editor().diagnostics.workspace));
    }
    if session.client.registers_configuration {
        registrations.push(registration("workspace/didChangeConfiguration", json!({ "section": "tieout" })));
    }
    if session.client.registers_watched_files {
        // Of a folder that comes or goes, some clients say nothing but its own name.
        let (change, create_or_delete) = (2, 1 | 4);
        let watchers = json!([
            { "globPattern": "**/tieout.toml" },
            { "globPattern": "**/*.{txt,text,md,markdown}", "kind": change },
            { "globPattern": "**", "kind": create_or_delete },
        ]);
        registrations.push(registration("workspace/didChangeWatchedFiles", json!({ "watchers": watchers })));
    }
    if !registrations.is_empty() {
        drop(session.outbox.ask::<RegisterCapability>(RegistrationParams { registrations }));
    }
}

/// Asks a client that can be asked for the settings, and takes them over when they come.
pub(crate) fn ask_for_settings(session: &Arc<Session>) {
    if !session.client.configuration {
        return;
    }
    let items = vec![ConfigurationItem { scope_uri: None, section: Some("tieout".to_owned()) }];
    let answer = session.outbox.ask::<WorkspaceConfiguration>(ConfigurationParams { items });
    let session = Arc::clone(session);
    tokio::spawn(async move {
        let sent =
            patiently(answer).await.and_then(|answer| answer.as_array().and_then(|items| items.first().cloned()));
        if let Some(sent) = sent {
            session.adopt_json(sent);
        }
    });
}

/// Looks whether a `tieout.toml` has changed that the client does not watch, as long as the session lasts. No client
/// watches outside of its folders.
fn look_after_configs(session: &Arc<Session>) {
    let session = Arc::downgrade(session);
    tokio::spawn(async move {
        loop {
            sleep(LOOKS).await;
            let Some(session) = session.upgrade() else { return };
            let is_watched =
                |path: &Path| session.client.registers_watched_files && !session.workspace.is_outside(path);
            let mut files: Vec<(PathBuf, Nearest)> = Vec::new();
            for snapshot in session.documents.ready() {
                if let (Some(path), Some(nearest)) = (&snapshot.path, &snapshot.nearest)
                    && !is_watched(path)
                {
                    files.push((path.clone(), nearest.clone()));
                }
            }
            if files.is_empty() {
                continue;
            }
            let workspace = Arc::clone(&session.workspace);
            let look = move |_: &_| workspace.is_out_of_date(files.iter().map(|(path, nearest)| (&**path, nearest)));
            if session.crew.run(look).await.unwrap_or(false) {
                session.analyse_all();
            }
        }
    });
}
