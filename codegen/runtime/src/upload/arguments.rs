//! The methods of calls behind setters of files and streams.

use super::file::File;
use super::multipart::Multipart;
use super::source::Upload;
use crate::call::Call;

impl Call {
    /// Sets the body to bytes or a stream in the media type of the operation.
    pub fn set_upload(&mut self, upload: impl Into<Upload>) {
        self.upload(upload, self.body_type());
    }

    /// Adds a file.
    pub fn add_file(&mut self, name: &str, file: impl Into<File>) {
        self.parts(|parts| parts.add(name, file));
    }

    /// Adds a file, with this media type unless it has its own.
    pub fn add_file_as(&mut self, media_type: &str, name: &str, file: impl Into<File>) {
        self.parts(|parts| parts.add_as(media_type, name, file));
    }

    /// Adds several files under one name.
    pub fn add_files(&mut self, name: &str, files: impl IntoIterator<Item = impl Into<File>>) {
        self.parts(|parts| files.into_iter().for_each(|file| parts.add(name, file)));
    }

    /// Adds several files under one name, with this media type unless they have their own.
    pub fn add_files_as(
        &mut self,
        media_type: &str,
        name: &str,
        files: impl IntoIterator<Item = impl Into<File>>,
    ) {
        self.parts(|parts| {
            let files = files.into_iter();
            files.for_each(|file| parts.add_as(media_type, name, file));
        });
    }

    /// Adds files, each with the name of its part.
    pub fn add_named_files(
        &mut self,
        files: impl IntoIterator<Item = (impl Into<String>, impl Into<File>)>,
    ) {
        self.parts(|parts| parts.add_all(files));
    }

    /// Changes the parts that were added so far.
    pub(crate) fn parts(&mut self, change: impl FnOnce(&mut Multipart)) {
        let mut parts = Multipart::from_any(self.parts.take());
        change(&mut parts);
        self.parts = Some(std::sync::Arc::new(parts));
    }
}
