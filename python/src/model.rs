//! The model that an analyzer is asked to use.

use std::convert::Infallible;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use inquit::Model;
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::argument::is_not;

/// A model by its name or its file.
#[derive(Clone)]
pub(crate) enum ModelChoice {
    Standard,
    Fast,
    /// The rules alone.
    None,
    /// An absolute path, so that it is no name, and the same wherever it is unpickled.
    File(PathBuf),
}

impl<'py> FromPyObject<'_, 'py> for ModelChoice {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if object.is_none() {
            return Ok(Self::None);
        }
        if let Ok(name) = object.cast::<PyString>() {
            match &*name.to_string_lossy() {
                "standard" => return Ok(Self::Standard),
                "fast" => return Ok(Self::Fast),
                "none" => return Ok(Self::None),
                _ => {}
            }
        }
        let path: PathBuf =
            object.extract().map_err(|_| is_not("model", "a name, the path of a file or None", &object))?;
        Ok(Self::File(std::path::absolute(&path).unwrap_or(path)))
    }
}

impl<'py> IntoPyObject<'py> for ModelChoice {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = Infallible;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
        let name: &OsStr = match &self {
            Self::Standard => "standard".as_ref(),
            Self::Fast => "fast".as_ref(),
            Self::None => return Ok(py.None().into_bound(py)),
            Self::File(path) => path.as_os_str(),
        };
        name.into_pyobject(py).map(Bound::into_any)
    }
}

impl ModelChoice {
    /// The model itself, if there is to be one.
    pub(crate) fn model(&self) -> PyResult<Option<Model>> {
        let named = |name: &str| {
            let missing = || PyValueError::new_err(format!("this build has no model {name:?}"));
            Model::named(name).ok_or_else(missing).map(Some)
        };
        match self {
            Self::Standard => named("standard"),
            Self::Fast => named("fast"),
            Self::None => Ok(None),
            Self::File(path) => read(path).map(Some),
        }
    }
}

/// The model of a file.
fn read(path: &Path) -> PyResult<Model> {
    let bytes = std::fs::read(path).map_err(|error| {
        // With the number of the error, Python makes it a `FileNotFoundError` or whichever fits, and writes the number
        // itself.
        let what = error.to_string();
        let what = what.split(" (os error").next().unwrap_or_default().to_owned();
        PyOSError::new_err((error.raw_os_error(), what, path.as_os_str().to_owned()))
    })?;
    Model::from_bytes(&bytes).map_err(|error| PyValueError::new_err(format!("{}: {error}", path.display())))
}
