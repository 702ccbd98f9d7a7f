//! Accepted findings, which are known by their words: quoting the words of a finding, and finding a quote again. A number
//! alone may be said ten times in a call, so a quote takes in as many words around it as it takes to be unique.

use std::cmp::Reverse;
use std::ops::Range;

use text_size::{TextRange, TextSize};

use crate::call::CallAnalysis;
use crate::finding::Finding;
use crate::settings::Accepted;

/// The words to quote for a finding of a call, in one line: those it is about, and the fewest whole words of its sentence
/// around them that stand nowhere else, neither in this call nor in the other calls of the text. Where the whole sentence
/// is said twice, words of its neighbours in the turn count, too; where even the turn is, the sentence is quoted.
pub(crate) fn quote<'t>(call: &'t CallAnalysis, finding: &Finding, others: impl Iterator<Item = &'t str>) -> String {
    let texts: Vec<&str> = std::iter::once(&*call.text).chain(others).collect();
    let core = finding.range;
    let accompanied = |other: &&Finding| other.check == finding.check && !core.contains_range(other.range);
    let avoided: Vec<TextRange> = call.findings.iter().filter(accompanied).map(|it| it.range).collect();
    let (sentence, turn) = surroundings(call, core);
    let unique = unique_run(&texts, core, sentence, &avoided).or_else(|| unique_run(&texts, core, turn, &avoided));
    let words = call.text.get(Range::<usize>::from(unique.unwrap_or(sentence))).unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentence that a range of a call lies in, and its turn; what stands in no sentence has only its line.
fn surroundings(call: &CallAnalysis, range: TextRange) -> (TextRange, TextRange) {
    let place = |index: usize| call.sentences.get(index).map(|it| it.in_call(TextRange::up_to(it.range.len())));
    let index = call.sentences.partition_point(|it| it.in_call(TextRange::default()).start() <= range.start());
    let found = index.checked_sub(1).and_then(|index| Some((place(index)?, call.sentences.get(index)?.turn)));
    let Some((sentence, turn)) = found.filter(|(sentence, _)| sentence.contains_range(range)) else {
        let line = call.lines.range(call.lines.line_at(range.start()));
        return (line.cover(range), line.cover(range));
    };
    let first = call.sentences.partition_point(|it| it.turn < turn);
    let last = call.sentences.partition_point(|it| it.turn <= turn).saturating_sub(1);
    let ends = place(first).into_iter().chain(place(last));
    (sentence, ends.fold(sentence, TextRange::cover))
}

/// The shortest run of whole words within bounds of the first text that takes in a range and stands in none of the texts
/// a second time. Words behind the range are preferred to those before it, and runs that avoid some other ranges to all.
fn unique_run(texts: &[&str], core: TextRange, bounds: TextRange, avoided: &[TextRange]) -> Option<TextRange> {
    let text = *texts.first()?;
    let bounds = bounds.cover(core);
    let words = || words_from(text, bounds.start().into()).take_while(|word| word.end <= usize::from(bounds.end()));
    let core: Range<usize> = core.into();
    let touches = |word: &Range<usize>| word.start < core.end && core.start < word.end;
    let core = words().filter(touches).fold(core.clone(), |all, it| all.start.min(it.start)..all.end.max(it.end));
    let mut before: Vec<Range<usize>> = words().filter(|word| word.end <= core.start).collect();
    before.reverse();
    let behind: Vec<Range<usize>> = words().filter(|word| word.start >= core.end).collect();

    // With how many words on either side the other places agree.
    let common = |mine: &[Range<usize>], theirs: &mut dyn Iterator<Item = &str>| {
        mine.iter().zip(theirs).take_while(|(mine, theirs)| text.get((*mine).clone()) == Some(*theirs)).count()
    };
    let mut rivals: Vec<(usize, usize)> = Vec::new();
    for (index, other) in texts.iter().enumerate() {
        for place in occurrences(other, text.get(core.clone())?) {
            if index == 0 && place == core {
                continue;
            }
            let left = common(&before, &mut words_before(other, place.start));
            let right = common(&behind, &mut words_from(other, place.end).filter_map(|word| other.get(word)));
            rivals.push((left, right));
        }
    }
    // The further to the left, the fewer rivals are left, and the less is needed on the right.
    rivals.sort_unstable_by_key(|&(left, _)| Reverse(left));
    let run = |left: usize| {
        let agreeing = rivals.iter().take_while(|&&(it, _)| it >= left);
        let right = agreeing.map(|&(_, right)| right + 1).max().unwrap_or(0);
        let start = left.checked_sub(1).map_or(Some(core.start), |it| before.get(it).map(|word| word.start))?;
        let end = right.checked_sub(1).map_or(Some(core.end), |it| behind.get(it).map(|word| word.end))?;
        let range = TextRange::new(TextSize::try_from(start).ok()?, TextSize::try_from(end).ok()?);
        let takes_in_another = avoided.iter().any(|it| range.contains_range(*it));
        Some(((takes_in_another, left + right, left), range))
    };
    let (_, shortest) = (0..=before.len()).filter_map(run).min_by_key(|&(cost, _)| cost)?;
    Some(with_signs(text, shortest))
}

