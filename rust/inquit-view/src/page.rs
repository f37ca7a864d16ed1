//! A page of its own, for any number of documents.

use std::collections::HashMap;
use std::fmt::Write;

use inquit::Document;

use crate::cast::Cast;
use crate::escape::{push_label, push_short};
use crate::panel::{KEY, Quotes};
use crate::{PAGE_SCRIPT, PAGE_SCRIPT_HASH, PAGE_STYLE, STYLE, panelled};

/// One document as a section of a page. A section doesn't depend on others, so that several can be made in parallel.
#[derive(Clone, Debug)]
pub struct Section {
    id: String,
    /// The head of the text.
    head: String,
    quotes: usize,
    /// Who speaks, by number: name, and how many quotes.
    speakers: Vec<(String, usize)>,
    html: String,
}

impl Section {
    /// A document under the heading `id`; if `id` is empty, the heading is the document's number on the page.
    #[must_use]
    pub fn new(id: &str, document: &Document) -> Self {
        let cast = Cast::new(document);
        let named = cast.members().filter(|(number, _)| *number > 0);
        Self {
            id: id.to_owned(),
            head: first_line(document.text()),
            quotes: document.quotes().len(),
            speakers: named.map(|(_, member)| (member.name.to_owned(), member.quotes)).collect(),
            html: panelled(document, &cast, false),
        }
    }
}

/// A page that is written piece by piece: its [`head`](Page::head), each [`section`](Page::section), its
/// [`foot`](Page::foot). Until the end, it only keeps what the lists of documents and speakers need: ids, first
/// lines, names and numbers.
///
/// ```
/// use inquit_view::{Page, Section};
///
/// let mut page = Page::new();
/// let mut html = page.head();
/// for (id, text) in [("a", "“We won,” said Ann Lee."), ("b", "Ann Lee said it rained.")] {
///     html += &page.section(Section::new(id, &inquit::analyze(text)));
/// }
/// html += &page.foot();
/// assert!(html.contains("2 quotes in 2 documents"));
/// ```
#[derive(Debug, Default)]
pub struct Page {
    documents: Vec<Entry>,
    /// In order of their first quote.
    speakers: Vec<Across>,
    /// Where a name is among them. Never walked over: its order changes from run to run.
    places: HashMap<String, usize>,
}

/// A document in the list.
#[derive(Debug)]
struct Entry {
    id: String,
    head: String,
    quotes: usize,
}

/// All who have one name.
#[derive(Debug, Default)]
struct Across {
    name: String,
    quotes: usize,
    /// The number of each document, with the number of the speaker in it.
    documents: Vec<(usize, usize)>,
}

/// Speakers of one name are one in the list, and nothing else is known of them.
const JOINED: &str = "Joined by equal names and nothing else: two people of one name are one here, one person of two \
names is two.";

impl Page {
    /// A page without documents.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What comes before the first section.
    #[must_use]
    pub fn head(&self) -> String {
        // The policy is for the case that an error of ours should ever let a script through: only the one that the
        // page ends with runs, and nothing is fetched from anywhere.
        format!(
            r##"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{PAGE_SCRIPT_HASH}'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>Who said what</title>
<style>
{STYLE}{PAGE_STYLE}</style>
</head>
<body class="iq-page">
<a class="iq-skip" href="#documents">To the text</a>
<header class="iq-header">
<h1>Who said what</h1>
<div class="inquit iq-legend">{KEY}</div>
</header>
<main id="documents" tabindex="-1">
"##
        )
    }

    /// The HTML of a section, to be written after the one before.
    #[must_use]
    pub fn section(&mut self, section: Section) -> String {
        let Section { id, head, quotes, speakers, html } = section;
        let number = self.documents.len() + 1;
        let id = if id.is_empty() { format!("Document {number}") } else { id };
        let mut out = String::with_capacity(html.len() + id.len() + 100);
        let _ = write!(out, "<article class=\"iq-doc\" id=\"d{number}\">\n<h2 dir=\"auto\">");
        push_label(&mut out, &id);
        out.push_str("</h2>\n");
        out.push_str(&html);
        out.push_str("</article>\n");
        for (place, (name, quotes)) in (1..).zip(speakers) {
            self.count(name, quotes, number, place);
        }
        self.documents.push(Entry { id, head, quotes });
        out
    }

