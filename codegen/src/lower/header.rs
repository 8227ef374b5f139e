//! Documented headers of responses.

use super::Context;
use crate::doc;
use crate::ir::{Constraints, HeaderField, Type};
use crate::load::Node;
use crate::name::{Case, Claim, Rank, settle};

/// Headers that say how a message is framed: nothing in them is the API's.
const FRAMING: [&str; 5] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "transfer-encoding",
];

/// Adds the headers of a response that are not there yet.
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
        fields.push(HeaderField {
            wire_name: lower,
            rust_name: String::new(),
            ty: schema
                .as_ref()
                .map_or(Type::String, |schema| ty(context, schema)),
            doc: doc::markdown(header.text("description").unwrap_or_default()),
            constraints: match &schema {
                Some(schema) => context.types.constraints(schema),
                None => Constraints::default(),
            },
        });
    }
    name(fields);
}

/// A header is text, unless it is one plain value of another kind.
fn ty<'d>(context: &Context<'d>, schema: &Node<'d>) -> Type {
    match context.types.plain(schema) {
        Some(ty @ (Type::Bool | Type::Int(_) | Type::F32 | Type::F64)) => ty,
        _ => Type::String,
    }
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
