/// Says that the answer of a request is one page of a list:
/// `page_methods!(List, Zone, Paging::number("/result", 0))`.
#[doc(hidden)]
#[macro_export]
macro_rules! page_methods {
    ($endpoint:ident, $item:ty, $rule:expr) => {
        impl $crate::Paged for $endpoint {
            type Item = $item;
            const RULE: &'static $crate::Paging = &$rule;
        }
    };
}
