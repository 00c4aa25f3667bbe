//! The section of a page by its breadcrumbs, the way from the front page to it: "Home › Daerah › …".

use super::names::flag;
use super::roles::trimmed;
use super::tree::Tree;
use std::ops::Range;

/// Most words of a section's name; what is longer is the headline, the last of many breadcrumbs.
const LONGEST: usize = 4;

/// Most crumbs that are looked at.
const MOST: usize = 12;

/// Which of a row of crumbs names the section: the last short one behind the front page's.
pub(super) fn section<'c>(crumbs: impl IntoIterator<Item = &'c str>) -> Option<usize> {
    let short = |crumb: &str| (1..=LONGEST).contains(&crumb.split_whitespace().count());
    let crumbs = crumbs.into_iter().take(MOST).enumerate().skip(1);
    crumbs.filter(|(_, crumb)| short(crumb)).last().map(|(at, _)| at)
}

/// The same of the crumbs that a page shows: where on the sheet the section's name stands.
pub(super) fn shown(tree: &Tree, flags: &[u32]) -> Option<Range<usize>> {
    let crumb = |element: usize| flags[element] & flag::CRUMBS != 0;
    let row = tree.blocks.iter().skip_while(|block| !crumb(block.element));
    let row = row.take_while(|block| crumb(block.element)).take(MOST);
    let mut crumbs = Vec::new();
    for block in row {
        let mut start = block.range.start;
        for part in tree.text[block.range.clone()].split(['>', '›', '»', '/', '|', '→']) {
            let range = trimmed(&tree.text, start..start + part.len());
            start += part.len();
            start += tree.text[start..].chars().next().map_or(0, char::len_utf8);
            if !range.is_empty() {
                crumbs.push(range);
            }
        }
    }
    let at = section(crumbs.iter().map(|range| &tree.text[range.clone()]))?;
    Some(crumbs.swap_remove(at))
}

#[cfg(test)]
mod tests {
    use super::super::{content, names::Names, scan::scan};
    use super::*;

    #[test]
    fn the_section_is_the_last_short_crumb_behind_the_front_page() {
        let list = |crumbs: &str| format!("<ul class=breadcrumb>{crumbs}</ul><p>Pasar lama</p>");
        for (html, expected) in [
            (list("<li>Beranda<li>Daerah"), Some("Daerah")),
            (list("<li>Beranda<li>Berita<li>Daerah<li>Pasar Lama di Kota Itu Dibuka Lagi"), Some("Daerah")),
            (list("Beranda › Daerah"), Some("Daerah")),
            (list("<li>Beranda"), None),
            (list(""), None),
            ("<p>Beranda > Daerah".to_owned(), None),
        ] {
            let tree = scan(&html, &Names::new());
            let flags = content::content(&tree).flags;
            let found = shown(&tree, &flags).map(|range| tree.text[range].to_owned());
            assert_eq!(found.as_deref(), expected, "{html}");
        }
    }
}
