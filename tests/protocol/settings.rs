//! Settings: from the editor, from `tieout.toml`, and their changes while the server runs.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::capability::{but, everything, pushed};
use crate::server::{TestServer, introduction, uri_of};
use crate::text::CALL;

const URI: &str = "file:///calls/halden.txt";

/// The call with a slip that only editors of transcripts want to hear of.
fn with_slip() -> String {
    CALL.replace("up 7% from $35.9 million a year earlier", "up from $35.9 a year earlier")
}

fn codes(findings: &[Value]) -> Vec<&str> {
    findings.iter().map(|finding| finding["code"].as_str().expect("a code")).collect()
}

#[test]
fn settings_come_with_the_introduction() {
    let mut params = introduction(everything());
    params["initializationOptions"] = json!({ "tieout": { "profile": "editor" } });
    let mut server = TestServer::with(params);
    server.open(URI, &with_slip());
    assert!(codes(&server.findings(URI)).len() > 1);
}

#[test]
fn settings_are_asked_for_where_none_came() {
    let client = but(everything(), "/workspace/configuration", json!(true));
    let mut server = TestServer::bare(&Default::default());
    server.answers.push(("workspace/configuration", json!([{ "profile": "editor" }])));
    let mut server = server.introduced(introduction(client));
    server.open(URI, &with_slip());
    let asked = server.was_asked("workspace/configuration");
    assert_eq!(asked["items"], json!([{ "section": "tieout" }]));
    server.eventually("the settings are taken", |server| server.findings(URI).len() > 1);
}

#[test]
fn settings_change_while_documents_are_open() {
    let mut server = TestServer::for_client(pushed());
    server.open(URI, &with_slip());
    assert_eq!(codes(&server.pushed(URI, 1)), ["share-mismatch"]);
    let settings = json!({ "settings": { "tieout": { "profile": "editor" } } });
    server.notify("workspace/didChangeConfiguration", settings.clone());
    assert!(server.pushed(URI, 1).len() > 1);
    // The same once more changes nothing.
    server.notify("workspace/didChangeConfiguration", settings);
    // So do the settings of other programs.
    server.notify("workspace/didChangeConfiguration", json!({ "settings": { "python": { "analysis": {} } } }));
    server.ask("codeLens", URI);
    assert_eq!(server.said_within(Duration::from_millis(100)), Vec::<Value>::new());
    // Ours, all left out, are the defaults.
    server.notify("workspace/didChangeConfiguration", json!({ "settings": { "tieout": {} } }));
    assert_eq!(codes(&server.pushed(URI, 1)), ["share-mismatch"]);
    server.close(URI);
    server.notification("textDocument/publishDiagnostics");
}

#[test]
fn a_mistyped_setting_is_named_with_a_suggestion_and_the_old_ones_stay() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    server.notify("workspace/didChangeConfiguration", json!({ "settings": { "tieout": { "profil": "editor" } } }));
    let shown = server.notification("window/showMessage");
    assert!(shown["message"].as_str().is_some_and(|it| it.contains("did you mean `profile`?")), "{shown}");
    assert_eq!(server.findings(URI).len(), 1);

    let mut params = introduction(everything());
    params["initializationOptions"] = json!({ "maxFilesize": 5 });
    let mut server = TestServer::with(params);
    let shown = server.notification("window/showMessage");
    assert!(shown["message"].as_str().is_some_and(|it| it.contains("did you mean `maxFileSize`?")), "{shown}");
}

fn write(path: &Path, text: &str) -> Value {
    let kind = if path.exists() { 2 } else { 1 };
    fs::write(path, text).expect("written");
    json!({ "changes": [{ "uri": uri_of(path), "type": kind }] })
}

#[test]
fn a_tieout_toml_is_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("calls");
    fs::create_dir(&inner).expect("a folder");
    let (toml, uri) = (folder.path().join("tieout.toml"), uri_of(&inner.join("halden.txt")));
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    let registered = server.was_asked("client/registerCapability");
    let watchers = &registered["registrations"][0]["registerOptions"]["watchers"];
    assert!(watchers.as_array().is_some_and(|it| it.contains(&json!({ "globPattern": "**/tieout.toml" }))));
    server.open(&uri, CALL);
    assert_eq!(codes(&server.findings(&uri)), ["share-mismatch"]);
    server.notify("workspace/didChangeWatchedFiles", write(&toml, "ignore = [\"share-mismatch\"]\n"));
    assert_eq!(server.findings(&uri), Vec::<Value>::new());
    server.notify("workspace/didChangeWatchedFiles", write(&toml, "[severity]\nshare-mismatch = \"error\"\n"));
    assert_eq!(server.findings(&uri)[0]["severity"], 1);
    // Half-typed settings are named, and those before stay in force.
    server.notify("workspace/didChangeWatchedFiles", write(&toml, "[severity]\nshare-mismatc"));
    assert_eq!(server.findings(&uri)[0]["severity"], 1);
    let shown = server.notification("window/showMessage");
    assert!(shown["message"].as_str().is_some_and(|it| it.contains("tieout.toml")), "{shown}");
    fs::remove_file(&toml).expect("removed");
    let gone = json!({ "changes": [{ "uri": uri_of(&toml), "type": 3 }] });
    server.notify("workspace/didChangeWatchedFiles", gone);
    assert_eq!(server.findings(&uri)[0]["severity"], 2);
}

