//! Arrow columns from other packages, through the PyCapsules of the
//! [C data interface](https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html).
//!
//! What comes in is believed to be built as it says, but not that its strings are UTF-8: readers of Parquet don't look.

use std::ffi::CStr;

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{
    Array, ArrayReader, ArrayRef, BinaryArray, BinaryViewArray, LargeBinaryArray, downcast_integer_array,
    make_array,
};
use arrow_schema::{ArrowError, DataType};
use pyo3::exceptions::{PyImportError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

pub(crate) const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
pub(crate) const STREAM: &CStr = c"arrow_array_stream";

/// A column that is read chunk by chunk, and value by value.
pub(crate) struct Column {
    chunks: Box<dyn Iterator<Item = Result<ArrayRef, ArrowError>> + Send>,
    chunk: Option<Values>,
    row: usize,
}

/// The values of a chunk.
enum Values {
    Utf8(BinaryArray),
    LargeUtf8(LargeBinaryArray),
    Utf8View(BinaryViewArray),
    Integers(ArrayRef),
}

/// One value.
pub(crate) enum Value {
    Null,
    /// What should be UTF-8.
    Text(Vec<u8>),
    /// An integer, in decimal.
    Number(String),
}

impl Column {
    /// The column that an object is; `None` if it isn't Arrow's. Raises `TypeError` if it holds neither strings nor
    /// integers; `what` is the argument's name.
    pub(crate) fn of(object: &Bound<'_, PyAny>, what: &str) -> PyResult<Option<Self>> {
        let Some((data_type, chunks)) = chunks(object, what)? else { return Ok(None) };
        match data_type {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => {}
            other if other.is_integer() => {}
            DataType::Struct(_) => {
                let table = format!("{what} is a table; pass the column that has the {what}");
                return Err(PyTypeError::new_err(table));
            }
            other => {
                return Err(PyTypeError::new_err(format!("{what} is a column of {other}, not of strings")));
            }
        }
        Ok(Some(Self { chunks, chunk: None, row: 0 }))
    }

    /// The next value; `None` behind the last.
    pub(crate) fn next(&mut self) -> PyResult<Option<Value>> {
        loop {
            if let Some(value) = self.chunk.as_ref().and_then(|chunk| chunk.value(self.row)) {
                self.row += 1;
                return Ok(Some(value));
            }
            self.chunk = match self.chunks.next() {
                Some(chunk) => Some(Values::of(chunk.map_err(arrow_error)?)),
                None => return Ok(None),
            };
            self.row = 0;
        }
    }
}

impl Values {
    /// Strings as bytes, since it isn't sure that they are UTF-8.
    fn of(array: ArrayRef) -> Self {
        match array.data_type() {
            DataType::Utf8 => Self::Utf8(array.as_string::<i32>().clone().into()),
            DataType::LargeUtf8 => Self::LargeUtf8(array.as_string::<i64>().clone().into()),
            DataType::Utf8View => Self::Utf8View(array.as_string_view().clone().to_binary_view()),
            _ => Self::Integers(array),
        }
    }

    fn array(&self) -> &dyn Array {
        match self {
            Self::Utf8(array) => array,
            Self::LargeUtf8(array) => array,
            Self::Utf8View(array) => array,
            Self::Integers(array) => array,
        }
    }

    /// The value of a row; `None` behind the last.
    fn value(&self, row: usize) -> Option<Value> {
        if row >= self.array().len() {
            return None;
        }
        if self.array().is_null(row) {
            return Some(Value::Null);
        }
        Some(match self {
            Self::Utf8(array) => Value::Text(array.value(row).to_vec()),
            Self::LargeUtf8(array) => Value::Text(array.value(row).to_vec()),
            Self::Utf8View(array) => Value::Text(array.value(row).to_vec()),
            Self::Integers(array) => downcast_integer_array!(
                array => Value::Number(array.value(row).to_string()),
                // What `Column::of` refuses.
                _ => Value::Null
            ),
        })
    }
}

/// The type of a column and its chunks; `None` if an object isn't Arrow's.
#[allow(clippy::type_complexity)]
fn chunks(
    object: &Bound<'_, PyAny>,
    what: &str,
) -> PyResult<Option<(DataType, Box<dyn Iterator<Item = Result<ArrayRef, ArrowError>> + Send>)>> {
    if let Some(capsule) = exported(object, "__arrow_c_stream__")? {
        let stream = stream(capsule.cast::<PyCapsule>()?)?.ok_or_else(|| used_up(what))?;
        let reader = ArrayStreamReader::try_new(stream).map_err(arrow_error)?;
        return Ok(Some((reader.field().data_type().clone(), Box::new(reader))));
    }
    let Some(capsules) = exported(object, "__arrow_c_array__")? else { return Ok(None) };
    let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) =
        capsules.cast::<PyTuple>()?.extract()?;
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: what capsules of these names point to, by the interface; the array is moved out, which leaves it released,
    // and the schema's capsule lives until the end of this function.
    let (schema, array) = unsafe { (schema.as_ref(), FFI_ArrowArray::from_raw(array.as_ptr())) };
    if array.is_released() || schema.release().is_none() {
        return Err(used_up(what));
    }
    // SAFETY: neither is released.
    let data = unsafe { from_ffi(array, schema) };
    let array = make_array(data.map_err(arrow_error)?);
    Ok(Some((array.data_type().clone(), Box::new(std::iter::once(Ok(array))))))
}

/// What an object exports by a method; `None` if it has no such method, or lacks a package for it.
fn exported<'py>(object: &Bound<'py, PyAny>, method: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
    let Some(method) = object.getattr_opt(method)? else { return Ok(None) };
    match method.call0() {
        Ok(exported) => Ok(Some(exported)),
        // pandas without pyarrow: it can still be iterated over.
        Err(error) if error.is_instance_of::<PyImportError>(object.py()) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The stream of a capsule; `None` if it was used up before.
fn stream(capsule: &Bound<'_, PyCapsule>) -> PyResult<Option<FFI_ArrowArrayStream>> {
    let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: what a capsule of this name points to, by the interface; it is moved out, which leaves it released.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
    Ok(stream.release().is_some().then_some(stream))
}

/// What is passed in was released: by the interface, whoever reads it first has it.
fn used_up(what: &str) -> PyErr {
    PyValueError::new_err(format!("{what} is an Arrow column that was used up before"))
}

/// The batches of a table of any package.
pub(crate) fn batches(table: &Bound<'_, PyAny>) -> PyResult<RecordBatchStreamReader> {
    let capsule = table.call_method0("__arrow_c_stream__")?;
    let stream = stream(capsule.cast::<PyCapsule>()?)?.ok_or_else(|| used_up("table"))?;
    RecordBatchStreamReader::try_new(stream).map_err(arrow_error)
}

pub(crate) fn arrow_error(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
