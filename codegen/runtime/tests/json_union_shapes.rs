//! Unions without a discriminator, whose members have most of their properties in common.

#[macro_use]
mod json_record;

use sdk_runtime::{Decode, DecodeError, MemberShape, Members, Property, Reader, Shape, from_slice};
use serde_json::Value;

record! { WorkspaceOne { api_url auth_url client_id client_secret } {} }
record! { Crowdstrike { api_url client_id client_secret customer_id } {} }
record! { Uptycs { api_url client_key client_secret customer_id } {} }
record! { Intune { client_id client_secret customer_id } {} }
record! { Kolide { client_id client_secret } {} }
record! { Tanium { api_url client_secret } { access_client_id access_client_secret } }
record! { Sentinelone { api_url client_secret } {} }
record! { Custom { access_client_id access_client_secret api_url client_secret } {} }

#[derive(Debug)]
#[allow(dead_code)]
enum Config {
    WorkspaceOne(WorkspaceOne),
    Crowdstrike(Crowdstrike),
    Uptycs(Uptycs),
    Intune(Intune),
    Kolide(Kolide),
    Tanium(Tanium),
    Sentinelone(Sentinelone),
    Custom(Custom),
    Unknown(Value),
}

static CONFIG: Members = Members {
    discriminator: None,
    default: None,
    members: &[
        WorkspaceOne::SHAPE,
        Crowdstrike::SHAPE,
        Uptycs::SHAPE,
        Intune::SHAPE,
        Kolide::SHAPE,
        Tanium::SHAPE,
        Sentinelone::SHAPE,
        Custom::SHAPE,
    ],
};

impl Decode for Config {
    fn unset() -> Self {
        Self::Unknown(Value::Null)
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.union(
            &CONFIG,
            &[
                |reader| Decode::decode(reader).map(Self::WorkspaceOne),
                |reader| Decode::decode(reader).map(Self::Crowdstrike),
                |reader| Decode::decode(reader).map(Self::Uptycs),
                |reader| Decode::decode(reader).map(Self::Intune),
                |reader| Decode::decode(reader).map(Self::Kolide),
                |reader| Decode::decode(reader).map(Self::Tanium),
                |reader| Decode::decode(reader).map(Self::Sentinelone),
                |reader| Decode::decode(reader).map(Self::Custom),
            ],
            Self::Unknown,
        )
    }
}

/// The config that has these properties, each a text.
fn config(properties: &str) -> Config {
    let members: Vec<String> = properties
        .split_whitespace()
        .map(|name| format!(r#""{name}":"{name}""#))
        .collect();
    from_slice(format!("{{{}}}", members.join(",")).as_bytes()).expect("a config")
}

#[test]
fn overlapping_shapes_are_distinguished() {
    use Config as C;
    assert!(matches!(
        config("api_url auth_url client_id client_secret"),
        C::WorkspaceOne(_)
    ));
    assert!(matches!(
        config("api_url client_id client_secret customer_id"),
        C::Crowdstrike(_)
    ));
    assert!(matches!(
        config("api_url client_key client_secret customer_id"),
        C::Uptycs(_)
    ));
    assert!(matches!(
        config("client_id client_secret customer_id"),
        C::Intune(_)
    ));
    assert!(matches!(config("client_id client_secret"), C::Kolide(_)));
    assert!(matches!(
        config("api_url client_secret access_client_id"),
        C::Tanium(_)
    ));
    assert!(matches!(
        config("client_secret api_url access_client_secret access_client_id"),
        C::Custom(_)
    ));
    // Tanium with neither of its optional properties looks the same; the first one listed wins.
    assert!(matches!(config("client_secret api_url"), C::Tanium(_)));
}

#[test]
fn unknown_properties_do_not_confuse() {
    assert!(matches!(
        config("client_id client_secret region x"),
        Config::Kolide(_)
    ));
    assert!(matches!(
        config("a client_id b client_secret customer_id"),
        Config::Intune(_)
    ));
}

#[test]
fn what_fits_nothing_is_kept_as_it_is() {
    for json in [
        r#"{"client_id":"a"}"#,
        r#"{"client_id":5,"client_secret":"b"}"#,
        r#"{"client_id":null,"client_secret":"b"}"#,
        r#"{"client_id":"a","client_id":"a","client_secret":"b"}"#,
        "{}",
        "[1]",
        r#""text""#,
        "null",
        "17",
    ] {
        let Config::Unknown(value) = from_slice(json.as_bytes()).expect("any JSON") else {
            panic!("{json} was taken for a member");
        };
        assert_eq!(
            value,
            serde_json::from_str::<Value>(json).expect("any JSON")
        );
    }
}

#[test]
fn broken_json_is_refused_not_unknown() {
    for json in [
        r#"{"client_id":"a","x":[1,]}"#,
        r#"{"client_id":"a""#,
        "\"\\ud800\"",
    ] {
        from_slice::<Config>(json.as_bytes()).unwrap_err();
    }
    let deep = format!(
        r#"{{"client_id":"a","x":{}{}}}"#,
        "[".repeat(128),
        "]".repeat(128)
    );
    let error = from_slice::<Config>(deep.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("128 levels"), "{error}");
}
