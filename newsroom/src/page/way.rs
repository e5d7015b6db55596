//! The way to an address, hop by hop.

use std::error::Error as _;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use reqwest::{Client, ClientBuilder, Response, StatusCode, header, redirect};
use url::{Host, Url};

use super::line::Line;
use super::reach::{NotReached, Reach, Resolver, foreseen};
use crate::Address;

/// A public address that stands for machines that only a proxy can find.
const FAR: IpAddr = IpAddr::V4(Ipv4Addr::new(1, 1, 1, 1));

/// How far one may go, and the client that goes there.
#[derive(Debug, Clone)]
pub(super) struct Way {
    reach: Reach,
    line: Line,
    client: Client,
}

/// What stands at the end of a way.
pub(super) struct Arrived {
    pub(super) url: Url,
    pub(super) response: Response,
    /// How far one may go from there.
    pub(super) reach: Reach,
    /// The proxy that it came over.
    pub(super) proxy: Option<String>,
}

impl Way {
    /// A way that goes no further than it may, on a line.
    pub(super) fn of(reach: Reach, line: Line) -> Result<Way, String> {
        let client = Client::builder()
            .user_agent(concat!(
                "Mozilla/5.0 (compatible; Clipdesk/",
                env!("CARGO_PKG_VERSION"),
                ")"
            ))
            .redirect(redirect::Policy::none())
            .dns_resolver(Arc::new(Resolver {
                reach: reach.clone(),
                proxy: line.proxy().map(str::to_owned),
            }));
        let client = line.connect(client).and_then(ClientBuilder::build);
        let client = client.map_err(|error| reason(&error, "it", line.proxy()))?;
        Ok(Way {
            reach,
            line,
            client,
        })
    }

    /// Asks for what is at an address; answers with it the machine that it is on, as far as that is known.
    async fn ask(
        &self,
        url: &Url,
        accepted: &str,
    ) -> Result<(Response, Option<SocketAddr>), String> {
        // A proxy connects for us, out of the resolver's sight: where to is judged before.
        let foreseen = match (self.line.proxy(), url.host()) {
            (Some(_), Some(host)) => foreseen(&self.reach, &host).await,
            _ => Ok(None),
        };
        let foreseen = foreseen.map_err(|error| error.to_string())?;
        // An address written as a number never meets the resolver, so it is judged here.
        let number = match url.host() {
            Some(Host::Ipv4(ip)) => Some(ip.into()),
            Some(Host::Ipv6(ip)) => Some(ip.into()),
            _ => None,
        };
        let host = url.host_str().unwrap_or_default();
        if number.is_some_and(|ip| !self.reach.allows(host, SocketAddr::new(ip, 0))) {
            return Err(NotReached::Private(host.to_owned()).to_string());
        }
        let asking = self.client.get(url.clone());
        let answer = asking.header(header::ACCEPT, accepted).send().await;
        let answer = answer.map_err(|error| reason(&error, host, self.line.proxy()))?;
        let peer = match self.line.proxy() {
            None => answer.remote_addr(),
            // Who answered is the proxy. What only a proxy can find is not taken for private, from where
            // one may go on to what is private as well.
            Some(_) => Some(SocketAddr::new(foreseen.unwrap_or(FAR), 0)),
        };
        Ok((answer, peer))
    }
}

/// Follows redirects by hand, so that every hop is held to its own reach.
pub(super) async fn follow(
    mut way: Way,
    address: &Address,
    accepted: &str,
    redirects: usize,
) -> Result<Arrived, String> {
    let mut url = address.url().map_err(|error| error.to_string())?;
    for _ in 0..=redirects {
        let (response, peer) = way.ask(&url, accepted).await?;
        let host = url.host_str().unwrap_or_default();
        let reach = way.reach.clone().from(host, peer);
        let Some(next) = redirect_of(&response, &url)? else {
            return Ok(Arrived {
                url,
                response,
                reach,
                proxy: way.line.proxy().map(str::to_owned),
            });
        };
        if reach != way.reach {
            way = Way::of(reach, way.line)?;
        }
        url = next;
    }
    Err(format!(
        "it redirects in a circle, or more than {redirects} times"
    ))
}

fn redirect_of(response: &Response, from: &Url) -> Result<Option<Url>, String> {
    let status = response.status();
    let place = response.headers().get(header::LOCATION);
    let (true, Some(place)) = (status.is_redirection(), place) else {
        return match status {
            StatusCode::NO_CONTENT => Err("the server sent nothing".to_owned()),
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

/// Puts the client's error into a clause that a person can use.
pub(super) fn reason(error: &reqwest::Error, host: &str, proxy: Option<&str>) -> String {
    // Over a proxy it is the proxy that we connect to; what happens behind it may be the fault of both.
    let (near, host) = match proxy {
        None => (host.to_owned(), host.to_owned()),
        Some(proxy) => (
            format!("the proxy {proxy}"),
            format!("{host} (over the proxy {proxy})"),
        ),
    };
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
                    return format!("{near} refused the connection");
                }
                io::ErrorKind::ConnectionReset | io::ErrorKind::UnexpectedEof => {
                    return format!("{host} broke the connection off");
                }
                io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
                    return format!("{near} cannot be reached from here");
                }
                io::ErrorKind::TimedOut => return format!("{near} did not answer"),
                _ => {}
            }
        }
        cause = inner.source();
    }
    match error {
        _ if error.is_connect() && proxy.is_some() => {
            format!("no connection to {host} could be made")
        }
        _ if error.is_connect() => format!("no safe connection to {host} could be made"),
        _ if error.is_decode() => format!("the answer of {host} is damaged or broke off"),
        _ if error.is_body() => format!("{host} broke the connection off"),
        _ => format!("{host} gave no proper answer"),
    }
}
