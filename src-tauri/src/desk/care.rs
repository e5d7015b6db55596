//! The care of an open library, in the background.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use newsroom::{Library, Result, library};

use super::Desk;
use crate::links;

/// Looks after the library as long as the desk is there, in the background: what makes lists fast is read,
/// a library that was not closed in order is looked through, a backup is made when one is due, what was
/// clipped goes into the search index, and what the command line writes is told to the window.
pub(crate) fn look_after(desk: &Arc<Desk>) {
    /// So many stories are searched beside the index without anybody noticing.
    const FEW: u64 = 50;
    /// Rounds after which those few go into the index as well.
    const SELDOM: u64 = 60;
    each_second(desk, {
        let mut last = None;
        move |desk, _| {
            if let Ok(folder) = desk.folder() {
                links::bring(desk, links::collect(&folder).iter().map(String::as_str));
            }
            let seen = desk.with(|library| library.changes_by_others()).ok();
            if last.is_some() && seen != last {
                desk.ring("library-changed", ());
            }
            last = seen;
        }
    });
    // On a thread of its own: after an import it takes minutes, and changes are to be heard meanwhile.
    each_second(desk, {
        move |desk, round| {
            if round == 0 {
                library::stand_back();
            }
            settle(desk);
            let most = if round % SELDOM == 0 { 0 } else { FEW };
            let is_time = |library: &Library| -> Result<bool> {
                Ok(library.searches_are_behind()? || library.waiting_for_index()? > most)
            };
            // What cannot be fed now is searched beside the index, and tried again.
            let Ok(open) = desk.opened() else { return };
            let library = &open.library;
            let _ = is_time(library).and_then(|is_time| match is_time {
                true => library
                    .feed_index(|_| open.go_on())
                    .and_then(|_| library.leave_index()),
                false => Ok(()),
            });
        }
    });
}

/// Does something each second in the background, as long as the desk is there.
fn each_second(desk: &Arc<Desk>, mut work: impl FnMut(&Arc<Desk>, u64) + Send + 'static) {
    /// Soon enough for a person.
    const EVERY: Duration = Duration::from_secs(1);
    let desk: Weak<Desk> = Arc::downgrade(desk);
    thread::spawn(move || {
        for round in 0_u64.. {
            let Some(desk) = desk.upgrade() else { break };
            work(&desk, round);
            drop(desk);
            thread::sleep(EVERY);
        }
    });
}

/// What is done once, when a library has been opened.
fn settle(desk: &Desk) {
    let Ok(open) = desk.opened() else { return };
    if open.settled.swap(true, Ordering::Relaxed) {
        return;
    }
    let library = &open.library;
    let mut warnings = Library::dangers(Path::new(&library.holding().folder));
    // What cannot be read ahead is read when it is asked for, and whoever asks hears why it cannot.
    let _ = library.warm();
    if open.lock.ended_badly() {
        warnings.extend(library.check().err().map(|error| error.to_string()));
    }
    // What is clipped one by one is packed better, too, once there is enough of it to learn from.
    if open.go_on().is_break() {
        return;
    }
    let learned = library.learn_to_pack();
    warnings.extend(learned.err().map(|error| error.to_string()));
    let backup = library.back_up_if_due(desk.now(), |_| open.go_on());
    if open.go_on().is_continue() {
        warnings.extend(backup.err().map(|error| error.to_string()));
    }
    desk.warn(warnings);
}
