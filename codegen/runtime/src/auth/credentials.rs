use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use super::token::TokenSource;
use crate::http::{Unencrypted, base_url};
use crate::operation::{Api, Operation, Responder, Scheme, SchemeKind, TokenEndpoint};

/// A secret as the builder was given it.
#[derive(Clone)]
pub(crate) struct ConfiguredCredential {
    /// The client's identifier, where the secret is for fetching tokens.
    pub(crate) id: Option<String>,
    pub(crate) secret: SecretString,
    /// Set by the caller, not read from the environment.
    pub(crate) explicit: bool,
}

/// The secrets of a client, checked and ready to be sent.
pub(crate) struct Credentials {
    by_scheme: Vec<Option<Ready>>,
    secrets: Arc<[SecretString]>,
}

/// A secret in the form in which it is sent.
enum Ready {
    Token(Arc<TokenSource>),
    Challenge(Arc<dyn Responder>),
    Header(HeaderName, HeaderValue),
    Query(&'static str, SecretString),
    Cookie(&'static str, SecretString),
}

/// The secrets of one request, and where they go.
#[derive(Clone, Copy)]
pub(crate) struct Secrets<'c> {
    credentials: &'c Credentials,
    /// The schemes, as their indices.
    set: &'static [usize],
}

/// Where tokens come from, and what is asked for.
pub(crate) struct Tokens<'b> {
    pub(crate) base_url: &'b str,
    pub(crate) unencrypted: Unencrypted,
    /// In place of what the description says.
    pub(crate) url: Option<&'b str>,
    pub(crate) scope: Option<&'b str>,
}

impl Credentials {
    /// Checks what the builder was given. `secrets` are those that are no operation's.
    ///
    /// # Errors
    /// A secret that cannot be sent, and one that is of no use without another that is missing.
    pub(crate) fn new(
        api: &Api,
        given: &[Option<ConfiguredCredential>],
        tokens: &Tokens<'_>,
        mut secrets: Vec<SecretString>,
    ) -> Result<Self, String> {
        let mut by_scheme = Vec::with_capacity(api.schemes.len());
        for (scheme, given) in api.schemes.iter().zip(given) {
            let Some(given) = given else {
                by_scheme.push(None);
                continue;
            };
            let secret = given.secret.expose_secret().trim();
            if secret.is_empty() {
                return Err(format!("the {} is empty", scheme.title));
            }
            let ready = match (scheme.kind, &given.id) {
                (SchemeKind::OAuth(endpoint), Some(id)) => {
                    secrets.push(secret.into());
                    tokens.source(endpoint, id, secret).map(Ready::Token)
                }
                _ => scheme.prepare(secret, &mut secrets),
            };
            by_scheme.push(Some(
                ready.map_err(|reason| format!("the {} {reason}", scheme.title))?,
            ));
        }
        let credentials = Self {
            by_scheme,
            secrets: secrets.into(),
        };
        credentials.refuse_halves(api, given)?;
        Ok(credentials)
    }

    /// A secret that is of no use without another: an error when the caller set it, or when there
    /// is nothing else. One that merely stands in the environment beside a complete set is not.
    fn refuse_halves(
        &self,
        api: &Api,
        given: &[Option<ConfiguredCredential>],
    ) -> Result<(), String> {
        let mut sets = api.requirements.iter();
        let usable = sets.any(|set| !set.is_empty() && self.has_all(set));
        for (index, given) in given.iter().enumerate() {
            let Some(given) = given else { continue };
            let mut sets = api.requirements.iter().filter(|set| set.contains(&index));
            let Some(first) = sets.clone().next() else {
                continue;
            };
            if sets.any(|set| self.has_all(set)) || (usable && !given.explicit) {
                continue;
            }
            let missing: Vec<_> = first
                .iter()
                .filter(|other| !self.has(**other))
                .filter_map(|other| api.schemes.get(*other))
                .map(|scheme| scheme.title)
                .collect();
            let title = api.schemes.get(index).map_or("credential", |s| s.title);
            return Err(format!(
                "the {title} is of no use without the {}",
                missing.join(" and the ")
            ));
        }
        Ok(())
    }

    fn has(&self, scheme: usize) -> bool {
        self.by_scheme.get(scheme).is_some_and(Option::is_some)
    }

    fn has_all(&self, set: &[usize]) -> bool {
        set.iter().all(|scheme| self.has(*scheme))
    }

    /// The secrets for one operation: those of the first set it accepts that is complete. A set
    /// of none counts only when there is no other.
    ///
    /// # Errors
    /// The operation needs credentials and the client has none that it accepts.
    pub(crate) fn choose(
        &self,
        api: &Api,
        operation: &'static Operation,
    ) -> Result<Secrets<'_>, String> {
        let secrets = |set| Secrets {
            credentials: self,
            set,
        };
        let accepted = operation.security.unwrap_or(api.security);
        let mut sets = accepted.iter();
        if let Some(set) = sets.find(|set| !set.is_empty() && self.has_all(set)) {
            return Ok(secrets(set));
        }
        if accepted.is_empty() || accepted.iter().any(|set| set.is_empty()) {
            return Ok(secrets(&[]));
        }
        Err(self.refusal(api, accepted))
    }

    fn refusal(&self, api: &Api, accepted: &[&[usize]]) -> String {
        let titles = |set: &[usize]| {
            let names = set.iter().filter_map(|index| api.schemes.get(*index));
            names
                .map(|scheme| scheme.title)
                .collect::<Vec<_>>()
                .join(" + ")
        };
        let accepted = match accepted {
            [only] => format!("{} only", with_article(&titles(only))),
            sets => {
                let sets: Vec<_> = sets.iter().map(|set| titles(set)).collect();
                sets.join(", or ")
            }
        };
        let held: Vec<_> = (0..api.schemes.len()).filter(|i| self.has(*i)).collect();
        let held = if held.is_empty() {
            "no credentials".to_owned()
        } else {
            titles(&held)
        };
        format!("accepts {accepted}; the client has {held}")
    }

    /// Everything that is secret.
    pub(crate) fn secrets(&self) -> &Arc<[SecretString]> {
        &self.secrets
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = self.by_scheme.iter().flatten().count();
        write!(f, "Credentials({held} secrets)")
    }
}

