//! Which lines name a speaker.
//!
//! Every line that can be read as a label is a candidate. What makes it one is evidence from the whole document: how
//! often the name returns, whether a list of participants holds it, whether a title stands beside it, whether speech
//! follows, whether the words before call it, and which form the other labels have.

use std::ops::Range;

use rustc_hash::FxHashMap;
use text_size::{TextRange, TextSize};

use crate::label::{self, LONGEST_LABEL, Label, Who};
use crate::names::{parts, same, without_titles, word_count};
use crate::page::{Kind, Page, ends_sentence};
use crate::roster::{Entry, Roster};
use crate::tables::Heading;

/// How a label stands on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// A line of its own.
    Line,
    /// A line of its own that ends in a colon.
    Colon,
    /// Before the words on the same line, with a colon.
    Inline,
    /// At the end of the paragraph of the speaker before; title or firm follow on the next line.
    Glued,
}

/// A line that may name a speaker, with what surrounds it.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<'t> {
    pub(crate) label: Label<'t>,
    pub(crate) form: Form,
    /// Where the label stands.
    pub(crate) range: TextRange,
    /// The line of the name, and those up to the first words of speech: title, dashes, letter.
    pub(crate) rows: Range<usize>,
    /// Where the speech begins on the line of the label.
    pub(crate) speech: Option<TextSize>,
    /// Title or firm, beside the name or on the next line.
    pub(crate) rest: Option<&'t str>,
    /// Whether the label only repeats the one before, after the end of a page or in the other language.
    pub(crate) repeats: bool,
}

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

/// A candidate is a label from this much evidence on.
const ENOUGH: i32 = 3;

/// Finds the labels of a document.
pub(crate) fn find<'t>(page: &Page<'t>) -> Labels<'t> {
    let candidates = candidates(page);
    let mut evidence = Evidence::new(page, &candidates);
    // The first reading tells which form the labels have; the second uses it.
    let first = accept(page, &candidates, &evidence);
    evidence.learn(&first);
    accept(page, &candidates, &evidence)
}

fn candidates<'t>(page: &Page<'t>) -> Vec<Candidate<'t>> {
    let mut found = Vec::new();
    let mut row = 0;
    while row < page.rows.len() {
        if matches!(page.kind(row), Kind::Words)
            && let Some(candidate) = candidate(page, row)
        {
            row = candidate.rows.end;
            found.push(candidate);
            continue;
        }
        row += 1;
    }
    found
}

fn candidate<'t>(page: &Page<'t>, row: usize) -> Option<Candidate<'t>> {
    let words = page.words(row);
    let first = *words.as_bytes().first()?;
    if first.is_ascii_lowercase() || first.is_ascii_digit() {
        return None;
    }
    let start = page.rows.get(row)?.range().start();
    let at = |text: &str| {
        let offset = TextSize::new((text.as_ptr() as usize - words.as_ptr() as usize) as u32);
        TextRange::at(start + offset, TextSize::of(text))
    };
    if let Some((head, rest)) = before_colon(words)
        && let Some(label) = label::parse(head)
    {
        let speech = rest.trim_matches(['*', ' ', '\u{a0}']);
        let beside = label.rest;
        return Some(if speech.is_empty() {
            Candidate {
                label,
                form: Form::Colon,
                range: at(words),
                rows: row..row + 1,
                speech: None,
                rest: beside,
                repeats: false,
            }
        } else {
            Candidate {
                label,
                form: Form::Inline,
                range: at(head.trim_start_matches(['*', '_', ' '])),
                rows: row..row + 1,
                speech: Some(at(rest.trim_start_matches(['*', ' ', '\u{a0}'])).start()),
                rest: beside,
                repeats: false,
            }
        });
    }
    if words.len() <= LONGEST_LABEL
        && !words.ends_with(['.', '?', '!', ',', ';', ':'])
        && let Some(label) = label::parse(words)
    {
        let (rest, end) = match label.rest {
            Some(rest) => (Some(rest), row + 1),
            None => beside_on_next_line(page, row, &label),
        };
        return Some(Candidate {
            label,
            form: Form::Line,
            range: at(words),
            rows: row..end,
            speech: None,
            rest,
            repeats: false,
        });
    }
    glued(page, row, at)
}

