//! Kept pictures for the window, at addresses of their own: `clipdesk-picture://localhost/<sha256>.jpeg`.
//! Nothing else answers there, and nothing there asks anybody.

use std::sync::Arc;

use newsroom::Error;
use newsroom::error::Kind;
use tauri::http::{Method, Request, Response, StatusCode, header};
use tauri::{Manager, UriSchemeContext, UriSchemeResponder, Wry, async_runtime};

use crate::desk::Desk;

/// The scheme of their addresses.
pub(crate) const SCHEME: &str = "clipdesk-picture";

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
        return empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    let file = request.uri().path().trim_start_matches('/');
    // The library is asked only where its pictures lie: reading one keeps nobody waiting.
    let Ok(folder) = desk.with(|library| Ok(library.picture_folder())) else {
        return empty(StatusCode::SERVICE_UNAVAILABLE);
    };
    let (media, bytes) = match folder.read(file) {
        Ok(picture) => picture,
        Err(error) => return empty(status_of(&error)),
    };
    let picture = Response::builder()
        .header(header::CONTENT_TYPE, media.mime())
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        )
        // What a name stands for never changes.
        .header(header::CACHE_CONTROL, "max-age=31536000, immutable")
        .body(bytes);
    picture.unwrap_or_else(|_| empty(StatusCode::INTERNAL_SERVER_ERROR))
}

fn status_of(error: &Error) -> StatusCode {
    match error.kind() {
        Kind::Missing => StatusCode::NOT_FOUND,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}
