//! Frames: how clauses say arithmetic, as patterns over figures and relating words.
//!
//! The patterns stand in `frames.txt`, each with its own examples. They compile into one trie (`patterns.rs`); at every
//! place of a sentence the longest match is found, and of matches that overlap the longest stands.

use std::sync::LazyLock;

use tieout_figures::{Amount, Decimal, Figure, Kind, Unit};

use super::patterns::Frames;
pub(super) use super::patterns::{Saying, Slot};
use super::stream::{Stream, Subject, Symbol, same_measure, same_unit};
use super::words::Word;

/// The table, compiled at first use.
pub(super) static FRAMES: LazyLock<Frames> = LazyLock::new(|| Frames::compile(TABLE).0);

const TABLE: &str = include_str!("frames.txt");

/// A match: which symbols of the stream it covers, and which figures it took.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub(super) saying: Saying,
    /// The index of the first symbol.
    pub(super) start: usize,
    /// The index behind the last symbol.
    pub(super) end: usize,
    /// The figures by slot, as indices of symbols.
    pub(super) slots: Vec<(Slot, usize)>,
}

impl Match {
    /// The symbol that a slot took.
    pub(super) fn slot(&self, slot: Slot) -> Option<usize> {
        self.slots.iter().find(|(it, _)| *it == slot).map(|(_, symbol)| *symbol)
    }
}

/// Whether its figures have each a name, as a part and its whole have; a level and its base have one between them.
fn has_several_subjects(saying: Saying) -> bool {
    matches!(
        saying,
        Saying::Share
            | Saying::Sum
            | Saying::Margin
            | Saying::Product
            | Saying::Gap
            | Saying::Multiple
            | Saying::Turned
    )
}

/// How many words that are in no table may stand between two symbols of a match.
const STRANGE: u8 = 6;

/// How many symbols and asides a match may pass over; no clause needs more, and the search goes one call deeper for each.
const MOST_PASSED: usize = 8;

impl Frames {
    /// All matches in a sentence, in order; none overlaps another.
    #[cfg(test)]
    pub(super) fn find(&self, stream: &Stream, figures: &[Figure]) -> Vec<Match> {
        standing(&self.matches(stream, figures), |_| true)
    }

    /// The longest match from each place of a sentence, those that stand before others first.
    pub(super) fn matches(&self, stream: &Stream, figures: &[Figure]) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        for (start, first) in stream.symbols.iter().enumerate() {
            // A metric named right before is the subject of what follows.
            let subject = if matches!(first.subject, Subject::One(_)) { first.subject } else { Subject::Unsaid };
            let mut search = Search { frames: self, stream, figures, start, slots: Vec::new(), passed: 0, best: None };
            search.walk(0, start, subject, Subject::Unsaid);
            found.extend(search.best);
        }
        // "Pretax income was $16 million, and net income was $12 million, a decline of 22% from $15 million": a percentage is
        // no gap between the two.
        let length = |it: &Match| (it.saying == Saying::Gap, std::cmp::Reverse(it.end - it.start), it.start);
        found.sort_by_key(|it| (std::cmp::Reverse(it.slots.len()), length(it)));
        found
    }
}

/// Of some matches those that stand, in order; none overlaps another.
pub(super) fn standing(matches: &[Match], may_stand: impl Fn(&Match) -> bool) -> Vec<Match> {
    let mut taken = vec![false; matches.iter().map(|it| it.end).max().unwrap_or_default()];
    let mut standing: Vec<Match> = Vec::new();
    for it in matches.iter().filter(|it| may_stand(it)) {
        let covered = &mut taken[it.start..it.end];
        if !covered.contains(&true) {
            covered.fill(true);
            standing.push(it.clone());
        }
    }
    standing.sort_by_key(|it| it.start);
    standing
}

/// The search for the longest match from one place.
struct Search<'a> {
    frames: &'a Frames,
    stream: &'a Stream,
    figures: &'a [Figure],
    start: usize,
    slots: Vec<(Slot, usize)>,
    /// How many symbols and asides were passed over.
    passed: usize,
    best: Option<Match>,
}