/// A range with the signs that belong to the numbers at its ends.
fn with_signs(text: &str, range: TextRange) -> TextRange {
    let Range { start, end } = Range::<usize>::from(range);
    let before = text.get(..start).unwrap_or_default().chars().rev();
    let mut before = before.take_while(|it| matches!(it, '$' | '€' | '£' | '¥' | '-' | '−' | '+'));
    let mut behind = text.get(end..).unwrap_or_default().chars().take_while(|it| *it == '%');
    let length = |signs: &mut dyn Iterator<Item = char>| signs.map(TextSize::of).sum::<TextSize>();
    TextRange::new(range.start() - length(&mut before), range.end() + length(&mut behind))
}

/// Takes out the findings of a call that the user has looked at and accepted: first those that a quote takes in with
/// words around them. A quote of the number alone does not tell which of several was looked at; it means the only one.
pub(crate) fn leave_out(findings: &mut Vec<Finding>, text: &str, accepted: &[Accepted]) {
    let known: Vec<(&Accepted, Vec<TextRange>)> = accepted
        .iter()
        .filter(|accepted| findings.iter().any(|finding| finding.check == accepted.check))
        .map(|accepted| (accepted, places_of(text, &accepted.quote).collect()))
        .collect();
    let of_check = |accepted: &Accepted, finding: &Finding| accepted.check == finding.check;
    findings.retain(|finding| {
        let takes_in = |it: &TextRange| it.contains_range(finding.range) && it.len() > finding.range.len();
        !known.iter().any(|(accepted, places)| of_check(accepted, finding) && places.iter().any(takes_in))
    });
    for (accepted, places) in &known {
        let is_alone = |range: TextRange| {
            let is_quote = text.get(Range::from(range)) == Some(accepted.quote.as_str());
            is_quote || places.iter().any(|it| range.contains_range(*it))
        };
        let all = findings.iter().filter(|finding| of_check(accepted, finding)).map(|finding| finding.range);
        let mut candidates: Vec<TextRange> = all.filter(|range| is_alone(*range)).collect();
        candidates.dedup();
        if let [only] = candidates.as_slice() {
            findings.retain(|finding| !of_check(accepted, finding) || finding.range != *only);
        }
    }
}

fn places_of<'t>(text: &'t str, quote: &'t str) -> impl Iterator<Item = TextRange> + 't {
    let range = |place: Range<usize>| {
        Some(TextRange::new(TextSize::try_from(place.start).ok()?, TextSize::try_from(place.end).ok()?))
    };
    occurrences(text, quote).filter_map(range)
}

/// Where a quote stands in a text: its words as whole words, however lines are broken between them.
fn occurrences<'t>(text: &'t str, quote: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let mut parts = quote.split_whitespace();
    let first = parts.next().unwrap_or_default();
    let starts = (!first.is_empty()).then(|| text.match_indices(first)).into_iter().flatten();
    starts.filter_map(move |(start, _)| {
        let rest = |at: usize| text.get(at..).unwrap_or_default();
        let end = parts.clone().try_fold(start + first.len(), |at, part| {
            let behind = rest(at).trim_start();
            (behind.len() < rest(at).len() && behind.starts_with(part)).then(|| text.len() - behind.len() + part.len())
        })?;
        (!is_in_word(text, start) && !is_in_word(text, end)).then_some(start..end)
    })
}

/// The words of a text that begin at a place or behind it.
fn words_from(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        let letter = |(_, letter): &(usize, char)| letter.is_alphanumeric();
        let start = at + text.get(at..)?.char_indices().find(letter)?.0;
        let ends = text.get(start..)?.char_indices().skip(1).map(|(index, _)| start + index);
        let end = ends.into_iter().find(|&end| !is_in_word(text, end)).unwrap_or(text.len());
        at = end;
        Some(start..end)
    })
}

/// The words of a text before a place, the nearest first.
fn words_before(text: &str, from: usize) -> impl Iterator<Item = &str> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        let (last, letter) = text.get(..at)?.char_indices().rev().find(|(_, letter)| letter.is_alphanumeric())?;
        let end = last + letter.len_utf8();
        let starts = text.get(..end)?.char_indices().rev().map(|(index, _)| index);
        let start = starts.into_iter().find(|&start| !is_in_word(text, start)).unwrap_or(0);
        at = start;
        text.get(start..end)
    })
}

