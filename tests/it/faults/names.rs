//! A DNS resolver for tests.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use reqwest::dns::{Name, Resolve, Resolving};

use super::server::Server;
use super::trial::Trial;

/// Resolves every name to the same addresses.
#[derive(Clone, Default)]
pub struct Names(Arc<Mutex<Lookups>>);

#[derive(Default)]
struct Lookups {
    addresses: Vec<SocketAddr>,
    lookups: usize,
}

impl Names {
    /// Resolves every name to these addresses from now on.
    pub fn set(&self, addresses: &[&str]) {
        let parsed = addresses.iter().map(|address| address.parse().unwrap());
        self.0.lock().unwrap().addresses = parsed.collect();
    }

    /// The number of lookups.
    pub fn lookups(&self) -> usize {
        self.0.lock().unwrap().lookups
    }
}

impl Resolve for Names {
    fn resolve(&self, _: Name) -> Resolving {
        let mut known = self.0.lock().unwrap();
        known.lookups += 1;
        let addresses = known.addresses.clone();
        Box::pin(async move {
            if addresses.is_empty() {
                let error = io::Error::new(io::ErrorKind::NotFound, "no such host");
                return Err(error.into());
            }
            Ok(Box::new(addresses.into_iter()) as _)
        })
    }
}

/// A client that resolves the name of a server.
pub fn named(server: Server, names: &Names) -> Trial {
    let port = server.address.rsplit(':').next().unwrap_or_default();
    let url = format!("http://api.example.com:{port}");
    let names = Arc::new(names.clone());
    Trial::with(server, |builder| {
        builder
            .base_url(url)
            .allow_http(true)
            .adjust_transport(move |http| http.dns_resolver(names.clone()))
    })
}
