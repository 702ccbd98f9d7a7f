//! Signs: what the words of a sentence tell by themselves, before anybody asks what its figures are about.
//!
//! Facts and relations look for the same words again and again. What can be known of a sentence without its neighbours is
//! found once, in [`Notes`] and [`Marks`], and kept as long as the sentence stays the same.

pub(crate) mod cues;
pub(crate) mod lists;
mod lookup;
mod marks;
mod notes;
pub(crate) mod pointers;
pub(crate) mod stems;
pub(crate) mod words;

pub(crate) use lookup::Lookup;
pub(crate) use marks::Marks;
pub(crate) use notes::Notes;
