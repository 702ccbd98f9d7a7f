//! How a server ends, and what does not end it.

use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::capability::{everything, pushed};
use crate::server::{PATIENCE, Start, TestServer, introduction};
use crate::text::{CALL, place, whole};

const URI: &str = "file:///calls/halden.txt";

#[test]
fn exit_after_shutdown_is_orderly_and_without_it_not() {
    assert!(TestServer::for_client(everything()).shut_down().success());
    for introduce in [true, false] {
        let mut server = TestServer::bare(&Start::default());
        if introduce {
            server = server.introduced(introduction(everything()));
        }
        server.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
        assert_eq!(server.ended().code(), Some(1));
    }
}

#[test]
fn the_end_of_input_ends_the_server_even_within_a_frame() {
    for rest in [&b""[..], b"Content-Length: 50\r\n\r\n{\"jsonrpc\"", b"Content-Le"] {
        let mut server = TestServer::for_client(everything());
        server.open(URI, CALL);
        server.send_raw(rest);
        server.hang_up();
        assert_eq!(server.ended().code(), Some(1));
    }
}

#[test]
fn exit_does_not_wait_for_an_analysis() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, &CALL.repeat(200));
    let id = server.begin("textDocument/documentSymbol", json!({ "textDocument": { "uri": URI } }));
    server.send(&json!({ "jsonrpc": "2.0", "id": id + 1, "method": "shutdown" }));
    server.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert!(server.ended_within(Duration::from_secs(10)).is_some_and(|status| status.success()));
}

/// A server whose output nobody reads, with enough said to fill the pipe.
fn stalled(parent: u32) -> Stalled {
    let mut child = Command::new(crate::server::program())
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the server starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut say = |message: &Value| {
        use std::io::Write;
        stdin.write_all(&crate::server::frame(message)).expect("the server reads on");
    };
    let mut params = introduction(pushed());
    params["processId"] = json!(parent);
    say(&json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params }));
    say(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
    let document = json!({ "uri": URI, "languageId": "plaintext", "version": 1, "text": CALL });
    say(&json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": document } }));
    for id in 2..1000 {
        let params = json!({ "textDocument": { "uri": URI }, "range": whole(CALL) });
        say(&json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/semanticTokens/full", "params": params }));
    }
    Stalled { child, stdin: Some(stdin) }
}

/// A server that nobody listens to; it is ended when the test is over.
struct Stalled {
    child: std::process::Child,
    stdin: Option<std::process::ChildStdin>,
}

impl Stalled {
    fn ends(&mut self) -> bool {
        let deadline = std::time::Instant::now() + PATIENCE;
        while std::time::Instant::now() < deadline {
            if self.child.try_wait().expect("a child").is_some() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }
}

impl Drop for Stalled {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_client_that_stops_reading_holds_up_neither_requests_nor_the_end() {
    // All requests were taken although no answer was: the test would hang in `stalled` otherwise.
    let mut server = stalled(std::process::id());
    let mut stdin = server.stdin.take().expect("open");
    let exit = json!({ "jsonrpc": "2.0", "method": "exit" });
    std::io::Write::write_all(&mut stdin, &crate::server::frame(&exit)).expect("the server reads on");
    assert!(server.ends());
}

#[test]
fn a_client_that_stops_reading_and_dies_takes_the_server_along() {
    let mut server = stalled(std::process::id());
    drop(server.stdin.take());
    assert!(server.ends());
}

#[cfg(unix)]
#[test]
fn the_death_of_the_editor_ends_the_server_though_the_pipes_stay_open() {
    let mut editor = Command::new("sleep").arg("600").spawn().expect("sleep");
    let mut server = stalled(editor.id());
    std::thread::sleep(Duration::from_millis(1500));
    assert!(server.child.try_wait().expect("a child").is_none(), "the editor is alive");
    editor.kill().expect("alive");
    editor.wait().expect("ended");
    assert!(server.ends());
}

#[cfg(unix)]
#[test]
fn an_editor_that_was_gone_at_the_start_is_not_waited_for() {
    let mut editor = Command::new("true").spawn().expect("true");
    editor.wait().expect("ended");
    let mut params = introduction(everything());
    params["processId"] = json!(editor.id());
    let mut server = TestServer::with(params);
    std::thread::sleep(Duration::from_millis(1500));
    server.open(URI, CALL);
    assert_eq!(server.findings(URI).len(), 1);
}

#[cfg(unix)]
#[test]
fn the_editor_may_be_named_on_the_command_line() {
    let mut editor = Command::new("sleep").arg("600").spawn().expect("sleep");
    let arguments = vec!["--stdio".to_owned(), format!("--clientProcessId={}", editor.id())];
    let server = TestServer::bare(&Start { arguments, ..Start::default() });
    let mut params = introduction(everything());
    params["processId"] = Value::Null;
    let mut server = server.introduced(params);
    // By the time it answers, the server has seen that the editor is alive.
    server.open(URI, CALL);
    assert_eq!(server.findings(URI).len(), 1);
    editor.kill().expect("alive");
    editor.wait().expect("ended");
    assert_eq!(server.ended().code(), Some(1));
}

#[test]
fn an_analysis_that_fails_is_logged_without_a_word_of_the_text_and_the_server_goes_on() {
    const WORDS: &str = "a secret that fails";
    let environment = vec![("TIEOUT_TEST_PANIC_ON", WORDS.to_owned())];
    let mut server =
        TestServer::bare(&Start { environment, ..Start::default() }).introduced(introduction(everything()));
    server.open(URI, CALL);
    assert_eq!(server.findings(URI).len(), 1);
    let at = place(CALL, "Customers tell us");
    let here = json!({ "start": at.json(), "end": at.json() });
    server.change(URI, 2, Some(here), WORDS);
    // About the text that failed nothing is known, and that is what is said.
    assert_eq!(server.findings(URI), Vec::<Value>::new());
    assert_eq!(server.ask("documentSymbol", URI), Value::Null);
    server.logs("version 2 failed");
    assert!(!server.log().contains("secret"), "{}", server.log());
    // Another document is unharmed, and so is this one as soon as the words are gone.
    server.open("file:///calls/other.txt", CALL);
    assert_eq!(server.findings("file:///calls/other.txt").len(), 1);
    let end = json!({ "line": at.line, "character": at.character + WORDS.len() as u32 });
    server.change(URI, 3, Some(json!({ "start": at.json(), "end": end })), "");
    assert_eq!(server.findings(URI).len(), 1);
}

#[test]
fn a_storm_of_cancelled_requests_passes() {
    let mut server = TestServer::for_client(everything());
    let text = CALL.repeat(20);
    server.open(URI, &text);
    let mut ids = Vec::new();
    for version in 2..102 {
        server.change(URI, version, Some(crate::text::range(&text, "Thank you.")), "Thank you.");
        for method in ["documentSymbol", "semanticTokens/full", "foldingRange", "codeLens"] {
            let params = json!({ "textDocument": { "uri": URI } });
            let id = server.begin(&format!("textDocument/{method}"), params);
            server.notify("$/cancelRequest", json!({ "id": id }));
            ids.push(id);
        }
    }
    // Each is answered once: with what was asked for, or that it was cancelled.
    for id in ids {
        if let Err(error) = server.finish(id) {
            assert_eq!(error["code"], -32800, "{error}");
        }
    }
    server.notify("$/cancelRequest", json!({ "id": 123_456 }));
    assert_eq!(server.findings(URI).len(), 20);
}
