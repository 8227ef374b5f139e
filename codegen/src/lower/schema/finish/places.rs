//! Documentation of types without a description: their first use, and their content.

use super::super::Uses;
use super::ids;
use crate::ir::{
    BodyContent, Operation, Output, StatusPattern, StreamContent, Type, TypeDef, TypeId, TypeKind,
};

/// Maximum number of members or fields that are listed.
const MAX_NAMES: usize = 3;

/// The first use of each type, as a part of a sentence.
struct Places(Vec<Option<String>>);

/// Documents types that have no description.
pub(super) fn describe(types: &mut [TypeDef], uses: &Uses) {
    let mut places = Places(vec![None; types.len()]);
    let mut bodies: Vec<Option<&str>> = vec![None; types.len()];
    for operation in uses.resources.iter().flat_map(|it| &it.operations) {
        let content = operation.body.as_ref().map(|body| &body.content);
        if let Some(BodyContent::Fields { ty, .. }) = content {
            bodies[ty.0] = Some(&operation.id);
            places.0[ty.0] = Some(format!("the body of `{}`", operation.id));
        }
        places.of_operation(operation);
    }
    for incoming in &uses.incoming {
        places.add(&incoming.ty, || {
            format!("the payload of `{}`", incoming.rust_name)
        });
    }
    for (def, body) in types.iter().zip(bodies) {
        places.of_type(def, body);
    }
    let lines: Vec<Option<String>> = types
        .iter()
        .zip(places.0)
        .map(|(def, place)| {
            let place = place.filter(|_| def.doc.is_empty())?;
            Some(sentence(&def.kind, &place))
        })
        .collect();
    for (def, line) in types.iter_mut().zip(lines) {
        def.doc.0.extend(line);
    }
}

impl Places {
    /// Records the first use of a type.
    fn add(&mut self, ty: &Type, place: impl FnOnce() -> String) {
        let Some(TypeId(index)) = ids::mentioned(ty) else {
            return;
        };
        if self.0[index].is_none() {
            self.0[index] = Some(match inside(ty) {
                Type::List(_) | Type::OneOrMany(_) => format!("an item of {}", place()),
                Type::Map(_) => format!("a value of {}", place()),
                _ => place(),
            });
        }
    }

    fn of_operation(&mut self, operation: &Operation) {
        let id = &operation.id;
        for parameter in &operation.parameters {
            self.add(&parameter.ty, || {
                format!("the argument `{}` of `{id}`", parameter.rust_name)
            });
        }
        let body = operation.body.as_ref();
        if let Some(ty) = body.and_then(|body| body.content.ty()) {
            self.add(ty, || format!("the body of `{id}`"));
        }
        self.of_output(&operation.output, &format!("the response of `{id}`"));
        match operation.stream.as_ref().map(|stream| &stream.content) {
            Some(StreamContent::Lines(ty)) => {
                self.add(ty, || format!("a line of the stream of `{id}`"))
            }
            Some(StreamContent::Events(ty)) => {
                self.add(ty, || format!("an event of the stream of `{id}`"));
            }
            Some(content @ (StreamContent::Parts(_) | StreamContent::LeadingParts { .. })) => {
                for ty in content.types() {
                    self.add(ty, || format!("a part of the response of `{id}`"));
                }
            }
            _ => {}
        }
        for error in &operation.errors {
            let Some(ty) = &error.ty else { continue };
            self.add(ty, || match error.status {
                StatusPattern::Code(code) => format!("an error {code} of `{id}`"),
                StatusPattern::Range(first) => format!("an error {first}xx of `{id}`"),
                StatusPattern::Default => format!("an error of `{id}`"),
            });
        }
    }

    fn of_output(&mut self, output: &Output, place: &str) {
        match output {
            Output::Json { ty, .. } | Output::Xml(ty) => self.add(ty, || place.to_owned()),
            Output::ByStatus { cases, .. } => {
                for case in cases {
                    self.of_output(&case.output, &format!("{place} as `{}`", case.rust_name));
                }
            }
            Output::Empty { .. } | Output::Text | Output::Bytes | Output::Stream => {}
        }
    }

    /// Records the types that a type refers to; `body` is the operation whose arguments its fields
    /// are.
    fn of_type(&mut self, def: &TypeDef, body: Option<&str>) {
        let owner = body.unwrap_or(&def.name);
        match &def.kind {
            TypeKind::Struct(it) => {
                for field in &it.fields {
                    self.add(&field.ty, || format!("`{}` of `{owner}`", field.rust_name));
                }
                if let Some(rest) = &it.additional {
                    self.add(&rest.ty, || format!("another member of `{owner}`"));
                }
            }
            TypeKind::Union(it) => {
                for member in &it.members {
                    self.add(&member.ty, || format!("`{owner}::{}`", member.rust_name));
                }
            }
            TypeKind::Tuple(it) => {
                for (index, ty) in it.items.iter().chain(&it.more).enumerate() {
                    self.add(ty, || format!("item {index} of `{owner}`"));
                }
            }
            TypeKind::Alias(ty) => self.add(ty, || format!("`{owner}`")),
            TypeKind::Enum(_) => {}
        }
    }
}

/// The type inside nullable types and boxes.
fn inside(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) | Type::Boxed(inner) => inside(inner),
        ty => ty,
    }
}

fn sentence(kind: &TypeKind, place: &str) -> String {
    match kind {
        TypeKind::Enum(_) => format!("What {place} can be."),
        TypeKind::Union(it) => {
            let names = it.members.iter().map(|member| member.rust_name.as_str());
            format!("What {place} can be: {}.", listed(names, "or"))
        }
        TypeKind::Struct(it) if !it.fields.is_empty() => {
            let names = it.fields.iter().map(|field| field.rust_name.as_str());
            format!("{}, with {}.", capital(place), listed(names, "and"))
        }
        TypeKind::Struct(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => {
            format!("{}.", capital(place))
        }
    }
}

/// Names as a part of a sentence: the first [`MAX_NAMES`], and the number of the others.
fn listed<'n>(names: impl ExactSizeIterator<Item = &'n str>, last: &str) -> String {
    let more = names.len().saturating_sub(MAX_NAMES);
    let mut names: Vec<String> = names
        .take(MAX_NAMES)
        .map(|name| format!("`{name}`"))
        .collect();
    if more > 0 {
        names.push(format!("{more} more"));
    }
    match names.pop() {
        Some(only) if names.is_empty() => only,
        Some(end) => format!("{} {last} {end}", names.join(", ")),
        None => String::new(),
    }
}

/// Capitalizes the first letter of a sentence, unless it begins with code.
fn capital(place: &str) -> String {
    let mut letters = place.chars();
    let first = letters
        .next()
        .into_iter()
        .map(|first| first.to_ascii_uppercase());
    first.chain(letters).collect()
}
