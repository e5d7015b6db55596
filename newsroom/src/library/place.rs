//! What kind of place a folder is, and whether a library is safe there.
//!
//! A library is a database: it needs locks that hold, and nobody who moves its files about. What cannot be
//! known of a place is not warned of.

use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf, Prefix};

/// A danger to a library that lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Danger {
    /// The folder is on another computer: the kind of its file system (`nfs4`), or whose share it is.
    Network(String),
    /// A program that is named keeps the folder the same on several computers.
    Synced(&'static str),
    /// Nothing can be written there.
    ReadOnly,
}

impl Danger {
    /// The danger and what to do, as a sentence for a person.
    pub(super) fn sentence(&self, folder: &Path) -> String {
        let folder = folder.display();
        match self {
            Danger::Network(kind) => format!(
                "the library in {folder} is on another computer ({kind}), where two desks can write at \
                 once and break it; keep the library on a disk of this computer, and backups there"
            ),
            Danger::Synced(program) => format!(
                "the library in {folder} is kept in sync by {program}, which copies its files while they \
                 are being written and can break or double them; move the library out of that folder, \
                 and keep backups in it"
            ),
            Danger::ReadOnly => format!(
                "the library in {folder} cannot be written, so nothing can be clipped; check that the \
                 folder and its disk are not read-only, or choose another place"
            ),
        }
    }
}

/// What speaks against a library in a folder, which need not be there yet.
pub(super) fn dangers(folder: &Path) -> Vec<Danger> {
    let nearest = folder
        .ancestors()
        .find_map(|folder| folder.canonicalize().ok());
    let real = nearest.as_deref().unwrap_or(folder);
    // Only Linux tells; elsewhere there is no such file, and nothing is known.
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let there = |path: &Path| path.symlink_metadata().is_ok();
    let mut dangers = told_by(folder, real, &mounts, &there);
    if !dangers.contains(&Danger::ReadOnly) && !may_write(real) {
        dangers.push(Danger::ReadOnly);
    }
    dangers
}

/// Whether a file can be made in a folder: only trying tells.
fn may_write(folder: &Path) -> bool {
    !folder.is_dir()
        || tempfile::Builder::new()
            .prefix(".try-")
            .tempfile_in(folder)
            .is_ok()
}

/// The same, from what the system tells: its mounts, and whether a path is there.
fn told_by(named: &Path, real: &Path, mounts: &str, there: &dyn Fn(&Path) -> bool) -> Vec<Danger> {
    let mount = mount_of(real, mounts);
    let network = mount.as_ref().filter(|mount| is_network(&mount.kind));
    let network = network
        .map(|mount| mount.kind.clone())
        .or_else(|| share(real));
    let read_only = mount.is_some_and(|mount| mount.read_only);
    // A link may lead out of a synced folder or into one: the link's own place is looked at as well.
    let program = synced_by(real, there).or_else(|| synced_by(named, there));
    let dangers = [
        network.map(Danger::Network),
        program.map(Danger::Synced),
        read_only.then_some(Danger::ReadOnly),
    ];
    dangers.into_iter().flatten().collect()
}

struct Mount {
    place: PathBuf,
    kind: String,
    read_only: bool,
}

/// The mount that a path is on: the longest that it begins with; of two on one place, the later.
fn mount_of(path: &Path, mounts: &str) -> Option<Mount> {
    let mounts = mounts.lines().filter_map(mount);
    let over = mounts.filter(|mount| path.starts_with(&mount.place));
    over.max_by_key(|mount| mount.place.components().count())
}

/// A line of `/proc/self/mountinfo`, as `proc(5)` describes it:
/// `36 35 98:0 /root /place rw,noatime optional… - kind source rw,errors=continue`.
fn mount(line: &str) -> Option<Mount> {
    let (own, system) = line.split_once(" - ")?;
    let mut own = own.split(' ').skip(4);
    let (place, options) = (own.next()?, own.next()?);
    let mut system = system.split(' ');
    let (kind, _source, further) = (system.next()?, system.next()?, system.next().unwrap_or(""));
    let read_only = |options: &str| options.split(',').any(|option| option == "ro");
    Some(Mount {
        place: PathBuf::from(unescaped(place)),
        kind: kind.to_owned(),
        read_only: read_only(options) || read_only(further),
    })
}

