//! Frames: bytes from the client, cut into messages.
//!
//! The protocol puts a small header in front of each message. A client that writes a wrong one must not take the
//! server down, hang it or make it store what it cannot use: whatever is not a frame is skipped up to the next header,
//! and a frame over the limit is refused before its body is read.

use std::io::{self, Read};

/// The longest body that is read. A text of this size is far over any transcript; a larger number is a mistake.
pub(super) const BODY_LIMIT: u64 = 256 << 20;

/// The longest run without a line end that is searched for a header; what stands further in front is dropped.
const LINE_LIMIT: usize = 4 << 10;

/// The longest header, all its lines together.
const HEADER_LIMIT: usize = 16 << 10;

const CHUNK: usize = 64 << 10;

/// What comes out of the stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// The body of a frame.
    Body(Vec<u8>),
    /// Something that is no frame; one is reported for each run of bytes skipped.
    Refused(Refusal),
}

/// Why bytes were skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Bytes where a header was due.
    NotAHeader,
    /// The header says that the body is empty.
    EmptyBody,
    /// The header says that the body is longer than [`BODY_LIMIT`].
    TooLong(u64),
    /// The header is longer than [`HEADER_LIMIT`].
    HeaderTooLong,
}

impl Refusal {
    /// What to tell the client.
    pub(super) fn message(self) -> String {
        match self {
            Refusal::NotAHeader => "expected a header with Content-Length in front of a message".to_owned(),
            Refusal::EmptyBody => "a message with Content-Length 0 holds no request".to_owned(),
            Refusal::TooLong(length) => {
                format!("a message of {length} bytes is over the limit of {BODY_LIMIT} bytes")
            }
            Refusal::HeaderTooLong => format!("a header of more than {HEADER_LIMIT} bytes"),
        }
    }
}

/// Cuts a stream of bytes into frames.
pub(super) struct FrameReader<R> {
    source: R,
    /// Bytes read from the source and not yet used: those from `at` on.
    buffer: Vec<u8>,
    at: usize,
}

/// A line of a header, or what stands in its place.
struct Line {
    bytes: Vec<u8>,
    /// Whether its beginning was dropped because it went on for too long.
    cut: bool,
}

impl<R: Read> FrameReader<R> {
    pub(super) fn new(source: R) -> Self {
        FrameReader { source, buffer: Vec::new(), at: 0 }
    }

    /// The next frame; none at the end of the stream. A frame that the stream ends in is dropped.
    pub(super) fn next(&mut self) -> io::Result<Option<Frame>> {
        let mut length: Option<u64> = None;
        let mut header = 0;
        loop {
            let Some(line) = self.line()? else { return Ok(None) };
            header += line.bytes.len();
            if header > HEADER_LIMIT {
                return Ok(Some(Frame::Refused(Refusal::HeaderTooLong)));
            }
            if let Some(found) = content_length(&line.bytes) {
                let garbage = line.cut || found.start > 0;
                length = Some(found.length);
                header = 0;
                if garbage {
                    self.put_back(&line.bytes[found.start..]);
                    return Ok(Some(Frame::Refused(Refusal::NotAHeader)));
                }
            } else if line.bytes.is_empty() && !line.cut {
                match length {
                    Some(0) => return Ok(Some(Frame::Refused(Refusal::EmptyBody))),
                    Some(length) if length > BODY_LIMIT => return Ok(Some(Frame::Refused(Refusal::TooLong(length)))),
                    Some(length) => return Ok(self.body(length as usize)?.map(Frame::Body)),
                    // Blank lines between frames are harmless.
                    None if header == 0 => {}
                    None => return Ok(Some(Frame::Refused(Refusal::NotAHeader))),
                }
            } else if line.cut || length.is_none() && !is_header_field(&line.bytes) {
                return Ok(Some(Frame::Refused(Refusal::NotAHeader)));
            }
        }
    }

