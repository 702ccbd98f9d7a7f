//! What speakers say of each other: the operator calls an analyst, a speaker hands over, somebody is introduced with his
//! title, somebody introduces himself.

use std::sync::LazyLock;

use regex::Regex;

use crate::label;
use crate::names::{is_name, without_titles, word_count};
use crate::tables::{
    ABBREVIATION, EXECUTIVE, HANDS_OVER, INTRODUCES, LOOSE_ABBREVIATION, NEVER_NAME, SENTENCE_OPENER, TAKES_OVER,
    TITLE_CARRIERS, TITLE_WORD, expression,
};

/// An analyst whom the operator calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Called {
    pub(crate) name: String,
    pub(crate) firm: Option<String>,
    /// Where the name stands in the speech.
    pub(crate) at: usize,
}

/// The analysts whom the operator calls in a turn, in order: "Our first question comes from Bob Ray with Big Bank".
pub(crate) fn called(speech: &str) -> Vec<Called> {
    let mut found: Vec<Called> = Vec::new();
    let mut cues = INTRODUCES.find_iter(speech).peekable();
    let mut past = 0;
    if cues.peek().is_none() {
        // "(Operator Instructions) Bob Ray, Big Bank."
        found.extend(bare_call(speech));
    }
    for cue in cues {
        if cue.start() < past {
            continue;
        }
        if let Some((name, at)) = next_name(speech, cue.end()) {
            let end = at + name.len();
            let firm = firm_behind(speech, end);
            found.push(Called { name: without_titles(name).trim_end_matches('.').to_owned(), firm, at });
            past = end;
        }
    }
    found
}

fn bare_call(speech: &str) -> Option<Called> {
    let start = speech.rfind([')', ']']).map_or(0, |at| at + 1);
    let text = speech.get(start..)?.trim_start_matches(['.', ' ', '\n']);
    let (name, rest) = text.split_once(',')?;
    let at = name.as_ptr() as usize - speech.as_ptr() as usize;
    let firm = firm_behind(speech, at + name.len())?;
    let short = rest.trim().len() <= firm.len() + 24;
    (is_name(name) && word_count(name) > 1 && short).then(|| Called {
        name: without_titles(name).to_owned(),
        firm: Some(firm),
        at,
    })
}

