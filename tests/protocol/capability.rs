//! What clients can do.

use serde_json::{Value, json};

/// What can be asked of an open document, without `textDocument/`.
pub(crate) const QUESTIONS: [&str; 15] = [
    "codeAction",
    "codeLens",
    "definition",
    "diagnostic",
    "documentHighlight",
    "documentLink",
    "documentSymbol",
    "foldingRange",
    "hover",
    "inlayHint",
    "references",
    "selectionRange",
    "semanticTokens/full",
    "semanticTokens/full/delta",
    "semanticTokens/range",
];

/// A client that can do everything and asks for diagnostics, so that the server says nothing unasked.
pub(crate) fn everything() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "textDocument": {
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } },
                "dataSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
            "definition": { "linkSupport": true },
            "diagnostic": { "relatedDocumentSupport": false },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "inlayHint": {},
            "publishDiagnostics": { "relatedInformation": true, "codeDescriptionSupport": true },
            "semanticTokens": {
                "requests": { "range": true, "full": { "delta": true } },
                "tokenTypes": [],
                "tokenModifiers": [],
                "formats": ["relative"],
            },
        },
        "window": { "showDocument": { "support": true } },
        "workspace": {
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
            "workspaceFolders": true,
        },
        "experimental": { "tieout": { "commands": ["tieout.copyText", "tieout.explainCheck", "tieout.fillInReason"] } },
    })
}

/// The same client, which is pushed diagnostics.
pub(crate) fn pushed() -> Value {
    but(everything(), "/textDocument/diagnostic", Value::Null)
}

/// A client that differs in one point; null stands for what it does not say.
pub(crate) fn but(mut client: Value, pointer: &str, value: Value) -> Value {
    let mut place = &mut client;
    let (parents, name) = pointer.rsplit_once('/').expect("a pointer");
    for parent in parents.split('/').filter(|parent| !parent.is_empty()) {
        place = place.as_object_mut().expect("an object").entry(parent).or_insert_with(|| json!({}));
    }
    let members = place.as_object_mut().expect("an object");
    if value.is_null() {
        members.remove(name);
    } else {
        members.insert(name.to_owned(), value);
    }
    client
}
