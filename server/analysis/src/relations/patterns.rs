//! The language of `frames.txt`: what a pattern may say, its slots and words, and the trie that all patterns make.

use std::num::NonZeroU16;

use super::words::Word;

/// What a pattern says about its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saying {
    /// A level, its prior level and the step between them.
    Step,
    /// A level and a step; the prior level is said elsewhere or not at all.
    Open,
    /// A level and a prior level with a word of change.
    Direction,
    /// A part of a whole, in percent.
    Share,
    /// Parts that add up.
    Sum,
    /// A margin beside what it is made of.
    Margin,
    /// Units at a price.
    Product,
    /// The middle of a range.
    Midpoint,
    /// A level and a prior level without a word of change, for the sentence behind to say the step.
    Pair,
    /// A level and the range it is said to lie in.
    Within,
    /// A percentage of things that are counted.
    CountShare,
    /// By how much a mark was passed that was said before.
    Beat,
    /// By how much two values differ that may be of two things.
    Gap,
    /// A level as a multiple of another that may be of another thing.
    Multiple,
    /// A step whose prior level opens the sentence, so that the level has a clause of its own.
    Turned,
}

/// What a figure is to a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Level,
    Prior,
    By,
    By2,
    Times,
    Prior2,
    Part,
    Share,
    Whole,
    Rest,
    Share2,
    Part2,
    Part3,
    Part4,
    Units,
    Price,
    Amount,
    Range,
    Midpoint,
}

impl Slot {
    pub(super) const ALL: [(Slot, &'static str); 19] = [
        (Slot::Level, "level"),
        (Slot::Prior, "prior"),
        (Slot::By, "by"),
        (Slot::By2, "by2"),
        (Slot::Prior2, "prior2"),
        (Slot::Part, "part"),
        (Slot::Share, "share"),
        (Slot::Whole, "whole"),
        (Slot::Rest, "rest"),
        (Slot::Share2, "share2"),
        (Slot::Times, "times"),
        (Slot::Part2, "part2"),
        (Slot::Part3, "part3"),
        (Slot::Part4, "part4"),
        (Slot::Units, "units"),
        (Slot::Price, "price"),
        (Slot::Amount, "amount"),
        (Slot::Range, "range"),
        (Slot::Midpoint, "mid"),
    ];
}

/// The patterns as a trie.
#[derive(Debug)]
pub(super) struct Frames {
    pub(super) nodes: Vec<Node>,
}

/// A place in the patterns that begin alike.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// The node behind each word; none where no pattern goes on with it.
    pub(super) words: [Option<NonZeroU16>; Word::COUNT],
    /// The nodes behind slots.
    pub(super) slots: Vec<(Slot, NonZeroU16)>,
    /// What the pattern that ends here says.
    pub(super) saying: Option<Saying>,
}

impl Default for Node {
    fn default() -> Node {
        Node { words: [None; Word::COUNT], slots: Vec::new(), saying: None }
    }
}

impl Frames {
    /// Compiles a table; what is wrong with it is left out and named.
    pub(super) fn compile(table: &str) -> (Frames, Vec<String>) {
        let mut frames = Frames { nodes: vec![Node::default()] };
        let mut problems = Vec::new();
        for (number, line) in table.lines().enumerate() {
            if line.is_empty() || line.starts_with(['#', ' ']) {
                continue;
            }
            match parse(line) {
                Ok((saying, items)) => frames.enter(0, saying, &items),
                Err(problem) => problems.push(format!("line {}: {problem}", number + 1)),
            }
        }
        (frames, problems)
    }

    fn enter(&mut self, node: usize, saying: Saying, items: &[Item]) {
        let Some((item, rest)) = items.split_first() else {
            self.nodes[node].saying = Some(saying);
            return;
        };
        if item.optional {
            self.enter(node, saying, rest);
        }
        for atom in &item.choices {
            let next = self.child(node, *atom);
            self.enter(next, saying, rest);
        }
    }

