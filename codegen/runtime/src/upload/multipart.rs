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

/// A multipart body (RFC 7578) of texts and files.
#[derive(Clone, Debug, Default)]
pub struct Multipart {
    /// The JSON text of an object, whose members come first.
    object: Option<Bytes>,
    /// The secrets in it.
    confidential: Vec<SecretString>,
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
struct Part {
    field: String,
    content: File,
    /// It is a text field, without file name and media type.
    is_text: bool,
}

impl Multipart {
    /// Makes a body without parts.
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

    /// Sets an object whose members become parts, before all others.
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

    /// Adds a file, with this media type unless it has its own.
    pub fn add_as(&mut self, media_type: &str, field: impl Into<String>, file: impl Into<File>) {
        let mut file = file.into();
        file.media_type.get_or_insert_with(|| media_type.to_owned());
        self.add(field, file);
    }

    /// Adds files, each with the name of its field.
    pub fn add_all(
        &mut self,
        files: impl IntoIterator<Item = (impl Into<String>, impl Into<File>)>,
    ) {
        for (field, file) in files {
            self.add(field, file);
        }
    }

    /// The parts that were added to a call.
    pub(crate) fn from_any(parts: Option<Arc<dyn Any + Send + Sync>>) -> Self {
        let parts = parts.and_then(|parts| parts.downcast::<Self>().ok());
        parts.map(Arc::unwrap_or_clone).unwrap_or_default()
    }

    /// True if there are no parts.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl Call {
    /// Sends parts. `fields` lists the members of the object whose encoding differs from the
    /// default.
    pub fn multipart(&mut self, mut parts: Multipart, fields: &'static [Parameter]) {
        self.secrets.append(&mut parts.confidential);
        self.body = Some(multipart_body(parts, fields, FORM));
    }

    /// Sends parts in another media type than `multipart/form-data`, such as `multipart/related`.
    pub fn multipart_as(&mut self, mut parts: Multipart, media_type: &'static str) {
        self.secrets.append(&mut parts.confidential);
        self.body = Some(multipart_body(parts, &[], media_type));
    }
}

/// Sends the members of an object as parts, followed by those that were added separately, for
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
    /// Media type of the body, without its boundary.
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

    /// Writes the headers of a part.
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
/// The media type cannot be sent in a header.
pub(super) fn write_media_type(text: &mut String, media_type: &str) -> Result<(), String> {
    HeaderValue::from_str(media_type)
        .map_err(|_| "the media type of a part holds a control character".to_owned())?;
    text.push_str(&format!("content-type: {media_type}\r\n"));
    Ok(())
}

/// A multipart media type with this boundary, which replaces one in the description.
pub(super) fn media_type_with(media_type: &str, boundary: &str) -> String {
    let is_boundary = |part: &str| {
        let name = part.split('=').next().unwrap_or_default().trim();
        name.eq_ignore_ascii_case("boundary")
    };
    let kept = media_type.split(';').filter(|part| !is_boundary(part));
    let kept: Vec<_> = kept.map(str::trim).collect();
    format!("{}; boundary={boundary}", kept.join("; "))
}

/// A quoted text, as browsers write it: quotes and line breaks are percent-encoded.
pub(super) fn quoted(text: &str) -> String {
    let escaped = text
        .replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    format!("\"{escaped}\"")
}

/// A random boundary of 128 bits.
pub(super) fn boundary() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}
