use std::collections::{BTreeSet, HashMap, HashSet};

use crate::ir::{
    EnumRepr, Field, Member, Shape, ShapeProperty, Struct, Type, TypeDef, TypeKind, Union,
};

/// Maximum number of other lists of values that one is compared with.
const MAX_COMPARED: usize = 64;

/// Sets the shape of each member of a union, and sorts the members, the most specific first.
pub(super) fn derive(types: &mut [TypeDef]) {
    for index in 0..types.len() {
        let TypeKind::Union(union) = &types[index].kind else {
            continue;
        };
        let shapes = union
            .members
            .iter()
            .map(|member| shape(&member.ty, types, true));
        let shapes: Vec<Shape> = shapes.collect();
        let untagged = union.members.iter().map(|member| {
            let property = union.discriminator.as_deref();
            property.is_some_and(|property| lacks(&member.ty, property, types))
        });
        let untagged: Vec<bool> = untagged.collect();
        if let TypeKind::Union(Union { members, .. }) = &mut types[index].kind {
            for (member, (shape, adds_tag)) in
                members.iter_mut().zip(shapes.into_iter().zip(untagged))
            {
                member.shape = shape;
                member.adds_tag = adds_tag;
            }
            loosen(members);
            trim(members);
            members.sort_by_key(|member| rank(&member.shape));
        }
    }
}

/// True for an object that cannot have this property.
fn lacks(ty: &Type, property: &str, types: &[TypeDef]) -> bool {
    match ty {
        Type::Boxed(inner) => lacks(inner, property, types),
        Type::Named(id) => match &types[id.0].kind {
            TypeKind::Struct(it) => {
                let mut fields = it.fields.iter();
                it.additional.is_none() && !fields.any(|field| field.wire_name == property)
            }
            _ => false,
        },
        _ => false,
    }
}

/// The shape of the values of a type, including `properties` if that is set.
fn shape(ty: &Type, types: &[TypeDef], properties: bool) -> Shape {
    match ty {
        Type::Json | Type::OneOrMany(_) => Shape::Any,
        Type::Bool => Shape::Bool,
        Type::Int(_) => Shape::Int,
        Type::F32 | Type::F64 => Shape::Number,
        Type::String | Type::Secret | Type::Bytes(_) | Type::Date | Type::DateTime => Shape::String,
        Type::List(_) => Shape::List,
        Type::Map(_) => Shape::Object(Vec::new()),
        Type::Nullable(inner) | Type::Boxed(inner) => shape(inner, types, properties),
        Type::Named(id) => match &types[id.0].kind {
            TypeKind::Struct(it) if properties => Shape::Object(described(it, types)),
            TypeKind::Struct(_) => Shape::Object(Vec::new()),
            TypeKind::Enum(it) if it.repr == EnumRepr::Int => Shape::Int,
            TypeKind::Enum(it) if it.repr == EnumRepr::Mixed => Shape::Any,
            // As a member, an enum accepts unknown values; as a property, its values may distinguish
            // members.
            TypeKind::Enum(_) if properties => Shape::String,
            TypeKind::Enum(it) => Shape::OneOf(
                it.variants
                    .iter()
                    .map(|variant| variant.value.clone())
                    .collect(),
            ),
            TypeKind::Union(it) => common(it, types),
            TypeKind::Tuple(_) => Shape::List,
            TypeKind::Alias(_) => Shape::Any,
        },
    }
}

/// The shape that all members of a union have in common, or else any.
fn common(union: &Union, types: &[TypeDef]) -> Shape {
    // Nested unions are not followed: they may contain each other on too many paths.
    let kind = |member: &Member| match inside(&member.ty) {
        Type::Named(id) => match &types[id.0].kind {
            TypeKind::Struct(_) => Shape::Object(Vec::new()),
            TypeKind::Tuple(_) => Shape::List,
            _ => Shape::Any,
        },
        ty => shape(ty, types, false),
    };
    let mut kinds = union.members.iter().map(kind);
    let first = kinds.next().unwrap_or(Shape::Any);
    if kinds.all(|kind| kind == first) {
        first
    } else {
        Shape::Any
    }
}

