//! The newsroom's desk: pages over one database, drawn on the server, and the same data as JSON and CSV.
//!
//! A request goes `server` (who may ask: host, method, size, time) → `routes` (which page) → `pages` (what the database
//! says) → `answer` (HTML, JSON or CSV of it). A page is a value that knows its title, its body, its JSON and its table;
//! it never sees the network. Nothing of an article becomes markup: all HTML is written by [`runut_show::Html`], which
//! takes words from outside only escaped. Everything works without script; `assets/runut.js` adds keys and zoom.

mod answer;
mod ask;
mod corrections;
mod doors;
mod draw;
mod frame;
mod guard;
mod links;
mod openapi;
mod pages;
mod pool;
mod routes;
mod server;
mod site;

pub use server::{Options, ServeError, Server};
