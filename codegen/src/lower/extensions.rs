//! The OpenAPI extensions that are supported: their names, the objects they apply to, and their
//! effect.

use crate::load::Node;

/// An extension, with the names that different tools use for it.
#[derive(Debug)]
pub struct Extension {
    /// Its names; the first one that is present is read.
    pub keys: &'static [&'static str],
    /// The object that it applies to.
    pub on: &'static str,
    /// Its value and effect.
    pub does: &'static str,
}

impl Extension {
    /// The value, if it is present.
    pub(super) fn get<'d>(&self, node: &Node<'d>) -> Option<Node<'d>> {
        self.keys.iter().find_map(|key| node.get(key))
    }

    /// The value of the first name that is a string.
    pub(super) fn text<'d>(&self, node: &Node<'d>) -> Option<&'d str> {
        self.keys.iter().find_map(|key| node.text(key))
    }

    /// True if one of the names has the value `true`.
    pub(super) fn flag(&self, node: &Node<'_>) -> bool {
        self.keys.iter().any(|key| node.flag(key))
    }
}

/// Declares the extensions and the list of them.
macro_rules! extensions {
    ($($name:ident = [$($key:literal),+] on $on:literal: $does:literal;)*) => {
        $(
            #[doc = $does]
            pub(super) const $name: Extension = Extension {
                keys: &[$($key),+],
                on: $on,
                does: $does,
            };
        )*

        /// All supported extensions.
        pub const EXTENSIONS: &[&Extension] = &[$(&$name),*];
    };
}

extensions! {
    WEBHOOKS = ["x-webhooks"] on "the document":
        "a map of path items: webhooks, in OpenAPI 3.0";
    // The next three are read by the conversion of Swagger 2.0 (`load/swagger`).
    NULLABLE = ["x-nullable"] on "a schema of Swagger 2.0":
        "`true`: the value may be `null`";
    KIND = ["x-ms-discriminator-value"] on "a schema of Swagger 2.0":
        "a text: the value of the discriminator that names it";
    HOST = ["x-ms-parameterized-host"] on "a description in Swagger 2.0":
        "a host with variables, and their parameters: the server";
    IGNORE = ["x-fern-ignore"] on "a path item or an operation":
        "`true`: the operation is excluded";
    GROUP_NAME = ["x-fern-sdk-group-name", "x-speakeasy-group"] on "an operation":
        "a dotted path, or a list of them: the resource that has the method; a hint where fewer than nine tenths of the operations have one";
    METHOD_NAME = ["x-fern-sdk-method-name", "x-speakeasy-name-override"] on "an operation":
        "a text: the name of the method; without a name for the resource, the tag is the resource";
    CODE_SAMPLES = ["x-codeSamples", "x-code-samples"] on "an operation":
        "a list of `{lang, source}`: a call such as `client.chat.completions.create(…)`, on which the samples in Python, JavaScript and TypeScript agree, names the resource and the method of an operation without another name; such samples count in any extension of an operation, also as a map from languages to texts";
    PARAMETER_NAME = ["x-fern-parameter-name"] on "a parameter":
        "a text: the name of the argument or the setter";
    PAGINATION = ["x-fern-pagination"] on "an operation":
        "where pages, cursors and items of a list are; `false`: the list has no pages";
    AVAILABILITY = ["x-fern-availability", "x-stability"] on "an operation":
        "`beta` and the like: the docs say that it may change; `deprecated`: it is deprecated";
    DEPRECATION = ["x-deprecated", "x-stainless-deprecation-message"] on "an operation":
        "`true`, or a text that says what to use instead: it is deprecated";
    PERMISSIONS = ["x-api-token-group"] on "an operation":
        "a list of texts: the permissions of which a token needs one, for the docs";
    SENSITIVE = ["x-sensitive"] on "a schema":
        "`true`: values are secret, and are never printed";
    VALUE_DESCRIPTIONS = ["x-enum-descriptions", "x-enumDescriptions"] on "a schema with `enum`":
        "a list, or a map by value: what each value means";
    VALUE_NAMES = ["x-enum-varnames", "x-enumNames"] on "a schema with `enum`":
        "a list, or a map by value: the name of each variant";
    XML_TEXT = ["x-text", "x-content"] on "`xml` of a schema":
        "`true`: the value is the text of its element";
}
