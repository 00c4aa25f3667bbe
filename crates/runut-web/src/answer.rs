//! What a question gives: a page in three forms, or a fault, each as a response.

use crate::ask::{Ask, Form};
use crate::frame;
use crate::site::Site;
use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, Response, StatusCode};
use runut_show::{Html, table};
use runut_store::StoreError;
use serde_json::{Value, json};

/// A page: what the database said, ready to be shown in any form.
pub trait Page {
    /// Its heading.
    fn title(&self, site: &Site) -> String;

    /// The language of the heading, where it is an article's own words.
    fn language(&self) -> &str {
        ""
    }

    /// The address of its feed, where it has one.
    fn feed(&self) -> Option<String> {
        None
    }

    /// What stands under the heading.
    fn body(&self, html: &mut Html, ask: &Ask<'_>);

    /// The same as JSON.
    fn json(&self) -> Value;

    /// The same as a table, with its heading.
    fn table(&self) -> Table;
}

/// A table: column names in English, as in the JSON, and rows.
pub struct Table {
    /// Names of the columns.
    pub columns: &'static [&'static str],
    /// Cells, as many a row as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// Why there is no page.
#[derive(Debug)]
pub enum Fault {
    /// Nothing has this address or id.
    Missing(String),
    /// The question cannot be understood.
    Question(String),
    /// This field of a form is empty.
    Needed(&'static str),
    /// It would take too long.
    Limit,
    /// It is too large to go out in one piece; the command that writes it piece by piece.
    Large(String),
    /// Not from here, or without the token.
    Refused(&'static str),
    /// Another writer is at the file.
    Busy,
    /// Something is wrong on our side; the server's own output says what.
    Broken,
}

impl From<StoreError> for Fault {
    /// The words of the store name the file; what a browser is told does not.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unknown { id, .. } => Self::Missing(id),
            StoreError::Question { asked, why } => Self::Question(format!("{asked}: {why}")),
            StoreError::Limit { .. } => Self::Limit,
            StoreError::Busy { .. } => Self::Busy,
            other => {
                eprintln!("runut: {other}");
                Self::Broken
            }
        }
    }
}

impl Fault {
    /// The status that says so.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Missing(_) => StatusCode::NOT_FOUND,
            Self::Question(_) | Self::Needed(_) => StatusCode::BAD_REQUEST,
            Self::Large(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Limit | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Refused(_) => StatusCode::FORBIDDEN,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// In words, and what it was about.
    pub fn says<'a>(&'a self, site: &'a Site) -> (&'a str, &'a str) {
        match self {
            Self::Missing(what) => (site.say("missing"), what),
            Self::Question(what) => (site.say("misunderstood"), what),
            Self::Needed(field) => (site.say("needed"), site.name("form", field)),
            Self::Limit => (site.say("toolong"), ""),
            Self::Large(command) => (site.say("toolarge"), command),
            Self::Busy => (site.say("busy"), ""),
            Self::Refused(why) => (site.say("refused"), why),
            Self::Broken => (site.say("broken"), ""),
        }
    }
}

/// A page in the form that was asked for.
pub fn response(page: &dyn Page, ask: &Ask<'_>, form: Form) -> Response<Body> {
    match form {
        Form::Html => html(StatusCode::OK, frame::page(page, ask)),
        Form::Json => value(StatusCode::OK, &page.json()),
        Form::Csv => {
            let Table { columns, rows } = page.table();
            let mut text = table::row(columns);
            rows.iter().for_each(|row| text += &table::row(row));
            let mut response = typed(StatusCode::OK, "text/csv; charset=utf-8; header=present", text);
            let shown = HeaderValue::from_static("inline; filename=\"runut.csv\"");
            response.headers_mut().insert(CONTENT_DISPOSITION, shown);
            response
        }
    }
}

/// A fault in the form that was asked for.
pub fn fault(fault: &Fault, site: &'static Site, form: Form) -> Response<Body> {
    let (what, about) = fault.says(site);
    match form {
        Form::Html => html(fault.status(), frame::fault(what, about, site)),
        Form::Json => value(fault.status(), &json!({ "error": what, "about": about })),
        Form::Csv => typed(fault.status(), "text/plain; charset=utf-8", format!("{what} {about}\n")),
    }
}

/// JSON.
pub fn value(status: StatusCode, value: &Value) -> Response<Body> {
    typed(status, "application/json", value.to_string())
}

fn html(status: StatusCode, page: String) -> Response<Body> {
    typed(status, "text/html; charset=utf-8", page)
}

/// A body with its type.
pub fn typed(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
