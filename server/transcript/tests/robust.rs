//! Any input is read in linear time and without a panic, and what is furniture changes nothing.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use tieout_transcript::{Call, Cue, Lines, Manners, Options, beyond, cue, ranges, split};

/// A call of our own with the marks of several layouts.
const CALL: &str = "Brightwater Tools Inc (BRTL) Q3 2031 Earnings Call\n\nOperator\n\nGood morning, and welcome to the Brightwater Tools third quarter 2031 earnings conference call. I will now turn the call over to Ms. Dana Whitlock. Please go ahead.\n\nDana Whitlock - IR\n\nThank you. Today's remarks contain forward-looking statements, and actual results may differ materially.\n\nPaul Ostrow - CEO\n\nThanks, Dana. Revenue was $48 million, up 12% from a year ago.\n\nOperator\n\nOur first question comes from Lena Farrow with Old Mill Securities.\n\nLena Farrow - Analyst\n\nWhat drove the margin?\n\nPaul Ostrow - CEO\n\nMostly steel, and a better mix.\n\nOperator\n\nThat concludes today's conference. You may now disconnect.\n";

/// Calls whose labels stand within lines or in the rows of a table.
const UNFOLDED: [&str; 12] = [
    include_str!("layouts/l14-glued-run-on.txt"),
    include_str!("layouts/l18-json-article.txt"),
    include_str!("layouts/l23-rows.csv.txt"),
    include_str!("layouts/l14-glued-times.txt"),
    include_str!("layouts/l14-poured-with-colons.txt"),
    include_str!("layouts/l23-objects.json.txt"),
    include_str!("layouts/l23-table-in-markdown.txt"),
    include_str!("layouts/l46-names-in-brackets.txt"),
    include_str!("layouts/l47-dashes-before-words.txt"),
    include_str!("layouts/l49-counted-lines.txt"),
    include_str!("layouts/l50-tags.txt"),
    include_str!("layouts/l51-letters-for-names.txt"),
];

/// What is compared: who speaks, and what is said.
fn turns(text: &str) -> Vec<(String, String)> {
    let call = Call::read(text, &Options::default());
    call.turns
        .iter()
        .map(|turn| {
            let name = turn.speaker.map_or(String::new(), |speaker| call.speakers[speaker].name.clone());
            (name, turn.speech(text).text.replace('\n', " "))
        })
        .collect()
}

#[test]
fn blank_lines_line_ends_and_marks_change_no_turn() {
    let plain = turns(CALL);
    assert_eq!(plain.len(), 7);
    assert_eq!(turns(&CALL.replace("\n\n", "\n")), plain, "without blank lines");
    assert_eq!(turns(&CALL.replace('\n', "\r\n")), plain, "with CRLF");
    assert_eq!(turns(&CALL.replace('\n', "\r")), plain, "with CR");
    assert_eq!(turns(&format!("\u{feff}{CALL}")), plain, "with a byte order mark");
    let bullets = CALL.replace("\n\n", "\n\n  • ");
    assert_eq!(turns(&bullets), plain, "with bullets");
}

#[test]
fn line_ends_marks_and_blank_lines_change_no_turn_of_any_layout() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts");
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(&file).unwrap();
        let plain = turns(&text);
        assert!(plain.len() > 5, "{file:?}");
        assert_eq!(turns(&text.replace('\n', "\r\n")), plain, "{file:?} with CRLF");
        assert_eq!(turns(&text.replace('\n', "\r")), plain, "{file:?} with CR");
        assert_eq!(turns(&format!("\u{feff}{text}")), plain, "{file:?} with a byte order mark");
        let mut dense = text.clone();
        while dense.contains("\n\n") {
            dense = dense.replace("\n\n", "\n");
        }
        assert_eq!(turns(&dense), plain, "{file:?} without blank lines");
    }
}

/// The lines of every layout that is made of lines, with the first and the last that a turn holds.
fn lines_of_layouts() -> Vec<(String, Vec<String>, usize, usize)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file());
    let mut layouts = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        let lines: Vec<_> = text.split_inclusive('\n').map(str::to_owned).collect();
        // Rows of a table and calls on one line have no pages; others have theirs.
        let pieces = ["l23", "several-calls"].iter().any(|layout| name.starts_with(layout));
        let pages = text.contains('\u{c}')
            || text.contains("Page 2")
            || text.contains("https://")
            || text.contains("Copyright");
        if lines.len() < 12 || pieces || pages {
            continue;
        }
        let call = Call::read(&text, &Options::default());
        let (first, last) = (call.turns.first().unwrap().lines.start, call.turns.last().unwrap().lines.end);
        layouts.push((name, lines, first as usize, last as usize));
    }
    assert!(layouts.len() > 35, "{}", layouts.len());
    layouts
}

