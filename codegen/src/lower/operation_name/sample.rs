//! The calls in a code sample, such as `client.chat.completions.create(`.

use std::collections::HashMap;

/// Maximum number of bytes of a sample that are read.
const MAX_BYTES: usize = 16 * 1024;

/// Maximum number of names in a call.
const MAX_NAMES: usize = 6;

/// Libraries whose clients send plain HTTP requests.
const OF_HTTP: [&str; 8] = [
    "aiohttp", "axios", "got", "http", "httpx", "requests", "undici", "urllib3",
];

/// The language of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// Python.
    Python,
    /// JavaScript or TypeScript.
    Script,
}

impl Language {
    /// The language that a sample is labelled with, as in `Node.js`; `None` for other languages.
    pub(super) fn of(label: &str) -> Option<Self> {
        let mut words = label.split(|c: char| !c.is_ascii_alphanumeric());
        match words.next()?.to_ascii_lowercase().as_str() {
            "py" | "python" | "python3" => Some(Self::Python),
            "javascript" | "js" | "node" | "nodejs" | "ts" | "typescript" => Some(Self::Script),
            _ => None,
        }
    }
}

/// A call of a method of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Call<'s> {
    /// The class of the client.
    pub(super) client: &'s str,
    /// The names between the client and its arguments: resources, and a method.
    pub(super) names: Vec<&'s str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'s> {
    Name(&'s str),
    Text,
    Sign(u8),
}

/// The calls in a sample, in its order, on the variables to which it assigns new objects. Strings,
/// comments and numbers of a sample that does not follow its language lead to fewer calls, not to
/// an error.
pub(super) fn calls(sample: &str, language: Language) -> Vec<Call<'_>> {
    let tokens = tokens(sample, language);
    let tokens = Tokens {
        closing: closing(&tokens),
        all: tokens,
    };
    let mut clients: HashMap<&str, &str> = HashMap::new();
    let mut calls = Vec::new();
    for at in 0..tokens.all.len() {
        if let Some((name, class)) = tokens.assigned(at, language) {
            clients.insert(name, class);
        }
        let call = tokens.name(at).filter(|_| !tokens.is_behind_dot(at));
        let client = call.and_then(|name| clients.get(name));
        if let Some(client) = client
            && let Some(names) = tokens.called(at + 1)
        {
            calls.push(Call { client, names });
        }
    }
    calls
}

struct Tokens<'s> {
    all: Vec<Token<'s>>,
    /// The token behind the bracket that closes the one at an index; 0 if none does.
    closing: Vec<usize>,
}