/// The first name at or after an offset, within its sentence.
fn next_name(speech: &str, from: usize) -> Option<(&str, usize)> {
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
fn leading_name(text: &str) -> Option<&str> {
    let mut end = 0;
    let mut at = 0;
    for word in text.split_inclusive([' ', '\n', '\u{a0}']).take(6) {
        let bare = word.trim_end();
        let core = bare.trim_end_matches([',', '.', ';', ':', '?', '!', ')']);
        let core = core.strip_suffix("'s").or_else(|| core.strip_suffix("’s")).unwrap_or(core);
        let candidate = text.get(..at + core.len())?;
        let small = !core.starts_with(char::is_uppercase);
        if core.is_empty() || small && !crate::tables::NAME_PARTICLE.has(core) || NEVER_NAME.has(core) {
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

/// The firm behind a name: "with Big Bank", "of Big Bank", ", Big Bank".
fn firm_behind(speech: &str, from: usize) -> Option<String> {
    static CONNECTOR: LazyLock<Regex> = LazyLock::new(|| {
        expression(
            r"^[\s,:]*(?:(?:is|who is|calling|coming|dialing)\s+)?(?:with|from|of|at|representing|on behalf of|for|over at)?[\s,–—-]*(?:the\s+)?",
        )
    });
    let rest = speech.get(from..)?;
    let connector = CONNECTOR.find(rest)?;
    if connector.is_empty() || connector.as_str().trim().is_empty() {
        return None;
    }
    let firm = rest.get(connector.end()..)?;
    let firm = firm.get(..sentence_end(firm))?;
    let mut end = 0;
    for word in firm.split_inclusive(' ') {
        let bare = word.trim();
        let core = bare.trim_end_matches([',', ';']);
        let small = matches!(core, "of" | "and" | "&" | "de" | "for" | "the" | "in");
        let ends = core.starts_with(|c: char| c.is_lowercase()) && !small
            || matches!(core, "Please" | "Your" | "You" | "Go" | "Sir" | "Ma'am");
        if ends {
            break;
        }
        end += word.len();
        if core.len() < bare.len() && !firm.get(end..).is_some_and(continues_firm) {
            break;
        }
    }
    let firm = firm.get(..end)?.trim().trim_end_matches([',', ';', ' ', '-', '–', '—']);
    let firm = ["of", "and", "for", "in", "the"].iter().fold(firm, |firm, small| {
        firm.strip_suffix(small).filter(|rest| rest.ends_with(' ')).map_or(firm, str::trim_end)
    });
    let dotted = firm
        .rsplit(' ')
        .next()
        .is_some_and(|last| LOOSE_ABBREVIATION.has(last.trim_end_matches('.')) || last.contains('.') && last.len() < 5);
    let firm = if dotted { firm } else { firm.trim_end_matches('.') };
    let capital = firm.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (capital && firm.len() < 70).then(|| firm.trim_end().to_owned())
}

/// "Big Bank, Inc." goes on behind its comma.
fn continues_firm(rest: &str) -> bool {
    let word = rest.split([' ', ',', '.']).next().unwrap_or_default();
    matches!(word, "Inc" | "LLC" | "Ltd" | "Co" | "LLP" | "Corp" | "LP" | "L" | "Incorporated")
}

/// Where the first sentence of a text ends: behind its last word, before the full stop unless that abbreviates.
fn sentence_end(text: &str) -> usize {
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
        let initial = word.len() == 1 && word.starts_with(char::is_uppercase);
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

/// The person to whom a turn hands over in its last sentences, and where the name stands.
pub(crate) fn handed_to(speech: &str) -> Option<&str> {
    const TAIL: usize = 400;
    let mut from = speech.len().saturating_sub(TAIL);
    while !speech.is_char_boundary(from) {
        from += 1;
    }
    let tail = speech.get(from..)?;
    HANDS_OVER
        .find_iter(tail)
        .filter_map(|cue| next_name(tail, cue.end()))
        .filter(|(name, _)| !name.eq_ignore_ascii_case("operator"))
        .map(|(name, _)| without_titles(name))
        .last()
        .or_else(|| TAKES_OVER.find_iter(tail).filter_map(|cue| last_name(tail.get(..cue.start())?)).last())
}

/// The name that a text ends with.
fn last_name(text: &str) -> Option<&str> {
    let text = text.trim_end_matches([' ', ',']);
    let starts = text.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]).take(3);
    let opens = |name: &str| name.split(' ').next().is_some_and(|word| SENTENCE_OPENER.has(word));
    starts.filter_map(|start| text.get(start..)).filter(|name| is_name(name) && !opens(name)).last().map(without_titles)
}

/// Somebody named together with a title: "our CFO, Dave Kern", "Ann Lee, Chief Executive Officer of Acme".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Introduced<'s> {
    pub(crate) name: &'s str,
    pub(crate) title: &'s str,
    /// Where the name stands in the speech.
    pub(crate) at: usize,
}

/// The persons whom a speech introduces with their titles. In a list, the side on which the first title stands decides
/// for all.
pub(crate) fn introduced(speech: &str) -> Vec<Introduced<'_>> {
    let mut found = Vec::new();
    let mut titles = TITLE_CARRIERS.find_iter(speech).map(|title| title.start()).peekable();
    let mut start = 0;
    while start < speech.len() && titles.peek().is_some() {
        let Some(rest) = speech.get(start..) else { break };
        let end = sentence_end(rest).max(1).min(rest.len());
        let mut titled = false;
        while titles.next_if(|title| *title < start + end).is_some() {
            titled = true;
        }
        if let Some(sentence) = rest.get(..end).filter(|_| titled) {
            pair(sentence, start, &mut found);
        }
        start += end + 1;
        while start < speech.len() && !speech.is_char_boundary(start) {
            start += 1;
        }
    }
    found
}

/// A run of capitalised words within a sentence.
#[derive(Clone, Copy)]
enum Mention<'s> {
    Name(&'s str, usize),
    Title(&'s str),
}

fn pair<'s>(sentence: &'s str, offset: usize, found: &mut Vec<Introduced<'s>>) {
    let mentions = mentions(sentence, offset);
    let title_first = match mentions.iter().position(|mention| matches!(mention, Mention::Title(_))) {
        None => return,
        Some(first) => !matches!(first.checked_sub(1).and_then(|before| mentions.get(before)), Some(Mention::Name(..))),
    };
    for pair in mentions.windows(2) {
        match (pair, title_first) {
            ([Mention::Title(title), Mention::Name(name, at)], true)
            | ([Mention::Name(name, at), Mention::Title(title)], false) => {
                found.push(Introduced { name, title, at: *at });
            }
            _ => {}
        }
    }
}

fn mentions(sentence: &str, offset: usize) -> Vec<Mention<'_>> {
    let mut mentions = Vec::new();
    let mut at = 0;
    while let Some(tail) = sentence.get(at..) {
        if tail.is_empty() {
            break;
        }
        if let Some(title) = leading_title(tail) {
            mentions.push(Mention::Title(title));
            at += title.len();
        } else if let Some(name) = tail.starts_with(char::is_uppercase).then(|| leading_name(tail)).flatten() {
            // A single word is a company or a place as often as a person.
            if name.contains(' ') {
                mentions.push(Mention::Name(without_titles(name), offset + at));
            }
            at += name.len();
        }
        let Some(tail) = sentence.get(at..) else { break };
        let word = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
        let Some(tail) = tail.get(word..) else { break };
        at += word + tail.find(char::is_alphanumeric).unwrap_or(tail.len());
    }
    mentions
}

