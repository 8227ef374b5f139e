//! Payloads that the API sends, of webhooks and callbacks: a type alias for each.

use quote::quote;

use super::docs::{Docs, code};
use super::scope::{Scope, ident};
use crate::files::File;
use crate::ir::{Api, Incoming, Receiver};

/// Emits the file; `None` if there are no webhooks and callbacks.
pub(super) fn emit_incoming(api: &Api) -> Option<File> {
    if api.incoming.is_empty() {
        return None;
    }
    let scope = Scope::outside_models(api);
    let payloads = api.incoming.iter().map(|incoming| {
        let docs = match incoming.doc.is_empty() {
            true => Docs::line(origin(incoming)),
            false => Docs::or(&incoming.doc, String::new).paragraph(origin(incoming)),
        };
        let name = ident(&incoming.rust_name);
        let ty = scope.ty(&incoming.ty);
        quote!(#docs pub type #name = #ty;)
    });
    let payloads: Vec<_> = payloads.collect();
    let uses = scope.uses();
    Some(File::rust(
        "src/incoming.rs",
        quote! {
            #![doc = " The payloads of webhooks and callbacks, which the API sends."]
            #![doc = ""]
            #![doc = " [`from_slice`] decodes one, and so does every format of serde."]
            #uses
            pub use crate::runtime::from_slice;
            #(#payloads)*
        },
    ))
}

/// The webhook or callback of a payload.
fn origin(incoming: &Incoming) -> String {
    let method = &incoming.method;
    match &incoming.receiver {
        Receiver::Webhook(name) => format!("Sent to the webhook {} (`{method}`).", code(name)),
        Receiver::Callback {
            operation,
            name,
            url,
        } => {
            let (operation, name, url) = (code(operation), code(name), code(url));
            format!("Sent to the callback {name} of {operation}, at {url} (`{method}`).")
        }
    }
}
