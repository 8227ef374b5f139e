//! Setters of bytes and files for calls by name.

use super::file::File;
use super::multipart::Multipart;
use crate::call::Call;
use crate::dispatch::{ArgumentSource, Attachment, Input, InputLocation};
use crate::json::{Decode, Encode};
use crate::response::Error;

/// Sets the body to bytes, for [`Input::set`].
///
/// # Errors
/// None; the signature is that of its siblings.
pub fn set_content_by_name(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    _: &Input,
) -> Result<bool, Error> {
    let content = source.arguments.content.take();
    let sent = content.map(|content| call.upload(content, call.body_type()));
    Ok(sent.is_some())
}

/// Adds the files of a part, or all files, for [`Input::set`].
///
/// # Errors
/// None; the signature is that of its siblings.
pub fn set_files_by_name(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    input: &Input,
) -> Result<bool, Error> {
    set_files_by_name_as(source, call, input, None)
}

/// Adds the files of a part, or all files, with this media type unless they have their own.
///
/// # Errors
/// None; the signature is that of its siblings.
pub fn set_files_by_name_as(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    input: &Input,
    media_type: Option<&str>,
) -> Result<bool, Error> {
    let all = std::mem::take(&mut source.arguments.files);
    let is_own = |(name, _): &(String, Attachment)| match input.location {
        InputLocation::File(own) => own == name,
        _ => true,
    };
    let (mut own, mut others): (Vec<_>, Vec<_>) = all.into_iter().partition(is_own);
    if !input.many && own.len() > 1 {
        others.extend(own.split_off(1));
    }
    source.arguments.files = others;
    if own.is_empty() {
        return Ok(false);
    }
    call.parts(|parts| {
        for (name, file) in own {
            match media_type {
                Some(media_type) => parts.add_as(media_type, name, file),
                None => parts.add(name, file),
            }
        }
    });
    Ok(true)
}

/// Sets the body to a list of JSON parts.
///
/// # Errors
/// The body is not a list of `T`.
pub fn set_json_parts_by_name<T: Decode + Encode>(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    media_type: &'static str,
) -> Result<bool, Error> {
    let body = source.body::<Vec<T>>()?;
    let sent = body.map(|body| call.json_parts::<T>(body, media_type));
    Ok(sent.is_some())
}

/// Sets the body to a list of text parts.
///
/// # Errors
/// The body is not a list of texts.
pub fn set_text_parts_by_name(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    media_type: &'static str,
) -> Result<bool, Error> {
    let body = source.body::<Vec<String>>()?;
    Ok(body.map(|body| call.text_parts(body, media_type)).is_some())
}

/// Sets the body to all files as parts, in order.
///
/// # Errors
/// None; the signature is that of its siblings.
pub fn set_file_parts_by_name(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    media_type: &'static str,
) -> Result<bool, Error> {
    let files = std::mem::take(&mut source.arguments.files);
    let files: Vec<File> = files.into_iter().map(|(_, file)| file.into()).collect();
    let is_given = !files.is_empty();
    if is_given {
        call.file_parts(files, media_type);
    }
    Ok(is_given)
}

/// Sets the body to bytes, for [`Entry::others`](crate::Entry::others).
///
/// # Errors
/// There is no argument for the body.
pub fn other_upload(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    media_type: &'static str,
) -> Result<(), Error> {
    let content = source.arguments.content.take();
    let content = content.ok_or_else(|| source.refuse("the content is missing"))?;
    call.instead(|call| call.upload(content, media_type));
    Ok(())
}

/// Sets the body to a form with the members as texts, and all files, for
/// [`Entry::others`](crate::Entry::others).
///
/// # Errors
/// None; the signature is that of its siblings.
pub fn other_parts(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    media_type: &'static str,
) -> Result<(), Error> {
    let mut parts = Multipart::new();
    if let Some(body) = source.arguments.body.take() {
        parts.object(&body);
    }
    for (name, file) in std::mem::take(&mut source.arguments.files) {
        parts.add(name, file);
    }
    call.instead(|call| call.multipart_as(parts, media_type));
    Ok(())
}

impl From<Attachment> for File {
    fn from(attachment: Attachment) -> Self {
        let mut file = Self::new(attachment.content);
        file.name = attachment.name;
        file.media_type = attachment.media_type;
        file
    }
}
