use proptest::prelude::*;

use super::{skeleton, sounds};

/// Spellings of one name, a line each.
const MEET: &str = "
    Зеленський Зеленский Zelensky Zelenskyy Zelenskiy Zelenskij Selenskyj Zelenski Selenski Zelenskyi
    Лукашенко Лукашэнка Lukashenka Lukashenko Lukaschenko Łukaszenko?
    Чайковский Tchaikovsky Tschaikowski Chaikovsky Tschaikowsky Tchaikovski
    Хмельницький Хмельницкий Khmelnytskyi Hmelnitsky Chmelnyzkyj Khmelnitsky
    Μητσοτάκης Mitsotakis
    Τσίπρας Tsipras
    Παπανδρέου Papandreou
    Βενιζέλος Venizelos
    Χριστόδουλος Christodoulos
    Κυριάκος Kyriakos
    Порошенко Poroshenko Poroschenko
    Янукович Yanukovych Yanukovich Janukowytsch Janukowitsch
    Навальный Navalny Nawalny Navalnyj Nawalnyj
    Кличко Klitschko Klychko Klitchko
    Лавров Lavrov Lawrow
    Медведев Medvedev Medwedew Medvediev
    Достоевский Dostoyevsky Dostoevsky Dostojewski
    Ельцин Yeltsin Jelzin Eltsin
    Єрмак Yermak Jermak
    Смирнов Smirnov Smirnoff Smirnow
    Меркель Merkel
    Орбан Orbán Orban
    Эрдоган Erdoğan Erdogan
    Вучић Vučić
    Шмидт Schmidt Schmitt
    Харків Kharkiv
    Müller Mueller Мюллер?
    Александр Aleksandr
    Назарбаев Nazarbayev Nazarbaev
    Ющенко Yushchenko Juschtschenko
";

/// Names of different people.
const APART: &str = "
    Orban Urban|Merkel Markel|Paris Boris|Putin Patin|Berlin Merlin|Macron Micron|Biden Baden
    Harris Horace|Miller Muller|Marin Martin|Meyer Mayer|Meyer Meer|Johnson Jansen|Kiev Kyle
    Clinton Clayton|Obama Osama|Sarkozy Sikorski|Draghi Drake|Conte Contador|Renzi Rienzo
    Tusk Task|Duda Dada|Morawiecki Moravia|Babiš Bobbie|Kurz Kerr|Nehammer Hammer|Scholz Schulz
    Merz Mars|Steinmeier Steinberg|Rutte Ritter|Wilders Welders|Lavrov Lebedev|Minsk Monsk
    Lukashenko Lysenko|Poroshenko Potapenko|Tymoshenko Timofeev|Kuchma Kuzma|Kravchuk Kravets
    Tsipras Cyprus|Mitsotakis Mistakes|Karamanlis Karamazov|Simitis Smith|Daniel Danilo|Maria Mario
    Ivanov Ivanova|Petrov Petrovic|Marie Maria|Anders Andrea|Keller Kollar|Bauer Bower|Fischer Fisher?
";

fn spellings(line: &str) -> impl Iterator<Item = &str> {
    line.split_whitespace().filter(|word| !word.ends_with('?'))
}

#[test]
fn spellings_of_a_name_meet() {
    let mut pairs = 0;
    let mut missed = Vec::new();
    for line in MEET.lines().filter(|line| !line.trim().is_empty()) {
        let mut words = spellings(line);
        let first = words.next().expect("a line names somebody");
        for other in words {
            pairs += 1;
            if skeleton(first).is_none() || skeleton(first) != skeleton(other) {
                missed.push((first, skeleton(first), other, skeleton(other)));
            }
        }
    }
    assert!(pairs >= 40, "{pairs} pairs");
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn names_of_different_people_stay_apart() {
    let pairs: Vec<&str> = (APART.split(['|', '\n']).map(str::trim))
        .filter(|pair| !pair.is_empty() && !pair.ends_with('?'))
        .collect();
    assert!(pairs.len() >= 40, "{} pairs", pairs.len());
    for pair in pairs {
        let (one, other) = pair.split_once(' ').expect("a pair");
        assert_ne!(skeleton(one), skeleton(other), "{pair}");
    }
}

#[test]
fn only_what_may_be_a_name_has_a_skeleton() {
    for word in ["talks", "Li", "Ivo", "東京都庁", "1234", "", "ΐ"] {
        assert_eq!(skeleton(word), None, "{word}");
    }
    assert_eq!(sounds("zelensky"), skeleton("Зеленський"));
}

proptest! {
    #[test]
    fn no_word_is_too_odd_to_sound(word in any::<String>()) {
        let _ = sounds(&word);
    }
}
