//! Passages: the stretches of a long prepared turn, opened by spoken transitions.

use text_size::{TextRange, TextSize};

use crate::call::{Passage, Turn};
use crate::earlier::Earlier;
use crate::page::Page;
use crate::speech::is_initials;
use crate::tables::{
    DANGLING, ENDS_BEHIND_AND, ENDS_SUBJECT, LEADS_TO, OPENS_CLAUSE, PERIOD_ALONE, SAYS_SOMETHING, SHOWN_ON, SUMS_UP,
    TRANSITIONS,
};

/// Shorter turns have no passages: they can be seen as a whole.
const LONG_TURN: u32 = 2500;

/// A title is cut behind so many bytes, at a word.
const LONGEST_TITLE: usize = 60;

/// Finds the passages of the turns before the questions. Those of a turn that has not changed are known.
pub(crate) fn find(
    page: &Page<'_>,
    turns: &[Turn],
    questions: usize,
    earlier: Option<(&Earlier<'_>, usize)>,
) -> Vec<Passage> {
    let mut passages = Vec::new();
    // Speech before the first label is cut off at its beginning; a call without labels is one long speech.
    let nameless = turns.iter().all(|turn| turn.label.is_none());
    for (index, turn) in turns.iter().enumerate().take(questions) {
        let length: u32 = turn.pieces.iter().map(|piece| u32::from(piece.range.len())).sum();
        if (turn.label.is_some() || nameless) && length >= LONG_TURN {
            match earlier.filter(|_| !nameless).and_then(|(earlier, questions)| kept(earlier, questions, index)) {
                Some(kept) => passages.extend(kept),
                None => passages.extend(of_turn(page, index, turn)),
            }
        }
    }
    passages
}

/// The passages of a turn that has not changed and stood before the questions.
fn kept<'a>(earlier: &'a Earlier<'_>, questions: usize, turn: usize) -> Option<impl Iterator<Item = Passage> + 'a> {
    let before = earlier.same(turn).filter(|before| *before < questions)?;
    let passages = &earlier.call().passages;
    let first = passages.partition_point(|passage| passage.turn < before);
    let of_turn = passages.iter().skip(first).take_while(move |passage| passage.turn == before);
    Some(of_turn.filter_map(move |passage| {
        let range = earlier.unchanged.touched.moved(passage.range)?;
        Some(Passage { turn, title: passage.title.clone(), range })
    }))
}

fn of_turn(page: &Page<'_>, index: usize, turn: &Turn) -> Vec<Passage> {
    let slides = by_slides(page, index, turn);
    if !slides.is_empty() {
        return slides;
    }
    let speech = turn.speech(page.text);
    let mut starts: Vec<(TextSize, String)> = Vec::new();
    let mut sentences = speech.sentences.iter().peekable();
    while let Some(sentence) = sentences.next() {
        let next = sentences.peek().map_or("", |next| &speech.text[**next]);
        if let Some(title) = title(&speech.text[*sentence], next) {
            starts.push((sentence.start(), title));
        }
    }
    // One transition divides nothing.
    if starts.len() < 2 {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([TextSize::of(&speech.text)]).collect::<Vec<_>>();
    starts
        .into_iter()
        .zip(ends)
        .map(|((start, title), end)| {
            let spoken = speech.text[TextRange::new(start, end)].trim_end();
            let range = speech.in_document(TextRange::at(start, TextSize::of(spoken)));
            Passage { turn: index, title, range }
        })
        .collect()
}

/// The passages of a turn between whose words the headings of the slides stand: "Slide 3 – Our pumps".
fn by_slides(page: &Page<'_>, index: usize, turn: &Turn) -> Vec<Passage> {
    let headings = turn.lines.clone().filter_map(|line| {
        let range = page.lines.range(line as usize);
        let title = slide(&page.text[range])?;
        Some((range.start(), title.to_owned()))
    });
    let headings: Vec<(TextSize, String)> = headings.collect();
    let Some(end) = turn.pieces.last().map(|piece| piece.range.end()).filter(|_| headings.len() > 1) else {
        return Vec::new();
    };
    let ends = headings.iter().skip(1).map(|(start, _)| *start).chain([end]).collect::<Vec<_>>();
    headings
        .into_iter()
        .zip(ends)
        .filter(|((start, _), end)| start < end)
        .map(|((start, title), end)| {
            let words = page.text[TextRange::new(start, end)].trim_end();
            Passage { turn: index, title, range: TextRange::at(start, TextSize::of(words)) }
        })
        .collect()
}

/// The title of a slide that stands on a line of its own behind the number and a dash.
fn slide(line: &str) -> Option<&str> {
    const LONGEST_LINE: usize = 120;
    let line = line.trim();
    let (word, rest) = line.split_once(' ').filter(|_| line.len() <= LONGEST_LINE)?;
    let rest = rest.trim_start();
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = SHOWN_ON.has(word) && word.starts_with(char::is_uppercase) && behind.len() < rest.len();
    let title = behind.trim_start().strip_prefix(['–', '—', '-', ':']).filter(|_| numbered)?.trim_start();
    let is_title = title.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !title.ends_with(['.', '?', '!', ','])
        && title.contains(char::is_alphabetic);
    is_title.then(|| complete(cut_at_word(title, LONGEST_TITLE)))
}

/// The words up to where something is said of them, or to a mark: "Diagnostics" of "Diagnostics was up six percent".
fn subject(words: &str) -> &str {
    let mut end = 0;
    let mut after_and = false;
    let mut rest = words.split_inclusive(char::is_whitespace).peekable();
    while let Some(word) = rest.next() {
        let bare = word.trim_end();
        let core = bare.trim_end_matches([',', '.', ';', ':', '?']);
        if SAYS_SOMETHING.has(core)
            || ENDS_SUBJECT.has(core)
            || after_and && ENDS_BEHIND_AND.has(core)
            || matches!(core, "--" | "–" | "—")
            // "Capital on slide 7", "comments on the page".
            || matches!(core, "on" | "in") && end > 0 && rest.clone().take(2).any(|word| SHOWN_ON.has(word.trim()))
        {
            break;
        }
        after_and = core == "and";
        // The full stop of "U.S." ends nothing.
        let initials = is_initials(core) && core.contains('.');
        let kept = if initials && bare[core.len()..].starts_with('.') { core.len() + 1 } else { core.len() };
        // "FY31,we expect"
        let amid = core.char_indices().find(|(at, mark)| match mark {
            ';' | '–' | '—' => true,
            ',' => core[at + 1..].starts_with(char::is_alphabetic),
            _ => false,
        });
        if kept < bare.len() || amid.is_some() {
            end += amid.map_or(kept, |(at, _)| at);
            break;
        }
        end += word.len();
    }
    let subject = words.get(..end).unwrap_or(words).trim_end();
    // "While results may vary", "As we said"
    if subject.split(' ').next().is_some_and(|first| OPENS_CLAUSE.has(first)) { "" } else { subject }
}

/// The words without those at their end that nothing ends with: "some comments on their".
fn complete(words: &str) -> &str {
    let mut words = words.trim_end();
    while let Some((rest, _)) = words.rsplit_once(' ').filter(|(_, last)| DANGLING.has(last)) {
        words = rest.trim_end_matches([' ', ',']);
    }
    words
}

/// The words without an article in front.
fn without_article(words: &str) -> &str {
    let articles = ["the ", "our ", "a few ", "some ", "an ", "a "];
    let behind = |article: &&str| {
        let (start, rest) = words.split_at_checked(article.len())?;
        start.eq_ignore_ascii_case(article).then_some(rest)
    };
    articles.iter().find_map(behind).unwrap_or(words)
}

/// Whether a subject only says where it is shown or when it was: "slide 13", "this quarter".
fn is_bare(subject: &str) -> bool {
    let mut words = subject.split(' ');
    let shown = words.next().is_some_and(|word| SHOWN_ON.has(word))
        && words.all(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    shown || PERIOD_ALONE.at_start(subject).is_some_and(|found| found.end() == subject.len())
}

/// As many whole words as have room in so many bytes.
fn cut_at_word(words: &str, most: usize) -> &str {
    if words.len() <= most {
        return words;
    }
    let cut = words.get(..words.floor_char_boundary(most)).unwrap_or(words);
    cut.rsplit_once(' ').map_or(cut, |(head, _)| head)
}

/// What a sentence that begins with a transition turns to; none for other sentences.
fn title(sentence: &str, next: &str) -> Option<String> {
    let plain = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    let cue = TRANSITIONS.at_start(plain)?;
    let transition = plain.get(..cue.end())?;
    let rest = plain.get(cue.end()..)?.trim_start_matches([',', ' ', ':', '-', '–']);
    let mut rest = without_article(rest);
    while let Some(leading) = LEADS_TO.at_start(rest) {
        rest = without_article(rest.get(leading.end()..)?.trim_start());
    }
    // "Our businesses, starting with pumps": the passage is on the first of them.
    let first = ["starting with ", "beginning with "].iter().find_map(|cue| {
        let (before, first) = rest.split_once(cue)?;
        (before.len() <= LONGEST_TITLE).then(|| subject(without_article(first)))
    });
    let mut title = first.filter(|first| !first.is_empty()).unwrap_or_else(|| subject(rest));
    if is_bare(title) {
        let at = title.as_ptr() as usize - plain.as_ptr() as usize + title.len();
        let behind = plain.get(at..)?.trim_start_matches(|c: char| !c.is_alphanumeric());
        let said = if behind.is_empty() { next } else { behind };
        let said = complete(subject(without_article(said)));
        if said.contains(char::is_alphabetic) && said.len() <= LONGEST_TITLE && !is_bare(said) {
            title = said;
        }
    }
    // A sentence that goes on in its own words behind the transition is named after the transition: "Looking ahead"; so
    // is one that sums up.
    let title = if title.trim().is_empty() || SUMS_UP.at_start(plain).is_some() { transition } else { title };
    let title = complete(cut_at_word(title, LONGEST_TITLE));
    let (first, rest) = title.split_at_checked(title.chars().next()?.len_utf8())?;
    // "iPad" keeps its capital.
    let has_capital = title.split(' ').next().is_some_and(|word| word.chars().skip(1).any(char::is_uppercase));
    Some(if has_capital { title.to_owned() } else { first.to_uppercase() + rest })
}

#[cfg(test)]
mod tests {
    use super::{slide, title};

    #[test]
    fn a_passage_is_named_after_its_subject_or_else_its_transition() {
        for (sentence, expected) in [
            ("Now turning to our outlook for the second half, we see no change.", "Outlook for the second half"),
            ("Turning to the valves, orders were up 6%.", "Valves"),
            ("Turning to pumps is easy.", "Pumps"),
            ("Looking ahead, we have orders of over $12 million to deliver.", "Looking ahead"),
            ("Looking ahead, while results may vary, the trend is good.", "Looking ahead"),
            ("Moving on to the U.S. business, it was flat.", "U.S. business"),
            ("Moving on to the U.S., our home market, it was flat.", "U.S."),
            ("Turning to FY31,we see no change.", "FY31"),
            ("Turning to pumps and valves on slide 7, both grew.", "Pumps and valves"),
            ("Turning to pumps and turn to page 7.", "Pumps"),
            ("Let's move to each of our plants and review some highlights.", "Plants"),
            ("Let's go to our plants, starting with Oslo on page 4.", "Oslo"),
            ("Moving on to the results of our plants and starting with the Oslo plant.", "Oslo plant"),
            ("Turning to loans by looking at averages.", "Loans"),
            ("Turning back to this quarter, pumps reported a profit.", "Pumps"),
            ("Turning to slide 7, orders were up.", "Orders"),
            ("Turning to slide 7. Our orders were up.", "Orders"),
            ("Turning to slide 7, we see orders.", "Slide 7"),
            ("Turning to the second half, orders were up.", "Second half"),
            ("Now for a clearer picture of our plants in this", "Clearer picture of our plants"),
            ("Turning to the iPump, it was flat.", "iPump"),
            ("Next, I'd like to talk about the pumps.", "Pumps"),
            ("In summary, 2031 was our best year.", "In summary"),
            ("In closing, let me thank our fitters.", "In closing"),
            ("In closing, I want to thank our fitters.", "In closing"),
        ] {
            assert_eq!(title(sentence, "Our orders were up.").as_deref(), Some(expected), "{sentence}");
        }
        assert_eq!(title("We are turning to the valves.", ""), None);
    }

    #[test]
    fn a_slide_has_its_title_on_a_line_of_its_own() {
        for (line, title) in [
            ("Slide 3 – Our pumps", Some("Our pumps")),
            ("  Slide 14– Valves & hoses (CHF)", Some("Valves & hoses (CHF)")),
            (
                "Slide 5 – Pumps, valves and hoses grow with the orders of the fitters of Oslo",
                Some("Pumps, valves and hoses grow with the orders of the fitters"),
            ),
            ("Page 5: Orders", Some("Orders")),
            ("Slide 3. As you can see, pumps", None),
            ("Slide 19 shows our pumps", None),
            ("slide 3 – our pumps", None),
            ("Slide 3 – Pumps were up by a tenth.", None),
            ("Slide deck – Our pumps", None),
            ("Slide 3 – 12", None),
        ] {
            assert_eq!(slide(line), title, "{line}");
        }
    }
}
