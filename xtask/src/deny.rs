//! Licences, sources and bans of what the project stands on, read by cargo-deny.

use crate::repo::{command, succeeds};
use crate::round::Round;
use crate::tool;

/// The cargo-deny that this project is checked with.
const VERSION: &str = "0.20.2";

/// Checks them, installing cargo-deny into the target folder if it is not there.
pub(crate) fn check(round: &mut Round) {
    let name = "licences, sources, bans";
    let deny = match tool::ensure("cargo-deny", VERSION) {
        Ok(deny) => deny,
        Err(error) => return round.held(name, Err(error)),
    };
    round.check(
        name,
        command(&deny).args(["check", "bans", "licenses", "sources"]),
    );
    let name = "advisories";
    if succeeds(command(&deny).args(["fetch", "db"])) {
        round.check(
            name,
            command(&deny).args(["check", "--disable-fetch", "advisories"]),
        );
    } else {
        round.skip(
            name,
            "the database of advisories cannot be reached from here",
        );
    }
}
