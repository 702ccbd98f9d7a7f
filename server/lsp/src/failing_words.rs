//! Failing on purpose, for the tests of what happens when an analysis fails.

use std::sync::Arc;

/// Names the environment variable that holds the words.
const VARIABLE: &str = "TIEOUT_TEST_PANIC_ON";

/// Words that make the analysis of a text that has them fail; usually none.
#[derive(Clone, Debug)]
pub(crate) struct FailingWords(Option<Arc<str>>);

impl FailingWords {
    pub(crate) fn from_environment() -> FailingWords {
        FailingWords(std::env::var(VARIABLE).ok().filter(|words| !words.is_empty()).map(Arc::from))
    }

    /// Panics where the text has the words, and says them, as a slice of a text at a wrong place would. The text is only
    /// written out where there are any to look for.
    pub(crate) fn look_at(&self, text: &impl ToString) {
        if let Some(words) = &self.0
            && text.to_string().contains(&**words)
        {
            panic!("the analysis was asked to fail at {words}");
        }
    }
}
