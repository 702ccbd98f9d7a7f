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

    server.open(URI, CALL);
    let findings = match capabilities.get("diagnosticProvider") {
        Some(_) => server.findings(URI),
        None => server.pushed(URI, 1),
    };
    assert_eq!(findings.len(), 1);
    let hover = server.ask_at("hover", URI, crate::text::place(CALL, "51%"));
    assert_eq!(hover["contents"]["kind"], offer.hover);
    assert_eq!(server.ask("documentSymbol", URI)[0].get("selectionRange").is_some(), offer.tree);
    server.close(URI);
    if !capabilities.contains_key("diagnosticProvider") {
        server.notification("textDocument/publishDiagnostics");
    }
}

#[test]
fn vscode() {
    let more = &["codeActionProvider", "diagnosticProvider", "inlayHintProvider", "semanticTokensProvider"];
    check(include_str!("clients/vscode.json"), &Offer { encoding: "utf-16", more, hover: "markdown", tree: true });
}

#[test]
fn neovim() {
    let more = &["codeActionProvider", "diagnosticProvider", "inlayHintProvider", "semanticTokensProvider"];
    check(include_str!("clients/neovim.json"), &Offer { encoding: "utf-8", more, hover: "markdown", tree: true });
}

#[test]
fn helix() {
    let more = &["codeActionProvider", "inlayHintProvider"];
    check(include_str!("clients/helix.json"), &Offer { encoding: "utf-8", more, hover: "markdown", tree: false });
}

#[test]
fn emacs() {
    let more = &["codeActionProvider"];
    check(include_str!("clients/emacs.json"), &Offer { encoding: "utf-16", more, hover: "plaintext", tree: true });
}

#[test]
fn zed() {
    let more = &["codeActionProvider", "diagnosticProvider", "inlayHintProvider"];
    check(include_str!("clients/zed.json"), &Offer { encoding: "utf-16", more, hover: "markdown", tree: true });
}
