//! Lists of words that the reading of facts asks for, from the table beside this file.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::rows::rows;

/// The lists by their names.
static TABLE: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lists: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
    let mut name = "";
    for row in rows(include_str!("lists.txt")) {
        match row.strip_prefix('[').and_then(|row| row.strip_suffix(']')) {
            Some(head) => name = head,
            None => {
                lists.entry(name).or_default().extend(row.split(',').map(str::trim).filter(|word| !word.is_empty()))
            }
        }
    }
    lists
});

/// The words of a list; none where the table has no such list, which the test below finds.
fn list(name: &str) -> &'static [&'static str] {
    TABLE.get(name).map_or(&[], Vec::as_slice)
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $section:literal;)*) => {
        $($(#[$doc])* pub(crate) static $name: LazyLock<&'static [&'static str]> = LazyLock::new(|| list($section));)*

        #[cfg(test)]
        const LISTS: &[(&str, &LazyLock<&'static [&'static str]>)] = &[$(($section, &$name)),*];
    };
}

lists! {
    /// Words for the time before that a level is compared with: "the prior corresponding period's $20 million".
    OF_PAST = "of the past";
    /// What is sold, which names a part of revenue: "services of $5 million".
    SOLD = "sold";
    /// What says behind an amount that it is that of all.
    OF_ALL = "of all";
    /// Words for what can still be drawn, which is liquidity beside cash.
    CREDIT = "drawn";
    /// What stands before what a ratio is of: "as a percentage of".
    RATIOS = "ratios";
    /// What may stand between that and the metric.
    RATIO_FILLERS = "ratio fillers";
    /// Names of other things, beside those of months.
    NO_PARTS = "no parts";
    /// Words that look like nouns and are none.
    NO_NOUNS = "no nouns";
    /// Words before a metric that do not narrow it.
    GENERIC = "generic";
    /// Words that open a passage, near the beginning of a sentence.
    TURN_OPENERS = "opens a turn";
    /// Nouns behind a metric that change nothing: "occupancy trends" are of occupancy.
    LEVELS = "levels";
    /// Words that mean the speaker's company as a whole, or nobody in particular.
    OWN = "own";
    /// Verbs that could be nouns, were it not for the "to" before them: "to drive revenue".
    INFINITIVES = "infinitives";
    /// Words that may stand before those that open a passage.
    TURN_LEADS = "leads to a turn";
    /// Nouns for what a clause may open with and that is no part: "in dollar terms, revenue was".
    MATTERS = "matters";
    /// Verbs by which what is held comes or goes.
    MOVES = "moves";
    /// Verbs of adding to a metric, or taking from it.
    CONTRIBUTES = "contributes";
    /// Those that have an "in" behind them.
    MOVES_IN = "moves in";
    /// Verbs of saying: a period behind one is when it was said.
    SAYING = "saying";
    /// Nouns for a part of a company.
    PARTS = "parts";
    /// Words that say how something grew, not what: "strong growth of 9%".
    SORTS = "sorts";
    /// What before a time span says that something went on for so long.
    STRETCHED = "stretched";
    /// What a part of a company does in a sentence that reports of it.
    REPORTED = "reported";
    /// Verbs of an effect that the tables know as no words of change.
    EFFECTS = "effects";
    /// Words before a metric that by themselves only say how it is.
    ADJECTIVES = "adjectives";
    /// Whose everything is that a company speaks of.
    OWNERS = "owners";
    /// How what a company reports on ends, where it is written large.
    STATEMENTS = "statements";
    /// Verbs that say why, not whose: "the storm caused revenue to fall".
    CAUSES = "causes";
    /// How words end that say how something grew, not what: "an impressive growth of 9%".
    ENDINGS = "endings";
    /// Words for others than the company, and for the economy.
    OTHERS = "others";
    /// Nouns for a part, before "of" and its whole.
    WHOLES = "wholes";
    /// What a time span can be of: "an average maturity of four years".
    SPANS_OF_LIFE = "spans of life";
    /// Words that speak of the company as a whole.
    OF_WHOLE = "of the whole";
    /// What a company does with its own loss, as against one that something led to.
    REPORTS = "reports";
    /// Nouns for what is meant to be in the long run: "our long-term plan of 75%".
    PLANS = "plans";
    /// Nouns for what is owed, which has the year it falls due in its name.
    DEBTS = "debts";
    /// What is held, of which the words before say the sort: "our payment holiday portfolio".
    HOLDINGS = "holdings";
    /// Verbs in "-ing" that are said of no metric, whatever stands before them: "anticipate losing revenue".
    DOING = "doing";
    /// Verbs of growth as a noun: "registered a growth of".
    REGISTERS = "registers";
    /// Nouns for a part of the company that grows as the company does.
    GROWING_PARTS = "growing parts";
    /// What exchange rates may be called behind their name.
    RATES = "rates";
    /// Nouns for an effect that takes points off something, or adds them.
    DRAGS = "drags";
    /// What is done with a year that is over.
    CLOSING = "closing";
    /// Verbs for how long a thing goes on, and for what people bring in.
    LASTING = "lasting";
    PAYING = "paying";
    /// Nouns for one of those whom a company serves.
    PATRONS = "patrons";
    /// Verbs that say that a movement goes on or begins.
    GOING_ON = "going on";
    /// What a company does with things that are counted.
    DEEDS_DONE = "deeds done";
    /// What a company does that has something now.
    HOLDS = "holds";
    /// What is done with a month at whose end something is so.
    ENDS_MONTH = "ends month";
    /// What the economy has, which has no quarters of the company: "unemployment rate".
    ECONOMY = "economy";
    /// Nouns for what something is compared with.
    COMPARABLES = "comparables";
    /// What stands before a period from which on, or until which, something is so.
    NOT_BEFORE = "not before";
    /// What debts and contracts do in the year that is said behind: "notes due 2033".
    ENDING = "ending";
    /// What stands before a month in which something was so.
    BEFORE_MONTHS = "before months";
    /// Words for the company's own stock, and for buying it.
    SHARES_OF_STOCK = "shares of stock";
    /// Words for the trial of a medicine.
    TRIALS = "trials";
    /// Verbs that tell of what is over.
    PAST = "past";
    /// How marks of missing words begin, behind their bracket.
    GAP_MARKS = "marks of missing words";
    /// What marks hold, behind their bracket, whose words were written as they sounded.
    GUESS_MARKS = "marks of guesses";
    /// What says of a noun that all of its kind are named: "three key segments".
    KEY = "key";
    /// What is counted where its kinds are named behind it.
    KINDS = "kinds";
    /// Words for what others or oneself had expected: "the forecast of $12 million".
    EXPECTATIONS = "expectations";
    /// What is done into a period that follows; what slips or moves into it is of it.
    GOING_INTO = "going into";
    /// How a time begins that is no period.
    LONG_RUNS = "long runs";
    /// Words for growth over several years.
    COMPOUND = "compound";
    /// Verbs of what a company does with its own shares.
    BUYS_SHARES = "buys shares";
    /// What an amount may be said to have had behind an article.
    GROWTHS = "growths";
    /// Nouns for whoever is counted.
    ANYBODY = "anybody";
    /// Words of change behind a figure of which the effect is told.
    MOVEMENTS = "movements";
    /// Verbs of spending: what it is spent on is measured.
    SPENDING = "spending";
    /// Words for exchange rates, where no metric of the vocabulary says it.
    EXCHANGE_RATES = "exchange rates";
    /// Verbs of adding to a whole.
    ADDS = "adds";
    /// Verbs of growth of which may be said that we did it.
    GROWING = "growing";
    /// Nouns for all who do the same business.
    INDUSTRY = "industry";
    /// What the audience is asked to do: "you will note".
    NOTING = "noting";
    /// What is said of what is not yet there: "our planned capital spend".
    PLANNED = "planned";
    /// How verbs begin that say what part of a whole a thing is.
    MAKES_UP_STEMS = "makes up, by its beginning";
    /// Words for what happens again and again.
    HABITS = "habits";
    /// Spans of time, in the singular.
    TIME_SPANS = "time spans";
    /// Nouns for a part of a company.
    ONE_PART = "one part";
    /// Verbs that say what part of a whole a thing is.
    MAKES_UP = "makes up";
    /// What is done with what is owed, so many times.
    COVERING = "covering";
    /// Nouns for what is only numbered.
    NUMBERED = "numbered";
    /// Words that make a point in time of a duration.
    TIMES_BACK = "times back";
    /// Words before by how much something may be missed.
    TOLERANCES = "tolerances";
    /// How openings begin that narrow what grew: "across our stores, revenue grew".
    NARROWING = "narrowing";
    /// Words for what lessens a cost.
    LESSENS = "lessens";
    /// What takes from a whole the amount behind it.
    TAKES_AWAY = "takes away";
    /// What says of an amount behind it that it is what is left.
    LEFT = "left";
    /// What says at the end of a clause that what stands before it is what is left.
    TO_COME = "to come";
    /// Where others may have drawn on an amount, or guarantees stand against it.
    LENT = "lent";
    /// Words within the name of a whole that tell it from no other, beside the months.
    TELLS_NOTHING = "tells nothing";
    /// Words that say that costs were taken from what things were sold for.
    NET_OF_COSTS = "net of costs";
    /// Words that say that an amount is that of a year.
    OF_A_YEAR = "of a year";
    /// What is demanded of a company.
    DEMANDS = "demands";
    /// What parts of a company are called.
    CALLED_PARTS = "called parts";
    /// Words that say of an amount that it is the one with everything in it.
    IN_FULL = "in full";
    /// How words for the repurchase of shares begin.
    BUYBACK_STEMS = "buybacks, by their beginning";
    /// Words that say of a list that it is not all, or that a part goes against the others.
    COUNTERPARTS = "counterparts";
    /// Words for what went, and is not among what came.
    WENT = "went";
    /// Words that say what has come about by now, whenever it did.
    BY_NOW = "by now";
    /// What is done with a company that has sales of its own.
    TRADES = "trades";
    /// How the names of such metrics begin.
    LIKE_FOR_LIKE = "like for like";
    /// Words in the titles of passages that are on the company as a whole.
    PASSAGES_ON_WHOLE = "passages on the whole";
    /// Words for the whole of a company.
    TOTAL = "total";
    /// What may be held in part to begin with, so that a share of it leaves no rest of the whole: "75% of our stake".
    OWNED = "owned";
    /// Words before a metric that make it that of the whole company.
    OF_COMPANY = "of the company";
    /// Words before a metric that make it one of another stretch of time.
    OTHER_STRETCHES = "other stretches";
    /// Words for a page of what is shown.
    SLIDES = "slides";
    /// Words for what has gone on until now.
    UNTIL_NOW = "until now";
    /// Verbs by which a change says what it comes of: "the increase reflects".
    EXPLAINS = "explains";
    /// Words behind "was" by which a change says what it comes of: "the increase was due to".
    CAUSED = "caused";
    /// Words that say that an amount goes the other way: "a benefit of $9 million", "cash used".
    TURNS_SIGN = "turns the sign";
    /// Words for a range that holds no more: "our prior range".
    FORMER = "former";
    /// Words for the time until now, behind a total: "$48 million to date".
    TO_DATE = "to date";
    /// Words of what somebody works with who does not know: "my model has a margin of 12%".
    SUPPOSED = "supposed";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read_and_has_each_word_once() {
        for (name, words) in LISTS {
            assert!(words.len() > 2, "{name}");
            let mut known = words.to_vec();
            known.sort_unstable();
            known.dedup();
            assert_eq!(known.len(), words.len(), "{name}");
            assert!(words.iter().all(|word| word.to_lowercase() == **word), "{name}");
        }
        assert_eq!(TABLE.len(), LISTS.len(), "lists that nobody reads");
    }
}
