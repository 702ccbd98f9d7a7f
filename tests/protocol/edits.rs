//! Any sequence of edits gives the same answers as opening the text they lead to.
//!
//! `PROPTEST_CASES` sets how many sequences are tried.

use std::cell::RefCell;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::capability::{but, everything};
use crate::server::{TestServer, introduction};
use crate::text::{CALL, place_of, range_of};

/// How many sequences are tried where nothing else is said.
const CASES: u32 = 200;

/// An edit: where it begins, in parts of a thousand of the text; how many characters it takes; what it puts there.
pub(crate) type Edit = (usize, usize, String);

/// What people and programs put into a text: letters of one to four bytes, line ends of all kinds, figures, labels.
pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let words = prop_oneof![
        4 => "[a-z0-9 .,$%]{1,8}",
        2 => "[é萬收𝔸😀\u{200d}\u{c}\u{2028}]{1,4}",
        2 => prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just("\n\n")].prop_map(str::to_owned),
        1 => prop_oneof![
            Just("\n- CFO\n"),
            Just("\nOperator\nOur next question comes from Bo Ray with Big Bank.\n"),
            Just(" up 12% from $86.3 million "),
            Just("Ann Lee: "),
            Just("51%"),
        ]
        .prop_map(str::to_owned),
        2 => Just(String::new()),
    ];
    let length = prop_oneof![3 => 0usize..4, 1 => 0usize..120];
    (0usize..1000, length, words)
}

/// The call with line ends and letters that are easily miscounted.
fn text() -> String {
    let text = CALL.replacen("\n\n", "\r\n\r\n", 6).replace("Thank you", "Thank you 😀");
    text.replace("Our new plant", "我們的新廠 𝔸 our new plant\u{2028}")
}

/// The bytes that an edit replaces.
pub(crate) fn bytes(text: &str, (place, length, _): &Edit) -> std::ops::Range<usize> {
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        // No position of the protocol lies between CR and LF.
        if at > 0 && text[..at].ends_with('\r') && text[at..].starts_with('\n') { at - 1 } else { at }
    };
    let start = boundary(text.len() * place / 1000);
    let end = text[start..].char_indices().nth(*length).map_or(text.len(), |(at, _)| start + at);
    start..boundary(end).max(start)
}

/// What is said about a document, without its name.
pub(crate) fn answers(server: &mut TestServer, uri: &str) -> Vec<(&'static str, Value)> {
    let everything = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 1 << 30, "character": 0 } });
    let params = json!({ "textDocument": { "uri": uri }, "range": everything });
    let mut all = Vec::new();
    for method in ["documentSymbol", "diagnostic", "inlayHint", "semanticTokens/full", "foldingRange", "codeLens"] {
        let answer = server.request(&format!("textDocument/{method}"), params.clone());
        let mut answer: Value =
            serde_json::from_str(&answer.to_string().replace(uri, "the document")).expect("still JSON");
        if let Some(members) = answer.as_object_mut() {
            members.remove("resultId");
        }
        all.push((method, answer));
    }
    all
}

#[test]
fn edits_and_a_fresh_opening_lead_to_the_same_answers() {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    for encoding in ["utf-16", "utf-8", "utf-32"] {
        let client = but(everything(), "/general", json!({ "positionEncodings": [encoding] }));
        let mut params = introduction(client);
        params["initializationOptions"] = json!({ "inlayHints": { "ties": true }, "profile": "editor" });
        let server = RefCell::new(TestServer::with(params));
        let count = RefCell::new(0);
        let config = Config { cases: cases.div_ceil(3), failure_persistence: None, ..Config::default() };
        let outcome = TestRunner::new(config).run(&prop::collection::vec(edit(), 1..16), |edits| {
            let server = &mut *server.borrow_mut();
            *count.borrow_mut() += 1;
            let (edited, fresh) =
                (format!("file:///edited/{}.txt", count.borrow()), format!("file:///fresh/{}.txt", count.borrow()));
            let mut text = text();
            server.open(&edited, &text);
            let mut changes = Vec::new();
            for (index, edit) in edits.iter().enumerate() {
                let range = bytes(&text, edit);
                changes.push(json!({ "range": range_of(&text, range.clone(), encoding), "text": edit.2 }));
                text.replace_range(range, &edit.2);
                // Some edits come together in one message, as from a client that replaces in many places.
                if index % 3 != 1 || index + 1 == edits.len() {
                    let document = json!({ "uri": edited, "version": index + 2 });
                    let changes = std::mem::take(&mut changes);
                    let params = json!({ "textDocument": document, "contentChanges": changes });
                    server.notify("textDocument/didChange", params);
                }
            }
            server.open(&fresh, &text);
            let (edits, opening) = (answers(server, &edited), answers(server, &fresh));
            server.close(&edited);
            server.close(&fresh);
            for (edited, fresh) in edits.iter().zip(&opening) {
                prop_assert_eq!(edited, fresh, "{}", text);
            }
            Ok(())
        });
        if let Err(error) = outcome {
            panic!("{encoding}: {error}");
        }
    }
}

#[test]
fn positions_are_told_as_they_are_understood() {
    let text = text();
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        for (at, _) in text.char_indices() {
            let place = place_of(&text, at, encoding);
            let range = json!({ "start": place.json(), "end": place.json() });
            assert_eq!(crate::text::words_in(&text, &range, encoding), "");
        }
    }
}
