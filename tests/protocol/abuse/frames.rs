//! Bytes that are no messages, and messages out of place.

use std::time::Duration;

use serde_json::{Value, json};

use crate::capability::everything;
use crate::server::{Start, TestServer, frame, introduction};
use crate::text::CALL;

const URI: &str = "file:///calls/halden.txt";

/// The answer that a client gets for what has no id that could be read.
fn refused(server: &mut TestServer) -> Value {
    server.wait("a refusal", |message| message["id"].is_null() && message.get("error").is_some())["error"].clone()
}

fn assert_goes_on(server: &mut TestServer) {
    server.open(URI, CALL);
    assert_eq!(server.findings(URI).len(), 1);
    server.close(URI);
}

#[test]
fn bodies_that_are_no_requests_are_refused_one_by_one() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let mut server = TestServer::for_client(everything());
    for (body, code) in [
        (&b"{\"jsonrpc\":\"2.0\",\"id\":1,"[..], -32700),
        (b"\xff\xfe{}", -32700),
        (deep.as_bytes(), -32700),
        (b"[]", -32600),
        (b"7", -32600),
        (b"{}", -32600),
        (b"{\"jsonrpc\":\"2.0\",\"method\":7}", -32600),
    ] {
        server.send_raw(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        server.send_raw(body);
        assert_eq!(refused(&mut server)["code"], code, "{:?}", &body[..body.len().min(40)]);
        assert_goes_on(&mut server);
    }
}

#[test]
fn a_request_that_cannot_be_read_is_refused_under_its_id() {
    let mut server = TestServer::for_client(everything());
    server.send(&json!({ "jsonrpc": "2.0", "id": "mine", "method": ["no", "name"] }));
    let answer = server.wait("the answer", |message| message["id"] == "mine");
    assert_eq!(answer["error"]["code"], -32600);
    let error = server.refusal("textDocument/hover", json!({ "position": "here" }));
    assert_eq!(error["code"], -32602);
    for method in ["textDocument/unheardOf", "$/unheardOf", "tieout/unheardOf"] {
        assert_eq!(server.refusal(method, json!({}))["code"], -32601, "{method}");
    }
    server.notify("$/unheardOf", json!({}));
    server.notify("textDocument/unheardOf", json!({}));
    assert_goes_on(&mut server);
}

#[test]
fn bytes_that_are_no_frame_are_skipped() {
    let mut server = TestServer::for_client(everything());
    for garbage in [
        &b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"[..],
        b"\0\0\0\0\xff\xff\r\n\r\n",
        b"Content-Length: many\r\n\r\n",
        b"Content-Length: -5\r\n\r\n",
        b"Content-Type: text/plain\r\n\r\n",
    ] {
        server.send_raw(garbage);
        assert_eq!(refused(&mut server)["code"], -32700, "{garbage:?}");
        server.said_within(Duration::from_millis(50));
        assert_goes_on(&mut server);
    }
}

#[test]
fn a_length_of_nothing_or_far_too_much_is_refused_before_anything_is_read() {
    let mut server = TestServer::for_client(everything());
    for length in ["0", "1000000000000", "18446744073709551615", "99999999999999999999999"] {
        server.send_raw(format!("Content-Length: {length}\r\n\r\n").as_bytes());
        assert_eq!(refused(&mut server)["code"], -32700, "{length}");
        assert_goes_on(&mut server);
    }
}

#[test]
fn a_header_without_end_is_not_kept() {
    let mut server = TestServer::for_client(everything());
    let before = memory(&server);
    let junk = vec![b'x'; 1 << 20];
    for _ in 0..64 {
        server.send_raw(&junk);
    }
    server.send_raw(b"\r\n\r\n");
    refused(&mut server);
    server.said_within(Duration::from_millis(50));
    assert_goes_on(&mut server);
    assert!(memory(&server) < before + (16 << 20), "64 MB of a header are in memory");
}

#[test]
fn a_frame_cut_short_costs_one_message() {
    let mut server = TestServer::for_client(everything());
    let whole = frame(&json!({ "jsonrpc": "2.0", "id": 900, "method": "workspace/symbol", "params": { "query": "" } }));
    server.send_raw(&whole[..whole.len() - 20]);
    let id = server.begin("workspace/symbol", json!({ "query": "" }));
    assert_eq!(refused(&mut server)["code"], -32700);
    assert_eq!(server.finish(id), Ok(json!([])));
    assert_goes_on(&mut server);
}

#[test]
fn frames_may_arrive_byte_by_byte_with_more_headers_and_in_one_piece() {
    let mut server = TestServer::for_client(everything());
    let request =
        |id: i64| json!({ "jsonrpc": "2.0", "id": id, "method": "workspace/symbol", "params": { "query": "" } });
    let body = request(901).to_string();
    let kind = "application/vscode-jsonrpc; charset=utf-8";
    let message = format!("content-length:{}\r\nContent-Type: {kind}\r\n\r\n{body}", body.len());
    for byte in message.bytes() {
        server.send_raw(&[byte]);
    }
    server.send_raw(&[frame(&request(902)), frame(&request(903))].concat());
    for id in 901..904 {
        assert_eq!(server.finish(id), Ok(json!([])));
    }
}

#[test]
fn nothing_is_served_before_initialize_and_after_shutdown() {
    let mut server = TestServer::bare(&Start::default());
    assert_eq!(server.refusal("textDocument/hover", json!({}))["code"], -32002);
    server.open(URI, CALL);
    server.notify("initialized", json!({}));
    let mut server = server.introduced(introduction(everything()));
    // What was opened before the introduction was dropped.
    assert_eq!(server.ask("documentSymbol", URI), Value::Null);
    assert!(server.refusal("initialize", introduction(everything()))["code"].is_number());
    assert_goes_on(&mut server);
    server.request("shutdown", Value::Null);
    let params = json!({ "textDocument": { "uri": URI } });
    assert_eq!(server.refusal("textDocument/documentSymbol", params)["code"], -32600);
    server.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert!(server.ended().success());
}

#[test]
fn answers_that_nobody_waits_for_are_ignored() {
    let mut server = TestServer::for_client(everything());
    server.send(&json!({ "jsonrpc": "2.0", "id": 17, "result": null }));
    server.send(&json!({ "jsonrpc": "2.0", "id": "tieout/999", "error": { "code": 1, "message": "no" } }));
    server.send(&json!({ "jsonrpc": "2.0", "id": null, "result": {} }));
    assert_goes_on(&mut server);
}

/// The memory that a server holds, in bytes; nothing where the system does not tell.
pub(crate) fn memory(server: &TestServer) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.process())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|number| number.parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}
