//! Pictures of our own, painted for a test.

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

/// A PNG of this size that can be drawn: evening light over dark water, in this colour.
pub fn png(width: u32, height: u32, [red, green, blue]: [u8; 3]) -> Vec<u8> {
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        for x in 0..width {
            let far = 255 - (y * 160 / height) as u8;
            let wave = u8::from(y > height * 2 / 3 && (x / 9 + y / 3) % 7 == 0) * 40;
            let lit = |part: u8| (u16::from(part) * u16::from(far) / 255) as u8;
            rows.extend([red, green, blue].map(|part| lit(part).saturating_add(wave)));
        }
    }
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed
        .write_all(&rows)
        .expect("memory takes what is written");
    let packed = packed.finish().expect("memory takes what is written");
    let mut png = head(width, height);
    png.extend(chunk(b"IDAT", &packed));
    png.extend(chunk(b"IEND", b""));
    png
}

/// The head of a PNG that says that it has this size, and nothing after it.
pub fn head(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    size.extend([8, 2, 0, 0, 0]);
    png.extend(chunk(b"IHDR", &size));
    png
}

fn chunk(name: &[u8; 4], inside: &[u8]) -> Vec<u8> {
    let named = [name, inside].concat();
    let mut sum = Crc::new();
    sum.update(&named);
    let length = (inside.len() as u32).to_be_bytes();
    [&length[..], &named, &sum.sum().to_be_bytes()].concat()
}

/// A page about a ferry that shows pictures, each in a figure of its own.
pub fn page(pictures: &[&str]) -> String {
    // Nobody writes a paragraph twice.
    let text = |crossing: usize| {
        format!(
            "<p>On crossing {crossing} the ferry left the quay on time, with forty passengers and one dog, \
             and the harbour board said that it would do so every day until the spring comes.</p>"
        )
    };
    let figure = |(before, source): (usize, &&str)| {
        let after = text(before + 1);
        format!(
            "<figure><img src=\"{source}\" alt=\"The quay\"><figcaption>At dusk</figcaption></figure>{after}"
        )
    };
    let figures: String = pictures.iter().enumerate().map(figure).collect();
    format!(
        "<article><h1>Ferry runs again</h1>{}{figures}</article>",
        text(0)
    )
}
