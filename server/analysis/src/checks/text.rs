//! Checks of the words: slips that show in what is written, without arithmetic.

use tieout_transcript::{Call, Role};

#[cfg(test)]
use super::examples::Examples;
use crate::TextRange;
use crate::finding::{Finding, Fix, Related};
use crate::sentence::Sentence;
use crate::settings::{Profile, Severity};

/// What such a check looks at. Ranges are those of the call's text.
pub(super) struct Text<'a> {
    pub(super) call: &'a Call,
    pub(super) text: &'a str,
    pub(super) sentences: &'a [Sentence],
}

impl Text<'_> {
    /// The part that the speaker of a sentence plays; none in a call without labels.
    pub(super) fn role(&self, sentence: &Sentence) -> Option<Role> {
        let speaker = self.call.turns.get(sentence.turn)?.speaker?;
        self.call.speakers.get(speaker).map(|speaker| speaker.role)
    }
}

/// A check of the words as its file states it.
pub(super) struct TextRule {
    pub(super) name: &'static str,
    /// Its own source, which begins with its page.
    pub(super) source: &'static str,
    /// Whether it runs unless it is ignored.
    pub(super) default: bool,
    /// The profile that it takes to be heard.
    pub(super) profile: Profile,
    pub(super) find: fn(&Text<'_>) -> Vec<Slip>,
    #[cfg(test)]
    pub(super) examples: Examples,
}

/// What such a check finds.
pub(super) struct Slip {
    /// The words it is about.
    pub(super) range: TextRange,
    pub(super) severity: Severity,
    /// What is wrong, as a sentence for the user.
    pub(super) message: String,
    /// The words as they stand.
    pub(super) stated: String,
    pub(super) related: Vec<Related>,
    pub(super) fix: Option<Fix>,
}

impl Slip {
    /// The finding of a check.
    pub(super) fn finding(self, check: &'static str, severity: Severity) -> Finding {
        let Slip { range, message, stated, related, fix, .. } = self;
        Finding { check, severity, range, message, related, stated, computed: (None, None), fix }
    }
}
