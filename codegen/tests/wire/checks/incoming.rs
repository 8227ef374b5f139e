use kitchen::incoming::{PetAdded, PetsAddFed, from_slice};
use kitchen::models;

#[test]
fn payloads_are_decoded() {
    let body = br#"{"pet": {"petType": "Lizard", "sun": true}}"#;
    let added: PetAdded = from_slice(body).unwrap();
    assert!(matches!(added.pet, models::Pet::Lizard(lizard) if lizard.sun));

    let fed: PetsAddFed = serde_json::from_str(r#"[{"food": "fly"}]"#).unwrap();
    assert_eq!(fed[0].food.as_deref(), Some("fly"));
}
