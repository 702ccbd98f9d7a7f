//! The turns of a text beside those of an earlier state of it: which are the same, and which at least begin so.

use text_size::TextRange;

use crate::call::{Call, Turn};
use crate::speech::Piece;
use crate::unchanged::Unchanged;

/// An earlier state of a text whose turns are compared with those of now.
pub(crate) struct Earlier<'a> {
    pub(crate) unchanged: &'a Unchanged<'a>,
    /// How many turns there are now.
    turns: usize,
    /// How many are the same at the beginning, and at the end.
    front: usize,
    back: usize,
}

impl<'a> Earlier<'a> {
    pub(crate) fn new(unchanged: &'a Unchanged<'a>, turns: &[Turn]) -> Earlier<'a> {
        let before = &unchanged.before.call.turns;
        let same = |(now, before): &(&Turn, &Turn)| is_same(unchanged, now, before);
        let front = turns.iter().zip(before).take_while(same).count();
        let most = turns.len().min(before.len()) - front;
        let back = turns.iter().rev().zip(before.iter().rev()).take(most).take_while(same).count();
        Earlier { unchanged, turns: turns.len(), front, back }
    }

    /// The call as it was.
    pub(crate) fn call(&self) -> &'a Call {
        self.unchanged.before.call
    }

    /// The turn that stood in the place of one: in the same, counted from the beginning, or from the end for those that
    /// are the same there.
    pub(crate) fn place_of(&self, turn: usize) -> Option<usize> {
        let before = self.call().turns.len();
        if turn + self.back >= self.turns { (turn + before).checked_sub(self.turns) } else { Some(turn) }
    }

    /// The turn of the earlier state that is the same as one of now: its label, its lines and all its words.
    pub(crate) fn same(&self, turn: usize) -> Option<usize> {
        self.place_of(turn).filter(|_| turn < self.front || turn + self.back >= self.turns)
    }

    /// The turns that are not the same, where no turn came or went.
    pub(crate) fn changed(&self) -> Option<std::ops::Range<usize>> {
        (self.call().turns.len() == self.turns).then_some(self.front..self.turns - self.back)
    }

    /// Whether a turn begins with the same words as one of the earlier state, for at least so many bytes.
    pub(crate) fn begins_the_same(&self, now: &Turn, before: &Turn, bytes: usize) -> bool {
        let mut length = 0;
        let mut now_pieces = now.pieces.iter();
        let mut before_pieces = before.pieces.iter();
        while length <= bytes {
            match (now_pieces.next(), before_pieces.next()) {
                (Some(now), Some(before)) if is_same_piece(self.unchanged, now, before) => {
                    length += usize::from(now.range.len());
                }
                (None, None) => return true,
                _ => return false,
            }
        }
        true
    }

    /// Whether each of the first turns, up to so many, begins with the same words, for at least so many bytes, on the
    /// same line, and as many of them have labels.
    pub(crate) fn opens_the_same(&self, turns: &[Turn], most: usize, bytes: usize) -> bool {
        let before = &self.call().turns;
        turns.len().min(most) == before.len().min(most)
            && turns.iter().zip(before).take(most).all(|(now, before)| {
                now.lines.start == self.unchanged.line(before.lines.start)
                    && now.label.is_some() == before.label.is_some()
                    && self.begins_the_same(now, before, bytes)
            })
    }
}

fn is_same(unchanged: &Unchanged<'_>, now: &Turn, before: &Turn) -> bool {
    let moved = |before: Option<TextRange>| before.map(|range| unchanged.touched.moved(range));
    // What was touched may stand between the words.
    let whole = |turn: &Turn| {
        let (first, last) = (turn.pieces.first()?.range, turn.pieces.last()?.range);
        Some(turn.label.map_or(first, |label| label.cover(first)).cover(last))
    };
    now.pieces.len() == before.pieces.len()
        && now.label.map(Some) == moved(before.label)
        && whole(now).map(Some) == moved(whole(before))
        && now.lines.start == unchanged.line(before.lines.start)
        && now.lines.end == unchanged.line(before.lines.end.saturating_sub(1)) + 1
        && now.pieces.iter().zip(&before.pieces).all(|(now, before)| is_same_piece(unchanged, now, before))
}

fn is_same_piece(unchanged: &Unchanged<'_>, now: &Piece, before: &Piece) -> bool {
    unchanged.touched.moved(before.range) == Some(now.range) && now.opens_paragraph == before.opens_paragraph
}
