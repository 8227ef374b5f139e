/// A builder of a `T` whose required fields are set, with a setter for each optional field.
#[derive(Clone, Debug)]
#[must_use = "nothing is made before `build` is called"]
pub struct Builder<T>(#[doc(hidden)] pub T);

impl<T> Builder<T> {
    /// Returns the value.
    pub fn build(self) -> T {
        self.0
    }
}
