//! What is read in invented sentences: all kinds of figures, and all kinds of traps.

#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use tieout_figures::{Amount, Context, Currency, Figure, read};

fn amount(figure: &Figure) -> String {
    match figure.amount {
        Amount::Single(displayed) => displayed.value.normalize().to_string(),
        Amount::Range { low, high } => format!("{} to {}", low.value.normalize(), high.value.normalize()),
        Amount::Vague { low: Some(low), high: Some(high) } => format!("[{}, {}]", low.normalize(), high.normalize()),
        Amount::Vague { .. } => "[?]".into(),
    }
}

/// The sentences of a file, each with what was read in it.
fn render(sentences: &str) -> String {
    let mut out = String::new();
    for line in sentences.lines().filter(|line| !line.starts_with("# ")) {
        writeln!(out, "{line}").unwrap();
        let reading = read(line, &Context { page_numbers: true, ..Context::default() });
        for figure in &reading.figures {
            let unit = figure.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
            let hedge = figure.hedge.map(|hedge| format!(", {}", hedge.as_str())).unwrap_or_default();
            let inferred = figure
                .inferred
                .map(|taken| {
                    let what = if taken.scale && taken.unit {
                        "scale and unit"
                    } else if taken.scale {
                        "scale"
                    } else {
                        "unit"
                    };
                    format!(" ({what} of {:?})", &line[taken.from])
                })
                .unwrap_or_default();
            let kind = figure.kind.as_str();
            writeln!(out, "    {:?}: {kind} {}{unit}{hedge}{inferred}", &line[figure.range], amount(figure)).unwrap();
        }
        for other in &reading.others {
            writeln!(out, "    {:?}: no figure, {:?}", &line[other.range], other.kind).unwrap();
        }
    }
    out
}

#[test]
fn figures() {
    insta::assert_snapshot!(render(include_str!("data/figures.txt")));
}

#[test]
fn traps() {
    let read = render(include_str!("data/traps.txt"));
    insta::assert_snapshot!(read);
    let figures: Vec<&str> =
        read.lines().filter(|line| line.starts_with("    ") && !line.contains("no figure")).collect();
    assert_eq!(figures, Vec::<&str>::new(), "traps read as figures");
}

#[test]
fn a_line_break_is_a_space() {
    let text = "The new plant will take investments of about $2.4\nbillion over four years.";
    let figure = &read(text, &Context::default()).figures[0];
    assert_eq!(&text[figure.range], "$2.4\nbillion");
    assert_eq!(amount(figure), "2400000000");
}

#[test]
fn what_is_counted_went_from_one_level_to_another() {
    let said = |text: &'static str| {
        read(text, &Context::default()).figures.iter().map(|it| &text[it.range]).collect::<Vec<_>>()
    };
    assert_eq!(said("Your 12 extra buses were 40 to 52."), ["12", "40", "52"]);
    assert_eq!(said("Your 12 extra buses were 40 to 95."), ["12", "40", "95"], "whatever they make");
    assert_eq!(said("The fleet grew by 12 to 1,040 from 1,028."), ["12", "1,040", "1,028"]);
    assert_eq!(said("The fleet grew by 12 to 1,040 buses."), ["12", "1,040 buses"]);
    assert_eq!(said("Riders were up more than 3 million to 42.7 million."), ["3 million", "42.7 million"]);
    assert_eq!(said("The fleet will grow by 12 to 15."), ["12 to 15"], "by how much, roughly");
    assert_eq!(said("Riders will be up more than 3 million to 4 million."), ["3 million to 4 million"]);
    assert_eq!(said("We plan for 12 buses with 40 to 52 seats."), ["12 buses", "40 to 52 seats"], "seats in each");
}

#[test]
fn a_level_takes_its_scale_from_its_base() {
    let said = |text: &'static str| amount(&read(text, &Context::default()).figures[0]);
    assert_eq!(said("Marketing expense was 1.4 in the quarter, up from $1.8 million in June."), "1400000");
    assert_eq!(said("Our rating was 1.4, up from June, and cash was $1.8 million."), "1.4", "not measured by it");
    assert_eq!(said("Marketing hired 14 people, up from $1.8 million."), "14", "a count");
}

