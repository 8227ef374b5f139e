//! Code that must not compile: sending or building without a required argument or member.

#[test]
fn what_is_required_cannot_be_forgotten() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/missing_*.rs");
}
