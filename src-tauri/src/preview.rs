//! What an edition looks like, for the window: `clipdesk-preview://localhost/<collection>~<edition>~<format>~<turn>`,
//! in a frame that can do nothing. The edition is `draft`, a number such as `41.1`, or `trial`: the draft, printed
//! with the template that is being written. The turn only makes each address a new one.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use newsroom::collection::CollectionId;
use newsroom::edition::{self, Edition, Format, Number, Template, Watch};
use newsroom::error::{Complaint, Kind};
use press_pdf::Pages;
use tauri::http::{Method, Request, Response, StatusCode, header};
use tauri::{Manager, UriSchemeContext, UriSchemeResponder, Wry, async_runtime};

use crate::desk::{Answer, Desk, refused};

/// The scheme of their addresses.
pub(crate) const SCHEME: &str = "clipdesk-preview";

/// What a preview may do: be looked at.
const POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                      base-uri 'none'; form-action 'none'";

/// Pages of a PDF that are drawn.
const MOST_PAGES: usize = 12;

/// How wide they are drawn, in pixels: twice what the pane usually has.
const PAGE_WIDTH: u32 = 1_200;

/// As much of a text as anybody reads in a preview, in bytes.
const MOST_SHOWN: usize = 200_000;

/// The template that is being written, and how many previews were asked for: in the pane, and beside the
/// template over it. Of each only the last is looked at.
#[derive(Debug, Default)]
pub(crate) struct Trial {
    template: Mutex<Option<Template>>,
    asked: AtomicU64,
    tried: AtomicU64,
}

impl Trial {
    pub(crate) fn begin(&self, template: Template) {
        *self.template.lock().unwrap_or_else(PoisonError::into_inner) = Some(template);
    }

    fn turns(&self, of: &Which) -> &AtomicU64 {
        match of {
            Which::Trial => &self.tried,
            Which::Draft | Which::Set(_) => &self.asked,
        }
    }

