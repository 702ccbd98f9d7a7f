//! Documents that are not there, positions that are nowhere, many documents at once, documents that are too large.

use std::time::Duration;

use serde_json::{Value, json};

use crate::capability::{QUESTIONS, everything, pushed};
use crate::server::{TestServer, introduction};
use crate::text::{CALL, Place, range, whole};

const URI: &str = "file:///calls/halden.txt";

/// Every request about a document, at a place and in a range.
fn ask_everything(server: &mut TestServer, uri: &str, place: Place) -> Vec<(&'static str, Value)> {
    let document = json!({ "uri": uri });
    let at = place.json();
    let range = json!({ "start": at, "end": { "line": place.line, "character": place.character.saturating_add(9) } });
    let params = json!({
        "textDocument": document,
        "position": at,
        "positions": [at],
        "range": range,
        "context": { "diagnostics": [], "includeDeclaration": true, "triggerKind": 1 },
        "previousResultId": "none",
    });
    QUESTIONS
        .into_iter()
        .chain(["completion"])
        .map(|method| (method, server.request(&format!("textDocument/{method}"), params.clone())))
        .collect()
}

#[test]
fn nothing_is_known_of_documents_that_are_not_open() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    server.close(URI);
    for uri in [URI, "file:///never/opened.txt", "untitled:none", "data:text/plain,hello"] {
        for (method, answer) in ask_everything(&mut server, uri, Place { line: 3, character: 5 }) {
            if method == "diagnostic" {
                assert_eq!(answer, json!({ "kind": "full", "items": [] }), "{uri}");
            } else {
                assert_eq!(answer, Value::Null, "{method} {uri}");
            }
        }
    }
}

#[test]
fn what_is_no_uri_is_refused() {
    let mut server = TestServer::for_client(everything());
    for uri in ["no-uri-at-all", "", "::"] {
        let error = server.refusal("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
        assert_eq!(error["code"], -32602, "{uri}");
        server.open(uri, CALL);
    }
    assert_eq!(server.request("workspace/symbol", json!({ "query": "" })), json!([]));
}

#[test]
fn edits_to_a_document_that_is_not_open_are_ignored() {
    let mut server = TestServer::for_client(everything());
    server.change(URI, 1, None, CALL);
    server.open(URI, CALL);
    server.close(URI);
    server.change(URI, 2, Some(range(CALL, "51%")), "15%");
    server.close(URI);
    assert_eq!(server.ask("documentSymbol", URI), Value::Null);
    // An edit that comes late does not reach the document opened again.
    server.open(URI, CALL);
    assert_eq!(server.findings(URI).len(), 1);
}

#[test]
fn positions_far_outside_are_answered() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    let numbers = [0, 1, 23, 91, 92, 93, 1 << 31, u32::MAX];
    for line in numbers {
        for character in [0, 70, 1 << 31, u32::MAX] {
            ask_everything(&mut server, URI, Place { line, character });
        }
    }
    assert_eq!(server.findings(URI).len(), 1);
}

#[test]
fn edits_far_outside_are_made_at_the_end() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    let far = json!({ "line": 4_000_000, "character": 7 });
    server.change(URI, 2, Some(json!({ "start": far, "end": far })), "Thank you.\n");
    let mut text = format!("{CALL}Thank you.\n");
    assert_same(&mut server, &text);
    // A range may end far behind its line, and its ends may come in the wrong order.
    let title = text.lines().next().expect("a line").len();
    let range = json!({ "start": { "line": 1, "character": 0 }, "end": { "line": 0, "character": 9999 } });
    server.change(URI, 3, Some(range), " of 2031\n");
    text.replace_range(title..title + 1, " of 2031\n");
    assert_same(&mut server, &text);
}

/// What is said about the document is what is said about a document with this text.
fn assert_same(server: &mut TestServer, text: &str) {
    const FRESH: &str = "file:///calls/fresh.txt";
    server.open(FRESH, text);
    assert_eq!(crate::edits::answers(server, URI), crate::edits::answers(server, FRESH));
}

#[test]
fn what_is_opened_or_closed_twice_is_taken_as_it_was_said_last() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    server.open(URI, &CALL.replace("51%", "15%"));
    assert_eq!(server.findings(URI), Vec::<Value>::new());
    server.close(URI);
    server.close(URI);
    server.open(URI, CALL);
    assert_eq!(server.findings(URI).len(), 1);
}

