//! Modifiers: what stands around a metric and says whose it is, which part of it, or what it leaves out.
//!
//! Words before the head narrow it ("cloud revenue"), and so do a preposition and its words behind it ("revenue in
//! Europe"), words that leave something out ("excluding the acquisition"), and who is said to have it ("Fernhill reported
//! revenue of").

use std::ops::Range;
use std::sync::Arc;

use text_size::TextRange;

use super::mention::Mention;
use super::owner::{REACH, owner};
use crate::signs::lists::{ADJECTIVES, DOING, GENERIC, INFINITIVES, ONE_PART};
use crate::signs::words::{class, is_any, is_vague, without_possessive};
use tieout_transcript::Month;

use crate::tokens::{Boundary, Class, Direction, Form, Link, Pronoun, Sense, Token};
use crate::vocabulary::{MetricId, VOCABULARY};

/// What narrows a metric to a segment without naming it.
pub(super) const SOME_SEGMENT: &str = "segment";

/// The mention around a metric, whose modifiers reach back no further than `floor`.
pub(super) fn mention(text: &str, tokens: &[Token], head: usize, id: MetricId, floor: usize) -> Mention {
    let mut start = head;
    let mut words = Vec::new();
    let mut scope = Vec::new();
    while start > floor && head - start < REACH {
        let token = tokens[start - 1];
        match token.class {
            // A set phrase is no modifier, nor is what opens a question.
            Class::Word if is_set_phrase(&text[token.range]) || is_question_word(&text[token.range]) => break,
            Class::Word | Class::Metric(_) => {
                let word = text[token.range].to_lowercase();
                let word = without_possessive(&word);
                if !GENERIC.contains(&word) && !is_month(word) {
                    words.push(word.to_owned());
                }
            }
            Class::Scope(id) if !VOCABULARY.scope(id).opens => scope.push(Arc::clone(&VOCABULARY.scope(id).name)),
            // "Personal and Commercial Banking net income"
            Class::Boundary(Boundary::And) if joins_names(text, tokens, start - 1) && start < head => {
                words.push(text[token.range].to_lowercase());
            }
            // "Harbor of Norway revenue"
            Class::Link(Link::Of) if joins_large(text, tokens, start - 1) => words.push("of".to_owned()),
            // "Ferries, Moorings and Tours revenue"
            Class::Boundary(Boundary::Comma)
                if joins_names(text, tokens, start - 1) && words.iter().any(|word| word == "and") =>
            {
                if let Some(last) = words.last_mut() {
                    last.insert_str(0, ", ");
                }
            }
            // "third quarter revenue": the period is no modifier, but one may stand before it.
            Class::Other(_) | Class::Period(_) => {}
            _ => break,
        }
        start -= 1;
    }
    // "expect them to outpace revenue", "we are seeing deposits": the verb is no modifier.
    if start < head
        && !words.is_empty()
        && (is_infinitive(text, tokens, start) || is_doing(text, tokens, start) || is_said_of_it(text, tokens, start))
    {
        start += 1;
        words.pop();
    }
    while start < head && matches!(tokens[start].class, Class::Other(_) | Class::Period(_)) {
        start += 1;
    }
    // "a high ROE" is no other ROE.
    if words.len() == 1 && is_any(&words[0], &ADJECTIVES) {
        words.clear();
    }
    // "Segment revenue" is that of the one spoken of.
    let mut narrowed = !words.is_empty() && words != [SOME_SEGMENT];
    if !words.is_empty() {
        words.reverse();
        scope.push(words.join(" ").into());
    }
    // "Harbor Services revenue" is the revenue of Harbor Services.
    let named = start < head && tokens[head - 1].class == Class::Word;
    let services = &*VOCABULARY.metric(id).name == "services revenue"
        && text[tokens[head].range].to_ascii_lowercase().starts_with("services ")
        && named
        && text[tokens[head - 1].range].starts_with(char::is_uppercase);
    let id = match VOCABULARY.metric_named("revenue").filter(|_| services) {
        Some(revenue) => {
            let name = scope.pop().map(|words| format!("{words} services").into());
            scope.extend(name);
            revenue
        }
        None => id,
    };
    let owner = owner(text, tokens, start);
    narrowed |= owner.is_some();
    scope.extend(owner.clone());
    let end = modifier_end(text, tokens, head + 1);
    if end > head + 1 {
        let opener = (head + 1..head + 3).find(|at| matches!(class(tokens, *at), Some(Class::Scope(_))) && *at < end);
        match opener {
            Some(opener) if matches!(class(tokens, head + 1), Some(Class::Boundary(_) | Class::Scope(_))) => {
                scope.push(excluded(text, tokens, opener + 1..end));
            }
            _ => {
                let words = scope_words(text, tokens, head + 1..end);
                // "earnings per common share" are said so by the figure, which is one for each.
                let per_share = words.starts_with("per ") && words.ends_with(" share");
                if !words.is_empty() && !per_share {
                    narrowed = true;
                    scope.push(words.into());
                }
            }
        }
    }
    let said = TextRange::new(tokens[start].range.start(), tokens[end - 1].range.end());
    Mention { tokens: start..head + 1, head, end, id, text: text[said].into(), scope, owner, narrowed }
}

