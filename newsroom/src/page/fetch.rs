//! A page from the web.
//!
//! A page may ask for anything, so nothing is taken on trust: the time and the bytes are capped, the
//! bytes after unpacking, because 16 kB can unpack to half a gigabyte; and whether an address is
//! private is decided where the connection is made, not by its name, because names lie.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header;
use url::{Host, Url};

use super::line::Line;
use super::reach::{Reach, is_public};
use super::way::{self, Arrived, Way, reason};
use super::{Form, How, LARGEST, Page, form_by_magic, largest, looks_binary};
use crate::settings::Network;
use crate::{Address, Error, Result};

/// What a page may be, best first.
const ACCEPTED: &str =
    "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5";

/// What a fetch may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From the first packet to the last, over all redirects.
    pub deadline: Duration,
    /// Bytes of the page, unpacked.
    pub bytes: usize,
    /// Redirects that are followed.
    pub redirects: usize,
}

impl Default for Limits {
    /// 20 s, 20 MiB and the ten redirects that `curl` and browsers are content with.
    fn default() -> Limits {
        Limits {
            deadline: Duration::from_secs(20),
            bytes: LARGEST,
            redirects: 10,
        }
    }
}

/// Where a page is to be fetched, and who said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// A person gave the address, so it may be private.
    Typed(Address),
    /// A page pointed there, so it has to be public.
    Pointed(Address),
}

impl Errand {
    /// The address.
    pub fn address(&self) -> &Address {
        match self {
            Errand::Typed(address) | Errand::Pointed(address) => address,
        }
    }

    /// How far what its page shows may be fetched from, where the page itself was fetched long ago. Only
    /// an address that says itself that it is private counts as such: what a name led to then is not
    /// known any more.
    pub fn reach(&self) -> Reach {
        let typed = match self {
            Errand::Typed(address) => address.url().ok(),
            Errand::Pointed(_) => None,
        };
        let private = |url: &Url| match url.host() {
            Some(Host::Ipv4(ip)) => !is_public(ip.into()),
            Some(Host::Ipv6(ip)) => !is_public(ip.into()),
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            None => false,
        };
        let host = typed.filter(private);
        let host = host.as_ref().and_then(Url::host_str);
        host.map_or(Reach::Public, |host| Reach::PublicOr(host.to_owned()))
    }
}

/// A page that was fetched.
#[derive(Debug)]
pub struct Fetched {
    /// The page.
    pub page: Page,
    /// How far what the page shows may be fetched from.
    pub reach: Reach,
}

/// Fetches a page. An address that a person typed may be private: `localhost`, a machine in the
/// office; what it redirects to may not, unless it stays on that machine. An address that a page
/// gave us has to be public.
///
/// `hear` is told how many bytes have come so far.
///
/// # Errors
/// [`Error::Unfetched`], saying why as a clause.
pub async fn fetch(
    errand: &Errand,
    network: &Network,
    limits: Limits,
    now: DateTime<Utc>,
    hear: impl FnMut(u64),
) -> Result<Fetched> {
    let reach = match errand {
        Errand::Typed(_) => Reach::Anywhere,
        Errand::Pointed(_) => Reach::Public,
    };
    fetch_within(errand.address(), reach, network, limits, now, hear).await
}

/// Fetches a page from where it may be fetched.
pub(super) async fn fetch_within(
    address: &Address,
    reach: Reach,
    network: &Network,
    limits: Limits,
    now: DateTime<Utc>,
    mut hear: impl FnMut(u64),
) -> Result<Fetched> {
    let work = async {
        let way = Way::of(reach, Line::of(network)?)?;
        let arrived = way::follow(way, address, ACCEPTED, limits.redirects).await?;
        let asked = address.url().map_err(|error| error.to_string())?;
        refuse_front_page(&asked, &arrived.url)?;
        receive(arrived, limits, &mut hear).await
    };
    let fetched = tokio::time::timeout(limits.deadline, work)
        .await
        .unwrap_or_else(|_| {
            Err(format!(
                "the server did not finish within {} s",
                limits.deadline.as_secs_f32()
            ))
        });
    let unfetched = |why| Error::Unfetched {
        address: address.to_string(),
        why,
    };
    let Received {
        url,
        reach,
        form,
        charset,
        bytes,
    } = fetched.map_err(unfetched)?;
    let address = Address::read(url.as_str())?;
    let page = Page {
        address: Some(address),
        bytes,
        form,
        charset,
        seen_at: now,
        how: How::Fetched,
    };
    Ok(Fetched { page, reach })
}

