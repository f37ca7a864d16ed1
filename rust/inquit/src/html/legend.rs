//! Who speaks: number, colour, and how many quotes.

use std::fmt::Write;

use super::escape::escape;
use crate::document::{Document, Speaker};

/// The speakers that have quotes, numbered from 1 by their first quote.
pub(super) struct Legend<'d> {
    /// With how many quotes, in order of number.
    speakers: Vec<(Speaker<'d>, usize)>,
    /// The place in `speakers` of each of the document's speakers.
    places: Vec<Option<usize>>,
    /// How many quotes have no speaker.
    unknown: usize,
}

impl<'d> Legend<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let places = vec![None; document.speakers().len()];
        let mut legend = Self { speakers: Vec::new(), places, unknown: 0 };
        for quote in document.quotes() {
            match quote.speaker() {
                Some(speaker) => legend.count(speaker),
                None => legend.unknown += 1,
            }
        }
        legend
    }

    fn count(&mut self, speaker: Speaker<'d>) {
        let Some(place) = self.places.get_mut(speaker.id()) else { return };
        let place = *place.get_or_insert(self.speakers.len());
        match self.speakers.get_mut(place) {
            Some((_, quotes)) => *quotes += 1,
            None => self.speakers.push((speaker, 1)),
        }
    }

    /// The number of a speaker.
    pub(super) fn number(&self, speaker: Speaker<'_>) -> Option<usize> {
        self.places.get(speaker.id()).copied().flatten().map(|place| place + 1)
    }

    /// Writes the list.
    pub(super) fn write(&self, out: &mut String) {
        out.push_str("<ul class=\"speakers\">\n");
        for (number, (speaker, quotes)) in (1..).zip(&self.speakers) {
            let (hue, name) = (hue(number), escape(speaker.name()));
            let _ = writeln!(
                out,
                "<li><mark style=\"--hue:{hue}\" data-speaker=\"{number}\"><bdi>{name}</bdi></mark> {}</li>",
                Counted(*quotes)
            );
        }
        if self.unknown > 0 {
            let _ =
                writeln!(out, "<li><mark class=\"unknown\">no speaker</mark> {}</li>", Counted(self.unknown));
        }
        out.push_str(if self.speakers.is_empty() && self.unknown == 0 {
            "<li>no quotes</li>\n"
        } else {
            KEY
        });
        out.push_str("</ul>\n");
    }
}

/// What the frames mean.
const KEY: &str = "<li class=\"key\"><mark class=\"direct unknown\">direct</mark> \
<mark class=\"indirect unknown\">indirect</mark> <mark class=\"mixed unknown\">mixed</mark></li>\n";

/// A number of quotes.
struct Counted(usize);

impl std::fmt::Display for Counted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.0, if self.0 == 1 { "quote" } else { "quotes" })
    }
}

/// The colour of the speaker with a number, in degrees of the colour circle. Steps of the golden angle
/// keep any number of neighbours apart.
pub(super) fn hue(number: usize) -> usize {
    number.wrapping_mul(137).wrapping_add(75) % 360
}
