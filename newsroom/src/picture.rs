//! Pictures: what a story shows, and what is kept of it.
//!
//! A picture is believed by its bytes, never by its name or by what a server calls it. Its size is
//! read from its head and it is never decoded here: a small file can unpack to gigabytes.

mod in_page;

use chrono::{DateTime, Utc};
use imagesize::{Compression, ImageType};
use serde::{Deserialize, Serialize};

use crate::Address;
use crate::clipping::{Block, Image};

pub use in_page::{held, is_in_page};
pub(crate) use in_page::{in_page, in_text, of_part};

/// Most pixels of a picture that is kept: 40 million, more than most cameras take. Drawn they are
/// 160 MB.
pub const MOST_PIXELS: u64 = 40_000_000;

/// A picture that is kept in a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Picture {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// What its bytes are.
    pub media: Media,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// How many bytes it has.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub bytes: u64,
}

impl Picture {
    /// The name of its file: `<sha256>.jpeg`.
    pub fn file(&self) -> String {
        format!("{}.{}", self.sha256, self.media.as_str())
    }
}

/// What a picture's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Media {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF, still or moving.
    Gif,
    /// WebP.
    Webp,
    /// AVIF.
    Avif,
}

impl Media {
    /// All of them.
    pub const ALL: &[Media] = &[
        Media::Jpeg,
        Media::Png,
        Media::Gif,
        Media::Webp,
        Media::Avif,
    ];

    /// Its name, which is also the end of a file's name: `jpeg`.
    pub fn as_str(self) -> &'static str {
        match self {
            Media::Jpeg => "jpeg",
            Media::Png => "png",
            Media::Gif => "gif",
            Media::Webp => "webp",
            Media::Avif => "avif",
        }
    }

    /// Its media type: `image/jpeg`.
    pub fn mime(self) -> &'static str {
        match self {
            Media::Jpeg => "image/jpeg",
            Media::Png => "image/png",
            Media::Gif => "image/gif",
            Media::Webp => "image/webp",
            Media::Avif => "image/avif",
        }
    }

    /// The medium of a name.
    pub fn named(name: &str) -> Option<Media> {
        Media::ALL
            .iter()
            .copied()
            .find(|media| media.as_str() == name)
    }

    /// What bytes are, by how they begin. Drawings in SVG are left out: they can hold scripts.
    pub fn of(bytes: &[u8]) -> Option<Media> {
        match imagesize::image_type(bytes).ok()? {
            ImageType::Jpeg => Some(Media::Jpeg),
            ImageType::Png => Some(Media::Png),
            ImageType::Gif => Some(Media::Gif),
            ImageType::Webp => Some(Media::Webp),
            ImageType::Heif(Compression::Av1) => Some(Media::Avif),
            _ => None,
        }
    }
}

/// A picture that a story shows, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct StoryPicture {
    /// Where the page shows it.
    pub address: Address,
    /// The picture, once it is kept.
    pub kept: Option<Picture>,
    /// Why it is not kept, as a clause; none once it is.
    pub unkept: Option<String>,
    /// When it came, or last failed to; none if nobody has asked for it yet.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub tried_at: Option<DateTime<Utc>>,
}

/// What is to be read from a picture's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// What its bytes are.
    pub media: Media,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// Said of what is something else than a picture.
pub(crate) const NO_PICTURE: &str = "what is there is no JPEG, PNG, GIF, WebP or AVIF picture";

/// Looks at a picture's head, and decodes nothing.
///
/// # Errors
/// Says, as a clause, why the bytes are no picture that is kept.
pub fn look(bytes: &[u8]) -> Result<Look, String> {
    let media = Media::of(bytes).ok_or_else(|| NO_PICTURE.to_owned())?;
    let size = imagesize::blob_size(bytes);
    let size = size.map_err(|_| "the picture is damaged: it does not say how large it is")?;
    let (width, height) = (size.width as u64, size.height as u64);
    if width == 0 || height == 0 {
        return Err("the picture has no pixels".to_owned());
    }
    match (u32::try_from(width), u32::try_from(height)) {
        (Ok(width), Ok(height)) if u64::from(width) * u64::from(height) <= MOST_PIXELS => {
            Ok(Look {
                media,
                width,
                height,
            })
        }
        _ => Err(format!(
            "the picture has {width} × {height} pixels, and {} million are the most that is kept",
            MOST_PIXELS / 1_000_000
        )),
    }
}

