//! The weight of a candidate: what the document as a whole says for its being a label.

use rustc_hash::FxHashMap;

use crate::called::called;
use crate::candidates::{Candidate, Form, has_speech};
use crate::introductions::given_word;
use crate::label::{self, Who};
use crate::labels::Labels;
use crate::names::{is_misspelt, parts, same, without_titles, word_count};
use crate::page::Page;
use crate::person::display;
use crate::row::{Kind, ends_sentence};
use crate::speech::ends_in_abbreviation;
use crate::tables::GREETING;

/// A candidate is a label from this much evidence on.
pub(crate) const ENOUGH: i32 = 3;

/// What the document as a whole says of names and forms.
pub(crate) struct Evidence {
    /// For each candidate with a name: what speaks for it whatever the other labels turn out to be.
    own: Vec<Option<Own>>,
    /// How many labels of each form the first reading found.
    forms: FxHashMap<Form, u32>,
    /// The participants listed, by the last word of the name in lower case.
    listed: FxHashMap<String, Vec<Vec<String>>>,
    /// Whether nearly all labels of the first reading are full names.
    in_full: bool,
    /// How often the whole document was searched for a name.
    searches: std::cell::Cell<u32>,
}

/// What speaks for a candidate with a name, whatever the other labels turn out to be.
struct Own {
    weight: i32,
    /// Whether the name has several words.
    full: bool,
    /// Whether the line can open something.
    opens: bool,
}

impl Evidence {
    pub(crate) fn new(page: &Page<'_>, candidates: &[Candidate<'_>]) -> Evidence {
        Evidence {
            own: own_weights(page, candidates),
            forms: FxHashMap::default(),
            listed: FxHashMap::default(),
            in_full: false,
            searches: Default::default(),
        }
    }

    pub(crate) fn learn(&mut self, labels: &Labels<'_>) {
        let (mut full, mut single) = (0, 0);
        let mut known: FxHashMap<&str, bool> = FxHashMap::default();
        for candidate in &labels.spoken {
            *self.forms.entry(candidate.form).or_default() += 1;
            if let Who::Name(name) = candidate.label.who {
                match *known.entry(name).or_insert_with(|| word_count(name) > 1) {
                    true => full += 1,
                    false => single += 1,
                }
            }
        }
        self.in_full = full >= 4 * single && full > 0;
        for entry in &labels.roster.entries {
            let parts = parts(entry.name);
            if let Some(last) = parts.last() {
                self.listed.entry(last.clone()).or_default().push(parts.clone());
            }
        }
    }

    /// The evidence that a candidate is a label, given its place among the candidates.
    pub(crate) fn weigh(&self, page: &Page<'_>, index: usize, candidate: &Candidate<'_>) -> i32 {
        let name = match candidate.label.who {
            Who::Operator | Who::Numbered(_) => return 4,
            Who::Title(_) | Who::Unnamed(_) => return ENOUGH,
            Who::Name(name) => name,
        };
        let Some(own) = self.own.get(index).and_then(Option::as_ref) else { return 0 };
        let mut weight = own.weight;
        // "**Industrial:** it was flat": among full names a bold word is the subject of a paragraph.
        if !own.full && candidate.label.marked && self.in_full {
            weight -= 2;
        }
        let same_form = self.forms.get(&candidate.form).copied().unwrap_or_default();
        weight += i32::from(same_form >= 5);
        if weight < ENOUGH + 3 && self.is_listed(name) {
            weight += 3;
        }
        if !own.opens {
            weight -= 3;
        }
        if weight < ENOUGH && weight + 2 >= ENOUGH && is_called(page, candidate, name) {
            weight += 2;
        }
        // "Mr. Bob Ray, please go ahead." / "Ray: Thank you."
        if weight < ENOUGH && weight + 3 >= ENOUGH && !own.full && is_given_word(page, candidate, name) {
            weight += 3;
        }
        if weight + 1 == ENOUGH && own.full && same_form >= 5 && self.is_addressed(page, name) {
            weight += 1;
        }
        weight
    }

    /// Whether somebody is addressed by the first name: "Thank you, Sarah". Asked of a few candidates only, since the whole
    /// document is searched.
    fn is_addressed(&self, page: &Page<'_>, name: &str) -> bool {
        const MOST_SEARCHES: u32 = 32;
        let Some(first) = without_titles(name).split_whitespace().next() else { return false };
        let searches = self.searches.get();
        self.searches.set(searches + 1);
        searches < MOST_SEARCHES
            && memchr::memmem::find_iter(page.text.as_bytes(), &format!(" {first}")).any(|at| {
                let behind = page.text.get(at + " ".len() + first.len()..).unwrap_or_default();
                [".", ",", " and"].iter().any(|mark| behind.starts_with(mark))
            })
    }

    fn is_listed(&self, name: &str) -> bool {
        if self.listed.is_empty() {
            return false;
        }
        let parts = parts(name);
        parts
            .last()
            .and_then(|last| self.listed.get(last))
            .is_some_and(|people| people.iter().any(|person| same(person, &parts)))
    }
}

