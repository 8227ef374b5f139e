use super::STAGED;

/// Every keyword, strict or reserved, of every edition.
const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "union",
];

/// Types that an emitted file names without a path: the prelude, names of primitive types, and
/// imports from the runtime.
const TYPES: [&str; 69] = [
    "Any",
    "Api",
    "Base64Bytes",
    "Base64UrlBytes",
    "Box",
    "BTreeMap",
    "Bytes",
    "Call",
    "Client",
    "ClientBuilder",
    "Clone",
    "Copy",
    "Date",
    "DateTime",
    "Debug",
    "Decode",
    "DecodeError",
    "Default",
    "Deserialize",
    "Display",
    "Drop",
    "Duration",
    "Encode",
    "Eq",
    "Err",
    "Error",
    "ErrorKind",
    "Extend",
    "Fill",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromStr",
    "Hash",
    "IntoIterator",
    "Into",
    "Invalid",
    "Iterator",
    "Member",
    "MemberShape",
    "Members",
    "Message",
    "Method",
    "None",
    "Nullable",
    "Ok",
    "Operation",
    "Option",
    "Ord",
    "Parameter",
    "PartialEq",
    "Property",
    "Reader",
    "Response",
    "Result",
    "SecretString",
    "Self",
    "Send",
    "Serialize",
    "Shape",
    "Some",
    "String",
    "Sync",
    "ToString",
    "Validate",
    "Validator",
    "Value",
    "Vec",
];

/// Methods that every emitted model or builder has, or may have in the future.
const METHODS: [&str; 12] = [
    "build",
    "builder",
    "check",
    "clone",
    "decode",
    "default",
    "encode",
    "fmt",
    "into",
    "is_absent",
    "new",
    "validate",
];

/// True for a keyword.
pub(super) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// True if no type may be called `name`.
pub(super) fn is_type(name: &str) -> bool {
    TYPES.contains(&name) || ["Writer", "Try", "TryFrom", "TryInto"].contains(&name)
}

/// True if no variant may be called `name`.
pub(super) fn is_variant(name: &str) -> bool {
    matches!(name, "Unknown" | "Self")
}

/// True if no field may be called `name`.
pub(super) fn is_field(name: &str) -> bool {
    is_keyword(name) || METHODS.contains(&name)
}

/// Module names that would hide a type, a crate or a macro, or that Windows reserves for devices.
const MODULES: [&str; 38] = [
    "alloc",
    "aux",
    "bool",
    "bytes",
    "char",
    "cli",
    "client",
    "con",
    "core",
    "dispatch",
    "f32",
    "f64",
    "http",
    "i128",
    "i16",
    "i32",
    "i64",
    "i8",
    "incoming",
    "isize",
    "maybe",
    "models",
    "nul",
    "prn",
    "resources",
    "runtime",
    "secrecy",
    "serde",
    "serde_json",
    STAGED,
    "std",
    "str",
    "u128",
    "u16",
    "u32",
    "u64",
    "u8",
    "usize",
];

/// True if no module of a resource may be called `name`.
pub(super) fn is_module(name: &str, first_level: bool) -> bool {
    let device = |prefix: &str| {
        let number = name.strip_prefix(prefix);
        number.is_some_and(|n| n.len() == 1 && n.starts_with(|c: char| c.is_ascii_digit()))
    };
    let hides = MODULES.contains(&name) || device("com") || device("lpt");
    // The crate `http` is used only at the root.
    hides && (first_level || name != "http")
}
