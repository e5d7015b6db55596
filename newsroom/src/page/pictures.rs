//! The pictures of a story, from the web: a few at once, each within its share.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use std::vec;

use tokio::task::{Id, JoinSet};
use tokio::time::{Sleep, sleep, timeout};

use super::largest;
use super::line::Line;
use super::reach::Reach;
use super::way::{self, Way, reason};
use crate::Address;
use crate::picture::{Media, NO_PICTURE, is_in_page};
use crate::settings::Network;

/// What is asked for, best first: what every reader and press can draw before what few can.
const ACCEPTED: &str =
    "image/jpeg,image/png,image/webp;q=0.9,image/gif;q=0.9,image/avif;q=0.8,*/*;q=0.1";

/// How many bytes say what they are.
const HEAD: usize = 32;

/// What the pictures of one story may cost.
#[derive(Debug, Clone, Copy)]
pub struct PictureLimits {
    /// Pictures of one story.
    pub pictures: usize,
    /// Bytes of one picture, unpacked.
    pub bytes: usize,
    /// Bytes of all of them, those of pictures that came to nothing too.
    pub all_bytes: usize,
    /// For one picture, over all redirects.
    pub deadline: Duration,
    /// For all of them.
    pub all_deadline: Duration,
    /// Pictures fetched at once.
    pub at_once: usize,
}

impl Default for PictureLimits {
    /// 40 pictures of at most 8 MiB, 40 MiB together; 20 s for each and 90 s for all; four at once.
    fn default() -> PictureLimits {
        PictureLimits {
            pictures: 40,
            bytes: 8 << 20,
            all_bytes: 40 << 20,
            deadline: Duration::from_secs(20),
            all_deadline: Duration::from_secs(90),
            at_once: 4,
        }
    }
}

/// Pictures on their way. They stop coming when this value goes.
#[derive(Debug)]
pub struct Pictures {
    waiting: vec::IntoIter<Address>,
    refused: Vec<(Address, String)>,
    coming: JoinSet<Result<Vec<u8>, String>>,
    under_way: HashMap<Id, Address>,
    way: Result<Way, String>,
    limits: PictureLimits,
    /// Bytes that may still come.
    left: Arc<AtomicUsize>,
    end: Option<Pin<Box<Sleep>>>,
}

/// Fetches pictures that a page shows: see [`Pictures::next`]. `reach` is what fetching the page
/// answered; for a page that was not fetched it is [`Reach::Public`].
pub fn pictures(
    mut wanted: Vec<Address>,
    reach: Reach,
    network: &Network,
    limits: PictureLimits,
) -> Pictures {
    let mut refused = Vec::new();
    wanted.retain(|address| {
        let held = is_in_page(address);
        if held {
            let why = "the saved page does not hold it";
            refused.push((address.clone(), why.to_owned()));
        }
        !held
    });
    let rest = wanted.split_off(wanted.len().min(limits.pictures));
    let why = format!(
        "only the first {} pictures of a story are fetched at once",
        limits.pictures
    );
    refused.extend(rest.into_iter().map(|address| (address, why.clone())));
    Pictures {
        waiting: wanted.into_iter(),
        refused,
        coming: JoinSet::new(),
        under_way: HashMap::new(),
        way: Line::of(network).and_then(|line| Way::of(reach, line)),
        limits,
        left: Arc::new(AtomicUsize::new(limits.all_bytes)),
        end: None,
    }
}

impl Pictures {
    /// The next picture that has come, in no order: its bytes, or a clause that says why it did not.
    /// `None` when there are no more. Must be awaited within a runtime of tokio.
    pub async fn next(&mut self) -> Option<(Address, Result<Vec<u8>, String>)> {
        let all = self.limits.all_deadline;
        let end = self.end.get_or_insert_with(|| Box::pin(sleep(all)));
        while self.coming.len() < self.limits.at_once
            && let Some(address) = self.waiting.next()
        {
            let (way, limits, left) = (self.way.clone(), self.limits, Arc::clone(&self.left));
            let wanted = address.clone();
            let job = self.coming.spawn(async move {
                let work = fetch(way?, &wanted, limits, &left);
                timeout(limits.deadline, work).await.unwrap_or_else(|_| {
                    let seconds = limits.deadline.as_secs_f32();
                    Err(format!("the server did not finish within {seconds} s"))
                })
            });
            self.under_way.insert(job.id(), address);
        }
        let come = tokio::select! {
            come = self.coming.join_next_with_id(), if !self.coming.is_empty() => come,
            () = end, if !self.coming.is_empty() => {
                self.give_up();
                None
            }
            else => None,
        };
        let (id, picture) = match come {
            None => return self.refused.pop().map(|(address, why)| (address, Err(why))),
            Some(Ok(come)) => come,
            Some(Err(fell)) => (fell.id(), Err("fetching it fell over".to_owned())),
        };
        let address = self.under_way.remove(&id)?;
        Some((address, picture))
    }

    /// The time is up for those that have not come.
    fn give_up(&mut self) {
        self.coming = JoinSet::new();
        let late = self.under_way.drain().map(|(_, address)| address);
        let late: Vec<_> = late.chain(self.waiting.by_ref()).collect();
        let seconds = self.limits.all_deadline.as_secs_f32();
        let why = format!("the story's pictures did not all come within {seconds} s");
        self.refused
            .extend(late.into_iter().map(|address| (address, why.clone())));
    }
}

