//! Any text at all: no panic, spans on character boundaries, in order, without overlap.

use proptest::prelude::*;
use text_size::{TextRange, TextSize};
use tieout_figures::{Amount, Context, Decimal, read};

/// Pieces that the grammar reacts to, so that random texts reach deep into it.
const PIECES: &[&str] = &[
    "$",
    "€",
    "US$",
    "Rs.",
    "INR",
    "%",
    "percent",
    "per",
    "cent",
    "basis",
    "points",
    "point",
    "a",
    "an",
    "half",
    "and",
    "to",
    "-",
    "--",
    "–",
    "or",
    ",",
    ".",
    "(",
    ")",
    "[",
    "]",
    "/",
    ":",
    "'",
    "’",
    "#",
    "*",
    "+",
    "~",
    "million",
    "billion",
    "thousand",
    "hundred",
    "crore",
    "lakh",
    "dozen",
    "k",
    "m",
    "b",
    "x",
    "times",
    "fold",
    "1",
    "2",
    "3",
    "10",
    "28.4",
    ".7",
    "1,040",
    "9,22,000",
    "2007",
    "1.2.3",
    "99999999999999999999999999999",
    "one",
    "two",
    "seven",
    "twenty",
    "fifty",
    "oh",
    "third",
    "quarter",
    "quarters",
    "first",
    "second",
    "Q",
    "Q3",
    "FY",
    "'07",
    "H1",
    "March",
    "fiscal",
    "year",
    "years",
    "months",
    "between",
    "from",
    "by",
    "about",
    "almost",
    "more",
    "than",
    "plus",
    "minus",
    "negative",
    "loss",
    "of",
    "was",
    "down",
    "up",
    "decreased",
    "lower",
    "share",
    "per share",
    "EPS",
    "dollars",
    "cents",
    "yuan",
    "mid",
    "low",
    "high",
    "single",
    "double",
    "digit",
    "digits",
    "teens",
    "30s",
    "couple",
    "several",
    "hundreds",
    "millions",
    "breakeven",
    "break",
    "even",
    "figures",
    "factor",
    "out",
    "in",
    "level",
    "slide",
    "star",
    "then",
    "number",
    "No.",
    "top",
    "sorry",
    "rather",
    "respectively",
    "deals",
    "customers",
    "萬",
    "億",
    "2,240",
    "美元",
    "２，２４０",
    "é",
    "\u{a0}",
    "\n",
    "\n\n",
    "full",
    "turn",
    "turns",
    "G",
    "100G",
    "km",
    "square",
    "feet",
    "ish",
    "eightish",
    "GB300",
    "10-K",
    "the",
    "one of",
    "consecutive",
    "p.m.",
    "10:30",
    "…",
    "。",
    "，",
    "萬",
    "億",
    "美元",
    "個百分點",
    "年",
    "第",
    "季",
    "下降",
    "新台幣",
    "２，４００",
    "½",
    "±",
    "−",
    "‑",
    "\u{301}",
    "e\u{301}",
    "é",
    "🙂",
    "\u{200b}",
    "\u{feff}",
    "\u{a0}",
    "\0",
    "\n",
    "\r\n",
    "\r",
    "\u{c}",
    "\u{2028}",
    "uh",
    "sorry",
    "rather",
    "I'm",
    "respectively",
    "odd",
    "Rs.3",
    "3,45,67,890",
    "Tier",
    "slide",
    "Act of",
    "zero",
    "rate",
    "in",
    "fewer",
    "doubled",
    "halved",
    "breakeven",
    "low",
    "mid",
    "high",
    "single",
    "digits",
    "teens",
    "20s",
    "三",
    "二",
    "十",
    "百",
    "千",
    "兆",
    "零",
    "分",
    "之",
    "點",
    "至",
    "到",
    "約",
    "月",
    "元",
    "名",
    "flat",
    "buck",
    "lost",
    "positive",
    "you",
    "know",
    "some",
    "so",
    "every",
    "q",
    "nine",
    "five",
    "am",
    "clock",
    "FY25",
    "M",
    "9",
    "888",
    "0700",
    "1234",
    "(k)",
    "de",
    "growth",
    "contracted",
    "wheeler",
    "range",
    "thirds",
    "①",
    "２",
    "％",
];

