//! `textDocument/documentSymbol`.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::capability::{but, everything};
use crate::server::TestServer;
use crate::text::{CALL, LETTER, Place};

const URI: &str = "file:///calls/halden.txt";

fn outline(text: &str) -> Value {
    let mut server = TestServer::for_client(everything());
    server.open(URI, text);
    server.ask("documentSymbol", URI)
}

/// The names of a tree, each with its depth and kind, from the top.
fn lines(symbols: &Value, depth: usize, out: &mut Vec<(usize, u64, String)>) {
    for symbol in symbols.as_array().into_iter().flatten() {
        out.push((depth, symbol["kind"].as_u64().expect("a kind"), symbol["name"].as_str().expect("a name").into()));
        lines(&symbol["children"], depth + 1, out);
    }
}

#[test]
fn the_outline_is_the_call_its_sections_exchanges_and_turns() {
    let (file, module, interface, method) = (1, 2, 11, 6);
    let mut found = Vec::new();
    lines(&outline(CALL), 0, &mut found);
    let has = |depth, kind, begin: &str| {
        let is_it = |(d, k, name): &&(usize, u64, String)| (*d, *k) == (depth, kind) && name.starts_with(begin);
        assert!(found.iter().any(|line| is_it(&line)), "no {begin} in {found:#?}");
    };
    has(0, file, "Halden Optics Inc Q2 FY2031");
    for section in ["Front matter", "Operator opening", "Prepared remarks", "Questions and answers", "Closing"] {
        has(1, module, section);
    }
    has(2, method, "Lindqvist: ");
    has(2, method, "Tully: Total revenue");
    has(2, interface, "1 Whitlock, Corvane Securities -> Lindqvist, Tully");
    has(2, interface, "2 Marchetti, Pell Harbor Partners -> Tully, Lindqvist");
    has(3, method, "Whitlock: Could you say how much");
    // A courtesy is no turn that somebody looks for.
    assert!(!found.iter().any(|(.., name)| name.contains("Great, thank you")), "{found:#?}");
}

/// A call in which much is said to be polite.
const POLITE: &str = "\
Halden Optics Inc. (HLDN)
Q2 2031 Earnings Call

Operator
Good day, and welcome to the Halden Optics call. I now turn it over to Ida Tully.

Ida Tully -- Head of Investor Relations
Hello, everyone, and thanks for joining us today. Lenses sold well in every region.

Nils van der Holm -- Chief Financial Officer
Thanks, Ida. It's a pleasure to be with you. <laugh> iLens revenue was up 4%.

Operator
Our first question comes from Ann Whitlock with Corvane Securities.

Ann Whitlock -- Corvane Securities -- Analyst
Good afternoon, and congratulations on a very nice quarter. How are you thinking about prices in the fall?

Nils van der Holm -- Chief Financial Officer
Great question, Ann. Sorry. $2 million a quarter.

Ann Whitlock -- Corvane Securities -- Analyst
Okay, perfect. Thank you both so much, and all the best for the fall.

Ida Tully -- Head of Investor Relations
Thank you, Ann. Operator, could we have the next question, please?

Operator
Once more, the line of the gentleman from Pell Harbor is now open to all of us.

Bob Tully -- Pell Harbor -- Analyst
What will margins do in the year to come?

Nils van der Holm -- Chief Financial Officer
Margins should stay where they are, or rise.

Operator
The replay of this call stays online for two weeks.
";

#[test]
fn nothing_is_named_after_a_courtesy() {
    let mut found = Vec::new();
    lines(&outline(POLITE), 0, &mut found);
    let names: Vec<&str> = found.iter().filter(|(_, kind, _)| matches!(kind, 6 | 11)).map(|it| it.2.as_str()).collect();
    assert_eq!(
        names,
        [
            "Operator: Welcome to the Halden Optics call.",
            // Two have the last name.
            "Ida Tully: Lenses sold well in every region.",
            "van der Holm: iLens revenue was up 4%.",
            // Who only asks for the next question answers nothing.
            "1 Whitlock, Corvane Securities -> van der Holm",
            "Whitlock: How are you thinking about prices in the fall?",
            "van der Holm: $2 million a quarter.",
            // The operator introduces whoever asks next, in whatever words.
            "2 Bob Tully, Pell Harbor -> van der Holm",
            "Bob Tully: What will margins do in the year to come?",
            "van der Holm: Margins should stay where they are, or rise.",
            "Operator: The replay of this call stays online for two weeks.",
        ]
    );
}

#[test]
fn no_call_is_named_after_what_is_said() {
    let name = |text: &str| outline(text)[0]["name"].as_str().map(str::to_owned);
    let (_, spoken) = POLITE.split_once("Call\n\n").expect("a heading");
    let spoken = spoken.replace("and welcome to the Halden Optics call", "everyone");
    assert_eq!(name(&spoken).as_deref(), Some("Earnings call"));
    assert_eq!(name(&format!("Notes of the conference\n\n{spoken}")).as_deref(), Some("Notes of the conference"));
}

#[test]
fn a_picker_can_show_every_name_and_a_tree_every_range() {
    fn check(symbols: &Value, around: Option<&Value>, names: &mut HashSet<String>) {
        let inside = |inner: &Value, outer: &Value| {
            let [inner, outer] = [inner, outer].map(|range| (Place::of(&range["start"]), Place::of(&range["end"])));
            outer.0 <= inner.0 && inner.0 <= inner.1 && inner.1 <= outer.1
        };
        for symbol in symbols.as_array().into_iter().flatten() {
            let name = symbol["name"].as_str().expect("a name");
            assert!(!name.trim().is_empty() && names.insert(name.to_owned()), "{name:?} is empty or not unique");
            assert!(inside(&symbol["selectionRange"], &symbol["range"]), "{symbol}");
            assert!(around.is_none_or(|around| inside(&symbol["range"], around)), "{symbol} reaches out of {around:?}");
            check(&symbol["children"], Some(&symbol["range"]), names);
        }
    }
    // Twice the same call: every name comes twice.
    check(&outline(&CALL.repeat(2)), None, &mut HashSet::new());
}

#[test]
fn findings_are_counted_beside_the_call() {
    let outline = outline(CALL);
    assert_eq!(outline[0]["detail"], "1 finding", "{outline}");
}

#[test]
fn a_client_without_trees_gets_a_list() {
    let flat = but(everything(), "/textDocument/documentSymbol", json!({}));
    let mut server = TestServer::for_client(flat);
    server.open(URI, CALL);
    let symbols = server.ask("documentSymbol", URI);
    let symbols = symbols.as_array().expect("a list");
    assert!(symbols.iter().all(|symbol| symbol["location"]["uri"] == URI && symbol.get("children").is_none()));
    let question = symbols.iter().find(|it| it["name"].as_str().is_some_and(|name| name.starts_with("Whitlock: ")));
    let container = &question.expect("a question")["containerName"];
    assert_eq!(container, "1 Whitlock, Corvane Securities -> Lindqvist, Tully");
}

#[test]
fn what_is_no_call_has_no_outline() {
    assert_eq!(outline(LETTER), Value::Null);
    assert_eq!(outline(""), Value::Null);
}
