//! `textDocument/documentLink`: the addresses in a transcript.

use std::ops::Range;
use std::str::FromStr;

use tower_lsp::ls_types::{DocumentLink, Uri};

use crate::positions::text_range;
use crate::snapshot::Snapshot;

/// All web addresses of a document.
pub(crate) fn links(snapshot: &Snapshot) -> Vec<DocumentLink> {
    let mut links = Vec::new();
    for placed in snapshot.calls() {
        for range in addresses(&placed.call.text) {
            let Ok(target) = Uri::from_str(&placed.call.text[range.clone()]) else { continue };
            let range = snapshot.range(placed, text_range(range));
            links.push(DocumentLink { range, target: Some(target), tooltip: None, data: None });
        }
    }
    links
}

/// Where addresses stand, without the punctuation of the sentence around them.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&text.as_bytes()[from..], b"://").map(|at| from + at) {
        from = at + 3;
        let Some(scheme) = ["https", "http"].into_iter().find(|scheme| text[..at].ends_with(scheme)) else { continue };
        let start = at - scheme.len();
        let ends = |it: char| it.is_whitespace() || it.is_control() || "<>\"“”'`|{}\\^".contains(it);
        let end = text[from..].find(ends).map_or(text.len(), |end| from + end);
        let mut address = &text[start..end];
        // Counted once: what is cut off is counted down.
        let mut unopened = address.matches(')').count().saturating_sub(address.matches('(').count());
        loop {
            let closes_nothing = unopened > 0 && address.ends_with(')');
            if !closes_nothing && !address.ends_with(['.', ',', ';', ':', '!', '?', '*', '_']) {
                break;
            }
            unopened -= usize::from(closes_nothing);
            address = &address[..address.len() - 1];
        }
        from = start + address.len().max(scheme.len() + 3);
        if address.len() > scheme.len() + 3 {
            found.push(start..start + address.len());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_before_the_punctuation_of_the_sentence() {
        let text = "See https://ir.acme.example/q3. Or (http://acme.example/a_(b)), <https://x.example/?q=1>: ftp://no \
                    https:// https://ü.example";
        let found: Vec<&str> = addresses(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(
            found,
            ["https://ir.acme.example/q3", "http://acme.example/a_(b)", "https://x.example/?q=1", "https://ü.example"]
        );
    }

    #[test]
    fn many_brackets_behind_an_address_are_taken_off_in_no_time() {
        let text = format!("https://a.example/x{}", ").".repeat(500_000));
        assert_eq!(addresses(&text).first(), Some(&(0..19)));
        let text = format!("https://a.example/x{}{}", "(".repeat(3), ")".repeat(1_000_000));
        assert_eq!(addresses(&text).first(), Some(&(0..25)));
    }
}
