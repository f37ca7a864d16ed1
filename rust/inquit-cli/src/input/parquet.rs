//! Parquet with a document a row.
//!
//! The two columns are read value by value, so that memory holds a page of each, however large the row groups
//! are, and a text that isn't UTF-8 spoils no other.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use parquet::basic::{ConvertedType, LogicalType, Type};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::{ParquetError, Result as Read};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::{ColumnDescriptor, SchemaDescriptor};
use serde_json::value::RawValue;

use super::Columns;
use super::batch::{Id, MAX_TEXT, Source, TOO_LONG, no_utf8_at};
use super::delivery::Delivery;
use crate::problem::Problem;

/// Which columns are read.
struct Fields {
    text: usize,
    id: Option<usize>,
    /// Whether the ids are numbers without a sign.
    unsigned: bool,
}

/// Hands over the documents of a file.
///
/// # Errors
///
/// If the file, or some of its row groups, can't be read.
pub(super) fn read(path: &Path, columns: &Columns, delivery: &mut Delivery<'_>) -> Result<(), Problem> {
    let name = delivery.file().to_owned();
    // The reader panics on some damaged files. What was handed over of one is in order.
    let result = catch_unwind(AssertUnwindSafe(|| documents(path, columns, delivery)));
    result
        .unwrap_or_else(|_| Err("not read as Parquet: damaged".to_owned()))
        .map_err(|what| Problem::file(&name, what))
}

fn documents(path: &Path, columns: &Columns, delivery: &mut Delivery<'_>) -> Result<(), String> {
    let name = delivery.file().to_owned();
    let file = File::open(path).map_err(|error| error.to_string())?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let reader = SerializedFileReader::new(file).map_err(|error| reason(&error))?;
    let fields = Fields::find(reader.metadata().file_metadata().schema_descr(), columns)?;
    let groups = reader.metadata().row_groups();
    let rows: u64 = groups.iter().map(|group| group.num_rows().unsigned_abs()).sum();
    let (mut first, mut unread) = (1, None);
    for (index, group) in groups.iter().enumerate() {
        let end = first + group.num_rows().unsigned_abs();
        let mut row = first;
        let result = reader.get_row_group(index).and_then(|group| {
            let mut text = group.get_column_reader(fields.text)?;
            let mut id = fields.id.map(|id| group.get_column_reader(id)).transpose()?;
            while row < end {
                let source = fields.document(&name, row, &mut text, id.as_mut(), columns)?;
                delivery.count(share(size, row, rows) - share(size, row - 1, rows));
                row += 1;
                if !delivery.document(source.map_err(|what| Problem::line(&name, row - 1, what))) {
                    return Ok(false);
                }
            }
            Ok(true)
        });
        match result {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => {
                unread.get_or_insert((row, end, reason(&error)));
            }
        }
        first = end;
    }
    unread.map_or(Ok(()), |(row, end, what)| Err(format!("rows {row} to {}: {what}", end - 1)))
}

/// How much of the file the first rows are.
fn share(size: u64, rows: u64, all: u64) -> u64 {
    (u128::from(size) * u128::from(rows) / u128::from(all.max(1))) as u64
}

/// What was wrong with a file.
fn reason(error: &ParquetError) -> String {
    let what = error.to_string();
    format!("not read as Parquet: {}", what.trim_start_matches("Parquet error: "))
}

impl Fields {
    /// The columns that are wanted, among those that there are.
    fn find(schema: &SchemaDescriptor, columns: &Columns) -> Result<Self, String> {
        let find = |wanted: &str| {
            schema.columns().iter().position(|column| column.path().parts() == [wanted.to_owned()])
        };
        let missing = |wanted: &str| {
            let fields = schema.root_schema().get_fields();
            Columns::missing(wanted, &fields.iter().map(|field| field.name()).collect::<Vec<_>>())
        };
        let text = find(&columns.text).ok_or_else(|| missing(&columns.text))?;
        let id = find(&columns.id);
        if id.is_none() && columns.id_needed {
            return Err(missing(&columns.id));
        }
        if !is_flat(&schema.column(text), &[Type::BYTE_ARRAY]) {
            return Err(format!("column `{}` holds no strings", columns.text));
        }
        let unsigned = match id.map(|id| schema.column(id)) {
            Some(id) if is_flat(&id, &[Type::INT32, Type::INT64]) => sign(&id),
            Some(id) if is_flat(&id, &[Type::BYTE_ARRAY, Type::FLOAT, Type::DOUBLE]) => Some(false),
            Some(_) => None,
            None => Some(false),
        };
        let other = || format!("column `{}` holds neither strings nor numbers", columns.id);
        Ok(Self { text, id, unsigned: unsigned.ok_or_else(other)? })
    }

