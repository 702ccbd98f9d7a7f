//! Which lines name a speaker.
//!
//! Every line that can be read as a label is a candidate. What makes it one is evidence from the whole document: how
//! often the name returns, whether a list of participants holds it, whether a title stands beside it, whether speech
//! follows, whether the words before call it, and which form the other labels have.

use std::ops::Range;

use crate::call::Role;
use crate::candidates::{Candidate, Form, candidates, has_prose, has_speech};
use crate::heading::{Heading, heading};
use crate::label::{self, Who};
use crate::labels::Labels;
use crate::names::word_count;
use crate::page::Page;
use crate::roster::{Entry, Roster};
use crate::row::Kind;
use crate::weight::{ENOUGH, Evidence};

/// Finds the labels of a document.
pub(crate) fn find<'t>(page: &mut Page<'t>) -> Labels<'t> {
    let candidates = candidates(page);
    let mut evidence = Evidence::new(page, &candidates);
    // The first reading tells which form the labels have; the second uses it.
    let listed = listed_without_heading(page, &candidates);
    let first = accept(page, &candidates, &evidence, &listed);
    evidence.learn(&first);
    accept(page, &candidates, &evidence, &listed)
}

/// The names with titles or firms that stand one under the other before anybody speaks, with no heading above them.
fn listed_without_heading(page: &Page<'_>, candidates: &[Candidate<'_>]) -> Range<usize> {
    const FEWEST: usize = 3;
    let is_entry = |index: usize| {
        let candidate = &candidates[index];
        let named = matches!(candidate.label.who, Who::Name(name) if word_count(name) > 1);
        named && candidate.rest.is_some() && candidate.form == Form::Line && candidate.rows.len() == 1
    };
    let follows = |index: usize| {
        let end = candidates.get(index + 1).map_or(page.rows.len(), |next| next.rows.start);
        candidates.get(index + 1).is_some() && page.next_content(candidates[index].rows.end, end).is_none()
    };
    let Some(start) = (0..candidates.len()).find(|index| is_entry(*index)) else { return 0..0 };
    let end = (start..candidates.len()).find(|index| !is_entry(*index) || !follows(*index)).unwrap_or(candidates.len());
    let titled = candidates[start..end].iter().any(|entry| entry.rest.is_some_and(label::is_title));
    if titled && end - start >= FEWEST { start..end } else { 0..0 }
}

