//! Tables, handed over as Arrow.

use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::SchemaRef;
use inquit::{Document, OffsetUnit};
use inquit_arrow::Rows;
use pyo3::exceptions::{PyImportError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyTuple};

use crate::arrow::{SCHEMA, STREAM, arrow_error, batches};
use crate::written::repr;

/// Rows of quotes, sentences or tokens, as Arrow.
///
/// Whatever takes Arrow takes it as it is, without a Python object a row: `pyarrow.table(quotes)`,
/// `polars.DataFrame(quotes)`, `pandas.DataFrame.from_arrow(quotes)`, `duckdb.sql("from quotes")`. Pickling needs
/// pyarrow.
#[pyclass(frozen, module = "inquit", name = "Table")]
pub(crate) struct PyTable {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    nulls: Vec<usize>,
}

impl PyTable {
    /// `nulls` are the numbers of the texts that have no rows.
    pub(crate) fn new(schema: SchemaRef, batches: Vec<RecordBatch>, nulls: Vec<usize>) -> Self {
        Self { schema, batches, nulls }
    }

    /// The quotes of one document.
    pub(crate) fn quotes_of(document: &Document, id: &str, unit: OffsetUnit) -> PyResult<Self> {
        let table = inquit_arrow::Table::Quotes;
        let mut rows = Rows::new(table, unit);
        rows.push(id, document).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let batches = rows.finish().map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(Self::new(table.schema(unit), batches, Vec::new()))
    }
}

/// What a table is pickled as.
type Parts<'py> = (Bound<'py, PyAny>, Vec<usize>);

/// A package that a method of a table needs.
fn package<'py>(py: Python<'py>, name: &str, method: &str) -> PyResult<Bound<'py, PyModule>> {
    py.import(name).map_err(|error| {
        if !error.is_instance_of::<PyImportError>(py) {
            return error;
        }
        let missing =
            PyImportError::new_err(format!("{method} needs {name}, which can't be imported: {error}"));
        missing.set_cause(py, Some(error));
        missing
    })
}

#[pymethods]
impl PyTable {
    /// The names of the columns, in order.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// What the schema says of the table: "inquit.schema" (the version of its form), "inquit.table" and
    /// "inquit.offsets".
    #[getter]
    fn metadata<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let mut entries: Vec<_> = self.schema.metadata().iter().collect();
        entries.sort_unstable();
        let metadata = PyDict::new(py);
        entries.into_iter().try_for_each(|(key, value)| metadata.set_item(key, value))?;
        Ok(metadata)
    }

    /// The numbers, from 0, of the texts that were null: they were passed over, and have no rows. Without any it is empty.
    #[getter]
    fn nulls<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.nulls)
    }

    /// How many rows there are.
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The table as a `pyarrow.Table`. Raises `ImportError` without pyarrow.
    fn to_arrow<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        package(this.py(), "pyarrow", "to_arrow")?.call_method1("table", (this,))
    }

    /// The table as a `pandas.DataFrame`. Raises `ImportError` without pandas and pyarrow.
    pub(crate) fn to_pandas<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        package(this.py(), "pandas", "to_pandas")?;
        package(this.py(), "pyarrow", "to_pandas")?.call_method1("table", (this,))?.call_method0("to_pandas")
    }

    /// The table as a `polars.DataFrame`. Raises `ImportError` without polars.
    pub(crate) fn to_polars<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        package(this.py(), "polars", "to_polars")?.call_method1("DataFrame", (this,))
    }

    /// The schema, as a capsule of the Arrow C data interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(arrow_error)?;
        PyCapsule::new_with_value(py, schema, SCHEMA)
    }

    /// The table, as a capsule of the Arrow C stream interface. No other schema can be asked for.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // Whoever asks has to look whether the wish was heard, by the interface.
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
    }

    fn __copy__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    #[pyo3(signature = (memo, /))]
    fn __deepcopy__<'py>(this: Bound<'py, Self>, memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        let _ = memo;
        this
    }

    /// The table that another package has of it.
    #[staticmethod]
    #[pyo3(signature = (table, nulls=Vec::new()))]
    fn _from_arrow(table: &Bound<'_, PyAny>, nulls: Vec<usize>) -> PyResult<Self> {
        let reader = batches(table)?;
        let schema = reader.schema();
        Ok(Self::new(schema, reader.collect::<Result<_, _>>().map_err(arrow_error)?, nulls))
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Parts<'py>)> {
        let table = package(this.py(), "pyarrow", "pickling a table")?.call_method1("table", (this,))?;
        Ok((this.py().get_type::<Self>().getattr("_from_arrow")?, (table, this.get().nulls.clone())))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let name = self.schema.metadata().get("inquit.table").map_or("", String::as_str);
        let (name, rows, columns) = (repr(py, name)?, self.__len__(), self.schema.fields().len());
        let nulls =
            if self.nulls.is_empty() { String::new() } else { format!(", nulls={}", self.nulls.len()) };
        Ok(format!("Table({name}, rows={rows}, columns={columns}{nulls})"))
    }
}
