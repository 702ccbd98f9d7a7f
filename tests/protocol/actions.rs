//! `textDocument/codeAction`: repair, show, explain, accept, copy.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::capability::{but, everything};
use crate::server::{TestServer, uri_of};
use crate::text::{CALL, Place, range, words_in};

const URI: &str = "file:///calls/halden.txt";

fn actions(server: &mut TestServer, uri: &str, words: &str, only: Option<&str>) -> Vec<Value> {
    let mut context = json!({ "diagnostics": [] });
    if let Some(only) = only {
        context["only"] = json!([only]);
    }
    let params = json!({ "textDocument": { "uri": uri }, "range": range(CALL, words), "context": context });
    server.request("textDocument/codeAction", params).as_array().cloned().unwrap_or_default()
}

fn titled(actions: &[Value], begin: &str) -> Value {
    let is_it = |action: &&Value| action["title"].as_str().is_some_and(|title| title.starts_with(begin));
    actions.iter().find(is_it).unwrap_or_else(|| panic!("no action {begin} in {actions:#?}")).clone()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().expect("a title")).collect()
}

/// The text after the text edits of a workspace edit for a document.
fn edited(text: &str, edit: &Value, uri: &str) -> String {
    let of_changes = edit["changes"][uri].as_array().cloned();
    let of_documents = || {
        let changes = edit["documentChanges"].as_array().expect("changes");
        let of_document = changes.iter().find(|change| change["textDocument"]["uri"] == uri).expect("the document");
        of_document["edits"].as_array().cloned()
    };
    let edits = of_changes.or_else(of_documents).expect("edits");
    let [edit] = edits.as_slice() else { panic!("{edits:?}") };
    let start = Place::of(&edit["range"]["start"]);
    assert_eq!(start, Place::of(&edit["range"]["end"]), "an insertion: {edit}");
    let at = text.split_inclusive('\n').take(start.line as usize).map(str::len).sum::<usize>();
    let (before, after) = text.split_at(at + start.character as usize);
    format!("{before}{}{after}", edit["newText"].as_str().expect("text"))
}

#[test]
fn the_one_repair_that_fits_is_offered_but_never_preferred() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    let repair = titled(&actions(&mut server, URI, "51%", None), "Change to 15%");
    assert_eq!((&repair["kind"], repair.get("isPreferred")), (&json!("quickfix"), None));
    assert_eq!(repair["diagnostics"][0]["code"], "share-mismatch");
    let change = &repair["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 1 }));
    assert_eq!(words_in(CALL, &change["edits"][0]["range"], "utf-16"), "51%");
    assert_eq!(change["edits"][0]["newText"], "15%");
}

#[test]
fn the_conflicting_figure_is_shown_by_the_client() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    let show = titled(&actions(&mut server, URI, "51%", None), "Show the conflicting figure (line 24)");
    server.request("workspace/executeCommand", show["command"].clone());
    let shown = server.was_asked("window/showDocument");
    assert_eq!((&shown["uri"], &shown["takeFocus"]), (&json!(URI), &json!(true)));
    assert_eq!(words_in(CALL, &shown["selection"], "utf-16"), "$14.7 million");
}

#[test]
fn what_only_the_client_can_do_is_offered_to_one_that_can() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    let all = actions(&mut server, URI, "51%", None);
    assert_eq!(titled(&all, "Explain share-mismatch")["command"]["arguments"], json!(["share-mismatch"]));
    let row = titled(&all, "Copy figure as TSV")["command"]["arguments"][0].as_str().expect("text").to_owned();
    assert!(row.contains("\t0.51\t"), "{row}");
    let object = titled(&all, "Copy figure as JSON")["command"]["arguments"][0].as_str().expect("text").to_owned();
    let object: Value = serde_json::from_str(&object).expect("JSON");
    assert_eq!(object[0]["said"], "51%", "{object}");

    let bare = but(but(everything(), "/experimental", Value::Null), "/window", Value::Null);
    let mut server = TestServer::for_client(bare);
    server.open(URI, CALL);
    let all = actions(&mut server, URI, "51%", None);
    assert!(!titles(&all).iter().any(|title| ["Explain", "Copy", "Show"].iter().any(|it| title.starts_with(it))));
}

