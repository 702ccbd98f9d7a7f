//! The outbox: everything the server says without being asked, and every answer.
//!
//! Nothing here waits. A message is written into a queue that the writer thread empties; a question to the client
//! returns a receiver, and only background tasks wait for what comes.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;
use tokio::sync::oneshot;
use tokio::time::timeout;
use tower_lsp::jsonrpc::{Id, Response};
use tower_lsp::ls_types::notification::{self, Notification};
use tower_lsp::ls_types::request::Request;
use tower_lsp::ls_types::{MessageType, ShowMessageParams};

/// A handle to the queue of outgoing messages; clones share it.
#[derive(Clone)]
pub(crate) struct Outbox(Arc<Inner>);

/// A message with its header, in pieces that are written one behind the other: what is long is not copied together.
pub(crate) struct Frame {
    pub(crate) head: Vec<u8>,
    pub(crate) body: Vec<u8>,
}

struct Inner {
    queue: Mutex<Option<mpsc::Sender<Frame>>>,
    next_id: AtomicU32,
    questions: Mutex<HashMap<Id, oneshot::Sender<Value>>>,
}

impl Outbox {
    /// An outbox and the end of the queue that the writer empties.
    pub(crate) fn new() -> (Outbox, mpsc::Receiver<Frame>) {
        let (sender, receiver) = mpsc::channel();
        let inner = Inner {
            queue: Mutex::new(Some(sender)),
            next_id: AtomicU32::new(1),
            questions: Mutex::new(HashMap::new()),
        };
        (Outbox(Arc::new(inner)), receiver)
    }

    /// Takes no more messages; the writer stops after the last.
    pub(crate) fn close(&self) {
        *self.0.queue.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Sends a notification.
    pub(crate) fn notify<N: Notification>(&self, params: N::Params)
    where
        N::Params: Serialize,
    {
        self.send(&Message { jsonrpc: "2.0", id: None, method: N::METHOD, params });
    }

    /// Sends a notification whose parameters are JSON already.
    pub(crate) fn notify_with<N: Notification>(&self, params: String) {
        let mut body = params.into_bytes();
        body.push(b'}');
        self.send_after(&format!(r#"{{"jsonrpc":"2.0","method":"{}","params":"#, N::METHOD), body);
    }

    /// Sends a request; the receiver gets the result, and is dropped where the client answers with an error.
    pub(crate) fn ask<R: Request>(&self, params: R::Params) -> oneshot::Receiver<Value>
    where
        R::Params: Serialize,
    {
        let (sender, receiver) = oneshot::channel();
        let id = Id::String(format!("tieout/{}", self.0.next_id.fetch_add(1, Ordering::Relaxed)));
        self.0.questions.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), sender);
        self.send(&Message { jsonrpc: "2.0", id: Some(id), method: R::METHOD, params });
        receiver
    }

    /// Sends the answer to a request of the client.
    pub(crate) fn respond(&self, response: &Response) {
        self.send(response);
    }

    /// Sends the answer to a request of the client, of which the result is JSON already.
    pub(crate) fn respond_with(&self, id: &Id, result: String) {
        let Some(id) = json(id) else { return };
        let begin = format!("{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":");
        let mut body = result.into_bytes();
        body.push(b'}');
        self.send_after(&begin, body);
    }

    /// Hands the client's answer to whoever asked.
    pub(crate) fn settle(&self, response: Response) {
        let (id, result) = response.into_parts();
        let sender = self.0.questions.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        match (sender, result) {
            (Some(sender), Ok(value)) => {
                let _ = sender.send(value);
            }
            (Some(_), Err(error)) => tracing::debug!("the client refused {id}: {}", error.message),
            (None, _) => tracing::debug!("an answer to {id}, which was not asked"),
        }
    }

    /// Shows the user a message.
    pub(crate) fn show(&self, typ: MessageType, message: String) {
        self.notify::<notification::ShowMessage>(ShowMessageParams { typ, message });
    }

    fn send(&self, message: &impl Serialize) {
        if let Some(body) = json(message) {
            self.send_after("", body.into_bytes());
        }
    }

    /// Sends a message that begins and goes on like this.
    fn send_after(&self, begin: &str, body: Vec<u8>) {
        let head = format!("Content-Length: {}\r\n\r\n{begin}", begin.len() + body.len()).into_bytes();
        if let Some(queue) = &*self.0.queue.lock().unwrap_or_else(PoisonError::into_inner) {
            // The writer has gone only where the client has.
            let _ = queue.send(Frame { head, body });
        }
    }
}

fn json(value: &impl Serialize) -> Option<String> {
    match serde_json::to_string(value) {
        Ok(text) => Some(text),
        Err(error) => {
            tracing::error!("cannot write a message: {error}");
            None
        }
    }
}

#[derive(Serialize)]
struct Message<P> {
    jsonrpc: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Id>,
    method: &'static str,
    params: P,
}

/// How long an answer of the client is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// The answer of a client, if it comes in time.
pub(crate) async fn patiently(answer: oneshot::Receiver<Value>) -> Option<Value> {
    timeout(PATIENCE, answer).await.ok()?.ok()
}
