//! What is no earnings call is left alone, and a call is told from its words where nobody is named.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;

use tieout_transcript::{Call, Options, SectionKind};

fn folder(name: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn other_texts_are_no_calls() {
    let files = folder("others");
    assert!(files.len() >= 22);
    for (name, text) in files {
        let verdict = Call::read(&text, &Options::default()).verdict;
        let score: i32 = verdict.reasons.iter().map(|reason| reason.weight).sum();
        assert!(!verdict.is_call, "{name}: {:#?}", verdict.reasons);
        assert!(score <= 3, "{name} is close to a call: {:#?}", verdict.reasons);
    }
}

/// The beginning of a call, as a page shows it before it asks for a subscription, has few of the words and steps of a call.
#[test]
fn beginnings_of_calls_are_calls() {
    let files = folder("beginnings");
    assert!(files.len() >= 5);
    for (name, text) in files {
        let verdict = Call::read(&text, &Options::default()).verdict;
        assert!(verdict.is_call, "{name}: {:#?}", verdict.reasons);
    }
}

#[test]
fn every_reason_is_stated_and_they_add_up() {
    for (_, text) in folder("others").into_iter().chain(folder("unlabelled")) {
        let verdict = Call::read(&text, &Options::default()).verdict;
        let score: i32 = verdict.reasons.iter().map(|reason| reason.weight).sum();
        assert!(verdict.reasons.len() > 1 && verdict.reasons.iter().all(|reason| !reason.what.is_empty()));
        assert_eq!(verdict.is_call, score >= 5, "{:#?}", verdict.reasons);
    }
}

#[test]
fn calls_in_which_nobody_is_named_have_their_sections() {
    for (name, text) in folder("unlabelled") {
        let call = Call::read(&text, &Options::default());
        assert!(call.verdict.is_call, "{name}: {:#?}", call.verdict.reasons);
        let sections: Vec<_> = call
            .sections
            .iter()
            .map(|section| format!("{} {}", section.lines.start + 1, section.kind.as_str()))
            .collect();
        let passages: Vec<_> = call.passages.iter().map(|passage| passage.title.as_str()).collect();
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(
                name.trim_end_matches(".txt"),
                format!("{}\npassages: {}", sections.join("\n"), passages.join("; "))
            );
        });
        assert!(call.sections.iter().any(|section| section.kind != SectionKind::FrontMatter));
    }
}
