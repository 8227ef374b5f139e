//! Documented response headers.

use super::Context;
use crate::doc;
use crate::ir::{Constraints, HeaderField, Type};
use crate::load::Node;
use crate::name::{Case, Claim, Rank, settle};

/// Headers of the transport, which are not part of the API.
const FRAMING: [&str; 5] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "transfer-encoding",
];

/// Adds the documented headers of a response that are not in the list yet.
pub(super) fn add<'d>(
    context: &mut Context<'d>,
    response: &Node<'d>,
    fields: &mut Vec<HeaderField>,
) {
    let headers = response.get("headers").into_iter();
    for (name, header) in headers.flat_map(|headers| headers.entries()) {
        let header = match header.follow() {
            Ok(header) => header,
            Err(diagnostic) => {
                context.diagnostics.push(diagnostic);
                continue;
            }
        };
        let lower = name.to_ascii_lowercase();
        let is_known = |field: &HeaderField| field.wire_name.eq_ignore_ascii_case(name);
        let is_unfit = FRAMING.contains(&lower.as_str()) || !super::security::is_token(name);
        if is_unfit || fields.iter().any(is_known) {
            continue;
        }
        let schema = header.get("schema");
        let (ty, separator) = match &schema {
            Some(schema) => ty(context, (&lower, &header), schema),
            None => (Type::String, None),
        };
        fields.push(HeaderField {
            wire_name: lower,
            rust_name: String::new(),
            ty,
            separator,
            doc: doc::markdown(header.text("description").unwrap_or_default()),
            constraints: match &schema {
                Some(schema) => context.types.constraints(schema),
                None => Constraints::default(),
            },
        });
    }
    name(fields);
}

/// The type of a header, and the separator if it is a list. It is text unless its values are
/// scalars of another type.
/// plain values of another kind.
fn ty<'d>(
    context: &Context<'d>,
    (name, header): (&str, &Node<'d>),
    schema: &Node<'d>,
) -> (Type, Option<char>) {
    let one = |schema: &Node<'d>| match context.types.plain(schema) {
        Some(ty @ (Type::Bool | Type::Int(_) | Type::F32 | Type::F64)) => ty,
        _ => Type::String,
    };
    let Some(items) = context.types.items(schema) else {
        return (one(schema), None);
    };
    // `Set-Cookie` can contain dates with commas, so it cannot be split (RFC 9110, section 5.3).
    if name == "set-cookie" {
        return (Type::String, None);
    }
    let separator = match header.text("style") {
        Some("spaceDelimited") => ' ',
        Some("pipeDelimited") => '|',
        Some("tabDelimited") => '\t',
        _ => ',',
    };
    (Type::List(Box::new(one(&items))), Some(separator))
}

fn name(fields: &mut [HeaderField]) {
    let claims: Vec<_> = fields
        .iter()
        .map(|field| Claim {
            name: Case::Field.name(&field.wire_name),
            wire: field.wire_name.clone(),
            rank: Rank::Named,
        })
        .collect();
    let settled = settle(&claims, Case::Field);
    for (field, settled) in fields.iter_mut().zip(settled) {
        field.rust_name = settled.name;
    }
}
