//! A kept page in the real window: it is looked at, and does nothing, whatever it is.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;
use std::thread;
use std::time::Duration;

use journeys::window::role;
use journeys::{Answer, Desk, Outlet, Window, until};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A page that tries to get out in every way that a page has without a person.
fn hostile(outlet: &Outlet, refresh: &str) -> String {
    let to = |path: &str| outlet.address(path);
    format!(
        r#"<!doctype html><html><head>
<meta charset="utf-8"><title>Trams return to the harbour</title>
{refresh}
<base href="{base}" target="_top">
<link rel="stylesheet" href="{style}"><link rel="preload" as="image" href="{preload}">
<link rel="prefetch" href="{prefetch}"><link rel="preconnect" href="{base}">
<link rel="icon" href="{icon}"><link rel="manifest" href="{manifest}">
<link rel="dns-prefetch" href="{base}"><link rel="modulepreload" href="{module}">
<style>@import url("{import}"); @font-face {{ font-family: x; src: url("{font}"); }}
body {{ background: #7a1f1f url("{background}"); font-family: x; color: #fff; }}</style>
<script>fetch("{fetch}"); top.location = "{top}"; window.open("{open}");
parent.postMessage("out", "*"); navigator.sendBeacon("{beacon}");
window.__TAURI_INTERNALS__ && window.__TAURI_INTERNALS__.invoke("undo");</script>
<script src="{script}"></script>
</head><body onload="location='{onload}'">
<h1>Trams return to the harbour</h1>
<p>The first tram in nine years ran along the harbour on Monday, with the mayor at the bell and some forty
people who had waited since six in the morning for a place at a window.</p>
<p>The line is to run every ten minutes by the spring, the harbour board said, and every six in summer, when
the ferries bring more people than the buses could ever carry up the hill.</p>
<img src="{img}" srcset="{srcset} 2x" onerror="fetch('{onerror}')"><picture><source srcset="{source}"></picture>
<iframe src="{frame}"></iframe><iframe srcdoc="<img src='{srcdoc}'>"></iframe>
<object data="{object}"></object><embed src="{embed}">
<video src="{video}" poster="{poster}" autoplay></video><audio src="{audio}" autoplay></audio>
<svg><image href="{svg}"/><use href="{uses}#a"/><script href="{svg_script}"/></svg>
<form id="f" action="{form}"><input name="a" autofocus onfocus="f.submit()"><button>Go</button></form>
<a id="a" href="{link}" ping="{ping}">More</a><input type="image" src="{input}">
<table background="{table}"><tr><td>1</td></tr></table>
</body></html>"#,
        base = to("/base/"),
        style = to("/style"),
        preload = to("/preload"),
        prefetch = to("/prefetch"),
        icon = to("/icon"),
        manifest = to("/manifest"),
        module = to("/module"),
        import = to("/import"),
        font = to("/font"),
        background = to("/background"),
        fetch = to("/fetch"),
        top = to("/top"),
        open = to("/open"),
        beacon = to("/beacon"),
        script = to("/script"),
        onload = to("/onload"),
        img = to("/img"),
        srcset = to("/srcset"),
        onerror = to("/onerror"),
        source = to("/source"),
        frame = to("/frame"),
        srcdoc = to("/srcdoc"),
        object = to("/object"),
        embed = to("/embed"),
        video = to("/video"),
        poster = to("/poster"),
        audio = to("/audio"),
        svg = to("/svg"),
        uses = to("/uses"),
        svg_script = to("/svg-script"),
        form = to("/form"),
        link = to("/link"),
        ping = to("/ping"),
        input = to("/input"),
        table = to("/table"),
    )
}

/// Shows a kept page in a frame of the window, and says what became of it.
fn frame(window: &Window, sha: &str, sandbox: &str) -> Value {
    let script = "const [sha, sandbox] = arguments; const done = arguments[arguments.length - 1];
         document.querySelectorAll('iframe').forEach((old) => old.remove());
         const frame = document.createElement('iframe');
         if (sandbox !== 'none') frame.setAttribute('sandbox', sandbox);
         Object.assign(frame.style, { position: 'fixed', inset: '0', width: '100%', height: '100%', zIndex: 9 });
         window.heard ??= []; window.addEventListener('message', (event) => window.heard.push(event.data));
         let loads = 0;
         frame.addEventListener('load', () => { loads += 1; });
         frame.src = `clipdesk-snapshot://localhost/${sha}`;
         document.body.append(frame);
         setTimeout(() => {
           let inside = 'closed';
           try { inside = frame.contentDocument === null ? 'closed' : 'open'; } catch { }
           done({ loads, inside, heard: window.heard.length, at: location.href });
         }, 2500);";
    window.script_async(script, &json!([sha, sandbox]))
}

#[test]
fn a_kept_page_does_nothing_and_leads_nowhere() {
    let outlet = Outlet::open();
    for path in ["/refresh", "/refresh-2"] {
        outlet.serve(path, Answer::html("<p>Out."));
    }
    let home = tempfile::tempdir().unwrap();
    let library = home.path().join("Foreign desk");
    let line = |args: &[&str]| {
        let mut all = vec!["--library", library.to_str().unwrap()];
        all.extend_from_slice(args);
        Desk::new().run(&all).ok()
    };
    let refreshes = [
        format!(
            r#"<meta http-equiv="refresh" content="0;url={}">"#,
            outlet.address("/refresh")
        ),
        format!(
            r#"<META HTTP-EQUIV=Refresh CONTENT='1; {}'>"#,
            outlet.address("/refresh-2")
        ),
        r#"<meta http-equiv="refresh" content="0;url=tauri://localhost/">"#.to_owned(),
        r#"<meta http-equiv="refresh" content="0;url=javascript:parent.postMessage('out','*')">"#
            .to_owned(),
    ];
    let mut kept = Vec::new();
    for (number, refresh) in refreshes.iter().enumerate() {
        let page = hostile(&outlet, refresh);
        let file = home.path().join(format!("{number}.html"));
        fs::write(&file, &page).unwrap();
        line(&["clip", "--anyway", "--no-pictures", file.to_str().unwrap()]);
        let sha: String = Sha256::digest(&page)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        kept.push(sha);
    }
    let window = Window::open(&library);
    window.wait_for("[role=option]");
    let before = window.script("return location.href", &json!([]));
    for sha in &kept {
        for sandbox in ["", "none"] {
            let told = frame(&window, sha, sandbox);
            assert_eq!(told["inside"], "closed", "{sha} {sandbox}: {told}");
            assert_eq!(told["heard"], 0, "{sha} {sandbox}: {told}");
            assert_eq!(told["at"], before, "{sha} {sandbox}: {told}");
            assert_eq!(
                told["loads"], 1,
                "it went elsewhere: {sha} {sandbox}: {told}"
            );
        }
    }
    window.picture("a kept page");
    // Whatever waits a moment has had it.
    thread::sleep(Duration::from_secs(1));
    outlet.assert_unasked();
    window.close();
}

#[test]
fn only_a_kept_page_is_answered_with_its_policy() {
    let home = tempfile::tempdir().unwrap();
    let library = home.path().join("Foreign desk");
    let window = Window::open(&library);
    window.click(role("button", "Add five sample stories"));
    until("five stories", || {
        (window.count("[role=option]") == 5).then_some(())
    });
    // The window itself may not read one: only a frame may show it.
    let script = "const done = arguments[arguments.length - 1];
         fetch(`clipdesk-snapshot://localhost/${'0'.repeat(64)}`).then(() => done('read'), () => done('refused'))";
    assert_eq!(window.script_async(script, &json!([])), "refused");
    window.close();
}