/// What must hold of any text: ranges lie on boundaries of characters, in order and without overlap, ends are in order
/// and the interval of a figure holds what it says.
fn check(text: &str) {
    let reading = read(text, &Context::default());
    let figures = reading.figures.iter().map(|figure| figure.range);
    let others = reading.others.iter().map(|other| other.range);
    in_order(text, figures.clone());
    in_order(text, others.clone());
    let mut all: Vec<TextRange> = figures.chain(others).collect();
    all.sort_by_key(|range| range.start());
    in_order(text, all);
    for figure in &reading.figures {
        let interval = figure.interval();
        let within = |value: Decimal| {
            interval.low.is_none_or(|low| low.value <= value) && interval.high.is_none_or(|high| value <= high.value)
        };
        let (low, high) = match figure.amount {
            Amount::Single(displayed) => (Some(displayed.value), Some(displayed.value)),
            Amount::Range { low, high } => (Some(low.value), Some(high.value)),
            Amount::Vague { low, high } => (low, high),
        };
        // Of a one-sided range only the end at the open side is sure to be inside.
        assert!(low.is_none_or(within) || high.is_none_or(within), "{figure:?} is outside of {interval:?} in {text:?}");
        assert!(low.zip(high).is_none_or(|(low, high)| low <= high), "{figure:?} runs backwards in {text:?}");
        assert!(interval.low.zip(interval.high).is_none_or(|(low, high)| low.value <= high.value), "{interval:?}");
    }
}

fn in_order(text: &str, ranges: impl IntoIterator<Item = TextRange>) {
    let mut end = TextSize::new(0);
    for range in ranges {
        assert!(!range.is_empty() && range.start() >= end, "{range:?} is empty or overlaps in {text:?}");
        assert!(text.get(std::ops::Range::<usize>::from(range)).is_some(), "{range:?} cuts a character in {text:?}");
        end = range.end();
    }
}

/// So many cases, or as many as `PROPTEST_CASES` asks for.
fn cases(least: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(asked.unwrap_or(least))
}

fn joined(pieces: &[(&str, bool)]) -> String {
    pieces.iter().flat_map(|&(piece, spaced)| [piece, if spaced { " " } else { "" }]).collect()
}

proptest! {
    #![proptest_config(cases(4096))]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_words(pieces in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..24)) {
        check(&joined(&pieces));
    }
}

proptest! {
    #![proptest_config(cases(24))]

    /// Reading a run of the same words takes no longer for each byte however long it is.
    #[test]
    fn any_repetition_stays_linear(pieces in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 1..6)) {
        let piece = joined(&pieces);
        let start = std::time::Instant::now();
        check(&piece.repeat(1 + 40_000 / piece.len()));
        prop_assert!(start.elapsed().as_secs() < 10, "{piece:?} repeated takes {:?}", start.elapsed());
    }
}

/// Twice the text takes about twice the time, whatever it is made of.
#[test]
fn long_runs_stay_linear() {
    for piece in [
        "1 ",
        "(",
        "1,",
        "a half ",
        "between ",
        "one hundred ",
        "down ",
        "$",
        "5 to ",
        "-",
        "1.",
        "million ",
        "fiscal ",
        "1/",
        "9, ",
        "5 to 6 ",
        "9, 10 months ",
        "$0.01 ",
        "first, ",
        "one ",
        "Q3 5 deals ",
        "22,",
        "million of ",
        "hundreds of ",
        "12% and ",
        "H20 ",
        "三",
        "零",
        "零五千",
        "十萬",
        "百分之三",
        "5, ",
        "888 ",
        "5% in May, ",
        "a point or two ",
        "flat to 2% ",
        "point five ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let start = std::time::Instant::now();
        check_quickly(&text);
        assert!(start.elapsed().as_secs() < 20, "{piece:?} repeated takes {:?}", start.elapsed());
    }
}

fn check_quickly(text: &str) {
    let reading = read(text, &Context::default());
    assert!(reading.figures.len() <= text.len());
}

/// What is too large to be reckoned with is no figure, and takes nothing down.
#[test]
fn huge_numbers_are_left_alone() {
    for text in [
        "We see 70000000000000000 trillion to 75000000000000000 trillion customers.",
        "Revenue was about $79000000000000000 trillion.",
        "Phones were 79228162514264337 trillion % of sales.",
        "between 26 and $79000000000000000 trillion",
        "Revenue was $999999999999 billion, plus or minus $999999999999 billion.",
    ] {
        check_quickly(text);
    }
    assert!(read("Revenue was $79000000000000000 trillion.", &Context::default()).figures.is_empty());
}
