use serde_json::Value;

use super::Pointer;
use crate::diagnostic::Diagnostic;

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
            Value::Null => "the document is empty",
            _ => "the document is not an object",
        };
        return Err(Diagnostic::error(here, what)
            .with_help("an OpenAPI description starts with `openapi: 3.0.3` or the like"));
    };
    if members.contains_key("swagger") {
        return Err(Diagnostic::error(
            here.join("swagger"),
            "this is a Swagger 2.0 description; OpenAPI 3.0 and 3.1 are read",
        )
        .with_help("convert it first, for example with `npx swagger2openapi`"));
    }
    let text = match members.get("openapi") {
        Some(Value::String(text)) => text.trim().to_owned(),
        // `openapi: 3.1` without quotes is a number in YAML.
        Some(Value::Number(number)) => number.to_string(),
        Some(_) => {
            return Err(Diagnostic::error(
                here.join("openapi"),
                "`openapi` is not a text",
            ));
        }
        None => {
            return Err(
                Diagnostic::error(here, "this does not say which OpenAPI it is")
                    .with_help("add `openapi: 3.0.3` or `openapi: 3.1.0` at the top"),
            );
        }
    };
    let mut parts = text.split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Ok(Version::V3_0),
        (Some("3"), Some("1")) => Ok(Version::V3_1),
        _ => Err(Diagnostic::error(
            here.join("openapi"),
            format!("OpenAPI {text} is not known; 3.0 and 3.1 are read"),
        )),
    }
}
