//! A memory budget that limits which processes run at the same time.

use std::sync::{Condvar, Mutex, PoisonError};

/// Memory that concurrent processes share, in bytes.
pub struct Budget {
    total: u64,
    free: Mutex<u64>,
    released: Condvar,
}

impl Budget {
    /// A budget of `total` bytes.
    pub fn new(total: u64) -> Self {
        Self {
            total,
            free: Mutex::new(total),
            released: Condvar::new(),
        }
    }

    /// Waits until this many bytes are free, and reserves them. A process that needs more than the whole budget
    /// reserves all of it, and so runs alone.
    pub fn reserve(&self, bytes: u64) -> Reservation<'_> {
        let bytes = bytes.min(self.total);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let free = self.released.wait_while(free, |free| *free < bytes);
        *free.unwrap_or_else(PoisonError::into_inner) -= bytes;
        Reservation {
            budget: self,
            bytes,
        }
    }
}

/// A reserved part of a budget. Dropping it releases the bytes.
pub struct Reservation<'b> {
    budget: &'b Budget,
    bytes: u64,
}

impl Drop for Reservation<'_> {
    fn drop(&mut self) {
        let free = &self.budget.free;
        *free.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.budget.released.notify_all();
    }
}
