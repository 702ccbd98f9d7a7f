//! The command as a shell sees it: arguments and files in, output and exit status out.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A call in which one growth is wrong: from $16.4 million to $20.3 million it is not 42%.
const CALL: &str = include_str!("fixtures/calder-instruments-2031-q2.txt");

const NOTES: &str = "Shopping list\n\nMilk, 2 litres, $3.50\nBread\n";

/// How a run of the command ended.
struct Run {
    status: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.out, self.err))
    }
}

fn command(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tieout"));
    command.current_dir(folder).args(arguments).env_remove("TIEOUT_LOG").stdin(Stdio::null());
    command
}

fn tieout(folder: &TempDir, arguments: &[&str]) -> Run {
    finish(command(folder, arguments))
}

fn finish(mut command: Command) -> Run {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn tieout_reading(folder: &TempDir, arguments: &[&str], input: &str) -> Run {
    let mut command = command(folder, arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn names(figures: &Value) -> Vec<String> {
    let mut names: Vec<String> =
        figures.as_array().unwrap().iter().map(|figure| figure["filename"].as_str().unwrap().to_owned()).collect();
    names.dedup();
    names
}

#[test]
fn the_version_is_told_and_help_names_every_command() {
    let folder = folder(&[]);
    let version = tieout(&folder, &["--version"]);
    assert!(version.out.starts_with(concat!("tieout ", env!("CARGO_PKG_VERSION"))), "{}", version.out);
    let help = tieout(&folder, &["--help"]);
    for command in ["check", "figures", "outline", "explain", "lsp"] {
        assert!(help.out.contains(&format!("\n  {command} ")), "{command}: {}", help.out);
    }
}

#[test]
fn findings_make_the_exit_status_as_it_was_asked_for() {
    let folder = folder(&[("q2.txt", CALL.as_bytes())]);
    let found = tieout(&folder, &["check", "q2.txt"]);
    assert_eq!(found.status, Some(1), "{}", found.err);
    assert!(found.out.starts_with("q2.txt:"), "{}", found.out);
    assert!(found.out.contains("warning[growth-mismatch]"), "{}", found.out);
    assert_eq!(tieout(&folder, &["check", "q2.txt", "--exit-zero"]).status, Some(0));
    assert_eq!(tieout(&folder, &["check", "q2.txt", "--fail-on", "error"]).status, Some(0));
    assert_eq!(tieout(&folder, &["check", "q2.txt", "--ignore", "growth-mismatch"]).status, Some(0));
    assert_eq!(tieout(&folder, &["check", "q2.txt", "missing.txt"]).status, Some(2));
}

#[test]
fn one_bad_file_is_one_line_and_the_others_are_read() {
    let folder = folder(&[
        ("a.txt", CALL.as_bytes()),
        ("binary.txt", b"MZ\0\0\x01"),
        ("scan.txt", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3"),
        ("z.txt", CALL.as_bytes()),
    ]);
    let run = tieout(
        &folder,
        &["figures", "--output-format", "json", "a.txt", "binary.txt", "gone.txt", "scan.txt", "z.txt"],
    );
    assert_eq!(run.status, Some(2));
    assert_eq!(names(&run.json()), ["a.txt", "z.txt"]);
    let lines: Vec<&str> = run.err.lines().collect();
    let [binary, gone, scan] = lines[..] else { panic!("three lines: {}", run.err) };
    assert!(binary.starts_with("tieout: binary.txt: ") && binary.contains("binary"), "{binary}");
    assert!(gone.starts_with("tieout: gone.txt: ") && gone.contains("no such file"), "{gone}");
    assert!(scan.starts_with("tieout: scan.txt: ") && scan.contains("PDF"), "{scan}");
}

#[test]
fn every_encoding_has_the_same_figures_in_the_same_places() {
    let text = CALL.replace("Calder Instruments", "Cälder Instrumènts");
    let latin: Vec<u8> = text.chars().map(|character| u8::try_from(u32::from(character)).unwrap_or(b'-')).collect();
    let text: String = latin.iter().copied().map(char::from).collect();
    let wide: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = ["\u{feff}", &text].concat();
    let folder = folder(&[
        ("utf-8.txt", text.as_bytes()),
        ("marked.txt", marked.as_bytes()),
        ("utf-16.txt", &wide),
        ("windows-1252.txt", &latin),
    ]);
    let figures = |name: &str| {
        let run = tieout(&folder, &["figures", "--output-format", "json", name]);
        assert_eq!(run.status, Some(0));
        (run.out.replace(name, ""), run.err)
    };
    let (plain, err) = figures("utf-8.txt");
    assert!(plain.contains("$20.3 million") && err.is_empty());
    assert_eq!(figures("marked.txt"), (plain.clone(), String::new()));
    assert_eq!(figures("utf-16.txt"), (plain.clone(), String::new()));
    let (windows, note) = figures("windows-1252.txt");
    assert_eq!(windows, plain);
    assert_eq!(note, "tieout: note: windows-1252.txt: not UTF-8, read as Windows-1252\n");
}

#[test]
fn what_is_no_call_says_nothing() {
    let folder = folder(&[("notes.txt", NOTES.as_bytes()), ("empty.txt", b"")]);
    for name in ["notes.txt", "empty.txt"] {
        for command in ["figures", "check"] {
            let run = tieout(&folder, &[command, "--output-format", "json", name]);
            assert_eq!((run.status, run.json()), (Some(0), Value::Array(Vec::new())), "{command} {name}");
        }
        let outline = tieout(&folder, &["outline", "--output-format", "json", name]).json();
        assert_eq!(outline["call"], Value::Null, "{name}");
        assert_eq!(outline["turns"], Value::Array(Vec::new()), "{name}");
    }
    let prose = tieout(&folder, &["figures", "--prose", "--output-format", "json", "notes.txt"]).json();
    assert!(prose.as_array().unwrap().iter().any(|figure| figure["text"] == "$3.50"), "{prose}");
}

#[test]
fn the_outline_of_one_file_is_an_object_and_of_several_a_list() {
    let folder = folder(&[("a.txt", CALL.as_bytes()), ("b.txt", CALL.as_bytes())]);
    let one = tieout(&folder, &["outline", "--output-format", "json", "a.txt"]).json();
    assert_eq!(one["call"]["fiscal_quarter"], 2, "{one}");
    let sections = one["sections"].as_array().unwrap();
    for pair in sections.windows(2) {
        assert_eq!(pair[0]["end_line"].as_u64().unwrap() + 1, pair[1]["start_line"].as_u64().unwrap());
    }
    assert_eq!(sections.last().unwrap()["end_line"].as_u64(), Some(CALL.lines().count() as u64));
    for paths in [&["a.txt", "b.txt"][..], &["."][..]] {
        let list = tieout(&folder, &[&["outline", "--output-format", "json"], paths].concat()).json();
        assert_eq!(list.as_array().map(Vec::len), Some(2), "{paths:?}");
    }
}

#[test]
fn the_tree_shows_calls_sections_exchanges_turns_and_passages() {
    let folder = folder(&[("q2.txt", CALL.as_bytes()), ("twice.txt", [CALL, CALL].concat().as_bytes())]);
    let run = tieout(&folder, &["outline", "q2.txt"]);
    insta::assert_snapshot!(run.out);
    let twice = tieout(&folder, &["outline", "twice.txt"]).out;
    let heads: Vec<&str> = twice.lines().filter(|line| line.starts_with("twice.txt")).collect();
    let lines = CALL.lines().count();
    let [first, second] = heads[..] else { panic!("two calls: {twice}") };
    assert!(first.starts_with(&format!("twice.txt (1-{lines}): Calder Instruments")), "{first}");
    assert!(second.starts_with(&format!("twice.txt ({}-{}): Calder Instruments", lines + 1, 2 * lines)), "{second}");
}

#[test]
fn a_folder_is_searched_for_texts_that_are_not_left_out() {
    let folder = folder(&[
        (".gitignore", b"ignored/\n"),
        ("tieout.toml", b"exclude = [\"drafts/**\"]\n"),
        ("b/q2.txt", CALL.as_bytes()),
        ("a/q2.md", CALL.as_bytes()),
        ("a/q2.rs", CALL.as_bytes()),
        ("drafts/q2.txt", CALL.as_bytes()),
        ("ignored/q2.txt", CALL.as_bytes()),
    ]);
    let found = |paths: &[&str]| {
        let run = tieout(&folder, &[&["figures", "--output-format", "json"], paths].concat());
        let names = names(&run.json());
        names.iter().map(|name| name.trim_start_matches("./").replace('\\', "/")).collect::<Vec<String>>()
    };
    assert_eq!(found(&[]), ["a/q2.md", "b/q2.txt"]);
    assert_eq!(found(&["b", "a", "b/q2.txt"]), ["b/q2.txt", "a/q2.md"]);
    assert_eq!(found(&["drafts/q2.txt", "a/q2.rs"]), ["drafts/q2.txt", "a/q2.rs"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_not_in_circles() {
    let folder = folder(&[("a/q2.txt", CALL.as_bytes())]);
    std::os::unix::fs::symlink("..", folder.path().join("a/up")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("a/gone.txt")).unwrap();
    let run = tieout(&folder, &["figures", "--output-format", "json", "a"]);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    assert_eq!(names(&run.json()), ["a/q2.txt"]);
}

#[test]
fn paths_and_texts_come_from_standard_input() {
    let folder = folder(&[("a.txt", CALL.as_bytes()), ("b c.txt", CALL.as_bytes())]);
    let run =
        tieout_reading(&folder, &["figures", "--output-format", "json", "--files-from", "-"], "a.txt\r\n\nb c.txt\n");
    assert_eq!(names(&run.json()), ["a.txt", "b c.txt"]);
    let run = tieout_reading(&folder, &["figures", "--output-format", "json", "-"], CALL);
    assert_eq!(names(&run.json()), ["-"]);
}

#[test]
fn each_record_is_there_before_the_next_file_is_read() {
    let folder = folder(&[("a.txt", CALL.as_bytes())]);
    for jobs in ["1", "2"] {
        let mut command = command(&folder, &["check", "--output-format", "jsonl", "--jobs", jobs, "a.txt", "-"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
        assert_eq!((&first["schema_version"], &first["filename"]), (&1.into(), &"a.txt".into()));
        assert_eq!(first["findings"][0]["rule"], "growth-mismatch");
        child.stdin.take().unwrap().write_all(NOTES.as_bytes()).unwrap();
        let second: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
        assert_eq!((&second["filename"], &second["findings"]), (&"-".into(), &Value::Array(Vec::new())));
        assert_eq!(child.wait().unwrap().code(), Some(1));
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = folder(&[]);
    for number in 0..200 {
        fs::write(folder.path().join(format!("{number}.txt")), CALL).unwrap();
    }
    let mut command = command(&folder, &["figures", "--output-format", "json", "."]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut some = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn settings_that_do_not_exist_are_refused() {
    let folder = folder(&[("a.txt", CALL.as_bytes()), ("tieout.toml", b"\nprofle = \"editor\"\n")]);
    let run = tieout(&folder, &["check", "a.txt"]);
    assert_eq!((run.status, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("tieout.toml:2: unknown key `profle`; did you mean `profile`?"), "{}", run.err);
    let run = tieout(&folder, &["check", "--config", "tieout.toml", "--output-format", "json", "a.txt"]);
    assert_eq!((run.status, run.out.as_str()), (Some(2), ""));
    let run = tieout(&folder, &["check", "--select", "growth-mismach", "a.txt"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err.contains("did you mean `growth-mismatch`?"), "{}", run.err);
    let run = tieout(&folder, &["explain", "growth-mismach"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err.contains("did you mean `growth-mismatch`? `tieout explain` lists"), "{}", run.err);
}

#[test]
fn tieout_toml_is_obeyed_and_the_command_line_wins() {
    let accept = "[[accept]]\ncheck = \"growth-mismatch\"\npath = \"q2.txt\"\nquote = \"42%\"\n";
    let folder = folder(&[("q2.txt", CALL.as_bytes()), ("tieout.toml", accept.as_bytes())]);
    assert_eq!(tieout(&folder, &["check", "q2.txt"]).status, Some(0));
    fs::write(folder.path().join("tieout.toml"), "[[call]]\npath = \"*.txt\"\ntreat_as = \"not a call\"\n").unwrap();
    assert_eq!(tieout(&folder, &["check", "q2.txt"]).status, Some(0));
    assert_eq!(tieout(&folder, &["check", "--treat-as", "call", "q2.txt"]).status, Some(1));
    fs::write(folder.path().join("other.toml"), "[severity]\ngrowth-mismatch = \"hint\"\n").unwrap();
    assert_eq!(tieout(&folder, &["check", "--config", "other.toml", "q2.txt"]).status, Some(0));
}

#[test]
fn one_bad_tieout_toml_is_one_line_and_the_files_of_others_are_read() {
    let folder = folder(&[
        ("a/q2.txt", CALL.as_bytes()),
        ("b/tieout.toml", b"profle = \"editor\"\n"),
        ("b/q1.txt", CALL.as_bytes()),
        ("b/deep/q2.txt", CALL.as_bytes()),
        ("c/q2.txt", CALL.as_bytes()),
    ]);
    let run = tieout(&folder, &["figures", "--output-format", "json", "a", "b", "b/q1.txt", "c"]);
    assert_eq!(run.status, Some(2));
    assert_eq!(names(&run.json()), ["a/q2.txt", "c/q2.txt"]);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert!(run.err.contains("tieout.toml:1: unknown key `profle`"), "{}", run.err);
    for (format, empty) in [("json", "[]\n"), ("jsonl", ""), ("github", "")] {
        let run = tieout(&folder, &["check", "--output-format", format, "b"]);
        assert_eq!((run.status, run.out.as_str()), (Some(2), empty), "{format}: {}", run.err);
    }
}

#[test]
fn an_accepted_finding_is_accepted_in_its_file_alone() {
    let accept = "[[accept]]\ncheck = \"growth-mismatch\"\npath = \"/q2.txt\"\nquote = \"42%\"\n";
    let folder =
        folder(&[("q2.txt", CALL.as_bytes()), ("old/q2.txt", CALL.as_bytes()), ("tieout.toml", accept.as_bytes())]);
    assert_eq!(tieout(&folder, &["check", "q2.txt"]).status, Some(0));
    assert_eq!(tieout(&folder, &["check", "old/q2.txt"]).status, Some(1));
}

#[test]
fn where_there_is_nothing_to_see_a_line_says_why() {
    let folder = folder(&[
        ("notes.txt", NOTES.as_bytes()),
        ("notes2.txt", NOTES.as_bytes()),
        ("q2.txt", CALL.as_bytes()),
        ("empty/note.pdf", b"%PDF"),
    ]);
    let said = |arguments: &[&str]| {
        let run = tieout(&folder, arguments);
        assert_eq!(run.status, Some(0), "{}", run.err);
        run.err
    };
    for command in ["check", "figures"] {
        let note = "tieout: note: notes.txt: not an earnings call; --prose reads any text\n";
        assert_eq!(said(&[command, "notes.txt"]), note);
        assert_eq!(said(&[command, "notes.txt", "--prose"]), "");
        assert_eq!(said(&[command, "notes.txt", "--treat-as", "not-a-call"]), "");
    }
    assert_eq!(said(&["figures", "notes.txt", "q2.txt"]), "");
    assert_eq!(
        said(&["figures", "notes.txt", "notes2.txt"]),
        "tieout: note: none of the files is an earnings call; --prose reads any text\n"
    );
    for command in ["check", "figures", "outline"] {
        let note = "tieout: note: no transcript was found (folders are searched for .txt, .text, .md, .markdown)\n";
        assert_eq!(said(&[command, "empty"]), note);
    }
}

#[test]
fn what_would_be_passed_over_is_refused_or_told() {
    let folder = folder(&[("q2.txt", CALL.as_bytes())]);
    for format in ["jsonl", "sarif", "github"] {
        let run = tieout(&folder, &["check", "--ties", "--output-format", format, "q2.txt"]);
        assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{format}");
        assert!(run.err.starts_with("tieout: --ties goes with --output-format full, concise or json"), "{}", run.err);
    }
    let mut command = command(&folder, &["outline", "q2.txt"]);
    command.env(OsStr::new("TIEOUT_LOG"), "=,=");
    let run = finish(command);
    assert_eq!(run.status, Some(0));
    assert!(run.err.starts_with("tieout: note: TIEOUT_LOG is no filter of the log ("), "{}", run.err);
}

#[test]
fn a_file_is_read_once_however_often_it_is_named() {
    let folder = folder(&[("a.txt", CALL.as_bytes()), ("b/c.txt", CALL.as_bytes())]);
    for paths in [&[".", "a.txt"][..], &["./a.txt", "a.txt", "b"], &["b", "a.txt", "b/../a.txt"]] {
        let run = tieout(&folder, &[&["check", "--output-format", "json"], paths].concat());
        assert_eq!(run.json().as_array().map(Vec::len), Some(2), "{paths:?}: {}", run.out);
    }
    let github = tieout(&folder, &["check", "--output-format", "github", "."]).out;
    assert!(github.contains("file=a.txt,") && github.contains("file=b/c.txt,"), "{github}");
}

#[test]
fn a_baseline_leaves_only_what_is_new() {
    let folder = folder(&[("q2.txt", CALL.as_bytes())]);
    let written = tieout(&folder, &["check", "--write-baseline", "known.json", "q2.txt"]);
    assert_eq!(written.status, Some(0), "{}", written.err);
    let known = tieout(&folder, &["check", "--baseline", "known.json", "./q2.txt"]);
    assert_eq!((known.status, known.out.as_str()), (Some(0), ""));
    fs::write(folder.path().join("q2.txt"), CALL.replace("up 42% from", "up 62% from")).unwrap();
    let changed = tieout(&folder, &["check", "--baseline", "known.json", "q2.txt"]);
    assert_eq!(changed.status, Some(1));
    assert_eq!(tieout(&folder, &["check", "--baseline", "missing.json", "q2.txt"]).status, Some(2));
}

#[test]
fn a_baseline_knows_its_files_wherever_the_run_starts() {
    let folder = folder(&[("calls/q2.txt", CALL.as_bytes()), ("old/q2.txt", CALL.as_bytes())]);
    assert_eq!(tieout(&folder, &["check", "--write-baseline", "known.json", "calls"]).status, Some(0));
    let check = |inside: &str, arguments: &[&str]| {
        let mut command = command(&folder, &[&["check"], arguments].concat());
        command.current_dir(folder.path().join(inside));
        finish(command).status
    };
    assert_eq!(check("calls", &["--baseline", "../known.json", "q2.txt"]), Some(0));
    assert_eq!(check("calls", &["--baseline", "../known.json"]), Some(0));
    assert_eq!(check(".", &["--baseline", "known.json", folder.path().join("calls").to_str().unwrap()]), Some(0));
    // The same words in a file of the same name elsewhere are another finding.
    assert_eq!(check("old", &["--baseline", "../known.json", "q2.txt"]), Some(1));
}

#[test]
fn a_baseline_is_not_written_over_by_half_a_run() {
    let folder = folder(&[("q2.txt", CALL.as_bytes())]);
    assert_eq!(tieout(&folder, &["check", "--write-baseline", "known.json", "q2.txt"]).status, Some(0));
    let known = fs::read_to_string(folder.path().join("known.json")).unwrap();
    let half = tieout(&folder, &["check", "--write-baseline", "known.json", "missing.txt"]);
    assert_eq!(half.status, Some(2));
    assert!(half.err.ends_with("known.json: not written, since not everything could be read\n"), "{}", half.err);
    assert_eq!(fs::read_to_string(folder.path().join("known.json")).unwrap(), known);
    let nowhere = tieout(&folder, &["check", "--write-baseline", "gone/known.json", "q2.txt"]);
    assert_eq!(nowhere.status, Some(2));
    assert!(nowhere.err.ends_with("gone/known.json: cannot be written, there is no such folder\n"), "{}", nowhere.err);
}

#[test]
fn ties_are_told_with_what_they_tie() {
    let folder = folder(&[("q2.txt", CALL.as_bytes())]);
    let run = tieout(&folder, &["check", "--ties", "--output-format", "json", "q2.txt"]);
    let all = run.json();
    let ties = all["ties"].as_array().unwrap();
    assert!(ties.iter().any(|tie| tie["rule"] == "growth-mismatch" && tie["operands"].as_array().unwrap().len() >= 3));
    assert!(all["coverage"]["tied"].as_u64() > Some(3) && all["coverage"]["found"] == 1, "{}", all["coverage"]);
}

#[test]
fn every_format_is_what_its_readers_expect() {
    let folder = folder(&[("q2.txt", CALL.as_bytes())]);
    let check = |format: &str| tieout(&folder, &["check", "--output-format", format, "q2.txt"]);

    let sarif = check("sarif").json();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "growth-mismatch");
    assert_eq!(result["level"], "warning");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "q2.txt");
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == "growth-mismatch"));

    let json = check("json").json();
    assert_eq!(json[0]["location"]["line"], place["region"]["startLine"]);
    let line = json[0]["location"]["line"].as_u64().unwrap() as usize;
    assert!(CALL.lines().nth(line - 1).unwrap().contains("up 42%"));

    let github = check("github");
    assert!(github.out.starts_with("::warning title=tieout%3A growth-mismatch,file=q2.txt,line="), "{}", github.out);

    let full = check("full");
    assert!(full.out.starts_with("warning[growth-mismatch]"), "{}", full.out);
    assert!(
        full.out.contains(&format!("q2.txt:{line}:")) && full.out.ends_with("1 finding in 1 file.\n"),
        "{}",
        full.out
    );

    fs::write(folder.path().join("notes.txt"), NOTES).unwrap();
    let mixed = tieout(&folder, &["check", "--output-format", "full", "q2.txt", "notes.txt"]);
    let summary = "1 finding in 2 files.\n1 file is no earnings call and was left alone; `tieout outline --why FILE` tells why.\n";
    assert!(mixed.out.ends_with(summary), "{}", mixed.out);

    let csv = tieout(&folder, &["figures", "--output-format", "csv", "--scale", "thousands", "q2.txt"]);
    assert!(csv.out.starts_with("\u{feff}company,call,metric,"), "{}", csv.out);
    assert!(csv.out.contains(",20300,") && csv.out.contains(",USD thousand,"), "{}", csv.out);
}

#[test]
fn the_sample_of_the_readme_is_what_is_printed() {
    let readme = include_str!("../../../README.md").replace("\r\n", "\n");
    let name = "calder-instruments-2031-q2.txt";
    let folder = folder(&[(name, CALL.as_bytes())]);
    let printed = tieout(&folder, &["check", "--output-format", "full", name]).out;
    assert!(
        readme.contains(&format!("```\n$ tieout check {name}\n{printed}```\n")),
        "README.md does not show\n{printed}"
    );
}

#[test]
fn a_line_of_many_megabytes_is_a_line() {
    // Unoptimised code reads a twentieth of it in the same time.
    let size = if cfg!(debug_assertions) { 1 << 20 } else { 20 << 20 };
    let sentence = "Revenue in the März quarter was $22.4 million, up 32% from $17.0 million. ";
    let line = sentence.repeat(size / sentence.len());
    let folder = folder(&[("long.txt", line.as_bytes())]);
    let started = Instant::now();
    let run = tieout(&folder, &["figures", "--prose", "--output-format", "jsonl", "long.txt"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
    let record = run.json();
    let figures = record["figures"].as_array().unwrap();
    assert_eq!(figures.len(), 3 * (size / sentence.len()));
    let characters = sentence.chars().count() as u64;
    let last = figures[figures.len() - 3]["location"]["column"].as_u64().unwrap();
    assert_eq!((last - 1) % characters, figures[0]["location"]["column"].as_u64().unwrap() - 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_sees_the_findings_beneath_their_lines_and_nothing_else() {
    let folder = folder(&[("q2.txt", CALL.as_bytes())]);
    // `script` runs a command with a terminal of its own.
    let mut script = Command::new("script");
    let line = format!("'{}' check q2.txt", env!("CARGO_BIN_EXE_tieout"));
    script.current_dir(&folder).args(["--quiet", "--return", "--command", &line, "/dev/null"]).stdin(Stdio::null());
    let run = finish(script);
    assert_eq!(run.status, Some(1), "{}", run.out);
    let plain = anstream::adapter::strip_str(&run.out).to_string();
    assert!(plain.starts_with("warning[growth-mismatch]"), "{plain}");
    assert!(plain.trim_end().ends_with("1 finding in 1 file."), "{plain}");
}

#[test]
fn the_log_goes_to_its_file() {
    let folder = folder(&[("q2.txt", CALL.as_bytes())]);
    let mut command = command(&folder, &["figures", "--log-file", "log.txt", "--output-format", "json", "q2.txt"]);
    command.env(OsStr::new("TIEOUT_LOG"), "info");
    let run = finish(command);
    assert_eq!(run.err, "");
    let log = fs::read_to_string(Path::new(folder.path()).join("log.txt")).unwrap();
    assert!(log.contains("q2.txt") && !log.contains("Revenue"), "{log}");
}
