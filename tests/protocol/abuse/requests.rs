//! Every request there is, out of place: before the introduction and after the end, about documents that nobody has
//! opened, at places that no text has, twice under one id.

use serde_json::{Value, json};

use crate::capability::{but, everything};
use crate::server::{Start, TestServer, introduction};
use crate::text::{CALL, Place};

const URI: &str = "file:///calls/halden.txt";

/// What is asked of a document that is not open: nothing is known of it.
const UNKNOWN: [&str; 6] =
    [URI, "file:///never/opened.txt", "untitled:none", "data:text/plain,hello", "git:/a.txt?ref=1", "file:///"];

/// Numbers of lines and columns, most of them outside of the call.
const NUMBERS: [u32; 8] = [0, 1, 23, 91, 92, 93, 1 << 31, u32::MAX];

/// Requests about a document, with parameters that are in order.
fn about(uri: &str, range: &Value) -> Vec<(&'static str, Value)> {
    let document = json!({ "uri": uri });
    let params = json!({
        "textDocument": document,
        "position": range["start"],
        "positions": [range["start"], range["end"]],
        "range": range,
        "context": { "diagnostics": [], "includeDeclaration": true, "triggerKind": 1 },
        "previousResultId": "none",
    });
    let command = |name: &str, arguments: Value| json!({ "command": name, "arguments": arguments });
    let accepted = json!({ "uri": uri, "check": "share-mismatch", "quote": "51%" });
    let mut all: Vec<(&str, Value)> = [
        "textDocument/codeAction",
        "textDocument/codeLens",
        "textDocument/completion",
        "textDocument/definition",
        "textDocument/diagnostic",
        "textDocument/documentHighlight",
        "textDocument/documentLink",
        "textDocument/documentSymbol",
        "textDocument/foldingRange",
        "textDocument/hover",
        "textDocument/inlayHint",
        "textDocument/references",
        "textDocument/selectionRange",
        "textDocument/semanticTokens/full",
        "textDocument/semanticTokens/full/delta",
        "textDocument/semanticTokens/range",
    ]
    .map(|method| (method, params.clone()))
    .to_vec();
    all.push(("workspace/executeCommand", command("tieout.keyFigures", json!([uri]))));
    all.push(("workspace/executeCommand", command("tieout.export", json!([uri, "csv", "millions"]))));
    all.push(("workspace/executeCommand", command("tieout.showPlace", json!([uri, range]))));
    all.push(("codeAction/resolve", json!({ "title": "Accept", "data": accepted })));
    all.push(("workspace/symbol", json!({ "query": "" })));
    all.push(("workspace/diagnostic", json!({ "previousResultIds": [{ "uri": uri, "value": "none" }] })));
    all
}

fn range(start: Place, end: Place) -> Value {
    json!({ "start": start.json(), "end": end.json() })
}

fn nowhere() -> Value {
    range(Place { line: 3, character: 5 }, Place { line: 3, character: 9 })
}

#[test]
fn no_request_is_forgotten_here() {
    let server = include_str!("../../../server/lsp/src/server.rs");
    let (_, handlers) = server.split_once("impl LanguageServer for Server {").expect("the handlers");
    let handlers = handlers.lines().filter_map(|line| line.strip_prefix("    async fn ")?.split('(').next());
    let asks = |name: &&str| !name.starts_with("did_") && !["initialize", "initialized", "shutdown"].contains(name);
    let handlers: Vec<&str> = handlers.filter(asks).collect();
    assert!(handlers.len() >= 18, "{handlers:?}");
    // "semanticTokens/full" is handled by `semantic_tokens_full`.
    let of_handler = |method: &str| {
        let snake = |letter: char| if letter.is_uppercase() { format!("_{letter}") } else { letter.to_string() };
        method.replace('/', "_").chars().map(snake).collect::<String>().to_lowercase()
    };
    let asked: Vec<String> = about(URI, &nowhere()).iter().map(|(method, _)| of_handler(method)).collect();
    for handler in handlers {
        let name = handler.trim_start_matches("goto_");
        assert!(asked.iter().any(|asked| asked.ends_with(name)), "{handler} is not asked in these tests");
    }
}

#[test]
fn every_request_is_refused_before_initialize_and_after_shutdown() {
    let mut server = TestServer::bare(&Start::default());
    let refuse_all = |server: &mut TestServer, code: i32| {
        for (method, params) in about(URI, &nowhere()) {
            assert_eq!(server.refusal(method, params)["code"], code, "{method}");
            assert_eq!(server.refusal(method, json!({}))["code"], code, "{method} without parameters");
        }
        assert_eq!(server.refusal("shutdown", Value::Null)["code"], code);
        for method in ["textDocument/unheardOf", "$/unheardOf"] {
            assert_eq!(server.refusal(method, Value::Null)["code"], -32601, "{method}");
        }
    };
    refuse_all(&mut server, -32002);
    // Nothing that is told before is remembered.
    server.open(URI, CALL);
    server.change(URI, 2, None, CALL);
    let mut server = server.introduced(introduction(everything()));
    assert_eq!(server.ask("documentSymbol", URI), Value::Null);
    server.request("shutdown", Value::Null);
    refuse_all(&mut server, -32600);
    server.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert!(server.ended().success());
}

