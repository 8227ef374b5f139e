//! `cargo xtask network`: checks with `strace` that the generator opens no socket, whatever URLs a description
//! contains.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, ensure};

use crate::cargo;

/// A description with a URL in every field that can have one.
const DESCRIPTION: &str = "
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

/// An overlay with URLs.
const OVERLAY: &str = "
overlay: 1.0.0
info: {title: T, version: '1'}
extends: http://localhost:1/api.yaml
actions: [{target: $.info, update: {x-a: 'http://localhost:1/x'}}]
";

/// Runs the generator under `strace`, with the description above and with that of this repository.
///
/// # Errors
/// The generator makes a network system call or fails, or `strace` cannot be run or detects nothing.
pub fn run() -> anyhow::Result<()> {
    cargo::build(&["--package", "sdk-codegen", "--locked"])?;
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let generator = Path::new(&target).join("debug/sdk-codegen");
    let generator = generator
        .to_str()
        .context("the path of the generator is not UTF-8")?;
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("api.yaml"), DESCRIPTION)?;
    std::fs::write(path("overlay.yaml"), OVERLAY)?;
    for description in [path("api.yaml"), crate::SPEC.to_owned()] {
        let (overlay, out) = (path("overlay.yaml"), path("sdk"));
        let generate = [generator, "generate", &description, "--out", &out];
        let more = ["--overlay", &overlay, "--force"];
        let calls = network_calls(folder.path(), &[&generate[..], &more].concat(), true)?;
        ensure!(calls.is_empty(), "for {description}:\n{calls}");
    }
    // An empty log proves something only if strace detects a socket elsewhere.
    let opens = ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/1"];
    let calls = network_calls(folder.path(), &opens, false)?;
    ensure!(
        calls.contains("socket("),
        "strace did not detect a socket: {calls}"
    );
    println!("the generator opened no socket");
    Ok(())
}

/// Runs a command under `strace`, and returns the network system calls that it makes. With `must_succeed`, its
/// failure is an error.
fn network_calls(folder: &Path, command: &[&str], must_succeed: bool) -> anyhow::Result<String> {
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
        .output()
        .context("cannot run strace; install it first")?;
    let text = String::from_utf8_lossy(&output.stderr);
    ensure!(
        !must_succeed || output.status.success(),
        "{command:?} failed: {text}"
    );
    // `strace` prints `???(` for a thread that the end of the process stops before a system call is known.
    let is_call = |line: &&str| !line.contains(" ???(");
    let log = std::fs::read_to_string(log)?;
    Ok(log.split_inclusive('\n').filter(is_call).collect())
}
