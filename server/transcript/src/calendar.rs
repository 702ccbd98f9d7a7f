//! The fiscal calendar of a company, from what its call says.
//!
//! Clues are weighed for each month in which the fiscal year could end: what is said outright ("for the quarter ended
//! October 31"), quarters named by their last month, the day of the call, which follows the quarter by weeks, and, where
//! nobody speaks of a fiscal year at all, that most years are those of the calendar. A wrong year is worse than none: a
//! calendar is taken only where one month is clearly ahead and nothing speaks against it.

use crate::call::{CallFacts, Evidence, Options, Turn};
use crate::clues::{self, Clue, Clues, Marks};
use crate::fiscal::{FiscalCalendar, Month};
use crate::lines::size;
use crate::page::Page;

/// What a month must have to be believed, and by how much it must lead.
const ENOUGH: i32 = 3;
const LEAD: i32 = 2;

/// How many days after the end of the quarter calls are held, from the quickest to the slowest company.
const DAYS_AFTER_QUARTER: std::ops::RangeInclusive<i32> = 5..=105;

/// In so many days after a quarter of the calendar no company that closes a month later can have reported.
const DAYS_OF_CALENDAR_YEARS: std::ops::RangeInclusive<i32> = 12..=38;

/// In a call of so many bytes a fiscal year is spoken of if it is not that of the calendar.
const LONG_CALL: usize = 20_000;

/// How often a sum in crores or lakhs must be named for the company to be an Indian one.
const INDIAN_SUMS: usize = 3;

/// Finds the calendar of a call whose quarter and day have been looked for.
pub(crate) fn find(page: &Page<'_>, turns: &[Turn], options: &Options, marks: &Marks, facts: &mut CallFacts) {
    let spoken = turns.first().map_or(0, |turn| turn.lines.start);
    let clues = clues::read(page.text, marks, page.lines.range(spoken as usize).start());
    let set_by_user = |year_end| {
        let what = "the end of the fiscal year is set by the user".to_owned();
        (year_end, vec![Evidence { what, line: None, weight: 10 }])
    };
    let found = options.fiscal_year_end.map(set_by_user).or_else(|| year_end(page, &clues, facts));
    let Some((year_end, evidence)) = found else { return };
    let offset = name_offset(year_end, &clues, facts).or(options.fiscal_year_end.map(|_| 0));
    if let Some(name_offset) = offset {
        let calendar = FiscalCalendar { year_end, name_offset };
        let of_month = facts.ends_in.map(|(year, month)| (calendar.quarter_of(year, month), (year, month)));
        let named = of_month.filter(|(quarter, ends_in)| calendar.end_of(*quarter) == *ends_in);
        facts.quarter = facts.quarter.or(named.map(|(quarter, _)| quarter));
        facts.calendar = Some(calendar);
        facts.calendar_evidence = evidence;
    }
}

/// The month in which the fiscal year ends, with the reasons, the weightiest first.
fn year_end(page: &Page<'_>, clues: &Clues, facts: &CallFacts) -> Option<(Month, Vec<Evidence>)> {
    let only = only_month(facts).filter(|_| clues.fiscal);
    let mut ranked: Vec<(i32, Month, Vec<Evidence>)> = Month::all()
        .map(|month| {
            let (mut points, mut evidence) = weigh(page, clues, facts, month);
            if Some(month) == only {
                let what = "no other month fits the day of the call and the name of its fiscal year".to_owned();
                evidence.push(Evidence { what, line: None, weight: 3 });
                points += 3;
            }
            (points, month, evidence)
        })
        .collect();
    ranked.sort_by_key(|(points, ..)| std::cmp::Reverse(*points));
    let second = ranked.get(1).map_or(0, |(points, ..)| *points);
    let (points, month, mut evidence) = ranked.into_iter().next()?;
    evidence.sort_by_key(|it| std::cmp::Reverse(it.weight));
    (points >= ENOUGH && points >= second + LEAD).then_some((month, evidence))
}

