use super::*;

fn brought(link: &str) -> Option<Vec<String>> {
    let links = Links::default();
    links.bring(link).ok().map(|()| links.take())
}

#[test]
fn a_link_brings_addresses() {
    let cases: [(&str, &[&str]); 6] = [
        (
            "clipdesk://clip?url=https%3A%2F%2Fexample.org%2Fstory%3Fa%3D1%26b%3D2",
            &["https://example.org/story?a=1&b=2"],
        ),
        (
            "clipdesk://clip?url=https://example.org/a+b",
            &["https://example.org/a+b"],
        ),
        (
            "clipdesk://clip/?url=http://example.org/",
            &["http://example.org/"],
        ),
        (
            "CLIPDESK://clip?url=HTTPS://Example.org/A",
            &["https://example.org/A"],
        ),
        (
            "clipdesk://clip?url=https://example.org/1&url=https://example.org/2&url=https://example.org/1",
            &["https://example.org/1", "https://example.org/2"],
        ),
        (
            "clipdesk://clip?url=https%3A%2F%2Fexample.org%2F%D0%9A%D0%B8%D1%97%D0%B2",
            &["https://example.org/%D0%9A%D0%B8%D1%97%D0%B2"],
        ),
    ];
    for (link, wanted) in cases {
        let found = brought(link);
        assert_eq!(
            found.as_deref(),
            Some(&wanted.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>()[..]),
            "{link}"
        );
    }
}

#[test]
fn a_hostile_link_brings_nothing() {
    let long = format!(
        "clipdesk://clip?url=https://example.org/{}",
        "a".repeat(LONGEST)
    );
    let huge = format!(
        "clipdesk://clip?url=https://example.org/{}",
        "a".repeat(LONGEST_LINK)
    );
    let many = format!(
        "clipdesk://clip?{}",
        (0..=MOST)
            .map(|n| format!("url=https://example.org/{n}"))
            .collect::<Vec<_>>()
            .join("&")
    );
    for link in [
        // Nothing, or another thing.
        "",
        "clipdesk:",
        "clipdesk://",
        "clipdesk://clip",
        "clipdesk://clip?",
        "clipdesk://clip?url=",
        "clipdesk://clip?URL=https://example.org/",
        "clipdesk:clip?url=https://example.org/",
        "clipdesk:///clip?url=https://example.org/",
        "https://example.org/",
        "clipdesk2://clip?url=https://example.org/",
        // Other acts.
        "clipdesk://open?path=/etc/passwd",
        "clipdesk://import?url=https://example.org/",
        "clipdesk://undo",
        "clipdesk://clip/now?url=https://example.org/",
        "clipdesk://clip?url=https://example.org/&now=1",
        "clipdesk://clip?url=https://example.org/&anyway=true",
        "clipdesk://clip?yes&url=https://example.org/",
        "clipdesk://clip?url=https://example.org/&topic=1&tags=a",
        "clipdesk://clip?url=https://example.org/&library=/tmp/other",
        "clipdesk://clip?url=https://example.org/&&",
        "clipdesk://clip?url=https://example.org/#yes",
        // Traversal.
        "clipdesk://clip/../../settings?url=https://example.org/",
        "clipdesk://../clip?url=https://example.org/",
        "clipdesk://clip%2f..%2fundo?url=https://example.org/",
        "clipdesk://clip?url=../../etc/passwd",
        "clipdesk://clip?url=%2Fetc%2Fpasswd",
        // Options.
        "--library=/tmp/other",
        "clipdesk://clip?url=--proxy=http://evil.example",
        "clipdesk://clip?url=https://example.org/%20--offline",
        "clipdesk://clip?url=https://example.org/ --library /tmp/other",
        // Schemes that act.
        "clipdesk://clip?url=javascript:alert(1)",
        "clipdesk://clip?url=JaVaScRiPt%3Aalert(1)",
        "clipdesk://clip?url=file:///etc/passwd",
        "clipdesk://clip?url=data:text/html,hello",
        "clipdesk://clip?url=ftp://example.org/",
        "clipdesk://clip?url=tauri://localhost/",
        "clipdesk://clip?url=clipdesk-picture://localhost/a",
        "clipdesk://clip?url=view-source:https://example.org/",
        "clipdesk://clip?url=blob:https://example.org/a",
        // Chained.
        "clipdesk://clip?url=clipdesk://clip?url=https://example.org/",
        "clipdesk://clip?url=clipdesk%3A%2F%2Fclip%3Furl%3Dhttps%3A%2F%2Fexample.org",
        "clipdesk://clip?url=https%253A%252F%252Fexample.org",
        // Characters that nobody sees.
        "clipdesk://clip?url=https://example.org/%00",
        "clipdesk://clip?url=https://example.org/%0d%0aX-Header:1",
        "clipdesk://clip?url=https://example.org/%1b[2J",
        "clipdesk://clip?url=https://example.org/%7f",
        "clipdesk://clip?url=https://example.org/%E2%80%AEgpj.exe",
        "clipdesk://clip?url=https://example.org/\u{202e}a",
        "clipdesk://clip?url=https://exam\u{200b}ple.org/",
        "clipdesk://clip?url=https://example.org/\n",
        "clipdesk://clip?url=java\tscript:alert(1)",
        "clipdesk://clip?url=https://example.org/%ff%fe",
        // Names and passwords for the link itself.
        "clipdesk://clip@evil.example?url=https://example.org/",
        "clipdesk://editor:secret@clip?url=https://example.org/",
        "clipdesk://clip:80?url=https://example.org/",
        // No host.
        "clipdesk://clip?url=https://",
        "clipdesk://clip?url=https:example.org",
        // One good one does not carry a bad one.
        "clipdesk://clip?url=https://example.org/&url=file:///etc/passwd",
        &long,
        &huge,
        &many,
    ] {
        let shown: String = link.chars().take(80).collect();
        assert_eq!(brought(link), None, "{shown}");
    }
}

