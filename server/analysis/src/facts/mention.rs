//! Mentions: the noun phrases of a sentence that say what is measured.

use std::ops::Range;
use std::sync::Arc;

use text_size::TextRange;

use super::segment::without_possessive;
use crate::tokens::{Boundary, Class, Direction, Form, Link, Sense, Token};
use crate::vocabulary::{MetricEntry, MetricId, VOCABULARY};

/// A noun phrase around a metric of the vocabulary: "our non-GAAP operating margin in Europe".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// The tokens of the phrase with its modifiers before the head.
    pub(super) tokens: Range<usize>,
    /// The token of the metric itself.
    pub(super) head: usize,
    /// The end of what follows the head and belongs to it: "in Europe".
    pub(super) end: usize,
    pub(super) id: MetricId,
    /// The words from the first modifier to the head.
    pub(super) text: Arc<str>,
    /// In lower case, sorted.
    pub(super) scope: Vec<Arc<str>>,
    /// Whether words of its own say whose, or which part of, the metric it is.
    pub(super) narrowed: bool,
}

impl Mention {
    pub(super) fn entry(&self) -> &'static MetricEntry {
        VOCABULARY.metric(self.id)
    }
}

/// Words before a metric that do not narrow it.
const GENERIC: [&str; 16] = [
    "total",
    "bank",
    "firm",
    "company",
    "quarterly",
    "annual",
    "group",
    "corporate",
    "combined",
    "fiscal",
    "healthy",
    "great",
    "own",
    "worldwide",
    "year",
    "quarter",
];

/// The most words that a modifier may have on either side.
const REACH: usize = 5;

/// All mentions of a sentence, in order. None lies inside another.
pub(super) fn mentions(text: &str, tokens: &[Token]) -> Vec<Mention> {
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
            Class::Direction(Direction { sense: Sense::Up, form: Form::Noun }) if is_plain_growth(tokens, at) => {
                let floor = found.last().map_or(0, |last| last.end);
                found.extend(revenue_growth(text, tokens, at, floor));
                at += 1;
            }
            Class::Metric(id) => {
                let start = found.last().map_or(0, |last| last.end);
                let mut mention = mention(text, tokens, at, id, start);
                mention.scope.extend(open_scope.iter().cloned());
                mention.scope.sort_unstable();
                mention.scope.dedup();
                at = mention.end;
                let modifies_next = at == mention.head + 1
                    && (matches!(class(tokens, at), Some(Class::Metric(_))) || is_compound(text, tokens, mention.head));
                if !modifies_next {
                    found.push(mention);
                }
            }
            _ => at += 1,
        }
    }
    found
}

/// Whether a metric in the singular only modifies a noun behind it that the vocabulary does not know: "cash equities".
fn is_compound(text: &str, tokens: &[Token], head: usize) -> bool {
    let Some(next) = tokens.get(head + 1).filter(|next| next.class == Class::Word) else { return false };
    let (metric, next) = (&text[tokens[head].range], &text[next.range]);
    let plural = metric.ends_with('s') || metric.contains(' ');
    let name = metric.starts_with(char::is_uppercase) && next.starts_with(char::is_uppercase);
    !plural && (name || is_noun(next))
}

/// Whether a word of which nothing is known may be a noun by its look.
pub(super) fn is_noun(word: &str) -> bool {
    let plain = word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    plain && !word.ends_with("ed") && !word.ends_with("ing") && !NO_NOUNS.contains(&word)
}

/// Words that look like nouns and are none.
const NO_NOUNS: [&str; 32] = [
    "worldwide",
    "globally",
    "here",
    "there",
    "whose",
    "which",
    "that",
    "worth",
    "alone",
    "itself",
    "over",
    "more",
    "less",
    "each",
    "pretax",
    "pre-tax",
    "today",
    "total",
    "annual",
    "gross",
    "away",
    "apart",
    "ever",
    "back",
    "left",
    "both",
    "last",
    "next",
    "this",
    "these",
    "those",
    "when",
];

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

pub(super) fn class(tokens: &[Token], at: usize) -> Option<Class> {
    tokens.get(at).map(|token| token.class)
}

fn mention(text: &str, tokens: &[Token], head: usize, id: MetricId, floor: usize) -> Mention {
    let mut start = head;
    let mut words = Vec::new();
    let mut scope = Vec::new();
    while start > floor && head - start < REACH {
        let token = tokens[start - 1];
        match token.class {
            // A set phrase is no modifier.
            Class::Word if text[token.range].contains(' ') => break,
            Class::Word | Class::Metric(_) => {
                let word = text[token.range].to_lowercase();
                let word = without_possessive(&word);
                if !GENERIC.contains(&word) {
                    words.push(word.to_owned());
                }
            }
            Class::Scope(id) if !VOCABULARY.scope(id).opens => scope.push(Arc::clone(&VOCABULARY.scope(id).name)),
            // "third quarter revenue": the period is no modifier, but one may stand before it.
            Class::Other(_) | Class::Period(_) => {}
            _ => break,
        }
        start -= 1;
    }
    while start < head && matches!(tokens[start].class, Class::Other(_) | Class::Period(_)) {
        start += 1;
    }
    let mut narrowed = !words.is_empty();
    if narrowed {
        words.reverse();
        scope.push(words.join(" ").into());
    }
    let owner = owner(text, tokens, start);
    narrowed |= owner.is_some();
    scope.extend(owner);
    let end = modifier_end(tokens, head + 1);
    if end > head + 1 {
        let opener = (head + 1..head + 3).find(|at| matches!(class(tokens, *at), Some(Class::Scope(_))) && *at < end);
        match opener {
            Some(opener) if matches!(class(tokens, head + 1), Some(Class::Boundary(_) | Class::Scope(_))) => {
                scope.push(excluded(text, tokens, opener + 1..end));
            }
            _ => {
                let words = scope_words(text, tokens, head + 1..end);
                if !words.is_empty() {
                    narrowed = true;
                    scope.push(words.into());
                }
            }
        }
    }
    let said = TextRange::new(tokens[start].range.start(), tokens[end - 1].range.end());
    Mention { tokens: start..head + 1, head, end, id, text: text[said].into(), scope, narrowed }
}

