//! Ranges that begin or end at no change: "flat to up 2%", "down 2% to flat".

use rust_decimal::Decimal;

use crate::draft::{Draft, Form};
use crate::figure::Displayed;
use crate::sense::Sense;
use crate::sentence::Sentence;

/// "flat to up 2%", "down 2% to flat", "flat to low single digits": a change that one end says is none.
pub(crate) fn reach_flat(s: &Sentence, draft: &mut Draft, floor: usize) {
    if draft.form == Form::Range || draft.unbounded || !draft.measure.is_rate() {
        return;
    }
    let joins = |at: usize| s.is(at, Sense::To | Sense::Or | Sense::Hyphen);
    let mut at = draft.start;
    while at > floor && at + 3 > draft.start && s.before(at, Sense::Rise | Sense::Decline | Sense::Plus | Sense::Adverb)
    {
        at -= 1;
    }
    if at > floor + 1 && joins(at - 1) && s.says(at - 2, &["flat"]) {
        draft.start = at - 2;
    } else if joins(draft.end) && s.says(draft.end + 1, &["flat"]) {
        draft.end += 2;
    } else {
        return;
    }
    let none = Displayed { value: Decimal::ZERO, ..draft.low };
    if draft.low.value.is_sign_negative() {
        draft.high = none;
    } else {
        draft.low = none;
    }
    if draft.form == Form::Single {
        draft.form = Form::Range;
    }
}
