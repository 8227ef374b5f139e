//! What must not compile: a required field left out, and sending or building before it is given.

#[test]
fn what_is_required_cannot_be_forgotten() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("it/ui/missing_*.rs");
}
