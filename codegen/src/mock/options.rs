//! The options of the server.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::time::Duration;

/// The description to serve, the address, and the behaviour.
#[derive(Clone, Debug)]
pub struct Options {
    /// The description: OpenAPI, JSON or YAML; `-` is the standard input.
    pub spec: PathBuf,
    /// The configuration (`sdk.toml`).
    pub config: Option<PathBuf>,
    /// Overlays of the description, applied in order, after those of the configuration.
    pub overlays: Vec<PathBuf>,
    /// Address to listen on.
    pub host: IpAddr,
    /// Port to listen on; 0 picks a free one.
    pub port: u16,
    /// File that requests and responses are recorded in.
    pub record: Option<PathBuf>,
    /// How requests are processed.
    pub behavior: Behavior,
}

impl Options {
    /// Options for a free port on the loopback interface.
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

/// How requests are processed.
#[derive(Clone, Debug, PartialEq)]
pub struct Behavior {
    /// Seed of generated values: the same seed gives the same values.
    pub seed: u64,
    /// Whether credentials are required.
    pub auth: bool,
    /// Whether parameters and bodies are validated.
    pub check: bool,
    /// Whether created and modified items are stored, as far as they can be identified by paths.
    pub stateful: bool,
    /// Minimum and maximum delay of a response.
    pub latency: (Duration, Duration),
    /// Fraction of requests that fail, from 0 to 1.
    pub fail_rate: f64,
    /// Timeout for receiving a head or a body, and for sending a response.
    pub client_timeout: Duration,
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
            client_timeout: Duration::from_secs(30),
        }
    }
}
