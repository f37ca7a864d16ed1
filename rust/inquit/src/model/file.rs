//! The file of a model.
//!
//! ```text
//! bytes 0..8    "\x89inquit\n"
//!       8..12   the version of this form, 4; all numbers are little-endian
//!       12..16  CRC-32 of the body
//!       16..24  bytes of the body
//!       24..    the body
//! ```
//!
//! The body holds, as `u32`, the widths of the stream, of pieces, of hashes and of links, how many features, hashes,
//! pieces and layers there are, and each layer's width (1 or 3), what it reads of words (0: what the other stages find,
//! 1: forms alone, see [`Reads`](super::pieces::Reads)), whether it tells names (0 or 1), and how many languages it is for;
//! then, for each language, the length of its code as a byte, and the codes (ISO 639-3), one after the other; for each piece
//! likewise, as UTF-8; then the tensors, in a fixed order. A tensor is the length of its name
//! as a byte, its name, its kind as a byte, rows and columns as `u32`, and its numbers row by row: `f32` (kind 0),
//! or an `f32` for each row and then `i8`, which the former makes real (kind 1). In those that tokens are multiplied
//! by (`….weights`) no two neighbouring columns, the first and second, the third and fourth, …, add up to less than -128
//! or more than 128: their products with bytes then fit sixteen bits. `training/model_file.py` writes it.

use crate::error::{Error, ErrorKind};

use super::bytes::Bytes;
use super::checksum::crc32;
use super::weights::Weights;

const MAGIC: &[u8] = b"\x89inquit\n";
const VERSION: usize = 4;

/// Reads a model.
pub(super) fn read(file: &[u8]) -> Result<Weights, Error> {
    let Some(rest) = file.strip_prefix(MAGIC) else {
        return Err(bad("it doesn't begin as one"));
    };
    let mut bytes = Bytes::new(rest);
    let version = bytes.size("version")?;
    if version != VERSION {
        return Err(bad(format!("it is of version {version}; this library reads version {VERSION}")));
    }
    let checksum = bytes.size("checksum")?;
    let length = bytes.take("length", 8)?.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let body = bytes.left();
    if length != body.len() as u64 {
        return Err(bad(format!("{} bytes, where {length} must be", body.len())));
    }
    if checksum != crc32(body) as usize {
        return Err(bad("it is damaged: its checksum is another"));
    }
    Weights::read(body)
}

/// An error that says what is wrong with a model.
pub(crate) fn bad(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::BadModel, what)
}