struct Received {
    url: Url,
    reach: Reach,
    form: Form,
    charset: Option<String>,
    bytes: Vec<u8>,
}

/// A story that is gone often redirects to the front page, which is not the story.
fn refuse_front_page(asked: &Url, found: &Url) -> Result<(), String> {
    let front = |url: &Url| url.path() == "/" && url.query().is_none();
    if front(found) && !front(asked) {
        let host = found.host_str().unwrap_or_default();
        return Err(format!("the address now leads to the front page of {host}"));
    }
    Ok(())
}

async fn receive(
    arrived: Arrived,
    limits: Limits,
    hear: &mut impl FnMut(u64),
) -> Result<Received, String> {
    let Arrived {
        url,
        mut response,
        reach,
        proxy,
    } = arrived;
    let named = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let named = named.unwrap_or_default().to_ascii_lowercase();
    let form = form_of(&named)?;
    let charset = named
        .split(';')
        .find_map(|field| field.trim().strip_prefix("charset="))
        .map(|charset| charset.trim_matches(['"', '\'', ' ']).to_owned());
    let host = url.host_str().unwrap_or_default().to_owned();
    let mut bytes = Vec::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| reason(&error, &host, proxy.as_deref()))?
    {
        if bytes.len() + chunk.len() > limits.bytes {
            return Err(format!("the page is larger than {}", largest(limits.bytes)));
        }
        bytes.extend_from_slice(&chunk);
        hear(bytes.len() as u64);
    }
    if bytes.trim_ascii().is_empty() {
        return Err("the server sent an empty page".to_owned());
    }
    let marked = form_by_magic(&bytes);
    if marked.is_none() && (form == Form::Pdf || looks_binary(&bytes)) {
        return Err("what is there is no page of text".to_owned());
    }
    let form = marked.unwrap_or(form);
    Ok(Received {
        url,
        reach,
        form,
        charset,
        bytes,
    })
}

fn form_of(named: &str) -> Result<Form, String> {
    let kind = named.split(';').next().unwrap_or_default().trim();
    match kind {
        "text/html" | "application/xhtml+xml" | "application/xml" | "text/xml" | "" => {
            Ok(Form::Html)
        }
        "text/plain" => Ok(Form::Text),
        "message/rfc822" => Ok(Form::Mail),
        "multipart/related" | "application/x-mimearchive" => Ok(Form::Archive),
        "application/pdf" | "application/x-pdf" => Ok(Form::Pdf),
        // A server that does not know what it sends; the bytes say.
        "application/octet-stream" | "binary/octet-stream" => Ok(Form::Pdf),
        "text/markdown" => Ok(Form::Markdown),
        _ if kind.starts_with("image/") => {
            Err(format!("what is there is a picture ({kind}), no page"))
        }
        _ if kind.starts_with("video/") || kind.starts_with("audio/") => {
            Err(format!("what is there is a recording ({kind}), no page"))
        }
        _ => Err(format!("what is there is no page ({kind})")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_any_spelling_is_judged_as_an_address() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let (now, network) = (DateTime::UNIX_EPOCH, Network::default());
        for inside in [
            "http://127.0.0.1/a",
            "http://2130706433/a",
            "http://0x7f.1/a",
            "http://0177.0.0.1/a",
            "http://127.1/a",
            "http://[::1]/a",
            "http://[::ffff:127.0.0.1]/a",
            "http://169.254.169.254/latest/meta-data",
            "http://localhost/a",
        ] {
            let errand = Errand::Pointed(Address::read(inside).unwrap());
            let fetched =
                runtime.block_on(fetch(&errand, &network, Limits::default(), now, |_| {}));
            let refusal = fetched.unwrap_err().to_string();
            assert!(
                refusal.contains("is a private address"),
                "{inside}: {refusal}"
            );
        }
    }

    #[test]
    fn a_server_that_says_nothing_is_left_when_the_time_is_up() {
        let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/story", silent.local_addr().unwrap());
        let limits = Limits {
            deadline: Duration::from_millis(100),
            ..Limits::default()
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let errand = Errand::Typed(Address::read(&address).unwrap());
        let fetched = runtime.block_on(fetch(
            &errand,
            &Network::default(),
            limits,
            DateTime::UNIX_EPOCH,
            |_| {},
        ));
        let refusal = fetched.unwrap_err().to_string();
        assert!(refusal.contains("did not finish within 0.1 s"), "{refusal}");
    }
}
