//! Turns: from one label to the next, and the words between.

use std::ops::Range;

use text_size::{TextRange, TextSize};

use crate::call::{Translation, Turn};
use crate::candidates::Candidate;
use crate::heading::Heading;
use crate::labels::Labels;
use crate::page::Page;
use crate::row::{Kind, ends_sentence};
use crate::speech::{Piece, ends_in_abbreviation, may_go_on};
use crate::stamp::is_cue;
use crate::tables::{BACK_MATTER, CLOSING, GOES_ON, STRONG_FORWARD_LOOKING};

/// Builds the turns of a document. The speaker of each is filled in later. A document without labels is one turn.
pub(crate) fn build(page: &Page<'_>, labels: &Labels<'_>) -> Vec<Turn> {
    let starts: Vec<_> = labels.spoken.iter().filter(|label| !label.repeats).collect();
    let Some(first) = starts.first() else {
        let all = 0..page.rows.len();
        return vec![turn(page, None, all.clone(), words_of(page, all, None, &[]))];
    };
    let mut turns = Vec::with_capacity(starts.len() + 1);
    turns.extend(unlabelled_opening(page, first.rows.start));
    let mut repeats =
        labels.spoken.iter().filter(|label| label.repeats).map(|label| (label.rows.clone(), label.speech));
    let mut repeats = repeats.by_ref().peekable();
    for (index, label) in starts.iter().enumerate() {
        let end = match starts.get(index + 1) {
            Some(next) => next.rows.start,
            None => end_of_speech(page, label),
        };
        let rows = label.rows.start..end.max(label.rows.start + 1);
        let mut skipped = Vec::new();
        while let Some(repeat) = repeats.next_if(|(repeat, _)| repeat.start < rows.end) {
            skipped.push(repeat);
        }
        let inline = label.speech.and_then(|speech| {
            let row = page.rows.get(label.rows.end.checked_sub(1)?)?;
            (speech < row.range().end()).then(|| TextRange::new(speech, row.range().end()))
        });
        let mut words = words_of(page, label.rows.end.min(rows.end)..rows.end, inline, &skipped);
        if let Some(next) = starts.get(index + 1) {
            // A label glued to the end of this paragraph is no part of what is said.
            if next.range.start() > page.lines.range(next.rows.start).start() && next.speech.is_none() {
                words.cut_glued(page, next.rows.start, next.range);
            }
        }
        turns.push(turn(page, Some(label.range), rows, words));
    }
    turns
}

/// What is said in a run of lines.
#[derive(Default)]
struct Said {
    pieces: Vec<Piece>,
    translations: Vec<Translation>,
}

impl Said {
    /// Adds the words before a label that is glued to the end of their line.
    fn cut_glued(&mut self, page: &Page<'_>, row: usize, label: TextRange) {
        let Some(words) = page.rows.get(row).map(|row| row.range()) else { return };
        if page.kind(row) == Kind::Words && words.start() < label.start() {
            let text = &page.text[TextRange::new(words.start(), label.start())];
            let range = TextRange::at(words.start(), text_size::TextSize::of(text.trim_end()));
            if !range.is_empty() {
                self.pieces.push(Piece { range, opens_paragraph: true });
            }
        }
    }
}

fn turn(page: &Page<'_>, label: Option<TextRange>, rows: Range<usize>, said: Said) -> Turn {
    let last = said.pieces.last().map_or(rows.start, |piece| page.lines.line_at(piece.range.start()));
    let last = last.max(label.map_or(rows.start, |label| page.lines.line_at(label.start())));
    Turn {
        label,
        lines: rows.start as u32..(last + 1).min(rows.end.max(last + 1)) as u32,
        speaker: None,
        pieces: said.pieces,
        translations: said.translations,
    }
}

/// Speech that stands before the first label, under a heading that says that the transcript begins.
fn unlabelled_opening(page: &Page<'_>, first: usize) -> Option<Turn> {
    let heading = (0..first).rev().find(|row| {
        matches!(page.kind(*row), Kind::Heading(Heading::Presentation | Heading::Transcript | Heading::Questions))
    })?;
    let start = page.next_content(heading + 1, first)?;
    let said = words_of(page, start..first, None, &[]);
    let length: u32 = said.pieces.iter().map(|piece| u32::from(piece.range.len())).sum();
    let prose =
        said.pieces.iter().any(|piece| ends_sentence(&page.text[piece.range]) && u32::from(piece.range.len()) > 60);
    (prose && length > 200).then(|| turn(page, None, start..first, said))
}

/// Where the last turn ends: at a heading or a line that nobody speaks.
fn end_of_speech(page: &Page<'_>, label: &Candidate<'_>) -> usize {
    let start = label.rows.end;
    // Whether last words were said, and whether a page ended behind them.
    let mut closed = label.speech.is_some() && CLOSING.is_match(page.words(label.rows.start));
    let mut turned = false;
    (start..page.rows.len())
        .find(|row| match page.kind(*row) {
            Kind::Heading(heading) => {
                !matches!(heading, Heading::Presentation | Heading::Questions | Heading::Transcript)
            }
            Kind::Words => {
                let words = page.words(*row);
                turned |= closed && page.breaks_page(*row..*row + 1);
                // What a page of a notice or of ratings begins with.
                let notice = closed && STRONG_FORWARD_LOOKING.is_match(words) && !says_i(words);
                let number = closed && words.bytes().all(|byte| byte.is_ascii_digit());
                if turned && !CLOSING.is_match(words)
                    || notice
                    || number
                    || BACK_MATTER.at_start(words.trim_start_matches(['*', '_'])).is_some()
                {
                    return true;
                }
                closed |= CLOSING.is_match(words);
                false
            }
            Kind::Furniture => {
                // A caption ends where the next begins, and no page with it.
                turned |= closed && !is_cue(page.words(*row)) && !is_cue(page.words(row + 1));
                false
            }
            _ => false,
        })
        .unwrap_or(page.rows.len())
}

