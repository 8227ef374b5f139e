//! The functions behind setters of files and streams.

use super::file::File;
use super::multipart::Multipart;
use super::source::Upload;
use crate::call::{Call, Request, changed};

/// Sets the body to bytes or a stream.
pub fn set_upload<E, N>(request: Request<E>, upload: impl Into<Upload>) -> Request<N> {
    changed(request, |call| call.upload(upload, call.body_type()))
}

/// Adds a file.
pub fn set_file<E, N>(request: Request<E>, name: &str, file: impl Into<File>) -> Request<N> {
    changed(request, |call| call.parts(|parts| parts.add(name, file)))
}

/// Adds a file, with this media type unless it has its own.
pub fn set_file_as<E, N>(
    request: Request<E>,
    media_type: &str,
    name: &str,
    file: impl Into<File>,
) -> Request<N> {
    changed(request, |call| {
        call.parts(|parts| parts.add_as(media_type, name, file))
    })
}

/// Adds several files under one name.
pub fn set_file_list<E, N>(
    request: Request<E>,
    name: &str,
    files: impl IntoIterator<Item = impl Into<File>>,
) -> Request<N> {
    changed(request, |call| {
        call.parts(|parts| files.into_iter().for_each(|file| parts.add(name, file)));
    })
}

/// Adds several files under one name, with this media type unless they have their own.
pub fn set_file_list_as<E, N>(
    request: Request<E>,
    media_type: &str,
    name: &str,
    files: impl IntoIterator<Item = impl Into<File>>,
) -> Request<N> {
    changed(request, |call| {
        call.parts(|parts| {
            let files = files.into_iter();
            files.for_each(|file| parts.add_as(media_type, name, file));
        });
    })
}

/// Adds files, each with the name of its part.
pub fn set_files<E, N>(
    request: Request<E>,
    files: impl IntoIterator<Item = (impl Into<String>, impl Into<File>)>,
) -> Request<N> {
    changed(request, |call| call.parts(|parts| parts.add_all(files)))
}

impl Call {
    /// Changes the parts that were added so far.
    pub(crate) fn parts(&mut self, change: impl FnOnce(&mut Multipart)) {
        let mut parts = Multipart::from_any(self.parts.take());
        change(&mut parts);
        self.parts = Some(std::sync::Arc::new(parts));
    }
}
