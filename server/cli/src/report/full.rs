//! Full: the findings beneath the lines they are about, for people.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use tieout_analysis::{Severity, TextRange};

use super::excerpt::{Excerpt, LONGEST};
use crate::document::Document;
use crate::records::{FindingRecord, Stretch};

/// The findings of a file, each with the statements it rests on.
pub(crate) fn check(document: &Document<'_>, findings: &[FindingRecord<'_>]) -> String {
    let renderer = Renderer::styled();
    let mut out = String::new();
    for finding in findings {
        let statements = statements(finding);
        let mut report = vec![group(document, finding, &statements)];
        if let Some(fix) = &finding.fix {
            report.push(Group::with_title(Level::HELP.secondary_title(fix.title)));
        }
        for line in renderer.render(&report).lines().filter(|line| !is_file_mark(line)) {
            out.push_str(line);
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// The renderer marks where the next file begins (`:::`), also where the origin just above has named it.
fn is_file_mark(line: &str) -> bool {
    anstream::adapter::strip_str(line).to_string().trim() == ":::"
}

/// The last lines of the report: how much was found in how many files, and how many of these were no calls.
pub(crate) fn summary(files: usize, findings: usize, not_calls: usize) -> String {
    let counted = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let mut summary = match findings {
        0 => format!("No findings in {}.\n", counted(files, "file")),
        _ => format!("{} in {}.\n", counted(findings, "finding"), counted(files, "file")),
    };
    if not_calls > 0 {
        let what = if not_calls == 1 { "is no earnings call and was" } else { "are no earnings calls and were" };
        let files = counted(not_calls, "file");
        summary.push_str(&format!("{files} {what} left alone; `tieout outline --why FILE` tells why.\n"));
    }
    summary
}

/// What the finding is about, or one of the statements it rests on.
struct Statement<'a> {
    stretch: Stretch,
    range: TextRange,
    label: Option<&'a str>,
}

fn statements<'a>(finding: &'a FindingRecord<'a>) -> Vec<Statement<'a>> {
    let own = Statement { stretch: finding.stretch, range: finding.range, label: None };
    let related =
        finding.related.iter().map(|it| Statement { stretch: it.stretch, range: it.range, label: Some(it.message) });
    std::iter::once(own).chain(related).collect()
}

/// One snippet for the finding with the statements near it, then one for each run of near statements elsewhere.
fn group<'a>(document: &Document<'a>, finding: &'a FindingRecord<'a>, statements: &[Statement<'a>]) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO,
        Severity::Hint => Level::NOTE.with_name("hint"),
    };
    let mut group = level.primary_title(finding.message).id(finding.rule).element(origin(finding, finding.stretch));
    for (index, run) in runs(statements).into_iter().enumerate() {
        if let Some(first) = run.first().filter(|_| index > 0) {
            group = group.element(origin(finding, first.stretch));
        }
        if let Some(snippet) = snippet(document, &run) {
            group = group.element(snippet);
        }
    }
    group
}

fn origin<'a>(finding: &FindingRecord<'a>, stretch: Stretch) -> Origin<'a> {
    let at = stretch.location;
    Origin::path(finding.filename).line(at.line as usize).char_column(at.column as usize)
}

/// Statements of one line that fit one excerpt together; the finding's own run first.
fn runs<'a, 'b>(statements: &'b [Statement<'a>]) -> Vec<Vec<&'b Statement<'a>>> {
    let mut runs: Vec<Vec<&Statement<'_>>> = Vec::new();
    for statement in statements {
        let fits = |run: &&mut Vec<&Statement<'_>>| {
            let cover = run.iter().map(|it| it.range).fold(statement.range, TextRange::cover);
            let same_line = run.iter().all(|it| it.stretch.location.line == statement.stretch.location.line);
            same_line && usize::from(cover.len()) <= LONGEST
        };
        match runs.iter_mut().find(fits) {
            Some(run) => run.push(statement),
            None => runs.push(vec![statement]),
        }
    }
    runs
}

fn snippet<'a>(document: &Document<'a>, run: &[&Statement<'a>]) -> Option<Snippet<'a, Annotation<'a>>> {
    let first = run.first()?;
    let cover = run.iter().map(|it| it.range).fold(first.range, TextRange::cover);
    let line_index = first.stretch.location.line as usize - 1;
    let line = document.positions.lines().range(line_index);
    let in_line = |range: TextRange| -> Range<usize> {
        let offset = |at: tieout_analysis::TextSize| usize::from(at.clamp(line.start(), line.end()) - line.start());
        offset(range.start())..offset(range.end())
    };
    let excerpt = Excerpt::around(document.text.get(Range::<usize>::from(line))?, in_line(cover));
    let annotations = run.iter().map(|statement| {
        let kind = if statement.label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(excerpt.place(in_line(statement.range))).label(statement.label)
    });
    let annotations: Vec<Annotation<'a>> = annotations.collect();
    Some(Snippet::source(excerpt.text).line_start(line_index + 1).annotations(annotations))
}
