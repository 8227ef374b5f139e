//! The client runtime that every generated SDK carries.
