//! Clipping: what is to be fetched or kept, and the jobs that do it.

use newsroom::job::{JobCard, JobId};
use newsroom::page::{self, Entry};
use newsroom::story::StoryId;
use newsroom::topic::TopicId;
use percent_encoding::percent_decode_str;
use tauri::http::HeaderMap;
use tauri::ipc::{InvokeBody, Request};

use super::TheDesk;
use crate::desk::{Answer, refused};
use crate::jobs::{self, Wishes};

#[tauri::command(async)]
pub(super) fn clip(
    entry: &str,
    tags: Vec<String>,
    topic: Option<TopicId>,
    desk: TheDesk<'_>,
) -> Answer<Vec<JobId>> {
    let wishes = Wishes::read(tags, topic)?;
    match page::entry(entry, desk.now())? {
        Entry::Addresses(addresses) => {
            let errands = addresses
                .into_iter()
                .map(|address| desk.links.errand(address));
            jobs::fetch_all(&desk, errands.collect(), &wishes)
        }
        Entry::Paste(page) => Ok(vec![jobs::keep(
            &desk,
            "Pasted text".to_owned(),
            page,
            wishes,
        )?]),
    }
}

#[tauri::command(async)]
pub(super) fn clip_file(request: Request<'_>, desk: TheDesk<'_>) -> Answer<JobId> {
    let name = header(request.headers(), "x-name").unwrap_or_default();
    let wishes = wishes(request.headers())?;
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(refused("a file comes as bytes"));
    };
    let page = page::dropped(&name, bytes.clone(), desk.now())?;
    jobs::keep(&desk, name, page, wishes)
}

/// Where a file is to go. Its bytes are the whole body, so the wishes come in headers beside it.
fn wishes(headers: &HeaderMap) -> Answer<Wishes> {
    let tags = header(headers, "x-tags").map_or(Ok(Vec::new()), |tags| serde_json::from_str(&tags));
    let topic = header(headers, "x-topic").map(|topic| serde_json::from_str(&topic));
    match (tags, topic.transpose()) {
        (Ok(tags), Ok(topic)) => Wishes::read(tags, topic),
        _ => Err(refused(
            "a file comes with a list of tags and the number of a topic",
        )),
    }
}

/// A header, which is percent-encoded because headers are Latin and names are not.
fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let said = headers.get(name)?.to_str().ok()?;
    Some(percent_decode_str(said).decode_utf8_lossy().into_owned())
}

#[tauri::command(async)]
pub(super) fn clip_lead(lead: i64, desk: TheDesk<'_>) -> Answer<JobId> {
    let errand = desk.with(|library| library.leads().errand(lead))?;
    jobs::fetch(&desk, errand, &Wishes::default())
}

#[tauri::command(async)]
pub(super) fn clip_entry(id: StoryId, place: usize, desk: TheDesk<'_>) -> Answer<JobId> {
    let (whole, entry) = desk.with(|library| library.stories().entry(id, place))?;
    jobs::keep_entry(&desk, whole, entry)
}

#[tauri::command(async)]
pub(super) fn clip_anyway(job: JobId, desk: TheDesk<'_>) -> Answer<()> {
    jobs::keep_anyway(&desk, job)
}

#[tauri::command(async)]
pub(super) fn retry(id: StoryId, desk: TheDesk<'_>) -> Answer<JobId> {
    let errand = desk.with(|library| library.stories().errand(id))?;
    jobs::fetch(&desk, errand, &Wishes::default())
}

#[tauri::command(async)]
pub(super) fn jobs(desk: TheDesk<'_>) -> Vec<JobCard> {
    desk.jobs.cards()
}

#[tauri::command(async)]
pub(super) fn cancel_job(job: JobId, desk: TheDesk<'_>) -> Answer<()> {
    jobs::cancel(&desk, job)
}

#[tauri::command(async)]
pub(super) fn dismiss_job(job: JobId, desk: TheDesk<'_>) {
    jobs::dismiss(&desk, job);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(said: &[(&'static str, &'static str)]) -> Answer<Wishes> {
        let said = said
            .iter()
            .filter_map(|(name, value)| Some((name.parse().ok()?, value.parse().ok()?)));
        wishes(&said.collect())
    }

    #[test]
    fn a_file_says_where_it_is_to_go() {
        let topic = serde_json::from_str("7").ok();
        let cases: [(&[_], Option<Wishes>); 6] = [
            (&[], Some(Wishes::default())),
            (
                &[
                    ("x-tags", "%5B%22%D0%9A%D0%B8%D1%97%D0%B2%22%5D"),
                    ("x-topic", "7"),
                ],
                Some(Wishes {
                    tags: vec!["Київ".to_owned()],
                    topic,
                }),
            ),
            (&[("x-tags", "%5B%5D")], Some(Wishes::default())),
            (&[("x-tags", "Kyiv")], None),
            (&[("x-topic", "seven")], None),
            (&[("x-topic", "")], None),
        ];
        for (said, wanted) in cases {
            assert_eq!(asked(said).ok(), wanted, "{said:?}");
        }
    }
}
