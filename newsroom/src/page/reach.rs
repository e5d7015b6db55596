//! Which machines are public.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
