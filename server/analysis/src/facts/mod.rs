//! Facts: figures bound to metric, scope, period, basis, modality and speaker.

mod answers;
mod around_when;
mod base_said;
mod bases;
mod binding;
mod bystanders;
mod carried;
mod changed;
mod clock;
mod company;
mod comparison;
mod counts;
mod dating;
mod deed;
mod edges;
mod effects;
mod fact;
mod growth;
mod mention;
mod mentions;
mod modality;
mod modifier;
mod moment;
mod multiples;
mod naming;
mod noun_phrase;
mod nouns;
mod open_time;
mod owner;
mod pairing;
mod parts;
mod period;
mod recall;
mod role;
mod row;
pub mod same;
mod segment;
mod several;
mod shares;
mod spelling;
mod statement;
mod subject;
mod threshold;
mod turning;
mod uncarried;
mod verbs;
mod when;
mod when_said;
mod within;

use text_size::TextSize;
use tieout_figures::Kind;
use tieout_transcript::{Role, SectionKind};

use crate::sentence::Sentence;
use crate::sentence::SentenceReading;
use crate::tokens::Class;
use crate::vocabulary::{MetricKind, VOCABULARY};
use clock::Clock;
use company::Company;
use mentions::mentions_and_scopes;
use segment::Segments;
use spelling::Spellings;
use statement::{View, statements};
use subject::Subject;

pub use crate::tokens::Basis;
pub(crate) use company::Asked;
pub use fact::{Fact, FigureRole, Metric, Modality};
pub(crate) use growth::is_industry;
pub(crate) use period::Now;
pub use period::Period;
pub(crate) use recall::significant_digits;

/// Binds every figure of a turn, in the order of the text. What the turns before said does not matter, so that the facts
/// of a turn can be kept as long as it says the same: they count bytes and sentences from its beginning, and
/// [`of_call`] gives them their places. The names that the company was asked of are told as well.
pub(crate) fn of_turn(
    now: Now,
    company: Option<&str>,
    role: Option<Role>,
    sentences: &[Sentence],
) -> (Vec<Fact>, Asked) {
    let mut facts = Vec::new();
    // What is said behind the last figure tells how names are written, and else nothing of any figure.
    let last = sentences.iter().rposition(|sentence| !sentence.reading.figures.is_empty());
    let Some((told, rest)) = last.and_then(|last| sentences.split_at_checked(last + 1)) else {
        return (facts, Asked::default());
    };
    let mut topic: Option<Subject> = None;
    let mut said_before: Vec<(Kind, Subject)> = Vec::new();
    let mut clock = Clock::new(now);
    let company = Company::new(company);
    let mut segments = Segments::default();
    let mut spellings = Spellings::default();
    for (index, sentence) in told.iter().enumerate() {
        if index > 0 && opens_paragraph(sentence) {
            clock.next_paragraph();
            segments.next_paragraph();
        }
        let mut view = view(sentence.text(), &sentence.reading);
        view.said_before = std::mem::take(&mut said_before);
        view.opens_with_name = opens_with_name(&view, &spellings);
        segments.read(&mut view, &company, sentence.section == SectionKind::PreparedRemarks);
        spellings.listen(sentence);
        if let Some(segment) = &view.segment {
            spellings.hear(view.text, segment);
        }
        let moods = modality::moods(&view, role == Some(Role::Analyst), clock.guides());
        let found = statements(&view, topic.as_ref());
        let by_company = role != Some(Role::Analyst) && sentence.section == SectionKind::PreparedRemarks;
        let periods = dating::date(&mut clock, &view, &found, &moods, by_company);
        let bases = clock.bases(&view, &found, &periods);
        said_before = found.iter().filter_map(|it| Some((view.figure(it.token)?.kind, it.subject.clone()?))).collect();
        let last = found.iter().rev().find_map(|statement| statement.subject.clone());
        topic = last.or_else(|| view.mentions.last().map(Subject::of));
        for (((statement, mood), period), basis) in found.into_iter().zip(moods).zip(periods).zip(bases) {
            let Some(figure) = view.figure(statement.token) else { continue };
            // "40G" happens; nothing is expected of it.
            let name = figure.kind == Kind::Technical && statement.subject.is_none();
            let mood = if name && mood != Modality::Question { Modality::Actual } else { mood };
            let modality = if statement.guided && mood == Modality::Actual { Modality::Guidance } else { mood };
            let role = statement.role.map(|role| modality::role(role, modality));
            let basis = basis.filter(|basis| goes_with(*basis, statement.role));
            // A time span, a multiple or a size of nothing known is about no period of its own.
            let aside =
                matches!(figure.kind, Kind::Duration | Kind::Multiple | Kind::Technical) && statement.subject.is_none();
            for scope in statement.subject.iter().flat_map(|subject| &subject.scope) {
                spellings.hear(view.text, scope);
            }
            let annual = statement.subject.as_ref().is_some_and(|subject| subject.is_annual());
            facts.push(Fact {
                range: sentence.in_turn(figure.range),
                figure: figure.clone(),
                sentence: index,
                turn: 0,
                speaker: None,
                section: sentence.section,
                scope: statement.subject.as_ref().map(|subject| subject.scope.clone()).unwrap_or_default(),
                metric: statement.subject.map(|subject| subject.metric),
                period: period.filter(|period| !(aside || annual && matches!(period, Period::Quarter(_)))),
                basis,
                role,
                modality,
                pointed: recall::is_pointed_at(&view, statement.token),
            });
        }
    }
    rest.iter().for_each(|sentence| spellings.listen(sentence));
    spellings.write(&mut facts);
    (facts, company.asked())
}

