//! Multipart bodies whose parts have no names (RFC 2046, section 5.1).

use std::sync::Arc;

use super::file::File;
use super::multipart::{boundary, media_type_with, quoted, write_media_type};
use super::pieces::{Piece, payload};
use crate::call::Call;
use crate::json::Encode;
use crate::operation::{Body, Content, Payload, Source};

impl Call {
    /// Sends values as JSON parts.
    pub fn json_parts<T: Encode>(
        &mut self,
        values: impl IntoIterator<Item = impl Into<T>>,
        media_type: &'static str,
    ) {
        let encoded = values.into_iter().map(|value| self.encoded(&value.into()));
        let files: Vec<_> = encoded.map(File::new).collect();
        self.file_parts(files, media_type);
    }

    /// Sends texts as text parts.
    pub fn text_parts(
        &mut self,
        texts: impl IntoIterator<Item = impl Into<String>>,
        media_type: &'static str,
    ) {
        let texts = texts.into_iter().map(|text| File::new(text.into()));
        self.file_parts(texts, media_type);
    }

    /// Sends files as parts, with this media type unless they have their own.
    pub fn file_parts(
        &mut self,
        files: impl IntoIterator<Item = impl Into<File>>,
        media_type: &'static str,
    ) {
        let sequence = Sequence {
            files: files.into_iter().map(Into::into).collect(),
            media_type,
            whole: self.body_type(),
            boundary: boundary(),
        };
        self.body = Some(Body {
            content: Content::Other(Arc::new(sequence)),
            media_type: self.body_type(),
        });
    }
}

/// A sequence of parts without names.
struct Sequence {
    files: Vec<File>,
    /// Default media type of the parts.
    media_type: &'static str,
    /// Media type of the body, without its boundary.
    whole: &'static str,
    boundary: String,
}

impl Source for Sequence {
    fn payload(&self) -> Result<Payload, String> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        for file in &self.files {
            text.push_str(&format!("--{}\r\n", self.boundary));
            if let Some(name) = &file.name {
                let name = quoted(name);
                text.push_str(&format!(
                    "content-disposition: attachment; filename={name}\r\n"
                ));
            }
            let media_type = file.media_type.as_deref().unwrap_or(self.media_type);
            write_media_type(&mut text, media_type)?;
            text.push_str("\r\n");
            pieces.push(Piece::Bytes(std::mem::take(&mut text).into()));
            pieces.push(file.content.piece()?);
            text.push_str("\r\n");
        }
        text.push_str(&format!("--{}--\r\n", self.boundary));
        pieces.push(Piece::Bytes(text.into()));
        payload(pieces)
    }

    fn media_type(&self) -> Option<String> {
        Some(media_type_with(self.whole, &self.boundary))
    }
}
