//! Security schemes and requirements.

mod kind;

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};

use super::reserved;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::wording::security as wording;
use crate::ir;
use crate::load::Node;
use crate::name::{Case, fingerprint, words};

/// The most frequent security requirements of operations; of equally frequent ones, the first.
pub(super) fn most_frequent(resources: &[ir::Resource]) -> Vec<Vec<usize>> {
    let mut counts = IndexMap::new();
    for operation in resources.iter().flat_map(|it| &it.operations) {
        *counts.entry(&operation.security).or_insert(0_usize) += 1;
    }
    let most_frequent = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most_frequent.map_or_else(Vec::new, |(sets, _)| sets.clone())
}

/// The security schemes of a description.
pub(super) struct Schemes {
    schemes: IndexMap<String, ir::SecurityScheme>,
    /// The requirements of operations that define none.
    default: Vec<Vec<usize>>,
    /// Names of undefined schemes that were reported.
    missed: HashSet<String>,
}

impl Schemes {
    /// Reads the schemes and the requirements of the whole description.
    ///
    /// `prefix` is that of environment variables that are not configured; `taken` contains methods
    /// of the client's builder that set no secrets.
    pub(super) fn read(
        root: &Node<'_>,
        config: &Config,
        prefix: &str,
        taken: &[ir::ClientDefault],
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut setters: HashSet<String> = taken.iter().map(|d| d.rust_name.clone()).collect();
        let mut schemes = IndexMap::new();
        let components = root
            .get("components")
            .and_then(|c| c.get("securitySchemes"));
        for (key, node) in components.into_iter().flat_map(|all| all.entries()) {
            match node
                .follow()
                .and_then(|node| kind::of(&node, diagnostics).map(|kind| (node, kind)))
            {
                Ok((node, kind)) => {
                    let scheme = scheme(key, &node, kind, config, prefix, &mut setters);
                    schemes.insert(key.to_owned(), scheme);
                }
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        let mut this = Self {
            schemes,
            default: Vec::new(),
            missed: HashSet::new(),
        };
        if let Some(security) = root.get("security") {
            this.default = this.alternatives(&security, diagnostics);
        }
        this
    }

    /// The requirements of an operation: see [`ir::Operation::security`].
    pub(super) fn of(
        &mut self,
        operation: &Node<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Vec<usize>> {
        match operation.get("security") {
            Some(security) => self.alternatives(&security, diagnostics),
            None => self.default.clone(),
        }
    }

    fn alternatives(
        &mut self,
        security: &Node<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Vec<usize>> {
        let mut alternatives = IndexSet::new();
        for requirement in security.items() {
            let names = requirement.entries();
            let found: Result<Vec<usize>, &str> = names
                .map(|(name, _)| self.schemes.get_index_of(name).ok_or(name))
                .collect();
            match found {
                Ok(mut alternative) => {
                    alternative.sort_unstable();
                    alternatives.insert(alternative);
                }
                Err(name) if !self.missed.insert(name.to_owned()) => {}
                Err(name) => {
                    diagnostics.push(wording::unknown(name).warning(requirement.at()));
                }
            }
        }
        alternatives.into_iter().collect()
    }

    /// Methods of the client's builder that set secrets.
    pub(super) fn setters(&self) -> impl Iterator<Item = &str> {
        self.schemes.values().flat_map(|scheme| {
            let fetched = match &scheme.kind {
                ir::SecuritySchemeKind::OAuth(endpoint) => Some(endpoint.rust_name.as_str()),
                _ => None,
            };
            [scheme.rust_name.as_str()].into_iter().chain(fetched)
        })
    }

    /// The schemes that are used by operations. The indices in operations are updated.
    pub(super) fn used(self, resources: &mut [ir::Resource]) -> Vec<ir::SecurityScheme> {
        let mut indices: Vec<&mut usize> = resources
            .iter_mut()
            .flat_map(|resource| &mut resource.operations)
            .flat_map(|operation| operation.security.iter_mut().flatten())
            .collect();
        let used: HashSet<usize> = indices.iter().map(|index| **index).collect();
        let mut renumbered = vec![0; self.schemes.len()];
        let mut kept = Vec::new();
        for (index, (_, scheme)) in self.schemes.into_iter().enumerate() {
            if used.contains(&index) {
                renumbered[index] = kept.len();
                kept.push(scheme);
            }
        }
        for index in &mut indices {
            **index = renumbered[**index];
        }
        kept
    }
}

fn scheme(
    key: &str,
    node: &Node<'_>,
    kind: ir::SecuritySchemeKind,
    config: &Config,
    prefix: &str,
    setters: &mut HashSet<String>,
) -> ir::SecurityScheme {
    let configured = config.security.get(key);
    let name = configured.and_then(|configured| configured.name.clone());
    let mut rust_name = name.unwrap_or_else(|| Case::Field.name(key));
    if reserved::is_builder_method(&rust_name) || setters.contains(&rust_name) {
        rust_name.push_str("_credential");
    }
    if setters.contains(&rust_name) {
        rust_name = format!("{rust_name}_x{}", fingerprint(key, 16));
    }
    setters.insert(rust_name.clone());
    let variable = format!("{prefix}_{}", Case::Module.name(key).to_ascii_uppercase());
    let kind = match (kind, token_url(node)) {
        (ir::SecuritySchemeKind::Bearer, Some(url)) => {
            let mut setter = format!("{rust_name}_client");
            if reserved::is_builder_method(&setter) || setters.contains(&setter) {
                setter = format!("{setter}_x{}", fingerprint(key, 16));
            }
            setters.insert(setter.clone());
            ir::SecuritySchemeKind::OAuth(ir::TokenEndpoint {
                url: url.to_owned(),
                scopes: configured
                    .map(|configured| configured.scopes.clone())
                    .unwrap_or_default(),
                rust_name: setter,
                id_env: Some(format!("{variable}_CLIENT_ID")),
                secret_env: Some(format!("{variable}_CLIENT_SECRET")),
            })
        }
        (kind, _) => kind,
    };
    ir::SecurityScheme {
        wire_name: key.to_owned(),
        rust_name,
        kind,
        env: configured.map_or(Some(variable), |configured| configured.env.clone()),
        doc: kind::describe(node),
        deprecated: node.flag("deprecated"),
        title: configured
            .and_then(|configured| configured.title.clone())
            .unwrap_or_else(|| title(key)),
    }
}

/// The token endpoint of the client credentials flow.
fn token_url<'d>(scheme: &Node<'d>) -> Option<&'d str> {
    let flow = scheme.get("flows")?.get("clientCredentials")?;
    let url = flow.text("tokenUrl")?.trim();
    let fits = !url.is_empty() && url.chars().all(|c| c.is_ascii_graphic());
    fits.then_some(url)
}

/// Derives `API key` from `api_key`.
fn title(key: &str) -> String {
    let spelled = words(key).into_iter().map(|word| match word.as_str() {
        "oauth" => "OAuth".to_owned(),
        "oauth2" => "OAuth 2".to_owned(),
        "api" | "http" | "id" | "jwt" | "oidc" | "pat" | "sso" | "url" => word.to_ascii_uppercase(),
        _ => word,
    });
    spelled.collect::<Vec<_>>().join(" ")
}

/// True for a token of HTTP (RFC 9110, section 5.6.2): names of headers, cookies and schemes.
pub(super) fn is_token(text: &str) -> bool {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(token)
}
