//! The people of a call while they are found: one entry a person, however many ways there are to name him.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::beside;
use crate::call::{Role, Speaker};
use crate::called::Called;
use crate::candidates::Candidate;
use crate::introductions::Introduction;
use crate::label::{self, Who};
use crate::labels::Labels;
use crate::names::{is_misspelt, parts, same, with_capitals_of, without_titles, word_count};
use crate::person::{atoms, best, display, evidence, likeness, person, tidy};

/// The people of a call while they are found.
#[derive(Default)]
pub(crate) struct People<'t> {
    pub(crate) speakers: Vec<Speaker>,
    pub(crate) parts: Vec<Vec<String>>,
    /// Speakers by first and last word of the name.
    by_word: FxHashMap<String, Vec<usize>>,
    /// The titles and firms that labels gave to speakers.
    noted: FxHashSet<(usize, &'t str)>,
    /// Speakers by the words of their label.
    pub(crate) by_label: FxHashMap<String, usize>,
    /// The names that stand more than once as labels, and whether they do so often.
    often: FxHashMap<&'t str, bool>,
}

/// At most so many people of one first or last name are compared.
const MOST_NAMESAKES: usize = 64;

/// How we know a speaker.
const LISTED: &str = "listed among the participants";

const NAMED: &str = "named in the label";

impl<'t> People<'t> {
    pub(crate) fn add(&mut self, speaker: Speaker) -> usize {
        let index = self.speakers.len();
        let parts = parts(&speaker.name);
        self.speakers.push(speaker);
        self.parts.push(Vec::new());
        self.is_known_by(index, parts);
        index
    }

    /// Lets a speaker be found by the parts of a name.
    pub(crate) fn is_known_by(&mut self, index: usize, parts: Vec<String>) {
        for word in [parts.first(), parts.last()].into_iter().flatten() {
            let namesakes = self.by_word.entry(word.clone()).or_default();
            if namesakes.last() != Some(&index) {
                namesakes.push(index);
            }
        }
        if let Some(own) = self.parts.get_mut(index) {
            *own = parts;
        }
    }

