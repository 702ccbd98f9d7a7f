//! Speakers whose labels give a number or a letter: who they are is told by those who speak before and behind them.

use crate::call::Role;
use crate::called::{Called, called};
use crate::introductions::given_word;
use crate::label::{self, Who};
use crate::names::parts;
use crate::people::People;
use crate::person::{display, evidence, person};
use crate::tables::{GIVES_WORD, OPERATES, WELCOME};

/// So many may have spoken before the operator.
const FEW: usize = 2;

impl People<'_> {
    /// "Speaker 3": who was handed over to or called right before the first turn.
    pub(crate) fn numbered(
        &mut self,
        words: &str,
        handed: Option<&str>,
        call: Option<&Called>,
        speech: &str,
        line: u32,
    ) -> usize {
        if let Some(index) = self.by_label.get(words) {
            return *index;
        }
        let operates = WELCOME.is_match(speech) && self.speakers.is_empty()
            || called(speech).len() == 1 && handed.is_none() && speech.len() < 400
            // "Greetings." / "Welcome. At this time, all lines are in a listen-only mode."
            || self.speakers.len() < FEW && handed.is_none() && OPERATES.is_match(speech)
            // Behind somebody's "Hello.", who welcomes to the call and hands it over.
            || self.speakers.len() < FEW && WELCOME.is_match(speech) && given_word(speech).is_some();
        // The operator's voice may have got two numbers.
        let operator = self.by_label.get("Operator").copied();
        let calls = speech.len() < 400 && called(speech).len() == 1 && GIVES_WORD.is_match(speech);
        if let Some(operator) = operator.filter(|_| handed.is_none() && calls && !speech.contains('?')) {
            self.by_label.insert(words.to_owned(), operator);
            return operator;
        }
        let mut speaker = person(words.to_owned(), Role::Unknown);
        if operates && self.speakers.iter().all(|speaker| speaker.role != Role::Operator) {
            speaker = person("Operator".to_owned(), Role::Operator);
            speaker.evidence.push(evidence("welcomes and gives the instructions", line, 2));
        } else if let Some(name) = handed {
            speaker = person(name.to_owned(), Role::Executive);
            speaker.evidence.push(evidence("the speaker before hands over by name", line, 2));
        } else if let Some(call) = call.filter(|call| self.find(&call.name).is_none()) {
            speaker = person(call.name.clone(), Role::Analyst);
            speaker.firm.clone_from(&call.firm);
            speaker.evidence.push(evidence("called by the operator before the turn", line, 2));
        } else {
            speaker.evidence.push(evidence("the label gives no name", line, 1));
        }
        let operator = speaker.role == Role::Operator;
        let index = self.add(speaker);
        self.by_label.insert(words.to_owned(), index);
        if operator {
            self.by_label.insert("Operator".to_owned(), index);
        }
        index
    }

    /// Names a speaker whose label gives a number, unless somebody else has the name.
    fn is_told(&mut self, index: usize, words: &str, name: &str, how: &str, line: u32) {
        let unnamed = self.speakers.get(index).is_some_and(|speaker| speaker.name == words);
        if !unnamed || self.find(name).is_some() {
            return;
        }
        if let Some(speaker) = self.speakers.get_mut(index) {
            speaker.name = display(name);
            speaker.evidence.push(evidence(how, line, 2));
            if speaker.role == Role::Unknown {
                speaker.role = Role::Executive;
            }
            self.is_known_by(index, parts(name));
        }
    }

    /// Names a speaker who has spoken before and is handed over to by name.
    pub(crate) fn is_handed_to(&mut self, words: &str, name: &str, line: u32) {
        if let Some(index) = self.by_label.get(words).copied() {
            self.is_told(index, words, name, "the speaker before hands over by name", line);
        }
    }

    /// Names the speaker before, whom the one with this label thanks.
    pub(crate) fn is_thanked(&mut self, before: usize, words: &str, name: &str, line: u32) {
        let Some(label) = self.speakers.get(before).map(|speaker| speaker.name.clone()) else { return };
        let numbered = label::parse(&label).is_some_and(|label| matches!(label.who, Who::Numbered(_)));
        if numbered && label != words {
            self.is_told(before, &label, name, "the speaker behind gives thanks by name", line);
        }
    }
}
