//! Tables of many texts: read, analysed on many threads, and added row by row, in order.
//!
//! Memory holds the rows and a few batches of texts. Python sees the texts, and nothing else until the table is there.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::Receiver;

use inquit::Document;
use inquit_arrow::{Error, Rows, Table};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyString};

use crate::analyzer::PyAnalyzer;
use crate::argument::{Argument, is_not, item_text, iterator, type_name};
use crate::arrow::{Column, Value};
use crate::crew::{BATCH_BYTES, Crew};
use crate::document::unit;
use crate::interrupt::{unless_interrupted, wait};
use crate::pipe::threads_or_cores;
use crate::table::PyTable;

/// A batch has no more texts than this.
const BATCH_TEXTS: usize = 64;

/// The quotes of many texts as a table: a row each. `docs/tables.md` of the project defines the columns.
///
/// - `texts`: an iterable of `str`, or an Arrow column of strings (of pyarrow, pandas, polars, …), which is read without
///   a Python object a text. A null in a column has no rows; `Table.nulls` says which texts were null.
/// - `ids`: the documents' ids, as many as texts: an iterable of `str` or `int`, or an Arrow column of them. Without
///   it, the numbers of the texts from 0. They are strings in the table.
/// - `analyzer`: an `Analyzer`; without it, one with the default options.
/// - `threads`: how many threads analyse; without it, one a core. The rows are the same with any number.
/// - `offsets`: what offsets count: "chars" (`str` indices), "bytes" (of UTF-8) or "utf16".
///
/// The GIL is released meanwhile. Raises `TypeError` for what isn't a text, `UnicodeEncodeError` for a lone surrogate,
/// and `ValueError` for a string of a column that isn't UTF-8, all with the index; `ValueError` if the ids aren't as
/// many as the texts, if a column was used up before, or an option can't be used.
///
/// >>> table = inquit.quotes_table(["Ann Lee said it rained.", "“It stopped,” said Tom Ray."], ids=["a", "b"])
/// >>> table.to_arrow().select(["document_id", "speaker", "content"]).to_pylist()[1]
/// {'document_id': 'b', 'speaker': 'Tom Ray', 'content': '“It stopped,”'}
#[pyfunction]
#[pyo3(
    signature = (texts, *, ids=None, analyzer=None, threads=None, offsets=Argument::default()),
    text_signature = "(texts, *, ids=None, analyzer=None, threads=None, offsets='chars')"
)]
pub(crate) fn quotes_table(
    texts: &Bound<'_, PyAny>,
    ids: Option<&Bound<'_, PyAny>>,
    analyzer: Option<&Bound<'_, PyAny>>,
    threads: Option<&Bound<'_, PyAny>>,
    offsets: Argument<'_>,
) -> PyResult<PyTable> {
    table(Table::Quotes, texts, ids, analyzer, threads, &offsets)
}

/// The sentences of many texts as a table: a row each. See `quotes_table`; nobody is asked who says what, which is many
/// times as fast.
///
/// >>> inquit.sentences_table(["It rains. It pours."]).to_arrow().column("text").to_pylist()
/// ['It rains.', 'It pours.']
#[pyfunction]
#[pyo3(
    signature = (texts, *, ids=None, analyzer=None, threads=None, offsets=Argument::default()),
    text_signature = "(texts, *, ids=None, analyzer=None, threads=None, offsets='chars')"
)]
pub(crate) fn sentences_table(
    texts: &Bound<'_, PyAny>,
    ids: Option<&Bound<'_, PyAny>>,
    analyzer: Option<&Bound<'_, PyAny>>,
    threads: Option<&Bound<'_, PyAny>>,
    offsets: Argument<'_>,
) -> PyResult<PyTable> {
    table(Table::Sentences, texts, ids, analyzer, threads, &offsets)
}

/// The tokens of many texts as a table: a row each, with the sentence that it starts in. See `sentences_table`.
///
/// >>> inquit.tokens_table(["Don't go."]).to_arrow().column("text").to_pylist()
/// ['Do', "n't", 'go', '.']
#[pyfunction]
#[pyo3(
    signature = (texts, *, ids=None, analyzer=None, threads=None, offsets=Argument::default()),
    text_signature = "(texts, *, ids=None, analyzer=None, threads=None, offsets='chars')"
)]
pub(crate) fn tokens_table(
    texts: &Bound<'_, PyAny>,
    ids: Option<&Bound<'_, PyAny>>,
    analyzer: Option<&Bound<'_, PyAny>>,
    threads: Option<&Bound<'_, PyAny>>,
    offsets: Argument<'_>,
) -> PyResult<PyTable> {
    table(Table::Tokens, texts, ids, analyzer, threads, &offsets)
}

