//! Lookup: what a word or short phrase means in a small table, found by its length and first letter.

/// A table of phrases in lower case with what each means.
#[derive(Debug)]
pub(crate) struct Lookup<T> {
    /// The phrases by their lengths and first letters.
    places: Vec<Vec<(&'static str, T)>>,
}

impl<T: Copy> Lookup<T> {
    /// A table of these phrases.
    pub(crate) fn new(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Lookup<T> {
        let mut places: Vec<Vec<_>> = Vec::new();
        for (phrase, meaning) in phrases {
            let place = place(phrase);
            places.resize(places.len().max(place + 1), Vec::new());
            places[place].push((phrase, meaning));
        }
        Lookup { places }
    }

    /// What words mean, however they are written; hyphens count as spaces.
    pub(crate) fn of(&self, said: &str) -> Option<T> {
        self.places.get(place(said))?.iter().find(|(phrase, _)| is_said(said, phrase)).map(|(_, meaning)| *meaning)
    }
}

/// Where in the list a phrase stands, however it is written.
fn place(phrase: &str) -> usize {
    const LETTERS: usize = 32;
    let first = phrase.bytes().next().unwrap_or_default();
    phrase.len() * LETTERS + usize::from(first) % LETTERS
}

/// Whether words are a phrase of a table.
fn is_said(said: &str, phrase: &str) -> bool {
    let letter = |byte: u8| if byte == b'-' { b' ' } else { byte.to_ascii_lowercase() };
    said.len() == phrase.len() && said.bytes().map(letter).eq(phrase.bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_however_it_is_written() {
        let lookup = Lookup::new([("mid point", 1), ("today", 2), ("i", 3)]);
        assert_eq!(lookup.of("Mid-point"), Some(1));
        assert_eq!(lookup.of("Today"), Some(2));
        assert_eq!(lookup.of("I"), Some(3));
        assert_eq!(lookup.of("today's"), None);
        assert_eq!(lookup.of(""), None);
    }
}
