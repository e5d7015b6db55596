//! The post on the command line: over which server, and sending editions.

use std::env;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::ops::ControlFlow;

use newsroom::library::{Sent, Taking};
use newsroom::post::{self, PostLine, PostOffice};
use newsroom::settings::{self, Network};
use newsroom::{Error, Library, Result};
use serde_json::json;

use crate::arguments::{PostWords, SendWords};
use crate::print::of_collection_id;
use crate::work::{note, say};
use crate::{Failure, now};

/// Where a password may be named for those who have no keyring.
const PASSWORD: &str = "CLIPDESK_SMTP_PASSWORD";

/// Shows over which server editions are sent, or changes it.
pub(crate) fn post(words: PostWords, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let folder = settings::default_folder()?;
    let (kept, said) = settings::read(&folder);
    if let Some(said) = said {
        note(&format!("warning: {said}"));
    }
    let mut office = kept.post;
    let elsewhere = words.host.is_some() || words.security.is_some();
    let changed = elsewhere || words.port.is_some() || words.user.is_some() || words.from.is_some();
    if changed {
        let said = |field: Option<String>, was: String| field.unwrap_or(was);
        let wanted = PostOffice {
            host: said(words.host, office.host),
            // Another server, or another way to speak with it, has its own usual port.
            port: words.port.or(office.port.filter(|_| !elsewhere)),
            security: words.security.unwrap_or(office.security),
            user: words.user.or(office.user),
            from: said(words.from, office.from),
        };
        office = wanted.tidied()?;
        settings::change(&folder, |kept| kept.post = office.clone())?;
    }
    if words.password {
        post::keep_password(&office, &piped()?)?;
    }
    if words.forget_password {
        post::forget_password(&office)?;
    }
    say(out, json, &office, || shown(&office))
}

/// A password that is piped in, without its line's end. A terminal would show it to whoever looks on.
fn piped() -> Result<String> {
    const LONGEST: u64 = 10_000;
    if io::stdin().is_terminal() {
        return Err(Error::Refused(
            "a password that is typed here would be seen; pipe it in, or keep it in the desk's settings; \
             nothing was kept"
                .to_owned(),
        ));
    }
    let mut line = String::new();
    let read = BufReader::new(io::stdin().take(LONGEST)).read_line(&mut line);
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    match read {
        Ok(_) if !password.is_empty() => Ok(password),
        _ => Err(Error::Refused(
            "no password came in; pipe it in, on one line; nothing was kept".to_owned(),
        )),
    }
}

fn shown(office: &PostOffice) -> String {
    if office.host.is_empty() {
        return "No mail server is named yet.\n".to_owned();
    }
    let port = office.port.map(|port| format!(" port {port}"));
    let mut out = format!(
        "Server       {}{} ({})\nFrom         {}\n",
        office.host,
        port.unwrap_or_default(),
        office.security.as_str(),
        office.from
    );
    if let Some(user) = &office.user {
        let _ = writeln!(out, "Account      {user}");
    }
    out
}

/// Sends an edition.
pub(crate) fn send(
    library: &Library,
    words: &SendWords,
    network: &Network,
    json: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let collections = library.collections();
    let (collection, wanted) = of_collection_id(library, &words.what)?;
    let office = settings::read(&settings::default_folder()?).0.post;
    let password = match env::var(PASSWORD) {
        Ok(password) => Some(password),
        Err(_) => post::password(&office)?,
    };
    let mut line = PostLine::to(office, network, password)?.patient(words.patience);
    let mut go_on = |_, _| ControlFlow::Continue(());
    let number = wanted
        .filter(|wanted| wanted != "draft")
        .map(|number| number.parse());
    let number = number.transpose()?;
    if let Some(finding) = collections.mail_finding((collection, number), now())? {
        note(&finding.said);
    }
    if words.test {
        let to = collections.send_test((collection, number), &mut line, now(), &mut go_on)?;
        return say(out, json, &json!({ "test": to }), || {
            format!("Sent as a test to {to}\n")
        });
    }
    let edition = collections.edition(collection, number)?;
    let number = (edition.number)
        .ok_or_else(|| Error::Refused("only what was set is sent; nothing was sent".to_owned()))?;
    let named = match &words.to {
        Some(list) => list.clone(),
        None => collections.get(collection)?.recipients.join("\n"),
    };
    let again = post::recipients(words.again.as_deref().unwrap_or_default())?;
    let mut people = post::recipients(&named)?;
    people.extend(
        again
            .iter()
            .filter(|again| !people.iter().any(|one| one.key() == again.key()))
            .cloned()
            .collect::<Vec<_>>(),
    );
    if people.is_empty() {
        return Err(Error::Refused(format!(
            "“{}” goes to nobody yet; name the recipients with --to, or with `desk collection describe`; nothing \
             was sent",
            edition.title
        ))
        .into());
    }
    let taking = Taking {
        people: &people,
        again: &again,
    };
    let sent = collections.send((collection, number), taking, &mut line, &now, &mut go_on)?;
    say(out, json, &sent, || {
        told(&sent, &edition.title, &number.to_string())
    })?;
    end(&sent)
}

fn told(sent: &Sent, title: &str, number: &str) -> String {
    let mut out = format!("Sent No. {number} of “{title}” to {}\n", sent.sent.len());
    if !sent.before.is_empty() {
        let _ = writeln!(out, "{} had it before", sent.before.len());
    }
    for refusal in &sent.refused {
        let _ = writeln!(out, "refused for {}: {}", refusal.to, refusal.why);
    }
    for to in &sent.unknown {
        let _ = writeln!(out, "may have gone to {to}; nobody knows");
    }
    out
}

/// Whoever is still without it is said, and makes the command fail, so that a script notices.
fn end(sent: &Sent) -> Result<(), Failure> {
    match &sent.stopped {
        Some(why) => Err(Error::Refused(format!(
            "sending stopped: {why}; {} are left; the same command goes on with them",
            sent.left.len()
        ))
        .into()),
        None if sent.refused.is_empty() && sent.unknown.is_empty() => Ok(()),
        None => {
            note("not everybody has it");
            Err(Failure::SaidBefore)
        }
    }
}
