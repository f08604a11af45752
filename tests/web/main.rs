//! Pages and feeds, from the server to the document: on a loopback server and on pages written here.

mod corners;
mod feeds;
mod fetch;
mod followed;
mod hostile;
mod outlets;
mod pages;
mod real;
mod server;
mod shapes;
mod systems;
