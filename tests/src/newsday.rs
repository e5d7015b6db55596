//! A morning's worth of stories besides the samples, so that a list, a board and a search have something to
//! show. We wrote them; people, outlets and events are invented.

use crate::picture::png;
use crate::{Answer, Desk, Outlet};

/// The topic of the samples, with its sections in the order of a board, and what belongs into each.
const TOPIC: &str = "Ukraine diplomacy";
const SECTIONS: [(&str, &str); 4] = [
    ("The talks", "Sessions, drafts, who said what."),
    ("Security guarantees", "Mandates, missions, money."),
    ("Sanctions & frozen assets", "Brussels, mostly."),
    ("Voices from Kyiv", "Interviews and essays."),
];

struct Piece {
    outlet: &'static str,
    language: &'static str,
    headline: &'static str,
    standfirst: &'static str,
    writers: &'static [&'static str],
    published: &'static str,
    text: &'static [&'static str],
    /// The colour of its picture, and what stands beneath it.
    picture: Option<([u8; 3], &'static str)>,
    topic: Option<&'static str>,
    tags: &'static [&'static str],
}

/// Wire copy that two outlets print, word for word.
const TOLL: &[&str] = &[
    "VARNAVA (IBNS) – The harbour masters of three ports agreed on Friday to charge one toll for grain ships, \
     and to take it once.",
    "Until now a ship that called at all of them paid three times, and waited three times for a stamp. The \
     masters said that the new stamp would be good for thirty days.",
    "Insurers welcomed the agreement, and asked who would be paid if a ship was turned back.",
];

const PIECES: &[Piece] = &[
    Piece {
        outlet: "Harbour Post",
        language: "en",
        headline: "Three ports agree on one toll for grain ships",
        standfirst: "A stamp that is good for thirty days replaces three that were good for one.",
        writers: &["Petra Lund"],
        published: "2026-11-24T08:10:00+02:00",
        text: TOLL,
        picture: None,
        topic: Some("Black Sea shipping"),
        tags: &["Grain"],
    },
    Piece {
        outlet: "The Straits Mirror",
        language: "en",
        headline: "One stamp, three harbours: grain toll settled",
        standfirst: "",
        writers: &[],
        published: "2026-11-24T09:30:00+02:00",
        text: TOLL,
        picture: None,
        topic: Some("Black Sea shipping"),
        tags: &["Grain"],
    },
    Piece {
        outlet: "Le Courrier du Delta",
        language: "fr",
        headline: "Le port attend ses assureurs, et les silos débordent",
        standfirst: "Quarante bateaux mouillent au large ; personne ne veut signer le premier.",
        writers: &["Hélène Vasseur"],
        published: "2026-11-23T18:45:00+01:00",
        text: &[
            "Sur le quai numéro quatre, les grutiers jouent aux cartes depuis jeudi. Les silos sont pleins, les \
             bateaux sont là, et il ne manque qu’une signature.",
            "« Nous chargerons le jour où quelqu’un paiera », dit le chef d’équipe, qui a compté quarante navires \
             depuis la jetée.",
        ],
        picture: Some(([120, 160, 190], "Le quai numéro quatre, lundi soir.")),
        topic: Some("Black Sea shipping"),
        tags: &["Insurance"],
    },
    Piece {
        outlet: "Nordic Gazette",
        language: "en",
        headline: "What it would cost to heat the eastern towns for one winter",
        standfirst: "Engineers put a number on the repairs, and a second one on not making them.",
        writers: &["Aino Rask", "Pavlo Dubenko"],
        published: "2026-11-23T06:00:00+02:00",
        text: &[
            "There are eleven boiler houses between the river and the contact line, and seven of them burn. The \
             engineers who keep them going have made two lists.",
            "The first says what it would cost to mend all eleven before the frost. The second, which is longer, \
             says what it will cost if nobody does.",
            "Both were handed to the delegations on Sunday, in the order in which they were written.",
        ],
        picture: Some((
            [220, 150, 110],
            "The boiler house on Mill Street, which has burnt since October.",
        )),
        topic: Some("Energy security"),
        tags: &["Winter"],
    },
    Piece {
        outlet: "Baltic Review",
        language: "en",
        headline: "The interconnector works, and nobody may say so",
        standfirst: "A cable was tested for nine hours. The contract forbids the word “open”.",
        writers: &["Jonas Brekke"],
        published: "2026-11-22T15:20:00+02:00",
        text: &[
            "For nine hours on Saturday a light burned in the control room that is not meant to burn before spring.",
            "The operators call it a test. Their contract, which was signed in better weather, forbids every other \
             word.",
        ],
        picture: None,
        topic: Some("Energy security"),
        tags: &["Winter"],
    },
    Piece {
        outlet: "Kyiv Ledger",
        language: "en",
        headline: "Relatives of the missing ask to read the lists first",
        standfirst: "They have been promised the names before the press. They would like it in writing.",
        writers: &["Daryna Kovalchuk"],
        published: "2026-11-23T11:05:00+02:00",
        text: &[
            "The letter is one page long and has two hundred and six signatures. It asks for one sentence in the \
             annex on prisoners: that families hear a name before anybody prints it.",
            "The delegations have said yes to it in the corridor. The relatives have learned, they write, that a \
             corridor is not a document.",
        ],
        picture: None,
        topic: Some(TOPIC),
        tags: &["Prisoner exchange"],
    },
    Piece {
        outlet: "The Meridian Post",
        language: "en",
        headline: "Six countries, one door: the enlargement calendar nobody wanted",
        standfirst: "The dates are in pencil. The order is not.",
        writers: &["Ines Halloran"],
        published: "2026-11-21T17:40:00+01:00",
        text: &[
            "The calendar fits on half a page, and took nine months. Six names stand on it, and beside each of them \
             a year that was written in pencil and has been rubbed out at least once.",
            "“You may change the dates,” an official said. “You may not change who stands behind whom.”",
        ],
        picture: None,
        topic: Some("EU enlargement"),
        tags: &["Brussels"],
    },
];

