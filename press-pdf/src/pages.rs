//! Pages as pictures, for those who want to see them before they print.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use newsroom::{Error, Result};
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

/// The widest that a page is drawn, in pixels: a sheet of A4 at 300 to an inch.
const WIDEST: u32 = 2_480;

/// An edition laid out on pages.
#[derive(Debug)]
pub struct Pages {
    document: PagedDocument,
}

/// A page, drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The picture, a PNG.
    pub png: Vec<u8>,
}

impl Pages {
    pub(crate) fn of(document: PagedDocument) -> Pages {
        Pages { document }
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// Draws a page, counted from 0, so many pixels wide (to 2,480). Between two pages whoever asks can stop.
    ///
    /// # Errors
    /// If there is no such page.
    pub fn draw(&self, at: usize, width: u32) -> Result<Page> {
        let page = self.document.pages().get(at).ok_or_else(|| {
            Error::Missing(format!(
                "there is no page {}; there are {}",
                at + 1,
                self.count()
            ))
        })?;
        let wide = page.frame.size().x.to_pt();
        let options = RenderOptions {
            pixel_per_pt: Scalar::new(f64::from(width.clamp(1, WIDEST)) / wide.max(1.0)),
            render_bleed: false,
        };
        let drawn = typst_render::render(page, &options);
        // Paper is white: nothing shines through, and three colours say it all.
        let colours = drawn.data().chunks_exact(4);
        let colours: Vec<u8> = colours
            .flat_map(|pixel| pixel.iter().take(3))
            .copied()
            .collect();
        let (width, height) = (drawn.width(), drawn.height());
        let mut png = Vec::new();
        PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive)
            .write_image(&colours, width, height, ExtendedColorType::Rgb8)
            .map_err(|error| Error::Refused(format!("page {} cannot be drawn: {error}", at + 1)))?;
        Ok(Page { width, height, png })
    }
}
