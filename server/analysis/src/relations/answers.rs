//! Answers: a number that is said again right after it was given, and a count that an answer shares out.
//!
//! "How many were renewals?" "I believe 12." "12, okay." Whoever asked says again what was heard; nothing else could be
//! meant. And where the question was how many of some are one thing, the answer that says of which there are how many
//! shares out all of them: "How many of those 45 were renewals?" "About 20 renewals, 25 new ones."

use tieout_figures::Kind as FigureKind;
use tieout_transcript::SectionKind;

use super::stream::same_unit;
use super::surroundings::Surroundings;
use super::{Kind, Pairing, Relation, Role};
use crate::sentence::Sentence;
use crate::signs::cues::Cue;
use crate::tokens::{Boundary, Class, Token};

/// The most sentences of an answer that is said again; of a longer one, anything may be meant.
const MOST_SENTENCES: usize = 2;

/// In how many of its sentences an answer comes to the point.
const TO_THE_POINT: usize = 3;

/// How many words may stand between the parts of a list without a verb.
const MOST_BETWEEN: usize = 6;

/// How a question asks for a part of what it has counted.
const ASKS_FOR_PART: &str = "how many of";

/// Finds them.
pub(super) fn find(around: Surroundings<'_>) -> Vec<Relation> {
    let answers = Answers(around);
    let sentences = around.sentences;
    let opens = |at: &usize| {
        at.checked_sub(1).is_some_and(|before| sentences[before].turn != sentences[*at].turn)
            && sentences[*at].section == SectionKind::QuestionsAndAnswers
    };
    let openings = (0..sentences.len()).filter(opens);
    openings.flat_map(|opening| answers.said_again(opening).into_iter().chain(answers.shared_out(opening))).collect()
}

struct Answers<'a>(Surroundings<'a>);

impl Answers<'_> {
    /// What a turn says again of the one number that the turn before gave.
    fn said_again(&self, opening: usize) -> Option<Relation> {
        let Surroundings { sentences, facts, .. } = self.0;
        let here = [opening, opening + 1].into_iter().find(|at| !self.0.facts_of(*at).is_empty())?;
        let bare = |at: usize| sentences.get(at).is_some_and(|it| it.reading.tokens.len() <= MOST_BETWEEN);
        if here > opening && !(bare(opening) && sentences[here].turn == sentences[opening].turn) {
            return None;
        }
        let again = self.0.facts_of(here).start;
        let answer = self.turn_before(opening)?;
        let mut given = self.0.facts_of(answer.start).start..self.0.facts_of(answer.end - 1).end;
        let (statement, None) = (given.next()?, given.next()) else { return None };
        let (one, other) = (&facts[statement], &facts[again]);
        let pairs = answer.len() <= MOST_SENTENCES
            && is_said_for_itself(&sentences[here], other.figure.range)
            && one.speaker != other.speaker
            && same_unit(&one.figure, &other.figure);
        let operands = vec![(Role::Again, again), (Role::Statement, statement)];
        pairs.then_some(Relation { kind: Kind::Restatement, pairing: Pairing::Clause, sense: None, operands })
    }

    /// The whole that a question counted, with the parts that the answer lists.
    fn shared_out(&self, opening: usize) -> Option<Relation> {
        let Surroundings { sentences, facts, .. } = self.0;
        let question = self.turn_before(opening)?;
        let asks = |at: usize| sentences[at].text().to_ascii_lowercase().contains(ASKS_FOR_PART);
        let is_count = |fact: &usize| facts[*fact].figure.kind == FigureKind::Count;
        let last = question.end - 1;
        let asked = self.0.facts_of(last.saturating_sub(1).max(question.start)).start..self.0.facts_of(last).end;
        let mut counted = asked.filter(is_count);
        let (whole, None) = (counted.next()?, counted.next()) else { return None };
        let of_answer = |at: &usize| sentences.get(*at).is_some_and(|it| it.turn == sentences[opening].turn);
        let said = (opening..opening + TO_THE_POINT).take_while(of_answer);
        let parts = said.filter_map(|at| self.listed(at)).next().filter(|_| asks(last))?;
        let operands =
            std::iter::once((Role::Whole, whole)).chain([Role::Part, Role::SecondPart].into_iter().zip(parts));
        let (pairing, operands) = (Pairing::Near, operands.collect());
        Some(Relation { kind: Kind::Sum, pairing, sense: None, operands })
    }

    /// The two counts of a sentence that lists them without a verb.
    fn listed(&self, sentence: usize) -> Option<[usize; 2]> {
        let facts = self.0.facts_of(sentence);
        let counts = |fact: usize| self.0.facts[fact].figure.kind == FigureKind::Count;
        let first = facts.start;
        if facts.len() != 2 || !counts(first) || !counts(first + 1) {
            return None;
        }
        let (one, other) = (self.0.facts[first].figure.range, self.0.facts[first + 1].figure.range);
        let tokens = &self.0.sentences.get(sentence)?.reading.tokens;
        let behind = |end| tokens.iter().filter(move |token| token.range.start() >= end);
        let between: Vec<&Token> = behind(one.end()).take_while(|token| token.range.start() < other.start()).collect();
        let lists = |token: &Token| {
            matches!(
                token.class,
                Class::Word
                    | Class::Metric(_)
                    | Class::Scope(_)
                    | Class::Hedge
                    | Class::Boundary(Boundary::Comma | Boundary::And | Boundary::Stop)
            )
        };
        let is_list = between.len() <= MOST_BETWEEN && between.into_iter().all(lists) && behind(other.end()).all(lists);
        is_list.then_some([first, first + 1])
    }

    /// The sentences of the turn before the one that a sentence opens.
    fn turn_before(&self, opening: usize) -> Option<std::ops::Range<usize>> {
        let sentences = self.0.sentences;
        let turn = sentences.get(opening.checked_sub(1)?)?.turn;
        let own = sentences[..opening].iter().rev().take_while(|it| it.turn == turn).count();
        Some(opening - own..opening)
    }
}

/// Whether a sentence says a number for itself, with a word of thanks or assent: "12, okay", "Great, about 12".
fn is_said_for_itself(sentence: &Sentence, figure: text_size::TextRange) -> bool {
    let tokens = &sentence.reading.tokens;
    let heard = |token: &Token| sentence.reading.marks.cue(token) == Some(Cue::Heard);
    let opens = |token: &Token| {
        heard(token) || matches!(token.class, Class::Hedge | Class::Adverb | Class::Determiner | Class::Boundary(_))
    };
    let before = tokens.iter().take_while(|token| token.range.end() <= figure.start());
    let mut behind = tokens.iter().filter(|token| token.range.start() >= figure.end());
    before.clone().all(opens)
        && behind.clone().next().is_none_or(|next| heard(next) || matches!(next.class, Class::Boundary(_)))
        && (before.into_iter().any(heard) || behind.by_ref().take(3).any(heard))
}
