//! Vocabularies: plain text tables next to the code, read once.
//!
//! A table is a list of entries, one a line, under `[section]` heads; `#` opens a comment line. What an entry means is
//! told at the top of each file.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::phrases::Phrases;

/// The entries of one table by section.
pub(crate) struct Table(FxHashMap<&'static str, Vec<&'static str>>);

impl Table {
    fn parse(source: &'static str) -> Table {
        let mut sections: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
        let mut name = "";
        for line in source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(section) => name = section,
                None => sections.entry(name).or_default().push(line),
            }
        }
        Table(sections)
    }

    /// The entries of a section; a section that does not exist is a mistake that the test below finds.
    pub(crate) fn section(&self, name: &str) -> &[&'static str] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    fn words(&self, name: &str) -> Words {
        Words::new(self.section(name))
    }
}

static HEADINGS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/headings.txt")));
static ROLES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/roles.txt")));
static TITLES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/titles.txt")));
static NAMES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/names.txt")));
static FIRMS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/firms.txt")));
static PHRASES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/phrases.txt")));
static EVENTS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/events.txt")));
static ABBREVIATIONS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/abbreviations.txt")));
static SUBJECTS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/transitions.txt")));
/// Signs of what sort of text a text is.
pub(crate) static SIGNS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/signs.txt")));
static FURNITURE: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/furniture.txt")));

/// What a heading opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Heading {
    /// The speeches, or the whole of what is said.
    Presentation,
    /// The transcript as against what stands around it.
    Transcript,
    /// Questions and answers.
    Questions,
    /// The list of those who speak for the company.
    CompanyParticipants,
    /// The list of those who ask.
    AnalystParticipants,
    /// A list of both.
    Participants,
    /// A table of contents.
    Contents,
    /// A summary or a glossary, which nobody speaks.
    Summary,
    /// Disclaimers, definitions, links.
    BackMatter,
}

impl Heading {
    /// Whether names listed under it are a roster.
    pub(crate) fn opens_roster(self) -> bool {
        matches!(self, Heading::CompanyParticipants | Heading::AnalystParticipants | Heading::Participants)
    }
}

static HEADING_OF: LazyLock<FxHashMap<String, Heading>> = LazyLock::new(|| {
    [
        ("presentation", Heading::Presentation),
        ("transcript", Heading::Transcript),
        ("questions", Heading::Questions),
        ("company participants", Heading::CompanyParticipants),
        ("analyst participants", Heading::AnalystParticipants),
        ("participants", Heading::Participants),
        ("contents", Heading::Contents),
        ("summary", Heading::Summary),
        ("back matter", Heading::BackMatter),
    ]
    .into_iter()
    .flat_map(|(section, heading)| HEADINGS.section(section).iter().map(move |entry| (letters(entry), heading)))
    .collect()
});

/// How headings begin: the first two of their letters. Most lines begin otherwise.
static OPENINGS_OF_HEADINGS: LazyLock<FxHashSet<[u8; 2]>> =
    LazyLock::new(|| HEADING_OF.keys().filter_map(|letters| opening(letters)).collect());

/// The first two letters or digits of a text in lower case; none where they are not all plain.
fn opening(text: &str) -> Option<[u8; 2]> {
    let mut letters = text.bytes().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    let (first, second) = (letters.next()?, letters.next()?);
    (first.is_ascii() && second.is_ascii()).then(|| [first.to_ascii_lowercase(), second.to_ascii_lowercase()])
}

/// The longest heading of the table is shorter than this.
const LONGEST_HEADING: usize = 80;

/// What a line opens, if all of it is a heading of the table.
pub(crate) fn heading(line: &str) -> Option<Heading> {
    if line.len() > LONGEST_HEADING || line.ends_with(['.', ',', ';']) {
        return None;
    }
    if opening(line).is_some_and(|opening| !OPENINGS_OF_HEADINGS.contains(&opening)) {
        return None;
    }
    // "Analyst Q&A (CEO and CFO)"
    let line = match line.strip_suffix(')').and_then(|line| line.split_once(" (")) {
        Some((head, _)) => head,
        None => line,
    };
    let mut buffer = [0; LONGEST_HEADING];
    match plain_letters(line, &mut buffer) {
        Some("") => None,
        Some(letters) => HEADING_OF.get(letters).copied(),
        None => HEADING_OF.get(letters(line).as_str()).copied(),
    }
}

/// The letters of a text as [`letters`] gives them, without allocating; none for a text with others than plain ones.
fn plain_letters<'b>(text: &str, buffer: &'b mut [u8; LONGEST_HEADING]) -> Option<&'b str> {
    let mut length = 0;
    for byte in text.bytes() {
        if !byte.is_ascii() {
            return None;
        }
        if byte.is_ascii_alphanumeric() {
            *buffer.get_mut(length)? = byte.to_ascii_lowercase();
            length += 1;
        }
    }
    std::str::from_utf8(buffer.get(..length)?).ok()
}

