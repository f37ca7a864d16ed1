//! The header: what the document is called, who speaks in it, what the words of the annotation mean.

use inquit::Document;

use super::attribute;
use crate::xml::push_text;

/// The categories that `ana` points to, and what each means.
const CATEGORIES: &[(&str, &[(&str, &str)])] = &[
    (
        "kind",
        &[
            ("direct", "All of it stands in quotation marks."),
            ("indirect", "None of it stands in quotation marks."),
            ("mixed", "A part of it stands in quotation marks."),
        ],
    ),
    (
        "act",
        &[
            ("speech", "Said, or in a way that the text leaves open."),
            ("writing", "Written."),
            ("thought", "Thought, judged, decided, known or felt."),
            ("wish", "Wanted, hoped for, planned, supported or opposed."),
            ("expectation", "Expected or forecast."),
        ],
    ),
    (
        "pattern",
        &[
            ("verb-before", "The cue is a verb before the content."),
            ("verb-after", "The cue is a verb behind the content, or within it."),
            ("according-to", "“According to” and the like."),
            ("words", "“In his words”, “as she put it”."),
            ("noun", "The cue is a noun."),
            ("colon", "The source and a colon."),
            ("turn", "The turn of a conversation."),
            ("dash", "A dash and a name behind the content."),
            ("bare", "A quotation that nothing reports."),
        ],
    ),
    (
        "resolution",
        &[
            ("name", "The source is a name."),
            ("role", "The source is a noun phrase that stands for a name."),
            ("pronoun", "The source is a pronoun."),
            ("turn", "The speaker follows from the quotes around it."),
            ("unnamed", "The source names no one: its own words stand for the speaker."),
        ],
    ),
];

/// The header of a corpus.
pub(super) fn corpus(out: &mut String) {
    out.push_str("<teiHeader>\n");
    file("Who said what", out);
    encoding(out);
    out.push_str("</teiHeader>\n");
}

/// The header of a document, which may be the only one of its file.
pub(super) fn document(document: &Document, id: &str, prefix: &str, alone: bool, out: &mut String) {
    out.push_str("<teiHeader>\n");
    file(id, out);
    if alone {
        encoding(out);
    }
    if document.language().is_some() || document.speakers().len() > 0 {
        out.push_str("<profileDesc>\n");
        if let Some(language) = document.language() {
            out.push_str("<langUsage><language");
            attribute("ident", crate::tag(language), out);
            out.push_str("/></langUsage>\n");
        }
        if document.speakers().len() > 0 {
            out.push_str("<particDesc><listPerson>\n");
            for speaker in document.speakers() {
                out.push_str("<person");
                attribute("xml:id", &format!("{prefix}s{}", speaker.id()), out);
                if let Some(kind) = speaker.kind() {
                    attribute("role", kind.name(), out);
                }
                out.push_str("><persName>");
                push_text(speaker.name(), out);
                out.push_str("</persName></person>\n");
            }
            out.push_str("</listPerson></particDesc>\n");
        }
        out.push_str("</profileDesc>\n");
    }
    out.push_str("</teiHeader>\n");
}

fn file(title: &str, out: &mut String) {
    out.push_str("<fileDesc><titleStmt><title>");
    push_text(title, out);
    out.push_str(
        "</title></titleStmt><publicationStmt><p>Not published.</p></publicationStmt>\
         <sourceDesc><p>A plain text.</p></sourceDesc></fileDesc>\n",
    );
}

/// What has annotated the text, and the categories.
fn encoding(out: &mut String) {
    out.push_str("<encodingDesc>\n<appInfo><application ident=\"inquit\"");
    attribute("version", env!("CARGO_PKG_VERSION"), out);
    out.push_str("><label>inquit</label></application></appInfo>\n<classDecl>\n");
    for (taxonomy, categories) in CATEGORIES {
        out.push_str("<taxonomy");
        attribute("xml:id", taxonomy, out);
        out.push_str(">\n");
        for (category, meaning) in *categories {
            out.push_str("<category");
            attribute("xml:id", &format!("{taxonomy}.{category}"), out);
            out.push_str("><catDesc>");
            push_text(meaning, out);
            out.push_str("</catDesc></category>\n");
        }
        out.push_str("</taxonomy>\n");
    }
    out.push_str("</classDecl>\n</encodingDesc>\n");
}
