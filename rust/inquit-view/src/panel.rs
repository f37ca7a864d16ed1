//! The panel beside a text: who is quoted, how often and how much, and where.

use std::fmt::{self, Display, Write};

use crate::cast::{Cast, Member, SCALE};
use crate::escape::push_label;
use crate::marks::{Coloured, Numbered};

/// What the marks mean.
pub(crate) const KEY: &str = "<p class=\"iq-key\">\
<span><mark class=\"iq-q iq-direct iq-none\">direct</mark> in quotation marks,</span> \
<span><mark class=\"iq-q iq-mixed iq-none\">mixed</mark> in part,</span> \
<span><mark class=\"iq-q iq-indirect iq-none\">indirect</mark> without;</span> \
<span><span class=\"iq-cue iq-none\">cue</span>: what reports it,</span> \
<span><span class=\"iq-source iq-none\">source</span>: whom it is credited to</span></p>\n";

/// Writes the panel. `unmarked` quotes lie too deep in others to be seen in the text.
pub(crate) fn write(cast: &Cast<'_>, unmarked: usize, with_key: bool, out: &mut String) {
    out.push_str("<div class=\"iq-panel\">\n<h3>Speakers</h3>\n");
    let mut members = cast.members().peekable();
    if members.peek().is_none() {
        out.push_str("<p class=\"iq-note\">No quotes.</p>\n");
    } else {
        out.push_str("<ul class=\"iq-speakers\">\n");
        members.for_each(|(number, member)| row(cast, number, member, out));
        out.push_str("</ul>\n");
        if unmarked > 0 {
            let _ = writeln!(
                out,
                "<p class=\"iq-note\">{} lie too deep in others to be marked.</p>",
                Quotes(unmarked)
            );
        }
        if with_key {
            out.push_str(KEY);
        }
    }
    out.push_str("</div>\n");
}

fn row(cast: &Cast<'_>, number: usize, member: &Member<'_>, out: &mut String) {
    // Writing to a string can't fail.
    let _ = write!(
        out,
        "<li class=\"iq-row{} data-s=\"{number}\">\
         <button type=\"button\" class=\"iq-speaker\" aria-pressed=\"false\"><span class=\"iq-n\">{}</span> <bdi>",
        Coloured(number),
        Numbered(number)
    );
    push_label(out, if number == 0 { "no speaker" } else { member.name });
    let _ = write!(
        out,
        "</bdi></button> <span class=\"iq-count\">{}{}, {} of the text</span>\
         <svg class=\"iq-line\" viewBox=\"0 0 {SCALE} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"",
        if member.is_unnamed { "unnamed, " } else { "" },
        Quotes(member.quotes),
        Percent(cast.share(member))
    );
    for (from, to) in cast.places(member) {
        let width = to - from;
        let _ = write!(out, "M{from} 0h{width}v10h-{width}z");
    }
    out.push_str("\"/></svg></li>\n");
}

/// A number of quotes.
pub(crate) struct Quotes(pub(crate) usize);

impl Display for Quotes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, if self.0 == 1 { "quote" } else { "quotes" })
    }
}

/// A part of a whole.
struct Percent(f64);

impl Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 * 100.0).round() {
            percent if percent < 1.0 => f.write_str("under 1 %"),
            percent => write!(f, "{percent:.0} %"),
        }
    }
}
