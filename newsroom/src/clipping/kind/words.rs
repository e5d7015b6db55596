//! What pages that are no story say of themselves, folded, in the languages that we have met.

mod consent;
mod errors;

use crate::clipping::text;

pub(super) use consent::{ACCEPT, CONSENT, CONSENT_STEMS};
pub(super) use errors::ERRORS;

/// Whether a line is one of some phrases, or one of its parts is: "Page not found | Arn Courier".
pub(super) fn is_one_of(line: &str, phrases: &[&str]) -> bool {
    let is = |part: &str| phrases.contains(&text::fold(part).as_str());
    let always = ['|', '–', '—', '·', '»', '«', ':', '!', '?', '…', '(', ')'];
    // "1,404" and "3.503" are numbers, "X-404" is a name.
    let apart = line
        .split(always)
        .flat_map(|part| part.split(". "))
        .flat_map(|part| part.split(", "))
        .flat_map(|part| part.split("- "));
    is(line) || apart.into_iter().any(is)
}

/// Whether a line holds one of some phrases, as whole words.
pub(super) fn holds(folded: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        folded.match_indices(phrase).any(|(at, _)| {
            let before = folded[..at].chars().next_back();
            let after = folded[at + phrase.len()..].chars().next();
            let apart =
                |c: Option<char>| c.is_none_or(|c| c == ' ' || !c.is_ascii() && !c.is_alphabetic());
            // Scripts without spaces have no words to be whole.
            apart(before) && apart(after)
                || phrase.starts_with(|c| ('\u{3040}'..'\u{a000}').contains(&c))
        })
    })
}

/// Titles and first lines of tests for machines.
pub(super) const BOT_CHECKS: &[&str] = &[
    "just a moment",
    "one moment please",
    "one more step",
    "attention required",
    "checking your browser",
    "checking your browser before accessing",
    "checking if the site connection is secure",
    "please wait while your request is being verified",
    "performing security verification",
    "security check",
    "security checkpoint",
    "security verification",
    "verify you are human",
    "verifying you are human",
    "verify that you are human",
    "please verify you are human",
    "please verify you are a human",
    "please verify that you are not a robot",
    "human verification",
    "are you a robot",
    "are you a human",
    "are you human",
    "are you not a robot",
    "robot check",
    "robot or human",
    "bot verification",
    "bot check",
    "i am not a robot",
    "captcha",
    "recaptcha",
    "captcha challenge",
    "challenge validation",
    "pardon our interruption",
    "pardon the interruption",
    "please prove you are human",
    "making sure youre not a bot",
    "making sure youre not a bot",
    "unusual traffic",
    "unusual activity",
    "weve detected unusual activity from your computer network",
    "please enable js and disable any ad blocker",
    "please enable cookies",
    "enable javascript and cookies to continue",
    "ddos protection by",
    "ddos guard",
    "client challenge",
    "einen moment bitte",
    "sicherheitsüberprüfung",
    "sind sie ein mensch",
    "sind sie ein roboter",
    "bitte bestätigen sie dass sie ein mensch sind",
    "un instant",
    "un momento",
    "vérification de sécurité",
    "êtes vous un robot",
    "vous êtes un robot",
    "vérifiez que vous êtes humain",
    "comprobación de seguridad",
    "verificación de seguridad",
    "eres un robot",
    "verificação de segurança",
    "você é um robô",
    "verifica di sicurezza",
    "sei un robot",
    "ben je een robot",
    "weryfikacja bezpieczeństwa",
    "czy jesteś robotem",
    "перевірка безпеки",
    "ви не робот",
    "перевірка браузера",
    "проверка безопасности",
    "вы не робот",
    "проверка браузера",
    "güvenlik kontrolü",
    "robot musunuz",
    "人机验证",
    "安全验证",
    "ロボットではありません",
];

/// Tools that test for machines, as they name their scripts and elements.
pub(super) const BOT_TOOLS: &[&str] = &[
    "cf-chl",
    "cf_chl",
    "challenge-platform",
    "cf-challenge",
    "px-captcha",
    "perimeterx",
    "datadome",
    "_incapsula_resource",
    "incapsula",
    "distil_",
    "aws-waf",
    "awswaf",
    "kpsdk",
    "ddos-guard",
    "geetest",
    "anubis_challenge",
    "g-recaptcha",
    "h-captcha",
    "cf-turnstile",
];

