//! A caller of an SDK, whatever its number of crates. Prints the requests that a server receives, and
//! what the calls return.

mod server;

use shop_sdk::dispatch::{self, Arguments};
use shop_sdk::models::{Failure, Line, Money, MoneyCurrency, Pet, staged::LineNeedsSku};
use shop_sdk::orders::{self, Orders};
use shop_sdk::pets::Pets;
use shop_sdk::{Builder, Client, ClientBuilder, Error, Request, Undescribed};

/// Callers name types of the SDK in their own signatures.
struct Shop {
    client: Client,
    pets: Pets,
    orders: Orders,
}

impl Shop {
    fn new(builder: ClientBuilder) -> Result<Self, Error> {
        let client = builder.token("t").shop_id("main").max_retries(0).build()?;
        let (pets, orders) = (client.pets(), client.orders());
        Ok(Self { client, pets, orders })
    }

    fn order(&self, id: &str) -> Request<orders::Create> {
        let order: Request<orders::staged::CreateNeedsId> = self.orders.create();
        order.id(id)
    }

    fn raw(&self) -> Request<Undescribed> {
        self.client.request(shop_sdk::Method::GET, "/raw")
    }
}

fn price() -> Money {
    let price: Builder<Money> = Money::builder().amount(5).currency(MoneyCurrency::Eur);
    price.note("each").build()
}

fn line() -> Line {
    let line: LineNeedsSku = Line::builder();
    line.sku("s").price(price()).amount(2).build()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = server::start(respond)?;
    let shop = Shop::new(Client::builder().base_url(format!("http://{address}/v1")))?;

    let made = shop.order("a").tags(["x"]).lines([line()]).send_blocking_with_response()?;
    println!("{} {:?} {:?}", made.status(), made.ray_id(), made.value());
    let pet = shop.pets.create().id(7).price(price()).send_blocking()?;
    println!("{} {:?}", pet.id, pet.price.currency);
    shop.pets.photo().update(7).body(b"JPEG".to_vec()).send_blocking()?;
    let error = shop.order("again").send_blocking().unwrap_err();
    let failure: Failure = error.decode_body().ok_or("another body")?;
    println!("{:?} {:?} {}", error.status(), error.ray_id(), failure.code);
    println!("{}", shop.raw().query("q", "1").send_blocking()?);
    let sold: shop_sdk::incoming::Sold =
        shop_sdk::incoming::from_slice(br#"{"id":9,"price":{"amount":1,"currency":"USD"}}"#)?;
    println!("{}", sold == Pet::builder().id(9).price(Money::builder().amount(1).currency("USD").build()).build());

    let mut names: Vec<&str> = dispatch::entries().map(|entry| entry.operation.id).collect();
    names.sort();
    println!("{names:?}");
    let entry = dispatch::entries().find(|entry| entry.operation.id == "pets.list");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut arguments = Arguments::default();
    arguments.parameters.insert("limit".to_owned(), 2.into());
    let call = entry.ok_or("no operation")?.run(&shop.client, &mut arguments)?;
    println!("{:?}", runtime.block_on(call)?.output);
    let pets = runtime.block_on(async { shop.pets.list().limit(3).await })?;
    println!("{:?}", pets.data.map(|pets| pets.len()));
    Ok(())
}

/// Prints a request, and returns the status and the body of the response.
fn respond(request: &server::Request) -> (&'static str, String) {
    let server::Request { target, headers, body } = request;
    let mut tokens = headers.iter().filter(|(name, _)| name == "authorization");
    println!("{target} {body} {}", tokens.next().map_or("", |(_, value)| value));
    let pet = r#"{"id":7,"price":{"amount":5,"currency":"EUR"}}"#;
    match target.as_str() {
        _ if body.contains("again") => ("409 Conflict", r#"{"code":"taken"}"#.to_owned()),
        target if target.contains("/raw") => ("200 OK", "[1]".to_owned()),
        target if target.contains("/orders") => ("200 OK", r#"{"id":"a","lines":[]}"#.to_owned()),
        target if target.starts_with("GET") => ("200 OK", format!(r#"{{"data":[{pet}]}}"#)),
        target if target.starts_with("PUT") => ("204 No Content", String::new()),
        _ => ("200 OK", pet.to_owned()),
    }
}
