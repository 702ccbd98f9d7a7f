//! What a source has put around lines that are no words of theirs, taken away: the tags of a page, the numbers that a court
//! reporter gives to lines, the escaped line ends of JSON.

use crate::unfolded::Cut;

/// Tags that begin or end a line.
const BLOCKS: [&str; 14] =
    ["p", "br", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "section", "article"];

/// Tags within a line.
const INLINE: [&str; 10] = ["strong", "b", "em", "i", "u", "span", "a", "td", "sup", "font"];

/// Characters that a page with tags spells out.
const SPELT: [(&str, &str); 6] =
    [("&amp;", "&"), ("&nbsp;", " "), ("&quot;", "\""), ("&#39;", "'"), ("&rsquo;", "’"), ("&ndash;", "–")];

/// No tag is longer, with what stands in it.
const LONGEST_TAG: usize = 300;

/// So many ends of paragraphs or lines show that a text is a page with tags.
const FEWEST_BLOCKS: usize = 3;

/// Whether a line may be one of a page with tags, may be counted, or holds escaped line ends.
pub(crate) fn may_be(line: &str) -> bool {
    counted(line).is_some_and(|(_, number)| number == 1)
        || is_json(line) && holds_escaped_ends(line)
        || holds_block(line)
}

/// Whether a tag closes a paragraph or breaks a line.
fn holds_block(line: &str) -> bool {
    memchr::memchr_iter(b'<', line.as_bytes()).any(|at| {
        line.get(at..)
            .is_some_and(|rest| ["</p", "</P", "<br", "<BR", "</div", "</li"].iter().any(|it| rest.starts_with(it)))
    })
}

fn is_json(line: &str) -> bool {
    line.trim_start().starts_with(['{', '[', '"'])
}

fn holds_escaped_ends(line: &str) -> bool {
    memchr::memmem::find_iter(line.as_bytes(), br"\n").nth(2).is_some()
}

/// What has to be taken away from lines, each with where it begins.
pub(crate) fn cuts<'t>(text: &'t str, lines: impl Iterator<Item = (usize, &'t str)> + Clone) -> Vec<Cut> {
    let mut cuts = tags(text);
    for (offset, line) in lines.clone().filter(|(_, line)| is_json(line) && holds_escaped_ends(line)) {
        let ends = memchr::memmem::find_iter(line.as_bytes(), br"\n");
        cuts.extend(ends.map(|at| Cut { start: offset + at, end: offset + at + 2, with: "\n" }));
    }
    cuts.extend(numbers(lines));
    cuts
}

/// The tags of a page.
fn tags(text: &str) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut blocks = 0;
    for start in memchr::memchr_iter(b'<', text.as_bytes()) {
        let window = text.as_bytes().get(start..text.len().min(start + LONGEST_TAG)).unwrap_or_default();
        let Some(end) = memchr::memchr(b'>', window) else { continue };
        let inner = text.get(start + 1..start + end).unwrap_or_default();
        let name = inner.trim_start_matches('/');
        let name = name.split([' ', '/', '\n', '\t', '\r']).next().unwrap_or_default();
        let is = |tags: &[&str]| tags.iter().any(|tag| tag.eq_ignore_ascii_case(name));
        let block = is(&BLOCKS);
        if block || is(&INLINE) {
            blocks += usize::from(block);
            // A line ends once where a paragraph does.
            let opens = text.as_bytes().get(start.wrapping_sub(1)).is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
            let closes = text.as_bytes().get(start + end + 1).is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
            cuts.push(Cut { start, end: start + end + 1, with: if block && !opens && !closes { "\n" } else { "" } });
        }
    }
    if blocks < FEWEST_BLOCKS {
        return Vec::new();
    }
    cuts.extend(memchr::memchr_iter(b'&', text.as_bytes()).filter_map(|start| {
        let rest = text.get(start..)?;
        let (spelt, with) = SPELT.iter().find(|(spelt, _)| rest.starts_with(spelt))?;
        Some(Cut { start, end: start + spelt.len(), with })
    }));
    cuts
}

/// The numbers of lines that are counted, page by page, from one on.
fn numbers<'t>(lines: impl Iterator<Item = (usize, &'t str)>) -> Vec<Cut> {
    const FEWEST: usize = 12;
    let mut cuts = Vec::new();
    let (mut others, mut last) = (0, 0);
    for (offset, line) in lines {
        let line = line.trim_end();
        match counted(line).filter(|(_, number)| *number == 1 || *number == last + 1) {
            Some((end, number)) => {
                last = number;
                // The end of a page stays.
                let start = offset + line.len() - line.trim_start_matches('\x0c').len();
                cuts.push(Cut { start, end: offset + end, with: "" });
            }
            None => others += usize::from(!line.is_empty()),
        }
    }
    if cuts.len() >= FEWEST && cuts.len() > 2 * others { cuts } else { Vec::new() }
}

/// The number before the words of a line, and where the words begin: "  12   we saw growth". A list of points has a full stop
/// behind its numbers.
fn counted(line: &str) -> Option<(usize, u32)> {
    let bare = line.trim_start_matches([' ', '\t', '\x0c']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let behind = bare.get(digits..)?;
    if !behind.is_empty() && !behind.starts_with([' ', '\t']) {
        return None;
    }
    let number = bare.get(..digits)?.parse().ok()?;
    Some((line.len() - behind.trim_start_matches([' ', '\t']).len(), number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unfold::lines_of;
    use crate::unfolded::Unfolded;

    fn bared(text: &str) -> String {
        Unfolded::without(text, cuts(text, lines_of(text))).text
    }

    #[test]
    fn tags_numbers_and_escapes_are_taken_away() {
        let page = "<p><b>Ann Lee</b></p><p>Yes &amp; no.<br/>So</p>\n<p>1 < 2, <unk> said</p>\n";
        assert_eq!(bared(page), "Ann Lee\n\nYes & no.\nSo\n1 < 2, <unk> said\n");
        let counted: String = (1..=25).map(|number| format!("{number:2}   the words\n")).collect();
        assert_eq!(bared(&counted), "the words\n".repeat(25));
        let escaped = r#"{"content":"Operator: Hello.\nAnn Lee: Yes.\nOperator: Bye.\n"}"#;
        assert_eq!(bared(escaped).lines().count(), 4);
    }

    #[test]
    fn figures_lists_and_lone_tags_stay() {
        let points: String = (1..=25).map(|number| format!("{number}. the point\n")).collect();
        let figures = "12 million of them\nwere sold\n13 million of them\nwere not\n".repeat(10);
        for text in [points.as_str(), figures.as_str(), "a <b> c\n<p>one</p>\n", "C:\\new\\next\\n\n"] {
            assert_eq!(bared(text), text);
        }
    }
}
