//! A line to a mail server (RFC 5321). Beside `page`, this is the only thing that opens a socket.

use std::error::Error as _;
use std::fmt;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};

use super::{PostOffice, Recipient, Security};
use crate::page::authorities_of;
use crate::settings::Network;
use crate::{Error, Result};

/// How long a server may be silent before it has the whole message, and how often whoever waits is asked
/// whether to go on.
const PATIENCE: Duration = Duration::from_secs(60);
const ASK_EVERY: Duration = Duration::from_millis(100);

/// How long what is under way is still waited for, once nobody wants to go on.
const GRACE: Duration = Duration::from_secs(3);

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Posted {
    /// The server took it.
    Taken,
    /// The server would not take it for this person, and said why.
    Refused(String),
    /// It was given up before the server had the message: nothing went out, and the next would fare no better.
    Unsent(String),
    /// The line broke while the server had the message: it may have gone out.
    Unknown(String),
}

/// A line to a mail server. It is opened by the first message and kept from one to the next.
pub struct PostLine {
    route: Arc<Route>,
    connection: Option<SmtpConnection>,
}

/// How a server is reached.
struct Route {
    office: PostOffice,
    from: Recipient,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    patience: Duration,
}

impl Drop for PostLine {
    /// Says good-bye, as servers wish it; one that does not answer is left all the same.
    fn drop(&mut self) {
        if let Some(mut line) = self.connection.take() {
            let _ = line.set_timeout(Some(GRACE));
            let _ = line.quit();
        }
    }
}

impl PostLine {
    /// A line to an office. Nothing is said yet: whether the server is there is found out by the first message.
    ///
    /// # Errors
    /// If no office is named, the desk is offline, the file of authorities cannot be read, or an account is
    /// named and no password is known.
    pub fn to(office: PostOffice, network: &Network, password: Option<String>) -> Result<PostLine> {
        let office = office.tidied()?;
        let from = office.sender()?;
        let authorities = authorities_of(network)?;
        let credentials = match (office.user.clone(), password) {
            (None, _) => None,
            (Some(user), Some(password)) => Some(Credentials::new(user, password)),
            (Some(user), None) => {
                return Err(Error::Refused(format!(
                    "no password is kept for {user} at {}; keep it in Settings, or with `desk post`; nothing was \
                     sent",
                    office.host
                )));
            }
        };
        let tls = match office.security {
            Security::Plain => None,
            Security::Tls | Security::StartTls => {
                let mut tls = TlsParameters::builder(office.host.clone());
                if let Some(pem) = authorities {
                    let trusted = Certificate::from_pem(&pem).map_err(|error| {
                        Error::Refused(format!(
                            "the file of authorities cannot be used: {}",
                            why(&error)
                        ))
                    })?;
                    tls = tls.add_root_certificate(trusted);
                }
                Some(tls.build().map_err(|error| {
                    Error::Refused(format!(
                        "TLS with {} cannot be begun: {}",
                        office.host,
                        why(&error)
                    ))
                })?)
            }
        };
        Ok(PostLine {
            route: Arc::new(Route {
                office,
                from,
                tls,
                credentials,
                patience: PATIENCE,
            }),
            connection: None,
        })
    }

    /// The same line to a server that may be silent for another time than a minute.
    #[must_use]
    pub fn patient(mut self, patience: Duration) -> PostLine {
        if let Some(route) = Arc::get_mut(&mut self.route) {
            route.patience = patience;
        }
        self
    }

    /// Who writes.
    pub fn sender(&self) -> &Recipient {
        &self.route.from
    }

    /// Sends a message, whole as RFC 5322 has it and in ASCII, to one person. Whoever waits is asked ten times a second
    /// whether to go on; then it is called off if it still can be.
    pub fn post(
        &mut self,
        to: &Recipient,
        message: String,
        go_on: &mut dyn FnMut() -> ControlFlow<()>,
    ) -> Posted {
        let (tell, told) = mpsc::channel();
        let stage = Arc::new(Stage::default());
        let (route, connection) = (Arc::clone(&self.route), self.connection.take());
        let (speaking, to) = (Arc::clone(&stage), to.clone());
        thread::spawn(move || {
            // Nobody listens any more if it was called off.
            let _ = tell.send(route.speak(connection, &to, &message, &speaking));
        });
        let mut wait = ASK_EVERY;
        loop {
            match told.recv_timeout(wait) {
                Ok((connection, posted)) => {
                    self.connection = connection;
                    return posted;
                }
                Err(RecvTimeoutError::Timeout) if wait == GRACE => {
                    return Posted::Unknown("it was cancelled while the server had it".to_owned());
                }
                Err(RecvTimeoutError::Timeout) => {
                    if go_on().is_break() {
                        if stage.call_off() {
                            return Posted::Unsent("it was cancelled".to_owned());
                        }
                        wait = GRACE;
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Posted::Unknown(
                        "sending broke down, and may be reported as a fault".to_owned(),
                    );
                }
            }
        }
    }
}

/// Whether a message can still be called off, which two threads have to agree on.
#[derive(Default)]
struct Stage(AtomicU8);

impl Stage {
    const OPEN: u8 = 0;
    const UNDER_WAY: u8 = 1;
    const CALLED_OFF: u8 = 2;

    fn begin(&self) -> bool {
        self.turn(Stage::UNDER_WAY)
    }

    fn call_off(&self) -> bool {
        self.turn(Stage::CALLED_OFF)
    }

