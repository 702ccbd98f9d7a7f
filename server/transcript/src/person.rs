//! A person by himself: how name, title and firm are shown, and how alike two titles are.

use crate::call::{Evidence, Role, Speaker};
use crate::names::without_titles;
use crate::tables::TITLE_ATOMS;

pub(crate) fn person(name: String, role: Role) -> Speaker {
    Speaker { name, role, title: None, firm: None, evidence: Vec::new() }
}

pub(crate) fn evidence(what: &str, line: u32, weight: i32) -> Evidence {
    Evidence { what: what.to_owned(), line: Some(line), weight }
}

/// A name as it is shown: without "Mr.", and capitals only at the start of words.
pub(crate) fn display(name: &str) -> String {
    let name = without_titles(name).trim();
    if name.len() < 4 || name.chars().any(char::is_lowercase) {
        return name.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let mut shown = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if start {
            shown.push(c);
        } else {
            shown.extend(c.to_lowercase());
        }
        start = !c.is_alphanumeric() && c != '\'' && c != '’';
    }
    shown
}

/// Title or firm as it is shown: single spaces, none before a comma.
pub(crate) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",")
}

pub(crate) fn atoms(title: &str) -> Vec<&'static str> {
    TITLE_ATOMS.iter().filter(|(_, expression)| expression.is_match(title)).map(|(atom, _)| *atom).collect()
}

/// How much two titles share, in parts per thousand of all their atoms; the office counts for more than the rank.
pub(crate) fn likeness(one: &[&str], other: &[&str]) -> u32 {
    let weight =
        |atom: &&str| if matches!(*atom, "ceo" | "cfo" | "coo" | "cto" | "cio" | "ir" | "treasurer") { 3 } else { 1 };
    let shared: u32 = one.iter().filter(|atom| other.contains(atom)).map(weight).sum();
    let all: u32 =
        one.iter().map(weight).sum::<u32>() + other.iter().filter(|atom| !one.contains(atom)).map(weight).sum::<u32>();
    shared * 1000 / all.max(1)
}

/// The best of several, if it is any good.
pub(crate) fn best(likenesses: impl Iterator<Item = (u32, usize)>) -> Option<(u32, usize)> {
    likenesses.filter(|(like, _)| *like >= 300).max_by_key(|(like, index)| (*like, usize::MAX - index))
}