#[test]
fn a_limit_lends_its_unit_to_no_count() {
    let text = "We closed five deals over $1 million, up from three last quarter, and rent was $4 million.";
    let figures = read(text, &Context::default()).figures;
    assert_eq!((&text[figures[2].range], amount(&figures[2])), ("three", "3".to_owned()));
    let text = "We spent five weeks and $1.4 million, up from 1.3 last quarter.";
    assert_eq!(amount(&read(text, &Context::default()).figures[2]), "1300000", "no limit of the weeks");
}

#[test]
fn a_dollar_is_none_of_a_call_that_speaks_in_rand() {
    let units = |code: &str, text: &'static str| {
        let context = Context { currency: Currency::from_code(code).unwrap(), ..Context::default() };
        let figures = read(text, &context).figures;
        figures.iter().map(|it| it.unit.as_ref().unwrap().to_string()).collect::<Vec<_>>()
    };
    let text = "We paid $5 million, or $2 to 3 million a ship, and 709 cents a share, and costs of 40 million.";
    assert_eq!(units("ZAR", text), ["USD", "USD", "ZAR/share", "ZAR"]);
    assert_eq!(units("CAD", text), ["CAD", "CAD", "CAD/share", "CAD"]);
}

/// Where a word stands says nothing of what it means: at the start of a sentence it has a capital.
#[test]
fn a_word_means_the_same_with_a_capital() {
    let said = |text: &str| {
        let figures = read(text, &Context::default()).figures;
        let unit = |it: &Figure| it.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
        figures
            .iter()
            .map(|it| format!("{} {}{} {:?}", it.kind.as_str(), amount(it), unit(it), it.hedge))
            .collect::<Vec<_>>()
    };
    for (within, first, expected) in [
        ("We sold 10 million last year.", "Sold 10 million last year.", "count 10000000 None"),
        ("Our subscriber base is 10 million.", "Subscriber Base: 10 million.", "count 10000000 subscriber None"),
        ("We took less than 5%.", "Less than 5%.", "percent 5 percent Some(LessThan)"),
        ("We grew by 5 pts.", "By 5 PTS.", "percentage_points 5 percentage_points None"),
        ("It was driven by 5% fewer seats.", "Driven by 5% fewer seats.", "percent -5 percent None"),
        ("We lost $5 million.", "Lost $5 million.", "money -5000000 USD None"),
        ("It has 5 square feet.", "It has 5 Square Feet.", "technical 5 square feet None"),
        ("We saw negative growth of 5%.", "NEGATIVE GROWTH OF 5%.", "percent -5 percent None"),
    ] {
        assert_eq!(said(within), [expected], "{within}");
        assert_eq!(said(first), [expected], "{first}");
    }
    for text in
        ["We meet at 5 p.m. on deck.", "We meet at 5 P.M. on deck.", "It was a double whammy.", "Double Whammy."]
    {
        assert_eq!(said(text), Vec::<String>::new(), "{text}");
    }
    // A capital within a sentence can make a name of it.
    assert_eq!(said("The One-Way fleet and 5 way stations."), ["count 5 way station None"]);
}

/// Nothing that is spoken of is more than a sextillion: half of what was said would be another number.
#[test]
fn what_is_too_large_is_no_figure() {
    let said = |text: &str| read(text, &Context::default()).figures.iter().map(amount).collect::<Vec<_>>();
    assert_eq!(said("The bond is MSEK 400."), ["400000000"]);
    let digits = "900,000,000,000,000,000,000";
    assert_eq!(said(&format!("The bond is SEK {digits}.")), [digits.replace(',', "")]);
    assert_eq!(said(&format!("The bond is MSEK {digits}.")), Vec::<String>::new());
    assert_eq!(said(&format!("The bond is {digits} MSEK, and rent $4.")), ["4"]);
    assert_eq!(said("It is 900 million million million million yen."), Vec::<String>::new());
    assert_eq!(said(&format!("It is 1,000,{digits} million dollars.")), Vec::<String>::new());
    assert_eq!(said("It is in the mid 30s million million million million million."), Vec::<String>::new());
}