fn table(
    table: Table,
    texts: &Bound<'_, PyAny>,
    ids: Option<&Bound<'_, PyAny>>,
    analyzer: Option<&Bound<'_, PyAny>>,
    threads: Option<&Bound<'_, PyAny>>,
    offsets: &Argument<'_>,
) -> PyResult<PyTable> {
    let py = texts.py();
    let unit = unit(offsets)?;
    let threads = threads_or_cores(threads)?;
    let mut texts = Texts {
        texts: Items::of(texts, "texts")?,
        ids: ids.map(|ids| Items::of(ids, "ids")).transpose()?,
        index: 0,
        ended: false,
        nulls: Vec::new(),
    };
    let analyzer = analyzer.map(|analyzer| match analyzer.cast::<PyAnalyzer>() {
        Ok(analyzer) => Ok(analyzer.get().analyzer()),
        Err(_) => Err(is_not("analyzer", "an Analyzer or None", analyzer)),
    });
    let analyzer = analyzer.transpose()?.unwrap_or_default();
    let work = move |text, stop: &AtomicBool| match table {
        Table::Quotes => analyzer.analyze_unless(stop, text, &[]).ok().flatten(),
        _ => Some(analyzer.split(text)),
    };
    let mut rows = Rows::new(table, unit);
    if threads == 1 {
        alone(py, &mut texts, &Arc::new(work), &mut rows)?;
    } else {
        together(py, &mut texts, Crew::new(work, threads), &mut rows)?;
    }
    let batches = rows.finish().map_err(|error| PyValueError::new_err(error.to_string()))?;
    Ok(PyTable::new(table.schema(unit), batches, texts.nulls))
}

/// Adds the rows of all texts without another thread, but for long ones, so that signals can be looked for.
fn alone(
    py: Python<'_>,
    texts: &mut Texts,
    work: &Arc<impl Fn(String, &AtomicBool) -> Option<Document> + Send + Sync + 'static>,
    rows: &mut Rows,
) -> PyResult<()> {
    while let Some(Batch { texts, labels, bytes }) = texts.batch(py)? {
        py.check_signals()?;
        let work = Arc::clone(work);
        let documents = unless_interrupted(py, bytes, move |stop| {
            texts.into_iter().map_while(|text| work(text, stop)).collect::<Vec<_>>()
        })?;
        add(py, rows, &labels, documents.into_iter())?;
    }
    Ok(())
}

/// Adds the rows of all texts, which a crew analyses.
fn together(py: Python<'_>, texts: &mut Texts, mut crew: Crew<Document>, rows: &mut Rows) -> PyResult<()> {
    let mut ahead: VecDeque<Ahead> = VecDeque::new();
    loop {
        while crew.wants_more(ahead.len(), ahead.iter().map(|batch| batch.bytes).sum()) {
            let Some(Batch { texts, labels, bytes }) = texts.batch(py)? else { break };
            ahead.push_back(Ahead { labels, bytes, documents: crew.hand(texts)? });
        }
        let Some(mut first) = ahead.pop_front() else { break };
        let documents = wait(py, &mut first.documents)?;
        add(py, rows, &first.labels, documents.into_iter())?;
    }
    py.detach(|| crew.dismiss());
    Ok(())
}

/// Adds the rows of documents. The GIL is released meanwhile.
fn add(
    py: Python<'_>,
    rows: &mut Rows,
    labels: &[Label],
    mut documents: impl Iterator<Item = Document> + Send,
) -> PyResult<()> {
    let added = py.detach(|| {
        let mut labels = labels.iter();
        labels.try_for_each(|label| {
            let Some(document) = documents.next() else { return Ok(()) };
            rows.push(&label.id, &document).map_err(|error: Error| (label.index, error.to_string()))
        })
    });
    added.map_err(|(index, error)| PyValueError::new_err(format!("texts[{index}]: {error}")))
}

/// Texts read together.
#[derive(Default)]
struct Batch {
    texts: Vec<String>,
    labels: Vec<Label>,
    bytes: usize,
}

/// A batch that a crew has.
struct Ahead {
    labels: Vec<Label>,
    bytes: usize,
    documents: Receiver<Vec<Document>>,
}

/// What a text is called.
struct Label {
    index: usize,
    id: String,
}

