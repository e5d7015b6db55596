//! The folder of the pictures: each a file of its own, named after what is in it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempDir};

use crate::page::sha256;
use crate::picture::Media;
use crate::{Error, Result};

/// Where a library's pictures lie: `pictures/ab/ab12….jpeg`, each once, by the SHA-256 of its bytes.
/// It can be read beside an open library, and without waiting for it.
#[derive(Debug, Clone)]
pub struct PictureFolder {
    folder: PathBuf,
}

impl PictureFolder {
    pub(in crate::library) fn within(library: &Path) -> PictureFolder {
        PictureFolder {
            folder: library.join("pictures"),
        }
    }

    /// The bytes of a picture by the name of its file, `<sha256>.jpeg`, compared with it once more.
    ///
    /// # Errors
    /// If the name is none of ours, there is no such picture, or it is no longer what was kept.
    pub fn read(&self, file: &str) -> Result<(Media, Vec<u8>)> {
        let unknown = || Error::Missing(format!("picture {file} is not in this library"));
        let (sha, media) = parts_of(file).ok_or_else(unknown)?;
        let path = self.path(sha, media);
        let bytes = fs::read(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => unknown(),
            _ => unreadable(&path, &error),
        })?;
        if sha256(&bytes) != sha || Media::of(&bytes) != Some(media) {
            return Err(Error::Library(format!(
                "picture {file} is damaged: it is not what was kept"
            )));
        }
        Ok((media, bytes))
    }

    /// Keeps a picture's bytes, once, and answers their SHA-256. The file is whole or not there.
    pub(in crate::library) fn keep(&self, bytes: &[u8], media: Media) -> Result<String> {
        let sha = sha256(bytes);
        let path = self.path(&sha, media);
        if self.read(&format!("{sha}.{}", media.as_str())).is_ok() {
            return Ok(sha);
        }
        let write = || -> io::Result<()> {
            let shelf = path.parent().unwrap_or(&self.folder);
            fs::create_dir_all(shelf)?;
            let mut file = Builder::new().prefix(".coming-").tempfile_in(shelf)?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            // A picture lies beside the databases, and may be read by whoever may read them.
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                fs::set_permissions(file.path(), fs::Permissions::from_mode(0o644))?;
            }
            file.persist(&path).map_err(|error| error.error)?;
            // The name is written down as well, before a row may speak of it. Windows opens no folder
            // as a file, and writes names down by itself.
            if let Ok(shelf) = File::open(shelf) {
                shelf.sync_all()?;
            }
            Ok(())
        };
        write().map_err(|error| unwritten(&path, &error))?;
        Ok(sha)
    }

    /// Takes a picture away that no story shows any more, by the name of its file. Answers whether it was
    /// there; one that cannot be taken away harms nobody.
    pub(in crate::library) fn forget(&self, file: &str) -> bool {
        parts_of(file).is_some_and(|(sha, media)| fs::remove_file(self.path(sha, media)).is_ok())
    }

    fn path(&self, sha: &str, media: Media) -> PathBuf {
        let shelf = sha.get(..2).unwrap_or_default();
        self.folder
            .join(shelf)
            .join(format!("{sha}.{}", media.as_str()))
    }
}

/// What a file's name says. It may come from outside, so nothing but our own form passes.
fn parts_of(file: &str) -> Option<(&str, Media)> {
    let (sha, end) = file.split_once('.')?;
    let ours = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let media = Media::named(end)?;
    (sha.len() == 64 && sha.bytes().all(ours)).then_some((sha, media))
}

/// A folder that lives only as long as the value: for libraries in memory.
pub(in crate::library) fn in_passing() -> Result<TempDir> {
    tempfile::tempdir().map_err(|error| unwritten(Path::new("memory"), &error))
}

fn unreadable(path: &Path, error: &io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        why: format!("could not be read: {error}"),
    }
}

fn unwritten(path: &Path, error: &io::Error) -> Error {
    let why = match error.kind() {
        io::ErrorKind::StorageFull => {
            "the disk is full, and the picture was not kept; make room and clip again".to_owned()
        }
        _ => format!("could not be written, and the picture was not kept: {error}"),
    };
    Error::File {
        path: path.to_owned(),
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

    fn files(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries
            .flat_map(|entry| match entry.path() {
                path if path.is_dir() => files(&path),
                path => vec![path],
            })
            .collect()
    }

    #[test]
    fn a_picture_is_one_file_and_comes_back_as_it_was() {
        let library = tempfile::tempdir().unwrap();
        let folder = PictureFolder::within(library.path());
        let sha = folder.keep(GIF, Media::Gif).unwrap();
        assert_eq!(folder.keep(GIF, Media::Gif).unwrap(), sha);
        let file = format!("{sha}.gif");
        let kept = [library.path().join("pictures").join(&sha[..2]).join(&file)];
        assert_eq!(files(library.path()), kept, "a picture is not one file");
        assert_eq!(folder.read(&file).unwrap(), (Media::Gif, GIF.to_vec()));
    }

    #[test]
    fn a_file_that_is_not_what_was_kept_is_refused_and_made_good() {
        let library = tempfile::tempdir().unwrap();
        let folder = PictureFolder::within(library.path());
        let sha = folder.keep(GIF, Media::Gif).unwrap();
        let path = files(library.path()).remove(0);
        fs::write(&path, b"<script>alert(1)</script>").unwrap();
        let file = format!("{sha}.gif");
        let refusal = folder.read(&file).unwrap_err().to_string();
        assert!(refusal.contains("is damaged"), "{refusal}");
        folder.keep(GIF, Media::Gif).unwrap();
        folder.read(&file).unwrap();
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let library = tempfile::tempdir().unwrap();
        let folder = PictureFolder::within(library.path());
        let sha = folder.keep(GIF, Media::Gif).unwrap();
        fs::write(library.path().join("library.db"), b"secret").unwrap();
        for name in [
            "",
            "library.db",
            "../library.db",
            "..%2flibrary.db",
            &format!("../{}/{sha}.gif", &sha[..2]),
            &format!("{sha}.png"),
            &format!("{sha}.gif/../../../library.db"),
            &format!("{}.gif", sha.to_uppercase()),
            &format!("{sha}.svg"),
            &sha,
            &format!("{sha}.gif\0"),
            "/etc/passwd",
        ] {
            let refusal = folder.read(name).unwrap_err().to_string();
            assert!(
                refusal.contains("is not in this library"),
                "{name}: {refusal}"
            );
        }
    }
}
