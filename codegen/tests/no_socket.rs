//! The generator opens no connection, whatever a description asks for.

#![cfg(target_os = "linux")]

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

/// Set in the process that opens a socket so that the tool which watches is seen to notice.
const OPENS: &str = "SDK_CODEGEN_TESTS_SOCKET";

const GENERATOR: &str = env!("CARGO_BIN_EXE_sdk-codegen");

/// A description that names a host in every place that can name one.
const HOSTS: &str = "
openapi: 3.1.0
jsonSchemaDialect: http://localhost:1/dialect
info:
  {title: T, version: '1', termsOfService: 'http://localhost:1/t', license: {name: L, url: 'http://localhost:1/l'}, contact: {url: 'http://localhost:1/c'}}
externalDocs: {url: 'http://localhost:1/d'}
servers: [{url: 'http://localhost:1/{v}', variables: {v: {default: a}}}, {url: 'https://a.example'}]
tags: [{name: a, externalDocs: {url: 'http://localhost:1/d'}}]
paths:
  /whole: {$ref: 'http://localhost:1/path.yaml'}
  /x:
    get:
      tags: [a]
      description: '![x](http://localhost:1/x.png) <img src=\"http://localhost:1/y.png\">'
      servers: [{url: 'http://localhost:1/own'}]
      security: [{o: []}, {c: []}]
      parameters: [{$ref: 'http://localhost:1/parameters.yaml#/p'}]
      responses:
        '200':
          description: ok
          links: {l: {operationRef: 'http://localhost:1/o.yaml#/x', server: {url: 'http://localhost:1'}}}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/S'}
              examples: {e: {externalValue: 'http://localhost:1/e.json'}}
components:
  schemas:
    S:
      $schema: http://localhost:1/schema
      $id: http://localhost:1/id
      $dynamicRef: http://localhost:1/dynamic#x
      type: object
      externalDocs: {url: 'http://localhost:1/d'}
      properties:
        a: {$ref: 'http://localhost:1/a.yaml#/A'}
        b: {$ref: '//localhost:1/b.yaml'}
        c: {$ref: 'https://169.254.169.254/latest/meta-data'}
        d: {$ref: 'ftp://localhost:1/d.yaml'}
        e: {type: string, format: uri, default: 'http://localhost:1/default'}
  securitySchemes:
    o: {type: openIdConnect, openIdConnectUrl: 'http://localhost:1/.well-known/openid-configuration'}
    c: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'http://localhost:1/token', scopes: {}}}}
";

/// An overlay may name hosts, too.
const OVERLAY: &str = "
overlay: 1.0.0
info: {title: T, version: '1'}
extends: http://localhost:1/api.yaml
actions: [{target: $.info, update: {x-a: 'http://localhost:1/x'}}]
";

/// The functions that a program takes from the system's libraries: the names in its table of texts for
/// the linker at its start (`.dynstr`).
#[cfg(all(
    target_env = "gnu",
    target_pointer_width = "64",
    target_endian = "little"
))]
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
#[cfg(all(
    target_env = "gnu",
    target_pointer_width = "64",
    target_endian = "little"
))]
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
    assert!(has(&names, "write"), "{names:?}");
    let own = imported(&std::env::current_exe().expect("it has a path"));
    assert!(has(&own, "socket") && has(&own, "bind"), "{own:?}");
}

/// Opens a socket where that is asked for.
#[test]
fn opens_a_socket_when_told_so() {
    if std::env::var_os(OPENS).is_some() {
        TcpListener::bind("127.0.0.1:0").expect("a port is free");
    }
}

/// Runs a command under `strace`, and gives the calls for the network that it made.
fn network_calls(folder: &Path, command: &[&str]) -> (Output, String) {
    let log = folder.join("calls");
    let output = Command::new("strace")
        .args([
            "-f",
            "-qq",
            "-e",
            "trace=network",
            "-e",
            "signal=none",
            "-o",
        ])
        .arg(&log)
        .args(command)
        .env(OPENS, "1")
        .output()
        .expect("strace is installed");
    let calls = fs::read_to_string(log).expect("it was written");
    (output, calls)
}

/// What the system was asked for, with hosts everywhere and with the description of this project.
#[test]
#[ignore = "needs strace, which `.ci/run` installs"]
fn the_system_is_asked_for_no_socket() {
    let folder = tempfile::tempdir().expect("made");
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("api.yaml"), HOSTS).expect("written");
    fs::write(path("overlay.yaml"), OVERLAY).expect("written");
    let own = env!("CARGO_MANIFEST_DIR").to_owned() + "/../spec/openapi.yaml";
    for description in [path("api.yaml"), own] {
        let (overlay, out) = (path("overlay.yaml"), path("sdk"));
        let generate = [GENERATOR, "generate", &description, "--out", &out];
        let more = ["--overlay", &overlay, "--force"];
        let (output, calls) = network_calls(folder.path(), &[&generate[..], &more].concat());
        assert!(output.status.success(), "{output:?}");
        assert_eq!(calls, "", "{description}");
    }
    let program = std::env::current_exe().expect("it has a path");
    let program = program.display().to_string();
    let opens = [&program, "--exact", "opens_a_socket_when_told_so"];
    let (output, calls) = network_calls(folder.path(), &opens);
    assert!(output.status.success(), "{output:?}");
    assert!(
        calls.contains("socket(") && calls.contains("bind("),
        "{calls}"
    );
}
