//! The roster: the lists of participants before or after the speech.

use std::ops::Range;

use crate::call::Role;
use crate::candidates::Candidate;
use crate::heading::Heading;
use crate::label::{self, Who};
use crate::page::Page;
use crate::row::Kind;

/// The participants as they are listed.
#[derive(Default)]
pub(crate) struct Roster<'t> {
    pub(crate) entries: Vec<Entry<'t>>,
    /// For each entry, the side of the table that the heading gives it.
    pub(crate) sides: Vec<Option<Role>>,
}

/// One participant of a list.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'t> {
    pub(crate) name: &'t str,
    /// Title and firm, as listed; lines that continue them are joined.
    pub(crate) rest: String,
    /// The line of the name.
    pub(crate) row: usize,
}

impl<'t> Roster<'t> {
    pub(crate) fn push(&mut self, entry: Entry<'t>, heading: Heading) {
        self.sides.push(match heading {
            Heading::CompanyParticipants => Some(Role::Executive),
            Heading::AnalystParticipants => Some(Role::Analyst),
            _ => None,
        });
        self.entries.push(entry);
    }
}

impl<'t> Entry<'t> {
    /// The entry that a candidate without speech is, with up to two lines that continue its title or firm.
    pub(crate) fn new(page: &Page<'t>, candidate: &Candidate<'t>, next: Option<usize>) -> Option<Entry<'t>> {
        let Who::Name(name) = candidate.label.who else { return None };
        Some(Entry::of(page, name, candidate.rest.unwrap_or_default(), candidate.rows.clone(), next))
    }

    /// The entry of a name on some rows, with what stands beside it and up to two lines that continue that.
    pub(crate) fn of(page: &Page<'t>, name: &'t str, rest: &str, rows: Range<usize>, next: Option<usize>) -> Entry<'t> {
        let mut rest = rest.to_owned();
        let end = next.unwrap_or(page.rows.len()).min(rows.end + 2);
        for row in rows.end..end {
            let words = page.words(row);
            if page.kind(row) != Kind::Words || words.len() > 100 || !label::is_capitalised(words) {
                break;
            }
            if !rest.is_empty() {
                rest.push(' ');
            }
            rest.push_str(words);
        }
        Entry { name, rest, row: rows.start }
    }
}
