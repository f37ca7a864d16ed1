//! `inquit` for JavaScript: what the npm package `inquit` (`npm/`) calls in WebAssembly.
//!
//! Little crosses the border: a text and options as JSON go in, what was found comes out as JSON, its view as HTML. So
//! the border is a handful of functions whose arguments are numbers (`border.rs`), and the JavaScript on the other side
//! is written by hand: `wasm-bindgen` would bring a command that takes minutes to build and must be of its very version,
//! to write just this.

mod analyzers;
mod answer;
mod border;
mod options;
