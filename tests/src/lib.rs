//! What the journeys share: a library of their own, an outlet to clip from, and the real window.
//!
//! - [`Desk`] is the command line on a library of its own;
//! - [`Outlet`] is a web server on this machine that behaves as well or as badly as a test wishes, and
//!   remembers what it was asked for;
//! - [`Postbox`] is a mail server on this machine, likewise;
//! - [`picture`] paints pictures for it;
//! - [`editor`] is what an editor does again and again, and [`newsday`] a library that has been worked with;
//! - [`screen`] takes pictures of the window, and holds axe against it;
//! - [`Window`] is the real window, driven as a person would: by what is seen, clicked and typed;
//! - [`source`] is the project's own source, and [`rule`] what holds it to the architecture.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

pub mod desk;
pub mod editor;
pub mod keys;
pub mod newsday;
pub mod outlet;
pub mod picture;
pub mod postbox;
pub mod rule;
pub mod screen;
pub mod small_disk;
pub mod source;
pub mod webdriver;
pub mod window;

pub use desk::Desk;
pub use outlet::{Answer, Outlet};
pub use postbox::{Manners, Postbox};
pub use small_disk::SmallDisk;
pub use window::Window;

use std::thread;
use std::time::{Duration, Instant};

/// How long a journey waits for anything before it says that it did not happen.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Waits until `look` finds something. `what` says in the failure what was waited for.
#[track_caller]
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(
            Instant::now() < deadline,
            "after {PATIENCE:?}, still no {what}"
        );
        thread::sleep(Duration::from_millis(20));
    }
}
