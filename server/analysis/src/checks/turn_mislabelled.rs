//! # turn-mislabelled
//!
//! A speaker addresses himself by name, or an analyst speaks the operator's words.
//!
//! ## Why it matters
//!
//! A label that stands one turn too early or too late puts words into the wrong mouth, and with them guidance and
//! questions.
//!
//! ## Example
//!
//! > Ann Lee: Thanks, Ann. What drove the margin in the quarter?
//!
//! ## What it leaves alone
//!
//! - Calls in which two people have the first name, in full or in short.
//! - A speaker who gives his own name: "Hi, Ann Lee here."
//! - Executives who lead through the questions themselves.
//!
//! ## Source
//!
//! Nobody addresses himself by name, and no analyst opens a line. Heard in the editor profile.

use super::text::{Slip, Text, TextRule};
use crate::finding::Related;
use crate::sentence::Sentence;
use crate::settings::{Profile, Severity};
use tieout_transcript::{Role, same_first_name};

pub(super) const RULE: TextRule = TextRule {
    name: "turn-mislabelled",
    source: include_str!("turn_mislabelled.rs"),
    default: true,
    profile: Profile::Editor,
    find,
    #[cfg(test)]
    examples: EXAMPLES,
};

/// How one begins who addresses somebody, in lower case.
const GREETINGS: [&str; 12] = [
    "thanks",
    "thank you",
    "thanks so much",
    "thank you so much",
    "thank you very much",
    "thanks a lot",
    "okay, thanks",
    "great, thanks",
    "great, thank you",
    "hey",
    "yes, thanks",
    "all right, thanks",
];

/// What only an operator says, in lower case.
const OPERATES: [&str; 5] = [
    "your line is now open",
    "your line is open",
    "our next question comes from",
    "our next question will come from",
    "the next question comes from the line of",
];

fn find(text: &Text<'_>) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut last = None;
    for sentence in text.sentences {
        let opens = last.replace(sentence.turn) != Some(sentence.turn);
        let role = text.role(sentence);
        if opens && matches!(role, Some(Role::Analyst | Role::Executive | Role::Ir)) {
            slips.extend(thanks_himself(text, sentence));
        }
        if role == Some(Role::Analyst) {
            slips.extend(operates(text, sentence));
        }
    }
    slips
}

/// A first sentence that addresses the speaker himself.
fn thanks_himself(text: &Text<'_>, sentence: &Sentence) -> Option<Slip> {
    let speaker = text.call.turns.get(sentence.turn)?.speaker?;
    let name = &text.call.speakers.get(speaker)?.name;
    let mut words = name.split_whitespace();
    let first = words.next().filter(|first| first.len() > 2)?;
    words.next()?;
    let words = sentence.text();
    let lower = words.to_ascii_lowercase();
    let greeting = GREETINGS.iter().filter(|greeting| lower.starts_with(**greeting)).max_by_key(|it| it.len())?;
    let rest = words.get(greeting.len()..)?.trim_start_matches([',', ' ']);
    let behind = rest.strip_prefix(first)?;
    // "Thanks, Ann Lee here."
    let addresses = behind.is_empty() || behind.starts_with(['.', ',', '!', '?', ';']);
    let first_names = text.call.speakers.iter().filter_map(|it| it.name.split_whitespace().next());
    let namesakes = first_names.filter(|name| same_first_name(first, name)).count();
    let at = words.len() - rest.len();
    (addresses && namesakes == 1).then(|| {
        let end = at + first.len();
        slip(text, sentence, at..end, format!("{first} is addressed in a turn that is labelled {name}"))
    })
}

/// The operator's words in the turn of an analyst.
fn operates(text: &Text<'_>, sentence: &Sentence) -> Option<Slip> {
    let speaker = text.call.turns.get(sentence.turn)?.speaker?;
    let name = &text.call.speakers.get(speaker)?.name;
    let lower = sentence.text().to_ascii_lowercase();
    let (at, words) = OPERATES.iter().find_map(|words| Some((lower.find(words)?, words)))?;
    let message = format!("only an operator says this, and the turn is labelled {name}");
    Some(slip(text, sentence, at..at + words.len(), message))
}

fn slip(text: &Text<'_>, sentence: &Sentence, words: std::ops::Range<usize>, message: String) -> Slip {
    let range = crate::TextRange::new((words.start as u32).into(), (words.end as u32).into());
    let label = text.call.turns.get(sentence.turn).and_then(|turn| turn.label);
    let related = label.map(|range| Related { range, message: "the label".to_owned() });
    Slip {
        range: sentence.in_call(range),
        severity: Severity::Information,
        message,
        stated: sentence.text().get(words).unwrap_or_default().to_owned(),
        related: related.into_iter().collect(),
        fix: None,
    }
}

#[cfg(test)]
const EXAMPLES: super::examples::Examples = super::examples::Examples {
    reported: &[
        (
            "Let us begin.\n\nOperator: Our first question comes from Paula Reid with Old Mill Securities.\n\n\
             Paula Reid: What drove the margin?\n\nAnn Lee: Thanks, Ann. And will it last?",
            "thanked by himself",
        ),
        (
            "Let us begin.\n\nOperator: Our first question comes from Paula Reid with Old Mill Securities.\n\n\
             Paula Reid: Thank you, Paula. It was the mix.\n\nAnn Lee: It was the mix.",
            "an answer under the label of who asked",
        ),
        (
            "Let us begin.\n\nOperator: Our first question comes from Paula Reid with Old Mill Securities.\n\n\
             Paula Reid: What drove the margin?\n\nAnn Lee: The mix did.\n\n\
             Paula Reid: Thank you. Our next question comes from Tim Vos with Stone Bank.",
            "the operator's words",
        ),
    ],
    silent: &[
        (
            "Let us begin.\n\nOperator: Our first question comes from Paula Reid with Old Mill Securities.\n\n\
             Paula Reid: Thanks, Ann. What drove the margin?\n\nAnn Lee: Thank you, Paula. The mix did.",
            "each other",
        ),
        (
            "Let us begin.\n\nOperator: Our first question comes from Ann Reid with Old Mill Securities.\n\n\
             Ann Reid: Thanks, Ann. What drove the margin?\n\nAnn Lee: Thanks, Ann. The mix did.",
            "namesakes",
        ),
        (
            "Let us begin.\n\nOperator: Our first question comes from Anneliese Reid with Old Mill Securities.\n\n\
             Anneliese Reid: What drove the margin?\n\nAnn Lee: Thanks, Ann. The mix did.",
            "a namesake in full",
        ),
        (
            "Let us begin.\n\nOperator: Our first question comes from Paula Reid with Old Mill Securities.\n\n\
             Paula Reid: Thanks, Paula Reid here. What drove the margin?\n\nAnn Lee: The mix did.",
            "one's own name",
        ),
        (
            "Let us begin.\n\nOperator: Our first question comes from Paula Reid with Old Mill Securities.\n\n\
             Paula Reid: My next question is on the margin.\n\nAnn Lee: The mix did it.",
            "a question of her own",
        ),
    ],
};
