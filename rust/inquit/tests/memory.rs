//! What tokens and sentences take beyond the text: eight bytes each, and nothing while they are walked.

// To count what is allocated, an allocator has to be one.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

struct Counting;

thread_local! {
    /// Allocations of this thread: tests run side by side.
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: the system's allocator does the work, with what it was asked for.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        // SAFETY: the caller's promises are handed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        // SAFETY: the caller's promises are handed on; `ptr` came from `alloc` above.
        unsafe { System.dealloc(ptr, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How often `run` allocates (a growing vector does each time).
fn allocations<T>(run: impl FnOnce() -> T) -> usize {
    let before = ALLOCATIONS.get();
    std::hint::black_box(run());
    ALLOCATIONS.get() - before
}

/// How often walking what `run` walks allocates, in a process that has done so before: tables of words are made
/// once.
fn allocations_again(run: impl Fn() -> usize) -> usize {
    run();
    allocations(run)
}

/// Prose, and what might make a splitter put something aside: unclosed marks, long runs, lines.
fn texts() -> [String; 4] {
    let prose = "Dr. Lee didn't wait, e.g. for the U.S. team. “Why?” he asked… It cost $3.50 — no. 7!\n\n";
    [prose.repeat(200), "(“".repeat(5_000), "a. \n".repeat(5_000), "e\u{301}".repeat(5_000)]
}

#[test]
fn tokens_allocate_nothing() {
    for text in texts() {
        assert_eq!(allocations_again(|| inquit::tokens(&text).map(|token| token.span().len()).sum()), 0);
    }
}

#[test]
fn sentences_allocate_nothing() {
    for text in texts() {
        assert_eq!(allocations_again(|| inquit::sentences(&text).map(|sentence| sentence.len()).sum()), 0);
    }
}

#[test]
fn vectors_are_used_again() {
    for text in texts() {
        let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
        let mut fill = || {
            inquit::tokenize_into(&text, &mut tokens);
            inquit::sentences_into(&text, &mut sentences);
        };
        assert_ne!(allocations(&mut fill), 0);
        assert_eq!(allocations(&mut fill), 0);
    }
}

#[test]
fn a_token_and_a_sentence_take_eight_bytes() {
    assert_eq!(size_of::<inquit::Token>(), 8);
    assert_eq!(size_of::<inquit::Span>(), 8);
    let sentences: Vec<inquit::Span> = inquit::sentences("It rains. It pours.").collect();
    assert_eq!(size_of_val(sentences.as_slice()), 2 * 8);
}