#[test]
fn only_the_kinds_that_are_asked_for_are_answered() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    for (only, some) in [("quickfix", true), ("quickfix.share", false), ("refactor", false), ("source", false)] {
        assert_eq!(!actions(&mut server, URI, "51%", Some(only)).is_empty(), some, "{only}");
    }
    assert!(actions(&mut server, URI, "Customers tell us", None).is_empty());
}

#[test]
fn a_client_without_code_actions_is_offered_none() {
    let server = TestServer::for_client(but(everything(), "/textDocument/codeAction", Value::Null));
    assert!(server.capabilities.get("codeActionProvider").is_none());
}

/// Writes a call into a folder, accepts its finding, carries the edit out, and returns the `tieout.toml` written.
fn accept(folder: &Path, capabilities: Value, before: Option<&str>) -> String {
    let (file, toml) = (folder.join("halden.txt"), folder.join("tieout.toml"));
    fs::write(&file, CALL).expect("written");
    if let Some(before) = before {
        fs::write(&toml, before).expect("written");
    }
    let (uri, toml_uri) = (uri_of(&file), uri_of(&toml));
    let mut server = TestServer::in_folders(capabilities, &[folder]);
    server.open(&uri, CALL);
    let mut action = titled(&actions(&mut server, &uri, "51%", None), "Accept this finding (share-mismatch)");
    if action.get("edit").is_none() {
        action = server.request("codeAction/resolve", action);
    }
    // The editor is asked to show where the reason is missing, if it can.
    assert_eq!(action["command"]["command"], "tieout.fillInReason");
    assert_eq!(action["command"]["arguments"], json!([toml_uri]));
    let written = edited(before.unwrap_or_default(), &action["edit"], &toml_uri);
    fs::write(&toml, &written).expect("written");
    assert_eq!(server.findings(&uri).len(), 1);
    let change = json!({ "uri": toml_uri, "type": if before.is_some() { 2 } else { 1 } });
    server.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    assert_eq!(server.findings(&uri), Vec::<Value>::new(), "accepted by\n{written}");
    // The quote is what was accepted: another number is another finding.
    server.change(&uri, 2, Some(range(CALL, "51%")), "52%");
    assert_eq!(server.findings(&uri).len(), 1);
    written
}

#[test]
fn accepting_creates_a_tieout_toml() {
    let folder = tempfile::tempdir().expect("a folder");
    let written = accept(folder.path(), everything(), None);
    for line in ["[[accept]]", "check = \"share-mismatch\"", "path = \"/halden.txt\"", "quote = \"51%\"", "reason = "] {
        assert!(written.contains(line), "{line} is not in\n{written}");
    }
}

#[test]
fn accepting_adds_to_a_tieout_toml() {
    let folder = tempfile::tempdir().expect("a folder");
    let before = "# ours\nprofile = \"reader\"\n\n[severity]\nshare-mismatch = \"error\"\n";
    let written = accept(folder.path(), everything(), Some(before));
    assert!(written.starts_with(before), "{written}");
}

#[test]
fn accepting_works_without_resolve_and_without_document_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let plain = but(everything(), "/textDocument/codeAction/resolveSupport", Value::Null);
    let plain = but(plain, "/workspace/workspaceEdit", Value::Null);
    accept(folder.path(), plain, Some("profile = \"reader\"\n"));
}

