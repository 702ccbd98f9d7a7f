//! Folders made to mislead: loops, links to outside, files that cannot be read.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::capability::everything;
use crate::server::{Start, TestServer, introduction_in, uri_of};
use crate::text::CALL;

/// A call with another chief financial officer.
fn call_of(name: &str) -> String {
    CALL.replace("Owen Tully", name)
}

fn changed(server: &mut TestServer, path: &Path) {
    let change = json!({ "uri": uri_of(path), "type": 2 });
    server.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
}

/// Gives the index time to do what it must not do.
fn assert_never_found(server: &mut TestServer, name: &str) {
    thread::sleep(Duration::from_millis(500));
    assert!(!server.finds(name));
}

#[test]
fn loops_of_links_end() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("halden.txt"), CALL).expect("written");
    fs::create_dir(folder.path().join("inner")).expect("a folder");
    symlink(folder.path(), folder.path().join("inner/up")).expect("a link");
    symlink(folder.path().join("self.txt"), folder.path().join("self.txt")).expect("a link");
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    assert_eq!(server.symbols("Tully cfo", "Owen Tully").len(), 1);
    changed(&mut server, &folder.path().join("self.txt"));
    changed(&mut server, &folder.path().join("inner/up/halden.txt"));
    thread::sleep(Duration::from_millis(500));
    assert_eq!(server.symbols("Tully cfo", "Owen Tully").len(), 1);
}

#[test]
fn nothing_outside_of_the_workspace_is_read() {
    let outside = tempfile::tempdir().expect("a folder");
    let folder = tempfile::tempdir().expect("a folder");
    let secret = outside.path().join("secret.txt");
    fs::write(&secret, call_of("Ingrid Vos")).expect("written");
    fs::write(folder.path().join("halden.txt"), CALL).expect("written");
    symlink(&secret, folder.path().join("link.txt")).expect("a link");
    symlink(outside.path(), folder.path().join("linked")).expect("a link");
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    server.symbols("Tully", "Owen Tully");
    assert_never_found(&mut server, "Vos");
    // Nor when a client says that it has changed.
    for path in [
        secret.clone(),
        folder.path().join("link.txt"),
        folder.path().join("linked/secret.txt"),
        folder.path().join("../").join(secret.strip_prefix("/tmp").unwrap_or(&secret)),
    ] {
        changed(&mut server, &path);
    }
    assert_never_found(&mut server, "Vos");
}

#[test]
fn files_that_cannot_be_read_are_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("halden.txt"), CALL).expect("written");
    fs::write(folder.path().join("locked.txt"), call_of("Ingrid Vos")).expect("written");
    fs::write(folder.path().join("binary.txt"), [0_u8, 159, 146, 150, 0, 255].repeat(100)).expect("written");
    fs::create_dir(folder.path().join("folder.txt")).expect("a folder");
    fs::create_dir(folder.path().join("closed")).expect("a folder");
    fs::write(folder.path().join("closed/inner.txt"), call_of("Pia Norden")).expect("written");
    symlink(folder.path().join("gone"), folder.path().join("dangling.txt")).expect("a link");
    let lock = |path: &str, mode| fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(mode));
    lock("locked.txt", 0o000).expect("locked");
    lock("closed", 0o000).expect("locked");
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    server.symbols("Tully", "Owen Tully");
    for path in ["locked.txt", "binary.txt", "folder.txt", "dangling.txt", "closed/inner.txt", "never.txt"] {
        changed(&mut server, &folder.path().join(path));
    }
    server.symbols("Tully", "Owen Tully");
    lock("closed", 0o755).expect("unlocked");
}

#[test]
fn a_file_over_the_limit_is_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("halden.txt"), CALL).expect("written");
    fs::write(folder.path().join("twice.txt"), call_of("Ingrid Vos").repeat(2)).expect("written");
    let mut params = introduction_in(everything(), &[folder.path()]);
    params["initializationOptions"] = json!({ "maxFileSize": CALL.len() + 100 });
    let mut server = TestServer::with(params);
    server.symbols("Tully", "Owen Tully");
    assert_never_found(&mut server, "Vos");
}

#[test]
fn a_file_whose_analysis_fails_does_not_hold_up_the_others() {
    const FAILS: &str = "words that fail";
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("halden.txt"), CALL).expect("written");
    thread::sleep(Duration::from_millis(20));
    // Newer, so their turn comes first; and more than there are threads.
    for number in 0..20 {
        fs::write(folder.path().join(format!("fails-{number}.txt")), call_of("Ingrid Vos") + FAILS).expect("written");
    }
    let environment = vec![("TIEOUT_TEST_PANIC_ON", FAILS.to_owned())];
    let start = Start { environment, ..Start::default() };
    let mut server = TestServer::bare(&start).introduced(introduction_in(everything(), &[folder.path()]));
    server.symbols("Tully", "Owen Tully");
    assert_never_found(&mut server, "Vos");
}

#[test]
fn a_pipe_or_a_device_is_never_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("halden.txt"), CALL).expect("written");
    let pipe = folder.path().join("pipe.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    server.symbols("Tully", "Owen Tully");
    // A reader of the pipe would wait for a writer forever, and the files behind it in the list with it.
    fs::write(folder.path().join("new.txt"), call_of("Ingrid Vos")).expect("written");
    let change = |path: &Path| json!({ "uri": uri_of(path), "type": 2 });
    let changes = json!([change(&folder.path().join("new.txt")), change(&pipe)]);
    server.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    server.symbols("Vos", "Ingrid Vos");
    server.close(&uri_of(&pipe));
}
