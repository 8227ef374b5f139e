//! Stored items (`--stateful`).

mod store;
mod value;

use http::{Method, StatusCode};
use serde_json::Value;

use super::check::Rejection;
use super::request::Request;
use super::respond::Envelope;
use super::router::Matched;
use super::sample::{hash, uuid};
use super::schema::Schema;
use store::Entry;
pub(super) use store::Store;

/// A request, and the value of its response without stored items.
pub(super) struct Call<'c> {
    pub(super) matched: &'c Matched<'c>,
    pub(super) request: &'c Request,
    pub(super) body: Option<&'c Value>,
    pub(super) envelope: &'c Envelope,
    /// Schema of the response body.
    pub(super) schema: Option<&'c Schema>,
    /// The value of the response body; `None` if there is none.
    pub(super) value: Option<Value>,
}

impl Call<'_> {
    /// The path without that of the server.
    fn key(&self) -> Vec<String> {
        let segments = self.request.segments.iter();
        segments.skip(self.matched.route.base).cloned().collect()
    }

    /// Applies the request to the stored items, and returns the value of the response body.
    pub(super) fn serve(mut self, store: &Store, seed: u64) -> Result<Option<Value>, Rejection> {
        let key = self.key();
        match (self.matched.route.method, self.matched.items) {
            ("POST", Some(name)) => self.create(store, key, name, seed),
            ("GET", Some(_)) => self.list(store, &key),
            ("GET", None) => match store.get(&key) {
                Some(Entry::Value(known)) => self.show(&known),
                Some(Entry::Deleted) => return Err(missing()),
                None if self.matched.is_item => return Err(missing()),
                None => {}
            },
            ("PUT" | "PATCH", None) => self.change(store, key)?,
            ("DELETE", None) => match store.get(&key) {
                Some(Entry::Deleted) => return Err(missing()),
                None if self.matched.is_item => return Err(missing()),
                _ if self.matched.is_item => store.remove(&key),
                _ => store.put(key, Entry::Deleted),
            },
            _ => {}
        }
        Ok(self.value)
    }

    /// Creates an item in a collection.
    fn create(&mut self, store: &Store, collection: Vec<String>, parameter: &str, seed: u64) {
        let (Some(whole), Some(Value::Object(sent))) = (&mut self.value, self.body) else {
            return;
        };
        let base = whole.clone();
        let place = self.envelope.value(whole);
        let Value::Object(item) = place else { return };
        let name = value::identifier(item, parameter);
        let mut merged = item.clone();
        value::overlay(&mut merged, sent, true);
        if let Some(name) = &name {
            let is_sent = sent.contains_key(name) && name != "id";
            let fresh = || value::fresh(item.get(name), store.next(), seed);
            if !is_sent && let Some(id) = fresh() {
                merged.insert(name.clone(), id);
            }
        }
        *place = Value::Object(merged);
        value::repair(self.schema, self.envelope, whole, &base);
        if let Some(name) = &name
            && !sent.contains_key(name)
        {
            // An identifier with a pattern is generated from the schema.
            let is_taken = |id: &str| {
                store
                    .get(&[&collection[..], &[id.to_owned()]].concat())
                    .is_some()
            };
            value::distinct(
                self.schema,
                self.envelope,
                whole,
                name,
                &is_taken,
                store.next() ^ seed,
            );
        }
        let made = self.envelope.value(whole).clone();
        let id = name.and_then(|name| value::in_path(made.get(&name)?));
        let id = id.unwrap_or_else(|| {
            uuid(&mut fastrand::Rng::with_seed(hash(
                seed ^ store.next(),
                parameter,
            )))
        });
        let mut key = collection;
        key.push(id);
        store.put(key, Entry::Value(made));
    }

    /// Lists the items of a collection, with the pagination of the query.
    fn list(&mut self, store: &Store, collection: &[String]) {
        let Some(whole) = &mut self.value else { return };
        let all = store.children(collection);
        let count = all.len();
        let page = value::Page::of(self.request, count);
        let items: Vec<Value> = all.into_iter().skip(page.start).take(page.size).collect();
        let shown = items.len();
        let place = self.envelope.value(whole);
        if let Some(list) = value::list(place) {
            *list = items;
            value::count(whole, &page, shown, count);
        }
    }

    /// Merges a stored item into the response.
    fn show(&mut self, known: &Value) {
        let Some(whole) = &mut self.value else { return };
        let base = whole.clone();
        let place = self.envelope.value(whole);
        match (place, known) {
            (Value::Object(place), Value::Object(known)) => value::overlay(place, known, true),
            (place, known) => *place = known.clone(),
        }
        value::repair(self.schema, self.envelope, whole, &base);
    }

    /// Replaces or updates an item.
    fn change(&mut self, store: &Store, key: Vec<String>) -> Result<(), Rejection> {
        let is_put = self.matched.route.method == "PUT";
        let known = match store.get(&key) {
            Some(Entry::Value(known)) => Some(known),
            None if self.matched.is_item && !is_put => return Err(missing()),
            Some(Entry::Deleted) if !is_put => return Err(missing()),
            _ => None,
        };
        let Some(Value::Object(sent)) = self.body else {
            return Ok(());
        };
        if let Some(known) = &known {
            self.show(known);
        }
        let Some(whole) = &mut self.value else {
            let mut kept = known
                .and_then(|it| it.as_object().cloned())
                .unwrap_or_default();
            value::overlay(&mut kept, sent, false);
            store.put(key, Entry::Value(Value::Object(kept)));
            return Ok(());
        };
        let base = whole.clone();
        let place = self.envelope.value(whole);
        let Value::Object(item) = place else {
            return Ok(());
        };
        value::overlay(item, sent, true);
        // The path identifies the item.
        if self.matched.is_item
            && let (Some(parameter), Some(id)) = (self.matched.route.names.last(), key.last())
            && let Some(name) = value::identifier(item, parameter)
            && let Some(member @ Value::String(_)) = item.get_mut(&name)
        {
            *member = id.as_str().into();
        }
        value::repair(self.schema, self.envelope, whole, &base);
        let kept = self.envelope.value(whole).clone();
        store.put(key, Entry::Value(kept));
        Ok(())
    }
}

/// The response if an item does not exist.
fn missing() -> Rejection {
    Rejection::new(
        StatusCode::NOT_FOUND,
        "there is no such resource; nothing was created at this path",
    )
}

/// True for a request that can modify items.
pub(super) fn is_change(method: &Method) -> bool {
    matches!(
        *method,
        Method::POST | Method::PUT | Method::PATCH | Method::DELETE
    )
}
