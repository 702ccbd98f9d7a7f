//! The way in and out: threads that read and write frames, and the loop that hands messages to their handlers.
//!
//! Reading, writing and handling never wait for each other. The reader thread cuts and parses frames; the loop has each
//! message handled in turn and lets its handler run until it first waits, so that handlers change state in the order of
//! the messages; whatever waits goes on as a task of its own. Answers and notifications go through one unbounded queue
//! to the writer thread, so that a client that does not read holds up nobody.

mod frames;

use std::future::poll_fn;
use std::io::{self, Read, Write};
use std::sync::mpsc as blocking;
use std::task::Poll;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc;

use crate::dispatch::{Answer, Dispatch, Outcome};
use crate::outbox::{self, Outbox};
use crate::rpc::{Call, Error, Id, Reply};
use crate::uri;
use frames::{Frame, FrameReader};

/// Messages read and not yet handled; a client that sends faster than that waits.
const READ_AHEAD: usize = 256;

/// Messages below this size are copied together and written at once.
const IN_ONE_PIECE: usize = 256 << 10;

/// How long the writer may go on after the end.
const GRACE: Duration = Duration::from_millis(300);

/// A message of the client, or what stood in its place.
enum Incoming {
    Call(Call),
    Reply(Reply),
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

/// Has the client's messages handled until the session ends.
pub(crate) async fn serve(inbox: Inbox, mut dispatch: Dispatch, outbox: &Outbox) -> End {
    let mut inbox = inbox.0;
    while let Some(incoming) = inbox.recv().await {
        let call = match incoming {
            Incoming::Call(call) => call,
            Incoming::Reply(reply) => {
                outbox.settle(reply);
                continue;
            }
            Incoming::Refused(id, error) => {
                tracing::warn!("refused a message: {}", error.message);
                outbox.respond(&id, Err(error));
                continue;
            }
        };
        match dispatch.call(call) {
            Outcome::Answer(id, answer) => respond(outbox, id, answer).await,
            Outcome::Silence => {}
            Outcome::End { orderly: true } => return End::Orderly,
            Outcome::End { orderly: false } => return End::Abrupt,
        }
    }
    End::Abrupt
}

/// Sends an answer that is there at once; one that has to wait does so as a task of its own.
async fn respond(outbox: &Outbox, id: Id, mut answer: Answer) {
    match poll_fn(|context| Poll::Ready(answer.as_mut().poll(context))).await {
        Poll::Ready(result) => outbox.respond(&id, result),
        Poll::Pending => {
            let outbox = outbox.clone();
            tokio::spawn(async move { outbox.respond(&id, answer.await) });
        }
    }
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
            Ok(Some(Frame::Refused(refusal))) => Incoming::Refused(Id::Null, Error::parse_error(refusal.message())),
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
    let message: Value = match serde_json::from_slice(body) {
        Ok(message) => message,
        Err(error) => return Incoming::Refused(Id::Null, Error::parse_error(format!("not a JSON text: {error}"))),
    };
    let Value::Object(mut message) = message else {
        return Incoming::Refused(Id::Null, Error::invalid_request("neither a request nor a response"));
    };
    let id = message.remove("id").map(serde_json::from_value::<Id>);
    let readable = || id.as_ref().and_then(|id| id.as_ref().ok()).cloned().unwrap_or_default();
    // Some clients leave the version out.
    if message.get("jsonrpc").is_some_and(|version| version != "2.0") {
        return Incoming::Refused(readable(), Error::invalid_request("not of version 2.0"));
    }
    match (message.remove("method"), &id) {
        (Some(_), Some(Err(_))) => Incoming::Refused(Id::Null, Error::invalid_request("an id is a number or a text")),
        (Some(Value::String(method)), id) => {
            let mut params = message.remove("params").unwrap_or_default();
            uri::escape_all(&mut params);
            let id = id.as_ref().and_then(|id| id.as_ref().ok()).cloned();
            Incoming::Call(Call { id, method, params })
        }
        (Some(_), _) => Incoming::Refused(readable(), Error::invalid_request("the name of a method is a text")),
        (None, Some(Ok(id))) if message.contains_key("result") || message.contains_key("error") => {
            let result = match message.remove("error") {
                Some(error) => Err(error.get("message").and_then(Value::as_str).unwrap_or_default().to_owned()),
                None => Ok(message.remove("result").unwrap_or_default()),
            };
            Incoming::Reply(Reply { id: id.clone(), result })
        }
        (None, _) => Incoming::Refused(readable(), Error::invalid_request("neither a request nor a response")),
    }
}
