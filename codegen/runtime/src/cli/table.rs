//! Results as tables.

use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table};
use serde_yaml::{Mapping, Value};

use super::output::OutputStyle;
use super::terminal;
use crate::visible_lines;

/// A list of objects has a row for each of them, anything else a row for each member.
pub(super) fn table(value: &Value, style: &OutputStyle) -> String {
    let mut table = Table::new();
    table.load_preset(NOTHING);
    if let Some(columns) = terminal::columns().filter(|_| style.terminal) {
        // Long cells are wrapped.
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(columns);
    }
    match value {
        Value::Sequence(items) if items.iter().any(Value::is_mapping) => {
            let columns = items.iter().filter_map(Value::as_mapping);
            let columns = columns
                .flat_map(Mapping::keys)
                .map(|name| (name.clone(), Value::Null));
            let columns: Mapping = columns.collect();
            table.set_header(columns.keys().map(|name| cell(name).to_uppercase()));
            for item in items {
                let row = columns
                    .keys()
                    .map(|name| item.get(name).map(cell).unwrap_or_default());
                table.add_row(row);
            }
        }
        Value::Sequence(items) => {
            table.add_rows(items.iter().map(|item| [cell(item)]));
        }
        Value::Mapping(members) => {
            table.add_rows(
                members
                    .iter()
                    .map(|(name, value)| [cell(name), cell(value)]),
            );
        }
        other => return cell(other),
    }
    table.trim_fmt()
}

/// A value in one line.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => visible_lines(text).replace('\n', " "),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}
