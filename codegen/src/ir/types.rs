use super::{Doc, Union, XmlElement};

/// Index into [`super::Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// Any JSON value: `serde_json::Value`.
    Json,
    /// `bool`.
    Bool,
    /// An integer.
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
    /// `Date`: the text as received, which can be converted to a date.
    Date,
    /// `DateTime`: the text as received, which can be converted to a date with time.
    DateTime,
    /// `Vec<T>`.
    List(Box<Type>),
    /// `Vec<T>` that also decodes a single value, as a list with one item.
    OneOrMany(Box<Type>),
    /// `BTreeMap<String, T>`.
    Map(Box<Type>),
    /// `Option<T>`: the value may be `null`.
    Nullable(Box<Type>),
    /// `Box<T>`, for a type that contains itself.
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

/// The base64 alphabet of bytes.
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
    /// Previous names, which are deprecated aliases.
    pub aliases: Vec<String>,
    /// The documentation in the description.
    pub doc: Doc,
    /// True if the description marks it as deprecated.
    pub deprecated: bool,
    /// Whether its values are sent, received or both.
    pub usage: Usage,
    /// Its definition.
    pub kind: TypeKind,
    /// Indices of the resources whose operations use it, in ascending order, for
    /// [`super::Api::feature`]. Empty only if no operation uses it.
    pub reached_by: Vec<usize>,
    /// True if it is sent or received as XML.
    pub xml: bool,
    /// JSON pointer of its schema, for messages.
    pub pointer: String,
}

impl TypeDef {
    /// True for a struct whose fields are setters of a request builder. Each such operation has a
    /// struct of its own.
    pub fn is_body(&self) -> bool {
        matches!(&self.kind, TypeKind::Struct(object) if object.builder.is_none())
            && !self.usage.in_responses
    }

    /// Names of the step types of its staged builder, in order.
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

/// Whether values of a type are sent, received or both. At least one is true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// In requests: it implements `Encode`.
    pub in_requests: bool,
    /// In responses: it implements `Decode`.
    pub in_responses: bool,
    /// The body of a response, and an object with one list, whose items can be read one by one.
    pub wraps_list: bool,
}

/// The definition of a named type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeKind {
    /// An object.
    Struct(Struct),
    /// A list of strings or numbers, which also accepts unknown values.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// A list with a type for each item.
    Tuple(Tuple),
    /// An alias of another type.
    Alias(Type),
}

/// An object with named properties.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Struct {
    /// Required fields first, then optional ones, document order inside each group.
    pub fields: Vec<Field>,
    /// Type of the other properties (`additionalProperties`), which are kept in a map; `None` if
    /// they are ignored.
    pub additional: Option<Additional>,
    /// How callers build one. `None` for a type of responses only, and for a request body whose
    /// fields are setters of the request builder.
    pub builder: Option<Builder>,
}

/// How callers build a value of a struct.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Builder {
    /// `X::new()`, then setters of `X`: no field is required.
    New,
    /// `X::builder()`, then a step for each required field without a constant, then setters, then
    /// `build()`.
    Staged {
        /// Names of the step types, such as `PolicyNeedsAccess`, one for each required field
        /// without a constant, in field order; unique in the SDK.
        steps: Vec<String>,
    },
}

/// The properties of an object that its schema does not name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Additional {
    /// Name of the field with the map.
    pub rust_name: String,
    /// Type of their values.
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
    /// True if the property is required.
    pub required: bool,
    /// The documentation in the description.
    pub doc: Doc,
    /// Constraints, documented on the field.
    pub constraints: Constraints,
    /// True if the description marks it as deprecated.
    pub deprecated: bool,
    /// The only allowed value (`const`, or an enum with one value) as JSON text. Builders set it.
    pub constant: Option<String>,
    /// Its index among the properties in the document, which decides the order in XML, and its XML
    /// element. `None` in an SDK without XML.
    pub xml: Option<(usize, XmlElement)>,
}

/// Constraints of a schema. They are documented, and checked only by `validate()`.
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
    /// The only allowed value as JSON text, if the value may also be absent or `null`.
    pub only: Option<String>,
    /// `format`, if no Rust type represents it.
    pub format: Option<String>,
    /// `default`, as JSON text.
    pub default: Option<String>,
    /// `example`, as JSON text.
    pub example: Option<String>,
}

/// A list of allowed values, which also accepts unknown ones.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Enum {
    /// The type of the values on the wire.
    pub repr: EnumRepr,
    /// The known values, in document order.
    pub variants: Vec<Variant>,
}

/// The type of the values of an enum on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnumRepr {
    /// Strings; an unknown one is `Unknown(String)`.
    String,
    /// Integers; an unknown one is `Unknown(i64)`.
    Int,
    /// Strings, numbers and booleans; an unknown one is `Unknown(Value)`.
    Mixed,
}

/// A known value of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variant {
    /// Name of the variant; never `Unknown`.
    pub rust_name: String,
    /// The value: a string as it is, a number in decimal; JSON text for [`EnumRepr::Mixed`].
    pub value: String,
    /// The documentation in the description.
    pub doc: Doc,
}

/// A list with a type for each item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tuple {
    /// The types of the leading items; never empty.
    pub items: Vec<Type>,
    /// Number of items that are required; the others may be absent at the end.
    pub required: usize,
    /// Type of the items that follow; `None` if they are ignored.
    pub more: Option<Type>,
}
