//! The calls through the generated SDK.

use bytes::Bytes;
use calls::{ACCOUNT, Caller, GROUP, NAME, POLICIES, Server, TOKEN, UPLOAD};
use calls_sdk::Client;

struct Ours {
    client: Client,
    file: Bytes,
}

impl Caller for Ours {
    fn new(server: Server) -> anyhow::Result<Self> {
        let mut builder = Client::builder().base_url(server.url).api_token(TOKEN);
        if let Some(certificate) = server.certificate {
            builder = builder.root_certificate(certificate);
        }
        Ok(Self {
            client: builder.build()?,
            file: vec![b'a'; UPLOAD].into(),
        })
    }

    async fn edit(&self) -> anyhow::Result<String> {
        let groups = self.client.accounts().devices().deployment_groups();
        let edit = groups.edit(ACCOUNT, GROUP);
        let group = edit.name(NAME).policy_ids(POLICIES).send().await?;
        Ok(group.name)
    }

    async fn list(&self) -> anyhow::Result<usize> {
        let groups = self.client.accounts().devices().deployment_groups();
        Ok(groups.list(ACCOUNT).send().await?.len())
    }

    async fn events(&self) -> anyhow::Result<usize> {
        let mut events = self.client.accounts().events().list(ACCOUNT).send().await?;
        let mut count = 0;
        while let Some(event) = events.next().await {
            anyhow::ensure!(event?.data.number == count as i64);
            count += 1;
        }
        Ok(count)
    }

    async fn upload(&self) -> anyhow::Result<usize> {
        let files = self.client.accounts().files();
        let update = files.update(ACCOUNT, "large");
        Ok(update.body(self.file.clone()).send().await?.bytes as usize)
    }
}

fn main() -> anyhow::Result<()> {
    calls::serve::<Ours>()
}
