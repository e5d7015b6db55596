//! Many pages on their way at once, and the other ways in: what is dropped on the window, and what a link of
//! another program brings.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::env;
use std::process::Command;

use journeys::editor::{Home, dialog_says, fill, library_says, no_violations};
use journeys::window::{role, text};
use journeys::{Answer, Outlet, Window, until};
use serde_json::{Value, json};

fn story(title: &str) -> String {
    format!(
        "<article><h1>{title}</h1><p>The ferry left the quay on time this morning, with forty passengers and \
         one dog, and the harbour board was pleased.</p></article>"
    )
}

/// How many lines the list of jobs has.
fn lines(window: &Window, many: usize) {
    until(&format!("{many} lines"), || {
        (window.count("dialog[open] ul[aria-label=Clipping] > li") == many).then_some(())
    });
}

#[test]
fn sixty_addresses_are_listed_by_what_became_of_them() {
    let outlet = Outlet::open();
    let path = |place: usize| format!("/river/{place}");
    for place in 0..51 {
        outlet.serve(
            &path(place),
            Answer::html(&story(&format!("Ferry {place}"))),
        );
    }
    for place in 51..56 {
        outlet.serve(&path(place), Answer::status(404));
    }
    for place in 56..60 {
        outlet.serve(&path(place), Answer::withheld());
    }
    let addresses: Vec<_> = (0..60).map(|place| outlet.address(&path(place))).collect();
    let home = Home::new();
    let line = home.line();
    let window = home.desk();
    window.press("ctrl+n");
    fill(&window, "#entry", &addresses.join("\n"));
    window.press("ctrl+Enter");
    dialog_says(&window, "60 pages will be fetched from the web");
    outlet.assert_unasked();
    window.click(role("button", "Fetch 60 pages"));
    dialog_says(&window, "51 of 60 clipped, 5 failed");
    window.click(role("button", "Close"));

    window.click(role("button", "Show all"));
    window.wait_for(role("dialog", "Clipping"));
    lines(&window, 50);
    dialog_says(&window, "50 of 60 shown");
    window.click(role("button", "Show more"));
    lines(&window, 60);
    window.click(role("button", "Under way 4"));
    lines(&window, 4);
    // Soon, for no server is waited for longer than twenty seconds.
    window.click("dialog[open] .inside > .acts button:nth-of-type(1)");
    window.wait_for(text("None of them."));
    window.wait_for(role("button", "Under way 0"));
    library_says(&line, &["list", "--shelf", "unfetched"], "9 stories");
    window.click(role("button", "Not clipped 5"));
    lines(&window, 5);
    no_violations(&window, "the jobs that failed");

    // One is given up, and its link stays; the others are tried again, first one and then all of them.
    window.click(role("button", &format!("Dismiss {}", addresses[51])));
    lines(&window, 4);
    for place in 52..55 {
        let title = format!("Ferry {place}");
        outlet.serve(&path(place), Answer::html(&story(&title)));
    }
    window.click(role("button", &format!("Try again: {}", addresses[52])));
    lines(&window, 3);
    library_says(&line, &["list", "--shelf", "unfetched"], "8 stories");
    window.click(role("button", "Try those again that failed"));
    library_says(&line, &["list", "--shelf", "unfetched"], "6 stories");
    library_says(&line, &["list"], "60 stories");
    // What arrived goes by itself after a while; what failed again stays until it is cleared.
    window.wait_for(role("button", "Not clipped 1"));
    window.click(role("button", "Clear finished"));
    window.wait_gone(role("button", "Clear finished"));
    window.press("Escape");
    window.wait_gone("[data-test=jobs-summary]");
    window.close();
}

