//! The credentials that an operation accepts.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::request::Request;
use crate::load::Node;

/// The security requirements of an operation. A request must satisfy one of them; if there are
/// none, no credentials are required.
#[derive(Debug, Default)]
pub(super) struct Security {
    alternatives: Vec<Vec<Scheme>>,
}

/// A security scheme.
#[derive(Clone, Debug)]
struct Scheme {
    /// Its key in the description.
    key: String,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    /// The header, query parameter or cookie with this name.
    Header(String),
    Query(String),
    Cookie(String),
    /// `Authorization` with this HTTP authentication scheme.
    Http(String),
    /// A scheme that cannot be checked on a plain connection, such as mutual TLS.
    Unseen,
}

/// Reads the requirements of an operation, or else those of the description.
pub(super) fn security(root: &Node<'_>, operation: &Node<'_>) -> Security {
    let required = operation.get("security").or_else(|| root.get("security"));
    let schemes = root
        .get("components")
        .and_then(|it| it.get("securitySchemes"));
    let alternatives = required.iter().flat_map(Node::items).map(|alternative| {
        let keys = alternative.entries().map(|(key, _)| key);
        let read = keys.map(|key| {
            let scheme = schemes.as_ref().and_then(|all| all.get(key)?.follow().ok());
            Scheme {
                key: key.to_owned(),
                kind: scheme.map_or(Kind::Unseen, |scheme| kind(&scheme)),
            }
        });
        read.collect()
    });
    Security {
        alternatives: alternatives.collect(),
    }
}

fn kind(scheme: &Node<'_>) -> Kind {
    let name = || scheme.text("name").unwrap_or_default().to_owned();
    match (scheme.text("type"), scheme.text("in")) {
        (Some("apiKey"), Some("query")) => Kind::Query(name()),
        (Some("apiKey"), Some("cookie")) => Kind::Cookie(name()),
        (Some("apiKey"), _) => Kind::Header(name()),
        (Some("http"), _) => Kind::Http(scheme.text("scheme").unwrap_or("bearer").to_lowercase()),
        (Some("oauth2" | "openIdConnect"), _) => Kind::Http("bearer".to_owned()),
        _ => Kind::Unseen,
    }
}

impl Security {
    /// True if a request satisfies one of the requirements.
    pub(super) fn accepts(&self, request: &Request) -> bool {
        let has = |alternative: &Vec<Scheme>| alternative.iter().all(|it| it.is_in(request));
        self.alternatives.is_empty() || self.alternatives.iter().any(has)
    }

    /// The requirements in words, such as `api_token, or api_email with api_key`.
    pub(super) fn in_words(&self) -> String {
        let names = self.alternatives.iter().map(|alternative| {
            let names: Vec<_> = alternative.iter().map(Scheme::in_words).collect();
            names.join(" with ")
        });
        names.collect::<Vec<_>>().join(", or ")
    }

    /// The values of `WWW-Authenticate` for a response with status 401.
    pub(super) fn challenges(&self) -> Vec<String> {
        let mut challenges: Vec<String> = Vec::new();
        for scheme in self.alternatives.iter().flatten() {
            let challenge = match &scheme.kind {
                Kind::Http(name) if name == "basic" => "Basic realm=\"mock\"".to_owned(),
                Kind::Http(name) if name == "bearer" => "Bearer".to_owned(),
                Kind::Http(name) if name == "digest" => {
                    "Digest realm=\"mock\", nonce=\"mock\", qop=\"auth\"".to_owned()
                }
                _ => continue,
            };
            if !challenges.contains(&challenge) {
                challenges.push(challenge);
            }
        }
        challenges
    }

    /// Names of headers and query parameters with secrets.
    pub(super) fn secret_names(&self) -> impl Iterator<Item = &str> {
        let schemes = self.alternatives.iter().flatten();
        schemes.filter_map(|scheme| match &scheme.kind {
            Kind::Header(name) | Kind::Query(name) | Kind::Cookie(name) => Some(name.as_str()),
            Kind::Http(_) | Kind::Unseen => None,
        })
    }
}

impl Scheme {
    fn is_in(&self, request: &Request) -> bool {
        let is_some = |value: Option<&str>| value.is_some_and(|it| !it.trim().is_empty());
        match &self.kind {
            Kind::Header(name) => is_some(request.header(name)),
            Kind::Query(name) => {
                let mut pairs = request.query.iter();
                pairs.any(|(key, value)| key == name && !value.is_empty())
            }
            Kind::Cookie(name) => is_some(request.cookie(name)),
            Kind::Http(scheme) => request
                .header("authorization")
                .and_then(|value| value.split_once(' '))
                .is_some_and(|(name, rest)| {
                    name.eq_ignore_ascii_case(scheme) && is_credential(scheme, rest.trim())
                }),
            Kind::Unseen => true,
        }
    }

    fn in_words(&self) -> String {
        let key = &self.key;
        match &self.kind {
            Kind::Header(name) => format!("{key} (header {name})"),
            Kind::Query(name) => format!("{key} (query parameter {name})"),
            Kind::Cookie(name) => format!("{key} (cookie {name})"),
            Kind::Http(scheme) => format!("{key} (header Authorization, scheme {scheme})"),
            Kind::Unseen => key.clone(),
        }
    }
}

fn is_credential(scheme: &str, text: &str) -> bool {
    match scheme {
        "basic" => STANDARD.decode(text).is_ok_and(|pair| pair.contains(&b':')),
        _ => !text.is_empty(),
    }
}
