//! Whatever a text repeats, four times of it take about four times as long, and nothing ends the process.

use std::time::{Duration, Instant};

use tieout_analysis::{Analysis, Settings};

/// Bytes of the shorter text.
const SHORT: usize = 6_000;

/// A call in which the words are said.
fn call(words: &str) -> String {
    format!(
        "Acme Corp (ACME) Q3 2031 Earnings Call\n\nOperator: Good day, and welcome to the Acme Corp third quarter 2031 \
         earnings conference call.\n\nAnn Lee - CFO: Thank you. {words}\n\nOperator: Thank you. That concludes the call.\n"
    )
}

fn time(text: &str) -> Duration {
    let start = Instant::now();
    let settings = Settings::default();
    assert!(!Analysis::new(text, &settings).calls().is_empty(), "a text is read whatever it says");
    start.elapsed()
}

/// The least of three measurements: whatever else the machine does only makes them longer.
fn least(text: &str) -> Duration {
    (0..3).map(|_| time(text)).min().unwrap_or_default()
}

#[test]
fn repetition_stays_linear() {
    for piece in [
        "Revenue was $1 million, ",
        "5% or 6% or ",
        "one hundred ",
        "Revenue was 5.",
        "through $6 million ",
        "Gross margin fell 7.5 basis points. ",
        "Revenue was $55 million, up 5% year over year. ",
        "Revenue was $100 million. License bookings were $5 million, or 50% of revenue. ",
        "Revenue grew 11% to $1500 million from $900 million. ",
        "Revenue was $1000 million. ",
        "$0.05 -- ",
        "$5 million and $6 million, respectively, ",
    ] {
        let [short, long] = [SHORT, 4 * SHORT].map(|bytes| least(&call(&piece.repeat(bytes / piece.len()))));
        assert!(long < 8 * short, "{piece:?}: {short:?}, four times as much {long:?}");
    }
}

/// What a clause passes over on its way to a figure has no end, and the search for it one.
#[test]
fn long_clauses_are_not_searched_ever_deeper() {
    for word in ["that was ", "through ", "came from ", "midpoint ", "or 5% of revenue "] {
        let words = format!("Revenue was $5 million {} $6 million, up 5%.", word.repeat(40_000 / word.len()));
        time(&call(&words));
    }
}
