//! Who takes the items of a response one by one.

use case_list_in_an_object::{Client, Error, ItemStream, models::Pet};

async fn count(client: &Client) -> Result<usize, Error> {
    let mut pets: ItemStream<Pet> = client.pets().list().send_items().await?;
    let mut count = 0;
    while let Some(pet) = pets.next().await {
        count += usize::from(!pet?.name.is_empty());
    }
    Ok(count)
}

fn main() {
    let _ = count;
}
