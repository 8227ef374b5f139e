//! The generator opens no connection, whatever a description asks for: it has nothing to open one
//! with. `cargo xtask network` also watches what it asks the system for.

#![cfg(all(
    target_os = "linux",
    target_env = "gnu",
    target_pointer_width = "64",
    target_endian = "little"
))]

use std::fs;
use std::net::TcpListener;
use std::path::Path;

const GENERATOR: &str = env!("CARGO_BIN_EXE_sdk-codegen");

/// The functions that a program takes from the system's libraries: the names in its table of texts for
/// the linker at its start (`.dynstr`).
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

/// Without these functions there is no way to a network, whatever the generator is given.
#[test]
fn no_function_that_opens_a_socket_is_in_the_program() {
    let names = imported(Path::new(GENERATOR));
    let has = |names: &[String], wanted: &str| names.iter().any(|name| name == wanted);
    for function in [
        "socket",
        "socketpair",
        "connect",
        "bind",
        "getaddrinfo",
        "dlopen",
    ] {
        assert!(!has(&names, function), "{function}");
    }
    // Names are found where there are some: this test can open sockets.
    drop(TcpListener::bind("127.0.0.1:0").expect("a port is free"));
    assert!(has(&names, "write"), "{names:?}");
    let own = imported(&std::env::current_exe().expect("it has a path"));
    assert!(has(&own, "socket") && has(&own, "bind"), "{own:?}");
}
