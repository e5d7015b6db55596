//! The post: editions go out by the editor's own mail server, a message a person.

mod keyring;
mod line;

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use mail_parser::MessageParser;
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

pub use keyring::{forget_password, keep_password, password};
pub use line::{PostLine, Posted};

/// How a mail server is spoken with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Security {
    /// TLS from the first byte (RFC 8314); port 465 unless another is named.
    #[default]
    Tls,
    /// TLS begun before anything is said (STARTTLS, RFC 3207), or nothing is said; port 587.
    StartTls,
    /// None, which only a server on this computer may ask for; port 25.
    Plain,
}

impl Security {
    /// Every one.
    pub const ALL: [Security; 3] = [Security::Tls, Security::StartTls, Security::Plain];

    /// What it is called where it is chosen.
    pub fn as_str(self) -> &'static str {
        match self {
            Security::Tls => "tls",
            Security::StartTls => "start-tls",
            Security::Plain => "plain",
        }
    }

    /// The one with a name.
    pub fn named(name: &str) -> Option<Security> {
        Security::ALL.into_iter().find(|one| one.as_str() == name)
    }

    fn port(self) -> u16 {
        match self {
            Security::Tls => 465,
            Security::StartTls => 587,
            Security::Plain => 25,
        }
    }
}

/// The editor's mail server, and who writes. Its password is none of it: that is in the system's keyring.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(default)]
pub struct PostOffice {
    /// The server's name: `mail.example`. Empty if none was named yet.
    pub host: String,
    /// Its port, unless it is the usual one.
    pub port: Option<u16>,
    /// How it is spoken with.
    pub security: Security,
    /// The account's name, if the server wants one.
    pub user: Option<String>,
    /// Who writes: `Morning desk <desk@mail.example>`.
    pub from: String,
}

impl PostOffice {
    /// As it can be used and kept, without spaces around what was typed. An office without a host is none, and
    /// says nothing.
    ///
    /// # Errors
    /// Says what is wrong with which field.
    pub fn tidied(self) -> Result<PostOffice> {
        let host = self.host.trim().to_owned();
        if host.is_empty() {
            return Ok(PostOffice::default());
        }
        let is_name = host.len() <= 253 && url::Host::parse(&host).is_ok() || is_here(&host);
        if !is_name {
            return Err(Error::Refused(format!(
                "“{host}” is no name of a mail server; write it like mail.example, its port in its own field; \
                 nothing was changed"
            )));
        }
        if self.port == Some(0) {
            return Err(Error::Refused(
                "0 is no port; leave it empty for the usual one; nothing was changed".to_owned(),
            ));
        }
        if self.security == Security::Plain && !is_here(&host) {
            return Err(Error::Refused(format!(
                "{host} is not on this computer, and without TLS everybody on the way reads what is sent, and \
                 the password; choose TLS or STARTTLS; nothing was changed"
            )));
        }
        let user = self.user.map(|user| user.trim().to_owned());
        Ok(PostOffice {
            host,
            port: self.port,
            security: self.security,
            user: user.filter(|user| !user.is_empty()),
            from: Recipient::from_str(&self.from)?.to_string(),
        })
    }

    /// Who writes.
    ///
    /// # Errors
    /// If no server was named yet, or the address is none.
    pub fn sender(&self) -> Result<Recipient> {
        if self.host.is_empty() {
            return Err(Error::Refused(
                "no mail server is named yet; name yours in Settings, or with `desk post`; nothing was sent"
                    .to_owned(),
            ));
        }
        self.from.parse()
    }

    fn port(&self) -> u16 {
        self.port.unwrap_or_else(|| self.security.port())
    }
}

/// Whether a server is on this computer.
fn is_here(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "::1")
}

/// Somebody that mail goes to, or comes from. Shown as `Ann Lee <ann@mail.example>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    name: Option<String>,
    address: lettre::Address,
}

impl Recipient {
    /// The name, if one is known.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The address: `ann@mail.example`.
    pub fn address(&self) -> &str {
        self.address.as_ref()
    }

    /// By which two are the same: the address, whatever its case. Servers may tell cases of what stands before
    /// the @ apart; none is known to, and nobody is to be written to twice.
    pub fn key(&self) -> String {
        self.address().to_lowercase()
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) if name.contains([',', ';', '<', '>', '(', ')', '@', '"', ':', '\\']) => {
                write!(
                    f,
                    "\"{}\" <{}>",
                    name.replace(['"', '\\'], "'"),
                    self.address
                )
            }
            Some(name) => write!(f, "{name} <{}>", self.address),
            None => write!(f, "{}", self.address),
        }
    }
}

impl FromStr for Recipient {
    type Err = Error;

    fn from_str(text: &str) -> Result<Recipient> {
        match recipients(text)?.as_slice() {
            [one] => Ok(one.clone()),
            _ => Err(Error::Refused(format!(
                "“{}” is not one mail address; write one like desk@mail.example; nothing was changed",
                shown(text)
            ))),
        }
    }
}

/// The people in a list as people write it: by commas, semicolons or lines, with names or without, each once.
///
/// # Errors
/// Names the first that is no address; then the list is none.
pub fn recipients(text: &str) -> Result<Vec<Recipient>> {
    /// More than a desk of this kind should write to: beyond it wait the tools of newsletters.
    const MOST: usize = 5_000;
    let header = format!("To: {}\r\n\r\n", on_one_line(text));
    let read = MessageParser::default().parse(header.as_bytes());
    let listed = read.as_ref().and_then(|mail| mail.to());
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for one in listed.into_iter().flat_map(|list| list.iter()) {
        let typed = one.address().or(one.name()).unwrap_or_default();
        let address = typed.parse().map_err(|_| {
            Error::Refused(format!(
                "“{}” is no mail address; nothing was changed",
                shown(typed)
            ))
        })?;
        let name = one.address().and(one.name());
        let name = name.map(|name| on_one_line(name).trim().to_owned());
        let one = Recipient {
            name: name.filter(|name| !name.is_empty()),
            address,
        };
        if seen.insert(one.key()) {
            all.push(one);
        }
    }
    if all.len() > MOST {
        return Err(Error::Refused(format!(
            "{} people are more than the {MOST} that an edition is sent to at once; nothing was changed",
            all.len()
        )));
    }
    Ok(all)
}

/// A list on one line, its parts between commas.
fn on_one_line(text: &str) -> String {
    let mut line = String::new();
    let mut quoted = false;
    for c in text.chars() {
        quoted ^= c == '"';
        match c {
            '\n' | '\r' => line.push(','),
            ';' if !quoted => line.push(','),
            c if c.is_control() => line.push(' '),
            c => line.push(c),
        }
    }
    line
}

fn shown(text: &str) -> String {
    let seen = text.chars().filter(|c| !c.is_control());
    seen.take(80).collect::<String>().trim().to_owned()
}
