//! Kept pages for the window, as they were received: `clipdesk-snapshot://localhost/<sha256>`, in a frame that
//! can do nothing. A page is hostile: it is answered with a policy under which it runs no script, fetches
//! nothing, sends nothing and leads nowhere.

use std::sync::Arc;

use newsroom::error::Kind;
use newsroom::page::Form;
use tauri::http::{Method, Request, Response, StatusCode, header};
use tauri::{Manager, UriSchemeContext, UriSchemeResponder, Wry, async_runtime};

use crate::desk::Desk;

/// The scheme of their addresses.
pub(crate) const SCHEME: &str = "clipdesk-snapshot";

/// What a page may do: be looked at.
const POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; \
                      base-uri 'none'; form-action 'none";

/// Answers one request, off the window's thread.
pub(crate) fn answer(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let desk = Arc::clone(&context.app_handle().state::<Arc<Desk>>());
    async_runtime::spawn_blocking(move || responder.respond(response(&desk, &request)));
}

fn response(desk: &Desk, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    if request.method() != Method::GET {
        return page(
            StatusCode::METHOD_NOT_ALLOWED,
            PLAIN,
            b"A page is only read.".into(),
        );
    }
    let Some(sha) = named(request.uri().path()) else {
        return page(
            StatusCode::NOT_FOUND,
            PLAIN,
            b"That names no page that is kept.".into(),
        );
    };
    let kept = desk.with(|library| Ok((library.snapshot_form(sha)?, library.snapshot(sha)?)));
    match kept {
        Ok(((form, charset), bytes)) => {
            let (kind, bytes) = shown(form, charset.as_deref(), bytes);
            page(StatusCode::OK, &kind, bytes)
        }
        Err(complaint) => {
            let status = match complaint.kind {
                Kind::Missing => StatusCode::NOT_FOUND,
                _ => StatusCode::INTERNAL_SERVER_ERROR,
            };
            page(status, PLAIN, complaint.message.into_bytes())
        }
    }
}

/// The SHA-256 that a path names: all of it, in lower case, and nothing else.
fn named(path: &str) -> Option<&str> {
    let sha = path.strip_prefix('/')?;
    let hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    (sha.len() == 64 && sha.bytes().all(hex)).then_some(sha)
}

const PLAIN: &str = "text/plain; charset=utf-8";

/// What is answered for bytes of a form: their type, and the bytes, or our own words about them.
fn shown(form: Form, charset: Option<&str>, bytes: Vec<u8>) -> (String, Vec<u8>) {
    let charset = charset.filter(|named| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte);
        (1..=40).contains(&named.len()) && named.bytes().all(plain)
    });
    let as_text = |kind: &str| match charset {
        Some(charset) => format!("{kind}; charset={charset}"),
        None => kind.to_owned(),
    };
    let words = |what: &str| {
        let size = match bytes.len() {
            bytes @ ..1_024 => format!("{bytes} bytes"),
            bytes @ ..1_048_576 => format!("{} kB", bytes / 1_024),
            bytes => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
        };
        let words = format!(
            "What was received is {what} of {size}. It is kept as it came, byte for byte; what it says is \
             shown as the story."
        );
        (PLAIN.to_owned(), words.into_bytes())
    };
    match form {
        Form::Html => (as_text("text/html"), bytes),
        Form::Text | Form::Markdown | Form::Mail => (as_text("text/plain"), bytes),
        Form::Pdf => words("a PDF"),
        Form::Archive => words("an archive of a page with its pictures"),
    }
}

fn page(status: StatusCode, kind: &str, bytes: Vec<u8>) -> Response<Vec<u8>> {
    let page = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
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
    fn only_a_whole_hash_names_a_page() {
        let sha = "0123456789abcdef".repeat(4);
        assert_eq!(named(&format!("/{sha}")), Some(sha.as_str()));
        let upper = sha.to_uppercase();
        for path in [
            "",
            "/",
            &sha,
            &format!("//{sha}"),
            &format!("/{sha}/"),
            &format!("/{sha}.html"),
            &format!("/../{sha}"),
            &format!("/{sha}%00"),
            &format!("/{upper}"),
            &format!("/{}", &sha[1..]),
            &format!("/{sha}0"),
            "/../../../../etc/passwd",
            "/library.db",
            &format!("/{}", "g".repeat(64)),
            &format!("/{}", "٣".repeat(32)),
            "/' OR 1=1 --",
            "/%",
        ] {
            assert_eq!(named(path), None, "{path}");
        }
    }

    #[test]
    fn a_page_is_what_it_was_kept_as_and_never_more() {
        let html = || b"<script>alert(1)</script>".to_vec();
        for (form, charset, kind) in [
            (Form::Html, None, "text/html"),
            (
                Form::Html,
                Some("windows-1251"),
                "text/html; charset=windows-1251",
            ),
            (Form::Html, Some("utf-8\r\nX: 1"), "text/html"),
            (Form::Html, Some("utf-8; x=y"), "text/html"),
            (Form::Html, Some(""), "text/html"),
            (Form::Text, Some("utf-8"), "text/plain; charset=utf-8"),
            (Form::Markdown, None, "text/plain"),
            (Form::Mail, None, "text/plain"),
        ] {
            let (said, bytes) = shown(form, charset, html());
            assert_eq!(
                (said.as_str(), bytes),
                (kind, html()),
                "{form:?} {charset:?}"
            );
        }
        for (form, word) in [
            (Form::Pdf, "a PDF of 25 bytes"),
            (Form::Archive, "an archive"),
        ] {
            let (said, bytes) = shown(form, None, html());
            let words = String::from_utf8(bytes).unwrap();
            assert_eq!(said, PLAIN);
            assert!(words.contains(word) && !words.contains('<'), "{words}");
        }
    }

    #[test]
    fn every_answer_comes_with_its_policy() {
        for status in [StatusCode::OK, StatusCode::NOT_FOUND] {
            let page = page(status, PLAIN, Vec::new());
            let said = |name| {
                page.headers()
                    .get(name)
                    .and_then(|value| value.to_str().ok())
            };
            let policy = said(header::CONTENT_SECURITY_POLICY).unwrap();
            assert!(
                policy.starts_with("sandbox; default-src 'none'; "),
                "{policy}"
            );
            assert!(!policy.contains("allow-"), "{policy}");
            assert_eq!(said(header::X_CONTENT_TYPE_OPTIONS), Some("nosniff"));
            assert_eq!(said(header::REFERRER_POLICY), Some("no-referrer"));
            assert_eq!(said(header::CACHE_CONTROL), Some("no-store"));
        }
    }
}