#[test]
fn every_request_about_a_document_that_is_not_open_says_that_nothing_is_known() {
    const OPEN: &str = "file:///calls/open.txt";
    let mut server = TestServer::for_client(everything());
    server.open(OPEN, CALL);
    assert_eq!(server.findings(OPEN).len(), 1);
    server.open(URI, CALL);
    server.close(URI);
    // What is open is found where all documents are searched, and there alone.
    let found = server.request("workspace/symbol", json!({ "query": "" }));
    for uri in UNKNOWN {
        for (method, params) in about(uri, &nowhere()) {
            let what = format!("{method} {uri} {params}");
            match method {
                // An accepted finding is written to the settings of a file that the client names; there is no file.
                "codeAction/resolve" => {
                    let id = server.begin(method, params);
                    let _ = server.finish(id);
                }
                "textDocument/diagnostic" => {
                    assert_eq!(server.request(method, params), json!({ "kind": "full", "items": [] }), "{what}");
                }
                // The client says that it was told something of it.
                "workspace/diagnostic" => {
                    let nothing = json!({ "uri": uri, "version": null, "kind": "full", "items": [] });
                    assert_eq!(server.request(method, params), json!({ "items": [nothing] }), "{what}");
                }
                "workspace/symbol" => assert_eq!(server.request(method, params), found, "{what}"),
                _ => assert_eq!(server.request(method, params), Value::Null, "{what}"),
            }
        }
        server.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": uri, "type": 1 }] }));
        server.notify(
            "workspace/didChangeWorkspaceFolders",
            json!({ "event": { "added": [], "removed": [{ "uri": uri, "name": "gone" }] } }),
        );
    }
    server.open(URI, CALL);
    assert_eq!(server.findings(URI).len(), 1);
}

#[test]
fn every_request_at_a_place_that_no_text_has_is_answered() {
    for encoding in ["utf-16", "utf-8", "utf-32"] {
        let client = but(everything(), "/general", json!({ "positionEncodings": [encoding] }));
        let mut server = TestServer::for_client(client);
        // Letters of several bytes and units, so that a column can lie inside of one.
        let text = CALL.replacen("51%", "𝔸萬é 51%", 1);
        server.open(URI, &text);
        for line in NUMBERS {
            for character in [0, 70, 1 << 31, u32::MAX] {
                let (there, behind) = (Place { line, character }, Place { line: u32::MAX, character: u32::MAX });
                let first = Place { line: 0, character: 3 };
                // A range may be empty, reach to the end of all lines, and be the wrong way round.
                for range in [range(there, there), range(there, behind), range(behind, there), range(there, first)] {
                    for (method, params) in about(URI, &range) {
                        server.request(method, params);
                    }
                }
            }
        }
        assert_eq!(server.findings(URI).len(), 1);
        assert!(!server.log().contains("internal error"), "{}", server.log());
    }
}

#[test]
fn every_edit_at_a_place_that_no_text_has_is_made_at_the_nearest_that_it_has() {
    for encoding in ["utf-16", "utf-8", "utf-32"] {
        let client = but(everything(), "/general", json!({ "positionEncodings": [encoding] }));
        let mut server = TestServer::for_client(client);
        server.open(URI, CALL);
        let mut version = 1;
        for line in NUMBERS {
            for character in [70, 1 << 31, u32::MAX] {
                let (there, behind) = (Place { line, character }, Place { line: u32::MAX, character: u32::MAX });
                let first = Place { line: 0, character: 3 };
                for range in [range(there, there), range(there, behind), range(behind, there), range(there, first)] {
                    version += 1;
                    server.change(URI, version, Some(range), "51% of it.\n");
                }
            }
        }
        assert!(server.ask("foldingRange", URI).is_array() || server.ask("foldingRange", URI).is_null());
        version += 1;
        server.change(URI, version, None, CALL);
        assert_eq!(server.findings(URI).len(), 1);
        assert!(!server.log().contains("internal error"), "{}", server.log());
    }
}

#[test]
fn edits_to_a_closed_document_reach_neither_it_nor_the_one_that_is_opened_in_its_place() {
    let mut server = TestServer::for_client(everything());
    let wrong = crate::text::range(CALL, "51%");
    server.open(URI, CALL);
    server.close(URI);
    for (version, range) in [(2, None), (3, Some(wrong.clone())), (4, Some(nowhere()))] {
        server.change(URI, version, range, "15%");
        for (method, params) in about(URI, &wrong) {
            if method.starts_with("textDocument/") && method != "textDocument/diagnostic" {
                assert_eq!(server.request(method, params), Value::Null, "{method}");
            }
        }
    }
    server.open(URI, CALL);
    server.close("file:///calls/other.txt");
    server.change("file:///calls/other.txt", 2, Some(wrong.clone()), "15%");
    assert_eq!(server.findings(URI).len(), 1);
    server.change(URI, 2, Some(wrong), "15%");
    assert_eq!(server.findings(URI).len(), 0);
    assert!(!server.log().contains("internal error"), "{}", server.log());
}

#[test]
fn a_second_request_under_the_id_of_one_that_is_not_answered_is_refused() {
    let mut server = TestServer::for_client(everything());
    let mut text = CALL.repeat(30);
    server.open(URI, &text);
    let params = json!({ "textDocument": { "uri": URI } });
    let request = json!({ "jsonrpc": "2.0", "id": "one", "method": "textDocument/documentSymbol", "params": params });
    server.send(&request);
    server.send(&request);
    let mut answers = [0, 1].map(|_| server.wait("an answer", |message| message["id"] == "one"));
    answers.sort_by_key(|answer| answer.get("error").is_some());
    assert_eq!(answers[0]["result"].as_array().map(Vec::len), Some(30));
    assert_eq!(answers[1]["error"]["code"], -32600);
    // Once it is answered, the id is free; a request that was taken back is answered as well.
    text.push_str("Thank you.\n");
    server.change(URI, 2, None, &text);
    server.send(&request);
    server.notify("$/cancelRequest", json!({ "id": "one" }));
    let answer = server.wait("the last answer", |message| message["id"] == "one");
    assert!(answer.get("result").is_some() || answer["error"]["code"] == -32800, "{answer}");
}
