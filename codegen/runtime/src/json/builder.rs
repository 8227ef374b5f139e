/// Makes a `T`: nothing more is required, and it has a setter for everything that is optional.
#[derive(Clone, Debug)]
#[must_use = "nothing is made before `build` is called"]
pub struct Builder<T>(#[doc(hidden)] pub T);

impl<T> Builder<T> {
    /// Returns what was made.
    pub fn build(self) -> T {
        self.0
    }
}
