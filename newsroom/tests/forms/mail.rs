//! What mails and archives of pages say. Real ones have lines that end in CR and LF, so these have.

use newsroom::clipping::markdown::plain_text;
use newsroom::clipping::{Clipping, Evidence};
use newsroom::page::Form;

fn mail(text: &str) -> Clipping {
    crate::cut(Form::Mail, text.replace('\n', "\r\n").as_bytes())
}

fn archive(text: &str) -> Clipping {
    crate::cut(Form::Archive, text.replace('\n', "\r\n").as_bytes())
}

const STORY: &str = "<p>The ferry left the quay on time this morning, with forty passengers and one dog, and the \
    harbour board said that it would do so until the spring.</p><p>Nobody had believed it, least of all its captain, \
    who has sailed for thirty years and had her coat on already.</p>";

const BODY: &str = "The ferry left the quay on time this morning, with forty passengers and one dog, and the harbour \
    board said that it would do so until the spring.\n\nNobody had believed it, least of all its captain, who has \
    sailed for thirty years and had her coat on already.";

#[test]
fn a_newsletter_is_cut_as_the_page_that_it_is() {
    let clipping = mail(&format!(
        "From: =?utf-8?q?Arn_Courier?= <news@courier.example>\nTo: ann@desk.example\n\
         Subject: =?utf-8?B?0J/QvtGA0L7QvCDRhdC+0LTQuNGC0Yw=?=\nDate: Thu, 16 Oct 2025 09:30:00 +0200\n\
         List-Id: <morning.courier.example>\nMIME-Version: 1.0\n\
         Content-Type: multipart/alternative; boundary=\"cut here\"\n\n\
         --cut here\nContent-Type: text/plain; charset=utf-8\n\nThis mail is best read as a page.\n\
         --cut here\nContent-Type: text/html; charset=utf-8\n\n<html><body>{STORY}</body></html>\n--cut here--\n"
    ));
    assert_eq!(plain_text(&clipping.body), BODY);
    let parts = [clipping.headline, clipping.outlet];
    let said = parts.map(|part| part.map(|part| (part.value, part.evidence)));
    let meta = |text: &str| Some((text.to_owned(), Evidence::Meta));
    assert_eq!(said, [meta("Пором ходить"), meta("Arn Courier")]);
    let published = clipping.published.unwrap();
    assert_eq!(
        (published.value.to_string().as_str(), published.evidence),
        ("2025-10-16T09:30:00+02:00", Evidence::Meta)
    );
    assert_eq!((clipping.byline, clipping.address), (None, None));
}

#[test]
fn a_page_s_own_headline_comes_before_the_subject() {
    let clipping = mail(&format!(
        "From: news@courier.example\nSubject: Your morning\nDate: Thu, 16 Oct 2025 09:30:00 +0200\n\
         Content-Type: text/html\n\n<html><body><h1>Ferry runs again after nine days</h1>{STORY}</body></html>\n"
    ));
    assert_eq!(
        clipping.headline.unwrap().value,
        "Ferry runs again after nine days"
    );
    let outlet = clipping.outlet.unwrap();
    assert_eq!(
        (outlet.value.as_str(), outlet.evidence),
        ("courier.example", Evidence::Host)
    );
}

#[test]
fn a_sender_is_a_person_or_a_house() {
    for (from, byline, outlet) in [
        ("Ann Lee <ann@lee.example>", Some("Ann Lee"), "lee.example"),
        (
            "\"Ann Lee\" <ann.lee@mail.example>",
            Some("Ann Lee"),
            "mail.example",
        ),
        ("Arn Courier <news@courier.example>", None, "Arn Courier"),
        (
            "Ann Lee from the Arn Courier <ann@post.example>",
            Some("Ann Lee"),
            "Arn Courier",
        ),
        (
            "Ann Lee at Reedbed <ann@post.example>",
            Some("Ann Lee"),
            "Reedbed",
        ),
        ("news@courier.example", None, "courier.example"),
        (
            "=?windows-1251?B?wrPx7ejq?= <a@porom.example>",
            None,
            "Вісник",
        ),
    ] {
        let clipping = mail(&format!(
            "From: {from}\nSubject: Ferry runs again\nContent-Type: text/html\n\n{STORY}\n"
        ));
        assert_eq!(
            clipping.byline.map(|part| part.value.join(", ")).as_deref(),
            byline,
            "{from}"
        );
        assert_eq!(
            clipping.outlet.map(|part| part.value).as_deref(),
            Some(outlet),
            "{from}"
        );
    }
}

