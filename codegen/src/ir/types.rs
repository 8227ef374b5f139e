use super::{Doc, Union, XmlElement};

/// Index into [`super::Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// A type as it is written at a place of use.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// Any JSON value: `serde_json::Value`.
    Json,
    /// `bool`.
    Bool,
    /// A whole number.
    Int(Int),
    /// `f32`.
    F32,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// Text that is never printed: `SecretString`.
    Secret,
    /// `Bytes`, as base64 text in JSON.
    Bytes(Base64),
    /// `Date`: the text as received, convertible.
    Date,
    /// `DateTime`: the text as received, convertible.
    DateTime,
    /// `Vec<T>`.
    List(Box<Type>),
    /// `Vec<T>` that also decodes a lone value, as a list of one.
    OneOrMany(Box<Type>),
    /// `BTreeMap<String, T>`.
    Map(Box<Type>),
    /// `Option<T>`: the value may be `null`.
    Nullable(Box<Type>),
    /// `Box<T>`, where a type contains itself.
    Boxed(Box<Type>),
    /// A type of [`super::Api::types`].
    Named(TypeId),
}

/// A Rust integer type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Int {
    /// `i8`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u8`
    U8,
    /// `u16`
    U16,
    /// `u32`
    U32,
    /// `u64`
    U64,
}

/// How bytes are encoded in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base64 {
    /// RFC 4648 section 4.
    Standard,
    /// RFC 4648 section 5, without padding.
    Url,
}

/// A named type.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Rust name, unique in the SDK.
    pub name: String,
    /// Names that it had before.
    pub aliases: Vec<String>,
    /// What the description says of it.
    pub doc: Doc,
    /// Deprecated by the description.
    pub deprecated: bool,
    /// Where its values occur.
    pub usage: Usage,
    /// What it is.
    pub kind: TypeKind,
    /// Indices of the resources with an operation that reaches it, ascending, as
    /// [`super::Api::feature`] takes them. Empty only where nothing reaches it.
    pub reached_by: Vec<usize>,
    /// It is sent or received as XML.
    pub xml: bool,
    /// JSON pointer of its schema, for people.
    pub pointer: String,
}

impl TypeDef {
    /// True for a struct whose fields stand on request builders only. Every such operation has its
    /// own struct for them.
    pub fn is_body(&self) -> bool {
        matches!(&self.kind, TypeKind::Struct(object) if object.builder.is_none())
            && !self.usage.in_responses
    }

    /// Names of the types that lead to a value of which something has to be given, in their order.
    pub fn steps(&self) -> &[String] {
        match &self.kind {
            TypeKind::Struct(Struct {
                builder: Some(Builder::Staged { steps }),
                ..
            }) => steps,
            _ => &[],
        }
    }
}

/// Where values of a type occur. At least one is true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// In requests: it implements `Encode`.
    pub in_requests: bool,
    /// In responses: it implements `Decode`.
    pub in_responses: bool,
    /// The body of a response, and an object with one list, whose items can be read one by one.
    pub wraps_list: bool,
}

/// What a named type is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeKind {
    /// An object.
    Struct(Struct),
    /// A closed list of texts or numbers, open to values nobody knew.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// A list whose items have a type each.
    Tuple(Tuple),
    /// Another name for a type, emitted as a type alias.
    Alias(Type),
}

/// An object with known properties.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Struct {
    /// Required fields first, then optional ones, document order inside each group.
    pub fields: Vec<Field>,
    /// Type of the properties that have no name in the schema, kept in a map; `None` where they
    /// are ignored.
    pub additional: Option<Additional>,
    /// How callers make one. `None` for what occurs in responses only, and for a body whose fields stand
    /// on the request builder (such a type is private to the SDK: nothing else may use it).
    pub builder: Option<Builder>,
}

/// How callers make a value of a struct.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Builder {
    /// `X::new()`, then setters on `X` itself: nothing has to be given.
    New,
    /// `X::builder()`, then a step for each required field without a constant, then setters, then
    /// `build()`.
    Staged {
        /// Names of the step types, such as `PolicyNeedsAccess`, one for each required field
        /// without a constant, in field order; unique in the SDK.
        steps: Vec<String>,
    },
}

/// The properties that have no name in the schema.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Additional {
    /// Name of the field that holds them.
    pub rust_name: String,
    /// Type of each.
    pub ty: Type,
}

/// A named property.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Name on the wire.
    pub wire_name: String,
    /// Name of the field and its setter.
    pub rust_name: String,
    /// Its type. [`Type::Nullable`] where `null` is allowed. An optional field is `Option` of it;
    /// where it is optional and nullable at once, `Option<Option<T>>` (absent, `null`, value).
    pub ty: Type,
    /// Always present.
    pub required: bool,
    /// What the description says of it.
    pub doc: Doc,
    /// Limits, documented on the field.
    pub constraints: Constraints,
    /// Deprecated by the description.
    pub deprecated: bool,
    /// The only value there is (`const`, or an enum of one), as JSON text. Such a field is not
    /// asked for when a request is built.
    pub constant: Option<String>,
    /// Where it stands in XML, and its position among the properties in the document: there,
    /// order may count. `None` in an SDK without XML.
    pub xml: Option<(usize, XmlElement)>,
}

/// Limits that a description sets: documented, and checked only when `validate()` is called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Constraints {
    /// `minLength`, in characters.
    pub min_length: Option<u64>,
    /// `maxLength`, in characters.
    pub max_length: Option<u64>,
    /// `pattern`, as written.
    pub pattern: Option<String>,
    /// `minimum`, as written, and whether it is exclusive.
    pub minimum: Option<(String, bool)>,
    /// `maximum`, as written, and whether it is exclusive.
    pub maximum: Option<(String, bool)>,
    /// `multipleOf`, as written.
    pub multiple_of: Option<String>,
    /// `minItems` or `minProperties`.
    pub min_items: Option<u64>,
    /// `maxItems` or `maxProperties`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// The only value there is, as JSON text, where it may also be absent or `null`.
    pub only: Option<String>,
    /// `format`, where it has no type of its own here.
    pub format: Option<String>,
    /// `default`, as JSON text.
    pub default: Option<String>,
    /// `example`, as JSON text.
    pub example: Option<String>,
}

/// A list of allowed values, open to values nobody knew.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Enum {
    /// What the values are on the wire.
    pub repr: EnumRepr,
    /// The known values, in document order.
    pub variants: Vec<Variant>,
}

/// What the values of an enum are on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnumRepr {
    /// Texts; an unknown one is `Unknown(String)`.
    String,
    /// Whole numbers; an unknown one is `Unknown(i64)`.
    Int,
    /// Texts, numbers and truth values; an unknown one is `Unknown(Value)`.
    Mixed,
}

/// One known value of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variant {
    /// Name of the variant; never `Unknown`.
    pub rust_name: String,
    /// The value: the text itself, or the number in decimal; JSON text where there are several kinds.
    pub value: String,
    /// What the description says of it.
    pub doc: Doc,
}

/// A list whose items have a type each.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tuple {
    /// The types of the items that are listed; never empty.
    pub items: Vec<Type>,
    /// How many of them must be there; the others may be missing at the end.
    pub required: usize,
    /// Type of the items that follow; `None` where they are ignored.
    pub more: Option<Type>,
}
