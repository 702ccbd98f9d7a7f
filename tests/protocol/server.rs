//! A client for tests: it starts the real program, talks to it over pipes, and when it is dropped makes sure that the
//! server shut down cleanly and that nothing it said was left unread.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::text::Place;

/// How long a test waits for what must come. Machines that build at the same time are slow.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The program under test: the one that `TIEOUT_SERVER` names, else built once for all tests.
pub(crate) fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        if let Some(named) = std::env::var_os("TIEOUT_SERVER") {
            return PathBuf::from(named);
        }
        let profile: &[&str] = if cfg!(debug_assertions) { &[] } else { &["--release"] };
        let status = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "tieout", "--bin", "tieout"])
            .args(profile)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()
            .expect("cargo starts");
        assert!(status.success(), "the program cannot be built");
        let test = std::env::current_exe().expect("the test has a path");
        let folder = test.parent().and_then(Path::parent).expect("tests lie in a folder of the program's");
        folder.join(format!("tieout{}", std::env::consts::EXE_SUFFIX))
    })
}

/// A server, and what it said that no test has asked for yet.
pub(crate) struct TestServer {
    child: Child,
    stdin: Option<ChildStdin>,
    /// Messages, or what is wrong with what came instead of one.
    messages: Receiver<Result<Value, String>>,
    unread: VecDeque<Value>,
    log: Arc<Mutex<String>>,
    next_id: i64,
    /// What the client said it can do.
    declared: Value,
    /// What `initialize` was answered with.
    pub(crate) capabilities: Value,
    /// How requests of the server are answered; others get null.
    pub(crate) answers: Vec<(&'static str, Value)>,
    /// The requests of the server, in order.
    pub(crate) asked: Vec<Value>,
    /// Whether the end has been tested already.
    over: bool,
}

/// How a server is started.
#[derive(Default)]
pub(crate) struct Start {
    /// What stands behind `tieout lsp`.
    pub(crate) arguments: Vec<String>,
    /// Set in its environment.
    pub(crate) environment: Vec<(&'static str, String)>,
}

impl TestServer {
    /// Starts a server that has not been introduced to.
    pub(crate) fn bare(start: &Start) -> TestServer {
        let mut child = Command::new(program())
            .arg("lsp")
            .args(&start.arguments)
            .envs(start.environment.iter().map(|(name, value)| (name, value)))
            .env("TIEOUT_LOG", "info")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().expect("a pipe");
        let mut stderr = child.stderr.take().expect("a pipe");
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut stdout = BufReader::new(stdout);
            while let Some(message) = read_message(&mut stdout).transpose() {
                let broken = message.is_err();
                if sender.send(message).is_err() || broken {
                    return;
                }
            }
        });
        let log = Arc::new(Mutex::new(String::new()));
        let lines = Arc::clone(&log);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = stderr.read(&mut buffer) {
                lines.lock().expect("not poisoned").push_str(&String::from_utf8_lossy(&buffer[..count]));
            }
        });
        TestServer {
            child,
            stdin,
            messages,
            unread: VecDeque::new(),
            log,
            next_id: 0,
            declared: Value::Null,
            capabilities: Value::Null,
            answers: Vec::new(),
            asked: Vec::new(),
            over: false,
        }
    }

    /// Starts a server and introduces a client with these parameters.
    pub(crate) fn with(params: Value) -> TestServer {
        TestServer::bare(&Start::default()).introduced(params)
    }

    /// Introduces a client.
    pub(crate) fn introduced(mut self, params: Value) -> TestServer {
        self.declared = params["capabilities"].clone();
        let result = self.request("initialize", params);
        self.capabilities = result["capabilities"].clone();
        self.notify("initialized", json!({}));
        self
    }

    /// Starts a server for a client that can do these things, without a workspace.
    pub(crate) fn for_client(capabilities: Value) -> TestServer {
        TestServer::with(introduction(capabilities))
    }

    /// Starts a server for a client that has opened these folders.
    pub(crate) fn in_folders(capabilities: Value, folders: &[&Path]) -> TestServer {
        TestServer::with(introduction_in(capabilities, folders))
    }

    /// Sends bytes as they are.
    pub(crate) fn send_raw(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().expect("open");
        // A server that has ended reads no more; the test sees that by the missing answer.
        let _ = stdin.write_all(bytes).and_then(|()| stdin.flush());
    }

    /// Sends a message.
    pub(crate) fn send(&mut self, message: &Value) {
        self.send_raw(&frame(message));
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request, and returns its id without waiting.
    pub(crate) fn begin(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let mut message = json!({ "jsonrpc": "2.0", "id": self.next_id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        self.next_id
    }

    /// Waits for the answer to a request.
    pub(crate) fn finish(&mut self, id: i64) -> Result<Value, Value> {
        let answer = self.wait(&format!("the answer to request {id}"), |message| {
            message["id"] == id && message.get("method").is_none()
        });
        match answer.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(answer["result"].clone()),
        }
    }

    /// Asks, and expects an answer that is no error.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.begin(method, params);
        self.finish(id).unwrap_or_else(|error| panic!("{method} was refused: {error}\n{}", self.log()))
    }

    /// Asks, and expects to be refused.
    pub(crate) fn refusal(&mut self, method: &str, params: Value) -> Value {
        let id = self.begin(method, params);
        match self.finish(id) {
            Err(error) => error,
            Ok(answer) => panic!("{method} was not refused but answered with {answer}"),
        }
    }

    /// Waits for a notification.
    pub(crate) fn notification(&mut self, method: &str) -> Value {
        self.wait(method, |message| message["method"] == method && message.get("id").is_none())["params"].clone()
    }

    /// Waits for a message; others stay unread.
    pub(crate) fn wait(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&wanted) {
            return self.unread.remove(at).expect("found");
        }
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.receive(deadline) {
                Some(message) if wanted(&message) => return message,
                Some(message) => self.unread.push_back(message),
                None => panic!("waited in vain for {what}; unread: {:?}\n{}", self.unread, self.log()),
            }
        }
    }

    /// Everything that was said unasked within a while.
    pub(crate) fn said_within(&mut self, time: Duration) -> Vec<Value> {
        let deadline = Instant::now() + time;
        while let Some(message) = self.receive(deadline) {
            self.unread.push_back(message);
        }
        self.unread.drain(..).collect()
    }

    /// Waits until the server has asked something of the client, and returns what.
    pub(crate) fn was_asked(&mut self, method: &str) -> Value {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.asked.iter().position(|message| message["method"] == method) {
                return self.asked.remove(at)["params"].clone();
            }
            assert!(Instant::now() < deadline, "never asked for {method}\n{}", self.log());
            if let Some(message) = self.receive(Instant::now() + Duration::from_millis(20)) {
                self.unread.push_back(message);
            }
        }
    }

    fn receive(&mut self, deadline: Instant) -> Option<Value> {
        loop {
            let message = match self.messages.recv_timeout(deadline.saturating_duration_since(Instant::now())).ok()? {
                Ok(message) => message,
                Err(wrong) => panic!("the server said what is no message: {wrong}\n{}", self.log()),
            };
            if message.get("method").is_none() || message.get("id").is_none() {
                return Some(message);
            }
            assert_may_be_asked(&self.declared, &message);
            let answer = self.answers.iter().find(|(method, _)| message["method"] == *method);
            let result = match answer {
                Some((_, answer)) => answer.clone(),
                None if message["method"] == "workspace/configuration" => {
                    message["params"]["items"].as_array().into_iter().flatten().map(|_| Value::Null).collect()
                }
                None => Value::Null,
            };
            self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": result }));
            self.asked.push(message);
        }
    }

    /// What the server has logged so far.
    pub(crate) fn log(&self) -> String {
        self.log.lock().expect("not poisoned").clone()
    }

    /// Waits until the log says something.
    pub(crate) fn logs(&self, words: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.log().contains(words) {
            assert!(Instant::now() < deadline, "{words} is not in the log:\n{}", self.log());
            thread::sleep(Duration::from_millis(5));
        }
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "plaintext", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces a range of a text, or all of it.
    pub(crate) fn change(&mut self, uri: &str, version: i32, range: Option<Value>, text: &str) {
        let change = match range {
            Some(range) => json!({ "range": range, "text": text }),
            None => json!({ "text": text }),
        };
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    }

    pub(crate) fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// Asks something about a document.
    pub(crate) fn ask(&mut self, method: &str, uri: &str) -> Value {
        self.request(&format!("textDocument/{method}"), json!({ "textDocument": { "uri": uri } }))
    }

    /// Asks something about a place.
    pub(crate) fn ask_at(&mut self, method: &str, uri: &str, place: Place) -> Value {
        let params = json!({ "textDocument": { "uri": uri }, "position": place.json() });
        self.request(&format!("textDocument/{method}"), params)
    }

    /// Asks something about a range.
    pub(crate) fn ask_within(&mut self, method: &str, uri: &str, range: Value) -> Value {
        let params = json!({ "textDocument": { "uri": uri }, "range": range });
        self.request(&format!("textDocument/{method}"), params)
    }

    /// The findings of a document, asked for.
    pub(crate) fn findings(&mut self, uri: &str) -> Vec<Value> {
        self.ask("diagnostic", uri)["items"].as_array().cloned().unwrap_or_default()
    }

    /// The findings of a document, as they are pushed for a version of it.
    pub(crate) fn pushed(&mut self, uri: &str, version: i32) -> Vec<Value> {
        let message = self.wait(&format!("findings of version {version}"), |message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"] == version
        });
        message["params"]["diagnostics"].as_array().cloned().expect("a list")
    }

    /// The names of the symbols of the workspace that meet a query, once one of them holds some words.
    pub(crate) fn symbols(&mut self, query: &str, wanted: &str) -> Vec<String> {
        self.eventually(&format!("a symbol {wanted}"), |server| {
            server.found(query).iter().any(|it| it.contains(wanted))
        });
        self.found(query)
    }

    /// Whether a symbol of the workspace holds a name. A search by letters finds others as well.
    pub(crate) fn finds(&mut self, name: &str) -> bool {
        self.found(name).iter().any(|found| found.contains(name))
    }

    fn found(&mut self, query: &str) -> Vec<String> {
        let found = self.request("workspace/symbol", json!({ "query": query }));
        found.as_array().into_iter().flatten().map(|it| it["name"].as_str().expect("a name").to_owned()).collect()
    }

    /// Waits until something is so.
    pub(crate) fn eventually(&mut self, what: &str, mut is_so: impl FnMut(&mut TestServer) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_so(self) {
            assert!(Instant::now() < deadline, "it never came that {what}\n{}", self.log());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until the process has ended.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        self.ended_within(PATIENCE).unwrap_or_else(|| panic!("the server goes on\n{}", self.log()))
    }

    /// How the process has ended, if it did within a while.
    pub(crate) fn ended_within(&mut self, time: Duration) -> Option<ExitStatus> {
        let deadline = Instant::now() + time;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait().expect("a child") {
                self.over = true;
                return Some(status);
            }
            thread::sleep(Duration::from_millis(5));
        }
        None
    }

    /// Closes the pipe that the server reads.
    pub(crate) fn hang_up(&mut self) {
        self.stdin = None;
    }

    /// The id of the process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Says good-bye; returns how the process ended.
    pub(crate) fn shut_down(&mut self) -> ExitStatus {
        self.request("shutdown", Value::Null);
        self.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
        self.ended()
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        if self.over || thread::panicking() {
            let _ = self.child.kill();
            let _ = self.child.wait();
            return;
        }
        let status = self.shut_down();
        assert!(status.success(), "the server ended with {status}\n{}", self.log());
        // The pipe is closed by now, so this reads what is in it and waits for nothing.
        while let Ok(message) = self.messages.recv_timeout(PATIENCE) {
            match message {
                Ok(message) => self.unread.push_back(message),
                Err(wrong) => panic!("the server said what is no message: {wrong}"),
            }
        }
        assert!(self.unread.is_empty(), "unread: {:?}", self.unread);
    }
}

