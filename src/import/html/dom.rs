//! The document tree of a page: an arena that the parser fills, and questions to it. Nothing here calls
//! itself: a page may be as deep as it likes.

use std::cell::{Cell, Ref, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ExpandedName, LocalName, QualName};

/// A node, by its number.
pub type Id = usize;

/// No node: the document's own number, which is nobody's child.
const NONE: Id = usize::MAX;

/// What a node is.
#[derive(Debug)]
pub enum Kind {
    /// The document, a comment, anything that holds no text of its own.
    Other,
    /// Characters.
    Text(StrTendril),
    /// An element, its names and its attributes.
    Element(QualName, Vec<Attribute>),
}

/// A node and its place in the tree.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    parent: Id,
    first: Id,
    last: Id,
    before: Id,
    after: Id,
    /// How many elements stand around it.
    depth: u32,
}

/// A page's tree.
#[derive(Debug)]
pub struct Dom {
    nodes: Vec<Node>,
}

impl Dom {
    fn new() -> Self {
        let mut dom = Dom { nodes: Vec::new() };
        dom.create(Kind::Other);
        dom
    }

    fn create(&mut self, kind: Kind) -> Id {
        let (parent, first, last, before, after) = (NONE, NONE, NONE, NONE, NONE);
        self.nodes.push(Node { kind, parent, first, last, before, after, depth: 0 });
        self.nodes.len() - 1
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    fn link(id: Id) -> Option<Id> {
        (id != NONE).then_some(id)
    }

    /// The node around `id`.
    pub fn parent(&self, id: Id) -> Option<Id> {
        Self::link(self.nodes[id].parent)
    }

    /// The nodes around `id`, the nearest first.
    pub fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// The nodes directly inside `id`.
    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Self::link(self.nodes[id].first), |id| Self::link(self.nodes[*id].after))
    }

    /// The node that stands after `id` beside it.
    pub fn after(&self, id: Id) -> Option<Id> {
        Self::link(self.nodes[id].after)
    }

    /// The node that stands before `id` beside it.
    pub fn before(&self, id: Id) -> Option<Id> {
        Self::link(self.nodes[id].before)
    }

    /// The next node in the order of the page that is not inside `id`, within `root`.
    pub fn past(&self, id: Id, root: Id) -> Option<Id> {
        let mut at = id;
        while at != root {
            if let Some(next) = self.after(at) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// `root` and all inside it, in the order of the page.
    pub fn inside(&self, root: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Some(root), move |id| {
            Self::link(self.nodes[*id].first).or_else(|| self.past(*id, root))
        })
    }

    /// Whether `outer` is `inner` or stands around it.
    pub fn holds(&self, outer: Id, inner: Id) -> bool {
        outer == inner || self.ancestors(inner).any(|id| id == outer)
    }

    /// Puts other text in place of each for which `other` has one.
    pub fn rewrite(&mut self, other: impl Fn(&str) -> Option<String>) {
        for node in &mut self.nodes {
            if let Kind::Text(text) = &mut node.kind
                && let Some(new) = other(text)
            {
                *text = StrTendril::from_slice(&new);
            }
        }
    }

    /// The characters of a node of text.
    pub fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes[id].kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// An element's name, in small letters; empty for what is no element.
    pub fn name(&self, id: Id) -> &str {
        match &self.nodes[id].kind {
            Kind::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// Whether it is an element with one of these names.
    pub fn is(&self, id: Id, names: &[&str]) -> bool {
        names.contains(&self.name(id))
    }

    /// An element's attributes.
    pub fn attributes(&self, id: Id) -> &[Attribute] {
        match &self.nodes[id].kind {
            Kind::Element(_, attributes) => attributes,
            _ => &[],
        }
    }

    /// An attribute.
    pub fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        self.attributes(id).iter().find(|attribute| &*attribute.name.local == name).map(|a| &*a.value)
    }

    /// All characters inside `root`, white space as one space each, without scripts and styles.
    pub fn words(&self, root: Id) -> String {
        let mut words = String::new();
        for id in self.inside(root) {
            if let Some(text) = self.text(id) {
                if self.parent(id).is_some_and(|id| self.is(id, &["script", "style", "template"])) {
                    continue;
                }
                words.push_str(text);
            } else if self.is(id, &["br", "p", "div", "li", "td", "h1", "h2", "h3", "h4"]) {
                words.push(' ');
            }
        }
        super::squeeze(&words)
    }

    /// The first element with that name.
    pub fn first(&self, name: &str) -> Option<Id> {
        self.inside(0).find(|id| self.name(*id) == name)
    }

    fn detach(&mut self, id: Id) {
        let Node { parent, before, after, .. } = self.nodes[id];
        if parent == NONE {
            return;
        }
        match before {
            NONE => self.nodes[parent].first = after,
            before => self.nodes[before].after = after,
        }
        match after {
            NONE => self.nodes[parent].last = before,
            after => self.nodes[after].before = before,
        }
        let node = &mut self.nodes[id];
        (node.parent, node.before, node.after) = (NONE, NONE, NONE);
    }

    /// Puts `id` inside `parent`, before `next` or at the end.
    fn insert(&mut self, parent: Id, id: Id, next: Id) {
        self.detach(id);
        let before = if next == NONE { self.nodes[parent].last } else { self.nodes[next].before };
        let depth = self.nodes[parent].depth + 1;
        let node = &mut self.nodes[id];
        (node.parent, node.before, node.after, node.depth) = (parent, before, next, depth);
        match before {
            NONE => self.nodes[parent].first = id,
            before => self.nodes[before].after = id,
        }
        match next {
            NONE => self.nodes[parent].last = id,
            next => self.nodes[next].before = id,
        }
    }

    fn insert_child(&mut self, parent: Id, child: NodeOrText<Id>, next: Id) {
        match child {
            NodeOrText::AppendNode(id) => self.insert(parent, id, next),
            NodeOrText::AppendText(text) => {
                let before = if next == NONE { self.nodes[parent].last } else { self.nodes[next].before };
                if before != NONE
                    && let Kind::Text(already) = &mut self.nodes[before].kind
                {
                    already.push_tendril(&text);
                } else {
                    let id = self.create(Kind::Text(text));
                    self.insert(parent, id, next);
                }
            }
        }
    }
}

/// The arena while the parser fills it.
pub struct Growing {
    dom: RefCell<Dom>,
    /// How deep the last element was put.
    depth: Cell<u32>,
}

impl Growing {
    /// An empty page.
    pub fn new() -> Self {
        Growing { dom: RefCell::new(Dom::new()), depth: Cell::new(0) }
    }

    /// How deep the element stands that was put in last.
    pub fn depth(&self) -> u32 {
        self.depth.get()
    }

    /// An element ended: the next one probably stands one less deep.
    pub fn rise(&self) {
        self.depth.set(self.depth.get().saturating_sub(1));
    }

    /// How many nodes there are by now.
    pub fn len(&self) -> usize {
        self.dom.borrow().len()
    }

    fn put(&self, parent: Id, child: NodeOrText<Id>, next: Id) {
        let element = if let NodeOrText::AppendNode(id) = &child { Some(*id) } else { None };
        let mut dom = self.dom.borrow_mut();
        dom.insert_child(parent, child, next);
        if let Some(id) = element {
            self.depth.set(dom.nodes[id].depth);
        }
    }
}

/// An element's names while the arena is borrowed.
#[derive(Debug)]
pub struct Name<'a>(Ref<'a, QualName>);

