//! `textDocument/completion`: labels at the beginning of a line, for those who correct transcripts.

use text_size::TextRange;
use tieout_analysis::Profile;
use tower_lsp::ls_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, Position, TextEdit};

use crate::snapshot::{Snapshot, words};
use crate::structure::introduced;

/// What closes a label.
const CLOSING: [char; 10] = [':', '.', '*', '_', ')', ']', '>', '-', '–', '—'];

/// The labels of this document, in its own style, that continue what stands in front of the cursor.
pub(crate) fn labels(snapshot: &Snapshot, position: Position) -> Option<Vec<CompletionItem>> {
    if snapshot.analysis.settings().profile != Profile::Editor {
        return None;
    }
    let (placed, offset) = snapshot.locate(position)?;
    let call = &placed.call;
    let line = call.lines.range(call.lines.line_at(offset));
    let begun = TextRange::new(line.start(), offset);
    let (before, behind) = (words(call, begun), words(call, TextRange::new(offset, line.end())));
    let range = snapshot.range(placed, begun);
    let mut seen = Vec::new();
    for turn in call.call.turns.iter().rev() {
        let Some(label) = turn.label.filter(|label| !label.contains_inclusive(offset)) else { continue };
        // Bullets, indentation and whatever else stands in front of a label belong to the style of the file.
        let line = call.lines.range(call.lines.line_at(label.start()));
        let label = usize::from(label.end() - line.start());
        let line = words(call, line).trim_end();
        // And so do the marks that close it, unless they stand there already.
        let end = if behind.starts_with(CLOSING) { label } else { closed(line, label) };
        let written = line.get(..end)?;
        let is_begun = written.get(..before.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(before));
        if is_begun && !seen.iter().any(|(seen, _)| *seen == written) {
            seen.push((written, turn.speaker));
        }
    }
    let item = |(index, (words, speaker)): (usize, &(&str, Option<usize>))| CompletionItem {
        label: words.trim().to_owned(),
        kind: Some(CompletionItemKind::CLASS),
        detail: speaker.and_then(|index| call.call.speakers.get(index)).map(introduced),
        // Who spoke last but one is likely to answer.
        sort_text: Some(format!("{index:04}")),
        filter_text: Some((*words).to_owned()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: (*words).to_owned() })),
        ..CompletionItem::default()
    };
    Some(seen.iter().enumerate().map(item).collect())
}

/// Where a line goes on behind a label that ends at an offset: behind the marks that close the label, and the space
/// before what is said on the same line.
fn closed(line: &str, label: usize) -> usize {
    let behind = line.get(label..).unwrap_or_default();
    let marks = behind.len() - behind.trim_start_matches(CLOSING).len();
    let space = marks > 0 && behind.get(marks..).is_some_and(|speech| speech.starts_with(' '));
    label + marks + usize::from(space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_closed_as_it_is_in_the_text() {
        for (line, label, expected) in [
            ("Ann Lee: Revenue rose.", "Ann Lee", "Ann Lee: "),
            ("**Ann Lee:**", "**Ann Lee", "**Ann Lee:**"),
            ("<Q - Ann Lee>: Revenue?", "<Q - Ann Lee", "<Q - Ann Lee>: "),
            ("Ann Lee -- CFO", "Ann Lee", "Ann Lee"),
            ("Ann Lee", "Ann Lee", "Ann Lee"),
            ("Ann Lee (on the line)", "Ann Lee", "Ann Lee"),
        ] {
            assert_eq!(&line[..closed(line, label.len())], expected);
        }
    }
}
