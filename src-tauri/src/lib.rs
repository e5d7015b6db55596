//! The shell: a window, thin commands, and jobs. It decides nothing about news.

mod chores;
mod commands;
mod desk;
mod jobs;
mod libraries;
mod links;
mod menu;
mod picture;
mod preview;
mod snapshot;
mod window;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use newsroom::error::Complaint;
use newsroom::library;
use newsroom::settings::{self, Versions};
use tauri::{Manager, RunEvent};

use desk::Desk;
use libraries::Place;
use preview::Trial;

/// Clipdesk: a desk for people who curate the news.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The library's folder; else the one that was open last
    #[arg(long, value_name = "DIR", env = "CLIPDESK_LIBRARY")]
    library: Option<PathBuf>,
    /// Addresses to ask about: clipdesk://clip?url=…; a desk that is open already on the library gets them
    #[arg(value_name = "LINK")]
    links: Vec<String>,
}

/// Opens the desk, and returns when it is closed.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let settings = settings::default_folder().map_err(Complaint::from);
    let place = Place::to_begin(arguments.library.as_deref(), &settings);
    if let Ok(place) = &place {
        match links::leave(place.folder(), &arguments.links) {
            Ok(false) => {}
            Ok(true) => return ExitCode::SUCCESS,
            Err(why) => {
                complain(&format!("clipdesk: {why}"));
                return ExitCode::FAILURE;
            }
        }
    }
    let app = tauri::Builder::default()
        .plugin(window::stay())
        .setup(move |app| {
            let desk = Desk::on(place, settings.clone(), app.handle().clone());
            desk::look_after(&desk);
            jobs::tell_news(&desk);
            links::bring(&desk, arguments.links.iter().map(String::as_str));
            app.manage(desk);
            app.manage(Trial::default());
            menu::attach(app.handle())?;
            window::open(app, &settings)?;
            Ok(())
        })
        .register_asynchronous_uri_scheme_protocol(picture::SCHEME, picture::answer)
        .register_asynchronous_uri_scheme_protocol(snapshot::SCHEME, snapshot::answer)
        .register_asynchronous_uri_scheme_protocol(preview::SCHEME, preview::answer)
        .invoke_handler(commands::handler())
        .build(tauri::generate_context!());
    match app {
        Ok(app) => {
            let code = app.run_return(|app, event| match event {
                RunEvent::Exit => app.state::<Arc<Desk>>().close(),
                #[cfg(target_os = "macos")]
                RunEvent::Opened { urls } => {
                    let links = urls.iter().filter(|url| url.scheme() == links::SCHEME);
                    links::bring(&app.state::<Arc<Desk>>(), links.map(tauri::Url::as_str));
                }
                _ => {}
            });
            ExitCode::from(u8::try_from(code).unwrap_or(1))
        }
        Err(error) => {
            complain(&format!(
                "clipdesk: the window could not be opened: {error}"
            ));
            ExitCode::FAILURE
        }
    }
}

/// What a report of a fault should name.
fn versions() -> Versions {
    let (sqlite, layout) = library::versions();
    Versions {
        clipdesk: env!("CARGO_PKG_VERSION").to_owned(),
        tauri: tauri::VERSION.to_owned(),
        web_view: tauri::webview_version().unwrap_or_else(|_| "unknown".to_owned()),
        sqlite: sqlite.to_owned(),
        layout,
    }
}

#[expect(
    clippy::print_stderr,
    reason = "without a window, the terminal is the only place left"
)]
fn complain(sentence: &str) {
    eprintln!("{sentence}");
}
