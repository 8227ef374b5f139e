//! The same calls written by hand, with reqwest and serde.

use bytes::Bytes;
use calls::{ACCOUNT, Caller, GROUP, NAME, POLICIES, Server, TOKEN, UPLOAD};
use reqwest::{Certificate, Client};
use serde::{Deserialize, Serialize};

struct Plain {
    client: Client,
    url: String,
    file: Bytes,
}

#[derive(Serialize)]
struct Change<'c> {
    name: &'c str,
    policy_ids: &'c [&'c str],
}

/// The envelope of responses about groups.
#[derive(Deserialize)]
struct Envelope<T> {
    result: T,
    success: bool,
    #[expect(
        dead_code,
        reason = "read, as by whoever wants to know why a call failed"
    )]
    errors: Vec<Note>,
    #[expect(dead_code, reason = "the same")]
    messages: Vec<Note>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read and not used here")]
struct Note {
    code: i64,
    message: String,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read and not used here")]
struct Group {
    id: String,
    created_at: String,
    name: String,
    updated_at: String,
    version_config: Vec<VersionConfig>,
    policy_ids: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read and not used here")]
struct VersionConfig {
    target_environment: String,
    version: String,
}

#[derive(Deserialize)]
struct Event {
    number: i64,
    #[expect(dead_code, reason = "read and not used here")]
    subject: String,
}

#[derive(Deserialize)]
struct Stored {
    bytes: usize,
}

impl Caller for Plain {
    fn new(server: Server) -> anyhow::Result<Self> {
        let mut builder = Client::builder();
        if let Some(certificate) = server.certificate {
            let certificate = Certificate::from_pem(certificate.as_bytes())?;
            builder = builder.tls_certs_merge([certificate]);
        }
        Ok(Self {
            client: builder.build()?,
            url: server.url,
            file: vec![b'a'; UPLOAD].into(),
        })
    }

    async fn edit(&self) -> anyhow::Result<String> {
        let url = format!(
            "{}/accounts/{ACCOUNT}/devices/deployment-groups/{GROUP}",
            self.url
        );
        let change = Change {
            name: NAME,
            policy_ids: &POLICIES,
        };
        let request = self.client.patch(url).bearer_auth(TOKEN).json(&change);
        let response = request.send().await?.error_for_status()?;
        let envelope: Envelope<Group> = response.json().await?;
        anyhow::ensure!(envelope.success);
        Ok(envelope.result.name)
    }

    async fn list(&self) -> anyhow::Result<usize> {
        let url = format!("{}/accounts/{ACCOUNT}/devices/deployment-groups", self.url);
        let request = self.client.get(url).bearer_auth(TOKEN);
        let response = request.send().await?.error_for_status()?;
        let envelope: Envelope<Vec<Group>> = response.json().await?;
        anyhow::ensure!(envelope.success);
        Ok(envelope.result.len())
    }

    async fn events(&self) -> anyhow::Result<usize> {
        let url = format!("{}/accounts/{ACCOUNT}/events", self.url);
        let request = self.client.get(url).bearer_auth(TOKEN);
        let mut response = request.send().await?.error_for_status()?;
        // The minimum: only events with one line of data, and only line feeds.
        let (mut buffer, mut count) = (Vec::new(), 0);
        while let Some(chunk) = response.chunk().await? {
            buffer.extend_from_slice(&chunk);
            let mut read = 0;
            while let Some(length) = buffer[read..].iter().position(|byte| *byte == b'\n') {
                let line = &buffer[read..read + length];
                read += length + 1;
                if let Some(data) = line.strip_prefix(b"data: ") {
                    let event: Event = serde_json::from_slice(data)?;
                    anyhow::ensure!(event.number == count as i64);
                    count += 1;
                }
            }
            buffer.drain(..read);
        }
        Ok(count)
    }

    async fn upload(&self) -> anyhow::Result<usize> {
        let url = format!("{}/accounts/{ACCOUNT}/files/large", self.url);
        let request = self.client.put(url).bearer_auth(TOKEN);
        let request = request
            .header("content-type", "application/octet-stream")
            .body(self.file.clone());
        let stored: Stored = request.send().await?.error_for_status()?.json().await?;
        Ok(stored.bytes)
    }
}

fn main() -> anyhow::Result<()> {
    calls::serve::<Plain>()
}
