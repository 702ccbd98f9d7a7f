//! Subjects: what a figure is about, made from the metrics named around it.

use std::sync::Arc;

use tieout_figures::Kind;

use super::Metric;
use super::mention::{Mention, RUN_RATE};
use super::mentions::{is_profit, mentions};
use crate::lexer::lex;
use crate::signs::words::LEFT_OUT;
use crate::vocabulary::{MetricEntry, MetricId, MetricKind, VOCABULARY};

/// How the name of what moved a metric begins.
const IMPACT_ON: &str = "impact on ";

/// A metric with what narrows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) metric: Metric,
    pub(super) scope: Vec<Arc<str>>,
    id: Option<MetricId>,
}

impl Subject {
    pub(super) fn of(mention: &Mention) -> Subject {
        let metric = Metric { name: Arc::clone(&mention.entry().name), text: Arc::clone(&mention.text), known: true };
        Subject { metric, scope: mention.scope.clone(), id: Some(mention.id) }
    }

    /// A metric that the vocabulary does not know, in the words of the speaker, of a segment where one is spoken of.
    pub(super) fn named(words: &str, segment: Option<Arc<str>>) -> Subject {
        let metric = Metric { name: words.to_lowercase().into(), text: words.into(), known: false };
        Subject { metric, scope: segment.into_iter().collect(), id: None }
    }

    /// The same words with a noun behind them: "tax impact".
    pub(super) fn with_noun(self, noun: &str) -> Subject {
        let words = format!("{} {noun}", self.metric.text);
        let metric = Metric { name: words.to_lowercase().into(), text: words.into(), known: false };
        Subject { metric, ..self }
    }

    /// The same, of one part.
    pub(super) fn narrowed_to(mut self, part: Arc<str>) -> Subject {
        if !self.scope.contains(&part) {
            self.scope.push(part);
            self.scope.sort_unstable();
        }
        self
    }

    /// The same by another way to count: what is non-GAAP is not GAAP.
    pub(super) fn said_of(mut self, scope: Arc<str>) -> Subject {
        let opposites: Vec<&Arc<str>> = VOCABULARY.opposites(&scope).collect();
        self.scope.retain(|other| !opposites.contains(&other));
        // "GAAP gross margin was 54%, and non-GAAP was 56%": the words of the first are not those of the second.
        if let Some(rest) = opposites.iter().find_map(|it| self.metric.text.strip_prefix(&***it)?.strip_prefix(' ')) {
            self.metric.text = rest.into();
        }
        self.narrowed_to(scope)
    }

    /// Whether it measures the state at a moment.
    pub(super) fn is_stock(&self) -> bool {
        self.entry().is_some_and(|entry| entry.stock)
    }

    /// Whether it is of a part of the company, not only counted in another way.
    pub(super) fn is_of_part(&self) -> bool {
        self.scope.iter().any(|scope| !VOCABULARY.is_scope(scope) && !scope.starts_with(LEFT_OUT))
    }

    /// Whether it is growth of a part, of which nothing else is said.
    pub(super) fn is_growth(&self) -> bool {
        self.metric.is_growth()
    }

    /// Growth of a part, or of what is not said.
    pub(super) fn growth_of(part: Option<Arc<str>>) -> Subject {
        Subject::named(Metric::GROWTH, part)
    }

    /// Whether it is a share of something.
    pub(super) fn is_share(&self) -> bool {
        self.metric.name.starts_with("share of ")
    }

    /// The same of no part in particular: only what the vocabulary knows to narrow it stays.
    pub(super) fn without_part(&self) -> Subject {
        let mut subject = self.clone();
        subject.scope.retain(|scope| VOCABULARY.is_scope(scope));
        subject
    }

    /// The part of revenue that a figure may be a cut-off of: "10% customers".
    pub(super) fn share_of_revenue(words: &str) -> Subject {
        let metric = Metric { name: "share of revenue".into(), text: words.into(), known: true };
        Subject { metric, scope: Vec::new(), id: None }
    }

