//! Writes the lines of pages with their signs, one page a line, for `model/train.py`.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use newsroom::clipping::training;
use newsroom::page;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let now = "2026-01-01T00:00:00Z".parse()?;
    let mut out = BufWriter::new(io::stdout().lock());
    for file in std::env::args().skip(1) {
        let page = page::read_file(Path::new(&file), now)?;
        let mut lines = training::lines(&page);
        lines["file"] = file.into();
        writeln!(out, "{lines}")?;
    }
    Ok(())
}
