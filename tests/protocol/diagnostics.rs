//! Diagnostics: asked for or pushed, never both.

use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use crate::capability::{but, everything, pushed};
use crate::server::{TestServer, introduction, uri_of};
use crate::text::{CALL, LETTER, range, words_in};

const URI: &str = "file:///calls/halden.txt";

/// The call without its mistake.
fn mended() -> String {
    CALL.replace("51%", "15%")
}

#[test]
fn a_finding_says_what_is_wrong_and_against_what() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    let findings = server.findings(URI);
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(words_in(CALL, &finding["range"], "utf-16"), "51%");
    assert_eq!((&finding["code"], &finding["source"]), (&json!("share-mismatch"), &json!("tieout")));
    assert_eq!(finding["severity"], 2);
    let message = finding["message"].as_str().expect("a message");
    assert!(message.contains("says 51%") && message.contains("15.1–15.3%"), "{message}");
    let related = finding["relatedInformation"].as_array().expect("operands");
    let operands: Vec<_> = related.iter().map(|it| words_in(CALL, &it["location"]["range"], "utf-16")).collect();
    assert_eq!(operands, ["$14.7 million", "$96.7 million"]);
    assert!(related.iter().all(|it| it["location"]["uri"] == URI));
}

#[test]
fn a_client_that_shows_no_operands_gets_none() {
    let plain = but(everything(), "/textDocument/publishDiagnostics", Value::Null);
    let mut server = TestServer::for_client(plain);
    server.open(URI, CALL);
    let finding = server.findings(URI).remove(0);
    assert!(finding.get("relatedInformation").is_none() && finding.get("codeDescription").is_none(), "{finding}");
}

#[test]
fn who_asks_is_not_pushed() {
    let mut server = TestServer::for_client(everything());
    assert_eq!(server.capabilities["diagnosticProvider"]["workspaceDiagnostics"], true);
    server.open(URI, CALL);
    assert_eq!(server.findings(URI).len(), 1);
    server.close(URI);
    assert_eq!(server.said_within(Duration::from_millis(200)), Vec::<Value>::new());
}

#[test]
fn who_does_not_ask_is_pushed_once_for_each_version() {
    let mut server = TestServer::for_client(pushed());
    assert!(server.capabilities.get("diagnosticProvider").is_none());
    server.open(URI, CALL);
    assert_eq!(server.pushed(URI, 1).len(), 1);
    server.change(URI, 2, Some(range(CALL, "51%")), "15%");
    assert_eq!(server.pushed(URI, 2), Vec::<Value>::new());
    server.change(URI, 3, None, CALL);
    assert_eq!(server.pushed(URI, 3).len(), 1);
    assert_eq!(server.said_within(Duration::from_millis(200)), Vec::<Value>::new());
    // What was said is taken back when the document is closed.
    server.close(URI);
    let last = server.notification("textDocument/publishDiagnostics");
    assert_eq!((&last["uri"], &last["diagnostics"]), (&json!(URI), &json!([])));
}

#[test]
fn about_what_is_no_call_nothing_is_pushed_unless_something_has_to_be_taken_back() {
    let mut server = TestServer::for_client(pushed());
    server.open("file:///letter.txt", LETTER);
    server.ask("documentSymbol", "file:///letter.txt");
    assert_eq!(server.said_within(Duration::from_millis(200)), Vec::<Value>::new());
    server.open(URI, CALL);
    assert_eq!(server.pushed(URI, 1).len(), 1);
    server.change(URI, 2, None, LETTER);
    assert_eq!(server.pushed(URI, 2), Vec::<Value>::new());
    server.close(URI);
    server.close("file:///letter.txt");
}

#[test]
fn an_answer_that_stays_the_same_is_not_sent_again() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    let first = server.ask("diagnostic", URI);
    assert_eq!(first["kind"], "full");
    let again = |server: &mut TestServer| {
        let document = json!({ "uri": URI });
        server.request(
            "textDocument/diagnostic",
            json!({ "textDocument": document, "previousResultId": first["resultId"] }),
        )
    };
    let same = again(&mut server);
    assert_eq!((&same["kind"], &same["resultId"]), (&json!("unchanged"), &first["resultId"]));
    assert!(same.get("items").is_none());
    server.change(URI, 2, None, &mended());
    let changed = again(&mut server);
    assert_eq!((&changed["kind"], &changed["items"]), (&json!("full"), &json!([])));
}

#[test]
fn findings_of_a_call_move_with_the_lines_before_it() {
    let mut server = TestServer::for_client(everything());
    let two = format!("{CALL}\n{CALL}");
    server.open(URI, &two);
    let lines = |server: &mut TestServer| -> Vec<u64> {
        server.findings(URI).iter().map(|it| it["range"]["start"]["line"].as_u64().expect("a line")).collect()
    };
    let before = lines(&mut server);
    assert_eq!(before.len(), 2);
    // A word changes no lines, and two line breaks do.
    server.change(URI, 2, Some(range(&two, "Good afternoon")), "Good day");
    assert_eq!(lines(&mut server), before);
    let start = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
    server.change(URI, 3, Some(start), "\n\n");
    assert_eq!(lines(&mut server), before.iter().map(|line| line + 2).collect::<Vec<_>>());
}

