//! Throughput of reading the structure of calls, in bytes each second: `cargo bench -p tieout-transcript`.

use divan::Bencher;
use divan::counter::BytesCount;
use tieout_transcript::{Call, Options, split};

fn main() {
    divan::main();
}

/// An answer of an invented call.
const ANSWER: &str = "Thanks for the question. I would say that the tone of the conversations with our customers has \
    been consistent, and if you look at the pipeline that the team has built since the summer it gives us confidence \
    in what we have laid out. Revenue was $41.6 million, up 18% from a year ago, and the teams are doing a fine job.";

/// A call of about sixty kilobytes: labels on lines of their own, a paragraph a line.
fn call() -> String {
    let mut text = String::from(
        "Brightwater Tools Inc (BRTL) Q3 2031 Earnings Call\n\nOperator\n\nGood morning, and welcome to the Brightwater \
         Tools third quarter 2031 earnings conference call.\n\nPaul Ostrow - CEO\n\n",
    );
    for _ in 0..60 {
        text.push_str(ANSWER);
        text.push_str("\n\n");
    }
    for _ in 0..100 {
        text.push_str("Operator\n\nOur next question comes from Lena Farrow with Old Mill Securities.\n\n");
        text.push_str("Lena Farrow - Analyst\n\nWhat drove the margin?\n\nPaul Ostrow - CEO\n\n");
        text.push_str(ANSWER);
        text.push_str("\n\n");
    }
    text.push_str("Operator\n\nThis concludes today's conference. You may now disconnect.\n\n");
    text
}

#[divan::bench]
fn one_call(bencher: Bencher) {
    let text = call();
    let count = BytesCount::of_str(&text);
    bencher.counter(count).bench(|| Call::read(divan::black_box(&text), &Options::default()));
}

#[divan::bench]
fn one_wrapped_call(bencher: Bencher) {
    let text = wrapped(&call());
    let count = BytesCount::of_str(&text);
    bencher.counter(count).bench(|| Call::read(divan::black_box(&text), &Options::default()));
}

#[divan::bench]
fn hundred_calls(bencher: Bencher) {
    let text = call().repeat(100);
    let count = BytesCount::of_str(&text);
    bencher.counter(count).bench(|| {
        split(divan::black_box(&text))
            .into_iter()
            .map(|call| Call::read(&text[call], &Options::default()).turns.len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn split_alone(bencher: Bencher) {
    let text = call().repeat(100);
    let count = BytesCount::of_str(&text);
    bencher.counter(count).bench(|| split(divan::black_box(&text)).len());
}

/// The text with lines of at most a hundred bytes, as printed pages have them.
fn wrapped(text: &str) -> String {
    let mut wrapped = String::with_capacity(text.len() + text.len() / 90);
    for line in text.lines() {
        let mut width = 0;
        for word in line.split(' ') {
            if width + word.len() > 100 {
                wrapped.push('\n');
                width = 0;
            } else if width > 0 {
                wrapped.push(' ');
            }
            wrapped.push_str(word);
            width += word.len() + 1;
        }
        wrapped.push('\n');
    }
    wrapped
}
