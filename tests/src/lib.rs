//! Exercises the generated client.
