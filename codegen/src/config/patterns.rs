//! Regular expressions for values in the JSON Schema. `check` is authoritative: some rules cannot
//! be expressed as a pattern, such as Rust keywords and SPDX expressions.

pub(super) const PACKAGE: &str = "^[A-Za-z][A-Za-z0-9_-]{0,63}$";
pub(super) const VERSION: &str = r"^[0-9]+\.[0-9]+\.[0-9]+([-+][0-9A-Za-z.+-]*)?$";
pub(super) const ONE_LINE: &str =
    r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$";
pub(super) const KEYWORD: &str = "^[A-Za-z0-9][A-Za-z0-9_+-]{0,19}$";
pub(super) const VARIABLE: &str = "^[A-Za-z_][A-Za-z0-9_]*$";
pub(super) const HEADER: &str = "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$";
pub(super) const IDENTIFIER: &str = "^[A-Za-z_][A-Za-z0-9_]*$";
/// A JSON pointer as a URI fragment.
pub(super) const POINTER: &str = "^#/";
/// A JSON pointer into a body; empty for the whole body.
pub(super) const PATH: &str = "^(/[^/~]+)*$";