/// Titles and headings of forms to log in or subscribe.
pub(super) const LOGINS: &[&str] = &[
    "log in",
    "login",
    "log in to continue",
    "log in or register",
    "log in to your account",
    "please log in",
    "sign in",
    "sign in to continue",
    "sign in to your account",
    "sign in or register",
    "please sign in",
    "sign up",
    "create an account",
    "create a free account",
    "create your free account",
    "register",
    "register for free",
    "register to continue",
    "register to continue reading",
    "register to read",
    "account login",
    "member login",
    "subscriber login",
    "subscribe",
    "subscribe to continue",
    "subscribe to continue reading",
    "subscribe to read",
    "continue reading with a subscription",
    "subscription required",
    "members only",
    "anmelden",
    "einloggen",
    "anmeldung",
    "jetzt anmelden",
    "registrieren",
    "connexion",
    "se connecter",
    "connectez vous",
    "identifiez vous",
    "sidentifier",
    "abonnez vous",
    "iniciar sesión",
    "inicia sesión",
    "inicio de sesión",
    "regístrate",
    "suscríbete",
    "entrar",
    "fazer login",
    "iniciar sessão",
    "accedi",
    "inloggen",
    "logga in",
    "logg inn",
    "log ind",
    "kirjaudu sisään",
    "zaloguj się",
    "logowanie",
    "přihlášení",
    "přihlásit se",
    "bejelentkezés",
    "вхід",
    "увійти",
    "авторизація",
    "вход",
    "войти",
    "авторизация",
    "giriş yap",
    "masuk",
    "đăng nhập",
    "تسجيل الدخول",
    "登录",
    "登入",
    "ログイン",
    "로그인",
];

/// Words in the title of a live blog.
pub(super) const LIVE: &[&str] = &[
    "live",
    "live updates",
    "as it happened",
    "live blog",
    "liveblog",
    "liveticker",
    "live ticker",
    "newsblog",
    "ticker",
    "en direct",
    "direct",
    "en vivo",
    "en directo",
    "minuto a minuto",
    "última hora",
    "ao vivo",
    "in diretta",
    "diretta",
    "liverapport",
    "livestudio",
    "na żywo",
    "relacja na żywo",
    "živě",
    "онлайн",
    "наживо",
    "текстова трансляція",
    "трансляция",
    "canlı",
    "canlı anlatım",
    "rolling coverage",
];

/// Words in the title of a gallery.
pub(super) const GALLERIES: &[&str] = &[
    "in pictures",
    "in photos",
    "photo gallery",
    "photos",
    "gallery",
    "slideshow",
    "bildergalerie",
    "fotostrecke",
    "fotogalerie",
    "diaporama",
    "en images",
    "fotogalería",
    "en fotos",
    "en imágenes",
    "fotogaleria",
    "fotos",
    "fotogallery",
    "le foto",
    "galeria",
    "galeria zdjęć",
    "fotogalerie",
    "фотогалерея",
    "фоторепортаж",
    "foto galeri",
    "写真",
];

/// Parts of the address of a gallery.
pub(super) const GALLERY_PATHS: &[&str] = &[
    "gallery",
    "galleries",
    "photos",
    "photo",
    "photo-gallery",
    "pictures",
    "in-pictures",
    "slideshow",
    "picture-gallery",
    "bildergalerie",
    "fotostrecke",
    "galerie",
    "fotogalerie",
    "diaporama",
    "fotogaleria",
    "fotos",
    "foto",
    "fotogallery",
    "galeria",
];

/// Parts of the address of a video page.
pub(super) const VIDEO_PATHS: &[&str] = &[
    "video",
    "videos",
    "watch",
    "tv",
    "clip",
    "clips",
    "mediathek",
];

/// Parts of the address of an audio page.
pub(super) const AUDIO_PATHS: &[&str] =
    &["audio", "podcast", "podcasts", "listen", "radio", "episode"];
