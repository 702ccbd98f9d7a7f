//! One period named on both sides of a comparison: "20.8% in fiscal 2025 as against 17.1% in fiscal 2025".
//!
//! A measure has one value in a period, so one of the two is of another. Only what stands word by word as here is looked
//! at: whatever else is said beside either side may tell them apart.

use tieout_figures::OtherKind;

use super::text::{Slip, Text};
use crate::TextRange;
use crate::finding::Related;
use crate::sentence::Sentence;
use crate::settings::Severity;
use crate::signs::lists::EXPECTATIONS;
use crate::signs::words::is_any;
use crate::tokens::{Boundary, Class, Link, Token};

/// Finds it.
pub(super) fn find(text: &Text<'_>) -> Vec<Slip> {
    text.sentences.iter().filter_map(slip).collect()
}

fn slip(sentence: &Sentence) -> Option<Slip> {
    let periods = sentence.reading.others.iter().filter(|other| other.kind == OtherKind::Period);
    if periods.count() < 2 || supposes(sentence) {
        return None;
    }
    let tokens = &sentence.reading.tokens;
    let mut links = (0..tokens.len()).filter(|at| tokens[*at].class == Class::Link(Link::Versus));
    links.find_map(|link| {
        let (figure, period) = before(sentence, tokens.get(..link)?)?;
        let (other, again) = behind(sentence, tokens.get(link + 1..)?)?;
        let [words, repeated] = [period, again].map(|range| words(sentence, range));
        let [one, other] = [figure, other].map(|it| &sentence.reading.figures[it]);
        let is_slip = words == repeated
            && names_year(&words)
            && one.kind == other.kind
            && one.unit == other.unit
            && one.amount != other.amount;
        is_slip.then(|| Slip {
            range: sentence.in_call(again),
            severity: Severity::Information,
            message: format!("says {repeated} of both sides of a comparison"),
            stated: repeated,
            related: vec![Related { range: sentence.in_call(period), message: format!("said first: {words}") }],
            fix: None,
        })
    })
}

/// Whether a sentence speaks of what was or is expected, which is compared with what came in the same period.
fn supposes(sentence: &Sentence) -> bool {
    let is_said = |token: &Token| matches!(token.class, Class::Modal(_) | Class::Negation);
    let is_word = |word: &str| is_any(word, &EXPECTATIONS);
    sentence.reading.tokens.iter().any(is_said) || sentence.text().split(|c: char| !c.is_alphabetic()).any(is_word)
}

/// The figure and its period that words end in: "20.8% in fiscal 2025".
fn before(sentence: &Sentence, tokens: &[Token]) -> Option<(usize, TextRange)> {
    let end = tokens.iter().rposition(|token| token.class != Class::Boundary(Boundary::Comma))?;
    let start = tokens[..=end].iter().rposition(|token| !is_period(sentence, token)).map(|it| it + 1)?;
    let figure = tokens[..start].iter().rev().find(|token| !is_in(token))?;
    let Class::Figure(index) = figure.class else { return None };
    let periods = tokens.get(start..=end).filter(|it| !it.is_empty())?;
    Some((index as usize, covered(periods)))
}

/// The figure and its period that a clause consists of: "17.1% in fiscal 2025."
fn behind(sentence: &Sentence, tokens: &[Token]) -> Option<(usize, TextRange)> {
    let is_small = |token: &Token| matches!(token.class, Class::Determiner | Class::Hedge);
    let figure = tokens.iter().position(|token| !is_small(token))?;
    let Class::Figure(index) = tokens[figure].class else { return None };
    let start = figure + 1 + tokens[figure + 1..].iter().take_while(|token| is_in(token)).count();
    let end = start + tokens[start..].iter().take_while(|token| is_period(sentence, token)).count();
    let ends = match tokens.get(end).map(|token| token.class) {
        None => true,
        Some(Class::Boundary(boundary)) => matches!(boundary, Boundary::Stop | Boundary::Semicolon | Boundary::But),
        _ => false,
    };
    let periods = tokens.get(start..end).filter(|it| !it.is_empty() && ends)?;
    Some((index as usize, covered(periods)))
}

fn covered(tokens: &[Token]) -> TextRange {
    let range = |token: Option<&Token>| token.map(|it| it.range).unwrap_or_default();
    TextRange::new(range(tokens.first()).start(), range(tokens.last()).end())
}

fn is_in(token: &Token) -> bool {
    matches!(token.class, Class::Link(Link::In | Link::For))
}

fn is_period(sentence: &Sentence, token: &Token) -> bool {
    match token.class {
        Class::Other(index) => {
            sentence.reading.others.get(index as usize).is_some_and(|other| other.kind == OtherKind::Period)
        }
        Class::Period(_) => true,
        _ => false,
    }
}

/// The words of a range, on one line.
fn words(sentence: &Sentence, range: TextRange) -> String {
    sentence.words(range).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a period names its year; who leaves it out may mean the same quarter of the year before.
fn names_year(period: &str) -> bool {
    period.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 2)
}

#[cfg(test)]
mod tests {
    use crate::checks::expect;

    #[test]
    fn a_measure_has_one_value_in_a_period() {
        expect(
            "period-conflict",
            &[
                "Our return on equity was 20.8% in fiscal 2031 as against 17.1% in fiscal 2031.",
                "Revenue was $41 million in Q3 FY2031, compared to $36 million in Q3 FY2031.",
            ],
            &[
                "Our return on equity was 20.8% in fiscal 2031 as against 17.1% in fiscal 2030.",
                // the year is left to the listener
                "Revenue was $41 million in the third quarter, compared to $36 million in the third quarter.",
                // of something else
                "Revenue was $41 million in fiscal 2031, compared to $36 million in fiscal 2031 for our neighbor.",
                "We grew 20.8% in fiscal 2031 as against industry growth of 17.1% in fiscal 2031.",
                // what had been expected
                "Revenue was $41 million in fiscal 2031, compared to our budget of $36 million in fiscal 2031.",
                "We guided to 20.8% in fiscal 2031 as against 17.1% in fiscal 2031.",
                // one value
                "Revenue was $41 million in fiscal 2031, compared to $41 million in fiscal 2031.",
            ],
        );
    }
}