/// The longest title that a text begins with: "Treasurer and Director of Investor Relations".
fn leading_title(text: &str) -> Option<&str> {
    let mut end = 0;
    let mut at = 0;
    for word in text.split_inclusive([' ', '\n']).take(16) {
        let bare = word.trim_end();
        let core = bare.trim_end_matches([',', '.', ';', ':', ')']);
        let is_word = EXECUTIVE.has(core) || TITLE_WORD.has(core);
        let is_link = matches!(core, "and" | "of" | "&" | "for" | "the");
        if !is_word && !is_link || core.is_empty() || at == 0 && is_link {
            break;
        }
        if is_word {
            end = at + core.len();
        }
        if core.len() < bare.len() && !text.get(at + word.len()..).is_some_and(goes_on_with_title) {
            break;
        }
        at += word.len();
    }
    text.get(..end).filter(|title| !title.is_empty() && title_carries(title))
}

fn goes_on_with_title(rest: &str) -> bool {
    let word = rest.split([' ', ',', '.']).next().unwrap_or_default();
    EXECUTIVE.has(word)
}

/// Whether a run of words of titles is a title by itself: "Corporate" and "general" are none.
fn title_carries(title: &str) -> bool {
    label::role_of(title).is_some() && TITLE_CARRIERS.is_match(title)
}

