//! Whose network an address is in. A page from outside must not have qari ask the reader's own machine or what
//! stands beside it: a redirect is followed without asking, and so is the feed that a page names. What the reader
//! names is asked wherever it is, and what stands there may lead wherever it likes.

use std::net::IpAddr;

use url::{Host, Url};

use crate::text::address;

/// Where the address stands that leads to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On the command line, or under the reader's finger.
    Reader,
    /// On this machine or in the network around it.
    Inside,
    /// Anywhere else.
    Outside,
}

impl Place {
    /// Of a page, as far as its address tells it.
    pub fn of_address(address: &str) -> Place {
        match Url::parse(address) {
            Ok(url) if is_inside(&url) => Place::Inside,
            _ => Place::Outside,
        }
    }

    /// Whether an address there may lead to `url`, as far as that tells it; what its name turns out to stand for is
    /// [`Place::may_reach`]'s matter.
    pub fn may_lead_to(self, url: &Url) -> bool {
        self != Place::Outside || !is_inside(url)
    }

    /// Whether an address there may lead to that machine.
    pub fn may_reach(self, machine: IpAddr) -> bool {
        self != Place::Outside || !is_ours(machine)
    }

    /// The place of the page at `url`, that came from `machine`, where that is known: what leads to the next one.
    pub fn then(self, url: &Url, machine: Option<IpAddr>) -> Place {
        match machine {
            _ if is_inside(url) => Place::Inside,
            Some(machine) if is_ours(machine) => Place::Inside,
            _ => Place::Outside,
        }
    }
}

/// A server as a message names it.
pub(super) fn name(url: &Url) -> String {
    let mut bare = url.clone();
    bare.set_path("");
    bare.set_query(None);
    address::told(bare.as_str())
}

/// Whether an address by itself names what is no place of the web (RFC 6761, 6762, 8375).
fn is_inside(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(machine)) => is_ours(machine.into()),
        Some(Host::Ipv6(machine)) => is_ours(machine.into()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let ends = |ending: &str| {
                name == ending || name.strip_suffix(ending).is_some_and(|rest| rest.ends_with('.'))
            };
            !name.contains('.') || ["localhost", "local", "internal", "home.arpa"].into_iter().any(ends)
        }
        None => true,
    }
}

/// Whether a machine is this one or one beside it (RFC 6890).
fn is_ours(machine: IpAddr) -> bool {
    match machine.to_canonical() {
        IpAddr::V4(machine) => {
            let [first, second, ..] = machine.octets();
            machine.is_loopback()
                || machine.is_private()
                || machine.is_link_local()
                || machine.is_broadcast()
                || first == 0
                || first == 100 && second & 0xc0 == 64
        }
        IpAddr::V6(machine) => {
            machine.is_loopback()
                || machine.is_unspecified()
                || machine.is_unique_local()
                || machine.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_outside_does_not_lead_inside() {
        let inside = [
            "http://127.0.0.1:8080/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0.0.0.0/",
            "http://localhost/",
            "http://LOCALHOST./",
            "http://a.localhost/",
            "http://printer.local/",
            "http://router/",
            "http://192.168.1.1/",
            "http://10.0.0.1/",
            "http://172.16.0.9/",
            "http://169.254.169.254/latest",
            "http://100.64.0.1/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
        ];
        for address in inside {
            let url = Url::parse(address).expect("an address");
            assert!(!Place::Outside.may_lead_to(&url), "{address}");
            assert!(Place::Reader.may_lead_to(&url) && Place::Inside.may_lead_to(&url));
            assert_eq!(Place::of_address(address), Place::Inside);
        }
        for address in [
            "https://example.org/",
            "http://93.184.216.34/",
            "http://[2606:2800::1]/",
            "http://local.example/",
        ] {
            let url = Url::parse(address).expect("an address");
            assert!(Place::Outside.may_lead_to(&url), "{address}");
            assert_eq!(Place::of_address(address), Place::Outside);
        }
        // A name that stands for a machine of ours.
        let url = Url::parse("https://example.org/").expect("an address");
        let ours = "192.168.0.7".parse().expect("a machine");
        assert!(!Place::Outside.may_reach(ours) && Place::Reader.may_reach(ours));
        assert_eq!(Place::Reader.then(&url, Some(ours)), Place::Inside);
        assert_eq!(Place::Reader.then(&url, None), Place::Outside);
        assert_eq!(
            name(&Url::parse("http://a:b@127.0.0.1:8080/x?y").expect("an address")),
            "http://127.0.0.1:8080/"
        );
    }
}
