//! Prints the outline of transcripts: `cargo run -p tieout-transcript --example outline FILE…`.
#![allow(clippy::print_stdout)]

use tieout_transcript::{Call, Lines, Options, split};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        for range in split(&text) {
            println!("== {path}");
            print(&text[range]);
        }
    }
    Ok(())
}

fn print(text: &str) {
    let call = Call::read(text, &Options::default());
    let lines = Lines::new(text);
    println!("is call: {}; layout: {}", call.verdict.is_call, call.layout);
    for reason in &call.verdict.reasons {
        println!("  {:+} {}", reason.weight, reason.what);
    }
    let facts = &call.facts;
    println!(
        "company {:?}, ticker {:?}, quarter {:?}, date {:?}, time {:?}, calendar {:?}",
        facts.company,
        facts.ticker,
        facts.quarter.map(|quarter| quarter.to_string()),
        facts.date,
        facts.time,
        facts.calendar
    );
    for speaker in &call.speakers {
        println!(
            "  {:10} {} | {} | {}",
            speaker.role.as_str(),
            speaker.name,
            speaker.title.as_deref().unwrap_or("-"),
            speaker.firm.as_deref().unwrap_or("-")
        );
    }
    let mut sections = call.sections.iter().peekable();
    let mut exchanges = call.exchanges.iter().peekable();
    let mut passages = call.passages.iter().peekable();
    for (index, turn) in call.turns.iter().enumerate() {
        while let Some(section) = sections.next_if(|section| section.lines.start <= turn.lines.start) {
            println!("# {} {}", section.lines.start + 1, section.kind.as_str());
        }
        if let Some(exchange) = exchanges.next_if(|exchange| exchange.turns.start == index) {
            let analyst = exchange.analyst.and_then(|analyst| call.speakers.get(analyst));
            println!("  > {}", analyst.map_or("?", |analyst| analyst.name.as_str()));
        }
        let name =
            turn.speaker.and_then(|speaker| call.speakers.get(speaker)).map_or("-", |speaker| speaker.name.as_str());
        let label = turn.label.map_or("", |label| &text[label]);
        println!("    {}-{} {label:?} = {name}", turn.lines.start + 1, turn.lines.end);
        while let Some(passage) = passages.next_if(|passage| passage.turn == index) {
            println!("        . {} {}", lines.line_at(passage.range.start()) + 1, passage.title);
        }
    }
    for section in sections {
        println!("# {} {}", section.lines.start + 1, section.kind.as_str());
    }
}
