//! A mock server for the API of a description: `sdk-codegen mock`.
//!
//! Responses contain the examples of the description, or values generated from its schemas.
//! Requests are validated, and errors have the documented schema. Only this module of the crate
//! opens a socket.

mod check;
mod command;
mod description;
mod exchange;
mod media;
mod operation;
mod options;
mod record;
mod request;
mod respond;
mod router;
mod sample;
mod schema;
mod security;
mod server;
mod state;
mod template;

use std::fmt;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

use crate::cli::Protected;
use crate::config::Config;
use crate::diagnostic::{Diagnostics, visible};
use crate::load::{Document, Source, read_text};

pub use command::{Arguments, run};
pub use options::{Behavior, Options};

/// A server on background threads, which stops when it is dropped.
pub struct Server {
    listener: server::Listener,
    base: String,
    operations: usize,
    warnings: usize,
}

/// The reason why a server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The description or its configuration cannot be read.
    #[error("the description cannot be used")]
    Description(Diagnostics),
    /// The server cannot listen on the address.
    #[error("cannot listen on {0}: {1}")]
    Address(SocketAddr, #[source] io::Error),
    /// The file for `--record` cannot be written.
    #[error("cannot write {0}: {1}")]
    Record(String, #[source] io::Error),
}

/// Prints the address only: the description is too large.
impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("url", &self.url())
            .finish_non_exhaustive()
    }
}

impl Server {
    /// Reads a description and starts to serve it.
    ///
    /// # Errors
    ///
    /// If the description, its configuration or an overlay has errors, if the address is not
    /// available, or if the file of `--record` cannot be written.
    pub fn start(options: &Options) -> Result<Self, StartError> {
        let (document, config, warnings) = read(options).map_err(StartError::Description)?;
        if let Some(path) = &options.record {
            let protected = protected(options, &config);
            let checked = protected.is_no_input("--record", path);
            checked.map_err(|problem| StartError::Description(problem.into()))?;
        }
        let address = SocketAddr::new(options.host, options.port);
        let failed = |why| StartError::Address(address, why);
        // Before the file is replaced: an earlier recording is not lost if the port is taken.
        let bound = TcpListener::bind(address).map_err(failed)?;
        let recorder = options.record.as_deref().map(|path| {
            record::Recorder::start(path).map_err(|why| {
                StartError::Record(visible(&path.display().to_string()).into_owned(), why)
            })
        });
        let recorder = recorder.transpose()?;
        let description = description::Description::new(document);
        let (base, operations) = (description.base().to_owned(), description.len());
        let envelope = respond::Envelope::new(config.envelope.as_ref());
        let mock = exchange::Mock::new(description, options.behavior.clone(), envelope, recorder);
        Ok(Self {
            listener: server::Listener::start(mock, bound).map_err(failed)?,
            base,
            operations,
            warnings,
        })
    }

    /// The address that the server listens on.
    pub fn address(&self) -> SocketAddr {
        self.listener.address()
    }

    /// The base URL for clients, including the path of the first server.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address(), visible(&self.base))
    }

    /// Number of operations in the description.
    pub fn operations(&self) -> usize {
        self.operations
    }

    /// Number of warnings about the description.
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// Serves until the user (Ctrl-C) or the system (SIGTERM) stops the process.
    ///
    /// # Errors
    ///
    /// If signal handlers cannot be installed.
    pub fn serve_until_signal(self) -> io::Result<()> {
        self.listener.serve_until_signal()
    }
}

/// The inputs, which a recording must not overwrite.
fn protected(options: &Options, config: &Config) -> Protected {
    let folder = folder(options);
    let mut inputs = vec![("the description", options.spec.clone())];
    let configuration = options.config.iter();
    inputs.extend(configuration.map(|path| ("the configuration", path.clone())));
    let configured = config.overlays.iter().map(|path| folder.join(path));
    let overlays = configured.chain(options.overlays.iter().cloned());
    inputs.extend(overlays.map(|path| ("an overlay", path)));
    Protected {
        inputs,
        out: PathBuf::new(),
    }
}

/// The folder that the paths in the configuration are relative to.
fn folder(options: &Options) -> &Path {
    let folder = options.config.as_ref().and_then(|path| path.parent());
    folder.unwrap_or(Path::new(""))
}

/// Loads the description and its configuration.
fn read(options: &Options) -> Result<(Document, Config, usize), Diagnostics> {
    let text = match &options.config {
        Some(path) => {
            Config::read(path).map(|config| (config, read_text(path).unwrap_or_default()))?
        }
        None => (Config::default(), String::new()),
    };
    let (config, text) = text;
    let folder = folder(options);
    let configured = config.overlays.iter().enumerate().map(|(index, path)| {
        let source = Source::read(folder.join(path));
        source.map_err(|why| {
            let own = options.config.as_deref().unwrap_or(Path::new(""));
            Diagnostics::from(Config::overlay_error(own, &text, index, why.problem()))
        })
    });
    let given = options
        .overlays
        .iter()
        .map(|path| Source::read(path).map_err(Diagnostics::from));
    let overlays = configured.chain(given).collect::<Result<Vec<_>, _>>()?;
    let source = Source::named(&options.spec)?;
    let (document, warnings) = Document::load_with(source, overlays, config.limits)?;
    Ok((document, config, warnings.len()))
}
