//! `textDocument/codeLens`: one line on top of each call.

use serde_json::json;
use tower_lsp::ls_types::{CodeLens, Command};

use super::commands::KEY_FIGURES;
use crate::snapshot::{Snapshot, span_of_lines};
use crate::wording::counted;

/// "312 figures · 127 tied · 2 findings", which opens the key figures.
pub(crate) fn lenses(snapshot: &Snapshot) -> Vec<CodeLens> {
    let lens = |placed: &tieout_analysis::Placed| {
        let coverage = placed.call.coverage();
        let title = format!(
            "{} · {} tied · {}",
            counted(coverage.figures, "figure"),
            coverage.tied,
            counted(coverage.found, "finding")
        );
        CodeLens {
            range: snapshot.range(placed, span_of_lines(&placed.call, 0..1)),
            command: Some(Command {
                title,
                command: KEY_FIGURES.to_owned(),
                arguments: Some(vec![json!(snapshot.uri)]),
            }),
            data: None,
        }
    };
    snapshot.calls().map(lens).collect()
}