/// Whether a place lies inside a word or a number: "1.51" holds no "51", "-51" neither, and "year-end" no "year".
fn is_in_word(text: &str, at: usize) -> bool {
    let (Some(before), Some(behind)) = (text.get(..at), text.get(at..)) else { return true };
    let (mut back, mut on) = (before.chars().rev(), behind.chars());
    let (Some(last), Some(next)) = (back.next(), on.next()) else { return false };
    let is_letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    let joins = |it: char| matches!(it, '.' | ',' | '\'' | '’' | '-' | '/' | '&');
    match (last.is_alphanumeric(), next.is_alphanumeric()) {
        (true, true) => true,
        (true, false) => joins(next) && is_letter(on.next()),
        (false, true) => {
            let is_sign = matches!(last, '-' | '−') && next.is_ascii_digit();
            is_sign || joins(last) && is_letter(back.next())
        }
        (false, false) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analysis, Settings};

    fn range(text: &str, part: &str, nth: usize) -> TextRange {
        let start = text.match_indices(part).nth(nth).unwrap().0;
        TextRange::at(TextSize::try_from(start).unwrap(), TextSize::of(part))
    }

    /// What is quoted for the n-th time that words stand in a text, which is one sentence.
    fn quoted<'t>(text: &'t str, part: &str, nth: usize) -> Option<&'t str> {
        let run = unique_run(&[text], range(text, part, nth), TextRange::up_to(TextSize::of(text)), &[]);
        run.map(|run| &text[run])
    }

    #[test]
    fn a_quote_takes_in_no_more_words_than_it_takes() {
        for (text, part, nth, expected) in [
            ("Sales were up 5%.", "5%", 0, "5%"),
            ("Sales rose 5% in units and 5% in value.", "5%", 0, "rose 5%"),
            ("We said sales were up 5% in units, not sales were up 5% in value.", "5%", 1, "5% in value"),
            ("They rose 5% here, and fell 5% here.", "5%", 1, "fell 5%"),
            // Other numbers, however alike.
            ("It rose 5%, after 1.5% and 25%.", "5%", 0, "5%"),
            ("It went from 5% to -5%.", "5%", 0, "5%"),
            ("Up 5% year-over-year, 5% year-to-date.", "5%", 0, "5% year-over-year"),
            ("It was $5 million, then $5 million\nagain.", "$5 million", 1, "$5 million\nagain"),
        ] {
            assert_eq!(quoted(text, part, nth), Some(expected), "{text}");
            assert_eq!(occurrences(text, expected).count(), 1, "{text}");
        }
        let twice = "Up 5%. Up 5%.";
        assert_eq!(unique_run(&[twice], range(twice, "5%", 0), range(twice, "Up 5%.", 0), &[]), None);
    }

    #[test]
    fn a_quote_leaves_out_other_findings_if_it_can() {
        let text = "Up 5% and 5% again.";
        let (first, second) = (range(text, "5%", 0), range(text, "5%", 1));
        let run = unique_run(&[text], first, TextRange::up_to(TextSize::of(text)), &[second]);
        assert_eq!(&text[run.unwrap()], "5% and");
        assert_eq!(occurrences("Up 5%\r\n  and 5%", "5% and").count(), 1);
    }

    /// A call with two findings of one check with the same number.
    const CALL: &str = "Example Instruments Inc. (EXIN) Q3 2031 Earnings Call\n\n\
        Operator: Welcome to the Example Instruments third quarter 2031 earnings conference call.\n\n\
        Ann Lee - Chief Financial Officer: Thank you. Services accounted for $14.7 million, or 51% of total revenue of \
        $96.7 million. Hardware accounted for $12.4 million, or 51% of\n  total revenue of $96.7 million.\n\n\
        Operator: This concludes today's call.\n";

    /// The first words of the sentences with findings, where some quotes are accepted.
    fn found(quotes: &[&str]) -> Vec<String> {
        let accepted = |quote: &&str| Accepted { check: "share-mismatch".into(), quote: (*quote).into() };
        let accepted = quotes.iter().map(accepted).collect();
        let analysis = Analysis::new(CALL, &Settings { accepted, ..Settings::default() });
        analysis.findings().map(|(placed, finding)| analysis.quote(placed, finding)).collect()
    }

    #[test]
    fn an_accepted_finding_hides_no_other_of_the_same_number() {
        let (services, hardware) = ("$14.7 million, or 51%", "$12.4 million, or 51%");
        assert_eq!(found(&[]), [services, hardware]);
        assert_eq!(found(&[services]), [hardware]);
        assert_eq!(found(&[hardware]), [services]);
        assert_eq!(found(&["or 51% of total revenue"]), [""; 0]);
    }

    #[test]
    fn a_number_alone_means_a_finding_only_where_there_is_one() {
        assert_eq!(found(&["51%"]).len(), 2);
        assert_eq!(found(&["51%", "$12.4 million, or 51%"]).len(), 0);
        // Part of a number is none of its words.
        assert_eq!(found(&["$12.4 million, or 51%", "1%"]).len(), 1);
    }

    #[test]
    fn other_calls_of_the_text_count() {
        let texts = ["We grew 5% in units.", "They grew 5% in units."];
        let run = unique_run(&texts, range(texts[0], "5%", 0), TextRange::up_to(TextSize::of(texts[0])), &[]);
        assert_eq!(&texts[0][run.unwrap()], "We grew 5%");
    }
}
