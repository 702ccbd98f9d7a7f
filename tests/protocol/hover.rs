//! `textDocument/hover`.

use serde_json::{Value, json};

use crate::capability::{but, everything};
use crate::server::TestServer;
use crate::text::{CALL, LETTER, place, words_in};

const URI: &str = "file:///calls/halden.txt";

fn plain() -> Value {
    but(everything(), "/textDocument/hover", json!({ "contentFormat": ["plaintext"] }))
}

fn server() -> TestServer {
    let mut server = TestServer::for_client(plain());
    server.open(URI, CALL);
    server
}

/// What is shown at the beginning of some words, and for which words.
fn shown(server: &mut TestServer, words: &str) -> (String, String) {
    let hover = server.ask_at("hover", URI, place(CALL, words));
    let text = hover["contents"]["value"].as_str().unwrap_or_else(|| panic!("no hover at {words}: {hover}"));
    let about = words_in(CALL, &hover["range"], "utf-16");
    (text.to_owned(), about.to_owned())
}

fn assert_says(hover: &str, parts: &[&str]) {
    for part in parts {
        assert!(hover.contains(part), "{part:?} is not in\n{hover}");
    }
}

#[test]
fn a_figure_tells_what_it_is_who_says_it_and_what_ties() {
    let mut server = server();
    let (hover, about) = shown(&mut server, "$96.7 million");
    assert_eq!(about, "$96.7 million");
    assert_says(&hover, &["revenue, Q2 FY2031", "$96,700,000", "$96.65–96.75 million", "actual, Marta Lindqvist, CEO"]);
    assert_says(&hover, &["✓", "again"]);
    // The level of the year before is said, so nothing is left to imply.
    assert!(!hover.contains("->"), "{hover}");
    let (hover, _) = shown(&mut server, "$98 million");
    assert_says(&hover, &["revenue, Q3 FY2031", "guidance, Owen Tully, CFO"]);
}

#[test]
fn only_what_may_be_the_same_value_is_said_again() {
    for (said, repeats) in [("$69.7 million", false), ("about $97 million", true)] {
        let text = CALL.replace("second quarter was $96.7 million", &format!("second quarter was {said}"));
        let mut server = TestServer::for_client(plain());
        server.open(URI, &text);
        let at = place(&text, said.trim_start_matches("about "));
        let hover = server.ask_at("hover", URI, at);
        let hover = hover["contents"]["value"].as_str().expect("a hover");
        assert_says(hover, &["revenue, Q2 FY2031"]);
        assert_eq!(hover.contains("again"), repeats, "{hover}");
        // Nor does it lead to another value, as to the place where the same was said first.
        let first = server.ask_at("definition", URI, at);
        let line = first[0]["targetSelectionRange"]["start"]["line"].as_u64().expect("a line") + 1;
        assert_eq!(line, if repeats { 15 } else { 23 });
    }
}

#[test]
fn a_label_of_investor_relations_says_so_in_words() {
    let (hover, _) = shown(&mut server(), "- Director of Investor Relations");
    assert_says(&hover, &["Priya Raman", "role   investor relations"]);
}

#[test]
fn a_figure_in_a_finding_tells_the_arithmetic() {
    let (hover, _) = shown(&mut server(), "51%");
    assert_says(&hover, &["✗", "says 51%", "15.1–15.3%", "$14.7 million"]);
}

#[test]
fn an_editor_whose_hover_has_the_findings_is_not_told_them_twice() {
    let mut client = plain();
    client["experimental"]["tieout"]["diagnosticsInHover"] = json!(true);
    let mut server = TestServer::for_client(client);
    server.open(URI, CALL);
    let (hover, _) = shown(&mut server, "51%");
    assert!(!hover.contains('✗'), "{hover}");
    // What another figure has to do with it only the hover tells.
    let (hover, _) = shown(&mut server, "$14.7 million");
    assert_says(&hover, &["✗", "says 51%"]);
}

#[test]
fn a_label_tells_who_it_is_and_how_we_know() {
    let (hover, about) = shown(&mut server(), "- CFO");
    assert_eq!(about, "- CFO");
    assert_says(&hover, &["Owen Tully", "CFO", "executive", "introduced with this title (L9)", "turns"]);
}

#[test]
fn an_introduction_tells_the_exchange() {
    let (hover, _) = shown(&mut server(), "Our first question");
    assert_says(&hover, &["Exchange 1", "Dana Whitlock, Corvane Securities", "L37 to L50", "Lindqvist, Tully"]);
}

#[test]
fn a_metric_tells_all_its_values() {
    let (hover, about) = shown(&mut server(), "gross margin was");
    assert_eq!(about, "gross margin");
    assert_says(&hover, &["54.0%", "52.5%", "53% to 54%", "guidance"]);
}

#[test]
fn a_period_tells_its_months() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = "[[call]]\npath = \"*.txt\"\nfiscal_year_end = \"December\"\n";
    std::fs::write(folder.path().join("tieout.toml"), settings).expect("written");
    let uri = crate::server::uri_of(&folder.path().join("halden.txt"));
    let mut server = TestServer::in_folders(plain(), &[folder.path()]);
    server.open(&uri, CALL);
    // The sentence says of which year it is by the facts in it.
    for (words, about, period, months) in [
        ("second quarter was $96.7", "second quarter", "Q2 FY2031", "April 2031 to June 2031"),
        ("second quarter 2031 earnings", "second quarter 2031", "Q2 FY2031", "April 2031 to June 2031"),
    ] {
        let hover = server.ask_at("hover", &uri, place(CALL, words));
        assert_eq!(words_in(CALL, &hover["range"], "utf-16"), about);
        assert_says(hover["contents"]["value"].as_str().expect("words"), &[about, period, months]);
    }
}

#[test]
fn a_hover_has_at_most_eight_lines_of_seventy_two_columns() {
    let mut server = server();
    for (at, _) in CALL.match_indices(|letter: char| letter.is_ascii_digit()) {
        let hover = server.ask_at("hover", URI, crate::text::place_of(CALL, at, "utf-16"));
        let Some(text) = hover["contents"]["value"].as_str() else { continue };
        assert!(text.lines().count() <= 8, "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 72), "{text}");
    }
}

#[test]
fn the_format_is_the_one_the_client_prefers() {
    for (formats, kind) in [
        (json!(["plaintext", "markdown"]), "plaintext"),
        (json!(["markdown", "plaintext"]), "markdown"),
        (Value::Null, "plaintext"),
    ] {
        let mut server = TestServer::for_client(but(everything(), "/textDocument/hover/contentFormat", formats));
        server.open(URI, CALL);
        let hover = server.ask_at("hover", URI, place(CALL, "51%"));
        assert_eq!(hover["contents"]["kind"], kind);
    }
}

#[test]
fn nothing_is_shown_where_nothing_is_known() {
    let mut server = server();
    assert_eq!(server.ask_at("hover", URI, place(CALL, "Customers tell us")), Value::Null);
    server.open("file:///letter.txt", LETTER);
    assert_eq!(server.ask_at("hover", "file:///letter.txt", place(LETTER, "$1,250")), Value::Null);
}
