//! An outlet on this machine: serves what a test gives it, as well or as badly as the test wishes.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

/// A web server on a free port of this machine. It closes when this value goes.
#[derive(Debug)]
pub struct Outlet {
    address: SocketAddr,
    desk: Arc<Newsstand>,
}

/// What the threads of an outlet share.
#[derive(Debug, Default)]
struct Newsstand {
    answers: Mutex<HashMap<String, Answer>>,
    requests: Mutex<Vec<Request>>,
    closed: AtomicBool,
}

/// What an outlet was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// GET, mostly.
    pub method: String,
    /// The path, with its query.
    pub path: String,
    /// The headers, their names in lower case.
    pub headers: Vec<(String, String)>,
    /// What was sent along.
    pub body: Vec<u8>,
}

/// What an outlet answers at one path.
#[derive(Debug, Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Body,
}

/// How the body of an answer goes out.
#[derive(Debug, Clone)]
enum Body {
    /// At once, with its length.
    Whole(Vec<u8>),
    /// The same piece many times over, without a length.
    Repeated(Vec<u8>, usize),
    /// Byte by byte, with a pause after each.
    Slow(Vec<u8>, Duration),
    /// With a length that is not its own.
    Mismeasured(Vec<u8>, usize),
    /// Nothing, not even a status: the connection stays open until the outlet closes.
    Withheld,
}

impl Outlet {
    /// Opens an outlet that has nothing: it answers 404 to everything.
    pub fn open() -> Outlet {
        let listener = TcpListener::bind("127.0.0.1:0").expect("this machine has a free port");
        let address = listener
            .local_addr()
            .expect("a bound listener has an address");
        let desk = Arc::new(Newsstand::default());
        let inside = Arc::clone(&desk);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if inside.closed.load(Ordering::SeqCst) {
                    return;
                }
                let inside = Arc::clone(&inside);
                // A reader that hangs up in the middle is what some tests are about.
                thread::spawn(move || drop(inside.serve(stream)));
            }
        });
        Outlet { address, desk }
    }

    /// Serves this at a path such as `/story.html`, a query counting as part of it.
    pub fn serve(&self, path: &str, answer: Answer) -> &Outlet {
        locked(&self.desk.answers).insert(path.to_owned(), answer);
        self
    }

    /// The whole address of a path: `http://127.0.0.1:PORT/story.html`.
    pub fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked for so far, in the order in which it came.
    pub fn requests(&self) -> Vec<Request> {
        locked(&self.desk.requests).clone()
    }

    /// Fails if anything was asked for: for what must not reach out.
    #[track_caller]
    pub fn assert_unasked(&self) {
        let asked = self.requests();
        assert!(
            asked.is_empty(),
            "nothing may be asked for, but this was: {asked:?}"
        );
    }
}

impl Drop for Outlet {
    fn drop(&mut self) {
        self.desk.closed.store(true, Ordering::SeqCst);
        // Wakes the listener, so that it sees.
        drop(TcpStream::connect(self.address));
    }
}

impl Answer {
    /// A page.
    pub fn html(page: &str) -> Answer {
        Answer::of("text/html; charset=utf-8", page)
    }

    /// Bytes of some type: a picture, a feed, a page in another charset.
    pub fn of(content_type: &str, bytes: impl Into<Vec<u8>>) -> Answer {
        Answer::new(200, Body::Whole(bytes.into())).with("Content-Type", content_type)
    }

    /// A status, and a page that says so.
    pub fn status(status: u16) -> Answer {
        let page = format!("<!doctype html><title>{status}</title><h1>{status}</h1>");
        Answer {
            status,
            ..Answer::html(&page)
        }
    }

    /// "It is over there." An address that answers with itself is a loop.
    pub fn redirect(to: &str) -> Answer {
        Answer::status(302).with("Location", to)
    }

    /// A page that never ends.
    pub fn endless() -> Answer {
        Answer::long("<p>And so on.</p>\n".repeat(1000), usize::MAX)
    }

    /// One piece, `times` over, without a length.
    pub fn long(piece: impl Into<Vec<u8>>, times: usize) -> Answer {
        Answer::new(200, Body::Repeated(piece.into(), times)).with("Content-Type", "text/html")
    }

    /// A page that comes byte by byte.
    pub fn slow(page: &str, pause: Duration) -> Answer {
        Answer::new(200, Body::Slow(page.into(), pause)).with("Content-Type", "text/html")
    }

    /// A page whose length is given as `promised`: too long or too short.
    pub fn mismeasured(page: &str, promised: usize) -> Answer {
        Answer::new(200, Body::Mismeasured(page.into(), promised)).with("Content-Type", "text/html")
    }

    /// Takes the request and says nothing.
    pub fn withheld() -> Answer {
        Answer::new(200, Body::Withheld)
    }

    /// A page, compressed.
    pub fn gzipped(page: &[u8]) -> Answer {
        Answer::packed(|gzip| gzip.write_all(page))
    }

    /// A small body that unpacks to this many bytes.
    pub fn gzip_bomb(unpacked: usize) -> Answer {
        Answer::packed(|gzip| {
            let spaces = [b' '; 1 << 16];
            let mut left = unpacked;
            while left > 0 {
                left -= gzip.write(&spaces[..left.min(spaces.len())])?;
            }
            Ok(())
        })
    }