/// Texts with their ids.
struct Texts {
    texts: Items,
    ids: Option<Items>,
    /// The number of the next text.
    index: usize,
    /// Whether the last was read: what has ended isn't asked again.
    ended: bool,
    /// The numbers of the texts that were null.
    nulls: Vec<usize>,
}

impl Texts {
    /// The next texts; `None` behind the last.
    fn batch(&mut self, py: Python<'_>) -> PyResult<Option<Batch>> {
        let mut batch = Batch::default();
        let first = self.index;
        while !self.ended && self.index - first < BATCH_TEXTS && batch.bytes < BATCH_BYTES {
            let index = self.index;
            let Some(text) = self.texts.text(py, index)? else {
                self.end(py)?;
                break;
            };
            let id = self.id(py, index)?;
            self.index += 1;
            let Some(text) = text else {
                self.nulls.push(index);
                continue;
            };
            batch.bytes += text.len();
            batch.texts.push(text);
            batch.labels.push(Label { index, id });
        }
        Ok((self.index > first).then_some(batch))
    }

    fn id(&mut self, py: Python<'_>, index: usize) -> PyResult<String> {
        let Some(ids) = &mut self.ids else { return Ok(index.to_string()) };
        ids.id(py, index)?
            .ok_or_else(|| PyValueError::new_err(format!("there are more texts than ids, which are {index}")))
    }

    /// Notes that there are no more texts. Raises `ValueError` if there are ids left.
    fn end(&mut self, py: Python<'_>) -> PyResult<()> {
        self.ended = true;
        let Some(ids) = &mut self.ids else { return Ok(()) };
        match ids.id(py, self.index)? {
            Some(_) => {
                let texts = self.index;
                Err(PyValueError::new_err(format!("there are more ids than texts, which are {texts}")))
            }
            None => Ok(()),
        }
    }
}

/// Texts or ids, one by one.
pub(crate) enum Items {
    Python(Py<PyIterator>),
    Column(Column),
}

impl Items {
    pub(crate) fn of(object: &Bound<'_, PyAny>, what: &str) -> PyResult<Self> {
        match Column::of(object, what)? {
            Some(column) => Ok(Self::Column(column)),
            None => {
                let items = if what == "ids" { "str or int" } else { "str" };
                Ok(Self::Python(iterator(object, what, items)?.unbind()))
            }
        }
    }

    /// The next text, `Some(None)` for a null; `None` behind the last.
    fn text(&mut self, py: Python<'_>, index: usize) -> PyResult<Option<Option<String>>> {
        match self {
            Self::Python(items) => {
                let Some(item) = items.bind(py).clone().next().transpose()? else { return Ok(None) };
                item_text(&item, "texts", index).map(|text| Some(Some(text)))
            }
            Self::Column(column) => match column.next()? {
                None => Ok(None),
                Some(Value::Null) => Ok(Some(None)),
                Some(Value::Text(bytes)) => utf8(bytes, "texts", index).map(|text| Some(Some(text))),
                Some(Value::Number(_)) => {
                    Err(PyTypeError::new_err("texts is a column of integers, not of strings"))
                }
            },
        }
    }

    /// The next id; `None` behind the last.
    pub(crate) fn id(&mut self, py: Python<'_>, index: usize) -> PyResult<Option<String>> {
        match self {
            Self::Python(items) => {
                let Some(item) = items.bind(py).clone().next().transpose()? else { return Ok(None) };
                if item.is_instance_of::<PyString>() {
                    return item_text(&item, "ids", index).map(Some);
                }
                // What counts as an integer, numpy's among them.
                let Ok(number) = item.call_method0("__index__") else {
                    let name = type_name(&item);
                    return Err(PyTypeError::new_err(format!("ids[{index}] is not a str or int but {name}")));
                };
                Ok(Some(number.str()?.to_str()?.to_owned()))
            }
            Self::Column(column) => match column.next()? {
                None => Ok(None),
                Some(Value::Null) => Err(PyValueError::new_err(format!("ids[{index}] is null"))),
                Some(Value::Text(bytes)) => utf8(bytes, "ids", index).map(Some),
                Some(Value::Number(number)) => Ok(Some(number)),
            },
        }
    }
}

/// A string of a column.
fn utf8(bytes: Vec<u8>, what: &str, index: usize) -> PyResult<String> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        PyValueError::new_err(format!("{what}[{index}] is not UTF-8: its byte {at} is the first that isn't"))
    })
}
