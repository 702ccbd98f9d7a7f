//! The operator calls an analyst: "Our next question comes from Bob Ray with Big Bank".

use crate::expressions::expressions;
use crate::names::{without_titles, word_count};
use crate::spoken::{leading_name, next_name, sentence_end};
use crate::tables::{COURTEOUS_CLAUSE, INTRODUCES, LOOSE_ABBREVIATION, NAME_PARTICLE, SELDOM_NAME, STANDS_IN};

/// An analyst whom the operator calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Called {
    pub(crate) name: String,
    pub(crate) firm: Option<String>,
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
        if let Some((called, end)) = first_name_alone(speech, cue.end()) {
            found.push(called);
            past = end;
            continue;
        }
        if let Some((name, at)) = next_name(speech, cue.end()) {
            // "…comes from <unk> from Big Bank": the name was not understood.
            if speech.get(cue.end()..at).is_some_and(|between| between.contains(['<', '['])) {
                continue;
            }
            // "Vivek M. from Big Bank"
            let initial = name.rsplit(' ').next().is_some_and(|last| last.chars().count() == 1);
            let dot = usize::from(initial && speech.get(at + name.len()..).is_some_and(|rest| rest.starts_with('.')));
            let end = at + name.len() + dot;
            let again = false_start(speech, end);
            let end = again.map_or(end, |(_, end)| end);
            let firm = firm_behind(speech, end);
            let mut name = without_titles(name).trim_end_matches('.').to_owned();
            if let Some((rest, _)) = again {
                name.push(' ');
                name.push_str(rest);
            }
            found.push(Called { name, firm });
            past = end;
        }
    }
    found
}

/// A first name that is mostly another word, between the cue and a firm: "from Will from Big Bank". With where it ends.
fn first_name_alone(speech: &str, from: usize) -> Option<(Called, usize)> {
    let rest = speech.get(from..)?;
    let sentence = rest.get(..sentence_end(rest))?;
    let name = sentence.split(' ').find(|word| word.starts_with(char::is_uppercase))?;
    let end = name.as_ptr() as usize - speech.as_ptr() as usize + name.len();
    let linked = || speech.get(end..)?.split(' ').nth(1).filter(|link| matches!(*link, "from" | "with" | "at" | "of"));
    if !SELDOM_NAME.has(name) || linked().is_none() {
        return None;
    }
    let firm = firm_behind(speech, end)?;
    Some((Called { name: name.to_owned(), firm: Some(firm) }, end))
}

/// What a name goes on with behind a false start, and where it ends: "Ann Kowa- Kowalska".
fn false_start(speech: &str, end: usize) -> Option<(&str, usize)> {
    const NEAR: usize = 80;
    let near = speech.get(end..)?;
    let near = near.get(..near.floor_char_boundary(NEAR))?;
    let (start, behind) = near.strip_prefix(' ')?.split_once("- ")?;
    let is_start = start.starts_with(char::is_uppercase) && start.chars().all(char::is_alphabetic);
    let name = leading_name(behind).filter(|name| is_start && name.starts_with(start))?;
    Some((name, end + 1 + start.len() + 2 + name.len()))
}

/// The name of whoever is stood in for, in the first words of a turn: "Hi, this is Les on for Ann".
pub(crate) fn stood_in_for(speech: &str) -> Option<&str> {
    const FIRST_WORDS: usize = 160;
    let start = speech.get(..speech.floor_char_boundary(FIRST_WORDS))?;
    STANDS_IN.find_iter(start).find_map(|cue| leading_name(start.get(cue.end()..)?.trim_start()))
}

/// A call in no more words than the name and the firm: "Thank you. Bob Ray, Big Bank.", "Bob Ray with Big Bank.",
/// "From Big Bank, Bob Ray."
fn bare_call(speech: &str) -> Option<Called> {
    let start = speech.rfind([')', ']', '>']).map_or(0, |at| at + 1);
    let mut text = speech.get(start..)?.trim_start_matches(is_between);
    if let Some(courtesy) = COURTEOUS_CLAUSE.at_start(text) {
        let behind = text.get(courtesy.end()..)?;
        text = behind.starts_with(['.', ',', '!']).then(|| behind.trim_start_matches(is_between))?;
    }
    let is_rest = |rest: &str| rest.trim().len() <= 24;
    let whole_name = |text| leading_name(text).filter(|name| word_count(name) > 1);
    let turned = text.split_once(' ').filter(|(from, _)| from.eq_ignore_ascii_case("from"));
    if let Some((firm, rest)) = turned.and_then(|(_, rest)| rest.split_once(',')) {
        let name = whole_name(rest.trim_start())?;
        let is_firm = firm.starts_with(char::is_uppercase) && firm.len() < 70;
        let rest = rest.trim_start().get(name.len()..)?;
        return (is_firm && is_rest(rest))
            .then(|| Called { name: without_titles(name).to_owned(), firm: Some(firm.trim().to_owned()) });
    }
    let name = whole_name(text)?;
    let at = name.as_ptr() as usize - speech.as_ptr() as usize;
    let firm = firm_behind(speech, at + name.len())?;
    let rest = text.get(name.len()..)?;
    is_rest(rest.get(firm.len()..)?).then(|| Called { name: without_titles(name).to_owned(), firm: Some(firm) })
}

