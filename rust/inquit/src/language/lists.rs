//! The form of the word lists: one entry a line, its forms apart by white space, `#` to the line's end
//! a comment.

/// The entries of a list, each as its forms.
pub(crate) fn entries(list: &'static str) -> impl Iterator<Item = std::str::SplitWhitespace<'static>> {
    list.lines()
        .map(|line| line.split_once('#').map_or(line, |(entry, _)| entry).trim())
        .filter(|entry| !entry.is_empty())
        .map(str::split_whitespace)
}
