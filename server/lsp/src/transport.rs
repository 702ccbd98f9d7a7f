//! The way in and out: threads that read and write frames, and the loop that hands messages to the service.
//!
//! Reading, writing and handling never wait for each other. The reader thread cuts and parses frames; the loop calls
//! the service for each message in turn and lets it run until it first waits, so that handlers change state in the
//! order of the messages; whatever waits goes on as a task of its own. Answers and notifications go through one
//! unbounded queue to the writer thread, so that a client that does not read holds up nobody.

mod frames;

use std::io::{self, Read, Write};
use std::pin::Pin;
use std::sync::mpsc as blocking;
use std::task::Poll;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::mpsc;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ExitedError, LanguageServer, LspService};
use tower_service::Service;

use crate::outbox::{self, Outbox};
use crate::uri;
use crate::written::WRITTEN;
use frames::{Frame, FrameReader};

/// Messages read and not yet handled; a client that sends faster than that waits.
const READ_AHEAD: usize = 256;

/// Messages below this size are copied together and written at once.
const IN_ONE_PIECE: usize = 256 << 10;

/// How long the writer may go on after the end.
const GRACE: Duration = Duration::from_millis(300);

/// A message of the client, or what stood in its place.
enum Incoming {
    Call(Request),
    Reply(Response),
    /// Answered with an error, under the id where one could be made out.
    Refused(Id, Error),
}

/// How the session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The client said `exit` after `shutdown`.
    Orderly,
    /// The client said `exit` without it, or went away.
    Abrupt,
}

/// Reads the client's messages in a thread of its own.
pub(crate) struct Inbox(mpsc::Receiver<Incoming>);

impl Inbox {
    pub(crate) fn new(source: impl Read + Send + 'static) -> io::Result<Inbox> {
        let (sender, receiver) = mpsc::channel(READ_AHEAD);
        thread::Builder::new().name("reader".to_owned()).spawn(move || read(source, &sender))?;
        Ok(Inbox(receiver))
    }
}

/// Writes messages to the client in a thread of its own.
pub(crate) struct Writer(blocking::Receiver<()>);

impl Writer {
    pub(crate) fn new(
        sink: impl Write + Send + 'static,
        queue: blocking::Receiver<outbox::Frame>,
    ) -> io::Result<Writer> {
        let (done, wait) = blocking::channel();
        thread::Builder::new().name("writer".to_owned()).spawn(move || {
            write(sink, &queue);
            let _ = done.send(());
        })?;
        Ok(Writer(wait))
    }

    /// Waits until all is written, but not for a client that does not read.
    pub(crate) fn finish(self, outbox: &Outbox) {
        outbox.close();
        let _ = self.0.recv_timeout(GRACE);
    }
}

/// Hands the client's messages to the service until the session ends.
pub(crate) async fn serve<S: LanguageServer>(inbox: Inbox, mut service: LspService<S>, outbox: &Outbox) -> End {
    let mut inbox = inbox.0;
    let mut shut_down = false;
    while let Some(incoming) = inbox.recv().await {
        let request = match incoming {
            Incoming::Call(request) => request,
            Incoming::Reply(response) => {
                outbox.settle(response);
                continue;
            }
            Incoming::Refused(id, error) => {
                tracing::warn!("refused a message: {}", error.message);
                outbox.respond(&Response::from_error(id, error));
                continue;
            }
        };
        let id = request.id().cloned();
        shut_down |= request.method() == "shutdown";
        if request.method() == "exit" && id.is_none() {
            return if shut_down { End::Orderly } else { End::Abrupt };
        }
        let written = WRITTEN.iter().find(|(method, _)| *method == request.method());
        let is_written = written.is_some();
        let mut answer = service.call(match written {
            Some((_, name)) => renamed(request, name),
            None => request,
        });
        match poll_once(&mut answer).await {
            Poll::Ready(result) => respond(outbox, id, result, is_written),
            Poll::Pending => {
                let outbox = outbox.clone();
                tokio::spawn(async move { respond(&outbox, id, answer.await, is_written) });
            }
        }
    }
    End::Abrupt
}