impl html5ever::interface::ElemName for Name<'_> {
    fn ns(&self) -> &html5ever::Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }

    fn expanded(&self) -> ExpandedName<'_> {
        self.0.expanded()
    }
}

impl TreeSink for Growing {
    type Handle = Id;
    type Output = Dom;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Dom {
        self.dom.into_inner()
    }

    fn parse_error(&self, _: std::borrow::Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name<'a> {
        Name(Ref::map(self.dom.borrow(), |dom| match &dom.nodes[*target].kind {
            Kind::Element(name, _) => name,
            _ => unreachable!("the parser asks for the names of elements alone"),
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.dom.borrow_mut().create(Kind::Element(name, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.dom.borrow_mut().create(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.dom.borrow_mut().create(Kind::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.put(*parent, child, NONE);
    }

    fn append_based_on_parent_node(&self, element: &Id, before: &Id, child: NodeOrText<Id>) {
        if self.dom.borrow().nodes[*element].parent == NONE {
            self.append(before, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let parent = self.dom.borrow().nodes[*sibling].parent;
        if parent != NONE {
            self.put(parent, child, *sibling);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, more: Vec<Attribute>) {
        if let Kind::Element(_, attributes) = &mut self.dom.borrow_mut().nodes[*target].kind {
            for attribute in more {
                if attributes.iter().all(|already| already.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.dom.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        let mut dom = self.dom.borrow_mut();
        while let Some(child) = Dom::link(dom.nodes[*node].first) {
            dom.insert(*parent, child, NONE);
        }
    }
}
