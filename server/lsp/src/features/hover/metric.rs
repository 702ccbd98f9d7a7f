//! The hover of a word for a metric: all its values in this call.

use tieout_analysis::{MetricId, Placed, VOCABULARY};

use super::card::{Card, LINES};
use crate::snapshot::{Snapshot, words};
use crate::target::facts_of;
use crate::wording::{counted, period, spaced};

/// The values of a metric; none where the call gives none.
pub(super) fn card(placed: &Placed, id: MetricId) -> Option<Card> {
    let call = &placed.call;
    let mut card = Card::new(VOCABULARY.metric(id).name.to_string());
    let facts: Vec<_> = facts_of(call, id).collect();
    let count = facts.len();
    card.beside = counted(count, "value");
    // The last line tells what is left out.
    let shown = if count < LINES { count } else { LINES - 2 };
    for fact in &facts[..shown] {
        let words = words(call, fact.range);
        let role = fact.role.map(|role| spaced(role.as_str()));
        let basis = fact.basis.map(|basis| spaced(basis.as_str()));
        let more: Vec<String> =
            role.into_iter().chain(basis).chain(fact.scope.iter().map(|it| it.to_string())).collect();
        let line = Snapshot::line_number(placed, fact.range.start());
        let when = fact.period.map(period).unwrap_or_else(|| "–".to_owned());
        card.row(when, format!("{words}  {} (L{line})", more.join(", ")));
    }
    if shown < count {
        let last = facts.last().map(|fact| Snapshot::line_number(placed, fact.range.start()));
        card.row("…", format!("{} more, to L{}", count - shown, last.unwrap_or_default()));
    }
    (count > 0).then_some(card)
}
