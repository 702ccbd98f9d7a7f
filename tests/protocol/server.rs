//! A client for tests: it starts the real program, talks to it over pipes, and when it is dropped makes sure that the
//! server shut down cleanly and that nothing it said was left unread.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long a test waits for what must come. Machines that build at the same time are slow.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The program under test, built once for all tests.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let status = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "tieout", "--bin", "tieout"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()
            .expect("cargo starts");
        assert!(status.success(), "the program cannot be built");
        let test = std::env::current_exe().expect("the test has a path");
        let folder = test.parent().and_then(Path::parent).expect("tests lie in target/debug/deps");
        folder.join(format!("tieout{}", std::env::consts::EXE_SUFFIX))
    })
}

/// A server, and what it said that no test has asked for yet.
pub struct TestServer {
    child: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    unread: VecDeque<Value>,
    log: Arc<Mutex<String>>,
    next_id: i64,
    /// What `initialize` was answered with.
    pub capabilities: Value,
    /// How requests of the server are answered; others get null.
    pub answers: Vec<(&'static str, Value)>,
    /// The requests of the server, in order.
    pub asked: Vec<Value>,
    /// Whether the end has been tested already.
    over: bool,
}

/// How a server is started.
#[derive(Default)]
pub struct Start {
    /// Set in its environment.
    pub environment: Vec<(&'static str, String)>,
}

impl TestServer {
    /// Starts a server that has not been introduced to.
    pub fn bare(start: &Start) -> TestServer {
        let mut child = Command::new(program())
            .arg("lsp")
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
            while let Some(message) = read_message(&mut stdout) {
                if sender.send(message).is_err() {
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
            capabilities: Value::Null,
            answers: Vec::new(),
            asked: Vec::new(),
            over: false,
        }
    }

    /// Starts a server and introduces a client with these parameters.
    pub fn with(params: Value) -> TestServer {
        TestServer::bare(&Start::default()).introduced(params)
    }

    /// Introduces a client.
    pub fn introduced(mut self, params: Value) -> TestServer {
        let result = self.request("initialize", params);
        self.capabilities = result["capabilities"].clone();
        self.notify("initialized", json!({}));
        self
    }

    /// Starts a server for a client that can do these things, without a workspace.
    pub fn for_client(capabilities: Value) -> TestServer {
        TestServer::with(json!({ "processId": std::process::id(), "rootUri": null, "capabilities": capabilities }))
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().expect("open");
        // A server that has ended reads no more; the test sees that by the missing answer.
        let _ = stdin.write_all(bytes).and_then(|()| stdin.flush());
    }

    /// Sends a message.
    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request, and returns its id without waiting.
    pub fn begin(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let mut message = json!({ "jsonrpc": "2.0", "id": self.next_id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        self.next_id
    }

    /// Waits for the answer to a request.
    pub fn finish(&mut self, id: i64) -> Result<Value, Value> {
        let answer = self.wait(&format!("the answer to request {id}"), |message| {
            message["id"] == id && message.get("method").is_none()
        });
        match answer.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(answer["result"].clone()),
        }
    }

    /// Asks, and expects an answer that is no error.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.begin(method, params);
        self.finish(id).unwrap_or_else(|error| panic!("{method} was refused: {error}\n{}", self.log()))
    }

    /// Waits for a notification.
    pub fn notification(&mut self, method: &str) -> Value {
        self.wait(method, |message| message["method"] == method && message.get("id").is_none())["params"].clone()
    }

    /// Waits for a message; others stay unread.
    pub fn wait(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
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
    pub fn said_within(&mut self, time: Duration) -> Vec<Value> {
        let deadline = Instant::now() + time;
        while let Some(message) = self.receive(deadline) {
            self.unread.push_back(message);
        }
        self.unread.drain(..).collect()
    }

    fn receive(&mut self, deadline: Instant) -> Option<Value> {
        loop {
            let message = match self.messages.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            };
            if message.get("method").is_none() || message.get("id").is_none() {
                return Some(message);
            }
            let answer = self.answers.iter().find(|(method, _)| message["method"] == *method);
            let result = answer.map_or(Value::Null, |(_, answer)| answer.clone());
            self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": result }));
            self.asked.push(message);
        }
    }

    /// What the server has logged so far.
    pub fn log(&self) -> String {
        self.log.lock().expect("not poisoned").clone()
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "plaintext", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces all of a text.
    pub fn replace(&mut self, uri: &str, version: i32, text: &str) {
        let changes = json!([{ "text": text }]);
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes }),
        );
    }

    /// Asks something about a document.
    pub fn ask(&mut self, method: &str, uri: &str) -> Value {
        self.request(&format!("textDocument/{method}"), json!({ "textDocument": { "uri": uri } }))
    }

    /// Asks something about a position in a document.
    pub fn ask_at(&mut self, method: &str, uri: &str, (line, character): (u32, u32)) -> Value {
        let position = json!({ "line": line, "character": character });
        let params = json!({ "textDocument": { "uri": uri }, "position": position });
        self.request(&format!("textDocument/{method}"), params)
    }

    /// The findings of a document, asked for.
    pub fn findings(&mut self, uri: &str) -> Vec<Value> {
        self.ask("diagnostic", uri)["items"].as_array().cloned().unwrap_or_default()
    }

    /// Waits until the process has ended.
    pub fn ended(&mut self) -> ExitStatus {
        self.ended_within(PATIENCE).unwrap_or_else(|| panic!("the server goes on\n{}", self.log()))
    }

    /// How the process has ended, if it did within a while.
    pub fn ended_within(&mut self, time: Duration) -> Option<ExitStatus> {
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
    pub fn hang_up(&mut self) {
        self.stdin = None;
    }

    /// The id of the process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Says good-bye; returns how the process ended.
    pub fn shut_down(&mut self) -> ExitStatus {
        self.request("shutdown", Value::Null);
        self.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
        self.ended()
    }

    /// Forgets what is unread, where a test is about something else.
    pub fn ignore_rest(&mut self) {
        self.said_within(Duration::from_millis(50));
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
        while let Ok(message) = self.messages.recv_timeout(Duration::from_secs(1)) {
            self.unread.push_back(message);
        }
        assert!(self.unread.is_empty(), "unread: {:?}", self.unread);
    }
}

/// Reads a message, and fails on whatever is none: what a server says is held to the protocol by the letter.
fn read_message(stream: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.strip_suffix("\r\n").expect("a header line ends with CRLF");
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(": ").expect("a header field");
        assert_eq!(name, "Content-Length");
        length = Some(value.parse::<usize>().expect("a number"));
    }
    let mut body = vec![0; length.expect("a length")];
    stream.read_exact(&mut body).ok()?;
    let message: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(message["jsonrpc"], "2.0");
    assert_no_null_options(&message);
    Some(message)
}

/// Optional members are left out, never null: null has made clients crash.
fn assert_no_null_options(value: &Value) {
    const OPTIONAL: [&str; 16] = [
        "relatedInformation", "codeDescription", "tags", "data", "detail", "children", "tooltip", "command", "edit",
        "resultId", "kind", "containerName", "range", "message", "code", "severity",
    ];
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                assert!(!(member.is_null() && OPTIONAL.contains(&name.as_str())), "{name} is null in {value}");
                assert_no_null_options(member);
            }
        }
        Value::Array(items) => items.iter().for_each(assert_no_null_options),
        _ => {}
    }
}
