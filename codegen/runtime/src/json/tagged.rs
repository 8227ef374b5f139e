use serde_json::Value;

use super::encode::Encode;
use super::union::MARK;
use super::writer::Writer;

/// Members of unions.
impl Writer {
    /// Writes an object with an additional first member: its discriminator.
    pub fn tagged(&mut self, name: &str, tag: &str, value: &dyn Encode) {
        self.tag = Some((name.to_owned(), tag.to_owned()));
        value.encode(self);
        self.tag = None;
    }

    /// Writes a member of a union; `tag` is the name and the value of the discriminator, if it has
    /// to be added.
    pub fn variant(&mut self, name: &str, tag: Option<(&str, &str)>, value: &dyn Encode) {
        if self.marks {
            let key = format!("{MARK}{name}");
            let mut before = b'{';
            self.key(&mut before, &key);
            value.encode(self);
            if let Some((name, tag)) = tag {
                self.key(&mut before, name);
                self.word(tag);
            }
            self.json.push(b'}');
            return;
        }
        match tag {
            Some((name, tag)) => self.tagged(name, tag, value),
            None => value.encode(self),
        }
    }

    /// Writes a value of a union that matches none of its members.
    pub fn unknown_variant(&mut self, value: &Value) {
        self.has_unknown |= value.is_object() || value.is_array();
        value.encode(self);
    }
}
