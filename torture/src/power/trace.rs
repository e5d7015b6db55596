//! Reads what `strace` wrote of a process: the tape of all that it did to one folder.
//!
//! Every text in such a log is in hexadecimal (`-xx`), and every descriptor is followed by the path that
//! it stands for (`-y`), so that a line can be taken apart at its commas.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::call::{Call, at, buffers, bytes, descriptor, path};
use super::tape::{Inode, Names, Naming, Step, write};

/// The calls that are recorded: all that change a file or a name, move a descriptor's place in a file, or
/// promise that something is on the disk; and those that could, and that we cannot follow.
pub(crate) const CALLS: &str = "trace=open,openat,creat,close,dup,dup2,dup3,fcntl,lseek,read,write,\
    pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,fsync,fdatasync,sync,syncfs,rename,\
    renameat,renameat2,link,linkat,unlink,unlinkat,rmdir,mkdir,mkdirat,copy_file_range,sendfile,splice,mmap";

/// Reads a log; `root` is the folder that is recorded.
pub(crate) fn read(log: &Path, root: &Path) -> Result<Vec<Step>> {
    let mut reader = Reader {
        root: root.to_owned(),
        steps: Vec::new(),
        names: Names::default(),
        contents: Vec::new(),
        places: HashMap::new(),
        open: HashMap::new(),
    };
    let mut begun: HashMap<String, Vec<u8>> = HashMap::new();
    let mut lines = BufReader::new(File::open(log)?);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        let text = std::str::from_utf8(&line).context("the log is text")?;
        let (process, call) = text.trim_end().split_once(' ').unwrap_or_default();
        let call = call.trim_start();
        if let Some(begin) = call.strip_suffix("<unfinished ...>") {
            begun.insert(process.to_owned(), begin.trim_end().into());
        } else if let Some(end) = call.strip_prefix("<... ") {
            let begin = begun.remove(process).unwrap_or_default();
            let rest = end.split_once(" resumed>").map_or("", |(_, rest)| rest);
            let whole = format!("{}{rest}", String::from_utf8_lossy(&begin));
            reader.call(&whole).with_context(|| shortened(&whole))?;
        } else if !call.starts_with(['+', '-']) {
            reader.call(call).with_context(|| shortened(call))?;
        }
        line.clear();
    }
    Ok(reader.steps)
}

fn shortened(call: &str) -> String {
    let short: String = call.chars().take(200).collect();
    format!("in the log: {short}")
}

struct Reader {
    root: PathBuf,
    steps: Vec<Step>,
    /// The names as they are now.
    names: Names,
    /// The bytes as they are now, by inode: a copy from file to file reads them.
    contents: Vec<Vec<u8>>,
    /// Where each open file is read and written next.
    places: HashMap<usize, u64>,
    /// Which open file a descriptor is; duplicates share one.
    open: HashMap<i64, usize>,
}

impl Reader {
    fn call(&mut self, line: &str) -> Result<()> {
        let Some(call) = Call::read(line) else {
            return Ok(());
        };
        match call.name {
            "open" => self.opened(path(call.word(0)?)?, call.word(1)?, &call),
            "openat" => {
                let whole = at(call.word(0)?, call.word(1)?)?;
                self.opened(whole, call.word(2)?, &call)
            }
            "creat" => self.opened(path(call.word(0)?)?, "O_CREAT|O_TRUNC", &call),
            "close" => {
                self.open.remove(&descriptor(call.word(0)?)?.0);
                Ok(())
            }
            "dup" | "dup2" | "dup3" => self.duplicated(&call),
            "fcntl" if call.word(1)?.starts_with("F_DUPFD") => self.duplicated(&call),
            "fcntl" => Ok(()),
            "lseek" => {
                let (from, _) = descriptor(call.word(0)?)?;
                self.move_to(from, call.answered()?);
                Ok(())
            }
            "read" => {
                let (from, _) = descriptor(call.word(0)?)?;
                let place = self.place(from);
                self.move_to(from, place + call.answered()?);
                Ok(())
            }
            "write" | "writev" | "pwrite64" | "pwritev" | "pwritev2" => self.written(&call),
            "ftruncate" => {
                let (_, file) = descriptor(call.word(0)?)?;
                self.length(&file, call.number(1)?)
            }
            "truncate" => self.length(&path(call.word(0)?)?, call.number(1)?),
            "fallocate" => self.allocated(&call),
            "fsync" | "fdatasync" => self.synced(&descriptor(call.word(0)?)?.1),
            "rename" => self.renamed(&path(call.word(0)?)?, &path(call.word(1)?)?),
            "renameat" | "renameat2" => {
                let from = at(call.word(0)?, call.word(1)?)?;
                self.renamed(&from, &at(call.word(2)?, call.word(3)?)?)
            }
            "link" => self.linked(&path(call.word(0)?)?, &path(call.word(1)?)?),
            "linkat" => {
                let from = at(call.word(0)?, call.word(1)?)?;
                self.linked(&from, &at(call.word(2)?, call.word(3)?)?)
            }
            "unlink" | "rmdir" => self.named_within(&path(call.word(0)?)?, Naming::Gone),
            "unlinkat" => self.named_within(&at(call.word(0)?, call.word(1)?)?, Naming::Gone),
            "mkdir" => self.named_within(&path(call.word(0)?)?, Naming::Folder),
            "mkdirat" => self.named_within(&at(call.word(0)?, call.word(1)?)?, Naming::Folder),
            "copy_file_range" => self.copied(&call),
            "mmap" => self.mapped(&call),
            "sync" | "syncfs" | "sendfile" | "splice" => self.cannot_follow(&call),
            _ => bail!("a call that is not known here"),
        }
    }