/// Whether a word stands where something could not be heard.
pub(super) fn is_unheard(word: &str) -> bool {
    is_any(word, &["inaudible", "unintelligible", "indiscernible", "crosstalk"])
}

/// Whether a token of several words is a phrase that begins like something else and is none of it, or stands where something
/// could not be heard; a name with a number is none: "Harbor 365".
pub(super) fn is_set_phrase(words: &str) -> bool {
    words.contains(' ') && !words.ends_with(|last: char| last.is_ascii_digit()) || is_unheard(words)
}

/// Whether a word opens a question: "what card fees are".
fn is_question_word(word: &str) -> bool {
    is_any(word, &["what", "which", "how", "where", "when", "why", "whose"])
}

/// Whether a word is the name of a month, cut short or not: "Jan", "September".
fn is_month(word: &str) -> bool {
    let cut = |month: Month| {
        word.len() >= 3
            && word.len() <= 4
            && month.name().get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word))
    };
    Month::named(word).is_some() || word.starts_with(char::is_uppercase) && Month::all().any(cut)
}

/// Whether "and" stands within a name: both words beside it begin with a capital letter, but for the word that opens the
/// sentence.
fn joins_names(text: &str, tokens: &[Token], and: usize) -> bool {
    let word = |at: usize| tokens.get(at).is_some_and(|token| token.class == Class::Word);
    if (1..=2).contains(&and) && (0..and).all(word) && word(and + 1) && !is_question_word(&text[tokens[0].range]) {
        return true;
    }
    let capital = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.class == Class::Word && text[token.range].starts_with(char::is_uppercase))
    };
    and.checked_sub(1).is_some_and(capital) && capital(and + 1)
}

/// Whether "of" stands within a name: both words beside it begin with a capital letter, and the first names something.
fn joins_large(text: &str, tokens: &[Token], of: usize) -> bool {
    let large = |at: usize| {
        let word = tokens.get(at).filter(|token| token.class == Class::Word).map_or("", |token| &text[token.range]);
        (word.starts_with(char::is_uppercase)).then_some(word)
    };
    // "Internet of Things"
    of.checked_sub(1).and_then(large).is_some_and(|first| !is_vague(first)) && large(of + 1).is_some()
}

/// Whether a word is a verb behind "to", "will" or "help": "expect them to outpace", "leverage will drive".
fn is_infinitive(text: &str, tokens: &[Token], at: usize) -> bool {
    let leads = at.checked_sub(1).is_some_and(|before| {
        matches!(tokens[before].class, Class::Link(Link::To) | Class::Modal(_))
            || is_any(&text[tokens[before].range], &["help", "helps", "helped"])
    });
    leads && is_any(&text[tokens[at].range], &INFINITIVES)
}

/// Whether a word is what the speaker is said to be doing: "we are seeing deposits", "we're hedging production".
fn is_doing(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = &text[tokens[at].range];
    if tokens[at].class != Class::Word || !word.ends_with("ing") {
        return false;
    }
    let mut before = tokens[..at].iter().rev().skip_while(|token| token.class == Class::Adverb);
    let we = |token: Option<&Token>| token.is_some_and(|token| token.class == Class::Pronoun(Pronoun::We));
    let says = match before.next() {
        Some(token) if token.class == Class::Copula => we(before.next()),
        Some(token) => we(Some(token)) && text[token.range].ends_with("re"),
        None => false,
    };
    says || is_any(word, &DOING)
}

/// Whether a word is what something just spoken of is said to do: "this reflects gross spending".
fn is_said_of_it(text: &str, tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| class(tokens, before));
    let pronoun = matches!(before, Some(Class::Pronoun(Pronoun::This | Pronoun::Which)));
    pronoun && is_any(&text[tokens[at].range], &["reflects", "assumes", "implies", "excludes", "means", "supports"])
}

