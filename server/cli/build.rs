//! Tells the program its version with the commit it is built from: that of the environment where a packager sets it, else
//! that of git, else none.

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-env-changed=TIEOUT_COMMIT");
    let version = env!("CARGO_PKG_VERSION");
    let given = std::env::var("TIEOUT_COMMIT").ok().filter(|commit| !commit.is_empty());
    match given.or_else(commit_of_git) {
        Some(commit) => println!("cargo::rustc-env=TIEOUT_VERSION={version} ({commit})"),
        None => println!("cargo::rustc-env=TIEOUT_VERSION={version}"),
    }
}

fn commit_of_git() -> Option<String> {
    let log = git(&["rev-parse", "--path-format=absolute", "--git-path", "logs/HEAD"])?;
    println!("cargo::rerun-if-changed={log}");
    git(&["rev-parse", "--short=10", "HEAD"])
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !text.trim().is_empty()).then(|| text.trim().to_owned())
}
