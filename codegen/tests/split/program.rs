//! A caller of an SDK that does not depend on the number of its crates. Prints the requests to a
//! server on loopback, and the results.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use shop_sdk::dispatch::{self, Arguments};
use shop_sdk::models::{Failure, Line, Money, MoneyCurrency, Pet, staged::LineNeedsSku};
use shop_sdk::orders::{self, Orders};
use shop_sdk::pets::Pets;
use shop_sdk::{Builder, Client, ClientBuilder, Error, Request, Undescribed};

/// Types of the SDK in the signatures of a caller.
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
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            // The client may have closed the connection.
            let _ = stream.and_then(respond);
        }
    });
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

/// Prints a request, and sends a response.
fn respond(mut stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut length, mut token) = (0, String::new());
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let request = line.trim_end_matches(" HTTP/1.1\r\n").to_owned();
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim().split_once(": ") else { break };
        match name {
            "content-length" => length = value.parse().unwrap_or_default(),
            "authorization" => token = value.to_owned(),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    println!("{request} {body} {token}");
    let pet = r#"{"id":7,"price":{"amount":5,"currency":"EUR"}}"#;
    let (status, reply) = match request.as_str() {
        _ if body.contains("again") => ("409 Conflict", r#"{"code":"taken"}"#.to_owned()),
        request if request.contains("/raw") => ("200 OK", "[1]".to_owned()),
        request if request.contains("/orders") => ("200 OK", r#"{"id":"a","lines":[]}"#.to_owned()),
        request if request.starts_with("GET") => ("200 OK", format!(r#"{{"data":[{pet}]}}"#)),
        request if request.starts_with("PUT") => ("204 No Content", String::new()),
        _ => ("200 OK", pet.to_owned()),
    };
    let content = match reply.len() {
        0 => String::new(),
        length => format!("content-type: application/json\r\ncontent-length: {length}\r\n"),
    };
    write!(stream, "HTTP/1.1 {status}\r\nx-ray: r1\r\nconnection: close\r\n{content}\r\n{reply}")
}
