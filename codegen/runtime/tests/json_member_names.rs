//! The names of members, which an object's table has in one text.
// What the fields are is in their names.
#![allow(missing_docs)]

use std::cell::RefCell;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use sdk_runtime::{from_slice, object, to_vec};

/// Names of which one has a comma, which otherwise separates names.
#[derive(Clone)]
pub struct Listed {
    pub first: i64,
    pub both: i64,
    pub last: i64,
}
object!(Listed: Decode + Encode { first, both = "first,last": escaped, last });

/// Only names, one of them empty and at the end.
#[derive(Clone)]
pub struct Named {
    pub first: i64,
    pub kind: i64,
    pub none: i64,
}
object!(Named: Decode + Encode { first, kind = "type", none = "" });

/// No member at all.
#[derive(Clone)]
pub struct Empty {}
object!(Empty: Decode + Encode {});

const NAMED: &str = r#"{"first":1,"type":2,"":3}"#;

#[test]
fn a_name_with_a_comma_is_one_name() {
    let json = r#"{"first":1,"first,last":2,"last":3}"#;
    let listed: Listed = from_slice(json.as_bytes()).expect("an object");
    assert_eq!((listed.first, listed.both, listed.last), (1, 2, 3));
    assert_eq!(to_vec(&listed), json.as_bytes());
}

#[test]
fn a_name_may_be_empty_and_there_may_be_none() {
    let named: Named = from_slice(NAMED.as_bytes()).expect("an object");
    assert_eq!((named.first, named.kind, named.none), (1, 2, 3));
    assert_eq!(to_vec(&named), NAMED.as_bytes());
    let empty: Empty = from_slice(br#"{"":1,"a":2}"#).expect("an object");
    assert_eq!(to_vec(&empty), b"{}");
}

#[test]
fn objects_are_encoded_while_a_thread_ends() {
    struct Last(Sender<Vec<u8>>);
    impl Drop for Last {
        fn drop(&mut self) {
            let named = Named {
                first: 1,
                kind: 2,
                none: 3,
            };
            self.0.send(to_vec(&named)).expect("a test");
        }
    }
    thread_local!(static LAST: RefCell<Option<Last>> = const { RefCell::new(None) });

    for is_kept_first in [true, false] {
        let (sender, receiver) = channel();
        // A thread drops its values in the order of their first use, or the other way around.
        let end = move || {
            if is_kept_first {
                LAST.set(Some(Last(sender)));
                assert!(from_slice::<Named>(NAMED.as_bytes()).is_ok());
            } else {
                assert!(from_slice::<Named>(NAMED.as_bytes()).is_ok());
                LAST.set(Some(Last(sender)));
            }
        };
        thread::spawn(end).join().expect("a thread");
        assert_eq!(receiver.recv().expect("JSON"), NAMED.as_bytes());
    }
}
