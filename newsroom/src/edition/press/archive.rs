//! Archives: books and documents are ZIP files. The same entries give the same bytes, for none says when it
//! was written.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::{Error, Result};

/// An archive that is being written.
pub(in crate::edition) struct Archive {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Archive {
    pub(in crate::edition) fn new() -> Archive {
        Archive {
            zip: ZipWriter::new(Cursor::new(Vec::new())),
        }
    }

    /// Adds what does not get smaller by packing, such as a picture.
    pub(in crate::edition) fn store(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.add(name, bytes, CompressionMethod::Stored)
    }

    /// Adds a text, packed.
    pub(in crate::edition) fn pack(&mut self, name: &str, text: &str) -> Result<()> {
        self.add(name, text.as_bytes(), CompressionMethod::Deflated)
    }

    fn add(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .system(System::Unix)
            .unix_permissions(0o644);
        self.zip.start_file(name, options).map_err(unfit)?;
        self.zip.write_all(bytes).map_err(unfit)
    }

    /// The archive's bytes.
    pub(in crate::edition) fn finish(self) -> Result<Vec<u8>> {
        Ok(self.zip.finish().map_err(unfit)?.into_inner())
    }
}

/// In memory only size can be in the way.
fn unfit(error: impl std::fmt::Display) -> Error {
    Error::Refused(format!(
        "the edition does not fit into one file: {error}; leave out some of its pictures"
    ))
}
