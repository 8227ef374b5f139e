use std::sync::Arc;

use rcgen::{CertificateParams, CertifiedIssuer, DnType, KeyPair};
use sdk_runtime::ErrorKind;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

use super::fixture::{OK, builder, get};

type Issuer = CertifiedIssuer<'static, KeyPair>;

/// Somebody whose certificates count.
fn issuer() -> Issuer {
    let mut params = CertificateParams::default();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    // OpenSSL takes a certificate whose subject is its issuer's for a self-signed one.
    params.distinguished_name.push(DnType::CommonName, "issuer");
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A certificate for a name and its key.
fn issued(issuer: &Issuer, name: &str) -> (rcgen::Certificate, KeyPair) {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    (params.signed_by(&key, issuer).unwrap(), key)
}

/// A server whose certificate comes from the issuer, and that wants one from there of its clients
/// as well.
async fn serve(issuer: &Issuer) -> String {
    let mut trusted = RootCertStore::empty();
    trusted.add(issuer.der().clone()).unwrap();
    let provider = Arc::new(aws_lc_rs::default_provider());
    let clients = WebPkiClientVerifier::builder_with_provider(trusted.into(), provider.clone());
    let (certificate, key) = issued(issuer, "localhost");
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(clients.allow_unauthenticated().build().unwrap())
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let known = stream.get_ref().1.peer_certificates().is_some();
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let length = OK.len();
            let head = format!("HTTP/1.1 200 OK\r\nx-known: {known}\r\ncontent-length: {length}");
            let _ = stream
                .write_all(format!("{head}\r\n\r\n{OK}").as_bytes())
                .await;
            let _ = stream.shutdown().await;
        }
    });
    format!("https://localhost:{port}")
}

#[tokio::test]
async fn more_roots_are_trusted_than_those_of_the_system() {
    let issuer = issuer();
    let url = serve(&issuer).await;
    let error = get(&builder(&url).build().unwrap())
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(!error.is_retryable());
    let client = builder(&url)
        .root_certificate(issuer.pem())
        .build()
        .unwrap();
    let response = get(&client).send_with_response().await.unwrap();
    assert_eq!(response.headers()["x-known"], "false");
}

#[tokio::test]
async fn a_client_identifies_itself_by_a_certificate() {
    let issuer = issuer();
    let url = serve(&issuer).await;
    let (certificate, key) = issued(&issuer, "keeper");
    let client = builder(&url)
        .root_certificate(issuer.pem())
        .client_identity(certificate.pem(), key.serialize_pem())
        .build()
        .unwrap();
    let response = get(&client).send_with_response().await.unwrap();
    assert_eq!(response.headers()["x-known"], "true");
}
