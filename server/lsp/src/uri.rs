//! Names of documents: one key for every way a client writes the same URI.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tower_lsp::ls_types::Uri;

/// What documents are looked up by. `file:///c%3A/x` and `file:///C:/x` have one key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key(String);

impl Key {
    pub(crate) fn new(uri: &Uri) -> Key {
        let scheme = uri.scheme().as_str().to_ascii_lowercase();
        let mut path = uri.path().decode().to_string_lossy().into_owned();
        if scheme == "file" {
            upper_drive(&mut path);
            let authority = uri.authority().map(|it| it.host().to_ascii_lowercase()).unwrap_or_default();
            let authority = if authority == "localhost" { String::new() } else { authority };
            return Key(format!("file://{authority}{path}"));
        }
        // Whatever a query or fragment means to another scheme, it tells documents apart.
        let rest = &uri.as_str()[uri.scheme().as_str().len()..];
        Key(format!("{scheme}{rest}"))
    }
}

/// The file that a URI names; none for untitled documents and other schemes.
pub(crate) fn path_of(uri: &Uri) -> Option<PathBuf> {
    if !uri.scheme().as_str().eq_ignore_ascii_case("file") {
        return None;
    }
    uri.to_file_path().map(|path| path.into_owned())
}

/// The URI of an absolute path.
pub(crate) fn of_path(path: &Path) -> Option<Uri> {
    if path.is_absolute() { Uri::from_file_path(path) } else { None }
}

/// Percent-encodes, in all members that name a document, what may not stand in a URI: not all clients do.
pub(crate) fn escape_all(params: &mut Value) {
    const NAMES: [&str; 5] = ["uri", "rootUri", "oldUri", "newUri", "scopeUri"];
    match params {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if NAMES.contains(&name.as_str()) => {
                        if let Some(escaped) = escaped(text) {
                            *text = escaped;
                        }
                    }
                    Value::Object(_) | Value::Array(_) => escape_all(value),
                    _ => {}
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(escape_all),
        _ => {}
    }
}

fn escaped(uri: &str) -> Option<String> {
    let stays = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte);
    if uri.bytes().all(stays) {
        return None;
    }
    let mut out = String::with_capacity(uri.len() + 16);
    for byte in uri.bytes() {
        if stays(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(out)
}

fn upper_drive(path: &mut String) {
    let bytes = path.as_bytes();
    if bytes.len() >= 3 && bytes[0] == b'/' && bytes[1].is_ascii_lowercase() && bytes[2] == b':' {
        let upper = char::from(bytes[1].to_ascii_uppercase()).to_string();
        path.replace_range(1..2, &upper);
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use serde_json::json;

    use super::*;

    fn key(uri: &str) -> Key {
        Key::new(&Uri::from_str(uri).unwrap())
    }

    #[test]
    fn one_file_has_one_key() {
        let calls = key("file:///C:/calls/a%20b.txt");
        for other in ["file:///c%3A/calls/a%20b.txt", "file:///c:/calls/a%20b.txt", "FILE:///C%3a/calls/a%20b.txt"] {
            assert_eq!(key(other), calls, "{other}");
        }
        assert_eq!(key("file://localhost/srv/a.txt"), key("file:///srv/a.txt"));
        assert_ne!(key("file:///srv/A.txt"), key("file:///srv/a.txt"));
        assert_ne!(key("untitled:Untitled-1"), key("untitled:Untitled-2"));
        assert_ne!(key("git:/a.txt?ref=1"), key("git:/a.txt?ref=2"));
    }

    #[test]
    fn unescaped_uris_are_escaped() {
        let mut params =
            json!({"textDocument": {"uri": "file:///tmp/a b é.txt", "text": "a b"}, "x": [{"uri": "a|b"}]});
        escape_all(&mut params);
        let expected =
            json!({"textDocument": {"uri": "file:///tmp/a%20b%20%C3%A9.txt", "text": "a b"}, "x": [{"uri": "a%7Cb"}]});
        assert_eq!(params, expected);
    }

    #[test]
    fn only_files_have_paths() {
        assert_eq!(path_of(&Uri::from_str("untitled:Untitled-1").unwrap()), None);
        #[cfg(unix)]
        assert_eq!(path_of(&Uri::from_str("file:///a%20b").unwrap()), Some(PathBuf::from("/a b")));
    }
}
