//! The parts of a model's file, one after the other.

use crate::error::Error;

use super::file::bad;

/// What is left to be read.
pub(crate) struct Bytes<'b> {
    rest: &'b [u8],
}

/// A matrix of whole numbers, each row with the factor that makes them real.
pub(super) struct Rows<'b> {
    pub(super) columns: usize,
    pub(super) scales: Vec<f32>,
    pub(super) values: &'b [u8],
}

impl<'b> Bytes<'b> {
    pub(crate) fn new(rest: &'b [u8]) -> Self {
        Self { rest }
    }

    /// The next `count` bytes; `what` they are is for the error.
    pub(crate) fn take(&mut self, what: &str, count: usize) -> Result<&'b [u8], Error> {
        let (part, rest) =
            self.rest.split_at_checked(count).ok_or_else(|| bad(format!("it ends within: {what}")))?;
        self.rest = rest;
        Ok(part)
    }

    /// A 32-bit number.
    pub(crate) fn size(&mut self, what: &str) -> Result<usize, Error> {
        let bytes = self.take(what, 4)?;
        Ok(bytes.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes)) as usize)
    }

    /// A tensor of real numbers.
    pub(super) fn reals(&mut self, name: &str, rows: usize, columns: usize) -> Result<Vec<f32>, Error> {
        self.heading(name, 0, rows, columns)?;
        self.floats(name, rows * columns)
    }

    /// A tensor of whole numbers.
    pub(super) fn rows(&mut self, name: &str, rows: usize, columns: usize) -> Result<Rows<'b>, Error> {
        self.heading(name, 1, rows, columns)?;
        let scales = self.floats(name, rows)?;
        Ok(Rows { columns, scales, values: self.take(name, rows * columns)? })
    }

    /// A tensor of whole numbers that tokens are multiplied by, see [`super::file`] for how large they may be.
    pub(super) fn weights(&mut self, name: &str, rows: usize, columns: usize) -> Result<Rows<'b>, Error> {
        let weights = self.rows(name, rows, columns)?;
        let large = weights.iter().position(|(_, row)| {
            let sum = |[a, b]: &[u8; 2]| (i16::from(*a as i8) + i16::from(*b as i8)).unsigned_abs();
            row.as_chunks().0.iter().map(sum).fold(0, u16::max) > 128
        });
        match large {
            None => Ok(weights),
            Some(row) => {
                Err(bad(format!("tensor `{name}`: two neighbours in row {row} add up to more than 128")))
            }
        }
    }

    /// Strings: all their lengths, then all their texts.
    pub(super) fn strings(&mut self, what: &str, count: usize) -> Result<Vec<&'b str>, Error> {
        let lengths = self.take(what, count)?;
        let text = |length: &u8| {
            let bytes = self.take(what, (*length).into())?;
            std::str::from_utf8(bytes)
                .map_err(|error| bad(format!("{what}: some aren't UTF-8")).because(error))
        };
        lengths.iter().map(text).collect()
    }

    /// All that is left.
    pub(crate) fn left(&self) -> &'b [u8] {
        self.rest
    }

    /// Reads that nothing is left.
    pub(crate) fn end(&self) -> Result<(), Error> {
        if self.rest.is_empty() { Ok(()) } else { Err(bad(format!("{} bytes too many", self.rest.len()))) }
    }

    /// Reads the heading of a tensor and holds it against what must come: name, kind and shape.
    fn heading(&mut self, name: &str, kind: u8, rows: usize, columns: usize) -> Result<(), Error> {
        let length = self.take(name, 1)?.first().copied().unwrap_or(0);
        let found = self.take(name, length.into())?;
        if found != name.as_bytes() {
            return Err(bad(format!("tensor `{}` where `{name}` must be", String::from_utf8_lossy(found))));
        }
        let found_kind = self.take(name, 1)?;
        let found = (self.size(name)?, self.size(name)?);
        if found_kind != [kind] || found != (rows, columns) {
            let (r, c) = found;
            return Err(bad(format!(
                "tensor `{name}` is {r} by {c} of kind {found_kind:?}, not {rows} by {columns} of kind [{kind}]"
            )));
        }
        Ok(())
    }

    /// Real numbers, each of them finite.
    fn floats(&mut self, name: &str, count: usize) -> Result<Vec<f32>, Error> {
        let (quads, _) = self.take(name, 4 * count)?.as_chunks::<4>();
        let floats: Vec<f32> = quads.iter().map(|quad| f32::from_le_bytes(*quad)).collect();
        if floats.iter().all(|float| float.is_finite()) {
            Ok(floats)
        } else {
            Err(bad(format!("tensor `{name}` has what is no number")))
        }
    }
}

impl Rows<'_> {
    /// Some of the rows.
    pub(super) fn part(&self, rows: std::ops::Range<usize>) -> Self {
        let columns = self.columns;
        let values = self.values.get(rows.start * columns..rows.end * columns).unwrap_or(&[]);
        Self { columns, scales: self.scales.get(rows).unwrap_or(&[]).to_vec(), values }
    }

    /// The rows, each with its factor.
    pub(super) fn iter(&self) -> impl Iterator<Item = (f32, &[u8])> {
        self.scales.iter().copied().zip(self.values.chunks_exact(self.columns))
    }
}