    /// The same answer with a further header, or with another value of it.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Answer {
        self.headers
            .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn new(status: u16, body: Body) -> Answer {
        Answer {
            status,
            headers: Vec::new(),
            body,
        }
    }

    fn packed(fill: impl FnOnce(&mut GzEncoder<Vec<u8>>) -> io::Result<()>) -> Answer {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        fill(&mut gzip).expect("memory takes what is written");
        let packed = gzip.finish().expect("memory takes what is written");
        Answer::of("text/html; charset=utf-8", packed).with("Content-Encoding", "gzip")
    }
}

impl Newsstand {
    fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        let request = read(&stream)?;
        let answer = locked(&self.answers).get(&request.path).cloned();
        let wants_body = request.method != "HEAD";
        locked(&self.requests).push(request);
        let answer = answer.unwrap_or_else(|| Answer::status(404));
        if let Body::Withheld = answer.body {
            while self.pauses(Duration::from_millis(50)) {}
            return Ok(());
        }
        stream.write_all(head(&answer).as_bytes())?;
        if wants_body {
            self.send(&mut stream, &answer.body)?;
        }
        stream.flush()
    }

    fn send(&self, stream: &mut TcpStream, body: &Body) -> io::Result<()> {
        match body {
            Body::Whole(bytes) | Body::Mismeasured(bytes, _) => stream.write_all(bytes),
            Body::Repeated(piece, times) => {
                for _ in 0..*times {
                    if self.closed.load(Ordering::SeqCst) {
                        break;
                    }
                    stream.write_all(piece)?;
                }
                Ok(())
            }
            Body::Slow(bytes, pause) => {
                for byte in bytes {
                    stream.write_all(&[*byte])?;
                    stream.flush()?;
                    if !self.pauses(*pause) {
                        break;
                    }
                }
                Ok(())
            }
            Body::Withheld => Ok(()),
        }
    }

    /// Waits, and says whether the outlet is still open.
    fn pauses(&self, pause: Duration) -> bool {
        thread::sleep(pause);
        !self.closed.load(Ordering::SeqCst)
    }
}

fn head(answer: &Answer) -> String {
    let mut head = format!(
        "HTTP/1.1 {} As Told\r\nConnection: close\r\n",
        answer.status
    );
    let length = match &answer.body {
        Body::Whole(bytes) | Body::Slow(bytes, _) => Some(bytes.len()),
        Body::Mismeasured(_, promised) => Some(*promised),
        Body::Repeated(..) | Body::Withheld => None,
    };
    if let Some(length) = length {
        head += &format!("Content-Length: {length}\r\n");
    }
    for (name, value) in &answer.headers {
        head += &format!("{name}: {value}\r\n");
    }
    head + "\r\n"
}

fn read(stream: &TcpStream) -> io::Result<Request> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut words = first.split_whitespace().map(str::to_owned);
    let (Some(method), Some(path)) = (words.next(), words.next()) else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    let mut headers = Vec::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        let (name, value) = (name.to_ascii_lowercase(), value.trim().to_owned());
        if name == "content-length" {
            length = value.parse().unwrap_or(0);
        }
        headers.push((name, value));
    }
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body)?;
    Ok(Request {
        method,
        path,
        headers,
        body,
    })
}

/// A test that failed while it held the lock leaves nothing half done.
fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(address: &str) -> Result<(u16, String), ureq::Error> {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(3)
            .timeout_global(Some(Duration::from_millis(500)));
        let mut response = config.build().new_agent().get(address).call()?;
        let body = response
            .body_mut()
            .with_config()
            .limit(1 << 20)
            .read_to_string()?;
        Ok((response.status().as_u16(), body))
    }

    #[test]
    fn serves_what_it_was_given_and_remembers_what_was_asked() {
        let outlet = Outlet::open();
        outlet.assert_unasked();
        outlet.serve("/a?b=c", Answer::html("<p>Rain</p>"));
        assert_eq!(
            get(&outlet.address("/a?b=c")).unwrap(),
            (200, "<p>Rain</p>".into())
        );
        assert_eq!(get(&outlet.address("/nothing")).unwrap().0, 404);
        let paths: Vec<_> = outlet
            .requests()
            .into_iter()
            .map(|request| request.path)
            .collect();
        assert_eq!(paths, ["/a?b=c", "/nothing"]);
    }

    #[test]
    fn misbehaves_as_told() {
        let outlet = Outlet::open();
        outlet.serve("/loop", Answer::redirect("/loop"));
        outlet.serve("/endless", Answer::endless());
        outlet.serve(
            "/slow",
            Answer::slow("slowly does it", Duration::from_millis(100)),
        );
        outlet.serve("/short", Answer::mismeasured("short", 500));
        outlet.serve("/withheld", Answer::withheld());
        outlet.serve("/long", Answer::long("abc", 100));
        for path in ["/loop", "/endless", "/slow", "/short", "/withheld"] {
            assert!(
                get(&outlet.address(path)).is_err(),
                "{path} is not to be had"
            );
        }
        assert_eq!(
            get(&outlet.address("/long")).unwrap(),
            (200, "abc".repeat(100))
        );
    }

    #[test]
    fn a_bomb_is_small_until_it_is_unpacked() {
        let Body::Whole(bomb) = Answer::gzip_bomb(10_000_000).body else {
            panic!("a bomb is sent whole");
        };
        assert!(bomb.len() < 20_000, "{} bytes", bomb.len());
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&bomb[..])
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked.len(), 10_000_000);
    }
}
