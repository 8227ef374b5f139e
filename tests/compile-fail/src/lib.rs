//! Calls of the generated client that must not compile are in `ui`.