#[test]
fn the_settings_of_the_editor_win_over_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("tieout.toml"), "profile = \"editor\"\n").expect("written");
    let uri = uri_of(&folder.path().join("halden.txt"));
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    server.open(&uri, &with_slip());
    assert!(server.findings(&uri).len() > 1);
    server.notify("workspace/didChangeConfiguration", json!({ "settings": { "profile": "reader" } }));
    assert_eq!(codes(&server.findings(&uri)), ["share-mismatch"]);
}

#[test]
fn a_client_that_watches_no_files_is_looked_after_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let toml = folder.path().join("tieout.toml");
    let [one, other] = ["halden.txt", "other.txt"].map(|name| folder.path().join(name));
    fs::write(&one, CALL).expect("written");
    fs::write(&other, CALL).expect("written");
    let client = but(everything(), "/workspace/didChangeWatchedFiles", Value::Null);
    let mut server = TestServer::in_folders(client, &[folder.path()]);
    server.open(&uri_of(&one), CALL);
    server.symbols("Tully", "Owen Tully");
    assert_eq!(server.findings(&uri_of(&one)).len(), 1);
    fs::write(&toml, "ignore = [\"share-mismatch\"]\n").expect("written");
    // Others that are read with the new settings do not hide that they are new.
    server.open(&uri_of(&other), CALL);
    assert_eq!(server.findings(&uri_of(&other)), Vec::<Value>::new());
    server.eventually("the file is seen", |server| server.findings(&uri_of(&one)).is_empty());
}

#[test]
fn a_document_outside_of_all_folders_is_looked_after_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let (toml, uri) = (folder.path().join("tieout.toml"), uri_of(&folder.path().join("halden.txt")));
    let mut server = TestServer::for_client(everything());
    server.open(&uri, CALL);
    assert_eq!(server.findings(&uri).len(), 1);
    fs::write(&toml, "ignore = [\"share-mismatch\"]\n").expect("written");
    server.eventually("the file is seen", |server| server.findings(&uri).is_empty());
}

#[test]
fn files_that_are_not_open_follow_the_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("halden.txt"), CALL).expect("written");
    let toml = folder.path().join("tieout.toml");
    let mut params = introduction(everything());
    params["workspaceFolders"] = json!([{ "uri": uri_of(folder.path()), "name": "calls" }]);
    params["initializationOptions"] = json!({ "diagnostics": { "workspace": true } });
    let mut server = TestServer::with(params);
    let count = |server: &mut TestServer| {
        let report = server.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
        report["items"].as_array().map(Vec::len)
    };
    server.eventually("the finding is reported", |server| count(server) == Some(1));
    server.notify("workspace/didChangeWatchedFiles", write(&toml, "ignore = [\"share-mismatch\"]\n"));
    server.eventually("the finding is gone", |server| count(server) == Some(0));
    server.notify("workspace/didChangeWatchedFiles", write(&toml, "exclude = [\"halden*\"]\n"));
    server.eventually("the file is forgotten", |server| !server.finds("Tully"));
    server.notify("workspace/didChangeWatchedFiles", write(&toml, ""));
    server.symbols("Tully", "Owen Tully");
    let small = json!({ "settings": { "diagnostics": { "workspace": true }, "maxFileSize": 10 } });
    server.notify("workspace/didChangeConfiguration", small);
    server.eventually("the file is too large", |server| !server.finds("Tully"));
}

#[test]
fn completion_is_offered_when_the_settings_ask_for_it() {
    let client = but(everything(), "/textDocument/completion/dynamicRegistration", json!(true));
    let client = but(client, "/workspace/didChangeWatchedFiles", Value::Null);
    let mut server = TestServer::for_client(client.clone());
    assert!(server.capabilities.get("completionProvider").is_none());
    server.open(URI, CALL);
    assert_eq!(server.findings(URI).len(), 1);
    assert!(!server.asked.iter().any(|message| message.to_string().contains("textDocument/completion")));
    server.notify("workspace/didChangeConfiguration", json!({ "settings": { "profile": "editor" } }));
    let offered = server.was_asked("client/registerCapability");
    assert_eq!(offered["registrations"][0]["method"], "textDocument/completion");
    // A file of settings asks for it as well.
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("tieout.toml"), "profile = \"editor\"\n").expect("written");
    let mut server = TestServer::in_folders(client, &[folder.path()]);
    server.open(&uri_of(&folder.path().join("halden.txt")), CALL);
    let offered = server.was_asked("client/registerCapability");
    assert_eq!(offered["registrations"][0]["method"], "textDocument/completion");
}

#[test]
fn settings_above_the_workspace_are_not_read() {
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("tieout.toml"), "ignore = [\"share-mismatch\"]\n").expect("written");
    let folder = outside.path().join("workspace");
    fs::create_dir(&folder).expect("a folder");
    let uri = uri_of(&folder.join("halden.txt"));
    let mut server = TestServer::in_folders(everything(), &[&folder]);
    server.open(&uri, CALL);
    assert_eq!(server.findings(&uri).len(), 1);
}
