//! Text for the benchmarks.