#[test]
fn a_mail_of_text_is_read_with_its_subject_as_the_headline() {
    let clipping = mail(
        "From: Ann Lee <ann@lee.example>\nSubject: Ferry runs again after nine\n days\nDate: Thu, 16 Oct 2025 09:30:00 GMT\n\
         Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n\
         The ferry left the quay on time this morning, with forty passengers=20\nand one dog on board, caf=E9 and all.\n\n\
         > you wrote that it would never sail\n\nNobody had believed it.\n-- \nAnn\n",
    );
    assert_eq!(
        clipping.headline.unwrap().value,
        "Ferry runs again after nine days"
    );
    assert_eq!(
        plain_text(&clipping.body),
        "The ferry left the quay on time this morning, with forty passengers and one dog on board, café and all.\n\n\
         Nobody had believed it."
    );
}

#[test]
fn every_charset_and_encoding_of_a_mail_is_undone() {
    let story = |words: &str| {
        format!("<html><body><h1>{words}</h1><p>{words} {words} {words} {words}.</p></body></html>")
    };
    for (label, words) in [
        ("windows-1251", "Пором знову ходить"),
        ("koi8-u", "Пором знову ходить"),
        ("shift_jis", "渡し船が再び運航"),
        ("iso-2022-jp", "渡し船が再び運航"),
        ("gbk", "渡轮恢复运行"),
        ("gb18030", "渡轮恢复运行"),
        ("big5", "渡輪恢復運行"),
        ("euc-kr", "나룻배가 다시 다닌다"),
        ("iso-8859-2", "Přívoz opět jezdí"),
        ("utf-8", "המעבורת שטה שוב"),
    ] {
        let set = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let page = story(words);
        let (bytes, _, lost) = set.encode(&page);
        assert!(!lost, "{label} has no such letters");
        let quoted: String = bytes
            .iter()
            .map(|byte| format!("={byte:02X}"))
            .collect::<Vec<_>>()
            .chunks(20)
            .map(|line| line.concat() + "=\n")
            .collect();
        let clipping = mail(&format!(
            "From: a@b.example\nContent-Type: text/html; charset={label}\nContent-Transfer-Encoding: quoted-printable\n\n{quoted}\n"
        ));
        assert_eq!(clipping.headline.unwrap().value, words, "{label}");
    }
}

#[test]
fn an_archive_is_cut_as_its_main_part_at_its_address() {
    let parts = format!(
        "--cut\nContent-Type: text/css\nContent-Location: https://courier.example/a.css\n\np {{ color: red }}\n\
         --cut\nContent-Type: text/html; charset=utf-8\nContent-ID: <main@page>\nContent-Location: https://courier.example/river/ferry\n\
         Content-Transfer-Encoding: quoted-printable\n\n<html><head><title>Ferry runs again after nine days</title></head>=\n<body>{STORY}\
         <p><a href=3D\"/river/lock\">The lock is to be cleaned</a></p></body></html>\n\
         --cut\nContent-Type: text/html\nContent-ID: <frame@page>\nContent-Location: https://adverts.example/frame\n\n<p>Buy</p>\n--cut--\n"
    );
    for (head, address) in [
        (
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://courier.example/other\n",
            "https://courier.example/river/ferry",
        ),
        (
            "From: <Saved by Blink>\n",
            "https://courier.example/river/ferry",
        ),
    ] {
        let clipping = archive(&format!(
            "{head}MIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"cut\"\n\n{parts}"
        ));
        assert_eq!(clipping.address.unwrap().as_str(), address);
        assert!(
            plain_text(&clipping.body).starts_with(BODY),
            "{}",
            plain_text(&clipping.body)
        );
    }
    let framed = archive(&format!(
        "MIME-Version: 1.0\nContent-Type: multipart/related; start=\"<frame@page>\"; boundary=\"cut\"\n\n{parts}"
    ));
    assert_eq!(
        framed.address.unwrap().as_str(),
        "https://adverts.example/frame"
    );
    let nowhere = archive(
        "MIME-Version: 1.0\nContent-Type: text/html\nContent-Location: file:///etc/passwd\n\n<p>Buy</p>\n",
    );
    assert_eq!(nowhere.address, None);
}
