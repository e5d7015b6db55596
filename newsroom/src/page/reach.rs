//! Which machines a page may be fetched from.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::net::lookup_host;
use tokio::time::timeout;
use url::Host;

/// Whether an address is on the public internet, after the registries of special addresses
/// (RFC 6890 and its updates). Whatever may lead inside (mapped, translated, tunnelled) is judged
/// by the address inside.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !matches!(
        (a, b, c),
        (0 | 10 | 127 | 224..=255, _, _)       // this network, private, loopback, multicast, reserved
            | (100, 64..=127, _)               // shared by carriers
            | (169, 254, _)                    // link-local, and the clouds' metadata
            | (172, 16..=31, _)                // private
            | (192, 0, 0 | 2)                  // protocol assignments, documentation
            | (192, 88, 99)                    // 6to4 relays
            | (192, 168, _)                    // private
            | (198, 18..=19, _)                // benchmarks
            | (198, 51, 100) | (203, 0, 113) // documentation
    )
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let s = ip.segments();
    let inner = |high: u16, low: u16| {
        is_public_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)))
    };
    match s {
        // ::/96, mapped ::ffff:0:0/96, and the older translated ::ffff:0:0:0/96
        [0, 0, 0, 0, 0, 0 | 0xffff, _, _] | [0, 0, 0, 0, 0xffff, 0, _, _] => {
            ip.to_ipv4_mapped().is_some_and(is_public_v4)
        }
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => inner(high, low), // NAT64
        [0x64, 0xff9b, 1, ..] => false,                            // local NAT64
        [0x2002, high, low, ..] => inner(high, low),               // 6to4
        [0x2001, 0x0..=0x1ff, ..] => false,                        // Teredo and other protocols
        [0x2001, 0xdb8, ..] | [0x3fff, 0x0..=0xfff, ..] => false,  // documentation
        // Of what is left only 2000::/3 has been given out: the rest is loopback, local or multicast.
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

/// How far a connection may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// A person typed it.
    Anywhere,
    /// A page led there.
    Public,
    /// A page on a private machine led there: that machine, or the public web.
    PublicOr(String),
}

impl Reach {
    pub(super) fn allows(&self, host: &str, address: SocketAddr) -> bool {
        match self {
            Reach::Anywhere => true,
            Reach::Public => is_public(address.ip()),
            Reach::PublicOr(private) => private == host || is_public(address.ip()),
        }
    }

    /// How far one may go from what was reached at a host, which may have been private: there
    /// once more, or to the public web.
    pub(super) fn from(self, host: &str, peer: Option<SocketAddr>) -> Reach {
        let private = peer.is_none_or(|peer| !is_public(peer.ip()));
        match self {
            Reach::Anywhere if private => Reach::PublicOr(host.to_owned()),
            Reach::PublicOr(private) if private == host => Reach::PublicOr(private),
            _ => Reach::Public,
        }
    }
}

/// Why a connection was not made, carried through the client's own errors.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotReached {
    #[error("the name {0} could not be found")]
    Unknown(String),
    #[error("{0} is a private address, and only a person may ask for one")]
    Private(String),
}

