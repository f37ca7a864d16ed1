//! Tells the analyzer who is who, and which verbs report in the texts at hand.
//!
//! `cargo run --example known_people`
#![allow(clippy::print_stdout)]

use inquit::{Analyzer, Gender, Person};

fn main() -> Result<(), inquit::Error> {
    let analyzer = Analyzer::builder()
        .language("eng")
        .person(Person::new("Ewa Lind").alias("the Admiral").gender(Gender::Female))
        .cue_verb("livestream")
        .build()?;
    let document =
        analyzer.analyze("The Admiral livestreamed that the ferry was late. “Blame the fog,” she said.");
    for quote in document.quotes() {
        let speaker = quote.speaker().map_or("nobody known", |speaker| speaker.name());
        println!("{speaker}: {} ({:?})", quote.text(), quote.kind());
    }
    Ok(())
}
