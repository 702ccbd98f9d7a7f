//! The weight of a candidate: what the document as a whole says for its being a label.

use rustc_hash::FxHashMap;

use crate::called::called;
use crate::candidates::{Candidate, Form, has_speech};
use crate::label::{self, Who};
use crate::labels::{ENOUGH, Labels};
use crate::names::{parts, same, without_titles, word_count};
use crate::page::{Kind, Page, ends_sentence};
use crate::speech::ends_in_abbreviation;

/// What the document as a whole says of names and forms.
pub(crate) struct Evidence<'t> {
    /// How often each name stands as a label with speech behind it.
    names: FxHashMap<&'t str, u32>,
    /// How many labels of each form the first reading found.
    forms: FxHashMap<Form, u32>,
    /// The participants listed, by the last word of the name in lower case.
    listed: FxHashMap<String, Vec<Vec<String>>>,
    /// Whether nearly all labels of the first reading are full names.
    in_full: bool,
    /// How often the whole document was searched for a name.
    searches: std::cell::Cell<u32>,
}

impl<'t> Evidence<'t> {
    pub(crate) fn new(page: &Page<'t>, candidates: &[Candidate<'t>]) -> Evidence<'t> {
        let mut names = FxHashMap::default();
        for (index, candidate) in candidates.iter().enumerate() {
            if let Who::Name(name) = candidate.label.who
                && has_speech(page, candidates, index)
            {
                *names.entry(without_titles(name)).or_default() += 1;
            }
        }
        Evidence {
            names,
            forms: FxHashMap::default(),
            listed: FxHashMap::default(),
            in_full: false,
            searches: Default::default(),
        }
    }

    pub(crate) fn learn(&mut self, labels: &Labels<'t>) {
        let (mut full, mut single) = (0, 0);
        for candidate in &labels.spoken {
            *self.forms.entry(candidate.form).or_default() += 1;
            match candidate.label.who {
                Who::Name(name) if word_count(name) > 1 => full += 1,
                Who::Name(_) => single += 1,
                _ => {}
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

    /// The evidence that a candidate is a label.
    pub(crate) fn weigh(&self, page: &Page<'t>, candidate: &Candidate<'t>) -> i32 {
        let name = match candidate.label.who {
            Who::Operator | Who::Numbered(_) => return 4,
            Who::Title(_) | Who::Unnamed(_) => return ENOUGH,
            Who::Name(name) => name,
        };
        // "…over to Mr." / "Bob Ray, Chief Financial Officer"
        if !candidate.label.marked && follows_title(page, candidate.rows.start) {
            return 0;
        }
        let full = word_count(name) > 1;
        let mut weight = match (full, candidate.label.marked) {
            (true, _) => 1,
            // "**Industrial:** it was flat": among full names a bold word is the subject of a paragraph.
            (false, true) if self.in_full => -2,
            (false, true) => 0,
            // "Gus" / "--" / "sorry, Emil will speak": a false start, set on lines of its own by its source.
            (false, false) if candidate.form == Form::Line && goes_on_small(page, candidate) => -2,
            (false, false) => -1,
        };
        weight += match self.names.get(without_titles(name)) {
            None | Some(0 | 1) => 0,
            Some(2 | 3) => 2,
            Some(_) => 3,
        };
        weight += match candidate.rest {
            Some(rest) if label::is_title_or_firm(rest) => 2,
            Some(_) => 1,
            None => 0,
        };
        weight += 2 * i32::from(candidate.label.marked);
        weight += match candidate.form {
            Form::Colon | Form::Glued => 2,
            Form::Inline => 1,
            Form::Line => i32::from(stands_alone(page, candidate)),
        };
        let same_form = self.forms.get(&candidate.form).copied().unwrap_or_default();
        weight += i32::from(same_form >= 5);
        if weight < ENOUGH + 3 && self.is_listed(name) {
            weight += 3;
        }
        if !candidate.label.marked && candidate.form != Form::Glued && !opens(page, candidate.rows.start) {
            weight -= 3;
        }
        if weight < ENOUGH && weight + 2 >= ENOUGH && is_called(page, candidate, name) {
            weight += 2;
        }
        if weight + 1 == ENOUGH && full && same_form >= 5 && self.is_addressed(page, name) {
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
            && [" ", ", "].iter().any(|before| {
                [".", ",", " and"].iter().any(|behind| page.text.contains(&format!("{before}{first}{behind}")))
            })
    }

    fn is_listed(&self, name: &str) -> bool {
        let parts = parts(name);
        parts
            .last()
            .and_then(|last| self.listed.get(last))
            .is_some_and(|people| people.iter().any(|person| same(person, &parts)))
    }
}

/// Whether nothing stands right above and below the line of a label.
fn stands_alone(page: &Page<'_>, candidate: &Candidate<'_>) -> bool {
    let row = candidate.rows.start;
    let above = row.checked_sub(1).is_none_or(|above| page.kind(above) != Kind::Words);
    above && page.kind(row + 1) != Kind::Words
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
    name.split_whitespace()
        .filter(|word| word.len() > 2)
        .any(|word| memchr::memmem::find(window, word.as_bytes()).is_some())
}
