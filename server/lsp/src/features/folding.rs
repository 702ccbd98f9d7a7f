//! `textDocument/foldingRange`: sections, exchanges and turns.

use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind};

use crate::client::Client;
use crate::exchanges::exchange_lines;
use crate::snapshot::{Snapshot, span_of_lines};

/// The ranges of a document that can be folded, the outer ones first; of several that begin on one line, the longest.
pub(crate) fn ranges(snapshot: &Snapshot, client: &Client) -> Vec<FoldingRange> {
    let mut lines: Vec<(u32, u32)> = Vec::new();
    for placed in snapshot.calls() {
        let call = &placed.call.call;
        let sections = call.sections.iter().map(|section| section.lines.clone());
        let exchanges = call.exchanges.iter().filter_map(|exchange| exchange_lines(call, exchange));
        let turns = call.turns.iter().map(|turn| turn.lines.clone());
        for range in sections.chain(exchanges).chain(turns) {
            let words = span_of_lines(&placed.call, range.clone());
            let last = placed.call.lines.line_at(words.end()) as u32;
            if last > range.start {
                lines.push((placed.first_line + range.start, placed.first_line + last));
            }
        }
    }
    lines.sort_by_key(|(first, last)| (*first, u32::MAX - last));
    lines.dedup_by_key(|(first, _)| *first);
    lines.truncate(client.folding_limit.unwrap_or(usize::MAX));
    let range = |(start_line, end_line)| FoldingRange {
        start_line,
        start_character: None,
        end_line,
        end_character: None,
        kind: Some(FoldingRangeKind::Region),
        collapsed_text: None,
    };
    lines.into_iter().map(range).collect()
}
