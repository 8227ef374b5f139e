use std::any::Any;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;

use bytes::Bytes;
use http::HeaderValue;
use percent_encoding::percent_decode_str;
use secrecy::SecretString;

use super::file::File;
use super::pieces::{Piece, payload};
use crate::call::Call;
use crate::json::{Encode, to_vec_noting};
use crate::operation::{Body, Content, ParamValue, Parameter, Payload, RequestBody, Source};

const JSON: &str = "application/json";

const FORM: &str = "multipart/form-data";

/// A body of several parts (RFC 7578): texts and files.
#[derive(Clone, Debug, Default)]
pub struct Multipart {
    /// JSON of an object, whose members come first.
    object: Option<Bytes>,
    /// What of it is secret.
    confidential: Vec<SecretString>,
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
struct Part {
    field: String,
    content: File,
    /// It has no name and no media type of its own.
    is_text: bool,
}

impl Multipart {
    /// Starts without any part.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text.
    pub fn text(mut self, field: impl Into<String>, text: impl Into<String>) -> Self {
        self.parts.push(Part {
            field: field.into(),
            content: File::new(text.into()),
            is_text: true,
        });
        self
    }

    /// Adds a file.
    pub fn file(mut self, field: impl Into<String>, file: impl Into<File>) -> Self {
        self.add(field, file);
        self
    }

    /// Takes the members of an object for parts, before all others.
    pub fn object(&mut self, object: &dyn Encode) {
        self.object = Some(to_vec_noting(object, &mut self.confidential).into());
    }

    /// Adds a file.
    pub fn add(&mut self, field: impl Into<String>, file: impl Into<File>) {
        self.parts.push(Part {
            field: field.into(),
            content: file.into(),
            is_text: false,
        });
    }

    /// Adds a file that is of this media type unless it says otherwise.
    pub fn add_as(&mut self, media_type: &str, field: impl Into<String>, file: impl Into<File>) {
        let mut file = file.into();
        file.media_type.get_or_insert_with(|| media_type.to_owned());
        self.add(field, file);
    }

    /// Adds files, each with the field it stands in.
    pub fn add_all(
        &mut self,
        files: impl IntoIterator<Item = (impl Into<String>, impl Into<File>)>,
    ) {
        for (field, file) in files {
            self.add(field, file);
        }
    }

    /// The parts that a call keeps; none where it keeps nothing.
    pub(crate) fn from_any(parts: Option<Arc<dyn Any + Send + Sync>>) -> Self {
        let parts = parts.and_then(|parts| parts.downcast::<Self>().ok());
        parts.map(Arc::unwrap_or_clone).unwrap_or_default()
    }

    /// True when nothing was added.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl Call {
    /// Sends parts. `fields` says how those members of the object are encoded that are not encoded
    /// as usual.
    pub fn multipart(&mut self, mut parts: Multipart, fields: &'static [Parameter]) {
        self.secrets.append(&mut parts.confidential);
        self.body = Some(multipart_body(parts, fields, FORM));
    }

    /// Sends parts as another media type than that of forms, such as `multipart/related`.
    pub fn multipart_as(&mut self, mut parts: Multipart, media_type: &'static str) {
        self.secrets.append(&mut parts.confidential);
        self.body = Some(multipart_body(parts, &[], media_type));
    }
}

/// Sends the members of an object as parts, before those that were given by themselves, for
/// [`RequestBody::write`].
pub fn parts_body(
    json: Vec<u8>,
    parts: Option<Arc<dyn Any + Send + Sync>>,
    body: &'static RequestBody,
) -> Body {
    let mut parts = Multipart::from_any(parts);
    parts.object = Some(json.into());
    multipart_body(parts, body.fields, body.media_type)
}

fn multipart_body(
    parts: Multipart,
    fields: &'static [Parameter],
    media_type: &'static str,
) -> Body {
    let parts = Parts {
        parts,
        fields,
        media_type,
        boundary: boundary(),
    };
    Body {
        content: Content::Other(Arc::new(parts)),
        media_type,
    }
}

/// A body of several parts.
struct Parts {
    parts: Multipart,
    fields: &'static [Parameter],
    /// Media type of the whole, without its boundary.
    media_type: &'static str,
    boundary: String,
}

impl Source for Parts {
    fn payload(&self) -> Result<Payload, String> {
        let mut text = String::new();
        self.write_fields(&mut text)?;
        let mut pieces = Vec::new();
        for part in &self.parts.parts {
            let Part { field, content, .. } = part;
            if part.is_text {
                self.open(&mut text, field, "", None)?;
            } else {
                let name = quoted(content.name.as_deref().unwrap_or(field));
                let media_type = content.media_type.as_deref();
                let media_type = media_type.unwrap_or("application/octet-stream");
                let name = format!("; filename={name}");
                self.open(&mut text, field, &name, Some(media_type))?;
            }
            pieces.push(Piece::Bytes(std::mem::take(&mut text).into()));
            pieces.push(content.content.piece()?);
            text.push_str("\r\n");
        }
        text.push_str(&format!("--{}--\r\n", self.boundary));
        pieces.push(Piece::Bytes(text.into()));
        payload(pieces)
    }

