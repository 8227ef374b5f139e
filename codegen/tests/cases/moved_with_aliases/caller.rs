//! Who calls operations by the names that they had before.
#![allow(deprecated)]

use case_moved_with_aliases::{Client, Error, Request, owners, shop};

async fn calls(client: &Client) -> Result<(), Error> {
    let names: Vec<String> = client.owners().pets().region("north").send().await?;
    for name in names {
        client.shop().animals().delete(name).send().await?;
    }
    let request: Request<shop::animals::List> = client.shop().animals().list().region("north");
    let _: Request<owners::Pets> = request;
    Ok(())
}

fn main() {
    let _ = calls;
}
