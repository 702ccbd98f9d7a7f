//! The workspace: symbols over all transcripts, files that change, folders that come and go, and what is in no folder.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::capability::{but, everything};
use crate::server::{TestServer, uri_of};
use crate::text::{CALL, LETTER, words_in};

/// Another call: the same under other names.
fn other() -> String {
    CALL.replace("Halden Optics", "Quillon Foods").replace("HLDN", "QLNF").replace("Owen Tully", "Ingrid Vos")
}

fn changed(server: &mut TestServer, path: &Path, kind: u8) {
    let change = json!({ "uri": uri_of(path), "type": kind });
    server.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
}

#[test]
fn symbols_of_all_transcripts_are_found() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("more")).expect("a folder");
    fs::write(folder.path().join("halden.txt"), CALL).expect("written");
    fs::write(folder.path().join("more/quillon.md"), other()).expect("written");
    fs::write(folder.path().join("letter.txt"), LETTER).expect("written");
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    server.symbols("Vos", "Ingrid Vos");
    let figures = server.symbols("gross margin", "gross margin 54.0% · HLDN Q2 FY2031");
    assert!(figures.contains(&"gross margin 54.0% · QLNF Q2 FY2031".to_owned()), "{figures:?}");
    let found = server.request("workspace/symbol", json!({ "query": "tully cfo" }));
    let [speaker] = found.as_array().expect("a list").as_slice() else { panic!("{found}") };
    assert_eq!((&speaker["kind"], &speaker["containerName"]), (&json!(5), &json!("HLDN Q2 FY2031")));
    assert_eq!(speaker["location"]["uri"], uri_of(&folder.path().join("halden.txt")));
    assert_eq!(words_in(CALL, &speaker["location"]["range"], "utf-16"), "- CFO");
    assert_eq!(server.request("workspace/symbol", json!({ "query": "qqqqzzzz" })), json!([]));
}

#[test]
fn an_open_document_is_found_as_it_is_now() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("halden.txt");
    fs::write(&file, CALL).expect("written");
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    server.symbols("Tully", "Owen Tully");
    server.open(&uri_of(&file), &CALL.replace("Owen Tully", "Ingrid Vos"));
    server.symbols("Vos", "Ingrid Vos");
    assert!(!server.finds("Tully"));
    server.close(&uri_of(&file));
    server.symbols("Tully", "Owen Tully");
}

#[test]
fn symbols_are_those_of_the_newest_text() {
    const URI: &str = "file:///calls/halden.txt";
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    assert_eq!(server.findings(URI).len(), 1);
    for version in 2..12 {
        let name = if version % 2 == 0 { "Ingrid Vos" } else { "Owen Tully" };
        server.change(URI, version, None, &CALL.replace("Owen Tully", name));
        assert!(server.finds(name), "{version}");
    }
}

#[test]
fn files_that_come_change_and_go_are_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("new.txt");
    fs::write(folder.path().join("halden.txt"), CALL).expect("written");
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    server.symbols("Tully", "Owen Tully");
    fs::write(&file, other()).expect("written");
    changed(&mut server, &file, 1);
    server.symbols("Vos", "Ingrid Vos");
    fs::write(&file, other().replace("Ingrid Vos", "Pia Norden")).expect("written");
    changed(&mut server, &file, 2);
    server.symbols("Norden", "Pia Norden");
    fs::remove_file(&file).expect("removed");
    changed(&mut server, &file, 3);
    server.eventually("Norden is forgotten", |server| !server.finds("Norden"));
}

#[test]
fn folders_that_are_renamed_and_removed_are_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let [old, new] = ["Q2.2031", "second quarter"].map(|name| folder.path().join(name));
    fs::create_dir_all(old.join("drafts")).expect("a folder");
    fs::write(folder.path().join("halden.txt"), CALL).expect("written");
    fs::write(old.join("drafts/quillon.txt"), other()).expect("written");
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    server.symbols("Vos", "Ingrid Vos");
    // Nobody says what is in a folder.
    fs::rename(&old, &new).expect("renamed");
    changed(&mut server, &old, 3);
    changed(&mut server, &new, 1);
    server.eventually("the new name is known, and the old one forgotten", |server| {
        let found = server.request("workspace/symbol", json!({ "query": "Ingrid Vos" }));
        let found = found.as_array().expect("a list").iter().map(|it| it["location"]["uri"].as_str().expect("a URI"));
        let found: Vec<&str> = found.filter(|uri| uri.ends_with("quillon.txt")).collect();
        !found.is_empty() && found.iter().all(|uri| uri.contains("second%20quarter"))
    });
    fs::remove_dir_all(&new).expect("removed");
    changed(&mut server, &new, 3);
    server.eventually("Vos is forgotten", |server| !server.finds("Vos"));
    assert!(server.finds("Tully"));
    // A folder that is there is read again, and what is in it is not forgotten.
    changed(&mut server, folder.path(), 1);
    // What lies around the workspace is nothing to it.
    changed(&mut server, Path::new("/"), 1);
    changed(&mut server, folder.path().parent().expect("a folder"), 3);
    thread::sleep(Duration::from_millis(300));
    assert!(server.finds("Tully"));
}

