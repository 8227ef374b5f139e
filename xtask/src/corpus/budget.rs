use std::sync::{Condvar, Mutex, PoisonError};

/// Memory that is shared between processes that run side by side.
pub struct Budget {
    whole: u64,
    free: Mutex<u64>,
    returned: Condvar,
}

impl Budget {
    /// A budget of so many bytes.
    pub fn new(whole: u64) -> Self {
        Self {
            whole,
            free: Mutex::new(whole),
            returned: Condvar::new(),
        }
    }

    /// Waits until so many bytes are free. Whoever needs more than there is gets all of it, and is
    /// alone meanwhile.
    pub fn take(&self, wanted: u64) -> Share<'_> {
        let taken = wanted.min(self.whole);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let enough = self.returned.wait_while(free, |free| *free < taken);
        *enough.unwrap_or_else(PoisonError::into_inner) -= taken;
        Share {
            budget: self,
            taken,
        }
    }
}

/// A part of a budget, returned when it is dropped.
pub struct Share<'b> {
    budget: &'b Budget,
    taken: u64,
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        let free = &self.budget.free;
        *free.lock().unwrap_or_else(PoisonError::into_inner) += self.taken;
        self.budget.returned.notify_all();
    }
}