    /// Returns to the stream what follows the first header inside a body that turned out to be no message: a frame
    /// that was cut short has swallowed the one behind it.
    pub(super) fn rescue(&mut self, body: &[u8]) {
        let name = b"Content-Length:";
        let whole = memchr::memmem::find(body, name);
        // The body may end in the middle of the header.
        let begun = || (1..name.len()).rev().find(|length| body.ends_with(&name[..*length])).map(|it| body.len() - it);
        if let Some(at) = whole.or_else(begun) {
            self.buffer.splice(..self.at, body[at..].iter().copied());
            self.at = 0;
        }
    }

    /// The next line without its line end, or the last part of it where it is longer than the limit.
    fn line(&mut self) -> io::Result<Option<Line>> {
        let mut line = Line { bytes: Vec::new(), cut: false };
        loop {
            if self.at == self.buffer.len() && !self.fill()? {
                return Ok(None);
            }
            let rest = &self.buffer[self.at..];
            match memchr::memchr(b'\n', rest) {
                Some(end) => {
                    line.bytes.extend_from_slice(&rest[..end]);
                    self.at += end + 1;
                    if line.bytes.last() == Some(&b'\r') {
                        line.bytes.pop();
                    }
                    line.shorten();
                    return Ok(Some(line));
                }
                None => {
                    line.bytes.extend_from_slice(rest);
                    self.at = self.buffer.len();
                    line.shorten();
                }
            }
        }
    }

    fn body(&mut self, length: usize) -> io::Result<Option<Vec<u8>>> {
        // The length is only a claim: the room grows with what arrives.
        let mut body = Vec::with_capacity(length.min(CHUNK));
        while body.len() < length {
            if self.at == self.buffer.len() && !self.fill()? {
                return Ok(None);
            }
            let take = (length - body.len()).min(self.buffer.len() - self.at);
            body.extend_from_slice(&self.buffer[self.at..self.at + take]);
            self.at += take;
        }
        Ok(Some(body))
    }

    fn fill(&mut self) -> io::Result<bool> {
        self.buffer.resize(CHUNK, 0);
        self.at = 0;
        loop {
            match self.source.read(&mut self.buffer) {
                Ok(count) => {
                    self.buffer.truncate(count);
                    return Ok(count > 0);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.buffer.clear();
                    return Err(error);
                }
            }
        }
    }

    /// Makes a header line the next thing to be read.
    fn put_back(&mut self, line: &[u8]) {
        let bytes = line.iter().copied().chain(*b"\r\n");
        self.buffer.splice(..self.at, bytes);
        self.at = 0;
    }
}

impl Line {
    fn shorten(&mut self) {
        if self.bytes.len() > LINE_LIMIT {
            self.bytes.drain(..self.bytes.len() - LINE_LIMIT);
            self.cut = true;
        }
    }
}

struct ContentLength {
    /// Where the name begins in the line.
    start: usize,
    length: u64,
}

/// The last "Content-Length: N" of a line. It ends the line, but garbage may stand in front of it: bodies are not
/// followed by a line end.
fn content_length(line: &[u8]) -> Option<ContentLength> {
    let name = b"content-length:";
    let start = line.windows(name.len()).rposition(|window| window.eq_ignore_ascii_case(name))?;
    let value = str::from_utf8(&line[start + name.len()..]).ok()?.trim();
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    // A number beyond 64 bits is over every limit.
    digits.then(|| ContentLength { start, length: value.parse().unwrap_or(u64::MAX) })
}

