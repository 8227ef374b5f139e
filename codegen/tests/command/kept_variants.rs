//! The variants of a union keep their names when alternatives are added.

use std::fs;

use super::{Place, stderr};

/// A description of a response that is a text, an inline object or one of these schemas.
fn with_alternatives(keys: &[&str]) -> String {
    let alternative = |key: &&str| format!("{{$ref: '#/components/schemas/{key}'}}");
    let alternatives: Vec<String> = keys.iter().map(alternative).collect();
    let schema = |key: &&str| {
        format!(
            "    {key}: {{type: object, required: [of_{key}], properties: {{of_{key}: {{type: string}}}}}}\n"
        )
    };
    let schemas: String = keys.iter().map(schema).collect();
    format!(
        "openapi: 3.1.0\ninfo: {{title: Shops, version: 1.0.0}}\npaths:\n  /pets: {{get: {{tags: [pets], \
         responses: {{'200': {{description: All., content: {{application/json: {{schema: {{$ref: \
         '#/components/schemas/Pet'}}}}}}}}}}}}}}\ncomponents:\n  schemas:\n    Pet:\n      oneOf: [{{type: string}}, \
         {{type: object, properties: {{inline: {{type: string}}}}}}, {}]\n{schemas}",
        alternatives.join(", ")
    )
}

/// The variants of the union.
fn variants(place: &Place) -> Vec<String> {
    let out = place.snapshot().into_iter();
    let models = out.filter(|(path, _)| path.contains("src/models"));
    let text: String = models
        .map(|(_, bytes)| String::from_utf8(bytes).expect("text"))
        .collect();
    let (_, union) = text.split_once("pub enum Pet {").expect("the union");
    let (union, _) = union.split_once("\n}").expect("its end");
    let variants = union.split([',', '\n']).map(str::trim);
    variants
        .filter(|it| it.ends_with(')') && !it.starts_with("Unknown"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_new_alternative_does_not_rename_an_old_one() {
    let place = Place::new(&with_alternatives(&["PetCat", "PetDog"]));
    assert!(place.generate(&[]).status.success());
    let old = variants(&place);
    assert!(old.contains(&"Cat(PetCat)".to_owned()), "{old:?}");
    assert_eq!(old.len(), 4, "{old:?}");
    // A key without the common word, in front of the others.
    let more = with_alternatives(&["Cow", "PetCat", "PetDog"]);
    fs::write(place.path().join("api.yaml"), more).expect("written");
    let output = place.generate(&[]);
    assert!(output.status.success());
    let new = variants(&place);
    assert!(new.contains(&"Cow(Cow)".to_owned()), "{new:?}");
    assert!(old.iter().all(|it| new.contains(it)), "{old:?} {new:?}");
    let reported = stderr(&output);
    assert!(!reported.contains("would be called"), "{reported}");
    assert!(place.generate(&["--check", "--full"]).status.success());

    let file = place.path().join("out/names.lock");
    let good = fs::read_to_string(&file).expect("it is there");
    fs::write(&file, good.replace("\"Cat\"", "\"Cat, Other\"")).expect("written");
    let output = place.generate(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is no name of a variant"));
    // With `--rename`, all of them are named anew.
    assert!(place.generate(&["--rename", "--force"]).status.success());
    let new = variants(&place);
    assert!(new.contains(&"PetCat(PetCat)".to_owned()), "{new:?}");
}
