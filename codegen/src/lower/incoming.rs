//! The payloads of webhooks and callbacks.

use super::inventory::{self, OperationSource};
use super::schema::{Direction, Hint};
use super::{Context, extensions, media};
use crate::diagnostic::{Diagnostics, wording};
use crate::doc;
use crate::ir::{Incoming, Receiver};
use crate::load::{Node, Pointer};
use crate::name::{Case, Claim, Rank, settle, words};

/// Members with webhooks: that of OpenAPI 3.1, and an extension for earlier versions.
const WEBHOOKS: [&str; 2] = ["webhooks", extensions::WEBHOOKS.keys[0]];

/// Collects webhooks and callbacks while operations are lowered.
#[derive(Default)]
pub(super) struct Collector {
    found: Vec<(Incoming, Claim, Pointer)>,
}

impl Collector {
    /// Adds the webhooks.
    pub(super) fn webhooks<'d>(&mut self, context: &mut Context<'d>, root: &Node<'d>) {
        let all = WEBHOOKS.iter().filter_map(|key| root.get(key));
        for (name, item) in all.flat_map(|webhooks| webhooks.entries()) {
            let receiver = Receiver::Webhook(name.to_owned());
            self.item(context, &item, &words(name), &receiver);
        }
    }

    /// Adds the callbacks of an operation.
    pub(super) fn callbacks<'d>(
        &mut self,
        context: &mut Context<'d>,
        source: &OperationSource<'d>,
        operation: &str,
    ) {
        let callbacks = source.operation.get("callbacks").into_iter();
        for (name, callback) in callbacks.flat_map(|all| all.entries()) {
            let callback = match callback.follow() {
                Ok(callback) => callback,
                Err(diagnostic) => {
                    context.diagnostics.push(diagnostic);
                    continue;
                }
            };
            for (url, item) in callback.entries().filter(|(url, _)| !url.starts_with("x-")) {
                let called = words(operation).into_iter().chain(words(name));
                let receiver = Receiver::Callback {
                    operation: operation.to_owned(),
                    name: name.to_owned(),
                    url: url.to_owned(),
                };
                self.item(context, &item, &called.collect::<Vec<_>>(), &receiver);
            }
        }
    }

    fn item<'d>(
        &mut self,
        context: &mut Context<'d>,
        item: &Node<'d>,
        words: &[String],
        receiver: &Receiver,
    ) {
        let item = match item.follow() {
            Ok(item) => item,
            Err(diagnostic) => return context.diagnostics.push(diagnostic),
        };
        let requests: Vec<_> = inventory::operations(&item).collect();
        for (verb, request) in &requests {
            let mut called = words.to_vec();
            if requests.len() > 1 {
                called.push(verb.to_ascii_lowercase());
            }
            self.request(context, request, verb, &called, receiver);
        }
    }

    fn request<'d>(
        &mut self,
        context: &mut Context<'d>,
        request: &Node<'d>,
        verb: &str,
        called: &[String],
        receiver: &Receiver,
    ) {
        let body = request
            .get("requestBody")
            .and_then(|body| body.follow().ok());
        let chosen = body.as_ref().and_then(media::choose);
        let chosen = chosen.filter(|chosen| chosen.media.is_json());
        let Some(schema) = chosen.and_then(|chosen| chosen.schema()) else {
            return;
        };
        let hint = Hint::new(called.iter().map(String::as_str)).then("Payload");
        let ty = context.types.lower(
            &schema,
            &hint,
            Direction::Response,
            &mut context.diagnostics,
        );
        let text = |key| doc::markdown(request.text(key).unwrap_or_default());
        let mut doc = text("summary");
        doc::append(&mut doc, text("description"));
        let claim = Claim {
            name: Case::Type.join(called),
            wire: request.at().to_string(),
            rank: Rank::Named,
        };
        let incoming = Incoming {
            rust_name: String::new(),
            ty,
            receiver: receiver.clone(),
            method: verb.to_owned(),
            doc,
        };
        self.found.push((incoming, claim, request.at().clone()));
    }

    /// Assigns the names.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) -> Vec<Incoming> {
        let claims: Vec<Claim> = self
            .found
            .iter()
            .map(|(_, claim, _)| claim.clone())
            .collect();
        let names = settle(&claims, Case::Type);
        let named = self.found.into_iter().zip(names);
        named
            .map(|((mut incoming, claim, at), name)| {
                if name.changed {
                    let problem = wording::name::incoming(&claim.name, &name.name);
                    diagnostics.push(problem.warning(&at));
                }
                incoming.rust_name = name.name;
                incoming
            })
            .collect()
    }
}