    /// The next id, if there is one in the row.
    fn id(&self, reader: &mut ColumnReader, name: &str) -> Read<Option<Result<Id, String>>> {
        // What is missing among whole numbers makes some programs write them all with a fraction.
        let float =
            |number: f64| if number.fract() == 0.0 { format!("{number:.0}") } else { number.to_string() };
        let number = match reader {
            ColumnReader::ByteArrayColumnReader(reader) => {
                return Ok(next(reader)?.map(|bytes| string(&bytes, name).map(Id::Name)));
            }
            ColumnReader::Int32ColumnReader(reader) if self.unsigned => {
                next(reader)?.map(|int| int.cast_unsigned().to_string())
            }
            ColumnReader::Int64ColumnReader(reader) if self.unsigned => {
                next(reader)?.map(|int| int.cast_unsigned().to_string())
            }
            ColumnReader::Int32ColumnReader(reader) => next(reader)?.map(|int| int.to_string()),
            ColumnReader::Int64ColumnReader(reader) => next(reader)?.map(|int| int.to_string()),
            ColumnReader::FloatColumnReader(reader) => next(reader)?.map(|value| float(value.into())),
            ColumnReader::DoubleColumnReader(reader) => next(reader)?.map(float),
            _ => None,
        };
        // What isn't a number, such as NaN, is no id either.
        Ok(number.and_then(|number| RawValue::from_string(number).ok()).map(|number| Ok(Id::Number(number))))
    }

    /// The next document, or what is wrong with it.
    fn document(
        &self,
        file: &str,
        row: u64,
        text: &mut ColumnReader,
        id: Option<&mut ColumnReader>,
        columns: &Columns,
    ) -> Read<Result<Source, String>> {
        // Both are read whatever is wrong with one of them.
        let text = match text {
            ColumnReader::ByteArrayColumnReader(reader) => next(reader)?,
            _ => None,
        };
        let id = id.map(|reader| self.id(reader, &columns.id)).transpose()?.flatten();
        let source = || {
            let bytes = text.ok_or_else(|| format!("no `{}`", columns.text))?;
            if bytes.len() as u64 > MAX_TEXT {
                return Err(TOO_LONG.to_owned());
            }
            let text = string(&bytes, &columns.text)?;
            Ok(Source { id: id.unwrap_or_else(|| Ok(Id::place(file, row)))?, text, extracted: false })
        };
        Ok(source())
    }
}

/// Whether a column holds a value, or none, of one of the types a row.
fn is_flat(column: &ColumnDescriptor, types: &[Type]) -> bool {
    column.max_rep_level() == 0 && types.contains(&column.physical_type())
}

/// Whether whole numbers are without a sign; `None` where they are stored as such, but are dates or the like.
fn sign(column: &ColumnDescriptor) -> Option<bool> {
    use ConvertedType as Is;
    match (column.logical_type_ref(), column.converted_type()) {
        (Some(LogicalType::Integer(int)), _) => Some(!int.is_signed),
        (None, Is::UINT_8 | Is::UINT_16 | Is::UINT_32 | Is::UINT_64) => Some(true),
        (None, Is::NONE | Is::INT_8 | Is::INT_16 | Is::INT_32 | Is::INT_64) => Some(false),
        _ => None,
    }
}

/// The next value of a column; `None` for null.
fn next<T: DataType>(reader: &mut ColumnReaderImpl<T>) -> Read<Option<T::T>> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    let (rows, ..) = reader.read_records(1, Some(&mut levels), None, &mut values)?;
    if rows == 0 {
        return Err(ParquetError::EOF("the column ends before the row group".to_owned()));
    }
    Ok(values.pop())
}

fn string(bytes: &ByteArray, name: &str) -> Result<String, String> {
    let text = std::str::from_utf8(bytes.data());
    text.map(str::to_owned).map_err(|error| format!("`{name}` is {}", no_utf8_at(&error, bytes.data())))
}
