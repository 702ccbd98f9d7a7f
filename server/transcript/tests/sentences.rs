//! Sentences are those that were spoken, however the lines, bullets and pages of a document cut them.

use tieout_transcript::{Call, Options};

/// A call that begins with two turns and goes on with what Ann Lee says.
fn call(said: &str) -> String {
    format!(
        "Fernhill Systems (FRNH) Q3 2031 Earnings Call\n\nOperator\n\nGood day, and welcome to the Fernhill Systems earnings \
         conference call. I hand over to Ann Lee.\n\nAnn Lee - Chief Financial Officer\n\n{said}\n\nOperator\n\nOur first \
         question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst\n\nWhat about Spain?\n"
    )
}

/// The sentences of what Ann Lee says.
fn sentences(text: &str) -> Vec<String> {
    let call = Call::read(text, &Options::default());
    let turn = call.turns.get(1).expect("the second turn is hers");
    let speech = turn.speech(text);
    speech.sentences.iter().map(|range| speech.text[*range].replace('\n', " / ")).collect()
}

#[test]
fn a_full_stop_that_abbreviates_ends_no_sentence() {
    for (said, expected) in [
        ("Over to Mr. Vos. He is here.", &["Over to Mr. Vos.", "He is here."][..]),
        ("I thank Dr. Holm and Ms. Ray. Now the year.", &["I thank Dr. Holm and Ms. Ray.", "Now the year."]),
        (
            "We sell pumps, valves, etc. in Spain. It is good.",
            &["We sell pumps, valves, etc. in Spain.", "It is good."],
        ),
        ("We sell pumps, valves, etc. We grow.", &["We sell pumps, valves, etc.", "We grow."]),
        ("U.S. sales rose. In the U.S. we grew 4%.", &["U.S. sales rose.", "In the U.S. we grew 4%."]),
        (
            "We grew in the U.S. We shrank in the U.K. market.",
            &["We grew in the U.S.", "We shrank in the U.K. market."],
        ),
        ("It was Rs. 120 crores. It was fine.", &["It was Rs. 120 crores.", "It was fine."]),
        ("It was 3.5% vs. 3.1%. Fine.", &["It was 3.5% vs. 3.1%.", "Fine."]),
        ("EPS were $0.64. No. 2 is ours.", &["EPS were $0.64.", "No. 2 is ours."]),
        ("Holt & Co. bought Kern Inc. in May. Yes.", &["Holt & Co. bought Kern Inc. in May.", "Yes."]),
    ] {
        assert_eq!(sentences(&call(said)), expected, "{said}");
    }
}

#[test]
fn bullets_that_cut_a_sentence_are_joined() {
    let bulleted = |said: &[&str]| {
        let said: Vec<_> = said.iter().map(|line| format!("  • {line}")).collect();
        call(&said.join("\n\n"))
    };
    for (lines, expected) in [
        (
            &["I hand over to Dr.", "Elin Holm, our founder.", "Elin?"][..],
            &["I hand over to Dr. Elin Holm, our founder.", "Elin?"][..],
        ),
        (
            &["We raise it from $450 million to", "$470 million.", "Fine."],
            &["We raise it from $450 million to $470 million.", "Fine."],
        ),
        (&["We sell in Spain, the U.S.", "and Peru."], &["We sell in Spain, the U.S. and Peru."]),
        (&["Sales rose 4%.", "Costs fell 2%."], &["Sales rose 4%.", "Costs fell 2%."]),
    ] {
        assert_eq!(sentences(&bulleted(lines)), expected, "{lines:?}");
    }
}

#[test]
fn lines_that_a_width_cuts_are_joined() {
    let lines = [
        "Thank you. Sales in the third quarter came to $412 million, an increase of",
        "12% from a year ago, and the margin in the plants and warehouses of North",
        "America was 31.5%, which is the best that we have had since the summer of",
        "2027. We opened two plants, one in Spain and one in the south of sunny",
        "Peru, and we closed none. Demand for pumps was good, demand for valves was",
        "better, and the backlog stood at $1.2 billion at the end of September. For",
        "the year we now see sales of $1.61 billion to $1.64 billion, up from",
        "$1.58 billion to $1.62 billion before. Capital spending will be about",
        "$90 million, most of it for the plant in Spain.",
    ];
    let found = sentences(&call(&lines.join("\n")));
    assert_eq!(found.len(), 6, "{found:#?}");
    assert!(found[1].ends_with(
        "the margin in the plants and warehouses of North America was 31.5%, which is the best that we have had since the summer of 2027."
    ));
    assert!(found[4].ends_with("up from $1.58 billion to $1.62 billion before."));
}

#[test]
fn the_end_of_a_page_ends_no_sentence() {
    let page = |number: u32| format!("\nPage {number} of 9\n\n\u{c}FERNHILL SYSTEMS Q3 2031 EARNINGS CALL\n\n");
    let said = format!(
        "Sales came to{}$412 million. The margin{}was 31.5%. We see{}$1.6 billion for the year.",
        page(1),
        page(2),
        page(3)
    );
    assert_eq!(
        sentences(&call(&said)),
        ["Sales came to $412 million.", "The margin was 31.5%.", "We see $1.6 billion for the year."]
    );
}
