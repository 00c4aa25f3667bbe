//! Scorers and quality floors of Runut, for its developers; the program is `main.rs`.

pub mod disagreements;
pub mod dumps;
pub mod extract;
pub mod figures;
pub mod invented;
pub mod names;
pub mod phrases;
pub mod quotes;
pub mod seeds;
pub mod sets;
pub mod speed;
pub mod stories;
pub mod texts;
pub mod time;