impl Search<'_> {
    /// Goes on from a node at a symbol; `subject` is what was named so far, `named` what stands before the symbol.
    fn walk(&mut self, node: usize, at: usize, subject: Subject, named: Subject) {
        let Some(place) = self.frames.nodes.get(node) else { return };
        if let Some(saying) = place.saying {
            let saying = if saying == Saying::Step && subject == Subject::Several && self.is_times_another() {
                Saying::Multiple
            } else {
                saying
            };
            let longer = self.best.as_ref().is_none_or(|best| (best.slots.len(), best.end) < (self.slots.len(), at));
            if longer && (has_several_subjects(saying) || subject != Subject::Several) {
                let (start, slots) = (self.start, self.slots.clone());
                self.best = Some(Match { saying, start, end: at, slots });
            }
        }
        let Some(symbol) = self.stream.symbols.get(at) else { return };
        let subject = subject.with(named);
        if at > self.start && symbol.strange > STRANGE {
            return;
        }
        let next_named = self.stream.symbols.get(at + 1).map_or(Subject::Unsaid, |next| next.subject);
        match symbol.word {
            Some(word) => {
                // "plus" is an "and" besides.
                let and = place.words[Word::And as usize].filter(|_| word == Word::Plus);
                for next in place.words[word as usize].into_iter().chain(and) {
                    self.walk(usize::from(next.get()), at + 1, subject, next_named);
                }
                if self.passed == MOST_PASSED {
                    return;
                }
                self.passed += 1;
                if symbol.is_soft() && at > self.start {
                    self.walk(node, at + 1, subject, next_named);
                }
                if let Some(behind) = self.aside(at) {
                    self.walk(node, behind, subject, Subject::Unsaid);
                }
                self.passed -= 1;
            }
            None => {
                for (slot, next) in &place.slots {
                    if self.fits(*slot, at, symbol) {
                        self.slots.push((*slot, at));
                        self.walk(usize::from(next.get()), at + 1, subject, next_named);
                        self.slots.pop();
                    }
                }
            }
        }
    }

    /// Whether a level is said to be so many times another: "net debt of $300 million is 2.5 times EBITDA of $120 million".
    fn is_times_another(&self) -> bool {
        let [(Slot::Level, _), (Slot::Times, times), (Slot::Prior, prior)] = self.slots[..] else { return false };
        let symbol = |at: usize| self.stream.symbols.get(at);
        symbol(times).is_some_and(|it| it.led && it.strange == 0 && it.subject == Subject::Unsaid)
            && symbol(prior).is_some_and(|it| !it.led && matches!(it.subject, Subject::One(_)))
    }

    /// Where an aside that says a level in other words ends: "or $0.40 per share", "or 60% of revenue". What it names is
    /// no subject of the clause.
    fn aside(&self, at: usize) -> Option<usize> {
        let (slot, level) = self.slots.last()?;
        // "120 basis points, or over $13 billion, above our requirement of 12.3%"
        if *slot == Slot::By && level + 1 == at {
            let symbol = |at: usize| self.stream.symbols.get(at);
            let figure = |at: usize| self.figures.get(symbol(at).filter(|it| it.word.is_none())?.index);
            let points = matches!(figure(*level)?.kind, Kind::PercentagePoints | Kind::BasisPoints);
            // "Or over $13 billion".
            let amount = if symbol(at + 1)?.word == Some(Word::Over) { at + 2 } else { at + 1 };
            let says_again = figure(amount)?.kind == Kind::Money && symbol(amount)?.strange == 0;
            // "Or about" is one word.
            let or = matches!(symbol(at)?.word, Some(Word::Or | Word::Is));
            let measured = matches!(symbol(amount + 1)?.word, Some(Word::Above | Word::Beyond));
            return (points && says_again && or && measured).then_some(amount + 1);
        }
        let is_level = matches!(slot, Slot::Level | Slot::Prior | Slot::Prior2) && level + 1 == at;
        let (or, other) = (self.stream.symbols.get(at)?, self.stream.symbols.get(at + 1)?);
        if !is_level || or.word != Some(Word::Or) || other.word.is_some() || other.strange > 0 {
            return None;
        }
        let level = self.figures.get(self.stream.symbols.get(*level)?.index)?;
        match self.figures.get(other.index)?.kind {
            Kind::PerShare if level.kind == Kind::Money => Some(at + 2),
            Kind::Percent if level.kind != Kind::Percent && self.stream.is_share(at + 1) => Some(at + 3),
            _ => None,
        }
    }

    /// Whether a figure can take a slot beside those already taken.
    fn fits(&self, slot: Slot, at: usize, symbol: &Symbol) -> bool {
        let Some(figure) = self.figures.get(symbol.index) else { return false };
        let taken = |slot: Slot| {
            let (_, symbol) = self.slots.iter().find(|(it, _)| *it == slot)?;
            self.figures.get(self.stream.symbols.get(*symbol)?.index)
        };
        let beside = |slots: &[Slot], fits: fn(&Figure, &Figure) -> bool| {
            slots.iter().filter_map(|slot| taken(*slot)).all(|other| fits(other, figure))
        };
        match slot {
            Slot::Level | Slot::Prior | Slot::Prior2 => {
                beside(&[Slot::Level, Slot::Prior], same_measure)
                    && beside(&[Slot::By, Slot::By2], |by, it| is_step(it, by))
                    && beside(&[Slot::Times], |_, it| !is_times(it))
            }
            Slot::By | Slot::By2 => {
                is_step_kind(figure)
                    && !(figure.kind == Kind::Percent && self.stream.is_share(at))
                    && beside(&[Slot::Level, Slot::Prior], is_step)
            }
            Slot::Times => is_times(figure) && beside(&[Slot::Level, Slot::Prior], |it, _| !is_times(it)),
            Slot::Part | Slot::Part2 | Slot::Part3 | Slot::Part4 => {
                is_amount(figure)
                    && beside(&[Slot::Whole, Slot::Part, Slot::Part2, Slot::Part3], same_unit)
                    && beside(&[Slot::Share], |_, it| it.kind != Kind::Percent)
            }
            Slot::Whole => {
                // "60% of revenue, 25% of it": the first is no part of the second.
                let of = |(slot, part): &(Slot, usize)| *slot == Slot::Part && self.stream.is_share(*part);
                is_amount(figure)
                    && !(figure.kind == Kind::Percent && self.slots.iter().any(of))
                    && beside(&[Slot::Part, Slot::Part2, Slot::Part3, Slot::Part4], same_unit)
                    && beside(&[Slot::Share], |_, it| it.kind != Kind::Percent)
            }
            Slot::Units => figure.kind == Kind::Count && figure.unit.is_some(),
            Slot::Price => matches!(figure.kind, Kind::PerShare | Kind::Money),
            Slot::Amount => figure.kind == Kind::Money,
            Slot::Range => matches!(figure.amount, Amount::Range { .. }),
            Slot::Midpoint => matches!(figure.amount, Amount::Single(_)) && beside(&[Slot::Range], same_unit),
            Slot::Share | Slot::Share2 | Slot::Rest => {
                (figure.kind == Kind::Percent || is_fraction(figure))
                    && beside(&[Slot::Part, Slot::Whole], |amount, _| amount.kind != Kind::Percent)
            }
        }
    }
}

