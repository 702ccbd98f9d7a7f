//! Leftovers: what is left of an amount that something was taken from, "we have used $320 million of our $500 million
//! authorization, leaving $180 million".

use tieout_figures::Kind as FigureKind;

use super::Role;
use super::explicit::Clauses;
use super::frames::{Match, Slot};
use super::stream::{Subject, Symbol};
use super::words::Word;
use crate::signs::lists::{LEFT, LENT};
use crate::signs::words::{is_any, says_any};
use crate::tokens::{Class, Link, Pronoun, Token};

impl Clauses<'_> {
    /// The amount that something was taken from, what was taken by now, and what is left.
    pub(super) fn leftover(&self, it: &Match) -> Option<Vec<(Role, usize)>> {
        let symbols = self.symbols_of(it);
        let leads = |symbol: &Symbol| matches!(symbol.word, Some(Word::Yields | Word::Is));
        let yields = symbols.iter().position(leads)?;
        let concludes = symbols[yields].word == Some(Word::Is);
        // "Costs $12 million, of which $8 million has been spent" says itself what is a part.
        if symbols.get(1).is_some_and(|symbol| symbol.word == Some(Word::Among)) {
            return None;
        }
        let slots = [Slot::Whole, Slot::Part, Slot::Part2, Slot::Part3];
        let mut places: Vec<usize> = slots.iter().filter_map(|slot| it.slot(*slot)).collect();
        places.sort_unstable();
        let [one, other, rest] = places[..] else { return None };
        let fact = |at: usize| Some(self.first + self.stream.symbols.get(at)?.index);
        let (one, other, last) = (fact(one)?, fact(other)?, fact(rest)?);
        let (whole, part) = if self.value(one)? > self.value(other)? { (one, other) } else { (other, one) };
        let is_amount = matches!(self.figure(last).kind, FigureKind::Money | FigureKind::Count);
        let named = self.stream.symbols.get(rest)?;
        // "So there is $180 million left".
        let before = self.sentence.reading.tokens.get(..named.token).unwrap_or_default().iter().rev();
        let there = before.take(3).any(|token| self.sentence.words(token.range).eq_ignore_ascii_case("there"));
        let own = named.strange <= u8::from(concludes && there) && named.subject == Subject::Unsaid;
        let straight = it.start + yields + 1 == rest && own && self.value(last)? < self.value(whole)?;
        let lent = says_any(self.sentence.text(), &LENT);
        // "So $180 million is left": said of the last.
        // "We have spent $320 million of it in the quarter, so": more was spent before.
        let timed = |token: &Token| matches!(token.class, Class::Period(_) | Class::Other(_) | Class::Basis(_));
        if concludes && (!self.is_said_left(last) || self.between(one.min(other), last).any(timed)) {
            return None;
        }
        let taken = straight && is_amount && !lent && self.is_up_to_now(part) && self.is_all_left(last);
        taken.then(|| vec![(Role::Whole, whole), (Role::Part, part), (Role::SecondPart, last)])
    }

    /// Whether the words around an amount say that it is what is left: "the remaining $4 million", "$4 million is left".
    fn is_said_left(&self, fact: usize) -> bool {
        let next = self.behind(fact).find(|token| !matches!(token.class, Class::Copula | Class::Adverb));
        self.is_rest(fact) || next.is_some_and(|token| is_any(self.sentence.words(token.range), &LEFT))
    }

    /// An amount that is said to be another less a third: "net debt was $8 million, being debt of $12 million less cash of
    /// $4 million".
    pub(super) fn less_than_its_part(&self, it: &Match) -> Option<Vec<(Role, usize)>> {
        let symbols = self.symbols_of(it);
        let less = it.start + symbols.iter().position(|symbol| symbol.word == Some(Word::Less))?;
        let (whole, part) = (it.slot(Slot::Whole)?, it.slot(Slot::Part)?);
        let equals = symbols.iter().any(|symbol| symbol.word == Some(Word::Is));
        let is_led = equals || self.stream.symbols.get(part)?.led;
        let (Some(less_one), Some(whole_said), Some(taken)) =
            (self.fact(it, Slot::Whole), self.fact(it, Slot::Part), self.fact(it, Slot::Part2))
        else {
            return None;
        };
        let operands = vec![(Role::Whole, whole_said), (Role::Part, less_one), (Role::SecondPart, taken)];
        (whole < part && part < less && is_led).then_some(operands)
    }

    /// Whether nothing behind an amount makes it one of something else: "leaving $180 million available under the program",
    /// not "leaving $180 million of debt".
    fn is_all_left(&self, fact: usize) -> bool {
        let is_left = |token: &&Token| {
            token.class == Class::Pronoun(Pronoun::Rest) || is_any(self.sentence.words(token.range), &LEFT)
        };
        // "Is left": a copula says it only before a word for it.
        let mut behind = self.behind(fact).peekable();
        let copula = behind.next_if(|token| token.class == Class::Copula).is_some();
        if copula && !behind.peek().is_some_and(is_left) {
            return false;
        }
        let next = behind.find(|token| !is_left(token));
        next.is_none_or(|token| {
            matches!(token.class, Class::Boundary(_) | Class::Link(Link::On))
                || self.sentence.words(token.range).starts_with("under")
        })
    }
}
