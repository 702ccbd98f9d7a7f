//! The operator calls an analyst: "Our next question comes from Bob Ray with Big Bank".

use crate::expressions::expressions;
use crate::names::{is_name, without_titles, word_count};
use crate::spoken::{next_name, sentence_end};
use crate::tables::{INTRODUCES, LOOSE_ABBREVIATION, NAME_PARTICLE};

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
        if let Some((name, at)) = next_name(speech, cue.end()) {
            // "…comes from <unk> from Big Bank": the name was not understood.
            if speech.get(cue.end()..at).is_some_and(|between| between.contains(['<', '['])) {
                continue;
            }
            // "Vivek M. from Big Bank"
            let initial = name.rsplit(' ').next().is_some_and(|last| last.chars().count() == 1);
            let dot = usize::from(initial && speech.get(at + name.len()..).is_some_and(|rest| rest.starts_with('.')));
            let end = at + name.len() + dot;
            let firm = firm_behind(speech, end);
            found.push(Called { name: without_titles(name).trim_end_matches('.').to_owned(), firm });
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
    (is_name(name) && word_count(name) > 1 && short)
        .then(|| Called { name: without_titles(name).to_owned(), firm: Some(firm) })
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
        let two = "Next is Bob Ray with Big Bank. Bob, your line is open. Our next question comes from Tim Vos with Old Bank.";
        assert_eq!(call(two).last().map(|(name, _)| name.as_str()), Some("Tim Vos"));
    }
}
