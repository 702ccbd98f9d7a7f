//! Speakers: who every label names, one entry a person, with title, firm, role and how we know.

use rustc_hash::FxHashMap;

use crate::call::{Evidence, Role, Speaker, Turn};
use crate::introductions::{Called, called, handed_to, introduced, self_introduced};
use crate::label::{self, Who};
use crate::labels::{Candidate, Labels};
use crate::names::{parts, same, without_titles, word_count};
use crate::page::Page;
use crate::tables::TITLE_ATOMS;

/// The people of a call while they are found.
#[derive(Default)]
pub(crate) struct People {
    pub(crate) speakers: Vec<Speaker>,
    parts: Vec<Vec<String>>,
    /// Speakers by first and last word of the name.
    by_word: FxHashMap<String, Vec<usize>>,
    /// Speakers by the words of their label.
    by_label: FxHashMap<String, usize>,
}

/// Who speaks each turn, and whom the operator calls.
pub(crate) struct Resolved {
    pub(crate) speakers: Vec<Speaker>,
    /// For each turn: the analyst it calls, where the operator speaks and calls one.
    pub(crate) calls: Vec<Option<Called>>,
}

/// At most so many people of one first or last name are compared.
const MOST_NAMESAKES: usize = 64;

/// So many turns at the beginning are searched for introductions, and so much of each.
const INTRODUCING_TURNS: usize = 8;
const INTRODUCING_BYTES: usize = 6000;

/// How we know a speaker.
const LISTED: &str = "listed among the participants";
const NAMED: &str = "named in the label";

/// Finds the speaker of every turn.
pub(crate) fn resolve(page: &Page<'_>, labels: &Labels<'_>, turns: &mut [Turn]) -> Resolved {
    let mut people = People::default();
    people.list(labels);
    let introductions = introductions(page, turns);
    let mut spoken = labels.spoken.iter().filter(|label| !label.repeats).peekable();
    let mut calls = vec![None; turns.len()];
    let mut pending: Option<Called> = None;
    let mut handed: Option<String> = None;
    let mut asked_since_call = false;
    let has_operator = labels.spoken.iter().any(|label| matches!(label.label.who, Who::Operator | Who::Numbered(_)));
    #[expect(clippy::needless_range_loop, reason = "the turn is written to at the end of each round")]
    for index in 0..turns.len() {
        let Some(turn) = turns.get(index) else { break };
        let Some(label) = spoken.next_if(|label| Some(label.range) == turn.label) else { continue };
        let line = label.rows.start as u32;
        let speaker = match label.label.who {
            Who::Operator => {
                let speech = turn.words(page.text);
                if let Some(call) = called(&speech).pop() {
                    calls[index] = Some(call.clone());
                    pending = Some(call);
                    asked_since_call = false;
                }
                people.operator(label_words(page, label), line)
            }
            Who::Name(name) => {
                let speaker = people.named(name, label, line);
                if !has_operator && people.speakers.get(speaker).is_some_and(|speaker| speaker.role != Role::Analyst) {
                    // Without an operator it is somebody of the company who calls.
                    let call = calls_in_passing(turn, page.text);
                    if call.is_some() {
                        calls[index] = call.clone();
                        pending = call;
                        asked_since_call = false;
                    }
                }
                if let Some(call) = pending.as_ref().filter(|_| !asked_since_call) {
                    asked_since_call |= people.is_called(speaker, call, line);
                }
                speaker
            }
            Who::Title(title) if label::role_of(title) == Some(Role::Analyst) => {
                people.called_analyst(title, pending.as_ref(), line)
            }
            Who::Title(title) => people.titled(title, &introductions, line),
            Who::Unnamed(role) => {
                let words = label_words(page, label);
                let speech = turn.words(page.text);
                let bare = words.split_whitespace().count() == 1;
                let own = self_introduced(&speech).filter(|_| role != Role::Executive);
                match (own, role) {
                    (Some(name), _) => people.stand_in(name, role, words, pending.as_ref(), line),
                    (None, Role::Analyst) if bare => people.called_analyst(words, pending.as_ref(), line),
                    _ => people.unnamed(words, role, line),
                }
            }
            Who::Numbered(words) => {
                let speech = turn.words(page.text);
                let call = called(&speech).pop();
                let handed = handed.take().map(|name| in_full(name, &introductions));
                let speaker = people.numbered(words, handed.as_deref(), pending.as_ref(), &speech, line);
                if people.speakers[speaker].role == Role::Operator {
                    calls[index] = call.clone();
                    pending = call.or(pending);
                }
                speaker
            }
        };
        let speaks_numbered = matches!(label.label.who, Who::Numbered(_));
        handed = if speaks_numbered {
            turn.speech_tail(page.text).as_deref().and_then(handed_to).map(str::to_owned)
        } else {
            None
        };
        if let Some(turn) = turns.get_mut(index) {
            turn.speaker = Some(speaker);
        }
    }
    people.introduce(&introductions);
    Resolved { speakers: people.speakers, calls }
}