/// The name by which a speaker introduces himself: "It's Rob on for Frank", "This is Ann Lee".
pub(crate) fn self_introduced(speech: &str) -> Option<&str> {
    static SELF: LazyLock<Regex> = LazyLock::new(|| {
        expression(r"(?i)\b(?:this is(?: actually)?|it's|it is|you've got|you have|my name is|here's)\s+")
    });
    let mut end = speech.len().min(220);
    while !speech.is_char_boundary(end) {
        end -= 1;
    }
    let start = speech.get(..end)?;
    SELF.find_iter(start).find_map(|cue| {
        let tail = start.get(cue.end()..)?;
        let name = leading_name(tail)?;
        let behind = tail.get(name.len()..)?.trim_start_matches([',', ' ']);
        let presents = word_count(name) > 1
            || [
                "on for",
                "in for",
                "for ",
                "from ",
                "here",
                "on behalf",
                "with ",
                "sitting in",
                "filling in",
                "calling",
            ]
            .iter()
            .any(|cue| behind.starts_with(cue));
        presents.then(|| without_titles(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(speech: &str) -> Vec<(String, Option<String>)> {
        called(speech).into_iter().map(|called| (called.name, called.firm)).collect()
    }

    #[test]
    fn the_operator_calls_analysts_in_many_ways() {
        for (speech, name, firm) in [
            (
                "[Operator Instructions] Our first question comes from the line of Bob Ray with Big Bank. Please go ahead.",
                "Bob Ray",
                "Big Bank",
            ),
            ("Thank you. We will hear next from Bob Ray of Holt Securities.", "Bob Ray", "Holt Securities"),
            ("(Operator Instructions) Bob Ray, Holt Securities.", "Bob Ray", "Holt Securities"),
            ("Bob Ray, Holt & Co.", "Bob Ray", "Holt & Co."),
            ("Moving on to Bob Ray of Holt & Sons.", "Bob Ray", "Holt & Sons"),
            (
                "And our next question will come from Bob Ray, Holt James & Associates.",
                "Bob Ray",
                "Holt James & Associates",
            ),
            ("Our next question comes from the site of Bob Ray from Holt & Gale. Go ahead.", "Bob Ray", "Holt & Gale"),
            (
                "We have a follow-up question from Bob T. Ray at Holt Capital Markets, your line is open.",
                "Bob T. Ray",
                "Holt Capital Markets",
            ),
        ] {
            assert_eq!(call(speech), [(name.to_owned(), Some(firm.to_owned()))], "{speech}");
        }
        assert_eq!(call("And we'll now take a follow-up question from Brendan."), [("Brendan".to_owned(), None)]);
        assert_eq!(call("That concludes today's conference. Thank you for your participation."), []);
        let two = "Next is Bob Ray with Big Bank. Bob, your line is open. Our next question comes from Tim Vos with Old Bank.";
        assert_eq!(call(two).last().map(|(name, _)| name.as_str()), Some("Tim Vos"));
    }

    #[test]
    fn titles_are_bound_to_the_name_beside_them() {
        let names = |speech| introduced(speech).into_iter().map(|found| (found.name, found.title)).collect::<Vec<_>>();
        assert_eq!(
            names("With me today are President and CEO, Ben Holt, and CFO, Dave Kern."),
            [("Ben Holt", "President and CEO"), ("Dave Kern", "CFO")]
        );
        assert_eq!(
            names(
                "Speaking will be Rob Vale, Chief Executive Officer of Acme, and Tim Bray, President and Chief Financial Officer."
            ),
            [("Rob Vale", "Chief Executive Officer"), ("Tim Bray", "President and Chief Financial Officer")]
        );
        assert_eq!(
            names("I turn the call over to the Acme Treasurer and Director of Investor Relations, Mr. Ken Tull."),
            [("Ken Tull", "Treasurer and Director of Investor Relations")]
        );
    }

    #[test]
    fn a_turn_hands_over_in_its_last_words() {
        assert_eq!(handed_to("We did well, so I would like to hand over to Ann Lee, our CFO."), Some("Ann Lee"));
        assert_eq!(
            handed_to("I would like to turn the conference over to Mr. Bob Ray. Please go ahead."),
            Some("Bob Ray")
        );
        assert_eq!(handed_to("That was the year. Ann, over to you."), Some("Ann"));
        assert_eq!(handed_to("Now Ann Lee will take you through the numbers."), Some("Ann Lee"));
        assert_eq!(handed_to("We did well in every market."), None);
    }

    #[test]
    fn stand_ins_say_who_they_are() {
        assert_eq!(self_introduced("Hi, it's Rob on for Frank. A question on margins."), Some("Rob"));
        assert_eq!(self_introduced("Yes, this is Ann Lee for Bob. Thanks."), Some("Ann Lee"));
        assert_eq!(self_introduced("This is Revenue we talk about."), None);
    }
}
