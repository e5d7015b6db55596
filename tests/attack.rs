//! Attacks on the real window: hostile words wherever words are shown, a computer that fails, others that write.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;
use std::process::Command;

use journeys::editor::{Home, clip, library_says};
use journeys::window::{role, text};
use journeys::{Answer, Outlet, SmallDisk, Window, until};
use serde_json::{Value, json};

/// Fires if it is ever taken for markup.
const MARKUP: &str = "<img src=x onerror=window.__fired=1>";

fn evaluate(window: &Window, script: &str) -> Value {
    window.script(script, &json!([]))
}

/// Nothing ran, nothing was drawn that could run, and the page is where it was.
#[track_caller]
fn only_words(window: &Window, place: &str) {
    let found = evaluate(
        window,
        "const all = [...document.querySelectorAll('*')];
         const odd = (at) => !/^(https?:|#|mailto:|\\/)/.test(at);
         return { fired: window.__fired ?? null,
           handlers: all.filter((one) => [...one.attributes].some((a) => /^on/i.test(a.name))).length,
           links: [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href')).filter(odd),
           pictures: document.querySelectorAll('img[src=x]').length,
           too_wide: document.documentElement.scrollWidth > innerWidth,
           at: location.protocol }",
    );
    let none = json!({ "fired": null, "handlers": 0, "links": [], "pictures": 0, "too_wide": false, "at": "tauri:" });
    assert_eq!(found, none, "{place}");
}

/// A story every part of which is an attack.
fn hostile(outlet: &Outlet) -> Answer {
    let beacon = outlet.address("/beacon");
    let long = "W".repeat(100_000);
    Answer::html(&format!(
        r#"<html lang="en"><head><title>x</title>
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"\u003cimg src=x onerror=window.__fired=2\u003e \u202Edesrever\u202C harbour \u0007\u001b[31m","author":[{{"@type":"Person","name":"\u003cimg src={beacon} onerror=window.__fired=3\u003e"}}],"publisher":{{"name":"\u003csvg onload=window.__fired=4\u003e Post \u202E"}},"datePublished":"2026-11-20","articleSection":"javascript:window.__fired=5"}}</script>
</head><body><article><h1>&lt;img src=x onerror=window.__fired=2&gt; harbour</h1>
<p>The ferry left the quay on time this morning, with forty passengers and one dog, and the harbour board was
pleased with all of it, said the mayor of the town.</p>
<p>He said &lt;script&gt;window.__fired=6&lt;/script&gt; and more, with <a href="javascript:window.__fired=7">a
link</a>, <a href="clipdesk://clip?url={beacon}">another</a>, <a href="java&#9;script:window.__fired=8">a third</a>,
<a href="data:text/html,<script>parent.__fired=9</script>">a fourth</a> and <a href="file:///etc/passwd">a
fifth</a>, and &#x202E;backwards text without an end.</p>
<p>{long}</p>
<figure><img src="{beacon}?img" alt="&lt;img src=x onerror=window.__fired=10&gt;">
<figcaption>&lt;img src=x onerror=window.__fired=11&gt; caption</figcaption></figure>
<iframe src="{beacon}?frame"></iframe><video src="{beacon}?video" poster="{beacon}?poster"></video>
<svg><animate attributeName=href values=javascript:window.__fired=12 /><a><text>svg</text></a></svg>
<p>The lamps along the landing were lit for the first time since the flood, and all of them stayed lit.</p>
</article></body></html>"#
    ))
}

#[test]
fn hostile_words_are_words_wherever_they_are_shown() {
    let outlet = Outlet::open();
    outlet.serve("/story", hostile(&outlet));
    let home = Home::new();
    let window = home.desk();
    clip(&window, &outlet.address("/story"));
    window.wait_for("#headline");
    let line = home.line();
    let section = "<svg/onload=window.__fired=20>";
    for command in [
        vec!["tag", "1", &format!("+{MARKUP}"), "+javascript:alert(1)"],
        vec![
            "note",
            "1",
            &format!("{MARKUP} <script>window.__fired=21</script>"),
        ],
        vec!["highlight", "1", "forty passengers"],
        vec!["quote", "1", "one dog", "--speaker", MARKUP],
        vec!["translate", "1", "uk", MARKUP],
        vec!["claim", "disputed", "1", "--by", MARKUP],
        vec!["topic", "new", MARKUP, "--section", section],
        vec!["topic", "file", MARKUP, "1", "--section", section],
        vec!["topic", "brief", MARKUP, MARKUP],
        vec!["searches", "keep", MARKUP, "ferry"],
    ] {
        line.run(&command).ok();
    }
    window.wait_for(role("button", &format!("More: {MARKUP}")));
    let asked = outlet.requests().len();
    only_words(&window, "the story");
    for (key, place) in [
        ("t", "the topics"),
        ("l", "the tags"),
        ("v", "the versions"),
        ("c", "the corrections"),
        ("Shift+o", "the snapshot"),
        ("ctrl+k", "the palette"),
    ] {
        window.press(key);
        window.wait_for("dialog[open]");
        window.settle();
        only_words(&window, place);
        window.press("Escape");
        window.wait_gone("dialog[open]");
    }
    window.press("/");
    window.type_into("#search", "tag:<");
    window.wait_for("[role=listbox][aria-label='Suggestions for the search'] [role=option]");
    only_words(&window, "what completes a search");
    window.type_into("#search", &format!("\u{202e}{MARKUP} forty"));
    window.settle();
    only_words(&window, "a search");
    window.press("Escape");
    window.press("Escape");
    window.click("[role=option]");
    window.press("Delete");
    window.wait_for(role("button", "Undo"));
    only_words(&window, "what was done");
    window.press("ctrl+z");
    window.click(role("button", &format!("{MARKUP} 1")));
    window.wait_for("[role=option]");
    window.press("g");
    window.press("b");
    window.wait_for(".column [role=option]");
    only_words(&window, "the board");
    assert_eq!(outlet.requests().len(), asked, "reading asks for nothing");
    window.close();
}

