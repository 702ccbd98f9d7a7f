//! `workspace/symbol`: speakers, sections and key facts over all transcripts.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use tieout_analysis::{Fact, FigureRole, Placed};
use tower_lsp::ls_types::{Location, OneOf, Range, SymbolKind, Uri, WorkspaceSymbol};

use crate::crew::Cancelled;
use crate::snapshot::{Snapshot, span_of_lines, words};
use crate::structure::{call_name, introduced, quarter_name, section_name};
use crate::wording::{metric, period};

/// The most symbols of one call: with their names they take about 6 KB.
const OF_ONE_CALL: usize = 60;

/// The most symbols that are answered.
const ANSWERED: usize = 128;

/// Something in a transcript that can be looked up from anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Symbol {
    name: Box<str>,
    kind: SymbolKind,
    range: Range,
}

/// The symbols of one call, under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CallSymbols {
    call: Box<str>,
    symbols: Box<[Symbol]>,
}

/// The symbols of a document.
pub(crate) fn of(snapshot: &Snapshot) -> Vec<CallSymbols> {
    snapshot.calls().map(|placed| of_call(snapshot, placed)).collect()
}

fn of_call(snapshot: &Snapshot, placed: &Placed) -> CallSymbols {
    let call = &placed.call.call;
    let ticker = call.facts.ticker.as_deref().or(call.facts.company.as_deref());
    let quarter = call.facts.quarter.map(quarter_name);
    let name = match (ticker, quarter) {
        (Some(ticker), Some(quarter)) => format!("{ticker} {quarter}"),
        _ => call_name(&placed.call),
    };
    let symbol = |name: String, kind, range| Symbol { name: name.into(), kind, range: snapshot.range(placed, range) };
    let speakers = call.speakers.iter().enumerate().filter_map(|(index, speaker)| {
        let turn = call.turns.iter().find(|turn| turn.speaker == Some(index))?;
        Some(symbol(introduced(speaker), SymbolKind::CLASS, turn.label?))
    });
    let sections = call.sections.iter().map(|section| {
        let lines = section.lines.start..section.lines.start + 1;
        symbol(section_name(section.kind).to_owned(), SymbolKind::MODULE, span_of_lines(&placed.call, lines))
    });
    let mut seen = std::collections::HashSet::new();
    let facts = placed.call.facts.iter().filter(|fact| is_key(fact)).filter_map(|fact| {
        let name = &fact.metric.as_ref()?.name;
        let words = words(&placed.call, fact.range);
        let is_new = seen.insert((name.clone(), fact.scope.clone(), fact.period, fact.role));
        let when = fact.period.filter(|it| Some(*it) != call.facts.quarter.map(tieout_analysis::Period::Quarter));
        let when = when.map(|when| format!(" {}", period(when))).unwrap_or_default();
        is_new.then(|| symbol(format!("{}{when} {words}", metric(fact)), SymbolKind::FIELD, fact.range))
    });
    let symbols = speakers.chain(sections).chain(facts).take(OF_ONE_CALL).collect();
    CallSymbols { call: name.into(), symbols }
}

/// Facts that somebody would look up: what a metric of the vocabulary was, or is expected to be.
fn is_key(fact: &Fact) -> bool {
    let is_known = fact.metric.as_ref().is_some_and(|metric| metric.known);
    is_known && matches!(fact.role, Some(FigureRole::Level | FigureRole::Margin | FigureRole::Guidance))
}

/// Looks symbols up by the letters of a query, best first; all words of the query must be met, in any order.
pub(crate) struct Search {
    pattern: Pattern,
    matcher: Matcher,
    found: Vec<(u32, WorkspaceSymbol)>,
}

impl Search {
    pub(crate) fn new(query: &str) -> Search {
        Search {
            pattern: Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart),
            matcher: Matcher::new(Config::DEFAULT),
            found: Vec::new(),
        }
    }

    /// Searches a document.
    pub(crate) fn visit(&mut self, uri: &Uri, calls: &[CallSymbols], cancelled: &Cancelled) {
        if cancelled.is_set() {
            return;
        }
        let mut buffer = Vec::new();
        for call in calls {
            for symbol in &call.symbols {
                let shown = format!("{} · {}", symbol.name, call.call);
                let Some(score) = self.pattern.score(Utf32Str::new(&shown, &mut buffer), &mut self.matcher) else {
                    continue;
                };
                let is_fact = symbol.kind == SymbolKind::FIELD;
                let found = WorkspaceSymbol {
                    name: if is_fact { shown } else { symbol.name.to_string() },
                    kind: symbol.kind,
                    tags: None,
                    container_name: Some(call.call.to_string()),
                    location: OneOf::Left(Location { uri: uri.clone(), range: symbol.range }),
                    data: None,
                };
                self.found.push((score, found));
            }
        }
        if self.found.len() > 8 * ANSWERED {
            self.keep_best();
        }
    }

    /// The best that were found.
    pub(crate) fn finish(mut self) -> Vec<WorkspaceSymbol> {
        self.keep_best();
        self.found.into_iter().map(|(_, symbol)| symbol).collect()
    }

    fn keep_best(&mut self) {
        self.found.sort_by(|(one, first), (other, second)| other.cmp(one).then_with(|| first.name.cmp(&second.name)));
        self.found.truncate(ANSWERED);
    }
}