    fn child(&mut self, node: usize, atom: Atom) -> usize {
        // The first node is where patterns begin, and none leads back there.
        let Some(new) = u16::try_from(self.nodes.len()).ok().and_then(NonZeroU16::new) else { return node };
        let place = &mut self.nodes[node];
        let next = match atom {
            Atom::Word(word) => *place.words[word as usize].get_or_insert(new),
            Atom::Slot(slot) => match place.slots.iter().find(|(it, _)| *it == slot) {
                Some((_, next)) => *next,
                None => {
                    place.slots.push((slot, new));
                    new
                }
            },
        };
        if next == new {
            self.nodes.push(Node::default());
        }
        usize::from(next.get())
    }
}

fn parse(line: &str) -> Result<(Saying, Vec<Item>), String> {
    let (saying, pattern) = line.split_once(": ").ok_or("a line is \"relation: pattern\"")?;
    let saying = match saying {
        "step" => Saying::Step,
        "open" => Saying::Open,
        "direction" => Saying::Direction,
        "share" => Saying::Share,
        "sum" => Saying::Sum,
        "margin" => Saying::Margin,
        "product" => Saying::Product,
        "midpoint" => Saying::Midpoint,
        "pair" => Saying::Pair,
        "within" => Saying::Within,
        "count-share" => Saying::CountShare,
        "beat" => Saying::Beat,
        "gap" => Saying::Gap,
        "multiple" => Saying::Multiple,
        "turned" => Saying::Turned,
        other => return Err(format!("unknown relation {other:?}")),
    };
    let items = pattern.split_ascii_whitespace().map(|item| {
        let (words, optional) = match item.strip_suffix('?') {
            Some(words) => (words, true),
            None => (item, false),
        };
        let mut choices = Vec::new();
        for word in words.split('|') {
            choices.extend(atoms(word).ok_or_else(|| format!("unknown word {word:?}"))?);
        }
        Ok(Item { choices, optional })
    });
    Ok((saying, items.collect::<Result<_, String>>()?))
}

fn atoms(word: &str) -> Option<Vec<Atom>> {
    if let Some((slot, _)) = Slot::ALL.iter().find(|(_, name)| *name == word) {
        return Some(vec![Atom::Slot(*slot)]);
    }
    let words: &[Word] = match word {
        "up" => &[Word::Up],
        "above" => &[Word::Above, Word::Exceeds],
        "upto" => &[Word::UpTo],
        "beyond" => &[Word::Beyond],
        "passed" => &[Word::Passed],
        "over" => &[Word::Over],
        "midpoint" => &[Word::Midpoint],
        "consists" => &[Word::Consists],
        "through" => &[Word::Through],
        "with" => &[Word::With],
        "totals" => &[Word::Totals],
        "raised" => &[Word::Raised],
        "from" => &[Word::From],
        "versus" => &[Word::Versus],
        "base" => &[Word::From, Word::Versus],
        "to" => &[Word::To],
        "at" => &[Word::At],
        "or" => &[Word::Or],
        "is" => &[Word::Is],
        "of" => &[Word::Of],
        "among" => &[Word::Among],
        "each" => &[Word::Each],
        "split" => &[Word::Split],
        "within" => &[Word::Within],
        "more" => &[Word::More],
        "comes" => &[Word::Comes],
        "and" => &[Word::And],
        "it" => &[Word::It],
        "gap" => &[Word::Gap],
        "less" => &[Word::Less],
        "yields" => &[Word::Yields],
        "plus" => &[Word::Plus],
        "colon" => &[Word::Colon],
        "label" => &[Word::Label],
        "without" => &[Word::Without],
        _ => return None,
    };
    Some(words.iter().map(|word| Atom::Word(*word)).collect())
}

/// One step of a pattern.
#[derive(Clone, Debug)]
struct Item {
    choices: Vec<Atom>,
    optional: bool,
}

#[derive(Clone, Copy, Debug)]
enum Atom {
    Slot(Slot),
    Word(Word),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_is_not_well_formed_is_refused_by_line() {
        let problems = |table: &str| Frames::compile(table).1;
        assert_eq!(problems("step: level up by"), Vec::<String>::new());
        assert_eq!(problems("# frames\nleap: level"), ["line 2: unknown relation \"leap\""]);
        assert_eq!(problems("step: level upp by"), ["line 1: unknown word \"upp\""]);
        assert_eq!(problems("step level"), ["line 1: a line is \"relation: pattern\""]);
    }
}
