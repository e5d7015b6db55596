//! What a process holds, as the kernel says.

use std::fs;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// The memory of a process, in KiB.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Memory {
    /// The most that was resident at once.
    pub(crate) peak: u64,
    /// Its own: heaps, caches.
    pub(crate) own: u64,
    /// Files mapped into it, which the kernel can drop: its programs, a search index.
    pub(crate) mapped: u64,
    /// Its proportional share of all that is resident.
    pub(crate) share: u64,
}

impl Memory {
    /// Of this process, now.
    pub(crate) fn now() -> Result<Memory> {
        let status = fs::read_to_string("/proc/self/status");
        let status = status.context("memory is read from /proc, on Linux only")?;
        let rollup = fs::read_to_string("/proc/self/smaps_rollup")?;
        Ok(Memory {
            peak: field(&status, "VmHWM:")?,
            own: field(&status, "RssAnon:")?,
            mapped: field(&status, "RssFile:")?,
            share: field(&rollup, "Pss:")?,
        })
    }
}

fn field(text: &str, name: &str) -> Result<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next());
    let number = number.with_context(|| format!("/proc says nothing of {name}"))?;
    Ok(number.parse()?)
}
