//! Sentences and words alone: the stages work without the rest.
//!
//! `cargo run --example words`
#![allow(clippy::print_stdout)]

fn main() {
    let text = "Dr. Lind didn't wait. The ferry left at 5 p.m. sharp!";
    for sentence in inquit::sentences(text) {
        let words = inquit::tokens(sentence.of(text)).map(|token| token.span().of(sentence.of(text)));
        println!("{}", words.collect::<Vec<_>>().join(" | "));
    }
}