/// The only month in which the fiscal year can end if the call was held within weeks of the quarter that it names: a third
/// quarter of 2031 that was reported in November 2030 is one of a year that ends in January. Years are named after the
/// calendar year in which they end, those that end in its first half after the year before now and then.
fn only_month(facts: &CallFacts) -> Option<Month> {
    let (quarter, (year, month, day)) = (facts.quarter?, facts.date?);
    let fits = |year_end: Month, name_offset: i32| {
        let (end_year, end) = FiscalCalendar { year_end, name_offset }.end_of(quarter);
        let (next_year, next) = if end.number() == 12 { (end_year + 1, 1) } else { (end_year, end.number() + 1) };
        DAYS_AFTER_QUARTER.contains(&(day_number(year, month, day) - day_number(next_year, next, 1) + 1))
    };
    let mut months = Month::all().filter(|month| fits(*month, 0) || month.number() <= 6 && fits(*month, -1));
    let only = months.next()?;
    months.next().is_none().then_some(only)
}

/// How much speaks for a month as the end of the fiscal year, and what.
fn weigh(page: &Page<'_>, clues: &Clues, facts: &CallFacts, year_end: Month) -> (i32, Vec<Evidence>) {
    let mut points = 0;
    let mut evidence = Vec::new();
    let mut speaks_for = |weight: i32, what: String, at: Option<usize>| {
        points += weight;
        let line = at.map(|at| page.lines.line_at(size(at)) as u32);
        evidence.push(Evidence { what, line, weight });
    };
    let mut against = 0;
    let reported = facts.quarter.map(|quarter| year_end.plus(3 * (i32::from(quarter.quarter) - 4)));
    for (clue, month, at) in &clues.months {
        let fits = match clue {
            Clue::YearEnds => *month == year_end,
            Clue::Reported | Clue::Named | Clue::Balance => Some(*month) == reported,
            Clue::Ahead => reported.map(|reported| reported.plus(3)) == Some(*month),
        };
        let closes_a_quarter = month.number() % 3 == year_end.number() % 3;
        match clue {
            _ if fits => speaks_for(clue.weight().0, clue.reason(*month), Some(*at)),
            Clue::YearEnds => against += 2,
            Clue::Balance => {}
            _ if !closes_a_quarter => against += 3,
            _ => {}
        }
    }
    // Several quarters that are named by their last months agree on which months close a quarter.
    let mut named = clues.months.iter().filter(|(clue, ..)| matches!(clue, Clue::Named | Clue::Ahead)).map(|it| it.1);
    let first = named.next();
    let others = named.any(|month| Some(month) != first);
    if let Some(first) = first.filter(|first| others && first.number() % 3 == year_end.number() % 3) {
        speaks_for(1, format!("quarters are named by {} and the months of other quarters", first.name()), None);
    }
    if let (Some(reported), Some(date)) = (reported, facts.date) {
        let days = days_since(reported, date);
        let held = format!("the call was held {days} days after the end of {}", reported.name());
        if !DAYS_AFTER_QUARTER.contains(&days) {
            against += 4;
        } else if !clues.fiscal && year_end.number() == 12 && DAYS_OF_CALENDAR_YEARS.contains(&days) {
            speaks_for(4, format!("no fiscal year is spoken of, and {held}"), None);
        } else {
            speaks_for(1, held, None);
        }
    }
    if facts.date.is_none() && facts.quarter.is_some() && !clues.fiscal && year_end.number() == 12 {
        let long = page.text.len() >= LONG_CALL;
        if long {
            speaks_for(3, "no fiscal year is spoken of in a long call".to_owned(), None);
        }
    }
    if clues.indian >= INDIAN_SUMS && year_end.number() == 3 {
        let what = "sums are in crores or lakhs, and Indian companies close their years in March";
        speaks_for(4, what.to_owned(), None);
    }
    (points - against, evidence)
}

