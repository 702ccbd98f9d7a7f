//! Accuracy against hand annotation, counted as the scorer of the command line counts it: line by line, every
//! annotated expression found or missed, every figure read right, wrong or where there is none.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod shared;

use serde_json::Value;
use shared::{folder, rows, text};
use tieout_figures::{Amount, Context, Decimal, Figure, read};

#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    exact_span: usize,
    kind: usize,
    value: usize,
    traps: usize,
    trapped: usize,
    spurious: usize,
}

impl Score {
    fn add(&mut self, other: &Score) {
        self.gold += other.gold;
        self.found += other.found;
        self.exact_span += other.exact_span;
        self.kind += other.kind;
        self.value += other.value;
        self.traps += other.traps;
        self.trapped += other.trapped;
        self.spurious += other.spurious;
    }

    fn recall(&self) -> f64 {
        share(self.found, self.gold)
    }

    fn precision(&self) -> f64 {
        share(self.found, self.found + self.spurious + self.trapped)
    }

    fn print(&self, name: &str) {
        println!(
            "{name:12} gold {:4}  recall {:5.1}%  precision {:5.1}%  value {:5.1}%  kind {:5.1}%  span {:5.1}%  traps {}/{}",
            self.gold,
            self.recall(),
            self.precision(),
            share(self.value, self.found),
            share(self.kind, self.found),
            share(self.exact_span, self.found),
            self.trapped,
            self.traps,
        );
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// A figure with the columns, in characters, that it has in its line.
struct Got {
    start: usize,
    end: usize,
    figure: Figure,
    text: String,
}

/// What the figure states: one value, two ends, or nothing known.
fn stated(figure: &Figure) -> Option<Vec<f64>> {
    let float = |value: Decimal| value.to_string().parse::<f64>().unwrap();
    match figure.amount {
        Amount::Single(displayed) => Some(vec![float(displayed.value)]),
        Amount::Range { low, high } => Some(vec![float(low.value), float(high.value)]),
        Amount::Vague { low: Some(low), high: Some(high) } => Some(vec![float(low), float(high)]),
        Amount::Vague { .. } => None,
    }
}

fn expected(value: &Value) -> Option<Vec<f64>> {
    match value {
        Value::Array(ends) => Some(ends.iter().map(|end| end.as_f64().unwrap()).collect()),
        value => value.as_f64().map(|value| vec![value]),
    }
}

fn is_close(got: &Option<Vec<f64>>, want: &Option<Vec<f64>>) -> bool {
    let (Some(got), Some(want)) = (got, want) else { return got.is_none() && want.is_none() };
    got.len() == want.len()
        && got.iter().zip(want).all(|(got, want)| (got - want).abs() <= 1e-6 * got.abs().max(want.abs()).max(1.0))
}

/// The figures of each line, by the line they start in. A line that stops in mid sentence is read on into the next, as
/// the product reads sentences over hard line breaks.
fn read_lines(transcript: &str) -> Vec<Vec<Got>> {
    let lines: Vec<&str> = transcript.split('\n').collect();
    let mut got: Vec<Vec<Got>> = lines.iter().map(|_| Vec::new()).collect();
    let goes_on = |line: &str| line.len() > 40 && !line.trim_end().ends_with(['.', '?', '!', ':', '"']);
    let mut first = 0;
    let mut offset = 0;
    while first < lines.len() {
        let mut last = first;
        while goes_on(lines[last]) && last + 1 < lines.len() && !lines[last + 1].trim().is_empty() {
            last += 1;
        }
        let end = offset + lines[first..=last].iter().map(|line| line.len() + 1).sum::<usize>() - 1;
        let text = &transcript[offset..end];
        for figure in read(text, &Context { page_numbers: true, ..Context::default() }).figures {
            let before = &text[..figure.range.start().into()];
            let line = first + before.matches('\n').count();
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            let column = |byte: usize| text[line_start..byte].chars().count();
            let words = text[figure.range].to_owned();
            let (start, end) = (column(figure.range.start().into()), column(figure.range.end().into()));
            // A figure cut by the end of its line is annotated up to there.
            let cut = words.find('\n').map_or(end, |at| start + words[..at].trim_end().chars().count());
            got[line].push(Got { start, end: cut, text: words, figure });
        }
        offset = end + 1;
        first = last + 1;
    }
    got
}

fn score(transcript: &str, gold: &[Value], misses: &mut Vec<String>) -> Score {
    let mut score = Score::default();
    let number = |row: &Value, key: &str| row[key].as_u64().unwrap() as usize;
    let got = read_lines(transcript);
    let mut used: Vec<Vec<bool>> = got.iter().map(|line| vec![false; line.len()]).collect();
    for row in gold {
        let (line, start, end) = (number(row, "line") - 1, number(row, "start"), number(row, "end"));
        let kind = row["kind"].as_str().unwrap();
        let ambiguous = row["ambiguous"].as_bool().unwrap_or(false);
        let hits: Vec<usize> =
            (0..got[line].len()).filter(|&at| start < got[line][at].end && got[line][at].start < end).collect();
        let place = format!("L{} {:?}", line + 1, row["text"].as_str().unwrap());
        if matches!(kind, "period" | "date" | "identifier" | "ordinal") {
            score.traps += 1;
            let bad: Vec<usize> =
                hits.into_iter().filter(|&at| got[line][at].start >= start && got[line][at].end <= end).collect();
            if let Some(&at) = bad.first()
                && !ambiguous
            {
                score.trapped += 1;
                misses.push(format!("trap {place} ({kind}) read as {:?}", got[line][at].figure.kind));
            }
            bad.into_iter().for_each(|at| used[line][at] = true);
            continue;
        }
        hits.iter().for_each(|&at| used[line][at] = true);
        if ambiguous {
            continue;
        }
        score.gold += 1;
        let want = expected(&row["value"]);
        let Some(&first) = hits.first() else {
            misses.push(format!("missed {place} ({kind} {})", row["value"]));
            continue;
        };
        score.found += 1;
        let best = hits.iter().copied().find(|&at| is_close(&stated(&got[line][at].figure), &want)).unwrap_or(first);
        let hit = &got[line][best];
        score.exact_span += usize::from((hit.start, hit.end) == (start, end));
        if (hit.start, hit.end) != (start, end) {
            misses.push(format!("span {place} got {:?}", hit.text));
        }
        let right_kind = hit.figure.kind.as_str() == kind;
        score.kind += usize::from(right_kind);
        let right = want.is_none() || is_close(&stated(&hit.figure), &want);
        score.value += usize::from(right);
        if !right {
            misses.push(format!("value {place} gold {} got {:?}", row["value"], stated(&hit.figure)));
        }
        if !right_kind {
            misses.push(format!("kind {place} gold {kind} got {}", hit.figure.kind.as_str()));
        }
        let unit = hit.figure.unit.as_ref().map(ToString::to_string);
        if unit.as_deref() != row["unit"].as_str() {
            misses.push(format!("(unit {place} gold {} got {unit:?})", row["unit"]));
        }
        if hit.figure.hedge.map(|hedge| hedge.as_str()) != row["hedge"].as_str() {
            misses.push(format!("(hedge {place} gold {} got {:?})", row["hedge"], hit.figure.hedge));
        }
    }
    for (line, figures) in got.iter().enumerate() {
        for (at, figure) in figures.iter().enumerate() {
            if !used[line][at] {
                score.spurious += 1;
                misses.push(format!("extra L{} {:?} ({:?})", line + 1, figure.text, figure.figure.kind));
            }
        }
    }
    score
}

#[test]
fn figures_of_annotated_transcripts() {
    // Other annotations can be measured by naming their folders.
    let named = |variable: &str| std::env::var_os(variable).map(std::path::PathBuf::from);
    let gold = named("TIEOUT_GOLD").or_else(|| folder("gold"));
    let texts = named("TIEOUT_TEXTS").or_else(|| folder("seeds"));
    let (Some(gold), Some(texts)) = (gold, texts) else { return };
    let mut total = Score::default();
    let mut names: Vec<_> = std::fs::read_dir(&gold).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    for path in names {
        if !path.join("figures.jsonl").exists() {
            continue;
        }
        let source: Value = serde_json::from_str(&std::fs::read_to_string(path.join("source.json")).unwrap()).unwrap();
        let transcript = text(&texts.join(source["file"].as_str().unwrap()));
        let mut misses = Vec::new();
        let score = score(&transcript, &rows(&path.join("figures.jsonl")), &mut misses);
        score.print(path.file_name().unwrap().to_str().unwrap());
        misses.iter().for_each(|miss| println!("    {miss}"));
        total.add(&score);
    }
    total.print("ALL");
    assert!(total.recall() >= 99.0, "recall {}", total.recall());
    assert!(total.precision() >= 99.0, "precision {}", total.precision());
    assert!(share(total.value, total.found) >= 99.5, "value {}", share(total.value, total.found));
    assert!(share(total.kind, total.found) >= 98.0, "kind {}", share(total.kind, total.found));
    assert_eq!(total.trapped, 0, "traps read as figures");
}