/// Whose metric it is, where a part of the company or somebody else is said to have it: "Fernhill reported revenue of",
/// "our gas utility posted earnings of".
fn owner(text: &str, tokens: &[Token], start: usize) -> Option<Arc<str>> {
    let before = tokens[..start].iter().rev();
    let mut before = before
        .skip_while(|token| matches!(token.class, Class::Determiner | Class::Adverb | Class::Hedge | Class::Scope(_)));
    before.next().filter(|token| matches!(token.class, Class::Verb))?;
    let mut words: Vec<&str> = Vec::new();
    let mut definite = false;
    for token in before.take(REACH) {
        match token.class {
            Class::Word => words.push(&text[token.range]),
            Class::Determiner => {
                definite = true;
                break;
            }
            // "We at Fernhill reported": it is the speaker.
            Class::Pronoun(_) => return None,
            _ => break,
        }
    }
    words.reverse();
    let own = words.iter().any(|word| OWN.iter().any(|own| word.eq_ignore_ascii_case(own)));
    let named = words.first()?.starts_with(char::is_uppercase) || definite;
    (named && !own).then(|| words.join(" ").to_lowercase().into())
}

/// Words that mean the speaker's company as a whole, or nobody in particular.
const OWN: [&str; 15] = [
    "company",
    "team",
    "teams",
    "group",
    "firm",
    "management",
    "business",
    "businesses",
    "people",
    "who",
    "which",
    "quarter",
    "results",
    "performance",
    "segments",
];

/// Where a modifier after the head ends: "from existing customers", "in Europe", "per share".
fn modifier_end(tokens: &[Token], start: usize) -> usize {
    let start_of_scope = start + usize::from(class(tokens, start) == Some(Class::Boundary(Boundary::Comma)));
    if let Some(Class::Scope(id)) = class(tokens, start_of_scope)
        && VOCABULARY.scope(id).opens
    {
        let end = scope_end(tokens, start_of_scope + 1);
        return if end > start_of_scope + 1 { end } else { start };
    }
    let opens =
        matches!(class(tokens, start), Some(Class::Link(Link::In | Link::For | Link::From | Link::Of | Link::Per)));
    if !opens {
        return start;
    }
    let per = class(tokens, start) == Some(Class::Link(Link::Per));
    let mut end = start + 1;
    while end < tokens.len() && end - start <= REACH {
        match tokens[end].class {
            Class::Word | Class::Determiner => end += 1,
            Class::Scope(id) if !VOCABULARY.scope(id).opens => end += 1,
            Class::Metric(_) if end > start + 1 || per => end += 1,
            Class::Boundary(Boundary::And)
                if matches!(class(tokens, end + 1), Some(Class::Word)) && end > start + 1 =>
            {
                end += 1;
            }
            _ => break,
        }
    }
    while end > start + 1 && matches!(tokens[end - 1].class, Class::Determiner | Class::Boundary(_)) {
        end -= 1;
    }
    // A figure, a period or nothing at all after the preposition: it is no modifier.
    let stands = end > start + 1
        && !matches!(class(tokens, end), Some(Class::Figure(_) | Class::Other(_) | Class::Period(_)))
        && (per || tokens[start + 1..end].iter().any(|token| matches!(token.class, Class::Word | Class::Scope(_))));
    if stands { end } else { start }
}

/// Where the words after "excluding" end.
fn scope_end(tokens: &[Token], start: usize) -> usize {
    let mut end = start;
    while end < tokens.len() && end - start <= REACH + 2 {
        match tokens[end].class {
            Class::Word | Class::Determiner | Class::Scope(_) | Class::Metric(_) | Class::Direction(_) => end += 1,
            Class::Link(Link::Of | Link::From | Link::On) => end += 1,
            _ => break,
        }
    }
    end
}

fn excluded(text: &str, tokens: &[Token], range: Range<usize>) -> Arc<str> {
    let mut name = String::from("excluding");
    let words = scope_words(text, tokens, range);
    // "the impact of" says nothing.
    let words = ["impact of ", "impact from ", "effect of ", "effects of "]
        .iter()
        .find_map(|opening| words.strip_prefix(opening))
        .unwrap_or(&words);
    name.push(' ');
    name.push_str(words);
    name.into()
}

/// The words of a modifier in lower case, without articles and its first preposition.
fn scope_words(text: &str, tokens: &[Token], range: Range<usize>) -> String {
    let mut words = String::new();
    for (index, token) in tokens[range].iter().enumerate() {
        let skipped = matches!(token.class, Class::Determiner)
            || index == 0 && matches!(token.class, Class::Link(Link::In | Link::For | Link::From | Link::Of));
        if skipped {
            continue;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&text[token.range].to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::lex;

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
