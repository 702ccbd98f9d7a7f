//! What goes on in the background: questions to the client, and work that nobody waits for.
//!
//! These tasks alone wait for the client, and none of them for long.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::sleep;
use tower_lsp::ls_types::request::{RegisterCapability, WorkspaceConfiguration};
use tower_lsp::ls_types::{ConfigurationItem, ConfigurationParams, Registration, RegistrationParams};

use crate::outbox::patiently;
use crate::session::Session;

/// How long after the start the workspace is indexed: the first document comes first.
const INDEX_DELAY: Duration = Duration::from_secs(1);

/// How often `tieout.toml` is looked at where the client does not watch it.
const LOOKS: Duration = Duration::from_secs(2);

/// Begins what has to wait until the client is ready. `settled` tells whether the client has sent settings already.
pub(crate) fn begin(session: &Arc<Session>, settled: bool) {
    session.crew.prepare(tieout_analysis::prepare);
    register(session);
    if session.client.configuration && !settled {
        ask_for_settings(session);
    }
    if !session.client.registers_watched_files {
        look_after_configs(session);
    }
    let session = Arc::clone(session);
    tokio::spawn(async move {
        sleep(INDEX_DELAY).await;
        session.ensure_index();
    });
}

/// Asks to be told of changes to settings and files.
fn register(session: &Session) {
    let registration = |method: &str, options: Value| Registration {
        id: format!("tieout/{method}"),
        method: method.to_owned(),
        register_options: Some(options),
    };
    let mut registrations = Vec::new();
    if session.client.registers_configuration {
        registrations.push(registration("workspace/didChangeConfiguration", json!({ "section": "tieout" })));
    }
    if session.client.registers_watched_files {
        let watchers = json!([{ "globPattern": "**/tieout.toml" }, { "globPattern": "**/*.{txt,text,md,markdown}" }]);
        registrations.push(registration("workspace/didChangeWatchedFiles", json!({ "watchers": watchers })));
    }
    if !registrations.is_empty() {
        drop(session.outbox.ask::<RegisterCapability>(RegistrationParams { registrations }));
    }
}

/// Asks for the settings and takes them over when they come.
pub(crate) fn ask_for_settings(session: &Arc<Session>) {
    let items = vec![ConfigurationItem { scope_uri: None, section: Some("tieout".to_owned()) }];
    let answer = session.outbox.ask::<WorkspaceConfiguration>(ConfigurationParams { items });
    let session = Arc::clone(session);
    tokio::spawn(async move {
        let sent =
            patiently(answer).await.and_then(|answer| answer.as_array().and_then(|items| items.first().cloned()));
        if let Some(sent) = sent.filter(|sent| !sent.is_null()) {
            session.adopt_json(sent);
        }
    });
}

/// Looks whether a `tieout.toml` has changed, as long as the session lasts.
fn look_after_configs(session: &Arc<Session>) {
    let session = Arc::downgrade(session);
    tokio::spawn(async move {
        loop {
            sleep(LOOKS).await;
            let Some(session) = session.upgrade() else { return };
            let files: Vec<PathBuf> =
                session.documents.ready().iter().filter_map(|snapshot| snapshot.path.clone()).collect();
            let looked = Arc::clone(&session);
            let look = move || !files.is_empty() && looked.workspace.is_out_of_date(&files);
            if session.crew.run(move |_| look()).await.unwrap_or(false) {
                session.analyse_all();
            }
        }
    });
}