/// The analyst whom a turn calls in its last sentence, where it says that a question follows.
fn calls_in_passing(turn: &Turn, document: &str) -> Option<Called> {
    let tail = turn.speech_tail(document)?;
    let mut from = tail.len().saturating_sub(160);
    while !tail.is_char_boundary(from) {
        from += 1;
    }
    let end = tail.get(from..)?;
    let call = called(end).pop().filter(|call| call.firm.is_some())?;
    let asks = end.contains("question") || end.contains("move on to") || end.contains("next");
    asks.then_some(call)
}

/// The words of a label as they stand.
fn label_words<'t>(page: &Page<'t>, label: &Candidate<'t>) -> &'t str {
    let words = page.text.get(label.range.start().into()..label.range.end().into()).unwrap_or_default();
    let words = match words.rsplit_once('[') {
        Some((head, number)) if number.trim_end_matches(']').bytes().all(|byte| byte.is_ascii_digit()) => head,
        _ => words,
    };
    words.trim_matches(['*', ':', '<', '>', '#', ' ', '\u{a0}', '_'])
}

/// Somebody introduced with a title.
struct Introduction {
    name: String,
    title: String,
    line: u32,
}

fn introductions(page: &Page<'_>, turns: &[Turn]) -> Vec<Introduction> {
    let mut found = Vec::new();
    for turn in turns.iter().take(INTRODUCING_TURNS) {
        let beginning = turn.beginning(page.text, INTRODUCING_BYTES);
        let people = introduced(&beginning);
        if people.is_empty() {
            continue;
        }
        let speech = turn.speech(page.text);
        for person in people {
            let at = text_size::TextSize::new(person.at as u32);
            let offset = speech.in_document(text_size::TextRange::empty(at)).start();
            found.push(Introduction {
                name: person.name.to_owned(),
                title: person.title.to_owned(),
                line: page.lines.line_at(offset) as u32,
            });
        }
    }
    found
}

/// The name in full, where the introductions have one person of the name.
fn in_full(name: String, introductions: &[Introduction]) -> String {
    let wanted = parts(&name);
    let mut people =
        introductions.iter().filter(|person| same(&parts(&person.name), &wanted)).map(|person| &person.name);
    match people.next() {
        Some(full) if people.all(|other| other == full) => full.clone(),
        _ => name,
    }
}

impl People {
    fn add(&mut self, speaker: Speaker) -> usize {
        let index = self.speakers.len();
        let parts = parts(&speaker.name);
        for word in [parts.first(), parts.last()].into_iter().flatten() {
            let namesakes = self.by_word.entry(word.clone()).or_default();
            if namesakes.last() != Some(&index) {
                namesakes.push(index);
            }
        }
        self.speakers.push(speaker);
        self.parts.push(parts);
        index
    }

    /// The one person whom a name can mean; none where it can mean several.
    fn find(&self, name: &str) -> Option<usize> {
        let wanted = parts(name);
        let mut found = None;
        for word in [wanted.last(), wanted.first()].into_iter().flatten() {
            for index in self.by_word.get(word).into_iter().flatten().take(MOST_NAMESAKES) {
                if self.parts.get(*index).is_some_and(|parts| same(parts, &wanted)) {
                    match found {
                        Some(other) if other != *index => return None,
                        _ => found = Some(*index),
                    }
                }
            }
        }
        found
    }

    fn list(&mut self, labels: &Labels<'_>) {
        for (entry, side) in labels.roster.entries.iter().zip(&labels.roster.sides) {
            let (title, firm) = label::title_and_firm(&entry.rest);
            let name = display(entry.name);
            let role = title.and_then(label::role_of).filter(|role| *role != Role::Executive || side.is_none());
            let index = match self.find(&name) {
                Some(index) => index,
                None => self.add(person(name, Role::Unknown)),
            };
            let Some(speaker) = self.speakers.get_mut(index) else { continue };
            speaker.title = speaker.title.take().or(title.map(tidy));
            speaker.firm = speaker.firm.take().or(firm.map(tidy));
            speaker.role = match (side, role) {
                (Some(Role::Executive), Some(Role::Ir)) => Role::Ir,
                (Some(side), _) => *side,
                (None, Some(role)) => role,
                (None, None) => speaker.role,
            };
            speaker.evidence.push(evidence(LISTED, entry.row as u32, 3));
        }
    }

