//! Values as Python writes them.

use pyo3::BoundObject;
use pyo3::prelude::*;

/// The `repr` of a value.
pub(crate) fn repr<'py>(py: Python<'py>, value: impl IntoPyObject<'py>) -> PyResult<String> {
    let object = value.into_pyobject(py).map_err(Into::into)?.into_bound().into_any();
    Ok(object.repr()?.to_str()?.to_owned())
}