/// What speaks for each candidate with a name, whatever the other labels turn out to be.
fn own_weights<'t>(page: &Page<'t>, candidates: &[Candidate<'t>]) -> Vec<Option<Own>> {
    let name = |candidate: &Candidate<'t>| match candidate.label.who {
        Who::Name(name) => Some(without_titles(name)),
        _ => None,
    };
    let names: Vec<Option<&str>> = candidates.iter().map(name).collect();
    // How often each name stands as a label with speech behind it.
    let mut times: FxHashMap<&str, u32> = FxHashMap::default();
    for (index, name) in names.iter().enumerate() {
        if let Some(name) = name.filter(|_| has_speech(page, candidates, index)) {
            *times.entry(name).or_default() += 1;
        }
    }
    // Names that stand often, by their first and their last word: a name that stands once may be one of them misspelt.
    let mut often: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for (name, _) in times.iter().filter(|(_, times)| **times >= OFTEN) {
        for word in ends(name) {
            let names = often.entry(word).or_default();
            if names.len() < MOST_NAMESAKES {
                names.push(name);
            }
        }
    }
    let stands_often =
        |name: &str| ends(name).filter_map(|word| often.get(word)).flatten().any(|other| is_misspelt(name, other));
    // Most labels stand many times.
    let mut told: FxHashMap<&str, bool> = FxHashMap::default();
    let mut is_title_or_firm = |rest| *told.entry(rest).or_insert_with(|| label::is_title_or_firm(rest));
    let own = |(candidate, name): (&Candidate<'t>, Option<&str>)| {
        let name = name?;
        let (marked, row) = (candidate.label.marked, candidate.rows.start);
        // "…over to Mr." / "Bob Ray, Chief Financial Officer"
        if !marked && follows_title(page, row) {
            return None;
        }
        let full = name.split_whitespace().nth(1).is_some();
        let mut weight = match (full, marked) {
            (true, _) => 1,
            (false, true) => 0,
            // "Gus" / "--" / "sorry, Emil will speak": a false start, set on lines of its own by its source.
            (false, false) if candidate.form == Form::Line && goes_on_small(page, candidate) => -2,
            (false, false) => -1,
        };
        weight += match times.get(name) {
            Some(1) if candidate.form == Form::Line && stands_often(name) => 3,
            None | Some(0 | 1) => 0,
            Some(2 | 3) => 2,
            Some(_) => 3,
        };
        weight += match candidate.rest {
            Some(rest) if is_title_or_firm(rest) => 2,
            Some(_) => 1,
            None => 0,
        };
        weight += 2 * i32::from(marked);
        weight += match candidate.form {
            Form::Colon | Form::Glued => 2,
            Form::Inline => 1,
            Form::Line => i32::from(stands_alone(page, candidate)),
        };
        weight += i32::from(full && weight < ENOUGH && greets(page, candidate));
        let opens = marked || candidate.form == Form::Glued || opens(page, row);
        Some(Own { weight, full, opens })
    };
    candidates.iter().zip(names).map(own).collect()
}

/// A name that stands so often is a speaker's.
const OFTEN: u32 = 4;

/// At most so many people of one first or last name are compared.
const MOST_NAMESAKES: usize = 64;

