use super::*;
use crate::page::{Form, How};

#[track_caller]
fn check(bytes: &[u8], charset: Option<&str>, text: &str) {
    let page = Page {
        address: None,
        bytes: bytes.to_vec(),
        form: Form::Html,
        charset: charset.map(str::to_owned),
        seen_at: chrono::DateTime::UNIX_EPOCH,
        how: How::File,
    };
    assert_eq!(decode(&page), text, "{charset:?}");
}

#[test]
fn the_right_set_is_found() {
    check("Київ".as_bytes(), Some("windows-1251"), "Київ");
    check(b"\xEF\xBB\xBFKyiv", Some("iso-8859-1"), "Kyiv");
    check(b"\xFF\xFEK\0", None, "K");
    check(b"\xCA\xE8\xBF\xE2", Some("windows-1251"), "Київ");
    check(
        b"<meta charset=windows-1251>\xCA\xE8\xBF\xE2",
        Some("utf-8"),
        "<meta charset=windows-1251>Київ",
    );
    check(
        b"<meta charset='windows-1251'>\xCA\xE8\xBF\xE2",
        Some("ISO-8859-1"),
        "<meta charset='windows-1251'>Київ",
    );
    check(b"caf\xE9 au lait", None, "café au lait");
    check(
        "cut off: é".as_bytes().split_last().unwrap().1,
        None,
        "cut off: ",
    );
    check(b"", None, "");
}

/// A text of each script, in the sets in which pages of it are still served.
const TEXTS: &[(&[&str], &str)] = &[
    (
        &["windows-1251", "koi8-u", "iso-8859-5"],
        "Пором сьогодні відплив вчасно, з сорока пасажирами та одним собакою, і так буде до весни.",
    ),
    (
        &["windows-1251", "koi8-r", "ibm866", "x-mac-cyrillic"],
        "Паром сегодня отплыл вовремя, с сорока пассажирами и одной собакой на борту, и так будет до весны.",
    ),
    (
        &["shift_jis", "euc-jp", "iso-2022-jp"],
        "渡し船は今朝、乗客四十人と犬一匹を乗せて定刻に桟橋を離れました。春まで続くそうです。",
    ),
    (
        &["gbk", "gb18030"],
        "渡轮今天早上准时离开码头，船上有四十名乘客和一条狗，港务局说会一直开到春天。",
    ),
    (
        &["big5"],
        "渡輪今天早上準時離開碼頭，船上有四十名乘客和一條狗，港務局說會一直開到春天。",
    ),
    (
        &["euc-kr"],
        "나룻배가 오늘 아침 승객 마흔 명과 개 한 마리를 태우고 제시간에 부두를 떠났다.",
    ),
    (
        &["windows-1252", "iso-8859-1", "iso-8859-15"],
        "Die Fähre legte heute früh pünktlich ab, mit vierzig Gästen und einem Hund, und das bleibt bis zum Frühling so.",
    ),
    (
        &["windows-1250", "iso-8859-2"],
        "Přívoz dnes ráno odplul včas, se čtyřiceti cestujícími a jedním psem, a tak to zůstane až do jara.",
    ),
    (
        &["windows-1253", "iso-8859-7"],
        "Το πορθμείο έφυγε σήμερα το πρωί στην ώρα του, με σαράντα επιβάτες και έναν σκύλο.",
    ),
    (
        &["windows-1254", "iso-8859-9"],
        "Feribot bu sabah kırk yolcu ve bir köpekle iskeleden zamanında ayrıldı, bahara kadar böyle olacağı söylendi.",
    ),
    (
        &["windows-1255", "iso-8859-8-i"],
        "המעבורת יצאה הבוקר בזמן מן הרציף, עם ארבעים נוסעים וכלב אחד, וכך יהיה עד האביב.",
    ),
    (
        &["windows-1256", "iso-8859-6"],
        "غادرت العبارة الرصيف صباح اليوم في موعدها وعلى متنها اربعون راكبا وكلب واحد حتى الربيع",
    ),
    (
        &["windows-874"],
        "เรือข้ามฟากออกจากท่าตรงเวลาเช้านี้ พร้อมผู้โดยสารสี่สิบคนและสุนัขหนึ่งตัว",
    ),
];

#[track_caller]
fn encoded(label: &str, text: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(label.as_bytes()).unwrap();
    let (bytes, _, lost) = encoding.encode(text);
    assert!(!lost, "{label} cannot write {text}");
    bytes.into_owned()
}

#[test]
fn a_set_is_read_whether_the_server_or_the_page_names_it() {
    for (labels, text) in TEXTS {
        for label in *labels {
            let bytes = encoded(label, text);
            check(&bytes, Some(label), text);
            check(&bytes, Some(&format!(" {} ", label.to_uppercase())), text);
            for declared in [
                format!("<!doctype html><meta charset={label}><p>{text}"),
                format!(
                    "<meta http-equiv=Content-Type content='text/html; charset={label}'><p>{text}"
                ),
                format!("<?xml version=\"1.0\" encoding=\"{label}\"?><p>{text}"),
            ] {
                check(&encoded(label, &declared), None, &declared);
                // A server that says what it says of every page.
                check(&encoded(label, &declared), Some("utf-8"), &declared);
                check(&encoded(label, &declared), Some("x-none"), &declared);
                if *label != "iso-8859-15" {
                    check(&encoded(label, &declared), Some("iso-8859-1"), &declared);
                }
            }
        }
    }
}

#[test]
fn a_set_that_nobody_names_is_known_by_its_bytes() {
    // Which of two sets with the same letters it is, or of a rare one, the bytes do not say.
    let rare = [
        "iso-8859-15",
        "iso-8859-9",
        "x-mac-cyrillic",
        "ibm866",
        "iso-2022-jp",
        "iso-8859-6",
    ];
    for (labels, text) in TEXTS {
        for label in labels.iter().filter(|label| !rare.contains(label)) {
            let page = format!("<p>{text}</p>\n<p>{text}</p>");
            check(&encoded(label, &page), None, &page);
        }
    }
}

#[test]
fn utf_16_is_read_with_and_without_a_mark() {
    for text in TEXTS
        .iter()
        .map(|(_, text)| *text)
        .chain(["The ferry left the quay on time this morning."])
    {
        let page = format!(
            "<!doctype html><html><head><title>{text}</title></head><body><p>{text}</p></body></html>"
        );
        let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, mark, label) in [
            (little, b"\xFF\xFE", "utf-16le"),
            (big, b"\xFE\xFF", "utf-16be"),
        ] {
            check(&bytes, None, &page);
            check(&bytes, Some(label), &page);
            check(&bytes, Some("utf-8"), &page);
            check(&[mark.as_slice(), &bytes].concat(), None, &page);
            check(
                &[mark.as_slice(), &bytes].concat(),
                Some("windows-1251"),
                &page,
            );
        }
    }
}

#[test]
fn what_is_not_utf_16_is_not_taken_for_it() {
    for bytes in [
        &b"a\0b"[..],
        b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        b"The ferry left the quay\0\0 on time.",
    ] {
        assert!(!is_utf16(bytes), "{bytes:?}");
    }
}

#[test]
fn a_label_that_lies_about_utf_8_is_not_believed() {
    let text = "Пором — café, 渡輪";
    for label in [
        "windows-1251",
        "shift_jis",
        "gbk",
        "utf-7",
        "utf-16",
        "iso-8859-1",
        "x-none",
        "",
    ] {
        check(text.as_bytes(), Some(label), text);
        let page = format!("<meta charset={label}><p>{text}");
        check(page.as_bytes(), None, &page);
    }
}
