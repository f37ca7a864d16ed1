//! A page of HTML with an article in it.
//!
//! Which part of the page is the article decides `legible`, as the reader view of a browser does. What it leaves is
//! HTML, too; here it becomes the text that a person reads: a blank line between blocks, white space as a browser
//! shows it. The title comes first.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::batch::{Id, Source, not_utf8};
use crate::problem::Problem;

/// How deep elements may lie in each other, as in browsers. `legible` takes time by the square of it.
const DEEPEST: usize = 512;

/// The document that a page is.
pub(super) fn document(file: &str, bytes: &[u8]) -> Result<Source, Problem> {
    let html = std::str::from_utf8(bytes).map_err(|error| Problem::text(file, not_utf8(&error, bytes)))?;
    if Depth::of(html) > DEEPEST {
        let what = format!("no article found in it: its elements lie more than {DEEPEST} deep in each other");
        return Err(Problem::text(file, what));
    }
    // No page shall end the run, whatever is in it.
    let found = catch_unwind(AssertUnwindSafe(|| legible::parse(html, None, None)));
    let article = match found {
        Ok(Ok(article)) => article,
        Ok(Err(error)) => return Err(Problem::text(file, format!("no article found in it: {error}"))),
        Err(_) => return Err(Problem::text(file, "no article found in it: the page is damaged")),
    };
    let (title, body) = (collapsed(&article.title), text(&article.content));
    let text = if title.is_empty() || body.starts_with(&title) { body } else { format!("{title}\n\n{body}") };
    if text.is_empty() {
        return Err(Problem::text(file, "no article found in it"));
    }
    Ok(Source { id: Id::Name(file.to_owned()), text, extracted: true })
}

/// Text with every run of white space as one space, as a browser shows it.
fn collapsed(text: &str) -> String {
    text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What is white space to HTML; a no-break space isn't.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// The text of HTML as it is read.
fn text(html: &str) -> String {
    tokenized(html, Reader::default()).0.into_inner().out
}

/// Gives a sink the tokens of HTML.
fn tokenized<S: TokenSink>(html: &str, sink: S) -> S {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink
}

/// How deep elements lie in each other, now and at most; a little too much where tags are left out.
#[derive(Default)]
struct Depth {
    now: Cell<usize>,
    most: Cell<usize>,
}

impl Depth {
    fn of(html: &str) -> usize {
        tokenized(html, Self::default()).most.get()
    }
}

impl TokenSink for Depth {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
        match (&*tag.name, tag.kind) {
            // What they hold is no markup.
            ("script", TagKind::StartTag) => return TokenSinkResult::RawData(RawKind::ScriptData),
            ("style", TagKind::StartTag) => return TokenSinkResult::RawData(RawKind::Rawtext),
            ("title" | "textarea", TagKind::StartTag) => return TokenSinkResult::RawData(RawKind::Rcdata),
            ("script" | "style" | "title" | "textarea", TagKind::EndTag) => {}
            // What has no end, or ends where the next one starts.
            (
                "a" | "area" | "base" | "body" | "br" | "button" | "col" | "dd" | "dt" | "embed" | "head"
                | "hr" | "html" | "img" | "input" | "li" | "link" | "meta" | "option" | "p" | "param" | "rp"
                | "rt" | "source" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" | "track" | "wbr",
                _,
            ) => {}
            (_, TagKind::StartTag) if tag.self_closing => {}
            (_, TagKind::StartTag) => {
                self.now.set(self.now.get() + 1);
                self.most.set(self.most.get().max(self.now.get()));
            }
            (_, TagKind::EndTag) => self.now.set(self.now.get().saturating_sub(1)),
        }
        TokenSinkResult::Continue
    }
}

/// Takes the text out of what a tokenizer finds.
#[derive(Default)]
struct Reader(RefCell<Page>);

#[derive(Default)]
struct Page {
    out: String,
    /// What stands between the text so far and the next.
    gap: Gap,
    /// How many elements are open whose white space counts.
    verbatim: usize,
}

