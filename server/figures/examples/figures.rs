//! Prints the figures of a text from standard input, a line each: `cargo run --example figures < notes.txt`.

use std::io::Read;

use tieout_figures::{Context, read};

#[allow(clippy::print_stdout)]
fn main() -> std::io::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    for line in text.lines() {
        let reading = read(line, &Context::default());
        for figure in reading.figures {
            let unit = figure.unit.as_ref().map(ToString::to_string).unwrap_or_default();
            println!("{:?}\t{:?}\t{unit}\t{:?}\t{:?}", &line[figure.range], figure.kind, figure.amount, figure.hedge);
        }
    }
    Ok(())
}
