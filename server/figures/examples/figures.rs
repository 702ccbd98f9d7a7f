//! Prints the figures of a text from standard input, a line each, and behind them the number expressions that are
//! none: `cargo run --example figures < notes.txt`.

use std::io::Read;

use tieout_figures::{Amount, Context, Decimal, read};

#[allow(clippy::print_stdout)]
fn main() -> std::io::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    for line in text.lines() {
        println!("{line}");
        let reading = read(line, &Context { page_numbers: true, ..Context::default() });
        for figure in reading.figures {
            let unit = figure.unit.as_ref().map(ToString::to_string).unwrap_or_default();
            let hedge = figure.hedge.map_or("", |hedge| hedge.as_str());
            let kind = figure.kind.as_str();
            println!("  {:28} {kind:10} {} {unit} {hedge}", &line[figure.range], amount(figure.amount));
        }
        for other in reading.others {
            println!("  {:28} ({:?})", &line[other.range], other.kind);
        }
    }
    Ok(())
}

fn amount(amount: Amount) -> String {
    let end = |value: Option<Decimal>| value.map_or("?".into(), |value| value.normalize().to_string());
    match amount {
        Amount::Single(displayed) => displayed.value.normalize().to_string(),
        Amount::Range { low, high } => format!("{} to {}", low.value.normalize(), high.value.normalize()),
        Amount::Vague { low, high } => format!("{} to {}", end(low), end(high)),
    }
}
