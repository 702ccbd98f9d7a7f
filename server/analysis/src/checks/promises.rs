//! Promises: a relation that is said to tie fails as soon as one of its figures clearly changes.

use std::fmt::Write as _;

use super::examples::analyse;
use crate::settings::{Profile, Settings};
use crate::{Analysis, CallAnalysis, Tie};

/// Statements that hold, one a line.
const TRUE: &str = include_str!("promises.txt");

/// By what a figure is changed; one of them must be clear.
const FACTORS: [(i64, u32); 6] = [(22, 1), (35, 2), (10, 0), (1, 1), (1000, 0), (1, 3)];

/// The words of a figure with its last number times a factor, displayed as finely as before; none where it stays as it
/// is or is no number in digits.
fn changed(said: &str, (mantissa, places): (i64, u32)) -> Option<String> {
    let is_digit = |byte: u8| byte.is_ascii_digit();
    let end = said.bytes().rposition(is_digit)? + 1;
    let inside = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    let length = said.as_bytes()[..end].iter().rev().take_while(|byte| inside(byte)).count();
    let number = said[end - length..end].replace(',', "");
    let number: tieout_figures::Decimal = number.trim_start_matches('.').parse().ok()?;
    let scaled = (number * tieout_figures::Decimal::new(mantissa, places)).round_dp(number.scale());
    (scaled != number).then(|| format!("{}{scaled}{}", &said[..end - length], &said[end..]))
}

fn explicit(call: &CallAnalysis) -> impl Iterator<Item = &Tie> {
    call.ties.iter().filter(|tie| tie.explicit)
}

/// Real calls, where the machine has them.
fn corpus() -> Vec<std::path::PathBuf> {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let folders = std::fs::read_dir(corpus).into_iter().flatten().flatten();
    let files = folders.filter_map(|folder| std::fs::read_dir(folder.path()).ok()).flatten().flatten();
    let mut files: Vec<_> = files.map(|file| file.path()).collect();
    files.sort();
    files
}

#[test]
fn every_tie_of_real_calls_is_a_promise() {
    let mut broken = String::new();
    for path in corpus() {
        // Offsets are those of the text as it is analysed.
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let settings = Settings { profile: Profile::Editor, ..Settings::default() };
        let analysis = Analysis::new(&text.replace("\r\n", "\n"), &settings);
        for call in analysis.calls() {
            let known = call.call.findings.len();
            for tie in explicit(&call.call) {
                // The last operand is the one that a reader would take for the slip.
                let Some(operand) = tie.operands.last() else { continue };
                let said = &call.call.text[operand.range];
                let (start, end) = (usize::from(operand.range.start()), usize::from(operand.range.end()));
                let mut changes = FACTORS.iter().filter_map(|factor| changed(said, *factor)).peekable();
                if changes.peek().is_none() {
                    continue;
                }
                let fails = |change: String| {
                    let text = format!("{}{change}{}", &call.call.text[..start], &call.call.text[end..]);
                    let findings = Analysis::new(&text, &settings).findings().count();
                    findings > known
                };
                if !changes.any(fails) {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    writeln!(broken, "{name}: {} keeps no promise for {said}: {}", tie.check, tie.computed)
                        .expect("a string takes it");
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken}");
}

#[test]
fn a_tie_is_a_promise() {
    let mut broken = String::new();
    for statement in TRUE.lines() {
        let analysis = analyse(statement);
        let call = &analysis.calls()[0].call;
        if let Some(finding) = call.findings.first() {
            writeln!(broken, "reported: {statement}\n    {}", finding.message).expect("a string takes it");
        }
        if explicit(call).next().is_none() {
            writeln!(broken, "no tie: {statement}").expect("a string takes it");
        }
        for tie in explicit(call) {
            for operand in &tie.operands {
                let said = &call.text[operand.range];
                let start = call.text.find(statement).expect("the statement is in the call");
                let at = usize::from(operand.range.start()) - start;
                let mut changes = FACTORS.iter().filter_map(|factor| changed(said, *factor)).peekable();
                if changes.peek().is_none() {
                    continue;
                }
                let fails = |change: String| {
                    let text = format!("{}{change}{}", &statement[..at], &statement[at + said.len()..]);
                    analyse(&text).findings().next().is_some()
                };
                if !changes.any(fails) {
                    writeln!(broken, "{} keeps no promise for {said}: {statement}", tie.check)
                        .expect("a string takes it");
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken}");
}
