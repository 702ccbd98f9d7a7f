//! Throughput of reading, in bytes each second: `cargo bench -p tieout-figures`.

use divan::Bencher;
use divan::counter::BytesCount;
use tieout_figures::{Context, read};

fn main() {
    divan::main();
}

/// Prepared remarks of an invented call: a figure in about every hundred bytes.
const REMARKS: &str = "Revenue in the third quarter was $41.6 million, up 18% from $35.3 million a year ago and above \
    our guidance of $38 million to $40 million. Gross margin improved by 120 basis points to 61.4%, helped by a \
    better mix. We closed 27 new contracts, of which five were worth more than $1 million each. Net loss narrowed to \
    $2.2 million, or $0.04 per share. For the fourth quarter of fiscal 2031 we expect revenue of between $43 and $45 \
    million, roughly twenty-two percent above last year.\n\n";

/// Answers of an invented call: hardly a figure.
const ANSWERS: &str = "Thanks for the question. I would say that the tone of the conversations with our customers has \
    been consistent, and if you look at the pipeline that the team has built since the summer it gives us confidence \
    in what we have laid out. We are not going to speculate on timing, but the discussions are constructive and we \
    remain disciplined about where we spend. The teams in the field are doing a fine job.\n\n";

fn megabytes(paragraphs: &[&str]) -> String {
    let mut text = String::new();
    while text.len() < 6_000_000 {
        paragraphs.iter().for_each(|paragraph| text.push_str(paragraph));
    }
    text
}

#[divan::bench]
fn remarks(bencher: Bencher) {
    measure(bencher, &megabytes(&[REMARKS]));
}

#[divan::bench]
fn answers(bencher: Bencher) {
    measure(bencher, &megabytes(&[ANSWERS]));
}

#[divan::bench]
fn call(bencher: Bencher) {
    measure(bencher, &megabytes(&[REMARKS, ANSWERS, ANSWERS]));
}

/// Sentence by sentence, as the analysis asks.
#[divan::bench]
fn call_by_line(bencher: Bencher) {
    let text = megabytes(&[REMARKS, ANSWERS, ANSWERS]);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        text.lines().map(|line| read(divan::black_box(line), &Context::default()).figures.len()).sum::<usize>()
    });
}

fn measure(bencher: Bencher, text: &str) {
    bencher.counter(BytesCount::of_str(text)).bench(|| read(divan::black_box(text), &Context::default()));
}

/// The annotated transcripts repeated, where they are present.
#[divan::bench]
fn transcripts(bencher: Bencher) {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(folder) = here.ancestors().map(|above| above.join("shared/seeds")).find(|folder| folder.is_dir()) else {
        return;
    };
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut texts: Vec<String> =
        entries.flatten().filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).collect();
    texts.sort();
    let paragraphs: Vec<&str> = texts.iter().map(String::as_str).collect();
    if !paragraphs.is_empty() {
        measure(bencher, &megabytes(&paragraphs));
    }
}
