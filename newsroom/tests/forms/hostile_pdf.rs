//! PDFs that are made to break what reads them: each is answered, and soon.

use std::time::Instant;

use newsroom::clipping::Omission;
use newsroom::clipping::markdown::plain_text;
use newsroom::page::Form;
use proptest::prelude::{ProptestConfig, any, prop, proptest};

use crate::paper::{Paper, Sheet, TEXT, bound, deflated, stream};
use crate::pdf::communique;
use crate::{cut, cut_soundly};

/// A file of one page, whose contents, resources and further objects (from 5) are given.
fn page(contents: Vec<u8>, resources: &str, more: Vec<Vec<u8>>) -> Vec<u8> {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>").into(),
        contents,
    ];
    objects.extend(more);
    bound(&objects, "/Root 1 0 R")
}

/// Bytes that say where an empty stream of `size` bytes was packed `layers` times.
fn bomb(size: usize, layers: usize) -> Vec<u8> {
    let packed = (0..layers).fold(vec![b' '; size], |bytes, _| deflated(&bytes));
    let filters = "/FlateDecode ".repeat(layers);
    let mut object = format!(
        "<< /Length {} /Filter [{filters}] >>\nstream\n",
        packed.len()
    )
    .into_bytes();
    object.extend(packed);
    object.extend_from_slice(b"\nendstream");
    object
}

#[test]
fn a_file_that_would_be_too_large_is_not_unpacked() {
    let files = [
        page(bomb(100 << 20, 1), "", Vec::new()),
        page(bomb(100 << 20, 2), "", Vec::new()),
        page(bomb(10 << 20, 4), "", Vec::new()),
        // Many that are each small enough.
        page(
            bomb(60 << 20, 1),
            "",
            (0..6).map(|_| bomb(60 << 20, 1)).collect(),
        ),
        // Behind another way of writing, and behind a name written otherwise.
        page(
            {
                let letters: String = deflated(&vec![b' '; 100 << 20])
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect();
                format!("<< /Length {} /Filter [/ASCIIHexDecode /Fl#61teDecode] >>\nstream\n{letters}>\nendstream", letters.len() + 1).into()
            },
            "",
            Vec::new(),
        ),
        page(
            b"<< /Length 2 /Filter /LZ#57Decode >>\nstream\n\x80\x0b\nendstream".to_vec(),
            "",
            Vec::new(),
        ),
        page(
            b"<< /Length 2 /F [/RL /RL] >>\nstream\n\x80\x0b\nendstream".to_vec(),
            "",
            Vec::new(),
        ),
    ];
    for (at, file) in files.into_iter().enumerate() {
        assert!(file.len() < 2 << 20, "file {at} is no bomb");
        let clipping = cut(Form::Pdf, &file);
        assert!(
            clipping.omissions.contains(&Omission::Rest),
            "file {at}: {:?}",
            clipping.omissions
        );
    }
}

#[test]
fn a_form_that_draws_itself_is_read_to_a_limit() {
    let form = |draws: &str, next: usize| {
        let dict = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {next} 0 R >> >>"
        );
        stream(&dict, draws.as_bytes(), false)
    };
    let draws = "/X Do ".repeat(30);
    let resources = "/XObject << /X 5 0 R >>";
    // Itself; and a tower in which each draws the next thirty times.
    let circle = page(
        stream("", draws.as_bytes(), false),
        resources,
        vec![form(&draws, 5)],
    );
    let tower = page(
        stream("", draws.as_bytes(), false),
        resources,
        (0..40).map(|at| form(&draws, 6 + at)).collect(),
    );
    cut(Form::Pdf, &circle);
    let clipping = cut(Form::Pdf, &tower);
    assert!(
        clipping.omissions.contains(&Omission::Rest),
        "{:?}",
        clipping.omissions
    );
}

#[test]
fn nests_circles_and_empty_promises_are_survived() {
    let pages = |kids: &str| {
        bound(
            &[
                b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
                format!("<< /Type /Pages /Count 99 /Kids {kids} >>").into(),
            ],
            "/Root 1 0 R",
        )
    };
    let deep =
        |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    let files: Vec<Vec<u8>> = vec![
        pages("[2 0 R]"),
        pages(&format!("[{}]", "2 0 R ".repeat(10_000))),
        pages(&deep("[", "]")),
        pages(&deep("<< /A ", ">>")),
        page(
            stream("", deep("[", "] TJ ").as_bytes(), false),
            "",
            Vec::new(),
        ),
        page(
            stream("", deep("<< /A ", ">> ").as_bytes(), false),
            "",
            Vec::new(),
        ),
        page(
            stream("", "q ".repeat(1_000_000).as_bytes(), false),
            "",
            Vec::new(),
        ),
        page(stream("", deep("(", ")").as_bytes(), false), "", Vec::new()),
        page(stream("/Length 99999999999", b"BT", false), "", Vec::new()),
        bound(
            &[b"<< /Type /Catalog /Pages 1 0 R /Parent 1 0 R >>".to_vec()],
            "/Root 1 0 R /Prev 9 /Size 99999999",
        ),
        b"%PDF-1.4\nstartxref\n0\n%%EOF".to_vec(),
        [b"%PDF-1.4\n".to_vec(), b"1 0 obj\n".repeat(500_000)].concat(),
        [b"%PDF-1.4\n".to_vec(), b"stream\n".repeat(500_000)].concat(),
        [b"%PDF-1.4\n".to_vec(), b"stream\nzzzz".repeat(200_000)].concat(),
        bound(&vec![b"<< /Type /Page >>".to_vec(); 50_000], "/Root 1 0 R"),
    ];
    for (at, file) in files.iter().enumerate() {
        let begun = Instant::now();
        cut(Form::Pdf, file);
        assert!(
            begun.elapsed().as_secs() < 20,
            "file {at} took {:?}",
            begun.elapsed()
        );
    }
}

#[test]
fn a_page_s_parts_are_counted_however_often_they_are_named() {
    let words = Sheet::new().line(TEXT, 10.0, 60.0, 90.0, "word");
    let sound = Paper::new().sheet(words).print();
    assert!(plain_text(&cut(Form::Pdf, &sound).body).contains("word"));
    let parts = "5 0 R ".repeat(100_000);
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [{parts}] >>")
            .into(),
        b"null".to_vec(),
    ];
    objects.push(stream("", &b"q Q ".repeat(50_000), true));
    let clipping = cut(Form::Pdf, &bound(&objects, "/Root 1 0 R"));
    assert!(
        clipping.omissions.contains(&Omission::Rest),
        "{:?}",
        clipping.omissions
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_bytes_can_be_cut(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        cut_soundly(Form::Pdf, &[b"%PDF-1.7\n".as_slice(), &bytes].concat());
    }

    #[test]
    fn a_damaged_file_can_be_cut(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), short in any::<prop::sample::Index>()) {
        let mut file = communique().print();
        for (at, to) in flips {
            let at = at.index(file.len());
            file[at] = to;
        }
        cut_soundly(Form::Pdf, &file);
        file.truncate(short.index(file.len()));
        cut_soundly(Form::Pdf, &file);
    }
}
