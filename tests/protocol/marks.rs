//! What is drawn in or beside the text: inlay hints, semantic tokens, code lenses, links, folds.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::capability::{but, everything};
use crate::server::{TestServer, introduction};
use crate::text::{CALL, LETTER, Place, place, range, whole, words_in};

const URI: &str = "file:///calls/halden.txt";

fn server() -> TestServer {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    server
}

/// The hints of a range: each with its label and the words in front of it on the line.
fn hints(server: &mut TestServer, range: Value) -> Vec<(String, String)> {
    let hints = server.ask_within("inlayHint", URI, range);
    let of = |hint: &Value| {
        let at = Place::of(&hint["position"]);
        let line: Vec<u16> = CALL.lines().nth(at.line as usize).expect("a line").encode_utf16().collect();
        let before = String::from_utf16(&line[..at.character as usize]).expect("no character is cut");
        (hint["label"].as_str().expect("a label").to_owned(), before)
    };
    hints.as_array().expect("a list").iter().map(of).collect()
}

#[test]
fn a_cross_stands_behind_a_wrong_figure_and_names_behind_titles() {
    let hints = hints(&mut server(), whole(CALL));
    let crosses: Vec<_> = hints.iter().filter(|(label, _)| label == "✗").collect();
    assert_eq!(crosses.len(), 1);
    assert!(crosses[0].1.ends_with("51%"));
    let names: Vec<_> = hints.iter().filter(|(_, before)| before.starts_with("- ")).collect();
    assert!(names.iter().any(|(name, before)| name == "Owen Tully" && before == "- CFO"), "{names:?}");
    assert!(names.iter().any(|(name, before)| name == "Dana Whitlock" && before == "- Analyst"), "{names:?}");
    assert!(!hints.iter().any(|(label, _)| label == "✓"));
}

