//! Random traffic: documents opened, typed into, asked about and closed in any order, questions taken back, settings
//! changed. Nobody dies, nothing is answered for an old text, and memory does not grow.
//!
//! `TIEOUT_TRAFFIC_SECONDS` sets how long it goes on; from a minute on, memory is watched as well.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::capability::{QUESTIONS, everything};
use crate::edits::{Edit, answers, bytes, edit};
use crate::server::{TestServer, introduction};
use crate::text::{CALL, LETTER, range_of, whole};

const DOCUMENTS: usize = 6;

/// Something that a client does with one of its documents.
#[derive(Clone, Debug)]
enum Deed {
    Open(bool),
    Change(Edit),
    Replace(bool),
    Close,
    /// Asks, and may take the question back.
    Ask(&'static str, bool),
    Settings(bool),
    /// Compares what is said with what is said about a fresh opening.
    Compare,
}

fn deed() -> impl Strategy<Value = (usize, Deed)> {
    let question = prop::sample::select(&QUESTIONS);
    let deed = prop_oneof![
        3 => any::<bool>().prop_map(Deed::Open),
        40 => edit().prop_map(Deed::Change),
        1 => any::<bool>().prop_map(Deed::Replace),
        2 => Just(Deed::Close),
        30 => (question, any::<bool>()).prop_map(|(method, taken_back)| Deed::Ask(method, taken_back)),
        1 => any::<bool>().prop_map(Deed::Settings),
        2 => Just(Deed::Compare),
    ];
    (0..DOCUMENTS, deed)
}

struct Client {
    server: TestServer,
    /// The texts of the documents that are open.
    texts: Vec<Option<String>>,
    version: i32,
    /// Questions that were not answered yet.
    asked: Vec<i64>,
}

fn uri(index: usize) -> String {
    format!("file:///calls/{index}.txt")
}

impl Client {
    fn new() -> Client {
        let server = TestServer::with(introduction(everything()));
        Client { server, texts: vec![None; DOCUMENTS], version: 1, asked: Vec::new() }
    }

    fn act(&mut self, index: usize, deed: Deed) {
        let uri = uri(index);
        self.version += 1;
        match deed {
            Deed::Open(a_call) => {
                let text = if a_call { CALL } else { LETTER };
                self.server.open(&uri, text);
                self.texts[index] = Some(text.to_owned());
            }
            Deed::Change(edit) => {
                let Some(text) = &mut self.texts[index] else { return };
                let range = bytes(text, &edit);
                self.server.change(&uri, self.version, Some(range_of(text, range.clone(), "utf-16")), &edit.2);
                text.replace_range(range, &edit.2);
            }
            Deed::Replace(a_call) => {
                let Some(text) = &mut self.texts[index] else { return };
                *text = if a_call { CALL } else { LETTER }.to_owned();
                self.server.change(&uri, self.version, None, text);
            }
            Deed::Close => {
                self.server.close(&uri);
                self.texts[index] = None;
            }
            Deed::Ask(method, taken_back) => {
                let line = self.version % 95;
                let params = json!({
                    "textDocument": { "uri": uri },
                    "position": { "line": line, "character": self.version % 70 },
                    "positions": [{ "line": line, "character": 3 }],
                    "range": whole(CALL),
                    "context": { "diagnostics": [], "includeDeclaration": true },
                    "previousResultId": "1",
                });
                let id = self.server.begin(&format!("textDocument/{method}"), params);
                if taken_back {
                    self.server.notify("$/cancelRequest", json!({ "id": id }));
                }
                self.asked.push(id);
                if self.asked.len() > 20 {
                    self.listen();
                }
            }
            Deed::Settings(editor) => {
                let profile = if editor { "editor" } else { "reader" };
                let settings = json!({ "settings": { "tieout": { "profile": profile } } });
                self.server.notify("workspace/didChangeConfiguration", settings);
            }
            Deed::Compare => self.compare(index),
        }
    }

    /// Takes the answers to all questions.
    fn listen(&mut self) {
        for id in std::mem::take(&mut self.asked) {
            if let Err(error) = self.server.finish(id) {
                assert_eq!(error["code"], -32800, "{error}\n{}", self.server.log());
            }
        }
    }

    fn compare(&mut self, index: usize) {
        let Some(text) = self.texts[index].clone() else { return };
        let now = answers(&mut self.server, &uri(index));
        self.server.open("file:///fresh.txt", &text);
        let fresh = answers(&mut self.server, "file:///fresh.txt");
        self.server.close("file:///fresh.txt");
        assert_eq!(now, fresh, "an answer for another text than\n{text}");
    }

    /// The memory that the server holds when all documents are what they were at the beginning: what is in them by
    /// chance is no leak.
    fn memory(&mut self) -> u64 {
        self.listen();
        for index in 0..DOCUMENTS {
            self.act(index, Deed::Open(true));
            answers(&mut self.server, &uri(index));
        }
        crate::abuse::memory(&self.server)
    }
}

#[test]
fn random_traffic_is_survived_without_an_answer_for_an_old_text() {
    let seconds = std::env::var("TIEOUT_TRAFFIC_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(3);
    let time = Duration::from_secs(seconds);
    let started = Instant::now();
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    let mut client = Client::new();
    let mut deeds = 0_u64;
    let mut warm = None;
    while started.elapsed() < time {
        let (index, deed) = deed().new_tree(&mut runner).expect("a deed").current();
        client.act(index, deed);
        deeds += 1;
        if warm.is_none() && started.elapsed() > time / 4 {
            warm = Some(client.memory());
        }
    }
    client.listen();
    for index in 0..DOCUMENTS {
        client.compare(index);
    }
    let (before, after) = (warm.unwrap_or_default(), client.memory());
    println!("{deeds} deeds in {seconds} s; memory {before} bytes after a quarter of the time, {after} at the end");
    if seconds >= 60 {
        assert!(after <= before + before / 10, "memory grew from {before} to {after} bytes");
    }
    assert!(client.server.log().lines().all(|line| !line.contains("internal error")), "{}", client.server.log());
    assert_eq!(client.server.said_within(Duration::from_millis(50)), Vec::<Value>::new());
}