/// What a client says first that has these folders open.
pub(crate) fn introduction_in(capabilities: Value, folders: &[&Path]) -> Value {
    let mut params = introduction(capabilities);
    params["workspaceFolders"] =
        folders.iter().map(|folder| json!({ "uri": uri_of(folder), "name": "calls" })).collect();
    params
}

/// What a client says that can do these things and has opened no folder.
pub(crate) fn introduction(capabilities: Value) -> Value {
    json!({ "processId": std::process::id(), "rootUri": null, "capabilities": capabilities })
}

/// The URI of a path without letters that have to be escaped.
pub(crate) fn uri_of(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}

/// A message with its header.
pub(crate) fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// Reads a message, or says what is wrong with what comes: what a server says is held to the protocol by the letter.
fn read_message(stream: &mut impl BufRead) -> Result<Option<Value>, String> {
    let mut length = None;
    loop {
        let mut line = String::new();
        match stream.read_line(&mut line) {
            Ok(0) if length.is_none() => return Ok(None),
            Ok(0) => return Err("the end of the stream within a header".to_owned()),
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
        let Some(line) = line.strip_suffix("\r\n") else { return Err(format!("a header line {line:?} without CRLF")) };
        if line.is_empty() {
            break;
        }
        match line.split_once(": ") {
            Some(("Content-Length", number)) => length = number.parse::<usize>().ok(),
            _ => return Err(format!("the header field {line:?}")),
        }
    }
    let Some(length) = length else { return Err("a header without a length".to_owned()) };
    let mut body = vec![0; length];
    stream.read_exact(&mut body).map_err(|error| format!("a body cut short: {error}"))?;
    let message: Value = serde_json::from_slice(&body).map_err(|error| format!("a body that is no JSON: {error}"))?;
    match wrong_with(&message) {
        Some(wrong) => Err(format!("{wrong}: {message}")),
        None => Ok(Some(message)),
    }
}

fn wrong_with(message: &Value) -> Option<String> {
    if message["jsonrpc"] != "2.0" {
        return Some("not JSON-RPC 2.0".to_owned());
    }
    let is_answer = message.get("method").is_none();
    let (result, error) = (message.get("result").is_some(), message.get("error").is_some());
    if is_answer && (message.get("id").is_none() || result == error) {
        return Some("an answer has an id, and either a result or an error".to_owned());
    }
    null_option(message)
}

/// Optional members are left out, never null: null has made clients crash.
fn null_option(value: &Value) -> Option<String> {
    const OPTIONAL: [&str; 16] = [
        "relatedInformation",
        "codeDescription",
        "tags",
        "data",
        "detail",
        "children",
        "tooltip",
        "command",
        "edit",
        "resultId",
        "kind",
        "containerName",
        "range",
        "message",
        "code",
        "severity",
    ];
    match value {
        Value::Object(members) => members.iter().find_map(|(name, member)| {
            let is_null = member.is_null() && OPTIONAL.contains(&name.as_str());
            if is_null { Some(format!("{name} is null")) } else { null_option(member) }
        }),
        Value::Array(items) => items.iter().find_map(null_option),
        _ => None,
    }
}

/// A server asks only what the client has said it answers.
fn assert_may_be_asked(declared: &Value, message: &Value) {
    let flag = |pointer: &str| declared.pointer(pointer).and_then(Value::as_bool) == Some(true);
    let may = match message["method"].as_str().expect("a method") {
        "workspace/configuration" => flag("/workspace/configuration"),
        "window/workDoneProgress/create" => flag("/window/workDoneProgress"),
        "window/showDocument" => flag("/window/showDocument/support"),
        "workspace/diagnostic/refresh" => flag("/workspace/diagnostics/refreshSupport"),
        "workspace/inlayHint/refresh" => flag("/workspace/inlayHint/refreshSupport"),
        "workspace/semanticTokens/refresh" => flag("/workspace/semanticTokens/refreshSupport"),
        "workspace/codeLens/refresh" => flag("/workspace/codeLens/refreshSupport"),
        "client/registerCapability" | "client/unregisterCapability" => {
            // The protocol spells one of the two so.
            let params = &message["params"];
            let registrations = params["registrations"].as_array().or(params["unregisterations"].as_array());
            registrations.expect("a list").iter().all(|registration| {
                flag(&format!("/{}/dynamicRegistration", registration["method"].as_str().expect("a method")))
            })
        }
        _ => false,
    };
    assert!(may, "the client never said that it answers {message}");
}
