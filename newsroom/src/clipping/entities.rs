//! Characters that templates write as HTML references in places where HTML is not read: in JSON-LD,
//! and twice over in a `<meta>`.

/// Names of the characters from U+00A0 to U+00FF, in their order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg \
    macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
    iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave \
    Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc \
    Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc \
    euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml";

/// The others that news pages use.
const NAMED: &[(&str, char)] = &[
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("sbquo", '‚'),
    ("rdquo", '”'),
    ("ldquo", '“'),
    ("bdquo", '„'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("bull", '•'),
    ("euro", '€'),
    ("trade", '™'),
    ("scaron", 'š'),
    ("Scaron", 'Š'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
];

/// The longest reference that is looked at, in bytes: `&thinsp;`, `&#1114111;`.
const LONGEST: usize = 10;

/// A text with its references read once.
pub(crate) fn unescaped(line: &str) -> String {
    let mut read = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at);
        read.push_str(before);
        let end = after
            .bytes()
            .take(LONGEST + 1)
            .position(|byte| byte == b';');
        let found = end.and_then(|end| Some((character(after.get(1..end)?)?, end + 1)));
        let (character, length) = found.unwrap_or(('&', 1));
        read.push(character);
        rest = &after[length..];
    }
    read.push_str(rest);
    read
}

/// The character that a reference without its `&` and `;` stands for.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    let latin = || LATIN.split_whitespace().position(|known| known == name);
    NAMED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, character)| *character)
        .or_else(|| char::from_u32(0xA0 + u32::try_from(latin()?).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_once() {
        for (written, read) in [
            ("Lock &amp; weir", "Lock & weir"),
            ("Lock &amp;amp; weir", "Lock &amp; weir"),
            ("Br&uuml;cke &#8211; &#x41;", "Brücke – A"),
            ("it&#039;s &yuml;&nbsp;x", "it's ÿ\u{A0}x"),
            (
                "a & b; c &unknown; &#xD800; &",
                "a & b; c &unknown; &#xD800; &",
            ),
            ("&мост;", "&мост;"),
        ] {
            assert_eq!(unescaped(written), read, "{written}");
        }
    }
}
