//! The file of the chooser.
//!
//! ```text
//! bytes 0..8    "\x89inqsay\n"
//!       8..12   the version of this form, 1; all numbers are little-endian
//!       12..16  CRC-32 of the body
//!       16..20  bytes of the body
//!       20..    the body
//! ```
//!
//! The body holds the trees of the first pass and of the second (see [`Forest::read`]), then 256 bytes: for each step in
//! which a probability is told, what it is worth, of 255. `training/forest.py` writes it.

use super::forest::Forest;
use super::{Chooser, first, second};
use crate::error::Error;
use crate::model::{Bytes, bad, crc32};

const MAGIC: &[u8] = b"\x89inqsay\n";
const VERSION: usize = 1;

/// Reads a chooser.
pub(super) fn read(file: &[u8]) -> Result<Chooser, Error> {
    let rest = file.strip_prefix(MAGIC).ok_or_else(|| bad("it doesn't begin as a chooser of speakers"))?;
    let mut bytes = Bytes::new(rest);
    let version = bytes.size("version")?;
    if version != VERSION {
        return Err(bad(format!("it is of version {version}; this library reads version {VERSION}")));
    }
    let (checksum, length) = (bytes.size("checksum")?, bytes.size("length")?);
    let body = bytes.left();
    if length != body.len() {
        return Err(bad(format!("{} bytes, where {length} must be", body.len())));
    }
    if checksum != crc32(body) as usize {
        return Err(bad("it is damaged: its checksum is another"));
    }
    let mut bytes = Bytes::new(body);
    let first = Forest::read(&mut bytes, "first pass", first::FEATURES)?;
    let second = Forest::read(&mut bytes, "second pass", first::FEATURES + second::FEATURES)?;
    let worth = bytes.take("what probabilities are worth", 256)?.to_vec();
    bytes.end()?;
    Ok(Chooser { first, second, worth })
}