/// Turns, those of one speaker behind each other as one: a label behind the end of a page may only say again who speaks.
fn joined(turns: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut joined: Vec<(String, String)> = Vec::new();
    for (name, words) in turns {
        match joined.last_mut() {
            Some((last, said)) if *last == name => *said = format!("{said} {words}").trim().to_owned(),
            _ => joined.push((name, words)),
        }
    }
    joined
}

#[test]
fn page_furniture_changes_no_turn_of_any_layout() {
    let mut failed = Vec::new();
    for (name, lines, first, last) in lines_of_layouts() {
        let plain = joined(turns(&lines.concat()));
        for offset in 0..7 {
            let mut furnished = String::new();
            let mut number = 0;
            for (index, line) in lines.iter().enumerate() {
                if index > first && index < last && index % 7 == offset {
                    number += 1;
                    furnished += &format!("Page {number} of 99\n\n\u{c}THE COMPANY Q9 2039 EARNINGS CALL\n");
                }
                furnished.push_str(line);
            }
            let found = joined(turns(&furnished));
            if found != plain {
                let differs = plain.iter().zip(&found).find(|(one, other)| one != other);
                failed.push(format!("{name} from {offset}: {} and {} turns, {differs:?}", plain.len(), found.len()));
            }
        }
    }
    assert!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn a_file_of_many_calls_is_split_into_them() {
    for count in [1, 2, 100] {
        let text = CALL.repeat(count);
        let calls = split(&text);
        assert_eq!(calls.len(), count);
        assert!(calls.iter().all(|call| text[*call].starts_with("Brightwater")));
        assert_eq!(calls.iter().map(|call| usize::from(call.len())).sum::<usize>(), text.len());
    }
}

#[test]
fn cues_of_lines_fold_to_the_same_calls() {
    let text = CALL.repeat(3);
    let lines = Lines::new(&text);
    let cues: Vec<_> = (0..lines.len())
        .filter_map(|line| cue(text[lines.range(line)].trim_end()).map(|cue| (lines.range(line).start(), cue)))
        .collect();
    assert!(cues.iter().any(|(_, cue)| *cue == Cue::Closing));
    assert_eq!(ranges(cues, text_size::TextSize::of(&text)), split(&text));
}

#[test]
#[ignore = "needs the transcripts beside the repository; tests/run runs it where they are"]
fn seeds_that_are_repeated_are_as_many_calls() {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let files: Vec<_> = std::fs::read_dir(seeds).unwrap().flatten().collect();
    assert!(!files.is_empty(), "there are no transcripts");
    for file in files {
        let text = std::fs::read_to_string(file.path()).unwrap();
        for between in ["\n", ""] {
            let repeated = vec![text.as_str(); 100].join(between);
            assert_eq!(split(&repeated).len(), 100, "{:?} joined by {between:?}", file.path());
        }
    }
}

/// How long this thread has worked, where the system tells; else how much time has passed. Who else uses the machine at
/// the same time makes no difference.
fn worked() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|first| first.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Reads a text of a size and of ten times the size: the time must grow as the size does, with a margin for noise.
fn grows_linearly(name: &str, make: impl Fn(usize) -> String, size: usize) {
    let time = |text: &str| {
        (0..2)
            .map(|_| {
                let start = worked();
                std::hint::black_box(Call::read(text, &Options::default()));
                std::hint::black_box(split(text));
                worked() - start
            })
            .min()
            .unwrap_or_default()
    };
    let (small, large) = (time(&make(size)), time(&make(size * 10)));
    let allowed = small * 40 + Duration::from_millis(50);
    assert!(large < allowed, "{name}: {small:?} for one, {large:?} for ten");
}

#[test]
fn odd_texts_are_read_in_linear_time() {
    grows_linearly("one line", |size| "We saw 5% growth, and so on. ".repeat(size), 800);
    grows_linearly("one word", |size| "x".repeat(size), 20_000);
    grows_linearly("empty lines", |size| "\n".repeat(size), 5_000);
    grows_linearly("labels", |size| "Operator\n".repeat(size), 1_000);
    grows_linearly("inline labels", |size| "Ann Lee: Yes.\n".repeat(size), 1_000);
    grows_linearly("names", |size| (0..size).map(|n| format!("Ann Lee{}: Yes.\n", letters(n))).collect(), 500);
    grows_linearly("exclamations", |size| "!".repeat(size), 10_000);
    grows_linearly("colons", |size| "a:".repeat(size), 10_000);
    grows_linearly("form feeds", |size| "\u{c}\n".repeat(size), 2_000);
    grows_linearly("page numbers", |size| (0..size).map(|n| format!("{n}\n")).collect(), 1_000);
    grows_linearly("questions", |size| "Operator\nOur next question is from.\n".repeat(size), 400);
    grows_linearly("headings", |size| "Presentation\nQuestions and Answers\n".repeat(size), 1_000);
    grows_linearly("dashes", |size| "A -  ".repeat(size), 2_000);
    grows_linearly("glued words", |size| "so.Ann LeeCFO".repeat(size), 1_000);
    grows_linearly("rows", |size| format!("speaker,text{}", "\nA,\"b\"\"".repeat(size)), 1_000);
    grows_linearly("rows in Markdown", |size| format!("|speaker|text|{}", "\n|A|b".repeat(size)), 1_000);
    grows_linearly("objects", |size| format!("[{}", "{\"speaker\":\"A\",\"text\":\"b".repeat(size)), 1_000);
    grows_linearly("escapes", |size| format!("[\"{}", "\\".repeat(size)), 4_000);
    grows_linearly("brackets", |size| "[Ann Lee] We saw growth and so on.\n".repeat(size), 400);
    grows_linearly("brackets that stay open", |size| "[".repeat(size), 10_000);
    grows_linearly("dashes before words", |size| "Ann Lee - We saw growth and so on.\n".repeat(size), 400);
    grows_linearly("letters", |size| "Q. Why is that so?\nA. It is what it is.\n".repeat(size), 400);
    grows_linearly("poured labels", |size| "They go on. Ann Lee: Yes. ".repeat(size), 800);
    grows_linearly("poured times", |size| "They go on. Operator00:00:00".repeat(size), 800);
    grows_linearly("times", |size| "00:".repeat(size), 8_000);
    grows_linearly("tags", |size| "<p>so</p><".repeat(size), 2_000);
    grows_linearly("tags that stay open", |size| "<p".repeat(size), 5_000);
    grows_linearly("counted lines", |size| " 1 we\n 2 went\n".repeat(size), 600);
    grows_linearly("a call again and again", |size| CALL.repeat(size), 6);
}

/// A number in letters: names hold no digits.
fn letters(mut number: usize) -> String {
    let mut word = String::new();
    loop {
        word.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
        if number == 0 {
            return word;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn page_furniture_changes_no_turn(pages in prop::collection::btree_set(1..14usize, 3..8)) {
        let mut furnished = String::new();
        let mut number = 0;
        for (index, block) in CALL.split_inclusive("\n\n").enumerate() {
            if pages.contains(&index) {
                number += 1;
                furnished += &format!("Page {number} of 9\n\n\u{c}BRIGHTWATER TOOLS Q3 2031 EARNINGS CALL\n\n");
            }
            furnished.push_str(block);
        }
        prop_assert_eq!(turns(&furnished), turns(CALL));
    }

    #[test]
    fn no_text_makes_it_panic(text in "(\\PC|\n|\r|\u{c}|:|-|,|\"|  |\\.|[A-Z][a-z]+ |Operator\n|Q\n|question from |\\[|\\]| - |<p>|</p>|00:00:0[0-9]|\\||\\{|Q\\. |1 ){0,80}") {
        let call = Call::read(&text, &Options::default());
        for turn in &call.turns {
            let speech = turn.speech(&text);
            for sentence in &speech.sentences {
                let range = speech.in_document(*sentence);
                prop_assert!(usize::from(range.end()) <= text.len());
            }
            for sentence in &speech.sentences {
                let words = &speech.text[*sentence];
                let manners = Manners { is_person: &|word| word.len() == 3, welcomes: true };
                prop_assert!(words.ends_with(beyond(words, manners).words));
            }
        }
        let covered: u32 = call.sections.iter().map(|section| section.lines.len() as u32).sum();
        prop_assert_eq!(covered as usize, Lines::new(&text).len());
        prop_assert_eq!(split(&text).iter().map(|call| usize::from(call.len())).sum::<usize>(), text.len());
    }

    #[test]
    fn what_is_unfolded_folds_back_into_the_text(file in 0..UNFOLDED.len(), start in 0..2_000usize, length in 0..300usize) {
        let whole = UNFOLDED[file];
        let start = whole.floor_char_boundary(start);
        let end = whole.ceil_char_boundary(start + length);
        let cut = format!("{}{}", &whole[..start], &whole[end..]);
        let call = Call::read(&cut, &Options::default());
        let lines = Lines::new(&cut).len() as u32;
        for turn in &call.turns {
            prop_assert!(turn.lines.start < turn.lines.end && turn.lines.end <= lines);
            prop_assert!(turn.pieces.iter().all(|piece| cut.get(std::ops::Range::<usize>::from(piece.range)).is_some()));
        }
        prop_assert_eq!(call.sections.iter().map(|section| section.lines.len() as u32).sum::<u32>(), lines);
    }

    #[test]
    fn no_cut_of_a_call_makes_it_panic(start in 0..CALL.len(), length in 0..400usize) {
        let end = (start + length).min(CALL.len());
        if CALL.is_char_boundary(start) && CALL.is_char_boundary(end) {
            let cut = format!("{}{}", &CALL[..start], &CALL[end..]);
            let call = Call::read(&cut, &Options::default());
            for turn in &call.turns {
                prop_assert!(turn.lines.start < turn.lines.end);
            }
        }
    }
}
