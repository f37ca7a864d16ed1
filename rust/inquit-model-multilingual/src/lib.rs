#![doc = include_str!("../README.md")]
#![no_std]

/// The file of the model.
pub static MODEL: &[u8] = include_bytes!("../multilingual.inqm");
