//! Sources: texts read from files and from standard input.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, fs, io};

use crate::decode::{DecodeError, Decoded, TOO_LARGE, decode};

/// Where a text comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// Standard input, written `-`.
    StandardInput,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// The path; that of standard input is `-`.
    pub fn path(&self) -> &Path {
        match self {
            Source::StandardInput => Path::new("-"),
            Source::File(path) => path,
        }
    }

    /// Reads and decodes all of it.
    pub fn read(&self) -> Result<Decoded, ReadError> {
        let bytes = match self {
            Source::StandardInput => {
                let mut bytes = Vec::new();
                io::stdin().lock().take(TOO_LARGE).read_to_end(&mut bytes)?;
                bytes
            }
            Source::File(path) => read_file(path)?,
        };
        decode(bytes).map_err(ReadError::Decode)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path().display().fmt(f)
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, ReadError> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Err(ReadError::Directory),
        Ok(metadata) if metadata.len() >= TOO_LARGE => Err(ReadError::Decode(DecodeError::TooLarge)),
        _ => Ok(fs::read(path)?),
    }
}

/// Why a source could not be read.
#[derive(Clone, Debug)]
pub enum ReadError {
    /// The system would not give it.
    Io(Arc<io::Error>),
    /// It is a directory.
    Directory,
    /// It is no text.
    Decode(DecodeError),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> ReadError {
        ReadError::Io(Arc::new(error))
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Io(error) if error.kind() == io::ErrorKind::NotFound => f.write_str("no such file or directory"),
            ReadError::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                f.write_str("no permission to read it")
            }
            ReadError::Io(error) => error.fmt(f),
            ReadError::Directory => f.write_str("this is a directory, not a file"),
            ReadError::Decode(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ReadError::Io(error) => Some(&**error),
            ReadError::Directory => None,
            ReadError::Decode(error) => Some(error),
        }
    }
}
