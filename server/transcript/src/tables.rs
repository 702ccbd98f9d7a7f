//! Vocabularies: plain text tables next to the code, read once.
//!
//! A table is a list of entries, one a line, under `[section]` heads; `#` opens a comment line. What an entry means is
//! told at the top of each file.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::phrases::Phrases;
use crate::words::Words;

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

pub(crate) static HEADINGS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/headings.txt")));
static ROLES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/roles.txt")));
static TITLES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/titles.txt")));
static NAMES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/names.txt")));
static FIRMS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/firms.txt")));
pub(crate) static PHRASES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/phrases.txt")));
static EVENTS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/events.txt")));
static ABBREVIATIONS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/abbreviations.txt")));
static SUBJECTS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/transitions.txt")));
/// Signs of what sort of text a text is.
pub(crate) static SIGNS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/signs.txt")));
static COURTESIES: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/courtesies.txt")));
static COLUMNS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/columns.txt")));
static FURNITURE: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("tables/furniture.txt")));

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
    /// With these a subject is over.
    ENDS_SUBJECT = SUBJECTS "ends subject";
    /// With these it is over behind "and".
    ENDS_BEHIND_AND = SUBJECTS "ends behind and";
    /// Where something is shown.
    SHOWN_ON = SUBJECTS "shown on";
    /// Words that nothing ends with.
    DANGLING = SUBJECTS "dangling";
    /// Words that name the operator.
    OPERATOR = ROLES "operator";
    /// Labels of analysts without a name.
    UNNAMED_ANALYST = ROLES "unnamed analyst";
    /// Labels of executives without a name.
    UNNAMED_EXECUTIVE = ROLES "unnamed executive";
    /// Labels of persons of whom nothing is known.
    UNNAMED = ROLES "unnamed";
    /// What recognition calls those it cannot name, before a number.
    RECOGNISED = ROLES "recognised";
    /// The column of those who speak.
    SPEAKER_COLUMN = COLUMNS "speaker";
    /// The column of what they say.
    WORDS_COLUMN = COLUMNS "words";
    /// The column of their titles.
    TITLE_COLUMN = COLUMNS "title";
    /// What a dash joins to a title, before it.
    JOINED = ROLES "joined";
    /// What stands before the name of who asks.
    ASKING = ROLES "asking";
    /// What stands before the name of who answers.
    ANSWERING = ROLES "answering";
    /// What stands for the title of those who speak for the company.
    SIDE_OF_COMPANY = ROLES "side of the company";
    /// What stands for the title of those who ask.
    SIDE_OF_ANALYSTS = ROLES "side of the analysts";
    /// Words of the titles of executives.
    EXECUTIVE = ROLES "executive";
    /// Words that go on in a title said aloud.
    TITLE_WORD = ROLES "title word";
    /// What a part of a company is called.
    PART_OF_COMPANY = ROLES "part of a company";
    /// What somebody says, beside his name.
    PART_OF_CALL = ROLES "part of a call";
    /// What a company calls itself.
    OWN_COMPANY = ROLES "own company";
    /// Words of the titles of analysts.
    ANALYST = ROLES "analyst";
    /// How the full names of companies end.
    INCORPORATED = EVENTS "incorporated";
    /// What stands in brackets in titles and is no ticker.
    NO_TICKER = EVENTS "no ticker";
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
    /// With these a courtesy is over, mark or no mark before them.
    BEGINS_ANEW = COURTESIES "begins anew";
    /// With these it is over behind "and".
    BEGINS_BEHIND_AND = COURTESIES "begins behind and";
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
    /// Somebody asks for another; his name follows.
    STANDS_IN = PHRASES "stands in";
    /// Questions of other sorts are still to come.
    OTHER_QUESTIONS = PHRASES "other questions";
    /// Nobody wants to ask any more.
    NO_MORE_QUESTIONS = PHRASES "no more questions";
    /// Last words.
    CLOSING = PHRASES "closing";
    /// A speech begins with them.
    GREETING = PHRASES "greeting";
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
    /// What a page says of itself.
    OF_PAGE = EVENTS "of a page";
    /// The day of a page follows.
    PAGE_DATED = EVENTS "page dated";
    /// The address of the company follows.
    PUBLISHED = EVENTS "published";
    /// A speaker comes to his end.
    SUMS_UP = SUBJECTS "sums up";
    /// What a transition may add before its subject.
    LEADS_TO = SUBJECTS "leads to";
    /// A subject that is only when.
    PERIOD_ALONE = SUBJECTS "period alone";
    /// Words that say nothing whatever follows.
    FILLER = COURTESIES "filler";
    /// What begins like one of them and says something.
    NO_FILLER = COURTESIES "no filler";
    /// Words that say nothing on their own.
    ALONE = COURTESIES "alone";
    /// What stands before a courtesy and belongs to it.
    BEFORE_COURTESY = COURTESIES "before a courtesy";
    /// A clause that is a courtesy to its end begins.
    COURTEOUS_CLAUSE = COURTESIES "clause";
    /// Somebody is welcomed.
    WELCOMING = COURTESIES "welcome";
    /// The operator is asked for the next question.
    NEXT_QUESTION = COURTESIES "next question";
    /// What stands in brackets and is not said.
    STAGE_DIRECTION = COURTESIES "stage direction";
    /// Those one speaks to.
    ADDRESSED = COURTESIES "addressed";
    /// A courtesy goes on behind a name.
    COURTESY_GOES_ON = COURTESIES "goes on";
    /// What page furniture says.
    FURNITURE_WORDS = FURNITURE "furniture";
}

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