/// The letters and digits of a text in lower case: headings are compared without spaces, so that spaced capitals match.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// No entry of a table of words is longer.
pub(crate) const LONGEST_WORD: usize = 48;

/// Words in lower case, for membership.
pub(crate) struct Words {
    words: FxHashSet<&'static [u8]>,
    /// For each slot of a first byte: ones for the lengths of the words that begin so, and for the slots of their last
    /// bytes. Most words asked for differ there.
    lengths: [u64; 32],
    lasts: [u32; 32],
}

impl Words {
    fn new(words: &[&'static str]) -> Words {
        let words: FxHashSet<&'static [u8]> = words.iter().map(|word| word.as_bytes()).collect();
        let (mut lengths, mut lasts) = ([0; 32], [0; 32]);
        for word in &words {
            if let (Some(first), Some(last)) = (word.first(), word.last()) {
                lengths[Words::slot(*first)] |= 1 << word.len().min(LONGEST_WORD);
                lasts[Words::slot(*first)] |= 1 << Words::slot(*last);
            }
        }
        Words { words, lengths, lasts }
    }

    /// The low bits, in which a letter is the same in either case.
    fn slot(first: u8) -> usize {
        usize::from(first % 32)
    }

    /// Whether a word is among them, whatever its case.
    pub(crate) fn has(&self, word: &str) -> bool {
        let &[first, ..] = word.as_bytes() else { return false };
        let &[.., last] = word.as_bytes() else { return false };
        let slot = Words::slot(first);
        if word.len() > LONGEST_WORD
            || self.lengths[slot] >> word.len() & 1 == 0
            || self.lasts[slot] >> Words::slot(last) & 1 == 0
        {
            return false;
        }
        let mut buffer = [0_u8; LONGEST_WORD];
        let Some(place) = buffer.get_mut(..word.len()) else { return false };
        place.copy_from_slice(word.as_bytes());
        place.make_ascii_lowercase();
        self.words.contains(&*place)
    }
}

/// An ASCII word in lower case, without allocating; none for a word that is too long for any table.
pub(crate) fn lower<'b>(word: &str, buffer: &'b mut [u8; LONGEST_WORD]) -> Option<&'b str> {
    let place = buffer.get_mut(..word.len())?;
    place.copy_from_slice(word.as_bytes());
    place.make_ascii_lowercase();
    std::str::from_utf8(place).ok()
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $table:ident $section:literal;)*) => {
        $($(#[$doc])* pub(crate) static $name: LazyLock<Words> = LazyLock::new(|| $table.words($section));)*
    };
}

words! {
    /// With these something begins to be said of a subject.
    SAYS_SOMETHING = SUBJECTS "says something";
    /// These open a clause before its subject.
    OPENS_CLAUSE = SUBJECTS "opens clause";
    /// Words that name the operator.
    OPERATOR = ROLES "operator";
    /// Labels of analysts without a name.
    UNNAMED_ANALYST = ROLES "unnamed analyst";
    /// Labels of executives without a name.
    UNNAMED_EXECUTIVE = ROLES "unnamed executive";
    /// Labels of persons of whom nothing is known.
    UNNAMED = ROLES "unnamed";
    /// Words of the titles of executives.
    EXECUTIVE = ROLES "executive";
    /// Words that go on in a title said aloud.
    TITLE_WORD = ROLES "title word";
    /// Words of the titles of analysts.
    ANALYST = ROLES "analyst";
    /// How the full names of companies end.
    INCORPORATED = EVENTS "incorporated";
    /// Words that mark a firm.
    FIRM = FIRMS "firm";
    /// "Mr", "Dr".
    NAME_TITLE = NAMES "title";
    /// "Jr", "CFA".
    NAME_SUFFIX = NAMES "suffix";
    /// "van", "de".
    NAME_PARTICLE = NAMES "particle";
    /// Words that are never part of a name.
    NEVER_NAME = NAMES "never";
    /// Places whose names read like those of persons.
    PLACE = NAMES "place";
    /// Words that make no name on their own.
    SELDOM_NAME = NAMES "seldom";
    /// Abbreviations that never end a sentence.
    ABBREVIATION = ABBREVIATIONS "always";
    /// Abbreviations that can end a sentence.
    LOOSE_ABBREVIATION = ABBREVIATIONS "mostly";
    /// Words that end no sentence.
    GOES_ON = ABBREVIATIONS "goes on";
    /// Words that begin sentences.
    SENTENCE_OPENER = ABBREVIATIONS "openers";
}

macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident = $table:ident $section:literal;)*) => {
        $($(#[$doc])* pub(crate) static $name: LazyLock<Phrases> =
            LazyLock::new(|| Phrases::new($table.section($section)));)*
    };
}

