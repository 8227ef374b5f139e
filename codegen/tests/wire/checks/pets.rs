use kitchen::models;
use serde_json::{Value, json};

use crate::server::Server;

async fn pets(body: Value) -> models::Pets {
    let server = Server::json(&body.to_string());
    let pets = server.client().pets().get().send().await;
    server.request();
    pets.unwrap()
}

#[tokio::test]
async fn a_discriminator_names_its_member_by_mapping_or_key() {
    let pets = pets(json!({"mapped": [
        {"kind": "kitty", "lives": 9},
        {"kind": "tiger"},
        {"kind": "Fish", "fins": 2},
        {"kind": "car", "doors": 4},
        {"kind": "bike", "bell": true},
        {"kind": "dragon", "lives": 1},
    ]}))
    .await;
    let mapped = pets.mapped.unwrap();
    let [
        models::Mapped::Cat(cat),
        models::Mapped::Cat(_),
        models::Mapped::Fish(fish),
        models::Mapped::Vehicle(models::Vehicle::Car(car)),
        models::Mapped::Vehicle(models::Vehicle::Bike(_)),
        models::Mapped::Unknown(dragon),
    ] = &mapped[..]
    else {
        panic!("{mapped:#?}");
    };
    assert_eq!(
        (cat.lives, fish.fins, car.doors),
        (Some(9), Some(2), Some(4))
    );
    assert_eq!(dragon["kind"], "dragon");
}

#[tokio::test]
async fn children_are_distinguished_by_their_parents_discriminator() {
    let pets = pets(json!({"inherited": [
        {"petType": "hound", "bark": "woof", "name": "Rex"},
        {"petType": "Puppy", "weeks": 6},
        {"petType": "Lizard", "sun": true},
        {"petType": "Dragon", "sun": true},
    ]}))
    .await;
    let inherited = pets.inherited.unwrap();
    let [
        models::Pet::Dog(dog),
        models::Pet::Puppy(puppy),
        models::Pet::Lizard(_),
        models::Pet::Unknown(_),
    ] = &inherited[..]
    else {
        panic!("{inherited:#?}");
    };
    assert_eq!(dog.name.as_deref(), Some("Rex"));
    assert_eq!(puppy.weeks, Some(6));
}

#[tokio::test]
async fn a_child_is_sent_as_its_parent() {
    let server = Server::empty();
    let lizard = models::Lizard::builder()
        .pet_type("Lizard")
        .sun(false)
        .build();
    let call = server.client().pets().add().body(lizard);
    call.send().await.unwrap();
    let body: Value = serde_json::from_str(&server.request().body).unwrap();
    assert_eq!(body, json!({"petType": "Lizard", "sun": false}));
}

#[tokio::test]
async fn without_a_discriminator_the_shape_counts() {
    let pets = pets(json!({"shaped": [
        {"a": "x"}, {"a": "x", "b": 1}, ["t"], true, 7, {"c": 1}
    ], "numbered": [{"v": 1, "one": "x"}, {"v": 2, "two": "y"}, {"v": 3}]}))
    .await;
    let shaped = pets.shaped.unwrap();
    let [
        models::Shaped::Object(_),
        models::Shaped::B(both),
        models::Shaped::List(_),
        models::Shaped::Boolean(true),
        models::Shaped::Unknown(_),
        models::Shaped::Unknown(_),
    ] = &shaped[..]
    else {
        panic!("{shaped:#?}");
    };
    assert_eq!(both.b, 1);
    let numbered = pets.numbered.unwrap();
    let [
        models::Numbered::One(_),
        models::Numbered::Two(two),
        models::Numbered::Unknown(_),
    ] = &numbered[..]
    else {
        panic!("{numbered:#?}");
    };
    assert_eq!(two.two.as_deref(), Some("y"));
}

#[tokio::test]
async fn an_optional_property_with_one_value_distinguishes_members() {
    let pets = pets(json!({"marked": [
        {"name": "Wriggle", "sort": "worm"}, {"sort": "bird", "name": "Tweet"}, {"sort": "bee"}
    ]}))
    .await;
    let marked = pets.marked.unwrap();
    let [
        models::Marked::Worm(worm),
        models::Marked::Bird(bird),
        models::Marked::Unknown(_),
    ] = &marked[..]
    else {
        panic!("{marked:#?}");
    };
    assert_eq!(worm.sort.clone().flatten().as_deref(), Some("worm"));
    assert_eq!(bird.sort.as_deref(), Some("bird"));
}
