//! Outlines against hand annotation, where annotated transcripts lie beside the repository. What is counted is what the
//! scoring script counts: turn lines, names, roles, section starts, exchanges, facts of the call.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that prints what it measured")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tieout_transcript::{Call, Lines, Options};

/// Hits and annotated items of one kind, and what was missed.
#[derive(Default)]
struct Score {
    hits: usize,
    gold: usize,
    extra: usize,
}

impl Score {
    fn count(&mut self, hit: bool) {
        self.gold += 1;
        self.hits += usize::from(hit);
    }

    fn is_perfect(&self) -> bool {
        self.hits == self.gold && self.extra == 0
    }
}

fn letters(name: &str) -> String {
    let words = name.to_lowercase();
    words.split(|c: char| !c.is_ascii_lowercase()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn text_of<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn line_of(value: &Value, key: &str) -> u64 {
    value.get(key).and_then(Value::as_u64).unwrap_or_default()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn score(text: &str, gold: &Value, misses: &mut Vec<String>) -> BTreeMap<&'static str, Score> {
    let call = Call::read(text, &Options::default());
    let lines = Lines::new(text);
    let mut scores: BTreeMap<&'static str, Score> = BTreeMap::new();
    let line = |turn: &tieout_transcript::Turn| match turn.label {
        Some(label) => lines.line_at(label.start()) as u64 + 1,
        None => u64::from(turn.lines.start) + 1,
    };
    let turns: BTreeMap<u64, _> = call.turns.iter().map(|turn| (line(turn), turn)).collect();
    let speaker = |turn: &tieout_transcript::Turn| turn.speaker.and_then(|speaker| call.speakers.get(speaker));
    let mut wanted = Vec::new();
    for turn in list(gold, "turns") {
        let at = line_of(turn, "line");
        wanted.push(at);
        let found = turns.get(&at);
        scores.entry("turns").or_default().count(found.is_some());
        if found.is_none() {
            misses.push(format!("turn missed at {at}: {}", text_of(turn, "speaker_label")));
        }
        let Some(found) = found else { continue };
        let name = text_of(turn, "speaker_name");
        if !name.is_empty() {
            let got = speaker(found).map_or("", |speaker| speaker.name.as_str());
            scores.entry("names").or_default().count(letters(name) == letters(got));
            if letters(name) != letters(got) {
                misses.push(format!("name at {at}: {name:?}, got {got:?}"));
            }
        }
        let role = text_of(turn, "role");
        let got = speaker(found).map_or("", |speaker| speaker.role.as_str());
        let is_ir = |role| matches!(role, "ir" | "executive");
        scores.entry("roles").or_default().count(role == got || is_ir(role) && is_ir(got));
        if role != got && !(is_ir(role) && is_ir(got)) {
            misses.push(format!("role at {at}: {role}, got {got}"));
        }
    }
    for at in turns.keys().filter(|at| !wanted.contains(at)) {
        scores.entry("turns").or_default().extra += 1;
        misses.push(format!("turn too many at {at}"));
    }
    let sections: Vec<_> =
        call.sections.iter().map(|section| (section.kind.as_str(), u64::from(section.lines.start) + 1)).collect();
    for section in list(gold, "sections") {
        let wanted = (text_of(section, "kind"), line_of(section, "start_line"));
        scores.entry("sections").or_default().count(sections.contains(&wanted));
        if !sections.contains(&wanted) {
            misses.push(format!("section {wanted:?}, got {sections:?}"));
        }
    }
    scores.entry("sections").or_default().extra += sections.len().saturating_sub(list(gold, "sections").len());
    let exchanges: BTreeMap<u64, String> = call
        .exchanges
        .iter()
        .filter_map(|exchange| {
            let at = line(call.turns.get(exchange.turns.start)?);
            let analyst = exchange.analyst.and_then(|analyst| call.speakers.get(analyst));
            Some((at, analyst.map_or(String::new(), |analyst| analyst.name.clone())))
        })
        .collect();
    for exchange in list(gold, "exchanges") {
        let at = line_of(exchange, "start_line");
        let found = exchanges.get(&at);
        let right = found.is_some_and(|analyst| letters(analyst) == letters(text_of(exchange, "analyst")));
        scores.entry("exchanges").or_default().count(right);
        if !right {
            misses.push(format!("exchange at {at}: {}, got {found:?}", text_of(exchange, "analyst")));
        }
    }
    scores.entry("exchanges").or_default().extra += exchanges.len().saturating_sub(list(gold, "exchanges").len());
    let facts = &call.facts;
    let mut fact = |key: &'static str, got: Option<String>, same: &dyn Fn(&str, &str) -> bool| {
        let wanted = match gold.get(key) {
            Some(Value::String(wanted)) => wanted.clone(),
            Some(Value::Number(wanted)) => wanted.to_string(),
            _ => return,
        };
        let right = got.as_deref().is_some_and(|got| same(&wanted, got));
        scores.entry("call").or_default().count(right);
        if !right {
            misses.push(format!("{key}: {wanted:?}, got {got:?}"));
        }
    };
    let equal = |wanted: &str, got: &str| wanted == got;
    let within = |wanted: &str, got: &str| {
        let (wanted, got) = (letters(wanted), letters(got));
        wanted.contains(&got) || got.contains(&wanted)
    };
    fact("company", facts.company.clone(), &within);
    fact("ticker", facts.ticker.clone(), &equal);
    fact("fiscal_year", facts.quarter.map(|quarter| quarter.year.to_string()), &equal);
    fact("fiscal_quarter", facts.quarter.map(|quarter| quarter.quarter.to_string()), &equal);
    fact("call_date", facts.date.map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")), &equal);
    scores.entry("verdict").or_default().count(call.verdict.is_call);
    scores
}

fn find(folder: &Path, file: &str) -> Option<PathBuf> {
    let entries: Vec<_> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    entries
        .iter()
        .find(|path| path.file_name().is_some_and(|name| name == file))
        .cloned()
        .or_else(|| entries.iter().filter(|path| path.is_dir()).find_map(|path| find(path, file)))
}

/// Scores every annotated transcript of a folder; the texts are looked for below `texts`. Returns what was missed.
fn score_all(gold: &Path, texts: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    let mut scored = 0;
    let mut folders: Vec<_> = std::fs::read_dir(gold).unwrap().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    for folder in folders {
        let Ok(outline) = std::fs::read_to_string(folder.join("outline.json")) else { continue };
        let outline: Value = serde_json::from_str(&outline).unwrap();
        let source = std::fs::read_to_string(folder.join("source.json")).unwrap();
        let source: Value = serde_json::from_str(&source).unwrap();
        let Some(path) = find(texts, text_of(&source, "file")) else { continue };
        let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).replace("\r\n", "\n");
        let mut misses = Vec::new();
        let scores = score(text.trim_start_matches('\u{feff}'), &outline, &mut misses);
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let row: Vec<_> = scores
            .iter()
            .map(|(kind, score)| format!("{kind} {}/{} (+{})", score.hits, score.gold, score.extra))
            .collect();
        println!("{name:28} {}", row.join("  "));
        scored += 1;
        faults.extend(misses.into_iter().map(|miss| format!("{name}: {miss}")));
        if scores.values().any(|score| !score.is_perfect()) {
            faults.push(format!("{name} is not perfect"));
        }
    }
    assert!(scored > 0, "no annotated text of {} lies below {}", gold.display(), texts.display());
    faults
}

#[test]
#[ignore = "needs the annotated transcripts beside the repository; tests/run runs it where they are"]
fn outlines_agree_with_the_annotation() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let faults = score_all(&shared.join("gold"), &shared);
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Prints how well other annotated transcripts are read: `TIEOUT_GOLD=FOLDER TIEOUT_TEXTS=FOLDER`. A measurement: what it
/// shows is for reading.
#[test]
#[ignore = "a measurement of the transcripts that TIEOUT_GOLD and TIEOUT_TEXTS name"]
fn other_annotations_are_measured() {
    let folder =
        |variable| PathBuf::from(std::env::var_os(variable).unwrap_or_else(|| panic!("{variable} is not set")));
    for fault in score_all(&folder("TIEOUT_GOLD"), &folder("TIEOUT_TEXTS")) {
        println!("{fault}");
    }
}