/// In the order of what outdoes what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Block,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => page.text(&text),
            Token::TagToken(tag) => page.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' if self.verbatim > 0 => self.widen(Gap::Line),
                c if is_space(c) => self.widen(Gap::Space),
                c => self.push(c),
            }
        }
    }

    fn push(&mut self, c: char) {
        if !self.out.is_empty() {
            self.out.push_str(match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Block => "\n\n",
            });
        }
        self.gap = Gap::None;
        self.out.push(c);
    }

    fn widen(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    fn tag(&mut self, tag: &Tag) {
        let opens = tag.kind == TagKind::StartTag;
        match &*tag.name {
            "br" => self.widen(if self.gap == Gap::Line { Gap::Block } else { Gap::Line }),
            // A browser writes the marks.
            "q" => self.push(if opens { '“' } else { '”' }),
            "pre" => {
                self.widen(Gap::Block);
                self.verbatim = if opens { self.verbatim + 1 } else { self.verbatim.saturating_sub(1) };
            }
            "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "dd" | "details"
            | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1"
            | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hr" | "li" | "main" | "nav" | "ol" | "p"
            | "section" | "summary" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" | "ul" => {
                self.widen(Gap::Block);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{document, text};

    #[test]
    fn text_is_as_a_person_reads_it() {
        let html = "<div> <h2>A  title</h2>\n<p>One <b>wo</b>rd,\n<i>two</i><br>lines&amp;&nbsp;.</p><p></p>\n\
                    <p><q>Yes</q>, she said.</p><pre>a\n  b</pre><ul><li>x<li>y</ul></div>";
        let want = "A title\n\nOne word, two\nlines&\u{a0}.\n\n“Yes”, she said.\n\na\nb\n\nx\n\ny";
        assert_eq!(text(html), want);
    }

    /// A page with all that surrounds an article.
    fn page(article: &str) -> String {
        format!(
            "<!DOCTYPE html><html><head><title>Bridge opens | The Daily</title>\
             <meta property=\"og:title\" content=\"Bridge opens\"><script>var a = \"<p>no\";</script></head>\
             <body><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/news\">News</a></li></ul></nav>\
             <article><h1>Bridge opens</h1>{article}</article>\
             <footer><p>Copyright, <a href=\"/terms\">terms</a>, <a href=\"/cookies\">cookies</a></p></footer>\
             </body></html>"
        )
    }

    #[test]
    fn the_article_is_found_among_the_rest() {
        let body = "<p>The bridge over the river was opened by the mayor on Monday, a year late.</p>\
                    <p>“It is late, but it stands,” Ann Lee said, “and it will stand for a hundred years.”</p>\
                    <p>Tom Ray, who had planned the piers, told reporters that the work had cost too much.</p>";
        let source = document("a.html", page(body).as_bytes()).unwrap();
        assert!(source.extracted);
        let paragraphs: Vec<_> = source.text.split("\n\n").collect();
        assert_eq!(paragraphs.len(), 4, "{:?}", source.text);
        assert_eq!(paragraphs[0], "Bridge opens");
        assert!(paragraphs[2].starts_with("“It is late, but it stands,” Ann Lee said"));
    }

    #[test]
    fn what_has_no_article_is_said() {
        for html in ["", "   ", "<html></html>", "<p></p>"] {
            let problem = document("a.html", html.as_bytes()).err().unwrap().to_string();
            assert!(problem.starts_with("inquit: a.html: no article found in it"), "{problem}");
        }
        let problem = document("a.html", b"<p>\xe9t\xe9</p>").err().unwrap().to_string();
        assert!(problem.starts_with("inquit: a.html: not UTF-8: byte 0xe9 at offset 3; "), "{problem}");
    }

    #[test]
    fn hostile_pages_are_read_to_the_end() {
        let deep = "<div>".repeat(100_000) + "It stands, said the mayor, and it will.";
        let problem = document("a.html", deep.as_bytes()).err().unwrap().to_string();
        assert!(problem.ends_with("its elements lie more than 512 deep in each other"), "{problem}");
        let just = "<div>".repeat(500) + "It stands, said the mayor, and it will." + &"</div>".repeat(500);
        let wide = page(&"<p>“It stands,” she said, and went on with it.<br><br>".repeat(5_000));
        let torn = page("<p>It <b<<i>stands</p <table><tr><q>yes &#0;&#x1F468; &notit; <!-- never closed");
        let script = page("<script>\"<div>\"</script><p>It stands.").replace("<div>", &"<div>".repeat(600));
        assert!(super::Depth::of(&script) < 10, "what a script holds is no markup");
        for html in [just, wide, torn, script] {
            // It may find no article; it ends.
            let _ = document("a.html", html.as_bytes());
        }
    }
}
