//! Mentions: the noun phrases of a sentence that say what is measured.

use std::sync::{Arc, LazyLock};

use text_size::TextRange;

use super::mention::{Mention, RUN_RATE};
use super::modifier::{excluded, mention, scope_end};
use crate::signs::lists::LEVELS;
use crate::signs::words::{class, is_any, is_noun};
use crate::tokens::{Boundary, Class, Direction, Form, Link, Sense, Token};
use crate::vocabulary::{MetricEntry, MetricId, MetricKind, VOCABULARY};

/// All mentions of a sentence, in order. None lies inside another.
pub(super) fn mentions(text: &str, tokens: &[Token]) -> Vec<Mention> {
    mentions_and_scopes(text, tokens).0
}

/// All mentions of a sentence, and what goes for all that is said in it: "excluding the acquisition,".
pub(super) fn mentions_and_scopes(text: &str, tokens: &[Token]) -> (Vec<Mention>, Vec<Arc<str>>) {
    let mut found: Vec<Mention> = Vec::new();
    let mut open_scope: Vec<Arc<str>> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at].class {
            Class::Scope(id) if VOCABULARY.scope(id).opens => {
                let end = scope_end(tokens, at + 1);
                if end > at + 1 {
                    open_scope.push(excluded(text, tokens, at + 1..end));
                }
                at = end.max(at + 1);
            }
            Class::Scope(id) if is_fronted(tokens, at) => {
                open_scope.push(Arc::clone(&VOCABULARY.scope(id).name));
                at += 1;
            }
            Class::Direction(Direction { sense: Sense::Up, form: Form::Noun }) if is_plain_growth(tokens, at) => {
                let floor = found.last().map_or(0, |last| last.end);
                found.extend(revenue_growth(text, tokens, at, floor));
                at += 1;
            }
            Class::Metric(_) if !found.is_empty() && is_sign(text, tokens, at) => at += 1,
            // "weight per shipment" counts no shipments.
            Class::Metric(_) if at > found.last().map_or(0, |last| last.end) && is_behind_per(tokens, at) => at += 1,
            Class::Metric(_) if is_loss_of_another_kind(text, tokens, at) || is_denied(text, tokens, at) => at += 1,
            Class::Metric(_) if is_taken_later(text, tokens, at) => {
                // "cash flow before dividends" is no cash flow
                if let Some(last) = found.last_mut().filter(|last| last.end + 1 == at) {
                    last.scope.push(text[tokens[at - 1].range.cover(tokens[at].range)].to_lowercase().into());
                    last.scope.sort_unstable();
                    last.end = at + 1;
                }
                at += 1;
            }
            Class::Metric(id) => {
                let start = found.last().map_or(0, |last| last.end);
                let mut mention = match pace_of(tokens, at, id).filter(|_| at > start) {
                    Some(of) => at_pace(text, tokens, at, of, start),
                    None => mention(text, tokens, at, id, start),
                };
                mention.scope.extend(open_scope.iter().cloned());
                mention.scope.sort_unstable();
                mention.scope.dedup();
                at = mention.end;
                // "an EBITDA loss of"
                if at == mention.head + 1 && is_profit(mention.entry()) && is_bare_loss(text, tokens, at) {
                    mention.end = at + 1;
                    found.push(mention);
                    at += 1;
                    continue;
                }
                let modifies_next = at == mention.head + 1
                    && (matches!(class(tokens, at), Some(Class::Metric(_))) || is_compound(text, tokens, mention.head));
                if !modifies_next {
                    found.push(mention);
                }
            }
            _ => at += 1,
        }
    }
    share_accounting(tokens, &mut found);
    (found, open_scope)
}

/// "Non-GAAP net income was $8 million, and EPS was $0.13": what each share earned is counted as what all did.
fn share_accounting(tokens: &[Token], found: &mut [Mention]) {
    for next in 1..found.len() {
        let (before, rest) = found.split_at_mut(next);
        let (Some(income), Some(each)) = (before.last(), rest.first_mut()) else { continue };
        let apart = tokens[income.end.min(each.tokens.start)..each.tokens.start].iter().any(|token| {
            matches!(token.class, Class::Boundary(Boundary::But | Boundary::Semicolon | Boundary::Reason))
        });
        let pair = &*income.entry().name == "net income" && &*each.entry().name == "EPS";
        if pair && !apart && each.scope.is_empty() {
            each.scope.extend(income.scope.iter().filter(|scope| VOCABULARY.names_accounts(scope)).cloned());
        }
    }
}

/// Whether a metric is what another thing is divided by: "weight per shipment".
fn is_behind_per(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).and_then(|per| class(tokens, per)) == Some(Class::Link(Link::Per))
}