/// What must be added to the calendar year of the year's end to get its name; none where the call leaves it open, or
/// names its year in a way no company does.
fn name_offset(year_end: Month, clues: &Clues, facts: &CallFacts) -> Option<i32> {
    let unnamed = FiscalCalendar { year_end, name_offset: 0 };
    let Some(quarter) = facts.quarter else { return names_by_its_end(year_end).then_some(0) };
    let (year, reported) = unnamed.end_of(quarter);
    // By how many months a day follows the quarter, if its year has the name of the year in which it ends.
    let months_after = |(other_year, month): (i32, Month)| {
        (other_year - year) * 12 + i32::from(month.number()) - i32::from(reported.number())
    };
    let offset = match facts.date {
        Some((date_year, month, _)) => match months_after((date_year, Month::new(month)?)) {
            0..=4 => Some(0),
            12..=16 => Some(-1),
            _ => None,
        },
        None if names_by_its_end(year_end) => Some(0),
        // Days of the year before the quarter and of the weeks behind it are spoken of, later ones hardly.
        None => clues.dated.iter().any(|day| (-11..=4).contains(&months_after(*day))).then_some(0),
    };
    offset.filter(|offset| *offset == 0 || year_end.number() <= 6)
}

/// Whether all companies whose year ends in a month name it after the calendar year in which it ends.
fn names_by_its_end(year_end: Month) -> bool {
    year_end.number() >= 6
}

/// The days from the end of a month to a day of the following twelve months.
fn days_since(month: Month, (year, date_month, day): (i32, u8, u8)) -> i32 {
    let same_year = month.number() < date_month;
    let (next_year, next) = match (same_year, month.number()) {
        (true, number) => (year, number + 1),
        (false, 12) => (year, 1),
        (false, number) => (year - 1, number + 1),
    };
    day_number(year, date_month, day) - day_number(next_year, next, 1) + 1
}

/// Counts days through the years, from 1 March of the year 0.
fn day_number(year: i32, month: u8, day: u8) -> i32 {
    let (year, month) = if month > 2 { (year, i32::from(month) - 3) } else { (year - 1, i32::from(month) + 9) };
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * month + 2) / 5
        + i32::from(day)
}

#[cfg(test)]
mod tests {
    use crate::{Call, FiscalQuarter, Month, Options};

    /// The end of the fiscal year with its offset, and the first reason, of a call that says these things.
    fn calendar(title: &str, said: &str) -> Option<(&'static str, i32, String)> {
        let text = format!(
            "{title}\n\nOperator\nGood day, and welcome to the Fernhill Systems earnings conference call.\n\n\
             Ann Lee - Chief Financial Officer\nThank you. {said}\n"
        );
        let facts = Call::read(&text, &Options::default()).facts;
        let calendar = facts.calendar?;
        let reason = facts.calendar_evidence.first().map(|it| it.what.clone())?;
        Some((calendar.year_end.name(), calendar.name_offset, reason))
    }

