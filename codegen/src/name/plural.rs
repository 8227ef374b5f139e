/// Words whose singular follows no rule.
const IRREGULAR: [(&str, &str); 13] = [
    ("addresses", "address"),
    ("aliases", "alias"),
    ("caches", "cache"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("criteria", "criterion"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("movies", "movie"),
    ("people", "person"),
    ("series", "series"),
    ("uses", "use"),
    ("vertices", "vertex"),
];

/// The singular of an English word in lower case; `None` if it is not a plural.
pub fn singular(word: &str) -> Option<String> {
    if let Some((_, single)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*single != word).then(|| String::from(*single));
    }
    if word.len() < 4 || ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        return None;
    }
    let stem = |end: &str| word.strip_suffix(end).map(String::from);
    if word.len() > 4 && word.ends_with("ies") {
        return stem("ies").map(|stem| stem + "y");
    }
    // `clauses` and `warehouses`, unlike `statuses`.
    if word.ends_with("auses") || word.ends_with("ouses") {
        return stem("s");
    }
    let hissing = ["sses", "uses", "xes", "ches", "shes", "zzes"];
    if hissing.iter().any(|end| word.ends_with(end)) {
        return stem("es");
    }
    stem("s")
}