    /// A path within the folder that is recorded; none for all others, and for the files that SQLite
    /// shares between processes, which it makes anew from the others.
    fn within(&self, path: &Path) -> Option<PathBuf> {
        let inner = path.strip_prefix(&self.root).ok()?;
        (!inner.as_os_str().as_encoded_bytes().ends_with(b"-shm")).then(|| inner.to_owned())
    }

    fn inode(&self, path: &Path) -> Option<Inode> {
        self.names.0.get(&self.within(path)?).copied().flatten()
    }

    fn name(&mut self, naming: Naming) -> Result<()> {
        self.names.change(&naming);
        self.steps.push(Step::Name(naming));
        Ok(())
    }

    fn named_within(&mut self, path: &Path, naming: impl Fn(PathBuf) -> Naming) -> Result<()> {
        match self.within(path) {
            Some(inner) => self.name(naming(inner)),
            None => Ok(()),
        }
    }

    fn opened(&mut self, path: PathBuf, flags: &str, call: &Call<'_>) -> Result<()> {
        let number: i64 = call.answered()?.try_into()?;
        let open = self.places.len();
        self.places.insert(open, 0);
        self.open.insert(number, open);
        let Some(inner) = self.within(&path) else {
            return Ok(());
        };
        if flags.contains("O_TMPFILE") {
            bail!("a file without a name cannot be followed");
        }
        if !self.names.0.contains_key(&inner) && flags.contains("O_CREAT") {
            let inode = self.contents.len();
            self.contents.push(Vec::new());
            self.name(Naming::File(inner, inode))?;
        } else if flags.contains("O_TRUNC") {
            self.length(&path, 0)?;
        }
        if flags.contains("O_APPEND") {
            let inode = self.inode(&path).and_then(|inode| self.contents.get(inode));
            let end = inode.map_or(0, Vec::len) as u64;
            self.places.insert(open, end);
        }
        Ok(())
    }

    fn duplicated(&mut self, call: &Call<'_>) -> Result<()> {
        let (from, _) = descriptor(call.word(0)?)?;
        if let Some(open) = self.open.get(&from).copied() {
            self.open.insert(call.answered()?.try_into()?, open);
        }
        Ok(())
    }

    fn place(&self, descriptor: i64) -> u64 {
        let open = self.open.get(&descriptor);
        open.and_then(|open| self.places.get(open))
            .copied()
            .unwrap_or(0)
    }

    fn move_to(&mut self, descriptor: i64, place: u64) {
        if let Some(open) = self.open.get(&descriptor) {
            self.places.insert(*open, place);
        }
    }

    fn written(&mut self, call: &Call<'_>) -> Result<()> {
        let (number, file) = descriptor(call.word(0)?)?;
        if number == 1 {
            let line = String::from_utf8(bytes(call.word(1)?)?)?;
            self.steps.push(Step::Said(line));
            return Ok(());
        }
        let Some(inode) = self.inode(&file) else {
            return Ok(());
        };
        let mut bytes = match call.name {
            "write" | "pwrite64" => bytes(call.word(1)?)?,
            _ => buffers(&call.words)?,
        };
        let written = usize::try_from(call.answered()?)?;
        if bytes.len() < written {
            bail!("the log leaves bytes out");
        }
        bytes.truncate(written);
        let place = match call.name {
            "write" | "writev" => {
                let place = self.place(number);
                self.move_to(number, place + written as u64);
                place
            }
            "pwritev2" => call.number(call.words.len() - 2)?,
            _ => call.number(call.words.len() - 1)?,
        };
        self.put(inode, place, bytes)
    }

