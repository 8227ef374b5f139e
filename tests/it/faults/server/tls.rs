use std::fmt;
use std::io;
use std::sync::Arc;

use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::server::TlsStream;

/// A certificate of a server, with its key.
#[derive(Clone)]
pub struct Identity {
    certificate: CertificateDer<'static>,
    config: Arc<ServerConfig>,
}

impl Identity {
    /// A self-signed certificate for this host.
    pub fn of(host: &str) -> Self {
        Self::made(host, |_| {})
    }

    /// A self-signed certificate that expired years ago.
    pub fn expired(host: &str) -> Self {
        Self::made(host, |params| {
            params.not_before = date_time_ymd(2001, 1, 1);
            params.not_after = date_time_ymd(2002, 1, 1);
        })
    }

    fn made(host: &str, change: impl FnOnce(&mut CertificateParams)) -> Self {
        let mut params = CertificateParams::new([host.to_owned()]).unwrap();
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap().der().clone();
        let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key)
            .unwrap();
        Self {
            certificate,
            config: Arc::new(config),
        }
    }

    /// The certificate in the form that a client can trust.
    pub fn certificate(&self) -> reqwest::Certificate {
        reqwest::Certificate::from_der(&self.certificate).unwrap()
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").finish_non_exhaustive()
    }
}

pub(super) async fn accept(
    stream: TcpStream,
    identity: &Identity,
) -> io::Result<TlsStream<TcpStream>> {
    TlsAcceptor::from(identity.config.clone())
        .accept(stream)
        .await
}
