//! Positions in UTF-8, UTF-16 and UTF-32.

use serde_json::{Value, json};

use crate::capability::{but, everything};
use crate::server::TestServer;
use crate::text::{CALL, place_of, range_of, words_in};

const URI: &str = "file:///calls/halden.txt";

/// The call with characters of two, three and four bytes in front of the figures.
fn text() -> String {
    CALL.replace("Services accounted", "Größe 萬 😀 Services accounted")
}

fn server(encodings: Value) -> TestServer {
    let general = json!({ "positionEncodings": encodings });
    let mut server = TestServer::for_client(but(everything(), "/general", general));
    server.open(URI, &text());
    server
}

#[test]
fn the_first_encoding_that_is_known_is_taken() {
    for (offered, taken) in [
        (json!(["utf-8", "utf-16"]), "utf-8"),
        (json!(["utf-32", "utf-8"]), "utf-32"),
        (json!(["utf-7", "utf-16"]), "utf-16"),
        (json!([]), "utf-16"),
        (Value::Null, "utf-16"),
    ] {
        assert_eq!(server(offered.clone()).capabilities["positionEncoding"], taken, "{offered}");
    }
}

#[test]
fn every_column_counts_units_of_the_encoding() {
    let text = text();
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut server = server(json!([encoding]));
        let finding = server.findings(URI).remove(0);
        assert_eq!(words_in(&text, &finding["range"], encoding), "51%", "{encoding}");
        let operand = &finding["relatedInformation"][0]["location"]["range"];
        assert_eq!(words_in(&text, operand, encoding), "$14.7 million", "{encoding}");
        let at = text.find("$14.7").expect("in the text");
        let hover = server.ask_at("hover", URI, place_of(&text, at + 2, encoding));
        assert_eq!(words_in(&text, &hover["range"], encoding), "$14.7 million", "{encoding}");
        let hints = server.ask_within("inlayHint", URI, range_of(&text, 0..text.len(), encoding));
        let cross = hints.as_array().and_then(|hints| hints.iter().find(|hint| hint["label"] == "✗")).expect("a cross");
        assert_eq!(cross["position"], finding["range"]["end"], "{encoding}");
    }
}

#[test]
fn a_column_far_along_a_line_counts_units_as_well() {
    let text = CALL.replace("Services accounted", &format!("{} Services accounted", "Größe 萬 😀".repeat(500)));
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut server = server(json!([encoding]));
        server.change(URI, 2, None, &text);
        let finding = server.findings(URI).remove(0);
        assert_eq!(words_in(&text, &finding["range"], encoding), "51%", "{encoding}");
        let operand = &finding["relatedInformation"][0]["location"]["range"];
        assert_eq!(words_in(&text, operand, encoding), "$14.7 million", "{encoding}");
    }
}

#[test]
fn edits_are_applied_where_the_client_means_them() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut text = text();
        let mut server = server(json!([encoding]));
        let at = text.find("51%").expect("in the text");
        server.change(URI, 2, Some(range_of(&text, at..at + 3, encoding)), "15%");
        text.replace_range(at..at + 3, "15%");
        assert_eq!(server.findings(URI), Vec::<Value>::new(), "{encoding}");
        let smile = text.find('😀').expect("in the text");
        server.change(URI, 3, Some(range_of(&text, smile..smile + 4, encoding)), "");
        text.replace_range(smile..smile + 4, "");
        let at = text.find("15%").expect("in the text");
        server.change(URI, 4, Some(range_of(&text, at..at + 3, encoding)), "51%");
        let finding = server.findings(URI).remove(0);
        assert_eq!(finding["range"], range_of(&text, at..at + 3, encoding), "{encoding}");
    }
}
