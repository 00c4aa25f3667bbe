//! The filters of a list: a form that works without script, whose answers stand in the address.

use crate::ask::Ask;
use crate::links;
use runut_show::Html;

/// One filter as the form shows it.
pub enum Field {
    /// Words.
    Words(&'static str),
    /// A day, month or year.
    Day(&'static str),
    /// One of these names of the JSON; the group says how each is called.
    OneOf(&'static str, &'static str, &'static [&'static str]),
    /// Set elsewhere, and kept.
    Kept(&'static str),
}

/// The form, open where a filter is set.
pub fn menu(html: &mut Html, ask: &Ask<'_>, fields: &[Field]) {
    let name = |field: &Field| match field {
        Field::Words(name) | Field::Day(name) | Field::OneOf(name, ..) | Field::Kept(name) => *name,
    };
    let (kept, own): (Vec<&Field>, Vec<&Field>) =
        fields.iter().partition(|field| matches!(field, Field::Kept(_)));
    let set = own.iter().filter(|field| ask.filter(name(field)).is_some()).count();
    let kept: Vec<(&str, &str)> =
        kept.iter().filter_map(|field| Some((name(field), ask.filter(name(field))?))).collect();
    html.raw(if set > 0 { "<details class=\"menu\" open>" } else { "<details class=\"menu\">" });
    html.raw("<summary>").text(ask.site.say("filter"));
    if set > 0 {
        html.raw(" (").text(&set.to_string()).raw(")");
    }
    html.raw("</summary>\n");
    html.open("form", &[("action", ask.path)]).line();
    for field in fields {
        let key = name(field);
        let (id, value) = (format!("f-{key}"), ask.filter(key).unwrap_or_default());
        if let Field::Kept(_) = field {
            if !value.is_empty() {
                html.open("input", &[("type", "hidden"), ("name", key), ("value", value)]);
            }
            continue;
        }
        html.raw("<p>").element("label", &[("for", &id)], ask.site.name("filter", key)).line();
        match field {
            Field::Kept(_) => {}
            Field::OneOf(_, group, names) => {
                html.open("select", &[("name", key), ("id", &id)]);
                html.element("option", &[("value", "")], ask.site.say("any"));
                for name in *names {
                    let words = ask.site.name(group, name);
                    if *name == value {
                        html.element("option", &[("value", name), ("selected", "")], words);
                    } else {
                        html.element("option", &[("value", name)], words);
                    }
                }
                html.raw("</select>");
            }
            Field::Words(_) => {
                html.open("input", &[("name", key), ("id", &id), ("maxlength", "200"), ("value", value)]);
            }
            Field::Day(_) => {
                let pattern = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";
                html.open(
                    "input",
                    &[
                        ("name", key),
                        ("id", &id),
                        ("maxlength", "10"),
                        ("pattern", pattern),
                        ("placeholder", "2025-06-05"),
                        ("value", value),
                    ],
                );
            }
        }
        html.raw("</p>\n");
    }
    html.raw("<p class=\"go\">").element("button", &[], ask.site.say("apply")).raw(" ");
    if set > 0 {
        let to = links::address(ask.path, &kept);
        html.element("a", &[("href", &to)], ask.site.say("clear"));
    }
    html.raw("</p>\n</form></details>\n");
}