#[test]
fn who_watches_many_pages_tries_one_again_and_reads_another() {
    let outlet = Outlet::open();
    outlet.serve("/a", Answer::html(&story("Ferry runs again")));
    outlet.serve("/b", Answer::status(503));
    outlet.serve("/c", Answer::withheld());
    let home = Home::new();
    let line = home.line();
    let window = home.desk();
    let [a, b, c] = ["/a", "/b", "/c"].map(|path| outlet.address(path));
    window.press("ctrl+n");
    fill(&window, "#entry", &[&*a, &b, &c].join("\n"));
    window.press("ctrl+Enter");
    dialog_says(&window, "1 of 3 clipped, 1 failed");
    dialog_says(&window, "503");
    outlet.serve("/b", Answer::html(&story("The quay is lit")));
    window.click(role("button", &format!("Try again: {b}")));
    dialog_says(&window, "2 of 3 clipped");
    window.click(role("button", &format!("Cancel {c}")));
    dialog_says(&window, "2 of 3 clipped, 1 cancelled");
    window.wait_for(role("button", "Clip another"));
    window.click(role("button", &format!("Read it: {b}")));
    window.wait_gone("dialog[open]");
    until("the story that was asked for", || {
        (window.text_of("#headline") == "The quay is lit").then_some(())
    });
    library_says(&line, &["list", "--shelf", "unfetched"], "1 story");
    // One act: a single undo takes the three links back.
    window.press("ctrl+z");
    library_says(&line, &["list"], "No stories");
    window.close();
}

/// What is dragged over the window, as another program would fill it: its data by type, and its files by name.
struct Dragged<'a> {
    data: &'a [(&'a str, &'a str)],
    files: &'a [(&'a str, &'a str)],
}

impl Dragged<'_> {
    const MADE: &'static str = "
        const [data, files, done] = arguments;
        const transfer = new DataTransfer();
        for (const [type, value] of data) transfer.setData(type, value);
        for (const [name, value] of files) transfer.items.add(new File([value], name));
        const send = (kind) => document.body.dispatchEvent(
          new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));";

    fn link(address: &str) -> [(&str, &str); 1] {
        [("text/uri-list", address)]
    }

    fn run(&self, window: &Window, then: &str) -> Value {
        let script = format!("{}{then}", Dragged::MADE);
        window.script_async(&script, &json!([self.data, self.files]))
    }

    /// What the window says that dropping it would do. Asked at once: the hovering ends by itself.
    fn hover(&self, window: &Window) -> String {
        let says = self.run(
            window,
            "send('dragenter');
             queueMicrotask(() => done(document.querySelector('[data-test=drop]')?.innerText));",
        );
        says.as_str().unwrap_or_default().to_owned()
    }

    fn drop(&self, window: &Window) {
        self.run(window, "send('dragenter'); send('drop'); done(null)");
    }
}

#[test]
fn links_that_are_dropped_are_clipped_into_the_open_topic() {
    let outlet = Outlet::open();
    for (path, title) in [("/a", "Ferry runs again"), ("/b", "The quay is lit")] {
        outlet.serve(path, Answer::html(&story(title)));
    }
    let home = Home::new();
    let line = home.line();
    line.run(&["topic", "new", "Harbours"]).ok();
    let window = home.desk();
    let (a, b) = (outlet.address("/a"), outlet.address("/b"));
    let one = Dragged {
        data: &Dragged::link(&a),
        files: &[],
    };
    let says = one.hover(&window);
    assert!(
        says.contains("Clip this link") && !says.contains("Harbours"),
        "{says:?}"
    );
    // A hovering that goes elsewhere leaves nothing behind.
    window.wait_gone("[data-test=drop]");
    outlet.assert_unasked();
    assert!(line.run(&["list"]).ok().contains("No stories"));

    window.click("#shelf-topic-1");
    until("the topic's list", || {
        (window.text_of(".list h1") == "Harbours").then_some(())
    });
    assert!(one.hover(&window).contains("Clip this link into Harbours"));
    let both = format!("# from a browser\r\n{a}\r\n{b}\r\n");
    let two = Dragged {
        data: &Dragged::link(&both),
        files: &[],
    };
    two.drop(&window);
    window.wait_gone("[data-test=drop]");
    let listed = ["list", "--topic", "Harbours"];
    library_says(&line, &listed, "2 stories");
    library_says(&line, &listed, "Ferry runs again");
    library_says(&line, &listed, "The quay is lit");
    window.close();
}

