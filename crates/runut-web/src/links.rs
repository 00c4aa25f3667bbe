//! Addresses of pages. Ids and names come from outside, so every one is percent-encoded as a part of a path.

use runut_show::web_address;
use runut_store::query::EvidenceRow;
use std::fmt::Write as _;

/// Characters of a path segment or a query that mean only themselves.
fn plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~')
}

/// A piece of an address, percent-encoded.
pub fn encoded(text: &str) -> String {
    let mut piece = String::with_capacity(text.len());
    for byte in text.bytes() {
        if plain(byte) {
            piece.push(char::from(byte));
        } else {
            let _ = write!(piece, "%{byte:02X}");
        }
    }
    piece
}

/// `/kind/id`. An id that would be read as an ending, or as a step up in the path, gets an ending of its own.
pub fn to(kind: &str, id: &str) -> String {
    let ending = if id.ends_with(".json")
        || id.ends_with(".csv")
        || id.ends_with(".html")
        || id.bytes().all(|b| b == b'.')
    {
        ".html"
    } else {
        ""
    };
    format!("/{kind}/{}{ending}", encoded(id))
}

/// Where two articles are compared.
pub fn pair(one: &str, two: &str) -> String {
    let (one, two) = (to("", one), to("", two));
    let part = |path: &str| path.trim_start_matches('/').to_owned();
    format!("/compare/{}/{}", part(&one), part(&two))
}

/// A path with filters.
pub fn address(path: &str, filters: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    for (at, (name, value)) in filters.iter().enumerate() {
        address.push(if at == 0 { '?' } else { '&' });
        let _ = write!(address, "{}={}", encoded(name), encoded(value));
    }
    address
}

/// The place in the stored article that proves something.
pub fn evidence(evidence: &EvidenceRow) -> String {
    format!("{}?mark={}-{}#mark", to("article", &evidence.article), evidence.start, evidence.end)
}

/// Where an article came from, for people: never the folders of this machine.
pub fn source(source: &str) -> String {
    let web = web_address(source).is_some();
    let own = source.starts_with(['/', '\\', '~', '.'])
        || source.starts_with("file:")
        || source.get(1..2) == Some(":");
    if web || !own {
        return source.to_owned();
    }
    source.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_stays_one_part_of_the_path_whatever_is_in_it() {
        for (id, expected) in [
            ("s-1a2b", "/story/s-1a2b"),
            ("a/b?c#d", "/story/a%2Fb%3Fc%23d"),
            ("ab:s3", "/story/ab%3As3"),
            ("x.json", "/story/x.json.html"),
            ("..", "/story/...html"),
            ("\"><script>", "/story/%22%3E%3Cscript%3E"),
            ("Wilayah É", "/story/Wilayah%20%C3%89"),
        ] {
            assert_eq!(to("story", id), expected);
        }
    }

    #[test]
    fn two_ids_stay_two_parts_of_the_path() {
        assert_eq!(pair("a", "b"), "/compare/a/b");
        assert_eq!(pair("..", "a/b.json"), "/compare/...html/a%2Fb.json.html");
    }

    #[test]
    fn no_folder_of_this_machine_is_told() {
        for (given, expected) in [
            ("/home/rani/berita/a.html", "a.html"),
            ("../rahasia/a.html", "a.html"),
            ("C:\\Users\\Rani\\a.html", "a.html"),
            ("file:///home/rani/a.html", "a.html"),
            ("berita/a.html", "berita/a.html"),
            ("https://kabar.example/a/b", "https://kabar.example/a/b"),
            ("kumpulan.warc.gz#3", "kumpulan.warc.gz#3"),
        ] {
            assert_eq!(source(given), expected);
        }
    }
}
