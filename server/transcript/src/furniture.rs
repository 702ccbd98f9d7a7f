//! Page furniture: what the printer put on each page, which nobody speaks: numbers that count up, lines that return at the
//! edges of pages, notices.

use rustc_hash::FxHashMap;

use crate::label;
use crate::page::Page;
use crate::row::{Kind, Known, LONGEST_SHORT, ends_sentence};
use crate::side;
use crate::stamp;
use crate::tables::FURNITURE_WORDS;

impl Page<'_> {
    /// Finds what the printer put on each page: numbers that count up, lines that return at the edges of pages, notices.
    pub(crate) fn mark_furniture(&mut self) {
        let mut edges = Vec::new();
        let mut numbers = Vec::new();
        self.mark_counted_captions();
        for index in 0..self.rows.len() {
            let row = self.rows[index];
            if row.opens_page {
                edges.push(index);
            }
            if row.kind != Kind::Words || row.len() > LONGEST_SHORT || row.known.has(Known::NO_FURNITURE) {
                continue;
            }
            let words = self.words(index);
            if let Some(number) = lone_number(words) {
                numbers.push((index, number));
            } else if is_page_count(words) {
                self.rows[index].kind = Kind::Furniture;
                edges.push(index);
            } else if FURNITURE_WORDS.is_match(words) {
                self.rows[index].kind = Kind::Furniture;
            } else {
                self.rows[index].known.add(Known::NO_FURNITURE, true);
            }
        }
        for index in counting(&numbers) {
            self.rows[index].kind = Kind::Furniture;
            edges.push(index);
        }
        edges.sort_unstable();
        edges.dedup();
        self.mark_running_heads(&edges);
    }

    /// "12" / "00:12:40,000 --> 00:12:44,000": captions are counted, from the number above the first one on.
    fn mark_counted_captions(&mut self) {
        let is_caption =
            |page: &Self, index: usize| page.kind(index) == Kind::Furniture && page.words(index).contains("-->");
        let mut count: Option<u32> = None;
        for index in 0..self.rows.len() {
            let may_count = self.kind(index) == Kind::Words && self.rows[index].len() < 8;
            if let Some(number) = may_count.then(|| lone_number(self.words(index))).flatten()
                && (is_caption(self, index + 1) || count.and_then(|count| count.checked_add(1)) == Some(number))
            {
                self.rows[index].kind = Kind::Furniture;
                count = Some(number);
            }
        }
    }

    /// Lines that return, numbers aside, within three lines of the edges of pages.
    fn mark_running_heads(&mut self, edges: &[usize]) {
        let mut near: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut last = None;
        for edge in edges {
            for index in self.around(*edge) {
                if last.is_none_or(|last| index > last) {
                    last = Some(index);
                    let words = self.words(index);
                    if words.len() <= LONGEST_SHORT {
                        near.entry(without_digits(words)).or_default().push(index);
                    }
                }
            }
        }
        let mut seldom = Vec::new();
        // What the printer put between a name and its title must be known before the title is looked at.
        let (titles, others): (Vec<_>, Vec<_>) = near
            .into_iter()
            .filter(|(_, rows)| rows.len() > 1)
            .partition(|(_, rows)| rows.first().is_some_and(|row| label::is_title_or_firm(self.words(*row))));
        for (words, rows) in others.into_iter().chain(titles) {
            let enough = if words.split_whitespace().count() >= 3 { 2 } else { 3 };
            if rows.len() >= enough.max(edges.len() / 4) && !words.ends_with(['.', '?', ':']) {
                for row in rows {
                    // A label that happens to open several pages is no running head, nor is what stands below a name.
                    let beside = label::is_title_or_firm(self.words(row))
                        && self.above(row).is_some_and(|above| ends_in_name(self.words(above)));
                    if !beside && !is_label(self.words(row)) {
                        self.rows[row].kind = Kind::Furniture;
                    }
                }
            } else {
                seldom.push(rows);
            }
        }
        self.mark_beside_furniture(seldom);
    }

    /// The line above a line, or what stands before the end of the page right above it.
    fn above(&self, row: usize) -> Option<usize> {
        let above = row.checked_sub(1)?;
        if self.kind(above) == Kind::Furniture { self.previous_content(above) } else { Some(above) }
    }

    /// Lines that return too seldom to tell alone, but each time beside a line that the printer put there: "Q2 2030 Earnings
    /// Call" / "Corrected Transcript" / "12-Aug-2030".
    fn mark_beside_furniture(&mut self, mut seldom: Vec<Vec<usize>>) {
        const MOST_LINES: usize = 3;
        for _ in 0..MOST_LINES {
            let beside = |row: &usize| {
                let above = (row.saturating_sub(2)..*row).rev().find(|row| self.kind(*row) != Kind::Blank);
                let below = (row + 1..row + 3).find(|row| self.kind(*row) != Kind::Blank);
                [above, below].into_iter().flatten().any(|row| self.kind(row) == Kind::Furniture)
            };
            let plain = |row: &usize| self.kind(*row) == Kind::Words && !ends_sentence(self.words(*row));
            let (found, rest): (Vec<_>, Vec<_>) = seldom
                .into_iter()
                .partition(|rows| rows.iter().all(|row| plain(row) && beside(row) && !is_label(self.words(*row))));
            if found.is_empty() {
                return;
            }
            for row in found.into_iter().flatten() {
                self.rows[row].kind = Kind::Furniture;
            }
            seldom = rest;
        }
    }

    /// The lines with words closest to the edge of a page: three before it, the line itself and three after it.
    fn around(&self, edge: usize) -> Vec<usize> {
        let worded = |row: &usize| matches!(self.kind(*row), Kind::Words | Kind::Heading(_));
        let mut rows: Vec<_> = (edge.saturating_sub(8)..edge).rev().filter(worded).take(3).collect();
        rows.reverse();
        rows.extend((edge..self.rows.len().min(edge + 9)).filter(worded).take(4));
        rows
    }
}

