//! `textDocument/definition`, `references` and `documentHighlight`: from one mention to the others.

use tower_lsp::ls_types::{
    DocumentHighlight, DocumentHighlightKind, GotoDefinitionResponse, Location, LocationLink, Position,
};

use crate::client::Client;
use crate::snapshot::Snapshot;
use crate::target;

/// Where what stands at a position is introduced.
pub(crate) fn definition(snapshot: &Snapshot, client: &Client, position: Position) -> Option<GotoDefinitionResponse> {
    let (placed, offset) = snapshot.locate(position)?;
    let (target, origin) = target::at(&placed.call, offset)?;
    let range = target::introduction(&placed.call, target)?;
    let place = snapshot.location(placed, range);
    if !client.definition_links {
        return Some(GotoDefinitionResponse::Scalar(place));
    }
    Some(GotoDefinitionResponse::Link(vec![LocationLink {
        origin_selection_range: Some(snapshot.range(placed, origin)),
        target_uri: place.uri,
        target_range: place.range,
        target_selection_range: place.range,
    }]))
}

/// Where else the same is said.
pub(crate) fn references(snapshot: &Snapshot, position: Position, with_first: bool) -> Option<Vec<Location>> {
    let (placed, offset) = snapshot.locate(position)?;
    let (target, _) = target::at(&placed.call, offset)?;
    let first = target::introduction(&placed.call, target);
    let mentions = target::mentions(&placed.call, target).into_iter();
    let chosen = mentions.filter(|range| with_first || Some(*range) != first);
    Some(chosen.map(|range| snapshot.location(placed, range)).collect())
}

/// The same within the document, to be marked while the cursor stands there.
pub(crate) fn highlights(snapshot: &Snapshot, position: Position) -> Option<Vec<DocumentHighlight>> {
    let (placed, offset) = snapshot.locate(position)?;
    let (target, _) = target::at(&placed.call, offset)?;
    let mentions = target::mentions(&placed.call, target);
    let highlight =
        |range| DocumentHighlight { range: snapshot.range(placed, range), kind: Some(DocumentHighlightKind::TEXT) };
    Some(mentions.into_iter().map(highlight).collect::<Vec<_>>()).filter(|highlights| !highlights.is_empty())
}
