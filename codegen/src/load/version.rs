use serde_json::Value;

use super::Pointer;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::wording::{description, text};

/// The OpenAPI a description is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// OpenAPI 3.0.
    V3_0,
    /// OpenAPI 3.1.
    V3_1,
}

impl Version {
    /// The version as text, such as `3.0`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
        }
    }
}

/// Finds out the version, or why this is not a description at all.
pub(super) fn detect(root: &Value) -> Result<Version, Diagnostic> {
    let here = Pointer::root(0);
    let Value::Object(members) = root else {
        let what = match root {
            Value::Null => text::empty(),
            _ => description::not_an_object(),
        };
        return Err(what.error(&here));
    };
    if members.contains_key("swagger") {
        return Err(description::swagger_2().error(&here.join("swagger")));
    }
    let text = match members.get("openapi") {
        Some(Value::String(text)) => text.trim().to_owned(),
        // `openapi: 3.1` without quotes is a number in YAML.
        Some(Value::Number(number)) => number.to_string(),
        Some(_) => {
            return Err(description::version_not_string().error(&here.join("openapi")));
        }
        None => return Err(description::missing_version().error(&here)),
    };
    let mut parts = text.split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Ok(Version::V3_0),
        (Some("3"), Some("1")) => Ok(Version::V3_1),
        _ => Err(description::unknown_version(&text).error(&here.join("openapi"))),
    }
}
