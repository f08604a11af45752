//! Pages and feeds, from the server to the document: on a loopback server and on pages written here.

mod beside;
mod clutter;
mod corners;
mod days;
mod feeds;
mod fetch;
mod followed;
mod found;
mod headlines;
mod hostile;
mod letters;
mod outlets;
mod pages;
mod real;
mod scripted;
mod server;
mod shapes;
mod systems;
mod tables;
mod themes;
mod tls;
mod way;
mod wrapped;
