//! Addresses on the web, made canonical.
//!
//! An [`Address`] is what is kept, shown and opened: as the page gave it, without what only follows
//! the reader around. Its [`key`](Address::key) says which story it is, and goes further: the AMP
//! page, the mobile page and the plain page of one story share a key, so they are one story.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::{Error, Result};

/// Longest address that is kept, in bytes. Browsers and servers rarely take more than 8,000.
const LONGEST: usize = 8_192;

/// Query parameters that follow the reader and never choose the page, whatever comes after a `*`.
const TRACKING: &[&str] = &[
    "utm_*",
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "ysclid",
    "twclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "oly_anon_id",
    "oly_enc_id",
    "_hsenc",
    "_hsmi",
    "hsctatracking",
    "vero_id",
    "wickedid",
    "rb_clickid",
    "s_cid",
    "ncid",
    "cmpid",
    "smid",
    "at_medium",
    "at_campaign*",
    "at_custom*",
    "at_link*",
    "at_format",
    "at_ptr_name",
    "at_bbc_team",
    "xtor",
    "ito",
    "__twitter_impression",
    "ref_src",
    "ref_url",
    "spref",
    "sr_share",
    "cvid",
    "ocid",
];

/// Labels in front of a host's name that mean the same site for another device.
const DEVICE_HOSTS: &[&str] = &["www.", "m.", "mobile.", "amp."];

/// An absolute `http` or `https` address without tracking parameters, fragment or password.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(
    feature = "ts",
    derive(ts_rs::TS),
    ts(export, export_to = "wire.ts", type = "string")
)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

impl Address {
    /// Reads an address as a person types it: `example.org/story` is taken as `https`.
    ///
    /// # Errors
    /// Refuses, naming the text, what is no address or has another scheme than `http` or `https`.
    pub fn read(text: &str) -> Result<Address> {
        let text = text.trim();
        let url = match Url::parse(text) {
            Ok(url) if url.has_host() => Ok(url),
            Ok(url) if !names_a_host(text) => {
                return Err(Error::Refused(format!(
                    "{} is not a web address: it begins with `{}:`; only http and https can be clipped",
                    shown(text),
                    url.scheme()
                )));
            }
            _ if names_a_host(text) => Url::parse(&format!("https://{text}")),
            other => other,
        };
        let url =
            url.map_err(|_| Error::Refused(format!("{} is not a web address", shown(text))))?;
        Address::from_url(url)
    }

    /// Reads a link as it stands on a page at `self`.
    ///
    /// # Errors
    /// As [`Address::read`].
    pub fn join(&self, link: &str) -> Result<Address> {
        let refused = |_| Error::Refused(format!("{} is not a web address", shown(link)));
        Address::from_url(self.url()?.join(link.trim()).map_err(refused)?)
    }

    fn from_url(mut url: Url) -> Result<Address> {
        let whole = url.to_string();
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(Error::Refused(format!(
                "{} is not a web address: only http and https can be clipped",
                shown(&whole)
            )));
        }
        if whole.len() > LONGEST {
            return Err(Error::Refused(format!(
                "{} is too long for an address: {} bytes, of at most {LONGEST}",
                shown(&whole),
                whole.len()
            )));
        }
        // `has_host` above is what makes these succeed; an address without them is as good.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_fragment(None);
        let url = out_of_the_amp_cache(&url).unwrap_or(url);
        Ok(Address(without_tracking(url).to_string()))
    }

    /// The address as it is shown, stored and opened.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address, taken apart.
    ///
    /// # Errors
    /// None in practice: the text was a URL when the address was made.
    pub fn url(&self) -> Result<Url> {
        Url::parse(&self.0)
            .map_err(|_| Error::Refused(format!("{} is not a web address", shown(&self.0))))
    }

    /// The host, without the label for a device: `www.example.org` and `m.example.org` are
    /// `example.org`.
    pub fn site(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        let host = &rest[..rest.find(['/', '?']).unwrap_or(rest.len())];
        plain_host(host)
    }

    /// Which story this is: two addresses with one key are one story.
    ///
    /// Scheme, device host, AMP marks, a closing slash and the order of parameters do not count.
    pub fn key(&self) -> String {
        let Ok(url) = self.url() else {
            return self.0.clone();
        };
        let site = self.site();
        let mut path = url.path().trim_end_matches('/');
        for mark in ["/amp", "/amp.html", ".amp"] {
            path = path.strip_suffix(mark).unwrap_or(path);
        }
        let path = path
            .strip_prefix("/amp/")
            .map_or_else(|| path.to_owned(), |rest| format!("/{rest}"));
        let path = match path.strip_suffix(".amp.html") {
            Some(stem) => format!("{stem}.html"),
            None => path,
        };
        let mut parameters: Vec<_> = url
            .query()
            .unwrap_or("")
            .split('&')
            .filter(|pair| !pair.is_empty() && !matches!(*pair, "amp" | "amp=1" | "outputType=amp"))
            .collect();
        parameters.sort_unstable();
        match parameters.is_empty() {
            true => format!("{site}{path}"),
            false => format!("{site}{path}?{}", parameters.join("&")),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Address {
    type Error = Error;
    fn try_from(text: String) -> Result<Address> {
        Address::read(&text)
    }
}

impl From<Address> for String {
    fn from(address: Address) -> String {
        address.0
    }
}

/// Whether a text without a scheme begins like a host: `example.org/a`, `localhost:8000`, `10.0.0.1`.
fn names_a_host(text: &str) -> bool {
    let host = &text[..text.find(['/', '?', '#']).unwrap_or(text.len())];
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "0"));
    let named = name == "localhost"
        || name
            .split_once('.')
            .is_some_and(|(first, rest)| !first.is_empty() && rest.len() > 1);
    named
        && port.parse::<u16>().is_ok()
        && !name.contains(|c: char| c.is_whitespace() || matches!(c, '@' | '<' | '>' | '"' | ':'))
}

