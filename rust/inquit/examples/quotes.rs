//! Prints who said what in a file, or in what it reads from standard input.
//!
//! `cargo run --example quotes FILE`
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::{fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    let text = match std::env::args().nth(1) {
        Some(path) => fs::read_to_string(path)?,
        None => io::read_to_string(io::stdin())?,
    };
    let document = inquit::analyze(text);
    for speaker in document.speakers() {
        println!("{}", speaker.name());
        for quote in speaker.quotes() {
            println!("    {:.2}  {}", quote.confidence(), quote.text());
        }
    }
    Ok(())
}
