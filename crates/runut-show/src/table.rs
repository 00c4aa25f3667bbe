//! Tables as RFC 4180 has them: what a spreadsheet opens.

/// One row, quoted where it must be.
///
/// A cell that a spreadsheet would read as a formula gets a `'` first: its words come from outside.
pub fn row<C: AsRef<str>>(cells: &[C]) -> String {
    let cell = |cell: &C| {
        let text = cell.as_ref();
        let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        if text.contains([',', '"', '\n', '\r']) {
            format!("\"{guard}{}\"", text.replace('"', "\"\""))
        } else {
            format!("{guard}{text}")
        }
    };
    cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_where_it_must_be_and_never_a_formula() {
        for (cell, expected) in [
            ("kata", "kata"),
            ("a,b", "\"a,b\""),
            ("\"Kami siap\"", "\"\"\"Kami siap\"\"\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("-5", "'-5"),
            ("dua\nbaris", "\"dua\nbaris\""),
        ] {
            assert_eq!(row(&[cell]), format!("{expected}\r\n"), "{cell}");
        }
    }
}