/// Fills the library: the samples, and the morning. The outlet is needed no more when it answers.
#[track_caller]
pub fn fill(line: &Desk) {
    for (section, brief) in SECTIONS {
        line.run(&["topic", "new", TOPIC, "--section", section])
            .ok();
        line.run(&["topic", "brief", TOPIC, brief, "--section", section])
            .ok();
    }
    let outlet = Outlet::open();
    for (place, piece) in PIECES.iter().enumerate() {
        let path = format!("/{place}");
        if let Some((colour, _)) = piece.picture {
            let picture = Answer::of("image/png", png(1200, 520, colour));
            outlet.serve(&format!("{path}.png"), picture);
        }
        outlet.serve(&path, Answer::html(&piece.page(place)));
        let address = outlet.address(&path);
        let mut wish = vec!["clip", &address];
        wish.extend(piece.topic.iter().flat_map(|&topic| ["--topic", topic]));
        wish.extend(piece.tags.iter().flat_map(|&tag| ["--tag", tag]));
        line.run(&wish).ok();
    }
    line.run(&["samples"]).ok();
    let brief = "Where the talks stand, who would guarantee what, and what it costs.";
    line.run(&["topic", "brief", TOPIC, brief]).ok();
}

impl Piece {
    fn page(&self, place: usize) -> String {
        let writers: String = self
            .writers
            .iter()
            .map(|name| format!("<a rel=author>{name}</a> "))
            .collect();
        let byline = match writers.as_str() {
            "" => String::new(),
            names => format!("<p class=byline>By {names}</p>"),
        };
        let standfirst = match self.standfirst {
            "" => String::new(),
            words => format!("<p class=standfirst>{words}</p>"),
        };
        let picture = self.picture.map_or_else(String::new, |(_, caption)| {
            format!(
                "<figure><img src=/{place}.png alt=''><figcaption>{caption}</figcaption></figure>"
            )
        });
        let text: String = self
            .text
            .iter()
            .map(|words| format!("<p>{words}</p>"))
            .collect();
        format!(
            "<!doctype html><html lang={}><head><title>{title}</title>\
             <meta property=og:site_name content=\"{}\">\
             <meta property=article:published_time content={}></head>\
             <body><article><h1>{title}</h1>{standfirst}{byline}{picture}{text}</article></body></html>",
            self.language,
            self.outlet,
            self.published,
            title = self.headline,
        )
    }
}
