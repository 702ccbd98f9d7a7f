//! Reading a call: the steps, in their order, from lines to the verdict.

use crate::call::{Call, Options, TreatAs};
use crate::clues::Marks;
use crate::earlier::Earlier;
use crate::kept::{Before, Found, Kept};
use crate::labels::Named;
use crate::lines::Lines;
use crate::page::Page;
use crate::sections::Cautions;
use crate::speakers::{self, Resolved, Told};
use crate::unchanged::Unchanged;
use crate::unfold::{are_plain, unfold};
use crate::unlabelled::Course;
use crate::verdict::{self, Seen};
use crate::{facts, labelling, passages, prose, qa, sections, signs, turns};

impl Call {
    /// Reads the text of one call.
    pub fn read(text: &str, options: &Options) -> Call {
        Call::reread(text, &Lines::new(text), options, None).0
    }

    /// Reads the text of a call, of which an earlier state may have been read, with what the next reading can keep. The
    /// call is that of reading the text alone.
    pub fn reread(text: &str, lines: &Lines, options: &Options, before: Option<Before<'_>>) -> (Call, Kept) {
        if options.treat_as == TreatAs::Prose {
            return (prose::read(text), Kept::default());
        }
        let known = before.and_then(|before| Some((before.unchanged(text, lines)?, before.found())));
        let stays_plain =
            known.as_ref().is_some_and(|(unchanged, found)| found.plain && are_plain(text, lines, unchanged.lines()));
        let (unfolded, plain) = if stays_plain { (None, true) } else { unfold(text, lines) };
        match unfolded {
            Some(unfolded) => {
                let lines = Lines::new(&unfolded.text);
                let (call, _) = Call::read_lines(&unfolded.text, &lines, options, false, None);
                (unfolded.fold_back(text, call), Kept::default())
            }
            None => Call::read_lines(text, lines, options, plain, known.as_ref()),
        }
    }

    /// Reads a call whose labels stand on lines, beyond doubt or not.
    fn read_lines(
        text: &str,
        lines: &Lines,
        options: &Options,
        plain: bool,
        known: Option<&(Unchanged<'_>, &Found)>,
    ) -> (Call, Kept) {
        let unchanged = known.map(|(unchanged, _)| unchanged);
        let mut page = Page::new(text, lines.clone(), unchanged);
        let labels = labelling::find(&mut page);
        let named = Named::of(text, &labels);
        let mut turns = turns::build(&page, &labels);
        let earlier = known.map(|(unchanged, found)| (Earlier::new(unchanged, &turns), *found));
        let earlier = earlier.as_ref().map(|(earlier, found)| (earlier, *found));
        let touched = known.map(|(unchanged, found)| (unchanged.touched, *found));
        let marks = Marks::find(text, touched.map(|(touched, found)| (touched, &found.marks)));
        let of_part = earlier.filter(|(_, found)| !found.facts_of_all).map(|(earlier, _)| earlier);
        let (facts, facts_of_all) = facts::find(&page, &turns, options, &marks, of_part);
        let same_names = earlier.filter(|(earlier, found)| named.are(&found.named, earlier.unchanged));
        let told = same_names.map(|(earlier, found)| (earlier, &found.told));
        let resolved = speakers::resolve(&page, &labels, &mut turns, facts.company.as_deref(), told);
        let told = Told::of(&resolved);
        let Resolved { mut speakers, calls } = resolved;
        let start = qa::start(&page, &turns, &speakers, &calls);
        qa::assign_roles(&page, &turns, &mut speakers, &calls, start);
        // An analyst may have been recognised by now who asks before anybody is called.
        let start = start.into_iter().chain(qa::start(&page, &turns, &speakers, &calls)).min_by_key(|start| start.turn);
        let closing = sections::closing(&page, &turns, &speakers, start);
        let exchanges = qa::exchanges(&turns, &speakers, &calls, start, closing.unwrap_or(turns.len()), page.text);
        let course = Course::new(&page, &turns);
        let (sections, cautions) = match &course {
            Some(course) => (course.sections(), Cautions::default()),
            None => {
                let cautions =
                    Cautions::count(&page, &turns, earlier.map(|(earlier, found)| (earlier, &found.cautions)));
                (sections::find(&page, &turns, &speakers, &cautions, start, closing), cautions)
            }
        };
        let questions = start.map_or(turns.len(), |start| start.turn);
        let mut passages =
            passages::find(&page, &turns, questions, earlier.map(|(earlier, found)| (earlier, found.questions)));
        if let Some(questions) = course.as_ref().and_then(Course::questions) {
            passages.retain(|passage| passage.range.end() <= questions);
        }
        speakers::name_company(&mut speakers, facts.company.as_deref());
        let signs = signs::Seen::find(text, touched.map(|(touched, found)| (touched, &found.signs)));
        let seen = Seen {
            turns: &turns,
            speakers: &speakers,
            calls: &calls,
            exchanges: &exchanges,
            facts: &facts,
            listed: labels.roster.entries.len(),
            signs: &signs,
        };
        let verdict = verdict::judge(&page, &seen, options);
        let layout = labels.layout();
        let call = Call { verdict, layout, facts, sections, speakers, turns, exchanges, passages };
        let found = Found { plain, marks, facts_of_all, named, told, cautions, questions, signs };
        (call, Kept::new(page, unchanged, found))
    }
}
