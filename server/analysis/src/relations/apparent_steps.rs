//! Apparent steps: amounts that stand as those of a step do, and are none.

use tieout_figures::Kind as FigureKind;

use super::explicit::Clauses;
use super::frames::{Match, Slot, is_fraction};
use super::stream::{Subject, Symbol, same_unit};
use super::words::Word;
use crate::facts::{FigureRole, Modality};
use crate::signs::cues::Cue;
use crate::signs::lists::{OF_ALL, OTHERS};
use crate::signs::words::{is_any, says_each_share};
use crate::tokens::{Boundary, Class, Form, Link, Modal, Sense, Token};

/// How a figure ends that is so much for each stretch of time.
const PACES: [&str; 6] = [" a year", " per year", " each year", " a quarter", " per quarter", " per annum"];
/// What is said behind a step that is carried to a year: "up 8% annualized".
const ANNUALIZED: [&str; 2] = ["annualized", "annualised"];

impl Clauses<'_> {
    /// Whether two bases that stand side by side have nothing named between them: "compared to $10 million in June and $8
    /// million a year ago", not "compared to $10 million, and costs of $8 million".
    pub(super) fn are_one_list(&self, it: &Match) -> bool {
        let (Some(prior), Some(prior2)) = (it.slot(Slot::Prior), it.slot(Slot::Prior2)) else { return true };
        let between = self.stream.symbols.get(prior + 1..=prior2).unwrap_or_default();
        let steps = between.iter().any(|it| matches!(it.word, Some(Word::Up)));
        let figures = between.iter().filter(|it| it.word.is_none()).count();
        steps
            || figures > 1
            || between.iter().all(|it| it.strange == 0 || it.word == Some(Word::And))
                && between.last().is_some_and(|it| it.subject == Subject::Unsaid && !it.led)
    }

    /// Whether a match begins with a figure that something went to: "sales to $55 million from $52 million, and profit to
    /// $9 million".
    pub(super) fn opens_at_level(&self, it: &Match) -> bool {
        let before = it.start.checked_sub(1).and_then(|before| self.stream.symbols.get(before));
        it.slot(Slot::By) == Some(it.start) && before.is_some_and(|before| before.word == Some(Word::To))
    }

    /// Whether a word of change behind the first figure of a match is not said of it: "remains $90 billion, which implies a
    /// decrease in costs from $2 billion to $1 billion". "A 20% yearly increase in losses from" is.
    pub(super) fn is_apart_from_change(&self, it: &Match) -> bool {
        // "Increased modestly, or 3% before the charge, to $12.0 million": what stands behind it may narrow it.
        if let [_, or, by, to, ..] = self.symbols_of(it)
            && (or.word, to.word) == (Some(Word::Or), Some(Word::To))
        {
            let between = self.sentence.reading.tokens.get(by.token + 1..to.token).unwrap_or_default();
            return between.iter().any(|token| token.class != Class::Boundary(Boundary::Comma));
        }
        let [by, up, base, ..] = self.symbols_of(it) else { return false };
        let based = matches!(base.word, Some(Word::From | Word::Versus));
        if it.slot(Slot::By) != Some(it.start) || up.word != Some(Word::Up) || !based {
            return false;
        }
        let between = self.sentence.reading.tokens.get(by.token + 1..up.token).unwrap_or_default();
        between.iter().any(|token| !matches!(token.class, Class::Basis(_) | Class::Period(_)))
    }

    /// Whether a base is said to be that of others: "down 15 basis points from last year, against 40 for peers".
    pub(super) fn is_against_others(&self, it: &Match) -> bool {
        let Some(prior) = self.fact(it, Slot::Prior) else { return false };
        self.behind(prior).take(3).any(|token| is_any(self.sentence.words(token.range), &OTHERS))
    }

    /// Whether a level is said to be of all, and the step before it to be in a part: "users tripled in Asia, to 90 million in
    /// all from 60 million".
    pub(super) fn steps_in_part(&self, it: &Match) -> bool {
        let step = it.slot(Slot::Times).or(it.slot(Slot::By)).and_then(|at| self.stream.symbols.get(at));
        let level = it.slot(Slot::Level).and_then(|at| self.stream.symbols.get(at));
        let Some((step, level)) = step.zip(level) else { return false };
        let tokens = &self.sentence.reading.tokens;
        let between = tokens.get(step.token + 1..level.token).unwrap_or_default();
        let in_part = between.windows(2).any(|pair| match pair {
            [link, named] => link.class == Class::Link(Link::In) && named.class == Class::Word,
            _ => false,
        });
        let rest = tokens.get(level.token).and_then(|it| self.sentence.text().get(usize::from(it.range.end())..));
        in_part && rest.is_some_and(|rest| OF_ALL.iter().any(|all| rest.trim_start().starts_with(all)))
    }

    /// Whether the percentage behind a prior level says of it what the one behind the level says of that: "$24 million, or
    /// 0.65% of loans, up from $22 million, or 0.61%".
    pub(super) fn shares_behind(&self, it: &Match) -> bool {
        let (Some(level), Some(prior), Some(by)) = (it.slot(Slot::Level), it.slot(Slot::Prior), it.slot(Slot::By))
        else {
            return false;
        };
        let between = |one: usize, other: usize| self.stream.symbols.get(one + 1..other).unwrap_or_default();
        let is_percent = |symbol: &Symbol| {
            let figure = self.sentence.reading.figures.get(symbol.index);
            symbol.word.is_none() && figure.is_some_and(|it| it.kind == FigureKind::Percent)
        };
        // "2.2 million or 54% were in Norway, up from 2.0 million or 52%".
        let said = self.stream.symbols.get(by).and_then(|it| self.sentence.reading.tokens.get(it.token + 1));
        let is_subject = said.is_some_and(|said| said.class == Class::Copula);
        let parallel = match self.stream.symbols.get(prior + 1..prior + 3) {
            Some([or, share]) => or.word == Some(Word::Or) && is_percent(share),
            _ => false,
        };
        let leads = matches!(between(level, by), [or] if or.word == Some(Word::Or));
        if level < by && by < prior && leads && self.stream.symbols.get(by).is_some_and(is_percent) {
            return parallel || is_subject;
        }
        let alike = matches!(between(prior, by), [or] if or.word == Some(Word::Or));
        level < prior && prior < by && alike && between(level, prior).iter().any(is_percent)
    }

    /// Whether a percentage is by how much something else changed that stands beside a percentage: "sales were down 3%, at a
    /// margin of 9.8%, up from 9.5%".
    pub(super) fn steps_elsewhere(&self, it: &Match) -> bool {
        let (Some(by), Some(level)) = (it.slot(Slot::By), it.slot(Slot::Level)) else { return false };
        let percent = |slot| self.fact(it, slot).is_some_and(|it| self.figure(it).kind == FigureKind::Percent);
        let between = self.stream.symbols.get(by + 1..=level).unwrap_or_default();
        let at = between.iter().any(|symbol| matches!(symbol.word, Some(Word::At | Word::With)));
        let named = between.iter().any(|symbol| symbol.subject != Subject::Unsaid);
        by < level && percent(Slot::By) && percent(Slot::Level) && at && named
    }

    /// Whether a percentage beside two others is one of them without a word for what changed: "19.5% versus 22.5% in the
    /// first half, so 21.5% year to date".
    pub(super) fn is_third_percentage(&self, it: &Match) -> bool {
        let percent = |slot| self.fact(it, slot).is_some_and(|it| self.figure(it).kind == FigureKind::Percent);
        let changes = |symbol: &Symbol| {
            matches!(
                symbol.word,
                Some(Word::Up | Word::UpTo | Word::Above | Word::Beyond | Word::Exceeds | Word::Raised | Word::More)
            )
        };
        percent(Slot::Level) && percent(Slot::By) && !self.symbols_of(it).iter().any(changes)
    }

    /// Whether a number of times before two levels may be how often there was a change: "we've raised it three times, from
    /// $1.50 to $1.60".
    pub(super) fn is_how_often(&self, it: &Match) -> bool {
        let (Some(times), Some(prior)) = (it.slot(Slot::Times).or(it.slot(Slot::By)), it.slot(Slot::Prior)) else {
            return false;
        };
        let said = self.stream.symbols.get(times).and_then(|symbol| self.sentence.reading.figures.get(symbol.index));
        let says_times = said.is_some_and(|it| self.sentence.words(it.range).ends_with("times"));
        let comma = self.stream.symbols.get(times).and_then(|it| self.sentence.reading.tokens.get(it.token + 1));
        let pauses = comma.is_some_and(|token| token.class == Class::Boundary(Boundary::Comma));
        times < prior && says_times && pauses
    }

    /// Whether what stands as a step is a level of its own, "the middle of $5.00 to $5.40 is $5.20, up from $5.00", or says
    /// a step again, "that's $2 million, or 22%, higher than the $9 million of last year".
    pub(super) fn is_step_apart(&self, it: &Match) -> bool {
        let (Some(level), Some(by)) = (it.slot(Slot::Level), it.slot(Slot::By)) else { return false };
        let symbol = self.stream.symbols.get(by);
        let behind = symbol.and_then(|symbol| self.sentence.reading.tokens.get(symbol.token + 1));
        let pauses = behind.is_some_and(|token| token.class == Class::Boundary(Boundary::Comma));
        let goes_on = self.stream.symbols.get(by + 1).is_some_and(|next| {
            matches!(next.word, Some(Word::Up | Word::More | Word::Above | Word::Beyond | Word::Exceeds))
        });
        let figures = self.fact(it, Slot::Level).zip(self.fact(it, Slot::By));
        let alike = figures.is_some_and(|(level, by)| same_unit(self.figure(level), self.figure(by)));
        let between = self.stream.symbols.get(level + 1..by).unwrap_or_default();
        let again = matches!(between, [or] if or.word == Some(Word::Or));
        level < by && goes_on && (pauses && (alike || again) || again && self.is_under_half(it))
    }

    /// Whether a sentence opens with a level that parts are of: "of the $10 million increase, $6 million, or 60%, came from
    /// price".
    pub(super) fn is_parted(&self, level: usize) -> bool {
        let at = self.sentence.reading.token_from(self.figure(level).range.start());
        let before = self.sentence.reading.tokens.get(..at).unwrap_or_default().iter().rev();
        let mut before = before.skip_while(|token| matches!(token.class, Class::Hedge | Class::Determiner));
        before.next().is_some_and(|token| token.class == Class::Link(Link::Of))
            && before.next().is_none_or(|token| matches!(token.class, Class::Boundary(_)))
    }

    /// Whether a level is less than half of the prior one, as a step mostly is: "$2 million or 22% above $9 million".
    fn is_under_half(&self, it: &Match) -> bool {
        let value = |slot| Some(self.value(self.fact(it, slot)?)?.abs());
        let twice = value(Slot::Level).and_then(|level| level.checked_add(level));
        twice.zip(value(Slot::Prior)).is_some_and(|(twice, prior)| twice < prior)
    }

    /// Whether what stands as a level says by how much: "pain fell by 3.1, that of others by 1.9 from 6.3, so 1.2 better".
    pub(super) fn is_level_a_step(&self, it: &Match) -> bool {
        // "Declined by 9%, 400 basis points less than 13%" compares two steps.
        let level = self.fact(it, Slot::Level).filter(|level| self.figure(*level).kind != FigureKind::Percent);
        level.is_some_and(|level| self.is_behind_by(level))
    }

    /// Whether points are what a cause gave, and other causes may have taken some: "41.2% compared to 40.0%, reflecting 150
    /// basis points from price less 30 of wages", "100 basis points below 12.4%, plus another 40". "From last year" is a base.
    pub(super) fn is_from_cause(&self, it: &Match) -> bool {
        let points = self
            .fact(it, Slot::By)
            .is_some_and(|by| matches!(self.figure(by).kind, FigureKind::PercentagePoints | FigureKind::BasisPoints));
        let by = it.slot(Slot::By).and_then(|at| self.stream.symbols.get(at)).map_or(0, |symbol| symbol.token);
        let mut behind = self.sentence.reading.tokens.get(by + 1..).unwrap_or_default().iter();
        let from = behind.next().is_some_and(|token| token.class == Class::Link(Link::From));
        let cause = behind.find(|token| token.class != Class::Determiner).map(|token| token.class);
        let goes_on = || {
            let by = self.fact(it, Slot::By);
            let rest = by.and_then(|by| self.sentence.text().get(usize::from(self.figure(by).range.end())..));
            rest.is_some_and(|rest| rest.to_ascii_lowercase().contains("plus another"))
        };
        points && (from && matches!(cause, Some(Class::Word | Class::Metric(_))) || goes_on())
    }

    /// Whether "of" behind a figure says that it is a part: "1,800 users, 400 of whom pay, up from 310", "$44 million, half
    /// of which, $22 million".
    pub(super) fn is_part_said(&self, it: &Match) -> bool {
        let behind = |slot| {
            let at = it.slot(slot).and_then(|by| self.stream.symbols.get(by + 1));
            at.filter(|behind| behind.word == Some(Word::Of))
        };
        let word_behind = |of: &Symbol| self.sentence.reading.tokens.get(of.token + 1).map(|token| token.class);
        let points_back = |of: &Symbol| matches!(word_behind(of), Some(Class::Pronoun(_)));
        // "$20 million of net new bookings, bringing the total to".
        let nets = |symbol: &Symbol| matches!(symbol.word, Some(Word::Yields | Word::Totals));
        let nets = self.symbols_of(it).iter().any(nets);
        // "130 basis points of improvement".
        let points = self
            .fact(it, Slot::By)
            .is_some_and(|by| matches!(self.figure(by).kind, FigureKind::BasisPoints | FigureKind::PercentagePoints));
        let named = it.slot(Slot::By).and_then(|by| self.stream.symbols.get(by + 2));
        let points = points && named.is_some_and(|named| named.word == Some(Word::Up) && named.strange == 0);
        behind(Slot::By).is_some() && !nets && !points || behind(Slot::Times).is_some_and(points_back)
    }

    /// Whether a comma ends the mark that a step is measured by before the next figure, which is then something else: "38
    /// aircraft, 3 above plan, 9 in the last quarter"; "3 above plan, which was 35" gives it.
    pub(super) fn names_mark_alone(&self, it: &Match) -> bool {
        let place = |at: usize| self.stream.symbols.get(at).map(|symbol| symbol.token);
        let beyond = (it.start..it.end).find(|at| self.stream.symbols[*at].word == Some(Word::Beyond));
        let (Some(beyond), Some(prior)) = (beyond.and_then(place), it.slot(Slot::Prior).and_then(place)) else {
            return false;
        };
        let between = self.sentence.reading.tokens.get(beyond + 1..prior).unwrap_or_default();
        between.iter().any(|token| matches!(token.class, Class::Boundary(_)))
            && !between.iter().any(|token| matches!(token.class, Class::Link(_) | Class::Copula))
    }

    /// Whether a percentage right behind the level is what it bears and not by how much it changed: "$300 million at 4.5%,
    /// down from $380 million at 5.1%".
    pub(super) fn is_rate_of_level(&self, it: &Match) -> bool {
        let (Some(level), Some(by)) = (it.slot(Slot::Level), it.slot(Slot::By)) else { return false };
        let between = self.stream.symbols.get(level + 1..by).unwrap_or_default();
        matches!(between, [at] if at.word == Some(Word::At))
    }

    /// Whether the prior level and the level of a match are the ends of a range behind the level that is meant: "$100 million
    /// to $110 million, down from $120 million to $130 million".
    pub(super) fn is_range_behind_level(&self, it: &Match) -> bool {
        let (Some(prior), Some(level)) = (it.slot(Slot::Prior), it.slot(Slot::Level)) else { return false };
        // "Down from", "down 12% from", "down $5 million at the midpoint from".
        let before = self.stream.symbols.get(..prior).unwrap_or_default().iter().enumerate().rev();
        let before: Vec<(usize, &Symbol)> = before.filter(|(_, symbol)| !symbol.is_soft()).take(4).collect();
        let is_by = |at: &(usize, &Symbol)| it.slot(Slot::By) == Some(at.0) && at.0 != it.start;
        let by = usize::from(before.get(1).is_some_and(is_by));
        let symbol = |back: usize| before.get(back).map(|(_, symbol)| *symbol);
        let (Some(said), Some(up)) = (symbol(2 + by), symbol(1 + by)) else { return false };
        let to = self.stream.symbols.get(prior + 1).is_some_and(|symbol| symbol.word == Some(Word::To));
        let said_at = said.token;
        let said = self.sentence.reading.figures.get(said.index).filter(|_| said.word.is_none());
        let alike = said.zip(self.fact(it, Slot::Level)).is_some_and(|(said, it)| same_unit(said, self.figure(it)));
        let beside = up.word == Some(Word::Up) && up.strange == 0 && up.subject == Subject::Unsaid;
        // "Increased by $35 million, raising it from $140 million to $175 million": no level stands before.
        let before = said_at.checked_sub(1);
        let is_step = before.is_some_and(|at| self.sentence.reading.tokens[at].class == Class::Link(Link::By));
        prior + 2 == level && to && alike && beside && !is_step
    }

    /// Whether "over" without a word of change may divide one amount by another: "$44 million over costs of $80 million".
    /// Points it does not.
    pub(super) fn divides(&self, it: &Match) -> bool {
        let symbols = self.symbols_of(it);
        let over = symbols.iter().any(|symbol| symbol.word == Some(Word::Over));
        let changes = |symbol: &Symbol| matches!(symbol.word, Some(Word::Up | Word::Raised));
        // "Loans increased to $446 million, or 14% over the March balance".
        let before = self.stream.symbols.get(..it.start).unwrap_or_default().last_chunk::<2>();
        let went = before.is_some_and(|[up, to]| changes(up) && to.word == Some(Word::To));
        let changes = went || symbols.iter().any(changes);
        let by = self.fact(it, Slot::By).map(|by| self.figure(by).kind);
        over && !changes && !matches!(by, Some(FigureKind::PercentagePoints | FigureKind::BasisPoints))
    }

    /// Whether a growth behind an outlook and the one before it is that over the year before: "guidance to $112 million to
    /// $113 million, from $110 million to $112 million, or 17% growth".
    pub(super) fn grows_as_guided(&self, it: &Match) -> bool {
        let (Some(prior), Some(by)) = (it.slot(Slot::Prior), it.slot(Slot::By)) else { return false };
        let until = self.stream.symbols.get(by).map_or(0, |symbol| symbol.token);
        let before = self.sentence.reading.tokens.get(..until).unwrap_or_default();
        // "Landed within our guidance at $50 million" is no outlook.
        let is_met = |at: usize| {
            let said = before[..at].iter().rev().find(|token| token.class != Class::Determiner);
            said.is_some_and(|said| {
                matches!(said.class, Class::Direction(_)) || self.sentence.reading.marks.cue(said) == Some(Cue::Within)
            })
        };
        let is_guidance = |at: &usize| before[*at].class == Class::Modal(Modal::Guidance);
        let is_outlook = (0..before.len()).filter(is_guidance).any(|at| !is_met(at));
        let is_guided = |slot| {
            let fact = self.fact(it, slot).and_then(|fact| self.facts.get(fact));
            fact.is_some_and(|fact| {
                is_outlook
                    || fact.modality == Modality::Guidance
                    || matches!(fact.role, Some(FigureRole::Guidance | FigureRole::PriorGuidance))
            })
        };
        let grows = self.fact(it, Slot::By).is_some_and(|by| self.figure(by).kind == FigureKind::Percent);
        let behind = it.slot(Slot::Level).is_some_and(|level| level < prior) && prior < by;
        behind && grows && is_guided(Slot::Level) && is_guided(Slot::Prior)
    }

    /// Whether a growth before a level is that over the time before, and what the level is compared with is what was
    /// expected: "revenue grew 6% to $44 million, compared to guidance of $43 million". "6% above our guidance" is over it.
    pub(super) fn grows_beside_guidance(&self, it: &Match) -> bool {
        let is_percent = self.fact(it, Slot::By).is_some_and(|by| self.figure(by).kind == FigureKind::Percent);
        let expected = self.fact(it, Slot::Prior).and_then(|prior| self.facts.get(prior));
        let is_expected = expected.is_some_and(|fact| fact.role == Some(FigureRole::PriorGuidance));
        let measured = it
            .slot(Slot::By)
            .and_then(|by| self.stream.symbols.get(by + 1))
            .is_some_and(|next| matches!(next.word, Some(Word::Above | Word::Beyond | Word::Exceeds | Word::More)));
        is_percent && is_expected && !measured
    }

    /// Whether what stands behind "that's" at the end of a change is more than the points that it was: "rose to 12.5% from
    /// 11.0%, that's 50 basis points better than planned", "to $1.20 from $1.00, that's a 3% yield".
    pub(super) fn goes_on_behind(&self, it: &Match) -> bool {
        let symbols = self.symbols_of(it);
        let [first, .., link, last] = symbols else { return false };
        // "Or 3% at the current price".
        let at_price = it.slot(Slot::Prior) < it.slot(Slot::By)
            && self
                .fact(it, Slot::By)
                .and_then(|by| self.behind(by).next())
                .is_some_and(|token| token.class == Class::Link(Link::At));
        if at_price {
            return true;
        }
        let ends = first.word == Some(Word::Up)
            && matches!(link.word, Some(Word::It | Word::Is | Word::Or))
            && it.slot(Slot::By) == Some(it.end - 1)
            && it.slot(Slot::Level) < it.slot(Slot::Prior)
            && last.word.is_none();
        let Some(by) = self.fact(it, Slot::By).filter(|_| ends) else { return false };
        let points = matches!(self.figure(by).kind, FigureKind::PercentagePoints | FigureKind::BasisPoints);
        let over = self.behind(by).next().is_none_or(|token| matches!(token.class, Class::Boundary(_)));
        !(points && over)
    }

    /// Whether the words right behind a growth say since when it was: "3% growth from December, and 10% from $12 million".
    pub(super) fn has_base_of_its_own(&self, by: usize) -> bool {
        let mut behind = self.behind(by).skip_while(|token| {
            matches!(token.class, Class::Direction(_) | Class::Metric(_) | Class::Scope(_) | Class::Word)
        });
        let from = behind.next().is_some_and(|token| {
            matches!(token.class, Class::Link(Link::From | Link::Versus | Link::Than))
                || self.sentence.reading.marks.cue(token) == Some(Cue::Over)
        });
        let base = behind.find(|token| token.class != Class::Determiner);
        from && base.is_some_and(|token| !matches!(token.class, Class::Figure(_) | Class::Hedge))
    }

    /// Whether a percentage is said of each share and the level is for all of them: "an increase of 26% per share", "up 26%
    /// on a per-share basis".
    pub(super) fn is_of_each_share(&self, by: usize, level: usize) -> bool {
        let clause = self.behind(by).take_while(|it| !matches!(it.class, Class::Figure(_) | Class::Boundary(_)));
        // "33% per share" has it within.
        let own = std::iter::once(self.sentence.words(self.figure(by).range));
        let said = own.chain(clause.map(|it| self.sentence.words(it.range)));
        self.figure(level).kind != FigureKind::PerShare && says_each_share(said)
    }

    /// Whether a fraction says by how much: "by half", "up a third", "a quarter higher".
    pub(super) fn is_by_fraction(&self, fact: usize) -> bool {
        let reading = &self.sentence.reading;
        let at = reading.token_from(self.figure(fact).range.start());
        let before = reading.tokens.get(..at).unwrap_or_default().iter().rev();
        let mut before =
            before.skip_while(|token| matches!(token.class, Class::Hedge | Class::Determiner | Class::Adverb));
        let led = before.next().is_some_and(|token| match token.class {
            Class::Link(Link::By) => true,
            Class::Direction(it) => matches!(it.form, Form::Verb | Form::Particle) && it.sense != Sense::Flat,
            _ => false,
        });
        let goes_on = self.behind(fact).next().is_some_and(|token| match token.class {
            Class::Direction(it) => matches!(it.form, Form::Comparative | Form::Preposition | Form::Noun),
            Class::Hedge => is_any(self.sentence.words(token.range), &["more than", "less than"]),
            _ => false,
        });
        is_fraction(self.figure(fact)) && (led || goes_on)
    }

    /// Whether what is said of a figure is so much for each of several stretches of time, which no step between two levels
    /// is: "from $31 billion in 2023 to $46 billion in 2028, or 8.2% a year", "a compound rate of 8.2%", "up 8% annualized".
    pub(super) fn is_pace(&self, by: usize) -> bool {
        let reading = &self.sentence.reading;
        let Some(at) = reading.tokens.iter().position(|token| token.range == self.figure(by).range) else {
            return false;
        };
        let is_pace = |token: &Token| reading.marks.cue(token) == Some(Cue::Pace);
        let is_each = |token: &Token| {
            let said = &self.sentence.text()[token.range];
            PACES.iter().any(|pace| pace.trim_start() == said) || is_any(said, &ANNUALIZED)
        };
        let ends = |token: &Token| matches!(token.class, Class::Figure(_) | Class::Boundary(Boundary::Semicolon));
        let before = reading.tokens.get(..at).unwrap_or_default().iter().rev().take_while(|token| !ends(token));
        let behind = reading.tokens.get(at + 1..).unwrap_or_default().iter();
        let mut behind = behind.take_while(|token| !ends(token) && !matches!(token.class, Class::Boundary(_)));
        let said = &self.sentence.text()[self.figure(by).range];
        PACES.iter().any(|pace| said.ends_with(pace))
            || before.into_iter().any(is_pace)
            || behind.any(|token| is_pace(token) || is_each(token))
    }
}
