//! The client runtime that every generated SDK carries.

// Whatever a server sends, a program that calls it must not end.
#![deny(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unreachable,
    clippy::unwrap_used
)]

mod answer;
#[macro_use]
mod answer_tables;
mod api;
mod attempt;
mod auth;
mod base_url;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
mod blocking;
mod body;
mod budget;
mod builder;
#[cfg(not(target_arch = "wasm32"))]
mod builder_connecting;
#[cfg(feature = "reqwest-client")]
mod builder_reqwest;
#[macro_use]
mod builder_tables;
mod builder_tokens;
#[cfg(feature = "stream")]
mod byte_stream;
mod call;
mod classify;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub mod cli;
mod client;
mod clock;
mod collect;
mod date;
#[cfg(feature = "chrono")]
mod date_chrono;
#[cfg(feature = "jiff")]
mod date_jiff;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod date_parts;
#[cfg(feature = "time")]
mod date_time;
#[macro_use]
mod declarations;
#[cfg(feature = "dispatch")]
mod dispatch;
#[cfg(feature = "dispatch")]
mod dispatch_arguments;
#[cfg(feature = "dispatch")]
mod dispatch_names;
#[cfg(feature = "dispatch")]
mod dispatch_other;
#[cfg(all(feature = "dispatch", feature = "pages"))]
mod dispatch_pages;
#[cfg(feature = "dispatch")]
mod dispatch_sink;
#[cfg(all(feature = "dispatch", feature = "stream"))]
mod dispatch_stream;
#[cfg(feature = "dispatch")]
#[macro_use]
mod dispatch_tables;
#[cfg(all(feature = "dispatch", feature = "upload"))]
mod dispatch_upload;
#[cfg(feature = "dispatch")]
mod dispatch_values;
#[cfg(all(feature = "dispatch", feature = "xml"))]
mod dispatch_xml;
mod envelope;
mod error;
mod error_kind;
mod error_make;
mod error_text;
#[cfg(feature = "events")]
mod event_stream;
mod execute;
mod failure;
#[cfg(feature = "upload")]
mod file;
mod give;
#[cfg(feature = "upload")]
mod give_parts;
#[cfg(feature = "gzip")]
mod gzip;
mod headers;
#[cfg(feature = "cli")]
mod hidden;
mod http_date;
#[macro_use]
mod input_tables;
mod json_bytes;
mod json_decode;
mod json_encode;
mod json_error;
mod json_number;
mod json_object;
mod json_reader;
mod json_scanner;
mod json_serde;
mod json_shape;
mod json_show;
mod json_text;
#[cfg(feature = "tuples")]
mod json_tuple;
mod json_union;
mod json_writer;
#[cfg(feature = "validate")]
mod limits;
#[cfg(feature = "lines")]
mod line_stream;
#[macro_use]
mod macros;
mod message;
mod middleware;
mod model_builder;
#[cfg(feature = "upload")]
mod multipart;
mod open_enum;
mod operation;
mod options;
#[cfg(feature = "pages")]
mod page_body;
#[cfg(feature = "pages")]
#[macro_use]
mod page_methods;
#[cfg(feature = "pages")]
mod page_walk;
#[cfg(feature = "pages")]
mod pages;
#[cfg(feature = "pages")]
mod paging;
mod param;
mod param_style;
mod param_value;
mod path;
#[cfg(feature = "upload")]
mod pieces;
#[cfg(not(target_arch = "wasm32"))]
mod platform;
#[cfg(target_arch = "wasm32")]
#[path = "platform_wasm.rs"]
mod platform;
mod prepared;
#[macro_use]
mod presence;
#[cfg(not(target_arch = "wasm32"))]
mod proxy;
mod rate_limit;
mod raw_response;
pub mod reading;
mod redact;
mod request;
mod request_body;
#[macro_use]
mod request_tables;
mod response;
mod response_future;
mod retry;
mod secret;
mod server;
#[macro_use]
mod setter_tables;
mod settings;
#[cfg(feature = "events")]
mod sse;
#[cfg(feature = "stream")]
#[macro_use]
mod stream_methods;
#[macro_use]
mod tables;
mod throttle;
#[cfg(all(
    any(
        feature = "rustls",
        feature = "rustls-no-provider",
        feature = "native-tls"
    ),
    not(target_arch = "wasm32")
))]
mod tls;
mod token;
#[cfg(feature = "tracing")]
mod trace;
#[cfg(not(target_arch = "wasm32"))]
mod transport;
#[cfg(target_arch = "wasm32")]
#[path = "transport_wasm.rs"]
mod transport;
#[macro_use]
mod tuple_tables;
#[macro_use]
mod union_tables;
#[cfg(feature = "upload")]
mod upload;
#[cfg(feature = "validate")]
mod validate;
#[cfg(feature = "validate")]
mod validate_call;
mod visible;
#[cfg(feature = "xml")]
mod xml;
#[cfg(feature = "xml")]
mod xml_liberal;
#[cfg(feature = "xml")]
mod xml_read;
#[cfg(feature = "xml")]
#[macro_use]
mod xml_tables;
#[cfg(feature = "xml")]
mod xml_tree;
#[cfg(feature = "xml")]
mod xml_union;
#[cfg(feature = "xml")]
mod xml_write;
#[cfg(feature = "xml")]
mod xml_write_union;