#[test]
fn files_that_are_dropped_are_kept_and_what_cannot_be_is_named() {
    let home = Home::new();
    let line = home.line();
    let window = home.desk();
    let page = story("Ferry runs again");
    let files = Dragged {
        data: &[],
        files: &[
            ("ferry.html", &page),
            ("quay.md", "# The quay is lit\n\nAt last it is."),
            ("empty.txt", ""),
            ("tones.wav", "RIFF\0\0\0\0WAVE"),
        ],
    };
    let says = files.hover(&window);
    assert!(says.contains("Clip 4 files"), "{says:?}");
    files.drop(&window);
    for title in ["Ferry runs again", "The quay is lit"] {
        library_says(&line, &["list"], title);
    }
    for words in ["empty.txt: is empty", "tones.wav: is not text"] {
        until(words, || {
            window.text_of("body").contains(words).then_some(())
        });
    }
    library_says(&line, &["list"], "2 stories");

    // While the form is open, they wait in it.
    window.press("ctrl+n");
    window.wait_for("#entry");
    let late = Dragged {
        data: &[],
        files: &[("late.txt", "The lock keeper retires.\n\nHe is glad.")],
    };
    assert!(late.hover(&window).contains("Clip this file"));
    late.drop(&window);
    dialog_says(&window, "1 file will be kept.");
    window.press("ctrl+Enter");
    window.wait_for(role("button", "Read it"));
    library_says(&line, &["list"], "3 stories");
    window.close();
}

#[test]
fn a_drop_that_may_mean_two_things_asks_and_one_of_nothing_says_so() {
    let home = Home::new();
    let line = home.line();
    let window = home.with_samples();
    let odd = Dragged {
        data: &[("application/x-something", "x")],
        files: &[],
    };
    let says = odd.hover(&window);
    assert!(says.contains("This cannot be clipped"), "{says:?}");
    odd.drop(&window);
    window.wait_for(text("There was nothing to clip in what was dropped."));
    let mail = Dragged {
        data: &Dragged::link("mailto:editor@courier.example"),
        files: &[],
    };
    mail.drop(&window);
    let script = "document.body.dispatchEvent(new DragEvent('dragstart', { bubbles: true }));";
    window.script(script, &json!([]));
    assert_eq!(
        mail.hover(&window),
        "",
        "what is dragged about in the window is no clipping in"
    );
    window.script(&script.replace("dragstart", "dragend"), &json!([]));

    let words = "The ferry left the quay on time this morning, with forty passengers and one dog. The harbour \
                 board was pleased, and said so at https://board.example/said in more words than these.";
    let passage = Dragged {
        data: &[("text/plain", words)],
        files: &[],
    };
    assert!(passage.hover(&window).contains("Clip this text"));
    passage.drop(&window);
    window.wait_for(role("button", "Fetch the address in it"));
    library_says(&line, &["list"], "5 stories");
    window.click(role("button", "Keep the text"));
    window.press("ctrl+Enter");
    window.wait_for(role("button", "Read it"));
    library_says(&line, &["list"], "6 stories");
    window.close();
}

#[test]
fn a_link_from_elsewhere_waits_for_a_yes_and_a_yes_opens_nothing_private() {
    let outlet = Outlet::open();
    let home = Home::new();
    let line = home.line();
    let window = home.with_samples();
    let link = |path: &str| {
        let address = outlet.address(path).replace("://", "%3A%2F%2F");
        let start = Command::new(env::var_os("CLIPDESK_BIN").unwrap())
            .arg("--library")
            .arg(home.library())
            .arg(format!("clipdesk://clip?url={address}"))
            .env("HOME", home.path())
            .status()
            .unwrap();
        assert!(start.success(), "{start}");
    };
    // It does not push aside what an editor is at.
    window.press("?");
    window.wait_for(role("dialog", "Keys"));
    link("/no");
    until("the link in the desk's hands", || {
        let left = home.library().join("links").read_dir();
        (left.map_or(0, Iterator::count) == 0).then_some(())
    });
    assert!(window.shows(role("dialog", "Keys")));
    window.press("Escape");
    dialog_says(
        &window,
        "A link asked for this. Nothing is fetched until you say so.",
    );
    assert_eq!(
        window.wait_for("#entry").attribute("value"),
        Some(outlet.address("/no"))
    );
    no_violations(&window, "what a link brought");
    window.click(role("button", "Cancel"));
    window.wait_gone("dialog[open]");
    library_says(&line, &["list"], "5 stories");
    // It is not what the next page begins with.
    window.press("ctrl+n");
    window.wait_for("#entry");
    assert_eq!(
        window.wait_for("#entry").attribute("value").as_deref(),
        Some("")
    );
    window.press("Escape");

    link("/yes");
    dialog_says(&window, "A link asked for this.");
    window.click("dialog[open] [type=submit]");
    dialog_says(&window, "only a person may ask for one");
    library_says(&line, &["list", "--shelf", "unfetched"], "1 story");
    outlet.assert_unasked();
    window.close();
}