    /// A metric of the vocabulary by its name, as what a verb says: "earned".
    pub(super) fn said_by(name: &str, words: &str) -> Option<Subject> {
        let id = VOCABULARY.metric_named(name)?;
        let metric = Metric { name: Arc::clone(&VOCABULARY.metric(id).name), text: words.into(), known: true };
        Some(Subject { metric, scope: Vec::new(), id: Some(id) })
    }

    /// The share in a whole that the vocabulary does not know.
    pub(super) fn share_of(whole: Subject) -> Subject {
        let name = format!("share of {}", whole.metric.name).into();
        Subject { metric: Metric { name, known: false, ..whole.metric }, id: None, ..whole }
    }

    /// Whether it is said to be that of a year, so that it is about no quarter.
    pub(super) fn is_annual(&self) -> bool {
        let mut words = self.metric.text.split([' ', '-']);
        let is = |word: Option<&str>, other: &str| word.is_some_and(|word| word.eq_ignore_ascii_case(other));
        let mut opening = words.clone();
        let full_year = is(opening.next(), "full") && is(opening.next(), "year") && opening.next().is_some();
        full_year || words.any(|word| is(Some(word), "annual") || is(Some(word), "yearly"))
    }

    /// Whether it is what a year would have at the pace of a moment: "run-rate savings".
    pub(super) fn is_run_rate(&self) -> bool {
        let text = self.metric.text.to_lowercase();
        ["run rate", "run-rate"].iter().any(|word| text.contains(word))
    }

    /// Whether it is the pace of something that is not said: "our run rate of $2 million".
    pub(super) fn is_bare_pace(&self) -> bool {
        let pace = self.entry().is_some_and(|entry| &*entry.name == RUN_RATE);
        pace && self.scope.is_empty() && !self.metric.text.to_lowercase().contains("revenue")
    }

    /// The same, with the cut-off that the counted things are above or below: "deals worth more than $1 million".
    pub(super) fn cut_off(mut self, words: &str) -> Subject {
        let words = words.trim();
        self.metric.text = format!("{} {words}", self.metric.text).into();
        self.scope.push(words.to_lowercase().into());
        self.scope.sort_unstable();
        self
    }

    /// How much something moved a metric.
    pub(super) fn impact_on(moved: &Mention) -> Subject {
        let metric = Metric {
            name: format!("{IMPACT_ON}{}", moved.entry().name).into(),
            text: format!("{IMPACT_ON}{}", moved.text).into(),
            known: false,
        };
        Subject { metric, scope: moved.scope.clone(), id: None }
    }

    /// Whether it is how much something moved a metric.
    pub(super) fn is_impact(&self) -> bool {
        self.metric.name.starts_with(IMPACT_ON)
    }

    /// The ratio of a profit to revenue; none where the vocabulary has none.
    pub(super) fn of_revenue(&self) -> Option<Subject> {
        let profit = self.entry().is_some_and(is_profit) && !self.metric.text.to_lowercase().contains("growth");
        let (id, entry) = VOCABULARY.ratio(self.id.filter(|_| profit)?, VOCABULARY.metric_named("revenue")?)?;
        let metric = Metric { name: Arc::clone(&entry.name), ..self.metric.clone() };
        Some(Subject { metric, id: Some(id), scope: self.scope.clone() })
    }

    /// The metric of the vocabulary, unless the subject is a share of one.
    pub(super) fn id(&self) -> Option<MetricId> {
        self.id
    }

