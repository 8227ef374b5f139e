use serde_json::Value;

use super::Pointer;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::wording::{description, text};

/// The version of OpenAPI of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// Swagger 2.0, the predecessor of OpenAPI 3.0.
    V2_0,
    /// OpenAPI 3.0.
    V3_0,
    /// OpenAPI 3.1.
    V3_1,
    /// OpenAPI 3.2.
    V3_2,
}

impl Version {
    /// The version as text, such as `3.0`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V2_0 => "2.0",
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
            Self::V3_2 => "3.2",
        }
    }
}

/// Determines the version; the error says why this is no description.
pub(super) fn detect(root: &Value) -> Result<Version, Diagnostic> {
    let here = Pointer::root(0);
    let Value::Object(members) = root else {
        let what = match root {
            Value::Null => text::empty(),
            _ => description::not_an_object(),
        };
        return Err(what.error(&here));
    };
    let Some(openapi) = members.get("openapi") else {
        let swagger = members.get("swagger");
        let swagger = swagger.ok_or_else(|| description::missing_version().error(&here))?;
        return match text_of(swagger).as_deref() {
            Some("2.0" | "2") => Ok(Version::V2_0),
            _ => Err(description::unknown_swagger().error(&here.join("swagger"))),
        };
    };
    let Some(text) = text_of(openapi) else {
        return Err(description::version_not_string().error(&here.join("openapi")));
    };
    let mut parts = text.split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Ok(Version::V3_0),
        (Some("3"), Some("1")) => Ok(Version::V3_1),
        (Some("3"), Some("2")) => Ok(Version::V3_2),
        _ => Err(description::unknown_version(&text).error(&here.join("openapi"))),
    }
}

/// The version as text: an unquoted `openapi: 3.1` is a number in YAML.
fn text_of(version: &Value) -> Option<String> {
    match version {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
