//! Passwords of mail servers, in the system's keyring and nowhere else.

use keyring_core::{Entry, Error as KeyringError};

use super::PostOffice;
use crate::{Error, Result};

/// What the keyring shows them under.
const SERVICE: &str = "Clipdesk";

/// The password of an office, if one is kept. None if the server wants none.
///
/// # Errors
/// If the system has no keyring, or does not open it.
pub fn password(office: &PostOffice) -> Result<Option<String>> {
    let Some(entry) = entry(office)? else {
        return Ok(None);
    };
    match entry.get_password() {
        Ok(password) => Ok(Some(password)),
        Err(KeyringError::NoEntry) => Ok(None),
        Err(error) => Err(closed(&error, "nothing was sent")),
    }
}

/// Keeps a password.
///
/// # Errors
/// If the office wants none, or the system has no keyring or does not open it.
pub fn keep_password(office: &PostOffice, password: &str) -> Result<()> {
    let entry = entry(office)?.ok_or_else(|| {
        Error::Refused(
            "this mail server wants no password, for no account is named; nothing was kept"
                .to_owned(),
        )
    })?;
    let kept = entry.set_password(password);
    kept.map_err(|error| closed(&error, "the password was not kept"))
}

/// Forgets the password of an office, if one is kept.
///
/// # Errors
/// If the system has no keyring, or does not open it.
pub fn forget_password(office: &PostOffice) -> Result<()> {
    let Some(entry) = entry(office)? else {
        return Ok(());
    };
    match entry.delete_credential() {
        Ok(()) | Err(KeyringError::NoEntry) => Ok(()),
        Err(error) => Err(closed(&error, "the password is as it was")),
    }
}

fn entry(office: &PostOffice) -> Result<Option<Entry>> {
    let Some(user) = &office.user else {
        return Ok(None);
    };
    let account = format!("{user}@{}", office.host);
    let entry = store().and_then(|store| store.build(SERVICE, &account, None));
    entry
        .map(Some)
        .map_err(|error| closed(&error, "nothing was changed"))
}

type Store = std::sync::Arc<keyring_core::api::CredentialStore>;

#[cfg(target_os = "linux")]
fn store() -> keyring_core::Result<Store> {
    dbus_secret_service_keyring_store::Store::new().map(|store| store as Store)
}

#[cfg(target_os = "macos")]
fn store() -> keyring_core::Result<Store> {
    apple_native_keyring_store::keychain::Store::new().map(|store| store as Store)
}

#[cfg(windows)]
fn store() -> keyring_core::Result<Store> {
    windows_native_keyring_store::Store::new().map(|store| store as Store)
}

fn closed(error: &KeyringError, kept: &str) -> Error {
    Error::Refused(format!(
        "the system's keyring cannot be used ({error}); {kept}; `desk send` also takes the password from \
         CLIPDESK_SMTP_PASSWORD"
    ))
}