    fn media_type(&self) -> Option<String> {
        Some(media_type_with(self.media_type, &self.boundary))
    }
}

impl Parts {
    fn write_fields(&self, text: &mut String) -> Result<(), String> {
        let Some(object) = &self.parts.object else {
            return Ok(());
        };
        let ParamValue::Object(members) = ParamValue::parse(object)? else {
            return Err("a body of several parts needs an object".to_owned());
        };
        for (name, value) in members {
            match self.fields.iter().find(|field| field.name == name) {
                Some(field) if field.json => {
                    self.write(text, &name, Some(JSON), &value.to_json())?;
                }
                Some(field) if field.media_type.is_none() => {
                    for (name, value) in field.pairs(value)? {
                        let name = percent_decode_str(&name).decode_utf8_lossy();
                        let value = percent_decode_str(&value).decode_utf8_lossy();
                        self.write(text, &name, None, &value)?;
                    }
                }
                field => {
                    let own = field.and_then(|field| field.media_type);
                    for (value, is_json) in value.parts() {
                        self.write(text, &name, own.or(is_json.then_some(JSON)), &value)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn write(
        &self,
        text: &mut String,
        name: &str,
        media_type: Option<&str>,
        value: &str,
    ) -> Result<(), String> {
        self.open(text, name, "", media_type)?;
        text.push_str(value);
        text.push_str("\r\n");
        Ok(())
    }

    /// Writes what stands before the content of a part.
    fn open(
        &self,
        text: &mut String,
        name: &str,
        more: &str,
        media_type: Option<&str>,
    ) -> Result<(), String> {
        let name = quoted(name);
        text.push_str(&format!(
            "--{}\r\ncontent-disposition: form-data; name={name}{more}\r\n",
            self.boundary
        ));
        if let Some(media_type) = media_type {
            write_media_type(text, media_type)?;
        }
        text.push_str("\r\n");
        Ok(())
    }
}

/// Writes the media type of a part.
///
/// # Errors
/// It is not fit for a header.
pub(super) fn write_media_type(text: &mut String, media_type: &str) -> Result<(), String> {
    HeaderValue::from_str(media_type)
        .map_err(|_| "the media type of a part holds a control character".to_owned())?;
    text.push_str(&format!("content-type: {media_type}\r\n"));
    Ok(())
}

/// A media type of several parts with the line that separates them, in place of one that the
/// description may name.
pub(super) fn media_type_with(media_type: &str, boundary: &str) -> String {
    let is_boundary = |part: &str| {
        let name = part.split('=').next().unwrap_or_default().trim();
        name.eq_ignore_ascii_case("boundary")
    };
    let kept = media_type.split(';').filter(|part| !is_boundary(part));
    let kept: Vec<_> = kept.map(str::trim).collect();
    format!("{}; boundary={boundary}", kept.join("; "))
}

/// A text between quotes, as browsers write it: what would end it is percent-encoded.
pub(super) fn quoted(text: &str) -> String {
    let escaped = text
        .replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    format!("\"{escaped}\"")
}

/// A line that stands in no content but by a chance of 2⁻¹²⁸.
pub(super) fn boundary() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}
