//! Speakers: who every label names, one entry a person, with title, firm, role and how we know.

use text_size::{TextRange, TextSize};

use crate::call::{Role, Speaker, Turn};
use crate::called::{Called, called, called_unheard, firm_behind, stood_in_for};
use crate::candidates::Candidate;
use crate::earlier::Earlier;
use crate::introductions::{Introduced, Introduction, asked_to_begin, handed_to, introduced, self_introduced};
use crate::label::{self, Who};
use crate::labels::Labels;
use crate::lines::Lines;
use crate::names::{is_short_for, parts, same, without_titles};
use crate::page::Page;
use crate::people::People;
use crate::row::Kind;
use crate::spoken::leading_name;
use crate::tables::{FIRM, INCORPORATED, OPERATOR, OWN_COMPANY, SPEAKS};

/// Who speaks each turn, and which turns call an analyst.
pub(crate) struct Resolved {
    pub(crate) speakers: Vec<Speaker>,
    /// For each turn: whether it calls one, where the operator or who stands in for him speaks.
    pub(crate) calls: Vec<bool>,
}

/// What was resolved, so far as the call does not hold it: it has the roles that were given later, and the firm of the
/// company, which may have been a part of a title.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Told {
    speakers: Vec<ToldOf>,
    calls: Vec<bool>,
}

/// What was told of a speaker.
#[derive(Clone, Debug, PartialEq)]
struct ToldOf {
    role: Role,
    title: Option<String>,
    has_firm: bool,
}

impl Told {
    pub(crate) fn of(resolved: &Resolved) -> Told {
        let speakers = resolved.speakers.iter().map(|speaker| ToldOf {
            role: speaker.role,
            title: speaker.title.clone(),
            has_firm: speaker.firm.is_some(),
        });
        Told { speakers: speakers.collect(), calls: resolved.calls.clone() }
    }
}

/// So many turns at the beginning are searched for introductions, and so much of each.
const INTRODUCING_TURNS: usize = 8;
const INTRODUCING_BYTES: usize = 6000;

