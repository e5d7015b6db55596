//! Counts of what passed, failed and was skipped.

use std::fmt;
use std::ops::AddAssign;

use serde_json::Value;

/// How many passed, failed and were skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Tally {
    /// One thing that passed.
    pub(crate) const PASSED: Tally = Tally {
        passed: 1,
        failed: 0,
        skipped: 0,
    };
    /// One thing that failed.
    pub(crate) const FAILED: Tally = Tally {
        passed: 0,
        failed: 1,
        skipped: 0,
    };
    /// One thing that could not be tried here.
    pub(crate) const SKIPPED: Tally = Tally {
        passed: 0,
        failed: 0,
        skipped: 1,
    };

    /// Adds up what Rust's test programs say at their ends.
    pub(crate) fn of_cargo_test(log: &str) -> Tally {
        let mut tally = Tally::default();
        let results = log
            .lines()
            .filter_map(|line| line.trim().strip_prefix("test result: "));
        for part in results.flat_map(|result| result.split([';', '.'])) {
            let mut words = part.split_whitespace();
            let Some(count) = words.next().and_then(|word| word.parse::<u64>().ok()) else {
                continue;
            };
            match words.next() {
                Some("passed") => tally.passed += count,
                Some("failed") => tally.failed += count,
                Some("ignored") => tally.skipped += count,
                _ => {}
            }
        }
        tally
    }

    /// Reads the last line of an experiment: `7 passed, 0 failed, 2 skipped`.
    pub(crate) fn of_last_line(log: &str) -> Option<Tally> {
        let line = log.lines().next_back()?;
        let mut counts = line.split(", ").map(|part| part.split_once(' '));
        let mut count = |name: &str| match counts.next()?? {
            (number, named) if named == name => number.parse::<u64>().ok(),
            _ => None,
        };
        Some(Tally {
            passed: count("passed")?,
            failed: count("failed")?,
            skipped: count("skipped")?,
        })
    }

    /// Reads what Vitest's JSON reporter wrote.
    pub(crate) fn of_vitest(json: &str) -> Option<Tally> {
        let report: Value = serde_json::from_str(json).ok()?;
        let count = |name: &str| report.get(name).and_then(Value::as_u64);
        Some(Tally {
            passed: count("numPassedTests")?,
            failed: count("numFailedTests")?,
            skipped: count("numPendingTests")? + count("numTodoTests").unwrap_or(0),
        })
    }

    /// The counts of a program that ended well or not: one that ended badly has a failure, and one
    /// that tested nothing has one too.
    pub(crate) fn honest(mut self, ended_well: bool) -> Tally {
        if self.failed == 0 && (!ended_well || self.passed == 0) {
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Tally) {
        self.passed += more.passed;
        self.failed += more.failed;
        self.skipped += more.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally {
            passed,
            failed,
            skipped,
        } = self;
        write!(f, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn tally(passed: u64, failed: u64, skipped: u64) -> Tally {
        Tally {
            passed,
            failed,
            skipped,
        }
    }

    #[test]
    fn adds_up_what_each_test_program_said() {
        let log = "running 3 tests\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 40 filtered out; finished in 0.00s\n\
            test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.25s\n";
        assert_eq!(Tally::of_cargo_test(log), tally(14, 3, 1));
        assert_eq!(
            Tally::of_cargo_test("error: could not compile\n"),
            tally(0, 0, 0)
        );
    }

    #[test]
    fn reads_vitests_report() {
        let json = r#"{"numTotalTests":6,"numPassedTests":3,"numFailedTests":2,"numPendingTests":1,"numTodoTests":0}"#;
        assert_eq!(Tally::of_vitest(json), Some(tally(3, 2, 1)));
        assert_eq!(Tally::of_vitest("{}"), None);
        assert_eq!(Tally::of_vitest(""), None);
    }

    #[test]
    fn reads_the_last_line_of_an_experiment() {
        let log = "rot: seed 3\n\n12 passed, 1 failed, 3 skipped\n";
        assert_eq!(Tally::of_last_line(log), Some(tally(12, 1, 3)));
        assert_eq!(Tally::of_last_line("torture: no room\n"), None);
        assert_eq!(Tally::of_last_line(""), None);
    }

    #[test]
    fn what_ended_badly_or_tested_nothing_has_failed() {
        assert_eq!(tally(5, 0, 0).honest(true), tally(5, 0, 0));
        assert_eq!(tally(5, 0, 0).honest(false), tally(5, 1, 0));
        assert_eq!(tally(0, 0, 2).honest(true), tally(0, 1, 2));
        assert_eq!(tally(5, 2, 0).honest(false), tally(5, 2, 0));
    }

    #[test]
    fn prints_the_line_that_closes_a_round() {
        assert_eq!(tally(7, 0, 2).to_string(), "7 passed, 0 failed, 2 skipped");
    }
}
