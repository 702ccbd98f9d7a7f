//! Clues to the fiscal calendar: what a call says of months and years. What they prove together is the calendar's to weigh.

use std::sync::LazyLock;

use regex::Regex;
use text_size::{TextRange, TextSize};

use crate::date::month_of;
use crate::fiscal::Month;
use crate::lines::size;
use crate::unchanged::Touched;

/// Words around a clue that are looked at, on either side.
const REACH: usize = 8;

static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "January|February|March|April|May|June|July|August|September|October|November|December|[Ff]iscal|FY|crore|lakh",
    )
    .expect("a constant expression")
});

/// What is said about a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clue {
    /// The fiscal year ends in it.
    YearEnds,
    /// The quarter that the call reports on ends in it.
    Reported,
    /// The next quarter ends in it: "our outlook for the December quarter".
    Ahead,
    /// Some quarter of the company ends in it: "the July quarter".
    Named,
    /// A balance was struck at the end of it: "as of September 30".
    Balance,
}

impl Clue {
    /// How much it counts, and how often at most.
    pub(crate) fn weight(self) -> (i32, usize) {
        match self {
            Clue::YearEnds => (4, 1),
            Clue::Reported => (3, 1),
            Clue::Ahead => (2, 2),
            Clue::Named | Clue::Balance => (1, 2),
        }
    }

    /// What is said, for a reader.
    pub(crate) fn reason(self, month: Month) -> String {
        let month = month.name();
        match self {
            Clue::YearEnds => format!("the fiscal year is said to end in {month}"),
            Clue::Reported => format!("the quarter is said to have ended in {month}"),
            Clue::Ahead => format!("the {month} quarter is spoken of as the next"),
            Clue::Named => format!("the {month} quarter is spoken of"),
            Clue::Balance => format!("a balance at the end of {month} is given"),
        }
    }
}

/// What a text says about months and years.
#[derive(Debug, Default)]
pub(crate) struct Clues {
    /// Each with its month and where it stands, no more often than it counts.
    pub(crate) months: Vec<(Clue, Month, usize)>,
    /// The ends of periods and the days that are said with their year: "the quarter ended October 31, 2030".
    pub(crate) dated: Vec<(i32, Month)>,
    /// Whether anybody speaks of fiscal years or quarters.
    pub(crate) fiscal: bool,
    /// How often a sum is named in crores or lakhs.
    pub(crate) indian: usize,
}

/// Where a text names months, fiscal years, and sums in crores or lakhs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Marks(Vec<Mark>);

/// A word that may tell something of the calendar: where it begins, and its length.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Mark(TextSize, u8);

impl Mark {
    fn range(self) -> TextRange {
        TextRange::at(self.0, u32::from(self.1).into())
    }
}

impl Marks {
    /// Finds them. Those of lines that an edit has not touched are known.
    pub(crate) fn find(text: &str, known: Option<(Touched, &Marks)>) -> Marks {
        let whole = TextRange::up_to(TextSize::of(text));
        let Some((touched, Marks(before))) = known else { return Marks(marks(text, whole).collect()) };
        let front = before.partition_point(|mark| mark.0 < touched.before.start());
        let back = before.partition_point(|mark| mark.0 < touched.before.end());
        let (front, back) = (before.get(..front).unwrap_or_default(), before.get(back..).unwrap_or_default());
        let moved = |mark: &Mark| Some(Mark(touched.moved(mark.range())?.start(), mark.1));
        Marks(front.iter().copied().chain(marks(text, touched.now)).chain(back.iter().filter_map(moved)).collect())
    }
}

/// The marks of some lines.
fn marks(text: &str, lines: TextRange) -> impl Iterator<Item = Mark> {
    WORDS.find_iter(&text[lines]).map(move |found| Mark(lines.start() + size(found.start()), found.len() as u8))
}

/// Reads a text with its marks. Before the first spoken word stand tables of estimates, which call all years fiscal.
pub(crate) fn read(text: &str, marks: &Marks, spoken: TextSize) -> Clues {
    let mut clues = Clues::default();
    for range in marks.0.iter().map(|mark| mark.range()) {
        let (start, end) = (usize::from(range.start()), usize::from(range.end()));
        match &text[range] {
            "fiscal" | "Fiscal" | "FY" if clues.fiscal || range.start() < spoken => {}
            mark @ ("fiscal" | "Fiscal" | "FY") => clues.fiscal = opens_fiscal_period(mark, &words_after(text, end)),
            "crore" | "lakh" => clues.indian += 1,
            name => {
                let (before, after) = (words_before(text, start), words_after(text, end));
                let Some(month) = month_of(name).and_then(Month::new) else { continue };
                let day = after.first().and_then(|word| day_of(word));
                if let Some(year) = after.get(usize::from(day.is_some())).and_then(|word| year_of(word)) {
                    clues.dated.push((year, month));
                }
                let Some((clue, month)) = clue(month, day, &before, &after) else { continue };
                let said = clues.months.iter().filter(|(other, of, _)| (*other, *of) == (clue, month)).count();
                if said < clue.weight().1 {
                    clues.months.push((clue, month, start));
                }
            }
        }
    }
    clues
}