/// The words before and after the first colon, where the colon stands early enough to end a label and ends one.
fn before_colon(words: &str) -> Option<(&str, &str)> {
    let bytes = words.as_bytes();
    let at = memchr::memchr(b':', bytes.get(..bytes.len().min(LONGEST_LABEL))?)?;
    let (head, rest) = (words.get(..at)?, words.get(at + 1..)?);
    // "https://", "7:45"
    (!rest.starts_with(['/', '0', '1', '2', '3', '4', '5'])).then_some((head.trim_end_matches(['*', ' ']), rest))
}

/// The title or firm on the line after a name: "Ann Lee" / "President, CEO & Director", with or without a line of dashes
/// between.
fn beside_on_next_line<'t>(page: &Page<'t>, row: usize, label: &Label<'t>) -> (Option<&'t str>, usize) {
    let nothing = (None, row + 1);
    if !matches!(label.who, Who::Name(_) | Who::Unnamed(_)) {
        return nothing;
    }
    let mut dashes = false;
    let mut found: Option<(&'t str, usize)> = None;
    for next in row + 1..(row + 14).min(page.rows.len()) {
        match page.kind(next) {
            // The end of a page may come between a name and its title.
            Kind::Blank | Kind::Letter | Kind::Translation | Kind::Furniture if found.is_none() => {}
            Kind::Rule if page.words(next).len() <= 3 => dashes = true,
            Kind::Words if found.is_none() || dashes => {
                let words = without_letter(page.words(next));
                let firm = words.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
                let beside = match firm {
                    Some(firm) => label::is_capitalised(firm) && !firm.contains("nstruction"),
                    None => {
                        label::is_title_or_firm(words)
                            || label::is_capitalised(words) && (dashes || is_said_before(page, row, words))
                    }
                };
                let words = firm.unwrap_or(words);
                found = match found {
                    _ if !beside => break,
                    None => Some((words, next + 1)),
                    // "Ann Lee" / "--" / "Big Bank" / "--" / "Analyst"
                    Some((first, _)) => {
                        let offset = |part: &str| part.as_ptr() as usize - page.text.as_ptr() as usize;
                        let both = page.text.get(offset(first)..offset(words) + words.len());
                        Some((both.unwrap_or(first), next + 1))
                    }
                };
                dashes = false;
            }
            _ => break,
        }
    }
    found.map_or(nothing, |(beside, end)| (Some(beside), end))
}

/// Whether the words below a name were said with it right before: "…is from Ann Lee of Old Mill."
fn is_said_before(page: &Page<'_>, row: usize, words: &str) -> bool {
    const WINDOW: usize = 250;
    let Some(start) = page.rows.get(row).map(|row| row.start as usize) else { return false };
    let window = page.text.as_bytes().get(start.saturating_sub(WINDOW)..start).unwrap_or_default();
    let said = |words: &str| memchr::memmem::find(window, words.as_bytes()).is_some();
    words.len() > 3 && said(words) && said(page.words(row))
}

/// The line without a lone "Q" or "A" far to the right.
fn without_letter(words: &str) -> &str {
    match words.strip_suffix(['Q', 'A']) {
        Some(rest) if rest.ends_with("   ") => rest.trim_end(),
        _ => words,
    }
}

/// "…over to Sal. Salvatore Mancuso" / "Executive VP & CFO": a name glued to the end of the paragraph before.
fn glued<'t>(page: &Page<'t>, row: usize, at: impl Fn(&str) -> TextRange) -> Option<Candidate<'t>> {
    if page.wrap.is_some() {
        return None;
    }
    let words = page.words(row);
    let next = row + 1;
    if words.len() < 80 || page.kind(next) != Kind::Words || !label::is_title(page.words(next)) {
        return None;
    }
    let tail = words.rsplit(['.', '?', '!']).next()?.trim();
    let label = label::parse(tail)?;
    let Who::Name(name) = label.who else { return None };
    (word_count(name) > 1 && label.rest.is_none()).then(|| Candidate {
        label,
        form: Form::Glued,
        range: at(tail),
        rows: row..next + 1,
        speech: None,
        rest: Some(page.words(next)),
        repeats: false,
    })
}

