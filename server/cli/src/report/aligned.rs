//! Figures as an aligned table, for people.

use unicode_width::UnicodeWidthStr;

use crate::document::Document;
use crate::records::figures as records;

const HEADER: [&str; 7] = ["line", "figure", "value", "metric", "period", "sort", "speaker"];

/// The widest that a column gets; longer words are cut.
const WIDEST: usize = 36;

/// The figures of a file under its name; nothing where there are none.
pub(crate) fn figures(document: &Document<'_>) -> String {
    let rows: Vec<[String; 7]> = records(document)
        .map(|figure| {
            let sort = [Some(figure.modality).filter(|it| *it != "actual"), figure.figure_role, figure.basis];
            [
                figure.stretch.location.line.to_string(),
                cut(figure.text),
                cut(&figure.value_in_words()),
                cut(figure.metric.unwrap_or_default()),
                figure.period.clone().unwrap_or_default(),
                sort.into_iter().flatten().collect::<Vec<&str>>().join(" "),
                cut(figure.speaker.unwrap_or_default()),
            ]
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let mut widths = HEADER.map(str::len);
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let mut out = format!("{}\n", document.name);
    write_row(&mut out, &HEADER, &widths);
    rows.iter().for_each(|row| write_row(&mut out, &row.each_ref().map(String::as_str), &widths));
    out.push('\n');
    out
}

/// Line numbers to the right, words to the left.
fn write_row(out: &mut String, row: &[&str; 7], widths: &[usize; 7]) {
    let mut line = String::new();
    for (index, (cell, width)) in row.iter().zip(widths).enumerate() {
        let padding = " ".repeat(width.saturating_sub(cell.width()));
        if index == 0 {
            line.extend([&padding, *cell]);
        } else {
            line.extend(["  ", *cell, &padding]);
        }
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

fn cut(text: &str) -> String {
    if text.width() <= WIDEST {
        return text.replace(['\n', '\r', '\t'], " ");
    }
    let mut cut: String = text.replace(['\n', '\r', '\t'], " ").chars().take(WIDEST - 1).collect();
    cut.push('…');
    cut
}