/// Whether somebody speaks of himself: "I remind you that our remarks are forward-looking." A printed notice does not.
fn says_i(words: &str) -> bool {
    words.split([' ', ',', '.', '"', '“']).any(|word| word == "I" || word.starts_with("I'") || word.starts_with("I’"))
}

/// A label that only says again who speaks, with where words begin behind it on its line.
type Repeat = (Range<usize>, Option<TextSize>);

fn words_of(page: &Page<'_>, rows: Range<usize>, inline: Option<TextRange>, skipped: &[Repeat]) -> Said {
    let mut said = Said::default();
    if let Some(range) = inline {
        said.pieces.push(Piece { range, opens_paragraph: true });
    }
    let mut skipped = skipped.iter().peekable();
    // Whether a gap, or the end of a page, comes between a line and the one before.
    let (mut gap, mut turned) = (false, false);
    // Whether a bullet stands alone on a line between.
    let mut bullet = false;
    for row in rows {
        while skipped.next_if(|(skip, _)| skip.end <= row).is_some() {}
        let repeat = skipped.peek().filter(|(skip, _)| skip.start <= row);
        let behind = repeat.map(|(skip, speech)| speech.filter(|_| skip.end == row + 1));
        if behind == Some(None) {
            continue;
        }
        match page.kind(row) {
            Kind::Words => {
                let Some(found) = page.rows.get(row) else { continue };
                let range = match behind.flatten() {
                    Some(speech) if speech < found.range().end() => TextRange::new(speech, found.range().end()),
                    Some(_) => continue,
                    None => found.range(),
                };
                let opens_paragraph = match said.pieces.last() {
                    None => true,
                    Some(previous) if turned && !ends_sentence(&page.text[previous.range]) => false,
                    Some(_) if bullet && page.text[range].starts_with(char::is_uppercase) => true,
                    Some(previous) => opens_paragraph(page, previous.range, range, gap || found.bullet),
                };
                said.pieces.push(Piece { range, opens_paragraph });
                (gap, turned, bullet) = (false, false, false);
            }
            Kind::Translation => {
                if let (Some(piece), Some(found)) = (said.pieces.len().checked_sub(1), page.rows.get(row)) {
                    said.translations.push(Translation { piece, range: found.range() });
                }
            }
            Kind::Blank => {
                gap = true;
                bullet |= page.rows.get(row).is_some_and(|row| row.bullet);
            }
            Kind::Rule => {
                gap = true;
                bullet |= page.rows.get(row).is_some_and(|row| matches!(&page.text[row.range()], "-" | "–"));
            }
            Kind::Furniture => turned = true,
            _ => {}
        }
    }
    said
}

/// Whether the words of a line begin a paragraph, given the line before and whether there is a gap between.
fn opens_paragraph(page: &Page<'_>, previous: TextRange, next: TextRange, gap: bool) -> bool {
    let (previous, next) = (&page.text[previous], &page.text[next]);
    if ends_in_abbreviation(previous) || next.starts_with(char::is_lowercase) && may_go_on(previous) {
        return false;
    }
    let complete = ends_sentence(previous);
    match page.wrap {
        Some(wrap) => complete && (gap || (previous.len() as u32) < wrap * 3 / 4),
        None if page.sentence_per_line => !complete && next.starts_with(char::is_uppercase),
        None if !page.punctuated => true,
        None => complete || !goes_on(previous, next, gap),
    }
}

/// Whether a sentence that has not ended on one line goes on with the next, where paragraphs are lines.
fn goes_on(previous: &str, next: &str, gap: bool) -> bool {
    // A line of this length is no heading: its end was cut.
    const LONG: usize = 70;
    let cut = || {
        let last = previous.rsplit(' ').next().unwrap_or_default();
        last.ends_with(',') || GOES_ON.has(last)
    };
    next.starts_with(char::is_lowercase) || cut() || !gap && previous.len() >= LONG
}

#[cfg(test)]
mod tests {
    use crate::{Call, Options, SectionKind};

    /// The last words of the last turn, and whether back matter stands behind it, where a call is cut off with them.
    fn last_words(paragraphs: &str) -> (String, bool) {
        let text = format!(
            "Marlpit Quarry Group (MQG) Q1 2031 Earnings Call\n\nOperator\n\nGood morning, and welcome to the Marlpit Quarry \
             first quarter 2031 earnings conference call. Here is Gavin Pruett.\n\nGavin Pruett -- Chief Executive \
             Officer\n\nThank you all for joining us today.\n\n{paragraphs}"
        );
        let call = Call::read(&text, &Options::default());
        let words = call.turns.last().map_or(String::new(), |turn| turn.speech(&text).text);
        let last = words.rsplit(['\n', ' ']).next().unwrap_or_default().to_owned();
        (last, call.sections.iter().any(|section| section.kind == SectionKind::BackMatter))
    }

    #[test]
    fn who_says_i_speaks_and_a_notice_does_not() {
        let harbor = "that our release has forward-looking statements, and actual results may differ materially.";
        let said =
            format!("I also want to remind you {harbor}\n\nStone was in demand, and we sold 4.1 million tonnes.");
        assert_eq!(last_words(&said), ("tonnes.".to_owned(), false));
        let printed = format!("Note {harbor}\n\nThe company sold 4.1 million tonnes.");
        assert_eq!(last_words(&printed), ("today.".to_owned(), true));
    }
}
