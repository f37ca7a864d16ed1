//! Documents to look at: HTML in which quotes have the colour of their speaker.
//!
//! [`page`] makes a file that a browser opens, of any number of documents; [`Page`] makes it bit by bit. [`fragment`] is one
//! document for a page of your own, which has the [`STYLE`] in its head and the [`SCRIPT`] at its end; [`embedded`] brings
//! both along, for a notebook.
//!
//! ```
//! let document = inquit::analyze("“We won,” said Ann Lee.");
//! let html = inquit_view::fragment(&document);
//! assert!(html.contains("<bdi>Ann Lee</bdi>"));
//! ```
//!
//! What is seen: direct, mixed and indirect quotes have different grounds and lines, so that colour is never the only sign,
//! and at the end of each stands the number of its speaker; cue and source are underlined. A panel lists the speakers with
//! how often and how much each is quoted, and where. With the script, pointing at a quote, tapping it, or reaching its
//! number with the keyboard shows what it rests on, and a click on a speaker shows only theirs.
//!
//! All of it is written here: without the script it can be read and printed. All text is escaped, nothing is fetched from
//! anywhere, and the same documents make the same bytes.
//!
//! # In a page of one's own
//!
//! All rules of [`STYLE`] are limited to the class `inquit`. Fragments have no `id`s, so there can be many. [`SCRIPT`]
//! listens to the whole document: a fragment that is put in later is alive at once. One in a shadow tree needs
//! `inquitView.activate(root)`, with the tree's root.
#![forbid(unsafe_code)]
#![warn(clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod blocks;
mod cast;
mod escape;
mod marks;
mod page;
mod panel;
#[cfg(test)]
mod tests;

use inquit::Document;

pub use page::{Page, Section, page};

use cast::Cast;

/// The style sheet of [`fragment`]s; all of its rules are limited to the class `inquit`.
///
/// It has a light and a dark mode, selected by the property `color-scheme` of the surrounding element.
pub const STYLE: &str = include_str!("view.css");

/// The script that makes [`fragment`]s interactive. Run it once, before or after they are added to the page. It
/// defines `inquitView`, an object with
///
/// - `activate(node)`: listens to what happens in a node; done for the document already, needed for a shadow root;
/// - `select(fragment, number)`: shows only the quotes of the speaker with a number in the panel; of all for `null`.
pub const SCRIPT: &str = include_str!("view.js");

/// Rules of the page alone.
const PAGE_STYLE: &str = include_str!("page.css");

/// The script of a page.
const PAGE_SCRIPT: &str = concat!(include_str!("view.js"), include_str!("page.js"));

/// The SHA-256 of [`PAGE_SCRIPT`] in base 64. A test says what it must be.
const PAGE_SCRIPT_HASH: &str = include_str!("script.sha256").trim_ascii();

/// One document as a piece of HTML without style and script: the panel of speakers, and the text with its quotes
/// highlighted.
///
/// ```
/// let html = inquit_view::fragment(&inquit::analyze("R&D <b>paid</b>."));
/// assert!(html.contains("R&amp;D &lt;b&gt;paid&lt;/b&gt;."));
/// ```
#[must_use]
pub fn fragment(document: &Document) -> String {
    panelled(document, &Cast::new(document), true)
}

/// One document as a piece of HTML that includes its style and script, for the output of a notebook.
///
/// It isn't an `iframe`: a frame needs a fixed height, follows the light or dark mode of the system rather than that
/// of the notebook, and is removed where notebooks are displayed without being trusted, such as on a website. There,
/// this output still shows the text. Its rules affect nothing else, a notebook can contain any number of such
/// outputs, and the script, which each of them includes, runs only once.
#[must_use]
pub fn embedded(document: &Document) -> String {
    format!("<style>\n{STYLE}</style>\n{}<script>{SCRIPT}</script>\n", fragment(document))
}

/// A text of which a browser should lay out only what is looked at, in bytes.
const LARGE: usize = 64 << 10;

fn panelled(document: &Document, cast: &Cast<'_>, with_key: bool) -> String {
    let mut text = String::with_capacity(document.text().len() * 2);
    let unmarked = marks::write(document, cast, &mut text);
    let large = if document.text().len() > LARGE { " iq-large" } else { "" };
    let mut out = format!("<div class=\"inquit{large}\"><div class=\"iq-body\">\n");
    panel::write(cast, unmarked, with_key, &mut out);
    out.push_str("<div class=\"iq-text\"");
    if let Some(language) = document.language() {
        out.push_str(" lang=\"");
        let tag = inquit::LanguageInfo::find(language).map_or(language, |found| found.tag());
        escape::push_label(&mut out, tag);
        out.push('"');
    }
    out.push_str(">\n");
    out.push_str(&text);
    out.push_str("</div>\n</div></div>\n");
    out
}
