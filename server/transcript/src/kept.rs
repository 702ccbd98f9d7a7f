//! What one reading of a text leaves for the next, when little of the text has changed.
//!
//! Most of what is asked of a line is a question of its words alone. As long as they stay, so does the answer.

use crate::call::Call;
use crate::clues::Marks;
use crate::labels::Named;
use crate::lines::Lines;
use crate::page::Page;
use crate::row::Row;
use crate::sections::Cautions;
use crate::signs::Seen;
use crate::speakers::Told;
use crate::unchanged::{State, Touched, Unchanged};

/// What was found out about the parts of a text by themselves.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    rows: Vec<Row>,
    read: usize,
    touched: Option<Touched>,
    found: Found,
}

/// What the steps of a reading leave, each for itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    /// Whether no line shows anything by which the text would have to be unfolded.
    pub(crate) plain: bool,
    /// Where months and the like are said.
    pub(crate) marks: Marks,
    /// Whether the facts were looked for in the whole text.
    pub(crate) facts_of_all: bool,
    /// The labels and the lists of participants.
    pub(crate) named: Named,
    /// What the labels and the operator told of the speakers.
    pub(crate) told: Told,
    /// How often the first turns caution.
    pub(crate) cautions: Cautions,
    /// The turn with which the questions begin.
    pub(crate) questions: usize,
    /// The signs of what sort of text it is.
    pub(crate) signs: Seen,
}

impl Kept {
    pub(crate) fn new(page: Page<'_>, unchanged: Option<&Unchanged<'_>>, found: Found) -> Kept {
        Kept { rows: page.rows, read: page.read, touched: unchanged.map(|it| it.touched), found }
    }

    /// How many lines had to be read.
    pub fn lines_read(&self) -> usize {
        self.read
    }

    /// What differs from the earlier state that was known; none where the text was read afresh.
    pub fn touched(&self) -> Option<Touched> {
        self.touched
    }
}

/// An earlier state of a text, as it was read under the same options.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// The text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a Lines,
    /// The call that it was.
    pub call: &'a Call,
    /// What its reading left.
    pub kept: &'a Kept,
}