/// Spaces and the like stand in three octal digits: `\040`.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('\\');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let code = part
            .get(..3)
            .and_then(|digits| u8::from_str_radix(digits, 8).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(&part.as_bytes()[3..]);
            }
            None => {
                bytes.push(b'\\');
                bytes.extend_from_slice(part.as_bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a kind of file system lies on other computers.
fn is_network(kind: &str) -> bool {
    const KINDS: [&str; 27] = [
        "9p",
        "acfs",
        "afs",
        "afpfs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "davfs2",
        "fuse.ceph",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "orangefs",
        "smb3",
        "smbfs",
        "virtiofs",
    ];
    KINDS.contains(&kind)
}

/// A share of another computer, as Windows writes it: `\\server\share`.
fn share(path: &Path) -> Option<String> {
    let Some(Component::Prefix(prefix)) = path.components().next() else {
        return None;
    };
    match prefix.kind() {
        Prefix::UNC(server, _) | Prefix::VerbatimUNC(server, _) => {
            Some(format!("a share of {}", server.to_string_lossy()))
        }
        _ => None,
    }
}

/// Programs by what lies in the folder that they keep.
///
/// Not `.dropbox`: in a synced folder that is a file, but in the home folder it holds the program's settings.
const MARKS: [(&str, &str); 7] = [
    (".stfolder", "Syncthing"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".csync_journal.db", "ownCloud"),
    (".tmp.drivedownload", "Google Drive"),
    (".megaignore", "MEGA"),
];

/// Programs by how their folders are named, in lower case: alone, or with whose it is behind.
const NAMES: [(&str, &str); 11] = [
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("com~apple~clouddocs", "iCloud Drive"),
    ("icloud drive", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pclouddrive", "pCloud"),
    ("megasync", "MEGA"),
];

/// Names that are words as well, and mean a program only as it writes them.
const EXACT: [(&str, &str); 6] = [
    ("Box", "Box"),
    ("Box Sync", "Box"),
    ("Box-Box", "Box"),
    ("MEGA", "MEGA"),
    ("My Drive", "Google Drive"),
    ("pCloud Drive", "pCloud"),
];

/// The program that keeps a folder in sync, by what lies in the folders above and how they are named.
fn synced_by(folder: &Path, there: &dyn Fn(&Path) -> bool) -> Option<&'static str> {
    let marked = folder.ancestors().find_map(|folder| {
        let marks = MARKS.iter();
        marks
            .clone()
            .find(|(mark, _)| there(&folder.join(mark)))
            .map(|(_, program)| *program)
    });
    let mut names = folder.components().filter_map(|component| match component {
        Component::Normal(name) => named(name),
        _ => None,
    });
    marked.or_else(|| names.next_back())
}

fn named(name: &OsStr) -> Option<&'static str> {
    let name = name.to_string_lossy();
    let lower = name.to_lowercase();
    let exact = EXACT.iter().find(|(known, _)| name == *known);
    let known = || {
        NAMES
            .iter()
            .find(|(known, _)| match lower.strip_prefix(known) {
                // "OneDrive - The Meridian Post", "Dropbox (Personal)", "GoogleDrive-anna@post.example".
                Some(rest) => {
                    rest.is_empty()
                        || [" - ", " (", "-"]
                            .iter()
                            .any(|joint| rest.starts_with(joint))
                }
                None => false,
            })
    };
    exact.or_else(known).map(|(_, program)| *program)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,errors=remount-ro
30 22 0:40 / /home/anna/desk rw,relatime shared:9 master:3 - nfs4 files:/desk rw,vers=4.2
31 22 0:41 / /home/anna/desk/local rw,relatime - ext4 /dev/vdb rw
32 22 0:42 / /media/The\\040Meridian\\040Post rw - cifs //files/post rw
33 22 0:43 / /media/stick ro,relatime - vfat /dev/sdb1 ro
34 22 0:44 / /mnt/frozen rw,relatime - ext4 /dev/sdc1 ro
35 22 0:45 / /mnt/far rw - fuse.sshfs anna@far: rw
36 22 0:46 / /mnt/twice rw - ext4 /dev/sdd1 rw
37 36 0:47 / /mnt/twice rw - 9p share rw
a line that says nothing
38 22 0:48 / /mnt/half";

    fn told(folder: &str, there: &[&str]) -> Vec<Danger> {
        let is_there = |path: &Path| there.iter().any(|one| Path::new(one) == path);
        told_by(Path::new(folder), Path::new(folder), MOUNTS, &is_there)
    }

    #[test]
    fn a_folder_is_where_its_longest_mount_says() {
        let network = |kind: &str| vec![Danger::Network(kind.to_owned())];
        for (folder, expected) in [
            ("/home/anna/library", vec![]),
            ("/home/anna/desk", network("nfs4")),
            ("/home/anna/desk/library", network("nfs4")),
            ("/home/anna/desk/local/library", vec![]),
            ("/home/anna/desktop", vec![]),
            ("/media/The Meridian Post/library", network("cifs")),
            ("/media/stick/library", vec![Danger::ReadOnly]),
            ("/mnt/frozen", vec![Danger::ReadOnly]),
            ("/mnt/far/library", network("fuse.sshfs")),
            ("/mnt/twice/library", network("9p")),
            ("/mnt/half/library", vec![]),
        ] {
            assert_eq!(told(folder, &[]), expected, "{folder}");
        }
    }

    #[test]
    fn a_folder_that_a_program_keeps_in_sync_is_known_by_its_name() {
        for (folder, program) in [
            ("/home/anna/Dropbox/library", Some("Dropbox")),
            ("/home/anna/Dropbox (Personal)/library", Some("Dropbox")),
            (
                "/Users/anna/OneDrive - The Meridian Post/library",
                Some("OneDrive"),
            ),
            (
                "/Users/anna/Library/CloudStorage/GoogleDrive-anna@post.example/library",
                Some("Google Drive"),
            ),
            (
                "/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/library",
                Some("iCloud Drive"),
            ),
            ("/home/anna/Nextcloud/news/library", Some("Nextcloud")),
            ("/home/anna/ownCloud/library", Some("ownCloud")),
            ("/home/anna/pCloudDrive/library", Some("pCloud")),
            ("/home/anna/MEGA/library", Some("MEGA")),
            ("/Users/anna/Box/library", Some("Box")),
            ("/Users/anna/Box Sync/library", Some("Box")),
            ("/home/anna/Dropboxes/library", None),
            ("/home/anna/box-office/library", None),
            ("/home/anna/megaphone/library", None),
            ("/home/anna/news/library", None),
        ] {
            let expected: Vec<_> = program.map(Danger::Synced).into_iter().collect();
            assert_eq!(told(folder, &[]), expected, "{folder}");
        }
    }

    #[test]
    fn a_folder_that_a_program_keeps_in_sync_is_known_by_what_lies_above() {
        for (there, program) in [
            ("/home/anna/news/.stfolder", Some("Syncthing")),
            ("/home/anna/news/desk/.stfolder", Some("Syncthing")),
            ("/home/anna/.dropbox.cache", Some("Dropbox")),
            ("/home/anna/news/.nextcloudsync.log", Some("Nextcloud")),
            ("/home/anna/other/.stfolder", None),
        ] {
            let expected: Vec<_> = program.map(Danger::Synced).into_iter().collect();
            assert_eq!(told("/home/anna/news/desk", &[there]), expected, "{there}");
        }
    }

    #[test]
    fn a_folder_that_can_be_written_is_not_read_only_and_is_left_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        // On what kind of disk the tests run is not theirs to say.
        for place in [folder.path(), &folder.path().join("news/library")] {
            assert!(
                !dangers(place).contains(&Danger::ReadOnly),
                "{}",
                place.display()
            );
        }
        let nothing = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(nothing, 0, "asking left something behind");
    }

    #[test]
    fn every_danger_says_what_to_do() {
        let folder = Path::new("news");
        for (danger, wanted) in [
            (
                Danger::Network("nfs4".to_owned()),
                "keep the library on a disk of this computer",
            ),
            (
                Danger::Synced("Dropbox"),
                "move the library out of that folder",
            ),
            (Danger::ReadOnly, "choose another place"),
        ] {
            let sentence = danger.sentence(folder);
            assert!(
                sentence.contains(wanted) && sentence.contains("news"),
                "{sentence}"
            );
        }
    }
}
