//! What must hold of any headers of a response, whatever they are.

use std::future::ready;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use http::header::{DATE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use sdk_runtime::{
    Api, Attempt, BoxFuture, Client, ClientBuilder, Clock, Error, Middleware, Operation, Outcome,
    RateLimit,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;

static API: Api = Api {
    name: "Headers",
    version: "1",
    base_url: "",
    base_url_env: None,
    schemes: &[],
    security: &[],
    requirements: &[],
    anonymous: true,
    defaults: &[],
    envelope: None,
    request_id_header: None,
    user_agent: "headers/1",
};

const GET: Operation = Operation {
    id: "headers.get",
    method: "GET",
    path: "/",
    base_url: None,
    parameters: &[],
    body: None,
    limits: &[],
    security: None,
    accept: "application/json",
    enveloped: false,
    errors: &[],
};

/// What the client takes for today, in seconds since 1970.
const TODAY: u64 = 1_700_000_000;
/// The end of the year 9999, in seconds since 1970: dates have no more digits.
const LAST: u64 = 253_402_300_799;

/// A server that turns every request away, a client of it, and the headers that the client is made
/// to see in the responses.
pub struct Exchange {
    runtime: Runtime,
    client: Client,
    planted: Arc<Mutex<HeaderMap>>,
}

/// What a client tells of a response's headers.
struct Told {
    retry_after: Option<Duration>,
    rate_limit: Option<RateLimit>,
}

impl Exchange {
    /// Starts the server.
    ///
    /// # Panics
    ///
    /// When the machine has no loopback interface.
    pub fn start() -> Self {
        let builder = &mut tokio::runtime::Builder::new_current_thread();
        let runtime = builder.enable_all().build().expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"));
        let listener = listener.expect("a port");
        let address = listener.local_addr().expect("an address");
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(refuse_all(stream));
            }
        });
        let planted = Arc::<Mutex<HeaderMap>>::default();
        let client = ClientBuilder::new(&API)
            .base_url(format!("http://{address}"))
            .no_proxy()
            .max_retries(0)
            .clock(Arc::new(Standing))
            .middleware(Plant(planted.clone()))
            .build();
        Self {
            runtime,
            client: client.expect("a client"),
            planted,
        }
    }

    /// Lets the client see headers, one in each line of `bytes`.
    ///
    /// # Panics
    ///
    /// When it tells something of them that they do not say, or does not tell the same of the same
    /// in other words.
    pub fn check(&self, bytes: &[u8]) {
        let headers = parse(bytes);
        let asks = headers.contains_key(RETRY_AFTER) || headers.contains_key("retry-after-ms");
        let told = self.tell(headers);
        assert_ne!(told.retry_after, Some(Duration::ZERO));
        assert!(asks || told.retry_after.is_none(), "{:?}", told.retry_after);
        if let Some(pause) = told.retry_after.filter(|pause| pause.subsec_nanos() == 0) {
            self.check_pause(pause);
        }
        if let Some(limit) = told.rate_limit {
            let again = self.tell(written(&limit)).rate_limit;
            // Quotes in the middle of a name cannot be written.
            let is_plain = |name: &String| !name.contains('"');
            assert!(again.as_ref() == Some(&limit) || !limit.policy.iter().all(is_plain));
        }
    }

    /// A pause of whole seconds is the same as a number and as a date.
    fn check_pause(&self, pause: Duration) {
        let seconds = pause.as_secs();
        let tell = |lines: String| self.tell(parse(lines.as_bytes())).retry_after;
        // Beyond that, not every whole number is a float.
        if seconds < 1 << f64::MANTISSA_DIGITS {
            assert_eq!(tell(format!("retry-after: {seconds}")), Some(pause));
        }
        if seconds <= LAST - TODAY {
            let later = date(TODAY + seconds);
            assert_eq!(tell(format!("retry-after: {later}")), Some(pause));
        }
        if seconds <= LAST {
            let (from, to) = (date(0), date(seconds));
            let lines = format!("{DATE}: {from}\nretry-after: {to}");
            assert_eq!(tell(lines), Some(pause));
        }
    }

    fn tell(&self, headers: HeaderMap) -> Told {
        *self.planted.lock().expect("no panic before") = headers;
        let outcome = self.runtime.block_on(self.client.call(&GET).execute());
        let error: Error = outcome.expect_err("an answer that is no success");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(429));
        Told {
            retry_after: error.retry_after(),
            rate_limit: error.rate_limit(),
        }
    }
}

