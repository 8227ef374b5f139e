//! Bytes and files that calls by name are given.

use super::dispatch_arguments::{Attachment, Found, Giving};
use super::{Bytes, Error, File, Multipart, Upload};

impl Giving<'_> {
    /// Takes the body as bytes.
    pub fn content<T: From<Bytes>>(&mut self) -> Found<T> {
        let content = self.arguments.content.take();
        self.found("the content", Ok(content.map(T::from)))
    }

    /// Takes the body as bytes.
    ///
    /// # Errors
    /// There are none.
    pub fn upload(&mut self) -> Result<Upload, Error> {
        self.content().required()
    }

    /// Takes the file with this name.
    pub fn file<T: From<File>>(&mut self, name: &str) -> Found<T> {
        let files = &mut self.arguments.files;
        let index = files.iter().position(|(own, _)| own == name);
        let file = index.map(|index| File::from(files.remove(index).1).into());
        self.found(name, Ok(file))
    }

    /// Takes all files with this name.
    pub fn file_list<T: FromIterator<File>>(&mut self, name: &str) -> Found<T> {
        let files = std::mem::take(&mut self.arguments.files);
        let (own, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(own, _)| own == name);
        self.arguments.files = others;
        let list =
            (!own.is_empty()).then(|| own.into_iter().map(|(_, file)| file.into()).collect());
        self.found(name, Ok(list))
    }

    /// Takes all files with their names.
    pub fn files<T: FromIterator<(String, File)>>(&mut self) -> Found<T> {
        let files = std::mem::take(&mut self.arguments.files);
        let list = (!files.is_empty()).then(|| {
            let files = files.into_iter();
            files.map(|(name, file)| (name, file.into())).collect()
        });
        self.found("the files", Ok(list))
    }

    /// Takes the members of the body for texts, and all files.
    ///
    /// # Errors
    /// None; the signature is that of its siblings.
    pub fn multipart(&mut self) -> Result<Multipart, Error> {
        let mut parts = Multipart::new();
        if let Some(body) = self.arguments.body.take() {
            parts.object(&body);
        }
        for (name, file) in std::mem::take(&mut self.arguments.files) {
            parts.add(name, File::from(file));
        }
        Ok(parts)
    }
}

impl From<Attachment> for File {
    fn from(attachment: Attachment) -> Self {
        let mut file = Self::new(attachment.content);
        file.name = attachment.name;
        file.media_type = attachment.media_type;
        file
    }
}
