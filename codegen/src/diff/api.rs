//! Servers, security schemes, webhooks and callbacks.

use std::collections::{HashMap, HashSet};

use super::Subject;
use super::compare::{ChangeContext, Claim, Comparison, Direction};
use super::location::Locator;
use super::rule::*;
use super::values::types;
use crate::ir::{Incoming, Receiver, SecurityScheme, SecuritySchemeKind};

/// Compares the servers, the security schemes and the name of the crate.
pub(super) fn compare(it: &mut Comparison<'_>) {
    let at = ChangeContext {
        subject: Subject::Api,
        what: String::new(),
        old: Some(Locator::Pointer("/servers".to_owned())),
        new: Some(Locator::Pointer("/servers".to_owned())),
        claims: Vec::new(),
    };
    servers(it, &at);
    let (old, new) = (it.old, it.new);
    let location = Some(Locator::Pointer("/components/securitySchemes".to_owned()));
    schemes(it, &at.at_locations(location.clone(), location));
    let location = Some(Locator::Pointer("/info".to_owned()));
    let at = at.at_locations(location.clone(), location);
    if old.envelope != new.envelope {
        it.report(&ENVELOPE_CHANGED, &at, "responses have another envelope");
    }
    if old.package.lib_name != new.package.lib_name {
        let (before, after) = (&old.package.lib_name, &new.package.lib_name);
        let detail = format!("the crate `{before}` is called `{after}` now");
        it.report(&PACKAGE_RENAMED, &at, &detail);
    }
}

fn servers(it: &mut Comparison<'_>, at: &ChangeContext) {
    let (old, new) = (&it.old.servers, &it.new.servers);
    let first = [old, new].map(|all| {
        all.first()
            .map(|server| server.template.clone())
            .unwrap_or_default()
    });
    let [before, after] = &first;
    if before != after {
        it.report(
            &SERVER_CHANGED,
            at,
            &format!("the default server is {after}, not {before}"),
        );
    }
    let sides = [
        (old, new, &SERVER_REMOVED, "gone"),
        (new, old, &SERVER_ADDED, "new"),
    ];
    for (servers, others, rule, what) in sides {
        let others: HashSet<&str> = others.iter().map(|it| it.template.as_str()).collect();
        let defaults = [before.as_str(), after.as_str()];
        for server in servers {
            let template = server.template.as_str();
            if others.contains(template) || defaults.contains(&template) {
                continue;
            }
            let names = server.rust_name.iter();
            let claims = names.map(|name| Claim::member("ClientBuilder", name));
            let message = format!("the server {template} is {what}");
            it.report(rule, &at.claims(claims.collect()), &message);
        }
    }
}

fn schemes(it: &mut Comparison<'_>, at: &ChangeContext) {
    let (old, new) = (&it.old.security_schemes, &it.new.security_schemes);
    let setter = |scheme: &SecurityScheme| {
        let client = match &scheme.kind {
            SecuritySchemeKind::OAuth(endpoint) => Some(&endpoint.rust_name),
            _ => None,
        };
        let names = [&scheme.rust_name].into_iter().chain(client);
        names
            .map(|name| Claim::member("ClientBuilder", name))
            .collect::<Vec<_>>()
    };
    let mut left: HashMap<_, _> = new
        .iter()
        .map(|scheme| (&scheme.wire_name, scheme))
        .collect();
    for scheme in old {
        let at = at.named(format!("security scheme `{}`", scheme.wire_name));
        match left.remove(&scheme.wire_name) {
            None => it.report(&SCHEME_REMOVED, &at.claims(setter(scheme)), "it is gone"),
            Some(after) if scheme.kind != after.kind => {
                let claims = setter(scheme).into_iter().chain(setter(after)).collect();
                it.report(
                    &SCHEME_CHANGED,
                    &at.claims(claims),
                    "its secret is sent elsewhere",
                );
            }
            Some(_) => {}
        }
    }
    for scheme in new.iter().filter(|it| left.contains_key(&it.wire_name)) {
        let at = at.named(format!("security scheme `{}`", scheme.wire_name));
        it.report(&SCHEME_ADDED, &at.claims(setter(scheme)), "it is new");
    }
}

/// Compares webhooks and callbacks: the requests that the API itself sends.
pub(super) fn incoming(it: &mut Comparison<'_>) {
    let (old, new) = (&it.old.incoming, &it.new.incoming);
    let key = |it: &Incoming| match &it.receiver {
        Receiver::Webhook(name) => format!("{} {name}", it.method),
        Receiver::Callback {
            operation,
            name,
            url,
        } => format!("{} {operation} {name} {url}", it.method),
    };
    let at = |incoming: &Incoming| ChangeContext {
        subject: Subject::Incoming(incoming.rust_name.clone()),
        what: String::new(),
        old: Some(Locator::Pointer("/webhooks".to_owned())),
        new: Some(Locator::Pointer("/webhooks".to_owned())),
        claims: vec![Claim::all(format!("incoming::{}", incoming.rust_name))],
    };
    let mut left: HashMap<_, _> = new
        .iter()
        .map(|incoming| (key(incoming), incoming))
        .collect();
    for before in old {
        match left.remove(&key(before)) {
            Some(after) => types(
                it,
                Direction::Response,
                &at(after).named("payload"),
                &before.ty,
                &after.ty,
            ),
            None => it.report(&WEBHOOK_REMOVED, &at(before), "it is not sent any more"),
        }
    }
    for after in new
        .iter()
        .filter(|incoming| left.contains_key(&key(incoming)))
    {
        it.report(&WEBHOOK_ADDED, &at(after), "it is new");
    }
}
