//! The first messages of real editors, and what each is offered: only what it can use.

use serde_json::Value;

use crate::server::TestServer;
use crate::text::CALL;

const URI: &str = "file:///calls/halden.txt";

/// What every client is offered.
const ALWAYS: [&str; 13] = [
    "codeLensProvider",
    "definitionProvider",
    "documentHighlightProvider",
    "documentLinkProvider",
    "documentSymbolProvider",
    "executeCommandProvider",
    "foldingRangeProvider",
    "hoverProvider",
    "positionEncoding",
    "referencesProvider",
    "selectionRangeProvider",
    "textDocumentSync",
    "workspaceSymbolProvider",
];

struct Offer {
    encoding: &'static str,
    /// What is offered besides, in the order of the alphabet.
    more: &'static [&'static str],
    /// Whether the edit of a code action may be asked for later.
    resolves: bool,
    /// What the server asks to be told of.
    registers: &'static [&'static str],
    hover: &'static str,
    /// Whether the outline is a tree.
    tree: bool,
}

fn check(recorded: &str, offer: &Offer) {
    let mut params: Value = serde_json::from_str(recorded).expect("JSON");
    // The editor that was recorded is long gone; its folder never was here.
    params["processId"] = std::process::id().into();
    let mut server = TestServer::with(params);
    let capabilities = server.capabilities.as_object().expect("an object").clone();
    let more: Vec<&str> =
        capabilities.keys().map(String::as_str).filter(|name| !ALWAYS.contains(name) && *name != "workspace").collect();
    assert_eq!(more, offer.more);
    assert!(ALWAYS.iter().all(|name| capabilities.contains_key(*name)), "{capabilities:#?}");
    assert_eq!(capabilities["positionEncoding"], offer.encoding);
    assert_eq!(capabilities["textDocumentSync"]["change"], 2, "incremental");

    assert_eq!(capabilities["codeActionProvider"]["resolveProvider"], offer.resolves);
    // By the time a request is answered, the questions that came before it are here.
    server.request("workspace/symbol", serde_json::json!({ "query": "" }));
    let registered = server.asked.iter().filter(|message| message["method"] == "client/registerCapability");
    let registered = registered.flat_map(|message| message["params"]["registrations"].as_array().expect("a list"));
    let registered: Vec<&str> = registered.map(|it| it["method"].as_str().expect("a method")).collect();
    assert_eq!(registered, offer.registers);

    server.open(URI, CALL);
    let pulls = capabilities.contains_key("diagnosticProvider") || offer.registers.contains(&DIAGNOSTICS);
    let findings = if pulls { server.findings(URI) } else { server.pushed(URI, 1) };
    assert_eq!(findings.len(), 1);
    let hover = server.ask_at("hover", URI, crate::text::place(CALL, "51%"));
    assert_eq!(hover["contents"]["kind"], offer.hover);
    assert_eq!(server.ask("documentSymbol", URI)[0].get("selectionRange").is_some(), offer.tree);
    server.close(URI);
    if !pulls {
        server.notification("textDocument/publishDiagnostics");
    }
}

const DIAGNOSTICS: &str = "textDocument/diagnostic";
const SETTINGS: &str = "workspace/didChangeConfiguration";
const FILES: &str = "workspace/didChangeWatchedFiles";

#[test]
fn vscode() {
    let offer = Offer {
        encoding: "utf-16",
        more: &["codeActionProvider", "inlayHintProvider", "semanticTokensProvider"],
        resolves: true,
        registers: &[DIAGNOSTICS, SETTINGS, FILES],
        hover: "markdown",
        tree: true,
    };
    check(include_str!("clients/vscode.json"), &offer);
}

#[test]
fn neovim() {
    let offer = Offer {
        encoding: "utf-8",
        more: &[
            "codeActionProvider",
            "completionProvider",
            "diagnosticProvider",
            "inlayHintProvider",
            "semanticTokensProvider",
        ],
        resolves: true,
        registers: &[],
        hover: "markdown",
        tree: true,
    };
    check(include_str!("clients/neovim.json"), &offer);
}

#[test]
fn helix() {
    let offer = Offer {
        encoding: "utf-8",
        more: &["codeActionProvider", "completionProvider", "inlayHintProvider"],
        resolves: true,
        registers: &[FILES],
        hover: "markdown",
        tree: false,
    };
    check(include_str!("clients/helix.json"), &offer);
}

#[test]
fn emacs() {
    let offer = Offer {
        encoding: "utf-16",
        more: &["codeActionProvider", "completionProvider"],
        resolves: false,
        registers: &[FILES],
        hover: "plaintext",
        tree: true,
    };
    check(include_str!("clients/emacs.json"), &offer);
}

#[test]
fn zed() {
    let offer = Offer {
        encoding: "utf-16",
        more: &["codeActionProvider", "completionProvider", "inlayHintProvider"],
        resolves: true,
        registers: &[DIAGNOSTICS, SETTINGS, FILES],
        hover: "markdown",
        tree: true,
    };
    check(include_str!("clients/zed.json"), &offer);
}
