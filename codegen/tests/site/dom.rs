//! A page as a tree of elements.

use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use sdk_codegen::files::Files;

/// An element with its document, which must outlive it.
#[derive(Clone)]
pub struct Element(Handle, Handle);

/// Parses a page.
pub fn page(files: &Files, path: &str) -> Element {
    let bytes = files.get(path).unwrap_or_else(|| panic!("no page {path}"));
    let text = std::str::from_utf8(bytes).expect("pages are UTF-8");
    let dom = html5ever::parse_document(RcDom::default(), Default::default()).one(text);
    let errors = dom.errors.borrow();
    assert!(errors.is_empty(), "{path}: {errors:?}");
    Element(dom.document.clone(), dom.document.clone())
}

/// The pages of a site.
pub fn pages(files: &Files) -> impl Iterator<Item = (&str, Element)> {
    let paths = files.keys().filter(|path| path.ends_with(".html"));
    paths.map(|path| (path.as_str(), page(files, path)))
}

impl Element {
    /// All descendants, in document order.
    pub fn all(&self) -> Vec<Element> {
        let mut found = Vec::new();
        let mut open = vec![self.0.clone()];
        while let Some(node) = open.pop() {
            open.extend(node.children.borrow().iter().rev().cloned());
            if let NodeData::Element { .. } = node.data {
                found.push(Element(node, self.1.clone()));
            }
        }
        found
    }

    /// The descendants with this element name.
    pub fn named(&self, name: &str) -> Vec<Element> {
        let all = self.all().into_iter();
        all.filter(|element| element.name() == name).collect()
    }

    /// The only descendant with this value of an attribute, or this class.
    pub fn with(&self, attribute: &str, value: &str) -> Element {
        let found = self.all_with(attribute, value);
        let [one] = found.as_slice() else {
            panic!("{} elements have {attribute}={value}", found.len())
        };
        one.clone()
    }

    /// The descendants with this value of an attribute, or this class.
    pub fn all_with(&self, attribute: &str, value: &str) -> Vec<Element> {
        let has = |element: &Element| match element.attribute(attribute) {
            Some(own) if attribute == "class" => own.split(' ').any(|word| word == value),
            own => own.as_deref() == Some(value),
        };
        self.all().into_iter().filter(has).collect()
    }

    /// Its name.
    pub fn name(&self) -> String {
        match &self.0.data {
            NodeData::Element { name, .. } => name.local.to_string(),
            _ => String::new(),
        }
    }

    /// Its attributes.
    pub fn attributes(&self) -> Vec<(String, String)> {
        match &self.0.data {
            NodeData::Element { attrs, .. } => {
                let attrs = attrs.borrow();
                let pairs = attrs
                    .iter()
                    .map(|it| (it.name.local.to_string(), it.value.to_string()));
                pairs.collect()
            }
            _ => Vec::new(),
        }
    }

    /// One of its attributes.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.attributes().into_iter();
        all.find_map(|(own, value)| (own == name).then_some(value))
    }

    /// The text in it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut open = vec![self.0.clone()];
        while let Some(node) = open.pop() {
            open.extend(node.children.borrow().iter().rev().cloned());
            if let NodeData::Text { contents } = &node.data {
                text.push_str(&contents.borrow());
            }
        }
        text
    }
}
