//! Pictures that a page brings along: parts of mails and archives, pictures in the page itself, and those of
//! one entry of a live blog. What is here is never asked for.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use journeys::picture::png;
use journeys::{Answer, Desk, Outlet};
use serde_json::Value;

const DUSK: [u8; 3] = [240, 180, 120];

/// A paragraph of its own for each crossing: nobody writes one twice.
fn text(crossing: usize) -> String {
    format!(
        "<p>On crossing {crossing} the ferry left the quay on time, with forty passengers and one dog, and \
         the harbour board said that it would do so every day until the spring comes.</p>"
    )
}

fn story(desk: &Desk, number: u32) -> Value {
    let told = desk.run(&["show", &number.to_string(), "--json"]).ok();
    serde_json::from_str(&told).unwrap()
}

/// How wide the pictures of a story are, in their order; one that is not kept has no width.
fn widths(story: &Value) -> Vec<u64> {
    let pictures = story["pictures"].as_array().unwrap().iter();
    pictures
        .map(|picture| picture["kept"]["width"].as_u64().unwrap_or_default())
        .collect()
}

/// A message of parts: a page, and pictures with the headers that name them.
fn message(head: &str, page: &str, pictures: &[(&str, Vec<u8>)]) -> String {
    let part = |(name, picture): &(&str, Vec<u8>)| {
        format!(
            "--seam\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n{name}\r\n\r\n{}\r\n",
            BASE64.encode(picture)
        )
    };
    let pictures: String = pictures.iter().map(part).collect();
    format!(
        "{head}MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"seam\"\r\n\r\n\
         --seam\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\
         Content-Location: https://courier.example/river/ferry\r\n\r\n{page}\r\n{pictures}--seam--\r\n"
    )
}

fn clipped(desk: &Desk, folder: &Path, name: &str, bytes: &str) -> Value {
    let file = folder.join(name);
    fs::write(&file, bytes).unwrap();
    let said = desk.run(&["clip", file.to_str().unwrap(), "--json"]).ok();
    let said: Value = serde_json::from_str(&said).unwrap();
    story(desk, said["story"].as_u64().unwrap() as u32)
}

#[test]
fn pictures_of_mails_and_archives_come_out_of_them() {
    let canary = Outlet::open();
    let (desk, folder) = (Desk::new(), tempfile::tempdir().unwrap());
    let there = canary.address("/img/quay.png?width=1200");
    let figure = |source: &str| {
        format!("<figure><img src=\"{source}\"><figcaption>At dusk</figcaption></figure>")
    };
    let page = |headline: &str, sources: &[&str]| {
        let figures: String = sources
            .iter()
            .enumerate()
            .map(|(crossing, at)| format!("{}{}", text(crossing), figure(at)))
            .collect();
        let last = text(sources.len());
        format!("<html><body><article><h1>{headline}</h1>{figures}{last}</article></body></html>")
    };

    let archive = message(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/river/ferry\r\n\
         Subject: Ferry runs again\r\n",
        &page(
            "Ferry runs again",
            &[&there, "cid:dog%40courier", "/img/lamp.png"],
        ),
        &[
            (&format!("Content-Location: {there}"), png(640, 360, DUSK)),
            ("Content-ID: <dog@courier>", png(320, 180, DUSK)),
            (
                "Content-Location: https://courier.example/img/lamp.png",
                png(200, 100, DUSK),
            ),
        ],
    );
    let kept = clipped(&desk, folder.path(), "ferry.mhtml", &archive);
    assert_eq!(widths(&kept), [640, 320, 200], "{kept:#}");
    assert_eq!(kept["pictures"][0]["address"], there);

    let mail = message(
        "From: Arn Courier <news@courier.example>\r\nDate: Thu, 16 Oct 2025 07:00:00 +0200\r\n\
         Subject: Your morning on the river\r\n",
        &page("Your morning on the river", &["cid:quay", "cid:gone"]),
        &[("Content-ID: <quay>", png(480, 240, DUSK))],
    );
    let kept = clipped(&desk, folder.path(), "letter.eml", &mail);
    assert_eq!(widths(&kept), [480, 0], "{kept:#}");
    let why = kept["pictures"][1]["unkept"].as_str().unwrap();
    assert_eq!(why, "the saved page does not hold it");
    canary.assert_unasked();
}

#[test]
fn a_picture_that_a_saved_page_holds_is_not_asked_for_where_it_was() {
    let canary = Outlet::open();
    let (desk, folder) = (Desk::new(), tempfile::tempdir().unwrap());
    // Noise, so that it has the size of a picture and not of a placeholder.
    let mut large = png(400, 300, DUSK);
    large.extend((0..6_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8));
    let (held, blank) = (BASE64.encode(large), BASE64.encode(png(40, 30, DUSK)));
    let page = format!(
        "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://courier.example/river/ferry \n\
         saved date: Thu Oct 16 2025 11:20:03 GMT+0200\n--><body><article><h1>Ferry runs again</h1>{}\
         <figure><img data-src=\"{}\" srcset=\"{} 2x\" src=\"data:image/png;base64,{held}\"></figure>{}\
         <img src=\"data:image/png;base64,{blank}\">{}</article></body></html>",
        text(1),
        canary.address("/a.png"),
        canary.address("/b.png"),
        text(2),
        text(3),
    );
    let kept = clipped(&desk, folder.path(), "ferry.html", &page);
    assert_eq!(widths(&kept), [400], "{kept:#}");
    canary.assert_unasked();
}

#[test]
fn an_entry_of_a_live_blog_brings_its_own_pictures() {
    let outlet = Outlet::open();
    let entry = |n: usize| {
        format!(
            "<li id=e-{n}><time datetime=2025-03-05T0{n}:15:00+01:00>0{n}:15</time><h3>Report {n} from the quay</h3>{}\
             <figure><img src=/{n}.png alt='The quay'></figure></li>",
            text(n)
        )
    };
    let entries: String = (1..5).map(entry).collect();
    let page = format!(
        "<!doctype html><title>Live: the river rises</title><main><h1>Live: the river rises</h1>\
         <ul class=live-blog>{entries}</ul></main>"
    );
    outlet.serve("/live", Answer::html(&page));
    outlet.serve("/2.png", Answer::of("image/png", png(640, 360, DUSK)));
    let desk = Desk::new();
    desk.run(&["clip", "--no-pictures", &outlet.address("/live")])
        .ok();
    assert_eq!(story(&desk, 1)["entries"].as_array().unwrap().len(), 4);
    desk.run(&["entry", "1", "2"]).ok();
    let kept = story(&desk, 2);
    assert_eq!(kept["headline"]["value"], "Report 2 from the quay");
    assert_eq!(widths(&kept), [640], "{kept:#}");
    let asked: Vec<_> = outlet
        .requests()
        .into_iter()
        .map(|request| request.path)
        .collect();
    assert_eq!(asked, ["/live", "/2.png"]);
}
