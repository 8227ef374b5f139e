//! Values: their types, constraints and defaults.

use super::compare::{ChangeContext, Comparison, Direction, Version};
use super::rule::*;
use crate::ir::{EnumRepr, Int, Type, TypeKind};

/// A value of the API: its type, constraints and default.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) ty: &'a Type,
    /// The only allowed value, as JSON text.
    pub(super) constant: Option<&'a str>,
}

/// Compares two values.
pub(super) fn compare(
    it: &mut Comparison<'_>,
    direction: Direction,
    at: &ChangeContext,
    old: Value<'_>,
    new: Value<'_>,
) {
    match (old.constant, new.constant) {
        (Some(a), Some(b)) if a != b => {
            let detail = format!("its only value is {b}, not {a}");
            it.report_directed(&CONSTANT_CHANGED, direction, at, &detail);
        }
        (None, Some(b)) => {
            let detail = format!("its only value is {b} now");
            it.report_directed(&TYPE_NARROWED, direction, at, &detail);
        }
        (Some(a), None) => {
            let detail = format!("it may have other values than {a}");
            it.report_directed(&TYPE_WIDENED, direction, at, &detail);
        }
        _ => {}
    }
    types(it, direction, at, old.ty, new.ty);
}

/// Compares two types. Named types are queued, and each pair is compared once.
pub(super) fn types(
    it: &mut Comparison<'_>,
    direction: Direction,
    at: &ChangeContext,
    old: &Type,
    new: &Type,
) {
    let (a, b) = (it.resolve(Version::Old, old), it.resolve(Version::New, new));
    match (a, b) {
        (Type::Nullable(a), Type::Nullable(b)) | (Type::Map(a), Type::Map(b)) => {
            types(it, direction, at, a, b);
        }
        (Type::Nullable(a), b) => {
            it.report_directed(
                &BECAME_NOT_NULLABLE,
                direction,
                at,
                "it may not be null any more",
            );
            types(it, direction, at, a, b);
        }
        (a, Type::Nullable(b)) => {
            it.report_directed(&BECAME_NULLABLE, direction, at, "it may be null now");
            types(it, direction, at, a, b);
        }
        (Type::List(a) | Type::OneOrMany(a), Type::List(b) | Type::OneOrMany(b)) => {
            types(it, direction, at, a, b);
        }
        (Type::Named(a), Type::Named(b)) => it.pair(*a, *b, direction),
        (a, b) if a == b => {}
        (a, b) => {
            let detail = format!(
                "{} → {}",
                shown(it, Version::Old, a),
                shown(it, Version::New, b)
            );
            let rule = match relation(kind(it, Version::Old, a), kind(it, Version::New, b)) {
                Relation::Same => &FORMAT_CHANGED,
                Relation::Wider => &TYPE_WIDENED,
                Relation::Narrower => &TYPE_NARROWED,
                Relation::Other => &TYPE_CHANGED,
            };
            it.report_directed(rule, direction, at, &detail);
        }
    }
}

/// How the values of a new type relate to those of the old one.
enum Relation {
    Same,
    Wider,
    Narrower,
    Other,
}

/// The representation of a type on the wire.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Any,
    Bool,
    /// An integer between these two bounds.
    Int(i128, i128),
    Number,
    /// A string in one of the known formats, which are numbered.
    Form(u8),
    Text,
    List,
    Object,
    Other,
}

fn kind(it: &Comparison<'_>, version: Version, ty: &Type) -> Kind {
    match ty {
        Type::Json => Kind::Any,
        Type::Bool => Kind::Bool,
        Type::Int(int) => range(*int),
        Type::F32 | Type::F64 => Kind::Number,
        Type::String | Type::Secret => Kind::Text,
        Type::Bytes(_) => Kind::Form(1),
        Type::Date => Kind::Form(2),
        Type::DateTime => Kind::Form(3),
        Type::List(_) | Type::OneOrMany(_) => Kind::List,
        Type::Map(_) => Kind::Object,
        Type::Nullable(inner) | Type::Boxed(inner) => kind(it, version, inner),
        Type::Named(id) => match &it.api(version).types[id.0].kind {
            TypeKind::Struct(_) => Kind::Object,
            TypeKind::Enum(values) if values.repr == EnumRepr::String => Kind::Form(4),
            TypeKind::Enum(_) => Kind::Int(0, 0),
            TypeKind::Tuple(_) => Kind::List,
            TypeKind::Union(_) => Kind::Other,
            TypeKind::Alias(inner) => kind(it, version, inner),
        },
    }
}

fn range(int: Int) -> Kind {
    match int {
        Int::I8 => Kind::Int(i8::MIN.into(), i8::MAX.into()),
        Int::I16 => Kind::Int(i16::MIN.into(), i16::MAX.into()),
        Int::I32 => Kind::Int(i32::MIN.into(), i32::MAX.into()),
        Int::I64 => Kind::Int(i64::MIN.into(), i64::MAX.into()),
        Int::U8 => Kind::Int(0, u8::MAX.into()),
        Int::U16 => Kind::Int(0, u16::MAX.into()),
        Int::U32 => Kind::Int(0, u32::MAX.into()),
        Int::U64 => Kind::Int(0, u64::MAX.into()),
    }
}

fn relation(old: Kind, new: Kind) -> Relation {
    if old == new && !matches!(old, Kind::Object | Kind::List | Kind::Other) {
        return Relation::Same;
    }
    match (holds(new, old), holds(old, new)) {
        (true, _) => Relation::Wider,
        (_, true) => Relation::Narrower,
        _ => Relation::Other,
    }
}

/// True if every value of `inner` is also a value of `outer`.
fn holds(outer: Kind, inner: Kind) -> bool {
    match (outer, inner) {
        (Kind::Any, _) => true,
        (Kind::Number, Kind::Int(..)) => true,
        (Kind::Text, Kind::Form(_)) => true,
        (Kind::Int(low, high), Kind::Int(from, to)) => low <= from && to <= high,
        _ => false,
    }
}

/// The name of a type in messages.
fn shown(it: &Comparison<'_>, version: Version, ty: &Type) -> String {
    match ty {
        Type::Json => "any JSON".to_owned(),
        Type::Bool => "a boolean".to_owned(),
        Type::Int(int) => format!("an integer ({})", format!("{int:?}").to_lowercase()),
        Type::F32 => "a number (f32)".to_owned(),
        Type::F64 => "a number (f64)".to_owned(),
        Type::String => "a string".to_owned(),
        Type::Secret => "a secret string".to_owned(),
        Type::Bytes(_) => "bytes in base64".to_owned(),
        Type::Date => "a date".to_owned(),
        Type::DateTime => "a date with time".to_owned(),
        Type::List(inner) | Type::OneOrMany(inner) => {
            format!("a list of {}", shown(it, version, inner))
        }
        Type::Map(inner) => format!("a map of {}", shown(it, version, inner)),
        Type::Nullable(inner) => format!("{} or null", shown(it, version, inner)),
        Type::Boxed(inner) => shown(it, version, inner),
        Type::Named(id) => format!("`{}`", it.api(version).types[id.0].name),
    }
}