    fn put(&mut self, inode: Inode, place: u64, bytes: Vec<u8>) -> Result<()> {
        let content = self
            .contents
            .get_mut(inode)
            .context("a file that is known")?;
        write(content, place, &bytes);
        self.steps.push(Step::Write(inode, place, bytes));
        Ok(())
    }

    fn length(&mut self, path: &Path, length: u64) -> Result<()> {
        let Some(inode) = self.inode(path) else {
            return Ok(());
        };
        let content = self
            .contents
            .get_mut(inode)
            .context("a file that is known")?;
        content.resize(usize::try_from(length)?, 0);
        self.steps.push(Step::Length(inode, length));
        Ok(())
    }

    fn allocated(&mut self, call: &Call<'_>) -> Result<()> {
        let (_, file) = descriptor(call.word(0)?)?;
        let Some(inode) = self.inode(&file) else {
            return Ok(());
        };
        if call.word(1)? != "0" {
            bail!("an allocation of another kind cannot be followed");
        }
        let now = self.contents.get(inode).map_or(0, Vec::len) as u64;
        self.length(&file, now.max(call.number(2)? + call.number(3)?))
    }

    fn synced(&mut self, path: &Path) -> Result<()> {
        let Some(inner) = self.within(path) else {
            return Ok(());
        };
        match self.names.0.get(&inner).copied().flatten() {
            Some(inode) => self.steps.push(Step::Sync(inode)),
            None => self.steps.push(Step::SyncFolder(inner)),
        }
        Ok(())
    }

    fn renamed(&mut self, from: &Path, to: &Path) -> Result<()> {
        match (self.within(from), self.within(to)) {
            (Some(from), Some(to)) => {
                let inode = self.names.0.get(&from).copied().flatten();
                self.name(Naming::Moved(from, to, inode))
            }
            (None, None) => Ok(()),
            _ => bail!("a file that comes from elsewhere cannot be followed"),
        }
    }

    fn linked(&mut self, from: &Path, to: &Path) -> Result<()> {
        match (self.inode(from), self.within(to)) {
            (Some(inode), Some(to)) => self.name(Naming::File(to, inode)),
            (None, None) => Ok(()),
            _ => bail!("a link to elsewhere cannot be followed"),
        }
    }

    fn copied(&mut self, call: &Call<'_>) -> Result<()> {
        let (from, source) = descriptor(call.word(0)?)?;
        let (to, target) = descriptor(call.word(2)?)?;
        let Some(target) = self.inode(&target) else {
            return Ok(());
        };
        if (call.word(1)?, call.word(3)?) != ("NULL", "NULL") {
            bail!("a copy from a place that is not the file's own cannot be followed");
        }
        let length = usize::try_from(call.answered()?)?;
        let (begin, place) = (usize::try_from(self.place(from))?, self.place(to));
        let source = self
            .inode(&source)
            .and_then(|inode| self.contents.get(inode));
        let copied = source.and_then(|bytes| bytes.get(begin..begin + length));
        let bytes = copied.context("a copy of what was not recorded")?.to_vec();
        self.move_to(from, (begin + length) as u64);
        self.move_to(to, place + length as u64);
        self.put(target, place, bytes)
    }

    fn mapped(&mut self, call: &Call<'_>) -> Result<()> {
        let writes = call.word(2)?.contains("PROT_WRITE") && call.word(3)?.contains("MAP_SHARED");
        match writes {
            true => self.cannot_follow(call),
            false => Ok(()),
        }
    }

    /// What writes to a file of ours in a way that no log shows.
    fn cannot_follow(&self, call: &Call<'_>) -> Result<()> {
        let files = call.words.iter().filter_map(|word| descriptor(word).ok());
        let ours = files.filter_map(|(_, path)| self.within(&path)).next();
        match (ours, call.name) {
            (Some(path), name) => bail!("{name} on {} cannot be followed", path.display()),
            (None, "sync") => bail!("a sync of everything cannot be followed"),
            _ => Ok(()),
        }
    }
}
