//! Any text, read by rule and by a model: nothing panics, and what holds of every document holds.
#![no_main]

mod invariants;

use std::sync::LazyLock;

use inquit::{Analyzer, Model, SentenceReader, Span, Splitter};
use libfuzzer_sys::fuzz_target;

/// By rule in a language that is told by the text, by rule in English, and with a model.
static ANALYZERS: LazyLock<[Analyzer; 3]> = LazyLock::new(|| {
    let english = || Analyzer::builder().language("eng");
    let builders = [Analyzer::builder().model(None), english().model(None), english().model(Model::fast())];
    builders.map(|builder| builder.build().expect("options that are right"))
});

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for analyzer in &*ANALYZERS {
        let document = analyzer.analyze(&*text);
        assert_eq!(document.text(), text);
        invariants::assert_holds(&document);
        let tokens = document.raw_tokens();
        assert!(tokens.iter().copied().eq(inquit::tokens(&text)), "words alone are others");
    }
    let splitter = Splitter::new();
    let whole: Vec<Span> = splitter.split(&text).collect();
    let read = SentenceReader::new(&splitter, text.as_bytes()).map(|sentence| {
        let sentence = sentence.expect("UTF-8");
        let start = sentence.offset() as usize;
        Span::new(start, start + sentence.text().len())
    });
    assert_eq!(read.collect::<Vec<_>>(), whole, "sentences of a stream are others");
});
