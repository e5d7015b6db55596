//! Mails that are made to break what reads them.

use std::time::Instant;

use newsroom::page::Form;
use proptest::prelude::{ProptestConfig, any, prop, proptest};

use crate::cut;

const LETTER: &str = "From: Ann Lee <ann@lee.example>\r\nSubject: =?utf-8?q?Ferry_runs?=\r\nDate: Thu, 16 Oct 2025 09:30:00 \
    +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"cut\"\r\n\r\n--cut\r\nContent-Type: \
    text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: base64\r\n\r\nz/Ds7g==\r\n--cut\r\nContent-Type: \
    text/html; charset=shift_jis\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: \
    https://courier.example/a\r\n\r\n<p>=93n=82=B5</p>\r\n--cut--\r\n";

#[test]
fn nests_heaps_and_floods_are_answered_in_time() {
    let nest = |depth: usize| -> String {
        (0..depth).fold(String::new(), |mail, at| {
            mail + &format!("Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n")
        })
    };
    let mails = |depth: usize| "Content-Type: message/rfc822\r\n\r\n".repeat(depth);
    let heap = |parts: usize| {
        format!(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n{}",
            "--b\r\n\r\nx\r\n".repeat(parts)
        )
    };
    let files = [
        nest(1_000),
        nest(9_000),
        nest(100_000),
        mails(90),
        mails(600_000),
        mails(1_000).replace("message", "MESSAGE"),
        heap(9_000),
        heap(1_000_000),
        format!("{}\r\n\r\nx", "X-Header: y\r\n".repeat(1_000_000)),
        format!("Subject: {}\r\n\r\nx", "a ".repeat(5 << 20)),
        format!("Subject: {}\r\n\r\nx", "=?utf-8?b?QQ==?= ".repeat(200_000)),
        format!("From: {}\r\n\r\nx", "(".repeat(1_000_000)),
        format!("From: {}\r\n\r\nx", "a@b.example, ".repeat(200_000)),
        format!(
            "Content-Type: text/html; {}\r\n\r\nx",
            "a*0=b; ".repeat(200_000)
        ),
        format!(
            "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
            "PGRpdj4=".repeat(200_000)
        ),
        format!(
            "Content-Type: multipart/mixed; boundary={}\r\n\r\n",
            "b".repeat(1_000_000)
        ),
    ];
    for (at, file) in files.iter().enumerate() {
        for form in [Form::Mail, Form::Archive] {
            let begun = Instant::now();
            cut(form, file.as_bytes());
            assert!(
                begun.elapsed().as_secs() < 20,
                "file {at} took {:?}",
                begun.elapsed()
            );
        }
    }
}

#[test]
fn a_charset_that_lies_or_does_not_exist_is_no_matter() {
    for label in [
        "utf-7",
        "x-none",
        "utf-16",
        "hz-gb-2312",
        "replacement",
        "\"",
        "../../etc",
        "iso-2022-cn",
    ] {
        let mail = format!(
            "From: a@b.example\r\nSubject: =?{label}?b?/v8A?=\r\nContent-Type: text/html; charset={label}\r\n\r\n<p>Ferry \u{FFFD}</p>"
        );
        cut(Form::Mail, mail.as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_can_be_cut(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for form in [Form::Mail, Form::Archive] {
            cut(form, &bytes);
            cut(form, &[b"MIME-Version: 1.0\r\nContent-Type: ".as_slice(), &bytes].concat());
        }
    }

    #[test]
    fn a_damaged_letter_can_be_cut(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), short in any::<prop::sample::Index>()) {
        let mut letter = LETTER.as_bytes().to_vec();
        for (at, to) in flips {
            let at = at.index(letter.len());
            letter[at] = to;
        }
        for form in [Form::Mail, Form::Archive] {
            cut(form, &letter);
            cut(form, &letter[..short.index(letter.len())]);
        }
    }
}
