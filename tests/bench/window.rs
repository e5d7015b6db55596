//! Measures how soon the real window answers a key: from the press to the frame that shows the answer.
//!
//! `window-bench LIBRARY` opens the desk that `CLIPDESK_BIN` names on a library that is there, and prints a
//! table. Times are taken inside the page, from the event's own stamp to the first frame after the answer
//! stands in the document; a frame here is what the display of the machine gives, sixty a second at most.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "it is a measurement, and what goes wrong has to end it"
)]

use std::path::PathBuf;

use journeys::Window;
use journeys::window::role;
use serde_json::{Value, json};

/// How often each thing is done.
const TIMES: usize = 40;

/// Waits in the page for what a press brings, and notes how long it took and which frames were late.
const PROBE: &str = r#"
window.probe = {
  shown: () => document.querySelector('#headline')?.textContent + '|' + location.hash,
  listed: () => [...document.querySelectorAll('.rows [role=option]')].slice(0, 3).map((row) => row.textContent).join('|'),
  counted: () => probe.listed() + document.querySelector('.list header [role=status]')?.textContent,
  found: () => document.querySelector('.rows').innerHTML,
  times: [], frames: [],
  watch(kind, event, told) {
    const { probe } = window;
    probe.pending = new Promise((resolve) => {
      addEventListener(event, (press) => {
        const before = told();
        const begin = press.timeStamp;
        let last = performance.now();
        const look = () => {
          const now = performance.now();
          probe.frames.push(now - last);
          last = now;
          if (told() !== before || now - begin > 3000) {
            // The frame with the answer is on its way to the screen when the next one begins.
            requestAnimationFrame(() => { probe.times.push(performance.now() - begin); resolve(); });
          } else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }, { once: true, capture: true });
    });
  },
};
"#;

struct Measured {
    what: &'static str,
    times: Vec<f64>,
    late: usize,
    frames: usize,
}

impl Measured {
    fn at(&self, part: f64) -> f64 {
        let mut times = self.times.clone();
        times.sort_by(f64::total_cmp);
        let last = times.len().saturating_sub(1);
        let place = (last as f64 * part).round() as usize;
        times.get(place).copied().unwrap_or(f64::NAN)
    }
}

/// Does something many times, each time awaited in the page.
fn measure(
    window: &Window,
    what: &'static str,
    event: &str,
    told: &str,
    mut press: impl FnMut(usize),
) -> Measured {
    window.script("probe.times = []; probe.frames = []", &json!([]));
    for time in 0..TIMES {
        window.script(
            "probe.watch(arguments[0], arguments[1], probe[arguments[2]])",
            &json!([what, event, told]),
        );
        press(time);
        window.script_async(
            "const done = arguments[arguments.length - 1]; probe.pending.then(() => done(null))",
            &json!([]),
        );
    }
    let found = window.script("return [probe.times, probe.frames]", &json!([]));
    let numbers = |list: &Value| -> Vec<f64> {
        list.as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_f64)
            .collect()
    };
    let (times, frames) = (numbers(&found[0]), numbers(&found[1]));
    Measured {
        what,
        times,
        // A frame and a half: whoever is later has left one out.
        late: frames.iter().filter(|frame| **frame > 25.0).count(),
        frames: frames.len(),
    }
}

/// Scrolls the list as a wheel does, a notch a frame, and counts the frames that were left out.
fn scroll(window: &Window) -> Measured {
    let found = window.script_async(
        "const done = arguments[arguments.length - 1];
         const rows = document.querySelector('.rows');
         const frames = []; let last = performance.now(); let n = 0;
         const step = (now) => {
           frames.push(now - last); last = now;
           rows.scrollTop += 120;
           if (++n < 240) requestAnimationFrame(step); else done(frames.slice(1));
         };
         requestAnimationFrame(step);",
        &json!([]),
    );
    let frames: Vec<f64> = (found.as_array().into_iter().flatten())
        .filter_map(Value::as_f64)
        .collect();
    Measured {
        what: "scroll, a frame",
        late: frames.iter().filter(|frame| **frame > 25.0).count(),
        frames: frames.len(),
        times: frames,
    }
}

/// What the machine takes for the least that a press can do: one word in a corner changes.
fn baseline(window: &Window) -> Measured {
    window.script(
        "const word = document.createElement('b');
         word.id = 'word';
         word.style.cssText = 'position:fixed;left:0;top:0;z-index:9';
         document.body.append(word);
         probe.word = () => document.querySelector('#word').textContent;
         probe.turn = (press) => {
           if (press.key === 'F9') word.textContent = String(Number(word.textContent) + 1);
         };
         addEventListener('keydown', probe.turn);",
        &json!([]),
    );
    let measured = measure(
        window,
        "the least: one word changes",
        "keydown",
        "word",
        |_| {
            window.press("F9");
        },
    );
    window.script(
        "removeEventListener('keydown', probe.turn); document.querySelector('#word').remove()",
        &json!([]),
    );
    measured
}

fn main() {
    let library = std::env::args().nth(1).map(PathBuf::from);
    let library = library.expect("say which library: window-bench LIBRARY");
    let window = Window::open(&library);
    window.wait_for(role("button", "Clip a page"));
    window.wait_for("#headline");
    window.settle();
    window.script(PROBE, &json!([]));
    let mut found = vec![baseline(&window)];
    found.push(measure(
        &window,
        "next story (J)",
        "keydown",
        "shown",
        |_| {
            window.press("j");
        },
    ));
    found.push(measure(
        &window,
        "story before (K)",
        "keydown",
        "shown",
        |_| {
            window.press("k");
        },
    ));
    found.push(measure(
        &window,
        "open another list (G A, G I)",
        "keydown",
        "listed",
        |time| {
            // The second press is the one that goes.
            window.press("g");
            window.script("probe.watch('', 'keydown', probe.listed)", &json!([]));
            window.press(if time % 2 == 0 { "a" } else { "t" });
        },
    ));
    window.press("g");
    window.press("a");
    window.settle();
    found.push(scroll(&window));
    window.script("document.querySelector('.rows').scrollTop = 0", &json!([]));
    found.push(measure(
        &window,
        "filter: unread only, and back",
        "pointerdown",
        "counted",
        |time| {
            window.click(role("button", if time % 2 == 0 { "Unread" } else { "All" }));
        },
    ));
    window.press("/");
    let letters: Vec<char> = "minister".chars().collect();
    found.push(measure(
        &window,
        "a letter typed into the search",
        "keydown",
        "found",
        |time| {
            let place = time % letters.len();
            if place == 0 {
                // From the beginning again; the press that is measured is the one after.
                window.press("ctrl+a");
                window.press("Backspace");
                window.settle();
                window.script("probe.watch('', 'keydown', probe.found)", &json!([]));
            }
            window.press(&letters[place].to_string());
        },
    ));
    println!(
        "| from the press to the frame that shows it | median | p95 | longest | frames left out |"
    );
    println!("| --- | --- | --- | --- | --- |");
    for measured in found {
        println!(
            "| {} | {:.0} ms | {:.0} ms | {:.0} ms | {} of {} |",
            measured.what,
            measured.at(0.5),
            measured.at(0.95),
            measured.at(1.0),
            measured.late,
            measured.frames
        );
    }
    window.close();
}
