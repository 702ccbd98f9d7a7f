//! Courtesies: what a sentence begins with before it says something.

use crate::names::is_name;
use crate::tables::{
    ADDRESSED, ALONE, BEFORE_COURTESY, BEGINS_ANEW, BEGINS_BEHIND_AND, COURTEOUS_CLAUSE, COURTESY_GOES_ON, FILLER,
    NEXT_QUESTION, NO_FILLER, SAYS_SOMETHING, STAGE_DIRECTION, WELCOMING,
};

/// What a sentence says behind the courtesies it begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beyond<'s> {
    /// The rest of the sentence; empty where it is courteous to its end.
    pub words: &'s str,
    /// Whether it says no more of itself than that a courtesy goes on: "…, and most of all our fitters".
    pub is_remnant: bool,
    /// Whether one of the courtesies asks the operator for the next question, or to close the call.
    pub asks_for_next: bool,
}

/// What is said of courtesies that depends on the call.
#[derive(Clone, Copy)]
pub struct Manners<'a> {
    /// Whether a word is part of the name of somebody who speaks.
    pub is_person: &'a dyn Fn(&str) -> bool,
    /// Whether a welcome is one: an operator says with it what the call is.
    pub welcomes: bool,
}

/// Takes the courtesies off the beginning of a sentence.
pub fn beyond<'s>(sentence: &'s str, manners: Manners<'_>) -> Beyond<'s> {
    let mut rest = sentence;
    // What was passed over but may be no courtesy, unless one follows: "Bob, thanks", "I'm pleased to be here".
    let mut doubtful = None;
    let mut courteous = false;
    let mut asks_for_next = false;
    loop {
        rest = rest.trim_start_matches(is_between);
        if rest.is_empty() || NO_FILLER.at_start(rest).is_some() {
            break;
        }
        if let Some(behind) = behind_direction(rest) {
            rest = behind;
        } else if let Some(clause) = clause(rest, manners.welcomes) {
            asks_for_next |= clause.asks_for_next;
            rest = clause.behind;
            (courteous, doubtful) = (true, None);
        } else if let Some((behind, marked)) = alone(rest) {
            if !marked {
                doubtful.get_or_insert(rest);
            }
            rest = behind;
        } else if let Some(word) = FILLER.at_start(rest) {
            rest = rest.get(word.end()..).unwrap_or_default();
        } else if let Some((behind, marked)) = addressed(rest, manners.is_person, courteous) {
            if !courteous || !marked {
                doubtful.get_or_insert(rest);
            }
            rest = behind;
        } else if courteous && doubtful.is_none() && COURTESY_GOES_ON.at_start(rest).is_some() {
            rest = rest.get(clause_end(rest, 0)..).unwrap_or_default();
        } else if let Some(before) = BEFORE_COURTESY.at_start(rest) {
            doubtful.get_or_insert(rest);
            rest = rest.get(before.end()..).unwrap_or_default();
        } else {
            break;
        }
    }
    let words = if rest.is_empty() { rest } else { doubtful.unwrap_or(rest) };
    // "Welcome to the Harrow & Pike call"
    let is_welcome = WELCOMING.at_start(words).is_some();
    Beyond { words, is_remnant: courteous && !is_welcome && !says_something(words), asks_for_next }
}

/// What stands between the parts of a sentence. Signs of currency and brackets belong to what follows.
fn is_between(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '¥' | '[' | '(' | '"' | '“')
}

/// What stands behind "(Operator Instructions)".
fn behind_direction(rest: &str) -> Option<&str> {
    let (direction, behind) = rest.strip_prefix(['(', '['])?.split_once([')', ']'])?;
    STAGE_DIRECTION.at_start(direction).map(|_| behind)
}

/// Whether some of the words say something of others.
fn says_something(words: &str) -> bool {
    words.trim_end().ends_with('?')
        || words.split_whitespace().any(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            // "It's" and "there’ll" say something, "today's" does not.
            let word = word.split(['\'', '’']).next().unwrap_or_default();
            SAYS_SOMETHING.has(word) || BEGINS_ANEW.has(word)
        })
}

struct Clause<'s> {
    behind: &'s str,
    asks_for_next: bool,
}

/// A clause that is a courtesy to its end.
fn clause(rest: &str, welcomes: bool) -> Option<Clause<'_>> {
    let next = NEXT_QUESTION.at_start(rest);
    let welcome = || WELCOMING.at_start(rest).filter(|_| welcomes);
    let found = next.or_else(|| COURTEOUS_CLAUSE.at_start(rest)).or_else(welcome)?;
    let behind = rest.get(clause_end(rest, found.end())..)?;
    Some(Clause { behind, asks_for_next: next.is_some() })
}

/// A word that says nothing by itself, and whether a mark shows that it stands by itself.
fn alone(rest: &str) -> Option<(&str, bool)> {
    let found = ALONE.at_start(rest)?;
    let behind = rest.get(found.end()..)?;
    Some((behind, ends_part(behind)))
}

/// Whether a part of a sentence ends where this begins.
fn ends_part(behind: &str) -> bool {
    let behind = behind.trim_start();
    behind.is_empty() || behind.starts_with([',', '.', ';', ':', '!', '?', '–', '—', '-', '…'])
}

/// The most bytes of a name by which somebody is addressed.
const LONGEST_NAME: usize = 64;

