//! Who calls things by the names that they had before.
#![allow(deprecated)]

use case_renamed_with_aliases::{Client, Error, Request, models, pets};

async fn calls(client: &Client) -> Result<Vec<models::Pet>, Error> {
    let request: Request<pets::List> = client.pets().list("shop").region("north");
    request.send().await
}

fn main() {
    let _ = calls;
}
