//! Texts that try to be more than text where they are shown.

use serde_json::json;

use crate::capability::everything;
use crate::server::TestServer;
use crate::text::{CALL, place};

const URI: &str = "file:///calls/halden.txt";

/// Names and words that Markdown or HTML would bring to life.
const HARMFUL: [&str; 6] = [
    "[Owen](command:evil.run)",
    "![x](https://evil.example/x.png)",
    "<img src=https://evil.example/x.png>",
    "<script>alert(1)</script>",
    "Owen `` ``` `code`",
    "https://evil.example/",
];

/// What a hover shows outside of its block of plain text, and the lines of the block.
fn parts(markdown: &str) -> (String, Vec<&str>) {
    let mut outside = String::new();
    let mut inside = Vec::new();
    let mut fence: Option<&str> = None;
    for line in markdown.lines() {
        let run = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            None if run.len() >= 3 => fence = Some(run),
            None => outside.push_str(line),
            // A block ends at a fence at least as long as the one it began with.
            Some(opened) if run.len() >= opened.len() && line.trim_end() == run => fence = None,
            Some(_) => inside.push(line),
        }
    }
    assert_eq!(fence, None, "the block is not closed:\n{markdown}");
    (outside, inside)
}

fn assert_inert(markdown: &str) {
    let (outside, _) = parts(markdown);
    for mark in ["[", "]", "<", "`", "!", "_", "@"] {
        for (at, _) in outside.match_indices(mark) {
            assert!(outside[..at].ends_with('\\'), "{mark} is alive in {outside}");
        }
    }
    assert!(!outside.replace("\\://", "").contains("://"), "an address would become a link: {outside}");
}

#[test]
fn no_text_of_a_document_is_alive_in_a_hover() {
    let mut server = TestServer::for_client(everything());
    let mut hovers = 0;
    for harmful in HARMFUL {
        let text = CALL
            .replace("Owen Tully", harmful)
            .replace("Dana Whitlock with Corvane Securities", &format!("Dana Whitlock with {harmful}"))
            .replace("Halden Optics", &format!("Halden {harmful}"))
            .replace("customers", &format!("{harmful} customers"))
            .replace("$96.7 million", &format!("$96.7 million {harmful}"));
        server.open(URI, &text);
        for (at, _) in text.match_indices(|letter: char| letter.is_ascii_digit() || letter == '-' || letter == 'O') {
            let hover = server.ask_at("hover", URI, crate::text::place_of(&text, at, "utf-16"));
            if let Some(markdown) = hover["contents"]["value"].as_str() {
                assert_eq!(hover["contents"]["kind"], "markdown");
                assert_inert(markdown);
                hovers += 1;
            }
        }
        server.close(URI);
    }
    assert!(hovers > 300, "only {hovers} hovers were looked at");
}

#[test]
fn names_that_are_shown_in_a_headline_are_escaped() {
    let mut server = TestServer::for_client(everything());
    let text = CALL.replace("- CFO", "Owen *Tully* <b> - CFO");
    server.open(URI, &text);
    let hover = server.ask_at("hover", URI, place(&text, "Owen *Tully*"));
    if let Some(markdown) = hover["contents"]["value"].as_str() {
        assert_inert(markdown);
    }
    let hover = server.ask_at("hover", URI, place(&text, "$98 million"));
    assert!(hover["contents"]["value"].as_str().is_some_and(|it| it.starts_with("**$98 million")), "{hover}");
}

#[test]
fn what_is_shown_as_plain_text_is_sent_as_plain_text() {
    let mut server = TestServer::for_client(everything());
    server.open(URI, CALL);
    let everything = crate::text::whole(CALL);
    let hints = server.ask_within("inlayHint", URI, everything);
    for hint in hints.as_array().expect("a list") {
        // A string is shown as it is; an object could be Markdown, or a command.
        assert!(hint["label"].is_string() && (hint["tooltip"].is_string() || hint.get("tooltip").is_none()), "{hint}");
    }
    for finding in server.findings(URI) {
        assert!(finding["message"].is_string());
    }
}

#[test]
fn only_web_addresses_become_links() {
    let mut server = TestServer::for_client(everything());
    let text = CALL.replace(
        "July 24, 2031",
        "command:evil.run file:///etc/passwd javascript:alert(1) vscode://evil xhttp://no.example http://yes.example",
    );
    server.open(URI, &text);
    let links = server.ask("documentLink", URI);
    let targets: Vec<&str> =
        links.as_array().expect("a list").iter().map(|link| link["target"].as_str().expect("an address")).collect();
    assert!(
        targets.iter().all(|target| target.starts_with("http://") || target.starts_with("https://")),
        "{targets:?}"
    );
    assert!(targets.contains(&"http://yes.example"), "{targets:?}");
}

#[test]
fn no_cell_of_an_export_is_a_formula() {
    let mut server = TestServer::for_client(everything());
    let text = CALL
        .replace("Customers tell us", "=HYPERLINK(\"http://evil.example\",\"x\") 5% of customers tell us")
        .replace("Our new plant", "+cmd|'/c calc'!A1 holds 7% of our new plant")
        .replace("Days sales", "@SUM(1+9)*9% of days sales")
        .replace("Cash and investments", "-2+3+cmd|' /C calc'!D2 and cash and investments");
    server.open("file:///calls/=1+2.txt", &text);
    for format in ["csv", "tsv"] {
        let params = json!({ "command": "tieout.export", "arguments": ["file:///calls/=1+2.txt", format] });
        let table = server.request("workspace/executeCommand", params);
        let table = table.as_str().expect("text").trim_start_matches('\u{feff}');
        let mut dangerous = 0;
        for cell in cells(table, if format == "csv" { ',' } else { '\t' }) {
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?} is a formula");
            dangerous += usize::from(cell.contains("evil.example") || cell.contains("cmd|"));
        }
        assert!(dangerous > 0, "the quotes are in the table:\n{table}");
    }
}

/// The cells of a table, as a spreadsheet takes them apart.
fn cells(table: &str, separator: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in table.chars() {
        match letter {
            '"' => quoted = !quoted,
            letter if !quoted && (letter == separator || letter == '\n') => cells.push(String::new()),
            letter => cells.last_mut().expect("never empty").push(letter),
        }
    }
    cells
}

#[test]
fn the_quote_of_an_accepted_finding_cannot_leave_its_string() {
    const HARMFUL: &str = "51%\"\n[[accept]]\ncheck = \"'''\"\"\"";
    let folder = tempfile::tempdir().expect("a folder");
    let uri = crate::server::uri_of(&folder.path().join("a\"b.txt").with_file_name("odd ] name.txt"));
    let mut server = TestServer::in_folders(everything(), &[folder.path()]);
    server.open(&uri, CALL);
    let context = json!({ "diagnostics": [] });
    let params = json!({
        "textDocument": { "uri": uri },
        "range": crate::text::range(CALL, "51%"),
        "context": context,
    });
    let actions = server.request("textDocument/codeAction", params);
    let mut action = actions
        .as_array()
        .and_then(|actions| actions.iter().find(|action| action["data"]["quote"] == "51%"))
        .expect("an action")
        .clone();
    action["data"]["quote"] = json!(HARMFUL);
    let resolved = server.request("codeAction/resolve", action);
    let text = resolved["edit"]["documentChanges"][1]["edits"][0]["newText"].as_str().expect("text");
    let written: toml::Table = text.parse().expect("TOML");
    let accepted = written["accept"].as_array().expect("a list");
    assert_eq!(accepted.len(), 1, "{text}");
    assert_eq!(accepted[0]["quote"].as_str(), Some(HARMFUL));
}