/// A file of rules in the folder keeps what lies in `drafts/` out of the index, at first and when it changes.
fn assert_left_out(rules: &str, content: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("drafts")).expect("a folder");
    fs::write(folder.path().join(rules), content).expect("written");
    fs::write(folder.path().join("drafts/quillon.txt"), other()).expect("written");
    fs::write(folder.path().join("halden.txt"), CALL).expect("written");
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    server.symbols("Tully", "Owen Tully");
    changed(&mut server, &folder.path().join("drafts/quillon.txt"), 2);
    thread::sleep(Duration::from_millis(300));
    assert!(!server.finds("Vos"));
}

#[test]
fn what_is_excluded_is_not_indexed() {
    assert_left_out("tieout.toml", "exclude = [\"drafts/**\"]\n");
}

#[test]
fn what_git_ignores_is_not_indexed_when_it_changes_either() {
    assert_left_out(".gitignore", "drafts/\n");
}

#[test]
fn folders_come_and_go() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    fs::write(one.path().join("halden.txt"), CALL).expect("written");
    fs::write(two.path().join("quillon.txt"), other()).expect("written");
    fs::write(two.path().join("tieout.toml"), "ignore = [\"share-mismatch\"]\n").expect("written");
    let mut server = TestServer::in_folders(everything(), &[one.path()]);
    server.symbols("Tully", "Owen Tully");
    assert!(!server.finds("Vos"));
    let folder = |path: &Path| json!([{ "uri": uri_of(path), "name": "calls" }]);
    let event = json!({ "added": folder(two.path()), "removed": folder(one.path()) });
    server.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    server.symbols("Vos", "Ingrid Vos");
    server.eventually("Tully is forgotten", |server| !server.finds("Tully"));
}

#[test]
fn without_a_folder_what_is_open_is_found_and_later_what_a_folder_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("quillon.txt"), other()).expect("written");
    let mut server = TestServer::for_client(everything());
    let uri = uri_of(&folder.path().join("halden.txt"));
    server.open(&uri, CALL);
    server.symbols("Tully", "Owen Tully");
    assert!(!server.finds("Vos"));
    let added = json!([{ "uri": uri_of(folder.path()), "name": "calls" }]);
    server.notify("workspace/didChangeWorkspaceFolders", json!({ "event": { "added": added, "removed": [] } }));
    server.symbols("Vos", "Ingrid Vos");
    let found = server.request("workspace/symbol", json!({ "query": "tully cfo" }));
    assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
}

#[test]
fn each_of_several_folders_has_its_own_settings() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    fs::write(two.path().join("tieout.toml"), "ignore = [\"share-mismatch\"]\n").expect("written");
    let mut server = TestServer::in_folders(everything(), &[one.path(), two.path()]);
    for (folder, count) in [(one.path(), 1), (two.path(), 0)] {
        let uri = uri_of(&folder.join("halden.txt"));
        server.open(&uri, CALL);
        assert_eq!(server.findings(&uri).len(), count);
    }
}

#[test]
fn an_untitled_document_is_served_like_a_file() {
    let mut server = TestServer::for_client(everything());
    for uri in ["untitled:Untitled-1", "untitled:/home/me/not yet saved.txt"] {
        server.open(uri, CALL);
        assert_eq!(server.findings(uri).len(), 1);
        assert!(server.ask("documentSymbol", uri).is_array());
        server.close(uri);
    }
}

#[test]
fn one_file_has_one_document_however_its_uri_is_written() {
    let mut server = TestServer::for_client(everything());
    server.open("file:///c%3A/calls/a%20b.txt", CALL);
    for uri in ["file:///C:/calls/a%20b.txt", "file:///c:/calls/a b.txt"] {
        assert_eq!(server.findings(uri).len(), 1, "{uri}");
    }
    server.change("file:///C:/calls/a%20b.txt", 2, None, LETTER);
    assert_eq!(server.findings("file:///c%3A/calls/a%20b.txt"), Vec::<Value>::new());
}