/// Somebody who is addressed by name, or all, and whether a mark follows.
fn addressed<'s>(rest: &'s str, is_person: &dyn Fn(&str) -> bool, courteous: bool) -> Option<(&'s str, bool)> {
    if let Some(found) = ADDRESSED.at_start(rest) {
        let behind = rest.get(found.end()..)?;
        return Some((behind, ends_part(behind)));
    }
    // Whatever is longer is no name, and may have no end.
    let near = rest.get(..rest.floor_char_boundary(LONGEST_NAME))?;
    let word = near.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '!' | '?')).next()?;
    let name = word.trim_end_matches(['.', '–', '—', '-', ':']);
    let name = name.split_once(['–', '—']).map_or(name, |(name, _)| name);
    let behind = rest.get(name.len()..)?;
    let marked = ends_part(behind);
    // Behind a courtesy a name needs not be known: "Thank you, Trey".
    (is_person(name) || courteous && marked && name.len() > 1 && is_name(name)).then_some((behind, marked))
}

/// Where the clause ends that goes on at an offset: at a mark, or where somebody begins to say something.
fn clause_end(text: &str, from: usize) -> usize {
    let mut at = from;
    let mut after_and = false;
    for word in text.get(from..).unwrap_or_default().split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let core = bare.trim_matches(|c: char| !c.is_alphanumeric());
        if BEGINS_ANEW.has(core) || after_and && BEGINS_BEHIND_AND.has(core) || matches!(bare, "-" | "--" | "–" | "—")
        {
            return at;
        }
        let dash = bare.find(['–', '—']).or_else(|| bare.find("--"));
        if dash.is_some() || bare.ends_with([',', ';', ':', '!', '?', '.', '…']) {
            return at + dash.unwrap_or(bare.len());
        }
        after_and = core.eq_ignore_ascii_case("and");
        at += word.len();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(sentence: &str) -> &str {
        let is_person = |word: &str| matches!(word, "Bob" | "Ann" | "Vos");
        beyond(sentence, Manners { is_person: &is_person, welcomes: true }).words
    }

    #[test]
    fn a_sentence_can_be_courteous_to_its_end() {
        for courtesy in [
            "Hello, everyone, and thanks for joining us today.",
            "Thank you very much, operator, and good morning to all of you.",
            "Thank you, Trey, and thank you all for being here.",
            "Hi everyone and welcome to the third quarter call of Harrow & Pike.",
            "Bob, thanks a lot for taking these and all the best.",
            "I hope you all had a restful break.",
            "It's a pleasure to be with you again.",
            "I'm really pleased to be here for the first time.",
            "Good morning, Ann, it's good to hear from you.",
            "Sure, I'd be happy to take that one.",
            "Thank you, Bob, and to everyone on the line for your interest.",
            "Okay, perfect. ",
            "Fair enough, very clear.",
            "Great thanks.",
            "We'd like to thank our fitters for their hard work.",
            "",
        ] {
            assert_eq!(said(courtesy), "", "{courtesy}");
        }
    }

    #[test]
    fn what_is_said_behind_a_courtesy_is_kept() {
        for (sentence, rest) in [
            ("Okay, and so gross margin fell.", "gross margin fell."),
            ("Thank you, Ann, we had a strong quarter.", "we had a strong quarter."),
            ("Good morning, I have two questions.", "I have two questions."),
            ("Thanks for the question and I think it will.", "I think it will."),
            ("Thank you I mean, it will.", "I mean, it will."),
            ("Right, $5 million.", "$5 million."),
            ("[Operator Instructions] Please note that lines are open.", "Please note that lines are open."),
            ("(Pumps) Orders rose.", "(Pumps) Orders rose."),
            ("-- the second quarter was strong.", "the second quarter was strong."),
        ] {
            assert_eq!(said(sentence), rest, "{sentence}");
        }
        for sentence in [
            "So far this year orders are up.",
            "Great results in pumps carried us.",
            "No change to the outlook.",
            "Right now we see no change.",
            "Well positioned plants did better.",
            "I appreciate conservatism in the outlook.",
            "It's good to see margins rise.",
            "Bob will take that.",
            "We are very careful with prices.",
            "All of our plants run.",
            "Everyone of them was late.",
            "Our next question would be on pumps.",
        ] {
            assert_eq!(said(sentence), sentence);
        }
    }

    #[test]
    fn the_operator_is_asked_for_the_next_question() {
        let asks = |sentence| {
            let read = beyond(sentence, Manners { is_person: &|word| word == "Ann", welcomes: true });
            read.asks_for_next && read.words.is_empty()
        };
        for sentence in [
            "Could we have the next question, please?",
            "Thank you, Ann. Operator, may we have the next question, please?",
            "Operator, I think we have time for a last question.",
            "Next question, please.",
            "Thank you, Ann. We'll go to the next one, please.",
            "Thanks, Ann. We'll take one more.",
        ] {
            assert!(asks(sentence), "{sentence}");
        }
        for sentence in [
            "My next question is on pumps.",
            "Can we have the margin of the next quarter?",
            "We'll go into the next quarter with more orders.",
            "Thank you.",
        ] {
            assert!(!asks(sentence), "{sentence}");
        }
    }

    #[test]
    fn what_is_left_of_a_courtesy_is_no_sentence() {
        let left = |sentence| beyond(sentence, Manners { is_person: &|_| false, welcomes: true }).is_remnant;
        assert!(left("Thank you to our owners, customers, and fitters for their support."));
        assert!(left("It is a privilege to be with you, especially on today's call."));
        assert!(!left("Thank you, the pumps were sold."));
        assert!(!left("Good morning, any news on pumps?"));
        assert!(!left("Right, two of them on pumps."));
    }

    #[test]
    fn an_operator_says_with_a_welcome_what_the_call_is() {
        let manners = Manners { is_person: &|_| false, welcomes: false };
        let read = beyond("Good day, and welcome to the Harrow & Pike call.", manners);
        assert_eq!(read.words, "welcome to the Harrow & Pike call.");
        assert!(!read.is_remnant);
    }
}