#[test]
fn fifty_documents_are_typed_into_at_once() {
    let mut server = TestServer::for_client(everything());
    let uri = |index: usize| format!("file:///calls/{index}.txt");
    for index in 0..50 {
        server.open(&uri(index), CALL);
    }
    let mut texts = vec![CALL.to_owned(); 50];
    for version in 2..12 {
        for (index, text) in texts.iter_mut().enumerate() {
            let (old, new) =
                if (version + index as i32) % 2 == 0 { ("51% of", "15% of") } else { ("15% of", "51% of") };
            if let Some(at) = text.find(old) {
                server.change(&uri(index), version, Some(range(text, old)), new);
                text.replace_range(at..at + old.len(), new);
            }
        }
    }
    let asked: Vec<i64> = (0..50)
        .map(|index| server.begin("textDocument/diagnostic", json!({ "textDocument": { "uri": uri(index) } })))
        .collect();
    for (text, id) in texts.iter().zip(asked) {
        let count = server.finish(id).expect("an answer")["items"].as_array().map(Vec::len);
        assert_eq!(count, Some(usize::from(text.contains("51% of"))));
    }
}

#[test]
fn a_document_over_the_limit_is_declined_with_a_message_and_taken_up_below_it() {
    let mut params = introduction(pushed());
    params["initializationOptions"] = json!({ "maxFileSize": CALL.len() + 10 });
    let mut server = TestServer::with(params);
    server.open(URI, &CALL.repeat(2));
    let shown = server.notification("window/showMessage");
    let message = shown["message"].as_str().expect("words");
    assert!(message.contains("halden.txt") && message.contains("tieout.maxFileSize"), "{message}");
    assert_eq!(server.ask("documentSymbol", URI), Value::Null);
    // It is said once, not at every keystroke.
    server.change(URI, 2, Some(range(CALL, "Thank you")), "Thanks");
    assert_eq!(server.ask_within("inlayHint", URI, whole(CALL)), Value::Null);
    assert_eq!(server.said_within(Duration::from_millis(100)), Vec::<Value>::new());
    server.change(URI, 3, None, CALL);
    assert_eq!(server.pushed(URI, 3).len(), 1);
    server.change(URI, 4, None, &CALL.repeat(2));
    assert_eq!(server.pushed(URI, 4), Vec::<Value>::new());
    // A limit that grows is followed at once.
    server.notify("workspace/didChangeConfiguration", json!({ "settings": { "maxFileSize": 1 << 20 } }));
    assert_eq!(server.pushed(URI, 4).len(), 2);
    server.close(URI);
    server.notification("textDocument/publishDiagnostics");
}

#[test]
fn a_document_that_grows_over_the_limit_does_not_fall_silent_without_a_word() {
    let mut params = introduction(pushed());
    params["initializationOptions"] = json!({ "maxFileSize": CALL.len() + 10 });
    let mut server = TestServer::with(params);
    server.open(URI, CALL);
    assert_eq!(server.pushed(URI, 1).len(), 1);
    server.change(URI, 2, Some(range(CALL, "Thank you")), "Thank you very, very much");
    let shown = server.notification("window/showMessage");
    assert!(shown["message"].as_str().is_some_and(|it| it.contains("tieout.maxFileSize")), "{shown}");
    assert_eq!(server.pushed(URI, 2), Vec::<Value>::new());
    // Once each time it is opened.
    server.change(URI, 3, None, CALL);
    assert_eq!(server.pushed(URI, 3).len(), 1);
    server.change(URI, 4, None, &CALL.repeat(2));
    assert_eq!(server.pushed(URI, 4), Vec::<Value>::new());
    server.close(URI);
}

#[test]
fn versions_may_be_anything() {
    let mut server = TestServer::for_client(pushed());
    server.open(URI, CALL);
    server.pushed(URI, 1);
    for version in [7, -3, 0, i32::MAX, i32::MIN] {
        server.change(URI, version, None, CALL);
        assert_eq!(server.pushed(URI, version).len(), 1);
    }
    server.close(URI);
    server.notification("textDocument/publishDiagnostics");
}
