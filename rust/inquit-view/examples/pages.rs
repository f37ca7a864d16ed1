//! Writes the pages that the tests in a browser look at: `pages DIRECTORY`.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use inquit::{Analyzer, Document, Person};
use inquit_view::{embedded, page};

const ARTICLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/article.txt");

/// Short documents that share speakers.
const MANY: [(&str, &str); 6] = [
    (
        "rain.txt",
        "Rain in Leeds\n\n“It rains,” said Ann Lee. “It always does.” Tom Ray said that it would stop.",
    ),
    ("bridge.txt", "A Bridge\n\nMayor Ann Lee opened the bridge. She called it “a promise with interest.”"),
    (
        "reports/2031/spring/the-harbour-board-of-sarnholm.txt",
        "The Harbour\n\nAccording to Bo Hill, the café pays.",
    ),
    ("silence.txt", "Nothing was said that day."),
    (
        "ferry.txt",
        "The Ferry\n\n“Never,” said Bo Hill. “Perhaps,” said Ann Lee. “Nobody asked me,” Tom Ray said.",
    ),
    ("numbers.txt", "Numbers\n\nThe board said 18 percent was enough. Tom Ray wrote that it was not."),
];

/// Arabic, Hebrew, and English in one: what is quoted, and who says it in English.
const TURNED: &str = "جسر فوق المضيق\n\nقالت الوزيرة: «سنبني الجسر قبل عام 2038، ولن ننتظر».\n\n\
    “Use it,” said Ann Lee.\n\nשר התחבורה אמר: “הגשר ייפתח במאי 2031”.\n\n\
    «لا أحد يعرف» (Ann Lee) قال «نعم».";

/// What must stay text.
const HOSTILE: &str = "<script>window.hacked = 1</script> A Title\n\n\
    “<img src=x onerror=\"window.hacked = 2\">,” said the Admiral. </p></div></main><script>window.hacked = 3</script>\n\n\
    “It rains\u{202e}, desrever,” said Ann Lee.\n\nNobody \u{2067}turned\u{2066} this.\n\n\
    <svg onload=\"window.hacked = 4\"><style>* { display: none }</style> javascript:window.hacked=5\n\n\
    {{constructor.constructor('window.hacked = 6')()}} ${window.hacked = 7} --> ]]> &lt;b&gt; \0 \u{1b}[31m";

fn main() -> io::Result<()> {
    let directory = env::args_os().nth(1).map_or_else(|| PathBuf::from("pages"), PathBuf::from);
    fs::create_dir_all(&directory)?;
    let analyzer = Analyzer::default();
    let write = |name: &str, html: String| fs::write(directory.join(name), html);
    let one = |id: &str, text: &str| page([(id, &analyzer.analyze(text))]);

    let article = fs::read_to_string(Path::new(ARTICLE))?;
    write("article.html", one("article.txt", &article))?;
    write("quiet.html", one("silence.txt", "Nothing was said that day."))?;
    write("turned.html", one("turned.txt", TURNED))?;

    let many: Vec<(&str, Document)> = MANY.iter().map(|(id, text)| (*id, analyzer.analyze(*text))).collect();
    write("many.html", page(many.iter().map(|(id, document)| (*id, document))))?;

    let name = "<img src=x onerror=\"window.hacked=8\">\u{202e}";
    let known = Analyzer::builder()
        .person(Person::new(name).alias("the Admiral"))
        .build()
        .map_err(io::Error::other)?;
    let document = known.analyze(HOSTILE);
    let id = "\"><script>window.hacked = 9</script>\u{202e}";
    write("hostile.html", page([(id, &document), ("b", &document)]))?;

    write("big.html", one("big.txt", &big("\n\n")))?;
    write("line.html", one("line.txt", &big(" ")))?;
    write("output-1.html", embedded(&analyzer.analyze(MANY[0].1)))?;
    write("output-2.html", embedded(&document))
}

/// Five megabytes with 5,000 quotes.
fn big(between: &str) -> String {
    const NAMES: [&str; 7] =
        ["Ann Lee", "Tom Ray", "Bo Hill", "Ewa Lind", "Ida Moss", "Jon Ferro", "Kai Brandt"];
    let filler = "The ferry left in the rain, and nobody on the quay looked up from the water. ".repeat(12);
    let mut text = String::new();
    for (number, name) in (0..5000).zip(NAMES.iter().cycle()) {
        // Writing to a string can't fail.
        let _ = write!(text, "“This is number {number},” said {name}. {filler}{between}");
    }
    text
}
