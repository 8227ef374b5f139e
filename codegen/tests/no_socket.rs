//! The generator opens no connection. Without the mock server (`--no-default-features`), the binary
//! has no functions for it; with it, only the folder of the server uses them. `cargo xtask network`
//! also traces the system calls of `generate`.

#![cfg(all(
    target_os = "linux",
    target_env = "gnu",
    target_pointer_width = "64",
    target_endian = "little"
))]

use std::fs;
#[cfg(not(feature = "mock"))]
use std::net::TcpListener;
use std::path::Path;

#[cfg(not(feature = "mock"))]
const GENERATOR: &str = env!("CARGO_BIN_EXE_sdk-codegen");

/// Names that sources must use to open a socket.
#[cfg(feature = "mock")]
const DOORS: [&str; 9] = [
    "std::net",
    "net::",
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "UnixStream",
    "tokio::",
    "hyper::",
    "mock::",
];

/// Sources in a folder that use one of these names.
fn naming(folder: &Path, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(naming(&path, words));
        } else if path.extension().is_some_and(|it| it == "rs") {
            let text = fs::read_to_string(&path).expect("text");
            let named = words.iter().filter(|word| text.contains(**word));
            found.extend(named.map(|word| format!("{}: {word}", path.display())));
        }
    }
    found
}

/// With the mock server, only its folder uses the functions.
#[cfg(feature = "mock")]
#[test]
fn only_the_mock_server_names_what_opens_a_socket() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let server = sources.join("mock").display().to_string();
    let (own, others): (Vec<_>, Vec<_>) = naming(&sources, &DOORS)
        .into_iter()
        .partition(|found| found.starts_with(&server));
    assert!(
        own.iter().any(|found| found.ends_with(": tokio::")),
        "{own:?}"
    );
    // The text of the examples of an SDK, and the command that starts the server.
    let examples = sources.join("emit/programs/texts.rs");
    let examples = format!("{}: tokio::", examples.display());
    let command = format!("{}: mock::", sources.join("main.rs").display());
    assert_eq!(others, [examples, command]);
}

/// Child processes could open a connection: only Git is started, without permission to fetch.
#[test]
fn one_source_starts_a_program() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let starts = ["process::Command", "Command::new(", "libc::exec"];
    let found = naming(&sources, &starts);
    let file = sources.join("cli/description.rs");
    let expected = starts[..2].iter();
    let expected: Vec<_> = expected
        .map(|it| format!("{}: {it}", file.display()))
        .collect();
    assert_eq!(found, expected);
    let text = fs::read_to_string(&file).expect("text");
    assert_eq!(text.matches("Command::new(\"git\")").count(), 1);
    assert!(text.contains("GIT_NO_LAZY_FETCH"));
}

/// The functions that a program takes from the system's libraries: the names in its table of texts for
/// the linker at its start (`.dynstr`).
#[cfg(not(feature = "mock"))]
fn imported(program: &Path) -> Vec<String> {
    /// A table of texts, and that it is loaded with the program.
    const TEXTS: (usize, usize) = (3, 2);
    let bytes = fs::read(program).expect("it was built");
    let number = |at: usize, length: usize| {
        let bytes = bytes[at..at + length].iter().rev();
        bytes.fold(0_usize, |number, byte| number << 8 | usize::from(*byte))
    };
    assert_eq!(bytes[..6], *b"\x7fELF\x02\x01");
    let (sections, length, count) = (number(0x28, 8), number(0x3a, 2), number(0x3c, 2));
    let headers = (0..count).map(|index| sections + index * length);
    let mut texts = headers
        .filter(|at| number(at + 4, 4) == TEXTS.0 && number(at + 8, 8) & TEXTS.1 != 0)
        .map(|at| &bytes[number(at + 0x18, 8)..][..number(at + 0x20, 8)]);
    let (Some(table), None) = (texts.next(), texts.next()) else {
        panic!("there is one such table");
    };
    let names = table.split(|byte| *byte == 0);
    names
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect()
}

/// Without these functions, a program has no access to a network.
#[cfg(not(feature = "mock"))]
#[test]
fn no_function_that_opens_a_socket_is_in_the_program() {
    let names = imported(Path::new(GENERATOR));
    let has = |names: &[String], wanted: &str| names.iter().any(|name| name == wanted);
    // Not `socketpair`, which connects processes of the same machine: the standard library uses it
    // to start a process.
    for function in ["socket", "connect", "bind", "getaddrinfo", "dlopen"] {
        assert!(!has(&names, function), "{function}");
    }
    // This test opens a socket, which shows that the names are found.
    drop(TcpListener::bind("127.0.0.1:0").expect("a port is free"));
    assert!(has(&names, "write"), "{names:?}");
    let own = imported(&std::env::current_exe().expect("it has a path"));
    assert!(has(&own, "socket") && has(&own, "bind"), "{own:?}");
}