/// Whether a metric is only what a result is counted before: "the result before depreciation was".
fn is_taken_later(text: &str, tokens: &[Token], at: usize) -> bool {
    let before = |by: usize| at.checked_sub(by).and_then(|at| tokens.get(at));
    before(1).is_some_and(|token| text[token.range].eq_ignore_ascii_case("before"))
        && before(2).is_some_and(|token| matches!(token.class, Class::Word | Class::Metric(_)))
}

/// The metric whose pace is said: "NII run rate" is that of NII.
fn pace_of(tokens: &[Token], at: usize, id: MetricId) -> Option<MetricId> {
    let pace = &*VOCABULARY.metric(id).name == RUN_RATE;
    match at.checked_sub(1).and_then(|before| class(tokens, before)) {
        Some(Class::Metric(of)) if pace && VOCABULARY.metric(of).kind == MetricKind::Money => Some(of),
        _ => None,
    }
}

/// The mention of a metric at the pace that the token behind it names.
fn at_pace(text: &str, tokens: &[Token], at: usize, of: MetricId, floor: usize) -> Mention {
    let mut mention = mention(text, tokens, at - 1, of, floor);
    mention.tokens.end = at + 1;
    mention.end = mention.end.max(at + 1);
    mention.head = at;
    let said = TextRange::new(tokens[mention.tokens.start].range.start(), tokens[mention.end - 1].range.end());
    mention.text = text[said].into();
    mention.scope.push(Arc::clone(&PACE));
    mention
}

/// What an amount at the pace of a moment is narrowed by.
static PACE: LazyLock<Arc<str>> = LazyLock::new(|| RUN_RATE.into());

/// Whether a scope stands alone before its clause: "on an organic basis, revenue grew", "organically, revenue grew".
fn is_fronted(tokens: &[Token], at: usize) -> bool {
    let opens = tokens[..at].iter().all(|token| {
        matches!(token.class, Class::Boundary(_) | Class::Adverb | Class::Basis(_) | Class::Link(Link::On | Link::In))
    });
    opens && class(tokens, at + 1) == Some(Class::Boundary(Boundary::Comma))
}

/// Whether a word for a profit or loss only says which sign the subject has: "operating income was a loss of $5 million".
pub(super) fn is_sign(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let sign = is_any(&text[token.range], &["loss", "losses", "profit", "net loss", "net profit"]);
    let before = at.checked_sub(1).map(|before| tokens[before].class);
    // "compared to a $3 million loss"
    if sign && matches!(before, Some(Class::Figure(_))) {
        return true;
    }
    let article = before == Some(Class::Determiner);
    let lead = at.checked_sub(2).map(|before| tokens[before].class);
    // "slipped into a loss of"
    let into = at.checked_sub(2).is_some_and(|before| is_any(&text[tokens[before].range], &["into"]));
    let leads =
        into || matches!(lead, Some(Class::Copula | Class::Link(Link::Versus | Link::To | Link::From | Link::With)));
    // "Revenue was $24 million, with a net loss of $2 million"
    let own = lead == Some(Class::Link(Link::With)) && is_any(&text[token.range], &["net loss", "net profit"]);
    sign && article && leads && !own && class(tokens, at + 1) == Some(Class::Link(Link::Of))
}

/// Whether a token is the word for a loss and no more.
fn is_bare_loss(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|token| matches!(token.class, Class::Metric(_))) else { return false };
    is_any(&text[token.range], &["loss", "losses"])
}

/// Whether what a metric measures may be a loss.
pub(super) fn is_profit(entry: &MetricEntry) -> bool {
    entry.signed || entry.name.contains("EBIT")
}

/// Whether a metric is what is left out: "non-personnel expenses".
fn is_denied(text: &str, tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| text[tokens[before].range].eq_ignore_ascii_case("non"))
}

/// Whether a loss is not what the company lost in a period: "credit losses", "a dilution loss", "loss-absorbing".
fn is_loss_of_another_kind(text: &str, tokens: &[Token], at: usize) -> bool {
    if !is_bare_loss(text, tokens, at) {
        return false;
    }
    let several = text[tokens[at].range].eq_ignore_ascii_case("losses");
    match at.checked_sub(1).map(|before| &tokens[before]) {
        Some(before) if before.class == Class::Word => {
            let word = &text[before.range];
            !is_any(word, &["quarterly", "annual", "reported"])
        }
        Some(before) => several && !text[before.range].eq_ignore_ascii_case("our"),
        None => several,
    }
}