    fn operator(&mut self, words: &str, line: u32) -> usize {
        self.by_label("Operator", || {
            let mut speaker = person("Operator".to_owned(), Role::Operator);
            speaker.evidence.push(evidence(&format!("the label says {words}"), line, 3));
            speaker
        })
    }

    fn by_label(&mut self, words: &str, speaker: impl FnOnce() -> Speaker) -> usize {
        if let Some(index) = self.by_label.get(words) {
            return *index;
        }
        let index = self.add(speaker());
        self.by_label.insert(words.to_owned(), index);
        index
    }

    /// The speaker of a label with a name.
    fn named(&mut self, name: &str, label: &Candidate<'_>, line: u32) -> usize {
        let name = without_titles(name);
        let index = match self.by_label.get(name) {
            Some(index) => *index,
            None => {
                let index = self.find(name).unwrap_or_else(|| self.add(person(display(name), Role::Unknown)));
                self.by_label.insert(name.to_owned(), index);
                self.spell(index, name);
                if let Some(speaker) = self.speakers.get_mut(index) {
                    speaker.evidence.push(evidence(NAMED, line, 3));
                }
                index
            }
        };
        if let (Some(rest), Some(speaker)) = (label.rest, self.speakers.get_mut(index)) {
            let (title, firm) = label::title_and_firm(rest);
            if speaker.role == Role::Unknown {
                speaker.role = title.and_then(label::role_of).unwrap_or_default();
            }
            if speaker.title.is_none() && title.is_some() {
                speaker.title = title.map(tidy);
                speaker.evidence.push(evidence("the label gives the title", line, 3));
            }
            if speaker.firm.is_none() && firm.is_some() {
                speaker.firm = firm.map(tidy);
                speaker.evidence.push(evidence("the label gives the firm", line, 3));
            }
        }
        index
    }

    /// The spelling that is shown: of the labels, the one with the most words, but the list corrects one that has as many.
    fn spell(&mut self, index: usize, name: &str) {
        let Some(speaker) = self.speakers.get_mut(index) else { return };
        let (words, shown) = (word_count(name), word_count(&speaker.name));
        let listed = speaker.evidence.iter().any(|known| known.what == LISTED);
        let labelled = speaker.evidence.iter().any(|known| known.what == NAMED);
        if words > shown || words > 1 && words < shown && !labelled || !listed && !labelled {
            speaker.name = display(name);
        }
    }

    /// Whether a speaker is the analyst just called; if so, what the operator said of him is noted.
    fn is_called(&mut self, index: usize, call: &Called, line: u32) -> bool {
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
        if speaker.firm.is_none() && call.firm.is_some() {
            speaker.firm.clone_from(&call.firm);
            speaker.evidence.push(evidence("the operator names the firm", line.saturating_sub(1), 3));
        }
        true
    }

