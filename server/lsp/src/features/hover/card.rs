//! The card that a hover shows, in Markdown and in plain text.

/// The most lines of a hover, and of a line the most columns.
pub(super) const LINES: usize = 8;
const COLUMNS: usize = 72;

/// What a hover shows: a headline, and lines that each have a mark or name and a text.
pub(super) struct Card {
    headline: String,
    /// What the headline is about, set beside it.
    pub(super) beside: String,
    rows: Vec<(String, String)>,
}

impl Card {
    pub(super) fn new(headline: impl Into<String>) -> Card {
        Card { headline: headline.into(), beside: String::new(), rows: Vec::new() }
    }

    pub(super) fn row(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.rows.push((name.into(), text.into()));
    }

    /// Aligned lines in a fixed-width block: a table would stay raw in half of the editors.
    pub(super) fn markdown(&self) -> String {
        let (headline, beside) = self.first_line();
        let mut out = format!("**{}**", escaped(&headline));
        if !beside.is_empty() {
            out.push_str(&format!(" {}", escaped(&beside)));
        }
        let lines = self.lines();
        if !lines.is_empty() {
            // Nothing in a transcript can close the block: its fence is longer than any run of backticks inside.
            let longest = lines.iter().map(|line| longest_run(line, '`')).max().unwrap_or(0);
            let fence = "`".repeat((longest + 1).max(3));
            out.push_str(&format!("\n\n{fence}text\n{}\n{fence}", lines.join("\n")));
        }
        out
    }

    pub(super) fn plain(&self) -> String {
        let (headline, beside) = self.first_line();
        let first = format!("{headline} {beside}").trim_end().to_owned();
        std::iter::once(first).chain(self.lines()).collect::<Vec<_>>().join("\n")
    }

    /// The headline and what stands beside it, as much of both as a line holds.
    fn first_line(&self) -> (String, String) {
        let headline = clipped(&one_line(&self.headline), COLUMNS);
        let room = COLUMNS.saturating_sub(headline.chars().count() + 1);
        let beside = if room > 0 { clipped(&one_line(&self.beside), room) } else { String::new() };
        (headline, beside)
    }

    /// The rows, aligned; a text too long for its line goes on under itself.
    fn lines(&self) -> Vec<String> {
        let width = self.rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
        let mut lines = Vec::new();
        for (index, (name, text)) in self.rows.iter().enumerate() {
            // What comes after must have a line each.
            let behind = self.rows.len() - index - 1;
            let room = (LINES - 1).saturating_sub(lines.len() + behind).max(1);
            let mut name = name.as_str();
            for part in wrapped(&one_line(text), COLUMNS - width - 2, room) {
                let gap = " ".repeat(width - name.chars().count());
                lines.push(format!("{name}{gap}  {part}").trim_end().to_owned());
                name = "";
            }
        }
        lines.truncate(LINES - 1);
        lines
    }
}

/// A text in lines of so many columns, at most so many of them; the last is cut where it is too long.
fn wrapped(text: &str, columns: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while rest.chars().count() > columns && lines.len() + 1 < most {
        let end = rest.char_indices().nth(columns + 1).map_or(rest.len(), |(end, _)| end);
        let Some(space) = rest[..end].rfind(' ').filter(|space| *space > 0) else { break };
        lines.push(rest[..space].trim_end().to_owned());
        rest = rest[space..].trim_start();
    }
    lines.push(clipped(rest, columns));
    lines
}

/// A line cut at a number of columns.
fn clipped(line: &str, columns: usize) -> String {
    if line.chars().count() <= columns {
        return line.trim_end().to_owned();
    }
    let mut out: String = line.chars().take(columns - 1).collect();
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\u{c}', '\t'], " ")
}

