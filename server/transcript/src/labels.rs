//! The labels of a document, and what of them can tell one speaker from another.

use text_size::{TextRange, TextSize};

use crate::call::Role;
use crate::candidates::{Candidate, Form};
use crate::label::Who;
use crate::lines::size;
use crate::roster::Roster;
use crate::unchanged::Unchanged;

/// The labels of a document, and the lists of participants.
pub(crate) struct Labels<'t> {
    pub(crate) spoken: Vec<Candidate<'t>>,
    pub(crate) roster: Roster<'t>,
}

impl Labels<'_> {
    /// What the labels look like, in words a person would use.
    pub(crate) fn layout(&self) -> &'static str {
        let Some(most) = [Form::Line, Form::Colon, Form::Inline, Form::Glued]
            .into_iter()
            .map(|form| (self.spoken.iter().filter(|label| label.form == form).count(), form))
            .max_by_key(|(count, _)| *count)
            .filter(|(count, _)| *count > 0)
        else {
            return "running text without labels";
        };
        let share = |test: fn(&Candidate<'_>) -> bool| {
            self.spoken.iter().filter(|label| test(label)).count() * 2 > self.spoken.len()
        };
        match most.1 {
            Form::Inline => "inline labels with colon",
            Form::Colon => "labels with colon on lines of their own",
            Form::Glued => "labels at the end of the paragraph before",
            Form::Line if share(|label| matches!(label.label.who, Who::Numbered(_))) => "numbered speakers",
            Form::Line if share(|label| label.label.marked) => "marked labels on lines of their own",
            Form::Line if share(|label| matches!(label.label.who, Who::Title(_) | Who::Operator)) => "titles alone",
            Form::Line if share(|label| label.rows.len() > 1) => "name, then title on the next line",
            Form::Line if share(|label| label.label.rest.is_some()) => "name and title on lines of their own",
            Form::Line => "names on lines of their own",
        }
    }
}

/// The labels and the lists of participants of a text, by where they stand: what of them can tell a speaker from another.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Named {
    /// Each label.
    spoken: Vec<Spoken>,
    /// Each entry of the lists: where its name is first written, its line, its title and firm, and its side.
    listed: Vec<(TextRange, u32, Box<str>, Option<Role>)>,
}

/// What a label says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Spoken {
    range: TextRange,
    /// What stands beside the name.
    rest: Option<TextRange>,
    /// The side of the table, which a line below the label may tell.
    side: Option<Role>,
    /// Whether it only repeats another.
    repeats: bool,
}

impl Spoken {
    /// Whether this is a label of an earlier state.
    fn is(&self, before: &Spoken, unchanged: &Unchanged<'_>) -> bool {
        let moved = |before: TextRange| unchanged.touched.moved(before);
        moved(before.range) == Some(self.range)
            && before.rest.map(moved) == self.rest.map(Some)
            && (before.side, before.repeats) == (self.side, self.repeats)
    }
}

impl Named {
    pub(crate) fn of(text: &str, labels: &Labels<'_>) -> Named {
        let place = |part: &str| {
            let start = (part.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
            TextRange::at(size(start), TextSize::of(part))
        };
        let spoken = labels.spoken.iter().map(|label| Spoken {
            range: label.range,
            rest: label.rest.map(place),
            side: label.label.side,
            repeats: label.repeats,
        });
        let listed = labels.roster.entries.iter().zip(&labels.roster.sides);
        let listed =
            listed.map(|(entry, side)| (place(entry.name), entry.row as u32, entry.rest.as_str().into(), *side));
        Named { spoken: spoken.collect(), listed: listed.collect() }
    }

    /// Whether these are those of an earlier state, all of which stand in lines that an edit has not touched.
    pub(crate) fn are(&self, before: &Named, unchanged: &Unchanged<'_>) -> bool {
        let same = |now: TextRange, before: TextRange| unchanged.touched.moved(before) == Some(now);
        self.spoken.len() == before.spoken.len()
            && self.listed.len() == before.listed.len()
            && self.spoken.iter().zip(&before.spoken).all(|(now, before)| now.is(before, unchanged))
            && self.listed.iter().zip(&before.listed).all(|(now, before)| {
                same(now.0, before.0) && now.1 == unchanged.line(before.1) && (&now.2, now.3) == (&before.2, before.3)
            })
    }
}
