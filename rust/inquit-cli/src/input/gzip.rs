//! What gzip has compressed.

use std::io::{self, BufReader, ErrorKind, Read};

use flate2::read::MultiGzDecoder;

/// Reads what is compressed; its errors say in words what is wrong.
pub(crate) struct Gunzip<R> {
    decoder: MultiGzDecoder<BufReader<R>>,
    /// Whether some of it could be read.
    begun: bool,
}

impl<R: Read> Gunzip<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { decoder: MultiGzDecoder::new(BufReader::new(reader)), begun: false }
    }
}

impl<R: Read> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let what = match self.decoder.read(buffer) {
            Ok(count) => {
                self.begun |= count > 0;
                return Ok(count);
            }
            // Of the disk, not of what is compressed.
            Err(error) if error.raw_os_error().is_some() || error.kind() == ErrorKind::Interrupted => {
                return Err(error);
            }
            Err(_) if !self.begun => "isn't compressed with gzip as its name says, or isn't whole",
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => "the compressed data ends too early",
            Err(_) => "the compressed data is damaged",
        };
        Err(io::Error::new(ErrorKind::InvalidData, what))
    }
}
