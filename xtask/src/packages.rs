//! The system's packages: on Debian and its kin they are installed, elsewhere they are named.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::repo::{command, go, succeeds};

/// Something that the system has to bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// `pkg-config`, by which the libraries are found.
    PkgConfig,
    /// The web view, with what it takes to link it.
    WebView,
    /// A display where there is none.
    Xvfb,
    /// What drives the web view from a test.
    Driver,
    /// The browser that the window's views are tested in, on a pretend library.
    Chromium,
    /// What records the calls of a process.
    Strace,
    /// What runs the readers that judge prints.
    Python,
    /// What runs EPUBCheck and the checker of HTML.
    Java,
    /// What judges PDF files.
    Qpdf,
    /// What reads the words and the fonts of PDF files.
    Poppler,
    /// What judges XML.
    Xmllint,
    /// A keyring to keep a password in, and a bus of its own to reach it over.
    Keyring,
    Bus,
    /// What opens documents as people do.
    Office,
}

/// What it takes to build the desk and to open it here.
pub(crate) const TO_RUN: &[Need] = &[Need::PkgConfig, Need::WebView];

/// What it takes to open the desk where there is no display.
pub(crate) const TO_RUN_UNSEEN: &[Need] = &[Need::PkgConfig, Need::WebView, Need::Xvfb];

/// What it takes to test the desk, its window included.
pub(crate) const TO_TEST: &[Need] = &[
    Need::PkgConfig,
    Need::WebView,
    Need::Xvfb,
    Need::Driver,
    Need::Chromium,
    Need::Python,
    Need::Java,
    Need::Qpdf,
    Need::Poppler,
    Need::Xmllint,
    Need::Keyring,
    Need::Bus,
];

/// What it takes to judge prints fully.
pub(crate) const TO_TEST_FULLY: &[Need] = &[Need::Office];

/// What it takes to cut the power of a library; without it that is left out.
pub(crate) const TO_TORTURE: &[Need] = &[Need::Strace];

/// How a family of systems installs packages. `dnf` and `zypper` also take the path of a file.
struct Installer {
    /// As `/etc/os-release` names the family.
    ids: &'static [&'static str],
    command: &'static str,
    package: fn(Need) -> &'static str,
}

const INSTALLERS: &[Installer] = &[
    Installer {
        ids: &["debian", "ubuntu"],
        command: "sudo apt-get install",
        package: |need| debian(need)[0],
    },
    Installer {
        ids: &["fedora", "rhel"],
        command: "sudo dnf install",
        package: |need| match need {
            Need::PkgConfig => "pkgconf-pkg-config",
            Need::WebView => "webkit2gtk4.1-devel",
            Need::Xvfb => "xorg-x11-server-Xvfb",
            Need::Driver => "/usr/bin/WebKitWebDriver",
            Need::Chromium => "chromium",
            Need::Strace => "strace",
            Need::Python => "python3",
            Need::Java => "java-latest-openjdk-headless",
            Need::Qpdf => "qpdf",
            Need::Poppler => "poppler-utils",
            Need::Xmllint => "libxml2",
            Need::Keyring => "gnome-keyring",
            Need::Bus => "dbus-daemon",
            Need::Office => "libreoffice-writer",
        },
    },
    Installer {
        ids: &["arch"],
        command: "sudo pacman -S --needed",
        package: |need| match need {
            Need::PkgConfig => "pkgconf",
            Need::WebView => "webkit2gtk-4.1",
            Need::Xvfb => "xorg-server-xvfb",
            Need::Driver => "webkitgtk-6.0",
            Need::Chromium => "chromium",
            Need::Strace => "strace",
            Need::Python => "python",
            Need::Java => "jre-openjdk-headless",
            Need::Qpdf => "qpdf",
            Need::Poppler => "poppler",
            Need::Xmllint => "libxml2",
            Need::Keyring => "gnome-keyring",
            Need::Bus => "dbus",
            Need::Office => "libreoffice-fresh",
        },
    },
    Installer {
        ids: &["suse", "opensuse"],
        command: "sudo zypper install",
        package: |need| match need {
            Need::PkgConfig => "pkgconf-pkg-config",
            Need::WebView => "webkit2gtk3-devel",
            Need::Xvfb => "/usr/bin/Xvfb",
            Need::Driver => "/usr/bin/WebKitWebDriver",
            Need::Chromium => "chromium",
            Need::Strace => "strace",
            Need::Python => "python3",
            Need::Java => "java-headless",
            Need::Qpdf => "qpdf",
            Need::Poppler => "poppler-tools",
            Need::Xmllint => "libxml2-tools",
            Need::Keyring => "gnome-keyring",
            Need::Bus => "dbus-1-daemon",
            Need::Office => "libreoffice-writer",
        },
    },
];

/// Debian's names for it, the likelier first: releases differ.
fn debian(need: Need) -> &'static [&'static str] {
    match need {
        Need::PkgConfig => &["pkg-config"],
        Need::WebView => &["libwebkit2gtk-4.1-dev"],
        Need::Xvfb => &["xvfb"],
        Need::Driver => &["webkit2gtk-driver", "webkitgtk-webdriver"],
        Need::Chromium => &["chromium", "chromium-browser"],
        Need::Strace => &["strace"],
        Need::Python => &["python3-venv"],
        Need::Java => &["default-jre-headless"],
        Need::Qpdf => &["qpdf"],
        Need::Poppler => &["poppler-utils"],
        Need::Xmllint => &["libxml2-utils"],
        Need::Keyring => &["gnome-keyring"],
        Need::Bus => &["dbus-daemon", "dbus"],
        Need::Office => &["libreoffice-writer-nogui", "libreoffice-writer"],
    }
}

