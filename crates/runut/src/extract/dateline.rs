//! Datelines: the city, outlet and agency at the head of a body, before a dash ("MUARA, Harian Laut – …").

use super::dates;
use crate::lang::{OutletKind, Packs};

/// A dateline.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Dateline {
    /// Bytes from the line's start to the end of the dash.
    pub end: usize,
    /// The city.
    pub place: Option<String>,
    /// The outlet, by its canonical name where a pack knows it.
    pub outlet: Option<String>,
    /// The agencies, by canonical name.
    pub agencies: Vec<String>,
    /// Whether an outlet, an agency, a date or capitals vouch for it; otherwise it is one or two plain words.
    pub sure: bool,
}

/// Longest head, bytes: two cities, an outlet, an agency and a date.
const LONGEST: usize = 110;

/// Reads the dateline a line begins with.
pub(crate) fn read(line: &str, packs: &Packs) -> Option<Dateline> {
    let mut limit = line.len().min(LONGEST);
    while !line.is_char_boundary(limit) {
        limit -= 1;
    }
    let start = line.len() - line.trim_start().len();
    let mut from = start;
    // The outlet may stand before the city, each with its dash: "MUARA.CO - KOTA. …" and "MUARA.CO - KOTA - …".
    let mut best: Option<Dateline> = None;
    while let Some((at, end)) = dash(&line[..limit], from, line) {
        let head = &line[start..at];
        if let Some(found) = head_parts(head, packs) {
            best = Some(Dateline { end, ..found });
        } else if best.is_some() {
            break;
        }
        if head.split_whitespace().count() > 9 {
            break;
        }
        from = end;
    }
    let found = best?;
    let rest = line[found.end..].trim_start();
    let speaks = rest
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '\'' | '‘'));
    let long = rest.split_whitespace().take(12).count();
    let enough = if found.sure { 4 } else { 10 };
    (speaks && long >= enough).then_some(found)
}

/// The dateline that a line is and nothing else ("MUARA, Harian Laut –"). Without its dash the city stands in capitals
/// beside an outlet or an agency, or it would be a name.
pub(crate) fn alone(line: &str, packs: &Packs) -> Option<Dateline> {
    let head = line.trim();
    let bare = head.trim_end_matches(['-', '–', '—']).trim_end();
    if bare.is_empty() || head.len() > LONGEST || head.split_whitespace().count() > 9 {
        return None;
    }
    let found = head_parts(bare, packs).filter(|found| found.sure)?;
    let outlet = found.outlet.is_some() || !found.agencies.is_empty();
    let first = bare.split([',', '(', '/', '-', '–']).next().unwrap_or("");
    let capitals = found.place.is_some() && !first.chars().any(char::is_lowercase);
    (bare.len() < head.len() || outlet && capitals).then_some(Dateline { end: line.len(), ..found })
}

/// The next dash with a blank beside it: where it begins, and where the text goes on.
fn dash(head: &str, from: usize, line: &str) -> Option<(usize, usize)> {
    // A run of dashes may end behind the head.
    for (step, letter) in head.get(from..)?.char_indices() {
        let at = from + step;
        if !matches!(letter, '-' | '–' | '—' | ':') {
            continue;
        }
        let mut end = at + letter.len_utf8();
        while line[end..].starts_with(['-', '–', '—']) {
            end += line[end..].chars().next().map_or(1, char::len_utf8);
        }
        let blank_before = head[..at].ends_with(char::is_whitespace) || letter != '-';
        let blank_after = line[end..].starts_with(char::is_whitespace) || (letter != '-' && letter != ':');
        // A colon ends a head only behind a bracket or a name; the check of the parts sees to that.
        if blank_before && blank_after && at > 0 {
            return Some((at, end));
        }
    }
    None
}

/// The parts of a head, where it is one.
fn head_parts(head: &str, packs: &Packs) -> Option<Dateline> {
    let mut found = Dateline::default();
    let parts = head.split([',', '(', ')', '/', '|', '—', '–']).flat_map(|part| part.split(" - "));
    let mut cities = 0;
    let mut plain = Vec::new();
    for part in parts.map(|part| part.trim().trim_end_matches(':').trim()).filter(|part| !part.is_empty()) {
        if let Some(known) = packs.outlets.named(part) {
            match known.kind {
                OutletKind::Agency => found.agencies.push(known.name.clone()),
                OutletKind::Outlet => found.outlet = Some(known.name.clone()),
            }
            found.sure = true;
        } else if domain(part) {
            found.outlet.get_or_insert_with(|| part.to_owned());
            found.sure = true;
        } else if dated(part, packs) {
            found.sure = true;
        } else if place_like(part) {
            cities += 1;
            plain.push(part);
            found.sure |= part.chars().filter(|c| c.is_alphabetic()).count() >= 3
                && part.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        } else {
            return None;
        }
    }
    if cities > 3 || (!found.sure && (cities != 1 || head.contains(['(', ':', '/']))) {
        return None;
    }
    if head.contains(':') && found.outlet.is_none() && found.agencies.is_empty() {
        return None;
    }
    // Two unknown names, one of them in the place of an outlet: "Kota, Nama Media -".
    if let Some(first) = plain.first() {
        found.place = Some(title_case(first));
    }
    (found.sure || cities == 1).then_some(found)
}