/// Finds the speaker of every turn. They are known as long as nobody is named otherwise and nothing has changed in what is
/// listened to.
pub(crate) fn resolve(
    page: &Page<'_>,
    labels: &Labels<'_>,
    turns: &mut [Turn],
    company: Option<&str>,
    earlier: Option<(&Earlier<'_>, &Told)>,
) -> Resolved {
    let known = earlier.and_then(|(earlier, told)| kept(page, labels, turns, company, earlier, told));
    known.unwrap_or_else(|| resolve_all(page, labels, turns, company))
}

/// The speakers as they were, where nothing that told of them has changed.
fn kept(
    page: &Page<'_>,
    labels: &Labels<'_>,
    turns: &mut [Turn],
    company: Option<&str>,
    earlier: &Earlier<'_>,
    told: &Told,
) -> Option<Resolved> {
    let before = earlier.call();
    let same = before.facts.company.as_deref() == company
        && earlier.unchanged.same_kinds(page.rows.get(..front_lines(turns))?)
        && earlier.changed()?.all(|index| tells_the_same(page, labels, turns, index, company, earlier));
    if !same {
        return None;
    }
    let speakers = before.speakers.iter().zip(&told.speakers).map(|(speaker, told)| {
        let evidence = speaker.evidence.iter().map(|it| earlier.unchanged.evidence(it)).collect::<Option<_>>()?;
        Some(Speaker {
            name: speaker.name.clone(),
            role: told.role,
            title: told.title.clone(),
            firm: speaker.firm.clone().filter(|_| told.has_firm),
            evidence,
        })
    });
    let speakers = speakers.collect::<Option<_>>()?;
    for (turn, before) in turns.iter_mut().zip(&before.turns) {
        turn.speaker = before.speaker;
    }
    Some(Resolved { speakers, calls: told.calls.clone() })
}

/// Whether a turn whose words have changed tells the same of the speakers as before.
fn tells_the_same(
    page: &Page<'_>,
    labels: &Labels<'_>,
    turns: &[Turn],
    index: usize,
    company: Option<&str>,
    earlier: &Earlier<'_>,
) -> bool {
    let before = earlier.unchanged.before;
    let (Some(turn), Some(old)) = (turns.get(index), before.call.turns.get(index)) else { return false };
    let label = labels.spoken.iter().find(|label| Some(label.range) == turn.label);
    let is_same_label = turn.label == old.label.and_then(|label| earlier.unchanged.touched.moved(label));
    let listened_to = label.is_some_and(|label| match label.label.who {
        Who::Operator => {
            let (now, then) = (turn.words(page.text), old.words(before.text));
            called(&now).pop() != called(&then).pop()
                || called_unheard(&now) != called_unheard(&then)
                || host_of(&now, company) != host_of(&then, company)
                || opened_for(turn, page.text, company) != opened_for(old, before.text, company)
        }
        Who::Unnamed(_) | Who::Numbered(_) => true,
        Who::Title(_) => false,
        Who::Name(_) if stood_in_for(&turn.words(page.text)) != stood_in_for(&old.words(before.text)) => true,
        Who::Name(_) => {
            !has_operator(labels) && calls_in_passing(turn, page.text) != calls_in_passing(old, before.text)
        }
    });
    is_same_label
        && !listened_to
        && (index >= INTRODUCING_TURNS
            || earlier.begins_the_same(turn, old, INTRODUCING_BYTES)
            || introductions_of(page.text, &page.lines, turn, company).into_iter().eq(introductions_of(
                before.text,
                before.lines,
                old,
                company,
            )
            .into_iter()
            .map(|it| Introduction { line: earlier.unchanged.line(it.line), ..it })))
}

/// Whether an operator may speak.
fn has_operator(labels: &Labels<'_>) -> bool {
    labels.spoken.iter().any(|label| matches!(label.label.who, Who::Operator | Who::Numbered(_)))
}

fn resolve_all(page: &Page<'_>, labels: &Labels<'_>, turns: &mut [Turn], company: Option<&str>) -> Resolved {
    let mut people = People::default();
    people.list(labels);
    people.count(labels);
    let introductions = introductions(page, turns, company);
    let mut spoken = labels.spoken.iter().filter(|label| !label.repeats).peekable();
    let mut calls = vec![false; turns.len()];
    let mut pending: Option<Called> = None;
    let mut handed: Option<String> = None;
    // The firm of whoever was called by a name that was not understood.
    let mut firm_unheard: Option<Option<String>> = None;
    let mut asked_since_call = false;
    // Who a label without a name stands for, until the operator calls the next.
    let mut stand_in: Option<(&str, usize)> = None;
    // Whom the operator hands over to, with his firm.
    let mut host: Option<(Called, Role)> = None;
    let has_operator = has_operator(labels);
    // Whether nobody has been called yet.
    let mut presents = true;
    #[expect(clippy::needless_range_loop, reason = "the turn is written to at the end of each round")]
    for index in 0..turns.len() {
        let Some(turn) = turns.get(index) else { break };
        let Some(label) = spoken.next_if(|label| Some(label.range) == turn.label) else { continue };
        let line = label.rows.start as u32;
        let speaker = match label.label.who {
            Who::Operator => {
                let speech = turn.words(page.text);
                let call = called(&speech).pop();
                if call.is_some() || called_unheard(&speech).is_some() {
                    calls[index] = true;
                    pending = call;
                    asked_since_call = false;
                    stand_in = None;
                }
                host = host_of(&speech, company);
                people.operator(label_words(page, label), line)
            }
            Who::Name(name) => {
                let called = pending.as_ref().filter(|_| !asked_since_call);
                let speaker = match called.and_then(|call| people.namesake(name, call, line)) {
                    Some(analyst) => analyst,
                    None => people.named(name, label, line),
                };
                if let Some((host, role)) = host.take() {
                    people.is_host(speaker, &host, role, line);
                }
                if !has_operator && people.speakers.get(speaker).is_some_and(|speaker| speaker.role != Role::Analyst) {
                    // Without an operator it is somebody of the company who calls.
                    let call = calls_in_passing(turn, page.text);
                    if call.is_some() {
                        calls[index] = true;
                        pending = call;
                        asked_since_call = false;
                    }
                }
                if let Some(call) = pending.as_ref().filter(|_| !asked_since_call) {
                    asked_since_call |= people.is_called(speaker, call, line);
                    if !asked_since_call && let Some(other) = stood_in_for(&turn.words(page.text)) {
                        asked_since_call = people.stands_in_for(speaker, other, call, line);
                    }
                }
                speaker
            }
            Who::Title(title) if label::role_of(title) == Some(Role::Analyst) => {
                people.called_analyst(title, pending.as_ref(), line)
            }
            Who::Title(title) => people.titled(title, &introductions, line),
            Who::Unnamed(role) => {
                let words = Some(label_words(page, label)).filter(|words| !words.is_empty()).unwrap_or("Analyst");
                let speech = turn.words(page.text);
                let bare = words.split_whitespace().count() <= 1;
                let own = self_introduced(&speech).filter(|_| role != Role::Executive);
                let called = pending.as_ref().filter(|_| !asked_since_call);
                let role =
                    if role == Role::Unknown && own.is_some() && called.is_some() { Role::Analyst } else { role };
                let known = stand_in.filter(|(label, _)| *label == words).map(|(_, speaker)| speaker);
                match (own, known, role) {
                    (Some(name), ..) => {
                        let speaker = people.stand_in(name, role, words, pending.as_ref(), line);
                        stand_in = Some((words, speaker));
                        asked_since_call |= role == Role::Analyst;
                        speaker
                    }
                    (None, Some(known), _) => known,
                    (None, None, Role::Analyst) if bare => people.called_analyst(words, pending.as_ref(), line),
                    _ => people.unnamed(words, role, line),
                }
            }
            Who::Numbered(words) => {
                let speech = turn.words(page.text);
                let call = called(&speech).pop();
                let handed = handed.take().map(|name| in_full(name, &introductions));
                // While nobody asks, who hands over and who gives thanks names the one behind and before him.
                if let Some(name) = handed.as_deref().filter(|_| presents) {
                    people.is_handed_to(words, name, line);
                }
                if presents
                    && let Some(before) = index.checked_sub(1).and_then(|before| turns.get(before)?.speaker)
                    && let Some(name) = thanked(&speech)
                {
                    people.is_thanked(before, words, &in_full(name.to_owned(), &introductions), line);
                }
                let speaker = people.numbered(words, handed.as_deref(), pending.as_ref(), &speech, line);
                if let Some(firm) = firm_unheard.take().flatten() {
                    people.is_of_firm(speaker, firm, line);
                }
                if people.speakers[speaker].role == Role::Operator {
                    firm_unheard = if call.is_some() { None } else { called_unheard(&speech) };
                    calls[index] = call.is_some() || firm_unheard.is_some();
                    pending = if firm_unheard.is_some() { None } else { call.or(pending) };
                }
                speaker
            }
        };
        let operates = people.speakers.get(speaker).is_some_and(|speaker| speaker.role == Role::Operator);
        handed = match label.label.who {
            _ if operates && !calls[index] && host.is_none() => opened_for(turn, page.text, company),
            Who::Numbered(_) => turn.speech_tail(page.text).as_deref().and_then(handed_to).map(str::to_owned),
            _ => None,
        };
        presents &= !calls[index];
        if let Some(turn) = turns.get_mut(index) {
            turn.speaker = Some(speaker);
        }
    }
    people.introduce(&introductions);
    Resolved { speakers: people.speakers, calls }
}

/// To whom an operator who calls nobody gives the word, where that is a person and not the company.
fn opened_for(turn: &Turn, document: &str, company: Option<&str>) -> Option<String> {
    let tail = turn.speech_tail(document)?;
    let is_person = |name: &&str| !company.is_some_and(|company| is_short_for(name, company));
    let handed = handed_to(&tail).filter(is_person);
    handed.or_else(|| asked_to_begin(&tail).filter(is_person)).map(str::to_owned)
}

/// The host of another firm to whom the operator hands over: "over to Mr. Bob Ray from Holt Securities". He is an analyst
/// where his firm hosts the call, and speaks for the investor relations of the company where he only opens it.
fn host_of(speech: &str, company: Option<&str>) -> Option<(Called, Role)> {
    let name = handed_to(speech)?;
    let at = name.as_ptr() as usize - speech.as_ptr() as usize;
    let firm = firm_behind(speech, at + name.len())?;
    let first = |name: &str| name.split([' ', ',']).next().unwrap_or_default().to_lowercase();
    let other = company.is_some_and(|company| first(company) != first(&firm));
    // "From" names a firm, where "of" may name an office.
    let from = speech.get(at + name.len()..)?.trim_start_matches([' ', ',']).starts_with("from ");
    let is_firm = (from || firm.split([' ', ',']).any(|word| FIRM.has(word))) && label::role_of(&firm).is_none();
    let role = if speech.contains("hosted by") { Role::Analyst } else { Role::Ir };
    (other && is_firm).then(|| (Called { name: name.to_owned(), firm: Some(firm) }, role))
}

/// Whom a turn thanks in its first words, which is whoever spoke before: "Thank you, Ann."
fn thanked(speech: &str) -> Option<&str> {
    let rest = speech.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest =
        ["Thank you, ", "Thank you ", "Thanks, ", "Thanks "].iter().find_map(|thanks| rest.strip_prefix(thanks))?;
    let name = leading_name(rest)?;
    let behind = rest.get(name.len()..)?;
    (behind.starts_with(['.', ',', '!']) && !OPERATOR.has(name)).then(|| without_titles(name))
}

/// The analyst whom a turn calls in its last sentence, where it says that a question follows.
fn calls_in_passing(turn: &Turn, document: &str) -> Option<Called> {
    let tail = turn.speech_tail(document)?;
    let mut from = tail.len().saturating_sub(160);
    while !tail.is_char_boundary(from) {
        from += 1;
    }
    let end = tail.get(from..)?;
    let call = called(end).pop().filter(|call| call.firm.is_some())?;
    let asks = ["question", "move on to", "next", "Next"].iter().any(|cue| end.contains(cue));
    asks.then_some(call)
}

/// The words of a label as they stand.
fn label_words<'t>(page: &Page<'t>, label: &Candidate<'t>) -> &'t str {
    let words = page.text.get(label.range.start().into()..label.range.end().into()).unwrap_or_default();
    let words = match words.rsplit_once('[') {
        Some((head, number)) if number.trim_end_matches(']').bytes().all(|byte| byte.is_ascii_digit()) => head,
        _ => words,
    };
    words.trim_matches(['*', ':', '<', '>', '#', ' ', '\u{a0}', '_']).trim_end_matches([' ', '-', '–'])
}

/// So many lines before the first turn are searched for introductions.
const INTRODUCING_LINES: usize = 40;

fn introductions(page: &Page<'_>, turns: &[Turn], company: Option<&str>) -> Vec<Introduction> {
    let mut found = introductions_in_front(page, turns, company);
    for turn in turns.iter().take(INTRODUCING_TURNS) {
        found.extend(introductions_of(page.text, &page.lines, turn, company));
    }
    found
}

/// Those whom the beginning of a turn introduces.
fn introductions_of(text: &str, lines: &Lines, turn: &Turn, company: Option<&str>) -> Vec<Introduction> {
    let beginning = turn.beginning(text, INTRODUCING_BYTES);
    let people = introduced(&beginning);
    if people.is_empty() {
        return Vec::new();
    }
    let speech = turn.speech(text);
    let line = |at: usize| {
        let at = TextSize::new(at as u32);
        lines.line_at(speech.in_document(TextRange::empty(at)).start()) as u32
    };
    let introduction = |person: Introduced<'_>| Introduction {
        name: person.name.to_owned(),
        title: title_of(&person, company),
        line: line(person.at),
    };
    people.into_iter().map(introduction).collect()
}