/// The first and the last word of a name.
fn ends(name: &str) -> impl Iterator<Item = &str> {
    [name.split(' ').next(), name.rsplit(' ').next()].into_iter().flatten()
}

/// Whether nothing stands right above and below the line of a label.
fn stands_alone(page: &Page<'_>, candidate: &Candidate<'_>) -> bool {
    let row = candidate.rows.start;
    let above = row.checked_sub(1).is_none_or(|above| page.kind(above) != Kind::Words);
    above && page.kind(row + 1) != Kind::Words
}

/// Whether what follows a label greets: who opens a call may be named once, and by nobody else.
fn greets(page: &Page<'_>, candidate: &Candidate<'_>) -> bool {
    const GREETED: usize = 40;
    let start = candidate.speech.map(usize::from).or_else(|| {
        let below = page.next_content(candidate.rows.end, page.rows.len())?;
        page.rows.get(below).map(|row| row.start as usize)
    });
    let speech = start.and_then(|start| page.text.get(start..)).unwrap_or_default();
    let opening = speech.get(..speech.floor_char_boundary(GREETED)).unwrap_or_default();
    GREETING.at_start(opening).is_some()
}

/// Whether what follows a label begins with a small letter.
fn goes_on_small(page: &Page<'_>, candidate: &Candidate<'_>) -> bool {
    let below = page.next_content(candidate.rows.end, page.rows.len());
    below.is_some_and(|row| page.words(row).starts_with(char::is_lowercase))
}

/// Whether the line above ends in "Mr." or the like, so that a name goes on with it.
fn follows_title(page: &Page<'_>, row: usize) -> bool {
    page.previous_content(row).is_some_and(|above| ends_in_abbreviation(page.words(above)))
}

/// Whether a line can open something: what stands above it is complete.
fn opens(page: &Page<'_>, row: usize) -> bool {
    let Some(wrap) = page.wrap else { return true };
    let Some(above) = row.checked_sub(1) else { return true };
    match page.kind(above) {
        Kind::Words => is_complete(page.words(above), wrap),
        // A sentence that the end of a page interrupts goes on behind it.
        Kind::Furniture => page.previous_content(row).is_none_or(|above| is_complete(page.words(above), wrap)),
        _ => true,
    }
}

/// Whether a wrapped line is complete: a sentence ends on it, or it is short.
fn is_complete(words: &str, wrap: u32) -> bool {
    ends_sentence(words) || (words.len() as u32) < wrap * 6 / 10
}

/// Whether the name is said shortly before the label; a single word must be that of whom somebody calls.
fn is_called(page: &Page<'_>, candidate: &Candidate<'_>, name: &str) -> bool {
    const WINDOW: usize = 900;
    let end = usize::from(candidate.range.start());
    let window = page.text.as_bytes().get(end.saturating_sub(WINDOW)..end).unwrap_or_default();
    if word_count(name) == 1 && candidate.label.marked {
        let window = page.text.get(page.text.ceil_char_boundary(end.saturating_sub(WINDOW))..end).unwrap_or_default();
        return called(window).iter().any(|call| same(&parts(&call.name), &parts(name)));
    }
    let said = |word: &str| memchr::memmem::find(window, word.as_bytes()).is_some();
    // Capitals set apart who speaks, not who is spoken of.
    let in_capitals = !name.contains(char::is_lowercase);
    name.split_whitespace().filter(|word| word.len() > 2).any(|word| said(word) || in_capitals && said(&display(word)))
}

/// Whether the last words before a label give the word to somebody of its name.
fn is_given_word(page: &Page<'_>, candidate: &Candidate<'_>, name: &str) -> bool {
    const WINDOW: usize = 400;
    let end = usize::from(candidate.range.start());
    let window = page.text.get(page.text.ceil_char_boundary(end.saturating_sub(WINDOW))..end).unwrap_or_default();
    let wanted = parts(name);
    // "AnnLee" of a source that loses spaces.
    let is_it = |other: &str| {
        let other = parts(other);
        same(&other, &wanted) || other.concat() == wanted.concat()
    };
    called(window).last().is_some_and(|call| is_it(&call.name)) || given_word(window).is_some_and(is_it)
}
