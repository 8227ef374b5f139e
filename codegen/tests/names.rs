//! Rust names that are derived from wire names.

use sdk_codegen::name::{Case, Claim, Rank, settle, singular};

#[track_caller]
fn spelled(case: Case, pairs: &[(&str, &str)]) {
    for (wire, rust) in pairs {
        assert_eq!(case.name(wire), *rust, "name of {wire:?}");
    }
}

#[test]
fn types_are_upper_camel() {
    spelled(
        Case::Type,
        &[
            ("deployment-group", "DeploymentGroup"),
            ("access_schemas-apps_name", "AccessSchemasAppsName"),
            ("HTTPServer", "HttpServer"),
            ("listOfIDs", "ListOfIds"),
            ("IPv4Address", "Ipv4Address"),
            ("OAuth2Client", "Oauth2Client"),
            ("listPoPs", "ListPops"),
            ("io.k8s.api.core.v1.Pod", "IoK8sApiCoreV1Pod"),
            ("Preis für Öl", "PreisFuerOel"),
            ("2FA", "Type2Fa"),
            ("v1.2", "V1_2"),
            ("🚀", "U1f680"),
            ("", "Empty"),
        ],
    );
}

#[test]
fn types_keep_away_from_what_files_import() {
    spelled(
        Case::Type,
        &[
            ("option", "OptionModel"),
            ("Error", "ErrorModel"),
            ("self", "SelfModel"),
        ],
    );
}

#[test]
fn variants_tell_signs_and_comparisons() {
    spelled(
        Case::Variant,
        &[
            ("<=1y", "LessEqual1y"),
            (">1y", "Greater1y"),
            ("+1", "Plus1"),
            ("-1", "Minus1"),
            ("*", "Star"),
            ("5", "Value5"),
            ("unknown", "UnknownValue"),
            ("application/vnd.api+json", "ApplicationVndApiJson"),
        ],
    );
}

#[test]
fn fields_are_never_keywords_or_generated_methods() {
    spelled(
        Case::Field,
        &[
            ("type", "type_"),
            ("self", "self_"),
            ("new", "new_"),
            ("policyIds", "policy_ids"),
            ("@odata.type", "odata_type"),
            ("3d", "value_3d"),
            ("don't", "dont"),
        ],
    );
}

#[test]
fn long_names_are_cut_and_stay_apart() {
    let (one, two) = ("word ".repeat(40) + "one", "word ".repeat(40) + "two");
    let (one, two) = (Case::Type.name(&one), Case::Type.name(&two));
    assert!(one.len() <= 80 && two.len() <= 80);
    assert_ne!(one, two);
}

#[test]
fn words_become_singular() {
    let pairs = [
        ("policies", Some("policy")),
        ("addresses", Some("address")),
        ("branches", Some("branch")),
        ("statuses", Some("status")),
        ("clauses", Some("clause")),
        ("warehouses", Some("warehouse")),
        ("databases", Some("database")),
        ("groups", Some("group")),
        ("status", None),
        ("data", None),
        ("series", None),
    ];
    for (many, one) in pairs {
        assert_eq!(singular(many).as_deref(), one, "singular of {many:?}");
    }
}

fn claims(case: Case, wires: &[&str]) -> Vec<Claim> {
    let claim = |wire: &&str| Claim {
        name: case.name(wire),
        wire: String::from(*wire),
        rank: Rank::Named,
    };
    wires.iter().map(claim).collect()
}

fn settled(case: Case, wires: &[&str]) -> Vec<String> {
    let settled = settle(&claims(case, wires), case);
    settled.into_iter().map(|settled| settled.name).collect()
}

#[test]
fn namesakes_are_spelled_out() {
    assert_eq!(
        settled(Case::Variant, &["c", "c++", "c#"]),
        ["CLower", "CPlusPlus", "CHash"]
    );
}

#[test]
fn a_suffix_depends_on_the_own_wire_name_only() {
    let two = settled(Case::Field, &["fooBar", "foobar", "FooBar"]);
    let three = settled(Case::Field, &["FooBar", "FOO_BAR", "fooBar"]);
    assert_eq!(two, ["foo_bar_camel", "foobar", "foo_bar_capital"]);
    assert_eq!(three, ["foo_bar_capital", "foo_bar_upper", "foo_bar_camel"]);
}

#[test]
fn what_is_called_so_already_keeps_its_name() {
    let settled = settled(
        Case::Field,
        &["policyId", "policy_id", "policy-id", "policy.id"],
    );
    assert_eq!(
        settled,
        [
            "policy_id_camel",
            "policy_id",
            "policy_id_x43ab",
            "policy_id_xb32e"
        ]
    );
}

#[test]
fn a_configured_name_wins() {
    let mut claims = claims(Case::Type, &["Policy", "policy"]);
    claims[1].rank = Rank::Configured;
    let settled = settle(&claims, Case::Type);
    assert!(settled[0].changed && !settled[1].changed);
    assert_eq!(settled[1].name, "Policy");
}
