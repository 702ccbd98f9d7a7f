//! Any text at all: no panic, spans on character boundaries, in order, without overlap.

use proptest::prelude::*;
use tieout_figures::{Context, read};

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
];

fn check(text: &str) {
    let reading = read(text, &Context::default());
    let mut end = 0.into();
    for figure in &reading.figures {
        assert!(figure.range.start() >= end, "figures overlap in {text:?}");
        assert!(
            !figure.range.is_empty() && text.get(std::ops::Range::<usize>::from(figure.range)).is_some(),
            "{text:?}"
        );
        end = figure.range.end();
        figure.interval();
    }
    end = 0.into();
    for other in &reading.others {
        assert!(other.range.start() >= end, "others overlap in {text:?}");
        assert!(text.get(std::ops::Range::<usize>::from(other.range)).is_some(), "{text:?}");
        end = other.range.end();
        assert!(
            reading
                .figures
                .iter()
                .all(|figure| figure.range.intersect(other.range).is_none_or(|shared| shared.is_empty())),
            "a figure overlaps what is none in {text:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_words(pieces in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..24)) {
        let text: String = pieces.iter().flat_map(|&(piece, spaced)| [piece, if spaced { " " } else { "" }]).collect();
        check(&text);
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
