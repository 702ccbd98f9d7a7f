//! Reading the tables.
//!
//! A table is lines; blank lines and what follows a "#" are skipped. Metrics and scopes are lines of
//! `name | phrases | properties`, sorted by name; the name is a phrase too. Other lines are `class = phrases`.
//! Phrases are separated by commas; an indented line goes on with the one before.

use std::fmt;
use std::sync::Arc;

use crate::tokens::Basis;
use crate::tokens::{Boundary, Class, Direction, Form, Link, Modal, PeriodWord, Pronoun, Sense};
use crate::vocabulary::{Counting, MetricEntry, MetricId, MetricKind, ScopeEntry, ScopeId, Vocabulary};

/// The text of all tables.
pub(super) struct Sources<'a> {
    pub(super) metrics: &'a str,
    pub(super) scopes: &'a str,
    pub(super) periods: &'a str,
    pub(super) words: &'a str,
}

/// What is wrong with a line of a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    file: &'static str,
    line: usize,
    what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} line {}: {}", self.file, self.line, self.what)
    }
}

/// Which side of a ratio another metric is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ratio {
    Of,
    To,
}

/// Enters all tables into a vocabulary and returns what is wrong with them.
pub(super) fn read(sources: &Sources<'_>, into: &mut Vocabulary) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut ratios = Vec::new();
    read_named("metrics.txt", sources.metrics, &mut problems, |name, phrases, properties| {
        metric(name, phrases, properties, into, &mut ratios)
    });
    read_named("scopes.txt", sources.scopes, &mut problems, |name, phrases, properties| {
        scope(name, phrases, properties, into)
    });
    for (file, text) in [("periods.txt", sources.periods), ("words.txt", sources.words)] {
        read_classes(file, text, &mut problems, into);
    }
    for (id, ratio, name) in ratios {
        match into.metric_named(&name) {
            Some(other) if ratio == Ratio::Of => into.metrics[usize::from(id)].ratio_of = Some(other),
            Some(other) => into.metrics[usize::from(id)].ratio_to = Some(other),
            None => problems.push(Problem { file: "metrics.txt", line: 0, what: format!("no metric \"{name}\"") }),
        }
    }
    problems
}

/// The entries of a table with the 1-based numbers of their first lines, without comments and blank lines.
fn entries(text: &str) -> Vec<(usize, String)> {
    let mut entries: Vec<(usize, String)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let words = line.split('#').next().unwrap_or(line).trim();
        if words.is_empty() {
            continue;
        }
        match entries.last_mut().filter(|_| line.starts_with(' ')) {
            Some((_, entry)) => {
                entry.push(' ');
                entry.push_str(words);
            }
            None => entries.push((index + 1, words.to_owned())),
        }
    }
    entries
}

fn phrases(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|phrase| !phrase.is_empty())
}

fn read_named(
    file: &'static str,
    text: &str,
    problems: &mut Vec<Problem>,
    mut enter: impl FnMut(&str, &str, &str) -> Vec<String>,
) {
    let mut before = String::new();
    for (line, entry) in entries(text) {
        let mut fields = entry.split('|').map(str::trim);
        let (name, phrases) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let properties = fields.next().unwrap_or_default();
        let mut wrong = enter(name, phrases, properties);
        let key = name.to_lowercase();
        if key < before {
            wrong.push("out of order".into());
        }
        before = key;
        problems.extend(wrong.into_iter().map(|what| Problem { file, line, what }));
    }
}

