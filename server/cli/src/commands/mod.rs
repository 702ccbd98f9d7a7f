//! Commands: one module each.

pub(crate) mod check;
pub(crate) mod explain;
pub(crate) mod figures;
pub(crate) mod outline;
