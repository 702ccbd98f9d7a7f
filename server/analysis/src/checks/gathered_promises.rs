//! Promises of gathered ties: a figure that is held against another place of the call is reported as soon as it clearly
//! changes, wherever the other place is.
//!
//! What is paired must therefore not depend on the values compared: two figures that are known to be of one fact only
//! because they are equal would be two facts once they differ.

use std::fmt::Write as _;

use tieout_figures::{Context, read};

use super::examples::analyse;
use super::promises;
use crate::{CallAnalysis, Tie};

/// Remarks with a gathered tie.
const HELD: &[&str] = &[
    "Net sales were $25.3 million, up 14% sequentially and 31% year over year.\n\nJon Fry - Chief Executive Officer: As Ann \
     said, net sales of $25.3 million were up 14% sequentially and 31% year over year.",
    "Third quarter operating income was $11.5 million.\n\nJon Fry - Chief Executive Officer: Third quarter operating income \
     of $11.5 million is a record.",
    "The arbitration panel awarded us $41.5 million for the flooded warehouse.\n\nJon Fry - Chief Executive Officer: The \
     panel awarded us $41.5 million for the flooded warehouse, which ends the arbitration.",
    "Some 46% of our skippers now carry the beacon.\n\nOperator: Our first question comes from Bob Ray with Big \
     Bank.\n\nBob Ray - Analyst: You talked about 46% of the skippers now carrying the beacon. Is that the end?",
    "We added 4 customers, for a total customer count of 83.\n\nJon Fry - Chief Executive Officer: We have 83 customers, and \
     we like all of them.",
    "Third quarter capital expenditures were $41 million.\n\nOperator: Our first question comes from Bob Ray with Big \
     Bank.\n\nBob Ray - Analyst: Capital expenditures of $41 million are a lot. Is there more to come?",
    "Third quarter revenue was $200 million. We opened a quay. We hired pilots. Third quarter gross margin was 45%. We \
     painted the boats. Gross profit in the third quarter was $90 million.",
    "Third quarter revenue was $200 million. Third quarter gross margin was 45%. We hired pilots. We opened a quay. Third \
     quarter operating expenses were $70 million. Third quarter operating income was $20 million.",
    "Third quarter net income was $8.4 million. Third quarter EPS was $0.21. We opened a quay. We hired pilots. For the \
     fourth quarter, we expect 40 million diluted shares.",
];

fn gathered(call: &CallAnalysis) -> impl Iterator<Item = &Tie> {
    call.ties.iter().filter(|tie| !tie.explicit)
}

/// The gathered ties of a call that hold though one of their figures clearly changes.
fn broken_promises(name: &str, call: &CallAnalysis) -> String {
    // "11%, 12%" is a range, and "11%, 26%" are two figures.
    let is_figure = |change: &str| {
        let reading = read(change, &Context::default());
        matches!(reading.figures.as_slice(), [figure] if usize::from(figure.range.len()) == change.len())
    };
    promises::broken_promises(name, call, gathered(call), is_figure)
}

#[test]
fn a_gathered_tie_is_a_promise() {
    let mut broken = String::new();
    for remarks in HELD {
        let analysis = analyse(remarks);
        let call = &analysis.calls()[0].call;
        if let Some(finding) = call.findings.first() {
            writeln!(broken, "reported: {remarks}\n    {}", finding.message).expect("a string takes it");
        }
        if gathered(call).next().is_none() {
            writeln!(broken, "no tie: {remarks}").expect("a string takes it");
        }
        broken.push_str(&broken_promises(remarks, call));
    }
    assert!(broken.is_empty(), "{broken}");
}

#[test]
fn every_gathered_tie_of_real_calls_is_a_promise() {
    let broken = promises::in_real_calls(broken_promises);
    assert!(broken.is_empty(), "{broken}");
}
