//! Preferences of a client: `Prefer: code=409, example=name, dynamic=true` (RFC 7240).

use http::StatusCode;

use crate::mock::request::Request;

/// The preferences of a request. Unknown ones are ignored (RFC 7240, section 2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::mock) struct Preferences {
    /// The status of the response.
    pub(in crate::mock) code: Option<StatusCode>,
    /// The name of the example.
    pub(in crate::mock) example: Option<String>,
    /// Whether values are generated anew for each request, instead of using an example.
    pub(in crate::mock) dynamic: bool,
}

impl Preferences {
    /// Parses the preferences.
    pub(in crate::mock) fn of(request: &Request) -> Self {
        let mut read = Self::default();
        let pairs = request
            .all("prefer")
            .flat_map(|line| line.split([',', ';']));
        for pair in pairs {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = value.trim().trim_matches('"');
            match name.trim().to_ascii_lowercase().as_str() {
                "code" => {
                    let code = value.parse().ok().filter(|it| (200..600).contains(it));
                    read.code = code.and_then(|it| StatusCode::from_u16(it).ok());
                }
                "example" => read.example = Some(value.to_owned()),
                "dynamic" => read.dynamic = !value.eq_ignore_ascii_case("false"),
                _ => {}
            }
        }
        read
    }

    /// The applied preferences, for `Preference-Applied`.
    pub(in crate::mock) fn applied(&self) -> Option<String> {
        let code = self.code.map(|code| format!("code={}", code.as_u16()));
        let dynamic = self.dynamic.then(|| "dynamic=true".to_owned());
        let all: Vec<_> = [code, dynamic].into_iter().flatten().collect();
        (!all.is_empty()).then(|| all.join(", "))
    }
}
