//! What tokens and sentences take beyond the text: eight bytes each, and nothing while they are walked; and what the analysis of a
//! long text takes at most.

// To count what is allocated, an allocator has to be one; a failed test says where.
#![allow(unsafe_code, clippy::unwrap_used)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

struct Counting;

thread_local! {
    /// Allocations of this thread: tests run side by side.
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
    /// Bytes of this thread that are in use, and that were at most.
    static LIVE: Cell<usize> = const { Cell::new(0) };
    static MOST: Cell<usize> = const { Cell::new(0) };
}

/// Notes that so many bytes are in use instead of others. What a thread leaves to another can be freed there.
fn note(freed: usize, taken: usize) {
    LIVE.with(|live| {
        live.set((live.get() + taken).saturating_sub(freed));
        MOST.with(|most| most.set(most.get().max(live.get())));
    });
}

// SAFETY: the system's allocator does the work, with what it was asked for.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        note(0, layout.size());
        // SAFETY: the caller's promises are handed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        note(layout.size(), 0);
        // SAFETY: the caller's promises are handed on; `ptr` came from `alloc` above.
        unsafe { System.dealloc(ptr, layout) }
    }

    // Large blocks grow where they are, or their pages are moved.
    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        note(layout.size(), size);
        // SAFETY: the caller's promises are handed on; `ptr` came from `alloc` above.
        unsafe { System.realloc(ptr, layout, size) }
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

/// Texts of some bytes, of each kind that something has much to keep of.
fn long_texts(bytes: usize) -> Vec<(&'static str, String)> {
    let prose = "The roof of the old mill had leaked since the spring, and nobody in the village knew whom to ask. \
        Ann Lee, the mayor, said on Monday that the council would pay for half of it. “It won’t take a year,” she told \
        the Courier. Tom Ray, who owns the field behind it, doubted that the walls would bear a new one.\n\n";
    let names = "Ann Lee, Tom Ray, Ilse Marsh, Peter Vane, Rosa Quill and Hugh Finch met. ";
    let dialogue = "“Lamp and roof and road,” said Ann Lee. “Boat and field.”\n\n“Mill and river?”\n\n";
    let emphasis = prose.replace("old mill", "*old* mill");
    let kinds = [
        ("prose", prose),
        ("emphasis", &emphasis),
        ("marks", "\""),
        ("curly marks", "“”"),
        ("short words", "a "),
        ("newlines", "\n"),
        ("names", names),
        ("dialogue", dialogue),
        ("dense dialogue", "“No,” he said.\n\n“Yes.”\n\n"),
        ("terse dialogue", "“No.”\n\n"),
        ("one name", "Ann Lee "),
        ("digits", "7 "),
        ("numbers", "480315926 "),
        ("one token", "x"),
    ];
    kinds.into_iter().map(|(name, text)| (name, text.repeat(bytes.div_ceil(text.len())))).collect()
}

/// Bytes that analysis takes at most for each byte of a text, the text itself not counted.
fn most_bytes(analyzer: &inquit::Analyzer, text: String, constant: usize) -> f64 {
    let (live, length) = (LIVE.get(), text.len());
    MOST.set(live);
    std::hint::black_box(analyzer.analyze(text));
    (MOST.get() - live).saturating_sub(constant) as f64 / length as f64
}

/// Holds analysis to so many bytes a byte of each kind of text, beside those that it takes of any text.
fn hold(model: Option<inquit::Model>, bytes: usize, constant: usize, most: impl Fn(&str) -> f64) {
    let analyzer = inquit::Analyzer::builder().model(model).language("eng").build().unwrap();
    // Lists are made once.
    drop(analyzer.analyze("“It rains,” said Ann Lee."));
    let taken = long_texts(bytes).into_iter();
    let taken: Vec<_> = taken.map(|(kind, text)| (kind, most_bytes(&analyzer, text, constant))).collect();
    assert!(taken.iter().all(|&(kind, taken)| taken <= most(kind)), "bytes a byte: {taken:.2?}");
}

#[test]
fn a_long_text_takes_few_bytes_a_byte_by_rules() {
    hold(None, 2_000_000, 0, |kind| match kind {
        // Each mark is a token of ten bytes.
        "marks" => 11.0,
        // The document keeps 56 bytes of each quote, 12 of each paragraph and 8 of each sentence and each token.
        "dialogue" => 8.0,
        "dense dialogue" => 15.0,
        "terse dialogue" => 18.5,
        // The document keeps sixteen bytes of each mention.
        "names" => 6.6,
        _ => 6.0,
    });
}

#[test]
#[cfg(feature = "fast")]
fn a_long_text_takes_thirty_bytes_a_byte_with_a_model() {
    // The windows that are kept, and what a window is read with.
    const WINDOWS: usize = 4 << 20;
    hold(Some(inquit::Model::fast()), 500_000, WINDOWS, |_| 30.0);
}
