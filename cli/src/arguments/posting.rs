//! Sending, as it is typed.

use std::time::Duration;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use newsroom::post::Security;

fn securities() -> impl TypedValueParser<Value = Security> {
    PossibleValuesParser::new(Security::ALL.map(Security::as_str))
        .map(|word| Security::named(&word).unwrap_or_default())
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  desk post --host mail.example --user mara --from \"Morning desk <desk@mail.example>\"\n  \
                  desk post --password < secret.txt\n\nThe password is kept in the system's keyring. Where there is none, as \
                  on a server, `desk send` takes it from CLIPDESK_SMTP_PASSWORD."
)]
pub(crate) struct PostWords {
    /// The mail server's name; empty forgets it
    #[arg(long, value_name = "NAME")]
    pub(crate) host: Option<String>,
    /// Its port, unless it is the usual one
    #[arg(long, value_name = "PORT")]
    pub(crate) port: Option<u16>,
    /// TLS at once, TLS begun before anything is said, or none (only on this computer)
    #[arg(long, value_parser = securities())]
    pub(crate) security: Option<Security>,
    /// The account's name; empty for none
    #[arg(long, value_name = "NAME")]
    pub(crate) user: Option<String>,
    /// Who writes
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) from: Option<String>,
    /// Keep the password that is piped in
    #[arg(long)]
    pub(crate) password: bool,
    /// Forget the password
    #[arg(long, conflicts_with = "password")]
    pub(crate) forget_password: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  desk send \"Monday briefing\" --test\n  desk send \"Monday briefing\"\n  \
                  desk send \"Monday briefing@41.1\" --to \"ann@mail.example, Bo Berg <bo@mail.example>\"\n\n\
                  A collection without @ is the edition that was set last. Each person gets it once: the same command goes on \
                  where one stopped. Whoever may have it already, because the line broke, is left out unless named in --again."
)]
pub(crate) struct SendWords {
    /// The collection, or COLLECTION@EDITION
    pub(crate) what: String,
    /// Whom to; else the recipients of the collection
    #[arg(long, value_name = "ADDRESSES")]
    pub(crate) to: Option<String>,
    /// Write to these although they may have it
    #[arg(long, value_name = "ADDRESSES", conflicts_with = "test")]
    pub(crate) again: Option<String>,
    /// Only to whoever writes, marked as a test; noted nowhere
    #[arg(long, conflicts_with = "to")]
    pub(crate) test: bool,
    /// How long the server may be silent, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub(crate) patience: Duration,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text
        .parse()
        .ok()
        .filter(|seconds| (1..=3_600).contains(seconds));
    let seconds = seconds.ok_or("write how many seconds, from 1 to 3600")?;
    Ok(Duration::from_secs(seconds))
}
