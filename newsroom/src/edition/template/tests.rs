use super::*;

#[test]
fn every_template_that_comes_along_can_be_followed() {
    for name in Template::names() {
        let template = Template::named(name).unwrap();
        assert!(!template.about.is_empty(), "{name}");
    }
    let refusal = Template::named("broadsheet").unwrap_err().to_string();
    assert!(refusal.contains("daily-briefing"), "{refusal}");
}

#[test]
fn what_is_wrong_with_a_template_is_said_with_its_line() {
    for (text, line, why) in [
        ("name = \"A\"\nname = \"B\"", 2, "duplicate key"),
        ("name = \"A\"\n[shape]\ncover = 3", 3, "expected a boolean"),
        (
            "name = \"A\"\n[words]\nmasthead = \"x\"",
            3,
            "unknown field",
        ),
        (
            "name = \"A\"\n\n[words]\nsource = \"{{ outlet \"",
            4,
            "source: ",
        ),
        (
            "name = \"A\"\n[words]\nsource = \"{{ outlt }}\"",
            3,
            "source: ",
        ),
        (
            "name = \"A\"\n[words]\nsource = \"\"\"\n{{ outlet }}\n{% if %}\"\"\"",
            4,
            "source: ",
        ),
        (
            "name = \"A\"\n[words]\ncomment = \" \"",
            3,
            "readers could take",
        ),
        (
            "name = \"A\"\n[look]\naccent = \"red; } body {\"",
            3,
            "is no colour",
        ),
        ("name = \"A\"\n[look]\nsize = 900", 3, "cannot be read"),
        ("name = \"\"", 1, "needs a name"),
        ("[words]", 1, "missing field `name`"),
    ] {
        let refusal = Template::read(text).unwrap_err().to_string();
        let place = format!("line {line} of the template");
        assert!(
            refusal.contains(&place) && refusal.contains(why),
            "{text:?}: {refusal}"
        );
    }
    assert!(Template::read(&" ".repeat(LONGEST + 1)).is_err());
}

#[test]
fn a_template_that_would_run_for_ever_is_stopped() {
    for line in [
        "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
        "{{ 'x' * 100000000 }}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% include 'source' %}",
    ] {
        let text = format!("name = \"A\"\n[words]\nsource = \"{line}\"");
        assert!(Template::read(&text).is_err(), "{line}");
    }
}
