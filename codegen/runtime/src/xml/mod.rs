//! XML: models are decoded from and encoded as XML through JSON.
//!
//! Takes and returns bytes. Uses `json`, `date`, `call` and `response`.

#[cfg(feature = "dispatch")]
mod dispatch;
mod liberal;
mod read;
mod tree;
mod types;
mod union;
mod write;
mod write_union;

#[cfg(feature = "dispatch")]
pub use dispatch::{set_xml_by_name, xml_failure};
pub use read::{Xml, from_xml, xml_members};
pub use types::{XmlChoice, XmlElement, XmlMember, XmlShape, XmlType, XmlUnion};
