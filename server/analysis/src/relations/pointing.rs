//! Pointing back: how a figure says that it has been said before.
//!
//! "On that $5 million", in a question, means one that was said; "the 45 contracts you mentioned" says so outright. The
//! words that do it are in the table `pointing.txt`.

use tieout_figures::{Decimal, Kind as FigureKind};
use tieout_transcript::SectionKind;

use crate::facts::{Fact, Modality};
use crate::sentence::Sentence;
use crate::signs::pointers::{Does, is};
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Link, Modal, Token};

/// How a figure says that it has been said before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pointing {
    /// It points back: "that $5 million".
    pub(super) is_back: bool,
    /// It points back to things that were counted, without naming them: "how many of those 12?".
    pub(super) is_on_things: bool,
    /// It is quoted: "you said $5 million".
    pub(super) is_quoted: bool,
}

impl Pointing {
    /// Whether it says so in any way.
    pub(super) fn is_any(self) -> bool {
        self.is_back || self.is_on_things || self.is_quoted
    }
}

/// How far from a figure the words can stand that quote it.
const REACH_BEFORE: usize = 9;
const REACH_BEHIND: usize = 6;

/// The smallest number of things that is pointed back to by its number alone: "those two" may be any two.
const FEW: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// How a fact points back whose figure is a token of its sentence.
pub(super) fn of(fact: &Fact, sentence: &Sentence, at: usize) -> Pointing {
    let tokens = &sentence.reading.tokens;
    let (Some(before), Some(behind)) = (tokens.get(..at), tokens.get(at + 1..)) else { return Pointing::default() };
    let words = Words { text: sentence.text() };
    let may_quote = sentence.reading.marks.quotes;
    if may_quote && words.is_denied(before) {
        return Pointing::default();
    }
    let in_questions = fact.section == SectionKind::QuestionsAndAnswers;
    let is_quoted = may_quote && (words.is_quoted_before(before) || words.is_quoted_behind(behind));
    Pointing {
        is_back: in_questions && words.points_back(fact, before, is_quoted),
        is_on_things: in_questions && words.points_to_things(fact, before, behind),
        is_quoted,
    }
}

/// The words of a sentence.
struct Words<'a> {
    text: &'a str,
}