fn is_header_field(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    name.len() < line.len() && !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(bytes: &[u8]) -> Vec<Frame> {
        let mut reader = FrameReader::new(bytes);
        std::iter::from_fn(|| reader.next().unwrap()).collect()
    }

    fn body(text: &str) -> Frame {
        Frame::Body(text.as_bytes().to_vec())
    }

    #[test]
    fn frames_follow_each_other() {
        let bytes = b"Content-Length: 2\r\n\r\n{}Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n\
                      content-length:3\r\n\r\n[1]";
        assert_eq!(frames(bytes), [body("{}"), body("[1]")]);
    }

    #[test]
    fn garbage_is_skipped_up_to_the_next_header() {
        let expected = [Frame::Refused(Refusal::NotAHeader), body("{}")];
        assert_eq!(frames(b"hello\r\nContent-Length: 2\r\n\r\n{}"), expected);
        assert_eq!(frames(b"\xff\x00{\"a\"Content-Length: 2\r\n\r\n{}"), expected);
        assert_eq!(frames(b"Content-Type: text\r\n\r\nContent-Length: 2\r\n\r\n{}"), expected);
        assert_eq!(frames(b"Content-Length: two\r\n\r\nContent-Length: 2\r\n\r\n{}"), expected);
    }

    #[test]
    fn lengths_that_cannot_be_are_refused() {
        assert_eq!(
            frames(b"Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\n{}"),
            [Frame::Refused(Refusal::EmptyBody), body("{}")]
        );
        assert_eq!(
            frames(b"Content-Length: 1000000000000\r\n\r\nContent-Length: 2\r\n\r\n{}"),
            [Frame::Refused(Refusal::TooLong(1_000_000_000_000)), body("{}")]
        );
        assert_eq!(
            frames(b"Content-Length: 99999999999999999999999\r\n\r\n{\"x\":1}Content-Length: 2\r\n\r\n{}"),
            [Frame::Refused(Refusal::TooLong(u64::MAX)), Frame::Refused(Refusal::NotAHeader), body("{}")]
        );
    }

    #[test]
    fn a_giant_header_is_not_stored() {
        let mut bytes = vec![b'x'; 1 << 20];
        bytes.extend_from_slice(b"Content-Length: 2\r\n\r\n{}");
        let mut reader = FrameReader::new(bytes.as_slice());
        assert_eq!(reader.next().unwrap(), Some(Frame::Refused(Refusal::NotAHeader)));
        assert!(reader.buffer.len() <= CHUNK + LINE_LIMIT);
        assert_eq!(reader.next().unwrap(), Some(body("{}")));

        let mut bytes = b"X-Filler: yes\r\n".repeat(5_000);
        bytes.extend_from_slice(b"Content-Length: 2\r\n\r\n{}");
        let found = frames(&bytes);
        assert_eq!(found.first(), Some(&Frame::Refused(Refusal::HeaderTooLong)));
        assert_eq!(found.last(), Some(&body("{}")));
    }

    #[test]
    fn a_frame_swallowed_by_a_short_one_is_rescued() {
        let bytes = b"Content-Length: 10\r\n\r\n{\"aContent-Length: 2\r\n\r\n{}";
        let mut reader = FrameReader::new(bytes.as_slice());
        let Some(Frame::Body(swallowed)) = reader.next().unwrap() else { panic!("expected a body") };
        reader.rescue(&swallowed);
        assert_eq!(reader.next().unwrap(), Some(body("{}")), "the body ended inside the header");

        let bytes = b"Content-Length: 30\r\n\r\n{\"aContent-Length: 2\r\n\r\n{}Content-Length: 3\r\n\r\n[1]";
        let mut reader = FrameReader::new(bytes.as_slice());
        let Some(Frame::Body(swallowed)) = reader.next().unwrap() else { panic!("expected a body") };
        reader.rescue(&swallowed);
        assert_eq!(reader.next().unwrap(), Some(body("{}")));
        assert_eq!(reader.next().unwrap(), Some(body("[1]")));
    }

    #[test]
    fn the_stream_may_end_anywhere() {
        let bytes = b"Content-Length: 2\r\n\r\n{}";
        for end in 0..bytes.len() {
            assert_eq!(frames(&bytes[..end]), [], "cut after {end} bytes");
        }
    }
}