/// How a speaker passes to the next subject.
pub(crate) static TRANSITIONS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(SUBJECTS.section("")));

/// How the lines begin that nobody speaks, behind the last word.
pub(crate) static BACK_MATTER: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(HEADINGS.section("back matter openings")));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::LONGEST_WORD;

    #[test]
    fn every_table_is_read_and_every_phrase_compiles() {
        for words in [
            &OPERATOR,
            &SAYS_SOMETHING,
            &OPENS_CLAUSE,
            &ENDS_SUBJECT,
            &ENDS_BEHIND_AND,
            &SHOWN_ON,
            &DANGLING,
            &UNNAMED_ANALYST,
            &UNNAMED_EXECUTIVE,
            &UNNAMED,
            &RECOGNISED,
            &SPEAKER_COLUMN,
            &WORDS_COLUMN,
            &TITLE_COLUMN,
            &JOINED,
            &ASKING,
            &ANSWERING,
            &SIDE_OF_COMPANY,
            &SIDE_OF_ANALYSTS,
            &EXECUTIVE,
            &TITLE_WORD,
            &PART_OF_COMPANY,
            &OWN_COMPANY,
            &PART_OF_CALL,
            &ANALYST,
            &FIRM,
            &NAME_TITLE,
            &NAME_SUFFIX,
            &NAME_PARTICLE,
            &NEVER_NAME,
            &GOES_ON,
            &PLACE,
            &INCORPORATED,
            &NO_TICKER,
            &SELDOM_NAME,
            &ABBREVIATION,
            &LOOSE_ABBREVIATION,
            &SENTENCE_OPENER,
            &BEGINS_ANEW,
            &BEGINS_BEHIND_AND,
        ] {
            let words: Vec<&[u8]> = words.iter().collect();
            assert!(words.len() > 1);
            assert!(words.iter().all(|word| word.to_ascii_lowercase() == **word), "tables are in lower case");
            assert!(words.iter().all(|word| word.len() <= LONGEST_WORD));
        }
        for phrases in [
            &INTRODUCES,
            &STANDS_IN,
            &OTHER_QUESTIONS,
            &NO_MORE_QUESTIONS,
            &CLOSING,
            &GREETING,
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
            &SUMS_UP,
            &LEADS_TO,
            &PERIOD_ALONE,
            &FILLER,
            &NO_FILLER,
            &ALONE,
            &BEFORE_COURTESY,
            &COURTEOUS_CLAUSE,
            &WELCOMING,
            &NEXT_QUESTION,
            &STAGE_DIRECTION,
            &ADDRESSED,
            &COURTESY_GOES_ON,
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
            &OF_PAGE,
            &PAGE_DATED,
        ] {
            assert!(!phrases.is_match("x"), "an empty section or choice matches everything");
        }
        assert!(TITLE_ATOMS.len() > 10 && NICKNAMES.len() > 100);
    }
}
