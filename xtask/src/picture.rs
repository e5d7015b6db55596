//! A picture of a screen: read from Xvfb, written as PNG.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter};
use std::path::Path;

use anyhow::{Context, Result, bail};

/// A caret that blinks changes about fifty pixels.
const A_CARET: usize = 500;

/// An empty window on an empty screen has two or three colours; text alone has dozens.
const COLOURS_OF_NOTHING: usize = 16;

/// What is on a screen: its width, its height and its pixels as red, green and blue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

impl Picture {
    /// Reads the file in which Xvfb keeps its screen.
    pub(crate) fn read(path: &Path) -> Result<Picture> {
        let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        Picture::from_xwd(&bytes).with_context(|| format!("{} is no screen", path.display()))
    }

    /// Reads a PNG of eight bits a channel, as the driver of the web view writes it; what is transparent is
    /// taken for solid.
    pub(crate) fn from_png(path: &Path) -> Result<Picture> {
        let file =
            File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let mut reader = png::Decoder::new(BufReader::new(file)).read_info()?;
        let size = reader.output_buffer_size();
        let mut bytes = vec![0; size.context("a picture larger than memory")?];
        let info = reader.next_frame(&mut bytes)?;
        bytes.truncate(info.buffer_size());
        let rgb = match info.color_type {
            png::ColorType::Rgb => bytes,
            png::ColorType::Rgba => (bytes.chunks_exact(4))
                .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
                .collect(),
            other => bail!("{} is a picture in {other:?}", path.display()),
        };
        Ok(Picture {
            width: info.width,
            height: info.height,
            rgb,
        })
    }

    /// The `xwd` format: numbers, big end first; a table of colours; rows of pixels.
    fn from_xwd(bytes: &[u8]) -> Option<Picture> {
        let number = |at: usize| {
            let word = bytes.get(at * 4..at * 4 + 4)?;
            Some(u32::from_be_bytes(word.try_into().ok()?))
        };
        let (header, width, height) = (number(0)?, number(4)?, number(5)?);
        let (little_end_first, bits_per_pixel) = (number(7)? == 0, number(11)?);
        let (bytes_per_line, colours) = (number(12)? as usize, number(19)?);
        if bits_per_pixel != 32 || !little_end_first {
            return None;
        }
        let pixels = bytes.get((header + colours * 12) as usize..)?;
        let mut rgb = Vec::with_capacity((width * height * 3) as usize);
        for line in pixels.chunks(bytes_per_line).take(height as usize) {
            for pixel in line.chunks_exact(4).take(width as usize) {
                rgb.extend([pixel[2], pixel[1], pixel[0]]);
            }
        }
        (rgb.len() == (width * height * 3) as usize).then_some(Picture { width, height, rgb })
    }

    /// Whether nothing is drawn yet: an empty screen, or an empty window on it.
    pub(crate) fn is_blank(&self) -> bool {
        let mut colours = HashSet::new();
        !self.rgb.chunks(3).any(|pixel| {
            colours.insert(pixel);
            colours.len() > COLOURS_OF_NOTHING
        })
    }

    /// Whether more than a caret changed.
    pub(crate) fn differs(&self, other: &Picture) -> bool {
        let pairs = self.rgb.chunks(3).zip(other.rgb.chunks(3));
        self.rgb.len() != other.rgb.len() || pairs.filter(|(a, b)| a != b).count() > A_CARET
    }

    /// What is left without the black below it and to its right: a window on an empty screen.
    pub(crate) fn trimmed(&self) -> Picture {
        let row = self.width as usize * 3;
        let is_drawn = |byte: &u8| *byte != 0;
        let rows = self.rgb.chunks(row.max(1));
        let height = rows.clone().rposition(|row| row.iter().any(is_drawn));
        let width = rows
            .clone()
            .filter_map(|row| row.iter().rposition(is_drawn))
            .max();
        let height = height.map_or(0, |last| last + 1);
        let width = width.map_or(0, |last| last / 3 + 1);
        let rgb = rows.take(height).flat_map(|row| &row[..width * 3]);
        Picture {
            rgb: rgb.copied().collect(),
            width: width as u32,
            height: height as u32,
        }
    }

    /// Writes it as PNG.
    pub(crate) fn write(&self, into: &Path) -> Result<()> {
        if self.rgb.is_empty() {
            bail!("a picture of nothing");
        }
        let file =
            File::create(into).with_context(|| format!("{} cannot be written", into.display()))?;
        let mut png = png::Encoder::new(BufWriter::new(file), self.width, self.height);
        png.set_color(png::ColorType::Rgb);
        png.set_depth(png::BitDepth::Eight);
        // It lies in the project: smaller is worth the moment that it takes.
        png.set_compression(png::Compression::High);
        png.write_header()?.write_image_data(&self.rgb)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A screen of one row, as Xvfb keeps it: 25 numbers, no table of colours, blue first.
    fn xwd(pixels: &[[u8; 3]]) -> Vec<u8> {
        let mut numbers = [0u32; 25];
        numbers[0] = 100;
        numbers[4] = pixels.len() as u32;
        numbers[5] = 1;
        numbers[11] = 32;
        numbers[12] = pixels.len() as u32 * 4;
        let header = numbers.iter().flat_map(|number| number.to_be_bytes());
        header
            .chain(pixels.iter().flat_map(|[r, g, b]| [*b, *g, *r, 0]))
            .collect()
    }

    #[test]
    fn reads_what_xvfb_keeps() {
        let picture = Picture::from_xwd(&xwd(&[[1, 2, 3], [4, 5, 6]])).unwrap();
        assert_eq!((picture.width, picture.height), (2, 1));
        assert_eq!(picture.rgb, [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn half_a_file_is_no_picture() {
        let whole = xwd(&[[1, 2, 3], [4, 5, 6]]);
        for length in 0..whole.len() {
            assert_eq!(
                Picture::from_xwd(&whole[..length]),
                None,
                "of {length} bytes"
            );
        }
    }

    #[test]
    fn the_empty_screen_around_a_window_is_cut_away() {
        let screen =
            Picture::from_xwd(&xwd(&[[9, 9, 9], [0, 0, 0], [0, 7, 0], [0, 0, 0]])).unwrap();
        let window = screen.trimmed();
        assert_eq!((window.width, window.height), (3, 1));
        assert_eq!(window.rgb, [9, 9, 9, 0, 0, 0, 0, 7, 0]);
    }

    #[test]
    fn two_colours_are_a_blank_screen_and_twenty_are_not() {
        let grey = |level: u8| [level, level, level];
        let two: Vec<_> = (0..40).map(|at| grey(at % 2)).collect();
        let twenty: Vec<_> = (0..40).map(|at| grey(at % 20)).collect();
        assert!(Picture::from_xwd(&xwd(&two)).unwrap().is_blank());
        assert!(!Picture::from_xwd(&xwd(&twenty)).unwrap().is_blank());
    }
}