async fn fetch(
    way: Way,
    address: &Address,
    limits: PictureLimits,
    left: &AtomicUsize,
) -> Result<Vec<u8>, String> {
    /// Hosts of pictures redirect once or twice; a browser would follow twenty.
    const REDIRECTS: usize = 5;
    let arrived = way::follow(way, address, ACCEPTED, REDIRECTS).await?;
    let mut response = arrived.response;
    let host = arrived.url.host_str().unwrap_or_default().to_owned();
    let too_large = || format!("the picture is larger than {}", largest(limits.bytes));
    let damage = |error| reason(&error, &host, arrived.proxy.as_deref());
    let promised = response.content_length().unwrap_or_default();
    if promised > limits.bytes as u64 {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(&damage)? {
        let spend = |left: usize| left.checked_sub(chunk.len());
        left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend)
            .map_err(|_| {
                let most = largest(limits.all_bytes);
                format!("the story's pictures are larger than {most} together")
            })?;
        if bytes.len() + chunk.len() > limits.bytes {
            return Err(too_large());
        }
        let judged = bytes.len() >= HEAD;
        bytes.extend_from_slice(&chunk);
        // What is no picture is not fetched to its end.
        if !judged && bytes.len() >= HEAD && Media::of(&bytes).is_none() {
            return Err(NO_PICTURE.to_owned());
        }
    }
    match bytes.is_empty() {
        true => Err("the server sent nothing".to_owned()),
        false => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// A host of pictures that sends this to whoever asks, and then nothing more.
    fn host(sends: Vec<u8>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || {
            let mut open = Vec::new();
            for mut stream in listener.incoming().flatten() {
                // Whoever hangs up in the middle has had enough.
                let _ = stream.read(&mut [0; 4_096]);
                let _ = stream.write_all(&sends);
                open.push(stream);
            }
        });
        address
    }

    fn gif(bytes: usize) -> Vec<u8> {
        let head =
            format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {bytes}\r\n\r\n");
        let mut gif = b"GIF89a\x40\0\x30\0\0\0\0".to_vec();
        gif.resize(bytes, b';');
        [head.into_bytes(), gif].concat()
    }

    /// What came of so many pictures of one host, in the order of their numbers.
    fn come(host: &str, number: usize, limits: PictureLimits) -> Vec<Result<usize, String>> {
        let address = |n| Address::read(&format!("{host}/{n:02}")).unwrap();
        let reach = Reach::PublicOr("127.0.0.1".to_owned());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let mut came = runtime.block_on(async {
            let mut pictures = pictures(
                (0..number).map(address).collect(),
                reach,
                &Network::default(),
                limits,
            );
            let mut came = Vec::new();
            while let Some((address, picture)) = pictures.next().await {
                came.push((address, picture.map(|bytes| bytes.len())));
            }
            came
        });
        came.sort_by(|(one, _), (other, _)| one.cmp(other));
        came.dedup_by(|(one, _), (other, _)| one == other);
        assert_eq!(came.len(), number, "a picture came to no end, or to two");
        came.into_iter().map(|(_, picture)| picture).collect()
    }

    #[test]
    fn a_silent_host_is_left_when_the_time_of_one_or_of_all_is_up() {
        let soon = Duration::from_millis(60);
        let silent = host(Vec::new());
        let one = PictureLimits {
            deadline: soon,
            ..PictureLimits::default()
        };
        for picture in come(&silent, 6, one) {
            let why = picture.unwrap_err();
            assert!(why.contains("did not finish within 0.06 s"), "{why}");
        }
        let all = PictureLimits {
            all_deadline: soon,
            ..PictureLimits::default()
        };
        for picture in come(&silent, 6, all) {
            let why = picture.unwrap_err();
            assert!(why.contains("did not all come within 0.06 s"), "{why}");
        }
    }

    #[test]
    fn a_story_has_its_share_and_no_more() {
        let host = host(gif(1_000));
        let few = PictureLimits {
            pictures: 5,
            ..PictureLimits::default()
        };
        let came = come(&host, 7, few);
        assert!(
            came[..5].iter().all(|picture| *picture == Ok(1_000)),
            "{came:?}"
        );
        let why = came[6].as_ref().unwrap_err();
        assert!(why.contains("only the first 5 pictures"), "{why}");

        let light = PictureLimits {
            all_bytes: 2_500,
            at_once: 1,
            ..PictureLimits::default()
        };
        let came = come(&host, 4, light);
        assert_eq!(came[..2], [Ok(1_000), Ok(1_000)]);
        let why = came[2].as_ref().unwrap_err();
        assert!(why.contains("larger than 0.0 MiB together"), "{why}");

        let small = PictureLimits {
            bytes: 999,
            ..PictureLimits::default()
        };
        let why = come(&host, 1, small).remove(0).unwrap_err();
        assert!(why.contains("the picture is larger than"), "{why}");
    }

    #[test]
    fn what_a_page_held_itself_is_asked_of_nobody() {
        let why = come("https://saved-page.invalid", 1, PictureLimits::default());
        assert_eq!(why, [Err("the saved page does not hold it".to_owned())]);
    }
}
