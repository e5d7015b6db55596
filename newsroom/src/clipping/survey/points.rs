//! Where the story stands by points alone; one of the signs that the judge weighs.

use super::{OUTWARDS, Survey};
use crate::clipping::dom::{self, At};
use crate::clipping::junk;

impl<'a> Survey<'a> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a share needs no more than 24 bits"
    )]
    fn share_linked(&self, place: usize) -> f32 {
        let facts = &self.facts[place];
        if facts.text == 0 {
            1.0
        } else {
            facts.linked as f32 / facts.text as f32
        }
    }

    /// The elements that hold the story, in the order of the page.
    pub(crate) fn story(&self) -> Vec<At<'a>> {
        let Some(mut top) = self.top() else {
            return Vec::new();
        };
        // A wrapper that holds little more than one child's text is that child.
        while let Some(only) = self.only_child(top) {
            top = only;
        }
        self.with_siblings(top)
    }

    fn top(&self) -> Option<usize> {
        let mut best: Option<(f32, usize)> = None;
        for (place, facts) in self.facts.iter().enumerate() {
            if facts.junk || facts.points <= 0.0 || facts.prose == 0 {
                continue;
            }
            let named = match junk::body_rank(facts.at, facts.named) {
                2 => 1.6,
                1 => 1.15,
                _ => 1.0,
            };
            let points = facts.points * (1.0 - self.share_linked(place)) * named;
            if best.is_none_or(|(most, _)| points > most) {
                best = Some((points, place));
            }
        }
        best.map(|(_, place)| place)
    }

    fn children(&self, place: usize) -> impl Iterator<Item = usize> {
        let children = self.facts[place].at.children();
        children.filter_map(|child| self.place(child))
    }

    fn only_child(&self, place: usize) -> Option<usize> {
        let facts = &self.facts[place];
        if facts.own > 0 {
            return None;
        }
        let mut full = self
            .children(place)
            .filter(|&child| self.facts[child].text > 0);
        let only = full.next()?;
        full.next().is_none().then_some(only)
    }

    /// The element with the most points, and what stands beside it and reads like it.
    fn with_siblings(&self, top: usize) -> Vec<At<'a>> {
        let mut story = vec![top];
        let mut at = top;
        let all = self.facts.first().map_or(0, |page| page.prose);
        for step in 0..OUTWARDS {
            let facts = &self.facts[at];
            let named = junk::body_rank(facts.at, facts.named) == 2 && facts.prose * 2 > all;
            if at == 0 || matches!(dom::name(facts.at), "body" | "article" | "main") || named {
                break;
            }
            let parent = self.facts[at].parent;
            let class = dom::attr(self.facts[at].at, "class");
            let joined: Vec<usize> = self
                .children(parent)
                .flat_map(|child| {
                    if child == at {
                        return story.clone();
                    }
                    let facts = &self.facts[child];
                    let alike = class.is_some() && class == dom::attr(facts.at, "class");
                    let paragraph = dom::name(facts.at) == "p";
                    let far = if step > 3 {
                        self.facts[at].prose / 6
                    } else {
                        0
                    };
                    let full = facts.prose >= far.max(if paragraph { 40 } else { 120 });
                    let prose = facts.prose * 10 >= facts.text * 7;
                    let joins = !facts.junk && full && prose && self.share_linked(child) < 0.25;
                    let near = alike || paragraph || parent != 0 && facts.prose > 200;
                    if joins && near {
                        vec![child]
                    } else {
                        Vec::new()
                    }
                })
                .collect();
            story = joined;
            at = parent;
        }
        story.iter().map(|&place| self.facts[place].at).collect()
    }
}