/// Answers every request on a connection; none of them has a body.
async fn refuse_all(mut stream: TcpStream) {
    let mut request = Vec::new();
    while let Ok(1..) = stream.read_buf(&mut request).await {
        if request.ends_with(b"\r\n\r\n") {
            request.clear();
            let received = b"HTTP/1.1 429 No\r\ncontent-length: 0\r\n\r\n";
            if stream.write_all(received).await.is_err() {
                return;
            }
        }
    }
}

/// Puts headers into answers.
struct Plant(Arc<Mutex<HeaderMap>>);

impl Middleware for Plant {
    fn after(&self, _: &Attempt, outcome: Outcome<'_>) {
        if let Outcome::Response(response) = outcome {
            *response.headers_mut() = std::mem::take(&mut self.0.lock().expect("no panic before"));
        }
    }
}

/// A clock on which it is always the same day.
#[derive(Debug)]
struct Standing;

impl Clock for Standing {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn today(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(TODAY)
    }

    fn sleep(&self, _: Duration) -> BoxFuture<()> {
        Box::pin(ready(()))
    }

    fn random(&self) -> f64 {
        0.5
    }
}

/// The lines that are headers.
fn parse(bytes: &[u8]) -> HeaderMap {
    let lines = bytes.split(|byte| *byte == b'\n');
    let headers = lines.filter_map(|line| {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let (name, value) = (line.get(..colon)?, line.get(colon + 1..)?);
        let name = HeaderName::from_bytes(name).ok()?;
        Some((name, HeaderValue::from_bytes(value.trim_ascii()).ok()?))
    });
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(name, value);
    }
    map
}

/// The headers that say so.
fn written(limit: &RateLimit) -> HeaderMap {
    let parameter = |name: &str, value: Option<u64>| {
        value.map_or_else(String::new, |value| format!(";{name}={value}"))
    };
    let seconds = |time: Option<Duration>| time.map(|time| time.as_secs());
    let (left, reset) = (limit.remaining, seconds(limit.reset));
    let lines = if let Some(policy) = &limit.policy {
        let counts = parameter("r", Some(left)) + &parameter("t", reset);
        let whole = parameter("q", limit.limit) + &parameter("w", seconds(limit.window));
        format!("ratelimit: \"{policy}\"{counts}\nratelimit-policy: \"{policy}\"{whole}")
    } else {
        let line = |name: &str, value: Option<u64>| {
            value.map_or_else(String::new, |value| format!("ratelimit-{name}: {value}\n"))
        };
        line("remaining", Some(left)) + &line("reset", reset) + &line("limit", limit.limit)
    };
    parse(lines.as_bytes())
}

/// A point in time, in seconds since 1970, as headers have it.
fn date(seconds: u64) -> String {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let (mut day, time) = (seconds / 86400, seconds % 86400);
    let every = |years: u64, year: u64| year.is_multiple_of(years);
    let is_leap = |year: u64| every(4, year) && (!every(100, year) || every(400, year));
    let mut year = 1970;
    while day >= 365 + u64::from(is_leap(year)) {
        day -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 0;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if day < length {
            break;
        }
        day -= length;
        month += 1;
    }
    let name = &MONTHS[3 * month..3 * month + 3];
    let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
    let day = day + 1;
    format!("Mon, {day:02} {name} {year} {hour:02}:{minute:02}:{second:02} GMT")
}