    /// Notes the quotes of a speaker, who is number `place` in a document.
    fn count(&mut self, name: String, quotes: usize, document: usize, place: usize) {
        let at = *self.places.entry(name.clone()).or_insert(self.speakers.len());
        if at == self.speakers.len() {
            self.speakers.push(Across { name, ..Across::default() });
        }
        if let Some(across) = self.speakers.get_mut(at) {
            across.quotes += quotes;
            across.documents.push((document, place));
        }
    }

    /// What comes after the last section: the list of documents and speakers, if there are several documents, and the
    /// script.
    #[must_use]
    pub fn foot(self) -> String {
        let mut out = String::from("</main>\n");
        if self.documents.len() > 1 {
            self.list(&mut out);
        }
        let _ = write!(out, "<script>{PAGE_SCRIPT}</script>\n</body>\n</html>\n");
        out
    }

    fn list(mut self, out: &mut String) {
        out.push_str("<nav class=\"iq-list\" aria-label=\"Documents and speakers\">\n");
        let _ = writeln!(out, "<h2>{} documents</h2>\n<ol class=\"iq-documents\">", self.documents.len());
        for (number, document) in (1..).zip(&self.documents) {
            let _ = write!(out, "<li data-d=\"{number}\"><a href=\"#d{number}\"><bdi>");
            push_label(out, &document.id);
            let _ = write!(out, "</bdi></a> <span class=\"iq-count\">{}</span>", Quotes(document.quotes));
            out.push_str("<span class=\"iq-first\" dir=\"auto\">");
            push_short(out, &document.head);
            out.push_str("</span></li>\n");
        }
        out.push_str("</ol>\n");
        self.speakers.sort_by(|a, b| b.quotes.cmp(&a.quotes).then_with(|| a.name.cmp(&b.name)));
        let _ = writeln!(out, "<h2>{} speakers</h2>\n<p class=\"iq-note\">{JOINED}</p>", self.speakers.len());
        out.push_str("<ol class=\"iq-everyone\">\n");
        for speaker in &self.speakers {
            out.push_str("<li><button type=\"button\" class=\"iq-across\" aria-pressed=\"false\" data-in=\"");
            let places = speaker.documents.iter().map(|(document, place)| format!("{document}:{place}"));
            out.push_str(&places.collect::<Vec<_>>().join(" "));
            out.push_str("\"><bdi>");
            push_label(out, &speaker.name);
            let documents = speaker.documents.len();
            let _ = writeln!(
                out,
                "</bdi></button> <span class=\"iq-count\">{} in {documents} document{}</span></li>",
                Quotes(speaker.quotes),
                if documents == 1 { "" } else { "s" }
            );
        }
        out.push_str("</ol>\n</nav>\n");
    }
}

/// The head of the first line that isn't empty.
fn first_line(text: &str) -> String {
    text.trim_start().chars().take_while(|&c| c != '\n').take(200).collect()
}

/// A complete page with these documents, each under its id as a heading, to be opened in a browser. It is a single
/// file that needs no other file and no network.
///
/// ```
/// let documents = [("a", inquit::analyze("“We won,” said Ann Lee.")), ("b", inquit::analyze("Nobody spoke."))];
/// let page = inquit_view::page(documents.iter().map(|(id, document)| (*id, document)));
/// assert!(page.starts_with("<!DOCTYPE html>"));
/// ```
#[must_use]
pub fn page<'d>(documents: impl IntoIterator<Item = (&'d str, &'d Document)>) -> String {
    let mut page = Page::new();
    let mut out = page.head();
    for (id, document) in documents {
        out.push_str(&page.section(Section::new(id, document)));
    }
    out.push_str(&page.foot());
    out
}