impl<'a> Words<'a> {
    fn of(&self, token: &Token) -> &'a str {
        self.text.get(std::ops::Range::from(token.range)).unwrap_or_default()
    }

    /// "You said that half of the skippers", "as Rob mentioned, some 400 users".
    fn is_quoted_before(&self, before: &[Token]) -> bool {
        let mut left = before;
        let mut steps = 0;
        while let Some((token, rest)) = left.split_last() {
            let ends = match token.class {
                Class::Figure(_) | Class::Negation => true,
                Class::Boundary(boundary) => boundary != Boundary::Comma,
                _ => false,
            };
            if ends || steps > REACH_BEFORE {
                return false;
            }
            // "You mentioned how many skippers pay more than $600": a question about it.
            if is(self.of(token), Does::Asks) {
                return false;
            }
            if is(self.of(token), Does::Quote) {
                return self.ends_in_speaker(rest);
            }
            // Behind a comma another clause begins, unless one only says who said it: "as Rob mentioned, ...".
            if token.class == Class::Boundary(Boundary::Comma) {
                let Some(last) = rest.iter().rposition(|token| !is(self.of(token), Does::Between)) else {
                    return false;
                };
                return is(self.of(&rest[last]), Does::Quote) && self.ends_in_as(&rest[..last]);
            }
            left = rest;
            steps += 1;
        }
        false
    }

    /// "You did not say that half of the skippers ...".
    fn is_denied(&self, before: &[Token]) -> bool {
        let clause = before.iter().rev().take(REACH_BEFORE);
        let mut clause = clause.take_while(|token| !matches!(token.class, Class::Figure(_) | Class::Boundary(_)));
        clause.any(|token| is(self.of(token), Does::Quote))
            && clause.next().is_some_and(|token| token.class == Class::Negation)
    }

    /// "The 45 contracts you mentioned", "the 12% to 14% that you gave".
    fn is_quoted_behind(&self, behind: &[Token]) -> bool {
        let clause = behind.iter().take(REACH_BEHIND);
        let clause: Vec<&Token> =
            clause.take_while(|token| !matches!(token.class, Class::Figure(_) | Class::Boundary(_))).collect();
        clause.iter().enumerate().any(|(at, token)| {
            let fillers = clause[at + 1..].iter().take_while(|token| is(self.of(token), Does::Between)).count();
            let verb = clause.get(at + 1 + fillers);
            let says = verb.is_some_and(|verb| is(self.of(verb), Does::Quote));
            // "30 basis points, as Rob had mentioned".
            let by_name = at.checked_sub(1).is_some_and(|before| self.of(clause[before]).eq_ignore_ascii_case("as"));
            says && (by_name || is(self.of(token), Does::Person))
        })
    }

    /// Whether words end in who speaks: "you", "you just", "as Rob".
    fn ends_in_speaker(&self, words: &[Token]) -> bool {
        let who = words.iter().rposition(|token| !is(self.of(token), Does::Between));
        who.is_some_and(|who| is(self.of(&words[who]), Does::Person)) || self.ends_in_as(words)
    }

    /// Whether words end in "as" or "that" and one more: "as Rob", "the spread that Rob".
    fn ends_in_as(&self, words: &[Token]) -> bool {
        let named = |word: &str| is_any(word, &["as", "that"]);
        matches!(words, [.., as_, _] if named(self.of(as_)))
    }

    /// Whether a figure in the questions and answers points back to one said before. "Which is the $5 million provision"
    /// and "the two of us" say something new.
    fn points_back(&self, fact: &Fact, before: &[Token], is_quoted: bool) -> bool {
        let mut words = before.iter().rev().skip_while(|token| token.class == Class::Hedge).peekable();
        // "The guidance of 45 to 47 that you gave", in a question.
        if fact.modality == Modality::Question {
            let is_of = words.next_if(|token| token.class == Class::Link(Link::Of)).is_some();
            let is_guidance = |token: &&Token| token.class == Class::Modal(Modal::Guidance);
            let guides = words.next_if(is_guidance).is_some();
            if is_of && !guides {
                words.next();
            }
        }
        let Some(pointer) = words.next().map(|token| self.of(token)) else { return false };
        let introduces =
            words.next().is_some_and(|token| matches!(token.class, Class::Copula | Class::Link(Link::Equals)));
        let is_few = || {
            fact.figure.kind == FigureKind::Count
                && fact.figure.interval().high.is_some_and(|high| high.value <= Decimal::TEN)
        };
        is(pointer, Does::Pointer) && !introduces && (!is_few() || is_quoted && fact.figure.unit.is_some())
    }

    /// Whether a number stands for things that were counted before, and does not name them: "how many of those 12?".
    fn points_to_things(&self, fact: &Fact, before: &[Token], behind: &[Token]) -> bool {
        let bare = fact.figure.kind == FigureKind::Count && fact.figure.unit.is_none();
        let pointer = bare && before.last().is_some_and(|token| is(self.of(token), Does::Counted));
        let ends = behind.first().is_none_or(|token| matches!(token.class, Class::Boundary(_)));
        let several = || fact.figure.interval().low.is_some_and(|low| low.value > FEW);
        pointer && ends && several()
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::expect;

    #[test]
    fn what_is_quoted_was_said() {
        expect(
            "restatement-conflict",
            &[
                "Some 46% of our skippers now carry the beacon.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: You talked about 64% of the skippers now carrying the beacon. Is that the end?",
                "We closed 45 charter contracts in the third quarter, up from 40 in the second.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: The 99 contracts you mentioned in the quarter, how many were renewals?",
                "We lease berths at a premium of $154 for each berth.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: What is new?\n\nJon Fry - Chief Executive Officer: It includes the premium that Ann mentioned of about $451 for each berth.",
                "For the fourth quarter, our guidance for gross margin is 45% to 47%.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: The guidance of 45 to 74, is that without the dredgers?",
            ],
            &[
                // a new clause, of others
                "Some 46% of our skippers now carry the beacon.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: You talked about beacons. Could 64% of all sailors carry one?",
                // denied
                "Some 46% of our skippers now carry the beacon.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: You did not say that 64% of the skippers now carry the beacon.",
                // a question about it
                "Some 46% of our skippers now carry the beacon.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: You said why 64% of the harbors have a beacon.",
                // said of others
                "We closed 45 charter contracts in the third quarter and 99 contracts with ports.\n\nOperator: Our first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst: The 99 contracts you mentioned in the quarter, how many were renewals?",
            ],
        );
    }
}
