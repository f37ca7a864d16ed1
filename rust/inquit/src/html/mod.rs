//! Documents as HTML: the text with its quotes marked, and a list of speakers.
//!
//! A quote has the colour and the number of its speaker; a full, a dashed and a dotted frame tell direct,
//! indirect and mixed ones apart, so that colour is never the only sign. The cue and the source are
//! underlined. Pointing at any of them says who, how, and how sure. All text is escaped, and nothing is
//! fetched from anywhere.
//!
//! [`Document::to_html`] gives a piece that a notebook or a page can hold. A page of its own, for any
//! number of documents, is [`head`], a [`section`] for each document, and [`FOOT`]:
//!
//! ```
//! use inquit::html;
//!
//! let mut page = html::head("Two articles");
//! for text in ["“We won,” Ann Lee said.", "Nobody else spoke."] {
//!     page += &html::section(&inquit::analyze(text), None);
//! }
//! page += html::FOOT;
//! ```

mod escape;
mod legend;
mod marks;

use std::fmt::Write;

use crate::document::Document;
use escape::escape;
use legend::Legend;
use marks::Marks;

/// The rules that a [`section`] is shown by; all of them are limited to the class `inquit`.
///
/// The tints let the background through and the letters keep their colour, so they suit light and dark.
pub const STYLE: &str = include_str!("style.css");

/// What ends a page.
pub const FOOT: &str = "</body>\n</html>\n";

/// What begins a page of any number of [`section`]s.
#[must_use]
pub fn head(title: &str) -> String {
    let title = escape(title);
    // The policy is for the case that an error of ours should ever let a script through.
    format!(
        r#"<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.7 Georgia, serif; }}
{STYLE}</style>
</head>
<body>
"#
    )
}

/// A document for a page that has the [`STYLE`]: a heading if one is given, the list of speakers, and the
/// text with its quotes marked.
#[must_use]
pub fn section(document: &Document, heading: Option<&str>) -> String {
    let mut out = String::with_capacity(document.text().len() * 2 + 256);
    out += "<section class=\"inquit\">\n";
    if let Some(heading) = heading {
        let _ = writeln!(out, "<h2 dir=\"auto\">{}</h2>", escape(heading));
    }
    let legend = Legend::new(document);
    legend.write(&mut out);
    out += "<div class=\"text\" dir=\"auto\">";
    Marks::new(document, &legend).write(&mut out);
    out += "</div>\n</section>\n";
    out
}

impl Document {
    /// The text with its quotes marked, as a piece of HTML that brings its own style, for a notebook or
    /// a page; see [`html`](crate::html).
    ///
    /// ```
    /// let html = inquit::analyze("R&D <b>paid</b>.").to_html();
    /// assert!(html.contains("R&amp;D &lt;b&gt;paid&lt;/b&gt;."));
    /// ```
    #[must_use]
    pub fn to_html(&self) -> String {
        format!("<style>\n{STYLE}</style>\n{}", section(self, None))
    }
}