fn renamed(request: Request, method: &'static str) -> Request {
    let (_, id, params) = request.into_parts();
    let request = Request::build(method).params(params.unwrap_or_default());
    if let Some(id) = id { request.id(id).finish() } else { request.finish() }
}

fn respond(outbox: &Outbox, id: Option<Id>, result: Result<Option<Response>, ExitedError>, is_written: bool) {
    match (result, id) {
        (Ok(Some(response)), _) if is_written => match response.into_parts() {
            (id, Ok(Value::String(json))) => outbox.respond_with(&id, json),
            (id, other) => outbox.respond(&Response::from_parts(id, other)),
        },
        (Ok(Some(response)), _) => outbox.respond(&response),
        // A request must be answered; the framework passes over those of `$/…` that it does not know.
        (Ok(None), Some(id)) => outbox.respond(&Response::from_error(id, Error::method_not_found())),
        _ => {}
    }
}

/// Lets a future run until it first waits.
async fn poll_once<T>(future: &mut (dyn Future<Output = T> + Send + Unpin)) -> Poll<T> {
    std::future::poll_fn(|context| Poll::Ready(Pin::new(&mut *future).poll(context))).await
}

fn read(source: impl Read, sender: &mpsc::Sender<Incoming>) {
    let mut frames = FrameReader::new(source);
    loop {
        let incoming = match frames.next() {
            Ok(Some(Frame::Body(body))) => {
                let incoming = parse(&body);
                if let Incoming::Refused(Id::Null, _) = incoming {
                    frames.rescue(&body);
                }
                incoming
            }
            Ok(Some(Frame::Refused(refusal))) => Incoming::Refused(Id::Null, parse_error(refusal.message())),
            Ok(None) => return,
            Err(error) => {
                tracing::error!("cannot read from the client: {error}");
                return;
            }
        };
        if sender.blocking_send(incoming).is_err() {
            return;
        }
    }
}

fn write(mut sink: impl Write, queue: &blocking::Receiver<outbox::Frame>) {
    for outbox::Frame { mut head, body } in queue {
        // In one piece where that is cheap: the client wakes once.
        let is_short = body.len() < IN_ONE_PIECE;
        if is_short {
            head.extend_from_slice(&body);
        }
        let rest: &[u8] = if is_short { &[] } else { &body };
        if let Err(error) = sink.write_all(&head).and_then(|()| sink.write_all(rest)).and_then(|()| sink.flush()) {
            tracing::debug!("the client no longer reads: {error}");
            return;
        }
    }
}

fn parse(body: &[u8]) -> Incoming {
    // The parser refuses invalid UTF-8 and nesting beyond 128 levels by itself.
    let mut message: Value = match serde_json::from_slice(body) {
        Ok(message) => message,
        Err(error) => return Incoming::Refused(Id::Null, parse_error(format!("not a JSON text: {error}"))),
    };
    let id = message.get("id").cloned();
    let is_call = message.get("method").is_some();
    if is_call {
        tidy(&mut message);
        match serde_json::from_value(message) {
            Ok(request) => return Incoming::Call(request),
            Err(error) => return Incoming::Refused(readable(id), invalid(format!("not a request: {error}"))),
        }
    }
    match serde_json::from_value(message) {
        Ok(response) => Incoming::Reply(response),
        Err(_) => Incoming::Refused(readable(id), invalid("neither a request nor a response".to_owned())),
    }
}

/// Evens out what clients are known to write differently from the specification.
fn tidy(message: &mut Value) {
    let Some(message) = message.as_object_mut() else { return };
    message.entry("jsonrpc").or_insert_with(|| json!("2.0"));
    let takes_none = matches!(message.get("method").and_then(Value::as_str), Some("shutdown" | "exit"));
    if takes_none || message.get("params").is_some_and(Value::is_null) {
        message.remove("params");
    }
    if let Some(params) = message.get_mut("params") {
        uri::escape_all(params);
    }
}

fn readable(id: Option<Value>) -> Id {
    id.and_then(|id| serde_json::from_value(id).ok()).unwrap_or_default()
}

fn parse_error(message: String) -> Error {
    Error { message: message.into(), ..Error::parse_error() }
}

fn invalid(message: String) -> Error {
    Error { message: message.into(), ..Error::invalid_request() }
}