/// The pictures that a story shows, each once: the one that leads it, then those of its texts.
pub fn shown<'a>(
    lead: Option<&'a Image>,
    texts: impl IntoIterator<Item = &'a Vec<Block>>,
) -> Vec<&'a Image> {
    fn add<'a>(blocks: &'a [Block], found: &mut Vec<&'a Image>) {
        for block in blocks {
            match block {
                Block::Figure { image, .. } => found.push(image),
                Block::List { items, .. } => items.iter().for_each(|item| add(item, found)),
                Block::Quote { blocks } => add(blocks, found),
                _ => {}
            }
        }
    }
    let mut found: Vec<_> = lead.into_iter().collect();
    texts.into_iter().for_each(|text| add(text, &mut found));
    let mut once: Vec<&Image> = Vec::new();
    for image in found {
        if once.iter().all(|other| other.address != image.address) {
            once.push(image);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GIF: &[u8] = b"GIF89a\x40\x00\x30\x00\x00\x00\x00;";

    /// An AVIF head: its type, and deep inside it its size.
    fn avif() -> Vec<u8> {
        fn part(name: &[u8; 4], inside: &[u8]) -> Vec<u8> {
            let size = (inside.len() as u32 + 8).to_be_bytes();
            [&size[..], name, inside].concat()
        }
        let size = part(b"ispe", &[0, 0, 0, 0, 0, 0, 0, 70, 0, 0, 0, 50]);
        let inside = part(
            b"iprp",
            &part(b"ipco", &[size, part(b"pixi", &[0; 4])].concat()),
        );
        let meta = part(b"meta", &[&[0, 0, 0, 0], &inside[..]].concat());
        [part(b"ftyp", b"avif\0\0\0\0avifmif1"), meta].concat()
    }

    #[test]
    fn a_picture_is_known_by_its_bytes() {
        let webp = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x45\0\0\x31\0\0";
        let jpeg = b"\xff\xd8\xff\xc0\0\x11\x08\0\x32\0\x46\x03\x01\x11\0\x02\x11\0\x03\x11\0";
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x46\0\0\0\x32\x08\x02\0\0\0";
        let cases: [(&[u8], Media); 5] = [
            (b"GIF89a\x46\0\x32\0\0\0\0", Media::Gif),
            (png, Media::Png),
            (jpeg, Media::Jpeg),
            (webp, Media::Webp),
            (&avif(), Media::Avif),
        ];
        for (bytes, media) in cases {
            let seen = look(bytes).unwrap();
            assert_eq!((seen.media, seen.width, seen.height), (media, 70, 50));
            assert_eq!(Media::named(media.as_str()), Some(media));
        }
        for (bytes, why) in [
            (&b""[..], NO_PICTURE),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NO_PICTURE),
            (b"<?xml version='1.0'?><svg onload='alert(1)'/>", NO_PICTURE),
            (b"<!doctype html><p>A page of words</p>", NO_PICTURE),
            (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", NO_PICTURE),
            (b"\0\0\0\x18ftypheic\0\0\0\0heicmif1", NO_PICTURE),
            (&png[..20], "the picture is damaged"),
            (b"GIF89a\0\0\0\0\0\0\0", "has no pixels"),
        ] {
            let refusal = look(bytes).unwrap_err();
            assert!(refusal.contains(why), "{refusal}");
        }
        let mut bomb = png.to_vec();
        bomb[16..24].copy_from_slice(&[0, 0, 0x80, 0, 0, 0, 0x80, 0]);
        let refusal = look(&bomb).unwrap_err();
        assert!(
            refusal.contains("32768 × 32768 pixels, and 40 million"),
            "{refusal}"
        );
    }

    proptest! {
        #[test]
        fn no_bytes_fell_whoever_looks(
            which in 0_usize..6,
            cut in 0_usize..120,
            noise in proptest::collection::vec((0_usize..120, any::<u8>()), 0..12),
            tail in proptest::collection::vec(any::<u8>(), 0..200),
        ) {
            let heads: [&[u8]; 6] = [
                GIF,
                b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x46\0\0\0\x32\x08\x02\0\0\0",
                b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08\0\x32\0\x46",
                b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x45\0\0\x31\0\0",
                &avif(),
                b"RIFF\x1a\0\0\0WEBPVP8L\x0a\0\0\0\x2f\0\0\0\x45\0\0\x31\0\0",
            ];
            let mut bytes = heads[which].to_vec();
            bytes.extend(tail);
            for (at, byte) in noise {
                if let Some(place) = bytes.get_mut(at) {
                    *place = byte;
                }
            }
            bytes.truncate(bytes.len().saturating_sub(cut));
            if let Ok(seen) = look(&bytes) {
                prop_assert!(u64::from(seen.width) * u64::from(seen.height) <= MOST_PIXELS);
            }
        }
    }
}
