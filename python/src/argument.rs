//! What callers pass, read so that an error names the argument.

use pyo3::exceptions::{PyOverflowError, PyTypeError, PyUnicodeEncodeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyString};

/// An argument that is read when its name is known; nothing where it was left out, which isn't the same as `None`.
#[derive(Default)]
pub(crate) struct Argument<'py>(pub(crate) Option<Bound<'py, PyAny>>);

impl<'py> FromPyObject<'_, 'py> for Argument<'py> {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self(Some(object.to_owned())))
    }
}

impl<'py> Argument<'py> {
    /// Strings; none where it was left out. Raises `TypeError` for one string, whose items would be its characters.
    pub(crate) fn strings(&self, name: &str) -> PyResult<Vec<String>> {
        self.items(name, "str", |item, index| item_text(item, name, index))
    }

    /// Objects of a class; none where it was left out. `what` is its name.
    pub(crate) fn objects<T: FromPyObjectOwned<'py>>(&self, name: &str, what: &str) -> PyResult<Vec<T>> {
        self.items(name, what, |item, index| {
            item.extract().map_err(|_| {
                PyTypeError::new_err(format!("{name}[{index}] is not a {what} but {}", type_name(item)))
            })
        })
    }

    /// A word out of a few, to be compared with them; another one where it was left out. One that no UTF-8 can hold is none of
    /// them.
    pub(crate) fn word(&self, name: &str, other: &str) -> PyResult<String> {
        self.0.as_ref().map_or_else(|| Ok(other.to_owned()), |object| word(object, name))
    }

    /// Whether it is `True`; not so where it was left out.
    pub(crate) fn flag(&self, name: &str) -> PyResult<bool> {
        let Some(object) = &self.0 else { return Ok(false) };
        object.extract().map_err(|_| is_not(name, "a bool", object))
    }

    /// A string; another one where it was left out.
    pub(crate) fn text_or<'a>(&'a self, name: &str, other: &'a str) -> PyResult<&'a str> {
        self.0.as_ref().map_or(Ok(other), |object| text(object, name))
    }

    fn items<T>(
        &self,
        name: &str,
        what: &str,
        read: impl Fn(&Bound<'py, PyAny>, usize) -> PyResult<T>,
    ) -> PyResult<Vec<T>> {
        let Some(object) = &self.0 else { return Ok(Vec::new()) };
        let items = iterator(object, name, what)?;
        items.enumerate().map(|(index, item)| read(&item?, index)).collect()
    }
}

/// The items of an argument. Raises `TypeError` for what has none, and for one `str`: its items would be its characters.
pub(crate) fn iterator<'py>(
    object: &Bound<'py, PyAny>,
    name: &str,
    what: &str,
) -> PyResult<Bound<'py, PyIterator>> {
    let other =
        |object: &str| PyTypeError::new_err(format!("{name} must be an iterable of {what}, not {object}"));
    if object.is_instance_of::<PyString>() {
        return Err(other("one str"));
    }
    object.try_iter().map_err(|error| {
        // What raises in its own `__iter__` is asked for no other error.
        let iterable = object.hasattr("__iter__").unwrap_or(true);
        if iterable { error } else { other(&type_name(object)) }
    })
}

/// The error of an argument that isn't what it must be.
pub(crate) fn is_not(name: &str, wanted: &str, object: &Bound<'_, PyAny>) -> PyErr {
    PyTypeError::new_err(format!("{name} must be {wanted}, not {}", type_name(object)))
}

/// A string.
pub(crate) fn text<'a>(object: &'a Bound<'_, PyAny>, name: &str) -> PyResult<&'a str> {
    let string = object.cast::<PyString>().map_err(|_| is_not(name, "a str", object))?;
    string.to_str().map_err(|error| in_argument(&error, object.py(), name))
}

/// A string, or `None`.
pub(crate) fn text_or_none<'a>(
    object: Option<&'a Bound<'_, PyAny>>,
    name: &str,
) -> PyResult<Option<&'a str>> {
    let Some(object) = object else { return Ok(None) };
    if !object.is_instance_of::<PyString>() {
        return Err(is_not(name, "a str or None", object));
    }
    text(object, name).map(Some)
}

/// A word out of a few.
fn word(object: &Bound<'_, PyAny>, name: &str) -> PyResult<String> {
    let string = object.cast::<PyString>().map_err(|_| is_not(name, "a str", object))?;
    Ok(string.to_string_lossy().into_owned())
}

/// A word out of a few, or `None`.
pub(crate) fn word_or_none(object: Option<&Bound<'_, PyAny>>, name: &str) -> PyResult<Option<String>> {
    object.map(|object| word(object, name)).transpose()
}

/// A string among those of an argument; the error names both.
pub(crate) fn item_text(item: &Bound<'_, PyAny>, name: &str, index: usize) -> PyResult<String> {
    let Ok(string) = item.cast::<PyString>() else {
        return Err(PyTypeError::new_err(format!("{name}[{index}] is not a str but {}", type_name(item))));
    };
    let text = string.to_str().map(str::to_owned);
    text.map_err(|error| in_argument(&error, item.py(), &format!("{name}[{index}]")))
}

/// A whole number that fits a type: one that is too large for it, or below zero, is a `ValueError`.
pub(crate) fn number<'py, T: FromPyObjectOwned<'py>>(object: &Bound<'py, PyAny>, name: &str) -> PyResult<T> {
    object.extract().map_err(|error: T::Error| {
        let error: PyErr = error.into();
        if error.is_instance_of::<PyOverflowError>(object.py()) {
            return PyValueError::new_err(format!("{name} can't be {object}"));
        }
        is_not(name, "an int", object)
    })
}

/// A number, or `None`.
pub(crate) fn real_or_none(object: Option<&Bound<'_, PyAny>>, name: &str) -> PyResult<Option<f64>> {
    object.map(|object| object.extract().map_err(|_| is_not(name, "a number or None", object))).transpose()
}

/// The name of its type.
pub(crate) fn type_name(object: &Bound<'_, PyAny>) -> String {
    object.get_type().name().map_or_else(|_| "something else".to_owned(), |name| name.to_string())
}

/// An error of encoding with the argument in its reason; any other as it is.
fn in_argument(error: &PyErr, py: Python<'_>, argument: &str) -> PyErr {
    let renamed = || {
        let value = error.value(py);
        let field = |name| value.getattr(name);
        let reason = format!("{} in {argument}", field("reason")?);
        Ok(PyUnicodeEncodeError::new_err((
            field("encoding")?.unbind(),
            field("object")?.unbind(),
            field("start")?.unbind(),
            field("end")?.unbind(),
            reason,
        )))
    };
    renamed().unwrap_or_else(|_: PyErr| error.clone_ref(py))
}
