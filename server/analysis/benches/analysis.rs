//! Speed of a whole analysis: `cargo bench -p tieout-analysis`.

use std::fmt::Write;

use divan::Bencher;
use divan::counter::BytesCount;
use tieout_analysis::{Analysis, Settings, TextRange};

fn main() {
    divan::main();
}

/// The size of a usual call, in bytes.
const CALL: usize = 60_000;

/// An invented call of about so many bytes: remarks full of figures, and questions and answers with few. The numbers
/// differ from one turn to the next, so that nothing can be taken from a sentence read before.
fn call(size: usize) -> String {
    let mut text = String::from(
        "Operator: Good day, and welcome to the Halden Optics third quarter fiscal year 2031 earnings conference call.\n\
         Ann Lee: Thank you, and good afternoon. With me today are Carl Berg, CEO, and Dora Finn, CFO.\n",
    );
    for turn in 0.. {
        if text.len() >= size {
            break;
        }
        let (whole, tenth) = (31 + turn % 60, turn % 10);
        let remarks = write!(
            text,
            "Dora Finn: Revenue in the third quarter was ${whole}.{tenth} million, up 18% from ${}.{tenth} million a \
             year ago and above our guidance of $38 million to $40 million. Gross margin improved by 1{whole} basis \
             points to 6{tenth}.4%, helped by a better mix. We closed {whole} new contracts, of which five were worth \
             more than $1 million each. Net loss narrowed to $2.{tenth} million, or $0.0{tenth} per share. For the \
             fourth quarter we expect revenue of between $4{tenth} and $5{tenth} million.\n\
             Operator: Our next question comes from Eve Holt of Brook Securities. Please go ahead.\n\
             Eve Holt: Thanks for taking my question. Could you talk about demand in region {turn}, and about how you \
             see the gross margin of 6{tenth}.4% develop from here?\n\
             Carl Berg: Thanks for the question, Eve. The tone of the conversations with our customers has been \
             consistent, and the pipeline that team {turn} has built since the summer gives us confidence in what we \
             have laid out. We are not going to speculate on timing, but the discussions are constructive and we \
             remain disciplined about where we spend.\n",
            whole - 5,
        );
        if remarks.is_err() {
            break;
        }
    }
    text
}

/// One call, from text to verdicts.
#[divan::bench]
fn one_call(bencher: Bencher) {
    measure(bencher, &call(CALL));
}

/// A call a hundred times as long.
#[divan::bench(sample_count = 10)]
fn long_call(bencher: Bencher) {
    measure(bencher, &call(100 * CALL));
}

/// One key pressed in the middle of a call.
#[divan::bench]
fn keystroke(bencher: Bencher) {
    let text = call(CALL);
    let analysis = Analysis::new(&text, &Settings::default());
    let middle = text.find("million").and_then(|at| u32::try_from(at).ok()).unwrap_or_default();
    let place = TextRange::empty(middle.into());
    bencher.bench(|| divan::black_box(&analysis).edited(place, "x"));
}

/// The transcripts beside the repository one after another, where they are present.
#[divan::bench(sample_count = 20)]
fn transcripts(bencher: Bencher) {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(folder) = here.ancestors().map(|above| above.join("shared/seeds")).find(|folder| folder.is_dir()) else {
        return;
    };
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let texts: Vec<String> = entries.flatten().filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let settings = Settings::default();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        texts.iter().map(|text| Analysis::new(divan::black_box(text), &settings).findings().count()).sum::<usize>()
    });
}

fn measure(bencher: Bencher, text: &str) {
    let settings = Settings::default();
    bencher.counter(BytesCount::of_str(text)).bench(|| Analysis::new(divan::black_box(text), &settings));
}