phrases! {
    /// The operator calls an analyst.
    INTRODUCES = PHRASES "introduces";
    /// Nobody wants to ask any more.
    NO_MORE_QUESTIONS = PHRASES "no more questions";
    /// Last words.
    CLOSING = PHRASES "closing";
    /// What a speaker says when the call is over.
    FAREWELL = PHRASES "farewell";
    /// The questions are opened.
    OPENS_QUESTIONS = PHRASES "opens questions";
    /// Nobody is named, and somebody opens the questions.
    INVITES_QUESTIONS = PHRASES "invites questions";
    /// Somebody says that a question follows.
    ASKS = PHRASES "asks";
    /// What answers begin with.
    ANSWERS = PHRASES "answers";
    /// The operator opens.
    OPERATES = PHRASES "operates";
    /// Somebody is given the word.
    GIVES_WORD = PHRASES "gives the word";
    /// Lines before the first turn say who speaks.
    SPEAKS = PHRASES "speaks";
    /// Without an operator: somebody reads or calls the first question.
    FIRST_QUESTION = PHRASES "first question";
    /// One speaker gives way to another.
    HANDS_OVER = PHRASES "hands over";
    /// Somebody who was just named takes over.
    TAKES_OVER = PHRASES "takes over";
    /// Words of the notice on forward-looking statements and of the explanations around it.
    FORWARD_LOOKING = PHRASES "forward-looking";
    /// Words that no other part of a call has.
    STRONG_FORWARD_LOOKING = PHRASES "strong forward-looking";
    /// The welcome.
    WELCOME = PHRASES "welcome";
    /// Words that make a title of a run of such words.
    TITLE_CARRIERS = ROLES "title carriers";
    /// A title that shows investor relations.
    IR_TITLE = ROLES "ir";
    /// A title names the results.
    NAMES_RESULTS = EVENTS "results";
    /// What an event is about.
    EVENT_IS_ABOUT = EVENTS "what it is about";
    /// What an event is.
    EVENT_IS = EVENTS "what it is";
    /// What stands near before the end of a title.
    IN_TITLE = EVENTS "title";
    /// The end of a title.
    ENDS_TITLE = EVENTS "end of title";
    /// A title by itself.
    EVENT_TRANSCRIPT = EVENTS "event transcript";
    /// What the beginning of a call is about.
    BEGINS_WITH = EVENTS "beginning";
    /// What is held.
    HELD = EVENTS "held";
    /// Somebody welcomes.
    WELCOMES = EVENTS "welcomes";
    /// What one is welcomed to.
    WELCOMED_TO = EVENTS "welcomed to";
    /// The sentence says which event it belongs to.
    NAMES_EVENT = EVENTS "event";
    /// The operator thanks for waiting.
    STANDS_BY = EVENTS "stands by";
    /// Somebody says his name.
    MY_NAME_IS = EVENTS "my name is";
    /// He is an operator.
    AN_OPERATOR = EVENTS "an operator";
    /// Somebody introduces himself; his name follows.
    INTRODUCES_HIMSELF = EVENTS "introduces himself";
    /// What is not over yet.
    OUTLOOK = EVENTS "outlook";
    /// The day of the call follows.
    TODAY = EVENTS "today";
    /// The address of the company follows.
    PUBLISHED = EVENTS "published";
    /// What page furniture says.
    FURNITURE_WORDS = FURNITURE "furniture";
}

/// How far a call has come.
pub(crate) struct CourseOfCall {
    phrases: Phrases,
    asks_from: usize,
    welcomes_from: usize,
}

/// What a line says of how far a call has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// What only the last words of a call say.
    Ends,
    /// Somebody is called to ask.
    Asks,
    /// It may be a welcome.
    MayWelcome,
}

impl CourseOfCall {
    /// The steps that a line tells of, each with where it does.
    pub(crate) fn steps<'a>(&'a self, line: &'a str) -> impl Iterator<Item = (Step, usize)> + 'a {
        self.phrases.find_iter(line).map(|found| match found.entry() {
            entry if entry < self.asks_from => (Step::Ends, found.start()),
            entry if entry < self.welcomes_from => (Step::Asks, found.start()),
            _ => (Step::MayWelcome, found.start()),
        })
    }
}

pub(crate) static COURSE_OF_CALL: LazyLock<CourseOfCall> = LazyLock::new(|| {
    let (ends, asks) = (PHRASES.section("call ends"), PHRASES.section("calls to ask"));
    let phrases = Phrases::new(&[ends, asks, PHRASES.section("may welcome")].concat());
    CourseOfCall { phrases, asks_from: ends.len(), welcomes_from: ends.len() + asks.len() }
});

