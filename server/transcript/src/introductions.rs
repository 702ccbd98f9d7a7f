//! What speakers say of each other: a speaker hands over, somebody is introduced with his title, somebody introduces
//! himself.

use crate::label;
use crate::names::{without_titles, word_count};
use crate::spoken::{last_name, leading_name, next_name, sentence_end};
use crate::tables::{
    EXECUTIVE, GIVES_WORD, HANDS_OVER, INTRODUCES_HIMSELF, IR_TITLE, PART_OF_COMPANY, TAKES_OVER, TITLE_CARRIERS,
    TITLE_WORD,
};

/// Somebody introduced with a title.
#[derive(PartialEq)]
pub(crate) struct Introduction {
    pub(crate) name: String,
    pub(crate) title: String,
    /// The line on which the name stands.
    pub(crate) line: u32,
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

/// The person who is given the word in the last sentences of a speech, by being handed over to or asked to go ahead: "Mr.
/// Bob Ray, please go ahead."
pub(crate) fn given_word(speech: &str) -> Option<&str> {
    handed_to(speech).or_else(|| asked_to_begin(speech))
}

/// The person who is asked to go ahead in the last sentences of a speech.
pub(crate) fn asked_to_begin(speech: &str) -> Option<&str> {
    const LAST_WORDS: usize = 120;
    let from = speech.ceil_char_boundary(speech.len().saturating_sub(LAST_WORDS));
    let cue = GIVES_WORD.find_iter(speech.get(from..)?).last()?;
    let before = speech.get(..from + cue.start())?.trim_end_matches([',', ' ', '\n', '\r', '.']);
    last_name(before).or_else(|| titled_at_end(before))
}

/// "Ms. Ann Lee, our Vice President of Investor Relations": the name that the last sentence begins with, where a title ends
/// it.
fn titled_at_end(speech: &str) -> Option<&str> {
    const LONGEST: usize = 160;
    let mut rest = speech.get(speech.ceil_char_boundary(speech.len().saturating_sub(LONGEST))..)?;
    loop {
        let end = sentence_end(rest);
        let Some(next) = rest.get(end..).filter(|next| next.len() > 1) else { break };
        rest = next.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    let name = leading_name(rest)?;
    let title = rest.get(name.len()..)?.strip_prefix(',')?;
    label::role_of(title).map(|_| without_titles(name))
}

/// Somebody named together with a title: "our CFO, Dave Kern", "Ann Lee, Chief Executive Officer of Acme".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Introduced<'s> {
    pub(crate) name: &'s str,
    pub(crate) title: &'s str,
    /// What of the company the title is for: "of the Pumps Division", "of Acme".
    pub(crate) of: Option<&'s str>,
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
    Title(&'s str, Option<&'s str>),
}

fn pair<'s>(sentence: &'s str, offset: usize, found: &mut Vec<Introduced<'s>>) {
    let mentions = mentions(sentence, offset);
    let title_first = match mentions.iter().position(|mention| matches!(mention, Mention::Title(..))) {
        None => return,
        Some(first) => !matches!(first.checked_sub(1).and_then(|before| mentions.get(before)), Some(Mention::Name(..))),
    };
    for pair in mentions.windows(2) {
        match (pair, title_first) {
            ([Mention::Title(title, of), Mention::Name(name, at)], true)
            | ([Mention::Name(name, at), Mention::Title(title, of)], false) => {
                found.push(Introduced { name, title, of: *of, at: *at });
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
            let of = tail.get(title.len()..).and_then(office);
            mentions.push(Mention::Title(title, of));
            at += title.len() + of.map_or(0, str::len);
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

/// What behind a title says what it is for: "of the Pumps Division", "for Clinical Operations".
fn office(behind: &str) -> Option<&str> {
    let rest = behind.trim_start();
    let start = behind.len() - rest.len();
    let mut words = rest.split_inclusive([' ', '\n']);
    let link = words.next().filter(|word| start > 0 && matches!(word.trim_end(), "of" | "for"))?;
    let mut at = start + link.len();
    let mut end = 0;
    for word in words.take(8) {
        let bare = word.trim_end();
        let core = bare.trim_end_matches([',', '.', ';', ':', ')']);
        let is_small = matches!(core, "of" | "and" | "&" | "the" | "our");
        let is_part = end > 0 && PART_OF_COMPANY.has(core);
        if !is_small && !is_part && !core.starts_with(char::is_uppercase) {
            break;
        }
        if !is_small {
            end = at + core.len();
        }
        if core.len() < bare.len() || is_part {
            break;
        }
        at += word.len();
    }
    behind.get(..end).filter(|office| !office.is_empty())
}

fn goes_on_with_title(rest: &str) -> bool {
    let word = rest.split([' ', ',', '.']).next().unwrap_or_default();
    // "General Manager, Investor Relations"
    EXECUTIVE.has(word) || IR_TITLE.at_start(rest).is_some()
}

/// Whether a run of words of titles is a title by itself: "Corporate" and "general" are none.
fn title_carries(title: &str) -> bool {
    label::role_of(title).is_some() && TITLE_CARRIERS.is_match(title)
}

/// The name by which a speaker introduces himself: "It's Rob on for Frank", "This is Ann Lee".
pub(crate) fn self_introduced(speech: &str) -> Option<&str> {
    let mut end = speech.len().min(220);
    while !speech.is_char_boundary(end) {
        end -= 1;
    }
    let start = speech.get(..end)?;
    INTRODUCES_HIMSELF.find_iter(start).find_map(|cue| {
        let tail = start.get(cue.end()..).filter(|tail| tail.starts_with(char::is_whitespace))?.trim_start();
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
            names("Your host is Ann Lee, General Manager, Investor Relations. Investor days are in June."),
            [("Ann Lee", "General Manager, Investor Relations")]
        );
        assert_eq!(
            names("I turn the call over to the Acme Treasurer and Director of Investor Relations, Mr. Ken Tull."),
            [("Ken Tull", "Treasurer and Director of Investor Relations")]
        );
    }

    #[test]
    fn a_title_can_be_for_a_part_of_the_company() {
        let offices = |speech| introduced(speech).into_iter().map(|found| (found.name, found.of)).collect::<Vec<_>>();
        assert_eq!(
            offices(
                "With us are Dr. Ann Lee – President and CEO of the Pumps Division; Mr. A. Kern – Group CFO; and \
                 Mr. Bob Ray – CEO of Acme HealthCo Ltd."
            ),
            [
                ("Ann Lee", Some(" of the Pumps Division")),
                ("A. Kern", None),
                ("Bob Ray", Some(" of Acme HealthCo Ltd")),
            ]
        );
        assert_eq!(
            offices(
                "Here are Ann Lee, Executive Vice President for Clinical Trials, and Tim Vos, CFO of the Hose business."
            ),
            [("Ann Lee", Some(" for Clinical Trials")), ("Tim Vos", Some(" of the Hose business"))]
        );
        assert_eq!(offices("Here is Ann Lee, our CFO for many years."), [("Ann Lee", None)]);
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
    fn somebody_is_given_the_word() {
        for (speech, name) in [
            ("I hand over to the company. Mr. Bob Vale Ray, please go ahead.", Some("Bob Vale Ray")),
            ("I would like to turn the call over to Ann Lee. You may begin.", Some("Ann Lee")),
            ("Ann Lee, please go ahead.\n\n", Some("Ann Lee")),
            ("Thank you. Ms. Ann Lee, our Vice President of Investor Relations, you may begin.", Some("Ann Lee")),
            ("Thank you. Net Sales, our first subject, are on page 3, please go ahead.", None),
            ("Your line is open, please go ahead.", None),
            ("Please go ahead.", None),
        ] {
            assert_eq!(given_word(speech), name, "{speech}");
        }
    }

    #[test]
    fn stand_ins_say_who_they_are() {
        assert_eq!(self_introduced("Hi, it's Rob on for Frank. A question on margins."), Some("Rob"));
        assert_eq!(self_introduced("Yes, this is Ann Lee for Bob. Thanks."), Some("Ann Lee"));
        assert_eq!(self_introduced("This is Revenue we talk about."), None);
    }
}