/// What the document as a whole says of names and forms.
struct Evidence<'t> {
    /// How often each name stands as a label with speech behind it.
    names: FxHashMap<&'t str, u32>,
    /// How many labels of each form the first reading found.
    forms: FxHashMap<Form, u32>,
    /// The participants listed, by the last word of the name in lower case.
    listed: FxHashMap<String, Vec<Vec<String>>>,
    /// How often the whole document was searched for a name.
    searches: std::cell::Cell<u32>,
}

impl<'t> Evidence<'t> {
    fn new(page: &Page<'t>, candidates: &[Candidate<'t>]) -> Evidence<'t> {
        let mut names = FxHashMap::default();
        for (index, candidate) in candidates.iter().enumerate() {
            if let Who::Name(name) = candidate.label.who
                && has_speech(page, candidates, index)
            {
                *names.entry(without_titles(name)).or_default() += 1;
            }
        }
        Evidence { names, forms: FxHashMap::default(), listed: FxHashMap::default(), searches: Default::default() }
    }

    fn learn(&mut self, labels: &Labels<'t>) {
        for candidate in &labels.spoken {
            *self.forms.entry(candidate.form).or_default() += 1;
        }
        for entry in &labels.roster.entries {
            let parts = parts(entry.name);
            if let Some(last) = parts.last() {
                self.listed.entry(last.clone()).or_default().push(parts.clone());
            }
        }
    }

    /// The evidence that a candidate is a label.
    fn weigh(&self, page: &Page<'t>, candidate: &Candidate<'t>) -> i32 {
        let name = match candidate.label.who {
            Who::Operator | Who::Numbered(_) => return 4,
            Who::Title(_) | Who::Unnamed(_) => return ENOUGH,
            Who::Name(name) => name,
        };
        let full = word_count(name) > 1;
        let mut weight = if full || candidate.label.marked { i32::from(full) } else { -1 };
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

/// Whether a line can open something: what stands above it is complete.
fn opens(page: &Page<'_>, row: usize) -> bool {
    let Some(wrap) = page.wrap else { return true };
    let Some(above) = row.checked_sub(1) else { return true };
    match page.kind(above) {
        Kind::Words => {
            let words = page.words(above);
            ends_sentence(words) || (words.len() as u32) < wrap * 6 / 10
        }
        // A sentence that the end of a page interrupts goes on behind it.
        Kind::Furniture => page.previous_content(row).is_none_or(|above| {
            let words = page.words(above);
            ends_sentence(words) || (words.len() as u32) < wrap * 6 / 10
        }),
        _ => true,
    }
}

/// Whether the name is said shortly before the label.
fn is_called(page: &Page<'_>, candidate: &Candidate<'_>, name: &str) -> bool {
    const WINDOW: usize = 900;
    let end = usize::from(candidate.range.start());
    let window = page.text.as_bytes().get(end.saturating_sub(WINDOW)..end).unwrap_or_default();
    name.split_whitespace()
        .filter(|word| word.len() > 2)
        .any(|word| memchr::memmem::find(window, word.as_bytes()).is_some())
}

/// Whether speech follows a candidate, on its line or below: words that are no candidate themselves.
fn has_speech(page: &Page<'_>, candidates: &[Candidate<'_>], index: usize) -> bool {
    let Some(candidate) = candidates.get(index) else { return false };
    if candidate.speech.is_some() {
        return true;
    }
    let end = end_of_words(page, candidates, index);
    page.next_content(candidate.rows.end, end).is_some_and(|row| page.kind(row) == Kind::Words)
}

