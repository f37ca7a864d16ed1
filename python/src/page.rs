//! Documents as a page to look at.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use inquit_view::{Page, Section};
use pyo3::exceptions::{PyOSError, PyTypeError, PyValueError};
use pyo3::prelude::*;

use crate::argument::{is_not, iterator, type_name};
use crate::document::PyDocument;
use crate::tables::Items;

/// A page that a browser shows: the texts with their quotes coloured by speaker, and who says how much.
///
/// - `documents`: a `Document`, or an iterable of them, as `Analyzer.pipe` is.
/// - `ids`: what the documents are called, as many as documents: an iterable of `str` or `int`, or an Arrow column of them.
///   Without it they are numbered from 1.
/// - `path`: the file to write. It is written bit by bit, so that memory holds one document at a time, and has another name,
///   `path` with ".partial" behind it, until it is complete.
///
/// Returns the page, or `None` if it is written to a file. It is one file that needs no other and no network. Raises
/// `TypeError` for what isn't a document, with its index, `ValueError` if the ids aren't as many as the documents, and
/// `OSError` if the file can't be written.
///
/// >>> page = inquit.render([inquit.analyze("“We won,” said Ann Lee.")], ids=["a1"])
/// >>> page.startswith("<!DOCTYPE html>")
/// True
#[pyfunction]
#[pyo3(signature = (documents, *, ids=None, path=None))]
pub(crate) fn render(
    documents: &Bound<'_, PyAny>,
    ids: Option<&Bound<'_, PyAny>>,
    path: Option<&Bound<'_, PyAny>>,
) -> PyResult<Option<String>> {
    let ids = ids.map(|ids| Items::of(ids, "ids")).transpose()?;
    let path = path.map(|path| {
        path.extract::<PathBuf>().map_err(|_| is_not("path", "a str, an os.PathLike or None", path))
    });
    let Some(path) = path.transpose()? else {
        let mut page = Vec::new();
        write(documents, ids, &mut page, Path::new(""))?;
        return String::from_utf8(page).map(Some).map_err(|error| PyValueError::new_err(error.to_string()));
    };
    let mut name = OsString::from(&path);
    name.push(".partial");
    let partial = PathBuf::from(name);
    let unwritten = |error| unwritten(&error, &path);
    let mut file = BufWriter::new(File::create(&partial).map_err(unwritten)?);
    let written = write(documents, ids, &mut file, &path)
        .and_then(|()| file.flush().and_then(|()| fs::rename(&partial, &path)).map_err(unwritten));
    if written.is_err() {
        let _ = fs::remove_file(&partial);
    }
    written.map(|()| None)
}

/// Writes the page.
fn write(
    documents: &Bound<'_, PyAny>,
    mut ids: Option<Items>,
    out: &mut impl Write,
    path: &Path,
) -> PyResult<()> {
    let py = documents.py();
    let mut put = |html: String| out.write_all(html.as_bytes()).map_err(|error| unwritten(&error, path));
    let mut page = Page::new();
    put(page.head())?;
    let mut count = 0;
    let mut add = |document: &PyDocument| {
        let id = match &mut ids {
            None => String::new(),
            Some(ids) => ids.id(py, count)?.ok_or_else(|| {
                PyValueError::new_err(format!("there are more documents than ids, which are {count}"))
            })?,
        };
        count += 1;
        let document = document.document()?;
        let section = py.detach(|| Section::new(&id, document));
        put(page.section(section))
    };
    if let Ok(document) = documents.cast::<PyDocument>() {
        add(document.get())?;
    } else {
        for (index, item) in iterator(documents, "documents", "Document")?.enumerate() {
            let item = item?;
            let document = item.cast::<PyDocument>().map_err(|_| {
                PyTypeError::new_err(format!("documents[{index}] is not a Document but {}", type_name(&item)))
            })?;
            add(document.get())?;
            py.check_signals()?;
        }
    }
    if let Some(ids) = &mut ids
        && ids.id(py, count)?.is_some()
    {
        return Err(PyValueError::new_err(format!("there are more ids than documents, which are {count}")));
    }
    put(page.foot())
}

/// The error of a file, as Python has it.
fn unwritten(error: &io::Error, path: &Path) -> PyErr {
    match error.raw_os_error() {
        // The class, `PermissionError` say, follows from the number.
        Some(number) => PyOSError::new_err((number, error.to_string(), path.to_path_buf())),
        None => PyOSError::new_err(error.to_string()),
    }
}
