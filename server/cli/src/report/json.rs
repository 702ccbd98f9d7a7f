//! JSON: records in one list, or one record a line.

use std::io::{self, Write};

use serde::Serialize;

use crate::records::SCHEMA_VERSION;

/// Records, each a line, to be put into a list.
pub(crate) fn items<T: Serialize>(records: impl Iterator<Item = T>) -> serde_json::Result<String> {
    let mut items = String::new();
    for record in records {
        if !items.is_empty() {
            items.push_str(",\n");
        }
        items.push_str(&serde_json::to_string(&record)?);
    }
    Ok(items)
}

/// A line of `jsonl`: the record with the version of its schema in front.
pub(crate) fn line<T: Serialize>(record: &T) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Versioned<'a, T> {
        schema_version: u32,
        #[serde(flatten)]
        record: &'a T,
    }
    let mut line = serde_json::to_string(&Versioned { schema_version: SCHEMA_VERSION, record })?;
    line.push('\n');
    Ok(line)
}

/// Text that holds lists of items from several files between an opening and a closing.
pub(crate) struct List<W: Write> {
    out: W,
    closing: &'static str,
    is_empty: bool,
}

impl<W: Write> List<W> {
    /// Opens a plain JSON list.
    pub(crate) fn open(out: W) -> io::Result<List<W>> {
        List::open_in(out, "[", "]\n")
    }

    /// Opens a list inside of other text.
    pub(crate) fn open_in(mut out: W, opening: &str, closing: &'static str) -> io::Result<List<W>> {
        out.write_all(opening.as_bytes())?;
        Ok(List { out, closing, is_empty: true })
    }

    /// Adds the items of one more file, if there are any.
    pub(crate) fn add(&mut self, items: &str) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        let separator = if self.is_empty { "\n" } else { ",\n" };
        self.is_empty = false;
        self.out.write_all(separator.as_bytes())?;
        self.out.write_all(items.as_bytes())
    }

    /// Closes the list.
    pub(crate) fn close(mut self) -> io::Result<W> {
        if !self.is_empty {
            self.out.write_all(b"\n")?;
        }
        self.out.write_all(self.closing.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }
}
