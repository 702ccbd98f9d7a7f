//! What stands beside a name, taken apart: title and firm, in either order.

use crate::call::Role;
use crate::label::{is_capitalised, role_of, words};
use crate::tables::{ANALYST, EXECUTIVE, FIRM, IR_TITLE, JOINED, TITLE_WORD};

/// Title and firm of what stands beside a name: "Acme Corp - Senior VP & CFO", "CFO, Acme Corp", "Big Bank -- Analyst".
pub(crate) fn title_and_firm(rest: &str) -> (Option<&str>, Option<&str>) {
    let rest = rest.trim().trim_matches(['(', ')', ';']).trim();
    if rest.is_empty() {
        return (None, None);
    }
    let cut = [" -- ", "--", " – ", " — ", "–", "—", " - ", "- "]
        .iter()
        .filter_map(|separator| rest.rfind(separator).map(|at| (at, separator.len())))
        .max_by_key(|(at, len)| (at + len, *len));
    if let Some((at, len)) = cut {
        let (one, other) = (rest.get(..at).unwrap_or_default().trim(), rest.get(at + len..).unwrap_or_default().trim());
        if is_title_word(other) {
            // "Acme Corp - VP - Corporate Communications, IR"
            let rank = [" - ", " – ", " — "].iter().filter_map(|separator| one.rsplit_once(separator)).next();
            if let Some((firm, rank)) = rank.filter(|(firm, rank)| is_title_word(rank) && !is_title_word(firm)) {
                let title = rest.get(rank.as_ptr() as usize - rest.as_ptr() as usize..);
                return (title, Some(firm.trim()));
            }
            return (Some(other), Some(one).filter(|one| !one.is_empty()));
        }
        if is_title_word(one) {
            return (Some(one), Some(other).filter(|other| !other.is_empty()));
        }
    }
    if let Some((firm, title)) = glued_title(rest) {
        return (Some(title), Some(firm));
    }
    if !is_title_word(rest) {
        return (None, Some(rest));
    }
    // "Acme, Investor Relations": a firm before the title.
    if let Some((firm, title)) = rest.split_once(", ")
        && !words(firm).any(|word| EXECUTIVE.has(word))
        && !words(firm).any(|word| TITLE_WORD.has(word))
        && is_title_word(title)
    {
        return (Some(title), Some(firm));
    }
    // "Chief Financial Officer, Acme Corp": the part behind the last comma that holds no word of titles is the firm.
    if let Some((title, _)) = rest.split_once(", ") {
        let tail = rest.rsplit(", ").next().unwrap_or_default();
        let incorporated = matches!(tail.trim_end_matches('.'), "Inc" | "LLC" | "Ltd" | "Co" | "LLP" | "Corp" | "LP");
        let analyst = role_of(title) == Some(Role::Analyst) && is_capitalised(tail);
        if !is_title_word(tail) && (analyst || words(tail).any(|word| FIRM.has(word))) {
            // "President & Director, Acme, Inc."
            let head = rest.get(..rest.len() - tail.len()).unwrap_or_default().trim_end_matches([',', ' ']);
            let name = head.rsplit(", ").next().filter(|name| incorporated && !is_title_word(name));
            let firm = name.and_then(|name| rest.get(head.len() - name.len()..)).unwrap_or(tail);
            let title = rest.get(..rest.len() - firm.len()).unwrap_or(title).trim_end_matches([',', ' ']);
            return (Some(title), Some(firm));
        }
    }
    (Some(rest), None)
}

/// Firm and title that a dash without blanks joins: "Acme Corp-Head of IR". "Co-CEO" and "Vice-President" are one word.
fn glued_title(rest: &str) -> Option<(&str, &str)> {
    rest.match_indices('-').find_map(|(at, _)| {
        let (firm, title) = (rest.get(..at)?, rest.get(at + 1..)?);
        let before = firm.rsplit(' ').next().filter(|before| !before.is_empty())?;
        let after = title.split([' ', ',']).next().filter(|after| after.starts_with(char::is_uppercase))?;
        let is_title = |word: &str| EXECUTIVE.has(word) || ANALYST.has(word);
        let joined = JOINED.has(before) || is_title(before);
        (is_title(after) && !joined && is_title_word(title) && !is_title_word(firm)).then_some((firm, title))
    })
}

/// Whether a text holds a word that only titles have: "Research Division" is a firm's, "Equity Analyst" a title.
fn is_title_word(text: &str) -> bool {
    words(text).any(|word| {
        EXECUTIVE.has(word) && !FIRM.has(word) && !matches!(word.to_lowercase().as_str(), "global" | "principal")
            || word.eq_ignore_ascii_case("analyst")
            || word.eq_ignore_ascii_case("analysts")
    }) || IR_TITLE.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_and_firm_come_in_any_order() {
        assert_eq!(title_and_firm("Acme Corp - Senior VP & CFO"), (Some("Senior VP & CFO"), Some("Acme Corp")));
        assert_eq!(
            title_and_firm("Acme Tools - VP - Corporate Communications, IR"),
            (Some("VP - Corporate Communications, IR"), Some("Acme Tools"))
        );
        assert_eq!(title_and_firm("Acme Tools-CFO"), (Some("CFO"), Some("Acme Tools")));
        assert_eq!(title_and_firm("Acme-Head of IR"), (Some("Head of IR"), Some("Acme")));
        for title in ["Co-CEO", "Vice-President", "Ex-CEO", "Non-Executive Director", "Senior Vice-President"] {
            assert_eq!(title_and_firm(title), (Some(title), None));
        }
        assert_eq!(title_and_firm("Hale-Marsh"), (None, Some("Hale-Marsh")));
        assert_eq!(title_and_firm("Big Bank -- Analyst"), (Some("Analyst"), Some("Big Bank")));
        assert_eq!(
            title_and_firm("Analyst, Morgan Blank & Co. LLC"),
            (Some("Analyst"), Some("Morgan Blank & Co. LLC"))
        );
        assert_eq!(title_and_firm("Analyst, Harbour Front"), (Some("Analyst"), Some("Harbour Front")));
        assert_eq!(title_and_firm("Big Bank"), (None, Some("Big Bank")));
        assert_eq!(
            title_and_firm("President, CEO & Director, Acme Corp, Inc."),
            (Some("President, CEO & Director"), Some("Acme Corp, Inc."))
        );
        assert_eq!(title_and_firm("Analyst, Ferris, Inc."), (Some("Analyst"), Some("Ferris, Inc.")));
        assert_eq!(title_and_firm("Acme, Investor Relations"), (Some("Investor Relations"), Some("Acme")));
        assert_eq!(title_and_firm("Finance, Senior Vice President"), (Some("Finance, Senior Vice President"), None));
        assert_eq!(
            title_and_firm("Chief Financial Officer, Acme Corp"),
            (Some("Chief Financial Officer"), Some("Acme Corp"))
        );
        assert_eq!(title_and_firm("President, CEO & Director"), (Some("President, CEO & Director"), None));
        assert_eq!(
            title_and_firm("Big Bank, Research Division - MD & Analyst"),
            (Some("MD & Analyst"), Some("Big Bank, Research Division"))
        );
    }
}
