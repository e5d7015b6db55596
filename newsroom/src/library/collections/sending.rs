//! Sending an edition: to each person once, whatever breaks in between.

use std::collections::HashMap;
use std::ops::ControlFlow;

use chrono::{DateTime, Utc};

use super::{Collections, editions};
use crate::collection::{CollectionId, Delivery, DeliveryState, EditionCard};
use crate::edition::{self, Edition, Finding, Mail, Number};
use crate::post::{PostLine, Posted, Recipient};
use crate::{Error, Result};

/// As what an edition is sent.
const LETTER: &str = "mail";

/// What became of a sending.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Sent {
    /// Who got it now.
    pub sent: Vec<String>,
    /// Who had it before, and was not written to again.
    pub before: Vec<String>,
    /// Who may have got it, now or before, which nobody knows: they are not written to again by themselves.
    pub unknown: Vec<String>,
    /// Whom the server would not take it for.
    pub refused: Vec<Refusal>,
    /// Who is still to be written to.
    pub left: Vec<String>,
    /// Why it stopped before all were written to.
    pub stopped: Option<String>,
}

/// Somebody for whom the server would not take an edition.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Refusal {
    /// Who.
    pub to: String,
    /// Why.
    pub why: String,
}

impl Sent {
    fn settled(&self) -> u64 {
        (self.sent.len() + self.before.len() + self.unknown.len() + self.refused.len()) as u64
    }

    fn add(&mut self, to: &Recipient, posted: Posted) {
        let to = to.to_string();
        match posted {
            Posted::Taken => self.sent.push(to),
            Posted::Refused(why) => self.refused.push(Refusal { to, why }),
            Posted::Unsent(why) => {
                self.left.push(to);
                self.stopped = Some(why);
            }
            Posted::Unknown(why) => {
                self.unknown.push(to);
                self.stopped = Some(why);
            }
        }
    }
}

/// Whom an edition goes to.
#[derive(Debug, Clone, Copy)]
pub struct Taking<'a> {
    /// The people, each once.
    pub people: &'a [Recipient],
    /// Those who are written to although they may have it.
    pub again: &'a [Recipient],
}

