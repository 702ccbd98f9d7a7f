//! The progress of the indexing, as the client is told of it.

use std::time::Duration;

use tokio::time::sleep;
use tower_lsp::ls_types::notification;
use tower_lsp::ls_types::request::WorkDoneProgressCreate;
use tower_lsp::ls_types::{
    ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use crate::index::Progress;
use crate::outbox::{Outbox, patiently};

/// Work that takes longer shows its progress.
const UNNOTICED: Duration = Duration::from_millis(300);

/// How often progress is reported.
const REPORTS: Duration = Duration::from_millis(250);

/// By what the client names the progress when it is shown for the so manieth time.
pub(crate) fn token(count: u64) -> ProgressToken {
    ProgressToken::String(format!("tieout/index/{count}"))
}

/// Shows it where it takes longer than a moment.
pub(crate) fn show(outbox: Outbox, progress: Progress, token: ProgressToken) {
    tokio::spawn(async move {
        sleep(UNNOTICED).await;
        if progress.is_over() {
            return;
        }
        let create = WorkDoneProgressCreateParams { token: token.clone() };
        if patiently(outbox.ask::<WorkDoneProgressCreate>(create)).await.is_none() {
            return;
        }
        let tell = |value| {
            let value = ProgressParamsValue::WorkDone(value);
            outbox.notify::<notification::Progress>(ProgressParams { token: token.clone(), value });
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