    pub(super) fn entry(&self) -> Option<&'static MetricEntry> {
        self.id.map(|id| VOCABULARY.metric(id))
    }

    /// Whether it is the revenue of a period, not an average or what is earned from one customer.
    pub(super) fn is_total(&self) -> bool {
        let text = self.metric.text.to_lowercase();
        self.metric.name.as_ref() == "revenue" && !text.contains("average") && !text.contains(" per ")
    }

    /// Whether it is the ratio of a profit to revenue.
    pub(super) fn is_margin(&self) -> bool {
        self.entry().is_some_and(|entry| entry.kind == MetricKind::Percent && entry.ratio_of.is_some())
    }

    /// The counted noun of a figure, where the vocabulary knows it: "enterprise customers".
    pub(super) fn counted(noun: &str) -> Option<Subject> {
        let tokens = lex(noun, &[], &[]);
        let mention = mentions(noun, &tokens).pop()?;
        (mention.end == tokens.len() && mention.entry().kind == MetricKind::Count).then(|| Subject::of(&mention))
    }

    /// Whether some words name a metric of the vocabulary.
    pub(super) fn names_metric(words: &str) -> bool {
        !mentions(words, &lex(words, &[], &[])).is_empty()
    }

    /// The size of a deal, what a cut-off of deals is measured in.
    pub(super) fn deal_size() -> Option<Subject> {
        let id = VOCABULARY.metric_named("deal size")?;
        let name = Arc::clone(&VOCABULARY.metric(id).name);
        Some(Subject { metric: Metric { text: Arc::clone(&name), name, known: true }, scope: Vec::new(), id: Some(id) })
    }

    /// The share of a part in a whole; a margin where the vocabulary has one for the two.
    pub(super) fn share(part: Option<Subject>, whole: &Mention) -> Subject {
        if let Some(part) = &part
            && let Some(id) = part.id
            && let Some((ratio, entry)) = VOCABULARY.ratio(id, whole.id)
        {
            let metric = Metric { name: Arc::clone(&entry.name), text: Arc::clone(&part.metric.text), known: true };
            return Subject { metric, scope: part.scope.clone(), id: Some(ratio) };
        }
        let name = format!("share of {}", whole.entry().name);
        let mut scope = whole.scope.clone();
        let mut text = whole.text.to_string();
        if let Some(part) = part {
            if part.id != Some(whole.id) && !part.is_growth() {
                scope.push(Arc::clone(&part.metric.name));
            }
            scope.extend(part.scope.iter().cloned());
            if !part.is_growth() {
                text = part.metric.text.to_string();
            }
        }
        scope.sort_unstable();
        scope.dedup();
        Subject { metric: Metric { name: name.into(), text: text.into(), known: true }, scope, id: None }
    }

    /// The subject as a figure of this kind measures it: income becomes income per share where the figure is per share.
    /// None where a figure of this kind cannot measure it.
    pub(super) fn measured_by(self, kind: Kind) -> Option<Subject> {
        let Some(id) = self.id else {
            let fits = match kind {
                Kind::Percent => true,
                // "double-digit growth in Harbor Services"
                Kind::Vague => self.is_growth() || self.is_impact(),
                Kind::Money | Kind::PercentagePoints | Kind::BasisPoints | Kind::Count | Kind::Duration => {
                    !self.metric.known
                }
                Kind::PerShare => self.metric.name.ends_with(" per share"),
                _ => false,
            };
            return fits.then_some(self);
        };
        let entry = VOCABULARY.metric(id);
        let fits = match kind {
            Kind::PerShare if entry.kind == MetricKind::Money => {
                let (id, entry) = VOCABULARY.per_share(id)?;
                let metric = Metric { name: Arc::clone(&entry.name), ..self.metric };
                return Some(Subject { metric, id: Some(id), ..self });
            }
            Kind::PerShare => entry.kind == MetricKind::PerShare,
            Kind::Money => matches!(entry.kind, MetricKind::Money | MetricKind::PerShare),
            // Hundredths of a percent are those of a ratio, or of growth.
            Kind::BasisPoints => {
                // What is lost on loans is said as a part of them.
                let part = entry.lower_is_better && entry.kind == MetricKind::Money;
                let text = self.metric.text.to_lowercase();
                entry.kind == MetricKind::Percent || part || text.contains("growth") || entry.name.ends_with("impact")
            }
            Kind::Percent | Kind::PercentagePoints | Kind::Vague => true,
            Kind::Count => matches!(entry.kind, MetricKind::Count | MetricKind::Days | MetricKind::Ratio),
            Kind::Duration => entry.kind == MetricKind::Days,
            // "a solvency ratio of 2.4x"
            Kind::Multiple | Kind::Ratio if entry.kind == MetricKind::Percent => entry.name.ends_with("ratio"),
            Kind::Multiple => entry.kind != MetricKind::Days,
            Kind::Ratio => entry.kind == MetricKind::Ratio,
            // "production of 145,000 barrels a day"
            Kind::Technical => entry.physical,
        };
        fits.then_some(self)
    }
}
