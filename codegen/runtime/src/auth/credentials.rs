use std::fmt;
use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

use super::scheme::PreparedSecret;
use super::secrets::Secrets;
use super::token::TokenSettings;
use crate::operation::{Api, Operation, SchemeKind};

/// A secret as it was passed to the client builder.
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
    by_scheme: Vec<Option<PreparedSecret>>,
    secrets: Arc<[SecretString]>,
}

impl Credentials {
    /// Checks the credentials that were passed to the builder. `secrets` are further secrets to
    /// redact, such as the password of a proxy.
    ///
    /// # Errors
    /// A secret cannot be sent, or is of no use because another one is missing.
    pub(crate) fn new(
        api: &Api,
        configured: &[Option<ConfiguredCredential>],
        tokens: &TokenSettings<'_>,
        mut secrets: Vec<SecretString>,
    ) -> Result<Self, String> {
        let mut by_scheme = Vec::with_capacity(api.schemes.len());
        for (scheme, configured) in api.schemes.iter().zip(configured) {
            let Some(configured) = configured else {
                by_scheme.push(None);
                continue;
            };
            let secret = configured.secret.expose_secret().trim();
            if secret.is_empty() {
                return Err(format!("the {} is empty", scheme.title));
            }
            let ready = match (scheme.kind, &configured.id) {
                (SchemeKind::OAuth(endpoint), Some(id)) => {
                    secrets.push(secret.into());
                    tokens
                        .source(endpoint, id, secret)
                        .map(PreparedSecret::Token)
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
        credentials.refuse_halves(api, configured)?;
        Ok(credentials)
    }

    /// Refuses a secret that is of no use without another one, if the caller set it or if the
    /// client has no other credentials. One that merely stands in the environment beside a complete
    /// set is not.
    fn refuse_halves(
        &self,
        api: &Api,
        configured: &[Option<ConfiguredCredential>],
    ) -> Result<(), String> {
        let mut sets = api.requirements.iter();
        let usable = sets.any(|set| !set.is_empty() && self.has_all(set));
        for (index, configured) in configured.iter().enumerate() {
            let Some(configured) = configured else {
                continue;
            };
            let mut sets = api.requirements.iter().filter(|set| set.contains(&index));
            let Some(first) = sets.clone().next() else {
                continue;
            };
            if sets.any(|set| self.has_all(set)) || (usable && !configured.explicit) {
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
        self.of_scheme(scheme).is_some()
    }

    fn has_all(&self, set: &[usize]) -> bool {
        set.iter().all(|scheme| self.has(*scheme))
    }

    /// Chooses the secrets for one operation: those of the first accepted set of schemes for which
    /// the client has every secret. An empty set is chosen only if no other fits.
    ///
    /// # Errors
    /// The operation needs credentials and the client has none that it accepts.
    pub(crate) fn choose(
        &self,
        api: &Api,
        operation: &'static Operation,
    ) -> Result<Secrets<'_>, String> {
        let secrets = |set| Secrets::new(self, set);
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

    /// The client's secret for the scheme at this index, if it has one.
    pub(super) fn of_scheme(&self, scheme: usize) -> Option<&PreparedSecret> {
        self.by_scheme.get(scheme)?.as_ref()
    }

    /// All secrets of the client, to be redacted.
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

fn with_article(title: &str) -> String {
    let vowel = title.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    format!("{} {title}", if vowel { "an" } else { "a" })
}

/// The message for a client without credentials: which ones the API takes, and how to set each.
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