/// The title with what it is for, unless that is the company of the call: "CFO of the Pumps Division", "CFO".
fn title_of(person: &Introduced<'_>, company: Option<&str>) -> String {
    let of_part = person.of.filter(|office| {
        let mut words: Vec<&str> = office.split_whitespace().skip(1).collect();
        while words.last().is_some_and(|last| INCORPORATED.has(last.trim_end_matches('.'))) {
            words.pop();
        }
        let is_article = |word: &&str| matches!(*word, "the" | "our");
        let own = words.split_first().filter(|(first, _)| is_article(first)).map_or(&*words, |(_, rest)| rest);
        let generic = matches!(own, [word] if OWN_COMPANY.has(word));
        !generic && !own.is_empty() && company.is_some_and(|company| !is_short_for(&own.join(" "), company))
    });
    let title = format!("{}{}", person.title, of_part.unwrap_or_default());
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many lines stand before the first label.
fn front_lines(turns: &[Turn]) -> usize {
    turns.first().filter(|turn| turn.label.is_some()).map_or(0, |turn| turn.lines.start as usize)
}

/// "Speeches by Ann Lee, Chief Executive Officer, and" / "Bob Ray, Chief Financial Officer": the runs of lines that say
/// who speaks, one under the other.
fn introductions_in_front(page: &Page<'_>, turns: &[Turn], company: Option<&str>) -> Vec<Introduction> {
    let first = front_lines(turns);
    let mut found = Vec::new();
    let mut row = 0;
    while row < first.min(INTRODUCING_LINES) {
        let end = (row..first).find(|row| page.kind(*row) != Kind::Words).unwrap_or(first);
        let lines: Vec<_> = (row..end).map(|row| page.words(row)).collect();
        let run = lines.join(" ");
        if SPEAKS.is_match(&run) {
            found.extend(introduced(&run).into_iter().map(|person| {
                let ends = lines.iter().scan(0, |end, line| {
                    *end += line.len() + 1;
                    Some(*end)
                });
                let line = row + ends.take_while(|end| *end <= person.at).count();
                let title = title_of(&person, company);
                Introduction { name: person.name.to_owned(), title, line: line as u32 }
            }));
        }
        row = end + 1;
    }
    found
}

/// The name in full, where the introductions have one person of the name.
fn in_full(name: String, introductions: &[Introduction]) -> String {
    let wanted = parts(&name);
    let mut people =
        introductions.iter().filter(|person| same(&parts(&person.name), &wanted)).map(|person| &person.name);
    match people.next() {
        Some(full) if people.all(|other| other == full) => full.clone(),
        _ => name,
    }
}

/// The firm of those who speak for the company. It is no part of their titles: "Group CFO, Harrow & Pike".
pub(crate) fn name_company(speakers: &mut [Speaker], company: Option<&str>) {
    let Some(company) = company else { return };
    for speaker in speakers.iter_mut().filter(|it| matches!(it.role, Role::Executive | Role::Ir)) {
        if let Some(title) = &mut speaker.title
            && let Some((own, firm)) = title.rsplit_once(", ")
        {
            let (short, full) = (is_short_for(firm, company), is_short_for(company, firm));
            // "CFO, Acme Tools" of a company that its title calls Acme.
            if full && !short {
                speaker.firm.get_or_insert_with(|| firm.to_owned());
            }
            if full || short {
                *title = own.to_owned();
            }
        }
        speaker.firm.get_or_insert_with(|| company.to_owned());
    }
}
