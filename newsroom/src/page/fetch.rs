//! The only thing in the newsroom that opens a socket.
//!
//! A page may ask for anything, so nothing is taken on trust: the time and the bytes are capped, the
//! bytes after unpacking, because 16 kB can unpack to half a gigabyte; and whether an address is
//! private is decided where the connection is made, not by its name, because names lie.

use std::error::Error as _;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::{Client, Response, StatusCode, header, redirect};
use url::{Host, Url};

use super::reach::{NotReached, Reach, Resolver, is_public};
use super::{Form, How, LARGEST, Page, form_by_magic, largest, looks_binary};
use crate::{Address, Error, Result};

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
    limits: Limits,
    now: DateTime<Utc>,
    hear: impl FnMut(u64),
) -> Result<Page> {
    let reach = match errand {
        Errand::Typed(_) => Reach::Anywhere,
        Errand::Pointed(_) => Reach::Public,
    };
    fetch_within(errand.address(), reach, limits, now, hear).await
}

/// Fetches a page from where it may be fetched.
pub(super) async fn fetch_within(
    address: &Address,
    reach: Reach,
    limits: Limits,
    now: DateTime<Utc>,
    mut hear: impl FnMut(u64),
) -> Result<Page> {
    let work = follow(address, reach, limits, &mut hear);
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
        form,
        charset,
        bytes,
    } = fetched.map_err(unfetched)?;
    let address = Address::read(url.as_str())?;
    Ok(Page {
        address: Some(address),
        bytes,
        form,
        charset,
        seen_at: now,
        how: How::Fetched,
    })
}

struct Received {
    url: Url,
    form: Form,
    charset: Option<String>,
    bytes: Vec<u8>,
}

/// Follows redirects by hand, so that every hop is held to its own reach.
async fn follow(
    address: &Address,
    mut reach: Reach,
    limits: Limits,
    hear: &mut impl FnMut(u64),
) -> Result<Received, String> {
    let mut url = address.url().map_err(|error| error.to_string())?;
    let asked = url.clone();
    for _ in 0..=limits.redirects {
        let response = ask(&url, &reach).await?;
        let host = url.host_str().unwrap_or_default().to_owned();
        let private = response
            .remote_addr()
            .is_none_or(|peer| !is_public(peer.ip()));
        reach = match reach {
            Reach::Anywhere if private => Reach::PublicOr(host),
            Reach::PublicOr(private) if private == host => Reach::PublicOr(private),
            _ => Reach::Public,
        };
        let Some(next) = redirect_of(&response, &url)? else {
            refuse_front_page(&asked, &url)?;
            return receive(url, response, limits, hear).await;
        };
        url = next;
    }
    Err(format!(
        "it redirects in a circle, or more than {} times",
        limits.redirects
    ))
}

async fn ask(url: &Url, reach: &Reach) -> Result<Response, String> {
    // An address written as a number never meets the resolver, so it is judged here.
    let number = match url.host() {
        Some(Host::Ipv4(ip)) => Some(ip.into()),
        Some(Host::Ipv6(ip)) => Some(ip.into()),
        _ => None,
    };
    let host = url.host_str().unwrap_or_default();
    if number.is_some_and(|ip| !reach.allows(host, SocketAddr::new(ip, 0))) {
        return Err(NotReached::Private(host.to_owned()).to_string());
    }
    let client = Client::builder()
        .user_agent(concat!(
            "Mozilla/5.0 (compatible; Clipdesk/",
            env!("CARGO_PKG_VERSION"),
            ")"
        ))
        .redirect(redirect::Policy::none())
        .dns_resolver(Arc::new(Resolver {
            reach: reach.clone(),
        }))
        // A proxy would connect for us, out of the resolver's sight.
        .no_proxy()
        .build()
        .map_err(|error| reason(&error, host))?;
    client
        .get(url.clone())
        .header(
            header::ACCEPT,
            "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5",
        )
        .send()
        .await
        .map_err(|error| reason(&error, host))
}

fn redirect_of(response: &Response, from: &Url) -> Result<Option<Url>, String> {
    let status = response.status();
    let place = response.headers().get(header::LOCATION);
    let (true, Some(place)) = (status.is_redirection(), place) else {
        return match status {
            StatusCode::NO_CONTENT => Err("the server sent an empty page".to_owned()),
            _ if status.is_success() => Ok(None),
            _ => Err(answered(status)),
        };
    };
    let place = String::from_utf8_lossy(place.as_bytes());
    let next = from
        .join(&place)
        .ok()
        .filter(|next| matches!(next.scheme(), "http" | "https"));
    let next = next.ok_or_else(|| "it redirects to something that is no web address".to_owned())?;
    Ok(Some(next))
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

fn answered(status: StatusCode) -> String {
    let reason = status
        .canonical_reason()
        .map(|reason| format!(" ({})", reason.to_lowercase()));
    format!(
        "the server answered {}{}",
        status.as_u16(),
        reason.unwrap_or_default()
    )
}

async fn receive(
    url: Url,
    mut response: Response,
    limits: Limits,
    hear: &mut impl FnMut(u64),
) -> Result<Received, String> {
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
        .map_err(|error| reason(&error, &host))?
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

/// Puts the client's error into a clause that a person can use.
fn reason(error: &reqwest::Error, host: &str) -> String {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if let Some(not_reached) = inner.downcast_ref::<NotReached>() {
            return not_reached.to_string();
        }
        if let Some(io) = inner
            .downcast_ref::<io::Error>()
            .filter(|_| !error.is_decode())
        {
            match io.kind() {
                io::ErrorKind::ConnectionRefused => {
                    return format!("{host} refused the connection");
                }
                io::ErrorKind::ConnectionReset | io::ErrorKind::UnexpectedEof => {
                    return format!("{host} broke the connection off");
                }
                io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
                    return format!("{host} cannot be reached from here");
                }
                io::ErrorKind::TimedOut => return format!("{host} did not answer"),
                _ => {}
            }
        }
        cause = inner.source();
    }
    match error {
        _ if error.is_connect() => format!("no safe connection to {host} could be made"),
        _ if error.is_decode() => format!("the answer of {host} is damaged or broke off"),
        _ if error.is_body() => format!("{host} broke the connection off"),
        _ => format!("{host} gave no proper answer"),
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
        let now = DateTime::UNIX_EPOCH;
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
            let fetched = runtime.block_on(fetch(&errand, Limits::default(), now, |_| {}));
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
        let fetched = runtime.block_on(fetch(&errand, limits, DateTime::UNIX_EPOCH, |_| {}));
        let refusal = fetched.unwrap_err().to_string();
        assert!(refusal.contains("did not finish within 0.1 s"), "{refusal}");
    }
}
