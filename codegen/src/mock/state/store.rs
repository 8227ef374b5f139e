//! A store with a maximum size, from which the oldest items are evicted.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

/// Maximum number of items.
const MAX_ITEMS: usize = 10_000;

/// Maximum size of the items as JSON, in bytes.
const MAX_BYTES: usize = 64 << 20;

/// A path without that of the server.
type Key = Vec<String>;

/// The stored state of a path.
#[derive(Clone, Debug)]
pub(in crate::mock) enum Entry {
    /// The item.
    Value(Value),
    /// The item was deleted.
    Deleted,
}

/// The stored items.
#[derive(Debug, Default)]
pub(in crate::mock) struct Store(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    items: HashMap<Key, Item>,
    /// Keys of the items in each collection, by age.
    collections: HashMap<Key, BTreeMap<u64, Key>>,
    /// Keys of all items, by age.
    ages: BTreeMap<u64, Key>,
    bytes: usize,
    clock: u64,
}

#[derive(Debug)]
struct Item {
    entry: Entry,
    age: u64,
    bytes: usize,
}

impl Store {
    /// The stored state of a path.
    pub(super) fn get(&self, key: &[String]) -> Option<Entry> {
        self.inner().items.get(key).map(|item| item.entry.clone())
    }

    /// Stores the state of a path. An existing item keeps its position in lists.
    pub(super) fn put(&self, key: Key, entry: Entry) {
        let text: usize = key.iter().map(String::len).sum();
        let bytes = text
            + match &entry {
                Entry::Value(value) => value.to_string().len(),
                Entry::Deleted => 0,
            };
        let mut inner = self.inner();
        let old = inner.remove(&key);
        inner.clock += 1;
        let age = old.unwrap_or(inner.clock);
        inner.bytes += bytes;
        if let (Entry::Value(_), Some((_, collection))) = (&entry, key.split_last()) {
            let items = inner.collections.entry(collection.to_vec()).or_default();
            items.insert(age, key.clone());
        }
        inner.ages.insert(age, key.clone());
        inner.items.insert(key, Item { entry, age, bytes });
        while inner.items.len() > MAX_ITEMS || inner.bytes > MAX_BYTES {
            let Some(oldest) = inner.ages.values().next().cloned() else {
                break;
            };
            inner.remove(&oldest);
        }
    }

    /// Removes the state of a path.
    pub(super) fn remove(&self, key: &[String]) {
        self.inner().remove(key);
    }

    /// The items of a collection, the oldest first.
    pub(super) fn children(&self, collection: &[String]) -> Vec<Value> {
        let inner = self.inner();
        let keys = inner.collections.get(collection);
        let items = keys.into_iter().flat_map(BTreeMap::values);
        let values = items.filter_map(|key| match &inner.items.get(key)?.entry {
            Entry::Value(value) => Some(value.clone()),
            Entry::Deleted => None,
        });
        values.collect()
    }

    /// A new unique number.
    pub(super) fn next(&self) -> u64 {
        let mut inner = self.inner();
        inner.clock += 1;
        inner.clock
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // No code between two updates can panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// Removes an item, and returns its age.
    fn remove(&mut self, key: &[String]) -> Option<u64> {
        let item = self.items.remove(key)?;
        self.bytes -= item.bytes;
        self.ages.remove(&item.age);
        if let Some((_, collection)) = key.split_last()
            && let Some(items) = self.collections.get_mut(collection)
        {
            items.remove(&item.age);
            if items.is_empty() {
                self.collections.remove(collection);
            }
        }
        Some(item.age)
    }
}
