//! The proxy that stands between, by the variables that curl and its like have made usual: `http_proxy` for pages of
//! http, `https_proxy` for those of https, `all_proxy` where those say nothing, each in small or in capital letters,
//! and `no_proxy` for servers that are asked without.

use std::net::IpAddr;

use ureq::{Proxy, ProxyProtocol};
use url::{Host, Url};

/// The proxy for an address; `None`: it is asked without one.
///
/// # Errors
/// Where what is set is no address of a proxy.
pub(super) fn of(url: &Url) -> Result<Option<Proxy>, ()> {
    of_environment(url, |name| std::env::var(name).ok())
}

fn of_environment(url: &Url, get: impl Fn(&str) -> Option<String>) -> Result<Option<Proxy>, ()> {
    let either = |name: &str| get(&name.to_ascii_lowercase()).or_else(|| get(name));
    let own = if url.scheme() == "https" { "HTTPS_PROXY" } else { "HTTP_PROXY" };
    // One that is set to nothing says: none.
    let Some(set) = either(own).or_else(|| either("ALL_PROXY")) else { return Ok(None) };
    let set = set.trim();
    if set.is_empty() || is_excepted(url, &either("NO_PROXY").unwrap_or_default()) {
        return Ok(None);
    }
    let address = if set.contains("://") { set.to_owned() } else { format!("http://{set}") };
    Proxy::new(&address).map(Some).map_err(|_| ())
}

/// Whether a proxy passes on what it is asked for, and does not only dig a tunnel: of pages that everybody on the way
/// may read one that speaks http does.
pub(super) fn forwards(proxy: &Proxy, url: &Url) -> bool {
    proxy.protocol() == ProxyProtocol::Http && url.scheme() == "http"
}

/// Whether `no_proxy` names the server: itself, a name that it ends in, a network that it is in, or all.
fn is_excepted(url: &Url, list: &str) -> bool {
    let host = url.host();
    list.split([',', ' ', '\t']).map(str::trim).filter(|one| !one.is_empty()).any(|one| {
        if one == "*" {
            return true;
        }
        let (one, port) = match one.rsplit_once(':') {
            Some((name, port)) if !name.contains(':') || name.ends_with(']') => {
                (name, port.parse::<u16>().ok())
            }
            _ => (one, None),
        };
        if port.is_some() && port != url.port_or_known_default() {
            return false;
        }
        let name = one.trim_start_matches('*').trim_start_matches('.').trim_matches(['[', ']']);
        match &host {
            Some(Host::Domain(host)) => {
                let host = host.trim_end_matches('.');
                let end = host.len().checked_sub(name.len());
                let ends =
                    end.is_some_and(|at| host.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(name)));
                ends && !name.is_empty()
                    && (host.len() == name.len() || host[..host.len() - name.len()].ends_with('.'))
            }
            Some(Host::Ipv4(machine)) => is_within(IpAddr::V4(*machine), name),
            Some(Host::Ipv6(machine)) => is_within(IpAddr::V6(*machine), name),
            None => false,
        }
    })
}

/// Whether a machine is that one, or in that network (`10.0.0.0/8`).
fn is_within(machine: IpAddr, network: &str) -> bool {
    let (address, bits) =
        network.split_once('/').map_or((network, None), |(address, bits)| (address, Some(bits)));
    let Ok(address) = address.parse::<IpAddr>() else { return false };
    let number = |ip: IpAddr| match ip {
        IpAddr::V4(ip) => (u128::from(u32::from(ip)) << 96, 32),
        IpAddr::V6(ip) => (u128::from(ip), 128),
    };
    let ((machine, width), (address, other)) = (number(machine), number(address));
    let bits = bits.map_or(Some(width), |bits| bits.parse::<u32>().ok().filter(|bits| *bits <= width));
    let differs = machine ^ address;
    width == other && bits.is_some_and(|bits| bits == 0 || differs >> (128 - bits) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy(address: &str, set: &[(&str, &str)]) -> Result<Option<String>, ()> {
        let url = Url::parse(address).expect("an address");
        let get = |name: &str| set.iter().find(|(one, _)| *one == name).map(|(_, value)| (*value).to_owned());
        of_environment(&url, get).map(|proxy| proxy.map(|proxy| format!("{}:{}", proxy.host(), proxy.port())))
    }

    #[test]
    fn each_scheme_has_its_own_proxy() {
        let set =
            [("HTTP_PROXY", "http://one:1"), ("https_proxy", "two:2"), ("ALL_PROXY", "socks5://three:3")];
        let of = |address, set: &[_]| proxy(address, set).expect("a proxy");
        assert_eq!(of("http://example.org/", &set).as_deref(), Some("one:1"));
        assert_eq!(of("https://example.org/", &set).as_deref(), Some("two:2"));
        assert_eq!(of("https://example.org/", &set[2..]).as_deref(), Some("three:3"));
        assert_eq!(of("https://example.org/", &set[..1]), None);
        assert_eq!(of("http://example.org/", &[("http_proxy", ""), ("ALL_PROXY", "three:3")]), None);
        assert_eq!(proxy("http://example.org/", &[("HTTP_PROXY", "ftp://x y")]), Err(()));
    }

    #[test]
    fn some_servers_are_asked_without_one() {
        let except = |address: &str, list: &str| {
            proxy(address, &[("ALL_PROXY", "http://one:1"), ("no_proxy", list)]) == Ok(None)
        };
        for list in
            ["*", "example.org", ".example.org", "*.example.org", "a, Example.ORG", "x example.org:80", "org"]
        {
            assert!(except("http://news.example.org/", list), "{list}");
        }
        for list in ["", "ample.org", "example.org:443", "example.com", "news.example.org.com", ".", ","] {
            assert!(!except("http://news.example.org/", list), "{list}");
        }
        for list in ["127.0.0.1", "127.0.0.0/8", "127.0.0.1:8080", "0.0.0.0/0"] {
            assert!(except("http://127.0.0.1:8080/", list), "{list}");
        }
        for list in
            ["127.0.0.2", "127.0.0.2/32", "10.0.0.0/8", "127.0.0.0/99", "::1", "127.0.0.1:81", "0.0.1"]
        {
            assert!(!except("http://127.0.0.1:8080/", list), "{list}");
        }
        assert!(except("http://[::1]:8080/", "::1") && except("http://[fd00::7]/", "[fd00::]/8, fd00::/8"));
    }
}