/// Sees to it that the system has what is needed: installs it where it may, else says what to type.
pub(crate) fn ensure(needs: &[Need]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        // Windows and macOS bring their web view along; whoever built this has a linker.
        return Ok(());
    }
    let missing: Vec<Need> = needs
        .iter()
        .copied()
        .filter(|need| !is_met(*need))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let os = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let Some(installer) = installer_of(&os) else {
        bail!(
            "this system lacks {missing:?}, and how it installs packages is not known here; on Debian \
             they are: {}",
            names(&missing, |need| debian(need)[0]),
        );
    };
    let wanted = names(&missing, installer.package);
    let by_hand = format!(
        "packages are missing; install them with\n\n    {} {wanted}\n",
        installer.command
    );
    match sudo() {
        Some(sudo) if installer.ids.contains(&"debian") => apt(sudo, &missing)?,
        _ => bail!("{by_hand}"),
    }
    match missing.iter().find(|need| !is_met(**need)) {
        Some(need) => bail!("apt installed {wanted}, and yet {need:?} is not there"),
        None => Ok(()),
    }
}

/// Where a program is, if it is there.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH").unwrap_or_default())
        .map(|dir| dir.join(program))
        .find(|path| path.is_file())
}

/// The browser that views are tested in, if it is there.
pub(crate) fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names.into_iter().find_map(find)
}

fn is_met(need: Need) -> bool {
    match need {
        Need::PkgConfig => find("pkg-config").is_some(),
        Need::WebView => succeeds(command("pkg-config").args(["--exists", "webkit2gtk-4.1"])),
        Need::Xvfb => find("Xvfb").is_some(),
        Need::Driver => find("WebKitWebDriver").is_some(),
        Need::Chromium => chromium().is_some(),
        Need::Strace => find("strace").is_some(),
        Need::Python => succeeds(command("python3").args(["-c", "import venv, ensurepip"])),
        Need::Java => find("java").is_some(),
        Need::Qpdf => find("qpdf").is_some(),
        Need::Poppler => find("pdftotext").is_some(),
        Need::Xmllint => find("xmllint").is_some(),
        Need::Keyring => find("gnome-keyring-daemon").is_some(),
        Need::Bus => find("dbus-run-session").is_some(),
        Need::Office => find("soffice").is_some(),
    }
}

fn installer_of(os_release: &str) -> Option<&'static Installer> {
    let kin: Vec<&str> = os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or(line.strip_prefix("ID_LIKE=")))
        .flat_map(|ids| ids.trim_matches('"').split(' '))
        .collect();
    INSTALLERS
        .iter()
        .find(|installer| installer.ids.iter().any(|id| kin.contains(id)))
}

fn names(needs: &[Need], package: impl Fn(Need) -> &'static str) -> String {
    let names: Vec<&str> = needs.iter().map(|need| package(*need)).collect();
    names.join(" ")
}

/// What to put before a command that changes the system; nothing if this user may not.
fn sudo() -> Option<&'static [&'static str]> {
    if command("id")
        .arg("-u")
        .output()
        .is_ok_and(|id| id.stdout == b"0\n")
    {
        return Some(&["env"]);
    }
    succeeds(command("sudo").args(["-n", "true"])).then_some(&["sudo", "-n"])
}

fn apt(sudo: &[&str], missing: &[Need]) -> Result<()> {
    let apt_get = |words: &[&str]| {
        let mut apt_get = command(sudo[0]);
        apt_get
            .args(&sudo[1..])
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
            .args(words);
        apt_get
    };
    // Old lists name versions that the mirrors no longer hold.
    go(&mut apt_get(&["update", "-q"]))?;
    let packages: Vec<&str> = missing.iter().map(|need| on_offer(debian(*need))).collect();
    let install = ["install", "-q", "-y", "--no-install-recommends"];
    go(&mut apt_get(&[&install, packages.as_slice()].concat()))
}

/// The first of these names that this release has.
fn on_offer(names: &[&'static str]) -> &'static str {
    let is_there =
        |name: &&&str| succeeds(command("apt-cache").args(["show", "--no-all-versions", **name]));
    names.iter().find(is_there).unwrap_or(&names[0])
}

/// Whether there is a display to open a window on.
pub(crate) fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(os_release: &str, first_id: Option<&str>) {
        let found = installer_of(os_release).map(|installer| installer.ids[0]);
        assert_eq!(found, first_id, "for {os_release:?}");
    }

    #[test]
    fn knows_a_system_by_its_own_name_or_by_its_kin() {
        check("NAME=x\nID=debian\n", Some("debian"));
        check("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", Some("debian"));
        check("ID=fedora\n", Some("fedora"));
        check(
            "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n",
            Some("fedora"),
        );
        check("ID=manjaro\nID_LIKE=arch\n", Some("arch"));
        check(
            "ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n",
            Some("suse"),
        );
        check("ID=plan9\n", None);
        check("", None);
    }
}
