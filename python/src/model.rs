//! The model that an analyzer is asked to use.

use std::borrow::Cow;
use std::convert::Infallible;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use inquit::Model;
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyString;

/// A model by its name or its file.
#[derive(Clone)]
pub(crate) enum ModelChoice {
    Standard,
    Fast,
    /// An absolute path, so that it is no name, and the same wherever it is unpickled.
    File(PathBuf),
}

impl<'py> FromPyObject<'_, 'py> for ModelChoice {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(name) = object.cast::<PyString>() {
            match &*name.to_string_lossy() {
                "standard" => return Ok(Self::Standard),
                "fast" => return Ok(Self::Fast),
                _ => {}
            }
        }
        let path: PathBuf = object.extract()?;
        Ok(Self::File(std::path::absolute(&path).unwrap_or(path)))
    }
}

impl<'py> IntoPyObject<'py> for ModelChoice {
    type Target = PyString;
    type Output = Bound<'py, PyString>;
    type Error = Infallible;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
        let name: &OsStr = match &self {
            Self::Standard => "standard".as_ref(),
            Self::Fast => "fast".as_ref(),
            Self::File(path) => path.as_os_str(),
        };
        name.into_pyobject(py)
    }
}

impl ModelChoice {
    /// What it was asked for by.
    pub(crate) fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Standard => "standard".into(),
            Self::Fast => "fast".into(),
            Self::File(path) => path.to_string_lossy(),
        }
    }

    /// The model itself.
    pub(crate) fn model(&self) -> PyResult<Model> {
        let missing = || PyValueError::new_err(format!("this build has no model {:?}", self.name()));
        match self {
            Self::Standard | Self::Fast => Model::named(&self.name()).ok_or_else(missing),
            Self::File(path) => read(path),
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
