//! Antecedents: what "this amount" stands for.

use super::stream::same_unit;
use crate::facts::Fact;

/// The amount that "this amount", said of a part, points back to: the only figure of the part's unit before it in its
/// own sentence, else in the sentence before.
pub(super) fn amount(facts: &[Fact], part: usize) -> Option<usize> {
    let it = facts.get(part)?;
    let before = || (0..part).rev().map_while(|index| facts.get(index).map(|fact| (index, fact)));
    for distance in 0..=1 {
        let sentence = it.sentence.checked_sub(distance)?;
        let mut amounts = before()
            .take_while(|(_, fact)| fact.sentence + 1 >= it.sentence && fact.turn == it.turn)
            .filter(|(_, fact)| fact.sentence == sentence && same_unit(&fact.figure, &it.figure));
        match (amounts.next(), amounts.next()) {
            (Some((amount, _)), None) => return Some(amount),
            (Some(_), Some(_)) => return None,
            _ => {}
        }
    }
    None
}
