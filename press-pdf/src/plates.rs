//! Pictures as they are printed: tried before they are set, and no larger than paper shows.

use std::collections::{HashMap, HashSet};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageReader, Limits};
use newsroom::Result;
use newsroom::edition::{Edition, Watch};
use newsroom::picture::{Media, look};
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage};

use crate::copy::measure;

/// Most pixels of a picture: 1,550 by 1,030, which is 240 to an inch across the paper.
const MOST_PIXELS: u64 = 1_600_000;

/// Most pixels of all pictures together. Typst holds each unpacked until all is set: 96 million are 290 MB.
const ALL_PIXELS: u64 = 96_000_000;

/// Most bytes that unpacking one picture may take.
const UNPACKED: u64 = 400 << 20;

/// Names of files are kept for ever by Typst, and there may be 65,535 of them.
const MOST: usize = 8_000;

/// The highest that a picture is printed, in points: less than half of a page.
const HIGHEST: f64 = 330.0;

/// A picture that can be printed.
#[derive(Debug)]
pub(crate) struct Plate {
    /// The name by which the template asks for it.
    pub(crate) file: String,
    /// The width it is printed at, in points.
    pub(crate) width: f64,
    /// Its bytes.
    pub(crate) bytes: Bytes,
}

/// The pictures of an edition, each once.
#[derive(Debug, Default)]
pub(crate) struct Plates<'e> {
    plates: HashMap<&'e [u8], Plate>,
}

impl<'e> Plates<'e> {
    /// Those pictures of an edition that can be printed.
    pub(crate) fn of_edition(edition: &'e Edition, watch: &mut Watch<'_>) -> Result<Plates<'e>> {
        let mut all: Vec<&[u8]> = edition.pictures().map(|(_, bytes)| bytes).collect();
        let mut met = HashSet::new();
        all.retain(|bytes| met.insert(*bytes));
        all.truncate(MOST);
        let each = MOST_PIXELS.min(ALL_PIXELS / (all.len().max(1) as u64));
        let measure = measure(edition.template.look.paper);
        let of = edition.pieces().count() as u64;
        let mut plates = HashMap::new();
        for (at, bytes) in all.into_iter().enumerate() {
            if watch(0, of) == ControlFlow::Break(()) {
                return Err(crate::cancelled());
            }
            // Who unpacks what strangers packed may find a fault in the unpacking.
            let made = catch_unwind(AssertUnwindSafe(|| made(bytes, each)));
            let Ok(Some((made, width, height))) = made else {
                continue;
            };
            // As on a screen, 96 pixels are an inch.
            let natural = f64::from(width) * 0.75;
            let fitting = HIGHEST * f64::from(width) / f64::from(height);
            plates.insert(
                bytes,
                Plate {
                    file: format!("picture-{at}"),
                    width: natural.min(fitting).min(measure).max(1.0),
                    bytes: made,
                },
            );
        }
        Ok(Plates { plates })
    }

    /// The plate of a picture; none if it cannot be printed.
    pub(crate) fn of(&self, bytes: &[u8]) -> Option<&Plate> {
        self.plates.get(bytes)
    }

    /// All of them, by their names.
    pub(crate) fn files(&self) -> impl Iterator<Item = (String, Bytes)> {
        let plates = self.plates.values();
        plates.map(|plate| (plate.file.clone(), plate.bytes.clone()))
    }
}

/// A picture that Typst can read and that is small enough, with the size it was.
fn made(bytes: &[u8], most: u64) -> Option<(Bytes, u32, u32)> {
    let look = look(bytes).ok()?;
    let format = match look.media {
        Media::Jpeg => ExchangeFormat::Jpg,
        Media::Png => ExchangeFormat::Png,
        Media::Gif => ExchangeFormat::Gif,
        Media::Webp => ExchangeFormat::Webp,
        Media::Avif => return None,
    };
    if u64::from(look.width) * u64::from(look.height) > most {
        let (smaller, width, height) = smaller(bytes, format, most)?;
        let tried = RasterImage::plain(smaller.clone(), ExchangeFormat::detect(&smaller)?);
        return tried.is_ok().then_some((smaller, width, height));
    }
    let bytes = Bytes::new(bytes.to_vec());
    let tried = RasterImage::plain(bytes.clone(), format).ok()?;
    Some((bytes, tried.width(), tried.height()))
}

/// A picture with fewer pixels, and the size that it had, upright.
fn smaller(bytes: &[u8], format: ExchangeFormat, most: u64) -> Option<(Bytes, u32, u32)> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format.into());
    let mut limits = Limits::default();
    limits.max_alloc = Some(UNPACKED);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let upright = decoder.orientation().ok()?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    image.apply_orientation(upright);
    let (width, height) = (image.width(), image.height());
    let scale = (most as f64 / (f64::from(width) * f64::from(height))).sqrt();
    let scaled = |length: u32| ((f64::from(length) * scale) as u32).max(1);
    let image = image.thumbnail_exact(scaled(width), scaled(height));
    let mut out = Vec::new();
    if image.color().has_alpha() {
        let image = DynamicImage::from(image.to_rgba8());
        let mut encoder = PngEncoder::new(&mut out);
        let _ = profile.map(|profile| encoder.set_icc_profile(profile));
        image.write_with_encoder(encoder).ok()?;
    } else {
        // The profile of a grey picture is not one for colours.
        let colour = image.color().has_color();
        let image = match colour {
            true => DynamicImage::from(image.to_rgb8()),
            false => DynamicImage::from(image.to_luma8()),
        };
        let mut encoder = JpegEncoder::new_with_quality(&mut out, 85);
        let _ = profile.map(|profile| encoder.set_icc_profile(profile));
        image.write_with_encoder(encoder).ok()?;
    }
    Some((Bytes::new(out), width, height))
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, RgbImage};

    use super::*;

    fn packed(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let image = DynamicImage::from(RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([(x % 251) as u8, (y % 241) as u8, 90])
        }));
        image.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn a_picture_is_no_larger_than_paper_shows() {
        let small = packed(300, 200, ImageFormat::Png);
        let (made_of, width, height) = made(&small, MOST_PIXELS).unwrap();
        assert!(made_of.as_slice() == small, "it is printed as it came");
        assert_eq!((width, height), (300, 200));
        let large = packed(3_000, 1_000, ImageFormat::Jpeg);
        let (made_of, width, height) = made(&large, 30_000).unwrap();
        assert_eq!(
            (width, height),
            (3_000, 1_000),
            "it is as wide on paper as before"
        );
        let look = look(&made_of).unwrap();
        assert!(u64::from(look.width * look.height) <= 30_000, "{look:?}");
        assert_eq!(look.media, Media::Jpeg);
    }

    #[test]
    fn what_is_no_picture_is_not_printed() {
        let mut broken = packed(300, 200, ImageFormat::Png);
        broken.truncate(400);
        for bytes in [b"".as_slice(), b"no picture", b"<svg/>", &broken] {
            assert!(made(bytes, MOST_PIXELS).is_none());
            assert!(made(bytes, 10).is_none());
        }
    }
}