impl<'a> Before<'a> {
    /// The lines that are the same in another text; none where nothing was kept of this one.
    pub(crate) fn unchanged(self, text: &str, lines: &Lines) -> Option<Unchanged<'a>> {
        let before = State { text: self.text, lines: self.lines, call: self.call, rows: &self.kept.rows };
        Unchanged::find(before, text, lines)
    }

    /// What the steps of its reading left.
    pub(crate) fn found(self) -> &'a Found {
        &self.kept.found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::row::Known;
    use crate::{Call, Options};

    const CALL: &str = "Acme Corp Q3 2031 Earnings Call\r\n\r\nOperator\r\n\r\nWelcome to the call. Please go ahead.\r\n\r\n\
        Ann Lee - CFO\r\n\r\nThank you. 收入增長。 Revenue was $12 million.\n收入增長為一千萬\nWe grew in every market that we \
        are in, and the teams were very good at what they do every day.\r\nPage 2 of 9\n\n7\n\nOperator:\n\nThank you.";

    fn read(text: &str, before: Option<Before<'_>>) -> (Lines, Call, Kept) {
        let lines = Lines::new(text);
        let (call, kept) = Call::reread(text, &lines, &Options::default(), before);
        (lines, call, kept)
    }

    /// What the lines look like; more may be known of one that has been looked at before.
    fn looks(kept: &Kept) -> Vec<String> {
        kept.rows.iter().map(|row| format!("{:?}", Row { known: Known::default(), ..*row })).collect()
    }

    #[test]
    fn an_edit_within_a_paragraph_reads_one_line() {
        let (lines, call, kept) = read(CALL, None);
        assert_eq!(kept.lines_read(), lines.len());
        let text = CALL.replace("every market", "each market");
        let before = Before { text: CALL, lines: &lines, call: &call, kept: &kept };
        let (_, call, kept) = read(&text, Some(before));
        assert_eq!(kept.lines_read(), 1);
        assert_eq!(call, Call::read(&text, &Options::default()));
    }

    /// A call in which every step of a reading finds something.
    const WHOLE_CALL: &str = "Fernhill Systems Inc (FERN) Q3 2031 Earnings Call\nOctober 28, 2031\n\nParticipants\n\n\
        Ann Lee - Chief Executive Officer\nBob Ray - Old Mill Securities - Analyst\n\nPresentation\n\nOperator\n\n\
        Good day, and welcome to the Fernhill Systems third quarter 2031 earnings conference call. With us today are \
        Ann Lee, Chief Executive Officer, and Tim Vos, Chief Financial Officer. Please go ahead.\n\n\
        Sara Holt - Investor Relations\n\nThank you. Our remarks contain forward-looking statements, and actual results \
        may differ materially. I will turn the call over to Ann.\n\nAnn Lee - Chief Executive Officer\n\n\
        Thank you, Sara. Our quarter ended September 30. Now turning to our outlook for fiscal 2032, we see growth.\n\
        Looking ahead to the December quarter, we expect revenue to grow. Let me turn to our costs, which fell.\n\n\
        Questions and Answers\n\nOperator\n\nOur first question comes from Bob Ray with Old Mill Securities.\n\n\
        Bob Ray - Analyst\n\nThanks for taking my question. What drove the margin?\n\nAnn Lee\n\nA better mix, you know.\n\n\
        Operator\n\nNo more questions. This concludes today's call. You may now disconnect.\n";

    #[test]
    fn lines_that_come_and_go_move_what_is_said_of_others() {
        // The firm of who asks is told by the operator alone, on the line before the label, behind one that says nothing.
        let whole = WHOLE_CALL.replace("Bob Ray - Old Mill Securities - Analyst\n", "");
        let whole = whole.replace("Securities.\n\nBob", "Securities.\n\n-----\n\nBob");
        let (lines, call, kept) = read(&whole, None);
        let before = Before { text: &whole, lines: &lines, call: &call, kept: &kept };
        for line in (0..lines.len()).map(|line| lines.range(line)) {
            let (front, back) = (&whole[..line.start().into()], &whole[line.end().into()..]);
            for text in [format!("{front}{back}"), format!("{front}\n{}{back}", &whole[line])] {
                let (_, edited, new_kept) = read(&text, Some(before));
                let (_, fresh, fresh_kept) = read(&text, None);
                assert_eq!(edited, fresh, "{text:?}");
                assert_eq!(new_kept.found, fresh_kept.found, "{text:?}");
            }
        }
    }

    /// What an edit may bring: what the steps look for.
    const WORDS: [&str; 16] = [
        "x",
        "\n",
        "\n\n",
        " ",
        ". ",
        "Operator\n\n",
        "Tim Vos - Chief Financial Officer\n\n",
        "Operator: Next ",
        "Bob Ray (Old Mill) What of it? ",
        " forward-looking statements ",
        " our treasurer, Kim Berg, ",
        " for the quarter ended October 31, 2031 ",
        "Turning to capital, we spent. ",
        " fiscal 2031 ",
        " this podcast ",
        "Our next question comes from Kim Berg with Big Bank. ",
    ];

    /// Follows edits one by one, and holds each reading against one from nothing. Each is where it begins, how many bytes it
    /// takes away, and what it puts there.
    fn follow(mut text: String, edits: &[(usize, usize, &str)]) {
        let (mut lines, mut call, mut kept) = read(&text, None);
        for (at, length, words) in edits {
            let start = text.floor_char_boundary(*at);
            let end = text.floor_char_boundary((start + length).min(text.len()));
            let mut edited = text.clone();
            edited.replace_range(start..end, words);
            let before = Before { text: &text, lines: &lines, call: &call, kept: &kept };
            let (new_lines, new_call, new_kept) = read(&edited, Some(before));
            let (_, fresh, fresh_kept) = read(&edited, None);
            assert_eq!(new_call, fresh, "{edited:?}");
            assert_eq!(looks(&new_kept), looks(&fresh_kept), "{edited:?}");
            assert_eq!(new_kept.found, fresh_kept.found, "{edited:?}");
            (text, lines, call, kept) = (edited, new_lines, new_call, new_kept);
        }
    }

    /// A call of the folder of layouts.
    fn layout(file: &str) -> String {
        let path = format!("{}/tests/layouts/{file}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("a call")
    }

    #[test]
    fn who_loses_his_side_is_told_from_elsewhere() {
        let text = layout("l42-sides-below-names.txt");
        let side = text.find("executive\n").expect("a side");
        follow(text, &[(side + 3, 1, "x")]);
    }

    #[test]
    fn a_title_that_holds_the_firm_is_kept_with_it() {
        let text = layout("l27-inline-capitals.txt");
        // A list that goes on with a digit in a name, and a title that does not name the event.
        let text = text
            .replace("Magnus Dahl, ", "Magn7us Dahl, ")
            .replace("Quarter 2032 Earnings Call\n", "Quarter\ns Call\n");
        let speech = text.find("13.2%").expect("said");
        follow(text, &[(speech, 3, "14")]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(150))]

        #[test]
        fn what_the_steps_keep_changes_nothing(
            // Calls of two lengths: signs are looked for in all of a short one, and passages in long turns alone.
            filler in prop::sample::select(vec![0_usize, 60]),
            edits in prop::collection::vec((0usize..4000, 0usize..20, prop::sample::select(WORDS.to_vec())), 1..8),
        ) {
            let filler = "We grew in every market, and our teams did well in the quarter. ".repeat(filler);
            let text = WHOLE_CALL.replace("Let me", &format!("{filler}Let me")).replace("A better", &format!("{filler}A better"));
            // Places are those of the call without its filler, at whose edges edits are worth most.
            let end = text.len();
            let place = |at: usize| if at > 2000 { end.saturating_sub(at - 2000) } else { at };
            let edits: Vec<_> = edits.into_iter().map(|(at, length, words)| (place(at), length, words)).collect();
            follow(text, &edits);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn what_is_kept_of_any_layout_changes_nothing(
            layout in any::<prop::sample::Index>(),
            edits in prop::collection::vec(
                (any::<prop::sample::Index>(), 0usize..12, prop::sample::select(WORDS.to_vec())), 1..6,
            ),
        ) {
            let text = layout.get(&LAYOUTS).clone();
            let edits: Vec<_> = edits.iter().map(|(at, length, words)| (at.index(text.len()), *length, *words)).collect();
            follow(text, &edits);
        }
    }

    /// The calls that the layouts are tried on.
    static LAYOUTS: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/layouts");
        let files = std::fs::read_dir(folder).expect("a folder of calls").map(|file| file.expect("a file").path());
        let mut calls: Vec<_> = files.filter_map(|file| std::fs::read_to_string(file).ok()).collect();
        calls.sort_unstable();
        assert!(calls.len() > 50);
        calls
    });

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn what_is_kept_changes_nothing(
            edits in prop::collection::vec((0usize..600, 0usize..40, "[a-zA-Z .:\r\n收\u{feff}]{0,8}"), 1..6),
        ) {
            let edits: Vec<_> = edits.iter().map(|(at, length, words)| (*at, *length, &**words)).collect();
            follow(CALL.to_owned(), &edits);
        }
    }
}