fn metric(
    name: &str,
    aliases: &str,
    properties: &str,
    into: &mut Vocabulary,
    ratios: &mut Vec<(u16, Ratio, String)>,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let id = into.metrics.len() as u16;
    let mut kind = None;
    let (mut stock, mut lower_is_better, mut signed) = (false, false, false);
    let (mut whole, mut part, mut top_line, mut physical) = (false, false, false, false);
    for property in phrases(properties) {
        match property {
            "money" => kind = Some(MetricKind::Money),
            "percent" => kind = Some(MetricKind::Percent),
            "per_share" => kind = Some(MetricKind::PerShare),
            "count" => kind = Some(MetricKind::Count),
            "days" => kind = Some(MetricKind::Days),
            "ratio" => kind = Some(MetricKind::Ratio),
            "stock" => stock = true,
            "lower" => lower_is_better = true,
            "signed" => signed = true,
            "whole" => whole = true,
            "part" => part = true,
            "top_line" => top_line = true,
            "physical" => physical = true,
            _ => match property.split_once(": ") {
                Some(("ratio_of", other)) => ratios.push((id, Ratio::Of, other.to_owned())),
                Some(("ratio_to", other)) => ratios.push((id, Ratio::To, other.to_owned())),
                _ => wrong.push(format!("unknown property \"{property}\"")),
            },
        }
    }
    if kind.is_none() && wrong.is_empty() {
        wrong.push("the kind of quantity is missing".into());
    }
    let kind = kind.unwrap_or(MetricKind::Count);
    let name: Arc<str> = name.into();
    let entry = MetricEntry {
        name: name.clone(),
        kind,
        stock,
        lower_is_better,
        signed,
        whole,
        part,
        top_line,
        physical,
        ratio_of: None,
        ratio_to: None,
    };
    into.metrics.push(entry);
    into.by_name.insert(name.clone(), MetricId(id));
    for phrase in std::iter::once(&*name).chain(phrases(aliases)) {
        if into.enter(phrase, Class::Metric(MetricId(id))).is_err() {
            wrong.push(format!("\"{phrase}\" stands twice"));
        }
        // The plural is the same metric; where the table has it as another entry, that one stands.
        if !phrase.ends_with(['s', 'S']) {
            let _ = into.enter(&format!("{phrase}s"), Class::Metric(MetricId(id)));
        }
    }
    wrong
}

fn scope(name: &str, aliases: &str, properties: &str, into: &mut Vocabulary) -> Vec<String> {
    let mut wrong = Vec::new();
    let id = ScopeId(into.scopes.len() as u16);
    let mut entry =
        ScopeEntry { name: name.into(), restates: false, opens: false, counting: Some(Counting::Otherwise) };
    let mut only_before_metrics = false;
    for property in phrases(properties) {
        match property {
            "restates" => entry.restates = true,
            "opens" => entry.opens = true,
            "accounts" => entry.counting = Some(Counting::Accounts),
            "adjusted" => entry.counting = Some(Counting::Adjusted),
            "part" => entry.counting = None,
            "before" => only_before_metrics = true,
            _ => wrong.push(format!("unknown property \"{property}\"")),
        }
    }
    let said = || std::iter::once(name).chain(phrases(aliases));
    if let Some(counting) = entry.counting {
        let names = said().take(if only_before_metrics { usize::MAX } else { 1 });
        into.countings.extend(names.map(|name| (name.into(), counting)));
    }
    // Such a word is no scope by itself, but may be what a metric begins with.
    if only_before_metrics {
        return wrong;
    }
    into.scope_names.insert(Arc::clone(&entry.name));
    into.scopes.push(entry);
    for phrase in said() {
        if into.enter(phrase, Class::Scope(id)).is_err() {
            wrong.push(format!("\"{phrase}\" stands twice"));
        }
    }
    wrong
}

fn read_classes(file: &'static str, text: &str, problems: &mut Vec<Problem>, into: &mut Vocabulary) {
    for (line, entry) in entries(text) {
        let (name, list) = entry.split_once('=').unwrap_or((&entry, ""));
        let Some(class) = class(name.trim()) else {
            problems.push(Problem { file, line, what: format!("unknown class \"{}\"", name.trim()) });
            continue;
        };
        for phrase in phrases(list) {
            if into.enter(phrase, class).is_err() {
                problems.push(Problem { file, line, what: format!("\"{phrase}\" stands twice") });
            }
        }
    }
}

