//! Section and tags of a dump: the department above the headline, a trail of departments, lines of tags.

use crate::extract::draft::{Draft, Facts, Role, Sheet};
use crate::extract::look::Look;
use crate::lang::FurnitureRole;
use crate::model::BlockKind;
use std::ops::Range;

/// Lines above the headline in which the department stands.
const ABOVE: usize = 4;

/// Most words of a tag or a department.
const WORDS: usize = 4;

/// Most tags that are kept.
const MOST: usize = 40;

/// Reads them; `body` is where the running text lies.
pub(super) fn read(sheet: &Sheet<'_>, looks: &[Look], body: &Range<usize>, draft: &mut Draft) {
    let title = draft.parts.iter().find(|part| part.role == Role::Kept(BlockKind::Title));
    let title =
        title.map_or(body.start, |part| looks.partition_point(|look| look.range.start < part.range.start));
    let facts = &mut draft.facts;
    for look in looks[title.saturating_sub(ABOVE)..title.min(looks.len())].iter().rev() {
        if facts.section.is_none() {
            facts.section = department(sheet, look)
                .map(|(range, how)| sheet.stated(&sheet.text[range.clone()], how, range));
        }
    }
    let mut below_label = false;
    for look in looks {
        let words = &sheet.text[look.range.clone()];
        if look.role() == Some(FurnitureRole::Tags) {
            let list = words.find(':').map(|colon| look.range.start + colon + 1..look.range.end);
            let hashes = words.starts_with('#').then(|| look.range.clone());
            below_label = list.as_ref().is_some_and(|list| sheet.text[list.clone()].trim().is_empty())
                || list.is_none() && hashes.is_none() && look.shape.words == 1;
            if let Some(list) = hashes.or(list) {
                pieces(sheet, list, facts);
            }
        } else if below_label
            && look.known.is_none()
            && look.date.is_none()
            && look.shape.words <= WORDS
            && !look.shape.ends
        {
            pieces(sheet, look.range.clone(), facts);
        } else {
            below_label = false;
        }
    }
}

/// The department that a line above the headline names.
fn department(sheet: &Sheet<'_>, look: &Look) -> Option<(Range<usize>, &'static str)> {
    let words = &sheet.text[look.range.clone()];
    if look.role() == Some(FurnitureRole::Topic) {
        return Some((look.range.clone(), "department above the headline"));
    }
    let mark = ['>', '»', '›', '/'].into_iter().find(|mark| words.contains(*mark))?;
    let mut trail = words.split(mark).map(str::trim).filter(|name| !name.is_empty());
    let short = trail.clone().count() >= 2 && trail.all(|name| name.split_whitespace().count() <= WORDS);
    let last = words.rsplit(mark).map(str::trim).find(|name| !name.is_empty())?;
    let start = last.as_ptr() as usize - sheet.text.as_ptr() as usize;
    let named = short && !look.shape.ends && last.starts_with(char::is_alphabetic) && look.date.is_none();
    named.then_some((start..start + last.len(), "trail above the headline"))
}

/// The tags of a list.
fn pieces(sheet: &Sheet<'_>, list: Range<usize>, facts: &mut Facts) {
    let words = &sheet.text[list];
    let marks: &[char] = if words.contains('#') { &['#', ',', ';'] } else { &[',', ';', '|', '•', '·'] };
    for tag in words.split(marks) {
        let tag = tag.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '*'));
        let known = facts.tags.iter().any(|known| known.value.eq_ignore_ascii_case(tag));
        if tag.is_empty() || known || tag.split_whitespace().count() > WORDS || facts.tags.len() >= MOST {
            continue;
        }
        let start = tag.as_ptr() as usize - sheet.text.as_ptr() as usize;
        facts.tags.push(sheet.stated(tag, "line of tags", start..start + tag.len()));
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::articles;
    use crate::lang::Packs;
    use crate::model::Page;

    #[test]
    fn section_and_tags_are_read_where_a_dump_prints_them() {
        let packs = Packs::bundled().expect("bundled packs load");
        let body = "Pasar Lembayung Dibuka Lagi\n\n5 Maret 2031 09:30\n\nKARANG - Wali Kota Sari Dewangga mengatakan pasar itu akan dibuka lagi pekan depan setelah tertutup dua bulan karena banjir.\n\nPedagang ikan menyambut keputusan itu dengan gembira karena mereka tidak punya tempat lain untuk berjualan sejak Januari.\n";
        for (head, tail, section, tags) in [
            (
                "Ekonomi\n\n",
                "\nTag: Pasar, Banjir, Karang\n",
                Some("Ekonomi"),
                vec!["Pasar", "Banjir", "Karang"],
            ),
            (
                "Beranda > Berita > Daerah\n\n",
                "\n#pasar #banjir besar\n",
                Some("Daerah"),
                vec!["pasar", "banjir besar"],
            ),
            (
                "Home / News / Local Business\n\n",
                "\nTags\nPasar\nBanjir\nBerita Terkait\nHarga Ikan Naik di Tiga Kota\n",
                Some("Local Business"),
                vec!["Pasar", "Banjir"],
            ),
            ("", "\nTopik Populer\nPiala Dunia\n", None, vec![]),
            ("", "", None, vec![]),
        ] {
            let text = format!("{head}{body}{tail}");
            let article = articles(&Page::new("x.txt", text.clone().into_bytes()), &packs)
                .remove(0)
                .expect("an article");
            let found: Vec<&str> = article.tags.iter().map(|tag| tag.value.as_str()).collect();
            assert_eq!(article.section.as_ref().map(|section| section.value.as_str()), section, "{text}");
            assert_eq!(found, tags, "{text}");
            for stated in article.tags.iter().chain(&article.section) {
                let (from, to) = stated.page.expect("it was printed");
                assert_eq!(text[from as usize..to as usize], stated.value);
            }
        }
    }
}
