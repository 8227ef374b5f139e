//! What must hold of the files of every crate that is generated: they are Rust, and no scope has two
//! things of one name.
//!
//! Most of what is emitted stands in tables that macros of the runtime read, so those are looked at
//! as well: which names an invocation declares is known here for each macro that declares any.

use std::collections::HashSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use sdk_codegen::files::Files;
use syn::{ImplItem, Item};

/// Checks the files that depend on the description.
///
/// # Panics
///
/// When one of them is no Rust, or a name stands twice in a scope.
pub fn check(files: &Files) {
    // Models are all visible in one module.
    let mut models = Scope::default();
    let mut modules = 0;
    for (path, bytes) in files {
        let same_everywhere = ["src/runtime/", "src/cli/"];
        if !path.ends_with(".rs") || same_everywhere.iter().any(|it| path.starts_with(it)) {
            continue;
        }
        let text = std::str::from_utf8(bytes).expect("it is text");
        let file = syn::parse_file(text).unwrap_or_else(|why| panic!("{path}: {why}\n{text}"));
        let is_model = path.starts_with("src/models/") && !path.ends_with("/mod.rs");
        let mut own = Scope::default();
        let scope = if is_model { &mut models } else { &mut own };
        for item in file.items {
            scope.item(path, item);
        }
        modules += 1;
    }
    assert!(modules >= 3, "{modules} files of Rust");
}

/// Names that were declared, each with what it belongs to.
#[derive(Default)]
struct Scope(HashSet<(String, String)>);

impl Scope {
    fn add(&mut self, path: &str, owner: &str, name: &str) {
        let is_new = self.0.insert((owner.to_owned(), name.to_owned()));
        assert!(is_new, "{path}: `{name}` is twice in {owner}");
    }

    fn item(&mut self, path: &str, item: Item) {
        match item {
            Item::Struct(it) => self.add(path, "types", &it.ident.to_string()),
            Item::Enum(it) => self.add(path, "types", &it.ident.to_string()),
            Item::Type(it) => self.add(path, "types", &it.ident.to_string()),
            Item::Trait(it) => self.add(path, "types", &it.ident.to_string()),
            Item::Mod(it) => self.add(path, "types", &it.ident.to_string()),
            Item::Fn(it) => self.add(path, "values", &it.sig.ident.to_string()),
            Item::Const(it) if it.ident != "_" => self.add(path, "values", &it.ident.to_string()),
            Item::Static(it) => self.add(path, "values", &it.ident.to_string()),
            Item::Impl(it) if it.trait_.is_none() => {
                let owner = it.self_ty.to_token_stream().to_string().replace(' ', "");
                let owner = owner.replace("runtime::", "");
                for item in it.items {
                    if let ImplItem::Fn(method) = item {
                        self.add(path, &owner, &method.sig.ident.to_string());
                    }
                }
            }
            Item::Macro(it) => {
                let name = it.mac.path.to_token_stream().to_string();
                self.table(path, &name, it.mac.tokens);
            }
            _ => {}
        }
    }

    /// Adds what an invocation of a macro declares.
    fn table(&mut self, path: &str, name: &str, tokens: TokenStream) {
        let entries = entries(tokens.clone());
        let first = entries.first().and_then(|entry| word(entry, 0));
        let first = first.unwrap_or_default();
        match name {
            "operation" => self.add(path, "values", &first),
            "request" => self.add(path, "types", &first),
            "request_step" => {
                self.add(path, "types", &first);
                self.methods(path, &first, &entries[1..]);
            }
            "inputs" => self.methods(path, &first, &entries[1..]),
            "steps" => self.steps(path, tokens),
            _ => self.declaration(path, tokens),
        }
    }

    fn methods(&mut self, path: &str, of: &str, entries: &[Vec<TokenTree>]) {
        for entry in entries {
            // The body as a whole is given by a method that stands beside the table.
            let whole = entry.len() == 1;
            if let (Some(method), false) = (word(entry, 0), whole) {
                self.add(path, &format!("Request<{of}>"), &method);
            }
        }
    }

    /// Adds each `Step takes …`.
    fn steps(&mut self, path: &str, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        for pair in tokens.windows(2) {
            if let [TokenTree::Ident(step), TokenTree::Ident(takes)] = pair
                && takes == "takes"
            {
                self.add(path, "types", &step.to_string());
            }
        }
    }

    /// Adds `struct X … { required a …, optional b … }` or `enum X … { A = 1, B(…) … }`.
    fn declaration(&mut self, path: &str, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let is_kind = |token: &TokenTree| matches!(token, TokenTree::Ident(kind) if kind == "struct" || kind == "enum");
        let Some(at) = tokens.iter().position(is_kind) else {
            return;
        };
        let name = tokens[at + 1].to_string();
        self.add(path, "types", &name);
        // Members of objects and headers are led by a word; variants are not.
        let lead = usize::from(tokens[at].to_string() == "struct");
        let Some(TokenTree::Group(members)) = tokens.last() else {
            panic!("{path}: {name} has no members");
        };
        for entry in entries(members.stream()) {
            let is_led = matches!(entry.first(), Some(TokenTree::Ident(_)));
            let member = word(&entry, if is_led { lead } else { 0 });
            let member = member.unwrap_or_else(|| panic!("{path}: a member of {name} has no name"));
            self.add(path, &format!("members of {name}"), &member);
        }
    }
}

/// What stands between commas that are in no brackets, without its attributes.
fn entries(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let (mut entries, mut depth) = (vec![Vec::new()], 0_usize);
    let mut tokens = tokens.into_iter().peekable();
    let mut before = ' ';
    while let Some(token) = tokens.next() {
        let sign = match &token {
            TokenTree::Punct(sign) => sign.as_char(),
            _ => ' ',
        };
        match sign {
            '#' if matches!(tokens.peek(), Some(TokenTree::Group(_))) => {
                tokens.next();
                continue;
            }
            '<' => depth += 1,
            '>' if !matches!(before, '=' | '-') => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                entries.push(Vec::new());
                continue;
            }
            _ => {}
        }
        before = sign;
        if let Some(entry) = entries.last_mut() {
            entry.push(token);
        }
    }
    entries.retain(|entry| !entry.is_empty());
    entries
}

/// The name with a number among those of an entry.
fn word(entry: &[TokenTree], number: usize) -> Option<String> {
    let mut words = entry.iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    words.nth(number)
}