/// Ends the desk as a power cut would.
fn kill(home: &Home) {
    let library = home.library();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
        let words: Vec<_> = line.split(|byte| *byte == 0).collect();
        if words.contains(&library.to_str().unwrap().as_bytes()) {
            let id = entry.file_name();
            Command::new("kill").arg("-9").arg(id).status().unwrap();
        }
    }
}

#[test]
fn a_note_outlasts_a_desk_that_is_killed_while_it_is_written() {
    let home = Home::new();
    let window = home.with_samples();
    window.press("n");
    window.type_into(role("textbox", "Your note"), "Ring the delegation");
    kill(&home);
    let window = window.reopen();
    window.wait_for(role("button", "Clip a page"));
    library_says(&home.line(), &["margin", "5"], "Ring the delegation");
    window.close();
}

#[test]
fn what_others_write_arrives_and_moves_nothing_from_under_the_editor() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    window.press("n");
    window.type_into(role("textbox", "Your note"), "half a no");
    for n in 0..15 {
        let story = format!(
            "Story {n} from elsewhere\n\nThe ferry left the quay on time, with {n} passengers."
        );
        line.run_on(story, &["clip", "-"]).ok();
    }
    until("twenty stories", || {
        window.text_of(".list").contains("20 stories").then_some(())
    });
    // Even if the story itself is taken away: letters typed into a note are no keys on another story.
    line.run(&["spike", "5"]).ok();
    until("a story less", || {
        window.text_of(".list").contains("19 stories").then_some(())
    });
    let writing = "const field = document.activeElement;
         return [field.tagName, field.value, document.querySelector('#headline').innerText.slice(0, 6)]";
    assert_eq!(
        evaluate(&window, writing),
        json!(["TEXTAREA", "half a no", "Envoys"])
    );
    library_says(&line, &["margin", "5"], "half a no");
    // From there it goes on with what stood beneath it.
    window.press("Escape");
    window.press("j");
    until("the next story", || {
        window
            .text_of("#headline")
            .starts_with("Draft text")
            .then_some(())
    });
    window.close();
}

#[test]
fn a_text_too_large_to_show_is_kept_by_the_keys() {
    let home = Home::new();
    let window = home.with_samples();
    let text =
        "The ferry left the quay on time this morning with forty passengers. ".repeat(70_000);
    window.script(
        "const clipboardData = new DataTransfer(); clipboardData.setData('text/plain', arguments[0]);
         document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))",
        &json!([text]),
    );
    window.wait_for("dialog[open]");
    window.press("ctrl+Enter");
    library_says(&home.line(), &["list"], "6 stories");
    window.close();
}

#[test]
fn what_is_remembered_may_be_nonsense() {
    let home = Home::new();
    let mut window = home.with_samples();
    for nonsense in [
        r#"{"changes":{"done":["","Mod+",7,null],"star":"x","next":[],"__proto__":["j"]},"singles":"maybe","theme":"purple","side":"NaN","list":-400,"textSize":1e9,"measure":{},"density":null,"shelf":{"shelf":"section","section":99999},"sort":"nope","current":"x"}"#,
        r#"[{"about":{"about":"note","story":"x"},"text":5},null,3]"#,
        "not even JSON",
    ] {
        let script =
            "for (const key of [...Object.keys(localStorage), 'clipdesk.keys', 'clipdesk.look'])
             localStorage.setItem(key, arguments[0])";
        window.script(script, &json!([nonsense]));
        window = window.reopen();
        window.wait_for(role("button", "Clip a page"));
        window.click("[role=option]");
        window.wait_for("#headline");
        let usual = "const [side, list] = ['.library', '.list'].map((at) => document.querySelector(at).offsetWidth);
             return side >= 200 && side <= 320 && list >= 320 && list <= 520";
        assert_eq!(evaluate(&window, usual), json!(true), "{nonsense}");
    }
    window.press("s");
    window.wait_for(role("button", "Undo"));
    window.close();
}

#[test]
fn a_full_disk_loses_nothing_that_was_written() {
    let home = Home::new();
    let library = home.library();
    let Some(disk) = SmallDisk::at(&library) else {
        println!("skipped: only who may mount a small disk can fill one");
        return;
    };
    let window = home.with_samples();
    disk.fill();
    window.press("s");
    let full = "The disk of the library is full; nothing was changed; make room and try again.";
    window.wait_for(text(full));
    window.press("n");
    window.type_into(role("textbox", "Your note"), "Ring the delegation");
    until("what is not saved", || {
        let margin = window.text_of("aside");
        margin
            .contains("Not saved yet, and kept here.")
            .then_some(())
    });
    let story = "The harbour opens again\n\nThe first ferry left at noon, with forty passengers.";
    window.press("ctrl+n");
    window.type_into("#entry", story);
    window.press("ctrl+Enter");
    // What was typed is there again, also for who closed it.
    window.click(role("button", "Back to what was entered"));
    window.wait_for("#entry");
    window.press("Escape");
    window.wait_gone("dialog[open]");
    disk.make_room();
    window.press("ctrl+n");
    window.wait_for("#entry");
    window.press("ctrl+Enter");
    let line = home.line();
    library_says(&line, &["search", "harbour", "ferry"], "1 story");
    window.press("Escape");
    window.click(role("button", "Try again"));
    library_says(&line, &["margin", "5"], "Ring the delegation");
    window.close();
}