/// The facts of a turn, and where the turn stands in its call.
pub(crate) struct TurnFacts<'a> {
    pub(crate) facts: &'a [Fact],
    /// The index of the turn.
    pub(crate) turn: usize,
    /// The index of its speaker.
    pub(crate) speaker: Option<usize>,
    /// The index of its first sentence.
    pub(crate) first_sentence: usize,
    /// Where its first word stands.
    pub(crate) start: TextSize,
    /// What it says.
    pub(crate) sentences: &'a [Sentence],
}

/// The facts of a call from those of its turns, with what one turn says of another.
pub(crate) fn of_call<'a>(now: Now, turns: impl Iterator<Item = TurnFacts<'a>>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let mut said = Vec::new();
    for turn in turns {
        said.push(answers::Said {
            first_fact: facts.len(),
            first_sentence: turn.first_sentence,
            sentences: turn.sentences,
        });
        facts.extend(turn.facts.iter().map(|fact| Fact {
            range: fact.range + turn.start,
            sentence: fact.sentence + turn.first_sentence,
            turn: turn.turn,
            speaker: turn.speaker,
            ..fact.clone()
        }));
    }
    spelling::unify(&mut facts);
    recall::resolve(&mut facts);
    answers::resolve(&mut facts, &said, now);
    facts.iter_mut().for_each(forget_bare_counts);
    facts
}

/// In questions and answers "five deals" may be any deals: without a scope or a period, what is counted is unsure.
fn forget_bare_counts(fact: &mut Fact) {
    if is_bare_count(fact) {
        fact.metric = None;
        fact.role = None;
    }
}

/// Whether what a figure is said to be about in questions and answers is unsure.
fn is_bare_count(fact: &Fact) -> bool {
    // The figure has the noun in its own words.
    let counts_itself = |metric: &Metric| usize::from(fact.figure.range.len()) > metric.text.len();
    let counted = |metric: &Metric| {
        let known = VOCABULARY.metric_named(&metric.name).map(|id| VOCABULARY.metric(id).kind);
        !matches!(known, Some(MetricKind::Days | MetricKind::Ratio))
            // "17 ferry lines" are ferry lines, whichever.
            && (metric.known || !counts_itself(metric))
    };
    let bare = fact.figure.kind == Kind::Count
        && fact.scope.is_empty()
        && fact.period.is_none()
        && fact.metric.as_ref().is_some_and(counted);
    // "We are growing at 15%": what grows depends on the question.
    let alone = fact.scope.is_empty() && fact.metric.as_ref().is_some_and(Metric::is_growth);
    // "You have 7 or 8 ferry pilots to hire": what an analyst counts may be what is thought of.
    let asked = fact.figure.kind == Kind::Count
        && fact.modality == Modality::Question
        && fact.metric.as_ref().is_some_and(|metric| !metric.known && counts_itself(metric));
    (bare || alone || asked) && fact.section == SectionKind::QuestionsAndAnswers
}

/// Whether a sentence begins a paragraph.
pub(crate) fn opens_paragraph(sentence: &Sentence) -> bool {
    let before = &sentence.speech.text[..usize::from(sentence.range.start())];
    before.trim_end_matches(' ').ends_with('\n') || sentence.text().starts_with('\n')
}

fn view<'a>(text: &'a str, reading: &'a SentenceReading) -> View<'a> {
    let (mentions, left_out) = mentions_and_scopes(text, &reading.tokens);
    View {
        text,
        tokens: &reading.tokens,
        figures: &reading.figures,
        notes: &reading.notes,
        mentions,
        left_out,
        periods: when_said::periods(text, &reading.tokens, &reading.others),
        segment: None,
        segment_said: false,
        moves_on: false,
        said_before: Vec::new(),
        opens_with_name: false,
    }
}

/// Whether the word that a sentence begins with is written large in the middle of sentences too.
fn opens_with_name(view: &View<'_>, spellings: &Spellings) -> bool {
    let first = view.tokens.iter().find(|token| !matches!(token.class, Class::Boundary(_) | Class::Adverb));
    first.is_some_and(|token| token.class == Class::Word && spellings.is_name(&view.text[token.range]))
}

/// A basis belongs to changes and growth; "year to date" to levels as well.
fn goes_with(basis: Basis, role: Option<FigureRole>) -> bool {
    match role {
        Some(FigureRole::Growth | FigureRole::Change | FigureRole::PriorGuidance) => true,
        Some(_) => basis == Basis::YearToDate,
        None => false,
    }
}

#[cfg(test)]
mod tests;
