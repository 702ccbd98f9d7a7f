//! Sentences of a call on the third quarter of fiscal 2031 (the calendar year), and what their figures are about.

use std::sync::Arc;

use text_size::{TextRange, TextSize};
use tieout_figures::Context;
use tieout_transcript::{FiscalCalendar, FiscalQuarter, Month, Piece, Speech};

use super::same::{Statements, look_alikes};
use super::*;

/// The facts of a text of one turn, each line a paragraph.
fn facts(text: &str, section: SectionKind) -> Vec<Fact> {
    conversation(&[text], section)
}

/// The facts of several turns.
fn conversation(turns: &[&str], section: SectionKind) -> Vec<Fact> {
    let told: Vec<(&str, SectionKind)> = turns.iter().map(|text| (*text, section)).collect();
    sections(&told)
}

/// The facts of several turns, each in its section.
fn sections(turns: &[(&str, SectionKind)]) -> Vec<Fact> {
    let sentences: Vec<Vec<Sentence>> = turns.iter().map(|(text, section)| sentences(text, *section)).collect();
    let facts: Vec<Vec<Fact>> = sentences.iter().map(|said| facts_of_sentences(3, said)).collect();
    let start = TextSize::new(0);
    let mut first_sentence = 0;
    let turns = facts.iter().zip(&sentences).enumerate().map(|(turn, (facts, sentences))| {
        let first = first_sentence;
        first_sentence += sentences.len();
        TurnFacts { facts, turn, speaker: None, first_sentence: first, start, sentences }
    });
    of_call(now(3), turns)
}

/// A call on a quarter of fiscal 2031.
fn now(quarter: u8) -> Now {
    let quarter = Some(FiscalQuarter { year: 2031, quarter });
    Now { quarter, calendar: Month::new(12).map(|year_end| FiscalCalendar { year_end, name_offset: 0 }) }
}

/// The facts of a turn of a call on a quarter of fiscal 2031.
fn facts_in_quarter(quarter: u8, text: &str, section: SectionKind) -> Vec<Fact> {
    facts_of_sentences(quarter, &sentences(text, section))
}

fn facts_of_sentences(quarter: u8, sentences: &[Sentence]) -> Vec<Fact> {
    of_turn(now(quarter), Some("Brimfield Ltd"), None, sentences).0
}

/// The sentences of a turn, each line a paragraph.
fn sentences(text: &str, section: SectionKind) -> Vec<Sentence> {
    let mut start = 0;
    let mut pieces = Vec::new();
    for line in text.split('\n') {
        let range = TextRange::at(TextSize::new(start as u32), TextSize::of(line));
        pieces.push(Piece { range, opens_paragraph: true });
        start += line.len() + 1;
    }
    let speech = Arc::new(Speech::new(text, &pieces));
    let sentence = |range: &TextRange| Sentence {
        turn: 0,
        range: *range,
        section,
        reading: Arc::new(SentenceReading::new(&speech.text[*range], &Context::default())),
        speech: Arc::clone(&speech),
        start: TextSize::new(0),
    };
    speech.sentences.iter().map(sentence).collect()
}

/// A fact as "words: metric [scope] period role basis modality", what is unknown as "-".
fn shown(text: &str, fact: &Fact) -> String {
    let unknown = "-".to_owned();
    format!(
        "{}: {} [{}] {} {} {} {}",
        &text[fact.range],
        fact.metric.as_ref().map_or("-", |metric| &metric.name),
        fact.scope.join("; "),
        fact.period.map_or(unknown, |period| period.to_string()),
        fact.role.map_or("-", FigureRole::as_str),
        fact.basis.map_or("-", Basis::as_str),
        fact.modality.as_str(),
    )
}

fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let facts = facts(text, SectionKind::PreparedRemarks);
        let shown: Vec<String> = facts.iter().map(|fact| shown(text, fact)).collect();
        assert_eq!(shown, *expected, "{text}");
    }
}

