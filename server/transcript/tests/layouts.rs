//! Outlines of calls in the layouts that are met in the wild, each of an invented company.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fmt::Write;
use std::path::Path;

use tieout_transcript::{Call, Options, Speaker, split};

/// The outline of every call of a text, a line for each thing that a reader of an outline sees.
fn outline(text: &str) -> String {
    let mut shown = String::new();
    for range in split(text) {
        let call = Call::read(&text[range], &Options::default());
        let facts = &call.facts;
        let date = facts.date.map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"));
        let quarter = facts.quarter.map(|it| it.to_string()).or(facts.stretch.map(|it| it.to_string()));
        let fields = [facts.company.clone(), facts.ticker.clone(), quarter, date, facts.time.clone()];
        let fields: Vec<_> = fields.into_iter().map(|field| field.unwrap_or_else(|| "-".to_owned())).collect();
        let kind = if call.verdict.is_call { "call" } else { "no call" };
        writeln!(shown, "{kind}: {} ({})", fields.join(", "), call.layout).unwrap();
        let named = |speaker: &Speaker| {
            let beside: Vec<_> = [&speaker.title, &speaker.firm].into_iter().flatten().cloned().collect();
            format!("{} | {}", speaker.name, beside.join(" | "))
        };
        for speaker in &call.speakers {
            writeln!(shown, "  {:9} {}", speaker.role.as_str(), named(speaker)).unwrap();
        }
        let mut sections = call.sections.iter().peekable();
        let mut exchanges = call.exchanges.iter().enumerate().peekable();
        for (index, turn) in call.turns.iter().enumerate() {
            while let Some(section) = sections.next_if(|section| section.lines.start <= turn.lines.start) {
                writeln!(shown, "{:4} # {}", section.lines.start + 1, section.kind.as_str()).unwrap();
            }
            if let Some((number, exchange)) = exchanges.next_if(|(_, exchange)| exchange.turns.start == index) {
                let analyst = exchange.analyst.map_or("?", |analyst| call.speakers[analyst].name.as_str());
                writeln!(shown, "       exchange {} {analyst}", number + 1).unwrap();
            }
            let speaker = turn.speaker.map_or("-", |speaker| call.speakers[speaker].name.as_str());
            let words = turn.speech(&text[range]).text.replace('\n', " / ");
            let mut words: Vec<_> = words.split(' ').collect();
            if words.len() > 14 {
                words.splice(8..words.len() - 5, ["…"]);
            }
            let lines = if turn.lines.len() > 1 { format!("-{}", turn.lines.end) } else { String::new() };
            writeln!(shown, "{:4}{lines} {speaker}: {}", turn.lines.start + 1, words.join(" ")).unwrap();
        }
        for section in sections {
            writeln!(shown, "{:4} # {}", section.lines.start + 1, section.kind.as_str()).unwrap();
        }
    }
    shown
}

#[test]
fn outlines_of_all_layouts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort();
    assert!(files.len() >= 37);
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let settings = {
            let mut settings = insta::Settings::clone_current();
            settings.set_omit_expression(true);
            settings.set_prepend_module_to_snapshot(false);
            settings.set_snapshot_path("layouts/outlines");
            settings
        };
        settings.bind(|| insta::assert_snapshot!(name, outline(&text)));
    }
}
