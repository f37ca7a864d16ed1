//! Lists and tuples of many views.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyList, PyTuple};

/// From so many views on a collection is made with the garbage collector paused: about as many objects as make
/// it run (700 by default).
const MANY: usize = 500;

/// A Python list of views.
pub(crate) fn listed<T>(
    py: Python<'_>,
    views: impl ExactSizeIterator<Item = T>,
) -> PyResult<Bound<'_, PyList>>
where
    T: for<'py> IntoPyObject<'py>,
{
    collected(py, views.len(), || PyList::new(py, views))
}

/// A Python tuple of views: what a document has, and nobody can change.
pub(crate) fn tuple<T>(
    py: Python<'_>,
    views: impl ExactSizeIterator<Item = T>,
) -> PyResult<Bound<'_, PyTuple>>
where
    T: for<'py> IntoPyObject<'py>,
{
    collected(py, views.len(), || PyTuple::new(py, views))
}

/// A collection of so many views.
///
/// Every 700 new objects the garbage collector looks at the youngest ones, and ever again at all, for cycles that
/// a view can't be part of: for a book's tokens it takes as long as making them. So it waits until they are
/// there.
fn collected<C>(py: Python<'_>, count: usize, collect: impl FnOnce() -> PyResult<C>) -> PyResult<C> {
    let pause = if count > MANY { Pause::start(py)? } else { None };
    let collected = collect();
    if let Some(pause) = pause {
        pause.end(py)?;
    }
    collected
}

/// The garbage collector's switches. Nobody sees it off: while it is, no Python code runs.
struct Pause {
    enable: &'static Py<PyAny>,
}

/// `gc.isenabled`, `gc.disable`, `gc.enable`; nothing where other threads run all the same, without the GIL,
/// and might use the switch themselves.
static SWITCHES: PyOnceLock<Option<[Py<PyAny>; 3]>> = PyOnceLock::new();

impl Pause {
    /// Stops the garbage collector; `None` if it is stopped already, or must not be.
    fn start(py: Python<'_>) -> PyResult<Option<Self>> {
        let Some([enabled, disable, enable]) = SWITCHES.get_or_try_init(py, || switches(py))? else {
            return Ok(None);
        };
        if !enabled.call0(py)?.extract(py)? {
            return Ok(None);
        }
        disable.call0(py)?;
        Ok(Some(Self { enable }))
    }

    fn end(self, py: Python<'_>) -> PyResult<()> {
        self.enable.call0(py).map(|_| ())
    }
}

fn switches(py: Python<'_>) -> PyResult<Option<[Py<PyAny>; 3]>> {
    let gil = py.import("sys")?.getattr_opt("_is_gil_enabled")?;
    if let Some(gil) = gil
        && !gil.call0()?.extract()?
    {
        return Ok(None);
    }
    let gc = py.import("gc")?;
    let switch = |name: &str| gc.getattr(name).map(Bound::unbind);
    Ok(Some([switch("isenabled")?, switch("disable")?, switch("enable")?]))
}
