use std::path::{Path, PathBuf};
use std::time::Duration;

use rcgen::{CertificateParams, CertifiedIssuer, DnType, KeyPair};

use super::fixture::OK;
use super::redis_server::{PASSWORD, RedisServer, free_port};
use super::server::{Server, json};
use super::worker::Order;

/// A folder that is gone after the test.
struct Folder(PathBuf);

impl Folder {
    fn file(&self, name: &str, content: &str) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

#[tokio::test]
async fn turns_are_taken_over_tls() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("tls-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let folder = Folder(folder);
    let mut params = CertificateParams::default();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, "issuer");
    let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &issuer).unwrap();
    let trusted = folder.file("issuer.pem", &issuer.pem());
    let port = free_port().to_string();
    let options = [
        "--tls-port",
        &port,
        "--tls-cert-file",
        &folder.file("server.pem", &certificate.pem()),
        "--tls-key-file",
        &folder.file("key.pem", &key.serialize_pem()),
        "--tls-ca-cert-file",
        &trusted,
        "--tls-auth-clients",
        "no",
    ];
    let Some(redis) = RedisServer::start_at(free_port(), &options) else {
        return;
    };
    let server = Server::always(json("200 OK", OK)).await;
    let order = Order {
        server: &server.url,
        redis: &format!("rediss://:{PASSWORD}@localhost:{port}"),
        limit: 100,
        per: Duration::from_secs(300),
        calls: 20,
    };
    // What the system trusts is that of the other process.
    let mut process = order.start(&[("SSL_CERT_FILE", &trusted)]);
    let ended = tokio::task::spawn_blocking(move || process.wait().unwrap().success());
    assert!(ended.await.unwrap());
    assert_eq!(redis.command("ZCARD many:Zoo"), ":20");
}
