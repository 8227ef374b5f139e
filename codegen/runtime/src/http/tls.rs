use bytes::Bytes;
use reqwest::{Certificate, ClientBuilder, Identity};
use secrecy::{ExposeSecret, SecretString};

/// Additional root certificates, and the client certificate.
#[derive(Clone, Default)]
pub(crate) struct Tls {
    /// Root certificates, as PEM.
    pub(crate) roots: Vec<Bytes>,
    /// A certificate chain and its key, as PEM.
    pub(crate) identity: Option<(Bytes, SecretString)>,
}

impl Tls {
    /// Sets up TLS.
    ///
    /// # Errors
    /// A certificate or key cannot be read, or no cryptography provider is installed.
    pub(crate) fn apply(&self, mut builder: ClientBuilder) -> Result<ClientBuilder, String> {
        check_provider()?;
        for pem in &self.roots {
            let roots = Certificate::from_pem_bundle(pem)
                .ok()
                .filter(|roots| !roots.is_empty())
                .ok_or("a root certificate is not PEM")?;
            builder = builder.tls_certs_merge(roots);
        }
        if let Some((chain, key)) = &self.identity {
            let identity = identity(chain, key.expose_secret().as_bytes()).map_err(
                |_| "the client's certificate or its key is not PEM, or of another kind",
            )?;
            builder = builder.identity(identity);
        }
        Ok(builder)
    }
}

#[cfg(feature = "native-tls")]
fn identity(chain: &[u8], key: &[u8]) -> Result<Identity, reqwest::Error> {
    Identity::from_pkcs8_pem(chain, key)
}

#[cfg(not(feature = "native-tls"))]
fn identity(chain: &[u8], key: &[u8]) -> Result<Identity, reqwest::Error> {
    Identity::from_pem(&[key, b"\n", chain].concat())
}

/// With `rustls-no-provider` the program chooses the cryptography; without a choice the HTTP
/// client would panic.
#[cfg(all(
    feature = "rustls-no-provider",
    not(any(feature = "rustls", feature = "native-tls"))
))]
fn check_provider() -> Result<(), String> {
    match rustls::crypto::CryptoProvider::get_default() {
        Some(_) => Ok(()),
        None => Err(
            "there is no cryptography for TLS; call `install_default` of a provider of `rustls` \
             first, or turn on the feature `rustls`"
                .to_owned(),
        ),
    }
}

#[cfg(any(
    not(feature = "rustls-no-provider"),
    feature = "rustls",
    feature = "native-tls"
))]
fn check_provider() -> Result<(), String> {
    Ok(())
}
