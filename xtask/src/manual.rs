//! The manual's pictures: those that the tests took of the real window, kept beside its pages.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::picture::Picture;
use crate::repo;

/// Where the tests leave their pictures, and where the manual has its own.
fn taken() -> PathBuf {
    repo::target().join("pictures")
}

fn manual() -> PathBuf {
    repo::root().join("docs/manual")
}

/// Takes over the pictures that the manual's pages name, and throws those away that none names.
pub(crate) fn renew() -> Result<()> {
    let wanted = named()?;
    let folder = manual().join("pictures");
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(&folder)? {
        let entry = entry?;
        if !wanted.contains(&entry.file_name().to_string_lossy().into_owned()) {
            fs::remove_file(entry.path())?;
        }
    }
    for name in &wanted {
        let from = taken().join(name);
        if !from.is_file() {
            bail!(
                "the manual shows {name}, and no test took it: run `cargo xtask test` first, or see \
                 tests/screens.rs"
            );
        }
        Picture::from_png(&from)?.write(&folder.join(name))?;
    }
    println!("{} pictures of the manual are renewed", wanted.len());
    Ok(())
}

/// The pictures that the pages name: `pictures/desk-light.png`.
fn named() -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(manual())? {
        let path = entry?.path();
        if path.extension().is_none_or(|end| end != "md") {
            continue;
        }
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        names.extend(pictures_in(&text));
    }
    Ok(names)
}

fn pictures_in(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split("pictures/").skip(1).filter_map(|rest| {
        let end = rest.find(['"', ')', ' '])?;
        let name = rest.get(..end)?;
        name.ends_with(".png").then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_pictures() {
        let page = "![The desk](pictures/desk-light.png) <img src=\"pictures/board-dark.png\"> pictures/ and all";
        let names: Vec<_> = pictures_in(page).collect();
        assert_eq!(names, ["desk-light.png", "board-dark.png"]);
    }
}