fn is_between(c: char) -> bool {
    matches!(c, '.' | ',' | '!' | ' ' | '\n')
}

/// The firm of somebody whose name was not understood: "The next question comes from <unk> from Big Bank". None of a turn
/// that calls nobody so; a firm that was not understood either is none.
pub(crate) fn called_unheard(speech: &str) -> Option<Option<String>> {
    let calls = INTRODUCES.find_iter(speech).filter_map(|cue| {
        const NEAR: usize = 80;
        let behind = speech.get(cue.end()..)?;
        let (between, tag) = behind.get(..behind.floor_char_boundary(NEAR))?.split_once(['<', '['])?;
        let goes_on = between.len() < 40 && between.chars().all(|c| c.is_lowercase() || matches!(c, ' ' | ',' | '\n'));
        let end = tag.find(['>', ']']).filter(|end| goes_on && *end < 24)?;
        let at = cue.end() + between.len() + 1 + end + 1;
        Some(firm_behind(speech, at))
    });
    calls.last()
}

expressions! {
    CONNECTOR = r"^[\s,:]*(?:<\w+>[\s,]*)*(?:(?:is|who is|calling|coming|dialing)\s+)?(?:with|from|of|at|representing|on behalf of|for|over at)?[\s,–—-]*(?:the\s+)?";
}

/// The firm behind a name: "with Big Bank", "of Big Bank", ", Big Bank".
pub(crate) fn firm_behind(speech: &str, from: usize) -> Option<String> {
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
        let small = matches!(core, "of" | "and" | "&" | "for" | "the" | "in" | "des" | "et") || NAME_PARTICLE.has(core);
        let ends = core.starts_with(|c: char| c.is_lowercase()) && !small
            || core.starts_with('<')
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
            ("Thank you. Bob Ray, Holt Securities.", "Bob Ray", "Holt Securities"),
            ("Bob Ray with Holt Securities.", "Bob Ray", "Holt Securities"),
            ("<Sync id=\"L7\"/>Bob Ray of Holt. Please go ahead.", "Bob Ray", "Holt"),
            (
                "The next question comes from Bob Kowa- Kowalski with Holt Securities.",
                "Bob Kowalski",
                "Holt Securities",
            ),
            ("The next one is going to come from Will from Holt.", "Will", "Holt"),
            ("From Holt & Gale, Bob Ray.", "Bob Ray", "Holt & Gale"),
            ("Your next question is from Bob Ray with J.T. Holt & Sons.", "Bob Ray", "J.T. Holt & Sons"),
            ("We will begin with Bob Ray of Holt & Sons.", "Bob Ray", "Holt & Sons"),
            ("The next question is from Bob Ray of Banque du Phare.", "Bob Ray", "Banque du Phare"),
            ("Next question is from the line of Bob R. from Holt Equities. Go ahead.", "Bob R", "Holt Equities"),
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
        let half = [("Ernesto".to_owned(), Some("Big Bank".to_owned()))];
        assert_eq!(call("The next question comes from Ernesto <inaudible> from Big Bank."), half);
        assert_eq!(call("The next question comes from <unk> from Big Bank."), []);
        assert_eq!(call("That concludes today's conference. Thank you for your participation."), []);
        // Somebody who says where he is from says more.
        assert_eq!(call("Bob Ray with Holt Securities, and I wanted to ask about the price of pumps."), []);
        assert_eq!(call("From Holt, we bought the pumps of Bob Ray."), []);
        let two = "Next is Bob Ray with Big Bank. Bob, your line is open. Our next question comes from Tim Vos with Old Bank.";
        assert_eq!(call(two).last().map(|(name, _)| name.as_str()), Some("Tim Vos"));
    }

    #[test]
    fn a_name_may_not_be_understood() {
        for (speech, firm) in [
            (
                "The next question comes from <unk> from Holt Securities. Please go ahead.",
                Some(Some("Holt Securities")),
            ),
            ("The last question comes from <unk> from Holt <unk>.", Some(Some("Holt"))),
            ("It comes from <unk> from <inaudible>. Go on.", Some(None)),
            ("The next question comes from [inaudible]. Go on.", Some(None)),
            ("The next question comes from Bob Ray from <inaudible>.", None),
            ("Thank you for the question <laugh>.", None),
        ] {
            assert_eq!(called_unheard(speech), firm.map(|firm| firm.map(str::to_owned)), "{speech}");
        }
    }

    #[test]
    fn somebody_stands_in_for_another() {
        assert_eq!(stood_in_for("Hi, this is Les on for Ann. Two questions."), Some("Ann"));
        assert_eq!(stood_in_for("Yes, Les Vos here, filling in for Bob Ray today."), Some("Bob Ray"));
        assert_eq!(stood_in_for("What goes on for the pumps?"), None);
    }
}