/// The type inside boxes and nullable types.
fn inside(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) | Type::Boxed(inner) => inside(inner),
        ty => ty,
    }
}

fn described(it: &Struct, types: &[TypeDef]) -> Vec<ShapeProperty> {
    let property = |field: &Field| ShapeProperty {
        wire_name: field.wire_name.clone(),
        presence: field.presence(),
        shape: match only_text(field) {
            Some(only) => Shape::OneOf(vec![only]),
            None => shape(&field.ty, types, false),
        },
    };
    it.fields.iter().map(property).collect()
}

/// The only value of a field, if it has one and that is a string.
fn only_text(field: &Field) -> Option<String> {
    let json = field
        .constant
        .as_ref()
        .or(field.constraints.only.as_ref())?;
    serde_json::from_str(json).ok()
}

/// Lets a property of a member have unknown values, unless its values distinguish the member: it
/// has only one, or another member lists entirely different ones.
fn loosen(members: &mut [Member]) {
    let lists: Vec<Vec<(String, BTreeSet<String>)>> = members.iter().map(listed).collect();
    // The different lists of values for each property.
    let mut known: HashMap<&str, BTreeSet<&BTreeSet<String>>> = HashMap::new();
    for (name, values) in lists.iter().flatten() {
        known.entry(name).or_default().insert(values);
    }
    let tells = |name: &str, own: &BTreeSet<String>| {
        let mut others = known[name].iter().take(MAX_COMPARED);
        own.len() == 1 || others.any(|other| other.is_disjoint(own))
    };
    for (member, list) in members.iter_mut().zip(&lists) {
        let Shape::Object(properties) = &mut member.shape else {
            continue;
        };
        let loose = list.iter().filter(|(name, own)| !tells(name, own));
        let loose: HashSet<&str> = loose.map(|(name, _)| name.as_str()).collect();
        let properties = properties.iter_mut();
        for property in properties.filter(|it| loose.contains(it.wire_name.as_str())) {
            property.shape = Shape::String;
        }
    }
}

/// Reduces the shape of the only object in a union to its required properties, because there is no
/// other object to distinguish it from.
fn trim(members: &mut [Member]) {
    let is_object = |member: &&mut Member| matches!(member.shape, Shape::Object(_) | Shape::Any);
    let mut objects: Vec<&mut Member> = members.iter_mut().filter(is_object).collect();
    if let [only] = objects.as_mut_slice()
        && let Shape::Object(properties) = &mut only.shape
    {
        properties.retain(|property| property.presence.is_required());
    }
}

/// The properties of a member with listed values.
fn listed(member: &Member) -> Vec<(String, BTreeSet<String>)> {
    let Shape::Object(properties) = &member.shape else {
        return Vec::new();
    };
    let listed = properties
        .iter()
        .filter_map(|property| match &property.shape {
            Shape::OneOf(values) => {
                Some((property.wire_name.clone(), values.iter().cloned().collect()))
            }
            _ => None,
        });
    listed.collect()
}

/// The sort key of a shape: the fewer values match it, the lower.
fn rank(shape: &Shape) -> (u8, usize, usize) {
    let kind = match shape {
        Shape::OneOf(_) => 0,
        Shape::Bool => 1,
        Shape::Int => 2,
        Shape::Number => 3,
        Shape::String => 4,
        Shape::List => 5,
        Shape::Object(properties) if properties.is_empty() => 7,
        Shape::Object(_) => 6,
        Shape::Any => 8,
    };
    let Shape::Object(properties) = shape else {
        return (kind, 0, 0);
    };
    let required = properties.iter().filter(|it| it.presence.is_required());
    let constant = required
        .clone()
        .filter(|it| matches!(it.shape, Shape::OneOf(_)))
        .count();
    (kind, usize::MAX - constant, usize::MAX - required.count())
}