impl Collections<'_> {
    /// Sends an edition, a message a person. Each is noted before its message goes out and after it was taken,
    /// so that a sending that broke off goes on where it stopped, and nobody is written to twice.
    ///
    /// What stands in the way of all of it (a server that is not there, a line that breaks) stops it, and is
    /// said; what stands in the way of one person is noted, and the next is written to.
    ///
    /// # Errors
    /// If there is no such edition, it was withdrawn, or the library cannot be written: what cannot be noted is
    /// not sent.
    pub fn send(
        &self,
        (collection, number): (CollectionId, Number),
        taking: Taking<'_>,
        line: &mut PostLine,
        clock: &dyn Fn() -> DateTime<Utc>,
        watch: &mut edition::Watch<'_>,
    ) -> Result<Sent> {
        let edition = self.sendable(collection, number)?;
        let known = self.deliveries(collection)?.into_iter();
        let known: HashMap<String, DeliveryState> = known
            .filter(|delivery| delivery.number == number && delivery.format == LETTER)
            .map(|delivery| (delivery.taker.to_lowercase(), delivery.state))
            .collect();
        let mail = edition::mail_of(&edition, &mut |_, _| ControlFlow::Continue(()))?;
        let of = taking.people.len() as u64;
        let mut sent = Sent::default();
        let mut people = taking.people.iter();
        for to in people.by_ref() {
            if watch(sent.settled(), of).is_break() {
                sent.left.push(to.to_string());
                sent.stopped = Some("it was cancelled".to_owned());
                break;
            }
            match known.get(&to.key()) {
                Some(DeliveryState::Delivered) => {
                    sent.before.push(to.to_string());
                    continue;
                }
                Some(DeliveryState::OnItsWay)
                    if !taking.again.iter().any(|again| again.key() == to.key()) =>
                {
                    sent.unknown.push(to.to_string());
                    continue;
                }
                _ => {}
            }
            let mut delivery = Delivery {
                at: clock(),
                number,
                format: LETTER.to_owned(),
                taker: to.address().to_owned(),
                state: DeliveryState::OnItsWay,
                said: None,
            };
            let message = letter(&mail, &edition, line.sender(), to, delivery.at)?;
            self.note_delivery(collection, &delivery)?;
            let settled = sent.settled();
            let posted = line.post(to, message, &mut || watch(settled, of));
            (delivery.state, delivery.said) = outcome(&posted);
            delivery.at = clock();
            sent.add(to, posted);
            self.note_delivery(collection, &delivery)?;
            if sent.stopped.is_some() {
                break;
            }
        }
        sent.left.extend(people.map(Recipient::to_string));
        let _ = watch(sent.settled(), of);
        Ok(sent)
    }

    /// What speaks against mailing an edition, or the draft as it stands: that mail programs cut it.
    ///
    /// # Errors
    /// If there is no such edition, or it cannot be laid out.
    pub fn mail_finding(
        &self,
        (collection, number): (CollectionId, Option<Number>),
        now: DateTime<Utc>,
    ) -> Result<Option<Finding>> {
        let edition = self.meant(collection, number, now)?;
        let mail = edition::mail_of(&edition, &mut |_, _| ControlFlow::Continue(()))?;
        Ok(mail.finding())
    }

    /// Sends an edition, or the draft as it stands, to whoever writes, marked as a test. It is noted nowhere.
    ///
    /// # Errors
    /// If there is no such edition, it cannot be laid out, or the server does not take it.
    pub fn send_test(
        &self,
        (collection, number): (CollectionId, Option<Number>),
        line: &mut PostLine,
        now: DateTime<Utc>,
        watch: &mut edition::Watch<'_>,
    ) -> Result<String> {
        let edition = self.meant(collection, number, now)?;
        let mut mail = edition::mail_of(&edition, &mut |_, _| ControlFlow::Continue(()))?;
        mail.subject = format!("Test: {}", mail.subject);
        let to = line.sender().clone();
        let message = letter(&mail, &edition, &to, &to, now)?;
        match line.post(&to, message, &mut || watch(0, 1)) {
            Posted::Taken => Ok(to.to_string()),
            Posted::Refused(why) | Posted::Unsent(why) => Err(Error::Refused(format!(
                "the test mail did not go out: {why}"
            ))),
            Posted::Unknown(why) => Err(Error::Refused(format!(
                "the test mail may have gone out: {why}"
            ))),
        }
    }

    fn meant(
        &self,
        collection: CollectionId,
        number: Option<Number>,
        now: DateTime<Utc>,
    ) -> Result<Edition> {
        match number {
            Some(number) => self.edition(collection, Some(number)),
            None => self.draft(collection, now),
        }
    }

    fn sendable(&self, collection: CollectionId, number: Number) -> Result<Edition> {
        let edition = self.edition(collection, Some(number))?;
        let cards = editions::all_of(&*self.library.look()?, collection)?;
        let withdrawn = |card: &&EditionCard| card.number == number && card.withdrawn_at.is_some();
        if let Some(card) = cards.iter().find(withdrawn) {
            return Err(Error::Refused(format!(
                "No. {number} of “{}” was withdrawn; nothing was sent",
                card.collection
            )));
        }
        Ok(edition)
    }
}

/// A mail to one person. It has the same name whenever it goes to them, so that programs know it again.
fn letter(
    mail: &Mail,
    edition: &Edition,
    from: &Recipient,
    to: &Recipient,
    at: DateTime<Utc>,
) -> Result<String> {
    let id = edition::id_of(&["letter", &edition.id, &mail.subject, &to.key()]);
    mail.message(from, to, &id, at)
}

fn outcome(posted: &Posted) -> (DeliveryState, Option<String>) {
    match posted {
        Posted::Taken => (DeliveryState::Delivered, None),
        Posted::Refused(why) | Posted::Unsent(why) => (DeliveryState::Refused, Some(why.clone())),
        Posted::Unknown(why) => (DeliveryState::OnItsWay, Some(why.clone())),
    }
}
