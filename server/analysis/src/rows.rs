//! Rows: the lines of a plain text table that are neither blank nor a comment.

/// The rows of a table. A comment begins with "#".
pub(crate) fn rows(table: &str) -> impl Iterator<Item = &str> {
    numbered(table).map(|(_, row)| row)
}

/// The rows of a table with the 1-based numbers of their lines.
pub(crate) fn numbered(table: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = table.lines().enumerate().map(|(index, line)| (index + 1, line));
    lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

/// The phrases of a table whose rows are "name = phrase, phrase", each with what its name means; an indented row goes on
/// with the one before. Rows that cannot be read are left out and named by their lines: a test of each table lets none
/// through.
pub(crate) fn phrases<T: Copy>(
    table: &'static str,
    meaning: impl Fn(&str) -> Option<T>,
) -> (Vec<(&'static str, T)>, Vec<String>) {
    let mut phrases = Vec::new();
    let mut faults = Vec::new();
    let mut last: Option<Option<T>> = None;
    for (number, row) in numbered(table) {
        let said = match (row.split_once(" = "), row.starts_with(' ')) {
            (None, true) => row,
            (Some((name, said)), false) => {
                let known = meaning(name);
                if known.is_none() {
                    faults.push(format!("line {number}: no such name: {name}"));
                }
                last = Some(known);
                said
            }
            _ => {
                faults.push(format!("line {number}: a row is \"name = phrases\""));
                continue;
            }
        };
        // What goes on with a row that could not be read has no faults of its own.
        let Some(Some(meaning)) = last else {
            if last.is_none() {
                faults.push(format!("line {number}: goes on with nothing"));
            }
            continue;
        };
        for phrase in said.trim().trim_end_matches(',').split(',').map(str::trim) {
            if phrase.is_empty() {
                faults.push(format!("line {number}: a phrase is missing"));
            } else {
                phrases.push((phrase, meaning));
            }
        }
    }
    (phrases, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_have_the_meaning_of_their_name() {
        let meaning = |name: &str| ["up", "down"].iter().position(|it| *it == name);
        let table = "# ways\nup = rose, grew,\n    went up\ndown = fell";
        assert_eq!(phrases(table, meaning), (vec![("rose", 0), ("grew", 0), ("went up", 0), ("fell", 1)], vec![]));
        let wrong = "    leapt\nup = rose, , grew\nuo = rose\n    grew\nup rose\n";
        assert_eq!(
            phrases(wrong, meaning).1,
            [
                "line 1: goes on with nothing",
                "line 2: a phrase is missing",
                "line 3: no such name: uo",
                "line 5: a row is \"name = phrases\"",
            ]
        );
    }

    #[test]
    fn comments_and_blank_lines_are_no_rows() {
        let table = "# ferries\none\n\n  \ntwo # three\n#four";
        assert_eq!(numbered(table).collect::<Vec<_>>(), [(2, "one"), (5, "two # three")]);
        assert_eq!(rows(table).collect::<Vec<_>>(), ["one", "two # three"]);
    }
}
