use super::source::Upload;

/// A file to send: its content, its name and its media type.
#[derive(Clone, Debug)]
pub struct File {
    pub(crate) content: Upload,
    pub(crate) name: Option<String>,
    pub(crate) media_type: Option<String>,
}

impl File {
    /// Makes a file with this content. Without a name, it is sent with the name of its field, since
    /// many servers take a part without a file name for text.
    pub fn new(content: impl Into<Upload>) -> Self {
        Self {
            content: content.into(),
            name: None,
            media_type: None,
        }
    }

    /// Sets the name, such as `photo.png`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type, such as `image/png`. Without it, the one in the description is sent, or
    /// `application/octet-stream`.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

impl<T: Into<Upload>> From<T> for File {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}