/// Whether a figure says how many times another a level is: "doubled", "2.5 times".
fn is_times(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Multiple | Kind::Ratio)
}

/// Whether a figure can be the step to a level.
fn is_step(level: &Figure, by: &Figure) -> bool {
    match by.kind {
        Kind::Percent => true,
        // "35 basis points, down 5 basis points from 40 basis points".
        Kind::PercentagePoints | Kind::BasisPoints => matches!(level.kind, Kind::Percent) || level.kind == by.kind,
        Kind::Multiple => !matches!(level.kind, Kind::Percent | Kind::Multiple),
        _ => same_unit(level, by),
    }
}

fn is_step_kind(figure: &Figure) -> bool {
    !matches!(figure.kind, Kind::Technical | Kind::Vague)
}

/// Whether a figure is a part of one: "half", "two thirds".
pub(super) fn is_fraction(figure: &Figure) -> bool {
    let below_one = |amount: Amount| matches!(amount, Amount::Single(it) if it.value < Decimal::ONE);
    figure.kind == Kind::Multiple && below_one(figure.amount)
}

/// Whether a count is one of shares.
pub(super) fn is_share_count(figure: &Figure) -> bool {
    matches!(&figure.unit, Some(Unit::Named(noun)) if noun.rsplit(' ').next().is_some_and(|it| it == "share"))
}

/// Whether a figure can be a part of a whole; of percentages, those of a growth can.
fn is_amount(figure: &Figure) -> bool {
    matches!(
        figure.kind,
        Kind::Money | Kind::Count | Kind::Percent | Kind::Technical | Kind::PercentagePoints | Kind::BasisPoints
    )
}

#[cfg(test)]
mod tests {
    use tieout_figures::Context;

    use super::*;
    use crate::rows::rows;
    use crate::sentence::SentenceReading;

    #[test]
    fn the_table_is_well_formed() {
        assert_eq!(Frames::compile(TABLE).1, Vec::<String>::new());
    }

    /// What a table says of a sentence: the slots of its matches.
    fn said(frames: &Frames, text: &str) -> Vec<String> {
        let reading = SentenceReading::new(text, &Context::default());
        let mut stream = Stream::default();
        stream.read(text, &reading);
        let name = |slot: Slot| Slot::ALL.iter().find(|(it, _)| *it == slot).map_or("", |(_, name)| name);
        let said = |(slot, symbol): &(Slot, usize)| {
            format!("{}={}", name(*slot), &text[reading.figures[stream.symbols[*symbol].index].range])
        };
        let matches = frames.find(&stream, &reading.figures);
        matches.iter().map(|it| it.slots.iter().map(said).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn the_examples_of_the_table_say_what_they_show() {
        let mut pattern = "";
        let mut own = Frames::compile("").0;
        let mut failures = Vec::new();
        for line in rows(TABLE) {
            if let Some(example) = line.strip_prefix("  + ") {
                let (text, slots) = example.split_once(" => ").expect("an example names its slots");
                for (frames, whose) in [(&own, "own"), (&FRAMES, "all")] {
                    let said = said(frames, text);
                    if said != [slots] {
                        failures.push(format!("{pattern} ({whose})\n  {text}\n  wanted {slots:?}\n  got    {said:?}"));
                    }
                }
            } else if let Some(text) = line.strip_prefix("  - ") {
                let said = said(&own, text);
                if !said.is_empty() {
                    failures.push(format!("{pattern}\n  {text}\n  wanted nothing\n  got    {said:?}"));
                }
            } else if !line.is_empty() {
                pattern = line;
                own = Frames::compile(line).0;
            }
        }
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}