impl<'s> Tokens<'s> {
    fn name(&self, at: usize) -> Option<&'s str> {
        match self.all.get(at) {
            Some(Token::Name(name)) => Some(name),
            _ => None,
        }
    }

    fn is_sign(&self, at: usize, sign: u8) -> bool {
        self.all.get(at) == Some(&Token::Sign(sign))
    }

    fn is_behind_dot(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| self.is_sign(before, b'.'))
    }

    /// A variable that the tokens at an index assign a new object to, and the class of that.
    fn assigned(&self, at: usize, language: Language) -> Option<(&'s str, &'s str)> {
        if self.name(at) == Some("with") {
            let (class, open) = self.class(at + 1, language)?;
            let end = self.closing[open];
            let is_named = end > 0 && self.name(end) == Some("as");
            return Some((self.name(end + 1).filter(|_| is_named)?, class));
        }
        let before = at.checked_sub(1).filter(|_| self.is_sign(at, b'='))?;
        let name = self.name(before)?;
        // `client: Client = …`
        let typed = before.checked_sub(2);
        let typed = typed.filter(|name| self.is_sign(name + 1, b':'));
        let name = typed.and_then(|at| self.name(at)).unwrap_or(name);
        let is_waited = self.name(at + 1) == Some("await");
        let (class, _) = self.class(at + 1 + usize::from(is_waited), language)?;
        Some((name, class))
    }

    /// The class of the object that is constructed at an index, and the index of the bracket in
    /// front of the arguments.
    fn class(&self, mut at: usize, language: Language) -> Option<(&'s str, usize)> {
        let is_new = language == Language::Script && self.name(at) == Some("new");
        at += usize::from(is_new);
        let first = self.name(at)?;
        let mut class = first;
        at += 1;
        while self.is_sign(at, b'.') {
            class = self.name(at + 1)?;
            at += 2;
        }
        let made = class.strip_prefix("create");
        let made = made.filter(|_| language == Language::Script);
        let is_class = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
        let is_class = is_new || is_class(class) || made.is_some_and(is_class);
        let is_found = is_class && !OF_HTTP.contains(&first) && self.is_sign(at, b'(');
        is_found.then_some((class, at))
    }

    /// The names of the call whose object is in front of an index, without those that only set
    /// options, as `with_raw_response` does; `None` for a value that is not called.
    fn called(&self, mut at: usize) -> Option<Vec<&'s str>> {
        let mut names = Vec::new();
        loop {
            at += usize::from(self.is_sign(at, b'?'));
            let name = self.name(at + 1).filter(|_| self.is_sign(at, b'.'))?;
            at += 2;
            let is_called = self.is_sign(at, b'(');
            if is_option(name) {
                at = match is_called {
                    true => Some(self.closing[at]).filter(|end| *end > 0)?,
                    false => at,
                };
                continue;
            }
            names.push(name);
            if names.len() > MAX_NAMES {
                return None;
            }
            if is_called {
                return Some(names);
            }
        }
    }
}

/// True for `with_options`, `withResponse` and the like.
fn is_option(name: &str) -> bool {
    let option = name.strip_prefix("with");
    option.is_some_and(|it| it.starts_with(|c: char| c == '_' || c.is_ascii_uppercase()))
}

/// For each opening bracket, the index behind the one that closes it, or 0.
fn closing(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut closing = vec![0; tokens.len()];
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Sign(b'(') => open.push(at),
            Token::Sign(b')') => {
                if let Some(start) = open.pop() {
                    closing[start] = at + 1;
                }
            }
            _ => {}
        }
    }
    closing
}

fn tokens(sample: &str, language: Language) -> Vec<Token<'_>> {
    let bytes = sample.as_bytes();
    let bytes = &bytes[..bytes.len().min(MAX_BYTES)];
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let rest = &bytes[at..];
        if is_of_name(*byte) {
            let length = rest.iter().take_while(|byte| is_of_name(**byte)).count();
            // Names are ASCII, so that their ends are between two characters.
            tokens.push(Token::Name(&sample[at..at + length]));
            at += length;
            continue;
        }
        let (length, token) = match byte {
            b'"' | b'\'' | b'`' => (string(rest), Some(Token::Text)),
            b'#' if language == Language::Python => (until(rest, b"\n"), None),
            b'/' if language == Language::Script && rest.starts_with(b"//") => {
                (until(rest, b"\n"), None)
            }
            b'/' if language == Language::Script && rest.starts_with(b"/*") => {
                (until(rest, b"*/"), None)
            }
            byte if byte.is_ascii_punctuation() => (1, Some(Token::Sign(*byte))),
            _ => (1, None),
        };
        tokens.extend(token);
        at += length;
    }
    tokens
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$')
}

/// The number of bytes up to the end of a text.
fn until(bytes: &[u8], end: &[u8]) -> usize {
    let found = bytes.windows(end.len()).position(|window| window == end);
    found.map_or(bytes.len(), |at| at + end.len())
}

/// The number of bytes of the string at the beginning.
fn string(bytes: &[u8]) -> usize {
    let quote = bytes[0];
    let triple = [quote; 3];
    if bytes.starts_with(&triple) {
        return 3 + until(&bytes[3..], &triple);
    }
    let mut is_escaped = false;
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            byte if *byte == quote => return at + 1,
            b'\n' if quote != b'`' => return at,
            _ => {}
        }
    }
    bytes.len()
}
