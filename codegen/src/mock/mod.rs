//! A server that responds as a description says: `sdk-codegen mock`.
//!
//! Responses are the examples of the description, else values that are made from its schemas.
//! Requests are checked, and errors are in the description's own form. Nothing else in this crate can
//! open a socket.

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
use std::net::SocketAddr;
use std::path::Path;

use crate::config::Config;
use crate::diagnostic::{Diagnostics, visible};
use crate::load::{Document, Source, read_text};

pub use command::{Arguments, run};
pub use options::{Behavior, Options};

/// A server that runs on threads of its own, until it is dropped.
pub struct Server {
    listener: server::Listener,
    base: String,
    operations: usize,
    warnings: usize,
}

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The description or its configuration cannot be read.
    #[error("the description cannot be used")]
    Description(Diagnostics),
    /// The address cannot be listened on.
    #[error("cannot listen on {0}: {1}")]
    Address(SocketAddr, #[source] io::Error),
    /// The file for `--record` cannot be written.
    #[error("cannot write {0}: {1}")]
    Record(String, #[source] io::Error),
}

/// Names where it listens; the description is too large to print.
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
    /// When the description, its configuration or an overlay cannot be used, and when the address or
    /// the file to record to cannot.
    pub fn start(options: &Options) -> Result<Self, StartError> {
        let (document, config, warnings) = read(options).map_err(StartError::Description)?;
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
        let address = SocketAddr::new(options.host, options.port);
        let listener = server::Listener::start(mock, address);
        Ok(Self {
            listener: listener.map_err(|why| StartError::Address(address, why))?,
            base,
            operations,
            warnings,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.listener.address()
    }

    /// The base URL for clients: with the path of the description's first server.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address(), visible(&self.base))
    }

    /// How many operations the description has.
    pub fn operations(&self) -> usize {
        self.operations
    }

    /// How many warnings there are about the description.
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// Serves until the user (Ctrl-C) or the system (SIGTERM) ends the program.
    ///
    /// # Errors
    ///
    /// When signals cannot be waited for.
    pub fn serve_until_signal(self) -> io::Result<()> {
        self.listener.serve_until_signal()
    }
}

/// Reads what is to be served.
fn read(options: &Options) -> Result<(Document, Config, usize), Diagnostics> {
    let text = match &options.config {
        Some(path) => {
            Config::read(path).map(|config| (config, read_text(path).unwrap_or_default()))?
        }
        None => (Config::default(), String::new()),
    };
    let (config, text) = text;
    let folder = options.config.as_ref().and_then(|path| path.parent());
    let folder = folder.unwrap_or(Path::new(""));
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
