//! What hands do: keys, and the mouse.

use serde_json::json;

use super::{By, ELEMENT, Seen, Window};
use crate::{keys, until};

impl Window {
    /// Presses a key, or several at once: `"Escape"`, `"j"`, `"ctrl+shift+n"`.
    #[track_caller]
    pub fn press(&self, chord: &str) {
        let keys = keys::chord(chord);
        let down = keys
            .iter()
            .map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys
            .iter()
            .rev()
            .map(|key| json!({ "type": "keyUp", "value": key }));
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": down.chain(up).collect::<Vec<_>>() });
        self.post("/actions", &json!({ "actions": [keyboard] }));
    }

    /// Waits for the field that has the focus, and writes over what it holds. Unlike [`Window::type_into`],
    /// it is not left on the way, as one that ends when it is left would be.
    #[track_caller]
    pub fn write_over(&self, what: impl Into<By>, words: &str) {
        let field = self.wait_for(what);
        self.press("ctrl+a");
        let written = field.post("value", &json!({ "text": words }));
        written.unwrap_or_else(|refusal| panic!("the field took no words: {refusal}"));
    }

    /// Makes the window this large, and waits until its page is.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        self.post("/window/rect", &json!({ "width": width, "height": height }));
        let size = "return [innerWidth, innerHeight]";
        until(&format!("a window of {width} by {height}"), || {
            (self.script(size, &json!([])) == json!([width, height])).then_some(())
        });
    }

    /// Drags one thing onto another with the mouse, in steps as a hand does.
    #[track_caller]
    pub fn drag(&self, from: impl Into<By>, onto: impl Into<By>) {
        let (from, onto) = (self.wait_for(from), self.wait_for(onto));
        let at = |seen: &Seen<'_>, duration: u32| {
            let origin = json!({ ELEMENT: seen.id });
            json!({ "type": "pointerMove", "duration": duration, "origin": origin, "x": 0, "y": 0 })
        };
        let a_little = |x: i32| {
            let origin = "pointer";
            json!({ "type": "pointerMove", "duration": 40, "origin": origin, "x": x, "y": 4 })
        };
        let steps = json!([
            at(&from, 0),
            { "type": "pointerDown", "button": 0 },
            a_little(6),
            a_little(6),
            at(&onto, 200),
            a_little(2),
            { "type": "pause", "duration": 100 },
            { "type": "pointerUp", "button": 0 },
        ]);
        let mouse = json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": steps });
        self.post("/actions", &json!({ "actions": [mouse] }));
    }
}
