//! Singular and plural of what is counted.

use std::sync::LazyLock;

const TABLE: &str = include_str!("../data/plurals.txt");

/// One and many of the nouns that follow no rule.
static IRREGULAR: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| read(TABLE).0);

/// Reads the table; the second part names the lines that could not be understood.
fn read(table: &'static str) -> (Vec<(&'static str, &'static str)>, Vec<String>) {
    let mut pairs = Vec::new();
    let mut faults = Vec::new();
    for (index, row) in table.lines().enumerate().filter(|(_, row)| !row.is_empty() && !row.starts_with('#')) {
        match row.split_once(" = ") {
            Some(pair) => pairs.push(pair),
            None => faults.push(format!("line {}: a row is \"one = many\"", index + 1)),
        }
    }
    (pairs, faults)
}

/// What one of so many is called: "server" of "servers", "person" of "people".
pub(crate) fn singular(word: &str) -> String {
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    if let Some((one, _)) = IRREGULAR.iter().find(|(_, many)| many.eq_ignore_ascii_case(word)) {
        return (*one).to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies")
        && stem.len() > 1
    {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes"] {
        if word.ends_with(ending) {
            return word.strip_suffix("es").unwrap_or(word).to_owned();
        }
    }
    word.strip_suffix('s').filter(|stem| stem.len() > 1 && !stem.ends_with('s')).unwrap_or(word).to_owned()
}

/// What several of a counted noun are called, which a [`Unit`](crate::Unit) names in the singular: "servers", "people".
pub fn plural(noun: &str) -> String {
    // The longest: a woman is no man.
    let ends = IRREGULAR.iter().filter_map(|(one, many)| Some((noun.strip_suffix(one)?, many)));
    if let Some((stem, many)) = ends.min_by_key(|(stem, _)| stem.len()) {
        return format!("{stem}{many}");
    }
    match noun.strip_suffix('y').filter(|stem| !stem.is_empty()) {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if ["s", "x", "ch", "sh"].iter().any(|end| noun.ends_with(end)) => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_understood() {
        assert_eq!(read(TABLE).1, Vec::<String>::new());
        assert_eq!(read("# pairs\nmouse mice").1, ["line 2: a row is \"one = many\""]);
    }

    #[test]
    fn nouns_have_plurals() {
        for (one, many) in [
            ("server", "servers"),
            ("TAM", "TAMs"),
            ("city", "cities"),
            ("day", "days"),
            ("box", "boxes"),
            ("person", "people"),
            ("woman", "women"),
            ("human", "humans"),
            ("series", "series"),
            ("headcount", "headcount"),
        ] {
            assert_eq!(plural(one), many);
            assert_eq!(singular(many), one);
        }
        assert_eq!(plural("salesman"), "salesmen");
        assert_eq!(singular("regimen"), "regimen");
        assert_eq!(singular("People"), "person");
    }
}
