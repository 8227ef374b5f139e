/// Spellings that are one word despite their capitals.
const COMPOUNDS: [&str; 10] = [
    "IPv4", "IPv6", "OAuth", "GitHub", "GitLab", "MacOS", "macOS", "iOS", "PoPs", "PoP",
];

/// Sized numbers that names append without a capital, such as `Binint16`, the longer ones first.
const SIZED: [&str; 3] = ["float", "uint", "int"];

/// Sizes of these numbers, in bits.
const SIZES: [&str; 5] = ["8", "16", "32", "64", "128"];

/// Ends of English words that are no sized number, as in `checkpoint16`.
const NOT_SIZED: [&str; 6] = ["joint", "paint", "plaint", "point", "print", "straint"];

/// Minimum number of letters before a sized number.
const MIN_BEFORE_SIZED: usize = 3;

/// Splits a name into words of lower-case ASCII letters and digits.
///
/// Never empty: if there is no letter or digit, every symbol is spelled out, and the empty string
/// is the word `empty`.
pub fn words(text: &str) -> Vec<String> {
    let plain = split(text, telling);
    if plain.is_empty() {
        spelled(text)
    } else {
        plain
    }
}

/// Like [`words`], but spells out every symbol except separators, for names that differ only in
/// symbols.
pub fn spelled(text: &str) -> Vec<String> {
    let separators = text.contains(|c: char| c.is_alphanumeric());
    let found = split(text, |_, symbol, _| {
        let separates = separators && matches!(symbol, '_' | '-' | ' ' | '.');
        symbol_name(symbol).filter(|_| !separates)
    });
    if found.is_empty() {
        vec![String::from("empty")]
    } else {
        found
    }
}

/// The word for a symbol that is more than a separator: in comparisons, and before numbers.
fn telling(before: Option<char>, symbol: char, after: Option<char>) -> Option<&'static str> {
    let signs = !before.is_some_and(|c| c.is_alphanumeric() || c == ')')
        && after.is_some_and(|c| c.is_ascii_digit());
    match symbol {
        '<' | '>' => symbol_name(symbol),
        '=' if matches!(before, Some('<' | '>' | '!' | '=')) || after == Some('=') => {
            symbol_name(symbol)
        }
        '!' if after == Some('=') => Some("not"),
        '+' if signs => symbol_name(symbol),
        '-' if signs && before.is_none() => symbol_name(symbol),
        _ => None,
    }
}

/// Splits `text`; `name` returns the word for a symbol, if it is one, from the symbols before and
/// after it.
fn split(
    text: &str,
    name: impl Fn(Option<char>, char, Option<char>) -> Option<&'static str>,
) -> Vec<String> {
    let mut found = Vec::new();
    let mut run = String::new();
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied();
        if c.is_ascii_alphanumeric() {
            run.push(c);
        } else if let Some(letters) = latin(c) {
            run.push_str(letters);
        } else if c != '\'' && c != '’' {
            humps(&run, &mut found);
            run.clear();
            if !c.is_ascii() && !c.is_whitespace() && symbol_name(c).is_none() {
                found.push(format!("u{:x}", u32::from(c)));
            }
            found.extend(name(before, c, after).map(String::from));
        }
        before = Some(c);
    }
    humps(&run, &mut found);
    found
}

/// Splits a run of letters and digits at its capitals.
fn humps(run: &str, found: &mut Vec<String>) {
    let mut rest = run;
    while !rest.is_empty() {
        let (word, tail) = rest.split_at(hump(rest));
        let mut word = word.to_ascii_lowercase();
        if let Some(start) = sized(&word) {
            let sized = word.split_off(start);
            found.extend([word, sized]);
        } else {
            found.push(word);
        }
        rest = tail;
    }
}

/// Where the sized number at the end of a word begins: `binuint16` → 3.
fn sized(word: &str) -> Option<usize> {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_sized = SIZES.contains(&&word[letters.len()..]);
    if !is_sized || NOT_SIZED.iter().any(|end| letters.ends_with(end)) {
        return None;
    }
    let before = SIZED.iter().find_map(|end| letters.strip_suffix(end))?;
    (before.len() >= MIN_BEFORE_SIZED).then_some(before.len())
}

/// Length of the first word of a run: `HTTPServer` → 4, `IDsOf` → 3, `OAuth2Client` → 6.
fn hump(run: &str) -> usize {
    let bytes = run.as_bytes();
    let compound = COMPOUNDS.iter().find(|known| run.starts_with(**known));
    if let Some(known) = compound {
        let tail = &bytes[known.len()..];
        let digits = tail.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !tail.get(digits).is_some_and(u8::is_ascii_lowercase) {
            return known.len() + digits;
        }
    }
    // `M2M` and `B2C`
    if let [from, b'2', to, rest @ ..] = bytes
        && from.is_ascii_uppercase()
        && to.is_ascii_uppercase()
        && !rest.first().is_some_and(u8::is_ascii_lowercase)
    {
        return 3;
    }
    let upper = bytes.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let after = bytes.get(upper);
    let start = match after {
        // The `s` of a plural belongs to its acronym.
        Some(b's') if upper > 1 && !bytes.get(upper + 1).is_some_and(u8::is_ascii_lowercase) => {
            upper + 1
        }
        // The last capital starts the next word.
        Some(next) if upper > 1 && next.is_ascii_lowercase() => return upper - 1,
        _ => upper,
    };
    let rest = bytes[start..]
        .iter()
        .take_while(|b| !b.is_ascii_uppercase());
    start + rest.count()
}

/// The ASCII letters for a letter of a western European alphabet.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'À' | 'Á' | 'Â' | 'Ã' | 'Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'ä' | 'æ' => "ae",
        'Ä' | 'Æ' => "Ae",
        'ç' | 'ć' | 'č' => "c",
        'Ç' | 'Ć' | 'Č' => "C",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'È' | 'É' | 'Ê' | 'Ë' | 'Ē' | 'Ę' | 'Ě' => "E",
        'ì' | 'í' | 'î' | 'ï' | 'ī' => "i",
        'Ì' | 'Í' | 'Î' | 'Ï' | 'Ī' => "I",
        'ł' => "l",
        'Ł' => "L",
        'ñ' | 'ń' | 'ň' => "n",
        'Ñ' | 'Ń' | 'Ň' => "N",
        'ò' | 'ó' | 'ô' | 'õ' | 'ō' => "o",
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ō' => "O",
        'ö' | 'ø' | 'œ' => "oe",
        'Ö' | 'Ø' | 'Œ' => "Oe",
        'ř' => "r",
        'š' | 'ś' => "s",
        'Š' | 'Ś' => "S",
        'ß' => "ss",
        'ù' | 'ú' | 'û' | 'ū' => "u",
        'Ù' | 'Ú' | 'Û' | 'Ū' => "U",
        'ü' => "ue",
        'Ü' => "Ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'Ź' | 'Ż' | 'Ž' => "Z",
        _ => return None,
    })
}

fn symbol_name(symbol: char) -> Option<&'static str> {
    Some(match symbol {
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '≤' => "atmost",
        '≥' => "atleast",
        '!' => "bang",
        '+' => "plus",
        '-' | '−' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '#' => "hash",
        '$' => "dollar",
        '@' => "at",
        '~' => "tilde",
        '^' => "caret",
        '?' => "question",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '_' => "underscore",
        ' ' => "space",
        '"' => "quote",
        '`' => "backtick",
        '(' => "open",
        ')' => "close",
        '[' => "lbracket",
        ']' => "rbracket",
        '{' => "lbrace",
        '}' => "rbrace",
        _ => return None,
    })
}