#[test]
fn findings_follow_the_newest_text() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    for version in 2..12 {
        let (old, new) = if version % 2 == 0 { ("51%", "15%") } else { ("15%", "51%") };
        let text = if version % 2 == 0 { CALL.to_owned() } else { mended() };
        server.change(URI, version, Some(range(&text, &format!("{old} of total"))), &format!("{new} of total"));
        assert_eq!(server.findings(URI).len(), version as usize % 2);
    }
}

#[test]
fn the_workspace_is_reported_where_that_is_wanted() {
    let folder = tempfile::tempdir().expect("a folder");
    let wrong = folder.path().join("wrong.txt");
    fs::write(&wrong, CALL).expect("written");
    fs::write(folder.path().join("right.txt"), mended()).expect("written");
    fs::write(folder.path().join("letter.txt"), LETTER).expect("written");
    let mut params = introduction(everything());
    params["workspaceFolders"] = json!([{ "uri": uri_of(folder.path()), "name": "calls" }]);
    params["initializationOptions"] = json!({ "diagnostics": { "workspace": true } });
    let mut server = TestServer::with(params);
    assert_eq!(server.capabilities["diagnosticProvider"]["workspaceDiagnostics"], true);
    server.symbols("Tully", "Owen Tully");
    // It answers at once with what is known by now, and is never parked.
    let mut report = Value::Null;
    server.eventually("the finding is reported", |server| {
        report = server.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
        report["items"].as_array().is_some_and(|items| !items.is_empty())
    });
    let items = report["items"].as_array().expect("a list");
    let [item] = items.as_slice() else { panic!("{items:?}") };
    assert_eq!((&item["uri"], &item["kind"]), (&json!(uri_of(&wrong)), &json!("full")));
    assert_eq!(item["items"][0]["code"], "share-mismatch");
    let known = json!([{ "uri": item["uri"], "value": item["resultId"] }]);
    let again = server.request("workspace/diagnostic", json!({ "previousResultIds": known }));
    assert_eq!(again["items"][0]["kind"], "unchanged");
    // What was said of a file that is gone is taken back, under the name that the client has for it.
    fs::remove_file(&wrong).expect("removed");
    server.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": uri_of(&wrong), "type": 3 }] }));
    let name = uri_of(&wrong).replace("wrong", "wr%6Fng");
    let known = json!([{ "uri": name, "value": item["resultId"] }]);
    server.eventually("the finding is taken back", |server| {
        report = server.request("workspace/diagnostic", json!({ "previousResultIds": known }));
        report["items"][0]["kind"] == "full"
    });
    assert_eq!(report["items"], json!([{ "uri": name, "version": null, "kind": "full", "items": [] }]));
    // What is open is answered for when it is asked for.
    server.open(&name, CALL);
    let report = server.request("workspace/diagnostic", json!({ "previousResultIds": known }));
    assert_eq!(report, json!({ "items": [] }));
}

#[test]
fn the_workspace_is_reported_as_soon_as_that_is_wanted() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("wrong.txt"), CALL).expect("written");
    let wanted = json!({ "settings": { "diagnostics": { "workspace": true } } });
    let count = |server: &mut TestServer| {
        let report = server.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
        report["items"].as_array().map(Vec::len)
    };
    // Most clients are offered it in any case, and told of nothing while it is not wanted.
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    assert_eq!(server.capabilities["diagnosticProvider"]["workspaceDiagnostics"], true);
    server.symbols("Tully", "Owen Tully");
    assert_eq!(count(&mut server), Some(0));
    server.notify("workspace/didChangeConfiguration", wanted.clone());
    server.eventually("it is reported", |server| count(server) == Some(1));
    // Others take offers later.
    let client = but(everything(), "/textDocument/diagnostic/dynamicRegistration", json!(true));
    let mut server = TestServer::in_folders(client, &[folder.path()]);
    assert!(server.capabilities.get("diagnosticProvider").is_none());
    let offered = server.was_asked("client/registerCapability")["registrations"][0].clone();
    assert_eq!(offered["method"], "textDocument/diagnostic");
    assert_eq!(offered["registerOptions"]["workspaceDiagnostics"], false);
    server.notify("workspace/didChangeConfiguration", wanted);
    let withdrawn = server.was_asked("client/unregisterCapability")["unregisterations"][0].clone();
    assert_eq!(withdrawn, json!({ "id": offered["id"], "method": "textDocument/diagnostic" }));
    let offered = server.was_asked("client/registerCapability")["registrations"][0].clone();
    assert_eq!(offered["registerOptions"]["workspaceDiagnostics"], true);
    // Nobody has to open or look for anything.
    server.eventually("it is reported", |server| count(server) == Some(1));
}