/// The examples of `examples.txt`: a text, the line it stands on, and what its figures are expected to be about.
fn examples() -> Vec<(String, usize, Vec<&'static str>)> {
    let mut examples: Vec<(String, usize, Vec<&str>)> = Vec::new();
    let lines = include_str!("examples.txt").lines().enumerate();
    for (index, line) in
        lines.filter(|(_, line)| !line.is_empty() && !line.starts_with("# ") && !line.starts_with("== "))
    {
        match (line.strip_prefix("> "), examples.last_mut()) {
            // Paragraphs of one turn follow each other.
            (Some(text), Some((said, _, expected))) if expected.is_empty() => {
                said.push('\n');
                said.push_str(text);
            }
            (Some(text), _) => examples.push((text.to_owned(), index + 1, Vec::new())),
            (None, Some((.., expected))) => expected.push(line),
            (None, None) => panic!("line {}: an example begins with \"> \"", index + 1),
        }
    }
    examples
}

#[test]
fn the_figures_of_the_examples_are_about_what_they_say() {
    let mut wrong = String::new();
    for (text, line, expected) in examples() {
        let facts = facts(&text, SectionKind::PreparedRemarks);
        let shown: Vec<String> = facts.iter().map(|fact| shown(&text, fact)).collect();
        if shown != expected {
            wrong.push_str(&format!("line {line}: {text}\n  {}\n", shown.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_subject_before_a_verb_goes_for_the_figures_behind_it() {
    check(&[
        (
            "Revenue was $12.5 million, up 8% year over year and 3% sequentially.",
            &[
                "$12.5 million: revenue [] FY2031Q3 level - actual",
                "8%: revenue [] FY2031Q3 growth yoy actual",
                "3%: revenue [] FY2031Q3 growth qoq actual",
            ],
        ),
        ("Non-GAAP operating margin came in at 14%.", &["14%: operating margin [non-GAAP] FY2031Q3 margin - actual"]),
        // A new clause without a metric ends the reach.
        ("Revenue was strong, but the fair drew $4 million.", &["$4 million: - [] - - - actual"]),
    ]);
}

#[test]
fn the_noun_behind_a_figure_is_its_metric() {
    check(&[
        ("We ended with $9 million in cash.", &["$9 million: cash [] FY2031Q3 level - actual"]),
        ("We saw 12% sequential revenue growth.", &["12%: revenue [] FY2031Q3 growth qoq actual"]),
        ("We saw 12% organic growth.", &["12%: revenue [organic] FY2031Q3 growth - actual"]),
    ]);
}

#[test]
fn a_percentage_of_a_metric_is_a_share() {
    check(&[
        (
            "Cloud revenue was $4 million or 20% of total revenue.",
            &[
                "$4 million: revenue [cloud] FY2031Q3 level - actual",
                "20%: share of revenue [cloud] FY2031Q3 share - actual",
            ],
        ),
        // Points of a ratio are no share of it.
        ("It cost us 2 points of gross margin.", &["2 points: gross margin [] FY2031Q3 change - actual"]),
    ]);
}

#[test]
fn income_for_each_share_is_another_metric_than_income() {
    check(&[(
        "Net income was $3 million, or $0.10 per share.",
        &["$3 million: net income [] FY2031Q3 level - actual", "$0.10 per share: EPS [] FY2031Q3 level - actual"],
    )]);
}

#[test]
fn a_metric_that_the_figure_cannot_measure_hides_those_before_it() {
    check(&[("Net income grew, and the number of stores was $4 million.", &["$4 million: - [] - - - actual"])]);
}

#[test]
fn lists_that_are_paired_are_bound_in_their_order() {
    check(&[
        (
            "Revenue and EBITDA grew 5% and 7%, respectively.",
            &["5%: revenue [] FY2031Q3 growth - actual", "7%: EBITDA [] FY2031Q3 growth - actual"],
        ),
        // Two metrics and three figures are no pairs.
        (
            "Revenue and EBITDA grew 5%, 7% and 9%, respectively.",
            &["5%: - [] - - - actual", "7%: - [] - - - actual", "9%: - [] - - - actual"],
        ),
    ]);
}

#[test]
fn what_changed_stands_behind_the_change() {
    check(&[
        (
            "Revenue was flat, helped by a 4% decline in operating expenses.",
            &["4%: operating expenses [] FY2031Q3 growth - actual"],
        ),
        ("Revenue was flat, on a 4% decline in ferry bookings.", &["4%: bookings [ferry] FY2031Q3 growth - actual"]),
        // What is not known to be measured is not taken for what stands before.
        ("Revenue was flat, with a 4% decline in Fernhill.", &["4%: - [] - - - actual"]),
        ("Revenue saw a 4% decline in the quarter.", &["4%: revenue [] FY2031Q3 growth - actual"]),
    ]);
}

#[test]
fn a_noun_phrase_is_a_metric_where_its_clause_says_nothing_else() {
    check(&[
        ("The ferry utilities were up 4%.", &["4%: ferry utilities [] FY2031Q3 growth - actual"]),
        ("We won with a wallet share of 8%.", &["8%: wallet share [] FY2031Q3 level - actual"]),
        // Names, and nouns for numbers as such, name nothing that is measured.
        ("Norway was up 4%.", &["4%: - [] - - - actual"]),
        ("The number was up 4%.", &["4%: - [] - - - actual"]),
        ("Norway accounted for $4 million.", &["$4 million: - [] - - - actual"]),
    ]);
}

#[test]
fn a_figure_that_says_which_thing_a_noun_is_measures_nothing_else() {
    check(&[
        (
            "Expenses included a $4 million provision for the ferry.",
            &["$4 million: provision [] FY2031Q3 level - actual"],
        ),
        ("Expenses included a $4 million sigh for the ferry.", &["$4 million: - [] - - - actual"]),
    ]);
}

#[test]
fn what_a_metric_cannot_be_stays_unbound() {
    check(&[
        // A bite out of a margin is no margin, and a rate no total.
        ("The move consumes 5% of margin.", &["5%: - [] - - - actual"]),
        ("A typical ferry has revenue of $300,000 per year.", &["$300,000 per year: - [] - - - actual"]),
        ("ARPU was $30 per month.", &["$30 per month: ARPU [] FY2031Q3 level - actual"]),
        (
            "Our addressable market is $9 million in annual revenue.",
            &["$9 million: total addressable market [] FY2031Q3 level - actual"],
        ),
    ]);
}

#[test]
fn a_segment_narrows_what_is_said_of_it() {
    check(&[
        (
            "Turning to Harbor Services. Revenue was $4 million.\nNII was $2 million.\nConsolidated revenue was $9 million.",
            &[
                "$4 million: revenue [Harbor Services] FY2031Q3 level - actual",
                "$2 million: NII [Harbor Services] FY2031Q3 level - actual",
                "$9 million: revenue [] FY2031Q3 level - actual",
            ],
        ),
        (
            "In our ferry segment, revenue was $4 million. EBITDA was $1 million.\nCash was $7 million.",
            &[
                "$4 million: revenue [ferry] FY2031Q3 level - actual",
                "$1 million: EBITDA [ferry] FY2031Q3 level - actual",
                "$7 million: cash [] FY2031Q3 level - actual",
            ],
        ),
        (
            "In Norway, revenue was $4 million. EBITDA was $1 million.",
            &["$4 million: revenue [Norway] FY2031Q3 level - actual", "$1 million: EBITDA [] FY2031Q3 level - actual"],
        ),
        // What switches to something is no transition.
        (
            "Fernhill is switching to Harbor Services. Revenue was $4 million.",
            &["$4 million: revenue [] FY2031Q3 level - actual"],
        ),
    ]);
}

#[test]
fn a_name_with_a_number_in_it_is_a_metric() {
    check(&[
        ("The CET1 ratio was 13.8%.", &["13.8%: CET1 ratio [] FY2031Q3 level - actual"]),
        ("Our common equity tier 1 ratio was 13.8%.", &["13.8%: CET1 ratio [] FY2031Q3 level - actual"]),
    ]);
}

#[test]
fn this_quarter_is_that_of_the_call_whatever_was_named_before() {
    check(&[
        (
            "In Q2, revenue was $3 million, and this quarter revenue was $4 million.",
            &["$3 million: revenue [] FY2031Q2 level - actual", "$4 million: revenue [] FY2031Q3 level - actual"],
        ),
        (
            "In 2030, churn was 3%. Today, churn is 2%.",
            &["3%: churn [] FY2030 level - actual", "2%: churn [] FY2031Q3 level - actual"],
        ),
    ]);
}

#[test]
fn what_is_compared_with_has_its_own_period() {
    check(&[
        (
            "Cost of revenue was $5 million, compared to $4 million in the prior quarter and $3 million in the prior year.",
            &[
                "$5 million: cost of revenue [] FY2031Q3 level - actual",
                "$4 million: cost of revenue [] FY2031Q2 prior_level - actual",
                "$3 million: cost of revenue [] FY2030Q3 prior_level - actual",
            ],
        ),
        (
            "Revenue grew 10% to $11 million from $10 million in Q2.",
            &[
                "10%: revenue [] FY2031Q3 growth qoq actual",
                "$11 million: revenue [] FY2031Q3 level - actual",
                "$10 million: revenue [] FY2031Q2 prior_level - actual",
            ],
        ),
    ]);
}

#[test]
fn what_was_guided_is_told_from_what_was_reached() {
    check(&[(
        "Revenue was $12 million versus our guidance of $10 million to $11 million.",
        &[
            "$12 million: revenue [] FY2031Q3 level - actual",
            "$10 million to $11 million: revenue [] FY2031Q3 prior_guidance - guidance",
        ],
    )]);
}

#[test]
fn guidance_takes_the_period_it_names_and_keeps_it() {
    check(&[
        (
            "For the fourth quarter, we expect revenue of $14 million. We expect EPS of $0.12.",
            &["$14 million: revenue [] FY2031Q4 guidance - guidance", "$0.12: EPS [] FY2031Q4 guidance - guidance"],
        ),
        // A list without a verb goes on with the outlook announced.
        (
            "Our outlook for the fourth quarter is as follows. Revenue of $14 million.",
            &["$14 million: revenue [] FY2031Q4 guidance - guidance"],
        ),
        // Without a period named, nothing is known of it.
        ("We expect revenue of $14 million.", &["$14 million: revenue [] - guidance - guidance"]),
        (
            "For the full year, we are raising our revenue guidance to a range of $45 million to $47 million.",
            &["$45 million to $47 million: revenue [] FY2031 guidance - guidance"],
        ),
    ]);
}

#[test]
fn a_change_and_what_it_led_to_are_told_apart() {
    check(&[
        (
            "Deferred revenue increased by $2 million to $9 million.",
            &[
                "$2 million: deferred revenue [] FY2031Q3 change - actual",
                "$9 million: deferred revenue [] FY2031Q3 level - actual",
            ],
        ),
        (
            "Gross margin improved from 40% to 42%.",
            &["40%: gross margin [] - prior_level - actual", "42%: gross margin [] FY2031Q3 margin - actual"],
        ),
    ]);
}

#[test]
fn a_cut_off_measures_nothing_and_narrows_what_is_counted() {
    check(&[(
        "We signed 5 deals worth more than $1 million.",
        &[
            "5 deals: deals [worth more than $1 million] FY2031Q3 level - actual",
            "$1 million: deal size [] FY2031Q3 threshold - actual",
        ],
    )]);
}

#[test]
fn results_of_another_period_go_on_in_their_paragraph_only() {
    check(&[
        (
            "In 2029, churn was 4%. Gross margin was 40%.",
            &["4%: churn [] FY2029 level - actual", "40%: gross margin [] FY2029 margin - actual"],
        ),
        (
            "In 2029, churn was 4%.\nGross margin was 40%.",
            &["4%: churn [] FY2029 level - actual", "40%: gross margin [] - margin - actual"],
        ),
    ]);
}

#[test]
fn supposing_and_expecting_are_no_results() {
    let modality = |text| facts(text, SectionKind::PreparedRemarks).first().map(|fact| fact.modality);
    assert_eq!(modality("Revenue was $2 million."), Some(Modality::Actual));
    assert_eq!(modality("Revenue will be $2 million."), Some(Modality::Guidance));
    assert_eq!(modality("If revenue were $2 million, so be it."), Some(Modality::Hypothetical));
    assert_eq!(modality("Better than expected, revenue was $2 million."), Some(Modality::Actual));
    assert_eq!(modality("I would say revenue was $2 million."), Some(Modality::Actual));
}

#[test]
fn questions_and_answers_have_no_period_by_default() {
    let period = |text| facts(text, SectionKind::QuestionsAndAnswers).first().and_then(|fact| fact.period);
    assert_eq!(period("Revenue was $2 million."), None);
    assert!(period("Revenue was $2 million in Q2.").is_some());
}

#[test]
fn once_the_year_is_over_this_year_may_be_the_next() {
    let period = |quarter, text| {
        let facts = facts_in_quarter(quarter, text, SectionKind::PreparedRemarks);
        facts.first().and_then(|fact| fact.period).map(|period| period.to_string())
    };
    let spending = "We are investing $5 million this year in ferries.";
    assert_eq!(period(4, spending), None);
    assert_eq!(period(3, spending).as_deref(), Some("FY2031"));
    assert_eq!(period(4, "We invested $5 million this year in ferries.").as_deref(), Some("FY2031"));
    let last = "Free cash flow was $5 million last year.";
    assert_eq!(period(4, last), None);
    assert_eq!(period(3, last).as_deref(), Some("FY2030"));
    let half = "We expect bookings of $5 million in the second half.";
    assert_eq!(period(4, half).as_deref(), Some("FY2032H2"));
    assert_eq!(period(3, half).as_deref(), Some("FY2031H2"));
}

#[test]
fn the_same_fact_is_found_again_and_others_are_told_apart() {
    let text = "Revenue was $12 million. Organic revenue was $11 million. Revenue was $12.1 million. \
                Revenue in Q2 was $10 million.";
    let facts = facts(text, SectionKind::PreparedRemarks);
    let statements = Statements::new(&facts);
    assert_eq!(statements.of(2), [0, 2]);
    assert_eq!(statements.first(2), 0);
    assert_eq!(statements.of(1), [1]);
    assert_eq!(statements.repeated().collect::<Vec<_>>(), [&[0, 2][..]]);
    let reasons: Vec<(usize, String)> = look_alikes(&facts, 0).into_iter().map(|it| (it.fact, it.reason)).collect();
    assert_eq!(reasons, [(1, "organic".to_owned())]);
    assert_eq!(look_alikes(&facts, 1).first().map(|it| it.reason.clone()), Some("not organic".to_owned()));
}

#[test]
fn unknown_never_equals_known() {
    let text = "We expect revenue of $12 million. We expect revenue of $12 million.";
    let facts = facts(text, SectionKind::PreparedRemarks);
    assert_eq!(Statements::new(&facts).of(0), &[] as &[usize]);
}

#[test]
fn what_was_said_twice_is_meant_by_a_figure_that_is_pointed_at() {
    let results = "This quarter, our CET1 ratio was 15%. This quarter, churn was 4%.";
    let question = "You hold a CET1 ratio of 15%, and churn of 4%.";
    let last = |answer: &str| {
        let facts = conversation(&[results, question, answer], SectionKind::QuestionsAndAnswers);
        facts.last().and_then(|fact| fact.metric.as_ref()).map(|metric| metric.name.to_string())
    };
    assert_eq!(last("Look at the 15%, which prepares us.").as_deref(), Some("CET1 ratio"));
    assert_eq!(last("Look at 15%, which prepares us."), None, "it is not spoken of as known");
    assert_eq!(last("Look at the 15% cut, which prepares us."), None, "its noun says what it is");
    assert_eq!(last("Look at the 4%, which prepares us."), None, "one digit may be anything");
    let once = conversation(&[results, "Look at the 15%, which prepares us."], SectionKind::QuestionsAndAnswers);
    assert_eq!(once.last().and_then(|fact| fact.metric.as_ref()), None, "it was said once");
}

#[test]
fn a_large_number_without_a_noun_counts_what_it_counted_before() {
    let told = "The outlook assumes tug shipments of 2,400 units.";
    let asked = "Is that the move from 2,400 to 2,900? You did 2,400 tugs then. We saw 2,400 gulls.";
    let found = sections(&[(told, SectionKind::PreparedRemarks), (asked, SectionKind::QuestionsAndAnswers)]);
    let named: Vec<&str> = found.iter().map(|fact| fact.metric.as_ref().map_or("-", |metric| &*metric.name)).collect();
    assert_eq!(named, ["shipments", "shipments", "-", "shipments", "-"]);
}

#[test]
fn a_number_that_answers_a_question_is_of_what_was_asked_for() {
    let asked = [
        "How is demand? And how many ferry pilots do you have now?",
        "About 64.",
        "64, okay. And how is Norway?",
        "Good, thanks. We saw 12.",
        "How many months will that take?",
        "I believe 7.",
    ];
    let found = conversation(&asked, SectionKind::QuestionsAndAnswers);
    let shown: Vec<String> = found
        .iter()
        .map(|fact| {
            let metric = fact.metric.as_ref().map_or("-", |metric| &metric.name);
            format!("{metric} {}", fact.period.map_or_else(|| "-".to_owned(), |period| period.to_string()))
        })
        .collect();
    assert_eq!(shown, ["ferry pilots FY2031Q3", "ferry pilots FY2031Q3", "- -", "- -"]);
}
