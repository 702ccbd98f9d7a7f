//! What must not break the server: broken frames, wrong requests, clients that stall or die, analyses that fail, texts
//! and folders made to do harm. Each test fails when the guard it is about is taken out.

mod content;
mod documents;
mod files;
mod frames;
mod life;
mod requests;

pub(crate) use frames::memory;