    /// The one person whom a name can mean; none where it can mean several and is nobody's own.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let wanted = parts(name);
        let mut found = None;
        let mut several = false;
        for word in [wanted.last(), wanted.first()].into_iter().flatten() {
            for index in self.by_word.get(word).into_iter().flatten().take(MOST_NAMESAKES) {
                let Some(parts) = self.parts.get(*index).filter(|parts| same(parts, &wanted)) else { continue };
                if wanted.len() > 1 && *parts == wanted {
                    return Some(*index);
                }
                several |= found.is_some_and(|other| other != *index);
                found = Some(*index);
            }
        }
        found.filter(|_| !several)
    }

    /// The one person whose name has a wrong letter where a label stands once.
    fn misspelt(&self, name: &str) -> Option<usize> {
        if self.often.contains_key(name) {
            return None;
        }
        let parts = parts(name);
        let words = [parts.first(), parts.last()].into_iter().flatten();
        let namesakes =
            words.filter_map(|word| self.by_word.get(word)).flat_map(|them| them.iter().take(MOST_NAMESAKES));
        let mut found = namesakes.filter(|index| {
            let known = self.speakers.get(**index).map_or("", |speaker| speaker.name.as_str());
            is_misspelt(name, known) && self.often.get(known).is_some_and(|often| *often)
        });
        let first = found.next()?;
        found.all(|other| other == first).then_some(*first)
    }

    /// Notes how often names stand as labels.
    pub(crate) fn count(&mut self, labels: &Labels<'t>) {
        const OFTEN: usize = 4;
        let mut times: FxHashMap<&'t str, usize> = FxHashMap::default();
        for label in &labels.spoken {
            if let Who::Name(name) = label.label.who {
                *times.entry(without_titles(name)).or_default() += 1;
            }
        }
        self.often =
            times.into_iter().filter(|(_, times)| *times > 1).map(|(name, times)| (name, times >= OFTEN)).collect();
    }

    pub(crate) fn list(&mut self, labels: &Labels<'_>) {
        if labels.roster.entries.is_empty() {
            return;
        }
        let spoken = spoken_names(labels);
        let beside: FxHashSet<_> = labels.spoken.iter().filter_map(|label| label.rest).collect();
        for (entry, side) in labels.roster.entries.iter().zip(&labels.roster.sides) {
            // "Ann Lee" / "Parc Royal": the firm below a name reads like another.
            if beside.contains(entry.name) || holds_two(entry.name, &spoken) {
                continue;
            }
            let (title, firm) = beside::title_and_firm(&entry.rest);
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

    pub(crate) fn operator(&mut self, words: &str, line: u32) -> usize {
        self.by_label("Operator", || {
            let mut speaker = person("Operator".to_owned(), Role::Operator);
            speaker.evidence.push(evidence(&format!("the label says {words}"), line, 3));
            speaker
        })
    }

    pub(crate) fn by_label(&mut self, words: &str, speaker: impl FnOnce() -> Speaker) -> usize {
        if let Some(index) = self.by_label.get(words) {
            return *index;
        }
        let index = self.add(speaker());
        self.by_label.insert(words.to_owned(), index);
        index
    }

    /// The speaker of a label with a name.
    pub(crate) fn named(&mut self, name: &str, label: &Candidate<'t>, line: u32) -> usize {
        let name = without_titles(name);
        let index = match self.by_label.get(name) {
            Some(index) => *index,
            None => {
                let misspelt = |people: &Self| people.find(name).is_none().then(|| people.misspelt(name)).flatten();
                if let Some(index) = misspelt(self) {
                    self.by_label.insert(name.to_owned(), index);
                    return index;
                }
                let index = self.find(name).unwrap_or_else(|| self.add(person(display(name), Role::Unknown)));
                self.by_label.insert(name.to_owned(), index);
                self.spell(index, name);
                if let Some(speaker) = self.speakers.get_mut(index) {
                    speaker.evidence.push(evidence(NAMED, line, 3));
                }
                index
            }
        };
        if let (Some(side), Some(speaker)) = (label.label.side, self.speakers.get_mut(index))
            && speaker.role == Role::Unknown
        {
            speaker.role = side;
            speaker.evidence.push(evidence("the label says on which side", line, 3));
        }
        // What a label says again was noted when it first said so.
        if let (Some(rest), Some(speaker)) = (label.rest, self.speakers.get_mut(index))
            && self.noted.insert((index, rest))
        {
            let (title, firm) = beside::title_and_firm(rest);
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
    pub(crate) fn spell(&mut self, index: usize, name: &str) {
        let Some(speaker) = self.speakers.get_mut(index) else { return };
        let (words, shown) = (word_count(name), word_count(&speaker.name));
        let listed = speaker.evidence.iter().any(|known| known.what == LISTED);
        let labelled = speaker.evidence.iter().any(|known| known.what == NAMED);
        if words > shown || words > 1 && words < shown && !labelled || !listed && !labelled {
            speaker.name = display(name);
        }
    }

    /// The speaker of a label that gives a title alone: the person introduced or listed with it.
    pub(crate) fn titled(&mut self, title: &str, introductions: &[Introduction], line: u32) -> usize {
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

    pub(crate) fn unnamed(&mut self, words: &str, role: Role, line: u32) -> usize {
        self.by_label(words, || {
            let mut speaker = person(words.to_owned(), role);
            speaker.evidence.push(evidence("the label gives no name", line, 1));
            speaker
        })
    }

    /// Somebody whose label gives no name, but who says it.
    pub(crate) fn stand_in(&mut self, name: &str, role: Role, words: &str, call: Option<&Called>, line: u32) -> usize {
        if let Some(index) = self.find(name) {
            return index;
        }
        let mut speaker = person(name.to_owned(), role);
        speaker.title = Some(words.to_owned());
        speaker.firm = call.and_then(|call| call.firm.clone()).filter(|_| role == Role::Analyst);
        speaker.evidence.push(evidence("introduces himself", line, 2));
        self.add(speaker)
    }

    /// The one speaker whose label has another form of the first name alone: "Dave" of "David Kern".
    fn short_for(&self, full: &[String]) -> Option<usize> {
        let mut found =
            self.parts.iter().take(MOST_NAMESAKES).enumerate().filter(|(_, own)| own.len() == 1 && same(own, full));
        let (index, _) = found.next()?;
        found.next().is_none().then_some(index)
    }

    /// Gives a speaker whose labels have the first name alone, the last name alone, or initials, the name in full.
    pub(crate) fn name_in_full(&mut self, index: usize, full: &str, line: u32) {
        let (Some(own), Some(speaker)) = (self.parts.get(index), self.speakers.get_mut(index)) else { return };
        let whole = parts(full);
        let is_initial = |word: &String| word.chars().filter(|c| c.is_alphabetic()).count() == 1;
        let is_short = own.len() == 1 || own.len() == 2 && own.first().is_some_and(is_initial);
        let spelt = whole.len() > 1 && !whole.first().is_some_and(is_initial);
        if matches!(speaker.role, Role::Operator) || !is_short || !spelt || !same(own, &whole) {
            return;
        }
        // "David" stays David, though somebody calls him Dave.
        let own_first = own.len() == 1 && own.first() != whole.last() && own.first() != whole.first();
        let last = full.split_once(' ').map_or(full, |(_, last)| last);
        let name = if own_first { format!("{} {last}", speaker.name) } else { full.to_owned() };
        speaker.name = display(&name);
        speaker.evidence.push(evidence("named in full by others", line, 2));
        let parts = parts(&speaker.name);
        self.is_known_by(index, parts);
    }

    /// Titles that introductions give to people whose labels lack them.
    pub(crate) fn introduce(&mut self, introductions: &[Introduction]) {
        let names: Vec<_> = introductions.iter().map(|introduction| parts(&introduction.name)).collect();
        for (introduction, full) in introductions.iter().zip(&names) {
            let Some(index) = self.find(&introduction.name).or_else(|| self.short_for(full)) else { continue };
            let own = self.parts.get(index).cloned().unwrap_or_default();
            let alone = names.iter().all(|other| same(other, full) || !same(&own, other));
            if alone {
                self.name_in_full(index, &introduction.name, introduction.line);
            }
            let Some(speaker) = self.speakers.get_mut(index) else { continue };
            if let Some(spelt) = with_capitals_of(&speaker.name, &introduction.name) {
                speaker.name = spelt;
            }
            if speaker.title.is_none() && !matches!(speaker.role, Role::Analyst | Role::Operator) {
                speaker.title = Some(introduction.title.clone());
                speaker.evidence.push(evidence("introduced with this title", introduction.line, 2));
                let role = label::role_of(&introduction.title);
                match (speaker.role, role) {
                    (Role::Unknown, Some(role)) => speaker.role = role,
                    (Role::Executive, Some(Role::Ir)) => speaker.role = Role::Ir,
                    _ => {}
                }
            }
        }
    }
}

/// The parts of every name that labels have.
fn spoken_names(labels: &Labels<'_>) -> Vec<Vec<String>> {
    // Most names stand many times.
    let mut seen = FxHashSet::default();
    let names = labels.spoken.iter().filter_map(|label| match label.label.who {
        Who::Name(name) if seen.insert(name) && word_count(name) > 1 => Some(without_titles(name)),
        _ => None,
    });
    names.collect::<FxHashSet<_>>().into_iter().map(parts).collect()
}

/// Whether a name of a list is those of two speakers, whom the columns of a page have put on one line.
fn holds_two(name: &str, spoken: &[Vec<String>]) -> bool {
    const MOST_SPOKEN: usize = 300;
    let listed = parts(name);
    if listed.len() < 4 || spoken.len() > MOST_SPOKEN {
        return false;
    }
    let mut within =
        spoken.iter().filter(|one| one.len() < listed.len() && one.iter().all(|word| listed.contains(word)));
    within.next().is_some_and(|first| within.any(|other| !same(first, other)))
}