    /// Begins a preview, and calls off those before it in its place.
    fn turn(&self, of: &Which) -> u64 {
        self.turns(of).fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Whether this preview is still looked at.
    fn go_on(&self, of: &Which, turn: u64) -> ControlFlow<()> {
        match self.turns(of).load(Ordering::Relaxed) == turn {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    }

    fn template(&self) -> Option<Template> {
        let template = self.template.lock();
        template.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// What an address asks to see.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    collection: CollectionId,
    edition: Which,
    format: Format,
}

#[derive(Debug, PartialEq, Eq)]
enum Which {
    Draft,
    Trial,
    Set(Number),
}

/// Answers one request, off the window's thread.
pub(crate) fn answer(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let desk = Arc::clone(&context.app_handle().state::<Arc<Desk>>());
    let app = context.app_handle().clone();
    let asked = (request.method() == Method::GET)
        .then(|| asked(request.uri().path()))
        .flatten();
    // Here, for threads begin in no order.
    let asked = asked.map(|asked| (app.state::<Trial>().turn(&asked.edition), asked));
    async_runtime::spawn_blocking(move || {
        let trial = app.state::<Trial>();
        responder.respond(match asked {
            None => page(StatusCode::NOT_FOUND, words("That names no edition.")),
            Some((turn, asked)) => match drawn(&desk, &asked, &trial, &mut |_, _| {
                trial.go_on(&asked.edition, turn)
            }) {
                Ok(html) => page(StatusCode::OK, html),
                Err(complaint) => page(status(&complaint), words(&complaint.message)),
            },
        });
    });
}

fn asked(path: &str) -> Option<Asked> {
    let mut parts = path.strip_prefix('/')?.split('~');
    let collection = CollectionId::numbered(parts.next()?.parse().ok()?);
    let edition = match parts.next()? {
        "draft" => Which::Draft,
        "trial" => Which::Trial,
        number => Which::Set(number.parse().ok()?),
    };
    let format = Format::named(parts.next()?)?;
    parts.next()?.parse::<u64>().ok()?;
    parts.next().is_none().then_some(Asked {
        collection,
        edition,
        format,
    })
}

fn drawn(desk: &Desk, asked: &Asked, trial: &Trial, go_on: &mut Watch<'_>) -> Answer<Vec<u8>> {
    let collection = asked.collection;
    let mut edition: Edition = desk.with(|library| match asked.edition {
        Which::Draft | Which::Trial => library.collections().draft(collection, desk.now()),
        Which::Set(number) => library.collections().edition(collection, Some(number)),
    })?;
    if let (Which::Trial, Some(template)) = (&asked.edition, trial.template()) {
        edition.template = template;
    }
    // What is no page is shown as its text, and what is neither as the page that it is made of.
    Ok(match asked.format {
        Format::Md => words(&String::from_utf8_lossy(
            &edition.print_alone(Format::Md, go_on)?,
        )),
        Format::Eml => edition::mail_of(&edition, go_on)?.alone().into_bytes(),
        Format::Pdf => pages(&press_pdf::pages(&edition, go_on)?, go_on)?,
        Format::Html | Format::Epub | Format::Docx => {
            // Paper is light, whatever the desk is.
            let page = edition.print(Format::Html, go_on)?.bytes;
            let page = String::from_utf8_lossy(&page);
            let light = page.replacen("color-scheme: light dark", "color-scheme: light", 1);
            light.into_bytes()
        }
        text => {
            let print = edition.print(text, go_on)?.bytes;
            let shown = print.get(..MOST_SHOWN).unwrap_or(&print);
            words(&String::from_utf8_lossy(shown))
        }
    })
}

/// The first pages of a PDF, as pictures.
fn pages(laid_out: &Pages, go_on: &mut Watch<'_>) -> Answer<Vec<u8>> {
    let mut html = "<!DOCTYPE html><meta charset=utf-8><title>Clipdesk</title><style>body{margin:0;padding:1.5rem;\
                    background:#d9d5cc}img{display:block;width:100%;max-width:50rem;margin:0 auto 1.5rem;\
                    box-shadow:0 1px 4px #0004}p{text-align:center;font:0.8125rem system-ui,sans-serif}</style>"
        .to_owned();
    for at in 0..laid_out.count().min(MOST_PAGES) {
        if go_on(0, 0).is_break() {
            return Err(refused("another preview was asked for"));
        }
        let page = laid_out.draw(at, PAGE_WIDTH)?;
        let (number, data) = (at + 1, BASE64.encode(&page.png));
        html.push_str(&format!(
            "<img src=\"data:image/png;base64,{data}\" alt=\"Page {number}\" width=\"{}\" height=\"{}\">",
            page.width, page.height
        ));
    }
    let left = laid_out.count().saturating_sub(MOST_PAGES);
    if left > 0 {
        html.push_str(&format!("<p>{left} more in the file</p>"));
    }
    Ok(html.into_bytes())
}

fn status(complaint: &Complaint) -> StatusCode {
    match complaint.kind {
        Kind::Missing | Kind::Refused => StatusCode::NOT_FOUND,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Plain words on a page of our own.
fn words(text: &str) -> Vec<u8> {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    format!(
        "<!doctype html><meta charset=utf-8><title>Clipdesk</title><style>body{{margin:0;background:#fffdf9;\
         color:#1e1a15}}pre{{max-width:44rem;margin:0 auto;padding:2.5rem 1.75rem;white-space:pre-wrap;\
         overflow-wrap:anywhere;font:0.8125rem/1.6 ui-monospace,monospace}}</style><pre>{text}</pre>"
    )
    .into_bytes()
}

fn page(status: StatusCode, bytes: Vec<u8>) -> Response<Vec<u8>> {
    let page = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "text/html; charset=utf-8")
        .header(header::CONTENT_SECURITY_POLICY, POLICY)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::REFERRER_POLICY, "no-referrer")
        .header(header::CACHE_CONTROL, "no-store")
        .body(bytes);
    page.unwrap_or_else(|_| {
        let mut empty = Response::new(Vec::new());
        *empty.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        empty
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_collection_an_edition_and_a_format() {
        let found = |edition| {
            Some(Asked {
                collection: CollectionId::numbered(3),
                edition,
                format: Format::Html,
            })
        };
        let set = |issue, correction| Which::Set(Number { issue, correction });
        for (path, wanted) in [
            ("/3~draft~html~17", found(Which::Draft)),
            ("/3~trial~html~0", found(Which::Trial)),
            ("/3~41~html~1", found(set(41, 0))),
            ("/3~41.1~html~1", found(set(41, 1))),
            ("/3~draft~html", None),
            ("/3~draft~html~1~2", None),
            ("/3~draft~exe~1", None),
            ("/../3~draft~html~1", None),
            ("/three~draft~html~1", None),
            ("3~draft~html~1", None),
            ("/3~latest~html~1", None),
            ("/", None),
        ] {
            assert_eq!(asked(path), wanted, "{path}");
        }
    }

    #[test]
    fn our_own_words_are_no_markup_and_come_with_the_policy() {
        let page = page(StatusCode::OK, words("<script>&</script>"));
        let text = String::from_utf8(page.body().clone()).unwrap();
        assert!(
            text.ends_with("<pre>&lt;script&gt;&amp;&lt;/script&gt;</pre>"),
            "{text}"
        );
        let policy = page
            .headers()
            .get(header::CONTENT_SECURITY_POLICY)
            .and_then(|policy| policy.to_str().ok())
            .unwrap();
        assert!(
            policy.starts_with("sandbox; default-src 'none'; "),
            "{policy}"
        );
        assert!(!policy.contains("allow-"), "{policy}");
    }
}
