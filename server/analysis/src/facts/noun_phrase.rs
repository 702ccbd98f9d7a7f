//! Noun phrases of which the vocabulary knows nothing, as what a figure is about.
//!
//! They are taken only where the grammar leaves no doubt: as the subject of a clause that says nothing else of it ("Card
//! spend was up 13%"), before "of" and the figure ("a wallet share of 8.7%"), and as what changed ("a 2% decline in
//! business deposits").

use std::ops::Range;
use std::sync::Arc;

use text_size::TextRange;
use tieout_figures::Kind;
use tieout_transcript::Month;

use super::modifier::is_set_phrase;
use super::nouns::{LONGEST, is_amount_noun, is_ratio_of_something};
use super::statement::Place;
use super::subject::Subject;
use crate::signs::lists::{ENDING, GOING_ON, MAKES_UP_STEMS, OWNERS, SPANS_OF_LIFE};
use crate::signs::words::{is_any, is_noun, is_vague};
use crate::tokens::{Boundary, Class, Direction, Form, Link, Modal, Pronoun};

/// What a part of the company brings: "the contribution from ferries was".
const CONTRIBUTIONS: [&str; 2] = ["contribution", "contributions"];

impl Place<'_> {
    /// The phrase that the figure measures, before it in its clause.
    pub(super) fn noun_phrase(&self) -> Option<Subject> {
        let measures = match self.figure.kind {
            Kind::Money | Kind::Percent | Kind::PercentagePoints | Kind::BasisPoints => true,
            Kind::Count => self.figure.unit.is_none(),
            Kind::Duration => true,
            Kind::Multiple => matches!(self.lead(), Some((_, Class::Direction(_)))) || self.multiplies(),
            _ => false,
        };
        if !measures {
            return None;
        }
        let (at, lead) = self.lead()?;
        let of = lead == Class::Link(Link::Of);
        if let Some(object) = self.object_of_deed(at) {
            return Some(object);
        }
        // "online seats more than doubled"
        let doubles = self.multiplies() && matches!(lead, Class::Word | Class::Verb);
        let verb = || if doubles { Some(at + 1) } else { self.predicate() };
        let end = self.before_period(if of { at } else { verb()? });
        // "the harbor's installed base, which grew 26%": of what stands before.
        if !of && let Some(subject) = self.before_which(end) {
            return Some(subject);
        }
        if let Some(number) = self.number_of_done(end) {
            return Some(number);
        }
        // "Ferry query share in Norway was 22%": the place narrows it.
        let (end, place) = self.without_place(self.without_whole(end));
        let (start, opening) = self.start_of_subject(end);
        let spans = end.checked_sub(1).is_some_and(|head| SPANS_OF_LIFE.contains(&self.word(head)));
        let subject = self.phrase(start..end).filter(|_| spans || self.figure.kind != Kind::Duration)?;
        // A subject opens its clause; what follows "of" may stand anywhere behind an article.
        let before = |at: usize| at.checked_sub(1).and_then(|at| self.class(at));
        let owned = |at: usize| {
            is_any(self.word(at), &OWNERS)
                // "the company's" is a pronoun for us.
                || self.class(at) == Some(Class::Pronoun(Pronoun::We)) && self.word(at).ends_with(['s', 'S'])
        };
        let owner = start.checked_sub(1).filter(|at| opening == start && owned(*at));
        let (start, opening) = owner.map_or((start, opening), |owner| (owner, owner));
        let determined = before(start) == Some(Class::Determiner);
        let opening = if opening < start { opening } else { start - usize::from(determined) };
        let up = matches!(self.class(end), Some(Class::Direction(Direction { form: Form::Particle, .. })));
        // "with private cars growing at 6%"
        let growing = matches!(self.class(end), Some(Class::Direction(Direction { form: Form::Verb, .. })))
            && self.word(end).ends_with("ing");
        let clause = match before(opening) {
            None => true,
            // ", and card spend was up 4%": a clause of its own, and no second subject.
            Some(Class::Boundary(Boundary::And)) => {
                opening == 1
                    || opening > 1 && before(opening - 1) == Some(Class::Boundary(Boundary::Comma))
                    || up && opening == self.window.start + 1
            }
            // "driven by mortgages up 6% and cards up 11%"
            Some(Class::Boundary(Boundary::Reason) | Class::Link(Link::With)) if up || growing => true,
            // "we expect commodities to be up $2 million"
            Some(Class::Modal(Modal::Expect)) => self.class(end) == Some(Class::Link(Link::To)),
            Some(Class::Boundary(boundary)) => !matches!(boundary, Boundary::Reason | Boundary::Parenthesis),
            _ => false,
        };
        // "driven by acquisition items, principally negative goodwill of $9 million"
        let adverb = (self.window.start..start).rev().find(|at| self.class(*at) != Some(Class::Adverb));
        let leads = matches!(
            adverb.and_then(|at| self.class(at)),
            Some(
                Class::Copula
                    | Class::Verb
                    | Class::Boundary(_)
                    | Class::Link(Link::With | Link::Equals | Link::Including | Link::By)
            )
        );
        let opens = clause || of && (determined || leads);
        // "Norway accounted for $5 million": of what, is not said.
        let parts = end < self.token && MAKES_UP_STEMS.iter().any(|verb| self.word(end).starts_with(verb));
        (opens && !parts).then(|| place.into_iter().fold(subject, Subject::narrowed_to))
    }

    /// "The number of ferries deployed grew": what is counted, and what was done with it.
    fn number_of_done(&self, end: usize) -> Option<Subject> {
        let done =
            end.checked_sub(1).filter(|at| self.class(*at) == Some(Class::Verb) && self.word(*at).ends_with("ed"))?;
        let start = self.start_of_phrase(done);
        let of = start.checked_sub(2).filter(|at| self.window.contains(at))?;
        let number = is_any(self.word(of), &["number", "volume"]) && self.class(of + 1) == Some(Class::Link(Link::Of));
        self.phrase(start..done).filter(|_| number).map(|subject| subject.with_noun(self.word(done)))
    }

    /// What we are said to have moved by the figure: "we grew the number of ferry pilots 60%".
    pub(super) fn object_of_deed(&self, last: usize) -> Option<Subject> {
        if self.figure.kind != Kind::Percent || self.class(last) != Some(Class::Word) || last + 1 != self.token {
            return None;
        }
        let (start, _) = self.start_of_subject(last + 1);
        let skipped = |at: &usize| matches!(self.class(*at), Some(Class::Determiner | Class::Adverb));
        // "the number of ferry pilots"
        let number = start.checked_sub(2).filter(|noun| is_any(self.word(*noun), &["number", "amount", "volume"]));
        let mut before = (self.window.start..number.unwrap_or(start)).rev().skip_while(skipped);
        let verb = before.next().and_then(|at| self.class(at));
        let moved = matches!(verb, Some(Class::Direction(Direction { form: Form::Verb, .. })));
        let mut who =
            before.skip_while(|at| matches!(self.class(*at), Some(Class::Adverb | Class::Verb | Class::Modal(_))));
        let we = who.next().and_then(|at| self.class(at)) == Some(Class::Pronoun(Pronoun::We));
        self.phrase(start..last + 1).filter(|_| moved && we)
    }

    /// The phrase of words of its own that ends at a token; none where fewer words than the least stand
    /// there, and none inside where they name nothing.
    pub(super) fn phrase_before(&self, end: usize, least: usize) -> Option<Option<Subject>> {
        let start = self.start_of_phrase(end);
        // "we noticed seat growth": the verb is no part of it.
        let we = start.checked_sub(1).and_then(|at| self.class(at)) == Some(Class::Pronoun(Pronoun::We));
        let start = start + usize::from(we && start < end);
        let words = (start..end).filter(|at| self.class(*at) == Some(Class::Word)).count();
        let subject = self.phrase(start..end);
        (words >= least || subject.is_some()).then_some(subject)
    }

    /// The phrase that begins at a token.
    pub(super) fn noun_phrase_at(&self, start: usize) -> Option<Subject> {
        let mut end = start;
        while end < start + LONGEST && self.is_in_phrase(end) {
            // "a green offering supporting ferries"
            let is_noun = |at: usize| is_amount_noun(self.word(at));
            let spaced = self.view.tokens[..=end].iter().rev().take(2).map(|token| token.range);
            let spaced = spaced.reduce(|next, last| TextRange::new(last.end(), next.start()));
            let spaced = spaced.is_some_and(|gap| &self.view.text[gap] == " ");
            if end > start
                && spaced
                && is_noun(end - 1)
                && !is_noun(end)
                && ["ing", "ed"].iter().any(|ending| self.word(end).ends_with(ending))
            {
                break;
            }
            end += 1;
        }
        // "a pipeline aggregating a total of", "a provision relating to": what a participle says of it is left out.
        let participle = self.word(end.saturating_sub(1)).ends_with("ing");
        let goes_on = matches!(
            self.class(end),
            Some(
                Class::Determiner
                    | Class::Hedge
                    | Class::Figure(_)
                    | Class::Direction(Direction { form: Form::Particle, .. })
                    | Class::Link(Link::To | Link::From)
            )
        );
        // "notes due 2033", "notes maturing in 2033"
        let falls_due = end > start + 1 && is_any(self.word(end - 1), &ENDING);
        if participle && goes_on || falls_due {
            end -= 1;
        }
        // "returns on investments"
        let object = end + 2;
        if self.class(end) == Some(Class::Link(Link::On))
            && self.class(end + 1) == Some(Class::Word)
            && !matches!(self.class(object), Some(Class::Word))
            && let Some(subject) = self.phrase(start..object)
        {
            return Some(subject);
        }
        let subject = self.phrase(start..end)?;
        // "services sold to Fernhill"
        let sold = self.word(end).eq_ignore_ascii_case("sold") && self.class(end + 1) == Some(Class::Link(Link::To));
        let buyer = self.word(end + 2);
        let named = sold && self.class(end + 2) == Some(Class::Word) && buyer.starts_with(char::is_uppercase);
        Some(if named { subject.narrowed_to(format!("sold to {}", buyer.to_lowercase()).into()) } else { subject })
    }

    /// Where the verb of the clause begins that leads to the figure with nothing else between: "was up", "increased by".
    pub(super) fn predicate(&self) -> Option<usize> {
        let mut verb = None;
        for at in self.window.clone().rev() {
            match self.view.tokens[at].class {
                Class::Copula | Class::Direction(Direction { form: Form::Verb | Form::Particle, .. }) => {
                    verb = Some(at)
                }
                // "are expected to be" is a verb of its own.
                Class::Modal(_) if verb.is_some() || self.word(at).ends_with(" be") => verb = Some(at),
                // "has grown"
                Class::Verb if verb.is_some() && self.word(at).to_ascii_lowercase().starts_with("ha") => {
                    verb = Some(at)
                }
                Class::Hedge | Class::Adverb | Class::Basis(_) => {}
                Class::Determiner | Class::Link(Link::By | Link::At | Link::Between) if verb.is_none() => {}
                // "continues to grow"
                Class::Verb if verb.is_some() && is_any(self.word(at), &GOING_ON) => verb = Some(at),
                // "to be up"
                Class::Link(Link::To) if verb.is_some() => verb = Some(at),
                Class::Link(Link::To) => {}
                _ => break,
            }
        }
        verb
    }

    /// Where a subject ends behind which its period stands: "charters in the quarter rose".
    pub(super) fn before_period(&self, end: usize) -> usize {
        let period = end.checked_sub(1).filter(|at| self.window.contains(at));
        let Some(at) = period.filter(|at| matches!(self.class(*at), Some(Class::Period(_)))) else { return end };
        match at.checked_sub(1).map(|link| (link, self.class(link))) {
            Some((link, Some(Class::Link(Link::In | Link::For)))) if self.window.contains(&link) => link,
            _ => end,
        }
    }

    /// The phrase of words of its own that "which" stands for, before a comma.
    fn before_which(&self, which: usize) -> Option<Subject> {
        let which = which.checked_sub(1).filter(|at| self.word(*at).eq_ignore_ascii_case("which"))?;
        let comma = which.checked_sub(1).filter(|at| self.class(*at) == Some(Class::Boundary(Boundary::Comma)))?;
        let start = self.start_of_phrase(comma);
        let moves = (which + 1..self.token).any(|at| matches!(self.class(at), Some(Class::Direction(_))));
        let capital = |at: usize| self.word(at).starts_with(char::is_uppercase);
        if moves && self.figure.kind == Kind::Percent && comma > start + 1 && (start..comma).all(capital) {
            return Some(Subject::growth_of(Some(self.view.small_words(start..comma).into())));
        }
        self.phrase(start..comma).filter(|_| comma > start + 1 && moves)
    }

    /// Where a subject ends behind which only the company as a whole stands: "technology spend across the firm".
    fn without_whole(&self, end: usize) -> usize {
        let whole = end.checked_sub(1).filter(|at| {
            is_any(self.word(*at), &["firm", "company", "group", "bank", "enterprise", "organization", "business"])
                || self.class(*at) == Some(Class::Pronoun(Pronoun::We))
        });
        let determined = |at: usize| usize::from(at > 0 && self.class(at - 1) == Some(Class::Determiner));
        let across = whole.and_then(|at| (at - determined(at)).checked_sub(1));
        let across = across.filter(|at| self.window.contains(at) && is_any(self.word(*at), &["across", "throughout"]));
        across.unwrap_or(end)
    }

    /// Where a subject ends behind which its place stands, and that place: "share in Norway".
    fn without_place(&self, end: usize) -> (usize, Option<Arc<str>>) {
        let start = self.start_of_phrase(end);
        let named = start < end && (start..end).all(|at| self.word(at).starts_with(char::is_uppercase));
        let link = start.checked_sub(1).filter(|link| *link > self.window.start);
        let within = link.filter(|link| self.class(*link) == Some(Class::Link(Link::In)));
        let month = named && Month::named(self.word(start)).is_some();
        match within.filter(|link| named && !month && self.class(link - 1) == Some(Class::Word)) {
            Some(link) => (link, Some(self.view.small_words(start..end).into())),
            None => (end, None),
        }
    }

    /// Where the phrase begins that ends at a token, with what it is of, and where what leads to it begins: "spending on
    /// ferries"; "the number of ferries" is that of ferries.
    fn start_of_subject(&self, end: usize) -> (usize, usize) {
        let tail = self.start_of_phrase(end);
        let determined = tail.checked_sub(1).filter(|at| self.class(*at) == Some(Class::Determiner)).unwrap_or(tail);
        let Some(link) = determined.checked_sub(1).filter(|link| *link > self.window.start) else {
            return (tail, tail);
        };
        if tail == end
            || !matches!(self.class(link), Some(Class::Link(Link::Of | Link::On | Link::In | Link::For | Link::From)))
        {
            return (tail, tail);
        }
        let start = self.start_of_phrase(link);
        let named = start < link && self.class(link - 1) == Some(Class::Word);
        let article = start.checked_sub(1).filter(|at| self.class(*at) == Some(Class::Determiner)).unwrap_or(start);
        match named {
            // "The gain from ferries" is not that of ferries, as "the number of ferries" is.
            true if is_vague(self.word(link - 1)) && self.class(link) == Some(Class::Link(Link::From)) => {
                let contributes = is_any(self.word(link - 1), &CONTRIBUTIONS);
                if contributes { (start, start) } else { (end, end) }
            }
            true if is_vague(self.word(link - 1)) => (tail, article),
            true => (start, start),
            false => (tail, tail),
        }
    }

    /// Whether a token can be part of a phrase that the vocabulary does not know: a metric only as a word before another.
    pub(super) fn is_in_phrase(&self, at: usize) -> bool {
        match self.class(at) {
            Some(Class::Word | Class::Scope(_)) => true,
            // "our technology spend was": a noun behind another.
            Some(Class::Verb) => self.is_spend(at) || self.is_participle(at),
            Some(Class::Metric(_)) => !self.view.mentions.iter().any(|mention| mention.head == at),
            _ => false,
        }
    }

    /// Whether a participle says of which sort the noun behind it is: "our installed base".
    fn is_participle(&self, at: usize) -> bool {
        let led = at.checked_sub(1).is_some_and(|before| {
            matches!(self.class(before), Some(Class::Determiner | Class::Word | Class::Scope(_) | Class::Metric(_)))
        });
        let next = self.class(at + 1) == Some(Class::Word) && is_noun(self.word(at + 1));
        is_any(self.word(at), &["installed", "insured", "leased"]) && led && next
    }

    /// Whether "spend" is a noun behind another: "technology spend".
    fn is_spend(&self, at: usize) -> bool {
        let noun = at.checked_sub(1).filter(|noun| self.class(*noun) == Some(Class::Word));
        self.word(at).eq_ignore_ascii_case("spend") && noun.is_some_and(|noun| is_noun(&self.word(noun).to_lowercase()))
    }

    /// Where the phrase begins that ends at a token.
    pub(super) fn start_of_phrase(&self, end: usize) -> usize {
        let mut start = end;
        while start > self.window.start && end - start < LONGEST && self.is_in_phrase(start - 1) {
            // "the company's net worth"
            if is_any(self.word(start - 1), &OWNERS) {
                break;
            }
            start -= 1;
        }
        start
    }

    /// The subject that a phrase names; none for words that name nothing.
    pub(super) fn phrase(&self, tokens: Range<usize>) -> Option<Subject> {
        // "July tonnage" is tonnage.
        let month = Month::named(self.word(tokens.start)).is_some() && self.view.is_large(tokens.start);
        let tokens = tokens.start + usize::from(month)..tokens.end;
        if tokens.is_empty() {
            return None;
        }
        let first = self.view.tokens.get(tokens.start)?;
        let last = self.view.tokens.get(tokens.end.checked_sub(1)?)?;
        let words: Vec<&str> = tokens.clone().map(|at| self.word(at)).collect();
        let head = *words.last()?;
        // "an average cost of": a word of number may stand before the noun.
        let adjective = |word: &str| is_any(word, &["average", "total", "minimum", "maximum"]);
        // "the contribution from ferries", "$9 million in revenue contribution"
        let contributes = |at: usize| {
            let of_metric = at > 0 && at + 1 == words.len() && Subject::names_metric(words[at - 1]);
            is_any(words[at], &CONTRIBUTIONS) && (words.get(at + 1) == Some(&"from") || of_metric)
        };
        let fraction =
            matches!(self.figure.kind, Kind::Percent | Kind::PercentagePoints | Kind::BasisPoints | Kind::Ratio);
        let ratio = fraction && is_ratio_of_something(&words);
        let vague = |(at, word): (usize, &&str)| {
            let last = at + 1 == words.len();
            // "divestiture-related impacts"
            let related = last && at > 0 && words[at - 1].eq_ignore_ascii_case("related") && at > 1;
            // "platform units"
            let units = last && at > 0 && is_any(word, &["units", "volumes"]) && !is_vague(words[at - 1]);
            is_vague(word) && !(adjective(word) && !last || contributes(at) || ratio && last || related || units)
        };
        // A name alone is that of a part of the company, not of what is measured there.
        let acronym = head.len() > 2 && head.chars().filter(|letter| letter.is_uppercase()).count() > 2;
        let spending = words.len() == 1 && head.eq_ignore_ascii_case("spending");
        // "Costs grew": what opens a sentence is written large, whether it is a name or not.
        let opens = tokens.start == 0 && words.len() == 1 && head == "Costs";
        let small = head.starts_with(char::is_lowercase) || opens;
        let several = words.len() > 1 || head.contains(' ');
        let names = acronym || spending || small && (several || head.ends_with('s'));
        // "our customer base grew 12%": a set phrase may be a noun that is measured.
        let noun = |at: usize| {
            let words = self.word(at).to_lowercase();
            let (first, last) = (words.split(' ').next().unwrap_or(""), words.rsplit(' ').next().unwrap_or(""));
            fraction
                && at + 1 == tokens.end
                && words.contains(' ')
                && is_noun(first)
                && (is_noun(last) || last.ends_with("ing"))
        };
        let set =
            tokens.clone().any(|at| self.class(at) == Some(Class::Word) && is_set_phrase(self.word(at)) && !noun(at));
        let denied = words.len() > 1 && words[0].eq_ignore_ascii_case("non") && matches!(last.class, Class::Metric(_));
        if last.class != Class::Word && !denied && !self.is_spend(tokens.end - 1)
            || !names
            || words.iter().enumerate().any(vague)
            || set
        {
            return None;
        }
        if words.len() == 1 && head.eq_ignore_ascii_case("costs") && tokens.end <= self.token {
            let costs = Subject::said_by("expenses", head)?;
            return Some(self.view.segment.iter().cloned().fold(costs, Subject::narrowed_to));
        }
        let said = TextRange::new(first.range.start(), last.range.end());
        // "Harbor 365 seats", "our Harbor berths": a name of its own narrows it already.
        let is_name = |at: usize| {
            let word = self.word(at);
            at > 0 && word.starts_with(char::is_uppercase)
                || word.chars().skip(1).any(|letter| letter.is_uppercase() || letter.is_ascii_digit())
        };
        let segment = self.view.segment.clone().filter(|_| acronym || !tokens.clone().any(is_name));
        Some(Subject::named(self.view.text.get(Range::<usize>::from(said))?, segment))
    }
}