    /// The speaker of a label that says "Analyst" alone: whom the operator called last.
    fn called_analyst(&mut self, words: &str, call: Option<&Called>, line: u32) -> usize {
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

    /// The speaker of a label that gives a title alone: the person introduced or listed with it.
    fn titled(&mut self, title: &str, introductions: &[Introduction], line: u32) -> usize {
        if let Some(index) = self.by_label.get(title) {
            return *index;
        }
        let wanted = atoms(title);
        let listed = self
            .speakers
            .iter()
            .enumerate()
            .filter_map(|(index, speaker)| Some((likeness(&wanted, &atoms(speaker.title.as_deref()?)), index)));
        let listed = best(listed);
        let said = best(
            introductions
                .iter()
                .enumerate()
                .map(|(index, introduction)| (likeness(&wanted, &atoms(&introduction.title)), index)),
        );
        let index = match (listed, said) {
            (Some((like, index)), said) if said.is_none_or(|(other, _)| like >= other) => index,
            (_, Some((_, said))) => {
                let name = introductions.get(said).map_or("", |introduction| introduction.name.as_str());
                let at = introductions.get(said).map_or(line, |introduction| introduction.line);
                self.find(name).unwrap_or_else(|| {
                    let mut speaker = person(name.to_owned(), Role::Unknown);
                    speaker.evidence.push(evidence("introduced with this title", at, 2));
                    self.add(speaker)
                })
            }
            _ => return self.unnamed(title, label::role_of(title).unwrap_or_default(), line),
        };
        if let Some(speaker) = self.speakers.get_mut(index) {
            speaker.title = Some(tidy(title));
            speaker.role = label::role_of(title).unwrap_or(Role::Executive);
        }
        self.by_label.insert(title.to_owned(), index);
        index
    }

    fn unnamed(&mut self, words: &str, role: Role, line: u32) -> usize {
        self.by_label(words, || {
            let mut speaker = person(words.to_owned(), role);
            speaker.evidence.push(evidence("the label gives no name", line, 1));
            speaker
        })
    }

    /// Somebody whose label gives no name, but who says it.
    fn stand_in(&mut self, name: &str, role: Role, words: &str, call: Option<&Called>, line: u32) -> usize {
        if let Some(index) = self.find(name) {
            return index;
        }
        let mut speaker = person(name.to_owned(), role);
        speaker.title = Some(words.to_owned());
        speaker.firm = call.and_then(|call| call.firm.clone()).filter(|_| role == Role::Analyst);
        speaker.evidence.push(evidence("introduces himself", line, 2));
        self.add(speaker)
    }

    /// "Speaker 3": who was handed over to or called right before the first turn.
    fn numbered(&mut self, words: &str, handed: Option<&str>, call: Option<&Called>, speech: &str, line: u32) -> usize {
        if let Some(index) = self.by_label.get(words) {
            return *index;
        }
        let operates = crate::tables::WELCOME.is_match(speech) && self.speakers.is_empty()
            || called(speech).len() == 1 && handed.is_none() && speech.len() < 400;
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
        let index = self.add(speaker);
        self.by_label.insert(words.to_owned(), index);
        index
    }

    /// Titles that introductions give to people whose labels lack them.
    fn introduce(&mut self, introductions: &[Introduction]) {
        for introduction in introductions {
            let Some(index) = self.find(&introduction.name) else { continue };
            let Some(speaker) = self.speakers.get_mut(index) else { continue };
            if speaker.title.is_none() && !matches!(speaker.role, Role::Analyst | Role::Operator) {
                speaker.title = Some(introduction.title.clone());
                speaker.evidence.push(evidence("introduced with this title", introduction.line, 2));
                if speaker.role == Role::Unknown {
                    speaker.role = label::role_of(&introduction.title).unwrap_or_default();
                }
            }
        }
    }
}

fn person(name: String, role: Role) -> Speaker {
    Speaker { name, role, title: None, firm: None, evidence: Vec::new() }
}

fn evidence(what: &str, line: u32, weight: i32) -> Evidence {
    Evidence { what: what.to_owned(), line: Some(line), weight }
}

/// A name as it is shown: without "Mr.", and capitals only at the start of words.
fn display(name: &str) -> String {
    let name = without_titles(name).trim();
    if name.len() < 4 || name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut shown = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if start {
            shown.push(c);
        } else {
            shown.extend(c.to_lowercase());
        }
        start = !c.is_alphanumeric() && c != '\'' && c != '’';
    }
    shown
}

/// Title or firm as it is shown: single spaces, none before a comma.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",")
}

fn atoms(title: &str) -> Vec<&'static str> {
    TITLE_ATOMS.iter().filter(|(_, expression)| expression.is_match(title)).map(|(atom, _)| *atom).collect()
}

/// How much two titles share, in parts per thousand of all their atoms; the office counts for more than the rank.
fn likeness(one: &[&str], other: &[&str]) -> u32 {
    let weight =
        |atom: &&str| if matches!(*atom, "ceo" | "cfo" | "coo" | "cto" | "cio" | "ir" | "treasurer") { 3 } else { 1 };
    let shared: u32 = one.iter().filter(|atom| other.contains(atom)).map(weight).sum();
    let all: u32 =
        one.iter().map(weight).sum::<u32>() + other.iter().filter(|atom| !one.contains(atom)).map(weight).sum::<u32>();
    shared * 1000 / all.max(1)
}

/// The best of several, if it is any good.
fn best(likenesses: impl Iterator<Item = (u32, usize)>) -> Option<(u32, usize)> {
    likenesses.filter(|(like, _)| *like >= 300).max_by_key(|(like, index)| (*like, usize::MAX - index))
}

/// The firm of those who speak for the company.
pub(crate) fn name_company(speakers: &mut [Speaker], company: Option<&str>) {
    let Some(company) = company else { return };
    for speaker in speakers {
        if matches!(speaker.role, Role::Executive | Role::Ir) && speaker.firm.is_none() {
            speaker.firm = Some(company.to_owned());
        }
    }
}
