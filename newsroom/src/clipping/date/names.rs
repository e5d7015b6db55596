//! The words of dates.

/// Names of the months, with the forms they take inside a date.
pub(super) const MONTHS: [&str; 12] = [
    "january jan januar jänner jan janvier janv enero ene gennaio gen janeiro january januari \
     ocak oca январь января янв січень січня січ styczeń stycznia sty leden ledna tammikuuta január",
    "february feb februar févr février fevrier febrero febbraio fevereiro fev februari şubat şub \
     февраль февраля фев лютий лютого лют luty lutego lut únor února helmikuuta február",
    "march mar märz maerz mär mars marzo março marco maart mrt maret mart март марта мар березень \
     березня бер marzec marca březen března maaliskuuta",
    "april apr avril avr abril abr aprile april nisan nis апрель апреля апр квітень квітня квіт кві \
     kwiecień kwietnia kwi duben dubna huhtikuuta április apríl",
    "may mai mayo maggio mag maio mei maj mayıs май мая травень травня трав тра maja květen května \
     toukokuuta máj",
    "june jun juni juin junio giugno giu junho haziran haz июнь июня июн червень червня черв чер \
     czerwiec czerwca cze červen června kesäkuuta juny jún",
    "july jul juli juillet juil julio luglio lug julho temmuz tem июль июля июл липень липня лип \
     lipiec lipca lip červenec července heinäkuuta júl",
    "august aug août aout agosto ago augustus agustus agu ağustos ağu август августа авг серпень \
     серпня серп сер sierpień sierpnia sie srpen srpna elokuuta augusti",
    "september sep sept septembre septiembre settembre set setembro eylül eyl сентябрь сентября \
     сен сент вересень вересня вер верес wrzesień września wrz září syyskuuta",
    "october oct oktober okt octobre octubre ottobre ott outubro out ekim eki октябрь октября окт \
     жовтень жовтня жовт жов październik października paź říjen října lokakuuta október",
    "november nov novembre noviembre novembro kasım kas ноябрь ноября ноя листопад листопада лист \
     лис listopad listopada lis listopadu marraskuuta",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember des \
     aralık ara декабрь декабря дек грудень грудня груд гру grudzień grudnia gru prosinec prosince \
     joulukuuta",
];

/// Names of the weekdays from Monday, where they are unmistakable.
pub(super) const WEEKDAYS: [&str; 7] = [
    "monday montag lundi lunes lunedì понеділок понеділка понедельник poniedziałek",
    "tuesday dienstag mardi martes martedì вівторок вівторка вторник wtorek",
    "wednesday mittwoch mercredi miércoles mercoledì середа середу среду środę",
    "thursday donnerstag jeudi jueves giovedì четвер четверга четверг czwartek",
    "friday freitag vendredi viernes venerdì п’ятниця п’ятницю п'ятницю пятницу piątek",
    "saturday samstag sonnabend samedi sábado sabato субота суботу субботу sobotę",
    "sunday sonntag dimanche domingo domenica неділя неділю воскресенье niedzielę",
];

/// Zones with one meaning, in minutes east of Greenwich.
pub(super) const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("mdt", -360),
    ("mst", -420),
    ("pst", -480),
    ("pdt", -420),
    ("wet", 0),
    ("west", 60),
    ("cet", 60),
    ("cest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("pkt", 300),
    ("npt", 345),
    ("jst", 540),
    ("kst", 540),
    ("hkt", 480),
    ("sgt", 480),
    ("wib", 420),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
];
