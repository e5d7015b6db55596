//! Writes PDFs of our own: a printer for the tests.
//!
//! It writes what a careful program would, and on request what a careless or a hostile one does. Type
//! is Times, which every reader of PDFs has, or a font without letters of its own that says which
//! letters its codes are, for scripts that Times has not.

use std::fmt::Write as _;
use std::io::Write as _;

/// A file on its way.
#[derive(Default)]
pub(crate) struct Paper {
    info: Vec<(&'static str, String)>,
    language: Option<&'static str>,
    sheets: Vec<String>,
    packed: bool,
}

/// Times, Times bold, and the font for every script.
pub(crate) const TEXT: &str = "F1";
pub(crate) const BOLD: &str = "F2";
pub(crate) const ANY: &str = "F3";

impl Paper {
    pub(crate) fn new() -> Paper {
        Paper::default()
    }

    pub(crate) fn info(mut self, key: &'static str, value: &str) -> Paper {
        self.info.push((key, value.to_owned()));
        self
    }

    pub(crate) fn language(mut self, tag: &'static str) -> Paper {
        self.language = Some(tag);
        self
    }

    pub(crate) fn packed(mut self) -> Paper {
        self.packed = true;
        self
    }

    pub(crate) fn sheet(mut self, sheet: Sheet) -> Paper {
        self.sheets.push(sheet.0);
        self
    }

    /// The file's bytes. Pages are A4.
    pub(crate) fn print(&self) -> Vec<u8> {
        let mut objects: Vec<Vec<u8>> = Vec::new();
        let kids: Vec<String> = (0..self.sheets.len())
            .map(|at| format!("{} 0 R", 8 + at * 2))
            .collect();
        let language = self
            .language
            .map(|tag| format!(" /Lang ({tag})"))
            .unwrap_or_default();
        objects.push(format!("<< /Type /Catalog /Pages 2 0 R{language} >>").into());
        objects.push(
            format!(
                "<< /Type /Pages /Count {} /Kids [{}] >>",
                kids.len(),
                kids.join(" ")
            )
            .into(),
        );
        for (font, name) in [
            ("Times-Roman", "WinAnsiEncoding"),
            ("Times-Bold", "WinAnsiEncoding"),
        ] {
            objects.push(
                format!("<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /{name} >>")
                    .into(),
            );
        }
        objects.push(
            "<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts \
             [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /DW 500 /CIDSystemInfo << /Registry (Adobe) \
             /Ordering (Identity) /Supplement 0 >> >>] >>"
                .into(),
        );
        let chart = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Any def /CMapType 2 def \
            1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange \
            endcmap end end";
        objects.push(stream("", chart.as_bytes(), false));
        let info: String = self
            .info
            .iter()
            .fold(String::new(), |mut all, (key, value)| {
                write!(all, " /{key} {}", words(value)).unwrap();
                all
            });
        objects.push(format!("<<{info} >>").into());
        for (at, sheet) in self.sheets.iter().enumerate() {
            objects.push(
                format!(
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << \
                     /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>",
                    9 + at * 2
                )
                .into(),
            );
            objects.push(stream("", sheet.as_bytes(), self.packed));
        }
        bound(&objects, "/Root 1 0 R /Info 7 0 R")
    }
}

/// Objects as a file, numbered from 1.
pub(crate) fn bound(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        writeln!(file, "{} 0 obj", at + 1).unwrap();
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let table = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in &places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    write!(
        file,
        "trailer\n<< /Size {} {trailer} >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    )
    .unwrap();
    file
}

/// A stream, with what its dictionary says besides.
pub(crate) fn stream(dict: &str, bytes: &[u8], packed: bool) -> Vec<u8> {
    let (bytes, filter) = match packed {
        true => (deflated(bytes), " /Filter /FlateDecode"),
        false => (bytes.to_vec(), ""),
    };
    let mut object = format!("<< /Length {}{filter} {dict} >>\nstream\n", bytes.len()).into_bytes();
    object.extend(bytes);
    object.extend_from_slice(b"\nendstream");
    object
}

pub(crate) fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A text of the file's own: Latin as it is, others as UTF-16.
fn words(text: &str) -> String {
    if text.is_ascii() {
        return format!(
            "({})",
            text.replace('\\', "\\\\")
                .replace('(', "\\(")
                .replace(')', "\\)")
        );
    }
    format!("<FEFF{}>", hexadecimal(text))
}

fn hexadecimal(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |mut all, unit| {
        write!(all, "{unit:04X}").unwrap();
        all
    })
}

/// What is put down on a page, from above.
#[derive(Default, Clone)]
pub(crate) struct Sheet(String);

impl Sheet {
    pub(crate) fn new() -> Sheet {
        Sheet::default()
    }

    /// A line of text, from the left and from the top in points.
    pub(crate) fn line(mut self, font: &str, size: f32, x: f32, y: f32, text: &str) -> Sheet {
        let shown = match font == ANY {
            true => format!("<{}>", hexadecimal(text)),
            false => {
                let latin = encoding_rs::WINDOWS_1252.encode(text).0;
                let digits = latin.iter().fold(String::new(), |mut all, byte| {
                    write!(all, "{byte:02X}").unwrap();
                    all
                });
                format!("<{digits}>")
            }
        };
        writeln!(
            self.0,
            "BT /{font} {size} Tf 1 0 0 1 {x} {} Tm {shown} Tj ET",
            842.0 - y
        )
        .unwrap();
        self
    }

    /// Lines of text under each other; a line that begins with a tab is indented.
    pub(crate) fn lines(mut self, font: &str, size: f32, x: f32, y: f32, text: &str) -> Sheet {
        for (at, line) in text.lines().enumerate() {
            let indent = if line.starts_with('\t') { 14.0 } else { 0.0 };
            self = self.line(
                font,
                size,
                x + indent,
                y + at as f32 * size * 1.2,
                line.trim_start(),
            );
        }
        self
    }

    /// Any instructions.
    pub(crate) fn raw(mut self, instructions: &str) -> Sheet {
        writeln!(self.0, "{instructions}").unwrap();
        self
    }
}
