//! Decoding: bytes in, text out.

use std::fmt;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text and how its bytes were written. A byte order mark is no part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// How it was written.
    pub encoding: Encoding,
}

/// How the bytes of a text are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 with the low byte first, as its byte order mark says.
    Utf16LittleEndian,
    /// UTF-16 with the high byte first, as its byte order mark says.
    Utf16BigEndian,
    /// Windows-1252: what old files hold that are not UTF-8. A guess, so the user is told.
    Windows1252,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16LittleEndian | Encoding::Utf16BigEndian => "UTF-16",
            Encoding::Windows1252 => "Windows-1252",
        })
    }
}

/// Why bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// They are something else; where the first bytes tell what, its name.
    Binary(Option<&'static str>),
    /// There are 4 GiB of them or more: offsets would not fit 32 bits.
    TooLarge,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecodeError::Binary(Some(what)) => write!(f, "this is {what}, not text; convert it to plain text first"),
            DecodeError::Binary(None) => f.write_str("this is a binary file, not text"),
            DecodeError::TooLarge => f.write_str("files of 4 GiB and more cannot be read; split it"),
        }
    }
}

impl std::error::Error for DecodeError {}

/// The size from which a file is refused, in bytes.
pub(crate) const TOO_LARGE: u64 = 1 << 32;

/// First bytes of files that people take for text, and what they are.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xD0\xCF\x11\xE0", "an old Office document"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"\xFF\xFE\x00\x00", "UTF-32"),
    (b"\x00\x00\xFE\xFF", "UTF-32"),
];

/// Reads bytes as UTF-8, as UTF-16 where a byte order mark says so, and else as Windows-1252.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, DecodeError> {
    let decoded = decode_any(bytes)?;
    if decoded.text.len() as u64 >= TOO_LARGE {
        return Err(DecodeError::TooLarge);
    }
    Ok(decoded)
}

fn decode_any(mut bytes: Vec<u8>) -> Result<Decoded, DecodeError> {
    if bytes.len() as u64 >= TOO_LARGE {
        return Err(DecodeError::TooLarge);
    }
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(DecodeError::Binary(Some(what)));
    }
    let wide = match bytes.get(..2) {
        Some(b"\xFF\xFE") => Some((UTF_16LE, Encoding::Utf16LittleEndian)),
        Some(b"\xFE\xFF") => Some((UTF_16BE, Encoding::Utf16BigEndian)),
        _ => None,
    };
    if let Some((decoder, encoding)) = wide {
        let text = decoder.decode_with_bom_removal(&bytes).0.into_owned();
        return if text.contains('\0') { Err(DecodeError::Binary(None)) } else { Ok(Decoded { text, encoding }) };
    }
    if memchr::memchr(0, &bytes).is_some() {
        return Err(DecodeError::Binary(None));
    }
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, encoding: Encoding::Utf8 }),
        Err(error) if is_mostly_controls(error.as_bytes()) => Err(DecodeError::Binary(None)),
        Err(error) => {
            let text = WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned();
            Ok(Decoded { text, encoding: Encoding::Windows1252 })
        }
    }
}

/// Whether more than one byte in a hundred is a control character that no text has.
fn is_mostly_controls(bytes: &[u8]) -> bool {
    let controls = bytes.iter().filter(|byte| matches!(byte, 0x01..=0x07 | 0x0E..=0x19 | 0x1C..=0x1F | 0x7F)).count();
    controls * 100 > bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Encoding) {
        let decoded = decode(bytes.to_vec()).unwrap();
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn every_encoding_gives_the_same_words() {
        let words = "Umsatz: €12 Mio.";
        let wide = |to_bytes: fn(u16) -> [u8; 2]| words.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
        let with_mark = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        assert_eq!(text(words.as_bytes()), (words.to_owned(), Encoding::Utf8));
        assert_eq!(text(&with_mark(b"\xEF\xBB\xBF", words.as_bytes())), (words.to_owned(), Encoding::Utf8));
        let little = with_mark(b"\xFF\xFE", &wide(u16::to_le_bytes));
        assert_eq!(text(&little), (words.to_owned(), Encoding::Utf16LittleEndian));
        let big = with_mark(b"\xFE\xFF", &wide(u16::to_be_bytes));
        assert_eq!(text(&big), (words.to_owned(), Encoding::Utf16BigEndian));
        assert_eq!(text(b"Umsatz: \x8012 Mio."), (words.to_owned(), Encoding::Windows1252));
    }

    #[test]
    fn an_empty_file_is_an_empty_text() {
        assert_eq!(text(b""), (String::new(), Encoding::Utf8));
        assert_eq!(text(b"\xEF\xBB\xBF"), (String::new(), Encoding::Utf8));
        assert_eq!(text(b"\xFF\xFE"), (String::new(), Encoding::Utf16LittleEndian));
    }

    #[test]
    fn what_is_no_text_is_refused_by_name_where_it_has_one() {
        assert_eq!(decode(b"%PDF-1.7 ...".to_vec()), Err(DecodeError::Binary(Some("a PDF"))));
        assert_eq!(decode(b"revenue\0\0\0".to_vec()), Err(DecodeError::Binary(None)));
        assert_eq!(decode(b"\xFF\xFEa\0\0\0b\0".to_vec()), Err(DecodeError::Binary(None)));
        assert_eq!(decode([0x01, 0x02, 0xFF, 0xC0].repeat(50)), Err(DecodeError::Binary(None)));
    }

    #[test]
    fn a_stray_control_character_does_not_make_a_text_binary() {
        let page_break = b"Caf\xE9 sales rose.\x0CPage 2 of 9\x1A";
        assert_eq!(text(page_break).1, Encoding::Windows1252);
    }
}