/// The class of a name in `periods.txt` and `words.txt`.
fn class(name: &str) -> Option<Class> {
    let (name, argument) = name.split_once(' ').unwrap_or((name, ""));
    let number = argument.parse::<i8>().ok();
    let ordinal = argument.parse::<u8>().ok();
    Some(match name {
        "quarter" => Class::Period(PeriodWord::Quarter(number?)),
        "year" => Class::Period(PeriodWord::Year(number?)),
        "same_period" => Class::Period(PeriodWord::SamePeriod(number?)),
        "numbered_quarter" => Class::Period(PeriodWord::NumberedQuarter(ordinal?)),
        "month_quarter" => Class::Period(PeriodWord::MonthQuarter(ordinal?)),
        "half" => Class::Period(PeriodWord::Half(ordinal?)),
        "current_quarter" => Class::Period(PeriodWord::CurrentQuarter),
        "year_to_date" => Class::Period(PeriodWord::YearToDate),
        "year_end" => Class::Period(PeriodWord::YearEnd),
        "pointer" => Class::Period(PeriodWord::Pointer),
        "basis" => Class::Basis(match argument {
            "yoy" => Basis::YearOverYear,
            "qoq" => Basis::QuarterOverQuarter,
            "ytd" => Basis::YearToDate,
            "vs_guidance" => Basis::VersusGuidance,
            _ => return None,
        }),
        "up" => Class::Direction(Direction { sense: Sense::Up, form: form(argument)? }),
        "down" => Class::Direction(Direction { sense: Sense::Down, form: form(argument)? }),
        "flat" => Class::Direction(Direction { sense: Sense::Flat, form: form(argument)? }),
        "better" => Class::Direction(Direction { sense: Sense::Better, form: form(argument)? }),
        "worse" => Class::Direction(Direction { sense: Sense::Worse, form: form(argument)? }),
        "changed" => Class::Direction(Direction { sense: Sense::Free, form: form(argument)? }),
        "link" => Class::Link(link(argument)?),
        "copula" => Class::Copula,
        "modal" => Class::Modal(match argument {
            "expect" => Modal::Expect,
            "guidance" => Modal::Guidance,
            "target" => Modal::Target,
            "hypothetical" => Modal::Hypothetical,
            _ => return None,
        }),
        "negation" => Class::Negation,
        "boundary" => Class::Boundary(match argument {
            "and" => Boundary::And,
            "but" => Boundary::But,
            "reason" => Boundary::Reason,
            _ => return None,
        }),
        "pronoun" => Class::Pronoun(match argument {
            "amount" => Pronoun::Amount,
            "rest" => Pronoun::Rest,
            "this" => Pronoun::This,
            "which" => Pronoun::Which,
            "same" => Pronoun::Same,
            "we" => Pronoun::We,
            _ => return None,
        }),
        "hedge" => Class::Hedge,
        "adverb" => Class::Adverb,
        "determiner" => Class::Determiner,
        "verb" => Class::Verb,
        "word" => Class::Word,
        _ => return None,
    })
}

fn form(name: &str) -> Option<Form> {
    Some(match name {
        "verb" => Form::Verb,
        "particle" => Form::Particle,
        "comparative" => Form::Comparative,
        "preposition" => Form::Preposition,
        "noun" => Form::Noun,
        _ => return None,
    })
}

fn link(name: &str) -> Option<Link> {
    Some(match name {
        "from" => Link::From,
        "to" => Link::To,
        "versus" => Link::Versus,
        "or" => Link::Or,
        "equals" => Link::Equals,
        "of" => Link::Of,
        "by" => Link::By,
        "at" => Link::At,
        "in" => Link::In,
        "for" => Link::For,
        "on" => Link::On,
        "with" => Link::With,
        "than" => Link::Than,
        "between" => Link::Between,
        "per" => Link::Per,
        "including" => Link::Including,
        "resulting" => Link::Resulting,
        "comes_from" => Link::ComesFrom,
        "other" => Link::Other,
        _ => return None,
    })
}