/// Where a modifier after the head ends: "from existing customers", "in Europe", "per share".
fn modifier_end(text: &str, tokens: &[Token], start: usize) -> usize {
    let start_of_scope = start + usize::from(class(tokens, start) == Some(Class::Boundary(Boundary::Comma)));
    if let Some(Class::Scope(id)) = class(tokens, start_of_scope)
        && VOCABULARY.scope(id).opens
    {
        let end = scope_end(tokens, start_of_scope + 1);
        return if end > start_of_scope + 1 { end } else { start };
    }
    // "NOI growth in Norway" is growth of what is in Norway.
    let grows =
        matches!(class(tokens, start), Some(Class::Direction(Direction { sense: Sense::Up, form: Form::Noun })));
    if grows && matches!(class(tokens, start + 1), Some(Class::Link(Link::In | Link::At))) {
        let end = modifier_end(text, tokens, start + 1);
        return if end > start + 1 { end } else { start };
    }
    let opens =
        matches!(class(tokens, start), Some(Class::Link(Link::In | Link::For | Link::From | Link::Of | Link::Per)));
    // "revenue at our ferry business", "revenue growth at Fernhill", but not "revenue at the low end"
    if class(tokens, start) == Some(Class::Link(Link::At)) {
        let first = start + 1 + usize::from(class(tokens, start + 1) == Some(Class::Determiner));
        let is_word = |at: &usize| class(tokens, *at) == Some(Class::Word);
        let end = (first..first + REACH).take_while(is_word).last().map_or(first, |last| last + 1);
        let word = |at: usize| &text[tokens[at].range];
        let part = end > first + 1
            && ONE_PART.iter().chain(&["platform"]).any(|part| word(end - 1).eq_ignore_ascii_case(part));
        let whole = |at: usize| GENERIC.iter().chain(&["level", "levels"]).any(|it| word(at).eq_ignore_ascii_case(it));
        let named = end > first && (part || word(first).starts_with(char::is_uppercase)) && !(first..end).any(whole);
        return if named { end } else { start };
    }
    if !opens {
        return start;
    }
    let per = class(tokens, start) == Some(Class::Link(Link::Per));
    let mut end = start + 1;
    while end < tokens.len() && end - start <= REACH {
        match tokens[end].class {
            Class::Word | Class::Determiner => end += 1,
            Class::Scope(id) if !VOCABULARY.scope(id).opens => end += 1,
            // "revenue from card and account holders"
            Class::Metric(_) if end > start + 1 || per || leads_to_noun(tokens, end + 1) => end += 1,
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
    let month = end == start + 2 && is_month(&text[tokens[start + 1].range]);
    // "savings in the medium term" are those of no part.
    let last = &text[tokens[end.saturating_sub(1)].range];
    let time = is_any(last.rsplit('-').next().unwrap_or(last), &["term", "run", "beginning", "end", "dollars"]);
    let stands = end > start + 1
        && !month
        && !time
        && !matches!(class(tokens, end), Some(Class::Figure(_) | Class::Other(_) | Class::Period(_)))
        && (per || tokens[start + 1..end].iter().any(|token| matches!(token.class, Class::Word | Class::Scope(_))));
    if stands { end } else { start }
}

/// Whether a word, or "and" and a word, stands at a token.
fn leads_to_noun(tokens: &[Token], at: usize) -> bool {
    let at = at + usize::from(class(tokens, at) == Some(Class::Boundary(Boundary::And)));
    class(tokens, at) == Some(Class::Word)
}

/// Where the words after "excluding" end.
pub(super) fn scope_end(tokens: &[Token], start: usize) -> usize {
    let mut end = start;
    while end < tokens.len() && end - start <= REACH + 2 {
        match tokens[end].class {
            // "regions outside of Norway supported a": the verb of the sentence.
            Class::Word
                if end > start
                    && class(tokens, end + 1) == Some(Class::Determiner)
                    && tokens.get(end + 2).is_some_and(|token| matches!(token.class, Class::Figure(_))) =>
            {
                break;
            }
            Class::Word | Class::Determiner | Class::Scope(_) | Class::Metric(_) => end += 1,
            Class::Direction(Direction { form: Form::Noun | Form::Comparative, .. }) => end += 1,
            Class::Link(Link::Of | Link::From | Link::On) | Class::Pronoun(Pronoun::This) => end += 1,
            Class::Boundary(Boundary::And) if end > start && class(tokens, end + 1) == Some(Class::Word) => end += 1,
            // "excluding tugs and associates was": of one thing.
            Class::Boundary(Boundary::And)
                if end > start
                    && matches!(class(tokens, end + 1), Some(Class::Metric(_)))
                    && class(tokens, end + 2) == Some(Class::Copula)
                    && tokens[end + 2].range.len() == text_size::TextSize::of("was") =>
            {
                end += 2;
            }
            _ => break,
        }
    }
    end
}

pub(super) fn excluded(text: &str, tokens: &[Token], range: Range<usize>) -> Arc<str> {
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

/// The words of a modifier in lower case, without articles and what leads to it.
fn scope_words(text: &str, tokens: &[Token], range: Range<usize>) -> String {
    let mut words = String::new();
    for token in &tokens[range] {
        let leads = matches!(
            token.class,
            Class::Direction(_) | Class::Link(Link::In | Link::For | Link::From | Link::Of | Link::At)
        );
        if token.class == Class::Determiner || words.is_empty() && leads {
            continue;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&text[token.range].to_lowercase());
    }
    words
}