pub use api::{Api, ClientDefault, Envelope, Scheme, SchemeKind, TokenEndpoint};
pub use builder::ClientBuilder;
#[cfg(feature = "stream")]
pub use byte_stream::ByteStream;
pub use bytes::Bytes;
pub use call::{Call, Execution};
pub use client::Client;
pub use clock::{Clock, SystemClock};
pub use collect::{box_in, boxed, list, map, nullable_boxed};
pub use date::{Date, DateTime};
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
pub use date_parts::InvalidDate;
#[cfg(feature = "dispatch")]
pub use dispatch_names::*;
#[cfg(all(feature = "dispatch", feature = "pages"))]
pub use dispatch_pages::pages;
#[cfg(all(feature = "dispatch", feature = "stream"))]
pub use dispatch_stream::{Piece, Pieces, stream};
#[cfg(all(feature = "dispatch", feature = "upload"))]
pub use dispatch_upload::{
    give_content_by_name, give_files_by_name, give_files_by_name_as, other_parts, other_upload,
};
#[cfg(all(feature = "dispatch", feature = "xml"))]
pub use dispatch_xml::{give_xml_by_name, xml_failure};
pub use error::Error;
pub use error_kind::{ErrorKind, Phase};
#[cfg(feature = "events")]
pub use event_stream::{Event, EventStream};
#[cfg(feature = "upload")]
pub use file::File;
pub use give::*;
#[cfg(feature = "upload")]
pub use give_parts::*;
pub use headers::header_value;
#[cfg(feature = "cli")]
pub use hidden::Hidden;
pub use http::{HeaderMap, Method, Request as HttpRequest, Response as HttpResponse, StatusCode};
pub use json_bytes::{Base64Bytes, Base64UrlBytes};
pub use json_decode::{Decode, Making, from_slice, from_slice_with};
pub use json_encode::{Encode, EncodeRest, Literal, Nullable, to_vec};
pub use json_error::DecodeError;
pub use json_object::{Fill, FillRest};
pub use json_reader::Reader;
pub use json_serde::{deserialize, from_value, serialize, to_value};
pub use json_shape::{MemberShape, Members, Property, Shape};
pub use json_show::show;
#[cfg(feature = "tuples")]
pub use json_tuple::FillMore;
pub use json_writer::Writer;
#[cfg(feature = "lines")]
pub use line_stream::LineStream;
pub use message::Message;
pub use middleware::{Attempt, Middleware, Outcome};
pub use model_builder::Builder;
#[cfg(feature = "upload")]
pub use multipart::{Multipart, parts_body};
pub use open_enum::Known;
pub use operation::{Operation, RequestBody};
pub use options::CallOptions;
#[cfg(feature = "pages")]
pub use pages::{Items, Paged, Pages, Paging};
pub use param::{Location, Parameter};
pub use platform::{BoxFuture, Instant, SystemTime};
pub use rate_limit::RateLimit;
pub use raw_response::RawResponse;
pub use request::{AnswerOf, Endpoint, Request, form_body, json_body};
pub use response::Response;
pub use response_future::{ResponseFuture, ValueFuture};
pub use secret::SecretString;
pub use serde_json::Value;
#[cfg(feature = "stream")]
pub use stream_methods::{StreamFuture, Streamed, streamed};
#[cfg(feature = "upload")]
pub use upload::Upload;
#[cfg(feature = "validate")]
pub use validate::{Invalid, Limits, Validate, Validator, Violation};
pub use visible::{visible_json, visible_lines};
#[cfg(feature = "xml")]
pub use xml::{
    Xml, XmlChoice, XmlElement, XmlMember, XmlShape, XmlType, XmlUnion, from_xml, give_xml,
    xml_members,
};
