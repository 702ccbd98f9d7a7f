//! What goes on in the background: questions to the client, and work that nobody waits for.
//!
//! These tasks alone wait for the client, and none of them for long.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};
use tower_lsp::ls_types::notification;
use tower_lsp::ls_types::request::{RegisterCapability, WorkDoneProgressCreate, WorkspaceConfiguration};
use tower_lsp::ls_types::{
    ConfigurationItem, ConfigurationParams, ProgressParams, ProgressParamsValue, ProgressToken, Registration,
    RegistrationParams, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressCreateParams, WorkDoneProgressEnd,
    WorkDoneProgressReport,
};

use crate::index::Progress;
use crate::session::Session;

/// How long an answer of the client is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Work that takes longer shows its progress.
const UNNOTICED: Duration = Duration::from_millis(300);

/// How often progress is reported.
const REPORTS: Duration = Duration::from_millis(250);

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

/// Shows the progress of the indexing where it takes longer than a moment.
pub(crate) fn show_progress(session: &Arc<Session>, progress: Progress) {
    if !session.client.progress {
        return;
    }
    let session = Arc::clone(session);
    tokio::spawn(async move {
        sleep(UNNOTICED).await;
        if progress.is_over() {
            return;
        }
        let token = ProgressToken::String("tieout/index".to_owned());
        let create = WorkDoneProgressCreateParams { token: token.clone() };
        if patiently(session.outbox.ask::<WorkDoneProgressCreate>(create)).await.is_none() {
            return;
        }
        let tell = |value| {
            let value = ProgressParamsValue::WorkDone(value);
            session.outbox.notify::<notification::Progress>(ProgressParams { token: token.clone(), value });
        };
        let said = || {
            let (done, all) = progress.counts();
            (Some(format!("{done} of {all} files")), Some((100 * done / all.max(1)) as u32))
        };
        let (message, percentage) = said();
        let title = "Indexing transcripts".to_owned();
        tell(WorkDoneProgress::Begin(WorkDoneProgressBegin { title, cancellable: Some(true), message, percentage }));
        while !progress.is_over() {
            sleep(REPORTS).await;
            let (message, percentage) = said();
            tell(WorkDoneProgress::Report(WorkDoneProgressReport { cancellable: Some(true), message, percentage }));
        }
        tell(WorkDoneProgress::End(WorkDoneProgressEnd { message: None }));
    });
}

async fn patiently(answer: oneshot::Receiver<Value>) -> Option<Value> {
    timeout(PATIENCE, answer).await.ok()?.ok()
}