/// Whether a metric in the singular only modifies a noun behind it that the vocabulary does not know: "cash equities".
fn is_compound(text: &str, tokens: &[Token], head: usize) -> bool {
    let Some(next) = tokens.get(head + 1).filter(|next| next.class == Class::Word) else { return false };
    let (metric, next) = (&text[tokens[head].range], &text[next.range]);
    let plural = metric.ends_with('s') || metric.contains(' ');
    // "volume licensing grew": what the verb is said of.
    let subject = next.ends_with("ing")
        && matches!(
            class(tokens, head + 2),
            Some(Class::Copula | Class::Direction(Direction { form: Form::Verb | Form::Particle, .. }))
        );
    let name = metric.starts_with(char::is_uppercase) && next.starts_with(char::is_uppercase);
    // "the LCR ratio" is the ratio that its letters stand for.
    let ratio = next.eq_ignore_ascii_case("ratio")
        && matches!(tokens[head].class, Class::Metric(id) if VOCABULARY.metric(id).kind == MetricKind::Percent);
    !plural && !ratio && (name || subject || is_noun(next) && !LEVELS.contains(&next))
}

/// "organic growth": growth of revenue, unless it is said of what. "Organic" may stand before "sequential".
fn is_plain_growth(tokens: &[Token], at: usize) -> bool {
    let mut before = tokens[..at].iter().rev().skip_while(|token| matches!(token.class, Class::Basis(_)));
    let scoped = before.next().is_some_and(|token| match token.class {
        Class::Scope(id) => VOCABULARY.scope(id).restates && !VOCABULARY.scope(id).opens,
        _ => false,
    });
    let of = matches!(class(tokens, at + 1), Some(Class::Link(Link::Of | Link::In | Link::For)))
        && !matches!(class(tokens, at + 2), Some(Class::Figure(_) | Class::Period(_) | Class::Other(_) | Class::Hedge));
    scoped && !of
}

fn revenue_growth(text: &str, tokens: &[Token], at: usize, floor: usize) -> Option<Mention> {
    let id = VOCABULARY.metric_named("revenue")?;
    let mut start = at;
    while start > floor && matches!(tokens[start - 1].class, Class::Basis(_)) {
        start -= 1;
    }
    let mut mention = mention(text, tokens, start, id, floor);
    let said = TextRange::new(tokens[mention.tokens.start].range.start(), tokens[at].range.end());
    mention.text = text[said].into();
    Some(Mention { tokens: mention.tokens.start..at + 1, head: at, end: at + 1, ..mention })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexer::lex;

    /// The mentions of a sentence as "name [scope; scope] <- text".
    fn read(text: &str) -> Vec<String> {
        let reading = tieout_figures::read(text, &tieout_figures::Context::default());
        let tokens = lex(text, &reading.figures, &reading.others);
        let shown =
            |mention: Mention| format!("{} [{}] <- {}", mention.entry().name, mention.scope.join("; "), mention.text);
        mentions(text, &tokens).into_iter().map(shown).collect()
    }

    #[test]
    fn modifiers_before_and_after_the_head_narrow_it() {
        assert_eq!(read("Total revenue was high."), ["revenue [] <- Total revenue"]);
        assert_eq!(read("Cloud revenue was high."), ["revenue [cloud] <- Cloud revenue"]);
        assert_eq!(
            read("Our non-GAAP operating margin was low."),
            ["operating margin [non-GAAP] <- non-GAAP operating margin"]
        );
        assert_eq!(
            read("Revenue from existing stores was high."),
            ["revenue [existing stores] <- Revenue from existing stores"]
        );
        assert_eq!(read("Bookings in the Nordics were low."), ["bookings [nordics] <- Bookings in the Nordics"]);
    }

    #[test]
    fn a_metric_that_another_company_reports_is_its_own() {
        assert_eq!(read("Fernhill reported revenue."), ["revenue [fernhill] <- revenue"]);
        assert_eq!(read("We reported revenue."), ["revenue [] <- revenue"]);
    }

    #[test]
    fn what_is_excluded_belongs_to_all_that_follows() {
        assert_eq!(
            read("Excluding the impact of Fernhill, revenue and gross margin were up."),
            ["revenue [excluding fernhill] <- revenue", "gross margin [excluding fernhill] <- gross margin"]
        );
        assert_eq!(
            read("Revenue excluding Fernhill was up."),
            ["revenue [excluding fernhill] <- Revenue excluding Fernhill"]
        );
    }

    #[test]
    fn a_metric_before_a_metric_modifies_it() {
        assert_eq!(
            read("Services revenue backlog was up."),
            ["backlog [services revenue] <- Services revenue backlog"]
        );
    }
}