/// Whether the word is an address: "muara.co", "Laut-Video.com".
fn domain(part: &str) -> bool {
    let Some((name, ending)) = part.rsplit_once('.') else { return false };
    !part.contains(char::is_whitespace)
        && name.chars().count() >= 2
        && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.')
        && (2..=4).contains(&ending.len())
        && ending.chars().all(|c| c.is_ascii_alphabetic())
}

/// Whether the part is a date, or a month's name and a day.
fn dated(part: &str, packs: &Packs) -> bool {
    let has_digit = part.bytes().any(|b| b.is_ascii_digit());
    let known = |word: &str| {
        let lower = word.trim_matches('.').to_lowercase();
        packs
            .languages
            .iter()
            .filter_map(|l| l.furniture.as_ref())
            .any(|f| f.dates.months.contains_key(&lower) || f.dates.weekdays.contains_key(&lower))
    };
    has_digit && dates::read(part, packs, "").is_some_and(|read| read.others == 0)
        || part
            .split_whitespace()
            .all(|word| known(word) || word.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
            && part.split_whitespace().any(known)
}

/// Whether the words may name a city: one to four words with capitals, no digits.
fn place_like(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    (1..=4).contains(&words.len())
        && words.iter().all(|word| word.starts_with(char::is_uppercase))
        && part.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | '\'' | '’' | '-'))
        && words.iter().all(|word| word.chars().count() > 1)
}

/// Capitals of a city made ordinary: "BANDA ACEH" is "Banda Aceh".
fn title_case(words: &str) -> String {
    let all_capitals = words.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if !all_capitals {
        return words.to_owned();
    }
    let mut out = String::with_capacity(words.len());
    let mut inside = false;
    for letter in words.chars() {
        if inside {
            out.extend(letter.to_lowercase());
        } else {
            out.push(letter);
        }
        inside = letter.is_alphabetic();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_names_place_outlet_and_agency() {
        let packs = Packs::bundled().expect("bundled packs load");
        let body = "Pemerintah kota membuka kembali pasar lama yang terbakar pada awal tahun lalu itu.";
        for (head, place, outlet, agencies) in [
            ("MUARA, Laut.id –", Some("Muara"), Some("Laut.id"), vec![]),
            ("Muara, CNN Indonesia -", Some("Muara"), Some("CNN Indonesia"), vec![]),
            ("LAUT-VIDEO.COM -", None, Some("LAUT-VIDEO.COM"), vec![]),
            ("Liputan6.com, Muara -", Some("Muara"), Some("Liputan6.com"), vec![]),
            ("MUARA BARU (AP) —", Some("Muara Baru"), None, vec!["AP"]),
            ("MUARA, May 3 (Reuters) -", Some("Muara"), None, vec!["Reuters"]),
            ("Muara (ANTARA) -", Some("Muara"), None, vec!["Antara"]),
            ("MUARA, Nov 22 —", Some("Muara"), None, vec![]),
            ("Muara -", Some("Muara"), None, vec![]),
            ("TEMPO.CO, Muara -", Some("Muara"), Some("Tempo.co"), vec![]),
        ] {
            let line = format!("{head} {body}");
            let found = read(&line, &packs).unwrap_or_else(|| panic!("no dateline in {line:?}"));
            assert_eq!(found.end, head.len(), "{head}");
            assert_eq!(found.place.as_deref(), place, "{head}");
            assert_eq!(found.outlet.as_deref(), outlet, "{head}");
            assert_eq!(found.agencies, agencies, "{head}");
        }
    }

    #[test]
    fn a_dateline_may_stand_on_a_line_of_its_own() {
        let packs = Packs::bundled().expect("bundled packs load");
        for (line, place) in [
            ("MUARA, Laut.id –", Some("Muara")),
            ("MUARA BARU, CNN Indonesia", Some("Muara Baru")),
            ("MUARA (ANTARA)", Some("Muara")),
            ("MUARA —", Some("Muara")),
            ("Sari Wulandari, CNN Indonesia", None),
            ("Sari Wulandari -", None),
            ("MUARA", None),
            ("BERITA TERBARU", None),
            ("ANTARA", None),
            ("-", None),
            ("", None),
        ] {
            assert_eq!(alone(line, &packs).and_then(|found| found.place).as_deref(), place, "{line}");
        }
    }

    #[test]
    fn a_sentence_with_a_dash_has_no_dateline() {
        let packs = Packs::bundled().expect("bundled packs load");
        for line in [
            "Ia datang - terlambat sekali - ke pasar lama di kota itu pada pagi hari yang sama.",
            "Wali kota: pasar itu akan dibuka lagi pada awal tahun depan setelah diperbaiki.",
            "Mantan wali kota, seorang pedagang - kini tua - berkata bahwa pasar itu perlu.",
            "Pasar-pasar itu ditutup.",
            "–",
            "",
        ] {
            assert_eq!(read(line, &packs), None, "{line}");
        }
    }

    #[test]
    fn a_run_of_dashes_longer_than_a_head_is_read_without_a_panic() {
        let packs = Packs::bundled().expect("bundled packs load");
        let line = format!("MUARA {} Pasar lama itu dibuka kembali.", "-".repeat(2 * LONGEST));
        assert_eq!(read(&line, &packs).map(|found| found.place), Some(Some("Muara".to_owned())));
    }
}
