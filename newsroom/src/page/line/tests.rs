use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use chrono::DateTime;

use super::*;
use crate::Address;
use crate::page::{Errand, Fetched, Limits, PictureLimits, Reach, fetch, pictures};

/// A proxy on this computer. It answers whatever it is asked for with this, and tells what that was.
fn stands_in(answer: &'static str) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (tell, told) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream: TcpStream = stream.unwrap();
            let mut asked = Vec::new();
            let mut byte = [0];
            while !asked.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
                asked.push(byte[0]);
            }
            let asked = String::from_utf8_lossy(&asked).into_owned();
            let _ = tell.send(asked.lines().next().unwrap_or_default().to_owned());
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, told)
}

const PAGE: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>A story.";

fn over(proxy: &str) -> Network {
    Network {
        proxy: Some(proxy.to_owned()),
        ..Network::default()
    }
}

fn run<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(work)
}

fn fetched(errand: &Errand, network: &Network) -> Result<Fetched> {
    let now = DateTime::UNIX_EPOCH;
    run(fetch(errand, network, Limits::default(), now, |_| {}))
}

fn typed(address: &str) -> Errand {
    Errand::Typed(Address::read(address).unwrap())
}

fn pointed(address: &str) -> Errand {
    Errand::Pointed(Address::read(address).unwrap())
}

#[test]
fn a_page_comes_over_the_proxy() {
    let (proxy, told) = stands_in(PAGE);
    let network = over(&format!("http://editor:secret@{proxy}"));
    for errand in [
        typed("http://203.0.114.7/story"),
        pointed("http://203.0.114.7/story"),
    ] {
        let page = fetched(&errand, &network).unwrap();
        assert_eq!(page.page.bytes, b"<p>A story.");
        assert_eq!(
            told.recv().unwrap(),
            "GET http://203.0.114.7/story HTTP/1.1"
        );
        // The proxy itself is private, and the page is not.
        assert_eq!(page.reach, Reach::Public);
    }
}

#[test]
fn a_proxy_is_no_way_to_what_is_private() {
    let (proxy, told) = stands_in(PAGE);
    let network = over(&format!("http://{proxy}"));
    for inside in [
        "http://10.0.0.1/a",
        "http://127.0.0.1/a",
        "http://2130706433/a",
        "http://[::1]/a",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost/a",
        "http://intranet/a",
        "http://wiki.corp/a",
    ] {
        let refusal = fetched(&pointed(inside), &network).unwrap_err().to_string();
        assert!(
            refusal.contains("is a private address"),
            "{inside}: {refusal}"
        );
    }
    // Nor is the proxy's own machine.
    let own = fetched(&pointed(&format!("http://{proxy}/admin")), &network);
    assert!(
        own.unwrap_err()
            .to_string()
            .contains("is a private address")
    );
    assert!(told.try_recv().is_err(), "the proxy was asked");
}

#[test]
fn what_a_proxy_redirects_to_is_judged_as_well() {
    let (proxy, told) = stands_in(
        "HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/router\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    );
    let refusal = fetched(
        &typed("http://203.0.114.7/a"),
        &over(&format!("http://{proxy}")),
    );
    let refusal = refusal.unwrap_err().to_string();
    assert!(
        refusal.contains("10.0.0.1 is a private address"),
        "{refusal}"
    );
    assert_eq!(told.iter().take(1).count(), 1);
    assert!(
        told.try_recv().is_err(),
        "the proxy was asked for the router"
    );
}

#[test]
fn what_is_on_this_computer_is_asked_for_without_the_proxy() {
    let (here, asked) = stands_in(PAGE);
    let (proxy, told) = stands_in("HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n");
    let network = over(&format!("http://{proxy}"));
    fetched(&typed(&format!("http://{here}/story")), &network).unwrap();
    assert_eq!(asked.recv().unwrap(), "GET /story HTTP/1.1");
    assert!(told.try_recv().is_err(), "the proxy was asked");
}

#[test]
fn a_proxy_that_is_not_there_is_named() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = closed.local_addr().unwrap();
    drop(closed);
    for kind in ["http", "socks5"] {
        let network = over(&format!("{kind}://{proxy}"));
        let why = fetched(&typed("http://203.0.114.7/a"), &network).unwrap_err();
        let why = why.to_string();
        assert!(why.contains("the proxy 127.0.0.1"), "{kind}: {why}");
    }
}

#[test]
fn offline_nobody_is_asked() {
    let (here, told) = stands_in(PAGE);
    let network = Network {
        offline: true,
        proxy: Some(format!("http://{here}")),
        authority: Some("/no/such/file".to_owned()),
    };
    let address = format!("http://{here}/story");
    let error = fetched(&typed(&address), &network).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("{address}: the desk is offline (Settings)")
    );
    let mut coming = pictures(
        vec![Address::read(&address).unwrap()],
        Reach::Anywhere,
        &network,
        PictureLimits::default(),
    );
    let (_, picture) = run(coming.next()).unwrap();
    assert_eq!(picture, Err("the desk is offline (Settings)".to_owned()));
    assert!(told.try_recv().is_err(), "somebody was asked");
}