/// A text as an error quotes it: short enough to be read.
fn shown(text: &str) -> String {
    let mut quoted: String = text
        .chars()
        .take(80)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(80).is_some() {
        quoted.push('…');
    }
    format!("“{quoted}”")
}

fn plain_host(host: &str) -> &str {
    DEVICE_HOSTS
        .iter()
        .find_map(|device| host.strip_prefix(device).filter(|rest| rest.contains('.')))
        .unwrap_or(host)
}

fn without_tracking(mut url: Url) -> Url {
    let Some(query) = url.query() else { return url };
    let kept: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !is_tracking(pair))
        .collect();
    let kept = kept.join("&");
    url.set_query(Some(kept.as_str()).filter(|query| !query.is_empty()));
    url
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
    TRACKING.iter().any(|known| match known.strip_suffix('*') {
        Some(stem) => name.starts_with(stem),
        None => name == *known,
    })
}

/// The page behind a copy in an AMP cache: `…/amp/s/example.org/a`, `….cdn.ampproject.org/c/s/example.org/a`.
fn out_of_the_amp_cache(url: &Url) -> Option<Url> {
    let host = url.host_str()?;
    let rest = match host {
        _ if host.ends_with(".cdn.ampproject.org") => url.path().get(2..)?.strip_prefix('/')?,
        "www.google.com" | "google.com" => url.path().strip_prefix("/amp/")?,
        _ => return None,
    };
    let (scheme, rest) = match rest.strip_prefix("s/") {
        Some(rest) => ("https", rest),
        None => ("http", rest),
    };
    let mut page = Url::parse(&format!("{scheme}://{rest}"))
        .ok()
        .filter(|page| page.host_str().is_some_and(|host| host.contains('.')))?;
    page.set_query(url.query());
    Some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, kept: &str, key: &str) {
        let address = Address::read(typed).unwrap();
        assert_eq!(
            (address.as_str(), address.key().as_str()),
            (kept, key),
            "reading {typed:?}"
        );
    }

    #[test]
    fn tracking_is_taken_away_and_the_rest_is_kept() {
        check(
            "https://example.org/a?utm_source=x&id=7&fbclid=9",
            "https://example.org/a?id=7",
            "example.org/a?id=7",
        );
        check(
            "https://example.org/a?b=2&a=1#top",
            "https://example.org/a?b=2&a=1",
            "example.org/a?a=1&b=2",
        );
        check(
            "https://reader:secret@example.org/",
            "https://example.org/",
            "example.org",
        );
    }

    #[test]
    fn one_story_has_one_key_on_every_device() {
        for typed in [
            "https://www.example.org/world/talks/",
            "http://m.example.org/world/talks",
            "https://amp.example.org/world/talks",
            "https://example.org/amp/world/talks",
            "https://example.org/world/talks/amp/",
            "https://example.org/world/talks?amp=1",
            "https://www.google.com/amp/s/example.org/world/talks",
            "https://example-org.cdn.ampproject.org/c/s/example.org/world/talks",
        ] {
            assert_eq!(
                Address::read(typed).unwrap().key(),
                "example.org/world/talks",
                "{typed}"
            );
        }
        check(
            "https://example.org/a.amp.html",
            "https://example.org/a.amp.html",
            "example.org/a.html",
        );
        assert_eq!(Address::read("https://m.de/a").unwrap().site(), "m.de");
    }

    #[test]
    fn an_address_is_read_as_a_person_types_it() {
        check("  example.org/a ", "https://example.org/a", "example.org/a");
        check(
            "localhost:8000/a",
            "https://localhost:8000/a",
            "localhost:8000/a",
        );
        check(
            "http://127.0.0.1:9/a",
            "http://127.0.0.1:9/a",
            "127.0.0.1:9/a",
        );
        check(
            "HTTPS://EXAMPLE.ORG:443/Ä",
            "https://example.org/%C3%84",
            "example.org/%C3%84",
        );
    }

    #[test]
    fn what_is_no_address_is_refused_by_name() {
        for text in [
            "",
            "hello",
            "two words.here",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "mailto:ann@example.org",
            "data:text/html,x",
            "ftp://example.org/a",
            "http://",
            "https://?q",
            "::::",
        ] {
            let refusal = Address::read(text).unwrap_err().to_string();
            assert!(
                refusal.contains("is not a web address"),
                "{text:?}: {refusal}"
            );
        }
        let long = format!("https://example.org/{}", "a".repeat(9_000));
        assert!(
            Address::read(&long)
                .unwrap_err()
                .to_string()
                .contains("too long")
        );
    }

    #[test]
    fn a_link_is_read_where_it_stands() {
        let page = Address::read("https://example.org/world/a").unwrap();
        assert_eq!(
            page.join("../b?utm_medium=x").unwrap().as_str(),
            "https://example.org/b"
        );
        assert!(page.join("javascript:alert(1)").is_err());
    }
}
