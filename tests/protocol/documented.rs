//! What the guide shows of the sample call is what the server says of it.
//! `UPDATE_DOCS=1 cargo test -p tieout-tests documented` writes it anew.

use std::path::PathBuf;
use std::{env, fs};

use serde_json::json;

use crate::capability::{but, everything};
use crate::server::TestServer;
use crate::text::{CALL, place};

const URI: &str = "file:///calls/halden.txt";

/// Compares what stands in the guide between two markers with what is shown now, or writes it there.
fn is_current(before: &str, shown: &str, after: &str) {
    let file: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../docs/guide.md"].iter().collect();
    let guide = fs::read_to_string(&file).expect("the guide").replace("\r\n", "\n");
    let (head, rest) = guide.split_once(before).unwrap_or_else(|| panic!("{before:?} is not in the guide"));
    let (written, tail) = rest.split_once(after).unwrap_or_else(|| panic!("{after:?} is not behind {before:?}"));
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, [head, before, shown, after, tail].concat()).expect("written");
    } else {
        assert_eq!(
            written, shown,
            "docs/guide.md is out of date: run UPDATE_DOCS=1 cargo test -p tieout-tests documented"
        );
    }
}

#[test]
fn the_samples_of_the_guide_are_current() {
    let mut server =
        TestServer::for_client(but(everything(), "/textDocument/hover", json!({ "contentFormat": ["plaintext"] })));
    server.open(URI, CALL);
    let lenses = server.ask("codeLens", URI);
    let title = lenses[0]["command"]["title"].as_str().unwrap_or_else(|| panic!("no title: {lenses}"));
    is_current("The line on top of a call, \"", title, "\", counts");
    let hover = server.ask_at("hover", URI, place(CALL, "51%"));
    let text = hover["contents"]["value"].as_str().unwrap_or_else(|| panic!("no hover: {hover}"));
    is_current("A hover reads like this:\n\n```\n", text.trim_end(), "\n```\n");
}