#[test]
fn what_is_no_proxy_is_refused_and_not_said_again() {
    let long = format!("http://{}.example", "a".repeat(2_000));
    for wrong in [
        "",
        " ",
        "proxy",
        "proxy.example:3128",
        "ftp://proxy.example",
        "editor:secret@proxy.example",
        "ftp://editor:secret@proxy.example/a@b",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "socks5://",
        "http://editor:secret@",
        "http://editor:secret@proxy.example/path",
        "http://proxy.example/?next=http://other.example",
        "http://proxy.example:99999",
        "http://proxy\r\nX-Header: 1",
        "http://proxy.example\u{0}",
        &long,
    ] {
        let refusal = check(&over(wrong)).unwrap_err().to_string();
        assert!(
            refusal.contains("is no proxy that can be used"),
            "{wrong}: {refusal}"
        );
        assert!(!refusal.contains("secret"), "{refusal}");
    }
    for right in [
        "http://proxy.example",
        "http://proxy.example:3128/",
        "https://editor:secret@proxy.example:8443",
        "socks5://127.0.0.1:1080",
        "socks5h://localhost",
        "http://[::1]:3128",
        " http://10.0.0.1:8080 ",
    ] {
        assert!(check(&over(right)).is_ok(), "{right}");
    }
}

/// An authority that we made.
const OURS: &str = "\
-----BEGIN CERTIFICATE-----
MIIBnjCCAUWgAwIBAgIUSr7EzF5i88Dyj74PASSmmwX1Dt4wCgYIKoZIzj0EAwIw
JDEiMCAGA1UEAwwZQW4gb2ZmaWNlJ3Mgb3duIGF1dGhvcml0eTAgFw0yNjExMjYx
MTM3MjJaGA8yMTI2MTEwMjExMzcyMlowJDEiMCAGA1UEAwwZQW4gb2ZmaWNlJ3Mg
b3duIGF1dGhvcml0eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEkivkM7Gu+D
NJH7XCiT/z8RxQRwF8LX2swcOW7SBBx+apv6SSNjr45neGkAltM0Cvc28/T9KGqO
YuMtc7+ln+qjUzBRMB0GA1UdDgQWBBRAtK9KneTkEjc+TvSyMTx+B7qcCzAfBgNV
HSMEGDAWgBRAtK9KneTkEjc+TvSyMTx+B7qcCzAPBgNVHRMBAf8EBTADAQH/MAoG
CCqGSM49BAMCA0cAMEQCIFIcXaqkrNlkvwgDIlEhyB2KnJALEScCqK+d+pmlZfu0
AiA6ifOS7RVpZzaYo4RRqOaNE6bxfKQYj4NkH+UUXLn2gw==
-----END CERTIFICATE-----
";

#[test]
fn a_file_of_authorities_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("office.pem");
    std::fs::write(&file, format!("# Our office\n{OURS}\n{OURS}")).unwrap();
    let (here, _told) = stands_in(PAGE);
    let network = Network {
        authority: Some(file.display().to_string()),
        ..Network::default()
    };
    check(&network).unwrap();
    fetched(&typed(&format!("http://{here}/story")), &network).unwrap();
}

#[test]
fn a_file_of_authorities_that_is_none_is_named_with_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        file
    };
    let pem = |inside: &str| {
        format!("-----BEGIN CERTIFICATE-----\n{inside}\n-----END CERTIFICATE-----\n")
    };
    let large = vec![b' '; (1 << 20) + 1];
    for (file, wanted) in [
        (folder.path().join("missing.pem"), "there is no such file"),
        (folder.path().to_owned(), "that is a folder"),
        (file("empty.pem", b""), "holds no certificate"),
        (
            file("page.html", b"<html>no</html>"),
            "holds no certificate",
        ),
        (
            file("binary.der", &[0x30, 0x82, 1, 2]),
            "holds no certificate",
        ),
        (
            file(
                "key.pem",
                b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            ),
            "holds no certificate",
        ),
        (file("large.pem", &large), "too large"),
        (
            file("torn.pem", b"-----BEGIN CERTIFICATE-----\nAAAA"),
            "is damaged",
        ),
        (
            file("words.pem", pem("these are words!").as_bytes()),
            "is damaged",
        ),
        (file("short.pem", pem("MIIB").as_bytes()), "is damaged"),
    ] {
        let network = Network {
            authority: Some(file.display().to_string()),
            ..Network::default()
        };
        let refusal = check(&network).unwrap_err().to_string();
        let named = refusal.contains(&file.display().to_string());
        assert!(named && refusal.contains(wanted), "{refusal}");
        // A fetch says the same, and its link is kept as for any other reason.
        let error = fetched(&typed("http://127.0.0.1:9/"), &network).unwrap_err();
        assert_eq!(error.kind(), crate::Kind::Unfetched);
        assert!(error.to_string().contains(wanted), "{error}");
    }
}