/// The line behind the words that can belong to a candidate: the next candidate, or the line on whose end that is glued.
fn end_of_words(page: &Page<'_>, candidates: &[Candidate<'_>], index: usize) -> usize {
    let own = candidates.get(index);
    // Printed twice, a label follows itself.
    let next = candidates.iter().skip(index + 1).find(|next| {
        let again = own.is_some_and(|own| own.label.who == next.label.who && next.rows.start <= own.rows.end + 1);
        !again || next.speech.is_some()
    });
    next.map_or(page.rows.len(), |next| next.rows.start + usize::from(next.form == Form::Glued))
}

/// Whether the words that follow a candidate are beyond doubt speech: a long line, or a sentence.
fn has_prose(page: &Page<'_>, candidates: &[Candidate<'_>], index: usize) -> bool {
    let Some(candidate) = candidates.get(index) else { return false };
    if let Some(speech) = candidate.speech {
        let end = page.rows.get(candidate.rows.start).map_or(speech, |row| row.range().end());
        let words = &page.text[TextRange::new(speech, end.max(speech))];
        // Wrapped, the first line of a speech may be short and end anywhere.
        return is_prose(words) || words.split(' ').filter(|word| word.starts_with(char::is_lowercase)).count() >= 4;
    }
    page.next_content(candidate.rows.end, end_of_words(page, candidates, index))
        .is_some_and(|row| page.kind(row) == Kind::Words && is_prose(page.words(row)))
}

/// Whether a line is running text: long or a sentence, with a third of its words in small letters.
fn is_prose(words: &str) -> bool {
    if label::is_title_or_firm(words) || words.len() <= 60 && !(ends_sentence(words) && words.contains(' ')) {
        return false;
    }
    let head = words.split_whitespace().take(30);
    let (all, small) =
        head.fold((0, 0), |(all, small), word| (all + 1, small + usize::from(word.starts_with(char::is_lowercase))));
    small * 3 >= all || all < 8 && small > 0
}

fn accept<'t>(page: &Page<'t>, candidates: &[Candidate<'t>], evidence: &Evidence<'t>) -> Labels<'t> {
    let mut labels = Labels { spoken: Vec::new(), roster: Roster::default() };
    let mut under = None;
    let mut row = 0;
    for (index, candidate) in candidates.iter().enumerate() {
        for passed in row..candidate.rows.start {
            if let Kind::Heading(heading) = page.kind(passed) {
                under = Some(heading);
            }
        }
        row = candidate.rows.end;
        if let Some((heading, entry)) = inline_list(candidate, page) {
            under = Some(heading);
            labels.roster.push(entry, heading);
            continue;
        }
        if let Some(previous) = labels.spoken.last_mut()
            && follows_itself(page, previous, candidate)
        {
            previous.rows.end = candidate.rows.end;
            continue;
        }
        let weight = evidence.weigh(page, candidate);
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
            let entry = Entry::new(page, candidate, candidates.get(index + 1).map(|next| next.rows.start));
            let entry = entry.filter(|entry| word_count(entry.name) > 1);
            if let (Some(entry), Some(heading)) = (entry, under.filter(|heading| heading.opens_roster())) {
                labels.roster.push(entry, heading);
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
        && candidate.rows.start <= previous.rows.end + 1
        && page.next_content(previous.rows.end, candidate.rows.start).is_none()
}

/// "MANAGEMENT: MR. X – CFO": a list whose heading and first entry share a line.
fn inline_list<'t>(candidate: &Candidate<'t>, page: &Page<'t>) -> Option<(Heading, Entry<'t>)> {
    let speech = candidate.speech?;
    let heading = crate::tables::heading(page.text.get(candidate.range.start().into()..candidate.range.end().into())?)?;
    let end = page.rows.get(candidate.rows.start)?.range().end();
    let first = label::parse(page.text.get(speech.into()..end.into())?)?;
    let Who::Name(name) = first.who else { return None };
    let entry = Entry { name, rest: first.rest.unwrap_or_default().to_owned(), row: candidate.rows.start };
    (heading.opens_roster() && first.rest.is_some()).then_some((heading, entry))
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
