//! What a user says about the server.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::time::Duration;

/// What to serve, where, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The description: OpenAPI, JSON or YAML; `-` is the standard input.
    pub spec: PathBuf,
    /// What the description cannot say (`sdk.toml`).
    pub config: Option<PathBuf>,
    /// Overlays of the description, applied in order, after those of the configuration.
    pub overlays: Vec<PathBuf>,
    /// Address to listen on.
    pub host: IpAddr,
    /// Port to listen on; 0 picks a free one.
    pub port: u16,
    /// File that requests and responses are written to.
    pub record: Option<PathBuf>,
    /// How requests are responded to.
    pub behavior: Behavior,
}

impl Options {
    /// Serves a description on a free port of this machine alone.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self {
            spec: spec.into(),
            config: None,
            overlays: Vec::new(),
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            record: None,
            behavior: Behavior::default(),
        }
    }
}

/// How requests are responded to.
#[derive(Clone, Debug, PartialEq)]
pub struct Behavior {
    /// Values that are made depend on it: the same ones for the same number.
    pub seed: u64,
    /// Credentials are checked.
    pub auth: bool,
    /// Parameters and bodies are checked.
    pub check: bool,
    /// What is created and changed is kept, as far as paths show what it is.
    pub stateful: bool,
    /// Each response is this late: at least, at most.
    pub latency: (Duration, Duration),
    /// The part of requests that fail, from 0 to 1.
    pub fail_rate: f64,
    /// How long a client may take to send a head or a body, and to read a response.
    pub patience: Duration,
}

impl Default for Behavior {
    fn default() -> Self {
        Self {
            seed: 0,
            auth: true,
            check: true,
            stateful: false,
            latency: (Duration::ZERO, Duration::ZERO),
            fail_rate: 0.0,
            patience: Duration::from_secs(30),
        }
    }
}
