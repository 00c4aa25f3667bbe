//! The `runut` command.
fn main() {}
