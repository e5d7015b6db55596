//! Commands that keep the library whole.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Keeping {
    /// Look at everything the library keeps: is it still what was kept?
    Verify,
    /// Back the library up, in its own folder; or copy all of it to another
    #[command(
        after_help = "Examples:\n  desk backup\n  desk backup --list\n  desk backup --to /media/disk/clipdesk"
    )]
    Backup {
        /// Copy everything, evidence and pictures too, to a new folder that opens as a library
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
        /// List the backups
        #[arg(long, conflicts_with = "to")]
        list: bool,
    },
    /// Put a backup in the place of the library; what is there is backed up first
    #[command(
        after_help = "Examples:\n  desk restore latest\n  desk restore 2026-11-26T04:52:00Z\n\nThe desk must be closed. `desk backup --list` names the backups. Stories come back from the bin with `desk unspike`."
    )]
    Restore {
        /// Its moment, or `latest`
        backup: String,
    },
    /// Bring what a broken library still holds into a new one; the broken one is only read
    #[command(after_help = "Example:\n  desk rescue ~/broken ~/rescued")]
    Rescue {
        /// The broken library's folder
        broken: PathBuf,
        /// A new folder
        new: PathBuf,
    },
    /// The bin
    Bin {
        #[command(subcommand)]
        command: BinCommand,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum BinCommand {
    /// List what is in it
    List,
    /// Purge what has been in it for thirty days; this cannot be undone
    Empty {
        /// Purge all of it, however new
        #[arg(long)]
        all: bool,
    },
}
