//! Going from one mention to others: definition, references, highlights, growing selections.

use serde_json::{Value, json};

use crate::capability::{but, everything};
use crate::server::TestServer;
use crate::text::{CALL, LETTER, Place, place, words_in};

const URI: &str = "file:///calls/halden.txt";

fn server() -> TestServer {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    server
}

/// The line that a range begins on, as people count, and its words.
fn seen(range: &Value) -> (u32, &'static str) {
    (Place::of(&range["start"]).line + 1, words_in(CALL, range, "utf-16"))
}

#[test]
fn a_figure_leads_to_where_the_fact_is_first_said() {
    let mut server = server();
    let links = server.ask_at("definition", URI, place(CALL, "$96.7 million, above"));
    let link = &links[0];
    assert_eq!(link["targetUri"], URI);
    assert_eq!(seen(&link["targetSelectionRange"]), (15, "$96.7 million"));
    assert_eq!(seen(&link["originSelectionRange"]), (23, "$96.7 million"));
}

#[test]
fn a_label_leads_to_the_introduction_and_a_metric_to_its_first_mention() {
    let mut server = server();
    let links = server.ask_at("definition", URI, place(CALL, "- CFO\nYes, 45%"));
    assert_eq!(seen(&links[0]["targetSelectionRange"]), (9, "Owen Tully"));
    let links = server.ask_at("definition", URI, place(CALL, "gross margin once"));
    assert_eq!(seen(&links[0]["targetSelectionRange"]), (26, "gross margin"));
}

#[test]
fn a_client_without_links_gets_a_place() {
    let mut server = TestServer::for_client(but(everything(), "/textDocument/definition", json!({})));
    server.open(URI, CALL);
    let place = server.ask_at("definition", URI, place(CALL, "$96.7 million, above"));
    assert_eq!((&place["uri"], seen(&place["range"])), (&json!(URI), (15, "$96.7 million")));
}

#[test]
fn references_are_all_statements_with_or_without_the_first() {
    let mut server = server();
    let mut references = |with_first: bool| -> Vec<(u32, &'static str)> {
        let params = json!({
            "textDocument": { "uri": URI },
            "position": place(CALL, "gross margin was").json(),
            "context": { "includeDeclaration": with_first },
        });
        let places = server.request("textDocument/references", params);
        places.as_array().expect("a list").iter().map(|place| seen(&place["range"])).collect()
    };
    let all = references(true);
    assert_eq!(all, [(26, "gross margin"), (33, "gross margin"), (47, "gross margin")]);
    assert_eq!(references(false), all[1..]);
}

#[test]
fn highlights_are_the_same_places() {
    let mut server = server();
    let highlights = server.ask_at("documentHighlight", URI, place(CALL, "- CFO"));
    let lines: Vec<u32> =
        highlights.as_array().expect("a list").iter().map(|highlight| seen(&highlight["range"]).0).collect();
    let labels = |(index, line): (usize, &str)| (line == "- CFO").then_some(index as u32 + 1);
    assert_eq!(lines, CALL.lines().enumerate().filter_map(labels).collect::<Vec<_>>());
    assert_eq!(server.ask_at("documentHighlight", URI, place(CALL, "tell us that they")), Value::Null);
}

#[test]
fn a_selection_grows_from_the_figure_to_the_call() {
    let positions = json!([place(CALL, "51%").json(), place(CALL, "Customers tell us").json()]);
    let mut server = server();
    let params = json!({ "textDocument": { "uri": URI }, "positions": positions });
    let answers = server.request("textDocument/selectionRange", params.clone());
    assert_eq!(answers.as_array().map(Vec::len), Some(2));
    let mut steps = Vec::new();
    let mut step = &answers[0];
    while step.is_object() {
        steps.push(words_in(CALL, &step["range"], "utf-16"));
        step = &step["parent"];
    }
    assert_eq!(steps[0], "51%");
    assert!(steps.windows(2).all(|pair| pair[1].contains(pair[0]) && pair[1].len() > pair[0].len()), "{steps:#?}");
    let sentence = "Services accounted for $14.7 million, or 51% of total revenue of $96.7 million.";
    let turn = &CALL[CALL.find("- CFO").expect("a label")..CALL.find("\n\nOperator\nThank you.").expect("the next")];
    for wanted in [sentence, turn, CALL] {
        assert!(steps.contains(&wanted), "{wanted:?} is not in {steps:#?}");
    }
    // Every position gets an answer, wherever it is.
    server.open("file:///letter.txt", LETTER);
    let far = json!([{ "line": 900, "character": 7 }]);
    let params = json!({ "textDocument": { "uri": URI }, "positions": far });
    assert_eq!(server.request("textDocument/selectionRange", params).as_array().map(Vec::len), Some(1));
}
