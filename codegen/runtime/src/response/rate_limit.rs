use std::time::Duration;

use http::HeaderMap;

/// The rate limit that a server announces.
///
/// It is read from the headers `RateLimit` and `RateLimit-Policy` of
/// draft-ietf-httpapi-ratelimit-headers-10 (`RateLimit: "default";r=50;t=30`), and else from
/// `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset` of that draft's versions up to 6.
/// Of several limits, the one closest to exhaustion is returned.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// Name of the limit.
    pub policy: Option<String>,
    /// The number of requests left in the current window.
    pub remaining: u64,
    /// The time until the limit is reset.
    pub reset: Option<Duration>,
    /// The number of requests allowed in one window.
    pub limit: Option<u64>,
    /// The length of a window.
    pub window: Option<Duration>,
}

impl RateLimit {
    /// Reads the headers of a response; `None` if they have no rate limit.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        Self::listed(headers).or_else(|| Self::separate(headers))
    }

    fn listed(headers: &HeaderMap) -> Option<Self> {
        let items = items(headers, "ratelimit");
        let limits = items.iter().filter_map(|item| {
            Some(Self {
                policy: Some(item.name.clone()),
                remaining: item.number("r")?,
                reset: item.number("t").map(Duration::from_secs),
                limit: None,
                window: None,
            })
        });
        let mut closest = limits.min_by_key(|limit| limit.remaining)?;
        let policies = items_named(headers, closest.policy.as_deref());
        if let Some(policy) = policies {
            closest.limit = policy.number("q");
            closest.window = policy.number("w").map(Duration::from_secs);
        }
        Some(closest)
    }

    fn separate(headers: &HeaderMap) -> Option<Self> {
        let number = |name: &str| leading_number(headers.get(name)?.to_str().ok()?);
        Some(Self {
            policy: None,
            remaining: number("ratelimit-remaining")?,
            reset: number("ratelimit-reset").map(Duration::from_secs),
            limit: number("ratelimit-limit"),
            window: None,
        })
    }
}

/// An item of a list of RFC 9651, with its parameters.
struct Item {
    name: String,
    parameters: Vec<(String, String)>,
}

impl Item {
    fn parse(text: &str) -> Self {
        let mut parts = split(text, ';');
        let name = parts.next().unwrap_or_default();
        let parameters = parts.filter_map(|part| {
            let (key, value) = part.split_once('=')?;
            Some((key.trim().to_owned(), value.trim().to_owned()))
        });
        Self {
            name: name.trim().trim_matches('"').to_owned(),
            parameters: parameters.collect(),
        }
    }

    fn number(&self, key: &str) -> Option<u64> {
        let (_, value) = self.parameters.iter().find(|(name, _)| name == key)?;
        value.parse().ok()
    }
}

fn items(headers: &HeaderMap, name: &str) -> Vec<Item> {
    let values = headers.get_all(name).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| split(value, ','))
        .map(Item::parse)
        .collect()
}

fn items_named(headers: &HeaderMap, name: Option<&str>) -> Option<Item> {
    let policies = items(headers, "ratelimit-policy").into_iter();
    let mut named = policies.filter(|policy| Some(policy.name.as_str()) == name);
    named.next()
}

/// Splits a text at separators that are outside quotes.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |c| {
        quoted ^= c == '"';
        c == separator && !quoted
    })
}

/// The number at the beginning of a text such as `100, 100;w=60`.
fn leading_number(text: &str) -> Option<u64> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit());
    text.get(..end.unwrap_or(text.len()))?.parse().ok()
}
