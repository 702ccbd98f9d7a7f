//! What a reader would know before the first word.

use crate::figure::Currency;

/// What a reader of the text would know before the first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Context {
    /// The currency of money without a sign, and of a bare "$" where that is a dollar.
    pub currency: Currency,
    /// Whether a small number that stands alone in the text is a page number, as on a line of a transcript.
    pub page_numbers: bool,
}

impl Default for Context {
    fn default() -> Self {
        Context { currency: Currency::USD, page_numbers: false }
    }
}
