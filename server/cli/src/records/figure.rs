//! The record of a figure.

use serde::Serialize;
use tieout_analysis::{CallAnalysis, Fact, Placed};
use tieout_project::ExactNumber;

use super::stretch::Stretch;
use crate::document::Document;

/// A figure and what it is about.
#[derive(Debug, Serialize)]
pub(crate) struct FigureRecord<'a> {
    pub(crate) id: String,
    pub(crate) filename: &'a str,
    pub(crate) text: &'a str,
    #[serde(flatten)]
    pub(crate) stretch: Stretch,
    pub(crate) kind: &'static str,
    pub(crate) value: Option<ExactNumber>,
    pub(crate) low: Option<ExactNumber>,
    pub(crate) high: Option<ExactNumber>,
    pub(crate) interval: [Option<ExactNumber>; 2],
    pub(crate) unit: Option<String>,
    pub(crate) inferred: bool,
    pub(crate) hedge: Option<&'static str>,
    pub(crate) metric: Option<&'a str>,
    pub(crate) metric_text: Option<&'a str>,
    pub(crate) scope: Vec<&'a str>,
    pub(crate) period: Option<String>,
    pub(crate) basis: Option<&'static str>,
    pub(crate) figure_role: Option<&'static str>,
    pub(crate) modality: &'static str,
    pub(crate) speaker: Option<&'a str>,
    pub(crate) section: &'static str,
    pub(crate) sentence: &'a str,
}

impl FigureRecord<'_> {
    /// The value with its unit: "22400000 USD", "45 to 47 percent", "at least 10".
    pub(crate) fn value_in_words(&self) -> String {
        let number = |number: ExactNumber| number.0.normalize().to_string();
        let value = match (self.value, self.low, self.high) {
            (Some(value), ..) => number(value),
            (None, Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
            (None, Some(low), None) => format!("at least {}", number(low)),
            (None, None, Some(high)) => format!("at most {}", number(high)),
            (None, None, None) => "?".to_owned(),
        };
        match &self.unit {
            Some(unit) => format!("{value} {unit}"),
            None => value,
        }
    }
}

/// The figures of a document, in order.
pub(crate) fn figures<'a>(document: &'a Document<'_>) -> impl Iterator<Item = FigureRecord<'a>> {
    let facts =
        document.analysis.calls().iter().flat_map(|placed| placed.call.facts.iter().map(move |it| (placed, it)));
    facts.enumerate().map(|(index, (placed, fact))| figure(document, placed, fact, index))
}

fn figure<'a>(document: &'a Document<'_>, placed: &'a Placed, fact: &'a Fact, index: usize) -> FigureRecord<'a> {
    let call: &CallAnalysis = &placed.call;
    let figure = &fact.figure;
    let (low, high) = figure.amount.ends();
    let interval = figure.interval();
    FigureRecord {
        id: format!("f{}", index + 1),
        filename: document.name,
        text: &call.text[fact.range],
        stretch: Stretch::new(&document.positions, placed.in_text(fact.range)),
        kind: figure.kind.as_str(),
        value: low.filter(|_| low == high).map(ExactNumber),
        low: low.map(ExactNumber),
        high: high.map(ExactNumber),
        interval: [interval.low, interval.high].map(|bound| bound.map(|bound| ExactNumber(bound.value))),
        unit: figure.unit.as_ref().map(ToString::to_string),
        inferred: figure.inferred.is_some_and(|inferred| inferred.scale || inferred.unit),
        hedge: figure.hedge.map(|hedge| hedge.as_str()),
        metric: fact.metric.as_ref().map(|metric| &*metric.name),
        metric_text: fact.metric.as_ref().map(|metric| &*metric.text),
        scope: fact.scope.iter().map(|word| &**word).collect(),
        period: fact.period.map(|period| period.to_string()),
        basis: fact.basis.map(|basis| basis.as_str()),
        figure_role: fact.role.map(|role| role.as_str()),
        modality: fact.modality.as_str(),
        speaker: fact.speaker.and_then(|speaker| call.call.speakers.get(speaker)).map(|speaker| speaker.name.as_str()),
        section: fact.section.as_str(),
        sentence: call.sentences.get(fact.sentence).map_or("", |sentence| sentence.text().trim()),
    }
}