/// "2", "2/3".
fn lone_number(words: &str) -> Option<u32> {
    if !words.starts_with(|c: char| c.is_ascii_digit() || c == '+') {
        return None;
    }
    let page = words.split_once('/').filter(|(_, of)| of.parse::<u32>().is_ok()).map_or(words, |(page, _)| page);
    page.parse().ok()
}

/// "Page 3 of 19", "3 of 19", "Page 3", "3 | Page", "- 3 -".
fn is_page_count(words: &str) -> bool {
    if words.len() > 24 {
        return false;
    }
    let mut numbers = 0;
    let mut page = false;
    let mut of = false;
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        match word {
            _ if word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() < 4 => numbers += 1,
            _ if word.eq_ignore_ascii_case("page") || word == "P" || word == "a" || word == "g" || word == "e" => {
                page = true;
            }
            _ if word.eq_ignore_ascii_case("of") => of = true,
            _ => return false,
        }
    }
    let counts =
        numbers == 1 && page || numbers == 2 && of || numbers == 1 && words.starts_with('-') && words.ends_with('-');
    // "of 9.6%." is the end of a sentence that the width of the page has cut.
    counts && !words.contains(['%', '$', '€', '£']) && !words.starts_with("of ")
}

/// The numbers that count pages: those that a neighbour among the lone numbers follows or precedes by one.
fn counting(numbers: &[(usize, u32)]) -> Vec<usize> {
    let follows = |one: Option<&(usize, u32)>, other: Option<&(usize, u32)>| match (one, other) {
        (Some((first, one)), Some((second, other))) => one.checked_add(1) == Some(*other) && second - first > 8,
        _ => false,
    };
    (0..numbers.len())
        .filter(|at| {
            let here = numbers.get(*at);
            follows(here, numbers.get(at + 1))
                || at.checked_sub(1).is_some_and(|before| follows(numbers.get(before), here))
        })
        .map(|at| numbers[at].0)
        .collect()
}

/// Whether words can be a label, be it one with a time, or part of one.
fn is_label(words: &str) -> bool {
    label::parse(stamp::before_time(words).map_or(words, |(name, _)| name)).is_some() || side::of_word(words).is_some()
}

fn without_digits(words: &str) -> String {
    let plain = |byte: u8| if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() };
    String::from_utf8(words.bytes().map(plain).collect()).unwrap_or_default()
}

/// Whether the last two words, or all, are a name: "…over to Sal. Sal Mancini".
fn ends_in_name(words: &str) -> bool {
    let last = words.rmatch_indices(' ').nth(1).and_then(|(at, _)| words.get(at + 1..));
    crate::names::is_name(last.unwrap_or(words)) || crate::names::is_name(words)
}

#[cfg(test)]
mod tests {
    use super::is_page_count;

    #[test]
    fn page_counts_are_no_ends_of_sentences() {
        for words in ["Page 3 of 19", "3 of 19", "Page 3", "- 3 -"] {
            assert!(is_page_count(words), "{words}");
        }
        for words in ["of 9.6%.", "of 12.", "of 12 million.", "$3 of 19"] {
            assert!(!is_page_count(words), "{words}");
        }
    }
}
