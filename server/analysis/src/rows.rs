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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blank_lines_are_no_rows() {
        let table = "# ferries\none\n\n  \ntwo # three\n#four";
        assert_eq!(numbered(table).collect::<Vec<_>>(), [(2, "one"), (5, "two # three")]);
        assert_eq!(rows(table).collect::<Vec<_>>(), ["one", "two # three"]);
    }
}