/// The atoms of titles, each with its spellings.
pub(crate) static TITLE_ATOMS: LazyLock<Vec<(&'static str, Phrases)>> = LazyLock::new(|| {
    let mut atoms: Vec<_> = TITLES.0.iter().map(|(atom, spellings)| (*atom, Phrases::new(spellings))).collect();
    atoms.sort_unstable_by_key(|(atom, _)| *atom);
    atoms
});

/// For each first name in lower case: the families it belongs to.
pub(crate) static NICKNAMES: LazyLock<FxHashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let table = Table::parse(include_str!("tables/nicknames.txt"));
    let mut families: FxHashMap<&'static str, Vec<usize>> = FxHashMap::default();
    for (family, line) in table.section("").iter().enumerate() {
        for name in line.split_whitespace() {
            families.entry(name).or_default().push(family);
        }
    }
    families
});

/// The courtesies a turn is not named after.
pub(crate) static COURTESIES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(Table::parse(include_str!("tables/courtesies.txt")).section("")));

/// How a speaker passes to the next subject.
pub(crate) static TRANSITIONS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(SUBJECTS.section("")));

/// How the lines begin that nobody speaks, behind the last word.
pub(crate) static BACK_MATTER: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(HEADINGS.section("back matter openings")));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_read_and_every_phrase_compiles() {
        for words in [
            &OPERATOR,
            &SAYS_SOMETHING,
            &OPENS_CLAUSE,
            &UNNAMED_ANALYST,
            &UNNAMED_EXECUTIVE,
            &UNNAMED,
            &EXECUTIVE,
            &TITLE_WORD,
            &ANALYST,
            &FIRM,
            &NAME_TITLE,
            &NAME_SUFFIX,
            &NAME_PARTICLE,
            &NEVER_NAME,
            &GOES_ON,
            &PLACE,
            &INCORPORATED,
            &SELDOM_NAME,
            &ABBREVIATION,
            &LOOSE_ABBREVIATION,
            &SENTENCE_OPENER,
        ] {
            assert!(words.words.len() > 2);
            assert!(words.words.iter().all(|word| word.to_ascii_lowercase() == **word), "tables are in lower case");
            assert!(words.words.iter().all(|word| word.len() <= LONGEST_WORD));
        }
        for phrases in [
            &INTRODUCES,
            &NO_MORE_QUESTIONS,
            &CLOSING,
            &OPENS_QUESTIONS,
            &INVITES_QUESTIONS,
            &ASKS,
            &ANSWERS,
            &OPERATES,
            &GIVES_WORD,
            &HANDS_OVER,
            &TAKES_OVER,
            &FORWARD_LOOKING,
            &STRONG_FORWARD_LOOKING,
            &WELCOME,
            &SPEAKS,
            &IR_TITLE,
            &TITLE_CARRIERS,
            &FURNITURE_WORDS,
            &COURTESIES,
            &TRANSITIONS,
            &BACK_MATTER,
            &NAMES_RESULTS,
            &EVENT_IS_ABOUT,
            &EVENT_IS,
            &IN_TITLE,
            &ENDS_TITLE,
            &EVENT_TRANSCRIPT,
            &BEGINS_WITH,
            &HELD,
            &WELCOMES,
            &WELCOMED_TO,
            &NAMES_EVENT,
            &STANDS_BY,
            &MY_NAME_IS,
            &AN_OPERATOR,
            &INTRODUCES_HIMSELF,
            &OUTLOOK,
            &TODAY,
            &PUBLISHED,
        ] {
            assert!(!phrases.is_match("x"), "an empty section or choice matches everything");
        }
        assert!(TITLE_ATOMS.len() > 10 && NICKNAMES.len() > 100);
    }

    #[test]
    fn what_may_welcome_shares_no_word_with_the_steps_beside_it() {
        let words = |section: &str| -> FxHashSet<&str> {
            let entries = PHRASES.section(section).iter();
            entries.flat_map(|entry| entry.split([' ', '/', '~']).filter(|word| !word.is_empty())).collect()
        };
        let welcome = words("may welcome");
        assert_eq!(welcome.len(), 6);
        assert!(words("call ends").is_disjoint(&welcome) && words("calls to ask").is_disjoint(&welcome));
        assert!(!words("call ends").contains("...") && !words("calls to ask").contains("..."));
    }

    #[test]
    fn headings_match_without_case_spaces_and_punctuation() {
        assert_eq!(heading("Question-and-Answer Session"), Some(Heading::Questions));
        assert_eq!(heading("C O R P O R A T E  P A R T I C I P A N T S"), Some(Heading::CompanyParticipants));
        assert_eq!(heading("Prepared Remarks:"), Some(Heading::Presentation));
        assert_eq!(heading("We took questions and answers."), None);
    }
}
