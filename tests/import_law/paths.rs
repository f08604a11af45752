//! What a file says: the paths it names, resolved, the macros it calls and its literals.

use std::collections::HashMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// Something that the law has a view on, where it stands, and whether only tests have it.
pub enum Saying {
    /// A path into this crate, without `crate`.
    Ours { at: At, segments: Vec<String> },
    /// A path into another crate or the standard library.
    Theirs { at: At, segments: Vec<String>, glob: bool },
    /// A macro call, by the last name of its path.
    Macro { at: At, name: String },
    /// A string literal, documentation excepted. A single character is a fact of a script, no word.
    Literal { at: At, value: String },
    /// The file itself, so that even an empty one is judged, or a `#[path]` attribute.
    Path { at: At, attribute: bool },
}

/// Where something is said.
#[derive(Clone)]
pub struct At {
    line: usize,
    module: Vec<String>,
    test: bool,
}

impl Saying {
    fn at(&self) -> &At {
        match self {
            Saying::Ours { at, .. }
            | Saying::Theirs { at, .. }
            | Saying::Macro { at, .. }
            | Saying::Literal { at, .. }
            | Saying::Path { at, .. } => at,
        }
    }

    /// From 1.
    pub fn line(&self) -> usize {
        self.at().line
    }

    /// The module it stands in, inline modules included.
    pub fn module(&self) -> &[String] {
        &self.at().module
    }

    /// Whether it stands under `#[cfg(test)]`.
    pub fn is_test(&self) -> bool {
        self.at().test
    }
}

/// All that a file says.
pub struct Reading {
    /// In order of their places, more or less.
    pub sayings: Vec<Saying>,
    /// Modules in files of their own that it declares under `#[cfg(test)]`, with slashes.
    pub test_modules: Vec<String>,
}

/// Reads a file that is module `module`; `crates` are the dependencies' names as code has them.
pub fn read(source: &str, module: &[String], crates: &[String]) -> syn::Result<Reading> {
    let file = syn::parse_file(source)?;
    let mut names = Names { aliases: HashMap::new(), modules: Vec::new() };
    names.visit_file(&file);
    let mut reader = Reader {
        crates,
        names,
        module: module.to_vec(),
        test: false,
        reading: Reading { sayings: Vec::new(), test_modules: Vec::new() },
    };
    let at = reader.at(1);
    reader.reading.sayings.push(Saying::Path { at, attribute: false });
    reader.visit_file(&file);
    Ok(reader.reading)
}

/// First pass: names that `use` brings in from elsewhere, and the modules declared here.
struct Names {
    aliases: HashMap<String, Vec<String>>,
    modules: Vec<String>,
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.modules.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for leaf in flatten(&item.tree) {
            if let Some(name) = leaf.name.filter(|name| *name != leaf.path[0]) {
                self.aliases.insert(name, leaf.path);
            }
        }
    }
}

struct Leaf {
    path: Vec<String>,
    glob: bool,
    /// The name it has here.
    name: Option<String>,
    line: usize,
}

/// Takes a `use` tree apart: one path for each name it brings in.
fn flatten(tree: &syn::UseTree) -> Vec<Leaf> {
    fn walk(tree: &syn::UseTree, before: &[String], leaves: &mut Vec<Leaf>) {
        let with = |ident: &syn::Ident| [before, &[ident.to_string()]].concat();
        let line = tree.span().start().line;
        let mut leaf = |path: Vec<String>, glob, name| leaves.push(Leaf { path, glob, name, line });
        match tree {
            syn::UseTree::Path(path) => walk(&path.tree, &with(&path.ident), leaves),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| walk(tree, before, leaves)),
            syn::UseTree::Glob(_) => leaf(before.to_vec(), true, None),
            syn::UseTree::Name(name) if name.ident == "self" && !before.is_empty() => {
                leaf(before.to_vec(), false, before.last().cloned());
            }
            syn::UseTree::Name(name) => leaf(with(&name.ident), false, Some(name.ident.to_string())),
            syn::UseTree::Rename(rename) => {
                let path = if rename.ident == "self" { before.to_vec() } else { with(&rename.ident) };
                leaf(path, false, Some(rename.rename.to_string()));
            }
        }
    }
    let mut leaves = Vec::new();
    walk(tree, &[], &mut leaves);
    leaves
}

/// Second pass.
struct Reader<'a> {
    crates: &'a [String],
    names: Names,
    module: Vec<String>,
    test: bool,
    reading: Reading,
}

