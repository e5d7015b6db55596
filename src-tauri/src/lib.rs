//! The shell: a window, thin commands, and jobs. It decides nothing about news.

mod commands;
mod desk;
mod jobs;
mod picture;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use newsroom::Library;
use tauri::{Manager, RunEvent};

use desk::Desk;

/// Clipdesk: a desk for people who curate the news.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The library's folder
    #[arg(long, value_name = "DIR", env = "CLIPDESK_LIBRARY")]
    library: Option<PathBuf>,
}

/// Opens the desk, and returns when it is closed.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let folder = arguments.library.map_or_else(Library::default_folder, Ok);
    let app = tauri::Builder::default()
        .setup(move |app| {
            let desk = Desk::on(folder, app.handle().clone());
            desk::look_after(&desk);
            app.manage(desk);
            Ok(())
        })
        .register_asynchronous_uri_scheme_protocol(picture::SCHEME, picture::answer)
        .invoke_handler(commands::handler())
        .build(tauri::generate_context!());
    match app {
        Ok(app) => {
            let code = app.run_return(|app, event| {
                if let RunEvent::Exit = event {
                    app.state::<Arc<Desk>>().close();
                }
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

#[expect(
    clippy::print_stderr,
    reason = "without a window, the terminal is the only place left"
)]
fn complain(sentence: &str) {
    eprintln!("{sentence}");
}
