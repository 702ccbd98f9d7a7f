//! `textDocument/hover`: what a figure, a label, an introduction, a period or a metric is.

mod card;
mod figure;
mod metric;
mod people;
mod period;

use text_size::TextRange;
use tieout_analysis::Placed;
use tower_lsp::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use crate::client::Client;
use crate::snapshot::Snapshot;
use crate::target::{self, Target};
use card::Card;

/// What stands at a position.
pub(crate) fn at(snapshot: &Snapshot, client: &Client, position: Position) -> Option<Hover> {
    let (placed, offset) = snapshot.locate(position)?;
    let (target, range) = target::at(&placed.call, offset)?;
    let card = match target {
        Target::Figure(index) => figure::card(placed, index, client.shows_findings_in_hover),
        Target::Label(turn) => people::label(placed, turn)?,
        Target::Introduction(exchange) => people::exchange(placed, exchange)?,
        Target::Metric(id) => metric::card(placed, id)?,
        Target::PeriodWord(word) => period::relative(placed, range, word)?,
        Target::Period => period::named(placed, range)?,
    };
    Some(hover(snapshot, client, placed, range, card))
}

fn hover(snapshot: &Snapshot, client: &Client, placed: &Placed, range: TextRange, card: Card) -> Hover {
    let (kind, value) = match client.markdown_hover {
        true => (MarkupKind::Markdown, card.markdown()),
        false => (MarkupKind::PlainText, card.plain()),
    };
    Hover { contents: HoverContents::Markup(MarkupContent { kind, value }), range: Some(snapshot.range(placed, range)) }
}
