//! How lines begin: tables that are gone through for every line of a page.

/// Beginnings of lines, by their first byte, so that a line is compared with a few of them only.
#[derive(Debug)]
pub(crate) struct Openings {
    by_first: Vec<Vec<&'static str>>,
}

impl Openings {
    pub(crate) fn of(table: impl IntoIterator<Item = &'static str>) -> Openings {
        let mut by_first = vec![Vec::new(); 256];
        for opening in table {
            if let Some(first) = opening.bytes().next() {
                by_first[usize::from(first)].push(opening);
            }
        }
        Openings { by_first }
    }

    /// Those with which a line begins, in the order of the table.
    pub(crate) fn at_head<'t>(&'t self, line: &'t str) -> impl Iterator<Item = &'static str> {
        let first = line.bytes().next().unwrap_or(0);
        let near = self.by_first[usize::from(first)].iter().copied();
        near.filter(|opening| line.starts_with(opening))
    }

    /// Whether a line begins with one of them.
    pub(crate) fn open(&self, line: &str) -> bool {
        self.at_head(line).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_known_by_how_they_begin() {
        let openings = Openings::of(["by", "by:", "від", ""]);
        let found = |line| openings.at_head(line).collect::<Vec<_>>().join(" ");
        assert_eq!(found("by: Ann"), "by by:");
        assert_eq!(found("від Анни"), "від");
        assert_eq!(found("в"), "");
        assert_eq!(found(""), "");
        assert!(openings.open("by Ann") && !openings.open("Ann"));
    }
}
