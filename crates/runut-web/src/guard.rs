//! Who may ask, and what a browser may do with the answer.
//!
//! A page of the open web can make a reader's browser ask this server. It cannot read the answers (same origin), unless
//! it makes its own name point here (DNS rebinding): so only names that are ours are answered. It cannot change
//! anything: that takes a token which stands only in our own pages.

use crate::server::Shared;
use crate::site::{self, Site};
use crate::{answer, ask};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, HeaderMap, HeaderName,
    HeaderValue, ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{Method, Response, Uri};
use axum::middleware::Next;
use std::net::IpAddr;
use std::sync::Arc;

/// Bytes an address may have: longer ones are no filter that a person set.
const ADDRESS: usize = 4_096;

/// What a page may load and do: what this server sends, and nothing inline.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Lets a request through when it may ask, and seals the answer.
pub async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response<Body> {
    let refused = |why| {
        let site = Site::of(site::chosen(None, None, text(request.headers(), &ACCEPT_LANGUAGE)));
        answer::fault(&answer::Fault::Refused(why), site, form(request.uri()))
    };
    let mut response = if !is_ours(host(&request), &shared.names) {
        refused("Host")
    } else if request.uri().path_and_query().is_some_and(|all| all.as_str().len() > ADDRESS) {
        refused("URL")
    } else if request.method() == Method::POST && !is_from_us(request.headers()) {
        refused("Origin")
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        // Not `no-referrer`: with it a browser sends no Origin with our own forms.
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// The language of a reader.
pub fn locale(headers: &HeaderMap, asked: Option<&str>) -> runut_show::Locale {
    site::chosen(asked, text(headers, &COOKIE), text(headers, &ACCEPT_LANGUAGE))
}

/// The form an address asks for by its ending.
pub fn form(uri: &Uri) -> ask::Form {
    match uri.path() {
        path if path.ends_with(".json") => ask::Form::Json,
        path if path.ends_with(".csv") => ask::Form::Csv,
        _ => ask::Form::Html,
    }
}

/// The host that was asked: of the address (HTTP/2, proxies), else of the header.
fn host(request: &Request) -> Option<&str> {
    request.uri().host().or_else(|| text(request.headers(), &HOST).map(without_port))
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !name.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// A name can be made to point here by whoever owns it; a number or `localhost` cannot.
fn is_ours(host: Option<&str>, names: &[String]) -> bool {
    let Some(host) = host else { return false };
    let number = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost")
        || number.parse::<IpAddr>().is_ok()
        || names.iter().any(|name| name.eq_ignore_ascii_case(host))
}

/// Whether a form was sent from a page of ours, as far as the browser tells; the token is asked for besides.
fn is_from_us(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if site.is_some_and(|site| site != "same-origin") {
        return false;
    }
    let Some(origin) = text(headers, &ORIGIN) else { return true };
    let own = text(headers, &HOST).unwrap_or_default();
    origin.split_once("://").is_some_and(|(_, host)| host.eq_ignore_ascii_case(own))
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_localhost_and_told_names_are_ours() {
        let names = ["meja.redaksi.example".to_owned()];
        for (host, ours) in [
            ("127.0.0.1:8088", true),
            ("localhost:8088", true),
            ("LOCALHOST", true),
            ("[::1]:8088", true),
            ("[::1]", true),
            ("192.168.1.7:80", true),
            ("Meja.Redaksi.Example:80", true),
            ("evil.example:8088", false),
            ("localhost.evil.example", false),
            ("127.0.0.1.evil.example", false),
            ("redaksi.example", false),
            ("", false),
            (":8088", false),
        ] {
            assert_eq!(is_ours(Some(without_port(host)), &names), ours, "{host}");
        }
        assert!(!is_ours(None, &names));
    }

    #[test]
    fn a_form_of_another_site_is_told_by_what_the_browser_says() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            pairs.iter().for_each(|(name, value)| {
                headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
            });
            headers
        };
        for (pairs, from_us) in [
            (
                &[
                    ("host", "127.0.0.1:8"),
                    ("origin", "http://127.0.0.1:8"),
                    ("sec-fetch-site", "same-origin"),
                ][..],
                true,
            ),
            (&[("host", "127.0.0.1:8"), ("origin", "http://evil.example")], false),
            (&[("host", "127.0.0.1:8"), ("origin", "null")], false),
            (&[("host", "127.0.0.1:8"), ("origin", "http://127.0.0.1:9")], false),
            (&[("host", "127.0.0.1:8"), ("sec-fetch-site", "cross-site")], false),
            (&[("host", "127.0.0.1:8")], true),
        ] {
            assert_eq!(is_from_us(&headers(pairs)), from_us, "{pairs:?}");
        }
    }
}