impl Reader<'_> {
    fn at(&self, line: usize) -> At {
        At { line, module: self.module.clone(), test: self.test }
    }

    /// Resolves a path that is written at `line`. `rooted`: it begins with `::`.
    fn say(&mut self, segments: &[String], glob: bool, rooted: bool, line: usize) {
        let at = self.at(line);
        let first = segments[0].as_str();
        let is_crate = |name: &str| {
            matches!(name, "std" | "core" | "alloc") || self.crates.iter().any(|known| known == name)
        };
        let saying = match first {
            "crate" | "qari" => Saying::Ours { at, segments: segments[1..].to_vec() },
            "self" | "super" => {
                let mut path = self.module.clone();
                let mut rest = segments;
                while let Some(step) = rest.first() {
                    match step.as_str() {
                        "self" => {}
                        "super" => drop(path.pop()),
                        _ => break,
                    }
                    rest = &rest[1..];
                }
                path.extend_from_slice(rest);
                // `self` of a method is no path into the crate.
                if segments == ["self"] && !glob {
                    return;
                }
                Saying::Ours { at, segments: path }
            }
            name if is_crate(name) && (rooted || !self.names.modules.iter().any(|module| module == name)) => {
                let mut segments = segments.to_vec();
                // What core and alloc have, std has under the same name.
                if matches!(first, "core" | "alloc") {
                    segments[0] = "std".into();
                }
                Saying::Theirs { at, segments, glob }
            }
            name => match self.names.aliases.get(name) {
                // `use std::io;` … `io::stdin()`. The room was asked for at the `use`.
                Some(path) if path.first().is_some_and(|first| is_crate(first)) => {
                    let segments = [path, &segments[1..]].concat();
                    Saying::Theirs { at, segments, glob }
                }
                _ => return,
            },
        };
        self.reading.sayings.push(saying);
    }

    /// Runs of `a::b::c`, macro names and literals in tokens that no parser may look into.
    fn say_tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut next = 0;
        while next < tokens.len() {
            match &tokens[next] {
                TokenTree::Group(group) => self.say_tokens(group.stream()),
                TokenTree::Literal(literal) => {
                    self.say_literal(&literal.to_string(), literal.span().start().line)
                }
                TokenTree::Ident(ident) => {
                    let line = ident.span().start().line;
                    let rooted = next >= 2 && is_colons(&tokens, next - 2);
                    let mut path = vec![ident.to_string()];
                    while is_colons(&tokens, next + 1)
                        && let Some(TokenTree::Ident(ident)) = tokens.get(next + 3)
                    {
                        path.push(ident.to_string());
                        next += 3;
                    }
                    // `std::{fs, env}` inside a macro: judged as if it took all.
                    let glob = is_colons(&tokens, next + 1);
                    if matches!(tokens.get(next + 1), Some(TokenTree::Punct(bang)) if bang.as_char() == '!')
                        && matches!(tokens.get(next + 2), Some(TokenTree::Group(_)))
                    {
                        let name = path.last().cloned().unwrap_or_default();
                        let at = self.at(line);
                        self.reading.sayings.push(Saying::Macro { at, name });
                    }
                    if path.len() > 1 || glob {
                        self.say(&path, glob, rooted, line);
                    }
                }
                TokenTree::Punct(_) => {}
            }
            next += 1;
        }
    }

    fn say_literal(&mut self, written: &str, line: usize) {
        if written.contains('"') {
            let value = unescape(written);
            let at = self.at(line);
            self.reading.sayings.push(Saying::Literal { at, value });
        }
    }

    fn below(&mut self, test: bool, visit: impl FnOnce(&mut Self)) {
        let before = self.test;
        self.test |= test;
        visit(self);
        self.test = before;
    }
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    let colon = |tree: Option<&TokenTree>| matches!(tree, Some(TokenTree::Punct(p)) if p.as_char() == ':');
    colon(tokens.get(at)) && colon(tokens.get(at + 1))
}

/// `\u{628}` is the letter it stands for; other escapes hold no letters.
fn unescape(written: &str) -> String {
    let mut pieces = written.split("\\u{");
    let mut value = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (code, rest) = piece.split_once('}').unwrap_or((piece, ""));
        value.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        value.push_str(rest);
    }
    value
}

fn is_cfg_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.meta.require_list().is_ok_and(|list| {
                let tokens = list.tokens.to_string();
                tokens == "test" || tokens.starts_with("all (test") || tokens.starts_with("all(test")
            })
    })
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = match item {
            syn::Item::Const(item) => &item.attrs,
            syn::Item::Enum(item) => &item.attrs,
            syn::Item::Fn(item) => &item.attrs,
            syn::Item::Impl(item) => &item.attrs,
            syn::Item::Macro(item) => &item.attrs,
            syn::Item::Mod(item) => &item.attrs,
            syn::Item::Static(item) => &item.attrs,
            syn::Item::Struct(item) => &item.attrs,
            syn::Item::Use(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        let test = is_cfg_test(attributes);
        self.below(test, |reader| visit::visit_item(reader, item));
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        if item.content.is_none() && self.test {
            self.reading.test_modules.push(self.module.join("/"));
        }
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for leaf in flatten(&item.tree) {
            self.say(&leaf.path, leaf.glob, item.leading_colon.is_some(), leaf.line);
        }
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        self.say(&[item.ident.to_string()], true, true, item.span().start().line);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.say(&segments, false, path.leading_colon.is_some(), path.span().start().line);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        let at = self.at(call.span().start().line);
        self.reading.sayings.push(Saying::Macro { at, name });
        self.say_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if attribute.path().is_ident("path") {
            let at = self.at(attribute.span().start().line);
            self.reading.sayings.push(Saying::Path { at, attribute: true });
        }
        if let syn::Meta::List(list) = &attribute.meta {
            self.say_tokens(list.tokens.clone());
        }
    }

    // `pub(crate)` and `pub(in crate::tui)` import nothing.
    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        let at = self.at(literal.span().start().line);
        self.reading.sayings.push(Saying::Literal { at, value: literal.value() });
    }
}