    fn year_end(title: &str, said: &str) -> Option<&'static str> {
        calendar(title, said).map(|(month, ..)| month)
    }

    #[test]
    fn a_quarter_named_by_its_month_is_told_by_the_calendar() {
        let quarter = |said: &str| {
            let text = format!(
                "Ann Lee - Chief Financial Officer\nWelcome to the Fernhill Systems quarterly earnings conference call. {said}\n\n\
                 Operator\nOur first question comes from Bob Ray with Big Bank.\n\nBob Ray - Analyst\nWas it good?\n"
            );
            Call::read(&text, &Options::default()).facts.quarter
        };
        let results =
            "We will discuss our results for the June 2031 quarter and our outlook for the September 2031 quarter.";
        let found = Some(FiscalQuarter { year: 2031, quarter: 4 });
        assert_eq!(quarter(&format!("{results} The June quarter marked the end of our fiscal year.")), found);
        // Nobody says when the year ends.
        assert_eq!(quarter(&format!("{results} The June quarter was the end of an era.")), None);
        // The quarter ends in a month in which none of the company's does.
        assert_eq!(quarter(&format!("{results} Our fiscal year ends in July.")), None);
    }

    #[test]
    fn what_is_said_outright_decides() {
        let title = "Fernhill Systems Q3 2031 Earnings Call";
        assert_eq!(
            calendar(title, "For the fiscal quarter ended October 31, 2030, we did well."),
            Some(("January", 0, "the quarter is said to have ended in October".to_owned()))
        );
        assert_eq!(
            year_end(title, "Our annual report for the fiscal year ended January 29, 2030 is out."),
            Some("January")
        );
        assert_eq!(year_end(title, "The third quarter ending November 2nd, 2030 was good."), Some("January"));
        assert_eq!(year_end(title, "The year ended December 31 was good for our customer."), None);
    }

    #[test]
    fn quarters_are_named_by_their_last_month() {
        let title = "Fernhill Systems Q3 2031 Earnings Call";
        let said = "Now our outlook for the December quarter. We expect growth in the December quarter.";
        assert_eq!(year_end(title, said), Some("December"));
        assert_eq!(
            year_end(
                title,
                "It was a fine October quarter. What do you assume will come in the January quarter, that is, \
                             on September 28, 2030? Sales were down in the July quarter."
            ),
            Some("January")
        );
        // One month alone may be that of any quarter, and months that close no quarter of one year contradict.
        assert_eq!(year_end(title, "The July quarter is weak by nature."), None);
        assert_eq!(year_end(title, "Our outlook for the December quarter and for the January quarter is good."), None);
    }

    #[test]
    fn the_day_of_the_call_tells_where_nobody_speaks_of_fiscal_years() {
        let title = "Fernhill Systems Q3 2030 Earnings Call, October 27, 2030";
        assert_eq!(year_end(title, "It was a good quarter."), Some("December"));
        assert_eq!(year_end(title, "In fiscal 2030 we did well."), None);
        assert_eq!(year_end(title, "Fiscal policy is a risk."), Some("December"));
        // Six weeks and more after the quarter, a company that closes a month later could have reported.
        assert_eq!(year_end("Fernhill Systems Q3 2030 Earnings Call, November 19, 2030", "It was good."), None);
        // A first quarter that was reported in March is none of the calendar.
        assert_eq!(year_end("Fernhill Systems Q1 2030 Earnings Call, March 3, 2030", "It was good."), None);
    }

    #[test]
    fn the_name_of_the_year_and_the_day_of_the_call_leave_one_month() {
        let said = "In fiscal 2031 we did well.";
        let of =
            |quarter: &str, date: &str| year_end(&format!("Fernhill Systems {quarter} Earnings Call, {date}"), said);
        assert_eq!(of("Q3 2031", "November 13, 2030"), Some("January"));
        assert_eq!(of("Q4 2031", "February 12, 2031"), Some("January"));
        assert_eq!(of("Q2 2031", "August 14, 2030"), Some("January"));
        // Several months fit.
        assert_eq!(of("Q1 2031", "October 24, 2030"), None);
        assert_eq!(of("Q3 2030", "November 13, 2030"), None);
    }

    #[test]
    fn the_day_of_the_call_tells_how_years_are_named() {
        let said = "For the quarter ended October 31, sales rose.";
        let of = |date: &str| calendar(&format!("Fernhill Stores Q3 2030 Earnings Call, {date}"), said);
        assert_eq!(of("November 20, 2030").map(|it| it.1), Some(-1));
        assert_eq!(of("November 20, 2029").map(|it| it.1), Some(0));
        assert_eq!(of("November 20, 2027"), None);
    }

    #[test]
    fn indian_companies_close_their_years_in_march() {
        let title = "Fernhill Limited Q3 FY31 Earnings Conference Call, February 3, 2031";
        let said = "Revenue was INR 120 crore, EBITDA INR 30 crores, and the profit INR 10 crores.";
        assert_eq!(year_end(title, said), Some("March"));
    }

    #[test]
    fn the_user_decides() {
        let options = Options { fiscal_year_end: Month::new(6), ..Options::default() };
        let text = "Fernhill Systems Q3 2031 Earnings Call\n\nOperator\nWelcome.\n\nAnn Lee - CFO\nThank you.\n";
        let calendar = Call::read(text, &options).facts.calendar.expect("the user has set it");
        assert_eq!(calendar.end_of(FiscalQuarter { year: 2031, quarter: 3 }), (2031, Month::new(3).expect("a month")));
    }

    #[test]
    fn in_a_long_call_without_a_day_or_a_fiscal_year_the_calendar_is_meant() {
        let title = "Fernhill Systems Q2 2031 Earnings Call";
        let long = "Our ferries sailed on time and our guests were glad of it. ".repeat(400);
        assert_eq!(year_end(title, &long), Some("December"));
        assert_eq!(year_end(title, &format!("Fiscal 2031 was good. {long}")), None);
        assert_eq!(year_end(title, "Our ferries sailed on time."), None);
    }
}
