//! Prints who said what in a file, or in the example article.
//!
//! `cargo run --example quotes -- FILE`
#![allow(clippy::print_stdout)]

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/article.txt");
    let path = std::env::args().nth(1).unwrap_or_else(|| default.to_owned());
    let document = inquit::analyze(std::fs::read_to_string(path)?);
    for speaker in document.speakers() {
        println!("{}", speaker.name());
        for quote in speaker.quotes() {
            println!("    {:.2}  {}", quote.confidence(), quote.text());
        }
    }
    Ok(())
}
