//! Names in running speech: where they begin and end.

use crate::names::{is_name, without_titles};
use crate::speech::is_initials;
use crate::tables::{ABBREVIATION, LOOSE_ABBREVIATION, NEVER_NAME, SENTENCE_OPENER};

/// The first name at or after an offset, within its sentence.
pub(crate) fn next_name(speech: &str, from: usize) -> Option<(&str, usize)> {
    let rest = speech.get(from..)?;
    let sentence = rest.get(..sentence_end(rest))?;
    let mut at = 0;
    while at < sentence.len() {
        let tail = sentence.get(at..)?;
        let skip = tail.len() - tail.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        at += skip;
        let tail = sentence.get(at..)?;
        if tail.is_empty() {
            break;
        }
        if tail.starts_with(char::is_uppercase)
            && let Some(name) = leading_name(tail)
        {
            return Some((name, from + at));
        }
        at += tail.find(char::is_whitespace).unwrap_or(tail.len());
    }
    None
}

/// The longest name that a text begins with. A comma or a full stop ends it, initials aside.
pub(crate) fn leading_name(text: &str) -> Option<&str> {
    let mut end = 0;
    let mut at = 0;
    for word in text.split_inclusive([' ', '\n', '\u{a0}']).take(6) {
        let bare = word.trim_end();
        let core = bare.trim_end_matches([',', '.', ';', ':', '?', '!', ')']);
        let core = core.strip_suffix("'s").or_else(|| core.strip_suffix("’s")).unwrap_or(core);
        let candidate = text.get(..at + core.len())?;
        let small = !core.starts_with(char::is_uppercase);
        // "Mr. A. Lee": an initial, and no article.
        let dotted = at > 0 && core.chars().nth(1).is_none() && bare.ends_with('.') && !small;
        let never = NEVER_NAME.has(core) && !dotted;
        if core.is_empty() || small && !crate::tables::NAME_PARTICLE.has(core) || never {
            break;
        }
        if !small && is_name(candidate) {
            end = candidate.len();
        }
        let initial = core.chars().count() == 1 || ABBREVIATION.has(core);
        if core.len() < bare.len() && !(initial && bare.ends_with('.')) {
            break;
        }
        at += word.len();
    }
    text.get(..end).filter(|name| !name.is_empty())
}

/// The name that a text ends with.
pub(crate) fn last_name(text: &str) -> Option<&str> {
    let text = text.trim_end_matches([' ', ',']);
    let starts = text.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]).take(3);
    let opens = |name: &str| name.split(' ').next().is_some_and(|word| SENTENCE_OPENER.has(word));
    starts.filter_map(|start| text.get(start..)).filter(|name| is_name(name) && !opens(name)).last().map(without_titles)
}

/// Where the first sentence of a text ends: behind its last word, before the full stop unless that abbreviates.
pub(crate) fn sentence_end(text: &str) -> usize {
    for (at, mark) in text.match_indices(['.', '?', '!', '\n', ';']) {
        if mark != "." {
            return at;
        }
        let word = text.get(..at).unwrap_or_default().rsplit([' ', '\n']).next().unwrap_or_default();
        let next = text.get(at + 1..).unwrap_or_default();
        if !next.is_empty() && !next.starts_with(char::is_whitespace) {
            continue;
        }
        let next_word = next.trim_start().split([' ', '.', ',']).next().unwrap_or_default();
        // "J.T. Marsden", but "in the U.S. Please" may end a sentence.
        let initial = is_initials(word) && !LOOSE_ABBREVIATION.has(word);
        if ABBREVIATION.has(word) || initial {
            continue;
        }
        if LOOSE_ABBREVIATION.has(word) {
            // The full stop belongs to the abbreviation, whether the sentence ends or not.
            if next_word.starts_with(char::is_lowercase) {
                continue;
            }
            return at + 1;
        }
        return at;
    }
    text.len()
}