impl<'c> Secrets<'c> {
    fn ready(self) -> impl Iterator<Item = &'c Ready> {
        let ready = move |index: &usize| self.credentials.by_scheme.get(*index)?.as_ref();
        self.set.iter().filter_map(ready)
    }

    /// The headers that are known beforehand.
    pub(crate) fn headers(self) -> impl Iterator<Item = (&'c HeaderName, &'c HeaderValue)> {
        self.ready().filter_map(|ready| match ready {
            Ready::Header(name, value) => Some((name, value)),
            _ => None,
        })
    }

    /// What goes into the query.
    pub(crate) fn query(self) -> impl Iterator<Item = (&'static str, &'c SecretString)> {
        self.ready().filter_map(|ready| match ready {
            Ready::Query(name, secret) => Some((*name, secret)),
            _ => None,
        })
    }

    /// What goes into cookies.
    pub(crate) fn cookies(self) -> impl Iterator<Item = (&'static str, &'c SecretString)> {
        self.ready().filter_map(|ready| match ready {
            Ready::Cookie(name, secret) => Some((*name, secret)),
            _ => None,
        })
    }

    /// What gives the `Authorization` header, where that is not known yet.
    pub(crate) fn token(self) -> Option<&'c TokenSource> {
        let tokens = self.ready().filter_map(|ready| match ready {
            Ready::Token(source) => Some(&**source),
            _ => None,
        });
        tokens.last()
    }

    /// What gives it in response to what the server asks.
    pub(crate) fn responder(self) -> Option<&'c dyn Responder> {
        let responders = self.ready().filter_map(|ready| match ready {
            Ready::Challenge(responder) => Some(&**responder),
            _ => None,
        });
        responders.last()
    }
}

impl Tokens<'_> {
    fn source(
        &self,
        endpoint: &TokenEndpoint,
        id: &str,
        secret: &str,
    ) -> Result<Arc<TokenSource>, String> {
        let url = self.url.map(str::to_owned);
        let url = url.unwrap_or_else(|| endpoint.url_at(self.base_url));
        base_url::check(&url, self.unencrypted)
            .map_err(|reason| reason.replace("base URL", "token URL"))?;
        let scope = self.scope.unwrap_or(endpoint.scope);
        TokenSource::new(&url, id.trim().to_owned(), secret.into(), scope.to_owned()).map(Arc::new)
    }
}

/// What is wrong with a secret that is no user with a password.
const NO_PAIR: &str = "is not of the form user:password";

impl Scheme {
    /// Brings a secret into the form in which it is sent, and notes the forms to redact.
    fn prepare(&self, secret: &str, secrets: &mut Vec<SecretString>) -> Result<Ready, String> {
        secrets.push(secret.into());
        let authorization = |text: &str| Ok(Ready::Header(AUTHORIZATION, sensitive(text)?));
        match self.kind {
            SchemeKind::Bearer | SchemeKind::OAuth(_) => authorization(&format!("Bearer {secret}")),
            SchemeKind::Http(scheme) => authorization(&format!("{scheme} {secret}")),
            SchemeKind::Challenge(scheme) => {
                let (user, password) = secret.split_once(':').ok_or(NO_PAIR)?;
                Ok(Ready::Challenge((scheme.begin)(user, password.into())))
            }
            SchemeKind::Basic => {
                if !secret.contains(':') {
                    return Err(NO_PAIR.to_owned());
                }
                let encoded = STANDARD.encode(secret);
                secrets.push(encoded.as_str().into());
                authorization(&format!("Basic {encoded}"))
            }
            SchemeKind::Header(name) => {
                let name = HeaderName::from_bytes(name.as_bytes())
                    .map_err(|_| format!("goes into a header with an impossible name, {name:?}"))?;
                Ok(Ready::Header(name, sensitive(secret)?))
            }
            SchemeKind::Query(name) => Ok(Ready::Query(name, secret.into())),
            SchemeKind::Cookie(name) => Ok(Ready::Cookie(name, secret.into())),
        }
    }
}

/// A header value that is neither printed nor put into a compression table.
pub(crate) fn sensitive(text: &str) -> Result<HeaderValue, String> {
    let mut value = HeaderValue::from_str(text)
        .map_err(|_| "holds a character that no header may hold".to_owned())?;
    value.set_sensitive(true);
    Ok(value)
}

fn with_article(title: &str) -> String {
    let vowel = title.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    format!("{} {title}", if vowel { "an" } else { "a" })
}

/// Says which credentials the client could have been given, and how.
pub(crate) fn no_credentials(api: &Api) -> String {
    let setter = |index: &usize| {
        let scheme = api.schemes.get(*index)?;
        Some(match scheme.env {
            Some(variable) => format!("`{}` ({variable})", scheme.name),
            None => format!("`{}`", scheme.name),
        })
    };
    let sets = api.requirements.iter().filter(|set| !set.is_empty());
    let ways = sets.map(|set| {
        set.iter()
            .filter_map(setter)
            .collect::<Vec<_>>()
            .join(" and ")
    });
    let ways = ways.collect::<Vec<_>>().join(", or ");
    format!("there are no credentials; set {ways}")
}
