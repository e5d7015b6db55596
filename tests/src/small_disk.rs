//! A disk that is soon full.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A disk of a few megabytes in the place of a folder. Only who may mount one has it.
#[derive(Debug)]
pub struct SmallDisk<'a>(&'a Path);

impl SmallDisk<'_> {
    /// Mounts one; none if this user may not.
    pub fn at(folder: &Path) -> Option<SmallDisk<'_>> {
        fs::create_dir_all(folder).expect("there is room for a folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=6m", "tmpfs"]);
        let mounted = mount.arg(folder).status().is_ok_and(|end| end.success());
        mounted.then_some(SmallDisk(folder))
    }

    /// Fills it to the last byte.
    #[track_caller]
    pub fn fill(&self) {
        // It writes until it cannot.
        fs::write(self.0.join("full"), vec![0; 8 << 20]).expect_err("it is full by then");
    }

    /// Takes away what fills it.
    #[track_caller]
    pub fn make_room(&self) {
        fs::remove_file(self.0.join("full")).expect("what fills it is there");
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}
