//! The numbers, words and signs of a line that may hold a date.

/// A number with the count of its digits, a word in small letters, or a sign.
#[derive(Debug, PartialEq)]
pub(super) enum Token {
    Number(u32, usize),
    Word(String),
    Sign(char),
}

/// The tokens at the head of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    // A date stands near the head of whatever holds it.
    while let Some(c) = chars.next() {
        if tokens.len() > 400 {
            break;
        }
        if let Some(digit) = c.to_digit(10) {
            let (mut number, mut length) = (digit, 1);
            while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
                number = number.saturating_mul(10).saturating_add(digit);
                length += 1;
                chars.next();
            }
            tokens.push(Token::Number(number, length));
        } else if c.is_alphabetic() {
            let mut word: String = c.to_lowercase().collect();
            while let Some(c) = chars.next_if(|c| c.is_alphabetic()) {
                word.extend(c.to_lowercase());
            }
            tokens.push(Token::Word(word));
        } else if !c.is_whitespace() {
            tokens.push(Token::Sign(c));
        }
    }
    tokens
}

/// The number at a token, of at most so many digits.
pub(super) fn number(tokens: &[Token], at: usize, longest: usize) -> Option<u32> {
    match tokens.get(at)? {
        Token::Number(number, length) if *length <= longest => Some(*number),
        _ => None,
    }
}

/// The number of four digits at a token.
pub(super) fn year(tokens: &[Token], at: usize) -> Option<u32> {
    match tokens.get(at)? {
        Token::Number(number, 4) => Some(*number),
        _ => None,
    }
}

/// Skips small words and signs that may stand between the parts of a date.
pub(super) fn skip(tokens: &[Token], mut at: usize) -> usize {
    while let Some(token) = tokens.get(at) {
        let between = match token {
            Token::Sign(sign) => matches!(sign, ',' | '.' | 'º'),
            Token::Word(word) => matches!(
                word.as_str(),
                "de" | "of" | "del" | "th" | "st" | "nd" | "rd" | "er"
            ),
            Token::Number(..) => false,
        };
        if !between {
            break;
        }
        at += 1;
    }
    at
}