    fn turn(&self, to: u8) -> bool {
        let order = Ordering::SeqCst;
        (self.0.compare_exchange(Stage::OPEN, to, order, order)).is_ok()
    }
}

impl Route {
    /// Says what is to be said for one message, over a connection that may have been closed since the last.
    fn speak(
        &self,
        mut kept: Option<SmtpConnection>,
        to: &Recipient,
        message: &str,
        stage: &Stage,
    ) -> (Option<SmtpConnection>, Posted) {
        loop {
            let was_kept = kept.is_some();
            let mut line = match kept.take().map_or_else(|| self.connect(), Ok) {
                Ok(line) => line,
                Err(why) => return (None, Posted::Unsent(why)),
            };
            let wide = !(self.from.address().is_ascii() && to.address().is_ascii());
            if wide && !line.server_info().supports_feature(Extension::SmtpUtfEight) {
                let said = "the server writes to no address with letters beyond ASCII";
                return (Some(line), Posted::Refused(said.to_owned()));
            }
            let options = if wide {
                vec![MailParameter::SmtpUtfEight]
            } else {
                Vec::new()
            };
            if let Err(error) = line.command(Mail::new(Some(self.from.address.clone()), options)) {
                // Servers close a line after some time, or some messages. Nothing was said on it yet.
                if was_kept && is_closed(&error) {
                    continue;
                }
                return (None, Posted::Unsent(self.said(&error)));
            }
            if let Err(error) = line.command(Rcpt::new(to.address.clone(), Vec::new())) {
                if is_closed(&error) {
                    return (None, Posted::Unsent(self.said(&error)));
                }
                let line = line.command(Rset).is_ok().then_some(line);
                return (line, Posted::Refused(self.said(&error)));
            }
            if let Err(error) = line.command(Data) {
                return (None, Posted::Unsent(self.said(&error)));
            }
            if !stage.begin() {
                // A line that goes before the last dot takes the message with it.
                return (None, Posted::Unsent("it was cancelled".to_owned()));
            }
            // Servers look through a message before they take it.
            let patient = line.set_timeout(Some(self.patience * 3));
            let posted = match patient.map_err(|error| error.to_string()) {
                Ok(()) => line
                    .command(Said(message))
                    .map_err(|error| (error.status().is_some(), self.said(&error))),
                Err(error) => Err((false, error)),
            };
            let _ = line.set_timeout(Some(self.patience));
            return match posted {
                Ok(_) => (Some(line), Posted::Taken),
                Err((true, said)) => (Some(line), Posted::Refused(said)),
                Err((false, said)) => (None, Posted::Unknown(said)),
            };
        }
    }

    fn connect(&self) -> Result<SmtpConnection, String> {
        let (host, port) = (&*self.office.host, self.office.port());
        // The computer's own name is nobody's business.
        let hello = ClientId::default();
        let wrapped = self
            .tls
            .as_ref()
            .filter(|_| self.office.security == Security::Tls);
        let said = |error: SmtpError| self.said(&error);
        let mut line =
            SmtpConnection::connect((host, port), Some(self.patience), &hello, wrapped, None)
                .map_err(said)?;
        if let (Security::StartTls, Some(tls)) = (self.office.security, &self.tls) {
            line.starttls(tls, &hello).map_err(said)?;
        }
        if let Some(credentials) = &self.credentials {
            line.auth(DEFAULT_MECHANISMS, credentials).map_err(said)?;
        }
        Ok(line)
    }

    /// What went wrong, as a sentence that names the server.
    fn said(&self, error: &SmtpError) -> String {
        format!("{}: {}", self.office.host, why(error))
    }
}

/// A message as it is said (RFC 5321, 4.5.2): a dot before a dot that begins a line, and a last line of one.
/// All of it goes out at once. In two pieces, as `SmtpConnection::message` writes it, the second waits until
/// the first is acknowledged, which many systems put off for 40 ms.
struct Said<'m>(&'m str);

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.0.split_inclusive("\r\n") {
            f.write_str(if line.starts_with('.') { "." } else { "" })?;
            f.write_str(line)?;
        }
        f.write_str(if self.0.ends_with("\r\n") {
            ".\r\n"
        } else {
            "\r\n.\r\n"
        })
    }
}

/// Whether the line is gone, or the server is about to close it.
fn is_closed(error: &SmtpError) -> bool {
    const CLOSING: &str = "421";
    error
        .status()
        .is_none_or(|code| code.to_string() == CLOSING)
}

/// What a server said, or what happened on the line, on one line and not longer than a sentence.
fn why(error: &SmtpError) -> String {
    const LONGEST: usize = 300;
    let source = error.source();
    let silent = source
        .and_then(|source| source.downcast_ref::<io::Error>())
        .is_some_and(|error| {
            matches!(
                error.kind(),
                io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock
            )
        });
    if silent {
        return "it did not answer in time".to_owned();
    }
    let words = source.map_or_else(|| error.to_string(), ToString::to_string);
    let words = match error.status() {
        Some(code) => format!("{code} {words}"),
        None => words,
    };
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars()
        .filter(|c| !c.is_control())
        .take(LONGEST)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_dot_does_not_end_a_message() {
        for (message, said) in [
            ("a\r\nb\r\n", "a\r\nb\r\n.\r\n"),
            ("a\r\nb", "a\r\nb\r\n.\r\n"),
            (".\r\nQUIT\r\n..a\r\n", "..\r\nQUIT\r\n...a\r\n.\r\n"),
            ("a\r\n.", "a\r\n..\r\n.\r\n"),
            ("", "\r\n.\r\n"),
        ] {
            assert_eq!(Said(message).to_string(), said, "{message:?}");
        }
    }
}
