//! What was done, row by row, judged before anything is written.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::Checking;
use crate::Result;
use crate::library::acts::{ARRIVED, RECORDED};
use crate::library::export::lines::{ActLine, ChangeLine};

impl Checking<'_> {
    pub(super) fn history(&mut self) -> Result<()> {
        self.each("acts.jsonl", |checking, act: ActLine| {
            Ok(match act.state.as_str() {
                "done" | "undone" | "left" | "open" => checking.number("acts", act.id),
                state => Err(format!("has an act that is “{state}”")),
            })
        })?;
        self.each("changes.jsonl", |checking, change: ChangeLine| {
            let act = u64::try_from(change.act).unwrap_or(0);
            if !checking
                .numbers
                .get("acts")
                .is_some_and(|acts| acts.contains(act))
            {
                return Ok(Err(format!(
                    "belongs to act {}, which is not in acts.jsonl",
                    change.act
                )));
            }
            let known = RECORDED.iter().any(|(table, _)| *table == change.table);
            if !known && (change.table != ARRIVED || change.story.is_none()) {
                return Ok(Err(format!(
                    "changes “{}”, which is nothing that acts change",
                    change.table
                )));
            }
            let is_row =
                |side: &RawValue| serde_json::from_str::<Map<String, Value>>(side.get()).is_ok();
            match change
                .before
                .iter()
                .chain(&change.after)
                .all(|side| is_row(side))
            {
                true => Ok(checking.number("changes", change.id)),
                false => Ok(Err("has a row that is no object".to_owned())),
            }
        })
    }
}