/// Text that Markdown shows as it is: a backslash only before what would else begin something, since some editors
/// (Neovim) show every backslash. Addresses, which many renderers make links of, are broken at their colon, or behind
/// "www"; "$(" begins an icon in VS Code.
fn escaped(text: &str) -> String {
    let line = one_line(text);
    let mut out = String::with_capacity(line.len());
    for (at, character) in line.char_indices() {
        let behind = &line[at + character.len_utf8()..];
        let is_alive = match character {
            '\\' | '`' | '*' | '_' | '~' | '[' | ']' | '<' | '>' | '!' | '@' | '|' => true,
            '&' => is_entity(behind),
            '$' => behind.starts_with('('),
            ':' => behind.starts_with("//"),
            '.' => out.to_ascii_lowercase().ends_with("www"),
            _ => false,
        };
        if is_alive {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Whether what stands behind an ampersand makes an entity of it: "amp;", "#38;". That of "R&D" does not.
fn is_entity(behind: &str) -> bool {
    let name = behind.trim_start_matches(|letter: char| letter == '#' || letter.is_ascii_alphanumeric());
    name.len() < behind.len() && name.starts_with(';')
}

fn longest_run(line: &str, of: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for character in line.chars() {
        run = if character == of { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> Card {
        let mut card = Card::new("$1.5 *million*");
        card.beside = "revenue_total, Q3 FY2031".to_owned();
        card.row("value", "$1,500,000");
        card.row("✓", "a ```fence``` inside");
        card
    }

    #[test]
    fn markdown_is_escaped_and_cannot_be_closed() {
        assert_eq!(
            card().markdown(),
            "**$1.5 \\*million\\*** revenue\\_total, Q3 FY2031\n\n\
             ````text\nvalue  $1,500,000\n✓      a ```fence``` inside\n````"
        );
    }

    #[test]
    fn what_markdown_leaves_alone_has_no_backslash() {
        for plain in ["$22.4 million", "bookings (cloud), Q3 FY2031", "-15% R&D + SG&A, at 3:1", "AT&T #1; {a} = b^2"] {
            assert_eq!(escaped(plain), plain);
        }
        for (alive, expected) in [
            ("a &amp; b &#38; c", "a \\&amp; b \\&#38; c"),
            ("$(zap) ![x](y)", "\\$(zap) \\!\\[x\\](y)"),
            ("`a` ~b~ c|d \\", "\\`a\\` \\~b\\~ c\\|d \\\\"),
        ] {
            assert_eq!(escaped(alive), expected);
        }
    }

    #[test]
    fn addresses_are_no_links() {
        assert_eq!(escaped("https://a.example"), "https\\://a.example");
        assert_eq!(escaped("WWW.a.example, a@b.example"), "WWW\\.a.example, a\\@b.example");
    }

    #[test]
    fn plain_text_is_aligned() {
        let expected = "$1.5 *million* revenue_total, Q3 FY2031\nvalue  $1,500,000\n✓      a ```fence``` inside";
        assert_eq!(card().plain(), expected);
    }

    #[test]
    fn the_first_line_has_seventy_two_columns_in_markdown_too() {
        // What is escaped takes no more room where it is shown.
        for (headline, beside, expected) in [
            ("x".repeat(100), String::new(), format!("**{}…**", "x".repeat(71))),
            ("*".repeat(70), "profit".to_owned(), format!("**{}** …", "\\*".repeat(70))),
            ("*".repeat(71), "profit".to_owned(), format!("**{}**", "\\*".repeat(71))),
            ("$5".to_owned(), "ab ".repeat(40), format!("**$5** {}…", "ab ".repeat(23).trim_end())),
        ] {
            let mut card = Card::new(headline);
            card.beside = beside;
            assert_eq!(card.markdown(), expected);
            let line = card.plain();
            assert!(line.lines().count() == 1 && line.chars().count() <= COLUMNS, "{line}");
        }
    }

    #[test]
    fn long_texts_go_on_under_themselves() {
        assert_eq!(wrapped("one two three four", 8, 3), ["one two", "three", "four"]);
        assert_eq!(wrapped("one two three four", 8, 2), ["one two", "three f…"]);
        assert_eq!(wrapped("abcdefghijk", 5, 3), ["abcd…"]);
        assert_eq!(wrapped("", 5, 3), [""]);
    }

    #[test]
    fn a_hover_has_eight_lines_of_seventy_two_columns() {
        let mut card = Card::new("x".repeat(100));
        for index in 0..20 {
            card.row(format!("row {index}"), "word ".repeat(30));
        }
        let plain = card.plain();
        assert_eq!(plain.lines().count(), LINES);
        assert!(plain.lines().all(|line| line.chars().count() <= COLUMNS));
    }
}
