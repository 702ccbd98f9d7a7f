//! Dispatch: which handler a message is for, and whether it may come now.
//!
//! Requests are answered between `initialize` and `shutdown` only, each once: with a result, with what is wrong, or with
//! that it was taken back. Notifications outside of that time, and of names that nobody knows, are passed over.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::sync::oneshot;

use crate::rpc::{Call, Error, Id, Result, Written};
use crate::server::Server;

/// The result of a request, which may have to be waited for.
pub(crate) type Answer = Pin<Box<dyn Future<Output = Result<Written>> + Send>>;

/// What becomes of a message.
pub(crate) enum Outcome {
    /// It is to be answered, under its id.
    Answer(Id, Answer),
    /// There is nothing to say to it.
    Silence,
    /// It ends the session: orderly, if the client has said `shutdown` before.
    End { orderly: bool },
}

/// Hands messages to the server.
pub(crate) struct Dispatch {
    server: Arc<Server>,
    stage: Stage,
    pending: Pending,
}

/// How far the session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    BeforeInitialize,
    Serving,
    ShutDown,
}

impl Dispatch {
    pub(crate) fn new(server: Server) -> Dispatch {
        Dispatch { server: Arc::new(server), stage: Stage::BeforeInitialize, pending: Pending::default() }
    }

    /// Begins what a message asks for. A notification has done all it does when this returns.
    pub(crate) fn call(&mut self, call: Call) -> Outcome {
        let Call { id, method, params } = call;
        match id {
            None if method == "exit" => Outcome::End { orderly: self.stage == Stage::ShutDown },
            None => {
                self.notify(&method, params);
                Outcome::Silence
            }
            Some(id) => {
                let answer = self.request(&method, params);
                let answer = self.pending.guarded(&id, answer);
                Outcome::Answer(id, answer)
            }
        }
    }

    fn request(&mut self, method: &str, params: Value) -> Answer {
        match (self.stage, method) {
            (Stage::BeforeInitialize, "initialize") => {
                let result = read(params).and_then(|params| self.server.initialize(params));
                if result.is_ok() {
                    self.stage = Stage::Serving;
                }
                at_once(result)
            }
            (Stage::BeforeInitialize, _) => at_once(Err(Error::not_initialized())),
            (Stage::ShutDown, _) => at_once(Err(Error::invalid_request("the server has been shut down"))),
            (Stage::Serving, "initialize") => at_once(Err(Error::invalid_request("initialize may come only once"))),
            (Stage::Serving, "shutdown") => {
                self.stage = Stage::ShutDown;
                self.server.shut_down();
                at_once(Ok(Written::null()))
            }
            (Stage::Serving, _) => handle(&self.server, method, params),
        }
    }

    fn notify(&self, method: &str, params: Value) {
        if self.stage != Stage::Serving {
            return;
        }
        let server = &*self.server;
        match method {
            "$/cancelRequest" => with(method, params, |Cancel { id }| self.pending.cancel(&id)),
            "initialized" => server.initialized(),
            "textDocument/didOpen" => with(method, params, |params| server.did_open(params)),
            "textDocument/didChange" => with(method, params, |params| server.did_change(params)),
            "textDocument/didClose" => with(method, params, |params| server.did_close(params)),
            "window/workDoneProgress/cancel" => server.work_done_progress_cancel(),
            "workspace/didChangeConfiguration" => {
                with(method, params, |params| server.did_change_configuration(params));
            }
            "workspace/didChangeWatchedFiles" => with(method, params, |params| server.did_change_watched_files(params)),
            "workspace/didChangeWorkspaceFolders" => {
                with(method, params, |params| server.did_change_workspace_folders(params));
            }
            _ => {}
        }
    }
}

/// The handlers of requests.
fn handle(server: &Arc<Server>, method: &str, params: Value) -> Answer {
    /// Reads the parameters, and lets a method of the server answer.
    macro_rules! by {
        ($handler:ident) => {
            match read(params) {
                Ok(params) => {
                    let server = Arc::clone(server);
                    Box::pin(async move { server.$handler(params).await })
                }
                Err(error) => at_once(Err(error)),
            }
        };
    }
    match method {
        "codeAction/resolve" => by!(code_action_resolve),
        "textDocument/codeAction" => by!(code_action),
        "textDocument/codeLens" => by!(code_lens),
        "textDocument/completion" => by!(completion),
        "textDocument/definition" => by!(definition),
        "textDocument/diagnostic" => by!(diagnostic),
        "textDocument/documentHighlight" => by!(document_highlight),
        "textDocument/documentLink" => by!(document_link),
        "textDocument/documentSymbol" => by!(document_symbol),
        "textDocument/foldingRange" => by!(folding_range),
        "textDocument/hover" => by!(hover),
        "textDocument/inlayHint" => by!(inlay_hint),
        "textDocument/references" => by!(references),
        "textDocument/selectionRange" => by!(selection_range),
        "textDocument/semanticTokens/full" => by!(semantic_tokens_full),
        "textDocument/semanticTokens/full/delta" => by!(semantic_tokens_full_delta),
        "textDocument/semanticTokens/range" => by!(semantic_tokens_range),
        "workspace/diagnostic" => by!(workspace_diagnostic),
        "workspace/executeCommand" => by!(execute_command),
        "workspace/symbol" => by!(workspace_symbol),
        _ => at_once(Err(Error::method_not_found(method))),
    }
}

fn at_once(result: Result<Written>) -> Answer {
    Box::pin(ready(result))
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P> {
    serde_json::from_value(params).map_err(|error| Error::invalid_params(error.to_string()))
}

/// Does something with the parameters of a notification. One that cannot be read is passed over: there is nobody to
/// tell.
fn with<P: DeserializeOwned>(method: &str, params: Value, act: impl FnOnce(P)) {
    match read(params) {
        Ok(params) => act(params),
        Err(error) => tracing::warn!("{method} with wrong parameters: {}", error.message),
    }
}

#[derive(Deserialize)]
struct Cancel {
    id: Id,
}

/// The requests that are not answered yet, and how each is told that it was taken back.
#[derive(Clone, Default)]
struct Pending(Arc<Mutex<HashMap<Id, TakeBack>>>);

/// How a request is told that it was taken back; used up where it was.
type TakeBack = Option<oneshot::Sender<()>>;

impl Pending {
    /// An answer that says so where the request was taken back meanwhile.
    fn guarded(&self, id: &Id, answer: Answer) -> Answer {
        let (sender, taken_back) = oneshot::channel();
        match self.lock().entry(id.clone()) {
            Entry::Vacant(entry) => entry.insert(Some(sender)),
            Entry::Occupied(_) => return at_once(Err(Error::invalid_request("another request has this id"))),
        };
        let (pending, id) = (self.clone(), id.clone());
        Box::pin(async move {
            let result = tokio::select! {
                biased;
                result = answer => result,
                Ok(()) = taken_back => Err(Error::request_cancelled()),
            };
            pending.lock().remove(&id);
            result
        })
    }

    fn cancel(&self, id: &Id) {
        if let Some(sender) = self.lock().get_mut(id).and_then(Option::take) {
            // Its answer may be on its way already.
            let _ = sender.send(());
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Id, TakeBack>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