#[test]
fn a_renamed_document_is_a_closed_and_an_opened_one() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("tieout.toml"), "[[call]]\npath = \"draft-*\"\ntreat_as = \"not a call\"\n")
        .expect("written");
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    let (old, new) = (uri_of(&folder.path().join("draft-1.txt")), uri_of(&folder.path().join("halden.txt")));
    server.open(&old, CALL);
    assert_eq!(server.findings(&old), Vec::<Value>::new());
    server.close(&old);
    server.open(&new, CALL);
    assert_eq!(server.findings(&new).len(), 1);
    assert_eq!(server.ask("documentSymbol", &old), Value::Null);
}

/// How many files such a folder has that indexing it takes a while.
const MANY: usize = 400;

/// A folder whose indexing takes a while, even for a program that was built to be fast.
fn large_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let text = CALL.repeat(if cfg!(debug_assertions) { 1 } else { 20 });
    for index in 0..MANY {
        fs::write(folder.path().join(format!("call-{index}.txt")), &text).expect("written");
    }
    folder
}

/// Reads what is said of the progress that the client was asked to show, up to its end; returns what was said last.
fn progress_to_its_end(server: &mut TestServer) -> String {
    let token = server.was_asked("window/workDoneProgress/create")["token"].clone();
    let begin = server.notification("$/progress");
    assert_eq!(begin["token"], token);
    assert_eq!((&begin["value"]["kind"], &begin["value"]["cancellable"]), (&json!("begin"), &json!(true)));
    let (mut last, mut said) = (0, String::new());
    loop {
        let progress = server.notification("$/progress");
        assert_eq!(progress["token"], token);
        if progress["value"]["kind"] == "end" {
            return said;
        }
        said = progress["value"]["message"].as_str().expect("words").to_owned();
        let percentage = progress["value"]["percentage"].as_u64().expect("a percentage");
        assert!((last..=100).contains(&percentage));
        last = percentage;
    }
}

#[test]
fn long_work_begins_with_the_first_transcript_and_shows_its_progress() {
    let folder = large_folder();
    let client = but(everything(), "/window/workDoneProgress", json!(true));
    let mut server = TestServer::in_folders(client, &[folder.path()]);
    // A text that is no transcript does not set it off.
    server.open(&uri_of(&folder.path().join("README.md")), LETTER);
    assert_eq!(server.said_within(Duration::from_secs(2)), Vec::<Value>::new());
    assert!(!server.asked.iter().any(|message| message["method"] == "window/workDoneProgress/create"));
    server.open(&uri_of(&folder.path().join("call-1.txt")), CALL);
    progress_to_its_end(&mut server);
}

#[test]
fn long_work_can_be_stopped_and_is_taken_up_by_the_next_search() {
    let folder = large_folder();
    // The newest are read first.
    let last = folder.path().join("quillon.txt");
    fs::write(&last, other()).expect("written");
    let long_ago = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(&last).and_then(|file| file.set_modified(long_ago)).expect("set");
    let client = but(everything(), "/window/workDoneProgress", json!(true));
    let mut server = TestServer::in_folders(client, &[folder.path()]);
    // Searches answer while it runs.
    assert!(server.request("workspace/symbol", json!({ "query": "Tully" })).is_array());
    let deadline = std::time::Instant::now() + crate::server::PATIENCE;
    let token = loop {
        let asked = server.asked.iter().find(|message| message["method"] == "window/workDoneProgress/create");
        if let Some(message) = asked {
            break message["params"]["token"].clone();
        }
        assert!(std::time::Instant::now() < deadline);
        server.request("textDocument/codeLens", json!({ "textDocument": { "uri": "untitled:none" } }));
    };
    server.notify("window/workDoneProgress/cancel", json!({ "token": token }));
    let said = progress_to_its_end(&mut server);
    assert!(!said.starts_with(&format!("{} of", MANY + 1)), "not stopped: {said}");
    // Another word for it stops nothing, nor does the old one.
    server.finds("Vos");
    server.notify("window/workDoneProgress/cancel", json!({ "token": "another" }));
    server.notify("window/workDoneProgress/cancel", json!({ "token": token }));
    progress_to_its_end(&mut server);
    assert!(server.finds("Vos"));
}

#[test]
fn without_progress_nothing_is_said() {
    let folder = large_folder();
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    server.symbols("Tully", "Owen Tully");
    assert_eq!(server.said_within(Duration::from_millis(400)), Vec::<Value>::new());
}
