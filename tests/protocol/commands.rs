//! `workspace/executeCommand` and label completion.

use serde_json::{Value, json};

use crate::capability::{but, everything};
use crate::server::{TestServer, introduction};
use crate::text::{CALL, LETTER, Place, place, whole, words_in};

const URI: &str = "file:///calls/halden.txt";

fn server() -> TestServer {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    server
}

fn run(server: &mut TestServer, command: &str, arguments: Value) -> Value {
    server.request("workspace/executeCommand", json!({ "command": command, "arguments": arguments }))
}

#[test]
fn key_figures_are_guidance_then_results_and_lead_to_the_text() {
    let mut server = server();
    let rows = run(&mut server, "tieout.keyFigures", json!([URI]));
    let rows = rows.as_array().expect("a list");
    let of = |metric: &str, period: &str| {
        let is_it = |row: &&Value| row["metric"] == metric && row["period"] == period;
        rows.iter().position(|row| is_it(&row)).unwrap_or_else(|| panic!("no {metric} {period} in {rows:#?}"))
    };
    let guided = &rows[of("revenue", "Q3 FY2031")];
    assert_eq!((&guided["kind"], &guided["midpoint"]), (&json!("guidance"), &json!("$100 million")));
    assert_eq!(words_in(CALL, &guided["range"], "utf-16"), "$98 million and $102 million");
    assert_eq!(guided["speaker"], "Owen Tully");
    let reported = &rows[of("revenue", "Q2 FY2031")];
    assert_eq!((&reported["kind"], &reported["actual"]), (&json!("result"), &json!("$96.7 million")));
    let kinds: Vec<_> = rows.iter().map(|row| row["kind"] == "guidance").collect();
    assert!(kinds.is_sorted_by(|one, other| one >= other), "{rows:#?}");
}

#[test]
fn an_export_is_a_table_that_a_spreadsheet_reads() {
    let mut server = server();
    let csv = run(&mut server, "tieout.export", json!([URI, "csv", "millions"]));
    let csv = csv.as_str().expect("text");
    assert!(csv.starts_with('\u{feff}'), "Excel knows UTF-8 by its mark");
    assert!(csv.contains(",96.7,") && csv.contains(",0.12,"), "numbers are numbers, percents are parts of one:\n{csv}");
    let tsv = run(&mut server, "tieout.export", json!([URI, "tsv", "units"]));
    let tsv = tsv.as_str().expect("text");
    let columns = |line: &str| line.split('\t').count();
    let header = tsv.lines().next().map(columns);
    assert!(tsv.lines().all(|line| Some(columns(line)) == header) && header > Some(10), "{tsv}");
    assert!(tsv.contains("\t96700000\t"), "{tsv}");
    let list = run(&mut server, "tieout.export", json!([URI, "json"]));
    let list: Value = serde_json::from_str(list.as_str().expect("text")).expect("JSON");
    assert_eq!(list.as_array().map(Vec::len), Some(tsv.lines().count() - 1));
}

#[test]
fn what_a_command_cannot_do_is_said() {
    let mut server = server();
    for (command, arguments, message) in [
        ("tieout.export", json!([]), "needs the URI of a document"),
        ("tieout.export", json!([URI, "xls"]), "not \"xls\""),
        ("tieout.export", json!([URI, "csv", "dozens"]), "not \"dozens\""),
        ("tieout.keyFigures", json!([7]), "needs the URI of a document"),
        ("tieout.showPlace", json!([URI]), "needs a range"),
        ("tieout.unknown", json!([URI]), "no command tieout.unknown"),
    ] {
        let params = json!({ "command": command, "arguments": arguments });
        let error = server.refusal("workspace/executeCommand", params);
        assert!(error["message"].as_str().is_some_and(|it| it.contains(message)), "{command}: {error}");
    }
    server.open("file:///letter.txt", LETTER);
    assert_eq!(run(&mut server, "tieout.keyFigures", json!(["file:///letter.txt"])), Value::Null);
}

#[test]
fn labels_are_completed_for_those_who_correct_transcripts() {
    let begun = CALL.replace("- CFO\nYes, 45%", "- C\nYes, 45%");
    let mut params = introduction(everything());
    params["initializationOptions"] = json!({ "profile": "editor" });
    let mut server = TestServer::with(params);
    assert!(server.capabilities.get("completionProvider").is_some());
    server.open(URI, &begun);
    let mut at = place(&begun, "- C\nYes");
    at.character += 3;
    let items = server.ask_at("completion", URI, at);
    let items = items.as_array().expect("a list");
    let edits: Vec<&str> = items.iter().map(|item| item["textEdit"]["newText"].as_str().expect("text")).collect();
    assert_eq!(edits, ["- CEO", "- CFO"]);
    assert!(items.iter().all(|item| words_in(&begun, &item["textEdit"]["range"], "utf-16") == "- C"));
    assert!(items[1]["detail"].as_str().is_some_and(|detail| detail.starts_with("Owen Tully")));

    let mut reader = TestServer::for_client(everything());
    reader.open(URI, CALL);
    assert_eq!(reader.ask_at("completion", URI, Place { line: 3, character: 0 }), Value::Null);
}

#[test]
fn a_label_is_completed_with_the_marks_that_close_it() {
    let mut params = introduction(everything());
    params["initializationOptions"] = json!({ "profile": "editor" });
    let mut server = TestServer::with(params);
    let text = CALL.replace("\n- CFO\n", "\nOwen Tully: ").replace("\n- CEO\n", "\nMarta Lindqvist: ");
    let text = text.replace("\nOperator\n", "\nOperator: ").replace("\n- Analyst\n", "\nDana Whitlock: ");
    let text = format!("{text}\nOwe");
    server.open(URI, &text);
    let end = Place { line: text.lines().count() as u32 - 1, character: 3 };
    let items = server.ask_at("completion", URI, end);
    assert_eq!(items[0]["textEdit"]["newText"], "Owen Tully: ", "{items}");
    // What stands there already is not said again.
    server.change(URI, 2, None, &format!("{text}: Thank you."));
    let items = server.ask_at("completion", URI, end);
    assert_eq!(items[0]["textEdit"]["newText"], "Owen Tully", "{items}");
}

#[test]
fn no_place_is_shown_by_a_client_that_shows_none() {
    let mut server = TestServer::for_client(but(everything(), "/window/showDocument", Value::Null));
    let place = json!({ "command": "tieout.showPlace", "arguments": [URI, whole(CALL)] });
    let error = server.refusal("workspace/executeCommand", place);
    assert!(error["message"].as_str().is_some_and(|it| it.contains("cannot be asked")), "{error}");
}
