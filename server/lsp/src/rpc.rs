//! JSON-RPC: what messages consist of, and what may be wrong with them.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a request is known by, for as long as it is not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Id {
    Number(i64),
    String(String),
    /// The id of an answer to something whose own id could not be made out.
    #[default]
    Null,
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Id::Number(number) => write!(out, "{number}"),
            Id::String(name) => write!(out, "{name:?}"),
            Id::Null => out.write_str("null"),
        }
    }
}

/// Why a request is not answered with a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Error {
    code: i32,
    pub(crate) message: Cow<'static, str>,
}

/// What a request is answered with.
pub(crate) type Result<T> = std::result::Result<T, Error>;

impl Error {
    const fn new(code: i32, message: &'static str) -> Error {
        Error { code, message: Cow::Borrowed(message) }
    }

    /// The message is no JSON.
    pub(crate) fn parse_error(message: String) -> Error {
        Error { code: -32700, message: message.into() }
    }

    /// The message is no request, or one that may not come now.
    pub(crate) fn invalid_request(message: impl Into<Cow<'static, str>>) -> Error {
        Error { code: -32600, message: message.into() }
    }

    /// Nobody answers requests of this name.
    pub(crate) fn method_not_found(method: &str) -> Error {
        Error { code: -32601, message: format!("there is no method {method}").into() }
    }

    /// The parameters are not those of the method.
    pub(crate) fn invalid_params(message: String) -> Error {
        Error { code: -32602, message: message.into() }
    }

    /// The server failed.
    pub(crate) const fn internal_error(message: &'static str) -> Error {
        Error::new(-32603, message)
    }

    /// The client has not introduced itself.
    pub(crate) const fn not_initialized() -> Error {
        Error::new(-32002, "the first request has to be initialize")
    }

    /// The client has taken the request back.
    pub(crate) const fn request_cancelled() -> Error {
        Error::new(-32800, "cancelled")
    }
}

/// A request of the client, or a notification, which has no id.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) id: Option<Id>,
    pub(crate) method: String,
    /// Null where there are none.
    pub(crate) params: Value,
}

/// The client's answer to a question of the server.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) id: Id,
    /// Or what was wrong, in words.
    pub(crate) result: std::result::Result<Value, String>,
}

/// The result of a request as JSON. It is written once, where it is made: an outline can be long.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Written(pub(crate) Vec<u8>);

impl Written {
    /// Writes a result.
    pub(crate) fn new(result: &impl Serialize) -> Result<Written> {
        serde_json::to_vec(result).map(Written).map_err(|error| {
            tracing::error!("cannot write an answer: {error}");
            Error::internal_error("tieout failed to write its answer")
        })
    }

    /// The result that says that there is none.
    pub(crate) fn null() -> Written {
        Written(b"null".to_vec())
    }
}