/// What the words around a month say of it.
fn clue(month: Month, day: Option<u8>, before: &[&str], after: &[&str]) -> Option<(Clue, Month)> {
    let is = |word: &str, of: &[&str]| of.iter().any(|other| word.eq_ignore_ascii_case(other));
    // Weeks are closed on one day of the week: a quarter that ends on the third belongs to the month before.
    let closed = match day {
        Some(..=7) => month.plus(-1),
        Some(8..=23) => return None,
        _ => month,
    };
    // The nearest words come first.
    let mut back = before.iter().rev().filter(|word| !is(word, &["on", "the", "in", "of", "at", "end"]));
    if back.next().is_some_and(|word| is(word, &["ended", "ending", "ends"])) {
        let period = back.next()?;
        let qualified = back.take(3).any(|word| is(word, &["fiscal", "our", "10-K", "quarter"]));
        return match period {
            word if is(word, &["quarter", "months"]) => Some((Clue::Reported, closed)),
            word if is(word, &["year"]) && qualified => Some((Clue::YearEnds, closed)),
            _ => None,
        };
    }
    let quarter =
        after.first().is_some_and(|word| is(word.trim_end_matches("'s").trim_end_matches("’s"), &["quarter"]));
    if quarter {
        // "The June quarter marked the end of our fiscal year."
        let end = after.windows(2).position(|pair| is(pair[0], &["end", "close"]) && is(pair[1], &["of"]));
        if end.is_some_and(|end| after[end..].iter().any(|word| is(word, &["fiscal"]))) {
            return Some((Clue::YearEnds, month));
        }
        let around = |words| before.iter().chain(after).any(|word| is(word, words));
        let (ahead, over) = (around(AHEAD), around(OVER));
        return Some((if ahead && !over { Clue::Ahead } else { Clue::Named }, month));
    }
    let balance = day.is_some_and(|day| day >= 28)
        && matches!(before, [.., of, at] if is(at, &["of", "at"]) && (is(at, &["at"]) || is(of, &["as"])));
    balance.then_some((Clue::Balance, month))
}

/// Words that look forward to a quarter.
const AHEAD: &[&str] = &[
    "outlook",
    "guidance",
    "forecast",
    "expect",
    "expectation",
    "expectations",
    "assumptions",
    "anticipate",
    "entering",
    "next",
    "upcoming",
    "coming",
    "will",
    "should",
    "looking",
    "likely",
];

/// Words that look back on one.
const OVER: &[&str] = &[
    "last",
    "was",
    "were",
    "had",
    "grew",
    "results",
    "versus",
    "from",
    "compared",
    "prior",
    "previous",
    "ago",
    "did",
    "down",
    "up",
    "record",
    "saw",
    "typically",
    "usually",
];

/// Whether the word that a mark ends in is about the company's own year: "fiscal 2030", "FY30", not "fiscal policy".
fn opens_fiscal_period(mark: &str, after: &[&str]) -> bool {
    let Some(next) = after.first() else { return false };
    let next = next.to_ascii_lowercase();
    let number = next.trim_start_matches(['\'', '’']).starts_with(|c: char| c.is_ascii_digit());
    let part = ["year", "quarter", "first", "second", "third", "fourth", "half", "q", "h"];
    number || mark != "FY" && part.iter().any(|part| next.starts_with(part))
}

/// The words behind an offset, as far as the sentence goes.
fn words_after(text: &str, from: usize) -> Vec<&str> {
    let mut words = Vec::new();
    for word in text[from..].split_ascii_whitespace().take(REACH) {
        words.push(word.trim_matches([',', '.', ';', ':', '?', ')', '(']));
        if word.ends_with(['.', '?', '!']) {
            break;
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The words before an offset, as far as the sentence goes.
fn words_before(text: &str, to: usize) -> Vec<&str> {
    let mut words = Vec::new();
    for word in text[..to].rsplit(|c: char| c.is_ascii_whitespace()).filter(|word| !word.is_empty()).take(REACH) {
        if word.ends_with(['.', '?', '!']) {
            break;
        }
        words.push(word.trim_matches([',', ';', ':', ')', '(']));
    }
    words.reverse();
    words
}

/// "31", "31st".
fn day_of(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse().ok().filter(|day| digits.len() <= 2 && (1..=31).contains(day))
}

fn year_of(word: &str) -> Option<i32> {
    word.parse().ok().filter(|year| word.len() == 4 && (1990..2100).contains(year))
}
