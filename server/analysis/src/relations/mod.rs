//! Relations: the arithmetic that ties facts together, found in clauses (explicit) or across the call (gathered).
//!
//! Finding decides which figures belong together, and nothing else does: that is where precision is won or lost. What
//! a relation amounts to, and whether it holds, is for the checks.

mod annualized;
mod answers;
mod antecedent;
mod apparent_steps;
mod asides;
mod chains;
mod comparable;
mod complements;
mod corrections;
mod counted;
mod currency_effects;
mod directions;
mod drivers;
mod echoes;
mod explained;
mod explicit;
mod frames;
mod gaps;
mod gathered;
mod growths;
mod headlines;
mod held;
mod identities;
mod index;
mod kept_out;
mod keyed;
mod keys;
mod labelled;
mod leftovers;
mod margins;
mod mixes;
mod of_sales;
mod openings;
mod outpaced;
mod over_time;
mod patterns;
mod per_share;
mod pointing;
mod products;
mod quotients;
mod ranges;
mod rational;
mod relation;
mod remainders;
mod restatements;
mod retold;
mod same_range;
mod same_saying;
mod sayings;
mod second_steps;
mod set_aside;
mod slips;
mod spoken_of;
mod step_operands;
mod steps;
mod stream;
mod stretches;
mod sums;
mod surroundings;
mod telling;
mod totals;
mod unsaid_basis;
mod values;
mod wholes;
mod words;

use tieout_transcript::Passage;

pub(crate) use comparable::are_limits;
pub(crate) use explicit::{Explicit, Said};
pub(crate) use index::base_period;
pub(crate) use rational::Rational;
pub(crate) use relation::{Found, Kind, Pairing, Relation, Role};
use relation::{OpenShare, OpenStep};
use surroundings::{Surroundings, facts_before};
pub(crate) use telling::differ_in_cents;
pub(crate) use values::{End, Values};

/// The relations of a call.
#[derive(Debug)]
pub(crate) struct Relations {
    /// All of them, in the order they were found.
    pub(crate) all: Vec<Relation>,
    /// What the clauses of each turn say, for the next reading.
    pub(crate) explicit: Explicit,
}

/// Finds the relations of a call. What the clauses of a turn say is not looked for again where it is known.
pub(crate) fn find(said: Said<'_>, passages: &[Passage], before: Option<(Said<'_>, &Explicit)>) -> Relations {
    let explicit = Explicit::find(said, before);
    let mut found = explicit.of_call(said);
    let Said { sentences, facts, .. } = said;
    found.relations.extend(identities::find(sentences, facts, &found.relations));
    let facts_before = facts_before(sentences.len(), facts);
    let around = Surroundings { sentences, facts, facts_before: &facts_before, passages };
    let mixes = mixes::find(around, &found.relations);
    found.relations.extend(mixes);
    found.relations.extend(answers::find(around));
    found.relations.extend(kept_out::find(around));
    found.relations.extend(set_aside::find(around));
    found.relations.extend(outpaced::find(around));
    found.relations.extend(products::find(around));
    found.relations.extend(annualized::find(around));
    found.relations.extend(totals::find(around));
    found.relations.extend(remainders::find(around));
    found.relations.extend(over_time::find(around));
    found.relations.extend(explained::find(around, &found.relations));
    found.relations.extend(currency_effects::find(around));
    found.relations.extend(drivers::find(around));
    found.relations.extend(openings::find(around));
    found.relations.extend(chains::find(around));
    found.relations.extend(margins::find(around, &found.relations));
    found.relations.extend(quotients::find(around, &found.relations));
    found.relations.extend(of_sales::find(around, &found.relations, &found.shares));
    gathered::find(around, &mut found);
    Relations { all: found.relations, explicit }
}