/// Looks names up, and hands on only addresses that may be reached.
pub(super) struct Resolver {
    pub(super) reach: Reach,
    /// The proxy, which a person named: it may be private. That nobody is sent to it who wants the machine
    /// itself is seen to by [`foreseen`].
    pub(super) proxy: Option<String>,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = match self.proxy.as_deref() == Some(name.as_str()) {
            true => Reach::Anywhere,
            false => self.reach.clone(),
        };
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found = lookup_host((host.as_str(), 0)).await;
            let found: Vec<_> = found.map(Iterator::collect).unwrap_or_default();
            // One private address among public ones is how rebinding begins: refuse them all.
            if found.is_empty() {
                return Err(NotReached::Unknown(host).into());
            }
            if !found.iter().all(|address| reach.allows(&host, *address)) {
                return Err(NotReached::Private(host).into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Judges where a proxy is about to be sent, and answers the address as far as it can be known from here.
///
/// A proxy looks names up for itself, out of our sight. So each name is looked up here as well, right before
/// it is handed over: what leads to a private machine here is refused as it is without a proxy. A name that
/// is not known here is left to the proxy, unless it is one that only an office's own network gives out. What
/// cannot be seen from here is a name that changes its mind between the two look-ups; `socks5://` leaves no
/// such gap, for there the address goes to the proxy that was judged here.
pub(super) async fn foreseen(
    reach: &Reach,
    host: &Host<&str>,
) -> Result<Option<IpAddr>, NotReached> {
    /// Where only the proxy knows names, a look-up of our own may never be answered.
    const PATIENCE: Duration = Duration::from_secs(2);
    let written = host.to_string();
    let found: Vec<IpAddr> = match host {
        Host::Ipv4(ip) => vec![(*ip).into()],
        Host::Ipv6(ip) => vec![(*ip).into()],
        Host::Domain(name) => match timeout(PATIENCE, lookup_host((*name, 0))).await {
            Ok(Ok(found)) => found.map(|address| address.ip()).collect(),
            _ => Vec::new(),
        },
    };
    let may = |ip: &IpAddr| reach.allows(&written, SocketAddr::new(*ip, 0));
    let hidden = found.is_empty() && is_of_an_office(&written) && !may(&Ipv4Addr::LOCALHOST.into());
    if hidden || !found.iter().all(may) {
        return Err(NotReached::Private(written));
    }
    let private = found.iter().find(|ip| !is_public(**ip));
    Ok(private.or(found.first()).copied())
}

/// Whether a name is one that no public register gives out.
fn is_of_an_office(name: &str) -> bool {
    const ENDS: [&str; 9] = [
        "localhost",
        "local",
        "internal",
        "intranet",
        "lan",
        "corp",
        "home",
        "private",
        "arpa",
    ];
    let name = name.trim_end_matches('.');
    let end = name.rsplit('.').next().unwrap_or_default();
    !name.contains('.') || ENDS.iter().any(|known| known.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_not_sent_where_nobody_may_go() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let beside = Reach::PublicOr("desk.local".to_owned());
        for (reach, host, allowed) in [
            (&Reach::Anywhere, "127.0.0.1", true),
            (&Reach::Anywhere, "localhost", true),
            (&Reach::Anywhere, "intranet", true),
            (&Reach::Public, "127.0.0.1", false),
            (&Reach::Public, "169.254.169.254", false),
            (&Reach::Public, "[::1]", false),
            (&Reach::Public, "[::ffff:10.0.0.1]", false),
            (&Reach::Public, "localhost", false),
            (&Reach::Public, "localhost.", false),
            (&Reach::Public, "intranet", false),
            (&Reach::Public, "wiki.corp", false),
            (&Reach::Public, "router.LAN.", false),
            (&Reach::Public, "files.home.arpa", false),
            (&Reach::Public, "1.1.1.1", true),
            (&beside, "desk.local", true),
            (&beside, "router.local", false),
            (&beside, "10.0.0.1", false),
        ] {
            let url = url::Url::parse(&format!("http://{host}/")).unwrap();
            let seen = runtime.block_on(foreseen(reach, &url.host().unwrap()));
            assert_eq!(seen.is_ok(), allowed, "{reach:?} to {host}: {seen:?}");
        }
    }

    #[test]
    fn what_is_inside_is_not_public() {
        for inside in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:0:127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2002:c0a8:101::1",
            "2001:0:4136:e378::",
            "2001:db8::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "100::1",
            "3fff::1",
        ] {
            assert!(
                !is_public(inside.parse().unwrap()),
                "{inside} was taken for public"
            );
        }
    }

    #[test]
    fn what_is_outside_is_public() {
        for outside in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.1",
            "100.63.255.255",
            "100.128.0.1",
            "128.0.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.167.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00:1450::1",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
            "2002:101:101::",
        ] {
            assert!(
                is_public(outside.parse().unwrap()),
                "{outside} was taken for private"
            );
        }
    }

    #[test]
    fn only_what_a_person_typed_may_be_private() {
        let private = "192.168.1.1:80".parse().unwrap();
        let public = "93.184.215.14:80".parse().unwrap();
        let beside_it = Reach::PublicOr("desk.local".to_owned());
        for (reach, host, address, allowed) in [
            (&Reach::Anywhere, "desk.local", private, true),
            (&Reach::Public, "desk.local", private, false),
            (&Reach::Public, "example.org", public, true),
            (&beside_it, "desk.local", private, true),
            (&beside_it, "router.local", private, false),
            (&beside_it, "example.org", public, true),
        ] {
            assert_eq!(reach.allows(host, address), allowed, "{reach:?} to {host}");
        }
    }
}
