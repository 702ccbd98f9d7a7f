//! Relations: the arithmetic that ties facts together, found in clauses (explicit) or across the call (gathered).

use crate::facts::Fact;

/// Facts that a relation holds or breaks between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    /// The name of the check that judges it.
    pub(crate) check: &'static str,
    /// Whether all operands stand in one or two adjacent sentences.
    pub(crate) explicit: bool,
    /// Indices of facts, with what each is to the relation.
    pub(crate) operands: Vec<(&'static str, usize)>,
}

/// Finds the relations of a call.
pub(crate) fn find(_facts: &[Fact]) -> Vec<Relation> {
    Vec::new()
}
