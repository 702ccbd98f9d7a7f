//! Promises: a relation that is said to tie fails as soon as one of its figures clearly changes.

use std::fmt::Write as _;

use super::examples::analyse;
use crate::settings::{Profile, Settings};
use crate::{Analysis, CallAnalysis, Finding, Tie};

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
fn real_calls() -> Vec<std::path::PathBuf> {
    let above = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let Some(shared) = above.map(|folder| folder.join("shared")).find(|it| it.is_dir()) else { return Vec::new() };
    let read = |folder: &std::path::Path| std::fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = read(&shared.join("corpus")).map(|folder| folder.path()).chain([shared.join("seeds")]);
    let mut files: Vec<_> =
        folders.flat_map(|folder| read(&folder).map(|file| file.path()).collect::<Vec<_>>()).collect();
    files.sort();
    files
}

/// What is found in all calls of the machine, which are read side by side; each is given with the name of its file.
pub(super) fn in_real_calls(find: impl Fn(&str, &CallAnalysis) -> String + Sync) -> String {
    let calls = real_calls();
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let of_file = |path: &std::path::PathBuf| {
        let Ok(text) = std::fs::read_to_string(path) else { return String::new() };
        // Offsets are those of the text as it is analysed.
        let analysis = Analysis::new(&text.replace("\r\n", "\n"), &editors());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        analysis.calls().iter().map(|call| find(&name, &call.call)).collect()
    };
    std::thread::scope(|scope| {
        let share = |worker: usize| calls.iter().skip(worker).step_by(workers).map(of_file).collect();
        let workers: Vec<_> = (0..workers).map(|worker| scope.spawn(move || -> String { share(worker) })).collect();
        workers.into_iter().map(|worker| worker.join().expect("no promise panics")).collect()
    })
}

fn editors() -> Settings {
    Settings { profile: Profile::Editor, ..Settings::default() }
}

/// Those of some ties of a call that hold though one of their figures clearly changes; the change must be one that is
/// `allowed`.
pub(super) fn broken_promises<'a>(
    name: &str,
    call: &CallAnalysis,
    ties: impl Iterator<Item = &'a Tie>,
    allowed: impl Fn(&str) -> bool,
) -> String {
    let mut broken = String::new();
    let whole = Analysis::new(&call.text, &editors());
    for (tie, operand) in ties.flat_map(|tie| tie.operands.iter().map(move |it| (tie, it))) {
        let said = &call.text[operand.range];
        let changes = FACTORS.iter().filter_map(|factor| changed(said, *factor));
        let mut changes = changes.filter(|change| allowed(change)).peekable();
        if changes.peek().is_none() {
            continue;
        }
        let fails = |change: String| {
            let analysis = whole.edited(operand.range, &change);
            let touches = |finding: &Finding| {
                let mut places = finding.related.iter().map(|it| it.range).chain([finding.range]);
                places.any(|it| it.contains_inclusive(operand.range.start()))
            };
            analysis.findings().any(|(_, finding)| touches(finding))
        };
        if !changes.any(fails) {
            let line = call.text[..usize::from(operand.range.start())].matches('\n').count() + 1;
            let Tie { check, computed, .. } = tie;
            writeln!(broken, "{name}:{line}: {check} keeps no promise for {said} ({}): {computed}", operand.role)
                .expect("a string takes it");
        }
    }
    broken
}

#[test]
fn every_tie_of_real_calls_is_a_promise() {
    let broken = in_real_calls(|name, call| broken_promises(name, call, explicit(call), |_| true));
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
