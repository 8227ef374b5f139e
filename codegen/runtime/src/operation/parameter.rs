/// The static description of a parameter, or of a field of a form.
///
/// Made by [`Parameter::path`], [`Parameter::query`], [`Parameter::header`] and
/// [`Parameter::cookie`], which start with the defaults of OpenAPI for that location.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Name on the wire.
    pub name: &'static str,
    /// Where it goes.
    pub location: Location,
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
    pub(crate) json: bool,
    pub(crate) media_type: Option<&'static str>,
    pub(crate) optional: bool,
    pub(crate) allow_empty: bool,
    /// The client-wide default of the parameter: an index into [`crate::Api::defaults`].
    pub default: Option<usize>,
    pub(crate) constant: Option<&'static str>,
}

/// The location of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path template.
    Path,
    /// In the query string.
    Query,
    /// A header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// How a parameter's value is encoded (OpenAPI 3.0.3, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `blue,black`
    Simple,
    /// `.blue.black`
    Label,
    /// `;color=blue,black`
    Matrix,
    /// `color=blue,black`
    Form,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color=blue%09black`
    TabDelimited,
    /// The value is the whole query string: a form, where it is an object.
    QueryString,
    /// `color=blue,black`, without any escapes.
    Cookie,
    /// `color%5BR%5D=100`, to any depth. OpenAPI does not define this style for lists; their items
    /// have indices as keys (`color%5B0%5D=blue`), which is unambiguous and what most servers
    /// accept.
    DeepObject,
}

impl Parameter {
    const fn new(name: &'static str, location: Location, style: Style, explode: bool) -> Self {
        Self {
            name,
            location,
            style,
            explode,
            allow_reserved: false,
            json: false,
            media_type: None,
            optional: false,
            allow_empty: false,
            default: None,
            constant: None,
        }
    }

    /// A path parameter, in style `simple`.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Location::Path, Style::Simple, false)
    }

    /// A query parameter, in style `form`, exploded.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Location::Query, Style::Form, true)
    }

    /// A header, in style `simple`.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Location::Header, Style::Simple, false)
    }

    /// A cookie, in style `form`, exploded.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Location::Cookie, Style::Form, true)
    }

    const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Encodes the value in the style `simple`.
    pub const fn simple(self) -> Self {
        self.style(Style::Simple)
    }

    /// Encodes the value in the style `label`.
    pub const fn label(self) -> Self {
        self.style(Style::Label)
    }

    /// Encodes the value in the style `matrix`.
    pub const fn matrix(self) -> Self {
        self.style(Style::Matrix)
    }

    /// Encodes the value in the style `form`.
    pub const fn form(self) -> Self {
        self.style(Style::Form)
    }

    /// Encodes the value in the style `spaceDelimited`.
    pub const fn space_delimited(self) -> Self {
        self.style(Style::SpaceDelimited)
    }

    /// Encodes the value in the style `pipeDelimited`.
    pub const fn pipe_delimited(self) -> Self {
        self.style(Style::PipeDelimited)
    }

    /// Encodes the value with tabs between the items.
    pub const fn tab_delimited(self) -> Self {
        self.style(Style::TabDelimited)
    }

    /// Makes the value the whole query string.
    pub const fn query_string(self) -> Self {
        self.style(Style::QueryString)
    }

    /// Encodes the value in the style `cookie`: without escapes.
    pub const fn verbatim(self) -> Self {
        self.style(Style::Cookie)
    }

    /// Encodes the value in the style `deepObject`.
    pub const fn deep_object(self) -> Self {
        self.style(Style::DeepObject)
    }

    /// Sets `explode`: whether lists and objects repeat the parameter.
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// Sets `allowReserved`: reserved characters are not escaped, unless they would end the value.
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// Encodes the value as JSON text.
    pub const fn json(mut self) -> Self {
        self.json = true;
        self
    }

    /// Sets the media type of a part of a multipart body.
    pub const fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// Makes a path parameter optional; without a value, the slash before it is left out too.
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Allows an empty value: an empty path segment, or `name=` for an empty list.
    pub const fn allow_empty(mut self) -> Self {
        self.allow_empty = true;
        self
    }

    /// Uses the client-wide default if the call sets no value: an index into
    /// [`crate::Api::defaults`].
    pub const fn default(mut self, index: usize) -> Self {
        self.default = Some(index);
        self
    }

    /// Sets a constant value, which callers cannot change.
    pub const fn constant(mut self, text: &'static str) -> Self {
        self.constant = Some(text);
        self
    }
}
