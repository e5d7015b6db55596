//! The line to the web: straight, or over a proxy that a person named; whose word is taken for who is who;
//! or no line at all.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use reqwest::{Certificate, ClientBuilder, NoProxy, Proxy};
use url::Url;

use crate::settings::Network;
use crate::{Error, Result};

/// Said instead of asking anybody.
const OFFLINE: &str = "the desk is offline (Settings)";

/// How the web is reached.
#[derive(Debug, Clone)]
pub(super) struct Line {
    proxy: Option<Url>,
    authorities: Vec<Certificate>,
}

/// Looks whether the web can be reached as a person says: whether the proxy is one, and whether the file of
/// authorities can be read. Nobody is asked.
///
/// # Errors
/// Says what is wrong with which of them.
pub fn check(network: &Network) -> Result<()> {
    let online = Network {
        offline: false,
        ..network.clone()
    };
    Line::of(&online).map(drop).map_err(Error::Refused)
}

impl Line {
    /// The line that a person wants.
    pub(super) fn of(network: &Network) -> Result<Line, String> {
        if network.offline {
            return Err(OFFLINE.to_owned());
        }
        let authorities = network.authority.as_deref().map(Path::new).map(authorities);
        Ok(Line {
            proxy: network.proxy.as_deref().map(proxy).transpose()?,
            authorities: authorities.transpose()?.unwrap_or_default(),
        })
    }

    /// The name of the proxy.
    pub(super) fn proxy(&self) -> Option<&str> {
        self.proxy.as_ref().and_then(Url::host_str)
    }

    /// Puts a client on the line. What is on this computer is never asked for over a proxy: there, it would
    /// be another computer.
    pub(super) fn connect(&self, mut client: ClientBuilder) -> reqwest::Result<ClientBuilder> {
        // What the environment says of proxies is not asked: whether there is one is for Settings to say.
        client = client.no_proxy();
        if let Some(proxy) = &self.proxy {
            let here = NoProxy::from_string("localhost,127.0.0.0/8,::1");
            client = client.proxy(Proxy::all(proxy.clone())?.no_proxy(here));
        }
        if !self.authorities.is_empty() {
            client = client.tls_certs_merge(self.authorities.iter().cloned());
        }
        Ok(client)
    }
}

fn proxy(typed: &str) -> Result<Url, String> {
    /// Longer than any name with its password.
    const LONGEST: usize = 2_000;
    const KINDS: [&str; 4] = ["http", "https", "socks5", "socks5h"];
    let url = Url::parse(typed.trim()).ok().filter(|url| {
        KINDS.contains(&url.scheme())
            && url.host_str().is_some_and(|host| !host.is_empty())
            && matches!(url.path(), "" | "/")
            && url.query().is_none()
            && url.fragment().is_none()
    });
    let url = url.filter(|_| typed.len() <= LONGEST && !typed.contains(char::is_control));
    url.ok_or_else(|| {
        format!(
            "{} is no proxy that can be used: write http://, https:// or socks5://, its name, and its port after \
             a colon",
            without_password(typed)
        )
    })
}

/// What was typed as a proxy, as it can be shown: it may hold a password.
fn without_password(typed: &str) -> String {
    const SHOWN: usize = 80;
    let (begin, rest) = typed.trim().split_once("://").unwrap_or(("", typed.trim()));
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    let mark = if begin.is_empty() { "" } else { "://" };
    let shown = [begin, mark, rest].concat();
    let shown = shown
        .chars()
        .filter(|letter| !letter.is_control())
        .take(SHOWN);
    format!("“{}”", shown.collect::<String>())
}

/// The file of authorities that a person trusts besides those of the system, as PEM, for whoever else opens a
/// line with TLS.
///
/// # Errors
/// If the desk is offline, or the file cannot be used.
pub(crate) fn authorities_of(network: &Network) -> Result<Option<Vec<u8>>> {
    let line =
        Line::of(network).map_err(|why| Error::Refused(format!("{why}; nothing was sent")))?;
    match network
        .authority
        .as_deref()
        .filter(|_| !line.authorities.is_empty())
    {
        Some(file) => pem(Path::new(file)).map(Some).map_err(Error::Refused),
        None => Ok(None),
    }
}

/// Reads the authorities that a file holds.
fn authorities(file: &Path) -> Result<Vec<Certificate>, String> {
    let wrong = || {
        format!(
            "the authorities in {}: a certificate in the file is damaged",
            file.display()
        )
    };
    let read = Certificate::from_pem_bundle(&pem(file)?).ok();
    let read = read.filter(|read| !read.is_empty()).ok_or_else(wrong)?;
    // Whether one can be used is known only when a client is made with it.
    let tried = reqwest::Client::builder().tls_certs_merge(read.iter().cloned());
    let tried = tried.no_proxy().build();
    tried.map(|_| read).map_err(|_| wrong())
}

/// A file of certificates, as it stands.
fn pem(file: &Path) -> Result<Vec<u8>, String> {
    /// Every authority that browsers trust together fits into a quarter of this.
    const LARGEST: u64 = 1 << 20;
    let wrong = |why: &str| format!("the authorities in {}: {why}", file.display());
    let unread = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => wrong("there is no such file"),
        io::ErrorKind::IsADirectory => wrong("that is a folder; name the file in it"),
        _ => wrong(&format!("the file cannot be read ({error})")),
    };
    let opened = File::open(file).map_err(unread)?;
    // A pipe or a device might never come to an end.
    match opened.metadata().map_err(unread)? {
        kind if kind.is_dir() => return Err(wrong("that is a folder; name the file in it")),
        kind if !kind.is_file() => return Err(wrong("that is no file")),
        _ => {}
    }
    let mut bytes = Vec::new();
    opened
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    if bytes.len() as u64 > LARGEST {
        return Err(wrong("the file is too large to be a list of authorities"));
    }
    const BEGINS: &[u8] = b"-----BEGIN CERTIFICATE-----";
    if !bytes.windows(BEGINS.len()).any(|at| at == BEGINS) {
        return Err(wrong(
            "the file holds no certificate in the PEM form, which begins with \
             “-----BEGIN CERTIFICATE-----”",
        ));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