#[test]
fn what_a_link_brought_is_taken_once_and_never_as_typed() {
    let links = Links::default();
    links
        .bring("clipdesk://clip?url=http://192.168.1.1/router")
        .unwrap();
    let taken = links.take();
    assert_eq!(taken, ["http://192.168.1.1/router"]);
    assert!(links.take().is_empty());
    let address = Address::read(&taken[0]).unwrap();
    assert_eq!(links.errand(address.clone()), Errand::Pointed(address));
    let other = Address::read("http://192.168.1.2/router").unwrap();
    assert_eq!(links.errand(other.clone()), Errand::Typed(other));
}

#[test]
fn no_more_wait_than_a_person_can_look_at() {
    let links = Links::default();
    for number in 0..MOST {
        links
            .bring(&format!("clipdesk://clip?url=https://example.org/{number}"))
            .unwrap();
    }
    links
        .bring("clipdesk://clip?url=https://example.org/0")
        .unwrap();
    let why = links
        .bring("clipdesk://clip?url=https://example.org/more")
        .unwrap_err();
    assert!(why.contains("more than 20"), "{why}");
    assert_eq!(links.take().len(), MOST);
    links
        .bring("clipdesk://clip?url=https://example.org/more")
        .unwrap();
    assert_eq!(links.take().len(), 1);
}

#[test]
fn a_second_start_leaves_its_link_for_the_desk_that_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let link = "clipdesk://clip?url=https://example.org/story".to_owned();
    let links = [link.clone(), format!("{link}2")];
    assert_eq!(leave(folder.path(), &links), Ok(false));
    assert!(collect(folder.path()).is_empty());
    let _desk = DeskLock::take(folder.path()).unwrap();
    assert!(leave(folder.path(), &["clipdesk://undo".to_owned()]).is_err());
    assert_eq!(leave(folder.path(), &links), Ok(true));
    let mut found = collect(folder.path());
    found.sort();
    assert_eq!(found, links);
    assert!(collect(folder.path()).is_empty(), "a link came twice");
}

#[test]
fn what_lies_there_and_is_no_link_is_taken_away_unread() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("links");
    fs::create_dir(&place).unwrap();
    fs::create_dir(place.join("folder.link")).unwrap();
    fs::write(place.join("huge.link"), vec![b'a'; LONGEST_LINK + 1]).unwrap();
    fs::write(place.join("bytes.link"), [0xff, 0xfe]).unwrap();
    fs::write(
        place.join("other.txt"),
        "clipdesk://clip?url=https://example.org/",
    )
    .unwrap();
    #[cfg(unix)]
    {
        let outside = folder.path().join("outside.txt");
        fs::write(&outside, "clipdesk://clip?url=https://example.org/").unwrap();
        std::os::unix::fs::symlink(&outside, place.join("led.link")).unwrap();
    }
    assert!(collect(folder.path()).is_empty());
    let left: Vec<_> = fs::read_dir(&place)
        .unwrap()
        .flatten()
        .map(|e| e.file_name())
        .collect();
    assert_eq!(left, ["other.txt"]);
}