#[test]
fn the_edit_that_accepts_says_first_that_the_file_is_created() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("halden.txt");
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    let uri = uri_of(&file);
    server.open(&uri, CALL);
    let action = titled(&actions(&mut server, &uri, "51%", None), "Accept");
    assert!(action.get("edit").is_none() && action.get("data").is_some(), "made when it is chosen: {action}");
    let resolved = server.request("codeAction/resolve", action);
    let toml = uri_of(&folder.path().join("tieout.toml"));
    let expected = json!({ "kind": "create", "uri": toml, "options": { "ignoreIfExists": true } });
    assert_eq!(resolved["edit"]["documentChanges"][0], expected);
    assert!(!folder.path().join("tieout.toml").exists(), "the client writes, never the server");
}

/// Two findings of one check with one number.
fn twice() -> String {
    CALL.replace("$43.5 million, or 45% of", "$43.5 million, or 51% of")
}

#[test]
fn of_two_findings_with_one_number_one_is_accepted() {
    let folder = tempfile::tempdir().expect("a folder");
    let (uri, toml) = (uri_of(&folder.path().join("halden.txt")), folder.path().join("tieout.toml"));
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    server.open(&uri, &twice());
    assert_eq!(server.findings(&uri).len(), 2);
    let action = titled(&actions(&mut server, &uri, "51%", None), "Accept");
    let action = server.request("codeAction/resolve", action);
    let written = edited("", &action["edit"], &uri_of(&toml));
    fs::write(&toml, &written).expect("written");
    server.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": uri_of(&toml), "type": 1 }] }));
    let left = server.findings(&uri);
    assert_eq!(left.len(), 1, "{written}");
    assert_eq!(left[0]["range"]["start"]["line"], json!(24), "{left:?}");
}

#[test]
fn what_an_open_tieout_toml_accepts_is_not_written_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (uri, toml) = (uri_of(&folder.path().join("halden.txt")), uri_of(&folder.path().join("tieout.toml")));
    for shows in [true, false] {
        let client = if shows { everything() } else { but(everything(), "/experimental", Value::Null) };
        let mut server = TestServer::in_folders(client, &[folder.path()]);
        server.open(&uri, CALL);
        server.open(&toml, "profile = \"reader\"\n");
        let action = titled(&actions(&mut server, &uri, "51%", None), "Accept");
        let resolved = server.request("codeAction/resolve", action.clone());
        let document = &resolved["edit"]["documentChanges"][0]["textDocument"];
        assert_eq!(document, &json!({ "uri": toml, "version": 1 }), "the text that is open, not that of the disk");
        let written = edited("profile = \"reader\"\n", &resolved["edit"], &toml);
        server.change(&toml, 2, None, &written);
        if shows {
            let shown = server.request("codeAction/resolve", action);
            assert_eq!((shown.get("edit"), &shown["command"]["command"]), (None, &json!("tieout.fillInReason")));
        } else {
            let refused = server.refusal("codeAction/resolve", action);
            assert!(refused["message"].as_str().is_some_and(|it| it.contains("once the file is saved")), "{refused}");
        }
    }
}

#[test]
fn a_broken_tieout_toml_is_not_made_worse() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("tieout.toml"), "[[accept]\n").expect("written");
    let uri = uri_of(&folder.path().join("halden.txt"));
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    server.open(&uri, CALL);
    let action = titled(&actions(&mut server, &uri, "51%", None), "Accept");
    let refused = server.refusal("codeAction/resolve", action);
    assert!(refused["message"].as_str().is_some_and(|message| !message.is_empty()), "{refused}");
    let warned = server.notification("window/showMessage");
    assert!(warned["message"].as_str().is_some_and(|message| message.contains("tieout.toml")), "{warned}");
}

#[test]
fn a_finding_without_a_file_cannot_be_accepted() {
    let mut server = TestServer::for_client(everything());
    server.open("untitled:Untitled-1", CALL);
    let all = actions(&mut server, "untitled:Untitled-1", "51%", None);
    assert!(!titles(&all).iter().any(|title| title.starts_with("Accept")), "{:?}", titles(&all));
    titled(&all, "Change to 15%");
}
