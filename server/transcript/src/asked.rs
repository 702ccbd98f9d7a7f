//! Whom the operator calls or hands over to: what that tells of the person behind the label.

use crate::call::{Role, Speaker};
use crate::called::Called;
use crate::names::{parts, same, with_capitals_of, word_count};
use crate::people::People;
use crate::person::{display, evidence, person};

impl People<'_> {
    /// Whether a speaker is the analyst just called; if so, what the operator said of him is noted.
    pub(crate) fn is_called(&mut self, index: usize, call: &Called, line: u32) -> bool {
        let (Some(speaker), Some(own)) = (self.speakers.get_mut(index), self.parts.get(index)) else { return false };
        // A banker's title alone makes nobody an executive of the company.
        let first_word =
            |firm: &Option<String>| firm.as_deref().and_then(|firm| firm.split(' ').next()).map(str::to_owned);
        let of_the_firm = speaker.firm.is_some() && first_word(&speaker.firm) == first_word(&call.firm);
        if !matches!(speaker.role, Role::Analyst | Role::Unknown) && !of_the_firm {
            return false;
        }
        let wanted = parts(&call.name);
        let matches = same(own, &wanted) || own.last() == wanted.last();
        if !matches {
            return false;
        }
        speaker.role = Role::Analyst;
        if let Some(spelt) = with_capitals_of(&speaker.name, &call.name) {
            speaker.name = spelt;
        }
        self.name_in_full(index, &call.name, line.saturating_sub(1));
        let Some(speaker) = self.speakers.get_mut(index) else { return true };
        if speaker.firm.is_none() && call.firm.is_some() {
            speaker.firm.clone_from(&call.firm);
            speaker.evidence.push(evidence("the operator names the firm", line.saturating_sub(1), 3));
        }
        true
    }

    /// The analyst of one name alone, called with a firm, who shares that name with somebody of the company.
    pub(crate) fn namesake(&mut self, name: &str, call: &Called, line: u32) -> Option<usize> {
        let firm = call.firm.as_ref().filter(|_| word_count(name) == 1 && parts(name) == parts(&call.name))?.clone();
        let other = self.by_label.get(name).copied().or_else(|| self.find(name))?;
        let of_the_company = |speaker: &Speaker| matches!(speaker.role, Role::Executive | Role::Ir);
        if !self.speakers.get(other).is_some_and(of_the_company) {
            return None;
        }
        let mut speaker = person(display(name), Role::Analyst);
        speaker.firm = Some(firm);
        speaker.evidence.push(evidence("called by the operator before the turn", line, 2));
        let index = self.add(speaker);
        self.by_label.insert(name.to_owned(), index);
        Some(index)
    }

    /// Notes that a speaker of whom nothing is known is the host to whom the operator handed over, of another firm.
    pub(crate) fn is_host(&mut self, index: usize, host: &Called, role: Role, line: u32) {
        let own = self.parts.get(index).is_some_and(|own| same(own, &parts(&host.name)));
        let Some(speaker) = self.speakers.get_mut(index).filter(|_| own) else { return };
        if speaker.role == Role::Unknown && speaker.title.is_none() && speaker.firm.is_none() {
            speaker.role = role;
            speaker.firm.clone_from(&host.firm);
            speaker.evidence.push(evidence("the operator hands over to the host", line.saturating_sub(1), 2));
        }
    }

    /// The speaker of a label that says "Analyst" alone: whom the operator called last.
    pub(crate) fn called_analyst(&mut self, words: &str, call: Option<&Called>, line: u32) -> usize {
        let Some(call) = call else { return self.unnamed(words, Role::Analyst, line) };
        let index = self.find(&call.name).filter(|index| {
            self.speakers.get(*index).is_some_and(|speaker| matches!(speaker.role, Role::Analyst | Role::Unknown))
        });
        let index = index.unwrap_or_else(|| {
            let mut speaker = person(call.name.clone(), Role::Analyst);
            speaker.title = Some("Analyst".to_owned());
            speaker.evidence.push(evidence("called by the operator before the turn", line, 3));
            self.add(speaker)
        });
        if let Some(speaker) = self.speakers.get_mut(index) {
            speaker.role = Role::Analyst;
            speaker.firm = speaker.firm.take().or_else(|| call.firm.clone());
        }
        index
    }

    /// Gives somebody who asks for the analyst just called the firm of that one.
    pub(crate) fn stands_in_for(&mut self, index: usize, other: &str, call: &Called, line: u32) -> bool {
        let (wanted, called) = (parts(other), parts(&call.name));
        let Some(speaker) = self.speakers.get_mut(index) else { return false };
        if !same(&wanted, &called) || !matches!(speaker.role, Role::Analyst | Role::Unknown) {
            return false;
        }
        speaker.role = Role::Analyst;
        if speaker.firm.is_none() && call.firm.is_some() {
            speaker.firm.clone_from(&call.firm);
            speaker.evidence.push(evidence("asks for the analyst whom the operator called", line, 2));
        }
        true
    }

    /// Notes the firm of somebody whom the operator has called by a name that was not understood.
    pub(crate) fn is_of_firm(&mut self, index: usize, firm: String, line: u32) {
        let Some(speaker) = self.speakers.get_mut(index) else { return };
        if speaker.role == Role::Unknown && speaker.firm.is_none() {
            speaker.role = Role::Analyst;
            speaker.firm = Some(firm);
            speaker.evidence.push(evidence("the operator names the firm", line.saturating_sub(1), 2));
        }
    }
}
