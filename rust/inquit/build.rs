//! Says whether the compiler knows AVX-512 (`cfg(avx512)`): that of 1.89 is the first.

use std::env;
use std::process::Command;

const FIRST: u32 = 89;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-check-cfg=cfg(avx512)");
    let x86_64 = env::var_os("CARGO_CFG_TARGET_ARCH").is_some_and(|arch| arch == "x86_64");
    if x86_64 && minor_version().is_some_and(|minor| minor >= FIRST) {
        println!("cargo:rustc-cfg=avx512");
    }
}

/// The second number of the compiler's version: 95 of `rustc 1.95.0 (…)`.
fn minor_version() -> Option<u32> {
    let compiler = Command::new(env::var_os("RUSTC")?).arg("--version").output().ok()?;
    String::from_utf8(compiler.stdout).ok()?.split('.').nth(1)?.parse().ok()
}