#[test]
fn hints_are_those_of_the_range() {
    let mut server = server();
    let found = hints(&mut server, range(CALL, "51%"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(hints(&mut server, range(CALL, "Customers tell us")), []);
}

#[test]
fn ticks_and_names_are_switched_without_a_restart() {
    let mut server = server();
    let mut shown = |settings: Value| {
        server.notify("workspace/didChangeConfiguration", json!({ "settings": { "tieout": settings } }));
        let hints = hints(&mut server, whole(CALL));
        let count = |wanted: fn(&str) -> bool| hints.iter().filter(|(label, _)| wanted(label)).count();
        (count(|label| label == "✓") > 0, count(|label| label == "✗"), count(|label| !"✓✗".contains(label)) > 0)
    };
    assert_eq!(shown(json!({ "inlayHints": { "ties": true } })), (true, 1, true));
    assert_eq!(shown(json!({ "inlayHints": { "ties": true, "names": false } })), (true, 1, false));
    assert_eq!(shown(json!({})), (false, 1, true));
}

#[test]
fn a_tick_has_its_arithmetic() {
    let mut params = introduction(everything());
    params["initializationOptions"] = json!({ "inlayHints": { "ties": true } });
    let mut server = TestServer::with(params);
    server.open(URI, CALL);
    let hints = server.ask_within("inlayHint", URI, range(CALL, "up 12% from"));
    let tick = hints.as_array().and_then(|hints| hints.iter().find(|hint| hint["label"] == "✓")).expect("a tick");
    assert!(tick["tooltip"].as_str().is_some_and(|it| it.contains("$96.7 million over $86.3 million")), "{tick}");
}

#[test]
fn a_client_hears_again_what_changed_without_an_edit() {
    let client = but(everything(), "/workspace/inlayHint", json!({ "refreshSupport": true }));
    let client = but(client, "/workspace/semanticTokens", json!({ "refreshSupport": true }));
    let client = but(client, "/workspace/codeLens", json!({ "refreshSupport": true }));
    let client = but(client, "/workspace/diagnostics", json!({ "refreshSupport": true }));
    let mut server = TestServer::for_client(client);
    server.notify("workspace/didChangeConfiguration", json!({ "settings": { "tieout": { "profile": "editor" } } }));
    for kind in ["inlayHint", "semanticTokens", "codeLens", "diagnostic"] {
        server.was_asked(&format!("workspace/{kind}/refresh"));
    }
}

/// A coloured stretch: its words, type and modifiers.
type Coloured = (String, String, Vec<String>);

/// The tokens of an answer, decoded with the legend.
fn decoded(server: &TestServer, data: &Value, text: &str) -> Vec<Coloured> {
    let legend = &server.capabilities["semanticTokensProvider"]["legend"];
    let name = |list: &str, index: u64| legend[list][index as usize].as_str().expect("in the legend").to_owned();
    let numbers: Vec<u64> = data.as_array().expect("a list").iter().map(|it| it.as_u64().expect("a number")).collect();
    let (mut line, mut start) = (0, 0);
    let mut decoded = Vec::new();
    for token in numbers.chunks_exact(5) {
        start = if token[0] == 0 { start + token[1] } else { token[1] };
        line += token[0];
        let at = |character| json!({ "line": line, "character": character });
        let words = words_in(text, &json!({ "start": at(start), "end": at(start + token[2]) }), "utf-16");
        let modifiers = (0..64).filter(|bit| token[4] >> bit & 1 == 1).map(|bit| name("tokenModifiers", bit));
        decoded.push((words.to_owned(), name("tokenTypes", token[3]), modifiers.collect()));
    }
    decoded
}

#[test]
fn tokens_colour_labels_figures_metrics_periods_and_guidance() {
    let mut server = server();
    let full = server.ask("semanticTokens/full", URI);
    let tokens = decoded(&server, &full["data"], CALL);
    for (words, standard, own) in [
        ("Operator", "class", &["label"][..]),
        ("CFO", "interface", &["role"]),
        ("$96.7 million", "number", &["figure"]),
        ("$98 million and $102 million", "number", &["figure", "guidance"]),
        ("gross margin", "property", &["metric"]),
        ("second quarter", "type", &["period"]),
        ("expect", "keyword", &["guidance"]),
        ("about", "modifier", &["hedge"]),
    ] {
        let is_it = |token: &&Coloured| token.0 == words && token.1 == standard && token.2 == own;
        assert!(tokens.iter().any(|token| is_it(&token)), "{words} is not {standard} {own:?} in {tokens:#?}");
    }
}

#[test]
fn the_tokens_of_a_range_are_those_of_the_whole_that_touch_it() {
    let mut server = server();
    let full = server.ask("semanticTokens/full", URI);
    let full = decoded(&server, &full["data"], CALL);
    let line = "Product revenue was $82.0 million, up 10% from $74.5 million a year ago.";
    let part = server.ask_within("semanticTokens/range", URI, range(CALL, line));
    assert!(part.get("resultId").is_none());
    let part = decoded(&server, &part["data"], CALL);
    assert!(part.iter().any(|(words, ..)| words == "$82.0 million"));
    assert!(full.windows(part.len()).any(|window| window == part), "{part:?}");
    assert!(part.len() < full.len() / 4);
}

#[test]
fn differences_lead_to_the_new_tokens() {
    let mut server = server();
    let before = server.ask("semanticTokens/full", URI);
    server.change(URI, 2, Some(range(CALL, "We shipped 1,450")), "Last year we shipped about 1,450");
    let document = json!({ "uri": URI });
    let params = json!({ "textDocument": document, "previousResultId": before["resultId"] });
    let delta = server.request("textDocument/semanticTokens/full/delta", params);
    let mut data = before["data"].as_array().expect("a list").clone();
    for edit in delta["edits"].as_array().expect("differences") {
        let start = edit["start"].as_u64().expect("a number") as usize;
        let end = start + edit["deleteCount"].as_u64().expect("a number") as usize;
        data.splice(start..end, edit["data"].as_array().cloned().unwrap_or_default());
    }
    assert_eq!(json!(data), server.ask("semanticTokens/full", URI)["data"]);
    // Who names an answer that is no longer known gets all.
    let params = json!({ "textDocument": document, "previousResultId": "long ago" });
    assert!(server.request("textDocument/semanticTokens/full/delta", params)["data"].is_array());
}

#[test]
fn a_line_takes_as_long_as_it_is() {
    let mut server = TestServer::for_client(everything());
    let line = "Revenue was $96.7 million, up 12% from a year ago. ".repeat(2000);
    server.open(URI, &CALL.replace("Customers tell us", &format!("{line}Customers tell us")));
    server.ask("codeLens", URI);
    let started = Instant::now();
    let full = server.ask("semanticTokens/full", URI);
    assert!(full["data"].as_array().is_some_and(|data| data.len() > 5 * 6000), "{}", full["data"]);
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn one_lens_stands_on_top_and_opens_the_key_figures() {
    let lenses = server().ask("codeLens", URI);
    let [lens] = lenses.as_array().expect("a list").as_slice() else { panic!("{lenses}") };
    let title = lens["command"]["title"].as_str().expect("a title");
    assert!(title.contains(" figures · ") && title.ends_with(" tied · 1 finding"), "{title}");
    assert_eq!(
        (&lens["command"]["command"], &lens["command"]["arguments"]),
        (&json!("tieout.keyFigures"), &json!([URI]))
    );
    assert_eq!(lens["range"]["start"]["line"], 0);
}

#[test]
fn addresses_are_links() {
    let mut server = TestServer::for_client(everything());
    let text = CALL.replace("July 24, 2031", "July 24, 2031 (https://ir.halden.example/q2).");
    server.open(URI, &text);
    let links = server.ask("documentLink", URI);
    let [link] = links.as_array().expect("a list").as_slice() else { panic!("{links}") };
    assert_eq!(link["target"], "https://ir.halden.example/q2");
    assert_eq!(words_in(&text, &link["range"], "utf-16"), "https://ir.halden.example/q2");
}

#[test]
fn sections_exchanges_and_turns_fold() {
    let folds = server().ask("foldingRange", URI);
    let folds: Vec<(u64, u64)> = folds
        .as_array()
        .expect("a list")
        .iter()
        .map(|fold| (fold["startLine"].as_u64().expect("a line"), fold["endLine"].as_u64().expect("a line")))
        .collect();
    let line = |words| u64::from(place(CALL, words).line);
    let cfo = (line("- CFO"), line("Operator, we are ready"));
    assert!(folds.contains(&cfo), "{cfo:?} is not in {folds:?}");
    assert!(folds.iter().all(|(start, end)| start < end && *end < CALL.lines().count() as u64), "{folds:?}");
    let exchange = line("Operator\nThank you. Our first question");
    assert!(folds.iter().any(|(start, _)| *start == exchange), "{folds:?}");

    let few = but(everything(), "/textDocument/foldingRange", json!({ "rangeLimit": 3 }));
    let mut server = TestServer::for_client(few);
    server.open(URI, CALL);
    assert_eq!(server.ask("foldingRange", URI).as_array().map(Vec::len), Some(3));
}

#[test]
fn nothing_is_drawn_in_what_is_no_call() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, LETTER);
    for request in ["semanticTokens/full", "codeLens", "documentLink", "foldingRange"] {
        assert_eq!(server.ask(request, URI), Value::Null, "{request}");
    }
    assert_eq!(server.ask_within("inlayHint", URI, whole(LETTER)), Value::Null);
}

#[test]
fn what_a_client_cannot_draw_is_not_offered() {
    for (pointer, offer) in
        [("/textDocument/inlayHint", "inlayHintProvider"), ("/textDocument/semanticTokens", "semanticTokensProvider")]
    {
        assert!(TestServer::for_client(everything()).capabilities.get(offer).is_some());
        assert!(TestServer::for_client(but(everything(), pointer, Value::Null)).capabilities.get(offer).is_none());
    }
}