fn accept<'t>(page: &Page<'t>, candidates: &[Candidate<'t>], evidence: &Evidence, listed: &Range<usize>) -> Labels<'t> {
    let mut labels = Labels { spoken: Vec::with_capacity(candidates.len()), roster: Roster::default() };
    let mut under: Option<Heading> = None;
    // How many participants were listed since the last heading.
    let mut listing = 0;
    let mut row = 0;
    for (index, candidate) in candidates.iter().enumerate() {
        for passed in row..candidate.rows.start {
            if let Kind::Heading(heading) = page.kind(passed) {
                // "EXECUTIVES" / "ANALYSTS" / names of both: the columns of a page were printed one after the other.
                let columns = listing == 0 && heading.opens_roster() && under.is_some_and(|it| it.opens_roster());
                under = Some(if columns { Heading::Participants } else { heading });
                listing = 0;
            }
        }
        row = candidate.rows.end;
        let next = candidates.get(index + 1).map(|next| next.rows.start);
        if let Some((heading, entry)) = inline_list(candidate, next, page, labels.spoken.is_empty()) {
            under = Some(heading);
            labels.roster.push(entry, heading);
            continue;
        }
        if under.is_none_or(|it| it == Heading::Transcript) && labels.spoken.is_empty() && listed.contains(&index) {
            if let Some(entry) = Entry::new(page, candidate, next) {
                labels.roster.push(entry, Heading::Participants);
            }
            continue;
        }
        if let Some(previous) = labels.spoken.last_mut()
            && follows_itself(page, previous, candidate)
        {
            previous.rows.end = candidate.rows.end;
            continue;
        }
        // A label without a name is that of whom the operator has just called.
        let nameless = candidate.range.len() == text_size::TextSize::new(1);
        if nameless && labels.spoken.last().is_none_or(|last| last.label.who != Who::Operator) {
            continue;
        }
        let weight = evidence.weigh(page, index, candidate);
        let prose = || has_prose(page, candidates, index);
        let strong = matches!(candidate.label.who, Who::Operator | Who::Numbered(_) | Who::Title(_));
        let opens_speech = weight >= ENOUGH
            && match under {
                // What stands before the first turn may be a letter, with names and addresses.
                None | Some(Heading::Transcript) if labels.spoken.is_empty() && !strong => prose(),
                None | Some(Heading::Presentation | Heading::Transcript | Heading::Questions) => {
                    has_speech(page, candidates, index)
                }
                // In a list, and behind the last word, it takes more than a line that follows.
                Some(Heading::BackMatter | Heading::Summary | Heading::Contents) => strong && prose(),
                Some(_) => prose(),
            };
        if opens_speech {
            if under.is_none_or(|heading| !matches!(heading, Heading::Presentation | Heading::Questions)) {
                under = Some(Heading::Presentation);
            }
            labels.spoken.push(candidate.clone());
            continue;
        }
        // "MODERATOR:" over the name of the host.
        if candidate.label.who == Who::Operator && candidate.form == Form::Colon && labels.spoken.is_empty() {
            under = Some(Heading::AnalystParticipants);
        }
        if let Who::Name(_) = candidate.label.who {
            let entry = Entry::new(page, candidate, next);
            let entry = entry.filter(|entry| word_count(entry.name) > 1);
            if let (Some(entry), Some(heading)) = (entry, under.filter(|heading| heading.opens_roster())) {
                labels.roster.push(entry, heading);
                listing += 1;
            }
        }
    }
    mark_repeats(page, &mut labels.spoken);
    labels
}

/// Whether a label says again who the label before names, with nothing between: labels of bilingual texts stand twice.
fn follows_itself(page: &Page<'_>, previous: &Candidate<'_>, candidate: &Candidate<'_>) -> bool {
    previous.label.who == candidate.label.who
        && previous.speech.is_none()
        && candidate.speech.is_none()
        && page.next_content(previous.rows.end, candidate.rows.start).is_none()
}

/// "MANAGEMENT: MR. X – CFO": a list whose heading and first entry share a line. Before the first turn "MODERATOR: MR. Y –
/// BIG BANK" and "ANALYST: MR. Y – BIG BANK" list the host, who is of a broker.
fn inline_list<'t>(
    candidate: &Candidate<'t>,
    next: Option<usize>,
    page: &Page<'t>,
    opens: bool,
) -> Option<(Heading, Entry<'t>)> {
    let speech = candidate.speech?;
    let words = page.text.get(candidate.range.start().into()..candidate.range.end().into())?;
    let host = opens && matches!(candidate.label.who, Who::Operator | Who::Unnamed(Role::Analyst));
    let host = host.then_some(Heading::AnalystParticipants);
    let heading = heading(words).filter(|heading| heading.opens_roster()).or(host)?;
    let end = page.rows.get(candidate.rows.start)?.range().end();
    let first = label::parse(page.text.get(speech.into()..end.into())?)?;
    let Who::Name(name) = first.who else { return None };
    Some((heading, Entry::of(page, name, first.rest?, candidate.rows.clone(), next)))
}

/// A label that only says again who is speaking, at the top of a new page.
fn mark_repeats(page: &Page<'_>, spoken: &mut [Candidate<'_>]) {
    for index in 1..spoken.len() {
        let (before, after) = spoken.split_at_mut(index);
        let (Some(previous), Some(candidate)) = (before.last(), after.first_mut()) else { return };
        if previous.label.who != candidate.label.who || matches!(candidate.label.who, Who::Unnamed(_)) {
            continue;
        }
        let above = page.previous_content(candidate.rows.start).unwrap_or(0);
        candidate.repeats = page.breaks_page(above + 1..candidate.rows.start + 1);
    }
}
